//! The verbs: ask, answer, withdraw, expire, and the facts for a decision. Each step is an act in the journal, in the same
//! transaction, by ids only.

use std::collections::{BTreeMap, BTreeSet};

use ground::{Actor, Day, Role};
use serde::Deserialize;
use serde_json::{Value, json};

use super::model::{
    Consent, ConsentId, Coverage, Event, Evidence, Giver, Means, Organisation, Quality, Standing, Step,
    TextCode, Yes,
};
use super::{store, texts};
use crate::db::Tx;
use crate::desk;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::{self, Context};
use crate::records::{self, Subject, SubjectId};
use crate::register;
use crate::web::Language;
use crate::web::csrf::{self, Verified};

const NOT_FOUND: Error = Error::NotFound("consent");

/// The receiver that is another department of WIL; the purpose says which.
const OTHER_DEPARTMENT: &str = "other_department";

/// What someone wants to ask consent for, as it came in.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Purpose code.
    pub purpose: String,
    /// Activity of the register that the data come from.
    pub activity: String,
    /// Kinds of data, by their names in the register entry.
    pub kinds: Vec<String>,
    /// Code of who receives; none for another use by WIL itself.
    pub receiver: Option<String>,
    /// Which text was shown.
    pub text: Option<TextCode>,
    /// In which language.
    pub language: Option<Language>,
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes(Yes),
    /// No.
    No(Giver),
    /// Nobody could answer.
    NotObtainable,
}

/// The facts `consent` for one use: of the consent for exactly this that was answered last. Without one nobody was asked.
///
/// Reads in the transaction of the decision, so that what was withdrawn before it never counts in it.
pub fn facts(
    tx: &mut Tx<'_>,
    subject: &SubjectId,
    purpose: &str,
    kind: &str,
    receiver: Option<&str>,
    today: Day,
) -> Result<Value, Error> {
    let mut newest: Option<Consent> = None;
    for consent in store::of_subject(tx, subject)? {
        let place = |it: &Consent| it.answered_at();
        if consent.covers(purpose, kind, receiver)
            && place(&consent).is_some()
            && newest.as_ref().is_none_or(|known| wins(&consent, known, today))
        {
            newest = Some(consent);
        }
    }
    Ok(newest.map_or_else(|| json!({ "status": "not_asked" }), |consent| consent.facts(today)))
}

/// Whether what one consent says goes before what another says about the same: the later answer, and of two in one moment
/// the one that is no yes.
fn wins(one: &Consent, other: &Consent, today: Day) -> bool {
    let rank = |it: &Consent| (it.answered_at(), it.standing(today) != Standing::Given);
    rank(one) > rank(other)
}

/// All organisations that consent can be asked for, and another department.
pub fn organisations(house: &House) -> Result<Vec<Organisation>, Error> {
    let partners = partners(house)?;
    let own = Organisation {
        code: OTHER_DEPARTMENT.to_owned(),
        kind: OTHER_DEPARTMENT.to_owned(),
        name: String::from("andere afdeling van WIL"),
    };
    let known = partners.into_iter().map(|it| Organisation { code: it.code, kind: it.kind, name: it.name });
    Ok(known.chain([own]).collect())
}

#[derive(Deserialize)]
struct Partners {
    #[serde(default)]
    partner: Vec<Partner>,
}

#[derive(Deserialize)]
struct Partner {
    code: String,
    kind: String,
    name: String,
    #[serde(default)]
    tasks: Vec<String>,
}

fn partners(house: &House) -> Result<Vec<Partner>, Error> {
    let edition = house.policy();
    let text = edition.sources.0.get("organisation.toml").map(String::as_str).unwrap_or_default();
    // The message of a parse error could quote the file; it holds nobody's data.
    Ok(toml::from_str::<Partners>(text).map_err(Error::internal)?.partner)
}

/// Asks: keeps what is asked and in which words. Who holds the transaction has seen that the caller may.
pub fn ask_in(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    subject: &SubjectId,
    wish: &Wish,
) -> Result<Consent, Error> {
    let coverage = coverage(tx, house, wish)?;
    let code = wish.text.unwrap_or(TextCode::Share);
    let text = texts::current(code, wish.language.unwrap_or(Language::Dutch));
    store::keep_text(tx, &text)?;
    let mut consent =
        Consent { id: ConsentId::fresh(house), subject: subject.clone(), coverage, text, steps: Vec::new() };
    store::insert(tx, &consent)?;
    step(tx, context, &mut consent, Event::Asked)?;
    Ok(consent)
}

/// What came of asking. Who holds the transaction has seen that the caller may.
pub fn answer_in(
    tx: &mut Tx<'_>,
    context: &Context,
    id: &ConsentId,
    answer: Answer,
) -> Result<Consent, Error> {
    let mut consent = store::find(tx, id)?.ok_or(NOT_FOUND)?;
    let event = match answer {
        Answer::Yes(yes) => {
            check_yes(&yes, tx.now().day())?;
            Event::Given(yes)
        }
        Answer::No(giver) => Event::Refused(giver),
        Answer::NotObtainable => Event::NotObtainable,
    };
    step(tx, context, &mut consent, event)?;
    Ok(consent)
}

/// Takes a yes back; from the commit on nothing rests on it. Asks nobody, so that the person themself can do it: who calls
/// has seen that it is their own consent, or that the caller may act for them (AVG 7(3): as easy as giving it).
pub fn withdraw_in(
    tx: &mut Tx<'_>,
    context: &Context,
    id: &ConsentId,
    giver: Giver,
) -> Result<Consent, Error> {
    let mut consent = store::find(tx, id)?.ok_or(NOT_FOUND)?;
    step(tx, context, &mut consent, Event::Withdrawn(giver))?;
    Ok(consent)
}

/// Writes down which consents have passed their last day. They did not count any more before; this is for the record.
pub async fn expire(house: &House) -> Result<usize, Error> {
    let context = Context::begin(house, Actor { id: String::from("waarborg"), role: Role::System });
    let work = move |tx: &mut Tx<'_>| {
        let past = store::past(tx, tx.now().day())?;
        for id in &past {
            let mut consent = store::find(tx, id)?.ok_or(NOT_FOUND)?;
            step(tx, &context, &mut consent, Event::Expired)?;
        }
        Ok(past.len())
    };
    house.db.write("consents.expire", work).await
}

/// What there is to show of the consents of one person.
pub struct Ledger {
    /// The person, by pseudonym.
    pub subject: Subject,
    /// The newest first.
    pub consents: Vec<Consent>,
    /// The activities under which they have files, as the register has them now.
    pub activities: Vec<register::Version>,
    /// Purpose codes that can be asked for.
    pub purposes: BTreeSet<String>,
}

/// The consents of a person, for who may see them. Who is charged with none of their files does not hear that they exist.
pub async fn of_subject(
    house: &std::sync::Arc<House>,
    context: &Context,
    subject: SubjectId,
) -> Result<Ledger, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        require_reader(tx, &context, &subject)?;
        let files = records::files_about(tx, &subject)?;
        let wanted: BTreeSet<String> = files.into_iter().map(|file| file.activity).collect();
        let mut activities = Vec::new();
        for activity in wanted {
            activities.extend(register::version_at(tx, &activity, tx.now())?);
        }
        Ok(Ledger {
            consents: store::of_subject(tx, &subject)?,
            subject: records::subject(tx, &subject)?,
            activities,
            purposes: purposes_in(tx, &own)?,
        })
    };
    house.db.read("consents.of_subject", work).await
}

/// The consents of a person, the newest first, for that person: who calls has seen that it is they who ask.
pub fn of_own(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<Consent>, Error> {
    store::of_subject(tx, subject)
}

/// One consent with its person, for those who answer for the access: the machine itself.
pub fn find(tx: &mut Tx<'_>, id: &ConsentId) -> Result<(Subject, Consent), Error> {
    let consent = store::find(tx, id)?.ok_or(NOT_FOUND)?;
    Ok((records::subject(tx, &consent.subject)?, consent))
}

/// Asks, and keeps the answer when there is one already. A page hands over the form it came with.
pub async fn record(
    house: &std::sync::Arc<House>,
    context: &Context,
    subject: SubjectId,
    wish: Wish,
    answer: Option<Answer>,
    form: Option<Verified>,
) -> Result<Consent, Error> {
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        spend(tx, form.as_ref())?;
        require_writer(tx, &context, &subject)?;
        let asked = ask_in(tx, &own, &context, &subject, &wish)?;
        match answer {
            Some(answer) => answer_in(tx, &context, &asked.id, answer),
            None => Ok(asked),
        }
    };
    house.db.write("consents.record", work).await
}

/// The answer to what was asked before.
pub async fn answer(
    house: &House,
    context: &Context,
    subject: SubjectId,
    id: ConsentId,
    answer: Answer,
    form: Option<Verified>,
) -> Result<Consent, Error> {
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        spend(tx, form.as_ref())?;
        require_writer(tx, &context, &subject)?;
        own(tx, &subject, &id)?;
        answer_in(tx, &context, &id, answer)
    };
    house.db.write("consents.answer", work).await
}

/// Takes a yes back, as the person told an employee.
pub async fn withdraw(
    house: &House,
    context: &Context,
    subject: SubjectId,
    id: ConsentId,
    giver: Giver,
    form: Option<Verified>,
) -> Result<Consent, Error> {
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        spend(tx, form.as_ref())?;
        require_writer(tx, &context, &subject)?;
        own(tx, &subject, &id)?;
        withdraw_in(tx, &context, &id, giver)
    };
    house.db.write("consents.withdraw", work).await
}

/// The answers with the evidence that shows them, and those that are not shown, in the order of the qualities.
pub fn shown_with(yes: &Yes) -> Vec<(Quality, Evidence, bool)> {
    yes.answers.iter().map(|(quality, evidence)| (*quality, *evidence, quality.shown_by(*evidence))).collect()
}

fn own(tx: &mut Tx<'_>, subject: &SubjectId, id: &ConsentId) -> Result<(), Error> {
    let consent = store::find(tx, id)?.ok_or(NOT_FOUND)?;
    if consent.subject == *subject { Ok(()) } else { Err(NOT_FOUND) }
}

fn step(tx: &mut Tx<'_>, context: &Context, consent: &mut Consent, event: Event) -> Result<(), Error> {
    if !consent.follows(&event) {
        return Err(Error::Conflict("consent-step"));
    }
    let standing = event.standing();
    let step = Step { event, by: context.actor.clone(), at: tx.now() };
    store::add_step(tx, &consent.id, consent.steps.len() + 1, &step)?;
    consent.steps.push(step);
    let object = format!("consent/{}", consent.id.as_str());
    journal::record_act(tx, context, action(standing), &object, "ok")?;
    Ok(())
}

fn action(standing: Standing) -> &'static str {
    match standing {
        Standing::Asked => "consent.ask",
        Standing::Given => "consent.give",
        Standing::Refused => "consent.refuse",
        Standing::NotObtainable => "consent.not_obtainable",
        Standing::Withdrawn => "consent.withdraw",
        Standing::Expired => "consent.expire",
    }
}

/// What is asked, checked against the register and the list of organisations.
fn coverage(tx: &mut Tx<'_>, house: &House, wish: &Wish) -> Result<Coverage, Error> {
    let mut errors = Vec::new();
    let version = register::may_run(tx, &wish.activity, tx.now())?;
    let entry = match &version {
        Ok(version) => Some(&version.entry),
        Err(refusal) => {
            errors.push(FieldError::new("verwerking", refusal.message, refusal.message_nl));
            None
        }
    };
    let mut kinds = BTreeMap::new();
    for kind in &wish.kinds {
        match entry.and_then(|entry| entry.data.iter().find(|data| data.name == *kind)) {
            Some(data) => drop(kinds.insert(kind.clone(), data.category)),
            None if entry.is_some() => {
                errors.push(FieldError::new(
                    "soorten",
                    "is not in the register entry",
                    "Kies gegevens uit het register.",
                ));
            }
            None => {}
        }
    }
    if wish.kinds.is_empty() {
        errors.push(FieldError::new("soorten", "choose at least one", "Kies om welke gegevens het gaat."));
    }
    let receiver = match wish.receiver.as_deref() {
        None => None,
        Some(code) => {
            let found = organisations(house)?.into_iter().find(|it| it.code == code);
            if found.is_none() {
                errors.push(FieldError::new(
                    "ontvanger",
                    "is not in the list",
                    "Kies een organisatie uit de lijst.",
                ));
            }
            found
        }
    };
    if !purposes_in(tx, house)?.contains(&wish.purpose) {
        errors.push(FieldError::new(
            "doel",
            "is not a known purpose",
            "Kies waarvoor de gegevens nodig zijn.",
        ));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    Ok(Coverage { purpose: wish.purpose.clone(), activity: wish.activity.clone(), kinds, receiver })
}

/// The purposes that the register and the partners name.
pub(super) fn purposes_in(tx: &mut Tx<'_>, house: &House) -> Result<BTreeSet<String>, Error> {
    let mut purposes: BTreeSet<String> =
        register::all(tx)?.into_iter().flat_map(|version| version.entry.purpose_codes).collect();
    purposes.extend(partners(house)?.into_iter().flat_map(|partner| partner.tasks));
    Ok(purposes)
}

/// Every quality has an answer, "nothing shows it" among them (T-2: also that saying no costs nothing).
fn check_yes(yes: &Yes, today: Day) -> Result<(), Error> {
    let mut errors = Vec::new();
    for quality in Quality::ALL {
        let path = quality_field(*quality);
        match yes.answers.get(quality) {
            Some(evidence) if !quality.offered().contains(evidence) => {
                errors.push(FieldError::new(
                    &path,
                    "does not show this",
                    "Dit laat dit niet zien. Kies iets anders.",
                ));
            }
            Some(Evidence::SignedForm | Evidence::TickedByPerson) if yes.means.is_oral() => {
                errors.push(FieldError::new(
                    &path,
                    "was given orally",
                    "De toestemming is mondeling gegeven. Dan is er geen formulier.",
                ));
            }
            Some(_) => {}
            None => errors.push(FieldError::new(&path, "is required", "Kies een antwoord.")),
        }
    }
    if yes.until.is_some_and(|until| until < today) {
        errors.push(FieldError::new("tot", "lies in the past", "Kies vandaag of een latere dag."));
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// The name of the field of a quality.
pub(super) fn quality_field(quality: Quality) -> String {
    format!("bewijs-{}", quality.as_str())
}

/// Reading: the officer, and who is charged with a file of this person.
fn require_reader(tx: &mut Tx<'_>, context: &Context, subject: &SubjectId) -> Result<(), Error> {
    match context.actor.role {
        Role::Officer => Ok(()),
        Role::Employee | Role::DepartmentHead => require_charge(tx, context, subject),
        _ => Err(Error::Forbidden("consent.read")),
    }
}

fn require_writer(tx: &mut Tx<'_>, context: &Context, subject: &SubjectId) -> Result<(), Error> {
    match context.actor.role {
        Role::Employee | Role::DepartmentHead => require_charge(tx, context, subject),
        _ => Err(Error::Forbidden("consent.write")),
    }
}

/// Who is charged with a file that has something about this person (2-8).
fn require_charge(tx: &mut Tx<'_>, context: &Context, subject: &SubjectId) -> Result<(), Error> {
    for file in records::files_about(tx, subject)? {
        let charge = desk::charge(tx, &context.actor.id, &file.law, file.id.as_str())?;
        if charge.law && charge.file {
            return Ok(());
        }
    }
    Err(Error::NotFound("subject"))
}

fn spend(tx: &mut Tx<'_>, form: Option<&Verified>) -> Result<(), Error> {
    form.map_or(Ok(()), |form| csrf::spend(tx, form))
}

/// How an answer comes in on a page: as words, checked here.
pub(super) fn read_yes(
    giver: Giver,
    means: Means,
    until: Option<Day>,
    evidence: &dyn Fn(&str) -> Option<Evidence>,
) -> Yes {
    let answers = Quality::ALL
        .iter()
        .filter_map(|quality| Some((*quality, evidence(&quality_field(*quality))?)))
        .collect();
    Yes { giver, means, answers, until }
}
