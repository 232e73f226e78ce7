//! `waarborg policy diff OLD NEW`: what another version newly allows and newly stops, proved, with facts each way; and
//! the past rulings that would come out otherwise.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use decide::Rulebook;
use prove::Solver;
use serde_json::Value;

use super::examine::{changed_rulings, differences};
use super::folder::{rulebook_of, sources_of};
use super::{BadInput, Place, World, open_house, run_async, say};
use crate::adoption::{self, Direction};
use crate::decision::story;
use crate::house::House;
use crate::web::Language;

#[derive(Debug, clap::Args)]
pub(super) struct Diff {
    /// A folder with a policy, or the number of an adopted version of this installation.
    #[arg(value_name = "OLD")]
    old: String,
    /// As OLD.
    #[arg(value_name = "NEW")]
    new: String,
    /// Also make the past rulings of this installation again, by NEW.
    #[arg(long)]
    journal: bool,
}

pub(super) fn run(diff: &Diff, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let solver = Solver::find().map_err(|error| anyhow::anyhow!("{error}"))?;
    let is_number = |text: &str| !Path::new(text).exists() && text.parse::<i64>().is_ok();
    let house = if diff.journal || is_number(&diff.old) || is_number(&diff.new) {
        let house = open_house(place, world, "http://localhost", false)?;
        run_async(adoption::start(&house))??;
        Some(house)
    } else {
        None
    };
    let old = version(&diff.old, house.as_deref())?;
    let new = version(&diff.new, house.as_deref())?;
    let found = differences(&old, &new, &solver)?;
    for it in found.iter().filter(|it| it.direction != Direction::Equal) {
        let way = match it.direction {
            Direction::Wider => "ruimer",
            Direction::Narrower => "strenger",
            Direction::Both => "ruimer en strenger",
            Direction::Equal | Direction::Unknown => "niet beslist",
        };
        say(format_args!("{} · {} · {}: {way}", it.question, it.law, it.layer))?;
        tell("Dit mag alleen straks:", &new, it.wider.as_ref())?;
        tell("Dit mag alleen nu:", &old, it.narrower.as_ref())?;
    }
    let equal = found.iter().filter(|it| it.direction == Direction::Equal).count();
    say(format_args!("{equal} of {} verdicts proved equal; {}", found.len(), solver.version()))?;
    if let Some(house) = house.as_deref().filter(|_| diff.journal) {
        let changed = changed_rulings(house, &new)?;
        changed.iter().try_for_each(|it| say(format_args!("{}\t{} -> {}", it.ruling, it.then, it.now)))?;
        say(format_args!("{} past rulings would come out otherwise", changed.len()))?;
    }
    if let Some(house) = house {
        house.db.stop();
    }
    Ok(ExitCode::SUCCESS)
}

/// The rules of a folder, or of a version of this installation.
fn version(named: &str, house: Option<&House>) -> anyhow::Result<Arc<Rulebook>> {
    let folder = PathBuf::from(named);
    if folder.exists() {
        return Ok(rulebook_of(&sources_of(Some(&folder))?)?);
    }
    let edition = named.parse().ok().zip(house).and_then(|(number, house)| house.policies.numbered(number));
    let edition =
        edition.ok_or_else(|| BadInput(format!("{named}: no such folder, and no adopted version")))?;
    Ok(edition.rulebook.clone())
}

fn tell(title: &str, rulebook: &Rulebook, facts: Option<&Value>) -> std::io::Result<()> {
    let Some(facts) = facts else { return Ok(()) };
    say(format_args!("  {title}"))?;
    let lines = story(rulebook, Language::Dutch, facts);
    lines.iter().try_for_each(|(question, answer)| say(format_args!("    {question} {answer}")))
}
