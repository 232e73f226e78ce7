//! Text documents of `OpenDocument`: the same promises as for Word.
//!
//! Of the archive only the text and the styles are read; properties, settings, scripts, forms, objects and the thumbnail do
//! not come along, and pictures become a blank dot.

mod clean;
mod styles;

use super::collect::{Collector, Draft, Edits};
use super::package::{self, Parts};
use super::refusal::{self, Refusal};
use super::xml::{self, Element, Node, Vocabulary};

const VOCABULARY: Vocabulary = &[
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("xlink", "http://www.w3.org/1999/xlink"),
    // Contents of its own, such as content controls, that are text to us.
    ("loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"),
    // Known to be left out.
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("form", "urn:oasis:names:tc:opendocument:xmlns:form:1.0"),
];

const TYPE: &str = "application/vnd.oasis.opendocument.text";

pub(super) struct Odt {
    content: Element,
    styles: Element,
    has_pictures: bool,
    version: &'static str,
}

pub(super) fn open(bytes: &[u8], collector: &mut Collector) -> Result<Odt, Refusal> {
    let parts = package::read(bytes, collector)?;
    let manifest =
        parts.get("META-INF/manifest.xml").map(|part| String::from_utf8_lossy(part)).unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Refusal::Encrypted);
    }
    let part = parts.get("content.xml").ok_or(Refusal::Broken { what: refusal::MISSING })?;
    let mut content = xml::read(part, VOCABULARY, collector)?;
    let mut styles = match parts.get("styles.xml") {
        Some(part) => xml::read(part, VOCABULARY, collector)?,
        None => Element::new("office:document-styles"),
    };
    let mut hidden = clean::hidden_styles(&content);
    hidden.extend(clean::hidden_styles(&styles));
    for root in [&mut content, &mut styles] {
        clean::clean(root, &hidden, collector)?;
    }
    for (path, picture) in parts.iter().filter(|(path, _)| path.starts_with("Pictures/")) {
        if picture != super::opc::BLANK && !collector.is_shown(path) {
            collector.unsearched(super::opc::PICTURES);
        }
    }
    styles::rename(&mut content, &mut styles);
    let mut walk = Walk { paragraph: 0 };
    for (root, place) in [(&mut content, "alinea"), (&mut styles, "opmaak")] {
        let mut rest = Draft::new(place, true);
        walk.element(root, place, &mut rest, collector)?;
        collector.keep(rest)?;
        attributes(root, place, collector)?;
    }
    left_out(&parts, collector)?;
    let has_pictures = content.has("draw:image") || styles.has("draw:image");
    // All three parts must say the same version, or the document does not open.
    let version = content.attribute("office:version").unwrap_or("1.2");
    let version =
        ["1.0", "1.1", "1.2", "1.3", "1.4"].into_iter().find(|known| *known == version).unwrap_or("1.2");
    content.set("office:version", version);
    styles.set("office:version", version);
    Ok(Odt { content, styles, has_pictures, version })
}

fn left_out(parts: &Parts, collector: &mut Collector) -> Result<(), Refusal> {
    for (path, bytes) in parts {
        let place = match path.as_str() {
            "mimetype" | "content.xml" | "styles.xml" | "META-INF/manifest.xml" | "manifest.rdf" => continue,
            "meta.xml" => "eigenschappen",
            "settings.xml" => "instellingen",
            path if path.starts_with("Pictures/") || path.starts_with("Configurations2/") => continue,
            path if path.starts_with("Thumbnails/") => "miniatuur",
            path if path.starts_with("META-INF/") => "handtekening",
            path if path.starts_with("Object") => "ingesloten object",
            _ => "overig onderdeel",
        };
        if place != "instellingen" {
            collector.note(&format!("{place}: verwijderd"));
        }
        match xml::parse(bytes, None) {
            Ok(root) => collector.gone(place, root.all_text(true).trim())?,
            // A thumbnail shows the first page, which was read; a folder is empty.
            Err(_) if place == "miniatuur" || bytes.is_empty() || path.starts_with("Fonts/") => {}
            Err(_) => collector.unsearched(&format!("{place}: niet doorzocht")),
        }
    }
    Ok(())
}

struct Walk {
    paragraph: usize,
}

impl Walk {
    fn element(
        &mut self,
        element: &mut Element,
        place: &str,
        draft: &mut Draft,
        collector: &mut Collector,
    ) -> Result<(), Refusal> {
        let holds_text =
            matches!(element.name.as_str(), "text:p" | "text:h" | "text:span" | "text:note-citation");
        for child in &mut element.children {
            match child {
                Node::Text(text) if holds_text || !text.text.trim().is_empty() => {
                    // Spaces and ends of lines in the source are one space to a reader.
                    text.text = one_space(&text.text);
                    text.slot = draft.slot(&text.text, collector);
                }
                Node::Text(_) => {}
                Node::Element(child) => match child.name.as_str() {
                    "text:p" | "text:h" => {
                        let name = if place == "alinea" {
                            self.paragraph += 1;
                            format!("{place} {}", self.paragraph)
                        } else {
                            place.to_owned()
                        };
                        let mut own = Draft::new(name, false);
                        self.element(child, place, &mut own, collector)?;
                        collector.keep(own)?;
                    }
                    "text:s" => draft.gap(" "),
                    "text:tab" => draft.gap("\t"),
                    "text:line-break" => draft.gap("\n"),
                    "text:soft-page-break" => {}
                    "table:table" => {
                        collector.grid.table();
                        self.element(child, place, draft, collector)?;
                        collector.grid.end();
                    }
                    "table:table-row" => {
                        collector.grid.row();
                        self.element(child, place, draft, collector)?;
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        collector.grid.cell();
                        self.element(child, place, draft, collector)?;
                        let repeated = child.attribute("table:number-columns-repeated");
                        let repeated = repeated.and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                        collector.grid.skip(repeated.saturating_sub(1));
                    }
                    name => {
                        let place = match name {
                            "style:header" | "style:header-left" | "style:header-first" => "koptekst",
                            "style:footer" | "style:footer-left" | "style:footer-first" => "voettekst",
                            "text:note-body" => "voetnoot",
                            _ => place,
                        };
                        // The number of a note is no part of the word before it.
                        if name == "text:note-citation"
                            && !child.all_text(false).contains(char::is_alphabetic)
                        {
                            continue;
                        }
                        if matches!(name, "svg:title" | "svg:desc" | "text:note-citation") {
                            let mut own = Draft::new(format!("{place}, alternatieve tekst"), true);
                            self.element(child, place, &mut own, collector)?;
                            collector.keep(own)?;
                        } else {
                            self.element(child, place, draft, collector)?;
                        }
                    }
                },
            }
        }
        Ok(())
    }
}

pub(super) fn one_space(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' | '\t' | '\n' | '\r' => {
                if !output.ends_with(' ') {
                    output.push(' ');
                }
            }
            _ => output.push(character),
        }
    }
    output
}

/// Attributes that are read: words of a numbering, names that people gave to styles.
fn attributes(element: &mut Element, place: &str, collector: &mut Collector) -> Result<(), Refusal> {
    for attribute in &mut element.attributes {
        let is_text = matches!(
            attribute.name.as_str(),
            "style:num-prefix"
                | "style:num-suffix"
                | "text:bullet-char"
                | "style:display-name"
                | "loext:num-list-format"
        );
        if is_text && attribute.value.contains(char::is_alphabetic) {
            let mut draft =
                Draft::new(format!("{place}, naam of nummering"), attribute.name == "style:display-name");
            attribute.slot = draft.slot(&attribute.value, collector);
            collector.keep(draft)?;
        }
    }
    for child in element.elements_mut() {
        attributes(child, place, collector)?;
    }
    Ok(())
}

impl Odt {
    pub(super) fn write(&self, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        let version = self.version;
        let mut manifest = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest \
             xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"{version}\">\
             <manifest:file-entry manifest:full-path=\"/\" manifest:version=\"{version}\" manifest:media-type=\"{TYPE}\"/>\
             <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\
             <manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
        );
        if self.has_pictures {
            manifest.push_str(
                "<manifest:file-entry manifest:full-path=\"Pictures/blank.png\" manifest:media-type=\"image/png\"/>",
            );
        }
        manifest.push_str("</manifest:manifest>");
        let mut parts = vec![
            ("mimetype".to_owned(), TYPE.into()),
            ("content.xml".to_owned(), xml::write(&self.content, VOCABULARY, edits)),
            ("styles.xml".to_owned(), xml::write(&self.styles, VOCABULARY, edits)),
            ("META-INF/manifest.xml".to_owned(), manifest.into_bytes()),
        ];
        if self.has_pictures {
            parts.push(("Pictures/blank.png".to_owned(), super::opc::BLANK.to_vec()));
        }
        package::write(&parts, true)
    }
}
