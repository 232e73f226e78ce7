//! The first contents of the register: the entries below `policy/register`, taken over as running activities.

use std::collections::BTreeMap;

use super::model::{ActivityId, Entry, Version};
use super::vocabulary::Vocabulary;
use super::words::Status;
use super::{rules, shape, store};
use crate::db::Tx;
use crate::error::Error;
use crate::journal::{self, Context};

/// Fills an empty register from the files below `policy/`; the number of activities. Does nothing when there are
/// any already.
///
/// An entry that is complete becomes active, the others become drafts. What the policy body was doing before the
/// register existed is recorded as it is: an open impact assessment is a finding then, not a bar.
pub fn seed(tx: &mut Tx<'_>, context: &Context, files: &BTreeMap<String, String>) -> Result<usize, Error> {
    if store::count(tx, &store::Filter::default())? > 0 {
        return Ok(0);
    }
    let entries = entries(files)?;
    for (id, entry) in &entries {
        let status = if rules::refuse_incomplete(entry).is_ok() { Status::Active } else { Status::Draft };
        let version = Version {
            id: id.clone(),
            number: 1,
            status,
            entry: entry.clone(),
            closing: None,
            author: context.actor.clone(),
            reason: String::from("Overgenomen uit policy/register bij de eerste start."),
            recorded_at: tx.now(),
        };
        store::insert(tx, &version)?;
        journal::record_act(tx, context, "register.seed", &format!("{id}/1"), "ok")?;
    }
    Ok(entries.len())
}

/// The entries below `policy/register`, in order of id. A mistake in one names the file and the place.
pub fn entries(files: &BTreeMap<String, String>) -> Result<Vec<(ActivityId, Entry)>, Error> {
    let vocabulary = Vocabulary::load(files)?;
    let mut entries = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("register/reg-")) {
        let wrong = |what: &str| Error::internal(format!("policy file `{path}`: {what}"));
        let mut document: serde_json::Value =
            toml::from_str(text).map_err(|error| wrong(&error.to_string()))?;
        let id = document.as_object_mut().and_then(|map| map.remove("id"));
        let id = id.as_ref().and_then(serde_json::Value::as_str).ok_or_else(|| wrong("has no id"))?;
        let id = ActivityId::try_from(id.to_owned()).map_err(|error| wrong(&error.to_string()))?;
        let places = |errors: &[crate::error::FieldError]| {
            errors.iter().map(|e| format!("{} {}", e.path, e.message)).collect::<Vec<_>>().join("; ")
        };
        let entry = shape::parse(&document).map_err(|errors| wrong(&places(&errors)))?;
        let mistakes = rules::mistakes(&entry, &vocabulary);
        if !mistakes.is_empty() || rules::refuse_any(&entry).is_err() {
            return Err(wrong(&places(&mistakes)));
        }
        entries.push((id, entry));
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}
