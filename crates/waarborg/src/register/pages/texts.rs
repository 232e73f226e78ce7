//! Small things that all pages of the register say the same way.

use ground::Instant;
use maud::{Markup, html};

use crate::register::model::Version;
use crate::register::words::Status;
use crate::web::form::show_day;
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame};

/// The Dutch word of a code, or for English readers the code itself.
pub(super) fn word(frame: &Frame, code: &str, nl: &str) -> String {
    frame.language.pick(nl, &code.replace('_', " "))
}

pub(super) fn status_badge(frame: &Frame, status: Status) -> Markup {
    let tone = match status {
        Status::Draft => Tone::Ask,
        Status::Active => Tone::Good,
        Status::Closed => Tone::Quiet,
    };
    part::badge(tone, &word(frame, status.as_str(), status.nl()))
}

pub(super) fn score(frame: &Frame, score: usize) -> String {
    let number = i64::try_from(score).unwrap_or_default();
    frame.say_with("register-score", &[("score", Arg::Number(number))])
}

/// A moment as people read it, in the time of the Netherlands to the day.
pub(super) fn moment(at: Instant) -> Markup {
    html! { time datetime=(at.rfc3339()) { (show_day(at.day())) } }
}

pub(super) fn address(version: &Version) -> String {
    format!("/register/{}", version.id)
}

/// A bulleted list, or a dash when there is nothing.
pub(super) fn bullets(items: impl IntoIterator<Item = Markup>) -> Markup {
    let items: Vec<Markup> = items.into_iter().collect();
    html! {
        @if items.is_empty() { p class="utrecht-paragraph" { "–" } } @else {
            ul class="utrecht-unordered-list" {
                @for item in &items { li class="utrecht-unordered-list__item" { (item) } }
            }
        }
    }
}
