//! A PDF as a set of numbered objects: the table at the end when it is right, or else a search through the whole file.
//!
//! Of every object only the last version counts. What is read here is all that can reach an output.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::filter;
use super::lex::{Lexer, Token, is_space};
use super::object::{Dict, Object, Stream};
use crate::document::pdf::trouble::Trouble;

/// Larger files are not opened.
const SIZE: usize = 256 << 20;

/// All streams together may unfold to this much.
const BUDGET: usize = 512 << 20;

/// A file has at most this many objects.
const OBJECTS: usize = 2_000_000;

/// So many references may lead to references.
const HOPS: usize = 16;

/// An opened file.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    entries: HashMap<u32, Entry>,
    pub(super) trailer: Dict,
    cache: RefCell<HashMap<u32, Object>>,
    packs: RefCell<HashMap<u32, Rc<Pack>>>,
    busy: RefCell<HashSet<u32>>,
    left: Cell<usize>,
}

#[derive(Clone, Copy)]
enum Entry {
    At(usize),
    Packed { pack: u32 },
    Free,
}

/// Objects packed in one stream: number and place.
struct Pack {
    places: HashMap<u32, usize>,
    data: Vec<u8>,
}

impl<'a> File<'a> {
    /// Opens a file that is neither encrypted nor signed.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Trouble> {
        if bytes.len() > SIZE {
            return Err(Trouble::TooLarge);
        }
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        if find(head, b"%PDF-").is_none() {
            return Err(Trouble::Broken);
        }
        let mut file = Self {
            bytes,
            entries: HashMap::new(),
            trailer: Dict::new(),
            cache: RefCell::default(),
            packs: RefCell::default(),
            busy: RefCell::default(),
            left: Cell::new(BUDGET),
        };
        let table = file.table();
        if file.trailer.contains_key(b"Encrypt".as_slice()) {
            return Err(Trouble::Encrypted);
        }
        if table == Err(Trouble::TooLarge) {
            return Err(Trouble::TooLarge);
        }
        if table.is_err() || !file.holds() {
            file.search()?;
            if file.trailer.contains_key(b"Encrypt".as_slice()) {
                return Err(Trouble::Encrypted);
            }
            if !file.holds() {
                return Err(Trouble::Broken);
            }
        }
        Ok(file)
    }

    /// Follows references. What does not exist, or points at itself, is null.
    pub(super) fn get(&self, object: &Object) -> Object {
        let mut current = object.clone();
        for _ in 0..HOPS {
            let Object::Ref(number) = current else { return current };
            current = self.object(number);
        }
        Object::Null
    }

    /// The numbers of all objects, in order.
    pub(super) fn numbers_of_objects(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.entries.keys().copied().collect();
        numbers.sort_unstable();
        numbers
    }

    /// The value under a key, with references followed.
    pub(super) fn entry(&self, dict: &Dict, key: &str) -> Object {
        dict.get(key.as_bytes()).map_or(Object::Null, |object| self.get(object))
    }

    /// The dictionary under a key; empty when there is none. Of a stream, its dictionary.
    pub(super) fn dict(&self, dict: &Dict, key: &str) -> Dict {
        match self.entry(dict, key) {
            Object::Dict(found) => found,
            Object::Stream(stream) => stream.dict.clone(),
            _ => Dict::new(),
        }
    }

    /// The numbers under a key.
    pub(super) fn numbers(&self, dict: &Dict, key: &str) -> Vec<f64> {
        match self.entry(dict, key) {
            Object::Array(items) => items.iter().filter_map(|item| self.get(item).number()).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes from what may still be unfolded.
    pub(super) fn spend(&self, bytes: usize) -> Result<(), Trouble> {
        let left = self.left.get().checked_sub(bytes).ok_or(Trouble::TooLarge)?;
        self.left.set(left);
        Ok(())
    }

    fn object(&self, number: u32) -> Object {
        if let Some(found) = self.cache.borrow().get(&number) {
            return found.clone();
        }
        if !self.busy.borrow_mut().insert(number) {
            return Object::Null;
        }
        let read = match self.entries.get(&number) {
            Some(Entry::At(at)) => self.read_at(*at, number),
            Some(Entry::Packed { pack }) => self.read_packed(*pack, number),
            Some(Entry::Free) | None => None,
        };
        self.busy.borrow_mut().remove(&number);
        let object = read.unwrap_or(Object::Null);
        self.cache.borrow_mut().insert(number, object.clone());
        object
    }

    fn read_at(&self, at: usize, number: u32) -> Option<Object> {
        let mut lexer = Lexer::new(self.bytes, at, true);
        if header(&mut lexer)? != number {
            return None;
        }
        let value = lexer.value().ok()?;
        let Object::Dict(dict) = value else { return Some(value) };
        if !lexer.word("stream") {
            return Some(Object::Dict(dict));
        }
        let data = self.stream_data(&dict, lexer.at)?.to_vec();
        Some(Object::Stream(Rc::new(Stream { dict, data })))
    }

    /// The bytes between `stream` and `endstream`. The length is believed only when the word stands where it says.
    fn stream_data(&self, dict: &Dict, after: usize) -> Option<&'a [u8]> {
        let start = match self.bytes.get(after..)? {
            [b'\r', b'\n', ..] => after + 2,
            [b'\n' | b'\r', ..] => after + 1,
            _ => after,
        };
        if let Some(length) = self.entry(dict, "Length").count() {
            let end = start.checked_add(length)?;
            let mut lexer = Lexer::new(self.bytes, end, false);
            while lexer.peek().is_some_and(is_space) {
                lexer.at += 1;
            }
            if self.bytes.get(lexer.at..).is_some_and(|rest| rest.starts_with(b"endstream")) {
                return self.bytes.get(start..end);
            }
        }
        let rest = self.bytes.get(start..)?;
        let mut end = find(rest, b"endstream")?;
        for line_end in [b'\n', b'\r'] {
            if end > 0 && rest.get(end - 1) == Some(&line_end) {
                end -= 1;
            }
        }
        rest.get(..end)
    }

    fn read_packed(&self, pack: u32, number: u32) -> Option<Object> {
        let known = self.packs.borrow().get(&pack).cloned();
        let pack = if let Some(found) = known {
            found
        } else {
            let opened = Rc::new(self.open_pack(pack)?);
            self.packs.borrow_mut().insert(pack, Rc::clone(&opened));
            opened
        };
        let at = *pack.places.get(&number)?;
        Lexer::new(&pack.data, at, true).value().ok()
    }

    fn open_pack(&self, number: u32) -> Option<Pack> {
        // A pack inside a pack is not allowed, and would be a way to go round for ever.
        let Some(Entry::At(_)) = self.entries.get(&number) else { return None };
        let Object::Stream(stream) = self.object(number) else { return None };
        let data = filter::plain(self, &stream).ok()?;
        let first = self.entry(&stream.dict, "First").count()?;
        let count = self.entry(&stream.dict, "N").count()?.min(OBJECTS);
        let mut places = HashMap::new();
        let mut lexer = Lexer::new(&data, 0, false);
        for _ in 0..count {
            let Ok(id) = lexer.value() else { break };
            let Ok(at) = lexer.value() else { break };
            places.insert(u32::try_from(id.count()?).ok()?, first.checked_add(at.count()?)?);
        }
        Some(Pack { places, data })
    }

    /// Reads the table at the end, and those before it.
    fn table(&mut self) -> Result<(), Trouble> {
        let tail_at = self.bytes.len().saturating_sub(2048);
        let tail = self.bytes.get(tail_at..).unwrap_or_default();
        let at = tail.windows(9).rposition(|window| window == b"startxref").ok_or(Trouble::Broken)?;
        let mut lexer = Lexer::new(self.bytes, tail_at + at + 9, false);
        let mut next = lexer.value().ok().and_then(|value| value.count());
        let mut seen = HashSet::new();
        while let Some(at) = next {
            if !seen.insert(at) || seen.len() > 4096 {
                return Err(Trouble::Broken);
            }
            let trailer = self.section(at)?;
            if let Some(hybrid) = self.entry(&trailer, "XRefStm").count()
                && seen.insert(hybrid)
            {
                self.section(hybrid)?;
            }
            next = trailer.get(b"Prev".as_slice()).and_then(Object::count);
            if self.trailer.is_empty() {
                self.trailer = trailer;
            }
        }
        Ok(())
    }

    fn section(&mut self, at: usize) -> Result<Dict, Trouble> {
        let mut lexer = Lexer::new(self.bytes, at, true);
        if !lexer.word("xref") {
            return self.stream_section(at);
        }
        loop {
            if lexer.word("trailer") {
                return match lexer.value() {
                    Ok(Object::Dict(dict)) => Ok(dict),
                    _ => Err(Trouble::Broken),
                };
            }
            lexer.refs = false;
            let first = lexer.value().ok().and_then(|value| value.count()).ok_or(Trouble::Broken)?;
            let count = lexer.value().ok().and_then(|value| value.count()).ok_or(Trouble::Broken)?;
            for index in 0..count {
                let offset = lexer.value().ok().and_then(|value| value.count()).ok_or(Trouble::Broken)?;
                lexer.value().map_err(|_| Trouble::Broken)?;
                let entry = if lexer.word("n") {
                    Entry::At(offset)
                } else if lexer.word("f") {
                    Entry::Free
                } else {
                    return Err(Trouble::Broken);
                };
                self.add(first + index, entry)?;
            }
            lexer.refs = true;
        }
    }

    fn stream_section(&mut self, at: usize) -> Result<Dict, Trouble> {
        let mut lexer = Lexer::new(self.bytes, at, true);
        let number = header(&mut lexer).ok_or(Trouble::Broken)?;
        let Some(Object::Stream(stream)) = self.read_at(at, number) else { return Err(Trouble::Broken) };
        let data = filter::plain(self, &stream)?;
        let counts = |key: &str| -> Vec<usize> {
            match stream.dict.get(key.as_bytes()) {
                Some(Object::Array(items)) => items.iter().filter_map(Object::count).collect(),
                _ => Vec::new(),
            }
        };
        let widths = counts("W");
        let &[kind_width, first_width, second_width] = widths.as_slice() else { return Err(Trouble::Broken) };
        let row = kind_width + first_width + second_width;
        if row == 0 || row > 24 {
            return Err(Trouble::Broken);
        }
        let mut index = counts("Index");
        if index.is_empty() {
            index = vec![0, stream.dict.get(b"Size".as_slice()).and_then(Object::count).unwrap_or(0)];
        }
        let mut rows = data.chunks_exact(row);
        for pair in index.chunks_exact(2) {
            let &[first, count] = pair else { continue };
            for number in first..first.saturating_add(count) {
                let Some(bytes) = rows.next() else { break };
                let (kind, rest) = bytes.split_at(kind_width);
                let (middle, _) = rest.split_at(first_width);
                let kind = if kind_width == 0 { 1 } else { big_endian(kind) };
                let entry = match kind {
                    0 => Entry::Free,
                    1 => Entry::At(big_endian(middle)),
                    2 => Entry::Packed { pack: u32::try_from(big_endian(middle)).unwrap_or(0) },
                    _ => continue,
                };
                self.add(number, entry)?;
            }
        }
        Ok(stream.dict.clone())
    }

    /// Later tables are read first, so what is known stays.
    fn add(&mut self, number: usize, entry: Entry) -> Result<(), Trouble> {
        if self.entries.len() >= OBJECTS {
            return Err(Trouble::TooLarge);
        }
        let number = u32::try_from(number).map_err(|_| Trouble::Broken)?;
        self.entries.entry(number).or_insert(entry);
        Ok(())
    }

    /// Whether every place in the table holds the object that it says, and the pages can be found.
    fn holds(&self) -> bool {
        let right = self.entries.iter().all(|(&number, entry)| match entry {
            Entry::At(at) => header(&mut Lexer::new(self.bytes, *at, true)) == Some(number),
            Entry::Packed { .. } | Entry::Free => true,
        });
        let root = self.dict(&self.trailer, "Root");
        right && matches!(self.entry(&root, "Pages"), Object::Dict(_))
    }

    /// Finds the objects by going through the whole file. The last one with a number wins, as it would in a table.
    fn search(&mut self) -> Result<(), Trouble> {
        self.entries.clear();
        self.cache.borrow_mut().clear();
        self.packs.borrow_mut().clear();
        let mut trailer = std::mem::take(&mut self.trailer);
        let mut packs = Vec::new();
        let mut at = 0;
        while let Some(found) = self.bytes.get(at..).and_then(|rest| find(rest, b"obj")) {
            let word = at + found;
            at = word + 3;
            if let Some((start, number)) = header_before(self.bytes, word) {
                if self.entries.len() >= OBJECTS {
                    return Err(Trouble::TooLarge);
                }
                self.entries.insert(number, Entry::At(start));
                packs.push(number);
            }
        }
        at = 0;
        while let Some(found) = self.bytes.get(at..).and_then(|rest| find(rest, b"trailer")) {
            at += found + 7;
            if let Ok(Object::Dict(dict)) = Lexer::new(self.bytes, at, true).value() {
                trailer.extend(dict);
            }
        }
        packs.sort_unstable();
        packs.dedup();
        for number in packs {
            let Object::Stream(stream) = self.object(number) else { continue };
            let kind = stream.dict.get(b"Type".as_slice());
            if kind.is_some_and(|kind| kind.is("XRef")) {
                trailer.extend(stream.dict.clone());
            } else if kind.is_some_and(|kind| kind.is("ObjStm"))
                && let Some(pack) = self.open_pack(number)
            {
                for &inner in pack.places.keys() {
                    self.entries.entry(inner).or_insert(Entry::Packed { pack: number });
                }
            }
        }
        self.cache.borrow_mut().clear();
        self.trailer = trailer;
        Ok(())
    }
}

/// Reads `number generation obj`.
fn header(lexer: &mut Lexer<'_>) -> Option<u32> {
    let number = lexer.value().ok()?.count()?;
    lexer.value().ok()?.count()?;
    if matches!(lexer.token(), Ok(Some(Token::Word(word))) if word == b"obj") {
        return u32::try_from(number).ok();
    }
    None
}

/// Where the header begins of which `obj` stands at `word`, and its number.
fn header_before(bytes: &[u8], word: usize) -> Option<(usize, u32)> {
    let start = word.saturating_sub(24);
    let before = bytes.get(start..word)?;
    let mut at = before.len();
    for _ in 0..2 {
        let digits = before.get(..at)?.iter().rposition(|&byte| !is_space(byte))? + 1;
        let first =
            before.get(..digits)?.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |p| p + 1);
        if first == digits || (at < before.len() && digits == at) {
            return None;
        }
        at = first;
    }
    let number = header(&mut Lexer::new(bytes, start + at, true))?;
    Some((start + at, number))
}

fn big_endian(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |value: usize, &byte| value.wrapping_mul(256).wrapping_add(usize::from(byte)))
}

/// The first place of `needle`.
pub(super) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    loop {
        from += bytes.get(from..)?.iter().position(|&byte| byte == first)?;
        if bytes.get(from..)?.starts_with(needle) {
            return Some(from);
        }
        from += 1;
    }
}
