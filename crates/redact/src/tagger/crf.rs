//! A linear-chain conditional random field with three labels: outside a name, its first token, a further token.
//!
//! Of a row of tokens it gives for each how likely each label is, over all ways to label the row (forward and backward).
//! Own code because features are hashed straight from numbers: no string is made for any of the fifty features of a token.

/// Outside, begin, inside.
pub(crate) const LABELS: usize = 3;

/// How well each label fits, or how likely it is.
pub(crate) type Scores = [f32; LABELS];

/// From label (row) to label (column), and in the last row from the front of the row of tokens.
pub(crate) type Steps = [Scores; LABELS + 1];

/// How much each label of a token weighs. `fit` says how well they fit it alone.
pub(crate) fn weight(fit: Scores) -> Scores {
    // Only the differences matter; so kept in reach of `exp`.
    let top = fit.iter().fold(f32::MIN, |top, score| top.max(*score));
    fit.map(|score| (score - top).exp())
}

/// How much each step weighs.
pub(crate) fn weights(steps: &Steps) -> Steps {
    steps.map(|row| row.map(f32::exp))
}

/// For each token of a row how likely each label is, in `all`, out of how much labels and steps weigh.
pub(crate) fn likely(labels: &[Scores], steps: &Steps, all: &mut Vec<Scores>) {
    passed(labels, steps, all, None);
}

/// As [`likely`], out of how well labels and steps fit; adds to `taken` how likely each step is, summed over the row.
pub(crate) fn likely_steps(fit: &[Scores], steps: &Steps, taken: &mut Steps) -> Vec<Scores> {
    let labels: Vec<Scores> = fit.iter().copied().map(weight).collect();
    let mut all = Vec::new();
    passed(&labels, &weights(steps), &mut all, Some(taken));
    all
}

fn passed(labels: &[Scores], steps: &Steps, all: &mut Vec<Scores>, mut taken: Option<&mut Steps>) {
    let [from_outside, from_begin, from_inside, front] = *steps;
    let steps = [from_outside, from_begin, from_inside];
    all.clear();
    for weight in labels {
        let reach = match all.last() {
            None => front,
            Some(before) => {
                let mut reach = [0.0; LABELS];
                for (amount, row) in before.iter().zip(&steps) {
                    for (sum, step) in reach.iter_mut().zip(row) {
                        *sum += amount * step;
                    }
                }
                reach
            }
        };
        all.push(scaled(product(reach, weight)));
    }
    let mut after = [1.0; LABELS];
    for at in (0..all.len()).rev() {
        let before = at.checked_sub(1).and_then(|before| all.get(before)).copied();
        let (Some(here), Some(weight)) = (all.get_mut(at), labels.get(at)) else { break };
        *here = scaled(product(*here, &after));
        let next = product(*weight, &after);
        if let Some(taken) = taken.as_deref_mut() {
            add_steps(taken, before, &steps, &next, here);
        }
        after = scaled(steps.map(|row| row.iter().zip(&next).map(|(step, amount)| step * amount).sum()));
    }
}

fn add_steps(
    taken: &mut Steps,
    before: Option<Scores>,
    steps: &[Scores; LABELS],
    next: &Scores,
    here: &Scores,
) {
    let [outside, begin, inside, front] = taken;
    let Some(before) = before else {
        front.iter_mut().zip(here).for_each(|(sum, likely)| *sum += likely);
        return;
    };
    let amount = |from: f32, row: &Scores| product(row.map(|step| step * from), next);
    let mut rows = steps.iter().zip(before).map(|(row, from)| amount(from, row));
    let rows = [rows.next(), rows.next(), rows.next()].map(Option::unwrap_or_default);
    let whole: f32 = rows.iter().flatten().sum();
    if whole > 0.0 {
        for (sums, row) in [outside, begin, inside].into_iter().zip(rows) {
            sums.iter_mut().zip(row).for_each(|(sum, amount)| *sum += amount / whole);
        }
    }
}

fn product(mut one: Scores, other: &Scores) -> Scores {
    one.iter_mut().zip(other).for_each(|(value, factor)| *value *= factor);
    one
}

fn scaled(values: Scores) -> Scores {
    let sum: f32 = values.iter().sum();
    if sum > 0.0 { values.map(|value| value / sum) } else { [1.0 / 3.0; LABELS] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_those_of_all_ways_counted_one_by_one() {
        let fit = [[0.3, 1.0, -0.5], [0.1, -0.2, 0.9], [1.2, 0.0, 0.4]];
        let steps = [[0.5, 0.1, -2.0], [0.2, -0.7, 0.8], [0.3, -0.1, 0.4], [0.6, 0.2, -3.0]];
        let mut sums = [[0.0_f32; 3]; 3];
        let mut whole = 0.0;
        for way in 0..27_usize {
            let labels = [way / 9, way / 3 % 3, way % 3];
            let mut score: f32 = steps[3][labels[0]];
            for at in 0..3 {
                score += fit[at][labels[at]] + if at > 0 { steps[labels[at - 1]][labels[at]] } else { 0.0 };
            }
            whole += score.exp();
            for at in 0..3 {
                sums[at][labels[at]] += score.exp();
            }
        }
        let mut found = Vec::new();
        likely(&fit.map(weight), &weights(&steps), &mut found);
        for (found, sum) in found.iter().flatten().zip(sums.iter().flatten()) {
            assert!((found - sum / whole).abs() < 1e-4, "{found} {}", sum / whole);
        }
    }
}
