//! `waarborg migrate`: brings the database to the schema of this program. `serve` does the same at its start.

use std::process::ExitCode;

use super::open::location;
use super::{Place, World, open_house, say};
use crate::db::{MigrationState, inspect};

pub(super) fn run(place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let before = inspect(&location(place, world))?;
    let house = open_house(place, world, "http://localhost", false)?;
    house.db.stop();
    let mut applied = 0;
    for (name, _) in before.iter().filter(|(_, state)| *state == MigrationState::Missing) {
        say(format_args!("applied {name}"))?;
        applied += 1;
    }
    say(format_args!("{applied} applied; the schema is that of waarborg {}", house.config.app_version))?;
    Ok(ExitCode::SUCCESS)
}
