//! The text of the policy, from `policy/text/*.md`: headings, paragraphs, lists, bold and italic. Nothing else.

use decide::Sources;
use maud::{Markup, html};

/// A paragraph of the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph<'a> {
    /// `6.9`
    pub(super) id: &'a str,
    /// Its heading.
    pub(super) title: &'a str,
    /// The sentence in bold under the heading, where there is one: the policy in short.
    pub(super) motto: Option<&'a str>,
    /// The rest.
    body: &'a str,
}

/// All paragraphs, in the order of the policy.
pub(super) fn paragraphs(sources: &Sources) -> Vec<Paragraph<'_>> {
    let mut all: Vec<Paragraph<'_>> = sources.0.iter().filter_map(|(path, text)| read(path, text)).collect();
    all.sort_by_key(|paragraph| {
        let mut numbers = paragraph.id.split('.').map(|number| number.parse::<u32>().unwrap_or(u32::MAX));
        (numbers.next(), numbers.next())
    });
    all
}

fn read<'a>(path: &'a str, text: &'a str) -> Option<Paragraph<'a>> {
    let id = path.strip_prefix("text/")?.split('-').next()?;
    let (title, rest) = text.strip_prefix("# ")?.split_once('\n')?;
    let rest = rest.trim_start();
    let (motto, body) = match rest.strip_prefix("> ").and_then(|rest| rest.split_once('\n')) {
        Some((motto, body)) => (Some(motto), body),
        None => (None, rest),
    };
    Some(Paragraph { id, title, motto, body })
}

impl Paragraph<'_> {
    /// The number of the paragraph this one is part of: `6` for `6.9`.
    pub(super) fn chapter(&self) -> &str {
        self.id.split('.').next().unwrap_or(self.id)
    }

    /// The body as HTML; headings begin below the page's own.
    pub(super) fn markup(&self) -> Markup {
        html! {
            @for block in self.body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
                @if let Some(heading) = block.strip_prefix("## ") {
                    h2 class="utrecht-heading-3" { (heading) }
                } @else if block.starts_with("- ") {
                    ul class="utrecht-unordered-list" {
                        @for item in block.lines().filter_map(|line| line.strip_prefix("- ")) {
                            li class="utrecht-unordered-list__item" { (inline(item)) }
                        }
                    }
                } @else {
                    p class="utrecht-paragraph" { (inline(block)) }
                }
            }
        }
    }
}

/// `**bold**` and `*italic*`.
fn inline(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split("**").enumerate() {
            @if at % 2 == 1 {
                strong { (part) }
            } @else {
                @for (at, part) in part.split('*').enumerate() {
                    @if at % 2 == 1 { em { (part) } } @else { (part) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::embedded_sources;

    #[test]
    fn the_whole_policy_is_there_in_order() {
        let sources = embedded_sources();
        let ids: Vec<&str> = paragraphs(&sources).iter().map(|paragraph| paragraph.id).collect();
        assert_eq!(
            ids,
            [
                "1", "2", "3", "4", "5", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9",
                "6.10", "6.11", "6.12", "6.13", "6.14", "7",
            ]
        );
    }

    #[test]
    fn text_becomes_markup_and_nothing_else() {
        let paragraph =
            read("text/6.9-x.md", "# Kop\n\n> Kort\n\nEen **vet** woord.\n\n- een\n- <b>\n").unwrap();
        assert_eq!((paragraph.id, paragraph.title, paragraph.motto), ("6.9", "Kop", Some("Kort")));
        let html = paragraph.markup().into_string();
        assert!(html.contains("<strong>vet</strong>") && html.contains("&lt;b&gt;"), "{html}");
    }
}
