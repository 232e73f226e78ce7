//! `waarborg doctor`: whether this installation is in order. Changes nothing.

use std::os::unix::fs::PermissionsExt as _;
use std::process::ExitCode;

use chain::check_consistency;

use super::open::{KEY_FILE, location};
use super::{Place, World, open_house, run_async, say};
use crate::db::{Db, Location, MigrationState, inspect};
use crate::error::Error;
use crate::house::{House, Keys, embedded_sources, load_rulebook};
use crate::journal;

/// 2026-01-01; a clock before this is wrong for certain.
const LONG_AGO: i64 = 1_767_225_600_000;

/// What a check found: good, or what to do about it.
type Finding = Result<String, String>;

pub(super) fn run(place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let schema = schema(place, world);
    let is_current = schema.as_ref().is_ok_and(|(_, is_current)| *is_current);
    let mut checks: Vec<(&str, Finding)> = vec![
        ("data folder", folder(place)),
        ("key file", keys(place)),
        ("policy", policy()),
        ("clock", clock(world)),
        ("database schema", schema.map(|(text, _)| text)),
    ];
    // The rest reads tables, and opening a database brings it to our schema: only when it already is there.
    if is_current {
        checks.extend(inside(place, world));
    }
    let mut failures = 0;
    for (name, finding) in &checks {
        let (mark, text) = match finding {
            Ok(text) => ("ok  ", text),
            Err(text) => {
                failures += 1;
                ("FAIL", text)
            }
        };
        say(format_args!("{mark}  {name:<16}  {text}"))?;
    }
    say(match failures {
        0 => String::from("All in order."),
        1 => String::from("1 check failed."),
        count => format!("{count} checks failed."),
    })?;
    Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn folder(place: &Place) -> Finding {
    let shown = place.data.display();
    let metadata = std::fs::metadata(&place.data)
        .map_err(|_| format!("{shown} is not there; `waarborg serve` or `migrate` makes it"))?;
    if !metadata.is_dir() {
        return Err(format!("{shown} is no folder"));
    }
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o022 != 0 {
        return Err(format!("{shown} may be written by others (mode {mode:o}); set it to 0700"));
    }
    Ok(format!("{shown}, mode {mode:o}"))
}

fn keys(place: &Place) -> Finding {
    let path = place.data.join(KEY_FILE);
    match Keys::load(&path) {
        Ok(_) => Ok(format!("{}, for the owner only", path.display())),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

fn policy() -> Finding {
    let sources = embedded_sources();
    match load_rulebook(&sources) {
        Ok(_) if sources.0.is_empty() => Err(String::from("this program was built without a policy")),
        Ok(rulebook) => Ok(format!("version {}, {} files, no mistakes", rulebook.version(), sources.0.len())),
        Err(findings) => Err(format!("{} mistakes; `waarborg policy check` names them", findings.len())),
    }
}

fn clock(world: &World) -> Finding {
    let now = world.clock.now();
    if now.0 < LONG_AGO {
        return Err(format!("{} cannot be right; legal terms count from it", now.rfc3339()));
    }
    Ok(now.rfc3339())
}

/// What there is to say of the schema, and whether it is ours.
fn schema(place: &Place, world: &World) -> Result<(String, bool), String> {
    let location = location(place, world);
    if let Location::Sqlite(path) = &location
        && !path.exists()
    {
        return Err(format!("{} is not there; `waarborg migrate` makes it", path.display()));
    }
    let states = inspect(&location).map_err(|error| format!("cannot be read: {error}"))?;
    let with = |wanted| {
        let names = states.iter().filter(|(_, state)| *state == wanted).map(|(name, _)| name.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    for (state, meaning) in [
        (MigrationState::Unknown, "made by a newer waarborg"),
        (MigrationState::Changed, "differs from what was applied"),
        (MigrationState::Missing, "not applied; `waarborg migrate` does it"),
    ] {
        let names = with(state);
        if !names.is_empty() {
            return Err(format!("{names}: {meaning}"));
        }
    }
    Ok((format!("{} migrations, all applied", states.len()), true))
}

fn inside(place: &Place, world: &World) -> Vec<(&'static str, Finding)> {
    let house = match open_house(place, world, "http://localhost", false) {
        Ok(house) => house,
        Err(error) => return vec![("database", Err(format!("{error:#}")))],
    };
    let checks = vec![
        ("database", house.db.check_up().map_err(|error| error.to_string())),
        ("time order", time_order(&house.db, world)),
        ("journal", journal(&house)),
    ];
    house.db.stop();
    checks
}

/// The last signature is ours, and the journal still begins with what was signed. Does not look into each entry:
/// that is `waarborg journal verify`.
fn journal(house: &House) -> Finding {
    let looked = run_async(async {
        let note = journal::latest_checkpoint(house).await?;
        Ok::<_, Error>((note, journal::state(house).await?))
    });
    let (note, (size, root)) =
        looked.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
    let Some(note) = note else { return Ok(format!("{size} entries, not signed yet")) };
    let key = journal::verifying_key(house).map_err(|error| error.to_string())?;
    let signed = key.open(note.as_bytes()).map_err(|_| {
        String::from("the last signature is not of this key file and log origin; were they changed?")
    })?;
    if signed.size > size {
        return Err(format!("{} entries were signed and only {size} are left", signed.size));
    }
    let changed = || format!("the first {} entries are not those that were signed", signed.size);
    if signed.size == size {
        return if signed.root == root { Ok(format!("{size} entries, all signed")) } else { Err(changed()) };
    }
    if signed.size > 0 {
        let proof = run_async(journal::consistency(house, signed.size)).map_err(|error| error.to_string())?;
        let (hashes, size_then) = proof.map_err(|error| format!("the tree cannot be read: {error}"))?;
        // A running service may have added entries between the two looks; then the proof is for another size.
        if size_then == size && check_consistency(&hashes, size, root, signed.size, signed.root).is_err() {
            return Err(changed());
        }
    }
    Ok(format!("{size} entries, signed up to {}", signed.size))
}

/// The clock was not set back since the database was made.
fn time_order(db: &Db, world: &World) -> Finding {
    let newest = db.newest_migration().map_err(|error| error.to_string())?;
    let now = world.clock.now();
    if newest > now {
        return Err(format!("the schema was made at {}, which is still to come", newest.rfc3339()));
    }
    Ok(format!("the schema was last changed at {}", newest.rfc3339()))
}
