//! Consents of the fictional people, so that the demo shows what was given, what was asked and what was taken back.

use std::sync::Arc;

use ground::{Actor, Bsn, Role};

use super::model::{Giver, Means, Quality, TextCode, Yes};
use super::service::{Answer, Wish, answer_in, ask_in, of_own, withdraw_in};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::records::{self, Lookup, SubjectId};

/// How far a fictional consent came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    Asked,
    Given,
    Withdrawn,
}

struct Fiction {
    bsn: &'static str,
    by: &'static str,
    activity: &'static str,
    kind: &'static str,
    purpose: &'static str,
    came: Came,
}

const CONSENTS: [Fiction; 4] = [
    Fiction {
        bsn: "999990019",
        by: "demo-bram",
        activity: "REG-01",
        kind: "inkomen",
        purpose: "WGS",
        came: Came::Given,
    },
    Fiction {
        bsn: "999990019",
        by: "demo-noor",
        activity: "REG-02",
        kind: "brieven en plan van aanpak",
        purpose: "PW",
        came: Came::Asked,
    },
    Fiction {
        bsn: "999990020",
        by: "demo-bram",
        activity: "REG-01",
        kind: "schulden aan WIL",
        purpose: "WGS",
        came: Came::Withdrawn,
    },
    Fiction {
        bsn: "999990032",
        by: "demo-noor",
        activity: "REG-02",
        kind: "inkomen, uitgaven en vermogen",
        purpose: "PW",
        came: Came::Given,
    },
];

/// Gives fictional people who were never asked for consent the ones they have here. The files have to be there.
pub async fn seed_demo(house: &Arc<House>) -> Result<(), Error> {
    let own = house.clone();
    let work = move |tx: &mut Tx<'_>| {
        let mut fresh = Vec::new();
        for fiction in &CONSENTS {
            if let Some(subject) = subject(tx, &own, fiction.bsn)?
                && of_own(tx, &subject)?.is_empty()
            {
                fresh.push((subject, fiction));
            }
        }
        for (subject, fiction) in fresh {
            let actor = Actor { id: fiction.by.to_owned(), role: Role::Employee };
            make(tx, &own, &Context::begin(&own, actor), &subject, fiction)?;
        }
        Ok(())
    };
    house.db.write("consents.seed_demo", work).await
}

fn subject(tx: &mut Tx<'_>, house: &House, bsn: &str) -> Result<Option<SubjectId>, Error> {
    let Ok(bsn) = bsn.parse::<Bsn>() else { return Ok(None) };
    let found = records::find_subjects(tx, &house.keys, &Lookup::Bsn(bsn))?;
    Ok(found.into_iter().next().map(|subject| subject.id))
}

fn make(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    subject: &SubjectId,
    fiction: &Fiction,
) -> Result<(), Error> {
    let wish = Wish {
        purpose: fiction.purpose.to_owned(),
        activity: fiction.activity.to_owned(),
        kinds: vec![fiction.kind.to_owned()],
        receiver: Some(String::from("other_department")),
        text: Some(TextCode::Share),
        language: None,
    };
    let consent = ask_in(tx, house, context, subject, &wish)?;
    if fiction.came != Came::Asked {
        answer_in(tx, context, &consent.id, Answer::Yes(yes()))?;
    }
    if fiction.came == Came::Withdrawn {
        withdraw_in(tx, context, &consent.id, Giver::Subject)?;
    }
    Ok(())
}

/// A yes of which every quality is shown.
fn yes() -> Yes {
    let answers = Quality::ALL.iter().filter_map(|quality| {
        let shows = quality.offered().iter().copied().find(|evidence| quality.shown_by(*evidence));
        Some((*quality, shows?))
    });
    Yes { giver: Giver::Subject, means: Means::Form, answers: answers.collect(), until: None }
}
