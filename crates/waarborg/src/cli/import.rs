//! `waarborg import TABLE --mapping FILE --as ACCOUNT [--dry-run]`: people and files from a table.
//!
//! Either all lines can be taken, or none is: what is wrong with each is said, and nothing is written (exit 2).

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use ground::{Actor, Role};

use super::progress::Progress;
use super::{BadInput, Place, World, open_house, say};
use crate::journal::Context;
use crate::vault::{self, Mapping};

#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The table: CSV in UTF-8, with a header.
    #[arg(value_name = "TABLE")]
    table: PathBuf,
    /// Which column is what: see docs/import.md.
    #[arg(long, value_name = "FILE")]
    mapping: PathBuf,
    /// The account for which the files are opened; it must be charged with the law.
    #[arg(long = "as", value_name = "ACCOUNT")]
    account: String,
    /// Read and check everything, write nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(import: &Import, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(&import.mapping)
        .map_err(|error| BadInput(format!("{}: {error}", import.mapping.display())))?;
    let mapping = toml::from_str::<Mapping>(&text)
        .map_err(|error| BadInput(format!("{}: {}", import.mapping.display(), error.message())))?;
    let table = std::fs::read(&import.table)
        .map_err(|error| BadInput(format!("{}: {error}", import.table.display())))?;
    let house = open_house(place, world, "http://localhost", false)?;
    let read = vault::read(&house, &mapping, &table).map_err(|error| BadInput(error.to_string()))?;
    if !read.faults.is_empty() {
        let mut lines = read.faults.iter().map(|fault| {
            let column =
                if fault.column.is_empty() { String::new() } else { format!("kolom {}: ", fault.column) };
            format!("regel {}: {column}{}", fault.line, fault.message)
        });
        let lines = lines.by_ref().collect::<Vec<_>>().join("\n");
        let good = read.people.len();
        return Err(BadInput(format!("er is niets overgenomen; {good} regels zijn goed\n{lines}")).into());
    }
    let count = read.people.len();
    if import.dry_run {
        say(format_args!("{count} regels zijn goed; er is niets overgenomen."))?;
        return Ok(ExitCode::SUCCESS);
    }
    let context = Context::begin(&house, Actor { id: import.account.clone(), role: Role::Employee });
    let progress = Progress::new("regels", 1_000);
    let taken = vault::take(&house, &context, read.people, &|done| progress.at(done, count as u64));
    progress.end();
    let taken = taken.context("the import stopped; run it again to go on")?;
    say(format_args!(
        "{} dossiers begonnen, {} waren er al, {} geweigerd.",
        taken.added, taken.known, taken.refused
    ))?;
    house.db.stop();
    Ok(if taken.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
