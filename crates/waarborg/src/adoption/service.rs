//! The verbs: propose, advise, adopt, reject. Each is an act in the journal, in the same transaction; a refusal too.

use std::collections::BTreeMap;

use ground::{Day, Role};

use super::model::{
    Advice, Concern, Deed, Examination, Opinion, PolicyVersion, Proposal, Resolution, Stage, concerns,
};
use super::store;
use crate::db::Tx;
use crate::error::{Error, FieldError};
use crate::house::{Edition, House};
use crate::journal::{self, Context};
use crate::register::{Refusal, Ruled};
use crate::web::csrf::{self, Verified};

/// The longest text that people may write with a version.
const LONGEST: usize = 8_000;

const NOT_FOUND: Error = Error::NotFound("version of the policy");

/// All versions, the newest first.
pub async fn list(house: &House) -> Result<Vec<PolicyVersion>, Error> {
    house.db.read("adoption.list", store::list).await
}

/// One version.
pub async fn find(house: &House, number: i64) -> Result<PolicyVersion, Error> {
    house.db.read("adoption.find", move |tx| store::find(tx, number)?.ok_or(NOT_FOUND)).await
}

/// What is known of a version, and what the board would have to explain.
pub async fn examination(
    house: &House,
    version: &PolicyVersion,
) -> Result<(Examination, Vec<Concern>), Error> {
    let number = version.number;
    let known = house.db.read("adoption.examination", move |tx| store::examination(tx, number)).await?;
    let concerns = concerns(&known.proofs, version.stage.advice());
    Ok((known, concerns))
}

/// Brings in a draft. It must compile, differ from the version adopted last, and have been compared with that one.
pub async fn propose(house: &House, context: &Context, proposal: Proposal) -> Result<PolicyVersion, Error> {
    // For now proposals come from the machine itself; who may do so in the pages is for a later chapter.
    require(context, &[Role::Operator, Role::System], "policy.propose")?;
    let note = written(&proposal.note, "toelichting", true)?;
    let edition = compile(proposal.sources).await?;
    let (base, known, context) = (proposal.base, proposal.examination, context.clone());
    let work = move |tx: &mut Tx<'_>| propose_in(tx, &context, &edition, note, base, &known);
    house.db.write("adoption.propose", work).await
}

/// [`propose`] of an edition that compiled, for those who already hold a transaction.
pub(super) fn propose_in(
    tx: &mut Tx<'_>,
    context: &Context,
    edition: &Edition,
    note: String,
    base: i64,
    known: &Examination,
) -> Result<PolicyVersion, Error> {
    let all = store::list(tx)?;
    let newest = newest(&all).ok_or(Error::Conflict("policy-without-first"))?;
    if newest.number != base {
        return Err(Error::Conflict("policy-base-passed"));
    }
    let hash = edition.rulebook.hash();
    let pending = |version: &PolicyVersion| matches!(version.stage, Stage::Draft | Stage::Advised(_));
    if newest.hash == hash
        || all.iter().any(|version| pending(version) && version.hash == hash && version.base == Some(base))
    {
        return Err(Error::Conflict("policy-already-there"));
    }
    let version = PolicyVersion {
        number: all.iter().map(|version| version.number).max().unwrap_or(0) + 1,
        name: edition.rulebook.version().to_owned(),
        hash: hash.to_owned(),
        note,
        base: Some(base),
        proposed: Deed { by: context.actor.clone(), at: tx.now() },
        stage: Stage::Draft,
    };
    store::insert(tx, &version, &edition.sources.0)?;
    store::insert_examination(tx, version.number, known)?;
    journal::record_act(tx, context, "policy.propose", &object(version.number), "ok")?;
    Ok(version)
}

/// The FG advises on a draft (6.14-5). A page hands over the form it came with.
pub async fn advise(
    house: &House,
    context: &Context,
    number: i64,
    opinion: Opinion,
    text: &str,
    form: Option<Verified>,
) -> Result<PolicyVersion, Error> {
    require(context, &[Role::Officer], "policy.advise")?;
    let text = written(text, "advies", true)?;
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        spend(tx, form.as_ref())?;
        let version = store::find(tx, number)?.ok_or(NOT_FOUND)?;
        let deed = Deed { by: context.actor.clone(), at: tx.now() };
        let version = version.advise(Advice { opinion, text, deed })?;
        store::set_stage(tx, &version)?;
        journal::record_act(tx, &context, "policy.advise", &object(number), opinion.as_str())?;
        Ok(version)
    };
    house.db.write("adoption.advise", work).await
}

/// The daily board adopts a version (3-24); from its day it rules, without a new start of the service.
pub async fn adopt(
    house: &House,
    context: &Context,
    number: i64,
    in_force: Day,
    motivation: &str,
    form: Option<Verified>,
) -> Result<Ruled<PolicyVersion>, Error> {
    require(context, &[Role::Board], "policy.adopt")?;
    let motivation = written(motivation, "motivering", false)?;
    let edition = ready(house, number).await?;
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        spend(tx, form.as_ref())?;
        let all = store::list(tx)?;
        let newest = newest(&all).map_or(0, |version| version.number);
        let version = store::find(tx, number)?.ok_or(NOT_FOUND)?;
        let known = store::examination(tx, number)?;
        let concerns = concerns(&known.proofs, version.stage.advice());
        let resolution =
            Resolution { text: motivation, deed: Deed { by: context.actor.clone(), at: tx.now() } };
        let ruled = version.adopt(resolution, in_force, newest, &concerns)?;
        write(tx, &context, "policy.adopt", number, ruled)
    };
    let ruled = house.db.write("adoption.adopt", work).await?;
    if ruled.is_ok() {
        let Edition { rulebook, sources, .. } = edition;
        house.policies.add(Edition::new(number, Some(in_force), rulebook, sources));
    }
    Ok(ruled)
}

/// The daily board rejects a version, and says why.
pub async fn reject(
    house: &House,
    context: &Context,
    number: i64,
    motivation: &str,
    form: Option<Verified>,
) -> Result<Ruled<PolicyVersion>, Error> {
    require(context, &[Role::Board], "policy.reject")?;
    let motivation = written(motivation, "motivering", false)?;
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        spend(tx, form.as_ref())?;
        let version = store::find(tx, number)?.ok_or(NOT_FOUND)?;
        let deed = Deed { by: context.actor.clone(), at: tx.now() };
        let ruled = version.reject(Resolution { text: motivation, deed })?;
        write(tx, &context, "policy.reject", number, ruled)
    };
    house.db.write("adoption.reject", work).await
}

/// The version adopted last, of all versions.
pub(super) fn newest(all: &[PolicyVersion]) -> Option<&PolicyVersion> {
    all.iter().filter(|version| version.stage.is_adopted()).max_by_key(|version| version.number)
}

pub(super) fn object(number: i64) -> String {
    format!("policy/{number}")
}

fn write(
    tx: &mut Tx<'_>,
    context: &Context,
    action: &str,
    number: i64,
    ruled: Ruled<PolicyVersion>,
) -> Result<Ruled<PolicyVersion>, Error> {
    match &ruled {
        Ok(version) => {
            store::set_stage(tx, version)?;
            journal::record_act(tx, context, action, &object(number), "ok")?;
        }
        Err(Refusal { norm, .. }) => {
            journal::record_act(tx, context, action, &object(number), &format!("refused:{norm}"))?;
        }
    }
    Ok(ruled)
}

fn require(context: &Context, roles: &[Role], act: &'static str) -> Result<(), Error> {
    if roles.contains(&context.actor.role) { Ok(()) } else { Err(Error::Forbidden(act)) }
}

fn spend(tx: &mut Tx<'_>, form: Option<&Verified>) -> Result<(), Error> {
    form.map_or(Ok(()), |form| csrf::spend(tx, form))
}

/// What someone wrote, without the white space around it.
fn written(text: &str, path: &str, needed: bool) -> Result<String, Error> {
    let text = text.trim();
    if text.is_empty() && needed {
        return Err(Error::invalid(path, "is required", "Vul dit in."));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::invalid(path, "is too long", "Deze tekst is te lang."));
    }
    Ok(text.to_owned())
}

/// The rules of a version, compiled by this program.
async fn ready(house: &House, number: i64) -> Result<Edition, Error> {
    let read = move |tx: &mut Tx<'_>| {
        let version = store::find(tx, number)?.ok_or(NOT_FOUND)?;
        Ok((version.hash, store::sources(tx, number)?))
    };
    let (hash, sources) = house.db.read("adoption.sources", read).await?;
    let edition = compile(sources).await.map_err(|_| Error::Conflict("policy-does-not-compile"))?;
    if edition.rulebook.hash() == hash {
        Ok(edition)
    } else {
        Err(Error::Conflict("policy-does-not-compile"))
    }
}

/// Compiles on a thread of its own: it takes as long as hundreds of answers.
async fn compile(sources: BTreeMap<String, String>) -> Result<Edition, Error> {
    let compiled = tokio::task::spawn_blocking(move || Edition::compile(0, None, sources)).await;
    compiled.map_err(Error::internal)?.map_err(|findings| {
        let told = |finding: String| FieldError {
            path: String::from("bestanden"),
            message: finding.clone(),
            message_nl: finding,
        };
        Error::Invalid(findings.iter().map(|finding| told(finding.to_string())).collect())
    })
}
