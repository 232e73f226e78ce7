//! An overview as files, with a manifest that says what each file is to be: SHA-256 and size. In memory only.

use ground::{Instant, hex};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::overview::Overview;
use crate::error::Error;

/// One file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// What is in it.
    pub text: String,
}

/// An export: the manifest last, for it speaks of the others.
pub struct Export {
    /// The files.
    pub parts: Vec<Part>,
    /// SHA-256 of the manifest, in hexadecimal: it stands for the whole.
    pub checksum: String,
}

/// The version of the form, in the manifest.
const FORM: &str = "waarborg-inzage-1";

/// Writes an overview out.
pub fn export(overview: &Overview) -> Result<Export, Error> {
    let mut parts = vec![
        part("activities.json", &overview.activities)?,
        part("items.json", &overview.items)?,
        part(
            "left-out.json",
            &json!({ "held_back": overview.held_back, "about_others": overview.others_left_out }),
        )?,
        part("disclosures.json", &overview.disclosures)?,
        part("log.json", &json!({ "records": overview.log, "cut": overview.log_is_cut }))?,
        part("proofs.json", &overview.proofs)?,
        part("rights.json", &rights(overview))?,
    ];
    let listed: Vec<Value> = parts
        .iter()
        .map(|part| json!({ "name": part.name, "sha256": sha256(&part.text), "bytes": part.text.len() }))
        .collect();
    let manifest = part(
        "manifest.json",
        &json!({
            "form": FORM,
            "request": overview.request,
            "made_at": Instant(overview.made_at).rfc3339(),
            "person": overview.pseudonym,
            "parts": listed,
        }),
    )?;
    let checksum = sha256(&manifest.text);
    parts.push(manifest);
    Ok(Export { parts, checksum })
}

impl Export {
    /// All files in one JSON document: by name, as they are, so that each checksum can be made again.
    pub fn bundle(&self) -> String {
        let files: serde_json::Map<String, Value> =
            self.parts.iter().map(|part| (part.name.to_owned(), Value::String(part.text.clone()))).collect();
        Value::Object(files).to_string()
    }
}

/// AVG 15(1)(e), (f): what the person can do, and where to complain.
fn rights(overview: &Overview) -> Value {
    json!({
        "rights": ["rectification", "erasure", "restriction", "objection", "portability"],
        "complaint": { "authority": "Autoriteit Persoonsgegevens", "address": "https://autoriteitpersoonsgegevens.nl" },
        "controller": overview.controller,
        "officer": overview.officer,
    })
}

fn part(name: &'static str, value: &impl Serialize) -> Result<Part, Error> {
    let mut text = serde_json::to_string_pretty(value).map_err(Error::internal)?;
    text.push('\n');
    Ok(Part { name, text })
}

fn sha256(text: &str) -> String {
    hex::encode(&Sha256::digest(text.as_bytes()))
}
