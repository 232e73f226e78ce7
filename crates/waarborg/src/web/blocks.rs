//! The blocks of a letter on a page: what goes out on paper and what stands on the screen are one text.

use letter::{Block, Table};
use maud::{Markup, html};

use super::part;

/// Under what the blocks stand, which decides the level of their headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// The heading of the page.
    Page,
    /// The heading of a section.
    Section,
}

/// The blocks, one after the other.
pub fn blocks(under: Under, blocks: &[Block]) -> Markup {
    html! { @for block in blocks { (one(under, block)) } }
}

fn one(under: Under, block: &Block) -> Markup {
    match block {
        Block::Heading(words) if under == Under::Page => html! { h2 class="utrecht-heading-2" { (words) } },
        Block::Heading(words) => html! { h3 class="utrecht-heading-3" { (words) } },
        Block::Paragraph(words) => part::paragraph(words),
        Block::List(points) => list(points.iter().map(String::as_str)),
        Block::Table(table) => rows(table),
        Block::Data(rows) => {
            let rows: Vec<_> = rows.iter().map(|(name, value)| (name.clone(), lines(value))).collect();
            part::data_list(&rows)
        }
    }
}

fn list<'a>(points: impl Iterator<Item = &'a str>) -> Markup {
    html! {
        ul class="utrecht-unordered-list" {
            @for point in points { li class="utrecht-unordered-list__item" { (point) } }
        }
    }
}

/// A line break in a block is one on paper; on a page several lines are a list.
fn lines(value: &str) -> Markup {
    if value.contains('\n') {
        list(value.lines())
    } else {
        html! { (value) }
    }
}

fn rows(table: &Table) -> Markup {
    let rows: Vec<Vec<Markup>> =
        table.rows.iter().map(|row| row.iter().map(|cell| html! { (cell) }).collect()).collect();
    part::table(&table.caption, &table.columns, &rows)
}
