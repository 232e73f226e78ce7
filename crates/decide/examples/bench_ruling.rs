//! How long one full ruling takes, beside Cedar's plain authorizer on the same facts; and what more rules cost.
//!
//! `cargo xtask bench ruling`

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use decide::{Facts, Reference, Rulebook, Sources, When};

const ROUNDS: usize = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policy");
    let sources = read(&root)?;
    let when = When::on("2026-11-16".parse()?, false);

    let begin = Instant::now();
    let book = load(&sources)?;
    let compiled = begin.elapsed().as_secs_f64() * 1e3;
    let facts = cases(&root, &book)?;
    println!(
        "{} rules, {} cases, {ROUNDS} rounds; all rules read and checked in {compiled:.0} ms",
        book.rules().count(),
        facts.len()
    );

    let reference = Reference::new(&book).ok_or("the reference cannot be built")?;
    let questions = facts.iter().map(|facts| reference.questions(facts, &when)).collect::<Option<Vec<_>>>();
    let questions = questions.ok_or("a case cannot be put to Cedar")?;
    let cedar = times(20, questions.len(), |case| {
        for question in questions.iter().skip(case).take(1).flatten() {
            black_box(reference.ask(question, &when));
        }
    });
    let ours = times(ROUNDS, facts.len(), |case| rule(&book, &facts, case, &when));
    for (name, share) in [("median", 0.5), ("p99", 0.99)] {
        figure(
            &format!("one full ruling, {name}"),
            quantile(&ours, share),
            "Cedar's authorizer, same facts",
            quantile(&cedar, share),
        );
    }

    for total in [100, 1_000] {
        let grown = load(&grown(&sources, total))?;
        let facts = cases(&root, &grown)?;
        let times = times(ROUNDS, facts.len(), |case| rule(&grown, &facts, case, &when));
        let more = format!("one full ruling, p99, {total} more rules for other questions");
        figure(&more, quantile(&times, 0.99), "the rules as they are", quantile(&ours, 0.99));
    }

    // One case over and over: what its 99th percentile would be on a machine that does nothing else.
    let slowest = (0..facts.len())
        .map(|case| quantile(&times(ROUNDS, 1, |_| rule(&book, &facts, case, &when)), 0.5))
        .fold(0.0, f64::max);
    figure(
        "one full ruling, median of the slowest case",
        slowest,
        "Cedar's authorizer, p99",
        quantile(&cedar, 0.99),
    );

    for question in ["disclose", "process", "transfer"] {
        let bare = serde_json::json!({ "question": question, "scope": { "identifiable": "person" } });
        let bare = vec![book.parse(&bare).map_err(|errors| format!("{errors:?}"))?];
        let open = times(20, 1, |case| rule(&book, &bare, case, &when));
        figure(
            &format!("every open fact found, `{question}` with nothing known, median"),
            quantile(&open, 0.5),
            "one full ruling, median",
            quantile(&ours, 0.5),
        );
    }
    Ok(())
}

fn rule(book: &Rulebook, facts: &[Facts], case: usize, when: &When) {
    if let Some(facts) = facts.get(case) {
        black_box(book.decide(black_box(facts), when, None));
    }
}

/// Microseconds of each call, after one round to warm up.
fn times(rounds: usize, cases: usize, mut call: impl FnMut(usize)) -> Vec<f64> {
    (0..cases).for_each(&mut call);
    let mut times = Vec::with_capacity(rounds * cases);
    for _ in 0..rounds {
        for case in 0..cases {
            let begin = Instant::now();
            call(case);
            times.push(begin.elapsed().as_secs_f64() * 1e6);
        }
    }
    times.sort_by(f64::total_cmp);
    times
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a position in a list"
)]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    sorted.get(((sorted.len() as f64 - 1.0) * share) as usize).copied().unwrap_or_default()
}

fn figure(what: &str, ours: f64, name: &str, yardstick: f64) {
    println!("bench:\t{what}\tµs\t{ours:.2}\t{name}\t{yardstick:.2}");
}

/// The policy with rules added that are about another question: the index must keep them out of the way.
fn grown(sources: &Sources, more: usize) -> Sources {
    let rule = |number| {
        format!(
            "@id(\"groei-{number}\") @norm(\"6.14-1\") @outcome(\"refused\") @stage(\"form\") @reason(\"Proef.\")\n\
             forbid (principal, action == Action::\"governance\", resource) when {{ context.scope.household }};\n"
        )
    };
    let mut sources = sources.clone();
    sources.0.insert("wil/groei.cedar".to_owned(), (0..more).map(rule).collect());
    sources
}

fn load(sources: &Sources) -> Result<Rulebook, String> {
    Rulebook::load(sources).map_err(|findings| format!("{findings:?}"))
}

fn cases(root: &Path, book: &Rulebook) -> Result<Vec<Facts>, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(root.join("cases/dev.jsonl"))?;
    text.lines()
        .map(|line| {
            let case = serde_json::from_str::<serde_json::Value>(line)?;
            let facts = case.get("facts").ok_or("a case without facts")?;
            book.parse(facts).map_err(|errors| format!("{errors:?}").into())
        })
        .collect()
}

fn read(root: &Path) -> std::io::Result<Sources> {
    let (mut files, mut waiting) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            if path.is_dir() && name != "cases" {
                waiting.push(path);
            } else if path.is_file() {
                files.insert(name, std::fs::read_to_string(&path)?);
            }
        }
    }
    Ok(Sources(files))
}
