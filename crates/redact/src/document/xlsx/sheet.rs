//! A sheet: its cells, its head and foot; what else it has goes.

use super::super::collect::{Collector, Draft, Edits};
use super::super::refusal::Refusal;
use super::super::xml::{Element, Node};
use super::cell::Formats;
use super::{string_text, text_node};

const KEPT: [&str; 10] = [
    "sheetFormatPr",
    "cols",
    "sheetData",
    "mergeCells",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
];

const MOST_COLUMNS: usize = 16_384;
/// Where the shown text of a number waits; never written.
const SHOWN: &str = "shown";

struct Sheet<'s> {
    name: &'s str,
    is_hidden: bool,
    strings: &'s [String],
    formats: &'s Formats,
    /// By number, from 1.
    hidden_columns: Vec<bool>,
}

/// Leaves the cells that are seen, each with its own text.
pub(super) fn clean(
    root: &mut Element,
    name: &str,
    is_hidden: bool,
    strings: &[String],
    formats: &Formats,
    collector: &mut Collector,
) -> Result<(), Refusal> {
    root.attributes.clear();
    for child in root.elements().filter(|child| !KEPT.contains(&child.name.as_str())) {
        let text = child.all_text(true);
        if !text.trim().is_empty() {
            collector.gone(&format!("{name}, regels"), &text)?;
            collector.note("regels voor invoer en opmaak: verwijderd");
        }
    }
    root.children.retain(|child| child.element().is_some_and(|child| KEPT.contains(&child.name.as_str())));
    let number = |column: &Element, name: &str| column.attribute(name)?.parse::<usize>().ok();
    let mut hidden_columns = vec![false; MOST_COLUMNS + 1];
    let columns = root.find("cols").into_iter().flat_map(Element::elements);
    for column in columns.filter(|column| is_on(column, "hidden")) {
        let range = number(column, "min").zip(number(column, "max"));
        if let Some(columns) =
            range.and_then(|(first, last)| hidden_columns.get_mut(first..=last.min(MOST_COLUMNS)))
        {
            columns.fill(true);
        }
    }
    let sheet = Sheet { name, is_hidden, strings, formats, hidden_columns };
    if is_hidden {
        collector.note("verborgen bladen: verwijderd");
    }
    for child in root.elements_mut() {
        match child.name.as_str() {
            "sheetData" => sheet.rows(child, collector)?,
            "headerFooter" => sheet.heads(child, collector)?,
            _ => {}
        }
        child.attributes.retain(|attribute| !attribute.name.contains(':'));
    }
    Ok(())
}

fn is_on(element: &Element, name: &str) -> bool {
    matches!(element.attribute(name), Some("1" | "true"))
}

impl Sheet<'_> {
    fn rows(&self, data: &mut Element, collector: &mut Collector) -> Result<(), Refusal> {
        let mut last = 0;
        collector.grid.table();
        for row in data.elements_mut() {
            let number = row.attribute("r").and_then(|number| number.parse().ok()).unwrap_or(last + 1_usize);
            last = number;
            let is_hidden = self.is_hidden || is_on(row, "hidden");
            row.attributes.retain(|attribute| !attribute.name.contains(':'));
            let mut column = 0;
            let mut kept = Vec::with_capacity(row.children.len());
            for child in std::mem::take(&mut row.children) {
                let Node::Element(mut cell) = child else { continue };
                if cell.name != "c" {
                    continue;
                }
                column = cell.attribute("r").and_then(column_of).unwrap_or(column + 1);
                let is_hidden = is_hidden || self.hidden_columns.get(column).copied().unwrap_or(false);
                let place = format!("{}!{}{number}", self.name, letters(column));
                collector.grid.at(number, column);
                self.cell(&mut cell, &place, is_hidden, collector)?;
                if is_hidden {
                    collector.note("verborgen rijen en kolommen: verwijderd");
                } else {
                    kept.push(Node::Element(cell));
                }
            }
            row.children = kept;
        }
        collector.grid.end();
        Ok(())
    }

    fn cell(
        &self,
        cell: &mut Element,
        place: &str,
        is_hidden: bool,
        collector: &mut Collector,
    ) -> Result<(), Refusal> {
        let value = cell.find("v").map(|value| value.all_text(false)).unwrap_or_default();
        let formula = cell.find("f").map(|formula| formula.all_text(false)).unwrap_or_default();
        if formula.contains('"') {
            collector.gone(&format!("{place}, formule"), &formula)?;
        }
        if cell.find("f").is_some() {
            collector.note("formules zijn vervangen door hun uitkomst");
        }
        let kind = cell.attribute("t").unwrap_or("n").to_owned();
        let (text, is_number) = match kind.as_str() {
            "s" => {
                let index = value.trim().parse::<usize>().ok();
                (index.and_then(|index| self.strings.get(index)).cloned().unwrap_or_default(), false)
            }
            "inlineStr" => (cell.find("is").map(string_text).unwrap_or_default(), false),
            "str" | "d" => (value.clone(), false),
            "n" => (self.formats.shown(&value, cell.attribute("s")), true),
            // True, false, and what went wrong.
            _ => (String::new(), true),
        };
        let mut draft = Draft::new(place, is_hidden);
        if is_hidden {
            draft.gap(&text);
            return collector.keep(draft);
        }
        let slot = draft.slot(&text, collector);
        collector.keep(draft)?;
        cell.attributes.retain(|attribute| matches!(attribute.name.as_str(), "r" | "s" | "t"));
        cell.children.clear();
        if is_number {
            let mut number = Element::new("v");
            number.children.push(text_node(value.trim(), None));
            if !value.trim().is_empty() {
                cell.children.push(Node::Element(number));
            }
            cell.set(SHOWN, &text);
            if let Some(shown) = cell.attributes.last_mut() {
                shown.slot = slot;
            }
        } else {
            become_text(cell, &text, slot);
        }
        Ok(())
    }

    /// Heads and feet: the codes of sections and of pages stay, those of fonts part words and go.
    fn heads(&self, heads: &mut Element, collector: &mut Collector) -> Result<(), Refusal> {
        for head in heads.elements_mut() {
            let text = head.all_text(false);
            head.children.clear();
            let mut draft = Draft::new(format!("{}, kop- of voettekst", self.name), false);
            let mut run = String::new();
            let mut rest = text.as_str();
            while let Some(first) = rest.chars().next() {
                let (code, stays) = code(rest);
                if code.is_empty() {
                    run.push(first);
                    rest = rest.get(first.len_utf8()..).unwrap_or_default();
                    continue;
                }
                if stays {
                    let slot = draft.slot(&run, collector);
                    head.children.push(text_node(&std::mem::take(&mut run), slot));
                    head.children.push(text_node(code, None));
                    draft.space();
                }
                rest = rest.get(code.len()..).unwrap_or_default();
            }
            let slot = draft.slot(&run, collector);
            head.children.push(text_node(&run, slot));
            collector.keep(draft)?;
        }
        Ok(())
    }
}

/// The code at the start of `rest`, and whether it stays.
fn code(rest: &str) -> (&str, bool) {
    let Some(after) = rest.strip_prefix('&') else { return ("", false) };
    let length = match after.chars().next() {
        Some('"') => after.get(1..).and_then(|name| name.find('"')).map_or(after.len(), |end| end + 2),
        Some('K') => 7.min(after.len()),
        Some(digit) if digit.is_ascii_digit() => {
            after.find(|character: char| !character.is_ascii_digit()).unwrap_or(after.len())
        }
        Some(other) => other.len_utf8(),
        None => 0,
    };
    let stays = after.starts_with(['L', 'C', 'R', 'P', 'N', '&']);
    // A colour may be cut short by text of more than one byte.
    let length = rest.ceil_char_boundary(length + 1);
    (rest.get(..length).unwrap_or_default(), stays)
}

fn become_text(cell: &mut Element, text: &str, slot: Option<usize>) {
    if text.is_empty() {
        cell.attributes.retain(|attribute| attribute.name != "t");
        cell.children.clear();
        return;
    }
    let mut run = Element::new("t");
    run.set("xml:space", "preserve");
    run.children.push(text_node(text, slot));
    let mut string = Element::new("is");
    string.children.push(Node::Element(run));
    cell.children = vec![Node::Element(string)];
    cell.set("t", "inlineStr");
}

/// Numbers of which something is removed become text.
pub(super) fn settle(root: &mut Element, edits: &Edits) {
    let rows = root.elements_mut().filter(|child| child.name == "sheetData").flat_map(Element::elements_mut);
    for cell in rows.flat_map(Element::elements_mut) {
        let Some(at) = cell.attributes.iter().position(|attribute| attribute.name == SHOWN) else { continue };
        let shown = cell.attributes.remove(at);
        if edits.touches(shown.slot) {
            become_text(cell, &shown.value, shown.slot);
        }
    }
}

/// `C` of `C12` as 3.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let column = letters.fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    (column > 0).then_some(column)
}

/// 3 as `C`.
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
    }
    letters.iter().rev().collect()
}
