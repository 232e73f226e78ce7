//! `waarborg consent export ID [FILE]`, or `--example` for one that nobody gave.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;

use super::{Place, World, open_house, run_async};
use crate::consents::{self, ConsentId};
use crate::error::Error;
use crate::register;

#[derive(Debug, Subcommand)]
pub(super) enum ConsentCommand {
    /// Write one consent as a record of ISO/IEC 27560 in the Data Privacy Vocabulary, to a file or to standard output.
    Export {
        /// Which consent.
        #[arg(required_unless_present = "example")]
        id: Option<ConsentId>,
        /// A consent that nobody gave, to see what a record looks like.
        #[arg(long, conflicts_with = "id")]
        example: bool,
        /// Where the service is; addresses in the record begin with it.
        #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
        base_url: String,
        /// The file; standard output without it.
        #[arg(long)]
        file: Option<PathBuf>,
    },
}

/// The activity of the example.
const EXAMPLE: &str = "REG-01";

pub(super) fn run(command: &ConsentCommand, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let ConsentCommand::Export { id, example, base_url, file } = command;
    let house = open_house(place, world, base_url, false)?;
    run_async(register::seed_at_start(&house))??;
    let (id, example, base_url) = (id.clone(), *example, base_url.clone());
    let record = house.db.read_blocking("consents.export", move |tx| {
        if example {
            let version = register::version_at(tx, EXAMPLE, tx.now())?;
            let version = version.ok_or(Error::NotFound("activity of the example"))?;
            return consents::example(&version.entry, EXAMPLE, &base_url)
                .ok_or_else(|| Error::internal("the example has a wrong id"));
        }
        let id = id.ok_or(Error::NotFound("consent"))?;
        let (subject, consent) = consents::find(tx, &id)?;
        let asked = consent.steps.first().map_or(tx.now(), |step| step.at);
        let version = register::version_at(tx, &consent.coverage.activity, asked)?;
        let entry = version.ok_or(Error::NotFound("activity of the consent"))?.entry;
        Ok(consents::export(&consent, &subject, &entry, &base_url))
    })?;
    house.db.stop();
    let text = format!("{}\n", serde_json::to_string_pretty(&record)?);
    match file {
        Some(path) => fs::write(path, text).with_context(|| path.display().to_string())?,
        None => std::io::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}
