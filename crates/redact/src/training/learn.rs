//! Makes the model out of labelled text: gradient descent on the likelihood of the labels, with a step for each weight
//! that shrinks as it is used (`AdaGrad`). Deterministic: the same text and seed give the same bytes.

use std::ops::Range;

use crate::names::rules;
use crate::tagger::crf::{self, LABELS, Scores, Steps};
use crate::tagger::features::{self, BITS};
use crate::tagger::{QUIET, rows};
use crate::token;

/// A text and the names of people in it.
pub struct Lesson {
    /// The text.
    pub text: String,
    /// Where the names stand, in bytes, in order.
    pub names: Vec<Range<usize>>,
    /// Its weight: 1 for text that is as trustworthy and as near as can be.
    pub weight: f32,
}

/// A row of tokens: the buckets of each, and its label.
struct Row {
    buckets: Vec<u32>,
    ends: Vec<u32>,
    labels: Vec<u8>,
    weight: f32,
}

/// How large a step is at first, how often everything is seen, and how rare a feature may be.
const STEP: f32 = 0.12;
const MIN_SEEN: u8 = 2;
/// Percentage of features that is left out at each step, and what makes up for it.
const LEFT_OUT: u8 = 50;
const WHOLE: f32 = 2.0;
/// Pulls weights to zero, so that what was seen twice does not count like what was seen often.
const DECAY: f32 = 2e-4;

/// Learns from `lessons`, `rounds` times. `tell` hears after each round how likely the labels have become.
pub fn learn(lessons: &[Lesson], rounds: u32, seed: u64, mut tell: impl FnMut(u32, f32)) -> Vec<u8> {
    let mut rows: Vec<Row> = lessons.iter().flat_map(rows_of).collect();
    let mut often = vec![0_u8; 1 << BITS];
    for bucket in rows.iter().flat_map(|row| &row.buckets) {
        if let Some(count) = often.get_mut(*bucket as usize) {
            *count = count.saturating_add(1);
        }
    }
    let mut weights: Vec<Scores> = vec![[0.0; LABELS]; 1 << BITS];
    let mut used: Vec<Scores> = vec![[1e-2; LABELS]; 1 << BITS];
    let mut steps: Steps = [[0.0; LABELS]; LABELS + 1];
    let mut steps_used: Steps = [[1e-2; LABELS]; LABELS + 1];
    let mut chance = Chance(seed);
    let mut mean: Vec<Scores> = vec![[0.0; LABELS]; 1 << BITS];
    let mut mean_steps: Steps = [[0.0; LABELS]; LABELS + 1];
    for round in 1..=rounds {
        chance.shuffle(&mut rows);
        let mut sum = 0.0;
        for row in &rows {
            sum += lesson(row, chance.draw(), &often, &mut weights, &mut used, &mut steps, &mut steps_used);
        }
        // The mean of the second half of the rounds: what the last few rows pulled at is levelled out.
        if round > rounds / 2 {
            #[expect(clippy::cast_precision_loss, reason = "a handful of rounds")]
            let share = 1.0 / (rounds - rounds / 2) as f32;
            let all = mean.iter_mut().chain(&mut mean_steps).flatten();
            all.zip(weights.iter().chain(&steps).flatten())
                .for_each(|(mean, weight)| *mean += share * weight);
        }
        #[expect(clippy::cast_precision_loss, reason = "a mean for people")]
        tell(round, sum / rows.len() as f32);
    }
    written(&mean, &mean_steps)
}

fn rows_of(lesson: &Lesson) -> Vec<Row> {
    let tokens = token::tokens(&lesson.text);
    let words = features::words(&tokens, &rules::find(&tokens));
    let mut out = Vec::new();
    for range in rows(&tokens) {
        let mut row =
            Row { buckets: Vec::new(), ends: Vec::new(), labels: Vec::new(), weight: lesson.weight };
        for at in range {
            // A quiet token has no buckets.
            if words.get(at).is_some_and(|word| !word.quiet) {
                features::features(&words, at, |bucket| {
                    row.buckets.push(u32::try_from(bucket).unwrap_or(0));
                });
            }
            row.ends.push(u32::try_from(row.buckets.len()).unwrap_or(u32::MAX));
            let label = tokens.get(at).map_or(0, |token| {
                let name =
                    lesson.names.iter().find(|name| name.start < token.end() && token.start < name.end);
                match name {
                    None => 0,
                    Some(name) if token.start <= name.start => 1,
                    Some(_) => 2,
                }
            });
            row.labels.push(label);
        }
        out.push(row);
    }
    out
}

impl Row {
    fn buckets_of(&self, at: usize) -> &[u32] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.buckets.get(start..end(at)).unwrap_or_default()
    }
}

/// One step for one row. Gives the mean logarithm of how likely its labels were before.
fn lesson(
    row: &Row,
    salt: u64,
    often: &[u8],
    weights: &mut [Scores],
    used: &mut [Scores],
    steps: &mut Steps,
    steps_used: &mut Steps,
) -> f32 {
    // Each time another part of the features is left out, so that no few of them come to decide alone.
    let counts = |bucket: &u32| {
        let kept = crate::hash::mix(salt ^ u64::from(*bucket)) % 100 >= u64::from(LEFT_OUT);
        kept && often.get(*bucket as usize).is_some_and(|count| *count >= MIN_SEEN)
    };
    let mut fit = Vec::with_capacity(row.labels.len());
    for at in 0..row.labels.len() {
        if row.buckets_of(at).is_empty() {
            fit.push(QUIET);
            continue;
        }
        let mut sums = [0.0; LABELS];
        for bucket in row.buckets_of(at).iter().filter(|bucket| counts(bucket)) {
            if let Some(weight) = weights.get(*bucket as usize) {
                sums.iter_mut().zip(weight).for_each(|(sum, weight)| *sum += weight);
            }
        }
        fit.push(sums.map(|sum| sum * WHOLE));
    }
    let mut taken: Steps = [[0.0; LABELS]; LABELS + 1];
    let likely = crf::likely_steps(&fit, steps, &mut taken);
    let mut logs = 0.0;
    for (at, (label, likely)) in row.labels.iter().zip(&likely).enumerate() {
        let label = usize::from(*label);
        logs += likely.get(label).copied().unwrap_or(0.0).max(1e-6).ln();
        let mut slope = likely.map(|likely| -likely * row.weight);
        if let Some(slope) = slope.get_mut(label) {
            *slope += row.weight;
        }
        if slope.iter().all(|slope| slope.abs() < 1e-3) {
            continue;
        }
        for bucket in row.buckets_of(at).iter().filter(|bucket| counts(bucket)) {
            if let (Some(weight), Some(used)) =
                (weights.get_mut(*bucket as usize), used.get_mut(*bucket as usize))
            {
                moved(weight, used, &slope);
            }
        }
    }
    let mut slopes = taken.map(|steps| steps.map(|likely| -likely * row.weight));
    let mut from = LABELS;
    for label in row.labels.iter().map(|label| usize::from(*label)) {
        if let Some(slope) = slopes.get_mut(from).and_then(|slopes| slopes.get_mut(label)) {
            *slope += row.weight;
        }
        from = label;
    }
    for ((step, used), slope) in steps.iter_mut().zip(steps_used).zip(&slopes) {
        moved(step, used, slope);
    }
    #[expect(clippy::cast_precision_loss, reason = "a mean for people")]
    let length = row.labels.len().max(1) as f32;
    logs / length
}

fn moved(weight: &mut Scores, used: &mut Scores, slope: &Scores) {
    for ((weight, used), slope) in weight.iter_mut().zip(used).zip(slope) {
        let slope = slope - DECAY * *weight;
        *used += slope * slope;
        *weight += STEP * slope / used.sqrt();
    }
}

/// The model as it lies in the program: scale, steps, and one signed byte for each bucket and label.
fn written(weights: &[Scores], steps: &Steps) -> Vec<u8> {
    let top = weights.iter().flatten().fold(1e-6_f32, |top, weight| top.max(weight.abs()));
    let scale = top.min(4.0) / 127.0;
    let mut out: Vec<u8> = scale.to_le_bytes().into();
    out.extend(steps.iter().flatten().flat_map(|step| step.to_le_bytes()));
    #[expect(clippy::cast_possible_truncation, reason = "clamped to what fits")]
    out.extend(
        weights
            .iter()
            .flatten()
            .map(|weight| ((weight / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()),
    );
    out
}

/// Chance that anyone can repeat (`SplitMix64`).
pub struct Chance(pub u64);

impl Chance {
    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        crate::hash::mix(self.0)
    }

    /// A number below `end`, or zero.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.draw() % (end.max(1) as u64)).unwrap_or(0)
    }

    /// One of `all`.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            let other = self.below(at + 1);
            all.swap(at, other);
        }
    }
}
