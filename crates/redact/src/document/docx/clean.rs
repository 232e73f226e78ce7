//! What of a part of Word stays, what goes with all that is in it, and what gives way to its contents.

use std::collections::BTreeSet;

use super::super::collect::Collector;
use super::super::opc::Relation;
use super::super::refusal::Refusal;
use super::super::xml::{Element, Node, local};
use super::fields::counts_pages;

enum Fate {
    Stays,
    /// Goes with what is in it. The words say what it was, when it could hold text.
    Goes(&'static str),
    /// Its contents come in its place.
    Opens,
}

/// Names without a prefix that go. Marks of tracking and of people, bookmarks, and whatever points out of the document.
const GONE: &[&str] = &[
    "proofErr",
    "nsid",
    "tmpl",
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "annotationRef",
    "permStart",
    "permEnd",
    "lastRenderedPageBreak",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "tblGridChange",
    "numberingChange",
    "cellIns",
    "cellDel",
    "cellMerge",
    "sdtPr",
    "sdtEndPr",
    "customXmlPr",
    "smartTagPr",
    "ffData",
    "fldData",
    "movie",
    "altChunk",
    "subDoc",
    "contentPart",
    "latentStyles",
    "aliases",
    "rsid",
    "extLst",
    "hlinkClick",
    "hlinkHover",
    "hlinkMouseOver",
    "snd",
    "printerSettings",
    "wavAudioFile",
    "videoFile",
    "audioFile",
];

/// What the settings of a document may say.
const SETTINGS: &[&str] = &[
    "w:evenAndOddHeaders",
    "w:mirrorMargins",
    "w:defaultTabStop",
    "w:autoHyphenation",
    "w:hyphenationZone",
    "w:characterSpacingControl",
    "w:footnotePr",
    "w:endnotePr",
    "w:compat",
    "w:themeFontLang",
    "w:clrSchemeMapping",
    "w:decimalSymbol",
    "w:listSeparator",
    "w:gutterAtTop",
];

/// The ids of styles that hide what has them.
pub(super) fn hidden_styles(styles: &Element) -> BTreeSet<String> {
    let hides = |style: &&Element| style.find("w:rPr").is_some_and(vanishes);
    styles
        .elements()
        .filter(hides)
        .filter_map(|style| style.attribute("w:styleId"))
        .map(str::to_owned)
        .collect()
}

fn vanishes(properties: &Element) -> bool {
    let is_on = |mark: &Element| !matches!(mark.attribute("w:val"), Some("0" | "false" | "off"));
    ["w:vanish", "w:specVanish"].iter().any(|name| properties.find(name).is_some_and(is_on))
}

/// Leaves in a part only what may stay.
pub(super) fn clean(
    root: &mut Element,
    relations: &[Relation],
    hidden: &BTreeSet<String>,
    collector: &mut Collector,
) -> Result<(), Refusal> {
    if root.name == "w:settings" {
        root.children
            .retain(|child| child.element().is_some_and(|child| SETTINGS.contains(&child.name.as_str())));
    }
    let mut cleaner = Cleaner { relations, hidden, is_hidden: false, collector };
    cleaner.attributes(root);
    cleaner.children(root)
}

struct Cleaner<'c> {
    relations: &'c [Relation],
    hidden: &'c BTreeSet<String>,
    /// In a paragraph whose style hides it.
    is_hidden: bool,
    collector: &'c mut Collector,
}

impl Cleaner<'_> {
    fn children(&mut self, element: &mut Element) -> Result<(), Refusal> {
        let mut kept = Vec::with_capacity(element.children.len());
        for child in std::mem::take(&mut element.children) {
            match child {
                Node::Element(child) => self.child(child, &mut kept)?,
                Node::Text(text) => kept.push(Node::Text(text)),
            }
        }
        element.children = kept;
        complete(element);
        Ok(())
    }

    fn child(&mut self, mut child: Element, kept: &mut Vec<Node>) -> Result<(), Refusal> {
        match self.fate(&child) {
            Fate::Goes(what) => self.gone(&child, what),
            Fate::Opens => {
                self.children(&mut child)?;
                kept.append(&mut child.children);
                Ok(())
            }
            Fate::Stays => {
                let outer = self.is_hidden;
                if child.name == "w:p" {
                    self.is_hidden = self.has_hidden_style(&child, "w:pPr", "w:pStyle");
                }
                let points_nowhere = !self.attributes(&mut child);
                self.children(&mut child)?;
                self.is_hidden = outer;
                if points_nowhere || is_hollow(&child) {
                    return self.gone(&child, "tekening of verwijzing");
                }
                kept.push(Node::Element(child));
                Ok(())
            }
        }
    }

    fn gone(&mut self, element: &Element, what: &'static str) -> Result<(), Refusal> {
        if what.is_empty() {
            return Ok(());
        }
        let text = element.all_text(false);
        if !text.trim().is_empty() {
            self.collector.note(&format!("{what}: verwijderd"));
        }
        self.collector.gone(what, text.trim())
    }

    fn fate(&self, element: &Element) -> Fate {
        match element.name.as_str() {
            "w:del" | "w:moveFrom" | "w:delText" | "w:delInstrText" => Fate::Goes("verwijderde tekst"),
            "w:tr" if element.find("w:trPr").is_some_and(|row| row.find("w:del").is_some()) => {
                Fate::Goes("verwijderde tekst")
            }
            "w:tbl" if element.find("w:tr").is_none() => Fate::Goes(""),
            "w:r"
                if self.is_hidden
                    || element.find("w:rPr").is_some_and(vanishes)
                    || self.has_hidden_style(element, "w:rPr", "w:rStyle") =>
            {
                Fate::Goes("verborgen tekst")
            }
            "w:object" | "w:control" | "o:OLEObject" => Fate::Goes("ingesloten object"),
            "w:ins" | "w:moveTo" | "w:smartTag" | "w:customXml" | "w:hyperlink" | "w:sdt"
            | "w:sdtContent" | "w:dir" | "w:bdo" | "mc:Fallback" => Fate::Opens,
            "w:fldSimple" if !element.attribute("w:instr").is_some_and(counts_pages) => Fate::Opens,
            // The same contents for old readers: once is enough.
            "mc:AlternateContent" if !has_choice(element) => Fate::Opens,
            "mc:Choice" if element.attribute("Requires").is_some_and(|names| names.contains("unknown")) => {
                Fate::Goes("")
            }
            // A size is an `a:ext` too; one with an address is an extension.
            "a:ext" if element.attribute("uri").is_some() => Fate::Goes(""),
            name if name.starts_with("w:embed") || GONE.contains(&local(name)) => Fate::Goes(""),
            _ => Fate::Stays,
        }
    }

    fn has_hidden_style(&self, element: &Element, properties: &str, style: &str) -> bool {
        let style = element
            .find(properties)
            .and_then(|found| found.find(style))
            .and_then(|found| found.attribute("w:val"));
        style.is_some_and(|style| self.hidden.contains(style))
    }

    /// Leaves the attributes that may stay; says whether those that point at a part still point at one.
    fn attributes(&mut self, element: &mut Element) -> bool {
        let mut points = true;
        let is_drawing = matches!(local(&element.name), "docPr" | "cNvPr");
        let is_theme = element.name.starts_with("a:") && !element.name.ends_with(":latin");
        for attribute in &mut element.attributes {
            if attribute.name.starts_with("r:") {
                match self.relations.iter().find(|relation| relation.old == attribute.value) {
                    Some(relation) => attribute.value.clone_from(&relation.new),
                    None => points = false,
                }
            }
            if attribute.name == "name"
                && (is_drawing || is_theme && !matches!(element.name.as_str(), "a:gd"))
            {
                "object".clone_into(&mut attribute.value);
            }
        }
        let is_shape = element.name.starts_with("v:");
        element.attributes.retain(|attribute| {
            let name = local(&attribute.name);
            let is_trace = name.starts_with("rsid")
                || matches!(
                    name,
                    "author" | "date" | "initials" | "dateUtc" | "paraId" | "gfxdata" | "href" | "userId"
                )
                || attribute.name.starts_with("o:") && attribute.name != "o:spt"
                || attribute.name.starts_with("mc:")
                || element.name == "w:fldSimple" && attribute.name != "w:instr"
                || is_shape && attribute.name == "id" && !attribute.value.starts_with("_x0000_t");
            !is_trace
        });
        points
    }
}

/// Whether one of the ways to show it is known here. Of more, the first that is known is shown.
fn has_choice(element: &Element) -> bool {
    element.elements().any(|child| {
        child.name == "mc:Choice"
            && child.attribute("Requires").is_some_and(|names| !names.contains("unknown"))
    })
}

/// A drawing of which nothing is left.
fn is_hollow(element: &Element) -> bool {
    let hollow = |data: &Element| data.elements().next().is_none();
    match element.name.as_str() {
        "a:graphicData" | "a:graphic" | "mc:AlternateContent" | "mc:Choice" | "w:drawing" | "w:pict" => {
            hollow(element)
        }
        "wp:inline" | "wp:anchor" => element.find("a:graphic").is_none(),
        _ => false,
    }
}

/// What Word wants at the end of some elements: a paragraph.
fn complete(element: &mut Element) {
    if element.name == "mc:AlternateContent" && has_choice(element) {
        let mut seen = false;
        element.children.retain(|child| {
            let is_choice = child.element().is_some_and(|child| child.name == "mc:Choice");
            let is_first = is_choice && !seen;
            seen |= is_choice;
            is_first
        });
    }
    let wants = matches!(
        element.name.as_str(),
        "w:tc" | "w:hdr" | "w:ftr" | "w:footnote" | "w:endnote" | "w:txbxContent"
    );
    let ends = element.elements().last().is_some_and(|last| last.name == "w:p");
    if wants && !ends {
        element.children.push(Node::Element(Element::new("w:p")));
    }
}
