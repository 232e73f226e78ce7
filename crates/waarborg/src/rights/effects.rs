//! What a decision does to items, and who has to be told (3-16, 4-5; AVG 18, 19, 21). All in the caller's transaction.
//!
//! Left out: destroying what is erased. That is retention's (6.4); until then the items may only be kept.

use super::model::{Receipt, Request, Right, Verdict};
use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal;
use crate::records::{self, Hold, ItemId, SubjectId};

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
pub(super) fn decided(
    tx: &mut Tx<'_>,
    house: &House,
    request: &Request,
    verdict: Verdict,
) -> Result<(), Error> {
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
    if matches!(request.right, Right::Rectification | Right::Erasure | Right::Restriction) {
        for receipt in receipts(tx, house, &request.subject)? {
            if receipt.items.iter().any(|item| request.items.iter().any(|own| own.as_str() == item)) {
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

/// How many records of a person are looked through.
pub(super) const LOG: i64 = 1000;

/// Who received data about the person, by the rulings in the journal.
pub(super) fn receipts(tx: &mut Tx<'_>, house: &House, subject: &SubjectId) -> Result<Vec<Receipt>, Error> {
    let subject = crate::decision::subject_ref(subject);
    let placed = journal::about(tx, &house.keys, &subject, LOG)?;
    let rulings = journal::disclosures_about(tx, &placed)?;
    let receipt = |ruling: journal::StoredRuling| {
        let text = |value: Option<&serde_json::Value>| {
            value.and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
        };
        let items = ruling.facts.get("items").and_then(serde_json::Value::as_array);
        Receipt {
            given: ruling.written_at.day(),
            kind: text(ruling.facts.pointer("/recipient/kind")),
            items: items.into_iter().flatten().map(|item| text(item.get("id"))).collect(),
            ruling: ruling.id,
            told: None,
        }
    };
    Ok(rulings.into_iter().map(receipt).collect())
}
