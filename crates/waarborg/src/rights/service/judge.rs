//! The decision: the rules are asked with the facts of the request, and what they say is done in the same transaction.

use std::sync::Arc;

use serde_json::Value;

use super::{ACTIVITY, Sent, gives_copy, handle, store, take};
use crate::db::Tx;
use crate::decision::{self, Asked};
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context, StoredRuling};
use crate::records::{self, ItemId};
use crate::rights::effects;
use crate::rights::facts;
use crate::rights::model::{
    Assessment, Because, Capacity, Considered, Decision, Request, RequestId, Right, Step, Verdict,
};
use crate::vault;

/// Asks the rules. A yes or no is the decision; anything else is written down and the request stays open.
pub async fn decide(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    assessment: Assessment,
    sent: Sent,
) -> Result<Request, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        if !request.stage.is_pending() {
            return Err(Error::Conflict("rights-step"));
        }
        decide_in(tx, &own, &context, request, &assessment)
    };
    house.db.write("rights.decide", work).await
}

fn decide_in(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    request: Request,
    assessment: &Assessment,
) -> Result<Request, Error> {
    let subject = records::subject(tx, &request.subject)?;
    let earlier = store::about(tx, &request.subject)?;
    let known = facts::look_up(tx, &request, &earlier)?;
    let facts = facts::of(&request, &subject, &known, assessment, tx.now().day());
    let asked = decision::ask_pending(
        tx,
        house,
        context,
        "decide",
        facts,
        ACTIVITY,
        &request.subject,
        request.items.clone(),
        request.pending_at_transition(),
    )?;
    let ruling = match asked {
        Ok(permit) => {
            let ruling = permit.ruling().to_owned();
            permit.spend(tx, &["decide"])?;
            ruling
        }
        Err(declined) => declined.ruling_id,
    };
    let ruled = journal::ruling_in(tx, &ruling)?;
    let outcome = text(&ruled, "/outcome");
    let verdict = match outcome.as_str() {
        "ALLOWED" | "ALLOWED_WITH_OBLIGATIONS" => Verdict::Granted,
        // Even a no says that someone is known here: not to someone of whom it is not known who they are.
        "REFUSED" if request.stage.identity().is_some() || request.capacity == Capacity::Other => {
            Verdict::Refused
        }
        _ => {
            if outcome == "NEEDS_FG_ADVICE" && request.right == Right::Objection {
                effects::weighing(tx, &request)?;
            }
            let considered = Considered {
                ruling,
                outcome,
                reasons: reasons(&ruled),
                questions: list(&ruled, "/questions"),
            };
            return take(tx, context, request, Step::Consider(considered), "rights.consider");
        }
    };
    let refused_by_term = request.right == Right::Erasure && verdict == Verdict::Refused;
    let decision = Decision {
        verdict,
        law: text(&ruled, "/regime"),
        reasons: reasons(&ruled),
        obligations: list(&ruled, "/obligations"),
        alternative: ruled.ruling.get("alternative").and_then(Value::as_str).map(str::to_owned),
        opinion: request.right == Right::Rectification && assessment.opinion == Some(true),
        kept: if refused_by_term { known.kept } else { Vec::new() },
        ruling,
    };
    let request = take(tx, context, request, Step::Decide(decision), "rights.decide")?;
    effects::decided(tx, &request, verdict)?;
    Ok(request)
}

/// The written decision went to the person by a channel that is theirs. What is a copy of data is delivered by
/// [`super::answer()`] instead.
pub async fn deliver(house: &House, context: &Context, id: &RequestId, sent: Sent) -> Result<Request, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let granted = request.stage.decision().is_some_and(|it| it.verdict == Verdict::Granted);
        let owes_copy = gives_copy(request.right) && granted;
        let owes_correction = request.right == Right::Rectification
            && granted
            && !store::uncorrected(tx, &request.id)?.is_empty();
        if owes_copy || owes_correction {
            return Err(Error::Conflict("rights-not-done"));
        }
        take(tx, &context, request, Step::Answer, "rights.deliver")
    };
    house.db.write("rights.deliver", work).await
}

/// Puts one item right, as was decided. Who does it must be charged with the file, like for any change.
pub async fn correct(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    old: &ItemId,
    new: vault::NewItem,
    sent: Sent,
) -> Result<Asked<ItemId>, Error> {
    let (own, context, id, old) = (house.clone(), context.clone(), id.clone(), old.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let granted = request.stage.decision().is_some_and(|it| it.verdict == Verdict::Granted);
        if request.right != Right::Rectification || !granted || !request.items.contains(&old) {
            return Err(Error::Conflict("rights-step"));
        }
        let item = records::item(tx, &old)?;
        match vault::change_in(tx, &own, &context, &item.file, &old, new)? {
            Ok(fresh) => {
                effects::corrected(tx, &request, &old, &fresh)?;
                journal::record_act(tx, &context, "rights.correct", id.as_str(), fresh.as_str())?;
                Ok(Ok(fresh))
            }
            Err(declined) => Ok(Err(declined)),
        }
    };
    house.db.write("rights.correct", work).await
}

/// An earlier recipient was told of it (AVG 19, Wbp 38).
pub async fn tell(
    house: &House,
    context: &Context,
    id: &RequestId,
    disclosure: String,
    sent: Sent,
) -> Result<(), Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        effects::told(tx, &context, &request, &disclosure)?;
        journal::record_act(tx, &context, "rights.tell", id.as_str(), &disclosure).map(drop)
    };
    house.db.write("rights.tell", work).await
}

fn text(ruled: &StoredRuling, pointer: &str) -> String {
    ruled.ruling.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list(ruled: &StoredRuling, pointer: &str) -> Vec<String> {
    let values = ruled.ruling.pointer(pointer).and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The reasons as the ruling gives them; each sentence once.
fn reasons(ruled: &StoredRuling) -> Vec<Because> {
    let mut found: Vec<Because> = Vec::new();
    for reason in ruled.ruling.get("reasons").and_then(Value::as_array).into_iter().flatten() {
        let word = |name: &str| reason.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let law = reason.get("law").and_then(Value::as_array);
        let because = Because {
            norm: word("norm"),
            law: law.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
            text: word("text"),
        };
        if !found.iter().any(|known| known.text == because.text) {
            found.push(because);
        }
    }
    found
}
