//! The verbs on subjects, files and items, for those who hold a transaction and answer for the decision.

use std::collections::HashMap;

use ground::{Bsn, Day, hex};
use unicode_normalization::UnicodeNormalization as _;

use super::model::{File, FileCount, FileId, FileMoment, Hold, Item, ItemId, Protection, Subject, SubjectId};
use super::store;
use crate::db::{Tx, next_number};
use crate::error::Error;
use crate::house::{House, Keys};
use crate::register::SubjectKind;

/// By what a person is found. Lives until the keyed hash has been made of it.
pub enum Lookup {
    /// The service number.
    Bsn(Bsn),
    /// Surname as people write it, and date of birth.
    NameAndBirth(String, Day),
}

impl Lookup {
    /// The keyed hash.
    pub fn hash(&self, keys: &Keys) -> [u8; 32] {
        match self {
            Self::Bsn(bsn) => keys.lookup("bsn", bsn.expose()),
            Self::NameAndBirth(name, born) => {
                keys.lookup("name_and_birth", &format!("{} {born}", plain(name)))
            }
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Bsn(_) => "bsn",
            Self::NameAndBirth(..) => "name_and_birth",
        }
    }
}

/// A name without what people write differently: case, accents, spaces, dashes and dots.
fn plain(name: &str) -> String {
    name.nfkd().filter(|sign| sign.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// A person who is not written down yet. Under 16 today: only the month after which they are 16 is kept (decision 0011).
pub fn new_subject(
    tx: &mut Tx<'_>,
    house: &House,
    kind: SubjectKind,
    protection: Protection,
    born: Option<Day>,
) -> Result<Subject, Error> {
    let today = tx.now().day();
    Ok(Subject {
        id: SubjectId::fresh(house),
        pseudonym: free_pseudonym(tx, || pseudonym(house))?,
        kind,
        protection,
        sixteen_from: born.and_then(|born| sixteen_from(born, today)),
        gone_at: None,
    })
}

/// Writes a person down, with what they are found by.
pub fn add_subject(tx: &mut Tx<'_>, keys: &Keys, subject: &Subject, lookups: &[Lookup]) -> Result<(), Error> {
    store::insert_subject(tx, subject)?;
    for lookup in lookups {
        store::insert_lookup(tx, &lookup.hash(keys), lookup.kind(), &subject.id)?;
    }
    Ok(())
}

/// The first day of the month after the sixteenth birthday: rounded up, the strict side. None for who is 16 already.
fn sixteen_from(born: Day, today: Day) -> Option<Day> {
    let birthday = born.plus_months(16 * 12);
    let next = birthday.plus_months(1).to_string();
    let first = format!("{}-01", next.get(..7).unwrap_or_default()).parse::<Day>().ok()?;
    (today < birthday).then_some(first)
}

/// One that nobody has yet. Of a hundred thousand people a few would share theirs by chance.
pub(super) fn free_pseudonym(tx: &mut Tx<'_>, draw: impl Fn() -> String) -> Result<String, Error> {
    loop {
        let drawn = draw();
        if !store::has_pseudonym(tx, &drawn)? {
            return Ok(drawn);
        }
    }
}

/// `K-` and six signs that cannot be mistaken for each other: some nine hundred million of them.
fn pseudonym(house: &House) -> String {
    const SIGNS: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTUVWXY";
    let mut bytes = [0; 12];
    house.entropy.fill(&mut bytes);
    let signs = bytes.chunks(2).map(|pair| {
        let number = pair.iter().fold(0_usize, |sum, byte| sum * 256 + usize::from(*byte));
        char::from(*SIGNS.get(number % SIGNS.len()).unwrap_or(&b'2'))
    });
    format!("K-{}", signs.collect::<String>())
}

/// The person with this id.
pub fn subject(tx: &mut Tx<'_>, id: &SubjectId) -> Result<Subject, Error> {
    store::find_subject(tx, id)?.ok_or(Error::NotFound("subject"))
}

/// Who is found by this. Several where a name and date of birth are shared.
pub fn find_subjects(tx: &mut Tx<'_>, keys: &Keys, lookup: &Lookup) -> Result<Vec<Subject>, Error> {
    store::subjects_by_lookup(tx, &lookup.hash(keys))
}

/// Who is known under a keyed hash of the service number, in hexadecimal: a resident who signed in.
pub fn find_resident(tx: &mut Tx<'_>, hash: &str) -> Result<Option<Subject>, Error> {
    let Some(hash) = hex::decode::<32>(hash) else { return Ok(None) };
    Ok(store::subjects_by_lookup(tx, &hash)?.into_iter().next())
}

/// Writes down a resident who signed in and of whom nothing was kept: they may ask whether that is so (6.10-1).
pub fn add_resident(tx: &mut Tx<'_>, house: &House, hash: &str) -> Result<Subject, Error> {
    let hash = hex::decode::<32>(hash).ok_or(Error::NotFound("resident"))?;
    let subject = new_subject(tx, house, SubjectKind::Citizen, Protection::None, None)?;
    store::insert_subject(tx, &subject)?;
    store::insert_lookup(tx, &hash, "bsn", &subject.id)?;
    Ok(subject)
}

/// Someone acts for this person from now on, or no longer.
pub fn protect(tx: &mut Tx<'_>, id: &SubjectId, protection: Protection) -> Result<(), Error> {
    store::set_protection(tx, id, protection)
}

/// A file that is not written down yet, under the next number of its law and year.
pub fn new_file(
    tx: &mut Tx<'_>,
    house: &House,
    subject: &SubjectId,
    activity: &str,
    law: &str,
) -> Result<File, Error> {
    let today = tx.now().day();
    let start = format!("{law}-{}-", today.year());
    let number = next_number(tx, "records_file", &start, 6)?;
    Ok(File {
        id: FileId::fresh(house),
        number,
        subject: subject.clone(),
        activity: activity.to_owned(),
        law: law.to_owned(),
        opened: today,
        closed: None,
    })
}

/// Writes a file down.
pub fn add_file(tx: &mut Tx<'_>, file: &File) -> Result<(), Error> {
    store::insert_file(tx, file)
}

/// The file with this id.
pub fn file(tx: &mut Tx<'_>, id: &FileId) -> Result<File, Error> {
    store::find_file(tx, id)?.ok_or(Error::NotFound("file"))
}

/// The file that people call so, when there is one.
pub fn file_numbered(tx: &mut Tx<'_>, number: &str) -> Result<Option<File>, Error> {
    store::find_file_numbered(tx, number)
}

/// What people call these files, by id; of those that are there.
pub(super) fn file_numbers(tx: &mut Tx<'_>, ids: &[FileId]) -> Result<HashMap<String, String>, Error> {
    let mut numbers = HashMap::new();
    for id in ids {
        if let Some(file) = store::find_file(tx, id)? {
            numbers.insert(id.as_str().to_owned(), file.number);
        }
    }
    Ok(numbers)
}

/// The files of a person, and those in which there is something about them.
pub fn files_about(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<File>, Error> {
    store::files_about(tx, subject)
}

/// The newest files under one law.
pub fn files_of_law(tx: &mut Tx<'_>, law: &str, limit: i64) -> Result<Vec<File>, Error> {
    store::files_of_law(tx, law, limit)
}

/// How many files there are, by law or result and by year, or with all of those taken together. For figures: what comes of it
/// may be one person, so whoever shows it has to see to that.
pub fn count_files(
    tx: &mut Tx<'_>,
    moment: FileMoment,
    by_group: bool,
    by_year: bool,
) -> Result<Vec<FileCount>, Error> {
    store::count_files(tx, moment, by_group, by_year)
}

/// Adds an item; the vault keeps what it says.
pub fn add_item(tx: &mut Tx<'_>, item: &Item) -> Result<(), Error> {
    store::insert_item(tx, item)
}

/// The item with this id, also one that was replaced.
pub fn item(tx: &mut Tx<'_>, id: &ItemId) -> Result<Item, Error> {
    store::find_item(tx, id)?.ok_or(Error::NotFound("item"))
}

/// The items of a file that can still be used.
pub fn items_of_file(tx: &mut Tx<'_>, file: &FileId) -> Result<Vec<Item>, Error> {
    store::items_of_file(tx, file)
}

/// All items about a person that can still be used, in whatever file.
pub fn items_about(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<Item>, Error> {
    store::items_about(tx, subject)
}

/// What a right does to an item from now on (AVG 18, 21).
pub fn set_hold(tx: &mut Tx<'_>, id: &ItemId, hold: Hold) -> Result<(), Error> {
    if store::set_hold(tx, id, hold)? { Ok(()) } else { Err(Error::NotFound("item")) }
}

/// A new item takes the place of an old one, which stays for the record. Stale when another one did so before.
pub fn replace(tx: &mut Tx<'_>, old: &ItemId, new: &Item) -> Result<(), Error> {
    store::insert_item(tx, new)?;
    if store::set_replaced(tx, old, &new.id)? { Ok(()) } else { Err(Error::Stale("item-replaced")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        for other in ["VAN DER LINDEN", "van-der Linden", "Van der Lindén"] {
            assert_eq!(plain(other), plain("van der Linden"), "{other}");
        }
        assert_ne!(plain("van der Linde"), plain("van der Linden"));
        assert_eq!(plain("Aydın"), "aydın");
    }

    // proves!("6.10-4")
    #[test]
    fn who_is_under_sixteen_is_so_until_the_month_is_over() {
        let today = day("2026-11-16");
        assert_eq!(sixteen_from(day("2010-11-17"), today), Some(day("2026-12-01")));
        assert_eq!(sixteen_from(day("2010-12-31"), today), Some(day("2027-01-01")));
        assert_eq!(sixteen_from(day("2010-11-16"), today), None);
        assert_eq!(sixteen_from(day("1980-01-01"), today), None);
    }
}
