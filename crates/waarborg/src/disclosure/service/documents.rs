//! The documents under a request and what is judged of them (6.12-2 to 6.12-4, 6.11-5). Each passage is asked of the rules; a
//! judgement that contradicts what they say is refused. The rulings stay in the journal, the documents as they were.

use std::sync::Arc;

use super::{handle, hold, law_now, names, refuse};
use crate::db::Tx;
use crate::decision::{self, MayBePublic};
use crate::disclosure::ACTIVITY;
use crate::disclosure::facts::{self, Asked};
use crate::disclosure::inventory::{
    self, Described, Document, Judgement, Listed, MOST_DOCUMENTS, Passage, PassageCategory, Says, Weight,
    check, contradiction,
};
use crate::disclosure::model::{Assessment, Request, RequestId};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::{self, Context};
use crate::redaction::{self, DocumentId};
use crate::register::{Refusal, Ruled};
use crate::web::csrf::Sent;

/// What is judged of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What it is, as it is known by now.
    pub described: Described,
    /// What comes of it.
    pub judgement: Judgement,
    /// Its release waits.
    pub suspended: bool,
    /// Its passages, not asked yet.
    pub passages: Vec<Passage>,
    /// How often it had been judged when the form was made.
    pub revision: i64,
}

/// Adds a document to the inventory. Answers its number.
pub async fn add(
    house: &House,
    context: &Context,
    id: &RequestId,
    described: Described,
    sent: Sent,
) -> Result<i64, Error> {
    names::check(words_of(&described)).await?;
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        judgeable(&request)?;
        let place = inventory::store::next_place(tx, &id)?;
        if place > MOST_DOCUMENTS {
            return Err(Error::Conflict("disclosure-too-many"));
        }
        let document = Document {
            place,
            described,
            judgement: None,
            suspended: false,
            passages: Vec::new(),
            contents: None,
            revision: 0,
        };
        inventory::store::save(tx, &id, &document)?;
        journal::record_act(tx, &context, "disclosure.add_document", id.as_str(), &place.to_string())?;
        Ok(place)
    };
    house.db.write("disclosure.add_document", work).await
}

/// Judges one document.
pub async fn judge(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    place: i64,
    judged: Judged,
    sent: Sent,
) -> Result<Ruled<Document>, Error> {
    names::check(all_words(&judged)).await?;
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let found = judgeable(&request)?;
        let before = inventory::store::find(tx, &id, place)?.ok_or(Error::NotFound("document"))?;
        if before.revision != judged.revision {
            return Err(Error::Stale("disclosure-document"));
        }
        let law = law_now(tx);
        let errors = check(&judged.described, judged.judgement, &judged.passages, law, request.received);
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let document = Document {
            place,
            passages: asked(tx, &own, &context, &request, &found, &judged.described, judged.passages)?,
            described: judged.described,
            judgement: Some(judged.judgement),
            suspended: judged.suspended,
            contents: before.contents,
            revision: before.revision + 1,
        };
        let errors = contradiction(judged.judgement, &document.passages, law);
        if !errors.is_empty() {
            return refuse(tx, &context, "disclosure.judge", &id, contradicted(errors));
        }
        inventory::store::save(tx, &id, &document)?;
        let object = format!("{}/{place}", id.as_str());
        journal::record_act(tx, &context, "disclosure.judge", &object, judged.judgement.as_str())?;
        Ok(Ok(document))
    };
    house.db.write("disclosure.judge", work).await
}

/// Takes in a list that was filled in: all of it, or nothing. Answers how many documents were judged.
pub async fn import(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    text: String,
    sent: Sent,
) -> Result<Ruled<usize>, Error> {
    names::check(lines_of(&text)).await.map_err(by_line)?;
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let found = judgeable(&request)?;
        let law = law_now(tx);
        let lines = inventory::read(&text, &request.number, law, request.received).map_err(Error::Invalid)?;
        let (mut documents, mut errors) = (Vec::new(), Vec::new());
        for line in lines {
            let Listed { line: number, place, described, judgement, suspended, passages } = line;
            let before = inventory::store::find(tx, &id, place)?;
            let passages = asked(tx, &own, &context, &request, &found, &described, passages)?;
            for error in contradiction(judgement, &passages, law) {
                errors.push(inventory::fault(
                    number,
                    inventory::column_of(&error.path),
                    &error.message,
                    &error.message_nl,
                ));
            }
            let revision = before.as_ref().map_or(0, |before| before.revision + 1);
            documents.push(Document {
                place,
                described,
                judgement: Some(judgement),
                suspended,
                passages,
                contents: before.and_then(|before| before.contents),
                revision,
            });
        }
        if !errors.is_empty() {
            return refuse(tx, &context, "disclosure.import", &id, contradicted(errors));
        }
        for document in &documents {
            inventory::store::save(tx, &id, document)?;
        }
        journal::record_act(tx, &context, "disclosure.import", id.as_str(), &documents.len().to_string())?;
        Ok(Ok(documents.len()))
    };
    house.db.write("disclosure.import", work).await
}

/// Attaches what a document says, under review by the chapter on redaction. From now on it is not destroyed while the request
/// is open (Woo 4.1a).
pub async fn attach(
    house: &House,
    context: &Context,
    id: &RequestId,
    place: i64,
    contents: DocumentId,
    sent: Sent,
) -> Result<(), Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let document = inventory::store::find(tx, &id, place)?.ok_or(Error::NotFound("document"))?;
        if !request.may_still_give(&document) {
            return Err(Error::Conflict("disclosure-step"));
        }
        redaction::document_in(tx, &contents)?;
        inventory::store::set_contents(tx, &id, place, &contents)?;
        hold(tx, &request)?;
        let object = format!("{}/{place}", id.as_str());
        journal::record_act(tx, &context, "disclosure.attach", &object, contents.as_str()).map(drop)
    };
    house.db.write("disclosure.attach", work).await
}

/// The words of a document that everyone will read, by the field in which they stand.
fn words_of(described: &Described) -> Vec<(String, String)> {
    vec![
        (String::from("titel"), described.title.clone()),
        (String::from("bestand"), described.kind.clone()),
        (String::from("zaak"), described.case_number.clone()),
        (String::from("link"), described.link.clone()),
        (String::from("opmerking"), described.note.clone()),
    ]
}

/// And those of its passages.
fn all_words(judged: &Judged) -> Vec<(String, String)> {
    let mut words = words_of(&judged.described);
    for (number, passage) in (1..).zip(&judged.passages) {
        words.push((format!("wat-{number}"), passage.what.clone()));
        words.push((format!("afweging-{number}"), passage.weighing.clone()));
        words.push((format!("tijd-{number}"), passage.still.clone()));
    }
    words
}

/// The lines of a list below its header, by their number.
fn lines_of(text: &str) -> Vec<(String, String)> {
    let lines = (1..).zip(text.lines()).skip(1);
    lines.map(|(number, line): (u64, &str)| (number.to_string(), line.to_owned())).collect()
}

/// What is wrong with such lines, as the page tells it.
fn by_line(error: Error) -> Error {
    let Error::Invalid(errors) = error else { return error };
    let told = |error: FieldError| {
        let line = error.path.parse().unwrap_or_default();
        inventory::fault(line, "", &error.message, &error.message_nl)
    };
    Error::Invalid(errors.into_iter().map(told).collect())
}

/// Documents are judged between the assessment of a request and its decision. One that the rules refuse has no documents.
fn judgeable(request: &Request) -> Result<Assessment, Error> {
    let found = request.stage.assessed().filter(|found| !found.refused);
    found.cloned().ok_or(Error::Conflict("disclosure-step"))
}

/// The passages with what the rules say. A document of which nothing is withheld is asked as a whole.
fn asked(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    request: &Request,
    found: &Assessment,
    described: &Described,
    mut passages: Vec<Passage>,
) -> Result<Vec<Passage>, Error> {
    if passages.is_empty() {
        passages.push(nothing_personal());
    }
    let known = Asked {
        specified: true,
        about: found.about,
        identified: found.identified,
        objection_expected: passages.iter().any(|passage| passage.third_party && passage.ground.is_none()),
    };
    for passage in &mut passages {
        let facts = facts::of_passage(known, described, passage, request.received);
        let ruled = decision::ask_passage(tx, house, context, facts, ACTIVITY)?;
        passage.ruling = ruled.id;
        passage.says = ruled.may.map(|may| match may {
            MayBePublic::Yes => Says::Open,
            MayBePublic::Redacted => Says::Redact,
            MayBePublic::No => Says::Withhold,
        });
    }
    Ok(passages)
}

/// The whole of a document in which nobody is named.
fn nothing_personal() -> Passage {
    Passage {
        what: String::from("het hele document"),
        category: PassageCategory::None,
        third_party: false,
        openness: Weight::High,
        privacy: Weight::Low,
        consent: false,
        made_public: false,
        redactable: false,
        ground: None,
        weighing: String::new(),
        still: String::new(),
        ruling: String::new(),
        says: None,
    }
}

fn contradicted(fields: Vec<FieldError>) -> Refusal {
    Refusal {
        norm: "6.12-2",
        message: "this judgement contradicts what the rules say",
        message_nl: "Dit oordeel klopt niet met de regels. Er is niets veranderd.",
        fields,
    }
}
