//! `waarborg register export --format json|csv|jsonld [FILE]`

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};

use super::{Place, World, open_house, run_async};
use crate::register::{self, Format, Register, missing_registrations};

#[derive(Debug, Subcommand)]
pub(super) enum RegisterCommand {
    /// Write the register of processing activities to a file, or to standard output.
    Export {
        /// json: as the API gives it; csv: for spreadsheets; jsonld: Data Privacy Vocabulary 2.3.
        #[arg(long, value_enum, default_value = "json")]
        format: Name,
        /// Where the register is served; addresses in the export begin with it.
        #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
        base_url: String,
        /// The file; standard output without it.
        file: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Name {
    Json,
    Csv,
    Jsonld,
}

pub(super) fn run(command: &RegisterCommand, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let RegisterCommand::Export { format, base_url, file } = command;
    let format = match format {
        Name::Json => Format::Json,
        Name::Csv => Format::Csv,
        Name::Jsonld => Format::JsonLd,
    };
    let house = open_house(place, world, base_url, false)?;
    run_async(register::seed_at_start(&house))??;
    let activities = house.db.read_blocking("register.export", register::all)?;
    let vocabulary = register::vocabulary(&house)?;
    let text = format.write(&Register {
        activities: &activities,
        vocabulary: &vocabulary,
        base_url: &house.config.base_url,
        made_at: house.clock.now(),
    });
    house.db.stop();
    match file {
        Some(path) => fs::write(path, text).with_context(|| path.display().to_string())?,
        None => std::io::stdout().lock().write_all(text.as_bytes())?,
    }
    let missing = missing_registrations(activities.iter().map(|version| version.id.as_str()));
    if missing.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    // The export is there, but a register without these is not the one that the policy names (1-2).
    anyhow::bail!("the register lacks registrations that the policy names: {}", missing.join(", "))
}
