//! The names of styles. People give them names too (`Brief_20_Jansen` is *Brief Jansen*), and nobody reads them: all but those
//! that every office program knows get a number instead.

use std::collections::BTreeMap;

use super::xml::Element;

/// Names with a meaning, without the numbers in and behind them.
const KNOWN: &[&str] = &[
    "Standard",
    "Default",
    "Default_20_Style",
    "Default_20_Paragraph_20_Style",
    "Heading",
    "Heading_20_",
    "Title",
    "Subtitle",
    "Text_20_body",
    "List",
    "List_20_",
    "Caption",
    "Index",
    "Header",
    "Footer",
    "Header_20_and_20_Footer",
    "Footnote",
    "Endnote",
    "Footnote_20_Symbol",
    "Footnote_20_anchor",
    "Footnote_20_Characters",
    "Endnote_20_Symbol",
    "Endnote_20_anchor",
    "Numbering_20_Symbols",
    "Bullet_20_Symbols",
    "Table_20_Contents",
    "Table_20_Heading",
    "Internet_20_link",
    "Quotations",
    "Preformatted_20_Text",
    "Contents_20_",
    "Contents_20_Heading",
    "Outline",
    "Graphics",
    "Frame",
    "OLE",
    "Horizontal_20_Line",
    "First_20_Page",
];

/// Gives every other style a number, the same one everywhere in both parts of the document.
pub(super) fn rename(content: &mut Element, styles: &mut Element) {
    let mut names = BTreeMap::new();
    for root in [content, styles] {
        walk(root, &mut names);
    }
}

fn walk(element: &mut Element, names: &mut BTreeMap<String, String>) {
    for attribute in &mut element.attributes {
        let local = attribute.name.split_once(':').map_or("", |(_, local)| local);
        let is_name = attribute.name == "style:name"
            || local.ends_with("style-name")
            || matches!(local, "master-page-name" | "page-layout-name");
        if is_name && !attribute.value.is_empty() && !is_known(&attribute.value) {
            let number = names.len() + 1;
            let name = names.entry(attribute.value.clone()).or_insert_with(|| format!("s{number}"));
            attribute.value.clone_from(name);
        }
    }
    for child in element.elements_mut() {
        walk(child, names);
    }
}

fn is_known(name: &str) -> bool {
    KNOWN.contains(&name.trim_end_matches(|letter: char| letter.is_ascii_digit()))
}
