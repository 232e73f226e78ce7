//! `waarborg redact [--regime woo|wob] [--known FILE] [--officials-stay] [--report FILE.json] IN OUT`
//!
//! Takes what is found out of a document, or out of every document in a folder. Needs no installation, and keeps nothing.
//! Nobody looked at what comes out: it may be released only after a person did (6.12-4).

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::redact::Options;
use ::redact::document::{self, Output, Passage, Refusal, Removal};
use anyhow::Context as _;
use serde_json::{Value, json};

use super::detect::{self, Looking, unreadable};
use super::progress::Progress;
use super::{BadInput, say};
use crate::redaction::{self, Found};

#[derive(Debug, clap::Args)]
pub(super) struct Redact {
    #[command(flatten)]
    looking: Looking,
    /// Where to write what was removed from where, and why; never the words themselves.
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// A document, or a folder of documents.
    #[arg(value_name = "IN")]
    from: PathBuf,
    /// The file or folder to make. What is there already is left alone.
    #[arg(value_name = "OUT")]
    to: PathBuf,
}

/// A document that is refused has no output; the others of the folder have. One refusal, and the exit code is 1.
pub(super) fn run(redact: &Redact) -> anyhow::Result<ExitCode> {
    let options = detect::options(&redact.looking)?;
    for made in std::iter::once(&redact.to).chain(&redact.report) {
        if made.exists() {
            return Err(BadInput(format!("{} is there already", made.display())).into());
        }
    }
    let folder = redact.from.is_dir();
    let files = if folder { files_in(&redact.from)? } else { vec![redact.from.clone()] };
    if folder {
        fs::create_dir(&redact.to).with_context(|| format!("{} cannot be made", redact.to.display()))?;
    }
    let progress = Progress::new("documents", 20);
    let of = files.len().try_into().unwrap_or(u64::MAX);
    let mut reports = Vec::new();
    let mut refused = false;
    for (done, file) in (1_u64..).zip(&files) {
        let target = match file.file_name() {
            Some(name) if folder => redact.to.join(name),
            _ => redact.to.clone(),
        };
        let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        match document::format_of(&name, &bytes).and_then(|format| one(format, &bytes, &options)) {
            Ok((output, removed)) => {
                write_whole(&target, &output.bytes)?;
                reports.push(json!({ "file": name, "removed": removed, "notes": output.notes }));
            }
            Err(refusal) => {
                refused = true;
                say(format_args!("{name}: {refusal}; no output"))?;
                reports.push(
                    json!({ "file": name, "refused": refusal.to_string(), "refused_nl": refusal.dutch() }),
                );
            }
        }
        progress.at(done, of);
    }
    if let Some(report) = &redact.report {
        let text =
            serde_json::to_string_pretty(&json!({ "checked_by_a_person": false, "documents": reports }))?;
        write_whole(report, format!("{text}\n").as_bytes())?;
    }
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn files_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if path.is_dir() {
            return Err(BadInput(format!("{} is a folder in the folder", path.display())).into());
        }
        files.push(path);
    }
    files.sort();
    if files.is_empty() { Err(BadInput(format!("{} is empty", folder.display())).into()) } else { Ok(files) }
}

/// All of it or nothing: whoever stops the program halfway finds no half of a document.
fn write_whole(target: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let unfinished = target.with_extension("unfinished");
    let write = || {
        let mut file = fs::File::create_new(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, target)
    };
    write().with_context(|| format!("{} cannot be written", target.display()))
}

fn one(format: document::Format, bytes: &[u8], options: &Options) -> Result<(Output, Vec<Value>), Refusal> {
    let mut removed = Vec::new();
    let output = document::redact(format, bytes, |passages| {
        let found = redaction::find(passages, options);
        removed = found.iter().map(|it| told(passages, it)).collect();
        found.into_iter().map(|it| Removal { label: label(&it), ..it.removal }).collect()
    })?;
    Ok((output, removed))
}

/// A removal as the report tells it.
fn told(passages: &[Passage], found: &Found) -> Value {
    json!({
        "place": passages.get(found.removal.passage).map(|passage| &passage.place),
        "kind": detect::kind(found.kind),
        "ground": found.ground,
        "confidence": f64::from(found.confidence) / 100.0,
        "why": found.why.as_str(),
        "label": label(found),
    })
}

/// What stands on the block: in whose place, and on which ground.
fn label(found: &Found) -> String {
    format!("{} {}", found.removal.label, found.ground)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_gone_everywhere_and_the_report_does_not_repeat_it() {
        let text = "Verslag\n\nMevrouw F. Kwikstaart belde. Kwikstaart vroeg om uitstel. Haar nummer is 06-12345678.\n";
        let (output, removed) = one(document::Format::Text, text.as_bytes(), &Options::default()).unwrap();
        let output = String::from_utf8(output.bytes).unwrap();
        assert!(!output.contains("Kwikstaart") && !output.contains("12345678"), "{output}");
        assert!(output.contains("[persoon A] 5.1.2e") && output.contains("vroeg om uitstel"), "{output}");
        let report = serde_json::to_string(&removed).unwrap();
        assert!(!report.contains("Kwikstaart") && report.contains("\"person\""), "{report}");
        assert!(removed.len() >= 3, "{report}");
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert!(document::format_of("x.pdf", b"hallo").is_err());
        assert!(one(document::Format::Pdf, b"%PDF-1.7 kapot", &Options::default()).is_err());
    }
}
