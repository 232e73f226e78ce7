//! Counts what was found, missed and taken too much.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use redact::Kind;

use crate::data::Document;

/// Something that a program found. A kind of `None` counts as covering, for no kind in particular.
pub(crate) struct Guess {
    pub(crate) kind: Option<Kind>,
    pub(crate) span: Range<usize>,
}

/// The counts of one kind.
#[derive(Default)]
pub(crate) struct Row {
    pub(crate) kind: Kinds,
    words: Count,
    spans: Count,
    mentions: usize,
    covered: usize,
    missed: usize,
}

/// A kind that can be defaulted.
#[derive(Clone, Copy)]
pub(crate) struct Kinds(Kind);

impl Default for Kinds {
    fn default() -> Self {
        Self(Kind::Person)
    }
}

impl Kinds {
    pub(crate) fn as_str(self) -> &'static str {
        self.0.as_str()
    }
}

#[derive(Default)]
struct Count {
    right: usize,
    wanted: usize,
    found: usize,
}

impl Count {
    fn recall(&self) -> f64 {
        share(self.right, self.wanted)
    }
    fn precision(&self) -> f64 {
        share(self.right, self.found)
    }
    fn f1(&self) -> f64 {
        share(2 * self.right, self.wanted + self.found)
    }
}

impl Row {
    pub(crate) fn recall(&self) -> f64 {
        self.words.recall()
    }
    pub(crate) fn precision(&self) -> f64 {
        self.words.precision()
    }
    pub(crate) fn f1(&self) -> f64 {
        self.words.f1()
    }
}

/// The rows of a data set and the totals.
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
    others: usize,
    others_removed: usize,
}

impl Table {
    /// Share of mentions of which nothing was covered.
    pub(crate) fn missed(&self) -> f64 {
        share(self.rows.iter().map(|row| row.missed).sum(), self.rows.iter().map(|row| row.mentions).sum())
    }
    /// Share of letters and digits outside every mark that were covered.
    pub(crate) fn removed(&self) -> f64 {
        share(self.others_removed, self.others)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are exact")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Compares marks and guesses. Only marks of `kinds` count.
pub(crate) fn table(documents: &[Document], guesses: &[Vec<Guess>], kinds: &[Kind]) -> Table {
    let mut rows: Vec<Row> = kinds.iter().map(|kind| Row { kind: Kinds(*kind), ..Row::default() }).collect();
    let (mut others, mut others_removed) = (0, 0);
    for (document, guesses) in documents.iter().zip(guesses) {
        for row in &mut rows {
            count(row, document, guesses);
        }
        for (at, _) in document.text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
            if !document.marks.iter().any(|(_, span)| span.contains(&at)) {
                others += 1;
                others_removed += usize::from(guesses.iter().any(|guess| guess.span.contains(&at)));
            }
        }
    }
    rows.retain(|row| row.mentions > 0 || row.words.found > 0);
    Table { rows, others, others_removed }
}

fn count(row: &mut Row, document: &Document, guesses: &[Guess]) {
    let Kinds(kind) = row.kind;
    let of_kind = |guess: &&Guess| guess.kind == Some(kind);
    for (_, span) in document.marks.iter().filter(|(marked, _)| *marked == kind) {
        row.mentions += 1;
        row.spans.wanted += 1;
        row.spans.right += usize::from(guesses.iter().filter(of_kind).any(|guess| guess.span == *span));
        let mut letters = span.clone().filter(|at| {
            document.text.get(*at..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        });
        row.covered += usize::from(letters.all(|at| guesses.iter().any(|guess| guess.span.contains(&at))));
        row.missed += usize::from(!guesses.iter().any(|guess| overlap(&guess.span, span)));
    }
    row.spans.found += guesses.iter().filter(of_kind).count();
    for word in &document.words {
        let wanted = document.marks.iter().any(|(marked, span)| *marked == kind && overlap(span, word));
        let found = guesses.iter().filter(of_kind).any(|guess| overlap(&guess.span, word));
        row.words.wanted += usize::from(wanted);
        row.words.found += usize::from(found);
        row.words.right += usize::from(wanted && found);
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Prints what was missed and what was taken too much, with the words around it. Never for the part that measures.
pub(crate) fn mistakes(documents: &[Document], guesses: &[Vec<Guess>], kinds: &[Kind]) {
    for (document, guesses) in documents.iter().zip(guesses) {
        for kind in kinds {
            let marks: Vec<_> = document.marks.iter().filter(|(marked, _)| marked == kind).collect();
            for (_, span) in &marks {
                if !guesses.iter().any(|guess| guess.kind == Some(*kind) && guess.span == *span) {
                    println!("missed {:13} {}", kind.as_str(), around(&document.text, span));
                }
            }
            for guess in guesses.iter().filter(|guess| guess.kind == Some(*kind)) {
                if !marks.iter().any(|(_, span)| *span == guess.span) {
                    println!("extra  {:13} {}", kind.as_str(), around(&document.text, &guess.span));
                }
            }
        }
    }
}

fn around(text: &str, span: &Range<usize>) -> String {
    let before: String = text
        .get(..span.start)
        .unwrap_or_default()
        .chars()
        .rev()
        .take(35)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let after: String = text.get(span.end..).unwrap_or_default().chars().take(25).collect();
    format!("{before}[{}]{after}", text.get(span.clone()).unwrap_or_default()).replace('\n', "⏎")
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{:14} {:>6}  words: {:>5} {:>5} {:>5}  spans: {:>5} {:>5} {:>5}  {:>7} {:>6}",
            "", "number", "P", "R", "F1", "P", "R", "F1", "covered", "missed"
        )?;
        for row in &self.rows {
            writeln!(
                out,
                "{:14} {:6}         {:.3} {:.3} {:.3}         {:.3} {:.3} {:.3}    {:.3}  {:.3}",
                row.kind.as_str(),
                row.mentions,
                row.words.precision(),
                row.words.recall(),
                row.words.f1(),
                row.spans.precision(),
                row.spans.recall(),
                row.spans.f1(),
                share(row.covered, row.mentions),
                share(row.missed, row.mentions.max(1))
            )?;
        }
        writeln!(
            out,
            "mentions missed entirely {:.3}; other characters removed {:.4}",
            self.missed(),
            self.removed()
        )
    }
}

/// Time since the program began, where the system does not tell how long a thread ran.
pub(crate) fn clock() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGIN.elapsed()
}
