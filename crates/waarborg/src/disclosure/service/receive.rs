//! A request comes in (6.12-1): from the page that is open to all, or written down by who handles it. Nobody is asked why.

use std::sync::Arc;

use ground::{Day, Secret};

use super::{may_handle, store};
use crate::adoption::Deed;
use crate::db::{Tx, next_number};
use crate::decision::{self, Asked};
use crate::desk;
use crate::disclosure::facts;
use crate::disclosure::model::{Request, RequestId, Stage, Way};
use crate::disclosure::store::SealedAsk;
use crate::disclosure::{ACTIVITY, LAW};
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::records::{self, Protection};
use crate::register::SubjectKind;
use crate::vault;
use crate::web::csrf::Sent;

/// Signs of a code that cannot be mistaken for each other.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// How many of them: 80 bits.
const CODE: usize = 16;

/// A request that is not written down yet.
pub struct Ask {
    /// How it came in.
    pub way: Way,
    /// When; never later than today.
    pub received: Day,
    /// Who asks, and how to reach them; kept sealed.
    pub contact: vault::Value,
    /// What is asked, in their own words; kept sealed, for it may name people.
    pub words: vault::Value,
}

/// What the one who asks keeps: with both they can see how it stands.
pub struct Receipt {
    /// The request as it was written down.
    pub request: Request,
    /// Shown this once and kept nowhere.
    pub code: Secret<String>,
}

/// What a request says, for as long as it is shown.
pub struct ReadAsk {
    /// Who asks, and how to reach them.
    pub contact: vault::Opened,
    /// What is asked.
    pub words: vault::Opened,
}

/// Writes a request down. Who did not sign in asks today, on the page.
pub async fn receive(house: &Arc<House>, context: &Context, ask: Ask, sent: Sent) -> Result<Receipt, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        sent.spend(tx)?;
        if ask.way != Way::Web && !may_handle(&context.actor) {
            return Err(Error::Forbidden("disclosure.receive"));
        }
        receive_in(tx, &own, &context, ask)
    };
    house.db.write("disclosure.receive", work).await
}

fn receive_in(tx: &mut Tx<'_>, house: &House, context: &Context, ask: Ask) -> Result<Receipt, Error> {
    let (now, today) = (tx.now(), tx.now().day());
    let received = if ask.way == Way::Web { today } else { ask.received };
    if received > today {
        return Err(Error::invalid("ontvangen", "must not be after today", "Deze dag is nog niet geweest."));
    }
    // Someone of whom nothing is known and by which nobody is found: their key seals this request and nothing else.
    let asker = records::new_subject(tx, house, SubjectKind::Citizen, Protection::None, None)?;
    records::add_subject(tx, &house.keys, &asker, &[])?;
    let start = format!("W-{}-", received.year());
    let request = Request {
        id: RequestId::fresh(house),
        number: next_number(tx, "disclosure_request", &start, 5)?,
        asker: asker.id.clone(),
        way: ask.way,
        received,
        made: Deed { by: context.actor.clone(), at: now },
        steps: Vec::new(),
        stage: Stage::Received,
    };
    let sealed = SealedAsk {
        contact: vault::seal_note(tx, house, &asker.id, contact_place(&request.id), ask.contact)?,
        words: vault::seal_note(tx, house, &asker.id, words_place(&request.id), ask.words)?,
    };
    let code = fresh_code(house);
    store::insert(tx, &request, sealed, &code_hash(house, &request.number, code.expose()))?;
    journal::record_act(tx, context, "disclosure.receive", request.id.as_str(), request.way.as_str())?;
    Ok(Receipt { request, code })
}

/// Who asks and what, for who handles requests: asked of the rules and written down each time.
pub async fn read_ask(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    sent: Sent,
) -> Result<Asked<ReadAsk>, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = super::handle(tx, &context, &id, &sent)?;
        let person = records::subject(tx, &request.asker)?;
        let charge = desk::charge(tx, &context.actor.id, LAW, "")?;
        let facts = facts::of_reading(&request, &person, charge, super::law_now(tx), tx.now().day());
        let asked = decision::ask_with(
            tx,
            &own,
            &context,
            vault::READ_NOTE,
            facts,
            ACTIVITY,
            &person.id,
            Vec::new(),
        )?;
        let permit = match asked {
            Ok(permit) => permit,
            Err(declined) => return Ok(Err(declined)),
        };
        let sealed = store::sealed(tx, &id)?;
        let notes = vec![(contact_place(&id), sealed.contact), (words_place(&id), sealed.words)];
        let mut opened = vault::open_notes(tx, &own, permit, notes)?.into_iter();
        journal::record_act(tx, &context, "disclosure.read_ask", id.as_str(), "ok")?;
        let (Some(contact), Some(words)) = (opened.next(), opened.next()) else {
            return Err(Error::internal("a note was not opened"));
        };
        Ok(Ok(ReadAsk { contact, words }))
    };
    house.db.write("disclosure.read_ask", work).await
}

/// Under what a receipt's code is kept. Spaces, dashes and small letters make no difference.
pub(super) fn code_hash(house: &House, number: &str, code: &str) -> [u8; 32] {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    house.keys.lookup("disclosure-code", &format!("{number} {}", code.to_uppercase()))
}

/// Four groups of four.
fn fresh_code(house: &House) -> Secret<String> {
    let mut bytes = [0; CODE];
    house.entropy.fill(&mut bytes);
    let mut code = String::new();
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(SIGNS.get(usize::from(*byte) % SIGNS.len()).map_or('2', |sign| char::from(*sign)));
    }
    Secret::new(code)
}

fn contact_place(id: &RequestId) -> vault::NotePlace<'_> {
    vault::NotePlace { table: "disclosure_request", column: "contact", row: id.as_str() }
}

fn words_place(id: &RequestId) -> vault::NotePlace<'_> {
    vault::NotePlace { table: "disclosure_request", column: "words", row: id.as_str() }
}
