//! The documents under a request, what is judged of them, and their passages. No SQL, no HTTP, no contents.

use ground::Day;

use crate::error::FieldError;
use crate::redaction::{DOUBLE, DocumentId, Ground, Protects};
use crate::words::words;

/// The most documents under one request: their numbers run from 1 to this.
pub(in crate::disclosure) const MOST_DOCUMENTS: i64 = 2_000;
/// The most passages of one document.
pub(in crate::disclosure) const MOST_PASSAGES: usize = 100;
/// The longest words about a document or passage, in characters.
const LONGEST: usize = 500;
/// Older than this, a refusal on a relative ground has to say why it still weighs (Woo 5.3).
const OLD_YEARS: i64 = 5;

words! {
    /// What comes of a document. The codes are translated in the inventory.
    Judgement {
        /// `openbaar`: as it is.
        Open = "open";
        /// `deels openbaar`: without the passages that are withheld.
        Partly = "partly";
        /// `reeds openbaar`: everyone can read it already.
        Known = "known";
        /// `niet openbaar`.
        Closed = "closed";
    }

    /// What kind of data a passage holds; `none` is about nobody.
    PassageCategory {
        /// Nobody.
        None = "none";
        /// Name, address, contact.
        Ordinary = "ordinary";
        /// Money.
        Financial = "financial";
        /// Who lives where with whom.
        Household = "household";
        /// The service number.
        Bsn = "bsn";
        /// Health.
        Health = "health";
        /// Origin.
        Ethnicity = "ethnicity";
        /// Religion.
        Religion = "religion";
        /// Politics.
        Politics = "politics";
        /// Membership of a union.
        Union = "union";
        /// Sex life.
        SexLife = "sex_life";
        /// Offences.
        Criminal = "criminal";
    }

    /// How heavy an interest weighs.
    Weight {
        /// Much.
        High = "high";
        /// Little.
        Low = "low";
    }

    /// What the rules say of a passage.
    Says {
        /// It is public.
        Open = "open";
        /// It is made unreadable; the rest is public.
        Redact = "redact";
        /// It is not public.
        Withhold = "withhold";
    }
}

/// A document under a request. Its title names a function or a subject, never a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its number in the inventory, from 1.
    pub place: i64,
    /// What it is.
    pub described: Described,
    /// What came of it; none while it was not judged.
    pub judgement: Option<Judgement>,
    /// Its release waits (`opgeschort`), for instance for views.
    pub suspended: bool,
    /// The passages that were judged.
    pub passages: Vec<Passage>,
    /// What it says, where that is attached.
    pub contents: Option<Attached>,
    /// How often it was judged: a form made for another number is stale.
    pub revision: i64,
}

/// What a document says, under review by the chapter on redaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Its id there.
    pub id: DocumentId,
    /// What people call it there: `D-2026-00017`.
    pub number: String,
    /// Two people judged what goes, and what is left may be seen (6.12-4).
    pub released: bool,
}

/// What a document is, as the inventory has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// What it is, by function: `Brief van een inwoner`.
    pub title: String,
    /// `pdf`, `e-mail` …; may be empty.
    pub kind: String,
    /// The day on it.
    pub day: Day,
    /// Documents that belong together have the same number.
    pub family: Option<i64>,
    /// Messages of one conversation have the same number.
    pub thread: Option<i64>,
    /// Other documents of the inventory that it refers to.
    pub related: Vec<i64>,
    /// The number of the case it was in; may be empty.
    pub case_number: String,
    /// Where everyone can read it already; may be empty.
    pub link: String,
    /// What the inventory says about the judgement; may be empty.
    pub note: String,
}

/// A passage and how it was weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own in the vocabulary of the rules")]
pub struct Passage {
    /// What stands there, without saying it: `naam van een inwoner, bladzijde 2`.
    pub what: String,
    /// Which kind of data.
    pub category: PassageCategory,
    /// It is about someone else than who asks.
    pub third_party: bool,
    /// The interest of openness.
    pub openness: Weight,
    /// The interest of private life.
    pub privacy: Weight,
    /// The person agreed, in so many words.
    pub consent: bool,
    /// The person made it public.
    pub made_public: bool,
    /// It can be made unreadable, and then nobody can be known from the rest.
    pub redactable: bool,
    /// The code of the ground on which it is withheld; none where it stays readable.
    pub ground: Option<String>,
    /// Why; for a relative ground.
    pub weighing: String,
    /// Why it still weighs after five years; for a relative ground in an old document (Woo 5.3).
    pub still: String,
    /// The ruling in the journal, and what it said; empty before it was asked.
    pub ruling: String,
    /// What the ruling said.
    pub says: Option<Says>,
}

impl Judgement {
    /// As the inventory writes it.
    pub fn nl(self) -> &'static str {
        match self {
            Self::Open => "openbaar",
            Self::Partly => "deels openbaar",
            Self::Known => "reeds openbaar",
            Self::Closed => "niet openbaar",
        }
    }

    /// As someone wrote it in an inventory.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.iter().copied().find(|judgement| judgement.nl() == text)
    }
}

impl Described {
    /// Whether a refusal on a relative ground needs more to carry it, for a request that came in on this day.
    pub fn is_old(&self, received: Day) -> bool {
        self.day.plus_months(OLD_YEARS * 12) < received
    }
}

impl Document {
    /// Whether everyone may have what is left of it, once its request is public.
    pub fn is_given(&self) -> bool {
        let gives = matches!(self.judgement, Some(Judgement::Open | Judgement::Partly));
        gives && !self.suspended && self.is_checked()
    }

    /// Two people saw what it says, and what has to go from it is gone (6.12-4).
    pub fn is_checked(&self) -> bool {
        self.contents.as_ref().is_some_and(|contents| contents.released)
    }

    /// The codes of the grounds, each once, in the order of the law.
    pub fn grounds(&self, law: &str) -> Vec<&'static str> {
        let has = |code: &str| self.passages.iter().any(|passage| passage.ground.as_deref() == Some(code));
        Ground::of_law(law).map(|ground| ground.code).filter(|code| has(code)).collect()
    }
}

/// Why a judgement cannot be, given what the rules say of its passages; in English and Dutch.
pub(in crate::disclosure) fn contradiction(
    judgement: Judgement,
    passages: &[Passage],
    law: &str,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |path: String, message: &str, message_nl: &str| {
        errors.push(FieldError { path, message: message.to_owned(), message_nl: message_nl.to_owned() });
    };
    let protects_people = |passage: &Passage| {
        let ground = passage.ground.as_deref().and_then(|code| Ground::of(law, code));
        ground.is_some_and(|ground| ground.protects != Protects::Other)
    };
    for (number, passage) in passages.iter().enumerate() {
        let path = || format!("grond-{}", number + 1);
        match (passage.says, &passage.ground) {
            (Some(Says::Withhold), None) => wrong(
                path(),
                "the rules say that this passage is not public",
                "De regels zeggen dat dit deel niet openbaar wordt. Kies op welke grond u het weglaat.",
            ),
            (Some(Says::Redact), None) => wrong(
                path(),
                "the rules say that this passage is made unreadable first",
                "De regels zeggen dat u dit deel eerst onleesbaar maakt. Kies op welke grond.",
            ),
            (Some(Says::Open), Some(_)) if protects_people(passage) => wrong(
                path(),
                "the rules say that this passage is public as you weighed it",
                "Zoals u het hebt gewogen, is dit deel openbaar. U kunt het dan niet weglaten om privacy.",
            ),
            (None, _) => wrong(
                path(),
                "the rules want more facts about this passage",
                "De regels hebben meer gegevens over dit deel nodig.",
            ),
            _ => {}
        }
    }
    let mut withheld = passages.iter().filter(|passage| passage.ground.is_some());
    let only_to_redact =
        withheld.all(|passage| protects_people(passage) && passage.says == Some(Says::Redact));
    if judgement == Judgement::Closed && errors.is_empty() && only_to_redact {
        errors.push(FieldError {
            path: String::from("oordeel"),
            message: String::from("all of it can be made unreadable: give the rest (6.12-4)"),
            message_nl: String::from(
                "Alles wat privé is, kan worden weggelakt. Geef dan de rest: kies \"deels openbaar\".",
            ),
        });
    }
    errors
}

/// A whole number from 1 to a million; none where nothing stands there.
pub(in crate::disclosure) fn whole(path: &str, text: &str) -> Result<Option<i64>, FieldError> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse::<i64>().ok().filter(|number| (1..=1_000_000).contains(number));
    let wrong = || FieldError::new(path, "not a whole number from 1", "Dit is geen heel getal vanaf 1.");
    number.map(Some).ok_or_else(wrong)
}

/// The numbers of other documents, with semicolons between.
pub(in crate::disclosure) fn numbers(path: &str, text: &str) -> Result<Vec<i64>, FieldError> {
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    let numbers: Option<Vec<i64>> = parts.map(|part| part.parse().ok().filter(|it| *it > 0)).collect();
    let nl = "Schrijf nummers van documenten, met een puntkomma ertussen.";
    numbers.ok_or_else(|| FieldError::new(path, "not numbers with semicolons between", nl))
}

/// Words about a document or passage, brought to one line. Whether they name someone is for the detector.
pub(in crate::disclosure) fn plain(path: &str, text: &str, needed: bool) -> Result<String, FieldError> {
    let text = text.replace("\r\n", "\n").replace('\n', " ");
    let text = text.trim();
    let wrong = |message: &str, message_nl: &str| FieldError {
        path: path.to_owned(),
        message: message.to_owned(),
        message_nl: message_nl.to_owned(),
    };
    if text.is_empty() && needed {
        return Err(wrong("is required", "Vul dit in."));
    }
    if text.chars().count() > LONGEST {
        return Err(wrong(
            "is longer than 500 characters",
            "Deze tekst is te lang. Er passen 500 tekens in.",
        ));
    }
    if text.chars().any(char::is_control) {
        return Err(wrong(
            "holds control characters",
            "In deze tekst staan tekens die niet kunnen. Typ de tekst opnieuw.",
        ));
    }
    Ok(text.to_owned())
}

/// What is wrong with the judgement of a document in itself, whatever the rules say of its passages.
pub(in crate::disclosure) fn check(
    document: &Described,
    judgement: Judgement,
    passages: &[Passage],
    law: &str,
    received: Day,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |path: String, message: &str, message_nl: &str| {
        errors.push(FieldError { path, message: message.to_owned(), message_nl: message_nl.to_owned() });
    };
    if passages.len() > MOST_PASSAGES {
        wrong(
            String::from("oordeel"),
            "more than 100 passages; take some together",
            "Dit zijn meer dan 100 delen. Neem delen samen.",
        );
    }
    let withheld = passages.iter().filter(|passage| passage.ground.is_some()).count();
    match judgement {
        Judgement::Known if document.link.is_empty() => wrong(
            String::from("link"),
            "say where it can be read",
            "Vul in waar iedereen dit document al kan lezen.",
        ),
        Judgement::Open if withheld > 0 => wrong(
            String::from("oordeel"),
            "a passage is withheld, so it is not wholly public",
            "U laat een deel weg. Dan is het document niet helemaal openbaar. Kies \"deels openbaar\" of \"niet openbaar\".",
        ),
        Judgement::Partly | Judgement::Closed if withheld == 0 => wrong(
            String::from("oordeel"),
            "name at least one passage that is withheld, and on which ground (6.11-1)",
            "Noem ten minste één deel dat u weglaat, en waarom. Zonder reden is een document openbaar.",
        ),
        _ => {}
    }
    let old = document.is_old(received);
    for (number, passage) in passages.iter().enumerate() {
        let at = |name: &str| format!("{name}-{}", number + 1);
        let Some(code) = &passage.ground else { continue };
        let Some(ground) = Ground::of(law, code) else {
            wrong(at("grond"), "not a ground of this law", "Deze grond kent de wet niet.");
            continue;
        };
        if !ground.fits(passage.category.as_str()) {
            wrong(
                at("grond"),
                "this ground does not protect this kind of data",
                "Deze grond past niet bij dit soort gegevens.",
            );
        }
        if ground.relative && passage.weighing.is_empty() {
            wrong(
                at("afweging"),
                "explain why this interest outweighs openness",
                "Leg uit waarom dit belang zwaarder weegt dan openbaarheid.",
            );
        }
        if ground.relative && old && passage.still.is_empty() {
            wrong(
                at("tijd"),
                "the document is older than five years: explain why it still weighs (Woo 5.3)",
                "Dit document is ouder dan vijf jaar. Leg uit waarom dit belang nu nog zwaarder weegt (Woo 5.3).",
            );
        }
        if ground.code == DOUBLE && document.related.is_empty() {
            wrong(
                String::from("gerelateerd"),
                "name the document that it doubles",
                "Noem het nummer van het document waar dit dubbel mee is.",
            );
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_inventory_are_read_back() {
        for judgement in Judgement::ALL {
            assert_eq!(Judgement::read(&format!(" {} ", judgement.nl().to_uppercase())), Some(*judgement));
        }
        assert_eq!(Judgement::read("open"), None);
    }

    #[test]
    fn a_document_is_old_after_five_years() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let described = Described {
            title: String::from("Nota"),
            kind: String::new(),
            day: day("2021-11-16"),
            family: None,
            thread: None,
            related: Vec::new(),
            case_number: String::new(),
            link: String::new(),
            note: String::new(),
        };
        assert!(!described.is_old(day("2026-11-16")));
        assert!(described.is_old(day("2026-11-17")));
    }
}
