//! Words, numbers and signs, with what is known of each at a glance.

use crate::hash::{self, Growing};
use crate::lists::{self, Flags};
use crate::words;

/// A word, a number or one sign.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'t> {
    pub(crate) text: &'t str,
    pub(crate) start: usize,
    pub(crate) gap: Gap,
    pub(crate) shape: Shape,
    pub(crate) flags: Flags,
    /// Of the word in small letters.
    pub(crate) hash: u64,
    /// The lists of `words` in which it stands.
    pub(crate) lists: u32,
}

impl Token<'_> {
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Opens with a capital: could be a name.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Mixed | Shape::Initial)
    }

    pub(crate) fn is_word(&self) -> bool {
        !matches!(self.shape, Shape::Number | Shape::Sign)
    }

    pub(crate) fn is(&self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }

    /// Opens with `small`, which is written in small letters, in whatever letters itself.
    pub(crate) fn opens_with(&self, small: &str) -> bool {
        self.text.get(..small.len()).is_some_and(|front| front.to_lowercase() == small)
    }

    /// Stands in one of `lists` of `words`.
    pub(crate) fn is_a(&self, lists: u32) -> bool {
        self.lists & lists != 0
    }

    pub(crate) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing: it is glued to the one before.
    None,
    /// Spaces or tabs.
    Space,
    /// The end of a line that was full, so the sentence may go on.
    Wrap,
    /// The end of a line that was not full, or an empty line: something new begins.
    Break,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// `werkplein`
    Lower,
    /// `Jansen`, and a single capital
    Title,
    /// `JANSEN`
    Upper,
    /// `McDonald`, `iPad`, `Jansen2`
    Mixed,
    /// `J.`, `J.P.M.`, `Th.`
    Initial,
    /// Opens with a digit.
    Number,
    /// Anything else, one character.
    Sign,
}

/// A line this long may end only because the paper did.
const FULL_LINE: usize = 62;

/// Cuts a text in tokens. Spaces are not tokens; everything else is part of exactly one.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::with_capacity(text.len() / 5);
    let mut gap = Gap::Break;
    let mut line = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        if first.is_whitespace() {
            gap = gap.max(match first {
                '\n' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => {
                    let was_break = matches!(gap, Gap::Wrap | Gap::Break);
                    let full = at - line >= FULL_LINE;
                    line = at + 1;
                    if full && !was_break { Gap::Wrap } else { Gap::Break }
                }
                _ => Gap::Space,
            });
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        let (length, shape, hash) = plain(rest).unwrap_or_else(|| any(rest, first));
        let (token, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        found.push(Token { text: token, start: at, gap, shape, flags: Flags(0), hash, lists: 0 });
        gap = Gap::None;
        rest = after;
    }
    // All at once: the lists lie far apart in memory, and what one word waits for does not hold up the next.
    for token in found.iter_mut().filter(|token| token.shape != Shape::Sign) {
        if token.shape != Shape::Number {
            token.flags = lists::look_up(token.hash);
        }
        token.lists = words::lists_of(token.hash);
    }
    found
}

/// Most words: small letters of the alphabet, with or without a capital in front, and nothing behind them that could
/// belong to them. What [`any`] would make of these too, many times faster.
fn plain(rest: &str) -> Option<(usize, Shape, u64)> {
    let bytes = rest.as_bytes();
    let first = bytes.first().filter(|first| first.is_ascii_alphabetic())?;
    let capital = first.is_ascii_uppercase();
    let mut length = 1;
    let mut hash = Growing::default().and_ascii(&[*first]);
    while let Some(byte) = bytes.get(length).filter(|byte| byte.is_ascii_lowercase()) {
        hash = hash.and_ascii(&[*byte]);
        length += 1;
    }
    let ends = bytes
        .get(length)
        .is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric() && !matches!(next, b'-' | b'\''));
    // `v.d.`, `J.` and `Th.` are short.
    let long = length > if capital { 3 } else { 1 };
    let shape = if capital { Shape::Title } else { Shape::Lower };
    (ends && long).then(|| (length, shape, hash.hash()))
}

/// How long the word, number or sign is that opens with `first`, how it is written, and the hash of it in small letters.
fn any(rest: &str, first: char) -> (usize, Shape, u64) {
    let length =
        shortened(rest).or_else(|| initials(rest)).or_else(|| word(rest)).unwrap_or(first.len_utf8());
    let token = rest.get(..length).unwrap_or(rest);
    (token.len(), shape(token, first), hash::lower(token))
}

/// `v.d.` for *van de* and *van der*.
fn shortened(rest: &str) -> Option<usize> {
    ["v.d.", "V.d.", "v/d"].iter().find(|short| rest.starts_with(**short)).map(|short| short.len())
}

/// `J.P.M.` and `Th.`: letters with a full stop after each, at least one of them.
fn initials(rest: &str) -> Option<usize> {
    let mut length = 0;
    loop {
        let part = rest.get(length..)?;
        let mut letters = part.chars();
        let first = letters.next().filter(|letter| letter.is_uppercase());
        let Some(first) = first else { break };
        let small = letters.clone().take_while(|letter| letter.is_lowercase()).take(3).count();
        let two = matches!(part.get(..2), Some("IJ"));
        let small = match small {
            0 => 0,
            // `Th.` and `Chr.`, but not `Den.` at the end of a sentence: only before another letter, or known.
            1 | 2 if KNOWN_INITIALS.iter().any(|known| part.starts_with(known)) => small,
            _ => break,
        };
        let width: usize = part.chars().take(1 + small + usize::from(two)).map(char::len_utf8).sum();
        if part.get(width..).is_some_and(|after| after.starts_with('.')) {
            length += width + 1;
        } else {
            break;
        }
        let _ = first;
    }
    (length > 0).then_some(length)
}

const KNOWN_INITIALS: &[&str] =
    &["Th.", "Chr.", "Ph.", "Fr.", "Joh.", "Jac.", "Ch.", "Ij.", "Tj.", "Sj.", "Wm.", "Alb.", "Jos."];

/// Letters and digits, with a hyphen or apostrophe inside; `'s` and `'t` at the front.
fn word(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    if let (Some((_, '\'')), Some(next)) = (letters.peek().copied(), rest.get(1..)) {
        let small = next.strip_prefix(['s', 't', 'n']).or_else(|| next.strip_prefix(['S', 'T', 'N']));
        let after = small?.chars().next();
        if after.is_some_and(char::is_alphanumeric) {
            return None;
        }
        letters.next();
    }
    while let Some((at, letter)) = letters.next() {
        if letter.is_alphanumeric() || is_mark(letter) {
            end = at + letter.len_utf8();
        } else if end > 0
            && matches!(letter, '-' | '\'')
            && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric() || *next == '\'')
        {
            // Inside a word: `Jansen-Bakker`, `D'Hondt`, `zuid-'s-Heeren`.
        } else {
            break;
        }
    }
    (end > 0).then_some(end)
}

/// A combining mark that has no composed form belongs to its letter.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

fn shape(token: &str, first: char) -> Shape {
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_alphabetic() {
        return if token.len() > first.len_utf8() { Shape::Lower } else { Shape::Sign };
    }
    if token.ends_with('.') && !token.ends_with("d.") {
        return Shape::Initial;
    }
    let mut letters = token.chars();
    letters.next();
    let (mut upper, mut lower, mut other) = (0, 0, 0);
    let mut before = first;
    for letter in letters {
        if letter.is_uppercase() {
            // The second part of `Jansen-Bakker` opens with a capital too.
            if matches!(before, '-' | '\'') { lower += 1 } else { upper += 1 }
        } else if letter.is_lowercase() {
            lower += 1;
        } else if letter.is_numeric() {
            other += 1;
        }
        before = letter;
    }
    match (first.is_uppercase(), upper, lower, other) {
        (_, _, _, 1..) => Shape::Mixed,
        (true, 0, ..) => Shape::Title,
        (true, _, 0, _) => Shape::Upper,
        (false, 0, ..) => Shape::Lower,
        _ if token.starts_with("IJ") && upper == 1 => Shape::Title,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Shape::{Initial, Lower, Mixed, Number, Sign, Title, Upper};

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.text).collect()
    }

    #[test]
    fn words_initials_and_signs() {
        assert_eq!(
            cut("De heer J.P. Jansen-Bakker, van 't Hof."),
            ["De", "heer", "J.P.", "Jansen-Bakker", ",", "van", "'t", "Hof", "."]
        );
        assert_eq!(cut("D'Hondt (12-3) 's-Gravenhage"), ["D'Hondt", "(", "12-3", ")", "'s-Gravenhage"]);
        assert_eq!(cut("K. v.d. Berg"), ["K.", "v.d.", "Berg"]);
        assert_eq!(cut("Th. en A. Bos"), ["Th.", "en", "A.", "Bos"]);
    }

    #[test]
    fn shapes() {
        let shapes: Vec<_> = tokens("werk Jansen JANSEN McDonald J.P. 12a , Jansen-Bakker IJsbrand")
            .iter()
            .map(|token| token.shape)
            .collect();
        assert_eq!(shapes, [Lower, Title, Upper, Mixed, Initial, Number, Sign, Title, Title]);
    }

    #[test]
    fn a_short_line_ends_something_and_a_full_one_does_not() {
        let text = "Aanwezig:\nJan\n\nPiet en dit is een regel die ver over de helft van het hele blad gaat, tot hier\nen verder";
        let gaps: Vec<_> = tokens(text)
            .iter()
            .filter(|token| token.is_any(&["jan", "piet", "verder", "en"]))
            .map(|token| token.gap)
            .collect();
        assert_eq!(gaps, [Gap::Break, Gap::Break, Gap::Space, Gap::Wrap, Gap::Space]);
    }
}
