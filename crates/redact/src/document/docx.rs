//! Word: paragraphs of the text, of heads and feet, notes and text boxes.
//!
//! Tracked changes are settled (what was deleted is gone, what was inserted is text), comments and properties go, links and
//! content controls become their text, pictures a blank dot. Text that is formatted as hidden goes as well.

mod clean;
mod fields;

use super::collect::{Collector, Draft, Edits};
use super::opc::{self, Dialect, Package};
use super::refusal::Refusal;
use super::xml::{Element, Node, Vocabulary, local};

const VOCABULARY: Vocabulary = &[
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("w", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("r", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("wp", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("a", "http://purl.oclc.org/ooxml/drawingml/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("pic", "http://purl.oclc.org/ooxml/drawingml/picture"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("m", "http://purl.oclc.org/ooxml/officeDocument/math"),
    ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"),
    ("wpc", "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("w10", "urn:schemas-microsoft-com:office:word"),
];

macro_rules! word {
    ($kind:literal) => {
        concat!("application/vnd.openxmlformats-officedocument.wordprocessingml.", $kind, "+xml")
    };
}

static DIALECT: Dialect = Dialect {
    vocabulary: VOCABULARY,
    folder: "word",
    main: "document.xml",
    kinds: &[
        ("header", word!("header")),
        ("footer", word!("footer")),
        ("footnotes", word!("footnotes")),
        ("endnotes", word!("endnotes")),
        ("styles", word!("styles")),
        ("numbering", word!("numbering")),
        ("settings", word!("settings")),
        ("fontTable", word!("fontTable")),
        ("theme", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ],
    main_type: word!("document.main"),
};

pub(super) struct Docx(Package);

pub(super) fn open(bytes: &[u8], collector: &mut Collector) -> Result<Docx, Refusal> {
    let mut package = opc::read(bytes, &DIALECT, collector)?;
    let styles = package.parts.iter().find(|part| part.kind == "styles");
    let hidden = styles.map(|part| clean::hidden_styles(&part.root)).unwrap_or_default();
    for part in &mut package.parts {
        let place = match part.kind.as_str() {
            "header" => "koptekst",
            "footer" => "voettekst",
            "footnotes" => "voetnoot",
            "endnotes" => "eindnoot",
            "officeDocument" => "alinea",
            _ => "opmaak",
        };
        fields::settle(&mut part.root, collector)?;
        clean::clean(&mut part.root, &part.relations, &hidden, collector)?;
        let mut walk = Walk { place, paragraph: 0, is_text: part.kind == "officeDocument" };
        let mut rest = Draft::new(place, true);
        walk.element(&mut part.root, &mut rest, collector)?;
        collector.keep(rest)?;
        attributes(&mut part.root, place, collector)?;
    }
    Ok(Docx(package))
}

impl Docx {
    pub(super) fn write(&self, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        self.0.write(edits)
    }
}

struct Walk {
    place: &'static str,
    paragraph: usize,
    is_text: bool,
}

impl Walk {
    /// Text goes to the passage of the paragraph it stands in; text outside any goes to `draft`.
    fn element(
        &mut self,
        element: &mut Element,
        draft: &mut Draft,
        collector: &mut Collector,
    ) -> Result<(), Refusal> {
        // Numbers that place a drawing are written as text.
        if matches!(element.name.as_str(), "wp:posOffset" | "wp:align" | "w:instrText") {
            return Ok(());
        }
        let holds_text = local(&element.name) == "t";
        if holds_text && element.name == "w:t" {
            element.set("xml:space", "preserve");
        }
        for child in &mut element.children {
            match child {
                Node::Text(text) if holds_text || !text.text.trim().is_empty() => {
                    text.slot = draft.slot(&text.text, collector);
                }
                Node::Text(_) => {}
                Node::Element(child) => match child.name.as_str() {
                    "w:p" | "a:p" => {
                        self.paragraph += 1;
                        let place = if self.is_text {
                            format!("{} {}", self.place, self.paragraph)
                        } else {
                            self.place.to_owned()
                        };
                        let mut own = Draft::new(place, false);
                        self.element(child, &mut own, collector)?;
                        collector.keep(own)?;
                    }
                    // Holds tab stops, which are no tabs.
                    "w:pPr" => {}
                    "w:tab" | "w:ptab" => draft.gap("\t"),
                    "w:br" | "w:cr" | "a:br" => draft.gap("\n"),
                    "w:noBreakHyphen" => draft.gap("-"),
                    "w:tbl" => {
                        collector.grid.table();
                        self.element(child, draft, collector)?;
                        collector.grid.end();
                    }
                    "w:tr" => {
                        collector.grid.row();
                        self.element(child, draft, collector)?;
                    }
                    "w:tc" => {
                        collector.grid.cell();
                        self.element(child, draft, collector)?;
                        collector.grid.skip(columns(child).saturating_sub(1));
                    }
                    _ => self.element(child, draft, collector)?,
                },
            }
        }
        Ok(())
    }
}

/// Over how many columns a cell runs.
fn columns(cell: &Element) -> usize {
    let span = cell.find("w:tcPr").and_then(|properties| properties.find("w:gridSpan"));
    span.and_then(|span| span.attribute("w:val")?.parse().ok()).unwrap_or(1)
}

/// Attributes that say something: alternative text, the words of a numbering, names that were given to styles.
fn attributes(element: &mut Element, place: &str, collector: &mut Collector) -> Result<(), Refusal> {
    let is_named =
        matches!(element.name.as_str(), "w:tblCaption" | "w:tblDescription" | "w:lvlText" | "w:name");
    for attribute in &mut element.attributes {
        let is_text = matches!(attribute.name.as_str(), "descr" | "title" | "alt" | "string")
            || is_named && attribute.name == "w:val";
        if is_text && attribute.value.contains(char::is_alphabetic) {
            let what = if is_named { "naam of nummering" } else { "alternatieve tekst" };
            let mut draft = Draft::new(format!("{place}, {what}"), element.name != "w:lvlText");
            attribute.slot = draft.slot(&attribute.value, collector);
            collector.keep(draft)?;
        }
    }
    for child in element.elements_mut() {
        attributes(child, place, collector)?;
    }
    Ok(())
}
