//! The answer to a request for access: everything that AVG 15(1) asks, out of the register, the records and the journal.
//!
//! Holds what items say, so it lives only until it is shown or handed over, and is kept nowhere (6.10-2). What is about
//! others is left out (AVG 15(4)); what must stay confidential for now is named with the day on which that is looked at
//! again (UAVG 41).

use ground::{Day, Instant};
use serde::Serialize;
use serde_json::Value;

use super::model::{Receipt, Request};
use crate::db::Tx;
use crate::error::Error;
use crate::journal::Placed;
use crate::notices;
use crate::records::{self, File, Item, ItemId, Origin, Subject, SubjectId};
use crate::register::{Entry, GroundRegime, Outside, Period};

/// Everything that WIL has about a person, as of one moment.
#[derive(Serialize)]
pub struct Overview {
    /// The number of the request.
    pub request: String,
    /// As of when, in ms.
    pub made_at: i64,
    /// The person's pseudonym.
    pub pseudonym: String,
    /// Who answers for it, and how to reach them.
    pub controller: String,
    /// How to reach the FG.
    pub officer: String,
    /// By activity.
    pub activities: Vec<ActivityPart>,
    /// What is kept.
    pub items: Vec<ItemPart>,
    /// What is not shown yet.
    pub held_back: Vec<HeldBack>,
    /// Items about others in the same files, that were left out.
    pub others_left_out: usize,
    /// Who received what.
    pub disclosures: Vec<DisclosurePart>,
    /// What was done with the data: the records of processing, each with its place in the journal.
    pub log: Vec<LogPart>,
    /// There are more records than are shown.
    pub log_is_cut: bool,
    /// Proofs that those records are in the journal, for `chain-verify`.
    pub proofs: Vec<Value>,
}

/// What the register says of an activity, by the letters of AVG 15(1).
#[derive(Serialize)]
pub struct ActivityPart {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The files of the person under it.
    pub files: Vec<String>,
    /// (a) the purpose.
    pub purpose: String,
    /// The grounds it rests on.
    pub grounds: Vec<String>,
    /// (b) the categories of data.
    pub categories: Vec<String>,
    /// (c) to whom they can go.
    pub recipients: Vec<String>,
    /// 15(2) outside the European Economic Area.
    pub outside_eea: String,
    /// (d) how long they are kept.
    pub retention: Vec<String>,
    /// (g) where they come from.
    pub sources: Vec<String>,
    /// (h) whether a computer decides, and how, as the register says (L-8).
    pub automated_decisions: String,
}

/// One item, with what it says.
#[derive(Serialize)]
pub struct ItemPart {
    /// Its id.
    pub id: String,
    /// The file it is in.
    pub file: String,
    /// Which kind of data.
    pub kind: String,
    /// In the vocabulary of the rules.
    pub category: String,
    /// (g) where it comes from.
    pub source: String,
    /// In the vocabulary of the rules.
    pub origin: String,
    /// The provision used; may be empty.
    pub basis: String,
    /// When it was obtained.
    pub obtained: Day,
    /// What a right does to it.
    pub hold: String,
    /// What it says; none when it cannot be read any more.
    pub value: Option<String>,
}

/// An item that is not shown yet.
#[derive(Serialize)]
pub struct HeldBack {
    /// The file it is in.
    pub file: String,
    /// When it is looked at again.
    pub review: Day,
}

/// Who received something.
#[derive(Serialize)]
pub struct DisclosurePart {
    /// When.
    pub day: Day,
    /// The organisation or department.
    pub recipient: String,
    /// The item.
    pub item: String,
    /// Which kind of data; none for one that was replaced since.
    pub kind: Option<String>,
}

/// A record of processing.
#[derive(Serialize)]
pub struct LogPart {
    /// Its place in the journal.
    pub entry: i64,
    /// The record.
    pub record: Value,
}

/// What an overview is made of, besides values.
pub(super) struct Parts<'a> {
    pub(super) request: &'a Request,
    pub(super) subject: &'a Subject,
    pub(super) now: Instant,
    pub(super) files: &'a [(File, Entry)],
    pub(super) items: &'a [Item],
    pub(super) others_left_out: usize,
    pub(super) receipts: &'a [Receipt],
    pub(super) log: &'a [Placed],
    pub(super) log_is_cut: bool,
    pub(super) proofs: Vec<Value>,
}

/// Whether an item is kept from the person for now.
pub(super) fn is_held_back(item: &Item) -> bool {
    item.confidential_until.is_some()
}

/// The items about a person, as they may know of them today: what an investigation keeps from them is marked until the day on
/// which someone looks again.
pub(super) fn items_for_person(tx: &mut Tx<'_>, subject: &SubjectId, today: Day) -> Result<Vec<Item>, Error> {
    let deferred = notices::deferred(tx, subject, today)?;
    let mut items = records::items_about(tx, subject)?;
    for item in &mut items {
        let came_with = |collection: &notices::Collection| {
            let from_person = collection.from == notices::ObtainedFrom::Subject;
            collection.file == item.file
                && collection.source == item.source
                && collection.obtained == item.obtained
                && from_person == (item.origin == Origin::Subject)
        };
        if let Some((_, until)) = deferred.iter().find(|(collection, _)| came_with(collection)) {
            item.confidential_until = Some(item.confidential_until.map_or(*until, |day| day.max(*until)));
        }
    }
    Ok(items)
}

/// Puts it together. `value` is asked for each item that may be shown, and for no other.
pub(super) fn build(
    parts: Parts<'_>,
    value: &mut dyn FnMut(&ItemId) -> Result<Option<String>, Error>,
) -> Result<Overview, Error> {
    let number_of = |item: &Item| {
        parts
            .files
            .iter()
            .find(|(file, _)| file.id == item.file)
            .map_or(String::new(), |it| it.0.number.clone())
    };
    let mut items = Vec::new();
    let mut held_back = Vec::new();
    for item in parts.items {
        if let Some(review) = item.confidential_until {
            held_back.push(HeldBack { file: number_of(item), review });
            continue;
        }
        items.push(ItemPart {
            id: item.id.to_string(),
            file: number_of(item),
            kind: item.kind.clone(),
            category: item.category.as_str().to_owned(),
            source: item.source.clone(),
            origin: item.origin.as_str().to_owned(),
            basis: item.basis.clone(),
            obtained: item.obtained,
            hold: item.hold.as_str().to_owned(),
            value: value(&item.id)?,
        });
    }
    let disclosure = |receipt: &Receipt| DisclosurePart {
        day: receipt.given,
        recipient: receipt.recipient.clone(),
        item: receipt.item.to_string(),
        kind: parts.items.iter().find(|item| item.id == receipt.item).map(|item| item.kind.clone()),
    };
    let entry = parts.files.first().map(|(_, entry)| entry);
    Ok(Overview {
        request: parts.request.number.clone(),
        made_at: parts.now.0,
        pseudonym: parts.subject.pseudonym.clone(),
        controller: entry
            .map_or(String::new(), |it| format!("{}, {}", it.controller.name, it.controller.contact)),
        officer: entry.map_or(String::new(), |it| it.officer.clone()),
        activities: activities(parts.files, parts.request.pending_at_transition()),
        items,
        held_back,
        others_left_out: parts.others_left_out,
        disclosures: parts.receipts.iter().map(disclosure).collect(),
        log: parts
            .log
            .iter()
            .map(|placed| LogPart { entry: placed.number, record: placed.record.json().clone() })
            .collect(),
        log_is_cut: parts.log_is_cut,
        proofs: parts.proofs,
    })
}

/// One part for each activity, with all files under it.
fn activities(files: &[(File, Entry)], wbp: bool) -> Vec<ActivityPart> {
    let regime = if wbp { GroundRegime::Wbp } else { GroundRegime::Avg };
    let mut parts: Vec<ActivityPart> = Vec::new();
    for (file, entry) in files {
        if let Some(part) = parts.iter_mut().find(|part| part.id == file.activity) {
            part.files.push(file.number.clone());
            continue;
        }
        let joined = |words: &[Option<&str>]| {
            words.iter().flatten().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join("; ")
        };
        parts.push(ActivityPart {
            id: file.activity.clone(),
            name: entry.name.clone(),
            files: vec![file.number.clone()],
            purpose: entry.purpose.clone(),
            grounds: entry
                .grounds
                .iter()
                .filter(|ground| ground.regime == regime)
                .map(|ground| {
                    format!("{} {} ({})", regime.as_str().to_uppercase(), ground.article, ground.letter.nl())
                })
                .collect(),
            categories: entry.data.iter().map(|data| data.name.clone()).collect(),
            recipients: entry
                .recipients
                .iter()
                .map(|it| joined(&[Some(&it.name), it.basis.as_deref(), it.condition.as_deref()]))
                .collect(),
            outside_eea: match &entry.transfers {
                Some(transfers) if transfers.outside_eea != Outside::None => transfers.description.clone(),
                _ => String::from("nee"),
            },
            retention: entry
                .retention
                .iter()
                .map(|it| {
                    let period = it.period.map(Period::nl).unwrap_or_default();
                    let from = it.start.map_or(String::new(), |start| format!(" na {}", start.nl()));
                    joined(&[Some(&format!("{}: {period}{from}", it.result)), it.basis.as_deref()])
                })
                .collect(),
            sources: entry.sources.iter().map(|it| joined(&[Some(&it.name), it.basis.as_deref()])).collect(),
            automated_decisions: entry.automated_decisions.as_ref().map_or_else(
                || String::from("staat niet in het register"),
                |it| {
                    let more = [it.logic.as_deref(), it.basis.as_deref(), it.safeguard.as_deref()];
                    joined(&[&[Some(it.taken.nl())], more.as_slice()].concat())
                },
            ),
        });
    }
    parts
}
