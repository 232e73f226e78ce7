//! The picture of where data come from and go to, as SVG of its own: no script, no style, only presentation
//! attributes, so that the security policy of the pages lets it through. The page has a table with the same.

use maud::{Markup, PreEscaped, html};

use crate::register::model::{Entry, Version};
use crate::register::vocabulary::Vocabulary;
use crate::register::words::RecipientRole;
use crate::web::{Arg, Frame};

const WIDTH: usize = 1000;
const SIDE: usize = 290;
const MIDDLE: usize = 230;
const LINE: usize = 20;
const PAD: usize = 12;
const GAP: usize = 12;
const TOP: usize = 56;
/// Signs on a line of a box at the side, and of the box in the middle.
const SIDE_SIGNS: usize = 32;
const MIDDLE_SIGNS: usize = 24;

const INK: &str = "#16252b";
const SOFT: &str = "#47585f";
const BRAND: &str = "#0b4a53";
const PALE: &str = "#e2f0ef";
const FONT: &str = "'Source Sans 3', 'Segoe UI', Roboto, Arial, sans-serif";

/// A box: its lines and a note under them.
struct Node {
    lines: Vec<String>,
    note: Vec<String>,
}

impl Node {
    fn new(text: &str, note: Option<&str>, signs: usize) -> Self {
        Self { lines: wrap(text, signs), note: note.map(|note| wrap(note, signs)).unwrap_or_default() }
    }

    fn height(&self) -> usize {
        (self.lines.len() + self.note.len()) * LINE + 2 * PAD
    }
}

/// The picture of an entry: sources on the left, the unit of WIL in the middle, recipients on the right.
pub(super) fn picture(entry: &Entry, vocabulary: &Vocabulary, words: &Words) -> String {
    let sources: Vec<Node> = entry
        .sources
        .iter()
        .map(|source| Node::new(&source.name, source.basis.as_deref(), SIDE_SIGNS))
        .collect();
    let recipients: Vec<Node> = entry
        .recipients
        .iter()
        .map(|recipient| {
            let outside = (!recipient.inside_eea).then_some(words.outside.as_str());
            let own = (recipient.role == RecipientRole::OwnUnit).then_some(words.inside.as_str());
            let processor = (recipient.role == RecipientRole::Processor).then_some(words.processor.as_str());
            let note = outside.or(own).or(processor).or(recipient.basis.as_deref());
            Node::new(&recipient.name, note, SIDE_SIGNS)
        })
        .collect();
    let unit = Node::new(vocabulary.department(&entry.owner), Some(&entry.name), MIDDLE_SIGNS);
    let tallest = column_height(&sources).max(column_height(&recipients)).max(unit.height());
    let height = TOP + tallest + GAP;
    let middle = TOP + tallest / 2;
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("-4 0 {} {height}", WIDTH + 8)) width=(WIDTH)
            height=(height) role="img" aria-labelledby="titel" font-family=(FONT) font-size="16" {
            title id="titel" { (words.title) }
            defs {
                marker id="pijl" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7"
                    orient="auto-start-reverse" { path d="M0 0 10 5 0 10z" fill=(SOFT) {} }
            }
            rect x="-4" y="0" width=(WIDTH + 8) height=(height) fill="#ffffff" {}
            (heading(0, &words.from))
            (heading(WIDTH / 2 - MIDDLE / 2, &words.at))
            (heading(WIDTH - SIDE, &words.to))
            (column(&sources, 0, tallest, |centre| arrow(SIDE, centre, WIDTH / 2 - MIDDLE / 2, middle)))
            (column(&recipients, WIDTH - SIDE, tallest, |centre| {
                arrow(WIDTH / 2 + MIDDLE / 2, middle, WIDTH - SIDE, centre)
            }))
            (node(&unit, WIDTH / 2 - MIDDLE / 2, middle - unit.height() / 2, MIDDLE, true))
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", svg.into_string())
}

/// The words around the picture, in the language of the page.
pub(super) struct Words {
    pub(super) title: String,
    pub(super) from: String,
    pub(super) at: String,
    pub(super) to: String,
    pub(super) outside: String,
    pub(super) inside: String,
    pub(super) processor: String,
}

/// The words for a version of an activity.
pub(super) fn words(frame: &Frame, version: &Version) -> Words {
    Words {
        title: frame.say_with("register-flow-alt", &[("name", Arg::Text(&version.entry.name))]),
        from: frame.say("register-flow-from"),
        at: frame.say("register-flow-at"),
        to: frame.say("register-flow-to"),
        outside: frame.say("register-outside-eea"),
        inside: frame.say("register-flow-inside"),
        processor: frame.say("register-flow-processor"),
    }
}

fn heading(x: usize, words: &str) -> Markup {
    html! { text x=(x) y="28" font-size="18" font-weight="700" fill=(INK) { (words) } }
}

fn column_height(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| node.height() + GAP).sum::<usize>().saturating_sub(GAP)
}

/// A column of boxes, in the middle of the height, with an arrow for each from its centre.
fn column(nodes: &[Node], x: usize, tallest: usize, arrow: impl Fn(usize) -> Markup) -> Markup {
    let mut top = TOP + (tallest - column_height(nodes)) / 2;
    let mut drawn = String::new();
    for one in nodes {
        drawn.push_str(&arrow(top + one.height() / 2).into_string());
        drawn.push_str(&node(one, x, top, SIDE, false).into_string());
        top += one.height() + GAP;
    }
    // Both parts are markup that was escaped when it was made.
    PreEscaped(drawn)
}

fn node(node: &Node, x: usize, y: usize, width: usize, central: bool) -> Markup {
    let (fill, ink, soft) = if central { (BRAND, "#ffffff", "#e2f0ef") } else { (PALE, INK, SOFT) };
    let baseline = |line: usize| y + PAD + (line + 1) * LINE - 5;
    html! {
        rect x=(x) y=(y) width=(width) height=(node.height()) rx="6" fill=(fill) stroke=(BRAND) {}
        @for (at, line) in node.lines.iter().enumerate() {
            text x=(x + PAD) y=(baseline(at)) font-weight="600" fill=(ink) { (line) }
        }
        @for (at, line) in node.note.iter().enumerate() {
            text x=(x + PAD) y=(baseline(node.lines.len() + at)) font-size="15" fill=(soft) { (line) }
        }
    }
}

fn arrow(from_x: usize, from_y: usize, to_x: usize, to_y: usize) -> Markup {
    let bend = usize::midpoint(from_x, to_x);
    let path = format!("M{from_x} {from_y}C{bend} {from_y} {bend} {to_y} {to_x} {to_y}");
    html! { path d=(path) fill="none" stroke=(SOFT) stroke-width="1.5" marker-end="url(#pijl)" {} }
}

/// Lines of at most `signs` signs; a longer word is cut.
fn wrap(text: &str, signs: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        loop {
            let used = lines.last().map_or(0, |line| line.chars().count());
            if let Some(line) = lines.last_mut()
                && used + 1 + rest.len() <= signs
            {
                line.push(' ');
                line.extend(rest);
                break;
            }
            let cut = rest.split_off(rest.len().min(signs));
            lines.push(rest.into_iter().collect());
            if cut.is_empty() {
                break;
            }
            rest = cut;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_keep_every_sign() {
        assert_eq!(wrap("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert!(wrap("  ", 4).is_empty());
        let text = "UWV, SVB, Belastingdienst, BRP, RDW, Kadaster en DUO via Suwinet en Inlichtingenbureau";
        let lines = wrap(text, SIDE_SIGNS);
        assert!(lines.iter().all(|line| line.chars().count() <= SIDE_SIGNS));
        assert_eq!(lines.join(" "), text);
    }
}
