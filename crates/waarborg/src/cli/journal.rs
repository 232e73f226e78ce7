//! `waarborg journal verify | checkpoint | key | prove | export | replay`: the journal, looked at from the machine itself.

use std::collections::HashMap;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chain::VerifyingKey;
use clap::Subcommand;
use decide::{Rulebook, Sources, When};
use serde_json::Value;

use super::open::location;
use super::progress::Progress;
use super::{BadInput, Place, World, open_house, operator, run_async, say};
use crate::db::{Db, Location};
use crate::error::Error;
use crate::house::House;
use crate::journal;

#[derive(Debug, Subcommand)]
pub(super) enum JournalCommand {
    /// Go through the whole journal and name everything that was changed, cut off or put in. Exit 1 on findings.
    Verify {
        /// A signed checkpoint kept elsewhere: the journal must still hold everything it covers.
        #[arg(long, value_name = "FILE")]
        checkpoint: Option<PathBuf>,
        /// The public key to trust (`name+id+key`), instead of the one of this installation.
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
    },
    /// Sign the present state and print the signed note. Keep copies elsewhere.
    Checkpoint,
    /// Print the public key with which anyone can check checkpoints and proofs.
    Key,
    /// Print the proof that an entry is in the journal, for `chain-verify`.
    Prove {
        /// The number of the entry, from 0.
        entry: i64,
        /// Show the entry itself too; that reading is recorded.
        #[arg(long)]
        content: bool,
    },
    /// Print the records of processing (Logboek Dataverwerkingen), one JSON object a line; that reading is recorded.
    Export,
    /// Make every past ruling again with the policy that made it, and compare bit for bit. Exit 1 on differences.
    Replay,
}

pub(super) fn run(command: &JournalCommand, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    if let Location::Sqlite(path) = location(place, world)
        && !path.is_file()
    {
        return Err(BadInput(format!("there is no journal in {}", place.data.display())).into());
    }
    let house = open_house(place, world, "http://localhost", false)?;
    match command {
        JournalCommand::Verify { checkpoint, key } => {
            verify(&house, checkpoint.as_deref(), key.as_deref(), world)
        }
        JournalCommand::Checkpoint => {
            let note = run_async(journal::checkpoint(&house))??;
            // A signed note ends with its own line end; one more would break it.
            std::io::stdout().lock().write_all(note.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        JournalCommand::Key => {
            say(journal::verifying_key(&house)?.as_str())?;
            Ok(ExitCode::SUCCESS)
        }
        JournalCommand::Prove { entry, content } => prove(&house, *entry, *content),
        JournalCommand::Export => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            let mut written = Ok(());
            journal::export_processing(&house.db, &operator(&house), |record| {
                if written.is_ok() {
                    written = writeln!(out, "{record}");
                }
            })?;
            written?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        JournalCommand::Replay => replay(&house),
    }
}

fn verify(house: &House, kept: Option<&Path>, key: Option<&str>, world: &World) -> anyhow::Result<ExitCode> {
    let key = match key {
        Some(text) => VerifyingKey::parse(text).map_err(|error| BadInput(format!("--key: {error}")))?,
        None => journal::verifying_key(house)?,
    };
    let kept = kept.map(|path| kept_checkpoint(path, &key)).transpose()?;
    let start = world.clock.now();
    let progress = Progress::new("entries", 50_000);
    let kept = kept.as_ref().map(|(size, note)| (*size, note.as_str()));
    let found = journal::verify(&house.db, &key, kept, |done, of| progress.at(done, of))?;
    progress.end();
    for finding in &found.findings {
        say(finding)?;
    }
    if found.more > 0 {
        say(format_args!("and {} findings more", found.more))?;
    }
    let seconds = seconds_since(start.0, world);
    say(format_args!(
        "{}: {} entries, {} checkpoints confirmed, {} policies whole; {seconds}",
        if found.findings.is_empty() { "verified" } else { "NOT IN ORDER" },
        found.size,
        found.confirmed,
        found.policies,
    ))?;
    Ok(if found.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The checkpoint in a file, accepted by the key.
fn kept_checkpoint(path: &Path, key: &VerifyingKey) -> Result<(u64, String), BadInput> {
    let shown = path.display();
    let note = std::fs::read_to_string(path).map_err(|error| BadInput(format!("{shown}: {error}")))?;
    let checkpoint = key.open(note.as_bytes()).map_err(|error| BadInput(format!("{shown}: {error}")))?;
    Ok((checkpoint.size, note))
}

fn prove(house: &House, entry: i64, content: bool) -> anyhow::Result<ExitCode> {
    let bundle = run_async(async {
        if content {
            journal::read_entry(house, &operator(house), entry).await?;
        }
        journal::prove(house, entry, content).await
    })?;
    match bundle {
        Ok(bundle) => {
            say(serde_json::to_string_pretty(&bundle)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::NotFound(_)) => Err(BadInput(format!("the journal has no entry {entry}")).into()),
        Err(error) => Err(error.into()),
    }
}

fn replay(house: &House) -> anyhow::Result<ExitCode> {
    let mut rulebooks = HashMap::new();
    let progress = Progress::new("entries", 50_000);
    let outcome = journal::replay(
        &house.db,
        |past| {
            let hash = past.policy_hash;
            let kept = rulebooks.entry(hash.to_owned()).or_insert_with(|| kept_rulebook(&house.db, hash));
            let id = past.ruling.get("id").and_then(Value::as_str);
            again(kept.as_ref()?, past.facts, past.when, id)
        },
        |done, of| progress.at(done, of),
    )?;
    progress.end();
    for finding in &outcome.findings {
        say(finding)?;
    }
    say(format_args!(
        "{} rulings the same, {} not, {} decisions not made by the policy; {} policies",
        outcome.same,
        outcome.findings.len(),
        outcome.passed_over,
        rulebooks.len(),
    ))?;
    Ok(if outcome.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The policy of that hash, from the text that the journal keeps; none when it is gone or is another one.
fn kept_rulebook(db: &Db, hash: &str) -> Option<Rulebook> {
    let text = journal::policy_sources(db, hash).ok().flatten()?;
    let sources = Sources(serde_json::from_str(&text).ok()?);
    Rulebook::load(&sources).ok().filter(|rulebook| rulebook.hash() == hash)
}

/// The ruling made again. What no longer parses gives nothing that is equal to anything.
fn again(rulebook: &Rulebook, facts: &Value, when: &Value, id: Option<&str>) -> Option<Value> {
    let parsed = rulebook.parse(facts).ok().zip(serde_json::from_value::<When>(when.clone()).ok());
    let Some((facts, when)) = parsed else { return Some(Value::Null) };
    serde_json::to_value(rulebook.decide(&facts, &when, id)).ok()
}

fn seconds_since(start: i64, world: &World) -> String {
    let milliseconds = (world.clock.now().0 - start).max(0);
    format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100)
}
