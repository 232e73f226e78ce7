//! Content streams as a list of operators with their operands.

use super::lex::{Lexer, Token, is_space};
use super::object::{Dict, Object, write};
use crate::document::pdf::trouble::Trouble;

/// One step of a content stream.
#[derive(Clone, Debug)]
pub(super) struct Op {
    pub(super) name: Vec<u8>,
    pub(super) args: Vec<Object>,
    /// The bytes of a picture that stands between the operators.
    pub(super) inline: Option<Vec<u8>>,
}

impl Op {
    /// The operands, when all are numbers.
    pub(super) fn numbers(&self) -> Vec<f64> {
        self.args.iter().filter_map(Object::number).collect()
    }

    /// The last operand, when it is a name.
    pub(super) fn last_name(&self) -> Option<&[u8]> {
        match self.args.last() {
            Some(Object::Name(name)) => Some(name),
            _ => None,
        }
    }
}

/// Reads a content stream. What does not follow the grammar is refused: a viewer would guess, and may guess otherwise.
pub(super) fn read(data: &[u8]) -> Result<Vec<Op>, Trouble> {
    let mut lexer = Lexer::new(data, 0, false);
    let mut ops = Vec::new();
    let mut args = Vec::new();
    while let Some(token) = lexer.token().map_err(|_| Trouble::Broken)? {
        match token {
            Token::Value(value) => {
                if args.len() > 512 {
                    return Err(Trouble::Broken);
                }
                args.push(value);
            }
            Token::Word(word) if word == b"BI" => ops.push(inline(&mut lexer)?),
            Token::Word(name) => ops.push(Op { name, args: std::mem::take(&mut args), inline: None }),
        }
    }
    Ok(ops)
}

fn inline(lexer: &mut Lexer<'_>) -> Result<Op, Trouble> {
    let mut dict = Dict::new();
    loop {
        match lexer.token().map_err(|_| Trouble::Broken)? {
            Some(Token::Value(Object::Name(key))) => {
                let value = lexer.value().map_err(|_| Trouble::Broken)?;
                dict.insert(full_key(key), value);
            }
            Some(Token::Word(word)) if word == b"ID" => break,
            _ => return Err(Trouble::Broken),
        }
    }
    let start = lexer.at + 1;
    let mut end = start;
    loop {
        // The end is the word EI, alone, after which the stream goes on as a stream.
        match lexer.data.get(end..end + 3) {
            Some([space, b'E', b'I']) if is_space(*space) && goes_on(lexer.data, end + 3) => break,
            Some(_) => end += 1,
            None => return Err(Trouble::Broken),
        }
    }
    let data = lexer.data.get(start..end).ok_or(Trouble::Broken)?.to_vec();
    lexer.at = end + 3;
    Ok(Op { name: b"BI".to_vec(), args: vec![Object::Dict(dict)], inline: Some(data) })
}

fn goes_on(data: &[u8], at: usize) -> bool {
    let Some(rest) = data.get(at..) else { return true };
    if rest.first().is_some_and(|&byte| !is_space(byte)) {
        return false;
    }
    rest.iter()
        .take(24)
        .all(|&byte| byte == b'\n' || byte == b'\r' || byte == b'\t' || (32..127).contains(&byte))
}

fn full_key(key: Vec<u8>) -> Vec<u8> {
    let full = match key.as_slice() {
        b"BPC" => "BitsPerComponent",
        b"CS" => "ColorSpace",
        b"D" => "Decode",
        b"DP" => "DecodeParms",
        b"F" => "Filter",
        b"H" => "Height",
        b"IM" => "ImageMask",
        b"I" => "Interpolate",
        b"W" => "Width",
        _ => return key,
    };
    full.as_bytes().to_vec()
}

/// The same steps, in which each `Q` has its `q` and text that is begun is ended: what comes after them starts clean.
pub(super) fn balanced(ops: Vec<Op>) -> Vec<Op> {
    let mut open = 0_usize;
    let mut text = false;
    let mut out = Vec::with_capacity(ops.len());
    for op in ops {
        match op.name.as_slice() {
            b"q" => open += 1,
            b"Q" if open == 0 => continue,
            b"Q" => open -= 1,
            b"BT" => text = true,
            b"ET" if !text => continue,
            b"ET" => text = false,
            _ => {}
        }
        out.push(op);
    }
    if text {
        out.push(word("ET"));
    }
    out.extend(std::iter::repeat_with(|| word("Q")).take(open));
    out
}

/// An operator without operands.
pub(super) fn word(name: &str) -> Op {
    with(name, Vec::new())
}

/// An operator with operands.
pub(super) fn with(name: &str, args: Vec<Object>) -> Op {
    Op { name: name.as_bytes().to_vec(), args, inline: None }
}

/// The operator as it stands in a stream, with a line end.
pub(super) fn write_op(op: &Op, out: &mut Vec<u8>) {
    for arg in &op.args {
        write(arg, out);
        out.push(b' ');
    }
    out.extend_from_slice(&op.name);
    out.push(b'\n');
}
