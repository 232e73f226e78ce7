//! What everyone may see: how one's own request stands, by the number and code of its receipt; and the public register.

use std::sync::Arc;

use ground::Instant;

use super::{LISTED, NOT_FOUND, View, receive, store, view_in};
use crate::db::Tx;
use crate::desk::tries;
use crate::disclosure::model::{Request, RequestId};
use crate::error::Error;
use crate::house::House;
use crate::redaction;

/// What came of looking a request up.
#[derive(Debug)]
pub enum Tracked {
    /// This is it.
    Found(Box<View>),
    /// Number or code is wrong; which one is not told.
    Unknown,
    /// Too many guesses; nothing was looked at.
    Wait(Instant),
}

/// Looks a request up by number and code. Guessing is slowed down as it is at signing in.
pub async fn follow(house: &House, number: &str, code: &str) -> Result<Tracked, Error> {
    let number = number.trim().to_uppercase();
    let well_formed = number.len() == "W-2026-00001".len()
        && number.starts_with("W-")
        && number.bytes().all(|sign| sign.is_ascii_digit() || sign == b'-' || sign == b'W');
    if !well_formed {
        return Ok(Tracked::Unknown);
    }
    let code = receive::code_hash(house, &number, code);
    let guessed = house.keys.lookup("disclosure-follow", &number);
    let work = move |tx: &mut Tx<'_>| {
        if let Err(until) = tries::count(tx, &guessed)? {
            return Ok(Tracked::Wait(until));
        }
        let Some(request) = store::find_by_code(tx, &number, &code)? else { return Ok(Tracked::Unknown) };
        tries::forget(tx, &guessed)?;
        Ok(Tracked::Found(Box::new(view_in(tx, request)?)))
    };
    house.db.write("disclosure.follow", work).await
}

/// The requests in the public register, the newest first.
pub async fn public_list(house: &House) -> Result<Vec<Request>, Error> {
    house.db.read("disclosure.public_list", |tx| store::published(tx, LISTED, 0)).await
}

/// A part of them, and how many there are.
pub async fn public_page(house: &House, limit: i64, offset: i64) -> Result<(Vec<Request>, i64), Error> {
    let work = move |tx: &mut Tx<'_>| Ok((store::published(tx, limit, offset)?, store::count_published(tx)?));
    house.db.read("disclosure.public_list", work).await
}

/// One request in the public register; for one that is not in it: nothing, as for one that is not there.
pub async fn public(house: &House, id: &RequestId) -> Result<View, Error> {
    let id = id.clone();
    let work = move |tx: &mut Tx<'_>| {
        let request = store::find(tx, &id)?.filter(|request| request.stage.is_public());
        view_in(tx, request.ok_or(NOT_FOUND)?)
    };
    house.db.read("disclosure.public", work).await
}

/// What is left of a document in the public register, with the kind of file it is.
pub async fn public_file(
    house: &Arc<House>,
    id: &RequestId,
    place: i64,
) -> Result<(redaction::Document, Vec<u8>), Error> {
    let (own, id) = (house.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = store::find(tx, &id)?.filter(|request| request.stage.is_public());
        let view = view_in(tx, request.ok_or(NOT_FOUND)?)?;
        let document = view.decided_on().iter().find(|document| document.place == place);
        let document = document.filter(|document| document.is_given()).ok_or(Error::NotFound("document"))?;
        let contents = document.contents.as_ref().ok_or(Error::NotFound("document"))?;
        redaction::output_in(tx, &own, &contents.id)
    };
    house.db.read("disclosure.public_file", work).await
}
