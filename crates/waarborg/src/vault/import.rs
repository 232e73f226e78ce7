//! People and files from a table (CSV): every line read and checked before the first is written.
//!
//! A mapping says which column is what. Lines that cannot be taken are named with their column and what is wrong, never
//! with what stands in them. Each line that is taken is asked and sealed as if someone had typed it. Who is known by their
//! number and has an open file under the activity is there already, so an import that was stopped can be run again.

use std::collections::BTreeMap;
use std::sync::Arc;

use ground::{Bsn, Day};
use serde::Deserialize;

use super::model::{NewItem, NewPerson, Value};
use super::service::add_person_in;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::records::{self, Lookup, Origin, Protection};
use crate::register::{self, SubjectKind};
use crate::web::form::read_day;

/// How many lines are written in one transaction.
const BATCH: usize = 100;

/// Which column is what.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The activity of the register.
    pub activity: String,
    /// Its law, by purpose code.
    pub law: String,
    /// What the people are to WIL.
    #[serde(default = "client")]
    pub subject: String,
    /// Between the columns.
    #[serde(default = "semicolon")]
    pub separator: char,
    /// Where the data come from, for every item.
    pub source: String,
    /// `subject`, `third_party`, `chain`, `wgbo` or `police`, for every item.
    #[serde(default = "subject")]
    pub origin: String,
    /// The provision used, when they are not from the person.
    #[serde(default)]
    pub basis: String,
    /// Column with the surname.
    pub surname: String,
    /// Column with the date of birth.
    pub born: String,
    /// Column with the service number.
    pub bsn: Option<String>,
    /// Column with `none`, `curatele`, `mentorschap` or `bewind`; empty counts as none.
    pub protection: Option<String>,
    /// Column with the day on which the data were obtained; today without it.
    pub obtained: Option<String>,
    /// The items: a kind of data of the register, and the columns whose texts it holds, each on a line.
    pub item: Vec<MappedItem>,
}

/// One item of each line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedItem {
    /// Kind of data, by its name in the register.
    pub kind: String,
    /// Columns; an item of which all are empty is left out.
    pub columns: Vec<String>,
}

fn client() -> String {
    String::from("client")
}

fn subject() -> String {
    String::from("subject")
}

fn semicolon() -> char {
    ';'
}

/// What is wrong with a line of the table. Never what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line in the file, from 1; the header is line 1.
    pub line: u64,
    /// The column, by its name; empty for the line as a whole.
    pub column: String,
    /// What is wrong, in Dutch.
    pub message: &'static str,
}

/// A table that was read: what can be taken, and what is wrong with the rest.
pub struct Table {
    /// The people, in the order of the lines.
    pub people: Vec<NewPerson>,
    /// Everything that is wrong.
    pub faults: Vec<Fault>,
}

/// Why a mapping or table cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The table is no UTF-8 text or no table.
    #[error("the table is no CSV in UTF-8 (line {0})")]
    Table(u64),
    /// A column of the mapping is not in the header.
    #[error("the table has no column `{0}`")]
    Column(String),
    /// A word of the mapping is not known.
    #[error("`{0}` in the mapping is not a known word")]
    Word(String),
    /// The activity is not running, or lacks the law or a kind of data.
    #[error("the register does not have `{0}` for this activity")]
    Register(String),
}

/// Reads and checks the whole table; nothing is written.
pub fn read(house: &House, mapping: &Mapping, table: &[u8]) -> Result<Table, Error> {
    let bad = |error: ImportError| Error::internal(error);
    let today = house.clock.now().day();
    check_register(house, mapping)?;
    let word = |text: &str| bad(ImportError::Word(text.to_owned()));
    let origin = Origin::of(&mapping.origin).ok_or_else(|| word(&mapping.origin))?;
    let kind = SubjectKind::of(&mapping.subject).ok_or_else(|| word(&mapping.subject))?;
    let separator = u8::try_from(mapping.separator).map_err(|_| word("separator"))?;
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(table);
    let header = reader.headers().map_err(|_| bad(ImportError::Table(1)))?.clone();
    // Spreadsheets put a mark in front of the first column.
    let names = header.iter().map(|name| name.trim_start_matches('\u{feff}').trim());
    let places = names.enumerate().map(|(place, name)| (name, place)).collect::<BTreeMap<_, _>>();
    for column in mapping.columns() {
        if !places.contains_key(column) {
            return Err(bad(ImportError::Column(column.to_owned())));
        }
    }
    let mut read = Table { people: Vec::new(), faults: Vec::new() };
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                let message = "Deze regel heeft te veel of te weinig kolommen, of is geen UTF-8.";
                read.faults.push(Fault { line, column: String::new(), message });
                continue;
            }
        };
        let mut line = Line { places: &places, record: &record, faults: Vec::new() };
        let person = line.person(mapping, kind, origin, today);
        read.faults.append(&mut line.faults);
        read.people.extend(person);
    }
    Ok(read)
}

fn check_register(house: &House, mapping: &Mapping) -> Result<(), Error> {
    let activity = mapping.activity.clone();
    let now = house.clock.now();
    let found =
        house.db.read_blocking("vault.import_check", move |tx| register::may_run(tx, &activity, now))?;
    let missing = |what: &str| Error::internal(ImportError::Register(what.to_owned()));
    let version = found.map_err(|_| missing(&mapping.activity))?;
    if !version.entry.purpose_codes.contains(&mapping.law) {
        return Err(missing(&mapping.law));
    }
    let kinds = mapping.item.iter().map(|item| &item.kind);
    let unknown = kinds.into_iter().find(|kind| version.entry.data.iter().all(|data| data.name != **kind));
    unknown.map_or(Ok(()), |kind| Err(missing(kind)))
}

impl Mapping {
    fn columns(&self) -> impl Iterator<Item = &str> {
        let single = [Some(&self.surname), Some(&self.born), self.bsn.as_ref(), self.protection.as_ref()];
        let single = single.into_iter().chain([self.obtained.as_ref()]).flatten();
        single.chain(self.item.iter().flat_map(|item| &item.columns)).map(String::as_str)
    }
}

struct Line<'a> {
    places: &'a BTreeMap<&'a str, usize>,
    record: &'a csv::StringRecord,
    faults: Vec<Fault>,
}

impl Line<'_> {
    fn cell(&self, column: &str) -> &str {
        self.places.get(column).and_then(|place| self.record.get(*place)).unwrap_or_default().trim()
    }

    fn fault(&mut self, column: &str, message: &'static str) {
        let line = self.record.position().map_or(0, csv::Position::line);
        self.faults.push(Fault { line, column: column.to_owned(), message });
    }

    /// All that is wrong with the line is said, not only the first thing.
    fn person(
        &mut self,
        mapping: &Mapping,
        kind: SubjectKind,
        origin: Origin,
        today: Day,
    ) -> Option<NewPerson> {
        let surname = self.cell(&mapping.surname).to_owned();
        if surname.is_empty() {
            self.fault(&mapping.surname, "De achternaam ontbreekt.");
        }
        let born = read_day(self.cell(&mapping.born)).filter(|day| *day <= today && day.year() >= 1900);
        if born.is_none() {
            self.fault(&mapping.born, "Dit is geen geboortedatum die kan kloppen.");
        }
        let mut bsn = None;
        if let Some(column) = mapping.bsn.as_ref().filter(|column| !self.cell(column).is_empty()) {
            bsn = self.cell(column).parse::<Bsn>().ok();
            if bsn.is_none() {
                self.fault(column, "Dit is geen BSN: het is niet negen cijfers, of de elfproef klopt niet.");
            }
        }
        let mut protection = Protection::None;
        if let Some(column) = mapping.protection.as_ref().filter(|column| !self.cell(column).is_empty()) {
            match Protection::of(self.cell(column)) {
                Some(known) => protection = known,
                None => self.fault(column, "Kies uit: none, curatele, mentorschap, bewind."),
            }
        }
        let mut obtained = today;
        if let Some(column) = &mapping.obtained {
            match read_day(self.cell(column)).filter(|day| *day <= today) {
                Some(day) => obtained = day,
                None => self.fault(column, "Dit is geen datum, of hij ligt in de toekomst."),
            }
        }
        let items = self.items(mapping, origin, obtained);
        if !self.faults.is_empty() {
            return None;
        }
        let (activity, law) = (mapping.activity.clone(), mapping.law.clone());
        Some(NewPerson { kind, protection, surname, born, bsn, activity, law, items })
    }

    fn items(&mut self, mapping: &Mapping, origin: Origin, obtained: Day) -> Vec<NewItem> {
        let mut items = Vec::new();
        for mapped in &mapping.item {
            let texts = mapped.columns.iter().map(|column| self.cell(column)).filter(|text| !text.is_empty());
            let text = texts.collect::<Vec<_>>().join("\n");
            if text.is_empty() {
                continue;
            }
            if let Ok(value) = Value::read("", &text) {
                items.push(NewItem {
                    kind: mapped.kind.clone(),
                    value,
                    origin,
                    source: mapping.source.clone(),
                    basis: mapping.basis.clone(),
                    obtained,
                    // Nobody has checked these numbers against a person.
                    verified: false,
                    only_for_third: false,
                });
            } else {
                let column = mapped.columns.first().cloned().unwrap_or_default();
                self.fault(&column, "Deze tekst is te lang of bevat tekens die niet kunnen.");
            }
        }
        items
    }
}

/// What became of the people of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// With a new file.
    pub added: usize,
    /// Who had an open file under the activity already.
    pub known: usize,
    /// For whom the policy said no.
    pub refused: usize,
}

/// Writes the people of a table, as someone who is charged with the law; `told` hears how many are done. Each part is one
/// transaction, so what stopped halfway is whole up to there.
pub fn take(
    house: &Arc<House>,
    context: &Context,
    people: Vec<NewPerson>,
    told: &dyn Fn(u64),
) -> Result<Taken, Error> {
    let mut taken = Taken::default();
    let mut people = people.into_iter();
    let mut done = 0;
    loop {
        let part = people.by_ref().take(BATCH).collect::<Vec<_>>();
        if part.is_empty() {
            return Ok(taken);
        }
        done += part.len() as u64;
        let (own, context) = (house.clone(), context.clone());
        let work = move |tx: &mut Tx<'_>| {
            let mut taken = Taken::default();
            for person in part {
                if has_file(tx, &own, &person)? {
                    taken.known += 1;
                } else if add_person_in(tx, &own, &context, person)?.is_ok() {
                    taken.added += 1;
                } else {
                    taken.refused += 1;
                }
            }
            journal::record_act(tx, &context, "file.import", "records", &taken.added.to_string())?;
            Ok(taken)
        };
        let part = house.db.write_blocking("vault.import", work)?;
        taken.added += part.added;
        taken.known += part.known;
        taken.refused += part.refused;
        told(done);
    }
}

fn has_file(tx: &mut Tx<'_>, house: &House, person: &NewPerson) -> Result<bool, Error> {
    let lookup = match (&person.bsn, person.born) {
        (Some(bsn), _) => Lookup::Bsn(bsn.clone()),
        (None, Some(born)) => Lookup::NameAndBirth(person.surname.clone(), born),
        (None, None) => return Ok(false),
    };
    for subject in records::find_subjects(tx, &house.keys, &lookup)? {
        let files = records::files_about(tx, &subject.id)?;
        let same = |file: &records::File| file.activity == person.activity && file.closed.is_none();
        if files.iter().any(|file| file.subject == subject.id && same(file)) {
            return Ok(true);
        }
    }
    Ok(false)
}
