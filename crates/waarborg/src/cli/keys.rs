//! `waarborg keys rotate [--resume]`: a new master key, and the keys of people, accounts and documents wrapped anew with it.
//!
//! A running service notices the new key by itself. Stopped halfway, `--resume` goes on; until then both master keys stay
//! in the file. Not done here: taking the old key out of the file. Do that by hand when `rotate --resume`
//! finds nothing left to wrap, and keep it as long as there are backups that need it.

use std::process::ExitCode;

use clap::Subcommand;

use super::progress::Progress;
use super::{BadInput, Place, World, open_house, operator, say};
use crate::{desk, minutes, redaction, vault};

#[derive(Debug, Subcommand)]
pub(super) enum KeysCommand {
    /// Put a new master key in use and wrap the key of every person, account and document with it.
    Rotate {
        /// Go on with the master key that is in use, after a rotation that was stopped.
        #[arg(long)]
        resume: bool,
    },
}

pub(super) fn run(command: &KeysCommand, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let KeysCommand::Rotate { resume } = command;
    let house = open_house(place, world, "http://localhost", false)?;
    if !resume {
        // With the time: twice on one day is two keys.
        let id = house.clock.now().rfc3339().replace(|sign: char| !sign.is_ascii_alphanumeric(), "-");
        house.masters.renew(&id, house.entropy.as_ref()).map_err(|error| BadInput(error.to_string()))?;
        say(format_args!("The master key `{id}` is in use."))?;
    }
    let progress = Progress::new("keys", 1_000);
    let first = std::cell::Cell::new(None);
    let told = |left: i64| {
        let left = u64::try_from(left).unwrap_or(0);
        let all = first.get().unwrap_or(left + 500);
        first.set(Some(all));
        progress.at(all.saturating_sub(left), all);
    };
    let people = vault::rotate(&house, &operator(&house), &told)?;
    progress.end();
    let accounts = desk::rotate_accounts(&house, &operator(&house))?;
    let documents =
        redaction::rotate(&house, &operator(&house))? + minutes::rotate(&house, &operator(&house))?;
    say(format_args!(
        "{people} keys of people, {accounts} of accounts and {documents} of documents wrapped anew; none is left with an older master key."
    ))?;
    house.db.stop();
    Ok(ExitCode::SUCCESS)
}
