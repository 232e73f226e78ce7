//! The verbs on files and what is in them. Each is one transaction: asked, done, written down; a refusal is written too.

use std::sync::Arc;

use super::keys;
use super::model::{NewItem, NewPerson, Opening};
use crate::db::Tx;
use crate::decision::{self, Act, Aim, Asked, Permit, Question};
use crate::desk;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::notices::{self, Arrival, Channel, NoticeDeed, ObtainedFrom};
use crate::records::{self, File, FileId, Hold, Item, ItemId, Lookup, Origin, Subject, SubjectId};
use crate::register::{self, Entry, Status};
use crate::web::csrf::{self, Verified};

/// An activity that runs and under which the asker may open files, with one of its laws.
pub struct Offer {
    /// The activity.
    pub activity: String,
    /// The law, by purpose code.
    pub law: String,
    /// What the register says about it.
    pub entry: Entry,
}

/// The most files on one list.
const LISTED: i64 = 200;

/// A file as whoever is charged with its law may see it before anything is opened: no names, no contents.
pub struct FileView {
    /// The file.
    pub file: File,
    /// Whose it is.
    pub subject: Subject,
    /// Everyone there are items about, the owner of the file too.
    pub people: Vec<Subject>,
    /// Its items.
    pub items: Vec<Item>,
    /// The kinds of data that the register lists for it.
    pub kinds: Vec<String>,
    /// The asker is charged with the file itself, not only with its law.
    pub charged: bool,
}

/// The files that the asker is charged with, the newest first.
pub async fn mine(house: &House, context: &Context) -> Result<Vec<(File, Subject)>, Error> {
    let account = context.actor.id.clone();
    let work = move |tx: &mut Tx<'_>| {
        let mut found = Vec::new();
        for law in desk::laws(tx, &account)? {
            for file in records::files_of_law(tx, &law, LISTED)? {
                if desk::charge(tx, &account, &law, file.id.as_str())?.file {
                    let subject = records::subject(tx, &file.subject)?;
                    found.push((file, subject));
                }
            }
        }
        Ok(found)
    };
    house.db.read("vault.mine", work).await
}

/// Under which activities and laws the asker may open a file.
pub async fn offers(house: &House, context: &Context) -> Result<Vec<Offer>, Error> {
    let account = context.actor.id.clone();
    let work = move |tx: &mut Tx<'_>| {
        let laws = desk::laws(tx, &account)?;
        let running = register::all(tx)?.into_iter().filter(|version| version.status == Status::Active);
        let offers = running.flat_map(|version| {
            let own = version.entry.purpose_codes.iter().filter(|code| laws.contains(code)).cloned();
            let own = own.collect::<Vec<_>>();
            own.into_iter().map(move |law| {
                let (activity, entry) = (version.id.to_string(), version.entry.clone());
                Offer { activity, law, entry }
            })
        });
        Ok(offers.collect())
    };
    house.db.read("vault.offers", work).await
}

/// Who is found by number, or by name and date of birth: only their files under laws that the asker is charged with.
/// Searching is processing too: how many were found goes into the journal.
pub async fn find(
    house: &Arc<House>,
    context: &Context,
    lookup: Lookup,
) -> Result<Vec<(File, Subject)>, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        let laws = desk::laws(tx, &context.actor.id)?;
        let mut found = Vec::new();
        for subject in records::find_subjects(tx, &own.keys, &lookup)? {
            for file in records::files_about(tx, &subject.id)? {
                if laws.contains(&file.law) {
                    found.push((file, subject.clone()));
                }
            }
        }
        journal::record_act(tx, &context, "file.search", "records", &found.len().to_string())?;
        Ok(found)
    };
    house.db.write("vault.find", work).await
}

/// A file without its contents, for whoever is charged with its law.
pub async fn view(house: &House, context: &Context, id: FileId) -> Result<FileView, Error> {
    let account = context.actor.id.clone();
    house.db.read("vault.view", move |tx| view_in(tx, &account, &id)).await
}

fn view_in(tx: &mut Tx<'_>, account: &str, id: &FileId) -> Result<FileView, Error> {
    let file = records::file(tx, id)?;
    let charge = desk::charge(tx, account, &file.law, id.as_str())?;
    if !charge.law {
        // That there is such a file is nobody else's business.
        return Err(Error::NotFound("file"));
    }
    let mut items = records::items_of_file(tx, id)?;
    let entry = entry_of(tx, &file.activity)?;
    // In the order of the register: who someone is comes first.
    items.sort_by_key(|item| entry.data.iter().position(|data| data.name == item.kind));
    let mut people = vec![records::subject(tx, &file.subject)?];
    for item in &items {
        if !people.iter().any(|known| known.id == item.subject) {
            people.push(records::subject(tx, &item.subject)?);
        }
    }
    let kinds = entry.data.iter().map(|data| data.name.clone()).collect();
    let subject = records::subject(tx, &file.subject)?;
    Ok(FileView { subject, people, items, kinds, charged: charge.file, file })
}

/// Opens items of a file. All of them, or none: who is refused one sees none.
pub async fn consult(
    house: &Arc<House>,
    context: &Context,
    file: FileId,
    wanted: Vec<ItemId>,
    aim: Aim,
) -> Result<Asked<Vec<Opening>>, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        let file = records::file(tx, &file)?;
        let mut items = Vec::with_capacity(wanted.len());
        for id in &wanted {
            let item = records::item(tx, id)?;
            if item.file != file.id {
                return Err(Error::NotFound("item"));
            }
            items.push(item);
        }
        let mut permits = Vec::new();
        for (subject, part) in by_person(&items) {
            let subject = records::subject(tx, &subject)?;
            let question = Question {
                act: &Act::Consult,
                aim,
                file: &file,
                subject: &subject,
                items: &part,
                fresh: false,
            };
            match decision::ask(tx, &own, &context, &question)? {
                Ok(permit) => permits.push(permit),
                Err(declined) => return Ok(Err(declined)),
            }
        }
        let mut opened = Vec::new();
        for permit in permits {
            for (id, value) in keys::open(tx, &own, permit)? {
                let item = items.iter().find(|item| item.id == id).cloned();
                opened.push(Opening { item: item.ok_or(Error::NotFound("item"))?, value });
            }
        }
        journal::record_act(tx, &context, "item.consult", file.id.as_str(), &opened.len().to_string())?;
        Ok(Ok(opened))
    };
    house.db.write("vault.consult", work).await
}

/// The items of each person, in their order.
fn by_person(items: &[Item]) -> Vec<(SubjectId, Vec<Item>)> {
    let mut parts: Vec<(SubjectId, Vec<Item>)> = Vec::new();
    for item in items {
        match parts.iter_mut().find(|(subject, _)| *subject == item.subject) {
            Some((_, part)) => part.push(item.clone()),
            None => parts.push((item.subject.clone(), vec![item.clone()])),
        }
    }
    parts
}

/// Records a person who is new here, opens their file, and puts the first items in it.
pub async fn add_person(
    house: &Arc<House>,
    context: &Context,
    person: NewPerson,
    form: Option<Verified>,
) -> Result<Asked<File>, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        spend(tx, form.as_ref())?;
        add_person_in(tx, &own, &context, person)
    };
    house.db.write("vault.add_person", work).await
}

/// [`add_person`] for those who hold a transaction, such as an import. Who is known by their number keeps their pseudonym
/// and key: then only a file is opened.
pub(super) fn add_person_in(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    person: NewPerson,
) -> Result<Asked<File>, Error> {
    let version = version_of(tx, &person.activity)?;
    let entry = version.entry;
    if !entry.purpose_codes.contains(&person.law) {
        return Err(Error::invalid(
            "law",
            "is no law of this activity",
            "Deze wet hoort niet bij deze verwerking.",
        ));
    }
    let by_number = person.bsn.map(Lookup::Bsn);
    let known = match &by_number {
        Some(lookup) => records::find_subjects(tx, &house.keys, lookup)?.into_iter().next(),
        None => None,
    };
    let is_new = known.is_none();
    let subject = match known {
        Some(known) => known,
        None => records::new_subject(tx, house, person.kind, person.protection, person.born)?,
    };
    let file = records::new_file(tx, house, &subject.id, &person.activity, &person.law)?;
    let (items, values) = prepare(house, &file, &subject, &entry, person.items)?;
    let question = Question {
        act: &Act::Record,
        aim: Aim::Task,
        file: &file,
        subject: &subject,
        items: &items,
        fresh: true,
    };
    let permit = match decision::ask(tx, house, context, &question)? {
        Ok(permit) => permit,
        Err(declined) => return Ok(Err(declined)),
    };
    if is_new {
        let by_name = person.born.map(|born| Lookup::NameAndBirth(person.surname, born));
        let lookups = by_number.into_iter().chain(by_name).collect::<Vec<_>>();
        records::add_subject(tx, &house.keys, &subject, &lookups)?;
    }
    records::add_file(tx, &file)?;
    desk::assign(tx, context, &context.actor.id, &file.law, Some(file.id.as_str()))?;
    journal::record_act(tx, context, "file.open", file.id.as_str(), "ok")?;
    write(tx, house, context, &items, values, permit, person.told.then_some(version.number))?;
    Ok(Ok(file))
}

/// Adds an item to a file, about its owner or someone else in it.
pub async fn record(
    house: &Arc<House>,
    context: &Context,
    file: FileId,
    subject: Option<SubjectId>,
    item: NewItem,
    form: Option<Verified>,
) -> Result<Asked<()>, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        spend(tx, form.as_ref())?;
        let file = records::file(tx, &file)?;
        let about = subject.unwrap_or_else(|| file.subject.clone());
        if about != file.subject {
            let known = records::items_of_file(tx, &file.id)?;
            known.iter().find(|item| item.subject == about).ok_or(Error::NotFound("subject"))?;
        }
        let subject = records::subject(tx, &about)?;
        let entry = entry_of(tx, &file.activity)?;
        let (items, values) = prepare(&own, &file, &subject, &entry, vec![item])?;
        let question = Question {
            act: &Act::Record,
            aim: Aim::Task,
            file: &file,
            subject: &subject,
            items: &items,
            fresh: false,
        };
        match decision::ask(tx, &own, &context, &question)? {
            Ok(permit) => write(tx, &own, &context, &items, values, permit, None).map(Ok),
            Err(declined) => Ok(Err(declined)),
        }
    };
    house.db.write("vault.record", work).await
}

/// Items as they will be, and what each will say.
type Prepared = (Vec<Item>, Vec<(ItemId, String)>);

/// Items as they will be, each of a kind that the register lists for the file, with what they will say.
fn prepare(
    house: &House,
    file: &File,
    subject: &Subject,
    entry: &Entry,
    new: Vec<NewItem>,
) -> Result<Prepared, Error> {
    let (mut items, mut values) = (Vec::with_capacity(new.len()), Vec::with_capacity(new.len()));
    for item in new {
        let listed = entry.data.iter().find(|data| data.name == item.kind);
        let category = listed.ok_or_else(not_listed)?.category;
        let id = ItemId::fresh(house);
        values.push((id.clone(), item.value.into_inner()));
        items.push(Item {
            id,
            file: file.id.clone(),
            subject: subject.id.clone(),
            kind: item.kind,
            category,
            origin: item.origin,
            source: item.source,
            basis: item.basis,
            obtained: item.obtained,
            verified: item.verified,
            only_for_third: item.only_for_third,
            hold: Hold::None,
            confidential_until: None,
            replaced_by: None,
        });
    }
    Ok((items, values))
}

fn write(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    items: &[Item],
    values: Vec<(ItemId, String)>,
    permit: Permit,
    told: Option<i64>,
) -> Result<(), Error> {
    for item in items {
        records::add_item(tx, item)?;
        journal::record_act(tx, context, "item.record", item.id.as_str(), "ok")?;
    }
    keys::put(tx, house, permit, values)?;
    collected(tx, house, context, items, told)
}

/// What comes in asks for telling the person: once for each source and day (6.3). `told` is the version of the register
/// entry by which they were told before.
fn collected(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    items: &[Item],
    told: Option<i64>,
) -> Result<(), Error> {
    let mut arrivals: Vec<Arrival> = Vec::new();
    for item in items {
        let from =
            if item.origin == Origin::Subject { ObtainedFrom::Subject } else { ObtainedFrom::Elsewhere };
        let known = arrivals.iter().any(|arrival| {
            arrival.subject == item.subject
                && arrival.from == from
                && arrival.source == item.source
                && arrival.obtained == item.obtained
        });
        if !known {
            arrivals.push(Arrival {
                subject: item.subject.clone(),
                file: item.file.clone(),
                from,
                source: item.source.clone(),
                obtained: item.obtained,
                only_for_third: item.only_for_third,
            });
        }
    }
    for arrival in arrivals {
        let id = notices::collected(tx, house, context, &arrival)?;
        if let Some(version) = told.filter(|_| arrival.from == ObtainedFrom::Subject) {
            let deed = NoticeDeed::Told { on: arrival.obtained, channel: Channel::Form, oral: None, version };
            // Nothing in it can be refused: it is about the form of this very collection.
            drop(notices::act_in(tx, context, &id, deed)?);
        }
    }
    Ok(())
}

/// Puts a corrected item in the place of another; the old one stays for the record.
pub async fn change(
    house: &Arc<House>,
    context: &Context,
    file: FileId,
    old: ItemId,
    item: NewItem,
    form: Option<Verified>,
) -> Result<Asked<ItemId>, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        spend(tx, form.as_ref())?;
        change_in(tx, &own, &context, &file, &old, item)
    };
    house.db.write("vault.change", work).await
}

/// [`change`] for those who hold a transaction.
pub fn change_in(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    file: &FileId,
    old: &ItemId,
    item: NewItem,
) -> Result<Asked<ItemId>, Error> {
    let file = records::file(tx, file)?;
    let old = records::item(tx, old)?;
    if old.file != file.id {
        return Err(Error::NotFound("item"));
    }
    let subject = records::subject(tx, &old.subject)?;
    let new = Item {
        id: ItemId::fresh(house),
        origin: item.origin,
        source: item.source,
        basis: item.basis,
        obtained: item.obtained,
        verified: item.verified,
        replaced_by: None,
        ..old.clone()
    };
    let question = Question {
        act: &Act::Update,
        aim: Aim::Task,
        file: &file,
        subject: &subject,
        items: std::slice::from_ref(&new),
        fresh: false,
    };
    let permit = match decision::ask(tx, house, context, &question)? {
        Ok(permit) => permit,
        Err(declined) => return Ok(Err(declined)),
    };
    records::replace(tx, &old.id, &new)?;
    keys::put(tx, house, permit, vec![(new.id.clone(), item.value.into_inner())])?;
    journal::record_act(tx, context, "item.update", new.id.as_str(), "ok")?;
    Ok(Ok(new.id))
}

fn entry_of(tx: &mut Tx<'_>, activity: &str) -> Result<Entry, Error> {
    Ok(version_of(tx, activity)?.entry)
}

fn version_of(tx: &mut Tx<'_>, activity: &str) -> Result<register::Version, Error> {
    let now = tx.now();
    register::version_at(tx, activity, now)?.ok_or(Error::NotFound("processing activity"))
}

fn spend(tx: &mut Tx<'_>, form: Option<&Verified>) -> Result<(), Error> {
    form.map_or(Ok(()), |form| csrf::spend(tx, form))
}

fn not_listed() -> Error {
    Error::invalid(
        "kind",
        "the register does not list this kind of data for the activity (policy 2-2, 6.2-1)",
        "Dit soort gegeven staat niet in het register bij deze verwerking. Dan mag het niet worden vastgelegd (2-2, 6.2-1).",
    )
}
