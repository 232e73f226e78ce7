//! Markup and encodings undone by hand, leniently: what is unclear stays in the text and is searched.

use base64::Engine as _;

/// Where a tag leaves a space.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Blocks,
    All,
}

/// Tags that part words for a reader.
const BLOCKS: &[&str] = &[
    "p",
    "h",
    "br",
    "tab",
    "cr",
    "line-break",
    "s",
    "tc",
    "tr",
    "c",
    "row",
    "t",
    "si",
    "is",
    "td",
    "th",
    "li",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dt",
    "dd",
    "title",
    "option",
    "body",
    "pre",
    "table-cell",
    "table-row",
    "list-item",
    "note",
];

/// The text between the tags.
pub(super) fn without_tags(source: &str, gap: Gap) -> String {
    let mut output = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('<') {
        output.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            output.push_str(after);
            return output;
        };
        let name = tag.trim_start_matches('/').split([' ', '/', '\n', '\t', '\r']).next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        // In Word `t` is part of a word, and in a sheet it ends a cell; both readings are made.
        let is_block =
            BLOCKS.contains(&name) && !tag.trim_start_matches('/').starts_with("w:t ") && name != "t"
                || name == "t" && !tag.contains("w:") && !tag.contains("a:");
        if gap == Gap::All || gap == Gap::Blocks && is_block {
            output.push(' ');
        }
        rest = after;
    }
    output.push_str(rest);
    output
}

/// Entities by number, and the few by name that our own writers make.
pub(super) fn decoded(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        output.push_str(before);
        let end = after.bytes().take(12).position(|byte| byte == b';');
        let character = end.and_then(|end| after.get(..end)).and_then(|name| match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some(' '),
            _ => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                    None => number.parse(),
                };
                char::from_u32(code.ok()?)
            }
        });
        if let (Some(character), Some(end)) = (character, end) {
            output.push(character);
            rest = after.get(end + 1..).unwrap_or_default();
        } else {
            output.push('&');
            rest = after;
        }
    }
    output.push_str(rest);
    output
}

fn hexadecimal(pair: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
}

fn escaped(bytes: &[u8], mark: u8, is_soft: impl Fn(&[u8]) -> usize) -> Vec<u8> {
    let mut output = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        if *byte != mark {
            output.push(*byte);
            continue;
        }
        let ahead = bytes.get(at..).unwrap_or_default();
        let soft = is_soft(ahead);
        if soft > 0 {
            at += soft;
        } else if let Some(byte) = ahead.get(..2).and_then(hexadecimal) {
            output.push(byte);
            at += 2;
        } else {
            output.push(mark);
        }
    }
    output
}

pub(super) fn percent_decoded(text: &str) -> String {
    String::from_utf8_lossy(&escaped(text.as_bytes(), b'%', |_| 0)).into_owned()
}

/// Quoted-printable, with its soft ends of lines.
pub(super) fn quoted_decoded(bytes: &[u8]) -> Vec<u8> {
    escaped(bytes, b'=', |ahead| match ahead {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => 0,
    })
}

/// Encoded words of headers undone and put together, the rest left out.
pub(super) fn words_decoded(text: &str) -> String {
    let mut output = String::new();
    for word in text.split("=?").skip(1) {
        let mut fields = word.splitn(4, '?');
        let (_, encoding, data) = (fields.next(), fields.next(), fields.next().unwrap_or_default());
        let bytes = match encoding {
            Some("B" | "b") => base64::engine::general_purpose::STANDARD.decode(data).unwrap_or_default(),
            Some("Q" | "q") => quoted_decoded(data.replace('_', " ").as_bytes()),
            _ => continue,
        };
        output.push_str(&String::from_utf8_lossy(&bytes));
        // What belongs together follows after folding only.
        if !word.trim_end().ends_with("?=") {
            output.push('\n');
        }
    }
    output
}
