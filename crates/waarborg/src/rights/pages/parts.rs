//! What several pages show: the clock, the steps, the decision, the overview.

use std::collections::HashMap;

use ground::{Actor, Day, Secret};
use maud::{Markup, html};

use super::super::clock::{Clock, Reading};
use super::super::letters;
use super::super::model::{Request, Step, Taken, Verdict, resident_of};
use super::super::service::Answer;
use super::Trouble;
use crate::desk;
use crate::error::Error;
use crate::house::House;
use crate::web::form::{self, show_day, show_moment};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame, Under, blocks};

/// The names of those who took the steps, by account.
pub(super) type Colleagues = HashMap<String, Secret<String>>;

/// Looks them up. Who has no account any more is not among them.
pub(super) async fn colleagues(house: &House, request: &Request) -> Result<Colleagues, Error> {
    let all = request.steps.iter().map(|taken| &taken.deed.by).chain([&request.made.by]);
    let ids = all.filter(|by| resident_of(by).is_none()).map(|by| by.id.clone());
    desk::names_of(house, ids.collect()).await
}

/// What stands above a page when a form came back.
pub(super) fn trouble(frame: &Frame, trouble: &Trouble) -> Markup {
    html! {
        (form::error_summary(frame, &trouble.errors))
        @if let Some(refusal) = &trouble.refusal {
            (part::alert(Tone::Bad, &frame.say("rights-refusal"), &html! {
                p { (frame.language.pick(refusal.message_nl, refusal.message)) " " (part::norm(refusal.norm)) }
            }))
        }
        @if !trouble.declined.is_empty() {
            (part::alert(Tone::Bad, &frame.say("rights-declined"), &html! {
                ul class="utrecht-unordered-list" lang="nl" {
                    @for reason in &trouble.declined { li class="utrecht-unordered-list__item" { (reason) } }
                }
            }))
        }
    }
}

pub(super) fn kind(frame: &Frame, request: &Request) -> String {
    frame.say(&format!("rights-kind-{}", request.right.as_str()))
}

pub(super) fn stage(frame: &Frame, request: &Request) -> Markup {
    let words = frame.say(&format!("rights-stage-{}", request.stage.as_str()));
    match request.stage.decision().map(|decision| decision.verdict) {
        Some(Verdict::Granted) => html! {
            (part::badge(Tone::Good, &frame.say("rights-granted"))) " " span class="wb-soft" { (words) }
        },
        Some(Verdict::Refused) => html! {
            (part::badge(Tone::Bad, &frame.say("rights-refused"))) " " span class="wb-soft" { (words) }
        },
        None if request.stage.is_pending() => part::badge(Tone::Care, &words),
        None => part::badge(Tone::Quiet, &words),
    }
}

/// The clock in a line.
pub(super) fn clock(frame: &Frame, house: &House, request: &Request) -> Markup {
    let reading = clock_of(house, request).read(house.clock.now().day());
    let (tone, words) = told(frame, reading);
    part::badge(tone, &words)
}

fn clock_of(house: &House, request: &Request) -> Clock {
    request.clock(super::super::service::length(house, request))
}

fn told(frame: &Frame, reading: Reading) -> (Tone, String) {
    let say = |key: &str, day: Day| frame.say_with(key, &[("day", Arg::Text(&show_day(day)))]);
    match reading {
        Reading::Still { since } => (Tone::Ask, say("rights-clock-still", since)),
        Reading::Running { due, left } => {
            let values = [("left", Arg::Number(left)), ("day", Arg::Text(&show_day(due)))];
            (if left > 7 { Tone::Good } else { Tone::Care }, frame.say_with("rights-clock-running", &values))
        }
        Reading::Late { due, over } => {
            let values = [("over", Arg::Number(over)), ("day", Arg::Text(&show_day(due)))];
            (Tone::Bad, frame.say_with("rights-clock-late", &values))
        }
        Reading::Ended { due, on } if on <= due => (Tone::Quiet, say("rights-clock-ended-in-time", on)),
        Reading::Ended { on, .. } => (Tone::Bad, say("rights-clock-ended-late", on)),
    }
}

/// The clock drawn, for who sees it; the days that count as a table, for everyone.
pub(super) fn timeline(frame: &Frame, house: &House, request: &Request, for_resident: bool) -> Markup {
    let clock = clock_of(house, request);
    let today = house.clock.now().day();
    let due = clock.due(clock.ended.unwrap_or(today));
    let reading = clock.read(today);
    let (tone, words) = told(frame, reading);
    let columns = ["rights-clock-what", "rights-clock-when"].map(|key| frame.say(key));
    let row = |key: &str, day: Day| vec![html! { (frame.say(key)) }, html! { (show_day(day)) }];
    let mut rows = vec![row("rights-clock-received", request.received)];
    for Taken { step, deed } in &request.steps {
        let day = deed.at.day();
        match step {
            Step::AskIdentity if clock.counts(day) => rows.push(row("rights-clock-asked", day)),
            Step::AskIdentity => rows.push(row("rights-clock-asked-late", day)),
            Step::Identify(_) => rows.push(row("rights-clock-shown", day)),
            Step::Extend { .. } => rows.push(row("rights-clock-extended", day)),
            Step::Decide(_) => rows.push(row("rights-clock-decided", day)),
            Step::Consider(_) | Step::Answer | Step::Withdraw => {}
        }
    }
    if !matches!(reading, Reading::Still { .. }) {
        rows.push(row("rights-clock-due", due));
    }
    let title = if for_resident { "rights-clock-title" } else { "rights-clock-title-staff" };
    html! {
        section class="wb-section" aria-labelledby="termijn" {
            h2 class="utrecht-heading-2" id="termijn" { (frame.say(title)) }
            p { (part::badge(tone, &words)) }
            (super::drawing::line(frame, &clock, today))
            (part::table(&frame.say("rights-clock-caption"), &columns, &rows))
            @if matches!(reading, Reading::Late { .. }) && for_resident { (part::paragraph(&frame.say("rights-late-help"))) }
        }
    }
}

/// The steps, with who took them. Without `colleagues` it is for the resident: there it is WIL who acts, not a named employee.
pub(super) fn history(frame: &Frame, request: &Request, colleagues: Option<&Colleagues>) -> Markup {
    let columns =
        ["rights-history-step", "rights-history-when", "rights-history-who", "rights-history-detail"]
            .map(|key| frame.say(key));
    let who = |by: &Actor| match (resident_of(by).is_some(), colleagues) {
        (true, None) => frame.say("rights-who-self"),
        (true, Some(_)) => frame.say("rights-who-resident"),
        (false, None) => frame.say("rights-who-staff"),
        (false, Some(names)) => names.get(&by.id).map_or(&by.id, Secret::expose).clone(),
    };
    let first = vec![
        html! { (frame.say("rights-stage-received")) },
        html! { (show_day(request.received)) },
        html! { (who(&request.made.by)) },
        html! { (frame.say(&format!("rights-channel-{}", request.channel.as_str()))) },
    ];
    let rows = request.steps.iter().map(|taken| {
        vec![
            html! { (frame.say(step_key(&taken.step))) },
            html! { (show_moment(taken.deed.at)) },
            html! { (who(&taken.deed.by)) },
            detail(frame, &taken.step),
        ]
    });
    let rows: Vec<Vec<Markup>> = std::iter::once(first).chain(rows).collect();
    html! {
        section class="wb-section" aria-labelledby="stappen" {
            h2 class="utrecht-heading-2" id="stappen" { (frame.say("rights-history-title")) }
            (part::table(&frame.say("rights-history-caption"), &columns, &rows))
        }
    }
}

fn step_key(step: &Step) -> &'static str {
    match step {
        Step::AskIdentity => "rights-step-ask_identity",
        Step::Identify(_) => "rights-step-identify",
        Step::Extend { .. } => "rights-step-extend",
        Step::Consider(_) => "rights-step-consider",
        Step::Decide(_) => "rights-step-decide",
        Step::Answer => "rights-step-answer",
        Step::Withdraw => "rights-step-withdraw",
    }
}

fn detail(frame: &Frame, step: &Step) -> Markup {
    match step {
        Step::Identify(identity) => html! {
            (frame.say(&format!("rights-proof-{}", identity.proof.as_str())))
            @if let Some(authority) = identity.authority {
                "; " (frame.say(&format!("rights-authority-{}", authority.as_str())))
            }
        },
        Step::Extend { cause } => html! { (frame.say(&format!("rights-cause-{}", cause.as_str()))) },
        Step::Consider(considered) => html! {
            span lang="nl" { @for reason in &considered.reasons { (reason.text) " " } }
        },
        Step::Decide(decision) => html! { (frame.say(&format!("rights-{}", decision.verdict.as_str()))) },
        Step::AskIdentity | Step::Answer | Step::Withdraw => html! { "–" },
    }
}

/// The written decision, with the way to it on paper.
pub(super) fn decision(frame: &Frame, request: &Request, letter: &str) -> Markup {
    let written = letters::decision(frame.language, request);
    html! {
        @if !written.is_empty() {
            section class="wb-section" aria-labelledby="besluit" {
                h2 class="utrecht-heading-2" id="besluit" { (frame.say("rights-decision-title")) }
                (blocks(Under::Section, &written))
                p class="utrecht-paragraph wb-no-print" { (part::link(letter, &frame.say("rights-letter-download"))) }
            }
        }
    }
}

/// The answer to access. What comes out of the register and the files is in Dutch.
pub(super) fn overview(frame: &Frame, answer: &Answer) -> Markup {
    let written = letters::answer_blocks(frame.language, &answer.overview, &answer.export.checksum);
    html! { div lang="nl" { (blocks(Under::Page, &written)) } }
}
