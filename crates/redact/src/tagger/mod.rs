//! The statistical model for names: for each token how likely it is part of one, given its surroundings.
//!
//! Made by the example `train_names` from the sources in `data/README.md`. It lies in the program as it is used: one small
//! number for each bucket and label, so nothing is read or built at the start.

mod around;
pub(crate) mod crf;
pub(crate) mod features;

use crate::finding::Why;
use crate::names::rules::Mention;
use crate::token::{Gap, Shape, Token};
use crf::{LABELS, Scores, Steps};

static MODEL: &[u8] = include_bytes!("../../data/names.model");

/// What stands before the weights: the scale, and the steps between labels.
pub(crate) const HEAD: usize = 4 * (1 + LABELS * (LABELS + 1));

/// What stands in for the model where there is nothing to ask it about.
pub(crate) const QUIET: Scores = [0.0, -8.0, -8.0];

/// For each token how likely it is part of a name, and how likely it begins one.
pub(crate) struct Opinion {
    inside: Vec<f32>,
    begins: Vec<f32>,
}

/// What the model thinks of every token. `None` if there is no model in the program (while one is being made).
pub(crate) fn opinion(tokens: &[Token<'_>], ruled: &[Mention]) -> Option<Opinion> {
    let (scale, steps) = head(MODEL)?;
    let weights: &[[u8; LABELS]; 1 << features::BITS] = MODEL.get(HEAD..)?.as_chunks().0.try_into().ok()?;
    let steps = crf::weights(&steps);
    let quiet = crf::weight(QUIET);
    let words = features::words(tokens, ruled);
    let mut found =
        Opinion { inside: Vec::with_capacity(tokens.len()), begins: Vec::with_capacity(tokens.len()) };
    let mut fit: Vec<Scores> = Vec::new();
    let mut likely: Vec<Scores> = Vec::new();
    for row in rows(tokens) {
        fit.clear();
        for at in row {
            if words.get(at).is_none_or(|word| word.quiet) {
                fit.push(quiet);
                continue;
            }
            // Fifty small numbers do not reach the end of a sum.
            let mut sums = [0_i32; LABELS];
            features::features(&words, at, |bucket| {
                let [outside, begin, inside] = weights.get(bucket).copied().unwrap_or_default();
                let [one, two, three] = sums;
                let and = |sum: i32, weight: u8| sum.wrapping_add(i32::from(weight.cast_signed()));
                sums = [and(one, outside), and(two, begin), and(three, inside)];
            });
            #[expect(clippy::cast_precision_loss, reason = "fifty small numbers")]
            fit.push(crf::weight(sums.map(|sum| sum as f32 * scale)));
        }
        crf::likely(&fit, &steps, &mut likely);
        for [outside, begin, _] in &likely {
            found.inside.push(1.0 - outside);
            found.begins.push(*begin);
        }
    }
    Some(found)
}

/// Stretches that nothing breaks: the model sees no further.
pub(crate) fn rows<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = std::ops::Range<usize>> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from;
        if start >= tokens.len() {
            return None;
        }
        from += 1;
        while tokens.get(from).is_some_and(|token| token.gap != Gap::Break) {
            from += 1;
        }
        Some(start..from)
    })
}

fn head(model: &[u8]) -> Option<(f32, Steps)> {
    let (numbers, _) = model.get(..HEAD)?.as_chunks::<4>();
    let mut numbers = numbers.iter().map(|number| f32::from_le_bytes(*number));
    let scale = numbers.next()?;
    let mut steps: Steps = [[0.0; LABELS]; LABELS + 1];
    for (step, number) in steps.iter_mut().flatten().zip(numbers) {
        *step = number;
    }
    Some((scale, steps))
}

impl Opinion {
    /// Names that are at least `threshold` percent likely.
    pub(crate) fn mentions(&self, tokens: &[Token<'_>], threshold: u8) -> Vec<Mention> {
        let threshold = f32::from(threshold) / 100.0;
        let mut found: Vec<Mention> = Vec::new();
        let mut open = false;
        for (at, ((inside, begins), token)) in self.inside.iter().zip(&self.begins).zip(tokens).enumerate() {
            if *inside < threshold || token.gap == Gap::Break && open && *begins < 0.5 * inside {
                open = *inside >= threshold;
                if !open {
                    continue;
                }
                open = false;
            }
            let confidence = percent(*inside);
            match found.last_mut().filter(|_| open && *begins <= 0.5 * inside && token.gap != Gap::Break) {
                Some(mention) => {
                    mention.last = at;
                    mention.confidence = mention.confidence.min(confidence);
                }
                None => found.push(Mention {
                    first: at,
                    last: at,
                    why: Why::Model,
                    confidence,
                    official: false,
                    genitive: false,
                }),
            }
            open = true;
        }
        found.retain_mut(|mention| trimmed(tokens, mention));
        found
    }

    /// For each token how likely it is part of a name.
    pub(crate) fn likely(&self) -> &[f32] {
        &self.inside
    }

    /// How likely the surest token of a mention is part of a name.
    pub(crate) fn of(&self, mention: &Mention) -> f32 {
        self.inside.get(mention.first..=mention.last).unwrap_or_default().iter().copied().fold(0.0, f32::max)
    }
}

/// Signs at the ends are no part of a name, and a name has a letter.
fn trimmed(tokens: &[Token<'_>], mention: &mut Mention) -> bool {
    let sign =
        |at: usize| tokens.get(at).is_none_or(|token| matches!(token.shape, Shape::Sign | Shape::Number));
    while mention.first < mention.last && sign(mention.first) {
        mention.first += 1;
    }
    let small = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.is_any(&["van", "de", "der", "den", "en", "in", "te", "voor", "op"]))
    };
    while mention.first < mention.last && (sign(mention.last) || small(mention.last)) {
        mention.last -= 1;
    }
    !sign(mention.first)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 99")]
fn percent(likely: f32) -> u8 {
    (likely.clamp(0.0, 0.99) * 100.0) as u8
}
