//! Words that point at someone without naming them: a count so small that it is somebody, *de enige*, an occupation with
//! a street, a relative of somebody known, an event that everybody remembers (paragraph 6.8, statement 6.8-2).
//!
//! Grammar and lists of words, no model; the towns and villages are those of the area. Not guaranteed: that every
//! description is found, or that whoever knows the people needs as much as this. `tests/clues/` measures it.

mod count;
mod event;
mod initials;
mod kin;
mod only;
mod scan;
mod table;
mod trade;
mod words;
mod work;

use std::ops::Range;

use crate::hit::surest;
use crate::options::SMALL_COUNT;
use crate::reading::Reading;
use crate::text::Text;
use scan::Scan;

/// A way in which words point at someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hint {
    /// A small count of people of a kind or in a place.
    SmallCell,
    /// *De enige*, *die ene*, *de oudste … van Lopik*.
    Only,
    /// An occupation or household with the street or village.
    Spot,
    /// A relative or neighbour of somebody known.
    Kin,
    /// Somebody who once had a function here.
    Former,
    /// A small employer of somebody.
    Employer,
    /// An event that everybody remembers, or the newspaper.
    Event,
    /// Initials with a place, or by themselves.
    Initials,
}

impl Hint {
    /// Every hint, in the order in which reports list them.
    pub const ALL: [Self; 8] = [
        Self::SmallCell,
        Self::Only,
        Self::Spot,
        Self::Kin,
        Self::Former,
        Self::Employer,
        Self::Event,
        Self::Initials,
    ];

    /// The word for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SmallCell => "small_cell",
            Self::Only => "only",
            Self::Spot => "spot",
            Self::Kin => "kin",
            Self::Former => "former",
            Self::Employer => "employer",
            Self::Event => "event",
            Self::Initials => "initials",
        }
    }

    /// Why it points at someone, for people.
    pub fn dutch(self) -> &'static str {
        match self {
            Self::SmallCell => "Dit zijn er zo weinig dat mensen weten wie het zijn.",
            Self::Only => "Er is er maar één. Dan is duidelijk wie het is.",
            Self::Spot => "Met deze plek weten mensen wie het is.",
            Self::Kin => "Via familie, buren of bekenden is duidelijk wie het is.",
            Self::Former => "Met deze vroegere functie weten mensen wie het is.",
            Self::Employer => "Met deze werkplek weten mensen wie het is.",
            Self::Event => "Deze gebeurtenis kent iedereen. Dan is duidelijk wie het is.",
            Self::Initials => "Voorletters zijn ook een naam.",
        }
    }
}

/// One thing found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// How it points at someone.
    pub hint: Hint,
    /// Where it stands: bytes of the text that was given, on character boundaries.
    pub span: Range<usize>,
    /// How sure we are, in percent. An estimate to sort by, not a promise.
    pub confidence: u8,
}

/// Tokens from the first to the last that make a clue.
struct Found {
    hint: Hint,
    first: usize,
    last: usize,
    confidence: u8,
}

impl Found {
    fn new(hint: Hint, tokens: (usize, usize), confidence: u8) -> Self {
        Self { hint, first: tokens.0, last: tokens.1, confidence }
    }
}

/// Everything in `text` that points at someone, in order, without overlap; a count is small below five.
pub fn clues(text: &str) -> Vec<Clue> {
    clues_in(&Reading::of(&Text::new(text)), SMALL_COUNT)
}

/// The same of a text that was read before, with counts that are small below a number of choice.
pub(crate) fn clues_in(reading: &Reading<'_>, small_count: u32) -> Vec<Clue> {
    let Reading { text, tokens, .. } = reading;
    let scan = Scan::new(reading, small_count);
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        found.extend(count::small(&scan, at));
        found.extend(only::only(&scan, at));
        found.extend(trade::spot(&scan, at));
        found.extend(kin::kin(&scan, at));
        found.extend(event::event(&scan, at));
        found.extend(work::employer(&scan, at));
        found.extend(initials::initials(&scan, at));
    }
    table::cells(text.as_str(), &scan, &mut found);
    let placed = found.into_iter().filter_map(|found| {
        let (first, last) = (tokens.get(found.first)?, tokens.get(found.last)?);
        let place = text.original(&(first.start..last.end()));
        Some(Clue { hint: found.hint, span: place, confidence: found.confidence })
    });
    surest(placed.collect(), |clue| (clue.span.clone(), clue.confidence))
}
