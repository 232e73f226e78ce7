//! A table of counts as a network: each count is a flow, and what comes into a node goes out of it. Whoever sees the shown
//! counts cannot tell the true table from one with a flow sent round along hidden edges.

/// A count.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: u64,
    pub(super) hidden: bool,
    /// What is lost by hiding it for the sake of another; none where that is not done.
    pub(super) cost: Option<u64>,
}

/// All of them.
pub(super) struct Network {
    pub(super) nodes: usize,
    pub(super) edges: Vec<Edge>,
}

/// An edge, gone along or against.
#[derive(Clone, Copy)]
struct Step {
    edge: usize,
    along: bool,
}

#[expect(clippy::indexing_slicing, reason = "nodes and edges are numbered by whoever made the network")]
impl Network {
    /// Makes it possible that a hidden count is `more` higher than it is, and that it is nothing. Hides other counts where
    /// that takes it. False when it cannot be done.
    pub(super) fn loosen(&mut self, own: usize, more: u64) -> bool {
        let (from, to, value) = (self.edges[own].from, self.edges[own].to, self.edges[own].value);
        // More of it has to come back another way; less of it has to go another way.
        self.send(own, to, from, more) && self.send(own, from, to, value)
    }

    /// Sends an amount without edge `own`, at the least cost: along an edge it may grow without end, against it the count
    /// gets smaller, down to nothing.
    fn send(&mut self, own: usize, start: usize, end: usize, amount: u64) -> bool {
        let mut values: Vec<u64> = self.edges.iter().map(|edge| edge.value).collect();
        let mut left = amount;
        while left > 0 {
            let Some(path) = self.cheapest(own, start, end, &values) else { return false };
            let room = path.iter().filter(|step| !step.along).map(|step| values[step.edge]).min();
            let part = room.unwrap_or(left).min(left);
            for step in path {
                self.edges[step.edge].hidden = true;
                let value = &mut values[step.edge];
                *value = if step.along { value.saturating_add(part) } else { *value - part };
            }
            left -= part;
        }
        true
    }

    /// The path on which the fewest and smallest shown counts have to be hidden (Bellman and Ford).
    fn cheapest(&self, own: usize, start: usize, end: usize, values: &[u64]) -> Option<Vec<Step>> {
        let mut best: Vec<Option<(u64, Option<Step>)>> = vec![None; self.nodes];
        best[start] = Some((0, None));
        let mut changed = true;
        while changed {
            changed = false;
            for (number, edge) in self.edges.iter().enumerate().filter(|(number, _)| *number != own) {
                let Some(cost) = (if edge.hidden { Some(0) } else { edge.cost }) else { continue };
                let ways = [(edge.from, edge.to, true), (edge.to, edge.from, false)];
                for (here, there, along) in ways {
                    let Some((so_far, _)) = best[here] else { continue };
                    let total = so_far.saturating_add(cost);
                    let nearer = best[there].is_none_or(|(known, _)| total < known);
                    if (along || values[number] > 0) && nearer {
                        best[there] = Some((total, Some(Step { edge: number, along })));
                        changed = true;
                    }
                }
            }
        }
        let mut path = Vec::new();
        let mut node = end;
        while let (_, Some(step)) = best[node]? {
            path.push(step);
            let edge = &self.edges[step.edge];
            node = if step.along { edge.from } else { edge.to };
        }
        Some(path)
    }
}
