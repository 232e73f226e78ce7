//! What a decision does to items, and who has to be told (3-16, 4-5; AVG 18, 19, 21). All in the caller's transaction.
//!
//! Left out: destroying what is erased. That is retention's (6.4); until then the items may only be kept.

use super::model::{Receipt, Request, Right, Verdict};
use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::journal::Context;
use crate::records::{self, Hold, ItemId, SubjectId};
use crate::sharing;

/// A request came in: what is disputed is not passed on as a fact while it is looked into (4-5; AVG 18(1)(a)).
pub(super) fn received(tx: &mut Tx<'_>, request: &Request) -> Result<(), Error> {
    if request.right == Right::Rectification {
        hold(tx, request, Hold::Contested)?;
    }
    Ok(())
}

/// An objection is being weighed: meanwhile the items may only be kept (AVG 18(1)(d)).
pub(super) fn weighing(tx: &mut Tx<'_>, request: &Request) -> Result<(), Error> {
    hold(tx, request, Hold::Restricted)
}

/// It was decided.
pub(super) fn decided(tx: &mut Tx<'_>, request: &Request, verdict: Verdict) -> Result<(), Error> {
    if verdict == Verdict::Refused {
        return release(tx, request);
    }
    let lasting = match request.right {
        Right::Restriction | Right::Erasure => Some(Hold::Restricted),
        Right::Objection => Some(Hold::Objected),
        // Stays disputed until it is put right.
        Right::Rectification => Some(Hold::Contested),
        Right::Access | Right::Portability => None,
    };
    if let Some(lasting) = lasting {
        for item in &request.items {
            records::set_hold(tx, item, lasting)?;
            store::set_held(tx, &request.id, item, true)?;
        }
    }
    if request.right.is_about_items() {
        for receipt in receipts(tx, &request.subject)? {
            if request.items.contains(&receipt.item) {
                store::add_recipient(tx, &request.id, &receipt)?;
            }
        }
    }
    Ok(())
}

/// A corrected item took the place of an old one: it is disputed no more.
pub(super) fn corrected(tx: &mut Tx<'_>, request: &Request, old: &ItemId, new: &ItemId) -> Result<(), Error> {
    store::set_corrected(tx, &request.id, old, new)?;
    records::set_hold(tx, new, Hold::None)
}

/// What this request held is free again: it was refused or taken back.
pub(super) fn release(tx: &mut Tx<'_>, request: &Request) -> Result<(), Error> {
    for item in store::held(tx, &request.id)? {
        records::set_hold(tx, &item, Hold::None)?;
        store::set_held(tx, &request.id, &item, false)?;
    }
    Ok(())
}

/// Only where nothing holds the item yet: what another request did stays.
fn hold(tx: &mut Tx<'_>, request: &Request, hold: Hold) -> Result<(), Error> {
    for id in &request.items {
        if records::item(tx, id)?.hold == Hold::None {
            records::set_hold(tx, id, hold)?;
            store::set_held(tx, &request.id, id, true)?;
        }
    }
    Ok(())
}

/// How many records of a person are shown.
pub(super) const LOG: i64 = 1000;

/// Who received data about the person, the oldest first.
pub(super) fn receipts(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<Receipt>, Error> {
    let mut given = sharing::disclosures_about(tx, subject)?;
    given.reverse();
    let receipt = |disclosure: sharing::Disclosure| Receipt {
        disclosure: disclosure.id.as_str().to_owned(),
        recipient: disclosure.recipient,
        given: disclosure.at.day(),
        item: disclosure.item,
        told: disclosure.corrected_at,
    };
    Ok(given.into_iter().map(receipt).collect())
}

/// A recipient was told of what was done: once.
pub(super) fn told(
    tx: &mut Tx<'_>,
    context: &Context,
    request: &Request,
    disclosure: &str,
) -> Result<(), Error> {
    store::set_told(tx, &request.id, disclosure)?;
    let given = sharing::disclosures_about(tx, &request.subject)?;
    let known = given.iter().find(|it| it.id.as_str() == disclosure).ok_or(Error::NotFound("disclosure"))?;
    sharing::recipient_told(tx, context, &known.id).map(drop)
}
