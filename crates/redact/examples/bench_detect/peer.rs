//! The yardstick: `deduce`, a Python package, on the same text in the same run.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context as _;
use redact::Kind;
use serde_json::Value;

use crate::data::Document;
use crate::score::Guess;

/// What deduce found in each document of each set, and how fast.
pub(crate) struct Peer {
    pub(crate) guesses: Vec<Vec<Vec<Guess>>>,
    pub(crate) rate: f64,
}

/// Runs `deduce.py`: texts go in as lines of JSON, spans come out, and last the seconds that the work itself took.
pub(crate) fn deduce(python: &OsStr, sets: &[(&str, Vec<Document>)]) -> anyhow::Result<Peer> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bench_detect/deduce_spans.py");
    let mut program = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run deduce")?;
    let lines: String = sets
        .iter()
        .flat_map(|(_, documents)| documents)
        .map(|document| Value::from(document.text.as_str()).to_string() + "\n")
        .collect();
    let mut input = program.stdin.take().context("deduce reads nothing")?;
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = program.wait_with_output()?;
    writer.join().map_err(|_| anyhow::anyhow!("the writer stopped"))??;
    anyhow::ensure!(output.status.success(), "deduce failed");
    let text = String::from_utf8(output.stdout)?;
    let mut answers = text.lines();
    let mut guesses = Vec::new();
    for (_, documents) in sets {
        let mut set = Vec::new();
        for document in documents {
            let answer: Vec<(String, usize, usize)> =
                serde_json::from_str(answers.next().context("deduce answered too little")?)?;
            set.push(
                answer.into_iter().map(|(tag, start, end)| guess(&document.text, &tag, start, end)).collect(),
            );
        }
        guesses.push(set);
    }
    let seconds: f64 = answers.next().context("deduce told no time")?.parse()?;
    let bytes: usize =
        sets.iter().flat_map(|(_, documents)| documents).map(|document| document.text.len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes are exact")]
    let rate = bytes as f64 / 1e6 / seconds;
    Ok(Peer { guesses, rate })
}

/// Deduce counts in characters and includes titles; both sides are measured without them.
fn guess(text: &str, tag: &str, start: usize, end: usize) -> Guess {
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let (mut start, end) = (byte(start), byte(end));
    for title in [
        "de heer ", "De heer ", "mevrouw ", "Mevrouw ", "mevr. ", "mw. ", "dhr. ", "dr. ", "meneer ",
        "drs. ", "prof. ", "mr. ", "Dhr. ", "Mw. ",
    ] {
        if text.get(start..end).is_some_and(|found| found.starts_with(title)) {
            start += title.len();
        }
    }
    let kind = match tag {
        "persoon" | "patient" => Some(Kind::Person),
        "bsn" => Some(Kind::Bsn),
        "telefoonnummer" => Some(Kind::Phone),
        "emailadres" => Some(Kind::Email),
        "id" => Some(Kind::ClientNumber),
        _ => location(text, start, end, tag),
    };
    Guess { kind, span: start..end }
}

/// Deduce has one word for streets, postcodes and towns, and one for all dates.
fn location(text: &str, start: usize, end: usize, tag: &str) -> Option<Kind> {
    let written = text.get(start..end)?;
    let digits = written.chars().filter(char::is_ascii_digit).count();
    match tag {
        "datum" => Some(Kind::BirthDate),
        "locatie" if written.chars().take(4).all(|letter| letter.is_ascii_digit()) && written.len() <= 7 => {
            Some(Kind::Postcode)
        }
        "locatie" if digits > 0 => Some(Kind::Address),
        "locatie" => Some(Kind::Place),
        _ => None,
    }
}
