//! Signed states of the journal.

use chain::{CheckpointError, Hash, SigningKey, VerifyingKey};

use super::store;
use crate::error::Error;
use crate::house::House;

/// The key with which anyone can check this journal's checkpoints, in the C2SP form `name+id+key`.
pub fn verifying_key(house: &House) -> Result<VerifyingKey, Error> {
    Ok(signing_key(house)?.verifying_key())
}

pub(super) fn signing_key(house: &House) -> Result<SigningKey, Error> {
    let key = SigningKey::new(&house.config.log_origin, &house.keys.checkpoint);
    key.map_err(|error: CheckpointError| Error::internal(error))
}

/// Signs the present state, keeps it, and gives the signed note. The same state gives the same note, and it is kept
/// once. Called from time to time and at shutdown; keep copies elsewhere, only those show that nothing was cut off.
pub async fn checkpoint(house: &House) -> Result<String, Error> {
    let key = signing_key(house)?;
    house
        .db
        .write("journal.checkpoint", move |tx| {
            let head = store::head(tx)?;
            let note = key.sign(head.size(), head.root()).map_err(Error::internal)?;
            store::insert_checkpoint(tx, head.size(), &note)?;
            Ok(note)
        })
        .await
}

/// Size and root of the journal now, unsigned: for a check-up that changes nothing.
pub async fn state(house: &House) -> Result<(u64, Hash), Error> {
    let work = house.db.read("journal.state", |tx| {
        let head = store::head(tx)?;
        Ok((head.size(), head.root()))
    });
    work.await
}

/// The kept checkpoint that covers most entries, if one was ever made.
pub async fn latest_checkpoint(house: &House) -> Result<Option<String>, Error> {
    let latest = house.db.read("journal.checkpoint", store::last_checkpoint).await?;
    Ok(latest.map(|(_, note)| note))
}
