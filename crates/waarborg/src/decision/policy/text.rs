//! The text of the policy, from `policy/text/*.md`: headings, paragraphs, lists, bold and italic. Nothing else.

use decide::Sources;

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

/// A piece of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block<'a> {
    Heading(&'a str),
    List(Vec<Vec<Span<'a>>>),
    Text(Vec<Span<'a>>),
}

/// A piece of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Span<'a> {
    Plain(&'a str),
    Strong(&'a str),
    Emphasis(&'a str),
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

    /// What stands under the heading, in order.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        self.body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(|block| {
            if let Some(heading) = block.strip_prefix("## ") {
                Block::Heading(heading)
            } else if block.starts_with("- ") {
                Block::List(block.lines().filter_map(|line| line.strip_prefix("- ")).map(spans).collect())
            } else {
                Block::Text(spans(block))
            }
        })
    }
}

/// `**bold**` and `*italic*`.
fn spans(text: &str) -> Vec<Span<'_>> {
    let mut found = Vec::new();
    for (at, part) in text.split("**").enumerate() {
        if at % 2 == 1 {
            found.push(Span::Strong(part));
        } else {
            found.extend(
                part.split('*')
                    .enumerate()
                    .map(|(at, part)| if at % 2 == 1 { Span::Emphasis(part) } else { Span::Plain(part) }),
            );
        }
    }
    found.retain(|span| !matches!(span, Span::Plain("")));
    found
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
    fn text_falls_apart_in_its_blocks() {
        let paragraph =
            read("text/6.9-x.md", "# Kop\n\n> Kort\n\nEen **vet** woord.\n\n- een\n- <b>\n").unwrap();
        assert_eq!((paragraph.id, paragraph.title, paragraph.motto), ("6.9", "Kop", Some("Kort")));
        let blocks: Vec<Block<'_>> = paragraph.blocks().collect();
        assert_eq!(
            blocks,
            [
                Block::Text(vec![Span::Plain("Een "), Span::Strong("vet"), Span::Plain(" woord.")]),
                Block::List(vec![vec![Span::Plain("een")], vec![Span::Plain("<b>")]]),
            ]
        );
    }
}
