//! PDF. The text on the pages, and a new file in which some of that text is gone.
//!
//! The output is not the input with something cut out of it: it is a new file, into which pages are taken over by a list of
//! what may pass. Glyphs to remove leave the operators that show them, what they stood on in pictures is made empty, and a
//! block with the ground takes their place. Properties, bookmarks, notes, links, scripts, attachments, layers that are off,
//! the structure for screen readers and older versions do not pass.
//!
//! Not guaranteed: what is drawn or photographed without being text is not searched; a font that shows other letters than it
//! says is believed; how wide a block is tells how wide the text under it was; an embedded font still holds the shapes of
//! letters that are used nowhere any more.

mod trouble;
mod object;
mod lex;
mod file;
mod filter;
mod matrix;
mod content;
mod font;
mod pages;
mod layers;
mod notes;
mod beside;
mod walk;
mod lines;
mod output;
mod copy;
mod bilevel;
mod picture;
mod block;
mod rewrite;
mod leaks;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use self::beside::Beside;
use self::block::Block;
use self::copy::Copier;
use self::file::File;
use self::lines::Read;
use self::matrix::Bounds;
use self::object::{Dict, Object};
use self::rewrite::{Rewriter, Shared};
use self::trouble::Trouble;
use self::walk::{Picture, Walked, Walker};
use super::{Passage, Removal};

pub(crate) use self::leaks::leaks;

/// No letter can be read that is lower or narrower than this, in points.
const LETTER: f64 = 6.0;

/// A page with fewer letters than this, most of which is a picture, has no layer of text.
const LETTERS: usize = 30;

/// A PDF as it is read.
pub(crate) struct Reading {
    /// The text of each page: what a reader sees, and after that what is there without ink.
    pub(crate) passages: Vec<Passage>,
    /// What is said beside the pages.
    pub(crate) beside: Beside,
    /// The pages with a picture on them that is no line or dot.
    pub(crate) pictured: Vec<String>,
}

/// Reads a file.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, Trouble> {
    let file = File::open(bytes)?;
    let mut walker = Walker::new(&file);
    let (mut passages, mut pictured) = (Vec::new(), Vec::new());
    for (index, page) in pages::pages(&file)?.iter().enumerate() {
        let place = place(index);
        let shown = walker.page(page, &place)?;
        for (read, hidden) in texts(&file, page, &shown, &place)? {
            passages.push(Passage { place: place.clone(), text: read.text, hidden, cell: None });
        }
        if shown.pictures.iter().any(|picture| is_large(&around(picture))) {
            pictured.push(place);
        }
    }
    Ok(Reading { passages, beside: beside::look(&file), pictured })
}

/// Whether text could be read in a picture of this size, in points.
fn is_large(bounds: &Bounds) -> bool {
    bounds.right - bounds.left > LETTER && bounds.top - bounds.bottom > LETTER
}

/// Where a picture lies on its page.
fn around(picture: &Picture) -> Bounds {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    Bounds::around(&corners.map(|corner| matrix::at(&picture.matrix, corner)))
}

/// A new file without what `removals` name, by the passages that [`read`] gives. The output is read again here, and has to
/// show glyph for glyph what was meant to stay.
pub(crate) fn remove(bytes: &[u8], removals: &[Removal]) -> Result<Vec<u8>, Trouble> {
    let file = File::open(bytes)?;
    let mut walker = Walker::new(&file);
    let mut copier = Copier::new(&file);
    let mut shared = Shared::default();
    let mut by_passage: HashMap<usize, Vec<&Removal>> = HashMap::new();
    for removal in removals {
        by_passage.entry(removal.passage).or_default().push(removal);
    }
    let root = copier.output.reserve();
    let tree = copier.output.reserve();
    let font = copier.output.reserve();
    copier.output.put(font, &Object::Dict(label_font()));
    let mut kids = Vec::new();
    let mut expected = Vec::new();
    let mut passage = 0;
    for (index, page) in pages::pages(&file)?.iter().enumerate() {
        let place = place(index);
        let shown = walker.page(page, &place)?;
        let mut gone = HashSet::new();
        let mut blocks = Vec::new();
        for (read, _) in texts(&file, page, &shown, &place)? {
            for removal in by_passage.remove(&passage).unwrap_or_default() {
                mark(&shown, &read, removal, &mut gone, &mut blocks)?;
            }
            passage += 1;
        }
        expected.push(remaining(&shown, &gone, &blocks));
        let mut rewriter = Rewriter::new(&mut copier, &mut shared, &shown, &blocks, &gone, &place)?;
        let (data, resources) = rewriter.page(font).map_err(|refusal| match refusal {
            Trouble::Picture(_) => Trouble::Picture(place.clone()),
            other => other,
        })?;
        kids.push(Object::Ref(put_page(&mut copier, page, tree, &data, resources)?));
    }
    if !by_passage.is_empty() {
        return Err(Trouble::Removal);
    }
    let count = i32::try_from(kids.len()).map_err(|_| Trouble::TooLarge)?;
    let nodes =
        [("Type", Object::name("Pages")), ("Kids", Object::Array(kids)), ("Count", Object::Int(count))];
    copier.output.put(tree, &Object::Dict(named(nodes)));
    let mut catalog = named([("Type", Object::name("Catalog")), ("Pages", Object::Ref(tree))]);
    catalog.extend(language(&file).map(|language| (b"Lang".to_vec(), language)));
    copier.output.put(root, &Object::Dict(catalog));
    let output = copier.output.finish(root);
    check(&output, &expected)?;
    Ok(output)
}

fn place(index: usize) -> String {
    format!("pagina {}", index + 1)
}

/// The text of a page, of which it is certain that it was read.
fn texts(file: &File<'_>, page: &Dict, walked: &Walked, place: &str) -> Result<Vec<(Read, bool)>, Trouble> {
    let texts = [false, true].map(|hidden| (lines::read(&walked.glyphs, hidden), hidden));
    if texts.iter().any(|(read, _)| read.unreadable) {
        return Err(Trouble::Unreadable(place.to_owned()));
    }
    let letters: usize = texts
        .iter()
        .map(|(read, _)| read.text.chars().filter(|letter| letter.is_alphanumeric()).count())
        .sum();
    if letters < LETTERS && is_picture(file, page, walked) {
        return Err(Trouble::NotSearched(place.to_owned()));
    }
    Ok(texts.into_iter().filter(|(read, _)| !read.text.is_empty()).collect())
}

/// Whether a page is for the most part a picture, or a drawing of so many curves that it may be text.
fn is_picture(file: &File<'_>, page: &Dict, walked: &Walked) -> bool {
    let sheet = match *file.numbers(page, "MediaBox") {
        [a, b, c, d] => Bounds::around(&[(a, b), (c, d)]),
        _ => Bounds::around(&[(0.0, 0.0), (612.0, 792.0)]),
    };
    let areas =
        walked.pictures.iter().map(|picture| around(picture).overlap(&sheet).map_or(0.0, |both| both.area()));
    let curves: usize = walked.drawings.iter().map(|drawing| drawing.curves).sum();
    areas.sum::<f64>() >= 0.5 * sheet.area() || curves > 300
}

/// Marks the glyphs of one removal, and lays blocks over them.
fn mark(
    walked: &Walked,
    read: &Read,
    removal: &Removal,
    gone: &mut HashSet<usize>,
    blocks: &mut Vec<Block>,
) -> Result<(), Trouble> {
    if read.text.get(removal.span.clone()).is_none_or(str::is_empty) {
        return Err(Trouble::Removal);
    }
    let touches =
        |span: &std::ops::Range<usize>| span.start < removal.span.end && removal.span.start < span.end;
    let hit: Vec<usize> =
        read.from.iter().filter(|(span, _)| touches(span)).map(|&(_, glyph)| glyph).collect();
    if hit.is_empty() {
        return Err(Trouble::Removal);
    }
    let glyphs: Vec<_> = hit.iter().filter_map(|&index| walked.glyphs.get(index)).collect();
    blocks.extend(block::over(&glyphs, &removal.label));
    gone.extend(hit);
    Ok(())
}

/// What the page should say afterwards, in the order of its steps.
fn remaining(walked: &Walked, gone: &HashSet<usize>, blocks: &[Block]) -> String {
    let glyphs = walked.glyphs.iter().enumerate().filter(|(index, _)| !gone.contains(index));
    let mut text: String = glyphs.map(|(_, glyph)| glyph.text.as_deref().unwrap_or("\u{fffd}")).collect();
    text.extend(blocks.iter().map(|block| font::label(&block.label).1));
    text
}

/// Reads the output with the reader of the input: nothing more, nothing less than was meant.
fn check(output: &[u8], expected: &[String]) -> Result<(), Trouble> {
    let file = File::open(output).map_err(|_| Trouble::Check)?;
    let mut walker = Walker::new(&file);
    let pages = pages::pages(&file).map_err(|_| Trouble::Check)?;
    if pages.len() != expected.len() {
        return Err(Trouble::Check);
    }
    for (page, expected) in pages.iter().zip(expected) {
        let shown = walker.page(page, "").map_err(|_| Trouble::Check)?;
        if &remaining(&shown, &HashSet::new(), &[]) != expected {
            return Err(Trouble::Check);
        }
    }
    Ok(())
}

fn put_page(
    copier: &mut Copier<'_, '_>,
    page: &Dict,
    tree: u32,
    data: &[u8],
    resources: Dict,
) -> Result<u32, Trouble> {
    let contents = copier.output.reserve();
    copier.output.put_packed(contents, Dict::new(), data);
    let mut dict = named([
        ("Type", Object::name("Page")),
        ("Parent", Object::Ref(tree)),
        ("Contents", Object::Ref(contents)),
        ("Resources", Object::Dict(resources)),
    ]);
    for key in ["MediaBox", "CropBox"] {
        let numbers = copier.file.numbers(page, key);
        if numbers.len() == 4 {
            dict.insert(
                key.as_bytes().to_vec(),
                Object::Array(numbers.into_iter().map(Object::Real).collect()),
            );
        }
    }
    if !dict.contains_key(b"MediaBox".as_slice()) {
        let letter = [0, 0, 612, 792].map(Object::Int);
        dict.insert(b"MediaBox".to_vec(), Object::Array(letter.to_vec()));
    }
    for key in ["Rotate", "UserUnit"] {
        let value = copier.file.entry(page, key);
        if value.number().is_some() {
            dict.insert(key.as_bytes().to_vec(), value);
        }
    }
    dict.extend(rewrite::group(copier, page)?.map(|group| (b"Group".to_vec(), group)));
    let number = copier.output.reserve();
    copier.output.put(number, &Object::Dict(dict));
    Ok(number)
}

/// The language of the document, when it looks like one.
fn language(file: &File<'_>) -> Option<Object> {
    let root = file.dict(&file.trailer, "Root");
    match file.entry(&root, "Lang") {
        Object::Text(code)
            if code.len() <= 6 && code.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'-') =>
        {
            Some(Object::Text(code))
        }
        _ => None,
    }
}

fn label_font() -> Dict {
    named([
        ("Type", Object::name("Font")),
        ("Subtype", Object::name("Type1")),
        ("BaseFont", Object::name("Helvetica")),
        ("Encoding", Object::name("WinAnsiEncoding")),
    ])
}

fn named<const N: usize>(entries: [(&str, Object); N]) -> Dict {
    entries.into_iter().map(|(key, value)| (key.as_bytes().to_vec(), value)).collect()
}
