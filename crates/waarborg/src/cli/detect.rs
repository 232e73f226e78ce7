//! `waarborg detect [--regime woo|wob] [--known FILE] [--officials-stay] [FILE|-]`
//!
//! Finds personal data in texts. Needs no installation, and keeps nothing.

use std::fs;
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::redact::{CAREFUL, Kind, Officials, Options, Regime};
use anyhow::Context as _;
use serde_json::{Value, json};

use super::BadInput;
use crate::api::json as strict;

#[derive(Debug, clap::Args)]
pub(super) struct Detect {
    #[command(flatten)]
    looking: Looking,
    /// JSON Lines, each `{"id", "text"}`; `-` is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
}

/// How to look, for every command that looks for personal data.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Looking {
    /// The law whose grounds are named.
    #[arg(long, value_name = "woo|wob", default_value = "woo", value_parser = regime)]
    regime: Regime,
    /// A file with names of people in the case, one on a line: they are always found.
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Names that stand with a public function may stay.
    #[arg(long)]
    officials_stay: bool,
}

fn regime(text: &str) -> Result<Regime, &'static str> {
    match text {
        "woo" => Ok(Regime::Woo),
        "wob" => Ok(Regime::Wob),
        _ => Err("choose woo or wob"),
    }
}

/// Each line is answered before the next is read, so that a long input needs little memory. A line that cannot be read ends
/// the work there.
pub(super) fn run(detect: &Detect) -> anyhow::Result<ExitCode> {
    let options = options(&detect.looking)?;
    let input: Box<dyn BufRead> = if detect.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(
            fs::File::open(&detect.file).map_err(|error| unreadable(&detect.file, &error))?,
        ))
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (number, line) in (1_u64..).zip(input.split(b'\n')) {
        let line = line.context("the input cannot be read")?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let (id, text) = read(&line).map_err(|words| BadInput(format!("line {number}: {words}")))?;
        let answer = json!({ "id": id, "findings": findings(&text, &options) });
        serde_json::to_writer(&mut out, &answer).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn options(looking: &Looking) -> anyhow::Result<Options> {
    let known = known(looking.known.as_deref())?;
    let officials = if looking.officials_stay { Officials::Leave } else { Officials::Find };
    Ok(Options { regime: looking.regime, known, officials, threshold: CAREFUL, ..Options::default() })
}

/// The names in a file, one on a line; without a file, none.
pub(super) fn known(file: Option<&Path>) -> Result<Vec<String>, BadInput> {
    let Some(file) = file else { return Ok(Vec::new()) };
    let text = fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

pub(super) fn unreadable(file: &Path, error: &io::Error) -> BadInput {
    BadInput(format!("{} cannot be read: {error}", file.display()))
}

/// The id as it came, and the text. What is wrong is said without repeating what was sent.
fn read(line: &[u8]) -> Result<(Value, String), String> {
    let value = strict::parse(line).map_err(|error| error.message)?;
    let Value::Object(mut fields) = value else {
        return Err(String::from("must be an object with \"id\" and \"text\""));
    };
    let id = fields.remove("id").unwrap_or(Value::Null);
    if !matches!(id, Value::Null | Value::String(_) | Value::Number(_)) {
        return Err(String::from("id: must be text or a number"));
    }
    match fields.remove("text") {
        Some(Value::String(text)) if fields.is_empty() => Ok((id, text)),
        Some(Value::String(_)) => Err(String::from("only \"id\" and \"text\" are known")),
        Some(_) => Err(String::from("text: must be text")),
        None => Err(String::from("text: is required")),
    }
}

/// Findings with places counted in characters, since a program in another language counts so.
fn findings(text: &str, options: &Options) -> Vec<Value> {
    let (mut bytes, mut characters) = (0, 0);
    let mut at = |place: usize| {
        characters += text.get(bytes..place).map_or(0, |between| between.chars().count());
        bytes = place;
        characters
    };
    let found = ::redact::detect(text, options).into_iter().map(|finding| {
        let (start, end) = (at(finding.span.start), at(finding.span.end));
        json!({
            "kind": kind(finding.kind),
            "start": start,
            "end": end,
            "confidence": f64::from(finding.confidence) / 100.0,
            "ground": finding.ground.as_str(),
            "why": finding.why.as_str(),
        })
    });
    found.collect()
}

/// The words of this interface: whose number it is does not matter here, nor that a name is a signature.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ClientNumber => "case_number",
        Kind::Signature => Kind::Person.as_str(),
        kind => kind.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters() {
        let text = "Één brief aan mevrouw Çelik-Özdemir, Dorpsstraat 12, 3433 AB.";
        let found = findings(text, &Options::default());
        let characters: Vec<char> = text.chars().collect();
        let says = |finding: &Value| -> String {
            let place = |name: &str| usize::try_from(finding[name].as_u64().unwrap()).unwrap();
            characters[place("start")..place("end")].iter().collect()
        };
        let said: Vec<(String, String)> =
            found.iter().map(|it| (it["kind"].as_str().unwrap().to_owned(), says(it))).collect();
        let pair = |kind: &str, words: &str| (kind.to_owned(), words.to_owned());
        assert!(said.contains(&pair("person", "Çelik-Özdemir")), "{said:?}");
        assert!(said.contains(&pair("address", "Dorpsstraat 12")), "{said:?}");
        assert!(said.contains(&pair("postcode", "3433 AB")), "{said:?}");
    }

    #[test]
    fn what_is_wrong_is_said_without_repeating_it() {
        for (line, words) in [
            ("[]", "must be an object"),
            ("{\"id\":[],\"text\":\"Kwikstaart\"}", "id: must be text or a number"),
            ("{\"id\":1}", "text: is required"),
            ("{\"text\":1}", "text: must be text"),
            ("{\"text\":\"Kwikstaart\",\"Kwikstaart\":1}", "only"),
            ("{\"text\":\"Kwikstaart\"", "too early"),
        ] {
            let error = read(line.as_bytes()).unwrap_err();
            assert!(error.contains(words) && !error.contains("Kwikstaart"), "{line}: {error}");
        }
        assert!(read(&[b'{', 0xff]).is_err());
    }
}
