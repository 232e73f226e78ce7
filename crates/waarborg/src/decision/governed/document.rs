//! Acts on documents in which people occur who are no subjects of files here (6.5, 6.12): taking one in, looking at it, making
//! one from which they are gone. And whether what is left of one may become public.

use serde_json::{Value, json};

use super::permit::DocumentPermit;
use super::{Asked, Declined, rule, running};
use crate::db::Tx;
use crate::desk::{self, Charge};
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::register::{Entry, GroundRegime, Letter};

/// The register entry of handling documents that are asked for.
const ACTIVITY: &str = "REG-07";
/// The task in which that is done, among those a person can be charged with.
pub const DOCUMENT_TASK: &str = "WOO";
/// The kind of data in that entry that the documents themselves are.
const DOCUMENTS: &str = "de documenten waar het over gaat";

/// Asks for an act on a document as a whole. What it says of whom is not known to the rules: they are asked about documents
/// of this activity as the register describes them, with every special category that it lists.
///
/// # Errors
///
/// As [`super::ask`]: under an activity that does not run nothing is done.
pub fn ask_document(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    act: &'static str,
    document: &str,
) -> Result<Asked<DocumentPermit>, Error> {
    let version = running(tx, ACTIVITY)?;
    let charge = desk::charge(tx, &context.actor.id, DOCUMENT_TASK, "")?;
    let facts = facts(&version.entry, charge);
    Ok(asked(tx, house, context, facts)?.map(|_| DocumentPermit::of(tx, act, document.to_owned())))
}

/// Asks whether what is left of a document may become public, by the passages that were found in it: those that go and
/// those that stay. Answers the ruling. The request as a whole is asked elsewhere (6.12, disclosure).
///
/// # Errors
///
/// As [`super::ask`]: under an activity that does not run nothing is done.
pub fn ask_release(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    passages: &[Value],
) -> Result<Asked<String>, Error> {
    running(tx, ACTIVITY)?;
    let facts = json!({
        "question": "public_request",
        "scope": { "identifiable": "person", "household": false, "deceased": false },
        "public_request": {
            // A document is looked at passage by passage only because it was asked for, or is made public, by itself.
            "specified": true,
            "about_person": false,
            "own_data": false,
            "relative_of_deceased": false,
            "will_against": false,
            "objection_expected": false,
            "passages": passages,
        },
    });
    asked(tx, house, context, facts)
}

/// The ruling of a yes, or what was ruled instead.
fn asked(tx: &mut Tx<'_>, house: &House, context: &Context, facts: Value) -> Result<Asked<String>, Error> {
    let activity = Some(ACTIVITY.to_owned());
    let ask = crate::decision::Ask { facts, activity, ..crate::decision::Ask::default() };
    let (ruling_id, ruling) = rule(tx, house, context, ask)?;
    let may = ruling.outcome.is_passable();
    Ok(if may { Ok(ruling_id) } else { Err(Box::new(Declined { ruling_id, ruling })) })
}

fn facts(entry: &Entry, charge: Charge) -> Value {
    let statute =
        entry.data.iter().find(|data| data.name == DOCUMENTS).and_then(|data| data.statute.as_deref());
    let ground = |regime| {
        let duty = entry.grounds.iter().any(|ground| ground.regime == regime && ground.letter == Letter::C);
        if duty { Letter::C.as_str() } else { "none" }
    };
    let item = |id: &str, category: &str, wbp: Option<&String>, avg: Option<&String>| {
        let exemption = |text: Option<&String>| text.map_or("none", String::as_str).to_owned();
        json!({
            "id": id,
            "category": category,
            "necessary": statute.is_some(),
            "proportionate": statute.is_some(),
            "statute": {
                "cite": statute.unwrap_or("none"),
                "effect": if statute.is_some() { "obliges" } else { "silent" },
                "judicial": false,
            },
            "origin": "third_party",
            "ground_wbp": ground(GroundRegime::Wbp),
            "ground_avg": ground(GroundRegime::Avg),
            "exemption_wbp": exemption(wbp),
            "exemption_avg": exemption(avg),
        })
    };
    let special = entry.special_data.iter().map(|special| {
        let category = special.category.as_str();
        item(category, category, special.wbp.as_ref(), special.avg.as_ref())
    });
    let items: Vec<Value> =
        std::iter::once(item("document", "ordinary", None, None)).chain(special).collect();
    json!({
        "question": "process",
        "scope": { "identifiable": "person", "household": false, "deceased": false },
        "subject": { "kind": "citizen", "matter": "other" },
        "items": items,
        "purpose": {
            "collected_for": DOCUMENT_TASK,
            "requested_for": DOCUMENT_TASK,
            "specific": true,
            "explicit": true,
            "legitimate": true,
            "public_task": true,
            "less_intrusive_means": false,
            // Only by looking can it be seen what has to go.
            "anonymised_suffices": false,
            "same_matter": true,
        },
        "recipient": {
            "kind": if charge.law { "same_unit" } else { "other_department" },
            "inside_wil": true,
            "charged": charge.law,
            "care_provider": false,
            "agreement": false,
            "authority_checked": true,
        },
        "secrecy": { "rule": "none", "exception": "none" },
        "consent": { "status": "not_asked" },
        "register": { "notified": true, "exempt_vb": "none", "within_vb_limits": false, "in_register": true, "started": true },
    })
}
