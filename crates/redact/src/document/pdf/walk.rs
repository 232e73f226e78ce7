//! Walks through what a page shows, and writes down where each glyph, picture and drawing stands.
//!
//! Forms (streams inside streams) are walked where they are used, each time anew: one use may lose text that another keeps.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::content::{self, Op};
use super::file::File;
use super::filter;
use super::font::{Font, Shown};
use super::layers::Layers;
use super::matrix::{Bounds, IDENTITY, Matrix, Point, at, from, times};
use super::notes;
use super::object::{Dict, Object, Stream, name_of};
use super::pages;
use crate::document::pdf::trouble::Trouble;

/// Forms may lie in each other this deep.
const DEPTH: usize = 12;

/// A page has at most this many uses of forms.
const PARTS: usize = 20_000;

/// A page shows at most about this many letters.
const GLYPHS: usize = 2_000_000;

/// All pages together have at most this many steps.
const STEPS: usize = 10_000_000;

/// Where something is shown: in which use of a stream, at which step, and of a string which code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Site {
    pub(super) part: usize,
    pub(super) op: usize,
    pub(super) nth: usize,
}

/// One code of a string, on the page.
pub(super) struct Glyph {
    pub(super) site: Site,
    /// Its bytes in the string.
    pub(super) bytes: Vec<u8>,
    /// How far it moves, as a string operator writes that.
    pub(super) shift: f64,
    /// What it says; nothing when that is not known.
    pub(super) text: Option<Rc<str>>,
    /// Where its foot begins.
    pub(super) foot: Point,
    /// In which direction the text runs, of length one.
    pub(super) along: Point,
    /// How far the next glyph stands, without added space.
    pub(super) length: f64,
    /// Space that was added behind it.
    pub(super) added: f64,
    /// How large it is, across the direction of the text.
    pub(super) size: f64,
    pub(super) up: f64,
    pub(super) down: f64,
    /// Whether it is drawn without ink, as a layer over a scan is.
    pub(super) hidden: bool,
}

/// A picture on the page: a unit square through a matrix.
pub(super) struct Picture {
    pub(super) site: Site,
    pub(super) matrix: Matrix,
    /// Whether it works through a pattern or mask, so that its place is not known.
    pub(super) indirect: bool,
}

/// A drawing of lines and curves.
pub(super) struct Drawing {
    pub(super) site: Site,
    pub(super) bounds: Bounds,
    pub(super) curves: usize,
}

/// One use of a stream.
pub(super) struct Part {
    pub(super) ops: Rc<[Op]>,
    pub(super) resources: Dict,
    /// The form that it is; the page itself is none.
    pub(super) form: Option<Rc<Stream>>,
    /// The parts that its steps use.
    pub(super) forms: BTreeMap<usize, usize>,
    /// The parts behind names of patterns and graphics states.
    pub(super) behind: BTreeMap<(&'static str, Vec<u8>), usize>,
    /// Steps that show nothing, because their layer is off; for text, how far it moves all the same.
    pub(super) off: BTreeMap<usize, f64>,
}

/// A page as it was walked.
#[derive(Default)]
pub(super) struct Walked {
    pub(super) parts: Vec<Part>,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) pictures: Vec<Picture>,
    pub(super) drawings: Vec<Drawing>,
    /// The steps of each form, which is read once however often it is used.
    read: HashMap<usize, Rc<[Op]>>,
}

/// Walks pages; what it learned of fonts is kept from page to page.
pub(super) struct Walker<'f, 'a> {
    file: &'f File<'a>,
    layers: Layers,
    fonts: HashMap<u32, Option<Rc<Font>>>,
    left: Cell<usize>,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter: f64,
    word: f64,
    stretch: f64,
    leading: f64,
    mode: i32,
    rise: f64,
}

const START: State = State {
    matrix: IDENTITY,
    font: None,
    size: 0.0,
    letter: 0.0,
    word: 0.0,
    stretch: 1.0,
    leading: 0.0,
    mode: 0,
    rise: 0.0,
};

/// How a part is reached.
#[derive(Clone, Copy)]
struct Way {
    depth: usize,
    /// Through a pattern or mask: text is refused there.
    indirect: bool,
}

impl<'f, 'a> Walker<'f, 'a> {
    pub(super) fn new(file: &'f File<'a>) -> Self {
        Self { file, layers: Layers::read(file), fonts: HashMap::new(), left: Cell::new(STEPS) }
    }

    /// Walks one page, and after it what its notes and form fields show.
    pub(super) fn page(&mut self, page: &Dict, place: &str) -> Result<Walked, Trouble> {
        let mut walked = Walked::default();
        let data = pages::contents(self.file, page)?;
        let mut ops = content::balanced(content::read(&data)?);
        let mut resources = self.file.dict(page, "Resources");
        notes::flatten(self.file, page, &mut ops, &mut resources);
        let part = Part {
            ops: ops.into(),
            resources,
            form: None,
            forms: BTreeMap::new(),
            behind: BTreeMap::new(),
            off: BTreeMap::new(),
        };
        self.part(&mut walked, part, START, Way { depth: 0, indirect: false }, place)?;
        Ok(walked)
    }

    fn part(
        &mut self,
        walked: &mut Walked,
        part: Part,
        state: State,
        way: Way,
        place: &str,
    ) -> Result<usize, Trouble> {
        if way.depth > DEPTH || walked.parts.len() > PARTS || walked.glyphs.len() > GLYPHS {
            return Err(Trouble::TooLarge);
        }
        let left = self.left.get().checked_sub(part.ops.len() + 1).ok_or(Trouble::TooLarge)?;
        self.left.set(left);
        let index = walked.parts.len();
        let ops = Rc::clone(&part.ops);
        walked.parts.push(part);
        let mut run = Run {
            walker: self,
            walked,
            part: index,
            way,
            place,
            state,
            saved: Vec::new(),
            text: IDENTITY,
            line: IDENTITY,
            marks: Vec::new(),
            path: Bounds::NONE,
            curves: 0,
        };
        for (step, op) in ops.iter().enumerate() {
            run.step(step, op)?;
        }
        Ok(index)
    }

    fn font(&mut self, object: &Object) -> Option<Rc<Font>> {
        let read = |file: &File<'_>| match file.get(object) {
            Object::Dict(dict) => Font::read(file, &dict).map(Rc::new),
            _ => None,
        };
        let Object::Ref(number) = object else { return read(self.file) };
        self.fonts.entry(*number).or_insert_with(|| read(self.file)).clone()
    }
}

struct Run<'w, 'f, 'a> {
    walker: &'w mut Walker<'f, 'a>,
    walked: &'w mut Walked,
    part: usize,
    way: Way,
    place: &'w str,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// For each open mark, whether its layer is off.
    marks: Vec<bool>,
    path: Bounds,
    curves: usize,
}

impl Run<'_, '_, '_> {
    fn step(&mut self, step: usize, op: &Op) -> Result<(), Trouble> {
        let numbers = op.numbers();
        let off = self.marks.contains(&true);
        match op.name.as_slice() {
            b"q" => {
                if self.saved.len() > 512 {
                    return Err(Trouble::TooLarge);
                }
                self.saved.push(self.state.clone());
            }
            b"Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => {
                let matrix = from(&numbers).ok_or(Trouble::Broken)?;
                self.state.matrix = times(&matrix, &self.state.matrix);
            }
            b"gs" => self.graphics_state(op)?,
            b"BMC" | b"BDC" => {
                let hides = self.hidden_mark(op);
                self.marks.push(hides);
            }
            b"EMC" => {
                self.marks.pop();
            }
            b"Do" | b"BI" | b"sh" if off => self.drop_step(step),
            b"Do" => self.external(step, op)?,
            b"BI" => self.picture(step),
            b"SCN" | b"scn" => self.pattern(op)?,
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" => self.path(op, &numbers),
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                self.painted(step, op, off);
            }
            name => return self.text_step(step, op, name, &numbers, off),
        }
        Ok(())
    }

    fn text_step(
        &mut self,
        step: usize,
        op: &Op,
        name: &[u8],
        numbers: &[f64],
        off: bool,
    ) -> Result<(), Trouble> {
        let first = numbers.first().copied();
        match (name, first) {
            (b"BT", _) => {
                self.text = IDENTITY;
                self.line = IDENTITY;
            }
            (b"Tf", Some(size)) => {
                self.state.size = size;
                let name = op.args.first().and_then(name_of).unwrap_or_default();
                let fonts = self.resource("Font");
                self.state.font = fonts.get(name).and_then(|font| self.walker.font(font));
            }
            (b"Tc", Some(value)) => self.state.letter = value,
            (b"Tw", Some(value)) => self.state.word = value,
            (b"Tz", Some(value)) => self.state.stretch = value / 100.0,
            (b"TL", Some(value)) => self.state.leading = value,
            (b"Ts", Some(value)) => self.state.rise = value,
            (b"Tr", Some(_)) => {
                self.state.mode = match op.args.first() {
                    Some(Object::Int(mode)) => *mode,
                    _ => return Err(Trouble::Broken),
                }
            }
            (b"Td" | b"TD", _) => {
                let &[x, y] = numbers else { return Err(Trouble::Broken) };
                if name == b"TD" {
                    self.state.leading = -y;
                }
                self.next_line(x, y);
            }
            (b"Tm", _) => {
                self.line = from(numbers).ok_or(Trouble::Broken)?;
                self.text = self.line;
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"Tj" | b"TJ" | b"'" | b"\"", _) => {
                if name == b"\"" {
                    let &[word, letter] = numbers else { return Err(Trouble::Broken) };
                    (self.state.word, self.state.letter) = (word, letter);
                }
                if name == b"'" || name == b"\"" {
                    self.next_line(0.0, -self.state.leading);
                }
                self.show(step, op, off)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn show(&mut self, step: usize, op: &Op, off: bool) -> Result<(), Trouble> {
        let unreadable = || Trouble::Unreadable(self.place.to_owned());
        let strings = pieces(op);
        let empty = strings.iter().all(|piece| matches!(piece, Object::Text(text) if text.is_empty()));
        if strings.is_empty() || empty {
            return Ok(());
        }
        if self.way.indirect {
            return Err(unreadable());
        }
        let font = self.state.font.clone().ok_or_else(unreadable)?;
        let mut nth = 0;
        let mut shift = 0.0;
        for piece in strings {
            match piece {
                Object::Text(text) => {
                    for shown in font.shown(text) {
                        let width = shown.width.ok_or_else(unreadable)?;
                        shift -= (width * self.state.size + self.added(&shown)) / self.state.size * 1000.0;
                        if !off {
                            self.glyph(Site { part: self.part, op: step, nth }, &font, &shown, width);
                        }
                        nth += 1;
                        self.advance(width * self.state.size + self.added(&shown));
                    }
                }
                other => {
                    let number = other.number().ok_or(Trouble::Broken)?;
                    shift += number;
                    self.advance(-number / 1000.0 * self.state.size);
                }
            }
        }
        if off && let Some(part) = self.walked.parts.get_mut(self.part) {
            part.off.insert(step, shift);
        }
        let (x, y) = at(&self.text, (0.0, 0.0));
        if x.is_finite() && y.is_finite() { Ok(()) } else { Err(Trouble::Broken) }
    }

    /// The space that is added behind a code.
    fn added(&self, shown: &Shown) -> f64 {
        self.state.letter + if shown.bytes == [32] { self.state.word } else { 0.0 }
    }

    fn advance(&mut self, by: f64) {
        self.text = times(&[1.0, 0.0, 0.0, 1.0, by * self.state.stretch, 0.0], &self.text);
    }

    fn glyph(&mut self, site: Site, font: &Font, shown: &Shown, width: f64) {
        let State { size, stretch, rise, .. } = self.state;
        let whole =
            times(&[size * stretch, 0.0, 0.0, size, 0.0, rise], &times(&self.text, &self.state.matrix));
        let [a, b, c, d, ..] = whole;
        let long = a.hypot(b);
        let along = if long > 1e-9 { (a / long, b / long) } else { (1.0, 0.0) };
        let across = if long > 1e-9 { (a * d - b * c) / long } else { 0.0 };
        let (up, down) = (font.up * across, font.down * across);
        self.walked.glyphs.push(Glyph {
            site,
            bytes: shown.bytes.clone(),
            shift: -(width + self.added(shown) / size) * 1000.0,
            text: shown.text.clone(),
            foot: at(&whole, (0.0, 0.0)),
            along,
            length: width * long,
            added: if size.abs() > 1e-9 { self.added(shown) / size.abs() * long } else { 0.0 },
            size: across.abs(),
            up: up.max(down),
            down: up.min(down),
            hidden: self.state.mode == 3 || self.state.mode == 7,
        });
    }

    fn path(&mut self, op: &Op, numbers: &[f64]) {
        if op.name == b"re" {
            if let &[x, y, width, height] = numbers {
                for corner in [(x, y), (x + width, y), (x, y + height), (x + width, y + height)] {
                    self.path.add(at(&self.state.matrix, corner));
                }
            }
            return;
        }
        for pair in numbers.chunks_exact(2) {
            if let &[x, y] = pair {
                self.path.add(at(&self.state.matrix, (x, y)));
            }
        }
        self.curves += usize::from(!matches!(op.name.as_slice(), b"m" | b"l"));
    }

    fn painted(&mut self, step: usize, op: &Op, off: bool) {
        let (bounds, curves) = (self.path, self.curves);
        (self.path, self.curves) = (Bounds::NONE, 0);
        if off {
            self.drop_step(step);
        } else if op.name != b"n" && bounds.left <= bounds.right {
            self.walked.drawings.push(Drawing { site: self.site(step), bounds, curves });
        }
    }

    fn site(&self, step: usize) -> Site {
        Site { part: self.part, op: step, nth: 0 }
    }

    fn drop_step(&mut self, step: usize) {
        if let Some(part) = self.walked.parts.get_mut(self.part) {
            part.off.insert(step, 0.0);
        }
    }

    fn picture(&mut self, step: usize) {
        let site = self.site(step);
        self.walked.pictures.push(Picture { site, matrix: self.state.matrix, indirect: self.way.indirect });
    }

    fn resource(&self, kind: &str) -> Dict {
        self.walked
            .parts
            .get(self.part)
            .map(|part| self.walker.file.dict(&part.resources, kind))
            .unwrap_or_default()
    }

    fn hidden_mark(&self, op: &Op) -> bool {
        if !op.args.first().is_some_and(|tag| tag.is("OC")) {
            return false;
        }
        match op.args.get(1) {
            Some(Object::Name(name)) => self
                .resource("Properties")
                .get(name)
                .is_some_and(|mark| self.walker.layers.hides(self.walker.file, mark)),
            _ => false,
        }
    }

    fn external(&mut self, step: usize, op: &Op) -> Result<(), Trouble> {
        let file = self.walker.file;
        let objects = self.resource("XObject");
        let found = op.last_name().and_then(|name| objects.get(name)).map(|object| file.get(object));
        let Some(Object::Stream(stream)) = found else {
            self.drop_step(step);
            return Ok(());
        };
        if stream.dict.get(b"OC".as_slice()).is_some_and(|mark| self.walker.layers.hides(file, mark)) {
            self.drop_step(step);
            return Ok(());
        }
        let subtype = file.entry(&stream.dict, "Subtype");
        if subtype.is("Image") {
            self.picture(step);
        } else if subtype.is("Form") {
            let index = self.form(stream, self.state.clone())?;
            if let Some(part) = self.walked.parts.get_mut(self.part) {
                part.forms.insert(step, index);
            }
        } else {
            // PostScript, or something newer: nothing that is shown on a screen.
            self.drop_step(step);
        }
        Ok(())
    }

    fn form(&mut self, stream: Rc<Stream>, mut state: State) -> Result<usize, Trouble> {
        let file = self.walker.file;
        let matrix = file.numbers(&stream.dict, "Matrix");
        if let Some(matrix) = from(&matrix) {
            state.matrix = times(&matrix, &state.matrix);
        }
        let key = Rc::as_ptr(&stream).addr();
        let known = self.walked.read.get(&key).cloned();
        let ops = if let Some(known) = known {
            known
        } else {
            let ops: Rc<[Op]> = content::balanced(content::read(&filter::plain(file, &stream)?)?).into();
            self.walked.read.insert(key, Rc::clone(&ops));
            ops
        };
        let resources = match file.entry(&stream.dict, "Resources") {
            Object::Dict(own) => own,
            // Old files leave them out, and mean those of the page.
            _ => self.walked.parts.get(self.part).map(|part| part.resources.clone()).unwrap_or_default(),
        };
        let part = Part {
            ops,
            resources,
            form: Some(stream),
            forms: BTreeMap::new(),
            behind: BTreeMap::new(),
            off: BTreeMap::new(),
        };
        let way = Way { depth: self.way.depth + 1, indirect: self.way.indirect };
        self.walker.part(self.walked, part, state, way, self.place)
    }

    /// Walks a stream behind a name, once.
    fn behind(&mut self, kind: &'static str, name: &[u8], stream: Rc<Stream>) -> Result<(), Trouble> {
        let key = (kind, name.to_vec());
        if self.walked.parts.get(self.part).is_some_and(|part| part.behind.contains_key(&key)) {
            return Ok(());
        }
        let before = self.way;
        self.way.indirect = true;
        let index = self.form(stream, State { matrix: self.state.matrix, ..START });
        self.way = before;
        let index = index?;
        if let Some(part) = self.walked.parts.get_mut(self.part) {
            part.behind.insert(key, index);
        }
        Ok(())
    }

    fn pattern(&mut self, op: &Op) -> Result<(), Trouble> {
        let Some(name) = op.last_name() else { return Ok(()) };
        let patterns = self.resource("Pattern");
        match patterns.get(name).map(|pattern| self.walker.file.get(pattern)) {
            Some(Object::Stream(stream)) => self.behind("Pattern", name, stream),
            _ => Ok(()),
        }
    }

    fn graphics_state(&mut self, op: &Op) -> Result<(), Trouble> {
        let file = self.walker.file;
        let Some(name) = op.last_name() else { return Ok(()) };
        let states = self.resource("ExtGState");
        let Some(Object::Dict(change)) = states.get(name).map(|state| file.get(state)) else { return Ok(()) };
        if let [font, size] = filter::list_refs(file, change.get(b"Font".as_slice())).as_slice() {
            self.state.font = self.walker.font(font);
            self.state.size = size.number().unwrap_or(0.0);
        }
        let mask = file.dict(&change, "SMask");
        match file.entry(&mask, "G") {
            Object::Stream(stream) => self.behind("ExtGState", name, stream),
            _ => Ok(()),
        }
    }
}

/// The strings and numbers that a step shows.
pub(super) fn pieces(op: &Op) -> Vec<&Object> {
    match op.args.last() {
        Some(Object::Array(items)) => items.iter().collect(),
        Some(text @ Object::Text(_)) => vec![text],
        _ => Vec::new(),
    }
}
