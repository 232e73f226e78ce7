//! What belongs to one thing that has a key of its own, such as a document: sealed under that key, which a master key wraps.
//!
//! Who may open it is for the chapter that owns the thing to see; here it is only sealed and opened.

use std::sync::Arc;

use seal::{Opened, Place, RingError, Sealable, Sealed, SubjectKey, WrappedKey};

use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};

/// How many keys are wrapped anew in one transaction.
const BATCH: i64 = 500;

/// One thing with a key of its own: a row of a table of sealed columns.
#[derive(Debug, Clone, Copy)]
pub struct Owned<'a> {
    /// What it is: no two kinds share keys, whatever their ids.
    pub kind: &'static str,
    /// The table of its sealed columns.
    pub table: &'static str,
    /// Its id.
    pub id: &'a str,
}

impl Owned<'_> {
    /// A fresh key, and the same as it is stored.
    pub fn fresh_key(&self, house: &House) -> Result<(SubjectKey, WrappedKey), Error> {
        let key = SubjectKey::generate(house.entropy.as_ref());
        let wrapped = house.masters.wrap(&key, &self.owner(), house.entropy.as_ref());
        Ok((key, wrapped.map_err(Error::internal)?))
    }

    /// Its key out of what is stored.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] without the master key, [`Error::Inconsistent`] when it was changed.
    pub fn key(&self, house: &House, wrapped: &WrappedKey) -> Result<SubjectKey, Error> {
        house.masters.unwrap(wrapped, &self.owner()).map_err(|error| match error {
            RingError::Unknown(_) => Error::Unavailable("a master key is missing"),
            _ => self.broken(),
        })
    }

    /// A value as it is stored in one of its columns.
    pub fn seal<T: Sealable>(
        &self,
        house: &House,
        key: &SubjectKey,
        column: &str,
        value: &T,
    ) -> Result<Vec<u8>, Error> {
        let sealed = Sealed::new(value, key, &self.place(column), house.entropy.as_ref());
        Ok(sealed.map_err(Error::internal)?.stored().to_vec())
    }

    /// The value of one of its columns.
    ///
    /// # Errors
    ///
    /// [`Error::Inconsistent`] when it was changed, or stood elsewhere.
    pub fn open<T: Sealable>(
        &self,
        key: &SubjectKey,
        column: &str,
        stored: Vec<u8>,
    ) -> Result<Opened<T>, Error> {
        Sealed::<T>::from_stored(stored).open(key, &self.place(column)).map_err(|_| self.broken())
    }

    /// What is stored is not what was sealed.
    pub fn broken(&self) -> Error {
        Error::Inconsistent { table: self.table, column: "sealed values", row: self.id.to_owned() }
    }

    fn owner(&self) -> String {
        format!("{}-{}", self.kind, self.id)
    }

    fn place<'p>(&'p self, column: &'p str) -> Place<'p> {
        Place { table: self.table, column, row: self.id }
    }
}

/// Keys as they are stored, each with whose it is.
type WrappedKeys<Id> = Vec<(Id, WrappedKey)>;

/// Where the keys of one kind of things are stored.
pub struct OwnedKeys<Id> {
    /// Name of the transaction and of the act in the journal.
    pub act: &'static str,
    /// Some whose key is not wrapped by this master key.
    pub of_others: fn(&mut Tx<'_>, &str, i64) -> Result<WrappedKeys<Id>, Error>,
    /// The thing with this id.
    pub owned: fn(&Id) -> Owned<'_>,
    /// Puts a newly wrapped key in the place of the old one.
    pub set: fn(&mut Tx<'_>, &Id, &WrappedKey) -> Result<(), Error>,
}

/// Wraps keys of things anew with the master key in use, some at a time. Stopped halfway, the next call goes on. Answers how
/// many there were.
pub fn rotate_owned<Id: 'static>(
    house: &Arc<House>,
    context: &Context,
    keys: &OwnedKeys<Id>,
) -> Result<usize, Error> {
    let ring = house.masters.ring();
    let OwnedKeys { act, of_others, owned, set } = *keys;
    let mut all = 0;
    loop {
        let (own, ring, context) = (house.clone(), ring.clone(), context.clone());
        let work = move |tx: &mut Tx<'_>| {
            let old = of_others(tx, ring.current(), BATCH)?;
            for (id, wrapped) in &old {
                let thing = owned(id);
                let key = thing.key(&own, wrapped)?;
                let again = ring.wrap(&key, &thing.owner(), own.entropy.as_ref());
                set(tx, id, &again.map_err(Error::internal)?)?;
            }
            if !old.is_empty() {
                journal::record_act(tx, &context, act, ring.current(), &old.len().to_string())?;
            }
            Ok(old.len())
        };
        let done = house.db.write_blocking(act, work)?;
        all += done;
        if done == 0 {
            return Ok(all);
        }
    }
}
