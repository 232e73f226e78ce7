//! All versions, and the words for how far each came.

use maud::{Markup, html};

use crate::adoption::model::{PolicyVersion, Stage};
use crate::web::form::show_day;
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame, Sheet, sheet};

pub(super) fn page(frame: &Frame, in_force: i64, versions: &[PolicyVersion]) -> Markup {
    let title = frame.say("adoption-title");
    let policy = frame.say("policy-title");
    let crumbs = [("/beleid", policy.as_str())];
    let columns = ["version", "stage", "from", "proposed"].map(|name| frame.say(&format!("adoption-{name}")));
    let rows: Vec<Vec<Markup>> = versions
        .iter()
        .map(|version| {
            let address = format!("/beleid/versies/{}", version.number);
            vec![
                html! { (part::link(&address, &name(frame, version))) },
                stage_badge(frame, in_force, version),
                html! { (from(frame, version)) },
                html! { (show_day(version.proposed.at.day())) },
            ]
        })
        .collect();
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("adoption-lead")))
            @if rows.is_empty() {
                (part::paragraph(&frame.say("adoption-none")))
            } @else {
                (part::table(&frame.say("adoption-caption"), &columns, &rows))
            }
        },
    )
}

/// `Versie 2: 2026.1+1a2b3c4d5e6f`.
pub(super) fn name(frame: &Frame, version: &PolicyVersion) -> String {
    let values = [("number", Arg::Number(version.number)), ("name", Arg::Text(&version.name))];
    frame.say_with("adoption-name", &values)
}

pub(super) fn from(frame: &Frame, version: &PolicyVersion) -> String {
    match (&version.stage, version.stage.in_force()) {
        (Stage::First, _) => frame.say("adoption-from-beginning"),
        (_, Some(day)) => show_day(day),
        (_, None) => String::from("–"),
    }
}

/// `in_force` is the number of the version that holds today.
pub(super) fn stage_badge(frame: &Frame, in_force: i64, version: &PolicyVersion) -> Markup {
    let (tone, key) = match &version.stage {
        Stage::First | Stage::Adopted { .. } if version.number == in_force => (Tone::Good, "now"),
        Stage::First | Stage::Adopted { .. } if version.number < in_force => (Tone::Quiet, "past"),
        Stage::First | Stage::Adopted { .. } => (Tone::Care, "coming"),
        Stage::Draft => (Tone::Advice, "draft"),
        Stage::Advised(_) => (Tone::Board, "advised"),
        Stage::Rejected { .. } => (Tone::Bad, "rejected"),
    };
    part::badge(tone, &frame.say(&format!("adoption-stage-{key}")))
}
