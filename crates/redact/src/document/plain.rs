//! Text and Markdown: a list of tokens, of which some can be edited; and how bytes become text.
//!
//! Output is always UTF-8.

use std::borrow::Cow;

use super::collect::{Collector, Draft, Edits};
use super::refusal::{self, Refusal};

/// The source in tokens; written back they are the source again.
pub(super) struct Plain {
    tokens: Vec<Token>,
}

struct Token {
    text: String,
    slot: Option<usize>,
}

impl Plain {
    pub(super) fn write(self, edits: &Edits) -> Vec<u8> {
        self.tokens.iter().map(|token| edits.text(token.slot, &token.text)).collect::<String>().into_bytes()
    }

    fn markup(&mut self, text: &str) {
        self.tokens.push(Token { text: text.to_owned(), slot: None });
    }

    fn text(&mut self, draft: &mut Draft, text: &str, collector: &mut Collector) {
        let slot = draft.slot(text, collector);
        self.tokens.push(Token { text: text.to_owned(), slot });
    }
}

/// Bytes as text: UTF-8, UTF-16 with its mark, else Windows-1252, which every Dutch file of before is.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).map(Cow::Borrowed).ok(),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => Some(std::str::from_utf8(bytes).map_or_else(|_| Cow::Owned(windows(bytes)), Cow::Borrowed)),
    };
    let text = text.ok_or(Refusal::Broken { what: refusal::ENCODING })?;
    // Text has no control characters but those of layout; what has them is something else.
    if text.contains(|c: char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}' | '\u{85}')
    }) {
        return Err(Refusal::Unsupported { what: refusal::BINARY });
    }
    Ok(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Cow<'static, str>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().copied().map(unit)).collect::<Result<String, _>>();
    text.ok().filter(|_| rest.is_empty()).map(Cow::Owned)
}

/// Windows-1252: Latin-1 but for 32 places, of which five are empty.
fn windows(bytes: &[u8]) -> String {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let char = |byte: &u8| match byte {
        0x80..=0x9F => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(*byte),
    };
    bytes.iter().map(char).collect()
}

/// Plain text: a passage for each paragraph.
pub(super) fn text(bytes: &[u8], collector: &mut Collector) -> Result<Plain, Refusal> {
    let text = decode(bytes)?;
    let mut plain = Plain { tokens: Vec::new() };
    for (line, paragraph) in paragraphs(&text) {
        collector.read(1)?;
        let mut draft = Draft::new(format!("regel {line}"), false);
        plain.text(&mut draft, paragraph, collector);
        collector.keep(draft)?;
    }
    Ok(plain)
}

/// Paragraphs with the line at which they begin, each with the empty lines after it: together they are the text.
fn paragraphs(text: &str) -> Vec<(usize, &str)> {
    let mut paragraphs = Vec::new();
    let (mut start, mut first_line, mut empty, mut at) = (0, 1, false, 0);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let is_empty = line.trim().is_empty();
        if empty && !is_empty && at > start {
            paragraphs.push((first_line, text.get(start..at).unwrap_or_default()));
            (start, first_line) = (at, index + 1);
        }
        empty = is_empty;
        at += line.len();
    }
    paragraphs.push((first_line, text.get(start..).unwrap_or_default()));
    paragraphs
}

/// Markdown: as text, but emphasis does not part a word, entities are undone, comments go away, and the tags and the
/// addresses of links are hidden passages of their own.
pub(super) fn markdown(bytes: &[u8], collector: &mut Collector) -> Result<Plain, Refusal> {
    let text = decode(bytes)?;
    let mut plain = Plain { tokens: Vec::new() };
    // Comments may hold empty lines, so they go first.
    let (text, comments) = without_comments(&text);
    for comment in comments {
        collector.gone("opmerking in de bron", comment)?;
        collector.note("opmerkingen in de bron zijn verwijderd");
    }
    for (line, paragraph) in paragraphs(&text) {
        let mut draft = Draft::new(format!("regel {line}"), false);
        markdown_paragraph(line, paragraph, &mut draft, &mut plain, collector)?;
        collector.keep(draft)?;
    }
    Ok(plain)
}

fn without_comments(text: &str) -> (String, Vec<&str>) {
    let mut kept = String::with_capacity(text.len());
    let mut comments = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        // A comment that is not closed runs to the end.
        let (comment, after) = after.split_once("-->").unwrap_or((after, ""));
        comments.push(comment);
        rest = after;
    }
    kept.push_str(rest);
    // Taking one away may have brought the halves of another together.
    (kept.replace("<!--", "< !--"), comments)
}

fn markdown_paragraph(
    line: usize,
    mut rest: &str,
    draft: &mut Draft,
    plain: &mut Plain,
    collector: &mut Collector,
) -> Result<(), Refusal> {
    let mut run = String::new();
    let mut previous = ' ';
    while let Some(first) = rest.chars().next() {
        let (markup, is_hidden) = markup(rest, previous);
        if !markup.is_empty() {
            collector.read(2)?;
            plain.text(draft, &std::mem::take(&mut run), collector);
            if is_hidden {
                let mut hidden = Draft::new(format!("regel {line}, koppeling of code"), true);
                if markup.contains(['%', '&']) {
                    // An encoded address hides what it says; the link loses its address.
                    hidden.gap(&percent_decoded(&unescaped(markup)));
                    plain.markup(if markup.starts_with('(') { "(#)" } else { "" });
                } else {
                    plain.text(&mut hidden, markup, collector);
                }
                collector.keep(hidden)?;
            } else {
                plain.markup(markup);
            }
            previous = markup.chars().next_back().unwrap_or(' ');
            rest = rest.get(markup.len()..).unwrap_or_default();
            continue;
        }
        let (decoded, length) = entity(rest).unwrap_or_else(|| (first.to_string().into(), first.len_utf8()));
        run.push_str(&decoded);
        previous = first;
        rest = rest.get(length..).unwrap_or_default();
    }
    plain.text(draft, &run, collector);
    Ok(())
}

/// What stands at the start of `rest` that is not text: and whether it hides something.
fn markup(rest: &str, previous: char) -> (&str, bool) {
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or(' ');
    let second = chars.next().unwrap_or(' ');
    let prefix = |length: usize| rest.get(..length).unwrap_or_default();
    // No link and no tag is longer; a text full of openings without an end would take for ever.
    let near = || rest.get(..rest.floor_char_boundary(2_000)).unwrap_or(rest);
    match first {
        '*' | '`' | '~' => (prefix(1), false),
        // Within a word it is a letter, as in an e-mail address.
        '_' if !(previous.is_alphanumeric() && second.is_alphanumeric()) => (prefix(1), false),
        '\\' if second.is_ascii_punctuation() => (prefix(1), false),
        '(' if previous == ']' => (prefix(near().find(')').map_or(0, |end| end + 1)), true),
        '<' if second.is_ascii_alphabetic() || second == '/' => {
            let tag = prefix(near().find('>').map_or(0, |end| end + 1));
            // `<jan@example.nl>` and `<https://…>` are text that a reader sees.
            let word = tag.split([' ', '>']).next().unwrap_or_default();
            if word.contains(['@', ':']) { ("", false) } else { (tag, true) }
        }
        _ => ("", false),
    }
}

/// The character that an entity stands for, unless it would become markup, with the length of the entity.
pub(super) fn entity(rest: &str) -> Option<(Cow<'static, str>, usize)> {
    let name = rest.strip_prefix('&')?;
    let end = name.char_indices().take(33).find(|(_, c)| *c == ';').map(|(at, _)| at)?;
    let name = name.get(..end)?;
    let text: Cow<'static, str> = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).filter(|c| !c.is_control())?.to_string().into()
    } else {
        quick_xml::escape::resolve_html5_entity(name)?.into()
    };
    if text.contains(['<', '&']) { None } else { Some((text, end + 2)) }
}

/// Text with its entities undone, also those that stand for markup.
pub(super) fn unescaped(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        output.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let known = [("&lt;", "<"), ("&amp;", "&"), ("&#60;", "<"), ("&#38;", "&")];
        if let Some((text, length)) = entity(rest) {
            output.push_str(&text);
            rest = rest.get(length..).unwrap_or_default();
        } else if let Some((name, text)) = known.iter().find(|(name, _)| rest.starts_with(name)) {
            output.push_str(text);
            rest = rest.get(name.len()..).unwrap_or_default();
        } else {
            output.push('&');
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    output.push_str(rest);
    output
}

/// `%40` as `@`.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut output = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let decoded = match rest {
            [b'%', high, low, ..] => char::from(*high).to_digit(16).zip(char::from(*low).to_digit(16)),
            _ => None,
        };
        if let Some(byte) = decoded.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            output.push(byte);
            rest = rest.get(3..).unwrap_or_default();
        } else {
            output.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&output).into_owned()
}
