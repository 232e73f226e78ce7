//! Entries that raise doubt, gathered in runs, and what they come down to once it is known which hashes are right.

use std::collections::HashMap;

use super::finding::Finding;
use crate::{Hash, TILE_WIDTH};

/// More runs than this are counted, not kept: bounds the memory.
const MOST: usize = 10_000;

/// Which hashes turned out to be right, by a checkpoint or by the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Those made anew from the entries.
    Entries,
    /// Those stored beside the entries and in tiles.
    Stored,
    /// In each place the one that two of three agree on.
    Majority,
    /// No signed or stored root fits any of them.
    Unknown,
}

/// How an entry fails to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// There is no entry.
    Vacant,
    /// There is one, but it cannot be read.
    Unreadable,
    /// It was written at another place, this much further on (or back).
    Moved(i128),
    /// Two of its three hashes differ: made anew (e), stored beside it (s), in the tile (t).
    Differs {
        /// e = s
        entry_is_stored: bool,
        /// e = t; none without a tile
        entry_is_tile: Option<bool>,
        /// s = t; none without a tile
        stored_is_tile: Option<bool>,
    },
}

#[derive(Debug, Clone, Copy)]
struct Run {
    first: u64,
    last: u64,
    shape: Shape,
    verdict: Verdict,
}

#[derive(Debug, Default)]
pub(super) struct Runs {
    settled: Vec<Run>,
    pending: Vec<Run>,
    /// Hashes stored beside entries where they do not belong, and where.
    strays: HashMap<Hash, u64>,
    /// Hashes that tiles want at places where something else stands.
    wanted: HashMap<Hash, u64>,
    /// Entries beyond the end that were written at these places.
    moved_beyond: Vec<(u64, u64)>,
    pub(super) more: u64,
}

impl Runs {
    pub(super) fn is_settled(&self) -> bool {
        self.pending.is_empty()
    }

    pub(super) fn doubts(&self) -> usize {
        self.pending.len() + self.settled.len()
    }

    pub(super) fn add(&mut self, number: u64, shape: Shape) {
        if let Some(run) = self.pending.last_mut()
            && run.shape == shape
            && run.last + 1 == number
        {
            run.last = number;
        } else if self.doubts() < MOST {
            self.pending.push(Run { first: number, last: number, shape, verdict: Verdict::Unknown });
        } else {
            self.more += 1;
        }
    }

    /// Lets the run that was added last go on up to `last`.
    pub(super) fn extend(&mut self, last: u64) {
        if let Some(run) = self.pending.last_mut() {
            run.last = run.last.max(last);
        }
    }

    /// Remembers what may tell later where an entry came from.
    pub(super) fn stray(&mut self, number: u64, stored: Hash, wanted: Hash) {
        if self.strays.len() < MOST {
            self.strays.insert(stored, number);
            self.wanted.insert(wanted, number);
        }
    }

    pub(super) fn moved_beyond(&mut self, place: u64, origin: u64) {
        if self.moved_beyond.len() < MOST {
            self.moved_beyond.push((place, origin));
        }
    }

    pub(super) fn settle(&mut self, verdict: Verdict) {
        let settled = self.pending.drain(..).map(|run| Run { verdict, ..run });
        self.settled.extend(settled);
    }

    /// Everything that was found about entries of a log of `size`.
    pub(super) fn findings(mut self, size: u64, findings: &mut Vec<Finding>) {
        self.settle(Verdict::Unknown);
        self.move_strays();
        let mut origins = Ranges::default();
        let mut left = Ranges::default();
        for run in &self.settled {
            match run.shape {
                Shape::Moved(by) => {
                    left.add(run.first, run.last);
                    let from = shift(run.first, by);
                    origins.add(from, from + (run.last - run.first));
                    findings.push(Finding::Moved { first: run.first, last: run.last, from });
                }
                Shape::Vacant => left.add(run.first, run.last),
                _ => {}
            }
        }
        for (place, origin) in &self.moved_beyond {
            origins.add(*origin, *origin);
            findings.push(Finding::Moved { first: *place, last: *place, from: *origin });
        }
        let origins = origins.merged();
        for (first, last) in subtract(&left.merged(), &origins) {
            let vacant_to_the_end = last + 1 == size
                && self.settled.iter().any(|run| run.last == last && run.shape == Shape::Vacant);
            findings.push(if vacant_to_the_end {
                Finding::CutOff { first, last }
            } else {
                Finding::Missing { first, last }
            });
        }
        for run in &self.settled {
            describe(run, &origins, findings);
        }
    }

    /// An entry whose stored hash is the one that a tile wants elsewhere was moved from there.
    fn move_strays(&mut self) {
        let mut found = Vec::new();
        for (stored, place) in &self.strays {
            if let Some(origin) = self.wanted.get(stored).filter(|origin| *origin != place) {
                found.push((*place, *origin));
            }
        }
        for (place, origin) in found {
            let Some(index) = self.settled.iter().position(|run| run.first <= place && place <= run.last)
            else {
                continue;
            };
            let run = self.settled.swap_remove(index);
            if run.first < place {
                self.settled.push(Run { last: place - 1, ..run });
            }
            if place < run.last {
                self.settled.push(Run { first: place + 1, ..run });
            }
            let shape = Shape::Moved(i128::from(origin) - i128::from(place));
            self.settled.push(Run { first: place, last: place, shape, verdict: run.verdict });
        }
    }
}

fn describe(run: &Run, origins: &[(u64, u64)], findings: &mut Vec<Finding>) {
    let (first, last) = (run.first, run.last);
    let Shape::Differs { entry_is_stored, entry_is_tile, stored_is_tile } = run.shape else {
        if run.shape == Shape::Unreadable {
            findings.push(Finding::Unreadable { first, last });
        }
        return;
    };
    // What was written here stands elsewhere now, so what stands here was put in.
    let here = [(first, last)];
    for (first, last) in intersect(&here, origins) {
        findings.push(Finding::Inserted { first, last });
    }
    for (first, last) in subtract(&here, origins) {
        let entry_is_right = match run.verdict {
            Verdict::Entries => true,
            Verdict::Stored => entry_is_tile.unwrap_or(entry_is_stored),
            // Without a tile the stored hash was believed.
            Verdict::Majority => entry_is_stored || entry_is_tile.unwrap_or(false),
            Verdict::Unknown if entry_is_stored => {
                findings.push(Finding::Disputed { first, last });
                continue;
            }
            Verdict::Unknown => entry_is_tile.unwrap_or(false),
        };
        if !entry_is_right {
            findings.push(Finding::Changed { first, last });
            if stored_is_tile == Some(false) && !entry_is_stored {
                findings.push(Finding::HashChanged { first, last });
            }
            continue;
        }
        if !entry_is_stored {
            findings.push(Finding::HashChanged { first, last });
        }
        if entry_is_tile == Some(false) {
            for number in first..=last {
                let (tile, slot) = (number / TILE_WIDTH, Some(number % TILE_WIDTH));
                findings.push(Finding::TileChanged { level: 0, number: tile, slot });
            }
        }
    }
}

fn shift(number: u64, by: i128) -> u64 {
    u64::try_from(i128::from(number) + by).unwrap_or(0)
}

/// Ranges of entries, both ends included.
#[derive(Default)]
struct Ranges(Vec<(u64, u64)>);

impl Ranges {
    fn add(&mut self, first: u64, last: u64) {
        self.0.push((first, last));
    }

    fn merged(mut self) -> Vec<(u64, u64)> {
        self.0.sort_unstable();
        let mut merged: Vec<(u64, u64)> = Vec::new();
        for (first, last) in self.0 {
            match merged.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        merged
    }
}

/// What of `ranges` is in none of `without`, both sorted and apart.
fn subtract(ranges: &[(u64, u64)], without: &[(u64, u64)]) -> Vec<(u64, u64)> {
    let mut left = Vec::new();
    for (first, last) in ranges {
        let mut next = *first;
        let mut done = false;
        for (from, to) in without.iter().filter(|(from, to)| from <= last && first <= to) {
            if *from > next {
                left.push((next, from - 1));
            }
            done = *to >= *last;
            next = next.max(to.saturating_add(1));
        }
        if !done && next <= *last {
            left.push((next, *last));
        }
    }
    left
}

/// What of `ranges` is in one of `others`.
fn intersect(ranges: &[(u64, u64)], others: &[(u64, u64)]) -> Vec<(u64, u64)> {
    let overlap = |range: &(u64, u64), other: &(u64, u64)| {
        let (first, last) = (range.0.max(other.0), range.1.min(other.1));
        (first <= last).then_some((first, last))
    };
    ranges.iter().flat_map(|range| others.iter().filter_map(|other| overlap(range, other))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_taken_from_ranges() {
        assert_eq!(subtract(&[(0, 9)], &[]), [(0, 9)]);
        assert_eq!(subtract(&[(0, 9)], &[(0, 9)]), []);
        assert_eq!(subtract(&[(0, 9)], &[(3, 4), (8, 20)]), [(0, 2), (5, 7)]);
        assert_eq!(subtract(&[(5, 9), (20, 21)], &[(0, 5), (9, 20)]), [(6, 8), (21, 21)]);
        assert_eq!(intersect(&[(5, 9)], &[(0, 5), (8, 20)]), [(5, 5), (8, 9)]);
    }
}
