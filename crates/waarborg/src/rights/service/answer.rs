//! The answer to a request for access, opened with a permit each time it is asked for (3-15, 6.10-1, 6.10-2).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ACTIVITY, Sent, begin, gives_copy, may_handle, note_place, store, take};
use crate::db::Tx;
use crate::decision::{self, Asked, Permit};
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::records::{self, ItemId};
use crate::rights::effects;
use crate::rights::export::{Export, export};
use crate::rights::facts;
use crate::rights::model::{Assessment, Capacity, Request, RequestId, Stage, Step, Verdict, resident_of};
use crate::rights::overview::{self, Overview, Parts};
use crate::vault;

/// An answer: what it says, and the same as files.
pub struct Answer {
    /// The request.
    pub request: Request,
    /// What it says.
    pub overview: Overview,
    /// As files.
    pub export: Export,
}

/// Makes the answer to a request for a copy that was granted. Each time it is asked again, opened anew and written down:
/// only that, and the checksum. A representative gets it by letter; the resident's own place shows it to who asked.
pub async fn answer(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    sent: Sent,
) -> Result<Asked<Answer>, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = begin(tx, &context, &id, &sent)?;
        answer_in(tx, &own, &context, request)
    };
    house.db.write("rights.answer", work).await
}

fn answer_in(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    request: Request,
) -> Result<Asked<Answer>, Error> {
    let granted = request.stage.decision().is_some_and(|it| it.verdict == Verdict::Granted);
    if !gives_copy(request.right) || !granted {
        return Err(Error::Conflict("rights-no-answer"));
    }
    if resident_of(&context.actor).is_some() {
        if request.capacity != Capacity::Own {
            return Err(Error::Forbidden("rights.answer"));
        }
    } else if !may_handle(&context.actor) {
        return Err(Error::Forbidden("rights.answer"));
    }
    let subject = records::subject(tx, &request.subject)?;
    let earlier = store::about(tx, &request.subject)?;
    let known = facts::look_up(tx, &request, &earlier)?;
    let items = overview::items_for_person(tx, &request.subject, tx.now().day())?;
    let open = items.iter().filter(|item| !overview::is_held_back(item));
    let facts = facts::of(&request, &subject, &known, &Assessment::default(), tx.now().day());
    let asked = decision::ask_pending(
        tx,
        house,
        context,
        "answer",
        facts,
        ACTIVITY,
        &request.subject,
        open.map(|item| item.id.clone()).collect(),
        request.pending_at_transition(),
    )?;
    let permit = match asked {
        Ok(permit) => permit,
        Err(declined) => return Ok(Err(declined)),
    };
    let ruling = permit.ruling().to_owned();
    let mut values = open_all(tx, house, permit)?;

    let mut others_left_out = 0;
    for (file, _) in &known.files {
        let about = records::items_of_file(tx, &file.id)?;
        others_left_out += about.iter().filter(|item| item.subject != request.subject).count();
    }
    let receipts = effects::receipts(tx, &request.subject)?;
    let person = decision::subject_ref(&request.subject);
    let mut log = journal::about(tx, &house.keys, &person, effects::LOG + 1)?;
    let most = usize::try_from(effects::LOG).unwrap_or(usize::MAX);
    let log_is_cut = log.len() > most;
    log.truncate(most);
    let entries: Vec<i64> = log.iter().map(|placed| placed.number).collect();
    let proofs = journal::prove_in(tx, house, &entries)?;
    let proofs = proofs.iter().map(serde_json::to_value).collect::<Result<_, _>>();
    let parts = Parts {
        request: &request,
        subject: &subject,
        now: tx.now(),
        files: &known.files,
        items: &items,
        others_left_out,
        receipts: &receipts,
        log: &log,
        log_is_cut,
        proofs: proofs.map_err(Error::internal)?,
    };
    let overview =
        overview::build(parts, &mut |id| Ok(values.remove(id).map(|value| value.reveal().clone())))?;
    let export = export(&overview)?;
    store::add_answer(tx, &request.id, &ruling, &export.checksum, &context.actor.id)?;
    journal::record_act(tx, context, "rights.answer", request.id.as_str(), &export.checksum)?;
    let request = match &request.stage {
        Stage::Decided(..) => take(tx, context, request, Step::Answer, "rights.deliver")?,
        _ => request,
    };
    Ok(Ok(Answer { request, overview, export }))
}

type Values = BTreeMap<ItemId, vault::Opened>;

fn open_all(tx: &mut Tx<'_>, house: &House, permit: Permit) -> Result<Values, Error> {
    if permit.items().is_empty() {
        // Of someone of whom nothing is kept there is no key either.
        permit.spend(tx, &["answer"])?;
        return Ok(Values::new());
    }
    Ok(vault::open(tx, house, permit)?.into_iter().collect())
}

/// What the person wrote with the request, for who handles it. Only once it is known that it is they who ask.
pub async fn read_note(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
) -> Result<Asked<Option<String>>, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = begin(tx, &context, &id, &Sent::default())?;
        if resident_of(&context.actor).is_none() && !may_handle(&context.actor) {
            return Err(Error::Forbidden("rights.read_note"));
        }
        let Some(stored) = store::note(tx, &id)? else { return Ok(Ok(None)) };
        let subject = records::subject(tx, &request.subject)?;
        let known = facts::look_up(tx, &request, &[])?;
        let facts = facts::of_note(&request, &subject, &known, tx.now().day());
        let asked = decision::ask_pending(
            tx,
            &own,
            &context,
            vault::READ_NOTE,
            facts,
            ACTIVITY,
            &request.subject,
            Vec::new(),
            request.pending_at_transition(),
        )?;
        match asked {
            Ok(permit) => {
                let note = vault::open_notes(tx, &own, permit, vec![(note_place(&id), stored)])?.pop();
                journal::record_act(tx, &context, "rights.read_note", id.as_str(), "ok")?;
                Ok(Ok(note.map(|note| note.reveal().clone())))
            }
            Err(declined) => Ok(Err(declined)),
        }
    };
    house.db.write("rights.read_note", work).await
}
