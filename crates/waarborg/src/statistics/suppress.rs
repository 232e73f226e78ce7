//! Which counts of a table are hidden so that no small one can be read from it or worked out from the others (6.2-5, 6.5-5).
//!
//! Small: of at least one person and of fewer people than the threshold. Those are hidden, and with them as many others as it
//! takes: after that, as far as the shown numbers go, each small count could as well be the threshold, or nothing.
//!
//! Totals of columns are hidden by the totals of columns alone: two tables with the same ones then hide the same, and side by
//! side they say no more than each.
//!
//! Not guaranteed: anything against who knows the people in a hidden count beforehand, or against the difference between two
//! exports of different days. Nothing (0) is shown: nobody is in it.

use super::network::{Edge, Network};

/// How many files there are in a cell, and of how many people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Count {
    pub(super) files: u64,
    pub(super) people: u64,
}

impl Count {
    fn is_small(self, threshold: u64) -> bool {
        (1..threshold).contains(&self.people)
    }
}

/// A table of counts, row by row. The last row and the last column are the totals.
pub(super) type Counts = Vec<Vec<Count>>;

/// Which cells are hidden, in the form of the table.
pub(super) type Hidden = Vec<Vec<bool>>;

/// Hides what has to be hidden.
pub(super) fn protect(counts: &Counts, threshold: u32) -> Hidden {
    let threshold = u64::from(threshold);
    let mut totals = totals_of_columns(counts, threshold);
    loosen_all(&mut totals, threshold);
    let mut table = whole(counts, threshold);
    for (edge, total) in table.edges.iter_mut().rev().zip(totals.edges.iter().rev()) {
        edge.hidden |= total.hidden;
    }
    loosen_all(&mut table, threshold);
    let mut hidden = table.edges.iter().map(|edge| edge.hidden);
    counts.iter().map(|row| hidden.by_ref().take(row.len()).collect()).collect()
}

/// Whether no small count can be read or worked out when these cells are hidden.
pub(super) fn is_anonymous(counts: &Counts, hidden: &Hidden, threshold: u32) -> bool {
    let threshold = u64::from(threshold);
    let mut table = whole(counts, threshold);
    let small = small(&table);
    for (edge, hidden) in table.edges.iter_mut().zip(hidden.iter().flatten()) {
        edge.hidden = *hidden;
        edge.cost = None;
    }
    small.into_iter().all(|own| {
        let value = table.edges.get(own).filter(|edge| edge.hidden).map(|edge| edge.value);
        value.is_some_and(|value| table.loosen(own, room(value, threshold)))
    })
}

/// How much higher a small count must be able to be.
fn room(value: u64, threshold: u64) -> u64 {
    // Few people can have many files; then any other number will do.
    threshold.saturating_sub(value).max(1)
}

fn loosen_all(network: &mut Network, threshold: u64) {
    for own in small(network) {
        let value = network.edges.get(own).map_or(0, |edge| edge.value);
        if !network.loosen(own, room(value, threshold)) {
            // Then nothing but the empty cells can be shown.
            network.edges.iter_mut().for_each(|edge| edge.hidden |= edge.value > 0);
        }
    }
}

/// The edges that are hidden from the start.
fn small(network: &Network) -> Vec<usize> {
    let hidden = network.edges.iter().enumerate().filter(|(_, edge)| edge.hidden);
    hidden.map(|(number, _)| number).collect()
}

/// The totals of the columns with their own total: from one node to another, and back.
fn totals_of_columns(counts: &Counts, threshold: u64) -> Network {
    let last = counts.last().map(Vec::as_slice).unwrap_or_default();
    let all = last.last().map_or(0, |count| count.files);
    let edges = last.iter().enumerate().map(|(column, count)| {
        let is_all = column + 1 == last.len();
        let (from, to) = if is_all { (1, 0) } else { (0, 1) };
        let cost = if is_all { 2 * all + 1 } else { cost(count.files, all) };
        edge(*count, from, to, Some(cost), threshold)
    });
    Network { nodes: 2, edges: edges.collect() }
}

/// The whole table: from the source to the rows (their totals), to the columns (the cells), to the sink (their totals), and
/// back (the total of all).
fn whole(counts: &Counts, threshold: u64) -> Network {
    let (source, sink) = (0, 1);
    let rows = counts.len().saturating_sub(1);
    let columns = counts.first().map_or(0, |row| row.len().saturating_sub(1));
    let all = counts.last().and_then(|row| row.last()).map_or(0, |count| count.files);
    let mut edges = Vec::new();
    for (row, cells) in counts.iter().enumerate() {
        for (column, count) in cells.iter().enumerate() {
            let (from, to, cost) = match (row == rows, column == columns) {
                (false, false) => (2 + row, 2 + rows + column, Some(cost(count.files, all))),
                (false, true) => (source, 2 + row, Some(count.files + all + 1)),
                (true, false) => (2 + rows + column, sink, None),
                (true, true) => (sink, source, None),
            };
            edges.push(edge(*count, from, to, cost, threshold));
        }
    }
    Network { nodes: 2 + rows + columns, edges }
}

/// Small counts are missed least. An empty one hides nothing, so it is the last resort.
fn cost(files: u64, all: u64) -> u64 {
    if files == 0 { all + 1 } else { files + 1 }
}

fn edge(count: Count, from: usize, to: usize, cost: Option<u64>, threshold: u64) -> Edge {
    Edge { from, to, value: count.files, hidden: count.is_small(threshold), cost }
}
