//! What people write in free words, sealed under their own key: not an item of a file, but as much theirs.

use seal::{Opened, Place, Sealed};

use super::keys;
use super::model::Value;
use crate::db::Tx;
use crate::decision::Permit;
use crate::error::Error;
use crate::house::House;
use crate::records::SubjectId;

/// The act that a permit to read a note is given for.
pub const READ_NOTE: &str = "read_note";

/// Seals what a person wrote, bound to the row of the request it came with.
pub fn seal_note(
    tx: &mut Tx<'_>,
    house: &House,
    subject: &SubjectId,
    row: &str,
    note: Value,
) -> Result<Vec<u8>, Error> {
    let key = keys::key_of(tx, house, subject)?;
    let sealed = Sealed::new(&note.into_inner(), &key, &place(row), house.entropy.as_ref());
    Ok(sealed.map_err(Error::internal)?.stored().to_vec())
}

/// Opens it, with a permit to read the notes of this person.
pub fn open_note(
    tx: &mut Tx<'_>,
    house: &House,
    permit: Permit,
    row: &str,
    stored: Vec<u8>,
) -> Result<Opened<String>, Error> {
    let (subject, _) = permit.spend(tx, &[READ_NOTE])?;
    let key = keys::key_of(tx, house, &subject)?;
    Sealed::<String>::from_stored(stored).open(&key, &place(row)).map_err(|_| Error::Inconsistent {
        table: "rights_request",
        column: "note",
        row: row.to_owned(),
    })
}

fn place(row: &str) -> Place<'_> {
    Place { table: "rights_request", column: "note", row }
}
