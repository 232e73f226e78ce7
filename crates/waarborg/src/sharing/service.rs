//! The verbs: share, see what was shared, and tell receivers of a correction.

use std::sync::Arc;

use super::model::{Delivery, Disclosure, DisclosureId};
use super::store;
use crate::db::Tx;
use crate::decision::{self, Act, Aim, Declined, Question};
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::notices;
use crate::records::{self, FileId, ItemId, SubjectId};
use crate::register::Refusal;
use crate::vault::{self, Opening};
use crate::web::csrf::{self, Verified};

/// What was permitted, to be handed over now.
pub struct Handover {
    /// The items with what they say.
    pub items: Vec<Opening>,
    /// What has to be done along with it, by code.
    pub obligations: Vec<String>,
}

/// What came of a wish to share.
pub enum Shared {
    /// It was given.
    Given(Handover),
    /// The policy says no, or first something else.
    Declined(Box<Declined>),
    /// The person has to be told first (6.3, R-INFO).
    TellFirst(Refusal),
}

/// Gives items about one person to a receiver: all of them, or none.
pub async fn share(
    house: &Arc<House>,
    context: &Context,
    file: FileId,
    wanted: Vec<ItemId>,
    delivery: Delivery,
    form: Option<Verified>,
) -> Result<Shared, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        if let Some(form) = &form {
            csrf::spend(tx, form)?;
        }
        let file = records::file(tx, &file)?;
        let mut items = Vec::with_capacity(wanted.len());
        for id in &wanted {
            let item = records::item(tx, id)?;
            if item.file != file.id || item.replaced_by.is_some() {
                return Err(Error::NotFound("item"));
            }
            items.push(item);
        }
        let first = items.first().ok_or(Error::NotFound("item"))?;
        let subject = records::subject(tx, &first.subject)?;
        if items.iter().any(|item| item.subject != subject.id) {
            // One ruling is about one person; another's data need a question of their own (3-4).
            return Err(Error::Conflict("share-one-person"));
        }
        let Delivery { receiver, name, medium } = delivery;
        let (kind, purpose) = (receiver.kind.clone(), receiver.purpose.clone());
        let to_third_party = !receiver.inside;
        if to_third_party
            && let Err(refusal) = notices::may_disclose_first(tx, &own, &context, &subject.id, &file.id)?
        {
            return Ok(Shared::TellFirst(refusal));
        }
        let act = Act::Share(receiver);
        let question = Question {
            act: &act,
            aim: Aim::Task,
            file: &file,
            subject: &subject,
            items: &items,
            fresh: false,
        };
        let permit = match decision::ask(tx, &own, &context, &question)? {
            Ok(permit) => permit,
            Err(declined) => return Ok(Shared::Declined(declined)),
        };
        let (ruling, obligations) = (permit.ruling().to_owned(), permit.obligations().to_vec());
        let mut handed = Vec::with_capacity(items.len());
        for (id, value) in vault::open(tx, &own, permit)? {
            let disclosure = Disclosure {
                id: DisclosureId(own.fresh_id()),
                item: id.clone(),
                subject: subject.id.clone(),
                file: file.id.clone(),
                recipient: name.clone(),
                recipient_kind: kind.clone(),
                purpose: purpose.clone(),
                medium,
                ruling: ruling.clone(),
                at: tx.now(),
                corrected_at: None,
            };
            store::insert(tx, &disclosure)?;
            journal::record_act(tx, &context, "item.share", disclosure.id.as_str(), "ok")?;
            let item = items.iter().find(|item| item.id == id).cloned().ok_or(Error::NotFound("item"))?;
            handed.push(Opening { item, value });
        }
        if to_third_party {
            notices::disclosed(tx, &context, &subject.id, &file.id)?;
        }
        Ok(Shared::Given(Handover { items: handed, obligations }))
    };
    house.db.write("sharing.share", work).await
}

/// Everything that was given about a person, the newest first.
pub fn disclosures_about(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<Disclosure>, Error> {
    store::about(tx, subject)
}

/// To whom an item was given.
pub fn disclosures_of(tx: &mut Tx<'_>, item: &ItemId) -> Result<Vec<Disclosure>, Error> {
    store::of_item(tx, item)
}

/// A receiver was told of a correction (AVG 19). False when that was written down before.
pub fn recipient_told(tx: &mut Tx<'_>, context: &Context, id: &DisclosureId) -> Result<bool, Error> {
    let first = store::set_corrected(tx, id)?;
    if first {
        journal::record_act(tx, context, "item.correction_told", id.as_str(), "ok")?;
    }
    Ok(first)
}
