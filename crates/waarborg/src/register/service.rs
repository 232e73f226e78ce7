//! What can be done with the register. Every change is a new version, journalled in the same transaction; a refusal
//! is journalled too.

use ground::{Actor, Instant, Role};

use super::model::{ActivityId, Closing, Entry, Version};
use super::rules::{self, Refusal, Ruled};
use super::store::{self, Filter};
use super::vocabulary::Vocabulary;
use super::words::Status;
use crate::db::Tx;
use crate::desk;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::{self, Context};

/// A part of the list of activities.
#[derive(Debug)]
pub struct Page {
    /// The activities, in order of id, each in its latest version.
    pub activities: Vec<Version>,
    /// How many there are in all pages.
    pub total: i64,
}

/// What should come after the latest version.
#[derive(Debug, Clone)]
pub struct Change {
    /// The version that the author saw; another one now means the change is stale.
    pub seen: i64,
    /// What the register should say.
    pub entry: Entry,
    /// Where the activity should stand.
    pub status: Status,
    /// How it ends, when it is closed.
    pub closing: Option<Closing>,
    /// Why, in the author's words.
    pub reason: String,
}

/// The vocabulary of this house.
pub fn vocabulary(house: &House) -> Result<Vocabulary, Error> {
    Vocabulary::load(&house.policy().sources.0)
}

/// `limit` activities after the first `offset` that the filter lets through.
pub async fn list(house: &House, filter: Filter, limit: i64, offset: i64) -> Result<Page, Error> {
    house
        .db
        .read("register.list", move |tx| {
            let total = store::count(tx, &filter)?;
            Ok(Page { activities: store::list(tx, &filter, limit, offset)?, total })
        })
        .await
}

/// All activities in their latest version, in order of id; for exports and overviews.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Version>, Error> {
    store::list(tx, &Filter::default(), i64::MAX, 0)
}

/// The latest version.
pub async fn find(house: &House, id: String) -> Result<Version, Error> {
    house.db.read("register.find", move |tx| store::find(tx, &id)?.ok_or(NOT_FOUND)).await
}

/// Version `number`.
pub async fn find_number(house: &House, id: String, number: i64) -> Result<Version, Error> {
    let work = move |tx: &mut Tx<'_>| {
        store::find_number(tx, &id, number)?.ok_or(Error::NotFound("version of a processing activity"))
    };
    house.db.read("register.find_number", work).await
}

/// The one version that held at a moment (Logboek Dataverwerkingen, rule 11).
pub async fn find_at(house: &House, id: String, at: Instant) -> Result<Version, Error> {
    let work = move |tx: &mut Tx<'_>| {
        version_at(tx, &id, at)?.ok_or(Error::NotFound("version of a processing activity at that moment"))
    };
    house.db.read("register.find_at", work).await
}

/// All versions, the newest first.
pub async fn versions(house: &House, id: String) -> Result<Vec<Version>, Error> {
    let work = move |tx: &mut Tx<'_>| {
        let versions = store::list_versions(tx, &id)?;
        if versions.is_empty() { Err(NOT_FOUND) } else { Ok(versions) }
    };
    house.db.read("register.versions", work).await
}

const NOT_FOUND: Error = Error::NotFound("processing activity");

/// The one version of an activity that held at a moment, for those who already hold a transaction.
pub fn version_at(tx: &mut Tx<'_>, id: &str, at: Instant) -> Result<Option<Version>, Error> {
    store::find_at(tx, id, at)
}

/// The answer about an activity that the register does not have (policy 5-13).
pub fn unknown() -> Refusal {
    Refusal {
        norm: "5-13",
        message: "the activity is not in the register",
        message_nl: "Deze verwerking staat niet in het register.",
        fields: Vec::new(),
    }
}

/// Whether processing under an activity may run at a moment: it exists, is active, complete and has a task. A no
/// names the norm (1-1, 2-1, 5-13, 6.14-6).
pub fn may_run(tx: &mut Tx<'_>, id: &str, at: Instant) -> Result<Ruled<Version>, Error> {
    let no = |norm, message, message_nl| Ok(Err(Refusal { norm, message, message_nl, fields: Vec::new() }));
    let Some(version) = store::find_at(tx, id, at)? else { return Ok(Err(unknown())) };
    match version.status {
        Status::Draft => {
            let nl = "Deze verwerking is nog een concept en mag niet starten.";
            no("2-1", "the activity is a draft", nl)
        }
        Status::Closed => {
            // The last day itself is still in; closing may be recorded before the end date.
            let last = version.closing.as_ref().map(|closing| closing.end_date);
            if last.is_some_and(|last| at.day() <= last) {
                return Ok(rules::refuse_incomplete(&version.entry).map(|()| version));
            }
            no("1-2", "the activity is closed", "Deze verwerking is gesloten.")
        }
        Status::Active => Ok(rules::refuse_incomplete(&version.entry).map(|()| version)),
    }
}

/// Adds a new draft under the next free id.
pub async fn create(
    house: &House,
    context: &Context,
    entry: Entry,
    reason: String,
) -> Result<Ruled<Version>, Error> {
    let vocabulary = vocabulary(house)?;
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| create_in(tx, &context, &vocabulary, entry, reason);
    house.db.write("register.create", work).await
}

/// [`create`] for those who already hold a transaction.
pub fn create_in(
    tx: &mut Tx<'_>,
    context: &Context,
    vocabulary: &Vocabulary,
    entry: Entry,
    reason: String,
) -> Result<Ruled<Version>, Error> {
    check_may_change(tx, context, &entry.owner, vocabulary)?;
    let numbers = store::ids(tx)?;
    let next = numbers.iter().map(ActivityId::number).max().unwrap_or(0) + 1;
    let id = ActivityId::numbered(next);
    well_formed(&entry, vocabulary)?;
    let ruled = rules::refuse_any(&entry).and_then(|()| rules::refuse_history(None, &entry));
    if let Err(refusal) = ruled {
        return refused(tx, context, "register.create", id.as_str(), refusal);
    }
    let version = Version {
        id,
        number: 1,
        status: Status::Draft,
        entry,
        closing: None,
        author: context.actor.clone(),
        reason,
        recorded_at: tx.now(),
    };
    write(tx, context, "register.create", version)
}

/// Adds a version: another text, or a draft that starts, or an activity that closes. Without a difference nothing
/// is written and the latest version is the answer.
pub async fn change(
    house: &House,
    context: &Context,
    id: String,
    change: Change,
) -> Result<Ruled<Version>, Error> {
    let vocabulary = vocabulary(house)?;
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| change_in(tx, &context, &vocabulary, &id, change);
    house.db.write("register.change", work).await
}

/// [`change`] for those who already hold a transaction, such as a page that also spends a form.
pub fn change_in(
    tx: &mut Tx<'_>,
    context: &Context,
    vocabulary: &Vocabulary,
    id: &str,
    change: Change,
) -> Result<Ruled<Version>, Error> {
    let current = store::find(tx, id)?.ok_or(NOT_FOUND)?;
    check_may_change(tx, context, &current.entry.owner, vocabulary)?;
    if change.seen != current.number {
        return Err(Error::Stale("register-version"));
    }
    let closing = change.closing.filter(|_| change.status == Status::Closed);
    if change.entry == current.entry && change.status == current.status && closing == current.closing {
        return Ok(Ok(current));
    }
    well_formed(&change.entry, vocabulary)?;
    let action = match (current.status, change.status) {
        (Status::Draft, Status::Active) => "register.activate",
        (Status::Draft | Status::Active, Status::Closed) => "register.close",
        _ => "register.change",
    };
    let successor = closing.as_ref().and_then(|closing| closing.successor.as_ref());
    let successor_status = match successor {
        Some(successor) => store::find(tx, successor.as_str())?.map(|version| version.status),
        None => None,
    };
    let ruled = rules::refuse_step(&current, change.status)
        .and_then(|()| rules::refuse_any(&change.entry))
        .and_then(|()| rules::refuse_history(Some(&current.entry), &change.entry))
        .and_then(|()| match (current.status, change.status) {
            (Status::Draft, Status::Active) => rules::refuse_start(&change.entry),
            (_, Status::Active) => rules::refuse_incomplete(&change.entry),
            (_, Status::Closed) => rules::refuse_closing(&current.id, closing.as_ref(), successor_status),
            (_, Status::Draft) => Ok(()),
        });
    if let Err(refusal) = ruled {
        return refused(tx, context, action, id, refusal);
    }
    let version = Version {
        id: current.id,
        number: current.number + 1,
        status: change.status,
        entry: change.entry,
        closing,
        author: context.actor.clone(),
        reason: change.reason,
        recorded_at: tx.now(),
    };
    write(tx, context, action, version)
}

/// Whether an actor may change an entry of the department `owner`; an entry without one may be taken up by any.
///
/// A department head keeps the entries of their own department (6.14-6). The FG advises and writes nothing
/// (6.14-5), and nor do the other roles.
pub fn may_change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    owner: &str,
    vocabulary: &Vocabulary,
) -> Result<bool, Error> {
    Ok(match actor.role {
        Role::System | Role::Operator => true,
        Role::DepartmentHead => {
            owner.is_empty() || department_of(tx, actor, vocabulary)?.is_some_and(|own| own == owner)
        }
        _ => false,
    })
}

/// [`may_change`] for a page.
pub async fn may_change_now(house: &House, actor: &Actor, owner: &str) -> Result<bool, Error> {
    let (actor, owner, vocabulary) = (actor.clone(), owner.to_owned(), vocabulary(house)?);
    let work = move |tx: &mut Tx<'_>| may_change(tx, &actor, &owner, &vocabulary);
    house.db.read("register.may_change", work).await
}

/// The code of the department that a signed-in person works for.
pub fn department_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    vocabulary: &Vocabulary,
) -> Result<Option<String>, Error> {
    let Some(name) = desk::department(tx, &actor.id)? else { return Ok(None) };
    let own = vocabulary.departments.iter().find(|department| department.name == name);
    Ok(own.map(|department| department.code.clone()))
}

fn check_may_change(
    tx: &mut Tx<'_>,
    context: &Context,
    owner: &str,
    vocabulary: &Vocabulary,
) -> Result<(), Error> {
    if may_change(tx, &context.actor, owner, vocabulary)? {
        Ok(())
    } else {
        Err(Error::Forbidden("register.change"))
    }
}

fn well_formed(entry: &Entry, vocabulary: &Vocabulary) -> Result<(), Error> {
    let mistakes: Vec<FieldError> = rules::mistakes(entry, vocabulary);
    if mistakes.is_empty() { Ok(()) } else { Err(Error::Invalid(mistakes)) }
}

fn write(
    tx: &mut Tx<'_>,
    context: &Context,
    action: &str,
    version: Version,
) -> Result<Ruled<Version>, Error> {
    store::insert(tx, &version)?;
    journal::record_act(tx, context, action, &format!("{}/{}", version.id, version.number), "ok")?;
    Ok(Ok(version))
}

fn refused(
    tx: &mut Tx<'_>,
    context: &Context,
    action: &str,
    object: &str,
    refusal: Refusal,
) -> Result<Ruled<Version>, Error> {
    journal::record_act(tx, context, action, object, &format!("refused:{}", refusal.norm))?;
    Ok(Err(refusal))
}

/// Fills the register at the first start of this installation; see [`super::seed`].
pub async fn seed_at_start(house: &House) -> Result<usize, Error> {
    let actor = Actor { id: String::from("waarborg"), role: Role::Operator };
    let context = Context::begin(house, actor);
    let sources = house.policy().sources.clone();
    house.db.write("register.seed", move |tx| super::seed(tx, &context, &sources.0)).await
}
