//! `/woo-verzoeken/{id}`: one request with its steps as forms, for who handles it and for the board. The FG reads the same
//! page without forms.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Day, Role};
use maud::{Markup, html};

use super::super::inventory::plain;
use super::super::model::{About, Assessment, Audience, More, Request, RequestId, Stage};
use super::super::service::{self, Act, ReadAsk, View, may_handle};
use super::parts::{self, choices, step_form};
use super::{address, ask, form_name, read_id};
use crate::api::Trace;
use crate::decision::{self, Openable};
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::register::{Returned, Ruled, field};
use crate::web::csrf::Sent;
use crate::web::form::{self, Choice, Field, Fields, read_day, sent_with, show_day, value};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, sheet};

/// How many days someone has for an answer, as a form proposes it.
const TWO_WEEKS: i64 = 14;

/// `/woo-verzoeken/{id}`
pub(super) async fn one(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    show(&house, &caller, &context, &read_id(&id)?, &Returned::default(), None).await
}

async fn show(
    house: &Arc<House>,
    caller: &Caller,
    context: &Context,
    id: &RequestId,
    trouble: &Returned,
    read: Option<&ReadAsk>,
) -> Result<Markup, PageError> {
    let view = service::view(house, context, id).await?;
    let (frame, request) = (&caller.frame, &view.request);
    let title = frame.say_with("disclosure-request-title", &[("number", Arg::Text(&request.number))]);
    let all = frame.say("disclosure-desk-title");
    let mistakes = !trouble.errors.is_empty();
    let found = request.assessment();
    let open = decision::openable(house, &caller.actor, found.map(|found| found.ruling.clone())).await?;
    Ok(sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/woo-verzoeken", &all)], mistakes, wide: true },
        &html! {
            (trouble.shown(frame))
            (part::heading(&title))
            p { (parts::stage(frame, request)) " " (parts::clock_badge(frame, house, request)) }
            @if let Some(read) = read { (who(frame, read)) }
            @if let Some(found) = found { (assessment(frame, found, &open)) }
            @if request.stage.assessed().is_some() || !view.documents.is_empty() { (documents(frame, &view)) }
            (proposal(frame, request))
            section class="wb-section wb-no-print" aria-labelledby="doen" {
                h2 class="utrecht-heading-2" id="doen" { (frame.say("rights-do-title")) }
                @match caller.actor.role {
                    Role::Board => (board(frame, request)),
                    _ if may_handle(&caller.actor) => (handler(frame, house, &view, trouble)),
                    _ => (part::paragraph(&frame.say("rights-do-read-only"))),
                }
            }
            (parts::timeline(frame, house, request))
            (parts::decision(frame, &view, &format!("{}/brief", address(id))))
            (parts::history(frame, request, true))
        },
    ))
}

/// Who asks and what, just opened.
fn who(frame: &Frame, read: &ReadAsk) -> Markup {
    let lines = |text: &str| {
        html! { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p class="utrecht-paragraph" { (line) } } }
    };
    html! {
        section class="wb-section" aria-labelledby="vrager" {
            h2 class="utrecht-heading-2" id="vrager" { (frame.say("disclosure-who-title")) }
            (part::data_list(&[
                (frame.say("disclosure-ask-words"), lines(read.words.reveal())),
                (frame.say("disclosure-who"), lines(read.contact.reveal())),
            ]))
        }
    }
}

/// What the rules said of the request as a whole.
fn assessment(frame: &Frame, found: &Assessment, open: &Openable) -> Markup {
    let (tone, key) = if found.refused {
        (Tone::Bad, "disclosure-assessed-refused")
    } else {
        (Tone::Good, "disclosure-assessed-open")
    };
    part::alert(
        tone,
        &frame.say(key),
        &html! {
            p { (frame.say(&format!("disclosure-about-{}", found.about.as_str()))) }
            ul class="utrecht-unordered-list" lang="nl" {
                @for reason in &found.reasons {
                    li class="utrecht-unordered-list__item" { (reason.text) " " (part::norm(&reason.norm)) }
                }
            }
            @if let Some(address) = open.to(&found.ruling) { p { (part::link(&address, &frame.say("disclosure-ruling"))) } }
        },
    )
}

fn documents(frame: &Frame, view: &View) -> Markup {
    let to = format!("{}/documenten", address(&view.request.id));
    let judged = view.documents.iter().filter(|document| document.judgement.is_some()).count();
    let all = view.documents.len();
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let words = frame.say_with("disclosure-judged", &[("judged", number(judged)), ("all", number(all))]);
    html! {
        section class="wb-section" aria-labelledby="documenten" {
            h2 class="utrecht-heading-2" id="documenten" { (frame.say("disclosure-documents-title")) }
            @if all > 0 { (part::progress(&words, judged, all)) }
            p class="utrecht-paragraph" { (part::link(&to, &frame.say("disclosure-documents-link"))) }
        }
    }
}

/// What lies before the board, or lay there.
fn proposal(frame: &Frame, request: &Request) -> Markup {
    let Stage::Proposed(_, proposal) = &request.stage else { return html! {} };
    let yes_no = |yes: bool| frame.say(if yes { "rights-yes" } else { "rights-no" });
    html! {
        section class="wb-section" aria-labelledby="voorstel" {
            h2 class="utrecht-heading-2" id="voorstel" { (frame.say("disclosure-proposal-title")) }
            (part::data_list(&[
                (frame.say("disclosure-column-outcome"), parts::outcome_badge(frame, proposal.outcome)),
                (frame.say("disclosure-audience"), html! { (frame.say(&format!("disclosure-audience-{}", proposal.audience.as_str()))) }),
                (frame.say("disclosure-summary"), html! { span lang="nl" { (proposal.summary) } }),
                (frame.say("disclosure-objection"), html! { (yes_no(proposal.objection_expected)) }),
            ]))
        }
    }
}

fn board(frame: &Frame, request: &Request) -> Markup {
    html! {
        @if matches!(request.stage, Stage::Proposed(..)) {
            (part::alert(Tone::Board, &frame.say("disclosure-for-ever-title"), &html! { p { (frame.say("disclosure-for-ever")) " " (part::norm("6.12-5")) } }))
            (step_form(frame, request, "besluiten", "disclosure-do-decide", &html! {}))
            (step_form(frame, request, "terug", "disclosure-do-send-back", &html! {}))
        } @else {
            (part::paragraph(&frame.say("disclosure-board-nothing")))
        }
    }
}

/// The forms of the steps that fit now; what is seldom needed is folded away.
fn handler(frame: &Frame, house: &House, view: &View, trouble: &Returned) -> Markup {
    let request = &view.request;
    let later = show_day(house.clock.now().day().plus_days(TWO_WEEKS));
    let fold = |step: &str, words: &str, form: &Markup| folded(frame, trouble, step, words, form);
    html! {
        (step_form(frame, request, "lezen", "disclosure-do-read", &html! {}))
        @if matches!(request.stage, Stage::Received | Stage::Unclear) { (assess(frame, request, trouble)) }
        @if request.stage == Stage::Received {
            (fold("preciseren", "disclosure-do-specify", &until(frame, request, trouble, "preciseren", "disclosure-do-specify", &later)))
        }
        @if request.stage == Stage::Unclear {
            (fold("niet-behandelen", "disclosure-do-set-aside", &step_form(frame, request, "niet-behandelen", "disclosure-do-set-aside", &part::paragraph(&frame.say("disclosure-do-set-aside-lead")))))
        }
        @if let Some(found) = request.stage.assessed() {
            @if found.about == About::Own { (step_form(frame, request, "doorsturen", "disclosure-do-refer", &part::paragraph(&frame.say("disclosure-do-refer-lead")))) }
            @if request.awaits_views() { (step_form(frame, request, "zienswijzen-binnen", "disclosure-do-views-in", &html! {})) }
            (propose(frame, request, found.about, trouble))
            @if !request.awaits_views() {
                (fold("zienswijzen", "disclosure-do-views", &until(frame, request, trouble, "zienswijzen", "disclosure-do-views", &later)))
            }
            (fold("beoordelen", "disclosure-do-assess-again", &assess(frame, request, trouble)))
        }
        @if matches!(request.stage, Stage::Received | Stage::Assessed(_)) && let Some(last) = parts::extendable(house, request) {
            (fold("verlengen", "rights-do-extend", &extend(frame, request, last, trouble)))
        }
        @if let Stage::Decided(decision) = &request.stage { (release(frame, request, decision.release_from, decision.proposal.audience, trouble)) }
        @if matches!(request.stage, Stage::Proposed(..)) { (part::paragraph(&frame.say("disclosure-awaits-board"))) }
        @if request.stage.is_pending() { (fold("intrekken", "rights-withdraw", &step_form(frame, request, "intrekken", "rights-withdraw", &html! {}))) }
    }
}

/// A step that is seldom needed. Open when its form came back.
fn folded(frame: &Frame, trouble: &Returned, step: &str, words: &str, form: &Markup) -> Markup {
    html! {
        details class="wb-more" open[value(&trouble.sent, "stap") == step] {
            summary { (frame.say(words)) }
            div { (form) }
        }
    }
}

/// A step that gives someone time until a day.
fn until(
    frame: &Frame,
    request: &Request,
    trouble: &Returned,
    step: &str,
    words: &str,
    proposed: &str,
) -> Markup {
    let (label, name) = (frame.say("disclosure-until"), until_field(step));
    let typed = value(&trouble.sent, &name);
    let body = html! {
        (part::paragraph(&frame.say(&format!("{words}-lead"))))
        (form::day(&Field { required: true, ..field(frame, trouble, &name, &label) }, if typed.is_empty() { proposed } else { typed }))
    };
    step_form(frame, request, step, words, &body)
}

/// The field for that day: the page has several of them.
fn until_field(step: &str) -> String {
    format!("tot-{step}")
}

fn assess(frame: &Frame, request: &Request, trouble: &Returned) -> Markup {
    let label = frame.say("disclosure-about");
    let seen = [Choice::new("ja", frame.say("disclosure-identified"))];
    let identity = frame.say("disclosure-identity");
    let abouts = choices(frame, "about", About::ALL.iter().map(|it| it.as_str()));
    let chosen =
        request.stage.assessed().map_or_else(|| value(&trouble.sent, "over"), |it| it.about.as_str());
    let body = html! {
        (part::paragraph(&frame.say("disclosure-do-assess-lead")))
        (form::radios(&Field { required: true, ..field(frame, trouble, "over", &label) }, &abouts, Some(chosen)))
        (form::checkboxes(&field(frame, trouble, "gezien", &identity), &seen, &[value(&trouble.sent, "gezien")]))
    };
    step_form(frame, request, "beoordelen", "disclosure-do-assess", &body)
}

fn extend(frame: &Frame, request: &Request, last: Day, trouble: &Returned) -> Markup {
    let lead = frame.say_with("disclosure-do-extend-lead", &[("day", Arg::Text(&show_day(last)))]);
    let label = frame.say("rights-do-cause");
    let causes = choices(frame, "more", More::ALL.iter().map(|it| it.as_str()));
    let body = html! {
        (part::paragraph(&lead))
        (form::radios(&Field { required: true, ..field(frame, trouble, "reden", &label) }, &causes, None))
    };
    step_form(frame, request, "verlengen", "rights-do-extend", &body)
}

fn propose(frame: &Frame, request: &Request, about: About, trouble: &Returned) -> Markup {
    let labels =
        ["disclosure-audience", "disclosure-summary", "disclosure-summary-hint", "disclosure-objection"]
            .map(|key| frame.say(key));
    let [audience, summary, hint, objection] = &labels;
    let audiences = choices(frame, "audience", about.audiences().iter().map(|it| it.as_str()));
    let first = about.audiences().first().map_or("", |it| it.as_str());
    let sent = &trouble.sent;
    let chosen = if value(sent, "publiek").is_empty() { first } else { value(sent, "publiek") };
    let expected = [Choice::new("ja", frame.say("disclosure-objection-expected"))];
    let body = html! {
        (part::paragraph(&frame.say("disclosure-do-propose-lead")))
        (form::radios(&Field { required: true, ..field(frame, trouble, "publiek", audience) }, &audiences, Some(chosen)))
        (form::text_area(&Field { hint: Some(hint), required: true, ..field(frame, trouble, "samenvatting", summary) }, value(sent, "samenvatting")))
        (form::checkboxes(&field(frame, trouble, "bezwaar", objection), &expected, &[value(sent, "bezwaar")]))
    };
    step_form(frame, request, "voorleggen", "disclosure-do-propose", &body)
}

fn release(frame: &Frame, request: &Request, from: Day, audience: Audience, trouble: &Returned) -> Markup {
    let lead = frame.say_with("disclosure-do-release-lead", &[("day", Arg::Text(&show_day(from)))]);
    let body = html! {
        (part::paragraph(&lead))
        @if audience == Audience::Everyone { (parts::for_ever(frame, trouble)) }
    };
    step_form(frame, request, "openbaar-maken", "disclosure-do-release", &body)
}

/// All forms of the page come in here, each with its own name.
pub(super) async fn step(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let id = read_id(&id)?;
    let trouble = match act(&house, &caller, &context, &id, &sent).await {
        Ok(Done::Step) => return Ok(Redirect::to(&address(&id)).into_response()),
        Ok(Done::Read(read)) => {
            let page = show(&house, &caller, &context, &id, &Returned::default(), Some(&read)).await?;
            return Ok(page.into_response());
        }
        Ok(Done::Returned(trouble)) => *trouble,
        Err(error) => {
            let mut errors = ask::fields(error)?;
            for error in errors.iter_mut().filter(|error| error.path == "tot") {
                error.path = until_field(value(&sent, "stap"));
            }
            Returned { errors, ..Returned::default() }
        }
    };
    let page = show(&house, &caller, &context, &id, &Returned { sent, ..trouble }, None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What came of a form.
enum Done {
    Step,
    Read(Box<ReadAsk>),
    Returned(Box<Returned>),
}

fn done<T>(ruled: Ruled<T>) -> Done {
    ruled.map_or_else(|refusal| Done::Returned(Box::new(Returned::refused(refusal))), |_| Done::Step)
}

async fn act(
    house: &Arc<House>,
    caller: &Caller,
    context: &Context,
    id: &RequestId,
    sent: &Fields,
) -> Result<Done, Error> {
    let step = value(sent, "stap");
    let with = sent_with(&caller.frame, &form_name(id, step), sent)?;
    let choose = |name: &str| Error::invalid(name, "choose one", "Kies een antwoord.");
    let until = || {
        let day = read_day(value(sent, &until_field(step)));
        day.ok_or_else(|| Error::invalid("tot", "is not a day", "Vul een dag in, bijvoorbeeld 16-11-2026."))
    };
    let wanted = match step {
        "preciseren" => Act::AskSpecify(until()?),
        "zienswijzen" => Act::AskViews(until()?),
        "zienswijzen-binnen" => Act::ViewsIn,
        "verlengen" => Act::Extend(More::of(value(sent, "reden")).ok_or_else(|| choose("reden"))?),
        "doorsturen" => Act::Refer,
        "intrekken" => Act::Withdraw,
        "niet-behandelen" => Act::SetAside,
        _ => return other(house, context, id, step, sent, with).await,
    };
    service::act(house, context, id, wanted, with).await.map(done)
}

/// The steps with something more to them.
async fn other(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    step: &str,
    sent: &Fields,
    with: Sent,
) -> Result<Done, Error> {
    let choose = |name: &str| Error::invalid(name, "choose one", "Kies een antwoord.");
    let ticked = |name: &str| value(sent, name) == "ja";
    match step {
        "lezen" => match service::read_ask(house, context, id, with).await? {
            Ok(read) => Ok(Done::Read(Box::new(read))),
            Err(declined) => {
                let declined = declined.ruling.reasons.iter().map(|reason| reason.text.clone()).collect();
                Ok(Done::Returned(Box::new(Returned { declined, ..Returned::default() })))
            }
        },
        "beoordelen" => {
            let about = About::of(value(sent, "over")).ok_or_else(|| choose("over"))?;
            service::assess(house, context, id, about, ticked("gezien"), with).await.map(done)
        }
        "voorleggen" => {
            let audience = Audience::of(value(sent, "publiek")).ok_or_else(|| choose("publiek"))?;
            let summary = plain("samenvatting", value(sent, "samenvatting"), true);
            let summary = summary.map_err(|error| Error::Invalid(vec![error]))?;
            service::propose(house, context, id, audience, summary, ticked("bezwaar"), with).await.map(done)
        }
        "besluiten" | "terug" => {
            service::decide(house, context, id, step == "besluiten", with).await.map(|_| Done::Step)
        }
        "openbaar-maken" => service::release(house, context, id, ticked("voor-altijd"), with).await.map(done),
        _ => Err(Error::NotFound("form")),
    }
}
