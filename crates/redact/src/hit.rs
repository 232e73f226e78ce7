//! What a detector hands over: a finding in the clean text, not yet weighed against the others.

use crate::finding::{Kind, Why};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) confidence: u8,
    pub(crate) why: Why,
}

impl Hit {
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Of hits that overlap, the surest stays; of equally sure ones the longest, then the first. In the order of the text.
pub(crate) fn weighed(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.retain(|hit| hit.start < hit.end);
    hits.sort_by_key(|hit| (std::cmp::Reverse((hit.confidence, hit.end - hit.start)), hit.start, hit.kind));
    let mut kept: std::collections::BTreeMap<usize, Hit> = std::collections::BTreeMap::new();
    for hit in hits {
        // Those kept do not overlap, so only the last one that begins before this one's end can.
        let clashes = kept.range(..hit.end).next_back().is_some_and(|(_, other)| other.overlaps(&hit));
        if !clashes {
            kept.insert(hit.start, hit);
        }
    }
    kept.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surest_stays_then_the_longest() {
        let hit =
            |start, end, confidence| Hit { kind: Kind::Person, start, end, confidence, why: Why::Model };
        let kept =
            weighed(vec![hit(0, 4, 50), hit(2, 9, 90), hit(10, 12, 60), hit(10, 14, 60), hit(20, 20, 99)]);
        assert_eq!(kept, [hit(2, 9, 90), hit(10, 14, 60)]);
    }
}
