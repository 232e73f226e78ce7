//! Checks a proof from the log without the log, a database or the service: `chain-verify KEY PROOF [CHECKPOINT]`.
//!
//! KEY is the log's public key (`name+id+key`, or a file that holds it), PROOF the JSON of `waarborg journal prove`.
//! With CHECKPOINT, a signed note kept from elsewhere, the proof must lead to that very checkpoint.
//! Exit 0: proven. 1: not proven. 2: a file cannot be read or the call is wrong.

use std::path::Path;
use std::process::ExitCode;

use chain::{Bundle, VerifyingKey};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (key, proof, checkpoint) = match arguments.as_slice() {
        [key, proof] => (key, proof, None),
        [key, proof, checkpoint] => (key, proof, Some(checkpoint)),
        _ => {
            eprintln!("usage: chain-verify KEY PROOF [CHECKPOINT]");
            return ExitCode::from(2);
        }
    };
    match run(key, proof, checkpoint.map(String::as_str)) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(Failure::Input(message)) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
        Err(Failure::NotProven(message)) => {
            println!("not proven: {message}");
            ExitCode::FAILURE
        }
    }
}

enum Failure {
    Input(String),
    NotProven(String),
}

fn run(key: &str, proof: &str, checkpoint: Option<&str>) -> Result<String, Failure> {
    let key_text = if Path::new(key).is_file() { read(key)? } else { key.to_owned() };
    let key = VerifyingKey::parse(&key_text).map_err(|error| Failure::Input(format!("key: {error}")))?;
    let bundle: Bundle =
        serde_json::from_str(&read(proof)?).map_err(|error| Failure::Input(format!("proof: {error}")))?;
    if let Some(path) = checkpoint {
        let kept = read(path)?;
        key.open(kept.as_bytes()).map_err(|error| Failure::NotProven(format!("kept checkpoint: {error}")))?;
        if kept.trim() != bundle.checkpoint.trim() {
            return Err(Failure::NotProven(String::from(
                "the proof is of another checkpoint than the one kept",
            )));
        }
    }
    let proven = bundle.check(&key).map_err(|error| Failure::NotProven(error.to_string()))?;
    let content = if bundle.content.is_some() { ", with the content shown" } else { "" };
    Ok(format!(
        "proven: entry {} is in the log {} of {} entries{content}",
        bundle.entry, proven.origin, proven.size
    ))
}

fn read(path: &str) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::Input(format!("{path}: {error}")))
}
