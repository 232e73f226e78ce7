//! What several pages show: the clock, the steps, the decision, the overview.

use ground::Day;
use maud::{Markup, html};

use super::super::clock::{Clock, Reading};
use super::super::letter::{self, Block};
use super::super::model::{Request, Step, Taken, Verdict, resident_of};
use super::super::overview::{ActivityPart, Overview};
use super::Trouble;
use crate::house::House;
use crate::web::form::{self, show_day, show_moment};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame};

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

/// The steps, with who took them: for residents it is WIL who acts, not a named employee.
pub(super) fn history(frame: &Frame, request: &Request, for_resident: bool) -> Markup {
    let columns =
        ["rights-history-step", "rights-history-when", "rights-history-who", "rights-history-detail"]
            .map(|key| frame.say(key));
    let who = |by: &ground::Actor| match (resident_of(by).is_some(), for_resident) {
        (true, true) => frame.say("rights-who-self"),
        (true, false) => frame.say("rights-who-resident"),
        (false, true) => frame.say("rights-who-staff"),
        (false, false) => by.id.clone(),
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

/// The written decision.
pub(super) fn decision(frame: &Frame, request: &Request) -> Markup {
    let blocks = letter::decision(frame.language, request);
    html! {
        @if !blocks.is_empty() {
            section class="wb-section" aria-labelledby="besluit" {
                h2 class="utrecht-heading-2" id="besluit" { (frame.say("rights-decision-title")) }
                @for block in blocks.iter().skip(1) {
                    @match block {
                        Block::Heading(words) => h3 class="utrecht-heading-3" { (words) },
                        Block::Paragraph(words) => (part::paragraph(words)),
                        Block::Points(points) => ul class="utrecht-unordered-list" {
                            @for (words, law) in points {
                                li class="utrecht-unordered-list__item" {
                                    (words) @if !law.is_empty() { " " span class="wb-soft" { "(" (law) ")" } }
                                }
                            }
                        },
                    }
                }
            }
        }
    }
}

/// The answer to access.
pub(super) fn overview(frame: &Frame, overview: &Overview, checksum: &str) -> Markup {
    let made = show_moment(ground::Instant(overview.made_at));
    let lead = [("day", Arg::Text(&made)), ("person", Arg::Text(&overview.pseudonym))];
    let heads = |keys: &[&str]| keys.iter().map(|key| frame.say(key)).collect::<Vec<_>>();
    let items: Vec<Vec<Markup>> = overview
        .items
        .iter()
        .map(|item| {
            vec![
                html! { (item.file) },
                html! { (item.kind) },
                html! {
                    @match &item.value { Some(value) => (value), None => (frame.say("rights-overview-gone")) }
                },
                html! { (item.source) @if !item.basis.is_empty() { " (" (item.basis) ")" } },
                html! { (show_day(item.obtained)) },
            ]
        })
        .collect();
    let given: Vec<Vec<Markup>> = overview
        .disclosures
        .iter()
        .map(|it| {
            vec![
                html! { (show_day(it.day)) },
                html! { (it.recipient) },
                html! { (it.kind.as_deref().unwrap_or("–")) },
            ]
        })
        .collect();
    let log: Vec<Vec<Markup>> = overview
        .log
        .iter()
        .map(|it| {
            let word = |name: &str| it.record.get(name).cloned().unwrap_or_default();
            let at = ground::Instant(word("start_time").as_i64().unwrap_or_default());
            vec![
                html! { (show_moment(at)) },
                html! { (word("name").as_str().unwrap_or_default()) },
                html! { (it.entry) },
            ]
        })
        .collect();
    let others = i64::try_from(overview.others_left_out).unwrap_or(i64::MAX);
    html! {
        (part::lead(&frame.say_with("rights-overview-lead", &lead)))
        div lang="nl" {
            h2 class="utrecht-heading-2" { (frame.say("rights-overview-items")) }
            @if items.is_empty() {
                (part::paragraph(&frame.say("rights-overview-none")))
            } @else {
                (part::table_under_heading(&frame.say("rights-overview-items"), &heads(&["rights-column-file", "rights-column-data",
                    "rights-overview-value", "rights-overview-source", "rights-column-since"]), &items))
            }
            @if others > 0 { (part::paragraph(&frame.say_with("rights-overview-others", &[("count", Arg::Number(others))]))) }
            @if !overview.held_back.is_empty() {
                h3 class="utrecht-heading-3" { (frame.say("rights-overview-held")) }
                ul class="utrecht-unordered-list" {
                    @for held in &overview.held_back {
                        li class="utrecht-unordered-list__item" {
                            (frame.say_with("rights-overview-held-line", &[("file", Arg::Text(&held.file)), ("day", Arg::Text(&show_day(held.review)))]))
                        }
                    }
                }
            }
            @for activity in &overview.activities { (one_activity(frame, activity)) }
            h2 class="utrecht-heading-2" { (frame.say("rights-mine-receipts")) }
            @if given.is_empty() {
                (part::paragraph(&frame.say("rights-mine-receipts-none")))
            } @else {
                (part::table(&frame.say("rights-mine-receipts-caption"), &heads(&["rights-column-day", "rights-column-recipient", "rights-column-data"]), &given))
            }
            h2 class="utrecht-heading-2" { (frame.say("rights-overview-log")) }
            (part::paragraph(&frame.say("rights-overview-log-lead")))
            (part::table_under_heading(&frame.say("rights-overview-log"), &heads(&["rights-clock-when", "rights-clock-what", "rights-overview-log-entry"]), &log))
            @if overview.log_is_cut { (part::paragraph(&frame.say("rights-overview-log-cut"))) }
            h2 class="utrecht-heading-2" { (frame.say("rights-overview-rights")) }
            (part::paragraph(&frame.say("rights-overview-rights-text")))
            (part::data_list(&[
                (frame.say("rights-overview-contact"), html! { (overview.controller) }),
                (frame.say("rights-overview-officer"), html! { (overview.officer) }),
                (frame.say("rights-overview-checksum"), html! { code { (checksum) } }),
            ]))
        }
    }
}

fn one_activity(frame: &Frame, activity: &ActivityPart) -> Markup {
    let listed = |words: &[String]| {
        html! {
            ul class="utrecht-unordered-list" {
                @for word in words { li class="utrecht-unordered-list__item" { (word) } }
            }
        }
    };
    html! {
        h2 class="utrecht-heading-2" { (activity.name) " (" (activity.files.join(", ")) ")" }
        (part::data_list(&[
            (frame.say("rights-overview-purpose"), html! { (activity.purpose) }),
            (frame.say("rights-overview-grounds"), listed(&activity.grounds)),
            (frame.say("rights-overview-categories"), listed(&activity.categories)),
            (frame.say("rights-overview-recipients"), listed(&activity.recipients)),
            (frame.say("rights-overview-outside"), html! { (activity.outside_eea) }),
            (frame.say("rights-overview-retention"), listed(&activity.retention)),
            (frame.say("rights-overview-sources"), listed(&activity.sources)),
            (frame.say("rights-overview-automated"), html! { (frame.say("rights-overview-no")) }),
        ]))
    }
}
