//! Writes what a page shows anew: step by step, by a list of steps that may pass, without the glyphs that have to go.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::block::Block;
use super::content::{Op, with, word, write_op};
use super::copy::Copier;
use super::matrix::{Bounds, inverse};
use super::object::{Dict, Object, Stream, name_of};
use super::picture;
use super::walk::{Glyph, Part, Walked, pieces};
use crate::document::pdf::trouble::Trouble;

/// Steps that pass when their operands are numbers, or arrays of numbers.
const PLAIN: [&str; 52] = [
    "q", "Q", "cm", "w", "J", "j", "M", "d", "i", "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F",
    "f*", "B", "B*", "b", "b*", "n", "W", "W*", "SC", "sc", "SCN", "scn", "G", "g", "RG", "rg", "K", "k",
    "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "Td", "TD", "Tm", "T*", "d0", "d1",
];

/// Streams of the input that stand in the output already, unchanged.
#[derive(Default)]
pub(super) struct Shared {
    forms: HashMap<usize, u32>,
    pictures: HashMap<usize, u32>,
}

/// One page on its way out.
pub(super) struct Rewriter<'r, 'f, 'a> {
    pub(super) copier: &'r mut Copier<'f, 'a>,
    pub(super) shared: &'r mut Shared,
    walked: &'r Walked,
    blocks: &'r [Block],
    /// Glyphs by the step that shows them.
    shows: HashMap<(usize, usize), Vec<(usize, &'r Glyph)>>,
    gone: &'r HashSet<usize>,
    /// Drawings that lie under a block.
    covered: HashSet<(usize, usize)>,
    /// For each picture that lies under blocks, which parts of it.
    spoiled: HashMap<(usize, usize), Vec<Bounds>>,
    lost: HashSet<(usize, usize)>,
    touched: HashSet<usize>,
}

impl<'r, 'f, 'a> Rewriter<'r, 'f, 'a> {
    /// Finds out which streams of the page have to change. `gone` are places in the list of glyphs.
    pub(super) fn new(
        copier: &'r mut Copier<'f, 'a>,
        shared: &'r mut Shared,
        walked: &'r Walked,
        blocks: &'r [Block],
        gone: &'r HashSet<usize>,
        place: &str,
    ) -> Result<Self, Trouble> {
        let mut shows: HashMap<(usize, usize), Vec<(usize, &Glyph)>> = HashMap::new();
        let mut lost = HashSet::new();
        for (index, glyph) in walked.glyphs.iter().enumerate() {
            let step = (glyph.site.part, glyph.site.op);
            shows.entry(step).or_default().push((index, glyph));
            if gone.contains(&index) {
                lost.insert(step);
            }
        }
        let covered = covered(walked, blocks, place)?;
        let spoiled = spoiled(walked, blocks, place)?;
        let mut touched: HashSet<usize> =
            lost.iter().chain(&covered).chain(spoiled.keys()).map(|step| step.0).collect();
        // Parts are numbered in the order in which they are entered, so those inside come after those around them.
        for (index, part) in walked.parts.iter().enumerate().rev() {
            if part.forms.values().any(|inner| touched.contains(inner)) {
                touched.insert(index);
            }
        }
        Ok(Self { copier, shared, walked, blocks, shows, gone, covered, spoiled, lost, touched })
    }

    /// The page itself: its stream, with the blocks on top, and what that stream needs.
    pub(super) fn page(&mut self, font: u32) -> Result<(Vec<u8>, Dict), Trouble> {
        let (mut data, mut resources) = self.part(0)?;
        if self.blocks.is_empty() {
            return Ok((data, resources));
        }
        let mut steps = String::new();
        for block in self.blocks {
            block.draw("Lak", &mut steps);
        }
        data.splice(0..0, *b"q\n");
        data.extend_from_slice(b"Q\n");
        data.extend_from_slice(steps.as_bytes());
        let fonts = resources.entry(b"Font".to_vec()).or_insert_with(|| Object::Dict(Dict::new()));
        if let Object::Dict(fonts) = fonts {
            fonts.insert(b"Lak".to_vec(), Object::Ref(font));
        }
        Ok((data, resources))
    }

    fn part(&mut self, index: usize) -> Result<(Vec<u8>, Dict), Trouble> {
        let walked = self.walked;
        let part = walked.parts.get(index).ok_or(Trouble::Broken)?;
        let mut needs = Needs { part, names: BTreeMap::new(), resources: BTreeMap::new() };
        let mut data = Vec::new();
        for (step, op) in part.ops.iter().enumerate() {
            for new in self.step(index, step, op, &mut needs)? {
                write_op(&new, &mut data);
            }
        }
        let resources =
            needs.resources.into_iter().map(|(kind, dict)| (kind.as_bytes().to_vec(), Object::Dict(dict)));
        Ok((data, resources.collect()))
    }

    fn step(
        &mut self,
        index: usize,
        step: usize,
        op: &Op,
        needs: &mut Needs<'_>,
    ) -> Result<Vec<Op>, Trouble> {
        let part = needs.part;
        let name = String::from_utf8_lossy(&op.name).into_owned();
        let off = part.off.get(&step);
        Ok(match name.as_str() {
            "Tj" | "TJ" | "'" | "\"" => self.show(index, step, op, off.copied())?,
            "Do" | "BI" | "sh" if off.is_some() => Vec::new(),
            "Do" => match part.forms.get(&step) {
                Some(&form) => {
                    let number = self.form(form)?;
                    vec![with("Do", vec![needs.own("XObject", number)])]
                }
                None => self.picture(index, step, op, needs)?,
            },
            "BI" => self.picture(index, step, op, needs)?,
            "sh" => self.named(op, "Shading", needs)?,
            "gs" => self.named(op, "ExtGState", needs)?,
            "CS" | "cs" => self.named(op, "ColorSpace", needs)?,
            "SCN" | "scn" if op.last_name().is_some() => self.named(op, "Pattern", needs)?,
            "Tf" => {
                let size = op.args.get(1).and_then(Object::number).unwrap_or(0.0);
                let font = op.args.first().and_then(name_of).unwrap_or_default();
                let font = self.resource("Font", font, needs)?;
                font.map(|font| with("Tf", vec![font, Object::Real(size)])).into_iter().collect()
            }
            "ri" => {
                let intents = ["AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual"];
                let known = op.args.last().filter(|arg| intents.iter().any(|intent| arg.is(intent)));
                known.map(|arg| with("ri", vec![arg.clone()])).into_iter().collect()
            }
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*"
                if off.is_some() || self.covered.contains(&(index, step)) =>
            {
                vec![word("n")]
            }
            plain if PLAIN.contains(&plain) => {
                let flat = |arg: &Object| match arg {
                    Object::Array(items) => items.iter().all(|item| item.number().is_some()),
                    other => other.number().is_some(),
                };
                vec![with(plain, op.args.iter().filter(|arg| flat(arg)).cloned().collect())]
            }
            // Marks, and what no version of the standard knows.
            _ => Vec::new(),
        })
    }

    /// A step that shows text.
    fn show(&mut self, index: usize, step: usize, op: &Op, off: Option<f64>) -> Result<Vec<Op>, Trouble> {
        let mut out = Vec::new();
        if op.name == b"\"" {
            let numbers = op.numbers();
            let &[space, letter] = numbers.as_slice() else { return Err(Trouble::Broken) };
            out.push(with("Tw", vec![Object::Real(space)]));
            out.push(with("Tc", vec![Object::Real(letter)]));
        }
        if op.name == b"'" || op.name == b"\"" {
            out.push(word("T*"));
        }
        if let Some(shift) = off {
            if shift.is_finite() && shift.abs() > 0.0 {
                out.push(with("TJ", vec![Object::Array(vec![Object::Real(shift)])]));
            }
            return Ok(out);
        }
        let pieces = pieces(op);
        if !self.lost.contains(&(index, step)) {
            let clean = pieces
                .into_iter()
                .filter(|piece| matches!(piece, Object::Text(_)) || piece.number().is_some());
            out.push(with("TJ", vec![Object::Array(clean.cloned().collect())]));
            return Ok(out);
        }
        let mut glyphs = self.shows.get(&(index, step)).map(Vec::as_slice).unwrap_or_default().iter();
        let mut items = Items::default();
        for piece in pieces {
            let Object::Text(text) = piece else {
                items.shift(piece.number().ok_or(Trouble::Broken)?);
                continue;
            };
            let mut left = text.len();
            while left > 0 {
                let (at, glyph) = glyphs.next().ok_or(Trouble::Broken)?;
                left = left.checked_sub(glyph.bytes.len()).ok_or(Trouble::Broken)?;
                if !self.gone.contains(at) {
                    items.text(&glyph.bytes);
                } else if glyph.shift.is_finite() {
                    items.shift(glyph.shift);
                } else {
                    return Err(Trouble::Broken);
                }
            }
        }
        out.push(with("TJ", vec![Object::Array(items.finish())]));
        Ok(out)
    }

    fn form(&mut self, index: usize) -> Result<u32, Trouble> {
        let part = self.walked.parts.get(index).ok_or(Trouble::Broken)?;
        let form = part.form.clone().ok_or(Trouble::Broken)?;
        // A form without resources of its own depends on who uses it.
        let own = form.dict.contains_key(b"Resources".as_slice()) && !self.touched.contains(&index);
        let key = Rc::as_ptr(&form).addr();
        if let Some(&known) = self.shared.forms.get(&key).filter(|_| own) {
            return Ok(known);
        }
        let (data, resources) = self.part(index)?;
        let mut dict = Dict::new();
        // What a pattern is, a form is not; what neither has is not there.
        for name in ["BBox", "Matrix", "PatternType", "PaintType", "TilingType", "XStep", "YStep"] {
            let value = self.copier.copy(&self.copier.file.entry(&form.dict, name))?;
            if !matches!(value, Object::Null | Object::Text(_)) {
                dict.insert(name.as_bytes().to_vec(), value);
            }
        }
        if !dict.contains_key(b"PatternType".as_slice()) {
            dict.insert(b"Type".to_vec(), Object::name("XObject"));
            dict.insert(b"Subtype".to_vec(), Object::name("Form"));
        }
        if let Some(group) = group(self.copier, &form.dict)? {
            dict.insert(b"Group".to_vec(), group);
        }
        dict.insert(b"Resources".to_vec(), Object::Dict(resources));
        let number = self.copier.output.reserve();
        self.copier.output.put_packed(number, dict, &data);
        if own {
            self.shared.forms.insert(key, number);
        }
        Ok(number)
    }

    fn picture(
        &mut self,
        index: usize,
        step: usize,
        op: &Op,
        needs: &mut Needs<'_>,
    ) -> Result<Vec<Op>, Trouble> {
        let file = self.copier.file;
        let (stream, key) = if let Some(data) = &op.inline {
            let mut dict = match op.args.first() {
                Some(Object::Dict(dict)) => dict.clone(),
                _ => return Err(Trouble::Broken),
            };
            if let Some(Object::Name(name)) = dict.get(b"ColorSpace".as_slice()) {
                let spaces = file.dict(&needs.part.resources, "ColorSpace");
                if let Some(space) = spaces.get(name).cloned() {
                    dict.insert(b"ColorSpace".to_vec(), space);
                }
            }
            (Rc::new(Stream { dict, data: data.clone() }), None)
        } else {
            let objects = file.dict(&needs.part.resources, "XObject");
            match op.last_name().and_then(|name| objects.get(name)).map(|object| file.get(object)) {
                Some(Object::Stream(stream)) => {
                    let key = Rc::as_ptr(&stream).addr();
                    (stream, Some(key))
                }
                _ => return Ok(Vec::new()),
            }
        };
        let parts = self.spoiled.get(&(index, step)).map(Vec::as_slice).unwrap_or_default();
        let known = key.filter(|_| parts.is_empty()).and_then(|key| self.shared.pictures.get(&key)).copied();
        let number =
            if let Some(number) = known { number } else { picture::take(self.copier, &stream, parts)? };
        if let Some(key) = key.filter(|_| parts.is_empty()) {
            self.shared.pictures.insert(key, number);
        }
        Ok(vec![with("Do", vec![needs.own("XObject", number)])])
    }

    /// A step of which the last operand is the name of something else.
    fn named(&mut self, op: &Op, kind: &'static str, needs: &mut Needs<'_>) -> Result<Vec<Op>, Trouble> {
        let Some(name) = op.last_name() else { return Ok(Vec::new()) };
        let (step, name) = (String::from_utf8_lossy(&op.name).into_owned(), name.to_vec());
        let known = ["DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern"];
        let target = match self.resource(kind, &name, needs)? {
            Some(target) => target,
            None if kind == "ColorSpace" && known.iter().any(|known| known.as_bytes() == name) => {
                Object::Name(name)
            }
            None => return Ok(Vec::new()),
        };
        let mut args: Vec<Object> = op.args.iter().filter(|arg| arg.number().is_some()).cloned().collect();
        args.push(target);
        Ok(vec![with(&step, args)])
    }

    /// The new name of a resource, which is taken over when it is asked for the first time.
    fn resource(
        &mut self,
        kind: &'static str,
        name: &[u8],
        needs: &mut Needs<'_>,
    ) -> Result<Option<Object>, Trouble> {
        if let Some(known) = needs.names.get(&(kind, name.to_vec())) {
            return Ok(Some(known.clone()));
        }
        let file = self.copier.file;
        let Some(object) = file.dict(&needs.part.resources, kind).get(name).cloned() else { return Ok(None) };
        let behind = needs.part.behind.get(&(kind, name.to_vec())).copied();
        let value = match (kind, behind, file.get(&object)) {
            ("Pattern", Some(index), _) => Object::Ref(self.form(index)?),
            (_, _, Object::Null) | ("Pattern", None, Object::Stream(_)) => return Ok(None),
            ("ExtGState", _, Object::Dict(state)) => {
                let mut copied = self.copier.copy_dict(&state)?;
                match (file.entry(&state, "SMask"), behind) {
                    (Object::Dict(mask), Some(index)) => {
                        let mut kept = self.copier.copy_dict(&mask)?;
                        kept.insert(b"G".to_vec(), Object::Ref(self.form(index)?));
                        copied.insert(b"SMask".to_vec(), Object::Dict(kept));
                    }
                    (Object::Name(_), _) => {
                        copied.insert(b"SMask".to_vec(), Object::name("None"));
                    }
                    _ => {}
                }
                Object::Dict(copied)
            }
            _ => self.copier.copy(&object)?,
        };
        let own = needs.add(kind, value);
        needs.names.insert((kind, name.to_vec()), own.clone());
        Ok(Some(own))
    }
}

/// What a stream needs, under names of our own: those of the input may say something.
struct Needs<'p> {
    part: &'p Part,
    names: BTreeMap<(&'static str, Vec<u8>), Object>,
    resources: BTreeMap<&'static str, Dict>,
}

impl Needs<'_> {
    fn own(&mut self, kind: &'static str, number: u32) -> Object {
        let name = format!("N{number}");
        self.resources.entry(kind).or_default().insert(name.clone().into_bytes(), Object::Ref(number));
        Object::name(&name)
    }

    fn add(&mut self, kind: &'static str, value: Object) -> Object {
        let dict = self.resources.entry(kind).or_default();
        let name = format!("R{}", dict.len());
        dict.insert(name.clone().into_bytes(), value);
        Object::name(&name)
    }
}

/// The parts of a string operator, in which what moves is added up: how wide each of the glyphs was does not stay.
#[derive(Default)]
struct Items {
    done: Vec<Object>,
    text: Vec<u8>,
    shift: f64,
}

impl Items {
    fn text(&mut self, bytes: &[u8]) {
        if self.shift.abs() > 1e-9 {
            self.flush();
            self.done.push(Object::Real(self.shift));
            self.shift = 0.0;
        }
        self.text.extend_from_slice(bytes);
    }

    fn shift(&mut self, by: f64) {
        self.shift += by;
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.done.push(Object::Text(std::mem::take(&mut self.text)));
        }
    }

    fn finish(mut self) -> Vec<Object> {
        self.flush();
        if self.shift.abs() > 1e-9 {
            self.done.push(Object::Real(self.shift));
        }
        self.done
    }
}

/// The group for transparency of a page or form.
pub(super) fn group(copier: &mut Copier<'_, '_>, dict: &Dict) -> Result<Option<Object>, Trouble> {
    let Object::Dict(group) = copier.file.entry(dict, "Group") else { return Ok(None) };
    Ok(Some(Object::Dict(copier.copy_dict(&group)?)))
}

/// Drawings that lie under a block as a whole: lines under the text, marks, letters that were drawn.
fn covered(walked: &Walked, blocks: &[Block], place: &str) -> Result<HashSet<(usize, usize)>, Trouble> {
    let mut covered = HashSet::new();
    for block in blocks {
        let bounds = block.bounds();
        for drawing in &walked.drawings {
            let inside = &drawing.bounds;
            let within = inside.left >= bounds.left - 1.0
                && inside.right <= bounds.right + 1.0
                && inside.bottom >= bounds.bottom - 1.0
                && inside.top <= bounds.top + 1.0;
            if within {
                covered.insert((drawing.site.part, drawing.site.op));
            } else if block.hidden && drawing.curves > 4 && bounds.overlap(inside).is_some() {
                // Text without ink over a drawing: the drawing may be the text, and it cannot be cut.
                return Err(Trouble::Picture(place.to_owned()));
            }
        }
    }
    Ok(covered)
}

/// Which parts of which pictures lie under blocks.
fn spoiled(
    walked: &Walked,
    blocks: &[Block],
    place: &str,
) -> Result<HashMap<(usize, usize), Vec<Bounds>>, Trouble> {
    let unit = Bounds::around(&[(0.0, 0.0), (1.0, 1.0)]);
    let mut spoiled: HashMap<(usize, usize), Vec<Bounds>> = HashMap::new();
    for picture in &walked.pictures {
        if picture.indirect && !blocks.is_empty() {
            // Where a pattern or mask puts it is not known.
            return Err(Trouble::Picture(place.to_owned()));
        }
        let Some(back) = inverse(&picture.matrix) else { continue };
        for block in blocks {
            if let Some(part) = block.through(&back).overlap(&unit) {
                spoiled.entry((picture.site.part, picture.site.op)).or_default().push(part);
            }
        }
    }
    Ok(spoiled)
}
