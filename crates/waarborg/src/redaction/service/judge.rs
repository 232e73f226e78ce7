//! Judging marks, and adding what was not found (6.12-4). Judging needs no words, and opens none; adding does.

use std::sync::Arc;

use super::{Asked, Sent, begin, journal, marks_in, read, store};
use crate::adoption::Deed;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::redaction::Kind;
use crate::redaction::find::places_of;
use crate::redaction::grounds::Ground;
use crate::redaction::model::{Document, DocumentId, Keep, Mark, Stage, State};

/// The longest text that is sought to be added, in characters.
const LONGEST: usize = 500;
/// The most marks of one document.
const MOST: usize = 20_000;

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It goes.
    Accept,
    /// It stays, for this reason.
    Reject(Keep),
    /// It goes on another ground.
    Ground(&'static Ground),
}

impl Change {
    fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject(_) => "reject",
            Self::Ground(_) => "ground",
        }
    }
}

/// Of which marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one with this number.
    One(i64),
    /// That one, and all of the same person or the same words.
    Like(i64),
    /// All that nobody judged yet and of which the finder was at least so sure, in percent. No special data: those are
    /// always a question to a person.
    Above(u8),
}

/// Something that was not found, or goes on a ground that has nothing to do with people. Has no `Debug`.
pub struct Addition {
    /// The words as they stand in the document.
    pub words: String,
    /// Which kind of data; none for what is no personal data.
    pub kind: Option<Kind>,
    /// On which ground it goes.
    pub ground: &'static Ground,
}

/// Judges marks. Answers how many changed.
///
/// # Errors
///
/// [`Error::Conflict`] when the document is no longer in review, [`Error::Invalid`] at `reden` when this kind of data may not
/// stay for that reason.
pub async fn judge(
    house: &House,
    context: &Context,
    id: &DocumentId,
    which: Which,
    change: Change,
    sent: Sent,
) -> Result<usize, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let document = in_review(begin(tx, &context, &id, &sent)?)?;
        let marks = marks_in(tx, &document)?;
        let chosen = chosen(&marks, which)?;
        let deed = Deed { by: context.actor.clone(), at: tx.now() };
        for mark in &chosen {
            store::set_mark(tx, &id, &judged(mark, change, &deed)?)?;
        }
        store::set_revision(tx, &id, document.revision)?;
        let told = format!("{}:{}", change.as_str(), chosen.len());
        journal::record_act(tx, &context, "redaction.judge", id.as_str(), &told)?;
        Ok(chosen.len())
    };
    house.db.write("redaction.judge", work).await
}

/// Marks words wherever they stand. Answers how many places were new.
///
/// # Errors
///
/// [`Error::Conflict`] when the document is no longer in review, [`Error::Invalid`] at `woorden` when they stand nowhere, or
/// only where there is a mark already.
pub async fn add(
    house: &Arc<House>,
    context: &Context,
    id: &DocumentId,
    addition: Addition,
    sent: Sent,
) -> Result<Asked<usize>, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let document = in_review(begin(tx, &context, &id, &sent)?)?;
        let contents = match read(tx, &own, &context, &id)? {
            Ok(contents) => contents,
            Err(declined) => return Ok(Err(declined)),
        };
        let known = marks_in(tx, &document)?;
        let deed = Deed { by: context.actor.clone(), at: tx.now() };
        let texts = contents.passages.iter().map(|passage| passage.text.as_str());
        let fresh = added(&known, texts, &addition, &deed)?;
        store::add_marks(tx, &id, &fresh)?;
        store::set_revision(tx, &id, document.revision)?;
        journal::record_act(tx, &context, "redaction.add", id.as_str(), &fresh.len().to_string())?;
        Ok(Ok(fresh.len()))
    };
    house.db.write("redaction.add", work).await
}

fn in_review(document: Document) -> Result<Document, Error> {
    if document.stage == Stage::InReview { Ok(document) } else { Err(Error::Conflict("redaction-step")) }
}

fn chosen(marks: &[Mark], which: Which) -> Result<Vec<&Mark>, Error> {
    let one = |place| marks.iter().find(|mark| mark.place == place).ok_or(Error::NotFound("mark"));
    Ok(match which {
        Which::One(place) => vec![one(place)?],
        Which::Like(place) => {
            let likeness = one(place)?.likeness;
            marks.iter().filter(|mark| mark.likeness == likeness).collect()
        }
        Which::Above(percent) => {
            let sure = |mark: &&Mark| {
                let special = mark.kind.is_some_and(Kind::is_special);
                mark.state == State::Proposed && mark.confidence >= percent && !special
            };
            marks.iter().filter(sure).collect()
        }
    })
}

fn judged(mark: &Mark, change: Change, deed: &Deed) -> Result<Mark, Error> {
    let goes = if mark.why == BY_HAND { State::Added } else { State::Accepted };
    let mut mark = Mark { judged: Some(deed.clone()), ..mark.clone() };
    match change {
        Change::Accept => (mark.state, mark.keep) = (goes, None),
        Change::Ground(ground) => (mark.state, mark.keep, mark.ground) = (goes, None, ground),
        Change::Reject(keep) if keep.fits(mark.kind) => {
            (mark.state, mark.keep) = (State::Rejected, Some(keep));
        }
        Change::Reject(_) => {
            let nl =
                "Om deze reden mag zo'n gegeven niet blijven staan. Kies een andere reden, of haal het weg.";
            return Err(Error::invalid("reden", "data of this kind may not stay for this reason", nl));
        }
    }
    Ok(mark)
}

/// Why a mark is there that a person added.
const BY_HAND: &str = "by_hand";

fn added<'t>(
    known: &[Mark],
    texts: impl Iterator<Item = &'t str>,
    addition: &Addition,
    deed: &Deed,
) -> Result<Vec<Mark>, Error> {
    let words = addition.words.trim();
    if words.is_empty() || words.chars().count() > LONGEST {
        let nl = "Typ de woorden zoals ze in het document staan, hoogstens 500 tekens.";
        return Err(Error::invalid(
            "woorden",
            "type the words as they stand in the document, at most 500 characters",
            nl,
        ));
    }
    let places = places_of(texts, words);
    if places.is_empty() {
        let nl = "Deze woorden staan niet in het document. Typ ze precies zoals ze er staan.";
        return Err(Error::invalid("woorden", "these words do not stand in the document", nl));
    }
    let covered = |passage: usize, start: usize, end: usize| {
        known.iter().any(|mark| mark.passage == passage && mark.span.start <= start && end <= mark.span.end)
    };
    let fresh: Vec<_> =
        places.into_iter().filter(|(passage, span)| !covered(*passage, span.start, span.end)).collect();
    if fresh.is_empty() {
        let nl = "Deze woorden zijn overal al gemarkeerd. Beoordeel die markeringen.";
        return Err(Error::invalid("woorden", "these words are marked everywhere already", nl));
    }
    if known.len() + fresh.len() > MOST {
        let nl = "Dit document heeft te veel markeringen. Deel het document op.";
        return Err(Error::invalid("woorden", "the document has too many marks", nl));
    }
    let last = |value: fn(&Mark) -> i64| known.iter().map(value).max().unwrap_or(0);
    let (place, likeness) = (last(|mark| mark.place), last(|mark| mark.likeness) + 1);
    let marks = (place + 1..).zip(fresh).map(|(place, (passage, span))| Mark {
        place,
        passage,
        span,
        kind: addition.kind,
        ground: addition.ground,
        label: label(addition.kind),
        likeness,
        confidence: 100,
        why: BY_HAND.to_owned(),
        state: State::Added,
        keep: None,
        judged: Some(deed.clone()),
    });
    Ok(marks.collect())
}

/// What comes in the place of words that a person marked. Which person it is about nobody said.
fn label(kind: Option<Kind>) -> String {
    kind.map_or("[weggelaten]", ::redact::label).to_owned()
}
