//! Reads the sources as text with names.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use redact::Kind;
use redact::training::{Part, marked, part};

use crate::Labelled;

/// Sentences of Universal Dependencies, by document. Which of its proper nouns are people was judged by hand, once for
/// each way they are written: `silver_persons.txt`. A name that means a person here and a town there is wrong in one of
/// them; that is why the labels are called silver.
pub(crate) fn universal(folder: &Path, persons: &Path) -> anyhow::Result<Vec<Vec<Labelled>>> {
    let persons = read(persons)?;
    let persons: HashSet<&str> = persons.lines().collect();
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "conllu"));
    files.sort();
    let mut documents: BTreeMap<String, Vec<Labelled>> = BTreeMap::new();
    for path in files {
        let source = read(&path)?;
        for block in source.split("\n\n").filter(|block| !block.trim().is_empty()) {
            let id = block
                .lines()
                .find_map(|line| line.strip_prefix("# sent_id = ").or_else(|| line.strip_prefix("# wiki")))
                .unwrap_or_default();
            // `wiki-659.p.13.s.1` and `WR-P-P-H-0000000105\WR-P-P-H-0000000105.p.5.s.4`: up to the paragraph.
            let document = id.split(['\\', '.']).next().unwrap_or_default().to_owned();
            documents.entry(document).or_default().push(sentence(block, &persons));
        }
    }
    Ok(documents.into_values().collect())
}

fn sentence(block: &str, persons: &HashSet<&str>) -> Labelled {
    let rows: Vec<Vec<&str>> =
        block.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let mut text = String::new();
    let mut words: Vec<(Range<usize>, bool)> = Vec::new();
    let mut glue = true;
    for row in
        rows.iter().filter(|row| row.first().is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit())))
    {
        let word = row.get(1).copied().unwrap_or_default();
        // The oldest files do not say where spaces stand.
        let closes = matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")");
        if !glue && !closes {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        let proper = row.get(3) == Some(&"PROPN") || row.get(4).is_some_and(|tag| tag.contains("eigen"));
        words.push((start..text.len(), proper));
        glue = row.last().is_some_and(|misc| misc.contains("SpaceAfter=No")) || word == "(";
    }
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // The longest way that is a person.
        let longest = (at..words.len().min(at + 12)).rev().find(|last| {
            let part = words.get(at..=*last).unwrap_or_default();
            let written: Vec<&str> = part.iter().filter_map(|(span, _)| text.get(span.clone())).collect();
            part.iter().any(|(_, proper)| *proper)
                && part.last().is_some_and(|(_, proper)| *proper)
                && persons.contains(written.join(" ").as_str())
        });
        match longest.and_then(|last| Some((words.get(at)?.0.start..words.get(last)?.0.end, last))) {
            Some((span, last)) => {
                names.push(span);
                at = last + 1;
            }
            None => at += 1,
        }
    }
    Labelled { text, names }
}

/// Europeana's newspapers: a word and its label on each line, no sentences. Cut in pieces at a full stop.
pub(crate) fn europeana(path: &Path) -> anyhow::Result<Vec<Labelled>> {
    let mut pieces = vec![Labelled { text: String::new(), names: Vec::new() }];
    for line in read(path)?.lines() {
        let Some((word, label)) = line.split_once(' ') else { continue };
        let piece = pieces.last_mut().context("no piece")?;
        if !piece.text.is_empty() && !matches!(word, "." | "," | ";" | ":") {
            piece.text.push(' ');
        }
        let start = piece.text.len();
        piece.text.push_str(word);
        match label {
            "B-PER" => piece.names.push(start..piece.text.len()),
            "I-PER" => {
                if let Some(name) = piece.names.last_mut() {
                    name.end = piece.text.len();
                }
            }
            _ => {}
        }
        if word == "." && piece.text.len() > 400 {
            pieces.push(Labelled { text: String::new(), names: Vec::new() });
        }
    }
    Ok(pieces)
}

/// The last file of our own that the model learns from. With those after it two models were made, and neither was better
/// on the tuning part and no worse on CoNLL-2002: rules are written on them.
const LATEST: usize = 85;

/// The training part of the corpus of our own.
pub(crate) fn own(folder: &Path) -> anyhow::Result<Vec<Labelled>> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    let mut documents = Vec::new();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let number = name.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
        if part(&name) != Part::Train || number > LATEST {
            continue;
        }
        let read = marked(&read(&path)?).map_err(|wrong| anyhow::anyhow!("{}: {wrong}", path.display()))?;
        let names =
            read.marks.into_iter().filter(|(kind, _)| *kind == Kind::Person).map(|(_, span)| span).collect();
        documents.push(Labelled { text: read.text, names });
    }
    Ok(documents)
}

/// Towns, countries and places elsewhere, as they are written.
pub(crate) fn places(data: &Path) -> anyhow::Result<Vec<String>> {
    let mut all = Vec::new();
    for file in ["towns.txt", "countries.txt"] {
        all.extend(read(&data.join(file))?.lines().map(str::to_owned));
    }
    let foreign = read(&data.join("places.txt"))?;
    // Seldom a village, often a city: those abroad count four times.
    for _ in 0..4 {
        all.extend(foreign.split_whitespace().map(str::to_owned));
    }
    all.retain(|place| place.starts_with(char::is_uppercase));
    Ok(all)
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}
