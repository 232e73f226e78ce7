//! What is asked, others' views, more time, sending on, taking back (6.12-1, L-17, 6.10-2).

use std::sync::Arc;

use ground::{Day, Term};

use super::{handle, refuse, take};
use crate::db::Tx;
use crate::decision::{self, MayBePublic, PassageRuling};
use crate::disclosure::ACTIVITY;
use crate::disclosure::facts::{self, Asked};
use crate::disclosure::inventory;
use crate::disclosure::model::{About, Assessment, More, Request, RequestId, Step};
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::register::{Refusal, Ruled};
use crate::rights::Because;
use crate::web::csrf::Sent;

/// A step without a ruling of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The one who asks is helped to make it precise, and may answer until this day.
    AskSpecify(Day),
    /// Others are asked for their views, and may answer until this day.
    AskViews(Day),
    /// The views are in, or the time is over.
    ViewsIn,
    /// More time is taken, and the one who asks was told why.
    Extend(More),
    /// It is sent on to who handles requests about own data.
    Refer,
    /// The one who asked takes it back.
    Withdraw,
    /// It did not become clear in the time that was given, and is not handled.
    SetAside,
}

/// Takes such a step.
pub async fn act(
    house: &House,
    context: &Context,
    id: &RequestId,
    wanted: Act,
    sent: Sent,
) -> Result<Ruled<Request>, Error> {
    let (context, id, edition) = (context.clone(), id.clone(), house.policy());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let today = tx.now().day();
        let (step, action) = match wanted {
            Act::AskSpecify(until) => {
                (Step::AskSpecify { until: later(until, today)? }, "disclosure.ask_specify")
            }
            Act::AskViews(_) if request.awaits_views() => return Err(Error::Conflict("disclosure-step")),
            Act::AskViews(until) => (Step::AskViews { until: later(until, today)? }, "disclosure.ask_views"),
            Act::ViewsIn if !request.awaits_views() => return Err(Error::Conflict("disclosure-step")),
            Act::ViewsIn => (Step::ViewsIn, "disclosure.views_in"),
            Act::Extend(cause) => {
                let (length, prompt) = super::lengths_by(&edition, &request);
                let last = request.clock(length, prompt).extendable_until(today);
                if last.is_none_or(|last| today > last) {
                    return refuse(tx, &context, "disclosure.extend", &id, no_extension());
                }
                (Step::Extend { cause }, "disclosure.extend")
            }
            Act::Refer => (Step::Refer, "disclosure.refer"),
            Act::Withdraw => (Step::Withdraw, "disclosure.withdraw"),
            Act::SetAside => {
                let until = request.clear_until().ok_or(Error::Conflict("disclosure-step"))?;
                let law = super::information_law(request.received);
                let length = edition.rulebook.term("set_aside", law).unwrap_or_default();
                let last = Term { from: until, length, still: 0, extended: false }.due();
                if today <= until || today > last {
                    return refuse(tx, &context, "disclosure.set_aside", &id, not_now(today <= until));
                }
                (Step::SetAside, "disclosure.set_aside")
            }
        };
        take(tx, &context, request, step, action).map(Ok)
    };
    house.db.write("disclosure.act", work).await
}

/// It is found out what is asked; the rules are asked whether it can be handled as a request for public information. What they
/// want to know first is a refusal, and changes nothing.
pub async fn assess(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    about: About,
    identified: bool,
    sent: Sent,
) -> Result<Ruled<Request>, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let asked = Asked { specified: true, about, identified, objection_expected: false };
        let passage = decision::ask_passage(tx, &own, &context, facts::of_request(asked), ACTIVITY)?;
        // Own data can be sent on before it is known who asks; nothing is given until then.
        if passage.may.is_none() && about != About::Own {
            return refuse(tx, &context, "disclosure.assess", &id, identity_first());
        }
        let found = Assessment {
            about,
            identified,
            refused: passage.may == Some(MayBePublic::No),
            reasons: reasons(&passage),
            ruling: passage.id,
        };
        if request.assessment().is_some_and(|before| !found.same_as(before)) {
            // The documents were judged as those of another request.
            inventory::store::reopen(tx, &id)?;
        }
        take(tx, &context, request, Step::Assess(found), "disclosure.assess").map(Ok)
    };
    house.db.write("disclosure.assess", work).await
}

/// Why; each sentence once.
fn reasons(passage: &PassageRuling) -> Vec<Because> {
    let mut found: Vec<Because> = Vec::new();
    for it in &passage.ruling.reasons {
        if !found.iter().any(|known| known.text == it.text) {
            found.push(Because { norm: it.norm.clone(), law: it.law.clone(), text: it.text.clone() });
        }
    }
    found
}

fn later(until: Day, today: Day) -> Result<Day, Error> {
    if until > today {
        Ok(until)
    } else {
        Err(Error::invalid("tot", "must be after today", "Kies een dag na vandaag."))
    }
}

fn identity_first() -> Refusal {
    Refusal {
        norm: "6.10-3",
        message: "see first who asks: this answer is for one person only (Woo 5.5)",
        message_nl: "Ga eerst na wie het vraagt. Dit antwoord is voor één persoon (Woo 5.5).",
        fields: Vec::new(),
    }
}

fn not_now(early: bool) -> Refusal {
    let (message, message_nl) = if early {
        (
            "the time to make it clear is not over (Woo 4.1(6))",
            "De tijd om het verzoek duidelijker te maken is nog niet voorbij (Woo 4.1, zesde lid).",
        )
    } else {
        (
            "that it is not handled is told in the weeks after the time to make it clear (Woo 4.1(6), Awb 4:5(4))",
            "U bent te laat om het verzoek niet te behandelen. Behandel het nu (Woo 4.1, zesde lid; Awb 4:5, vierde lid).",
        )
    };
    Refusal { norm: "6.12-1", message, message_nl, fields: Vec::new() }
}

fn no_extension() -> Refusal {
    Refusal {
        norm: "6.12-1",
        message: "an extension is told inside the first term, once (Woo 4.4(2), Wob 6(2))",
        message_nl: "Verlengen kan niet meer. Dat mag één keer, en alleen binnen de eerste termijn (Woo 4.4, tweede lid; Wob 6, tweede lid).",
        fields: Vec::new(),
    }
}
