//! Finds personal data in Dutch text, and says of each finding what it is, how sure that is, why, and on which ground it
//! may be withheld.
//!
//! No I/O, no network, no clock: a text goes in, findings come out, and the same text always gives the same findings. The
//! lists and the model lie in the program; `data/README.md` says what they were made of.
//!
//! Not guaranteed: that everything is found. Whoever publishes a text has a person look at it; a finding of a special
//! category is a word on a list and always a question to that person.

mod about;
mod address;
mod clues;
mod columns;
pub mod document;
mod finding;
mod hash;
mod hit;
mod lists;
mod tagger;
mod names;
mod options;
mod parts;
mod patterns;
mod reading;
mod replace;
mod special;
mod text;
mod token;
mod traces;
mod words;
pub mod training;

pub use clues::{Clue, Hint, clues};
pub use finding::{Finding, Ground, Kind, Regime, Why};
pub use options::{BALANCED, CAREFUL, Officials, Options};
pub use replace::{label, replacements};
pub use traces::{Sort, Trace, What, Whom, traces};

use document::Joined;
use reading::Reading;
use text::Text;

/// Everything found in `text`, in order, without overlap.
pub fn detect(text: &str, options: &Options) -> Vec<Finding> {
    detect_in(&Reading::of(&Text::new(text)), options)
}

/// The same in the passages of a document, in which more is known: the tables in which they stand.
pub fn detect_joined(joined: &Joined, options: &Options) -> Vec<Finding> {
    detect_joined_in(&Reading::of(&Text::new(&joined.text)), joined, options)
}

/// The same of passages whose text was read before.
fn detect_joined_in(reading: &Reading<'_>, joined: &Joined, options: &Options) -> Vec<Finding> {
    columns::settled(&joined.text, detect_in(reading, options), &joined.cells(), options.regime)
}

/// The same of a text that was read before.
fn detect_in(reading: &Reading<'_>, options: &Options) -> Vec<Finding> {
    let Reading { text, tokens, known, lines } = reading;
    let clean = text.as_str();
    let mut hits = Vec::new();
    patterns::find(clean, options, &mut hits);
    address::find(tokens, clean, &mut hits);
    hits.extend(names::find(tokens, options));
    let sentences = about::sentences(tokens, &hits);
    patterns::beside::find(tokens, clean, &sentences, &mut hits);
    special::find(tokens, known, &sentences, &mut hits);
    let found = hit::weighed(hits).into_iter().map(|hit| Finding {
        kind: hit.kind,
        span: hit.start..hit.end,
        confidence: hit.confidence,
        why: hit.why,
        ground: hit.kind.ground(options.regime),
    });
    let mut found = columns::settled(clean, found.collect(), &lines.cells, options.regime);
    for finding in &mut found {
        finding.span = text.original(&finding.span);
    }
    found
}
