//! Notes and form fields (annotations): what they show becomes part of the page, where it is searched; the rest of them goes.
//!
//! Not kept: links, the contents of notes that open in a window, and fields of which the file does not say how they look.

use super::content::{Op, with, word};
use super::file::File;
use super::filter;
use super::matrix::{Bounds, Matrix, at, from};
use super::object::{Dict, Object, name_of};

/// Kinds of which the look belongs to the page.
const SHOWN: [&str; 14] = [
    "Widget",
    "FreeText",
    "Stamp",
    "Square",
    "Circle",
    "Line",
    "Ink",
    "Highlight",
    "Underline",
    "StrikeOut",
    "Squiggly",
    "Polygon",
    "PolyLine",
    "Redact",
];

/// Adds the looks as steps behind those of the page.
pub(super) fn flatten(file: &File<'_>, page: &Dict, ops: &mut Vec<Op>, resources: &mut Dict) {
    let mut looks = Vec::new();
    for note in filter::list(file, page.get(b"Annots".as_slice())) {
        if let Object::Dict(note) = note
            && let Some(look) = look(file, &note)
        {
            looks.push(look);
        }
    }
    if looks.is_empty() {
        return;
    }
    let mut objects = file.dict(resources, "XObject");
    ops.insert(0, word("q"));
    ops.push(word("Q"));
    for (index, (matrix, form)) in looks.into_iter().enumerate() {
        // A byte that no file uses in a name, so that it hides no other.
        let name = [vec![0], index.to_string().into_bytes()].concat();
        objects.insert(name.clone(), form);
        ops.push(word("q"));
        ops.push(with("cm", matrix.iter().map(|&number| Object::Real(number)).collect()));
        ops.push(with("Do", vec![Object::Name(name)]));
        ops.push(word("Q"));
    }
    resources.insert(b"XObject".to_vec(), Object::Dict(objects));
}

/// How a note looks, and the matrix that puts it in its place.
fn look(file: &File<'_>, note: &Dict) -> Option<(Matrix, Object)> {
    let kind = file.entry(note, "Subtype");
    if !SHOWN.iter().any(|shown| kind.is(shown)) {
        return None;
    }
    // Invisible, hidden, not for a screen.
    if file.entry(note, "F").count().is_some_and(|flags| flags & 0b10_0011 != 0) {
        return None;
    }
    let form = match file.entry(&file.dict(note, "AP"), "N") {
        Object::Dict(states) => states.get(name_of(&file.entry(note, "AS"))?)?.clone(),
        _ => file.dict(note, "AP").get(b"N".as_slice())?.clone(),
    };
    let Object::Stream(stream) = file.get(&form) else { return None };
    let corners = |numbers: &[f64]| match *numbers {
        [a, b, c, d] => Some(Bounds::around(&[(a, b), (c, d)])),
        _ => None,
    };
    let place = corners(&file.numbers(note, "Rect"))?;
    let own = corners(&file.numbers(&stream.dict, "BBox"))?;
    let matrix = from(&file.numbers(&stream.dict, "Matrix"));
    let turned = own.corners().map(|corner| matrix.map_or(corner, |matrix| at(&matrix, corner)));
    let around = Bounds::around(&turned);
    let (width, height) = (around.right - around.left, around.top - around.bottom);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let (x, y) = ((place.right - place.left) / width, (place.top - place.bottom) / height);
    Some(([x, 0.0, 0.0, y, place.left - around.left * x, place.bottom - around.bottom * y], form))
}
