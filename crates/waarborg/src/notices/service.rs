//! The verbs: data came in, the person was told, knew already, the law waives it, it waits. Each is an act in the journal in
//! the same transaction, by ids; a refusal too.

use ground::{Day, Role};
use serde_json::Value;

use super::model::{
    Channel, Collection, CollectionId, Duty, Element, NoticeCase, NoticeDeed, NoticeStep, ObtainedFrom,
};
use super::store;
use crate::db::Tx;
use crate::decision;
use crate::desk;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::{self, Context};
use crate::records::{self, FileId, SubjectId};
use crate::register::{self, Refusal, Ruled};
use crate::web::csrf::{self, Verified};

const NOT_FOUND: Error = Error::NotFound("collection");

/// Telling waits at most this long at a time: half a year. Then someone looks again.
const LONGEST_WAIT: i64 = 6;

/// The most cases on a list.
const MOST: i64 = 500;

/// Data that came in, as whoever records them says it.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Whom they are about.
    pub subject: SubjectId,
    /// In which file.
    pub file: FileId,
    /// From whom.
    pub from: ObtainedFrom,
    /// The organisation, form or talk; never a person.
    pub source: String,
    /// When they were obtained.
    pub obtained: Day,
    /// Collected only to pass on.
    pub only_for_third: bool,
}

/// A case on a list: no names.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The case.
    pub case: NoticeCase,
    /// The number of its file.
    pub number: String,
    /// The pseudonym of its person.
    pub pseudonym: String,
    /// Where it stands today.
    pub duty: Duty,
}

/// Data came in: works out until when the person has to be told. Once for each collection, by whoever records the items, in
/// the same transaction.
pub fn collected(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    arrival: &Arrival,
) -> Result<CollectionId, Error> {
    let file = records::file(tx, &arrival.file)?;
    let today = tx.now().day();
    let source = arrival.source.trim();
    if source.is_empty() || source.chars().count() > 200 {
        return Err(Error::invalid("source", "name the source", "Noem de bron."));
    }
    if arrival.obtained > today {
        return Err(Error::invalid("obtained", "lies in the future", "Deze dag is nog niet geweest."));
    }
    let collection = Collection {
        id: CollectionId::fresh(house),
        subject: arrival.subject.clone(),
        file: file.id,
        activity: file.activity,
        law: file.law,
        from: arrival.from,
        source: source.to_owned(),
        obtained: arrival.obtained,
        recorded: today,
        only_for_third: arrival.only_for_third && arrival.from == ObtainedFrom::Elsewhere,
    };
    store::insert(tx, &collection)?;
    journal::record_act(tx, context, "notice.collect", &object(&collection.id), "ok")?;
    Ok(collection.id)
}

/// Writes down what was done about telling, or why it may not be. For those who hold a transaction and have seen that the
/// caller may.
pub fn act_in(
    tx: &mut Tx<'_>,
    context: &Context,
    id: &CollectionId,
    deed: NoticeDeed,
) -> Result<Ruled<NoticeCase>, Error> {
    let mut case = store::find(tx, id)?.ok_or(NOT_FOUND)?;
    let action = action(&deed);
    let ruled = match &deed {
        NoticeDeed::Told { .. } => check_told(tx, &case, &deed).map(Ok),
        NoticeDeed::Known { .. } => check_known(tx, &case, &deed),
        NoticeDeed::Waived(_) if case.collection.from == ObtainedFrom::Subject => Ok(Err(no(
            "6.3-3",
            "the law waives telling for data from elsewhere only",
            "Dit geldt alleen voor gegevens die van een ander komen.",
        ))),
        NoticeDeed::Deferred { .. } => check_deferral(tx, context, &deed),
        NoticeDeed::Waived(_) | NoticeDeed::Disclosed(_) => Ok(Ok(())),
    }?;
    if let Err(refusal) = ruled {
        let result = format!("refused:{}", refusal.norm);
        journal::record_act(tx, context, action, &object(id), &result)?;
        return Ok(Err(refusal));
    }
    case.steps.push(NoticeStep { deed, by: context.actor.clone(), at: tx.now() });
    store::add_step(tx, &case)?;
    journal::record_act(tx, context, action, &object(id), "ok")?;
    Ok(Ok(case))
}

/// [`act_in`] for an employee or department head who is charged with the file. A page hands over the form it came with.
pub async fn act(
    house: &House,
    context: &Context,
    id: CollectionId,
    deed: NoticeDeed,
    form: Option<Verified>,
) -> Result<Ruled<NoticeCase>, Error> {
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        form.as_ref().map_or(Ok(()), |form| csrf::spend(tx, form))?;
        let case = store::find(tx, &id)?.ok_or(NOT_FOUND)?;
        require(tx, &context, &case, true)?;
        act_in(tx, &context, &id, deed)
    };
    house.db.write("notices.act", work).await
}

/// One case, for who may see it.
pub async fn find(house: &House, context: &Context, id: CollectionId) -> Result<Waiting, Error> {
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        let case = store::find(tx, &id)?.ok_or(NOT_FOUND)?;
        require(tx, &context, &case, false)?;
        waiting(tx, case)
    };
    house.db.read("notices.find", work).await
}

/// What still has to be told, the most urgent first: the officer sees all, others what they are charged with.
pub async fn overview(house: &House, context: &Context) -> Result<Vec<Waiting>, Error> {
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        if !matches!(context.actor.role, Role::Officer | Role::Employee | Role::DepartmentHead) {
            return Err(Error::Forbidden("notice.read"));
        }
        let mut all = Vec::new();
        for case in store::unfinished(tx, MOST)? {
            if is_charged(tx, &context, &case)? {
                all.push(waiting(tx, case)?);
            }
        }
        all.sort_by_key(|one| (!matches!(one.duty, Duty::Overdue { .. }), day_of(one)));
        Ok(all)
    };
    house.db.read("notices.overview", work).await
}

fn day_of(waiting: &Waiting) -> Option<Day> {
    match waiting.duty {
        Duty::Open { by: day } | Duty::Overdue { since: day } | Duty::Deferred { until: day } => Some(day),
        _ => None,
    }
}

fn waiting(tx: &mut Tx<'_>, case: NoticeCase) -> Result<Waiting, Error> {
    let file = records::file(tx, &case.collection.file)?;
    let subject = records::subject(tx, &case.collection.subject)?;
    let duty = case.duty(tx.now().day());
    Ok(Waiting { number: file.number, pseudonym: subject.pseudonym, duty, case })
}

/// Where the duty to tell a person stands in a file: that of the collection that is worst off.
pub fn duty(tx: &mut Tx<'_>, subject: &SubjectId, file: &FileId, today: Day) -> Result<Duty, Error> {
    let cases = store::of_file(tx, subject, file)?;
    Ok(cases.iter().map(|case| case.duty(today)).max().unwrap_or(Duty::None))
}

/// What came in of which telling waits for an investigation, and until when. As long as it does, the person does not hear
/// of it by another way either (6.3-5; UAVG 41).
pub fn deferred(tx: &mut Tx<'_>, subject: &SubjectId, today: Day) -> Result<Vec<(Collection, Day)>, Error> {
    let mut found = Vec::new();
    for file in records::files_about(tx, subject)? {
        for case in store::of_file(tx, subject, &file.id)? {
            if let Duty::Deferred { until } = case.duty(today) {
                found.push((case.collection, until));
            }
        }
    }
    Ok(found)
}

/// The facts of the question `inform`, for each collection of a person in a file.
pub fn inform_facts(
    tx: &mut Tx<'_>,
    subject: &SubjectId,
    file: &FileId,
    today: Day,
) -> Result<Vec<Value>, Error> {
    Ok(store::of_file(tx, subject, file)?.iter().map(|case| case.facts(today)).collect())
}

/// Whether data of this person in this file may go to a third party for the first time (R-INFO): each collection about which
/// the person was not told yet is asked of the rules, as if it went out today. What was told late may go; that it was late
/// stays a finding. The rulings stand in the journal of this transaction, a refusal too, so the caller must commit it.
pub fn may_disclose_first(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    subject: &SubjectId,
    file: &FileId,
) -> Result<Ruled<()>, Error> {
    let today = tx.now().day();
    for mut case in store::of_file(tx, subject, file)? {
        if case.disclosed().is_some() || case.told().is_some() {
            continue;
        }
        let collection = case.collection.clone();
        let by = context.actor.clone();
        case.steps.push(NoticeStep { deed: NoticeDeed::Disclosed(today), by, at: tx.now() });
        let facts = case.facts(today);
        let activity = &collection.activity;
        let asked = decision::ask_with(
            tx,
            house,
            context,
            "inform",
            facts,
            activity,
            &collection.subject,
            Vec::new(),
        )?;
        if asked.is_err() {
            let norm = match collection.from {
                ObtainedFrom::Subject => "6.3-3",
                ObtainedFrom::Elsewhere if collection.only_for_third => "2-19",
                ObtainedFrom::Elsewhere => "6.3-4",
            };
            return Ok(Err(no(
                norm,
                "the person has to be told first",
                "Informeer eerst de persoon. Daarna kunnen de gegevens naar een ander.",
            )));
        }
    }
    Ok(Ok(()))
}

/// Data of this person in this file went to a third party: the first time is kept, later ones change nothing.
pub fn disclosed(
    tx: &mut Tx<'_>,
    context: &Context,
    subject: &SubjectId,
    file: &FileId,
) -> Result<(), Error> {
    let today = tx.now().day();
    for case in store::of_file(tx, subject, file)? {
        if case.disclosed().is_none() {
            // Nothing that is checked refuses it: it has happened.
            drop(act_in(tx, context, &case.collection.id, NoticeDeed::Disclosed(today))?);
        }
    }
    Ok(())
}

fn check_told(tx: &mut Tx<'_>, case: &NoticeCase, deed: &NoticeDeed) -> Result<(), Error> {
    let NoticeDeed::Told { on, channel, oral, version } = deed else { return Ok(()) };
    let mut errors = Vec::new();
    if *on > tx.now().day() {
        errors.push(FieldError::new("dag", "lies in the future", "Deze dag is nog niet geweest."));
    }
    if (*channel == Channel::Oral) != oral.is_some() {
        // 6.3-1: orally counts with a note of who, when and which script only.
        let nl = "Vul in wie het vertelde en welk script is gebruikt. Zonder dat telt het niet.";
        errors.push(FieldError::new("script", "say who told it and by which script", nl));
    }
    if oral.as_ref().is_some_and(|(teller, _)| !is_account(teller)) {
        errors.push(FieldError::new("verteller", "is not an account", "Vul de code van een medewerker in."));
    }
    if entry_of(tx, &case.collection.activity, *version)?.is_none() {
        errors.push(FieldError::new(
            "versie",
            "is not in the register",
            "Deze versie staat niet in het register.",
        ));
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// That someone knew takes evidence, of a notice for this purpose: who knows it of benefits does not know it of debts (6.3-2).
fn check_known(tx: &mut Tx<'_>, case: &NoticeCase, deed: &NoticeDeed) -> Result<Ruled<()>, Error> {
    let NoticeDeed::Known { on, notice, version, elements } = deed else { return Ok(Ok(())) };
    if *on > case.collection.obtained {
        let nl = "De persoon wist het pas nadat de gegevens binnenkwamen. Leg vast dat u de persoon hebt geïnformeerd.";
        return Err(Error::invalid("sinds", "lies after the data came in", nl));
    }
    let Some(entry) = entry_of(tx, notice, *version)? else {
        let nl = "Deze versie staat niet in het register.";
        return Err(Error::invalid("bericht-versie", "is not in the register", nl));
    };
    if !entry.purpose_codes.contains(&case.collection.law) {
        return Ok(Err(no(
            "6.3-2",
            "that notice was about another purpose",
            "Dat bericht ging over een ander doel. Informeer de persoon over dit doel.",
        )));
    }
    if !elements.contains(&Element::Controller) || !elements.contains(&Element::Purpose) {
        return Ok(Err(no(
            "2-17",
            "they have to know that WIL processes the data, and what for",
            "De persoon moet weten dat WIL de gegevens gebruikt en waarvoor. Informeer de persoon.",
        )));
    }
    Ok(Ok(()))
}

fn check_deferral(tx: &mut Tx<'_>, context: &Context, deed: &NoticeDeed) -> Result<Ruled<()>, Error> {
    let NoticeDeed::Deferred { until, reviewer, .. } = deed else { return Ok(Ok(())) };
    let today = tx.now().day();
    if *until <= today || *until > today.plus_months(LONGEST_WAIT) {
        return Ok(Err(no(
            "6.3-5",
            "telling waits until a day within six months",
            "Uitstel heeft een einddatum nodig, binnen zes maanden. Daarna kijkt iemand opnieuw.",
        )));
    }
    let role = desk::role(tx, reviewer)?;
    if !matches!(role, Some(Role::Officer | Role::DepartmentHead)) || *reviewer == context.actor.id {
        let nl = "Kies een collega die opnieuw kijkt: de FG of een afdelingshoofd, niet uzelf.";
        return Err(Error::invalid("beoordelaar", "choose the officer or a department head", nl));
    }
    Ok(Ok(()))
}

/// A version of an entry of the register.
fn entry_of(tx: &mut Tx<'_>, activity: &str, number: i64) -> Result<Option<register::Entry>, Error> {
    // The newest is nearly always the one; an older one is looked up by its number.
    match register::version_at(tx, activity, tx.now())? {
        Some(version) if version.number == number => Ok(Some(version.entry)),
        Some(version) if number >= 1 && number < version.number => {
            let mut at = version.recorded_at;
            while let Some(older) = register::version_at(tx, activity, ground::Instant(at.0 - 1))? {
                if older.number == number {
                    return Ok(Some(older.entry));
                }
                at = older.recorded_at;
            }
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// An account id: letters, digits and dashes. Whatever else someone types could be about a person.
fn is_account(text: &str) -> bool {
    (3..=40).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn require(tx: &mut Tx<'_>, context: &Context, case: &NoticeCase, write: bool) -> Result<(), Error> {
    match context.actor.role {
        Role::Officer if !write => {}
        Role::Employee | Role::DepartmentHead => {}
        _ => return Err(Error::Forbidden("notice")),
    }
    // Who is not charged with the file does not hear that the case exists.
    if is_charged(tx, context, case)? { Ok(()) } else { Err(NOT_FOUND) }
}

/// The hook for who is charged with what (2-8): the officer oversees all, a department head the laws of the department, an
/// employee the files they are charged with.
fn is_charged(tx: &mut Tx<'_>, context: &Context, case: &NoticeCase) -> Result<bool, Error> {
    if context.actor.role == Role::Officer {
        return Ok(true);
    }
    let collection = &case.collection;
    let charge = desk::charge(tx, &context.actor.id, &collection.law, collection.file.as_str())?;
    Ok(charge.law && (charge.file || context.actor.role == Role::DepartmentHead))
}

fn action(deed: &NoticeDeed) -> &'static str {
    match deed {
        NoticeDeed::Told { .. } => "notice.tell",
        NoticeDeed::Known { .. } => "notice.known",
        NoticeDeed::Waived(_) => "notice.waive",
        NoticeDeed::Deferred { .. } => "notice.defer",
        NoticeDeed::Disclosed(_) => "notice.disclose",
    }
}

fn object(id: &CollectionId) -> String {
    format!("notice/{}", id.as_str())
}

fn no(norm: &'static str, message: &'static str, message_nl: &'static str) -> Refusal {
    Refusal { norm, message, message_nl, fields: Vec::new() }
}
