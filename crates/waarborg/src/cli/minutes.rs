//! `waarborg minutes check [--external] [--officials strict|functional] [--known FILE] [--pictures-seen] [--json]
//! FILE|-`
//!
//! Says who can be recognised in minutes, where, and what to do instead (paragraph 6.8). Needs no installation, and keeps
//! nothing. The words themselves are shown on standard output only, to whoever has the file; never in `--json`.

mod told;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::redact::document::{self, Passage, Reading, Refusal};
use ::redact::{Options, Trace};
use anyhow::Context as _;
use decide::{Ruling, Sources};

use super::detect::{known, unreadable};
use super::folder::{rulebook_of, sources_of};
use super::{BadInput, World, say};
use crate::decision::law_of;
use crate::house::Organisation;
use crate::minutes;

#[derive(Debug, clap::Subcommand)]
pub(super) enum MinutesCommand {
    /// Look whether anybody can be recognised. Exit code 0: nobody; 1: somebody, or not everything could be searched;
    /// 2: this cannot be read.
    Check(Check),
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Others than people of this body were there.
    #[arg(long)]
    external: bool,
    /// Whether officials may be named; without it, as the policy sets it.
    #[arg(long, value_name = "strict|functional", value_parser = ["strict", "functional"])]
    officials: Option<String>,
    /// A file with names of people, one on a line: they are always found.
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// You looked at every picture and recognised nobody; without it, pictures are not clean.
    #[arg(long)]
    pictures_seen: bool,
    /// One JSON object, without the words themselves.
    #[arg(long)]
    json: bool,
    /// A document of any format that `redact` reads; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// What came out of a check.
struct Checked {
    passages: Vec<Passage>,
    traces: Vec<Trace>,
    /// Of each sort of people in it.
    rulings: BTreeMap<&'static str, Ruling>,
    /// What could not be searched, in Dutch.
    unsearched: Vec<String>,
    /// Where pictures stand, in Dutch, unless whoever asks looked at them.
    pictures: Vec<String>,
}

impl Checked {
    /// Nobody can be recognised, as far as can be seen, and everything was seen.
    fn is_clean(&self) -> bool {
        self.unsearched.is_empty()
            && self.pictures.is_empty()
            && self.rulings.values().all(|ruling| ruling.outcome.is_passable())
    }

    /// Whether a trace is one that the policy refuses.
    fn is_refused(&self, trace: &Trace) -> bool {
        self.rulings.get(trace.whom.as_str()).is_none_or(|ruling| !ruling.outcome.is_passable())
    }
}

pub(super) fn run(command: &MinutesCommand, world: &World) -> anyhow::Result<ExitCode> {
    let MinutesCommand::Check(check) = command;
    let checked = checked(check, world)?;
    if check.json {
        say(serde_json::to_string(&told::json(&checked))?)?;
    } else {
        told::text(&checked).iter().try_for_each(say)?;
    }
    Ok(if checked.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn checked(check: &Check, world: &World) -> anyhow::Result<Checked> {
    let policy = sources(check.officials.as_deref())?;
    let small_count = Organisation::of(&policy).small_cell;
    let options = Options { known: known(check.known.as_deref())?, small_count, ..Options::default() };
    let rulebook = rulebook_of(&policy)?;
    let bytes = bytes(&check.file)?;
    let name = check.file.file_name().unwrap_or_default().to_string_lossy();
    let read = document::format_of(&name, &bytes).and_then(|format| document::read(format, &bytes));
    let Reading { passages, unsearched, pictures } = match read {
        Ok(reading) if reading.passages.is_empty() => {
            return Err(BadInput(format!("there is no text in {}", check.file.display())).into());
        }
        Ok(reading) => reading,
        // A page without text is no mistake of whoever asks, and never clean.
        Err(refusal @ Refusal::NotSearched { .. }) => {
            Reading { passages: Vec::new(), unsearched: vec![refusal.dutch()], pictures: Vec::new() }
        }
        Err(refusal) => return Err(BadInput(format!("{}: {refusal}", check.file.display())).into()),
    };
    let traces = ::redact::traces(&passages, &options);
    let when = law_of(None, None, false, world.clock.now().day());
    let found = traces.iter().map(|trace| (trace.whom.as_str(), trace.sort.as_str()));
    let mut rulings = BTreeMap::new();
    for (whom, facts) in minutes::questions(found, check.external) {
        let facts = rulebook.parse(&facts).map_err(|errors| {
            let words: Vec<String> =
                errors.iter().map(|error| format!("{}: {}", error.path, error.message)).collect();
            anyhow::anyhow!("the policy does not know the facts of minutes: {}", words.join("; "))
        })?;
        rulings.insert(whom, rulebook.decide(&facts, &when, None));
    }
    let pictures = if check.pictures_seen { Vec::new() } else { pictures };
    Ok(Checked { passages, traces, rulings, unsearched, pictures })
}

fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        return Ok(bytes);
    }
    Ok(fs::read(file).map_err(|error| unreadable(file, &error))?)
}

/// The policy of this program, with another choice for officials if one was made.
fn sources(officials: Option<&str>) -> anyhow::Result<Sources> {
    let mut sources = sources_of(None)?;
    let Some(officials) = officials else { return Ok(sources) };
    let file = "organisation.toml";
    let mut table: toml::Table = sources.0.get(file).map_or("", String::as_str).parse()?;
    let settings = table.entry("settings").or_insert_with(|| toml::Table::new().into());
    let minutes = settings.as_table_mut().context("`settings` is no table")?;
    let minutes = minutes.entry("minutes").or_insert_with(|| toml::Table::new().into());
    let minutes = minutes.as_table_mut().context("`settings.minutes` is no table")?;
    minutes.insert(String::from("officials"), officials.into());
    sources.0.insert(file.to_owned(), table.to_string());
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_for_officials_changes_the_policy_and_nothing_else() {
        let strict = rulebook_of(&sources(Some("strict")).unwrap()).unwrap();
        let functional = rulebook_of(&sources(Some("functional")).unwrap()).unwrap();
        let facts = minutes::questions([("official", "name")], false)["official"].clone();
        let when = law_of(None, None, false, "2026-02-03".parse().unwrap());
        let passes = |book: &decide::Rulebook| {
            book.decide(&book.parse(&facts).unwrap(), &when, None).outcome.is_passable()
        };
        assert_eq!((passes(&strict), passes(&functional)), (false, true));
    }
}
