//! `waarborg policy prove [PARAGRAPH]`: every promise proved for all facts, or refuted with a case.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use decide::{InformationRegime, Regime, Rulebook, Sources};
use prove::{Counterexample, Promise, Proof, Solver, Verdict};
use serde_json::json;

use super::folder::{rulebook_of, sources_of};
use super::policy::belongs;
use super::progress::Progress;
use super::{BadInput, Place, say};
use crate::decision::{PROOFS, Proofs, story};
use crate::web::Language;

#[derive(Debug, clap::Args)]
pub(super) struct Prove {
    /// Only the promises of a paragraph, such as 6.9, or of one sentence, such as 6.9-3.
    #[arg(value_name = "PARAGRAPH")]
    paragraph: Option<String>,
    /// A folder with another policy than the one in this program.
    #[arg(long, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// Where the case of a refuted promise is written.
    #[arg(long, value_name = "DIR", default_value = "counterexamples")]
    cases: PathBuf,
    /// Write what came of it into the folder of `--policy`, for the pages of that version.
    #[arg(long, requires = "policy", conflicts_with = "paragraph")]
    keep: bool,
}

pub(super) fn run(prove: &Prove, place: &Place) -> anyhow::Result<ExitCode> {
    let solver = Solver::find().map_err(|error| anyhow::anyhow!("{error}"))?;
    let sources = sources_of(prove.policy.as_deref())?;
    let rulebook = rulebook_of(&sources)?;
    let promises = promises_of(&sources, prove.paragraph.as_deref())?;
    let proofs = proofs(&rulebook, &promises, &solver, place)?;
    for (promise, proof) in promises.iter().zip(&proofs) {
        tell(&rulebook, promise, proof, prove)?;
    }
    let open = proofs.iter().filter(|proof| !proof.is_proved()).count();
    say(format_args!("{} promises proved, {open} not; {}", proofs.len() - open, solver.version()))?;
    if let Some(folder) = prove.policy.as_ref().filter(|_| prove.keep) {
        keep(folder, &rulebook, &solver, &promises, &proofs)?;
    }
    Ok(if open == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The promises of the policy, or of a part of it.
pub(super) fn promises_of(sources: &Sources, paragraph: Option<&str>) -> anyhow::Result<Vec<Promise>> {
    let mut promises = prove::promises(sources).map_err(|findings| {
        let lines = findings.iter().map(ToString::to_string).collect::<Vec<_>>();
        BadInput(lines.join("\n"))
    })?;
    if let Some(paragraph) = paragraph {
        promises.retain(|promise| promise.norms.iter().any(|norm| belongs(norm, paragraph)));
        if promises.is_empty() {
            return Err(BadInput(String::from("no promise names that paragraph or sentence")).into());
        }
    }
    Ok(promises)
}

/// Proves all of them, with a bar. What did not change since the last time is not asked again.
pub(super) fn proofs(
    rulebook: &Rulebook,
    promises: &[Promise],
    solver: &Solver,
    place: &Place,
) -> anyhow::Result<Vec<Proof>> {
    let progress = Progress::new("questions to the solver", 100);
    let cache = place.data.join("proofs");
    let step = |at: &prove::Progress| progress.at(at.done as u64, at.total as u64);
    let proofs = prove::prove_all(rulebook, promises, solver, Some(&cache), &step);
    progress.end();
    proofs.context("the proofs were not finished")
}

fn tell(rulebook: &Rulebook, promise: &Promise, proof: &Proof, prove: &Prove) -> anyhow::Result<()> {
    let state = match proof {
        Proof::Proved { .. } => "bewezen",
        Proof::Refuted(_) | Proof::Idle { .. } => "WEERLEGD",
        Proof::Unknown => "NIET BESLIST",
    };
    say(format_args!("{state}  {} ({})", promise.id, promise.norms.join(", ")))?;
    say(format_args!("  {}", promise.sentence))?;
    match proof {
        Proof::Proved { .. } => {}
        Proof::Refuted(example) => tell_case(rulebook, promise, example, prove)?,
        Proof::Idle { rules } => say(format_args!("  Deze regels doen niets: {}", rules.join(", ")))?,
        Proof::Unknown => {
            say("  Het rekenprogramma kwam er binnen de tijd niet uit. Dat telt als niet bewezen.")?;
        }
    }
    Ok(())
}

fn tell_case(
    rulebook: &Rulebook,
    promise: &Promise,
    case: &Counterexample,
    prove: &Prove,
) -> anyhow::Result<()> {
    say("  Stel dit geval:")?;
    for (question, answer) in story(rulebook, Language::Dutch, &case.facts) {
        say(format_args!("    {question} {answer}"))?;
    }
    say(format_args!("  Dan is het antwoord: {}", outcome_words(case)))?;
    if !case.reproduced {
        say("  LET OP: Waarborg zelf komt op iets anders uit. Dan klopt een van de twee niet.")?;
    }
    let file = prove.cases.join(format!("{}.json", promise.id));
    fs::create_dir_all(&prove.cases).with_context(|| prove.cases.display().to_string())?;
    let written = json!({ "id": promise.id, "title": promise.sentence, "facts": case.facts });
    fs::write(&file, serde_json::to_string_pretty(&written)? + "\n")
        .with_context(|| file.display().to_string())?;
    say(format_args!("  Bewaard. Zelf nagaan: {}", command(case, prove.policy.as_deref(), &file)))?;
    Ok(())
}

fn outcome_words(case: &Counterexample) -> String {
    format!("{} (volgens {}; regels: {})", case.outcome.as_str(), who(case.verdict), case.rules.join(", "))
}

/// Whose answer breaks a promise.
pub(super) fn who(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Policy => "het beleid alleen",
        Verdict::Law => "de wet alleen",
        Verdict::Ruling => "beleid en wet samen",
    }
}

/// The command that gives the same ruling.
fn command(case: &Counterexample, policy: Option<&Path>, file: &Path) -> String {
    let policy = policy.map(|folder| format!(" --policy {}", folder.display())).unwrap_or_default();
    let pending = if (case.regime, case.information) == (Regime::Wbp, InformationRegime::Woo) {
        " --pending-at-transition"
    } else {
        ""
    };
    let regime = case.regime.as_str();
    format!("waarborg decide{policy} --regime {regime} --at {}{pending} {}", case.at, file.display())
}

/// Writes what came of the proofs beside the promises. The text is the same as long as the rules are.
fn keep(
    folder: &Path,
    rulebook: &Rulebook,
    solver: &Solver,
    promises: &[Promise],
    proofs: &[Proof],
) -> anyhow::Result<()> {
    let proved = promises.iter().zip(proofs).map(|(promise, proof)| (promise.id.clone(), proof.is_proved()));
    let kept = Proofs {
        rules: rulebook.hash().to_owned(),
        solver: solver.version().to_owned(),
        proved: proved.collect::<BTreeMap<_, _>>(),
    };
    let file = folder.join(PROOFS);
    fs::write(&file, serde_json::to_string_pretty(&kept)? + "\n").with_context(|| file.display().to_string())
}
