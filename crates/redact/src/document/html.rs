//! Web pages, and the HTML of messages: taken apart into text and tags, and built anew from what is known.
//!
//! The output holds only elements that are named here, without addresses, scripts, styles and comments, and every character
//! of text is escaped again. So it does not matter whether a browser would have understood the source otherwise: what it
//! sees is what was written here.

mod lexer;

use std::fmt::Write as _;

use super::collect::{Collector, Draft, Edits};
use super::opc::IN_TEXT;
use super::plain::{decode, percent_decoded};
use super::refusal::Refusal;
use super::xml::escape;
use lexer::{Lexer, Tag, Token};

pub(super) struct Html {
    title: Vec<Piece>,
    body: Vec<Piece>,
}

enum Piece {
    Text {
        text: String,
        slot: Option<usize>,
    },
    /// Written as it stands.
    Tag(String),
}

/// Elements within a line: they do not part words.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements that are written again, without their attributes.
const KEPT: &[&str] = &[
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "ins",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

const VOID: &[&str] = &[
    "br", "hr", "img", "input", "meta", "link", "base", "area", "col", "embed", "source", "track", "wbr",
    "param",
];

/// Elements that show something from elsewhere, or a drawing.
const EMBEDDING: &[&str] = &["iframe", "object", "applet", "svg"];

/// Elements that end where the next of their kind begins.
const IMPLIED: &[&str] = &["p", "li", "dt", "dd", "td", "th", "tr", "option", "tbody", "thead", "tfoot"];

pub(super) fn open(bytes: &[u8], collector: &mut Collector) -> Result<Html, Refusal> {
    of_text(&decode(bytes)?, collector)
}

pub(super) fn of_text(source: &str, collector: &mut Collector) -> Result<Html, Refusal> {
    let mut builder = Builder {
        html: Html { title: Vec::new(), body: Vec::new() },
        draft: Draft::new("alinea 1", false),
        blocks: 1,
        preformatted: 0,
        skipping: None,
        collector,
    };
    for token in Lexer::new(source) {
        builder.collector.read(1)?;
        builder.token(token)?;
    }
    builder.block()?;
    Ok(builder.html)
}

struct Builder<'c> {
    html: Html,
    draft: Draft,
    blocks: usize,
    preformatted: usize,
    /// In an element that is not seen: its name, how many of that name are open, and its text.
    skipping: Option<(String, usize, String)>,
    collector: &'c mut Collector,
}

impl Builder<'_> {
    fn token(&mut self, token: Token<'_>) -> Result<(), Refusal> {
        if self.skipping.is_some() && !self.skip(&token)? {
            return Ok(());
        }
        match token {
            Token::Text(text) => {
                self.text(&text);
                Ok(())
            }
            Token::Comment(text) => {
                self.collector.note("opmerkingen in de bron zijn verwijderd");
                self.collector.gone("opmerking in de bron", text)
            }
            Token::Raw(tag, text) if tag.name == "title" => {
                let text = super::plain::unescaped(text);
                let mut draft = Draft::new("titel", false);
                let slot = draft.slot(&text, self.collector);
                self.html.title.push(Piece::Text { text, slot });
                self.collector.keep(draft)
            }
            Token::Raw(tag, text) if tag.name == "textarea" => {
                self.block()?;
                self.space();
                self.text(&super::plain::unescaped(text));
                self.space();
                self.block()
            }
            Token::Raw(tag, text) => {
                self.addresses(&tag)?;
                if EMBEDDING.contains(&tag.name.as_str()) {
                    self.collector
                        .unsearched("wat in de pagina is ingesloten, is niet doorzocht: verwijderd");
                }
                self.collector.note("scripts, stijlen en ingesloten pagina's: verwijderd");
                self.collector.gone("script of stijl", text)
            }
            Token::Open(tag) => self.open(&tag),
            Token::Close(name) => self.close(&name),
        }
    }

    /// Whether the element that is skipped ended before this token.
    fn skip(&mut self, token: &Token<'_>) -> Result<bool, Refusal> {
        let Some((skipped, depth, text)) = &mut self.skipping else { return Ok(true) };
        let mut is_over_before = false;
        match token {
            Token::Text(more) => {
                text.push_str(more);
                text.push(' ');
            }
            Token::Comment(more) | Token::Raw(_, more) => text.push_str(more),
            Token::Open(tag) if tag.name == *skipped && IMPLIED.contains(&skipped.as_str()) => {
                is_over_before = true;
            }
            Token::Open(tag) if tag.name == *skipped => *depth += 1,
            Token::Close(name) if name == skipped => *depth -= 1,
            _ => {}
        }
        if is_over_before || *depth == 0 {
            let text = std::mem::take(text);
            self.skipping = None;
            self.collector.note("verborgen tekst: verwijderd");
            self.collector.gone("verborgen tekst", text.trim())?;
        }
        Ok(is_over_before)
    }

    fn text(&mut self, text: &str) {
        let text = if self.preformatted > 0 { text.to_owned() } else { super::odt::one_space(text) };
        if text == " " && !self.ends_in_word() {
            return;
        }
        let slot = self.draft.slot(&text, self.collector);
        self.html.body.push(Piece::Text { text, slot });
    }

    fn ends_in_word(&self) -> bool {
        let is_word = |piece: &Piece| match piece {
            Piece::Text { text, .. } => !text.ends_with(char::is_whitespace),
            Piece::Tag(_) => true,
        };
        self.html.body.last().is_some_and(is_word)
    }

    /// A space in the output, for an element that is not written and parted two words.
    fn space(&mut self) {
        if matches!(self.html.body.last(), Some(Piece::Text { .. })) && self.ends_in_word() {
            self.html.body.push(Piece::Text { text: " ".to_owned(), slot: None });
        }
    }

    /// Ends a passage.
    fn block(&mut self) -> Result<(), Refusal> {
        let next = Draft::new(format!("alinea {}", self.blocks + 1), false);
        self.blocks += 1;
        self.collector.keep(std::mem::replace(&mut self.draft, next))
    }

    fn open(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let name = tag.name.as_str();
        if !INLINE.contains(&name) && name != "br" {
            self.block()?;
        }
        self.addresses(tag)?;
        if tag.is_unseen() && !VOID.contains(&name) {
            self.skipping = Some((tag.name.clone(), 1, String::new()));
            return Ok(());
        }
        match name {
            "table" => self.collector.grid.table(),
            "tr" => self.collector.grid.row(),
            "td" | "th" => self.collector.grid.cell(),
            "br" => self.draft.gap("\n"),
            "pre" => self.preformatted += 1,
            // A picture is its alternative text; a field is what was filled in.
            "img" | "input" | "area" | "embed" => self.instead(tag)?,
            "video" | "audio" => self.collector.unsearched("beeld en geluid zijn niet doorzocht: verwijderd"),
            _ => {}
        }
        if is_parting(name) {
            self.space();
        }
        if KEPT.contains(&name) {
            let mut text = format!("<{name}");
            for side in ["colspan", "rowspan"] {
                let count = tag
                    .attribute(side)
                    .filter(|count| count.len() < 4 && count.bytes().all(|b| b.is_ascii_digit()));
                if let Some(count) = count.filter(|count| !count.is_empty()) {
                    let _ = write!(text, " {side}=\"{count}\"");
                }
            }
            text.push('>');
            self.html.body.push(Piece::Tag(text));
        }
        Ok(())
    }

    fn instead(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let is_hidden = tag.attribute("type").is_some_and(|kind| matches!(kind, "hidden" | "password"));
        let note = "afbeeldingen zijn vervangen door hun beschrijving";
        match tag.name.as_str() {
            "input" => {}
            "embed" => self.collector.unsearched(note),
            _ => self.collector.picture(IN_TEXT, note),
        }
        for name in ["alt", "value"] {
            let Some(text) = tag.attribute(name).filter(|text| !text.is_empty()) else { continue };
            if is_hidden {
                self.collector.gone("verborgen veld", text)?;
            } else {
                self.block()?;
                self.space();
                self.text(text);
                self.space();
                self.block()?;
            }
        }
        Ok(())
    }

    /// What attributes say goes, but a person gets to see it.
    fn addresses(&mut self, tag: &Tag) -> Result<(), Refusal> {
        for (name, value) in &tag.attributes {
            let is_link = matches!(name.as_str(), "href" | "src" | "action" | "cite" | "background" | "data");
            if is_link {
                self.collector.note("koppelingen houden hun tekst en verliezen hun adres");
            }
            let is_said = is_link
                || matches!(
                    name.as_str(),
                    "title" | "content" | "placeholder" | "summary" | "label" | "srcdoc"
                )
                || name.starts_with("data-")
                || name.starts_with("aria-")
                || name.starts_with("on");
            if is_said {
                // A picture in an address is no text; a page in a page is.
                let most = if name == "srcdoc" { value.len() } else { value.floor_char_boundary(2_000) };
                let value = value.get(..most).unwrap_or_default();
                self.collector.gone("kenmerk of koppeling", &percent_decoded(value))?;
            }
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        if !INLINE.contains(&name) {
            self.block()?;
        }
        if name == "table" {
            self.collector.grid.end();
        }
        if is_parting(name) {
            self.space();
        }
        if name == "pre" {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
        if KEPT.contains(&name) && !VOID.contains(&name) {
            self.html.body.push(Piece::Tag(format!("</{name}>")));
        }
        Ok(())
    }
}

/// An element of its own that is not written.
fn is_parting(name: &str) -> bool {
    !INLINE.contains(&name) && !KEPT.contains(&name) && !matches!(name, "html" | "head" | "body")
}

impl Html {
    pub(super) fn write(&self, edits: &Edits) -> Vec<u8> {
        let mut output = String::from("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>");
        write_pieces(&self.title, edits, &mut output);
        output.push_str("</title></head><body>");
        write_pieces(&self.body, edits, &mut output);
        output.push_str("</body></html>");
        output.into_bytes()
    }
}

fn write_pieces(pieces: &[Piece], edits: &Edits, output: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Tag(tag) => output.push_str(tag),
            Piece::Text { text, slot } => {
                let text = edits.text(*slot, text);
                // Lines stay lines for those who look at the source.
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        output.push('\n');
                    }
                    escape(line, output);
                }
            }
        }
    }
}
