//! Makes `data/names.model`, the statistical model for names.
//!
//! ```text
//! cargo run --release -p redact --example train_names -- FOLDER
//! ```
//!
//! FOLDER holds `train/*.conllu` (UD Dutch), `train/europeana-nl.bio` and `names/*.json`; `data/README.md` says where they
//! come from. A second folder asks for a hold-out. The training part of our own corpus lies in `corpus/`. The same sources
//! give the same bytes. Never give it a benchmark: what was trained on cannot be measured with.

mod read;
mod vary;
mod write;

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::Context as _;
use redact::training::{Chance, Lesson, learn};

const SEED: u64 = 20_260_501;
const ROUNDS: u32 = 10;

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().context("say in which folder the sources are")?;
    let folder = Path::new(&folder);
    // With a second folder, a quarter of the documents is written there as marked text and not learnt from.
    let hold = words.next();
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut chance = Chance(SEED);
    let names = vary::Names::read(&folder.join("names"), &home.join("data"))?;

    let mut lessons = Vec::new();
    let silver = read::universal(&folder.join("train"), &home.join("data/silver_persons.txt"))?;
    println!("{} documents of Universal Dependencies", silver.len());
    for (number, document) in silver.iter().enumerate() {
        if let Some(hold) = hold.as_ref().filter(|_| number % 4 == 3) {
            fs::write(
                Path::new(hold).join(format!("ud-{number}0.txt")),
                vary::marked(&vary::joined(document, 1.0)),
            )?;
            continue;
        }
        // With and without the document around it: both occur.
        lessons.push(vary::joined(document, 1.0));
        lessons.extend(document.iter().map(|sentence| vary::lesson(sentence, 1.0)));
        lessons.extend(
            document
                .iter()
                .filter(|sentence| !sentence.names.is_empty())
                .map(|sentence| vary::renamed(sentence, &names, &mut chance, 0.5)),
        );
        if chance.below(6) == 0 {
            lessons.push(vary::small(&vary::joined(document, 0.3)));
        }
    }
    let old = read::europeana(&folder.join("train/europeana-nl.bio"))?;
    println!("{} pieces of Europeana", old.len());
    lessons.extend(old.iter().map(|piece| vary::lesson(piece, 0.2)));

    let fillers = write::Fillers::read(read::places(&home.join("data"))?)?;
    lessons.extend(write::lessons(&fillers, &names, &mut chance, 30, 0.3)?);

    let own = read::own(&home.join("corpus"))?;
    println!("{} documents of our own", own.len());
    for document in &own {
        lessons.push(vary::lesson(document, 2.0));
        for _ in 0..4 {
            lessons.push(vary::renamed(document, &names, &mut chance, 0.5));
        }
        lessons.push(vary::small(&vary::renamed(document, &names, &mut chance, 0.5)));
        lessons.push(vary::large(&vary::renamed(document, &names, &mut chance, 0.3)));
    }

    let begin = Instant::now();
    let model = learn(&lessons, ROUNDS, SEED, |round, likely| {
        eprintln!("[{round}/{ROUNDS}] {likely:.5} ({:.0} s)", begin.elapsed().as_secs_f64());
    });
    println!("{} lessons, model of {} kB", lessons.len(), model.len() / 1000);
    fs::write(home.join("data/names.model"), model)?;
    Ok(())
}

/// Texts keep their names in order; a lesson is made of one when its weight is known.
pub(crate) struct Labelled {
    pub(crate) text: String,
    pub(crate) names: Vec<std::ops::Range<usize>>,
}

impl From<Lesson> for Labelled {
    fn from(lesson: Lesson) -> Self {
        Self { text: lesson.text, names: lesson.names }
    }
}
