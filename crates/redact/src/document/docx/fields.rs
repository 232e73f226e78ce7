//! Fields: their codes can hold names and addresses, so only those that count pages stay; of the others the result stays as
//! text.

use super::super::collect::Collector;
use super::super::refusal::Refusal;
use super::super::xml::{Element, Node};

/// Takes the codes out of fields that are not about pages.
pub(super) fn settle(root: &mut Element, collector: &mut Collector) -> Result<(), Refusal> {
    let mut scan = Scan::default();
    scan.element(root);
    for code in scan.codes.iter().filter(|code| !counts_pages(code)) {
        collector.gone("veldcode", code)?;
    }
    let stays: Vec<bool> = scan.codes.iter().map(|code| counts_pages(code)).collect();
    strip(root, &stays, &mut Scan::default());
    Ok(())
}

/// Whether a code is one of those that number pages, and nothing else.
pub(super) fn counts_pages(code: &str) -> bool {
    let mut words = code.split_whitespace();
    let known = |word: &str| {
        ["\\*", "MERGEFORMAT", "ARABIC", "ROMAN", "CHARFORMAT"].contains(&word.to_ascii_uppercase().as_str())
    };
    let first = words.next().unwrap_or_default().to_ascii_uppercase();
    ["PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"].contains(&first.as_str()) && words.all(known)
}

/// The fields so far, in the order in which they begin, and those that are open.
#[derive(Default)]
struct Scan {
    codes: Vec<String>,
    open: Vec<usize>,
}

impl Scan {
    fn element(&mut self, element: &Element) {
        match element.name.as_str() {
            "w:fldChar" => {
                self.mark(element);
            }
            "w:instrText" => {
                let text = element.all_text(false);
                if let Some(code) = self.open.last().and_then(|index| self.codes.get_mut(*index)) {
                    code.push_str(&text);
                }
            }
            _ => {
                for child in element.elements() {
                    self.element(child);
                }
            }
        }
    }

    /// The field that a mark belongs to.
    fn mark(&mut self, mark: &Element) -> Option<usize> {
        match mark.attribute("w:fldCharType") {
            Some("begin") => {
                self.open.push(self.codes.len());
                self.codes.push(String::new());
                self.open.last().copied()
            }
            Some("end") => self.open.pop(),
            _ => self.open.last().copied(),
        }
    }
}

fn strip(element: &mut Element, stays: &[bool], scan: &mut Scan) {
    element.children.retain_mut(|child| {
        let Node::Element(child) = child else { return true };
        let field = match child.name.as_str() {
            "w:fldChar" => scan.mark(child),
            "w:instrText" => scan.open.last().copied(),
            _ => {
                strip(child, stays, scan);
                return true;
            }
        };
        field.and_then(|field| stays.get(field)).copied().unwrap_or(false)
    });
}
