//! Excel: each cell is a passage, shown as a reader sees it.
//!
//! Formulas become the values they had, because they would bring back what was removed. Hidden sheets, rows and columns go,
//! and so do comments, drawings, tables of filters, rules, names, pivot tables and links with other files. Strings move
//! from the shared table into their cells, so that no string stays behind that nobody uses.

mod cell;
mod sheet;

use super::collect::{Collector, Draft, Edits};
use super::opc::{self, Dialect, Package};
use super::refusal::{self, Refusal};
use super::xml::{Element, Node, Text, Vocabulary};
use cell::Formats;

const VOCABULARY: Vocabulary = &[
    ("", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    ("", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("r", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
];

macro_rules! excel {
    ($kind:literal) => {
        concat!("application/vnd.openxmlformats-officedocument.spreadsheetml.", $kind, "+xml")
    };
}

static DIALECT: Dialect = Dialect {
    vocabulary: VOCABULARY,
    folder: "xl",
    main: "workbook.xml",
    kinds: &[
        ("worksheet", excel!("worksheet")),
        ("sharedStrings", excel!("sharedStrings")),
        ("styles", excel!("styles")),
    ],
    main_type: excel!("sheet.main"),
};

pub(super) struct Xlsx {
    package: Package,
    /// Indexes of the parts that are written: the workbook, its styles, the sheets that are seen.
    wanted: Vec<usize>,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    part: usize,
    is_hidden: bool,
    relation: String,
}

pub(super) fn open(bytes: &[u8], collector: &mut Collector) -> Result<Xlsx, Refusal> {
    let mut package = opc::read(bytes, &DIALECT, collector)?;
    let of_kind = |package: &Package, kind: &str| package.parts.iter().position(|part| part.kind == kind);
    let strings = of_kind(&package, "sharedStrings");
    let strings = strings.and_then(|index| package.parts.get(index));
    let strings: Vec<String> =
        strings.map(|part| part.root.elements().map(string_text).collect()).unwrap_or_default();
    let styles = of_kind(&package, "styles");
    let is_1904 = package
        .parts
        .first()
        .and_then(|book| book.root.find("workbookPr"))
        .is_some_and(|properties| matches!(properties.attribute("date1904"), Some("1" | "true")));
    let formats =
        Formats::new(styles.and_then(|index| package.parts.get(index)).map(|part| &part.root), is_1904);
    let sheets = listed(&package)?;
    let mut wanted = vec![0];
    for listed in &sheets {
        let Some(part) = package.parts.get_mut(listed.part).filter(|part| part.kind == "worksheet") else {
            continue;
        };
        sheet::clean(&mut part.root, &listed.name, listed.is_hidden, &strings, &formats, collector)?;
        part.relations.clear();
        if !listed.is_hidden {
            wanted.push(listed.part);
        }
    }
    if wanted.len() == 1 {
        return Err(Refusal::NotSearched { what: refusal::NO_SHEET, place: None });
    }
    if let Some(index) = styles {
        if let Some(part) = package.parts.get_mut(index) {
            clean_styles(&mut part.root, collector)?;
            part.relations.clear();
        }
        wanted.push(index);
    }
    clean_workbook(&mut package, &sheets, &wanted, is_1904, collector)?;
    Ok(Xlsx { package, wanted })
}

/// The text of a string, without the reading aids of Japanese.
fn string_text(string: &Element) -> String {
    let mut text = String::new();
    for child in string.elements() {
        match child.name.as_str() {
            "t" => text.push_str(&child.all_text(false)),
            "r" => text.push_str(&child.find("t").map(|run| run.all_text(false)).unwrap_or_default()),
            _ => {}
        }
    }
    text
}

fn listed(package: &Package) -> Result<Vec<Listed>, Refusal> {
    let book = package.parts.first().ok_or(Refusal::Broken { what: refusal::MISSING })?;
    let of = |sheet: &Element| {
        let id = sheet.attribute("r:id")?;
        // A sheet of another kind, such as a chart, has no relation that is known.
        let relation = book.relations.iter().find(|relation| relation.old == id)?;
        Some(Listed {
            name: sheet.attribute("name")?.to_owned(),
            part: relation.part?,
            is_hidden: matches!(sheet.attribute("state"), Some("hidden" | "veryHidden")),
            relation: relation.new.clone(),
        })
    };
    let sheets: Vec<Listed> =
        book.root.find("sheets").into_iter().flat_map(Element::elements).filter_map(of).collect();
    // One part under two names would be cleaned twice and seen once.
    let mut parts: Vec<usize> = sheets.iter().map(|sheet| sheet.part).collect();
    parts.sort_unstable();
    parts.dedup();
    if parts.len() == sheets.len() { Ok(sheets) } else { Err(Refusal::Broken { what: refusal::MISSING }) }
}

/// The workbook anew: its sheets and how it counts days.
fn clean_workbook(
    package: &mut Package,
    sheets: &[Listed],
    wanted: &[usize],
    is_1904: bool,
    collector: &mut Collector,
) -> Result<(), Refusal> {
    let Some(book) = package.parts.first_mut() else { return Ok(()) };
    for child in book.root.elements().filter(|child| child.name == "definedNames") {
        for name in child.elements() {
            let text = format!("{} {}", name.attribute("name").unwrap_or_default(), name.all_text(true));
            collector.gone("gedefinieerde naam", &text)?;
        }
        collector.note("gedefinieerde namen: verwijderd");
    }
    let mut properties = Element::new("workbookPr");
    if is_1904 {
        properties.set("date1904", "1");
    }
    let mut list = Element::new("sheets");
    for (index, sheet) in sheets.iter().enumerate() {
        let mut draft = Draft::new(format!("naam van blad {}", index + 1), sheet.is_hidden);
        if !wanted.contains(&sheet.part) {
            draft.gap(&sheet.name);
            collector.keep(draft)?;
            continue;
        }
        let mut element = Element::new("sheet");
        element.set("name", &sheet.name);
        element.set("sheetId", &(index + 1).to_string());
        element.set("r:id", &sheet.relation);
        if let Some(name) = element.attributes.first_mut() {
            name.slot = draft.slot(&sheet.name, collector);
        }
        collector.keep(draft)?;
        list.children.push(Node::Element(element));
    }
    book.root = Element::new("workbook");
    book.root.children = vec![Node::Element(properties), Node::Element(list)];
    Ok(())
}

/// Styles without names; a format of numbers may hold words.
fn clean_styles(styles: &mut Element, collector: &mut Collector) -> Result<(), Refusal> {
    const KEPT: [&str; 6] = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs"];
    styles.attributes.clear();
    styles.children.retain(|child| child.element().is_some_and(|child| KEPT.contains(&child.name.as_str())));
    for format in
        styles.elements_mut().filter(|group| group.name == "numFmts").flat_map(Element::elements_mut)
    {
        for attribute in format.attributes.iter_mut().filter(|attribute| attribute.name == "formatCode") {
            if attribute.value.contains(['"', '\\']) {
                let mut draft = Draft::new("getalnotatie", true);
                attribute.slot = draft.slot(&attribute.value, collector);
                collector.keep(draft)?;
            }
        }
    }
    Ok(())
}

impl Xlsx {
    pub(super) fn write(mut self, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        for (index, part) in self.package.parts.iter_mut().enumerate() {
            match part.kind.as_str() {
                "worksheet" => sheet::settle(&mut part.root, edits),
                "officeDocument" => rename_sheets(&mut part.root, edits),
                "styles" => forget_formats(&mut part.root, edits),
                _ => {}
            }
            part.is_wanted = self.wanted.contains(&index);
        }
        self.package.write(edits)
    }
}

/// A name of a sheet is short and has no brackets, so a label does not fit: the sheet gets a number.
fn rename_sheets(book: &mut Element, edits: &Edits) {
    let Some(sheets) = book.elements_mut().find(|child| child.name == "sheets") else { return };
    let mut number = 0;
    for sheet in sheets.elements_mut() {
        for name in sheet.attributes.iter_mut().filter(|attribute| edits.touches(attribute.slot)) {
            number += 1;
            name.value = format!("[gelakt {number}]").replace(['[', ']'], "-");
            name.slot = None;
        }
    }
}

/// With a label in it a format would be none.
fn forget_formats(styles: &mut Element, edits: &Edits) {
    for format in
        styles.elements_mut().filter(|group| group.name == "numFmts").flat_map(Element::elements_mut)
    {
        for code in format.attributes.iter_mut().filter(|attribute| edits.touches(attribute.slot)) {
            "General".clone_into(&mut code.value);
            code.slot = None;
        }
    }
}

/// A text node with a slot.
fn text_node(text: &str, slot: Option<usize>) -> Node {
    Node::Text(Text { text: text.to_owned(), slot })
}
