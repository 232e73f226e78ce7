//! The facts of a request, in the vocabulary of `policy/facts.cedarschema`: from the request, the person and the register,
//! and what the one who handles it has found out. What nobody knows is left out; the rules then ask for it.

use ground::Day;
use serde_json::{Map, Value, json};

use super::model::{Assessment, Capacity, Kept, Request, Right};
use crate::db::Tx;
use crate::error::Error;
use crate::records::{self, File, Subject};
use crate::register::{self, Entry, GroundRegime, Letter, Period, SubjectKind};

/// What the records and the register know that matters for a request.
pub(super) struct Known {
    /// The files in which there is something that the request is about.
    pub(super) files: Vec<(File, Entry)>,
    /// There are others in those files.
    pub(super) others: bool,
    /// The person had access before.
    pub(super) prior_access: bool,
    /// What must still be kept.
    pub(super) kept: Vec<Kept>,
    /// Some of it must still be kept.
    pub(super) running: bool,
}

/// Looks it up.
pub(super) fn look_up(tx: &mut Tx<'_>, request: &Request, earlier: &[Request]) -> Result<Known, Error> {
    let (now, today) = (tx.now(), tx.now().day());
    let mut wanted = Vec::new();
    for id in &request.items {
        wanted.push(records::item(tx, id)?.file);
    }
    let mut known = Known {
        files: Vec::new(),
        others: false,
        prior_access: earlier.iter().any(|other| {
            other.right == Right::Access && other.stage.decision().is_some() && other.id != request.id
        }),
        kept: Vec::new(),
        running: false,
    };
    for file in records::files_about(tx, &request.subject)? {
        if !wanted.is_empty() && !wanted.contains(&file.id) {
            continue;
        }
        let items = records::items_of_file(tx, &file.id)?;
        known.others |= items.iter().any(|item| item.subject != request.subject);
        let version = register::version_at(tx, &file.activity, now)?;
        let entry = version.ok_or(Error::NotFound("processing activity"))?.entry;
        let (running, kept) = kept(&file, &entry, today);
        known.running |= running;
        known.kept.extend(kept);
        known.files.push((file, entry));
    }
    Ok(known)
}

/// The facts of `subject_request`.
pub(super) fn of(
    request: &Request,
    subject: &Subject,
    known: &Known,
    assessment: &Assessment,
    today: Day,
) -> Value {
    let mut own = Map::new();
    let mut put = |name: &str, value: Value| drop(own.insert(name.to_owned(), value));
    put("type", request.right.as_str().into());
    put("by", request.capacity.requester().into());
    put("identity_verified", request.stage.identity().is_some().into());
    if request.capacity.requester() == "representative" {
        let shown = request.stage.identity().is_some_and(|identity| identity.authority.is_some());
        put("representative_proof", (shown && request.capacity.fits(subject, today)).into());
    }
    put("received", request.received.to_string().into());
    put("third_party_data", known.others.into());
    let corrects = request.right.is_about_items();
    if corrects {
        put("prior_access", known.prior_access.into());
        if let Some(error) = assessment.factual_error {
            put("factual_error", error.into());
        }
        if let Some(opinion) = assessment.opinion {
            put("opinion", opinion.into());
        }
    }
    if request.right == Right::Erasure {
        put("retention_running", known.running.into());
    }
    if matches!(request.right, Right::Erasure | Right::Portability | Right::Objection) {
        let ground = assessment.ground.or_else(|| grounds(request, known).first().copied());
        put("ground_of_processing", ground.map_or("none", Letter::as_str).into());
    }
    if request.right == Right::Objection {
        if let Some(marketing) = assessment.direct_marketing {
            put("direct_marketing", marketing.into());
        }
        put("special_circumstances", assessment.weighing.as_str().into());
    }
    json!({
        "question": "subject_request",
        "scope": { "identifiable": "person" },
        "subject": {
            "kind": match subject.kind {
                SubjectKind::Representative => "citizen",
                kind => kind.as_str(),
            },
            "age": subject.certain_age(today),
            "protection": subject.protection.as_str(),
            "matter": request.matter.as_str(),
        },
        "request": own,
    })
}

/// The facts for reading what a person wrote with their request: whether it is they who ask, and nothing else.
pub(super) fn of_note(request: &Request, subject: &Subject, known: &Known, today: Day) -> Value {
    let asking = Request { right: Right::Access, ..request.clone() };
    of(&asking, subject, known, &Assessment::default(), today)
}

/// The grounds on which WIL processes what the request is about: first those that allow an objection.
pub(super) fn grounds(request: &Request, known: &Known) -> Vec<Letter> {
    let regime = if request.pending_at_transition() { GroundRegime::Wbp } else { GroundRegime::Avg };
    let mut letters: Vec<Letter> = known
        .files
        .iter()
        .flat_map(|(_, entry)| entry.grounds.iter())
        .filter(|ground| ground.regime == regime)
        .map(|ground| ground.letter)
        .collect();
    letters.sort_by_key(|letter| (!matches!(letter, Letter::E | Letter::F), letter.as_str()));
    letters.dedup();
    letters
}

/// Whether a file must still be kept, and for how long (6.4-2).
fn kept(file: &File, entry: &Entry, today: Day) -> (bool, Option<Kept>) {
    let of_result = |result: &str| entry.retention.iter().find(|row| row.result == result);
    let row = match &file.closed {
        Some((_, result)) => of_result(result),
        None => None,
    };
    let Some(row) =
        row.or_else(|| entry.retention.iter().max_by_key(|row| row.period.map(Period::rough_days)))
    else {
        // The register says nothing, so nothing may be thrown away yet: unknown is never yes.
        return (true, None);
    };
    let until = file.closed.as_ref().and_then(|(day, _)| row.last_day(*day));
    let over = until.is_some_and(|until| until < today);
    let kept = Kept {
        file: file.number.clone(),
        period: row.period.map(Period::nl).unwrap_or_default(),
        start: row.start.map(|start| start.nl().to_owned()).unwrap_or_default(),
        basis: row.basis.clone().unwrap_or_default(),
        until,
    };
    (!over, (!over).then_some(kept))
}

/// Whether the capacity needs proof that someone may act.
pub(super) fn needs_authority(capacity: Capacity) -> bool {
    capacity.requester() == "representative"
}
