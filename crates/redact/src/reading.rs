//! A text as whoever looks for something in it reads it, made once and used by all.

use crate::special::{self, Known};
use crate::text::Text;
use crate::token::{self, Token};

/// A clean text, its tokens, and what the lexicon knows of them.
pub(crate) struct Reading<'t> {
    pub(crate) text: &'t Text<'t>,
    pub(crate) tokens: Vec<Token<'t>>,
    pub(crate) known: Vec<Known>,
}

impl<'t> Reading<'t> {
    pub(crate) fn of(text: &'t Text<'t>) -> Self {
        let tokens = token::tokens(text.as_str());
        let known = special::known(&tokens);
        Self { text, tokens, known }
    }
}
