//! What a detector hands over: a finding in the clean text, not yet weighed against the others.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::{Kind, Why};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) confidence: u8,
    pub(crate) why: Why,
}

/// Of hits that overlap, the surest stays; of equally sure ones the longest, then the first. In the order of the text.
pub(crate) fn weighed(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| hit.kind);
    surest(hits, |hit| (hit.start..hit.end, hit.confidence))
}

/// The same of anything that has a place and a confidence. What is empty goes.
pub(crate) fn surest<T>(mut items: Vec<T>, of: impl Fn(&T) -> (Range<usize>, u8)) -> Vec<T> {
    items.retain(|item| !of(item).0.is_empty());
    items.sort_by_key(|item| {
        let (span, confidence) = of(item);
        (Reverse((confidence, span.len())), span.start)
    });
    let mut kept: BTreeMap<usize, (usize, T)> = BTreeMap::new();
    for item in items {
        let span = of(&item).0;
        // Those kept do not overlap, so only the last one that begins before this one's end can.
        let clashes = kept.range(..span.end).next_back().is_some_and(|(_, (end, _))| span.start < *end);
        if !clashes {
            kept.insert(span.start, (span.end, item));
        }
    }
    kept.into_values().map(|(_, item)| item).collect()
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
