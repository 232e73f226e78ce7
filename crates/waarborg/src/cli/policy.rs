//! `waarborg policy check [DIR] | coverage [--root DIR] | explain PARAGRAPH | prove [PARAGRAPH] | diff OLD NEW |
//! versions | propose DIR --note TEXT`
//!
//! `check` and `explain` need no installation and no checkout; `versions` and `propose` are in `versions.rs`. `coverage`
//! reads a checkout: what tests prove stands in the sources.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use decide::{Layer, RuleInfo};
use ground::paragraph_of;

use super::folder::{rulebook_of, sources_of};
use super::{BadInput, Place, World, coverage, diff, prove, versions};
use crate::decision::Proofs;
use crate::house::load_rulebook;

#[derive(Debug, clap::Subcommand)]
pub(super) enum PolicyCommand {
    /// Check rules, data and cases: each mistake with its file and rule, each case that comes out otherwise.
    Check {
        /// A folder with a policy; without it, the policy in this program.
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Accept the rules that speak in each case now: write them into the folder.
        #[arg(long, requires = "folder")]
        keep: bool,
    },
    /// Show for each sentence of the policy its rule and its test, and what later chapters bring.
    Coverage {
        /// The checkout of Waarborg.
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
    /// Show the rules of a paragraph, such as 6.9, or of one sentence, such as 6.9-3.
    Explain {
        /// The paragraph or sentence.
        #[arg(value_name = "PARAGRAPH")]
        paragraph: String,
    },
    /// Show all versions of the policy in this installation, with how far each came.
    Versions,
    /// Bring a policy in as a draft, for the advice of the FG and the decision of the daily board.
    Propose {
        /// The folder with the policy.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// What changes and why, in plain words.
        #[arg(long, value_name = "TEXT")]
        note: String,
    },
    /// Prove the promises of the policy, or refute them with a case. Needs the solver cvc5. Exit 1 when one is not
    /// proved.
    Prove(prove::Prove),
    /// Compare two versions: what is newly allowed and newly stopped, proved, with facts each way. Needs cvc5.
    Diff(diff::Diff),
}

pub(super) fn run(command: &PolicyCommand, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    match command {
        PolicyCommand::Check { folder, keep } => check(folder.as_deref(), *keep),
        PolicyCommand::Coverage { root } => coverage::run(root),
        PolicyCommand::Explain { paragraph } => explain(paragraph),
        PolicyCommand::Versions => versions::list(place, world),
        PolicyCommand::Propose { folder, note } => versions::propose(folder, note, place, world),
        PolicyCommand::Prove(prove) => prove::run(prove, place),
        PolicyCommand::Diff(diff) => diff::run(diff, place, world),
    }
}

fn check(folder: Option<&Path>, keep: bool) -> anyhow::Result<ExitCode> {
    let sources = sources_of(folder)?;
    let mut out = io::stdout().lock();
    let rulebook = match load_rulebook(&sources) {
        Ok(rulebook) => rulebook,
        Err(findings) => {
            for finding in &findings {
                writeln!(out, "{finding}")?;
            }
            writeln!(out, "{} mistake(s)", findings.len())?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let count = rulebook.rules().count();
    writeln!(out, "{count} rules in {} files, version {}", sources.0.len(), rulebook.version())?;
    let cases = ::decide::cases(&sources).map_err(BadInput)?;
    let mut mistaken = 0;
    for case in &cases {
        let found = case.mistakes(&rulebook);
        mistaken += usize::from(!found.is_empty());
        for mistake in found {
            writeln!(out, "case {}: {mistake}", case.id)?;
        }
    }
    let spoken = ::decide::spoken(&rulebook, &cases);
    let otherwise = ::decide::spoken_otherwise(&sources, &spoken).map_err(BadInput)?;
    for case in otherwise.iter().filter(|_| !keep) {
        writeln!(out, "case {case}: other rules speak than before")?;
    }
    if let (Some(folder), true) = (folder, keep) {
        let file = folder.join(::decide::SPOKEN);
        let text = serde_json::to_string_pretty(&spoken)? + "\n";
        std::fs::write(&file, text).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
    }
    writeln!(
        out,
        "{} cases, {mistaken} come out otherwise, {} by other rules",
        cases.len(),
        otherwise.len()
    )?;
    // No mistake: rules change more often than they are proved. The service shows such promises as not proved.
    if Proofs::of(&sources, &rulebook).is_none() {
        writeln!(
            out,
            "the promises are not proved for these rules: waarborg policy prove --policy DIR --keep"
        )?;
    }
    Ok(if mistaken == 0 && (otherwise.is_empty() || keep) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn explain(paragraph: &str) -> anyhow::Result<ExitCode> {
    let rulebook = rulebook_of(&sources_of(None)?)?;
    let rules: Vec<&RuleInfo> =
        rulebook.rules().filter(|rule| rule.norms.iter().any(|norm| belongs(norm, paragraph))).collect();
    if rules.is_empty() {
        return Err(BadInput(String::from("no rule names that paragraph or sentence")).into());
    }
    let mut out = io::stdout().lock();
    for rule in rules {
        writeln!(out, "{} ({}) · {}", rule.id, layer(rule.layer), rule.norms.join(", "))?;
        for (name, articles) in [("toen", &rule.law_then), ("nu", &rule.law_now)] {
            if !articles.is_empty() {
                writeln!(out, "  wet {name}: {}", articles.join("; "))?;
            }
        }
        if !rule.reason.is_empty() {
            writeln!(out, "  {}", rule.reason)?;
        }
        for line in rule.text.lines() {
            writeln!(out, "    {line}")?;
        }
        writeln!(out)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// `6.9-3` belongs to `6.9-3` and to `6.9`, not to `6`.
pub(super) fn belongs(norm: &str, paragraph: &str) -> bool {
    norm == paragraph || paragraph_of(norm) == Some(paragraph)
}

fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::Policy => "beleid",
        Layer::Law => "wet",
        Layer::Wbp => "Wbp",
        Layer::Avg => "AVG",
        Layer::Wob => "Wob",
        Layer::Woo => "Woo",
        Layer::Obligation => "verplichting",
        Layer::Definition => "begrip",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_belongs_to_its_own_paragraph_only() {
        assert!(belongs("6.9-3", "6.9") && belongs("6.9-3", "6.9-3"));
        assert!(!belongs("6.9-3", "6") && !belongs("6.9-3", "6.9-30") && !belongs("6.10-1", "6.1"));
    }
}
