//! What of an `OpenDocument` text stays. In the text only what is named here does; anything else becomes its text.

use std::collections::BTreeSet;

use super::super::collect::Collector;
use super::super::opc::{IN_TEXT, PICTURES};
use super::super::refusal::Refusal;
use super::super::xml::{Element, Node};

enum Fate {
    Stays,
    Goes(&'static str),
    Opens,
}

/// Elements of text that mean layout and nothing else.
const TEXT: &[&str] = &[
    "p",
    "h",
    "span",
    "list",
    "list-item",
    "list-header",
    "section",
    "s",
    "tab",
    "line-break",
    "soft-page-break",
    "note",
    "note-citation",
    "note-body",
    "page-number",
    "page-count",
    "table-of-content",
    "index-body",
    "index-title",
    "illustration-index",
    "table-index",
    "alphabetical-index",
    "numbered-paragraph",
    // Of styles.
    "list-style",
    "list-level-style-number",
    "list-level-style-bullet",
    "outline-style",
    "outline-level-style",
    "notes-configuration",
    "linenumbering-configuration",
    "linenumbering-separator",
    "ruby",
    "ruby-base",
    "ruby-text",
    "user-index",
    "object-index",
    "bibliography",
];

/// Marks that hold nothing a reader sees.
const MARKS: &[&str] = &[
    "text:bookmark",
    "text:bookmark-start",
    "text:bookmark-end",
    "text:reference-mark",
    "text:reference-mark-start",
    "text:reference-mark-end",
    "text:change",
    "text:change-start",
    "text:change-end",
    "text:toc-mark",
    "text:toc-mark-start",
    "text:toc-mark-end",
    "text:alphabetical-index-mark",
    "text:alphabetical-index-mark-start",
    "text:alphabetical-index-mark-end",
    "text:user-index-mark",
    "text:user-index-mark-start",
    "text:user-index-mark-end",
    "text:variable-decls",
    "text:user-field-decls",
    "text:dde-connection-decls",
    "office:event-listeners",
];

/// Attributes of these namespaces are layout, but for the ones below.
const LAYOUT: &[&str] = &["style", "text", "table", "draw", "fo", "svg", "number", "loext", "office"];

const NO_ATTRIBUTES: &[&str] = &[
    "text:name",
    "text:description",
    "text:formula",
    "text:condition",
    "text:string-value",
    "text:display-name",
    "table:name",
    "table:formula",
    "table:protection-key",
    "draw:name",
    "draw:caption-id",
    "draw:id",
    "text:id",
    "office:string-value",
    "office:value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
    "text:protection-key",
    "text:connection-name",
    "table:title",
    "table:description",
    "draw:text-style-id",
    "office:target-frame-name",
    "office:title",
    "loext:table-template",
    "office:value-type",
];

/// The names of styles that hide what has them.
pub(super) fn hidden_styles(root: &Element) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for group in ["office:automatic-styles", "office:styles"] {
        for style in root.find(group).into_iter().flat_map(Element::elements) {
            let display = style.find("style:text-properties").and_then(|text| text.attribute("text:display"));
            let section =
                style.find("style:section-properties").and_then(|section| section.attribute("text:display"));
            if let (Some("none" | "condition"), Some(name)) =
                (display.or(section), style.attribute("style:name"))
            {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

pub(super) fn clean(
    root: &mut Element,
    hidden: &BTreeSet<String>,
    collector: &mut Collector,
) -> Result<(), Refusal> {
    attributes(root);
    children(root, hidden, collector)
}

fn children(
    element: &mut Element,
    hidden: &BTreeSet<String>,
    collector: &mut Collector,
) -> Result<(), Refusal> {
    let mut kept = Vec::with_capacity(element.children.len());
    for child in std::mem::take(&mut element.children) {
        let Node::Element(mut child) = child else {
            kept.push(child);
            continue;
        };
        match fate(&child, hidden) {
            Fate::Goes("") => {}
            Fate::Goes(what) => {
                let text = child.all_text(true);
                collector.note(&format!("{what}: verwijderd"));
                collector.gone(what, text.trim())?;
            }
            Fate::Opens => {
                links(&child, collector)?;
                children(&mut child, hidden, collector)?;
                kept.append(&mut child.children);
            }
            Fate::Stays => {
                if child.name == "draw:image" {
                    picture(&child, collector);
                }
                attributes(&mut child);
                children(&mut child, hidden, collector)?;
                // A section must have a name; it need not be the one it had.
                if matches!(
                    child.name.as_str(),
                    "text:section" | "text:table-of-content" | "text:index-title"
                ) {
                    child.set("text:name", &format!("deel{}", kept.len()));
                }
                kept.push(Node::Element(child));
            }
        }
    }
    element.children = kept;
    if element.name == "draw:frame" && element.elements().all(|child| child.name.starts_with("svg:")) {
        element.children.clear();
    }
    Ok(())
}

fn links(element: &Element, collector: &mut Collector) -> Result<(), Refusal> {
    let Some(address) = element.attribute("xlink:href") else { return Ok(()) };
    collector.note("koppelingen houden hun tekst en verliezen hun adres");
    collector.gone("koppeling", &super::super::plain::percent_decoded(address))
}

fn fate(element: &Element, hidden: &BTreeSet<String>) -> Fate {
    let name = element.name.as_str();
    let (space, local) = name.split_once(':').unwrap_or(("", name));
    let is_hidden = ["text:style-name", "draw:style-name"]
        .iter()
        .any(|style| element.attribute(style).is_some_and(|style| hidden.contains(style)));
    if is_hidden && matches!(name, "text:span" | "text:p" | "text:h" | "text:section") {
        return Fate::Goes("verborgen tekst");
    }
    match name {
        "office:annotation" => Fate::Goes("opmerkingen"),
        "office:annotation-end" | "office:forms" | "office:scripts" | "office:settings" | "office:meta" => {
            Fate::Goes("")
        }
        "text:tracked-changes" => Fate::Goes("verwijderde tekst"),
        "text:hidden-text" | "text:hidden-paragraph" => Fate::Goes("verborgen tekst"),
        "text:section" if matches!(element.attribute("text:display"), Some("none" | "condition")) => {
            Fate::Goes("verborgen tekst")
        }
        "draw:object"
        | "draw:object-ole"
        | "draw:plugin"
        | "draw:applet"
        | "draw:floating-frame"
        | "draw:control" => Fate::Goes("ingesloten object"),
        "text:note" | "text:section" => Fate::Stays,
        _ if MARKS.contains(&name) => Fate::Goes(""),
        _ => match space {
            "text" if TEXT.contains(&local) || local.starts_with("index-entry") => Fate::Stays,
            // Definitions of an index, not its text.
            "text" if local.ends_with("-source") || local.ends_with("-template") => Fate::Goes(""),
            "text" | "loext" if !local.ends_with("-properties") => Fate::Opens,
            "dc" | "meta" | "form" => Fate::Goes(""),
            "draw" if local == "a" => Fate::Opens,
            "draw" if local == "image-map" || local.starts_with("glue") => Fate::Goes(""),
            _ => Fate::Stays,
        },
    }
}

fn picture(image: &Element, collector: &mut Collector) {
    let path = image.attribute("xlink:href").unwrap_or_default();
    if path != "Pictures/blank.png" {
        collector.shows(path.strip_prefix("./").unwrap_or(path));
        collector.picture(IN_TEXT, PICTURES);
    }
}

fn attributes(element: &mut Element) {
    let is_style = element.name.starts_with("style:")
        || element.name.starts_with("number:")
        || element.name.starts_with("text:list-");
    let is_picture = element.name == "draw:image";
    element.attributes.retain(|attribute| {
        let space = attribute.name.split(':').next().unwrap_or_default();
        LAYOUT.contains(&space) && !NO_ATTRIBUTES.contains(&attribute.name.as_str())
            || is_style && attribute.name == "style:name"
    });
    if is_picture {
        element.attributes.clear();
        for (name, value) in [
            ("xlink:href", "Pictures/blank.png"),
            ("xlink:type", "simple"),
            ("xlink:show", "embed"),
            ("xlink:actuate", "onLoad"),
        ] {
            element.set(name, value);
        }
    }
}
