//! `waarborg redact [--regime woo|wob] [--known FILE] [--officials-stay] [--report FILE.json] IN OUT`
//!
//! Takes what is found out of a document, or out of every document in a folder. Needs no installation, and keeps nothing.
//! Nobody looked at what comes out: it may be released only after a person did (6.12-4).

mod found;
mod together;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

use ::redact::document::{self, Refusal};
use anyhow::Context as _;
use serde_json::{Value, json};

use super::detect::{self, Looking, unreadable};
use super::progress::Progress;
use super::{BadInput, say};
use found::Looked;

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
///
/// Two passes: what is found in all of them is put together first, because the same person gets the same letter in each.
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
    let progress = Steps::new(2 * files.len());
    let found = together::each(&files, &|file| progress.after(found::look(file, &options)));
    let found = found.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let labels = found::labels(&found);
    let work: Vec<_> = files.iter().zip(found.iter().zip(&labels)).collect();
    let reports = together::each(&work, &|(file, (found, labels))| {
        let target = match file.file_name() {
            Some(name) if folder => redact.to.join(name),
            _ => redact.to.clone(),
        };
        progress.after(one(file, found, labels, &target))
    });
    let mut refused = false;
    let mut told = Vec::with_capacity(reports.len());
    for (file, report) in files.iter().zip(reports) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        told.push(match report? {
            Ok((removed, notes)) => json!({ "file": name, "removed": removed, "notes": notes }),
            Err(refusal) => {
                refused = true;
                say(format_args!("{name}: {refusal}; no output"))?;
                json!({ "file": name, "refused": refusal.to_string(), "refused_nl": refusal.dutch() })
            }
        });
    }
    if let Some(report) = &redact.report {
        let text = serde_json::to_string_pretty(&json!({ "checked_by_a_person": false, "documents": told }))?;
        write_whole(report, format!("{text}\n").as_bytes())?;
    }
    Ok(if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// How many steps were taken, by whatever thread.
struct Steps {
    progress: Progress,
    done: AtomicU64,
    of: u64,
}

impl Steps {
    fn new(of: usize) -> Self {
        let of = of.try_into().unwrap_or(u64::MAX);
        Self { progress: Progress::new("steps", 40), done: AtomicU64::new(0), of }
    }

    fn after<T>(&self, result: T) -> T {
        self.progress.at(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.of);
        result
    }
}

/// What was removed and what went away unasked, for the report; or why there is no output.
type Report = Result<(Vec<Value>, Vec<String>), Refusal>;

fn one(file: &Path, looked: &Looked, labels: &[String], target: &Path) -> anyhow::Result<Report> {
    let seen = match looked {
        Ok(seen) => seen,
        Err(refusal) => return Ok(Err(refusal.clone())),
    };
    let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
    let mut changed = false;
    let mut removed = Vec::new();
    let output = document::redact(seen.format, &bytes, |passages| {
        changed = !seen.searched.is_of(passages);
        let (removals, told) =
            if changed { Default::default() } else { found::removals(passages, seen, labels) };
        removed = told;
        removals
    });
    if changed {
        return Err(BadInput(format!("{} changed while it was read", file.display())).into());
    }
    let output = match output {
        Ok(output) => output,
        Err(refusal) => return Ok(Err(refusal)),
    };
    write_whole(target, &output.bytes)?;
    Ok(Ok((removed, output.notes)))
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

#[cfg(test)]
mod tests;
