//! From bytes to values: the grammar that files, content streams and character maps share.

use super::object::{Dict, Object};

/// Values may lie in each other this deep.
const DEPTH: usize = 48;

/// A place in bytes, from which values are read.
pub(super) struct Lexer<'a> {
    pub(super) data: &'a [u8],
    pub(super) at: usize,
    /// Whether `1 0 R` is one value. Not so in content streams.
    pub(super) refs: bool,
}

/// What stands next.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Value(Object),
    Word(Vec<u8>),
}

/// The bytes do not follow the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Garbled;

impl<'a> Lexer<'a> {
    pub(super) fn new(data: &'a [u8], at: usize, refs: bool) -> Self {
        Self { data, at, refs }
    }

    /// The next value or word; nothing at the end.
    pub(super) fn token(&mut self) -> Result<Option<Token>, Garbled> {
        self.nested(0)
    }

    /// The next thing, when it is a value.
    pub(super) fn value(&mut self) -> Result<Object, Garbled> {
        match self.token()? {
            Some(Token::Value(value)) => Ok(value),
            _ => Err(Garbled),
        }
    }

    /// Steps over `word`, when that stands next.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let start = self.at;
        if matches!(self.token(), Ok(Some(Token::Word(found))) if found == word.as_bytes()) {
            return true;
        }
        self.at = start;
        false
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    /// Steps over white space and comments.
    pub(super) fn skip(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn nested(&mut self, depth: usize) -> Result<Option<Token>, Garbled> {
        if depth > DEPTH {
            return Err(Garbled);
        }
        self.skip();
        let Some(byte) = self.peek() else { return Ok(None) };
        let next = self.data.get(self.at + 1).copied();
        let value = match byte {
            b'/' => Object::Name(self.name()),
            b'(' => Object::Text(self.literal()?),
            b'<' if next == Some(b'<') => {
                self.at += 2;
                Object::Dict(self.dict(depth)?)
            }
            b'<' => Object::Text(self.hex()?),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    self.skip();
                    if self.peek() == Some(b']') {
                        self.at += 1;
                        break Object::Array(items);
                    }
                    match self.nested(depth + 1)? {
                        Some(Token::Value(value)) => items.push(value),
                        _ => return Err(Garbled),
                    }
                }
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number()?,
            b'{' | b'}' => {
                self.at += 1;
                return Ok(Some(Token::Word(vec![byte])));
            }
            b')' | b'>' | b']' => return Err(Garbled),
            _ => {
                let start = self.at;
                while self.peek().is_some_and(is_regular) {
                    self.at += 1;
                }
                let word = self.data.get(start..self.at).unwrap_or_default();
                match word {
                    b"true" => Object::Bool(true),
                    b"false" => Object::Bool(false),
                    b"null" => Object::Null,
                    _ => return Ok(Some(Token::Word(word.to_vec()))),
                }
            }
        };
        Ok(Some(Token::Value(value)))
    }

    fn dict(&mut self, depth: usize) -> Result<Dict, Garbled> {
        let mut dict = Dict::new();
        loop {
            self.skip();
            match self.peek() {
                Some(b'>') if self.data.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Ok(dict);
                }
                Some(b'/') => {
                    let key = self.name();
                    match self.nested(depth + 1)? {
                        Some(Token::Value(value)) => dict.insert(key, value),
                        _ => return Err(Garbled),
                    };
                }
                _ => return Err(Garbled),
            }
        }
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|&byte| is_regular(byte)) {
            self.at += 1;
            let pair = self.data.get(self.at..self.at + 2).and_then(|pair| {
                let [high, low] = pair else { return None };
                Some(hex_digit(*high)? << 4 | hex_digit(*low)?)
            });
            match pair {
                Some(code) if byte == b'#' => {
                    name.push(code);
                    self.at += 2;
                }
                _ => name.push(byte),
            }
        }
        name
    }

    fn literal(&mut self) -> Result<Vec<u8>, Garbled> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1;
        loop {
            let byte = self.peek().ok_or(Garbled)?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(text);
                    }
                }
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Result<(), Garbled> {
        let byte = self.peek().ok_or(Garbled)?;
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut code = byte - b'0';
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    // The standard says that what does not fit in a byte falls off.
                    code = code.wrapping_mul(8).wrapping_add(digit - b'0');
                    self.at += 1;
                }
                text.push(code);
            }
            other => text.push(other),
        }
        Ok(())
    }

    fn hex(&mut self) -> Result<Vec<u8>, Garbled> {
        self.at += 1;
        let mut text = Vec::new();
        let mut half = None;
        loop {
            let byte = self.peek().ok_or(Garbled)?;
            self.at += 1;
            if byte == b'>' {
                text.extend(half.map(|high: u8| high << 4));
                return Ok(text);
            }
            if is_space(byte) {
                continue;
            }
            let digit = hex_digit(byte).ok_or(Garbled)?;
            match half.take() {
                Some(high) => text.push(high << 4 | digit),
                None => half = Some(digit),
            }
        }
    }

    fn number(&mut self) -> Result<Object, Garbled> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte)) {
            self.at += 1;
        }
        let bytes = self.data.get(start..self.at).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map_err(|_| Garbled)?;
        if let Ok(value) = text.parse::<i32>() {
            return Ok(self.reference(value).unwrap_or(Object::Int(value)));
        }
        // Some writers give `--1` or `1.-2`; a viewer then guesses, and we do not.
        let value = match text {
            "." | "-" | "+" | "-." => 0.0,
            _ => text.parse::<f64>().map_err(|_| Garbled)?,
        };
        Ok(Object::Real(value))
    }

    /// `number generation R`, when that is what stands here. Generations are not told apart: only the last one counts.
    fn reference(&mut self, number: i32) -> Option<Object> {
        if !self.refs {
            return None;
        }
        let number = u32::try_from(number).ok()?;
        let mut ahead = Lexer::new(self.data, self.at, false);
        ahead.skip();
        let digits = ahead.at;
        while ahead.peek().is_some_and(|byte| byte.is_ascii_digit()) && ahead.at < digits + 6 {
            ahead.at += 1;
        }
        if ahead.at == digits {
            return None;
        }
        let after = ahead.at;
        ahead.skip();
        if ahead.at == after || ahead.peek() != Some(b'R') {
            return None;
        }
        ahead.at += 1;
        if ahead.peek().is_some_and(is_regular) {
            return None;
        }
        self.at = ahead.at;
        Some(Object::Ref(number))
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

pub(super) fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
