//! `waarborg decide [--regime avg|wbp] [--at YYYY-MM-DD] [--pending-at-transition] [--policy DIR] [FILE|-]`
//!
//! Needs no installation: the rules are in the program, and a ruling given here is not journalled.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use decide::{Facts, Regime, Rulebook};
use ground::Day;
use serde_json::Value;

use super::folder::{rulebook_of, sources_of};
use super::{BadInput, World};
use crate::api::json;
use crate::decision::{Ask, Shape, law_of, parse_facts};
use crate::error::FieldError;

#[derive(Debug, clap::Args)]
pub(super) struct Decide {
    /// The law to judge by; without it, the one in force on the day.
    #[arg(long, value_name = "avg|wbp", value_parser = regime)]
    regime: Option<Regime>,
    /// The day of the act. Without it: today, or with `--regime wbp` the last day of that law.
    #[arg(long, value_name = "YYYY-MM-DD")]
    at: Option<Day>,
    /// A request or court case that was pending on 25 May 2018 stays under the Wbp (UAVG 48).
    #[arg(long)]
    pending_at_transition: bool,
    /// A folder with another policy than the one in this program.
    #[arg(long, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// One JSON object of facts, or JSON Lines, with an optional "id"; `-` is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
}

fn regime(text: &str) -> Result<Regime, &'static str> {
    match text {
        "avg" => Ok(Regime::Avg),
        "wbp" => Ok(Regime::Wbp),
        _ => Err("choose avg or wbp"),
    }
}

/// All of the input is read and checked before the first ruling: one mistake, and nothing is decided.
pub(super) fn run(decide: &Decide, world: &World) -> anyhow::Result<ExitCode> {
    let bytes = read(&decide.file)?;
    let rulebook = rulebook_of(&sources_of(decide.policy.as_deref())?)?;
    let asks = check(&rulebook, &bytes).map_err(|lines| BadInput(lines.join("\n")))?;
    let when = law_of(decide.regime, decide.at, decide.pending_at_transition, world.clock.now().day());
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (id, facts) in asks {
        let ruling = rulebook.decide(&facts, &when, id.as_deref());
        serde_json::to_writer(&mut out, &ruling).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn read(file: &PathBuf) -> anyhow::Result<Vec<u8>> {
    if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        Ok(bytes)
    } else {
        let name = file.display();
        fs::read(file).map_err(|error| BadInput(format!("{name} cannot be read: {error}")).into())
    }
}

/// The id and the facts of every question, or all mistakes as lines of text.
fn check(rulebook: &Rulebook, bytes: &[u8]) -> Result<Vec<(Option<String>, Facts)>, Vec<String>> {
    let texts = split(bytes);
    let numbered = texts.len() > 1;
    let (mut asks, mut mistakes) = (Vec::new(), Vec::new());
    for (line, text) in texts {
        let read = json::parse(text)
            .map_err(|error| vec![error])
            .and_then(|value: Value| Ask::read(value, Shape::Line, ""))
            .and_then(|ask| parse_facts(rulebook, &ask).map(|facts| (ask.id, facts)));
        match read {
            Ok(ask) => asks.push(ask),
            Err(errors) => {
                mistakes.extend(errors.iter().map(|error| mistake(numbered.then_some(line), error)));
            }
        }
    }
    if asks.is_empty() && mistakes.is_empty() {
        mistakes.push(String::from("there is nothing in the input"));
    }
    if mistakes.is_empty() { Ok(asks) } else { Err(mistakes) }
}

fn mistake(line: Option<usize>, error: &FieldError) -> String {
    let line = line.map_or(String::new(), |line| format!("line {line}: "));
    let path = if error.path.is_empty() { String::new() } else { format!("{}: ", error.path) };
    format!("{line}{path}{}", error.message)
}

/// One object that may run over several lines, or an object on each line. It is the latter when the first line that
/// is not empty is whole by itself, or is so broken that more lines would not help.
fn split(bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let lines: Vec<(usize, &[u8])> = bytes
        .split(|byte| *byte == b'\n')
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim_ascii()))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let runs_on = |line: &[u8]| {
        serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err_and(|error| error.is_eof())
    };
    match lines.first() {
        Some((_, first)) if lines.len() > 1 && runs_on(first) => vec![(1, bytes)],
        _ => lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::{embedded_sources, load_rulebook};

    fn lines(text: &str) -> Vec<usize> {
        split(text.as_bytes()).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn an_object_may_run_over_lines_and_lines_may_hold_objects() {
        assert_eq!(lines("{\n \"a\": 1\n}\n"), [1]);
        assert_eq!(lines("{\"a\":1}"), [1]);
        assert_eq!(lines("\n{\"a\":1}\n\n{\"a\":2}\n"), [2, 4]);
        assert_eq!(lines("{\"a\":1,}\n{\"a\":2}\n"), [1, 2]);
        assert_eq!(lines(" \n"), [0_usize; 0]);
    }

    #[test]
    fn one_mistake_and_nothing_is_decided() {
        let rulebook = load_rulebook(&embedded_sources()).unwrap();
        let text = "{\"question\":\"disclose\"}\n{\"question\":\"disclose\",\"items\":[{\"id\":\"x\",\"category\":\"Jan\"}]}\n{\"question\":1}\nx\n";
        let mistakes = check(&rulebook, text.as_bytes()).err().unwrap();
        assert!(mistakes.iter().any(|it| it.starts_with("line 2: items[0].category: ")), "{mistakes:?}");
        assert!(mistakes.iter().any(|it| it.starts_with("line 3: question: ")), "{mistakes:?}");
        assert!(mistakes.iter().any(|it| it.starts_with("line 4: not JSON")), "{mistakes:?}");
        assert!(!mistakes.iter().any(|it| it.contains("Jan") || it.starts_with("line 1")), "{mistakes:?}");
    }

    #[test]
    fn facts_may_be_wrapped_as_in_the_working_practice_cases() {
        let rulebook = load_rulebook(&embedded_sources()).unwrap();
        let text = r#"{"id":"D1","set":"dev","title":"t","facts":{"question":"disclose"},"expected":{}}"#;
        let asks = check(&rulebook, text.as_bytes()).unwrap();
        assert_eq!(asks[0].0.as_deref(), Some("D1"));
        let text = r#"{"facts":{"question":"disclose","wat":"x"}}"#;
        assert!(check(&rulebook, text.as_bytes()).err().unwrap()[0].starts_with("facts.wat: "));
    }
}
