//! What leads to a person in a text that should hold nobody, such as minutes (paragraph 6.8): personal data and clues,
//! each with whom it is about, in the words of the policy.
//!
//! How kinds of data become findings of the policy:
//!
//! | Found | Finding |
//! |---|---|
//! | a name, a signature | `name`; of initials only: `initials` |
//! | a citizen service number | `bsn` |
//! | an address, a postcode; a telephone number or e-mail address of someone: where one is reached | `address` |
//! | a day of birth, an account, a licence plate, the number of a client or case: they lead to one person by a register | `indirect` |
//! | a town where someone lives, a special category (AVG 9, 10): only in a sentence that also says of whom | `indirect` |
//! | a clue | `small_cell`, `initials` or `indirect` |
//!
//! An e-mail address of a desk (`info@`) is nobody's. Not guaranteed: that everything is found, nor whom it is about;
//! whoever is not surely an official counts as a third person.

mod whom;
mod words;

use std::ops::Range;

use crate::clues::{Clue, Hint, clues_in};
use crate::document::{Joined, Passage};
use crate::hit::surest;
use crate::reading::Reading;
use crate::text::Text;
use crate::{Finding, Kind, Options, detect_joined_in};

/// A finding in the words of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// The name of someone.
    Name,
    /// Initials by themselves.
    Initials,
    /// A citizen service number.
    Bsn,
    /// Where someone lives or is reached.
    Address,
    /// Anything else that leads to one person.
    Indirect,
    /// A count so small that it is somebody.
    SmallCell,
}

impl Sort {
    /// Every sort, in the order in which reports list them.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Initials, Self::Bsn, Self::Address, Self::Indirect, Self::SmallCell];

    /// The word for it in facts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Initials => "initials",
            Self::Bsn => "bsn",
            Self::Address => "address",
            Self::Indirect => "indirect",
            Self::SmallCell => "small_cell",
        }
    }

    /// The sort with this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// Whom a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whom {
    /// A client of the body.
    Client,
    /// Someone else, and everyone of whom it is not known.
    Third,
    /// Someone who is there in public service.
    Official,
}

impl Whom {
    /// Everyone, in the order in which reports list them.
    pub const ALL: [Self; 3] = [Self::Client, Self::Third, Self::Official];

    /// The word for it in facts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Third => "third",
            Self::Official => "official",
        }
    }

    /// The one with this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|whom| whom.as_str() == word)
    }
}

/// What was found, more exactly than the policy names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Personal data.
    Data(Kind),
    /// Words that point at someone.
    Clue(Hint),
}

impl What {
    /// The word for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Data(kind) => kind.as_str(),
            Self::Clue(hint) => hint.as_str(),
        }
    }

    /// The one with this word.
    pub fn of(word: &str) -> Option<Self> {
        let data = Kind::ALL.into_iter().map(Self::Data);
        data.chain(Hint::ALL.into_iter().map(Self::Clue)).find(|what| what.as_str() == word)
    }
}

/// One thing that leads to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The index of the passage.
    pub passage: usize,
    /// Bytes of its text, on character boundaries.
    pub span: Range<usize>,
    /// In the words of the policy.
    pub sort: Sort,
    /// More exactly.
    pub what: What,
    /// Whom it is about.
    pub whom: Whom,
    /// How sure we are, in percent. An estimate to sort by, not a promise.
    pub confidence: u8,
}

/// Something found in the whole text, before it is laid back on the passages.
struct Spot {
    span: Range<usize>,
    what: What,
    confidence: u8,
}

/// Everything in the passages of a document that leads to a person, in order. What runs over two passages is in both.
pub fn traces(passages: &[Passage], options: &Options) -> Vec<Trace> {
    let joined = Joined::of(passages);
    let text = joined.text.as_str();
    let clean = Text::new(text);
    let reading = Reading::of(&clean);
    let findings = detect_joined_in(&reading, &joined, options);
    let clues = clues_in(&reading, options.small_count);
    let people = whom::People::of(text, &findings);
    let mut traces = Vec::new();
    for spot in spots(text, &findings, clues) {
        let Some(sort) = sort(text, &spot) else { continue };
        let whom = people.whom(text, &spot);
        for (passage, span) in joined.parts(spot.span.clone()) {
            traces.push(Trace { passage, span, sort, what: spot.what, whom, confidence: spot.confidence });
        }
    }
    traces
}

/// Data and clues, without overlap, and without what is nobody's.
fn spots(text: &str, findings: &[Finding], clues: Vec<Clue>) -> Vec<Spot> {
    let data = findings.iter().map(|finding| Spot {
        span: finding.span.clone(),
        what: What::Data(finding.kind),
        confidence: finding.confidence,
    });
    let clues = clues.into_iter().map(|clue| Spot {
        span: clue.span,
        what: What::Clue(clue.hint),
        confidence: clue.confidence,
    });
    let (linked, own): (Vec<Spot>, Vec<Spot>) = data.chain(clues).partition(|spot| needs_company(spot.what));
    let by = |spot: &Spot| (spot.span.clone(), spot.confidence);
    let mut all = surest(own.into_iter().filter(|spot| !is_desk(text, spot)).collect(), by);
    let in_company = |spot: &Spot| {
        let sentence = whom::sentence(text, &spot.span);
        let before = all.partition_point(|other| other.span.start < sentence.end);
        let other = before.checked_sub(1).and_then(|last| all.get(last));
        other.is_some_and(|other| sentence.start < other.span.end) || whom::speaks_of_one(text, &sentence)
    };
    let linked: Vec<Spot> = linked.into_iter().filter(in_company).collect();
    all.extend(linked);
    surest(all, by)
}

/// What says something of a person only beside who it is.
fn needs_company(what: What) -> bool {
    matches!(what, What::Data(kind) if kind == Kind::Place || kind.is_special())
}

/// `info@wil.example`: a desk, not a person.
fn is_desk(text: &str, spot: &Spot) -> bool {
    const DESKS: [&str; 12] = [
        "info",
        "contact",
        "balie",
        "post",
        "secretariaat",
        "griffie",
        "fg",
        "privacy",
        "klachten",
        "bezwaar",
        "inkomen",
        "administratie",
    ];
    let mail = text.get(spot.span.clone()).unwrap_or_default();
    spot.what == What::Data(Kind::Email)
        && mail.split('@').next().is_some_and(|name| DESKS.contains(&name.to_lowercase().as_str()))
}

/// The finding of the policy; none for what no finding is.
fn sort(text: &str, spot: &Spot) -> Option<Sort> {
    Some(match spot.what {
        What::Clue(Hint::SmallCell) => Sort::SmallCell,
        What::Clue(Hint::Initials) => Sort::Initials,
        What::Clue(_) => Sort::Indirect,
        What::Data(kind) => match kind {
            Kind::Person | Kind::Signature if whom::is_initials(text.get(spot.span.clone())?) => {
                Sort::Initials
            }
            Kind::Person | Kind::Signature => Sort::Name,
            Kind::Bsn => Sort::Bsn,
            Kind::Address | Kind::Postcode | Kind::Phone | Kind::Email => Sort::Address,
            Kind::BirthDate | Kind::Iban | Kind::Plate | Kind::ClientNumber | Kind::Place => Sort::Indirect,
            Kind::Health | Kind::Criminal | Kind::Ethnicity | Kind::Religion | Kind::SexLife => {
                Sort::Indirect
            }
        },
    })
}
