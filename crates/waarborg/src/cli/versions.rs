//! `waarborg policy versions | propose`: the versions of the policy, from the machine itself.

use std::path::Path;
use std::process::ExitCode;

use super::examine::examine;
use super::folder::sources_of;
use super::{BadInput, Place, World, open_house, operator, run_async, say};
use crate::adoption::{self, PolicyVersion, Proposal, Stage};
use crate::error::Error;
use crate::house::Edition;

pub(super) fn list(place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let house = open_house(place, world, "http://localhost", false)?;
    run_async(adoption::start(&house))??;
    let today = house.policy().number;
    for version in run_async(adoption::list(&house))?? {
        let mark = if version.number == today { "*" } else { " " };
        let (number, stage, name) = (version.number, version.stage.as_str(), &version.name);
        say(format_args!("{mark} {number}\t{stage}\t{}\t{name}", from(&version)))?;
    }
    house.db.stop();
    Ok(ExitCode::SUCCESS)
}

fn from(version: &PolicyVersion) -> String {
    match (&version.stage, version.stage.in_force()) {
        (Stage::First, _) => String::from("from the beginning"),
        (_, Some(day)) => format!("from {day}"),
        (_, None) => String::from("-"),
    }
}

pub(super) fn propose(folder: &Path, note: &str, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let sources = sources_of(Some(folder))?;
    let new = Edition::compile(0, None, sources.0.clone()).map_err(|findings| {
        let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
        BadInput(format!("the policy has mistakes\n{}", lines.join("\n")))
    })?;
    let house = open_house(place, world, "http://localhost", false)?;
    run_async(adoption::start(&house))??;
    let old = house.policies.newest();
    let examination = examine(&house, &old, &new, place)?;
    let proposal = Proposal { sources: sources.0, note: note.to_owned(), base: old.number, examination };
    let proposed = run_async(adoption::propose(&house, &operator(&house), proposal))?;
    house.db.stop();
    let version = proposed.map_err(|error| match error {
        Error::Conflict("policy-already-there") => {
            BadInput(String::from("these rules hold already, or were proposed already")).into()
        }
        Error::Invalid(fields) => {
            let lines: Vec<String> = fields.iter().map(|field| field.message.clone()).collect();
            BadInput(lines.join("\n")).into()
        }
        error => anyhow::Error::from(error),
    })?;
    say(format_args!("Version {} is a draft: {}", version.number, version.name))?;
    say("The FG advises and the daily board decides at /beleid/versies.")?;
    Ok(ExitCode::SUCCESS)
}
