//! How well personal data is found, and how fast, on named data sets; beside `deduce` (of `PyPI`) on the same text.
//!
//! ```text
//! cargo xtask bench detect
//! PII_BENCH=FOLDER DEDUCE_PYTHON=PROGRAM cargo xtask bench detect
//! cargo run --release -p redact --example bench_detect -- --tune      the tuning part, with its mistakes
//! ```
//!
//! FOLDER holds `conll2002-nl.testa` and `wikineural-nl.val.conllu`, which may be used for measuring and are no part of
//! this repository. PROGRAM is a Python that has `deduce`: `ci/deduce.sh` prints one. The hold-out of the corpus of our
//! own lies in `corpus/`. Without a folder or a program, that part is left out.

mod data;
mod peer;
mod score;

use std::path::Path;
use std::time::Instant;

use data::Document;
use redact::training::Part;
use redact::{Kind, Options, detect};
use score::{Guess, Table};

/// `--threshold N` shows what another threshold would give.
fn options() -> Options {
    let mut words = std::env::args().skip_while(|word| word != "--threshold").skip(1);
    let wanted = words.next().and_then(|word| word.parse().ok());
    wanted.map_or_else(Options::default, |threshold| Options { threshold, ..Options::default() })
}

/// Text enough for the clock.
const SPEED_BYTES: usize = 8_000_000;

fn main() -> anyhow::Result<()> {
    let begin = Instant::now();
    std::hint::black_box(detect("Mevrouw Jansen belde 06-12345678.", &options()));
    println!("start-up: {:.1} ms until the first finding", begin.elapsed().as_secs_f64() * 1e3);

    let tune = std::env::args().any(|word| word == "--tune");
    let train = std::env::args().any(|word| word == "--train");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let part = if tune {
        Part::Tune
    } else if train {
        Part::Train
    } else {
        Part::Measure
    };
    // Another folder of marked text, such as the hold-out that `train_names` writes.
    let folder = std::env::args().skip(1).find(|word| word.contains('/'));
    // Those past 50 were written later, blind, because the figures of the first had been looked at while working; those
    // past 85 again, because the second had too little of most kinds; those past 170 by someone who knew no rule.
    let mut sets = vec![
        ("own", data::own(&corpus, part, 0..=50)?),
        ("own, second", data::own(&corpus, part, 51..=85)?),
        ("own, third", data::own(&corpus, part, 86..=170)?),
        ("own, fourth", data::own(&corpus, part, 171..=usize::MAX)?),
    ];
    if let Some(folder) = &folder {
        sets = vec![("marked", data::own(Path::new(folder), Part::Measure, 0..=usize::MAX)?)];
    }
    if let Some(folder) = std::env::var_os("PII_BENCH").filter(|_| !tune && !train && folder.is_none()) {
        sets.push(("conll testa", data::conll(&Path::new(&folder).join("conll2002-nl.testa"))?));
        sets.push((
            "wikineural val",
            data::wikineural(&Path::new(&folder).join("wikineural-nl.val.conllu"))?,
        ));
    }
    sets.retain(|(_, documents)| !documents.is_empty());
    let peer = std::env::var_os("DEDUCE_PYTHON").map(|python| peer::deduce(&python, &sets)).transpose()?;
    for (number, (name, documents)) in sets.iter().enumerate() {
        let kinds: &[Kind] = if name.starts_with("own") { &Kind::ALL } else { &[Kind::Person] };
        let ours: Vec<Vec<Guess>> = documents.iter().map(|document| guesses(document, kinds)).collect();
        let table = score::table(documents, &ours, kinds);
        let theirs = peer
            .as_ref()
            .and_then(|peer| peer.guesses.get(number))
            .map(|guesses| score::table(documents, guesses, kinds));
        println!("\n{name}: {} documents, {} kB", documents.len(), bytes(documents) / 1000);
        print!("{table}");
        if tune || train || folder.is_some() {
            score::mistakes(documents, &ours, kinds);
        }
        figures(name, &table, theirs.as_ref());
    }
    speed(&sets, peer.as_ref());
    Ok(())
}

fn guesses(document: &Document, kinds: &[Kind]) -> Vec<Guess> {
    let found = detect(&document.text, &options());
    // A signature is the name of a person too; the marks do not tell them apart.
    let kind = |kind| if kind == Kind::Signature { Kind::Person } else { kind };
    let all = found.into_iter().map(|finding| Guess { kind: Some(kind(finding.kind)), span: finding.span });
    all.filter(|guess| guess.kind.is_some_and(|kind| kinds.contains(&kind))).collect()
}

fn figures(set: &str, ours: &Table, theirs: Option<&Table>) {
    for (index, row) in ours.rows.iter().enumerate() {
        // Its kinds are others than ours, except people: only those are compared.
        let other = theirs
            .and_then(|table| table.rows.get(index))
            .filter(|other| [row, other].iter().all(|row| row.kind.as_str() == "person"));
        for (what, value, other) in [
            ("recall", row.recall(), other.map(score::Row::recall)),
            ("precision", row.precision(), other.map(score::Row::precision)),
            ("F1", row.f1(), other.map(score::Row::f1)),
        ] {
            line(&format!("{set}, {}, {what} of words", row.kind.as_str()), "", value, other);
        }
    }
    line(&format!("{set}, mentions missed entirely"), "", ours.missed(), theirs.map(Table::missed));
    line(&format!("{set}, other characters removed"), "", ours.removed(), theirs.map(Table::removed));
}

fn line(what: &str, unit: &str, ours: f64, theirs: Option<f64>) {
    match theirs {
        Some(theirs) => println!("bench:\t{what}\t{unit}\t{ours:.4}\tdeduce\t{theirs:.4}"),
        None => println!("bench:\t{what}\t{unit}\t{ours:.4}"),
    }
}

fn bytes(documents: &[Document]) -> usize {
    documents.iter().map(|document| document.text.len()).sum()
}

/// Megabytes in a second of one core. The clock counts the processor's time where the system tells it, because a machine
/// that does other work too says nothing about this.
fn speed(sets: &[(&str, Vec<Document>)], peer: Option<&peer::Peer>) {
    for (name, documents) in sets {
        let total = bytes(documents).max(1);
        let rounds = (SPEED_BYTES / total).clamp(1, 200);
        let begin = now();
        for document in std::iter::repeat_n(documents, rounds).flatten() {
            std::hint::black_box(detect(&document.text, &options()));
        }
        let seconds = now() - begin;
        #[expect(clippy::cast_precision_loss, reason = "a few megabytes are exact")]
        let rate = (total * rounds) as f64 / 1e6 / seconds;
        line(&format!("{name}, speed of one core"), "MB/s", rate, peer.map(|peer| peer.rate));
    }
}

fn now() -> f64 {
    // The first number is the time this thread ran, in nanoseconds.
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran: Option<f64> = told.and_then(|line| line.split(' ').next()?.parse().ok());
    ran.map_or_else(|| score::clock().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}
