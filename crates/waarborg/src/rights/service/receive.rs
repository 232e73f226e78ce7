//! A request comes in (3-14, 6.10-1). No form is demanded, and for access nobody is asked why.

use std::sync::Arc;

use ground::Day;

use super::{Sent, may_handle, note_place, store, take};
use crate::adoption::Deed;
use crate::db::{Tx, next_number};
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::records::{self, ItemId, Lookup, Protection, Subject, SubjectId};
use crate::register::SubjectKind;
use crate::rights::effects;
use crate::rights::model::{
    Capacity, Channel, Identity, Matter, Proof, Request, RequestId, Right, Stage, Step, resident_of,
};
use crate::vault;

/// A request that is not written down yet.
pub struct NewRequest {
    /// What is asked.
    pub right: Right,
    /// How it came in.
    pub channel: Channel,
    /// When; never later than today.
    pub received: Day,
    /// Who asks.
    pub capacity: Capacity,
    /// In which matter.
    pub matter: Matter,
    /// The items it is about.
    pub items: Vec<ItemId>,
    /// What it says in free words; kept sealed. None where nothing was said.
    pub note: Option<vault::Value>,
}

/// Whose data it is about.
pub enum Whose {
    /// Of the resident who signed in.
    Own,
    /// Of a person who is known here.
    Known(SubjectId),
    /// Of whoever is found by this; written down when nobody is, for they may ask whether that is so.
    Found(Vec<Lookup>),
}

/// Writes a request down.
pub async fn receive(
    house: &Arc<House>,
    context: &Context,
    whose: Whose,
    new: NewRequest,
    sent: Sent,
) -> Result<Request, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        sent.spend(tx)?;
        receive_in(tx, &own, &context, whose, new)
    };
    house.db.write("rights.receive", work).await
}

fn receive_in(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    whose: Whose,
    new: NewRequest,
) -> Result<Request, Error> {
    let (now, today) = (tx.now(), tx.now().day());
    let resident = resident_of(&context.actor);
    if resident.is_none() && !may_handle(&context.actor) {
        return Err(Error::Forbidden("rights.receive"));
    }
    // Who signed in asks for themselves, today.
    let subject = match (resident, whose) {
        (Some(hash), Whose::Own) if new.channel == Channel::OwnPage && new.capacity == Capacity::Own => {
            match records::find_resident(tx, hash)? {
                Some(subject) => subject,
                None => records::add_resident(tx, house, hash)?,
            }
        }
        (None, Whose::Known(subject)) if new.channel != Channel::OwnPage => records::subject(tx, &subject)?,
        (None, Whose::Found(lookups)) if new.channel != Channel::OwnPage => found(tx, house, &lookups)?,
        _ => return Err(Error::Forbidden("rights.receive")),
    };
    let received = if resident.is_some() { today } else { new.received };
    if received > today {
        return Err(Error::invalid("ontvangen", "must not be after today", "Deze dag is nog niet geweest."));
    }
    for id in &new.items {
        // Only items about this person: that there are others is nobody else's business.
        if records::item(tx, id)?.subject != subject.id {
            return Err(Error::NotFound("item"));
        }
    }
    if new.items.is_empty() && new.right.is_about_items() {
        let nl = "Kies over welke gegevens het gaat.";
        return Err(Error::invalid("gegevens", "choose the data it is about", nl));
    }
    let start = format!("V-{}-", received.year());
    let number = next_number(tx, "rights_request", &start, 5)?;
    let request = Request {
        id: RequestId::fresh(house),
        number,
        subject: subject.id.clone(),
        right: new.right,
        channel: new.channel,
        received,
        capacity: new.capacity,
        matter: new.matter,
        items: new.items,
        made: Deed { by: context.actor.clone(), at: now },
        steps: Vec::new(),
        stage: Stage::Received,
        has_note: new.note.is_some(),
    };
    store::insert(tx, &request)?;
    if let Some(note) = new.note {
        let sealed = vault::seal_note(tx, house, &subject.id, note_place(&request.id), note)?;
        store::set_note(tx, &request.id, sealed)?;
    }
    journal::record_act(tx, context, "rights.receive", request.id.as_str(), request.right.as_str())?;
    effects::received(tx, &request)?;
    if resident.is_some() {
        let identity = Identity { proof: Proof::SignedIn, authority: None };
        return take(tx, context, request, Step::Identify(identity), "rights.identify");
    }
    Ok(request)
}

/// The one person who is found; a fresh one when nobody is. Several is nobody: then more is needed to tell them apart.
fn found(tx: &mut Tx<'_>, house: &House, lookups: &[Lookup]) -> Result<Subject, Error> {
    for lookup in lookups {
        let mut people = records::find_subjects(tx, &house.keys, lookup)?;
        match (people.pop(), people.is_empty()) {
            (Some(subject), true) => return Ok(subject),
            (Some(_), false) => {
                let nl =
                    "Er zijn meer mensen met deze naam en geboortedatum. Vul het burgerservicenummer in.";
                return Err(Error::invalid("bsn", "several people have this name and date of birth", nl));
            }
            (None, _) => {}
        }
    }
    let born = lookups.iter().find_map(|lookup| match lookup {
        Lookup::NameAndBirth(_, born) => Some(*born),
        Lookup::Bsn(_) => None,
    });
    let subject = records::new_subject(tx, house, SubjectKind::Citizen, Protection::None, born)?;
    records::add_subject(tx, &house.keys, &subject, lookups)?;
    Ok(subject)
}
