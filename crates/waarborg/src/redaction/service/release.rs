//! From a checked document to one that may be given away (6.12-4): written anew, searched again, and written down with its
//! checksum in the transaction that makes it exist.

use std::sync::Arc;

use ::redact::document::Output as Written;
use ground::hex;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{
    Asked, Contents, NOT_FOUND, Sent, begin, contents, decision, document_in, journal, marks_in, may_handle,
    read, take,
};
use crate::aside::aside;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::redaction::Kind;
use crate::redaction::contents::PRODUCE;
use crate::redaction::model::{Document, DocumentId, Keep, Mark, Output, Stage, State, Step};
use crate::redaction::produce::produce;
use crate::redaction::report::report;

/// What is downloaded of a released document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Download {
    /// The new file.
    File,
    /// What went from where, and why.
    Report,
}

/// A document as it would come out.
pub(super) struct Trial {
    pub(super) document: Document,
    marks: Vec<Mark>,
    contents: Contents,
    written: Written,
}

/// Makes the new file of a document that `fits`, and keeps nothing of it.
pub(super) async fn trial(
    house: &Arc<House>,
    context: &Context,
    id: &DocumentId,
    sent: Sent,
    fits: fn(&Document, &[Mark]) -> Result<(), Error>,
) -> Result<Asked<Trial>, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let document = begin(tx, &context, &id, &sent)?;
        let marks = marks_in(tx, &document)?;
        fits(&document, &marks)?;
        let contents = match read(tx, &own, &context, &id)? {
            Ok(contents) => contents,
            Err(declined) => return Ok(Err(declined)),
        };
        let permit = match decision::ask_document(tx, &own, &context, PRODUCE, id.as_str())? {
            Ok(permit) => permit,
            Err(declined) => return Ok(Err(declined)),
        };
        let file = contents::file(tx, &own, permit, &id)?;
        journal::record_act(tx, &context, "redaction.produce", id.as_str(), "ok")?;
        Ok(Ok((document, marks, contents, file)))
    };
    let (document, marks, contents, file) = match house.db.write("redaction.produce", work).await? {
        Ok(parts) => parts,
        Err(declined) => return Ok(Err(declined)),
    };
    aside(move || {
        let written = produce(&document, &file, &marks)?;
        Ok(Ok(Trial { document, marks, contents, written }))
    })
    .await
}

/// Makes the file to give away. Only of a document that another person checked; the policy is asked about every passage.
///
/// # Errors
///
/// [`Error::Conflict`] in any other stage, [`Error::Invalid`] at `uitvoer` when the file cannot be made for certain.
pub async fn release(
    house: &Arc<House>,
    context: &Context,
    id: &DocumentId,
    sent: Sent,
) -> Result<Asked<Document>, Error> {
    let tried = trial(house, context, id, sent, |document, _| match document.stage {
        Stage::Checked { .. } => Ok(()),
        _ => Err(Error::Conflict("redaction-step")),
    });
    let Trial { document, marks, contents, written } = match tried.await? {
        Ok(trial) => trial,
        Err(declined) => return Ok(Err(declined)),
    };
    let told = move || {
        let told = report(&document, &contents.passages, &marks, &written.notes);
        let digest = hex::encode(&<[u8; 32]>::from(Sha256::digest(&written.bytes)));
        Ok((document, marks, written, told, digest))
    };
    let (document, marks, written, told, digest) = aside(told).await?;
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let sent = Sent { revision: Some(document.revision), form: None };
        let document = begin(tx, &context, &id, &sent)?;
        let ruling = match decision::ask_release(tx, &own, &context, &passages(&marks))? {
            Ok(ruling) => ruling,
            Err(declined) => {
                journal::record_act(tx, &context, "redaction.release", id.as_str(), "refused")?;
                return Ok(Err(declined));
            }
        };
        contents::put_output(tx, &own, &id, &written.bytes, &told)?;
        let result = format!("sha256:{digest}");
        let step = Step::Release(Output { digest, ruling });
        take(tx, &context, document, step, ("redaction.release", &result)).map(Ok)
    };
    house.db.write("redaction.release", work).await
}

/// What came out of a released document, for who handles documents. Each time is written down.
pub async fn download(
    house: &Arc<House>,
    context: &Context,
    id: &DocumentId,
    what: Download,
) -> Result<(Document, Vec<u8>), Error> {
    if !may_handle(&context.actor) {
        return Err(Error::Forbidden("redaction.download"));
    }
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let (document, bytes) = match what {
            Download::File => output_in(tx, &own, &id)?,
            Download::Report => {
                let document = released(tx, &id)?;
                let told = contents::report(tx, &own, &id)?;
                (document, told.into_bytes())
            }
        };
        let word = if what == Download::File { "file" } else { "report" };
        journal::record_act(tx, &context, "redaction.download", id.as_str(), word)?;
        Ok((document, bytes))
    };
    house.db.write("redaction.download", work).await
}

/// A released document with the file that came out, for a chapter that holds a transaction.
///
/// # Errors
///
/// [`Error::Conflict`] while it is not released.
pub fn output_in(tx: &mut Tx<'_>, house: &House, id: &DocumentId) -> Result<(Document, Vec<u8>), Error> {
    let document = released(tx, id)?;
    let bytes = contents::output(tx, house, id)?;
    Ok((document, bytes))
}

fn released(tx: &mut Tx<'_>, id: &DocumentId) -> Result<Document, Error> {
    let document = document_in(tx, id)?;
    if document.destroyed {
        return Err(NOT_FOUND);
    }
    if document.stage.output().is_none() { Err(Error::Conflict("redaction-step")) } else { Ok(document) }
}

/// The passages of a document in the vocabulary of the rules; each sort once.
fn passages(marks: &[Mark]) -> Vec<Value> {
    let mut passages: Vec<Value> = Vec::new();
    for mark in marks {
        let passage = passage(mark);
        if !passages.contains(&passage) {
            passages.push(passage);
        }
    }
    if passages.is_empty() { vec![told("none", true, None)] } else { passages }
}

fn passage(mark: &Mark) -> Value {
    let category = match mark.kind {
        None => "none",
        Some(Kind::Bsn) => "bsn",
        Some(kind) if kind.is_special() => kind.as_str(),
        Some(_) => "ordinary",
    };
    match (mark.state, mark.keep) {
        (State::Rejected, Some(Keep::NotPersonal)) => told("none", true, None),
        (State::Rejected, keep) => told(category, false, keep),
        _ => told(category, true, None),
    }
}

fn told(category: &str, redactable: bool, keep: Option<Keep>) -> Value {
    let openness = matches!(keep, Some(Keep::Official | Keep::Requested));
    json!({
        "category": category,
        "third_party": category != "none",
        "weight_openness": if openness { "high" } else { "low" },
        "weight_privacy": if openness { "low" } else { "high" },
        "consent_explicit": keep == Some(Keep::Consent),
        "made_public_by_subject": keep == Some(Keep::MadePublic),
        "redactable": redactable,
        "older_than_5y": false,
    })
}
