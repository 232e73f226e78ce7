//! What a document page says around the text: what it is, how far the judging came, what goes on which ground, and the steps.

use std::collections::{BTreeMap, HashMap};

use ground::{Actor, Secret};
use maud::{Markup, html};

use super::super::model::{Document, Mark, State, Step};
use super::drawing;
use crate::adoption::Deed;
use crate::decision::{self, Openable};
use crate::desk;
use crate::error::Error;
use crate::house::House;
use crate::web::form::show_moment;
use crate::web::part;
use crate::web::{Arg, Frame};

/// What a page tells besides the document.
pub(super) struct Around {
    /// The names of those who did something with it, by account.
    colleagues: HashMap<String, Secret<String>>,
    /// The rulings that the reader may open.
    open: Openable,
}

/// Looks it up.
pub(super) async fn around(house: &House, reader: &Actor, document: &Document) -> Result<Around, Error> {
    let all = document.steps.iter().map(|taken| &taken.deed).chain([&document.received]);
    let rulings = document.stage.output().map(|output| output.ruling.clone());
    Ok(Around {
        colleagues: desk::names_of(house, all.map(|deed| deed.by.id.clone()).collect()).await?,
        open: decision::openable(house, reader, rulings).await?,
    })
}

impl Around {
    fn name<'a>(&'a self, deed: &'a Deed) -> &'a str {
        self.colleagues.get(&deed.by.id).map_or(&deed.by.id, |name| name.expose())
    }
}

/// What it is.
pub(super) fn about(frame: &Frame, document: &Document, around: &Around) -> Markup {
    let say = |kind: &str, word: &str| frame.say(&format!("redaction-{kind}-{word}"));
    part::data_list(&[
        (frame.say("redaction-file-kind"), html! { (document.kind.format().name()) }),
        (frame.say("redaction-received"), html! { (show_moment(document.received.at)) }),
        (frame.say("redaction-by"), html! { (around.name(&document.received)) }),
        (frame.say("redaction-law"), html! { (say("law", document.law.as_str())) }),
        (frame.say("redaction-officials"), html! { (say("officials", document.officials.as_str())) }),
        (frame.say("redaction-digest"), html! { code class="wb-digest" { (document.digest) } }),
    ])
}

/// How many marks were judged, drawn and as a table.
pub(super) fn progress(frame: &Frame, marks: &[Mark]) -> Markup {
    let count = |wanted: fn(&Mark) -> bool| marks.iter().filter(|mark| wanted(mark)).count();
    let counts = [
        count(Mark::goes),
        count(|mark| mark.state == State::Rejected),
        count(|mark| mark.state == State::Proposed),
    ];
    let keys = ["redaction-count-goes", "redaction-count-stays", "redaction-count-open"];
    let rows: Vec<Vec<Markup>> = keys
        .iter()
        .zip(counts)
        .map(|(key, count)| vec![html! { (frame.say(key)) }, html! { (count) }])
        .collect();
    let columns = ["redaction-count-what", "redaction-count"].map(|key| frame.say(key));
    html! {
        section class="wb-section" aria-labelledby="voortgang" {
            h2 class="utrecht-heading-2" id="voortgang" { (frame.say("redaction-progress")) }
            @if marks.is_empty() {
                (part::paragraph(&frame.say("redaction-nothing-found")))
            } @else {
                (drawing::bar(counts))
                (part::table_under_heading(&frame.say("redaction-progress"), &columns, &rows))
            }
        }
    }
}

/// What goes and stays, by kind and ground.
pub(super) fn summary(frame: &Frame, marks: &[Mark]) -> Markup {
    let mut lines: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for mark in marks {
        let [goes, stays, open] = lines.entry((mark.kind_word(), mark.ground.code)).or_default();
        match mark.state {
            State::Accepted | State::Added => *goes += 1,
            State::Rejected => *stays += 1,
            State::Proposed => *open += 1,
        }
    }
    let rows = lines.into_iter().map(|((kind, ground), counts)| {
        let counts = counts.into_iter().map(|count| html! { (count) });
        [html! { (frame.say(&format!("redaction-kind-{kind}"))) }, html! { (ground) }]
            .into_iter()
            .chain(counts)
            .collect()
    });
    let rows: Vec<Vec<Markup>> = rows.collect();
    let columns = [
        "redaction-kind",
        "redaction-ground",
        "redaction-count-goes",
        "redaction-count-stays",
        "redaction-count-open",
    ]
    .map(|key| frame.say(key));
    let title = frame.say("redaction-summary");
    html! {
        @if !rows.is_empty() {
            section class="wb-section" aria-labelledby="samenvatting" {
                h2 class="utrecht-heading-2" id="samenvatting" { (title) }
                (part::table_under_heading(&title, &columns, &rows))
            }
        }
    }
}

/// The steps, with who took them.
pub(super) fn history(frame: &Frame, document: &Document, around: &Around) -> Markup {
    let columns =
        ["redaction-step", "redaction-when", "redaction-by", "redaction-detail"].map(|key| frame.say(key));
    let received = &document.received;
    let first = vec![
        html! { (frame.say("redaction-step-received")) },
        html! { (show_moment(received.at)) },
        html! { (around.name(received)) },
        html! { "–" },
    ];
    let rows = document.steps.iter().map(|taken| {
        let (key, detail) = told(frame, &taken.step, &around.open);
        vec![
            html! { (frame.say(key)) },
            html! { (show_moment(taken.deed.at)) },
            html! { (around.name(&taken.deed)) },
            detail,
        ]
    });
    let rows: Vec<Vec<Markup>> = std::iter::once(first).chain(rows).collect();
    let title = frame.say("redaction-history");
    html! {
        section class="wb-section" aria-labelledby="geschiedenis" {
            h2 class="utrecht-heading-2" id="geschiedenis" { (title) }
            (part::table_under_heading(&title, &columns, &rows))
        }
    }
}

fn told(frame: &Frame, step: &Step, open: &Openable) -> (&'static str, Markup) {
    match step {
        Step::Propose => ("redaction-step-propose", html! { "–" }),
        Step::SendBack { remark } => {
            let words = frame.say(&format!("redaction-remark-{}", remark.as_str()));
            ("redaction-step-send-back", html! { (words) })
        }
        Step::Check => ("redaction-step-check", html! { "–" }),
        Step::Release(output) => {
            let ruling =
                open.to(&output.ruling).map(|address| part::link(&address, &frame.say("redaction-ruling")));
            let digest = frame.say_with("redaction-output-digest", &[("digest", Arg::Text(&output.digest))]);
            (
                "redaction-step-release",
                html! { @if let Some(ruling) = ruling { (ruling) " " } span class="wb-digest" { (digest) } },
            )
        }
    }
}
