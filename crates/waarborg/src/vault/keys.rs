//! Sealing and opening with a permit; the keys of people, and how they change.

use seal::{Opened, Place, RingError, Sealed, SubjectKey, WrappedKey};

use super::store;
use crate::db::Tx;
use crate::decision::Permit;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::records::{ItemId, SubjectId};

/// Seals values about a person. The permit was given for recording or correcting just these items.
pub fn put(
    tx: &mut Tx<'_>,
    house: &House,
    permit: Permit,
    values: Vec<(ItemId, String)>,
) -> Result<(), Error> {
    let (subject, items) = permit.spend(tx, &["record", "update"])?;
    let key = key_of(tx, house, &subject)?;
    for (item, value) in values {
        if !items.contains(&item) {
            return Err(Error::internal("a value for an item that was not permitted"));
        }
        let sealed = Sealed::new(&value, &key, &place(&item), house.entropy.as_ref());
        store::insert_value(tx, &item, sealed.map_err(Error::internal)?.stored())?;
    }
    Ok(())
}

/// Opens what the permit names, in its order, and nothing else.
pub fn open(tx: &mut Tx<'_>, house: &House, permit: Permit) -> Result<Vec<(ItemId, Opened<String>)>, Error> {
    let (subject, items) = permit.spend(tx, &["consult", "share", "answer"])?;
    let wrapped = store::find_key(tx, &subject)?.ok_or(Error::NotFound("key of a subject"))?;
    let key = unwrap(house, &wrapped, &subject)?;
    let opened = items.into_iter().map(|item| {
        let stored = store::find_value(tx, &item)?.ok_or(Error::NotFound("item"))?;
        let strange =
            |_| Error::Inconsistent { table: "vault_content", column: "value", row: item.to_string() };
        let value = Sealed::<String>::from_stored(stored).open(&key, &place(&item)).map_err(strange)?;
        Ok((item, value))
    });
    opened.collect()
}

/// Destroys a person's key: from now on nobody reads anything of what was sealed under it, in no copy and no backup that
/// lacks the key. Whoever calls this answers for it (6.4). False when it was gone already.
pub fn shred(tx: &mut Tx<'_>, context: &Context, subject: &SubjectId) -> Result<bool, Error> {
    let now = tx.now();
    let gone = store::destroy_key(tx, subject, now)?;
    if gone {
        journal::record_act(tx, context, "vault.shred", subject.as_str(), "ok")?;
    }
    Ok(gone)
}

/// How many keys are wrapped anew in one transaction.
const BATCH: i64 = 500;

/// Wraps the keys of people anew with the master key in use, some at a time; `told` hears how many are left. Stopped
/// halfway, the next call goes on. Answers how many there were.
pub fn rotate(house: &std::sync::Arc<House>, context: &Context, told: &dyn Fn(i64)) -> Result<i64, Error> {
    let ring = house.masters.ring();
    let mut done = 0;
    loop {
        let (own, ring, context) = (house.clone(), ring.clone(), context.clone());
        let work = move |tx: &mut Tx<'_>| {
            let keys = store::keys_of_others(tx, ring.current(), BATCH)?;
            for (subject, wrapped) in &keys {
                let key = unwrap(&own, wrapped, subject)?;
                let again = ring.wrap(&key, subject.as_str(), own.entropy.as_ref());
                store::set_key(tx, subject, &again.map_err(Error::internal)?)?;
            }
            if !keys.is_empty() {
                journal::record_act(tx, &context, "vault.rotate", ring.current(), &keys.len().to_string())?;
            }
            let left = store::count_of_others(tx, ring.current())?;
            Ok((i64::try_from(keys.len()).unwrap_or(i64::MAX), left))
        };
        let (now, left) = house.db.write_blocking("vault.rotate", work)?;
        done += now;
        told(left);
        if now == 0 || left == 0 {
            return Ok(done);
        }
    }
}

/// The key of a person; a fresh one for who has none yet.
pub(super) fn key_of(tx: &mut Tx<'_>, house: &House, subject: &SubjectId) -> Result<SubjectKey, Error> {
    match store::find_key(tx, subject)? {
        Some(wrapped) => unwrap(house, &wrapped, subject),
        None => fresh_key(tx, house, subject),
    }
}

fn fresh_key(tx: &mut Tx<'_>, house: &House, subject: &SubjectId) -> Result<SubjectKey, Error> {
    let key = SubjectKey::generate(house.entropy.as_ref());
    let wrapped = house.masters.wrap(&key, subject.as_str(), house.entropy.as_ref());
    store::insert_key(tx, subject, &wrapped.map_err(Error::internal)?)?;
    Ok(key)
}

fn unwrap(house: &House, wrapped: &WrappedKey, subject: &SubjectId) -> Result<SubjectKey, Error> {
    let key = house.masters.unwrap(wrapped, subject.as_str());
    key.map_err(|error| match error {
        RingError::Unknown(_) => Error::Unavailable("a master key is missing"),
        _ => Error::Inconsistent { table: "vault_key", column: "wrapped", row: subject.to_string() },
    })
}

fn place(item: &ItemId) -> Place<'_> {
    Place { table: "vault_content", column: "value", row: item.as_str() }
}
