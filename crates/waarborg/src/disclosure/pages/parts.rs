//! What several pages show: how a request stands, its clock, its steps, its inventory.

use ground::{Actor, Day, Reading, Role};
use maud::{Markup, html};

use super::super::clock::Clock;
use super::super::inventory::{Document, Judgement};
use super::super::letters;
use super::super::model::{Outcome, Request, RequestId, Stage, Step};
use super::super::service::{View, lengths};
use crate::house::House;
use crate::register::{Returned, field};
use crate::web::form::{self, Choice, Field, show_day, show_moment};
use crate::web::part::{self, Tone};
use crate::web::{Frame, Under, blocks, clock, role_name};

pub(super) fn stage(frame: &Frame, request: &Request) -> Markup {
    let words = frame.say(&format!("disclosure-stage-{}", request.stage.as_str()));
    match &request.stage {
        Stage::Decided(decision) | Stage::Released(decision) => {
            let outcome = decision.proposal.outcome;
            html! { (outcome_badge(frame, outcome)) " " span class="wb-soft" { (words) } }
        }
        stage if stage.is_pending() => part::badge(Tone::Care, &words),
        _ => part::badge(Tone::Quiet, &words),
    }
}

pub(super) fn outcome_badge(frame: &Frame, outcome: Outcome) -> Markup {
    let tone = match outcome {
        Outcome::Granted => Tone::Good,
        Outcome::Partly => Tone::Care,
        Outcome::Refused => Tone::Bad,
        Outcome::NoDocuments => Tone::Quiet,
    };
    part::badge(tone, &frame.say(&format!("disclosure-outcome-{}", outcome.as_str())))
}

pub(super) fn judgement(frame: &Frame, document: &Document) -> Markup {
    let tone = match document.judgement {
        Some(Judgement::Open | Judgement::Known) => Tone::Good,
        Some(Judgement::Partly) => Tone::Care,
        Some(Judgement::Closed) => Tone::Bad,
        None => Tone::Ask,
    };
    let code = document.judgement.map_or("none", Judgement::as_str);
    html! {
        (part::badge(tone, &frame.say(&format!("disclosure-judgement-{code}"))))
        @if document.suspended { " " (part::badge(Tone::Ask, &frame.say("disclosure-suspended"))) }
    }
}

fn clock_of(house: &House, request: &Request) -> Clock {
    let (length, prompt) = lengths(house, request);
    request.clock(length, prompt)
}

/// The clock in a line.
pub(super) fn clock_badge(frame: &Frame, house: &House, request: &Request) -> Markup {
    clock::badge(frame, clock_of(house, request).read(house.clock.now().day()))
}

/// The last day on which more time may be taken, if that is still possible today.
pub(super) fn extendable(house: &House, request: &Request) -> Option<Day> {
    let today = house.clock.now().day();
    clock_of(house, request).extendable_until(today).filter(|last| today <= *last)
}

/// The days that count.
pub(super) fn timeline(frame: &Frame, house: &House, request: &Request) -> Markup {
    let (running, today) = (clock_of(house, request), house.clock.now().day());
    let reading = running.read(today);
    let columns = ["rights-clock-what", "rights-clock-when"].map(|key| frame.say(key));
    let row = |key: &str, day: Day| vec![html! { (frame.say(key)) }, html! { (show_day(day)) }];
    let mut rows = vec![row("rights-clock-received", request.received)];
    for taken in &request.steps {
        let day = taken.deed.at.day();
        match &taken.step {
            Step::AskSpecify { until } if running.pauses.iter().any(|pause| pause.asked == day) => {
                rows.push(row("disclosure-clock-unclear", day));
                rows.push(row("disclosure-clock-until", *until));
            }
            Step::AskSpecify { .. } => rows.push(row("disclosure-clock-unclear-late", day)),
            Step::AskViews { until } => {
                rows.push(row("disclosure-clock-views", day));
                rows.push(row("disclosure-clock-until", *until));
            }
            Step::ViewsIn => rows.push(row("disclosure-clock-views-in", day)),
            Step::Extend { .. } => rows.push(row("rights-clock-extended", day)),
            Step::Decide(_) | Step::SetAside => rows.push(row("rights-clock-decided", day)),
            _ => {}
        }
    }
    if !matches!(reading, Reading::Still { .. }) {
        rows.push(row("rights-clock-due", running.due(running.ended.unwrap_or(today))));
    }
    html! {
        section class="wb-section" aria-labelledby="termijn" {
            h2 class="utrecht-heading-2" id="termijn" { (frame.say("disclosure-clock-title")) }
            p { (clock::badge(frame, reading)) }
            (part::table(&frame.say("rights-clock-caption"), &columns, &rows))
        }
    }
}

/// The steps; who took them only for those who work with the request.
pub(super) fn history(frame: &Frame, request: &Request, with_names: bool) -> Markup {
    let mut columns = vec![frame.say("rights-history-step"), frame.say("rights-history-when")];
    if with_names {
        columns.push(frame.say("rights-history-who"));
    }
    let mut first = vec![
        html! { (frame.say("disclosure-stage-received")) ", " (frame.say(&format!("disclosure-way-{}", request.way.as_str()))) },
        html! { (show_day(request.received)) },
    ];
    if with_names {
        first.push(html! { (who(frame, &request.made.by)) });
    }
    let rows = request.steps.iter().map(|taken| {
        let mut row = vec![
            html! { (frame.say(&format!("disclosure-step-{}", code(&taken.step)))) (detail(frame, &taken.step)) },
            html! { (show_moment(taken.deed.at)) },
        ];
        if with_names {
            row.push(html! { (who(frame, &taken.deed.by)) });
        }
        row
    });
    let rows: Vec<_> = std::iter::once(first).chain(rows).collect();
    html! {
        section class="wb-section" aria-labelledby="stappen" {
            h2 class="utrecht-heading-2" id="stappen" { (frame.say("rights-history-title")) }
            (part::table(&frame.say("rights-history-caption"), &columns, &rows))
        }
    }
}

/// In which part someone acted: that says more here than a name, and the journal has the account.
fn who(frame: &Frame, by: &Actor) -> String {
    if by.role == Role::Resident { frame.say("disclosure-who-anyone") } else { role_name(frame, by.role) }
}

fn code(step: &Step) -> &'static str {
    match step {
        Step::AskSpecify { .. } => "ask-specify",
        Step::Assess(_) => "assess",
        Step::AskViews { .. } => "ask-views",
        Step::ViewsIn => "views-in",
        Step::Extend { .. } => "extend",
        Step::Refer => "refer",
        Step::Propose(_) => "propose",
        Step::SendBack => "send-back",
        Step::Decide(_) => "decide",
        Step::Release => "release",
        Step::Withdraw => "withdraw",
        Step::SetAside => "set-aside",
    }
}

fn detail(frame: &Frame, step: &Step) -> Markup {
    match step {
        Step::Assess(found) => {
            html! { ": " (frame.say(&format!("disclosure-about-{}", found.about.as_str()))) }
        }
        Step::Extend { cause } => html! { ": " (frame.say(&format!("disclosure-more-{}", cause.as_str()))) },
        _ => html! {},
    }
}

/// The written decision, with the way to it on paper.
pub(super) fn decision(frame: &Frame, view: &View, letter: &str) -> Markup {
    let written = letters::decision(frame.language, view);
    html! {
        @if !written.is_empty() {
            section class="wb-section" aria-labelledby="besluit" {
                h2 class="utrecht-heading-2" id="besluit" { (frame.say("disclosure-decision-title")) }
                (blocks(Under::Section, &written))
                p class="utrecht-paragraph wb-no-print" { (part::link(letter, &frame.say("disclosure-letter-download"))) }
            }
        }
    }
}

/// A form for one step. Each step has its own token, and says for which stand of the request it was made.
pub(super) fn step_form(frame: &Frame, request: &Request, step: &str, words: &str, body: &Markup) -> Markup {
    html! {
        form class="wb-step" method="post" action=(super::address(&request.id)) novalidate {
            (opening(frame, &request.id, step, request.revision()))
            (body)
            @let words = frame.say(words);
            (part::actions(&[if matches!(step, "lezen" | "intrekken" | "terug") { part::submit_second(&words) } else { part::submit(&words) }]))
        }
    }
}

/// What every form about a request carries.
pub(super) fn opening(frame: &Frame, id: &RequestId, step: &str, revision: i64) -> Markup {
    html! {
        (form::made_for(frame, &super::form_name(id, step), revision))
        (form::hidden("stap", step))
    }
}

/// What is released for everyone, is for ever: whoever does it says that they know.
pub(super) fn for_ever(frame: &Frame, trouble: &Returned) -> Markup {
    let knows = [Choice::new("ja", frame.say("disclosure-knows"))];
    let label = frame.say("disclosure-for-ever-title");
    html! {
        (part::alert(Tone::Bad, &label, &html! { p { (frame.say("disclosure-for-ever")) " " (part::norm("6.12-5")) } }))
        (form::checkboxes(&Field { required: true, ..field(frame, trouble, "voor-altijd", &label) }, &knows, &[]))
    }
}

/// Choices out of a list of words, with their names in translations.
pub(super) fn choices(frame: &Frame, kind: &str, codes: impl Iterator<Item = &'static str>) -> Vec<Choice> {
    codes.map(|code| Choice::new(code, frame.say(&format!("disclosure-{kind}-{code}")))).collect()
}
