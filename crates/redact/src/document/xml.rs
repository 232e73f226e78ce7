//! XML as a small tree, with names in one vocabulary.
//!
//! Whatever prefixes a document uses, a name here has ours (`w:p`); a namespace that is not in the vocabulary is not in the
//! tree. Comments, processing instructions and declarations are left out.

use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::collect::{Collector, Edits};
use super::refusal::{self, Refusal};

/// Real documents go to about 60; a table in a table in a text box.
const DEEPEST: usize = 200;
/// In one part; what stays of all parts together is counted by the collector.
const MOST_NODES: usize = 2_000_000;
/// Of what is not in the vocabulary, this much is shown.
const MOST_LOST: usize = 20_000;
const MOST_ATTRIBUTES: usize = 500;

/// An element with what is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<Attribute>,
    pub(super) children: Vec<Node>,
}

#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) slot: Option<usize>,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(Text),
}

#[derive(Debug)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) slot: Option<usize>,
}

/// Our prefix for each namespace; several may share one.
pub(super) type Vocabulary = &'static [(&'static str, &'static str)];

impl Element {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
            .map(|attribute| attribute.value.as_str())
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.attributes.retain(|attribute| attribute.name != name);
        self.attributes.push(Attribute { name: name.to_owned(), value: value.to_owned(), slot: None });
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }

    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// Whether it is of this name or has one in it.
    pub(super) fn has(&self, name: &str) -> bool {
        self.name == name || self.elements().any(|element| element.has(name))
    }

    /// All text in it, with a space between elements that hold text of their own when `spaced`.
    pub(super) fn all_text(&self, spaced: bool) -> String {
        let mut text = String::new();
        self.add_text(&mut text, spaced);
        text
    }

    fn add_text(&self, output: &mut String, spaced: bool) {
        for child in &self.children {
            match child {
                Node::Text(text) => output.push_str(&text.text),
                Node::Element(element) => {
                    element.add_text(output, spaced);
                    if (spaced || local(&element.name) == "p") && !output.is_empty() && !output.ends_with(' ')
                    {
                        output.push(' ');
                    }
                }
            }
        }
    }
}

impl Node {
    pub(super) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

/// The name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The tree of a part that stays, in the vocabulary. Text in elements outside it is lost, and that is said.
pub(super) fn read(
    bytes: &[u8],
    vocabulary: Vocabulary,
    collector: &mut Collector,
) -> Result<Element, Refusal> {
    let (root, builder) = built(bytes, Some(vocabulary))?;
    collector.read(builder.nodes)?;
    if builder.lost.contains(char::is_alphanumeric) {
        collector.note("onbekende onderdelen: verwijderd");
        collector.gone("onbekend onderdeel", builder.lost.trim())?;
    }
    Ok(root)
}

/// The tree of a part that is only looked at. Without a vocabulary names stay as they are and everything is kept.
pub(super) fn parse(bytes: &[u8], vocabulary: Option<Vocabulary>) -> Result<Element, Refusal> {
    Ok(built(bytes, vocabulary)?.0)
}

fn built(bytes: &[u8], vocabulary: Option<Vocabulary>) -> Result<(Element, Builder), Refusal> {
    let text = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => super::plain::decode(bytes)?,
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).map_err(|_| broken())?.into(),
        _ => std::str::from_utf8(bytes).map_err(|_| broken())?.into(),
    };
    let mut builder = Builder {
        vocabulary,
        open: Vec::new(),
        scopes: vec![("xml".into(), "xml".into())],
        marks: Vec::new(),
        root: None,
        skipping: 0,
        nodes: 0,
        lost: String::new(),
    };
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(start) => builder.start(&start)?,
            Event::Empty(start) => {
                builder.start(&start)?;
                builder.end()?;
            }
            Event::End(_) => builder.end()?,
            Event::Text(text) => builder.text(&text.xml10_content())?,
            Event::CData(text) => builder.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|_| broken())?;
                let known = quick_xml::escape::resolve_predefined_entity(&reference);
                match (character, known) {
                    (Some(character), _) => builder.text(character.encode_utf8(&mut [0; 4]))?,
                    (None, Some(known)) => builder.text(known)?,
                    (None, None) => return Err(Refusal::Broken { what: refusal::ENTITIES }),
                }
            }
            Event::DocType(declaration) if declaration.contains('[') => {
                return Err(Refusal::Broken { what: refusal::ENTITIES });
            }
            Event::Decl(declaration) => known_encoding(&declaration)?,
            Event::DocType(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let is_whole = builder.open.is_empty() && builder.skipping == 0;
    let root = builder.root.take().filter(|_| is_whole).ok_or_else(broken)?;
    Ok((root, builder))
}

fn broken() -> Refusal {
    Refusal::Broken { what: refusal::MARKUP }
}

/// What a declaration calls another encoding would be read otherwise by others.
fn known_encoding(declaration: &str) -> Result<(), Refusal> {
    let lower = declaration.to_ascii_lowercase();
    let is_known = !lower.contains("encoding")
        || ["utf-8", "utf-16", "us-ascii"].iter().any(|name| lower.contains(name));
    if is_known { Ok(()) } else { Err(Refusal::Broken { what: refusal::ENCODING }) }
}

struct Builder {
    vocabulary: Option<Vocabulary>,
    open: Vec<Element>,
    /// Prefix and namespace, the innermost last.
    scopes: Vec<(String, String)>,
    /// How many scopes each open element found.
    marks: Vec<usize>,
    root: Option<Element>,
    /// How deep in an element that is not kept.
    skipping: usize,
    nodes: usize,
    /// The text of what is not kept.
    lost: String,
}

impl Builder {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Refusal> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(Refusal::TooLarge { what: refusal::PARTS });
        }
        if self.marks.len() >= DEEPEST {
            return Err(Refusal::TooLarge { what: refusal::DEEP });
        }
        if self.root.is_some() {
            return Err(broken());
        }
        // Every name is looked up in the scopes.
        if self.scopes.len() > MOST_ATTRIBUTES {
            return Err(Refusal::TooLarge { what: refusal::PARTS });
        }
        self.marks.push(self.scopes.len());
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| broken())?;
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| broken())?.into_owned();
            let name = attribute.key.into_inner().to_owned();
            if attributes.len() >= MOST_ATTRIBUTES {
                return Err(Refusal::TooLarge { what: refusal::PARTS });
            }
            match name.strip_prefix("xmlns") {
                Some("") => self.scopes.push((String::new(), value)),
                Some(prefix) if prefix.starts_with(':') => {
                    self.scopes.push((prefix.trim_start_matches(':').to_owned(), value));
                }
                _ => attributes.push((name, value)),
            }
        }
        let name = start.name().into_inner().to_owned();
        let Some(name) = self.name(&name, true).filter(|_| self.skipping == 0) else {
            self.skipping += 1;
            return Ok(());
        };
        let mut element = Element::new(&name);
        for (name, value) in attributes {
            let Some(name) = self.name(&name, false) else { continue };
            // Prefixes in a value mean what they mean where they stand.
            let value = if name == "Requires" { self.prefixes(&value) } else { value };
            element.attributes.push(Attribute { name, value, slot: None });
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Refusal> {
        self.scopes.truncate(self.marks.pop().ok_or_else(broken)?);
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        let element = self.open.pop().ok_or_else(broken)?;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        if text.is_empty() {
            return Ok(());
        }
        if self.skipping > 0 {
            if self.lost.len() < MOST_LOST {
                self.lost.push_str(text);
                self.lost.push(' ');
            }
            return Ok(());
        }
        let Some(parent) = self.open.last_mut() else {
            return if text.trim().is_empty() { Ok(()) } else { Err(broken()) };
        };
        if let Some(Node::Text(last)) = parent.children.last_mut() {
            last.text.push_str(text);
            return Ok(());
        }
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(Refusal::TooLarge { what: refusal::PARTS });
        }
        parent.children.push(Node::Text(Text { text: text.to_owned(), slot: None }));
        Ok(())
    }

    /// The name in our vocabulary. An attribute without a prefix has no namespace.
    fn name(&self, name: &str, is_element: bool) -> Option<String> {
        let Some(vocabulary) = self.vocabulary else { return Some(name.to_owned()) };
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if prefix.is_empty() && !is_element || prefix == "xml" {
            return Some(name.to_owned());
        }
        let space = self.namespace(prefix)?;
        let (ours, _) = vocabulary.iter().find(|(_, known)| *known == space)?;
        Some(if ours.is_empty() { local.to_owned() } else { format!("{ours}:{local}") })
    }

    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.scopes.iter().rev().find(|(known, _)| known == prefix).map(|(_, space)| space.as_str())
    }

    fn prefixes(&self, value: &str) -> String {
        let ours = |prefix: &str| {
            let space = self.namespace(prefix)?;
            self.vocabulary?.iter().find(|(_, known)| *known == space).map(|(ours, _)| *ours)
        };
        value.split_whitespace().map(|prefix| ours(prefix).unwrap_or("unknown")).collect::<Vec<_>>().join(" ")
    }
}

/// The tree as a part, with the first namespace of each prefix that is used.
pub(super) fn write(root: &Element, vocabulary: Vocabulary, edits: &Edits) -> Vec<u8> {
    let mut output = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let mut declarations = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for (prefix, space) in vocabulary {
        if !seen.contains(prefix) {
            seen.push(prefix);
            let colon = if prefix.is_empty() { "" } else { ":" };
            let _ = write!(declarations, " xmlns{colon}{prefix}=\"{space}\"");
        }
    }
    write_element(root, &declarations, edits, &mut output);
    output.into_bytes()
}

fn write_element(element: &Element, declarations: &str, edits: &Edits, output: &mut String) {
    output.push('<');
    output.push_str(&element.name);
    output.push_str(declarations);
    for attribute in &element.attributes {
        output.push(' ');
        output.push_str(&attribute.name);
        output.push_str("=\"");
        escape(&edits.text(attribute.slot, &attribute.value), output);
        output.push('"');
    }
    if element.children.is_empty() {
        output.push_str("/>");
        return;
    }
    output.push('>');
    for child in &element.children {
        match child {
            Node::Element(element) => write_element(element, "", edits, output),
            Node::Text(text) => escape(&edits.text(text.slot, &text.text), output),
        }
    }
    output.push_str("</");
    output.push_str(&element.name);
    output.push('>');
}

/// Escaped for text and for attributes; what XML cannot hold is left out.
pub(super) fn escape(text: &str, output: &mut String) {
    for character in text.chars() {
        match character {
            '<' => output.push_str("&lt;"),
            '>' => output.push_str("&gt;"),
            '&' => output.push_str("&amp;"),
            '"' => output.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(output, "&#{};", u32::from(character));
            }
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => output.push(character),
        }
    }
}
