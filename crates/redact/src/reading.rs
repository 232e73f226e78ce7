//! A text as whoever looks for something in it reads it, made once and used by all.

use crate::columns::{self, Lines};
use crate::special::{self, Known};
use crate::text::Text;
use crate::token::{self, Gap, Token};

/// A clean text, its tokens, and what the lexicon knows of them.
pub(crate) struct Reading<'t> {
    pub(crate) text: &'t Text<'t>,
    pub(crate) tokens: Vec<Token<'t>>,
    pub(crate) known: Vec<Known>,
    /// The tables that are written as lines.
    pub(crate) lines: Lines,
}

impl<'t> Reading<'t> {
    pub(crate) fn of(text: &'t Text<'t>) -> Self {
        let lines = columns::lines(text.as_str());
        let mut tokens = token::tokens(text.as_str());
        part(text.as_str(), &mut tokens, &lines);
        let known = special::known(&tokens);
        Self { text, tokens, known, lines }
    }
}

/// A tab between two cells parts them as the end of a line does.
fn part(text: &str, tokens: &mut [Token<'_>], lines: &Lines) {
    for span in &lines.tabbed {
        let first = tokens.partition_point(|token| token.start < span.start);
        let inside = tokens.iter_mut().skip(first).take_while(|token| token.start < span.end);
        for token in inside.filter(|token| token.gap == Gap::Space) {
            let before = text.get(span.start..token.start).unwrap_or_default();
            if before.trim_end_matches(' ').ends_with('\t') {
                token.gap = Gap::Break;
            }
        }
    }
}
