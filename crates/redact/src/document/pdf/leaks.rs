//! A second reader, which knows nothing of the first: it does not follow the structure of a file but goes through all of its
//! bytes, unpacks every stream that it meets, and looks for what was removed in each way in which it might be written.
//!
//! It finds too much rather than too little. Not guaranteed for a removed text of fewer than six letters: that is only found
//! where it stands as a word, since `Jan` also stands in `Januari`. One or two letters are not looked for at all: read with the
//! map of another font, any text has them somewhere.

use std::collections::{HashMap, HashSet};
use std::io::Read as _;

use flate2::read::ZlibDecoder;

use crate::document::pdf::trouble::Trouble;

/// What all streams together may unfold to.
const BUDGET: usize = 1 << 30;

/// Shorter than this, a text is looked for as a word only.
const SHORT: usize = 6;

/// Shorter than this, a text is not looked for.
const LETTERS: usize = 3;

/// Which of the `removed` texts are still somewhere in `output`, in reading order or backwards, in any of the alphabets of
/// strings, with or without space between the letters.
pub(crate) fn leaks(output: &[u8], removed: &[String]) -> Result<Vec<String>, Trouble> {
    let blobs = blobs(output)?;
    let maps = maps(&blobs);
    let mut wanted: Vec<&String> = removed.iter().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let forms = Forms::of(&wanted);
    let mut found = HashSet::new();
    for blob in &blobs {
        forms.look_in(&squeezed_bytes(blob), &mut found);
        let shows = shows(blob);
        if shows.is_empty() {
            continue;
        }
        for map in &maps {
            let text = map.read(&shows);
            forms.look_in(squeezed(&text).as_bytes(), &mut found);
            found.extend(short_words(&wanted, &text));
        }
    }
    let left = wanted.into_iter().enumerate().filter(|(index, _)| found.contains(index));
    Ok(left.map(|(_, text)| text.clone()).collect())
}

/// The ways in which long texts may be written as bytes, by the first bytes of each, so that one pass finds all.
struct Forms {
    starts: Vec<bool>,
    by_start: HashMap<[u8; SHORT], Vec<(Vec<u8>, usize)>>,
}

impl Forms {
    fn of(wanted: &[&String]) -> Self {
        let mut forms = Self { starts: vec![false; 1 << 16], by_start: HashMap::new() };
        for (index, text) in wanted.iter().enumerate() {
            let squeezed = squeezed(text);
            if squeezed.chars().count() < SHORT {
                continue;
            }
            let backwards: String = squeezed.chars().rev().collect();
            for form in [squeezed, backwards] {
                let utf16: Vec<u8> = form.encode_utf16().flat_map(u16::to_be_bytes).collect();
                let latin: Vec<u8> =
                    form.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect();
                for bytes in [form.as_bytes(), &latin, &utf16] {
                    forms.add(squeezed_bytes(bytes), index);
                    forms.add(digits(bytes).into_bytes(), index);
                }
            }
        }
        forms
    }

    fn add(&mut self, form: Vec<u8>, index: usize) {
        let Some(&start) = form.first_chunk() else { return };
        if let Some(known) = pair(&form).and_then(|pair| self.starts.get_mut(pair)) {
            *known = true;
        }
        let known = self.by_start.entry(start).or_default();
        if !known.contains(&(form.clone(), index)) {
            known.push((form, index));
        }
    }

    fn look_in(&self, bytes: &[u8], found: &mut HashSet<usize>) {
        for at in 0..bytes.len() {
            let Some(rest) = bytes.get(at..) else { break };
            if !pair(rest).and_then(|pair| self.starts.get(pair)).is_some_and(|&known| known) {
                continue;
            }
            let forms = rest.first_chunk().and_then(|start| self.by_start.get(start));
            for (form, index) in forms.into_iter().flatten() {
                if rest.starts_with(form) {
                    found.insert(*index);
                }
            }
        }
    }
}

fn pair(bytes: &[u8]) -> Option<usize> {
    let &[first, second] = bytes.first_chunk()?;
    Some(usize::from(first) << 8 | usize::from(second))
}

/// Which short texts stand in a text as words.
fn short_words(wanted: &[&String], text: &str) -> Vec<usize> {
    let part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let stands = |word: &str| {
        text.match_indices(word).any(|(at, found)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
            !part(before) && !part(after)
        })
    };
    let short = wanted
        .iter()
        .enumerate()
        .filter(|(_, text)| (LETTERS..SHORT).contains(&squeezed(text).chars().count()));
    short.filter(|(_, text)| stands(text.trim())).map(|(index, _)| index).collect()
}

/// Small letters, without space.
fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Bytes with small letters, without space and without the zeros of a wider alphabet.
fn squeezed_bytes(bytes: &[u8]) -> Vec<u8> {
    let kept = bytes.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != 0);
    kept.map(u8::to_ascii_lowercase).collect()
}

/// Bytes as hexadecimal digits.
fn digits(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// The file as it is, and each of its streams unpacked.
fn blobs(output: &[u8]) -> Result<Vec<Vec<u8>>, Trouble> {
    let mut blobs = vec![output.to_vec()];
    let mut left = BUDGET;
    let mut rest = output;
    while let Some(at) = position(rest, b"stream") {
        let after = rest.get(at + 6..).unwrap_or_default();
        let data = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        if rest.get(..at).is_some_and(|before| before.ends_with(b"end")) {
            rest = after;
            continue;
        }
        let mut unpacked = Vec::new();
        let limit = u64::try_from(left + 1).unwrap_or(u64::MAX);
        // What is no stream, or is not packed, gives an error and was looked at already.
        let _ = ZlibDecoder::new(data).take(limit).read_to_end(&mut unpacked);
        if unpacked.is_empty() {
            let end = position(data, b"endstream").unwrap_or(0);
            unpacked.extend_from_slice(data.get(..end).unwrap_or_default());
        }
        left = left.checked_sub(unpacked.len()).ok_or(Trouble::TooLarge)?;
        if !unpacked.is_empty() {
            blobs.push(unpacked);
        }
        rest = after;
    }
    Ok(blobs)
}

fn position(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = word.first()?;
    let mut from = 0;
    loop {
        from += bytes.get(from..)?.iter().position(|byte| byte == first)?;
        if bytes.get(from..)?.starts_with(word) {
            return Some(from);
        }
        from += 1;
    }
}

/// The strings of a stream that shows text, those of one operator behind each other and then a line end.
fn shows(blob: &[u8]) -> Vec<Option<Vec<u8>>> {
    let mut found = Vec::new();
    // The program of a font is no page, though it may look like one.
    if blob.starts_with(b"%!") {
        return found;
    }
    if position(blob, b"Tj").is_none() && position(blob, b"TJ").is_none() {
        return found;
    }
    let mut at = 0;
    while let Some(&byte) = blob.get(at) {
        at += 1;
        match byte {
            b'<' if blob.get(at) != Some(&b'<') => {
                let end = blob.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == b'>'));
                let Some(end) = end else { break };
                let digits = blob.get(at..at + end).unwrap_or_default();
                found.push(Some(unhex(digits)));
                at += end;
            }
            b'<' => at += 1,
            b'(' => {
                let (text, next) = literal(blob, at);
                found.push(Some(text));
                at = next;
            }
            b'T' if matches!(blob.get(at), Some(b'j' | b'J' | b'*' | b'd' | b'D' | b'm')) => found.push(None),
            b'\'' | b'"' => found.push(None),
            _ => {}
        }
    }
    found
}

fn unhex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.iter().filter_map(|&byte| u8::try_from(char::from(byte).to_digit(16)?).ok()).collect();
    digits
        .chunks(2)
        .map(|pair| pair.first().copied().unwrap_or(0) << 4 | pair.get(1).copied().unwrap_or(0))
        .collect()
}

fn literal(blob: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let mut text = Vec::new();
    let mut open = 1;
    while let Some(&byte) = blob.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                text.extend(blob.get(at));
                at += 1;
                continue;
            }
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            break;
        }
        text.push(byte);
    }
    (text, at)
}

/// A way to read codes as text.
struct Map {
    width: usize,
    texts: HashMap<u32, String>,
}

impl Map {
    fn read(&self, shows: &[Option<Vec<u8>>]) -> String {
        let mut text = String::new();
        for show in shows {
            let Some(codes) = show else {
                text.push('\n');
                continue;
            };
            for code in codes.chunks(self.width) {
                let code = code.iter().fold(0, |code: u32, &byte| code << 8 | u32::from(byte));
                text.push_str(self.texts.get(&code).map_or("\u{fffd}", String::as_str));
            }
        }
        text
    }
}

/// Latin letters, and each map that stands in a stream. Which font uses which is not asked: all are tried on all text.
fn maps(blobs: &[Vec<u8>]) -> Vec<Map> {
    let latin = (0..=255_u8).map(|code| (u32::from(code), char::from(code).to_string())).collect();
    let mut maps = vec![Map { width: 1, texts: latin }];
    for blob in blobs
        .iter()
        .skip(1)
        .filter(|blob| position(blob, b"begincmap").is_some() || position(blob, b"beginbf").is_some())
    {
        let mut texts = HashMap::new();
        let mut width = 1;
        let text = String::from_utf8_lossy(blob).into_owned();
        for (word, end, ranges) in [("beginbfchar", "endbfchar", false), ("beginbfrange", "endbfrange", true)]
        {
            for section in text.split(word).skip(1) {
                let section = section.split(end).next().unwrap_or_default();
                width = width.max(entries(section, ranges, &mut texts));
            }
        }
        maps.push(Map { width, texts });
    }
    maps
}

/// Reads the entries of a section, and how many bytes their codes have.
fn entries(section: &str, ranges: bool, texts: &mut HashMap<u32, String>) -> usize {
    let mut width = 1;
    let mut parts = Vec::new();
    let mut group: Option<Vec<String>> = None;
    for piece in section.split_inclusive(['<', '>', '[', ']']) {
        match piece.chars().next_back() {
            Some('[') => group = Some(Vec::new()),
            Some(']') => parts.push(group.take().unwrap_or_default()),
            Some('>') => {
                let digits: String = piece.chars().filter(char::is_ascii_hexdigit).collect();
                match &mut group {
                    Some(group) => group.push(digits),
                    None => parts.push(vec![digits]),
                }
            }
            _ => {}
        }
    }
    let single = |part: &Vec<String>| part.first().and_then(|digits| u32::from_str_radix(digits, 16).ok());
    for entry in parts.chunks(if ranges { 3 } else { 2 }) {
        let Some(first) = entry.first().and_then(single) else { continue };
        width = width.max(entry.first().and_then(|part| part.first()).map_or(1, |digits| digits.len() / 2));
        let last = if ranges { entry.get(1).and_then(single).unwrap_or(first) } else { first };
        let Some(target) = entry.last() else { continue };
        for code in first..=last.min(first.saturating_add(0xffff)) {
            let step = usize::try_from(code - first).unwrap_or(0);
            let (digits, add) = match target.get(step) {
                Some(digits) if target.len() > 1 => (digits, 0),
                _ => match target.first() {
                    Some(digits) => (digits, code - first),
                    None => continue,
                },
            };
            let units: Vec<u16> = unhex(digits.as_bytes())
                .chunks(2)
                .map(|pair| pair.iter().fold(0, |unit, &byte| unit << 8 | u16::from(byte)))
                .collect();
            let mut letters: Vec<char> = String::from_utf16_lossy(&units).chars().collect();
            let final_letter =
                letters.pop().and_then(|letter| char::from_u32(u32::from(letter).saturating_add(add)));
            letters.extend(final_letter);
            texts.insert(code, letters.into_iter().collect());
        }
    }
    width.min(4)
}

/// The unpacked streams of a file.
#[cfg(test)]
pub(super) fn unpacked(output: &[u8]) -> Vec<Vec<u8>> {
    blobs(output).unwrap().split_off(1)
}
