//! The parts pages are put together from, in the classes of the NL Design System.
//!
//! Meaning is never in colour alone: each status has words and a shape of its own.

use ground::paragraph_of;
use maud::{Markup, html};

use super::frame::Frame;
use super::language::Arg;

pub use super::icon::{Icon, icon};

/// What a status is like. Decides colour and shape; the words come with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Fine as it is.
    Good,
    /// Fine, with something to do.
    Care,
    /// Something is not known yet.
    Ask,
    /// Someone has to advise first.
    Advice,
    /// Someone else has to decide.
    Board,
    /// Not allowed, or broken.
    Bad,
    /// Nothing to say.
    Quiet,
}

impl Tone {
    /// The end of the class names: `wb-badge--good`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Care => "care",
            Self::Ask => "ask",
            Self::Advice => "advice",
            Self::Board => "board",
            Self::Bad => "bad",
            Self::Quiet => "quiet",
        }
    }

    /// The shape that goes with it.
    pub fn icon(self) -> Icon {
        match self {
            Self::Good => Icon::Check,
            Self::Care => Icon::Checklist,
            Self::Ask => Icon::Question,
            Self::Advice => Icon::Advice,
            Self::Board => Icon::Board,
            Self::Bad => Icon::Stop,
            Self::Quiet => Icon::Dash,
        }
    }
}

/// A status in a line of text or a table.
pub fn badge(tone: Tone, words: &str) -> Markup {
    html! {
        span class=(format!("utrecht-status-badge wb-badge wb-badge--{}", tone.as_str())) {
            (icon(tone.icon())) span { (words) }
        }
    }
}

/// A message that stands out. `role` is left to the page: a message that was there from the start is no alert.
pub fn alert(tone: Tone, title: &str, body: &Markup) -> Markup {
    html! {
        div class=(format!("wb-alert wb-alert--{}", tone.as_str())) {
            div class="wb-alert__icon" { (icon(tone.icon())) }
            div class="wb-alert__content" {
                p class="wb-alert__title" { (title) }
                (body)
            }
        }
    }
}

/// A paragraph.
pub fn paragraph(words: &str) -> Markup {
    html! { p class="utrecht-paragraph" { (words) } }
}

/// The paragraph under a page's heading.
pub fn lead(words: &str) -> Markup {
    html! { p class="utrecht-paragraph wb-lead" { (words) } }
}

/// The heading of the page.
pub fn heading(words: &str) -> Markup {
    html! { h1 class="utrecht-heading-1" { (words) } }
}

/// A link in running text.
pub fn link(href: &str, words: &str) -> Markup {
    html! { a class="utrecht-link" href=(href) { (words) } }
}

/// A link that looks like the thing to do next.
pub fn link_button(href: &str, words: &str) -> Markup {
    html! {
        a class="utrecht-button-link utrecht-button utrecht-button--primary-action wb-button" href=(href) { (words) }
    }
}

/// A link that looks like the other thing to do.
pub fn link_button_second(href: &str, words: &str) -> Markup {
    html! {
        a class="utrecht-button-link utrecht-button utrecht-button--secondary-action wb-button" href=(href) { (words) }
    }
}

/// The button that sends the form.
pub fn submit(words: &str) -> Markup {
    html! { button class="utrecht-button utrecht-button--primary-action wb-button" type="submit" { (words) } }
}

/// The button of a form that is not the first thing to do here.
pub fn submit_second(words: &str) -> Markup {
    html! { button class="utrecht-button utrecht-button--secondary-action wb-button" type="submit" { (words) } }
}

/// Another button of the same form: says by `name` and `value` that it was this one.
pub fn submit_as(name: &str, value: &str, words: &str) -> Markup {
    html! {
        button class="utrecht-button utrecht-button--secondary-action wb-button" type="submit" name=(name) value=(value) {
            (words)
        }
    }
}

/// Buttons beside each other.
pub fn actions(buttons: &[Markup]) -> Markup {
    html! { div class="wb-actions" { @for button in buttons { (button) } } }
}

/// Names and values.
pub fn data_list(rows: &[(String, Markup)]) -> Markup {
    html! {
        dl class="utrecht-data-list utrecht-data-list--html-dl utrecht-data-list--rows wb-data-list" {
            @for (name, value) in rows {
                div class="utrecht-data-list__item" {
                    dt class="utrecht-data-list__item-key" { (name) }
                    dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd" { (value) }
                }
            }
        }
    }
}

/// A table. On a narrow screen each row becomes a card; each cell then shows its column's name.
pub fn table(caption: &str, columns: &[String], rows: &[Vec<Markup>]) -> Markup {
    captioned(&html! { caption class="utrecht-table__caption" { (caption) } }, columns, rows)
}

/// A table right under a heading that says the same as its caption: that is then only heard.
pub fn table_under_heading(caption: &str, columns: &[String], rows: &[Vec<Markup>]) -> Markup {
    let caption = html! { caption class="utrecht-table__caption" { span class="wb-hidden" { (caption) } } };
    captioned(&caption, columns, rows)
}

fn captioned(caption: &Markup, columns: &[String], rows: &[Vec<Markup>]) -> Markup {
    html! {
        div class="wb-table-wrap" {
            table class="utrecht-table wb-table" {
                (caption)
                thead class="utrecht-table__header" {
                    tr class="utrecht-table__row" {
                        @for column in columns { th class="utrecht-table__header-cell" scope="col" { (column) } }
                    }
                }
                tbody class="utrecht-table__body" {
                    @for row in rows {
                        tr class="utrecht-table__row" {
                            @for (cell, column) in row.iter().zip(columns) {
                                td class="utrecht-table__cell" {
                                    span class="wb-table__label" aria-hidden="true" { (column) }
                                    span class="wb-table__value" { (cell) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Things to do, one under the other, with room to tick them off on paper.
pub fn checklist(things: &[Markup]) -> Markup {
    html! {
        ul class="wb-checklist" {
            @for thing in things {
                li class="wb-checklist__item" {
                    span class="wb-checklist__box" aria-hidden="true" {}
                    div { (thing) }
                }
            }
        }
    }
}

/// A statement of the policy by its id, leading to the paragraph with its rules beside it.
///
/// Ids that are no statement of the policy (a rule id, an article) are shown as they are.
pub fn norm(id: &str) -> Markup {
    let paragraph = paragraph_of(id).filter(|paragraph| {
        !paragraph.is_empty() && paragraph.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    });
    html! {
        @match paragraph {
            Some(paragraph) => a class="utrecht-link wb-norm" href=(format!("/beleid/{paragraph}#n-{id}")) { (id) },
            None => span class="wb-norm" { (id) },
        }
    }
}

/// How far along: a bar with words; the words are what counts.
pub fn progress(words: &str, done: usize, all: usize) -> Markup {
    html! {
        div class="wb-progress" {
            p class="wb-progress__words" { (words) }
            progress class="wb-progress__bar" value=(done) max=(all.max(1)) aria-label=(words) {}
        }
    }
}

/// Links to the other pages of a list; `base` is the address with everything but the page number.
pub fn pagination(frame: &Frame, base: &str, page: u64, pages: u64) -> Markup {
    let to = |number: u64| {
        let joint = if base.contains('?') { '&' } else { '?' };
        format!("{base}{joint}pagina={number}")
    };
    let number = |value: u64| Arg::Number(i64::try_from(value).unwrap_or(i64::MAX));
    html! {
        @if pages > 1 {
            nav class="wb-pagination" aria-label=(frame.say("pagination-label")) {
                @if page > 1 { a class="utrecht-link" rel="prev" href=(to(page - 1)) { (frame.say("pagination-previous")) } }
                span { (frame.say_with("pagination-here", &[("page", number(page)), ("pages", number(pages))])) }
                @if page < pages { a class="utrecht-link" rel="next" href=(to(page + 1)) { (frame.say("pagination-next")) } }
            }
        }
    }
}
