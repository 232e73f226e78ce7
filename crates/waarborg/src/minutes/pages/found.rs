//! What was found in minutes: how much of what and about whom, why it may not stay, and what to do instead.

use maud::{Markup, html};

use super::super::contents::Contents;
use super::super::model::{Minutes, SortRuling};
use super::drawing;
use crate::decision::Openable;
use crate::redaction::{Sort, Trace, Whom};
use crate::web::Frame;
use crate::web::part::{self, Tone};

/// The traces that may not stay, in the order of reading, with their numbers from 1.
pub(super) fn refused<'c>(minutes: &Minutes, contents: &'c Contents) -> Vec<(usize, &'c Trace)> {
    (1..).zip(contents.traces.iter().filter(|trace| minutes.version.refuses(trace.whom))).collect()
}

/// The picture and its table.
pub(super) fn counts(frame: &Frame, refused: &[(usize, &Trace)]) -> Markup {
    let count = |sort: Sort, whom: Option<Whom>| {
        let fits = |trace: &Trace| trace.sort == sort && whom.is_none_or(|whom| trace.whom == whom);
        refused.iter().filter(|(_, trace)| fits(trace)).count()
    };
    let sorts: Vec<Sort> = Sort::ALL.into_iter().filter(|sort| count(*sort, None) > 0).collect();
    let name = |sort: Sort| frame.say(&format!("minutes-sort-{}", sort.as_str()));
    let bars: Vec<(String, usize)> = sorts.iter().map(|sort| (name(*sort), count(*sort, None))).collect();
    let rows: Vec<Vec<Markup>> = sorts
        .iter()
        .map(|sort| {
            let cells =
                Whom::ALL.into_iter().map(Some).chain([None]).map(|whom| html! { (count(*sort, whom)) });
            std::iter::once(html! { (name(*sort)) }).chain(cells).collect()
        })
        .collect();
    let columns: Vec<String> = [
        "minutes-sort",
        "minutes-about-client",
        "minutes-about-third",
        "minutes-about-official",
        "minutes-all",
    ]
    .map(|key| frame.say(key))
    .to_vec();
    let title = frame.say("minutes-counts");
    html! {
        section class="wb-section" aria-labelledby="aantallen" {
            h2 class="utrecht-heading-2" id="aantallen" { (title) }
            (drawing::bars(&bars))
            (part::table_under_heading(&title, &columns, &rows))
        }
    }
}

/// What could not be searched: it blocks as well.
pub(super) fn unsearched(frame: &Frame, contents: &Contents) -> Markup {
    html! {
        @if !contents.unsearched.is_empty() {
            (part::alert(Tone::Bad, &frame.say("minutes-unsearched"), &html! {
                (notes(&contents.unsearched))
                p { (frame.say("minutes-unsearched-what")) }
            }))
        }
    }
}

/// Where pictures stand: they block until somebody looked at them.
pub(super) fn pictures(frame: &Frame, minutes: &Minutes, contents: &Contents) -> Markup {
    let (tone, what) = match minutes.version.looked {
        Some(_) => (Tone::Good, "minutes-pictures-looked"),
        None => (Tone::Bad, "minutes-pictures-what"),
    };
    html! {
        @if !contents.pictures.is_empty() {
            (part::alert(tone, &frame.say("minutes-pictures"), &html! {
                (notes(&contents.pictures))
                p { (frame.say(what)) }
            }))
        }
    }
}

fn notes(notes: &[String]) -> Markup {
    html! {
        ul class="utrecht-unordered-list" lang="nl" {
            @for note in notes { li class="utrecht-unordered-list__item" { (note) } }
        }
    }
}

/// Why it may not stay, for each sort of people, with the ruling.
pub(super) fn reasons(frame: &Frame, minutes: &Minutes, open: &Openable) -> Markup {
    let refused: Vec<&SortRuling> = minutes.version.rulings.iter().filter(|ruling| !ruling.passes).collect();
    html! {
        @if !refused.is_empty() {
            section class="wb-section" aria-labelledby="waarom" {
                h2 class="utrecht-heading-2" id="waarom" { (frame.say("minutes-why")) }
                @for ruling in refused { (reason(frame, ruling, open)) }
            }
        }
    }
}

fn reason(frame: &Frame, ruling: &SortRuling, open: &Openable) -> Markup {
    html! {
        h3 class="utrecht-heading-3" { (frame.say(&format!("minutes-about-{}", ruling.about))) }
        ul class="utrecht-unordered-list" {
            @for (reason, norms) in &ruling.reasons {
                li class="utrecht-unordered-list__item" {
                    span lang="nl" { (reason) }
                    @for norm in norms { " " (part::norm(norm)) }
                }
            }
        }
        @if let Some(instead) = &ruling.alternative {
            p class="utrecht-paragraph" { strong { (frame.say("declined-instead")) } " " span lang="nl" { (instead) } }
        }
        @if let Some(address) = open.to(&ruling.ruling) {
            p class="utrecht-paragraph wb-no-print" {
                (part::link(&address, &frame.say(&format!("minutes-ruling-{}", ruling.about))))
            }
        }
    }
}
