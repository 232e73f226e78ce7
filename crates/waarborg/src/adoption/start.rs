//! At a start: which editions there are, and what becomes of the policy that the program carries.
//!
//! On an empty database that policy is the first version, in force from the beginning. A later program with another
//! policy brings it in as a draft and changes nothing by itself: an update of the software never changes the policy.
//!
//! Files beside the rules (the text to read, the words of the conversation) come from the program when its rules are
//! those of the edition: they cannot change a ruling, and a better wording should not wait for a board.

use std::sync::Arc;

use ground::{Actor, Role};

use super::model::{Deed, Examination, PolicyVersion, Stage};
use super::service::{newest, object, propose_in};
use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::house::{Edition, House};
use crate::journal::{self, Context};

const NOTE: &str = "Dit beleid kwam mee met een nieuwe versie van het programma. Het geldt pas als het dagelijks \
     bestuur het vaststelt.";
const FIRST_NOTE: &str = "Het beleid waarmee deze installatie begon.";

/// Keeps the policy of the program if it is new here, then loads what was adopted.
pub async fn start(house: &House) -> Result<(), Error> {
    let carried = house.policies.first();
    let context = Context::begin(house, Actor { id: String::from("waarborg"), role: Role::System });
    let work = move |tx: &mut Tx<'_>| keep(tx, &context, &carried);
    house.db.write("adoption.start", work).await?;
    load(house)
}

fn keep(tx: &mut Tx<'_>, context: &Context, carried: &Edition) -> Result<(), Error> {
    let all = store::list(tx)?;
    if let Some(newest) = newest(&all) {
        if all.iter().all(|version| version.hash != carried.rulebook.hash()) {
            propose_in(tx, context, carried, NOTE.to_owned(), newest.number, &Examination::default())?;
        }
        return Ok(());
    }
    let version = PolicyVersion {
        number: 1,
        name: carried.rulebook.version().to_owned(),
        hash: carried.rulebook.hash().to_owned(),
        note: FIRST_NOTE.to_owned(),
        base: None,
        proposed: Deed { by: context.actor.clone(), at: tx.now() },
        stage: Stage::First,
    };
    store::insert(tx, &version, &carried.sources.0)?;
    journal::record_act(tx, context, "policy.first", &object(1), "ok").map(drop)
}

/// Puts the adopted editions of the database into the house. Changes nothing where there are none yet.
///
/// A version that this program cannot compile is an error: better no answer than one by another policy.
pub fn load(house: &House) -> Result<(), Error> {
    let adopted = house.db.read_blocking("adoption.load", |tx| {
        let mut versions: Vec<PolicyVersion> = store::list(tx)?;
        versions.retain(|version| version.stage.is_adopted());
        versions.reverse();
        let with_text = |version: PolicyVersion| Ok((store::sources(tx, version.number)?, version));
        versions.into_iter().map(with_text).collect::<Result<Vec<_>, Error>>()
    })?;
    let mut editions = Vec::new();
    for (sources, version) in adopted {
        let (number, from) = (version.number, version.stage.in_force());
        editions.push(Arc::new(match house.policies.named(&version.hash) {
            Some(known) => Edition::new(number, from, known.rulebook.clone(), known.sources.clone()),
            None => Edition::compile(number, from, sources).map_err(|findings| {
                Error::internal(format!(
                    "version {number} of the policy has {} mistake(s) for this program",
                    findings.len()
                ))
            })?,
        }));
    }
    if !editions.is_empty() {
        let first = editions.remove(0);
        house.policies.replace(first, editions);
    }
    Ok(())
}
