//! `ToUnicode`: which text stands behind a code.

use std::collections::HashMap;

use crate::document::pdf::lex::{Lexer, Token};
use crate::document::pdf::object::Object;

/// A map says at most this much.
const ENTRIES: usize = 300_000;

/// Reads a map; nothing when it does not follow the grammar.
pub(super) fn read(data: &[u8]) -> Option<HashMap<u32, String>> {
    let mut lexer = Lexer::new(data, 0, false);
    let mut texts = HashMap::new();
    while let Some(token) = lexer.token().ok()? {
        match token {
            Token::Word(word) if word == b"beginbfchar" => singles(&mut lexer, &mut texts)?,
            Token::Word(word) if word == b"beginbfrange" => ranges(&mut lexer, &mut texts)?,
            // Another map may be used as a base: what it says is not known here.
            Token::Word(word) if word == b"usecmap" => return None,
            _ => {}
        }
        if texts.len() > ENTRIES {
            return None;
        }
    }
    Some(texts)
}

fn singles(lexer: &mut Lexer<'_>, texts: &mut HashMap<u32, String>) -> Option<()> {
    while let Token::Value(code) = lexer.token().ok()?? {
        let text = lexer.value().ok()?;
        if let Some(text) = utf16(&text) {
            texts.insert(number(&code)?, text);
        }
    }
    Some(())
}

fn ranges(lexer: &mut Lexer<'_>, texts: &mut HashMap<u32, String>) -> Option<()> {
    while let Token::Value(first) = lexer.token().ok()?? {
        let first = number(&first)?;
        let last = number(&lexer.value().ok()?)?.min(first.saturating_add(0xffff));
        match lexer.value().ok()? {
            Object::Array(items) => {
                for (code, text) in (first..=last).zip(&items) {
                    texts.extend(utf16(text).map(|text| (code, text)));
                }
            }
            start => {
                let Some(start) = utf16(&start) else { continue };
                let mut before: Vec<char> = start.chars().collect();
                let from = u32::from(before.pop()?);
                for code in first..=last {
                    let Some(letter) = from.checked_add(code - first).and_then(char::from_u32) else {
                        continue;
                    };
                    texts.insert(code, before.iter().copied().chain([letter]).collect());
                }
            }
        }
        if texts.len() > ENTRIES {
            return None;
        }
    }
    Some(())
}

fn number(object: &Object) -> Option<u32> {
    match object {
        Object::Text(bytes) if bytes.len() <= 4 => {
            Some(bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte)))
        }
        _ => None,
    }
}

fn utf16(object: &Object) -> Option<String> {
    let Object::Text(bytes) = object else { return None };
    let units: Vec<u16> = match bytes.as_slice() {
        [single] => vec![u16::from(*single)],
        _ => bytes
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |unit, &byte| unit << 8 | u16::from(byte)))
            .collect(),
    };
    String::from_utf16(&units).ok().filter(|text| !text.is_empty())
}
