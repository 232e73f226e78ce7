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

/// Where a note is kept. It opens at its own place only.
#[derive(Debug, Clone, Copy)]
pub struct NotePlace<'a> {
    /// Table.
    pub table: &'static str,
    /// Column.
    pub column: &'static str,
    /// Primary key of the row.
    pub row: &'a str,
}

/// Seals what a person wrote, for the place where it will be kept.
pub fn seal_note(
    tx: &mut Tx<'_>,
    house: &House,
    subject: &SubjectId,
    place: NotePlace<'_>,
    note: Value,
) -> Result<Vec<u8>, Error> {
    let key = keys::key_of(tx, house, subject)?;
    let sealed = Sealed::new(&note.into_inner(), &key, &bound(place), house.entropy.as_ref());
    Ok(sealed.map_err(Error::internal)?.stored().to_vec())
}

/// Opens notes, each with its place, with a permit to read those of this person.
pub fn open_notes(
    tx: &mut Tx<'_>,
    house: &House,
    permit: Permit,
    notes: Vec<(NotePlace<'_>, Vec<u8>)>,
) -> Result<Vec<Opened<String>>, Error> {
    let (subject, _) = permit.spend(tx, &[READ_NOTE])?;
    let key = keys::key_of(tx, house, &subject)?;
    let open = |(place, stored): (NotePlace<'_>, Vec<u8>)| {
        let NotePlace { table, column, row } = place;
        let opened = Sealed::<String>::from_stored(stored).open(&key, &bound(place));
        opened.map_err(|_| Error::Inconsistent { table, column, row: row.to_owned() })
    };
    notes.into_iter().map(open).collect()
}

fn bound(place: NotePlace<'_>) -> Place<'_> {
    Place { table: place.table, column: place.column, row: place.row }
}
