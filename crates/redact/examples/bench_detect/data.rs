//! Reads the data sets as text with marks.

use std::fs;
use std::ops::{Range, RangeInclusive};
use std::path::Path;

use anyhow::Context as _;
use redact::Kind;
use redact::training::{Part, marked, part};

/// A text, what is marked in it, and its words.
#[derive(Default)]
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) marks: Vec<(Kind, Range<usize>)>,
    pub(crate) words: Vec<Range<usize>>,
}

/// The files of our own corpus that belong to `wanted` and whose number lies in `numbers`, from all its folders.
pub(crate) fn own(
    folder: &Path,
    wanted: Part,
    numbers: RangeInclusive<usize>,
) -> anyhow::Result<Vec<Document>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    let mut documents = Vec::new();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        let inside = numbers.contains(&digits.parse().unwrap_or(0));
        if name.starts_with("README") || part(&name) != wanted || !inside {
            continue;
        }
        let read = marked(&fs::read_to_string(&path)?)
            .map_err(|wrong| anyhow::anyhow!("{}: {wrong}", path.display()))?;
        let words = words(&read.text);
        documents.push(Document { text: read.text, marks: read.marks, words });
    }
    Ok(documents)
}

/// Words between spaces, without the signs around them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (from, letter.is_alphanumeric()) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                found.push(start..at);
                from = None;
            }
            _ => {}
        }
    }
    found
}

/// CoNLL-2002: `word tag label`, sentences parted by an empty line, documents by `-DOCSTART-`.
pub(crate) fn conll(path: &Path) -> anyhow::Result<Vec<Document>> {
    let source = read(path)?;
    let mut documents = vec![Builder::default()];
    for line in source.lines() {
        let mut cells = line.split(' ');
        match (cells.next(), cells.next_back()) {
            (Some("-DOCSTART-"), _) => documents.push(Builder::default()),
            (Some(word), Some(label)) => documents.last_mut().context("no document")?.word(word, label),
            _ => documents.last_mut().context("no document")?.end_sentence(),
        }
    }
    Ok(documents
        .into_iter()
        .map(|builder| builder.document)
        .filter(|document| !document.text.trim().is_empty())
        .collect())
}

/// `WikiNEuRal`: `number⇥word⇥label`. Its sentences come from everywhere: each is a document.
pub(crate) fn wikineural(path: &Path) -> anyhow::Result<Vec<Document>> {
    let source = read(path)?;
    let mut documents = vec![Builder::default()];
    for line in source.lines() {
        let mut cells = line.split('\t');
        match (cells.next(), cells.next(), cells.next()) {
            (_, Some(word), Some(label)) => documents.last_mut().context("no document")?.word(word, label),
            _ => documents.push(Builder::default()),
        }
    }
    Ok(documents
        .into_iter()
        .map(|builder| builder.document)
        .filter(|document| !document.text.is_empty())
        .collect())
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// Makes a text out of words as people would write them.
#[derive(Default)]
struct Builder {
    document: Document,
    glue: bool,
}

impl Builder {
    fn word(&mut self, word: &str, label: &str) {
        let closes = matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "%");
        let text = &mut self.document.text;
        if !text.is_empty() && !self.glue && !closes && !text.ends_with('\n') {
            text.push(' ');
        }
        self.glue = matches!(word, "(" | "[");
        let start = text.len();
        text.push_str(word);
        self.document.words.push(start..text.len());
        let inside =
            label == "I-PER"
                && self.document.marks.last().is_some_and(|(_, span)| {
                    text.get(span.end..start).is_some_and(|gap| gap.trim().is_empty())
                });
        if inside {
            if let Some((_, span)) = self.document.marks.last_mut() {
                span.end = text.len();
            }
        } else if label.ends_with("-PER") {
            self.document.marks.push((Kind::Person, start..text.len()));
        }
    }

    fn end_sentence(&mut self) {
        self.document.text.push('\n');
        self.glue = false;
    }
}
