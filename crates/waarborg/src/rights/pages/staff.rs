//! `/verzoeken/{id}`: one request with its steps as forms. The FG reads the same page without forms.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::super::facts::needs_authority;
use super::super::model::{
    Assessment, Authority, Cause, Proof, Request, RequestId, Right, Stage, Step, Verdict, Weighing,
};
use super::super::service::{self, Shown, View, may_handle};
use super::{Returned, download, field, form_name, letters, parts, read_id};
use crate::api::Trace;
use crate::decision::Declined;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::records::{ItemId, Origin};
use crate::register::Letter;
use crate::vault::{self, NewItem};
use crate::web::form::{self, Choice, Field, Fields, sent_with, show_day, show_moment, value};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, sheet};

/// `/verzoeken/{id}`
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
    note: Option<&str>,
) -> Result<Markup, PageError> {
    if super::super::model::resident_of(&caller.actor).is_some() {
        return Err(Error::Forbidden("rights.view").into());
    }
    let view = service::view(house, context, id).await?;
    let (frame, request) = (&caller.frame, &view.request);
    let colleagues = parts::colleagues(house, request).await?;
    let title = frame.say_with("rights-request-title", &[("number", Arg::Text(&request.number))]);
    let all = frame.say("rights-desk-title");
    let mistakes = !trouble.errors.is_empty();
    Ok(sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/verzoeken", &all)], mistakes, wide: true },
        &html! {
            (trouble.shown(frame))
            (part::heading(&title))
            p { (parts::kind(frame, request)) " " (parts::stage(frame, request)) }
            (about(frame, &view))
            @if let Some(note) = note {
                section class="wb-section" aria-labelledby="woorden" {
                    h2 class="utrecht-heading-2" id="woorden" { (frame.say("rights-do-note-title")) }
                    @for line in note.lines().filter(|line| !line.trim().is_empty()) { p class="utrecht-paragraph" { (line) } }
                }
            }
            (considered(frame, request))
            section class="wb-section wb-no-print" aria-labelledby="doen" {
                h2 class="utrecht-heading-2" id="doen" { (frame.say("rights-do-title")) }
                @if !may_handle(&caller.actor) {
                    (part::paragraph(&frame.say("rights-do-read-only")))
                } @else {
                    (steps(frame, house, &view, trouble))
                }
            }
            (parts::timeline(frame, house, request, false))
            (parts::decision(frame, request, &format!("/verzoeken/{}/brief", request.id.as_str())))
            @if let Some(instead) = request.stage.decision().and_then(|it| it.alternative.as_ref()) {
                p lang="nl" { strong { (frame.say("declined-instead")) } " " (instead) }
            }
            (parts::history(frame, request, Some(&colleagues)))
            (answers(frame, &view))
        },
    ))
}

fn about(frame: &Frame, view: &View) -> Markup {
    let request = &view.request;
    let items = html! {
        @if view.items.is_empty() {
            (frame.say("rights-request-everything"))
        } @else {
            ul class="utrecht-unordered-list" lang="nl" {
                @for (item, number) in &view.items {
                    li class="utrecht-unordered-list__item" { (item.kind) " (" (number) ")" }
                }
            }
        }
    };
    part::data_list(&[
        (frame.say("rights-desk-person"), html! { (view.subject.pseudonym) }),
        (
            frame.say("rights-new-capacity"),
            html! { (frame.say(&format!("rights-capacity-{}", request.capacity.as_str()))) },
        ),
        (
            frame.say("rights-new-matter"),
            html! { (frame.say(&format!("rights-matter-{}", request.matter.as_str()))) },
        ),
        (frame.say("rights-request-what"), items),
    ])
}

/// What the rules still want, when that was the last thing they said.
fn considered(frame: &Frame, request: &Request) -> Markup {
    let Some(Step::Consider(considered)) = request.steps.last().map(|taken| &taken.step) else {
        return html! {};
    };
    part::alert(
        Tone::Ask,
        &frame.say("rights-considered"),
        &html! {
            ul class="utrecht-unordered-list" lang="nl" {
                @for reason in &considered.reasons {
                    li class="utrecht-unordered-list__item" { (reason.text) " " (part::norm(&reason.norm)) }
                }
            }
            @if !considered.questions.is_empty() {
                p { (frame.say("rights-considered-questions")) ": " (considered.questions.join(", ")) }
            }
        },
    )
}

/// The forms of the steps that fit now.
fn steps(frame: &Frame, house: &House, view: &View, trouble: &Returned) -> Markup {
    let request = &view.request;
    let granted = request.stage.decision().is_some_and(|it| it.verdict == Verdict::Granted);
    let copy = granted && matches!(request.right, Right::Access | Right::Portability);
    html! {
        @if request.has_note && request.stage.identity().is_some() {
            (step_form(frame, request, "lezen", "rights-do-note", &html! {}))
        }
        @if request.stage == Stage::Received {
            (step_form(frame, request, "vragen", "rights-do-ask-identity", &part::paragraph(&frame.say("rights-do-ask-identity-lead"))))
        }
        @if matches!(request.stage, Stage::Received | Stage::IdentityAsked(_)) { (identify(frame, request, trouble)) }
        @if matches!(request.stage, Stage::Identified(_)) { (extend(frame, house, request, trouble)) }
        @if request.stage.is_pending() {
            (decide(frame, view, trouble))
            (step_form(frame, request, "intrekken", "rights-withdraw", &html! {}))
        }
        @if copy {
            (step_form(frame, request, "overzicht", "rights-do-answer", &part::paragraph(&frame.say("rights-do-answer-lead"))))
            (step_form(frame, request, "brief", "rights-answer-letter", &html! {}))
            (step_form(frame, request, "bestand", "rights-answer-download", &html! {}))
        }
        @if request.right == Right::Rectification && granted {
            @for id in &view.uncorrected { (correct(frame, view, id, trouble)) }
        }
        @if matches!(request.stage, Stage::Decided(..)) && !copy {
            (step_form(frame, request, "bezorgd", "rights-do-deliver", &part::paragraph(&frame.say("rights-do-deliver-lead"))))
        }
        @if !request.stage.is_open() && view.recipients.iter().all(|it| it.told.is_some()) {
            (part::paragraph(&frame.say("rights-do-nothing")))
        }
        (tell(frame, view))
    }
}

/// Steps that are not what one comes to do.
const SECOND: [&str; 4] = ["bestand", "intrekken", "lezen", "vragen"];

/// A form for one step. Each step has its own token, and says for which stand of the request it was made.
fn step_form(frame: &Frame, request: &Request, step: &str, words: &str, body: &Markup) -> Markup {
    html! {
        form class="wb-step" method="post" action=(format!("/verzoeken/{}", request.id.as_str())) novalidate {
            (form::made_for(frame, &form_name(&request.id, step), request.revision()))
            (form::hidden("stap", step))
            (body)
            @let words = frame.say(words);
            (part::actions(&[if SECOND.contains(&step) { part::submit_second(&words) } else { part::submit(&words) }]))
        }
    }
}

fn words(frame: &Frame, kind: &str, codes: &[&str]) -> Vec<Choice> {
    codes.iter().map(|code| Choice::new(*code, frame.say(&format!("rights-{kind}-{code}")))).collect()
}

fn identify(frame: &Frame, request: &Request, trouble: &Returned) -> Markup {
    let labels = ["rights-do-proof", "rights-do-authority"].map(|key| frame.say(key));
    let [proof, authority] = &labels;
    let proofs = words(frame, "proof", &["document_seen", "known_address", "known_number", "copy"]);
    let mut authorities = vec![Choice::new("", frame.say("rights-do-authority-none"))];
    authorities.extend(words(
        frame,
        "authority",
        &Authority::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>(),
    ));
    let body = html! {
        (form::radios(&Field { required: true, ..field(frame, trouble, "manier", proof) }, &proofs, Some(value(&trouble.sent, "manier"))))
        @if needs_authority(request.capacity) {
            (form::radios(&field(frame, trouble, "bewijs", authority), &authorities, Some(value(&trouble.sent, "bewijs"))))
        }
    };
    step_form(frame, request, "identiteit", "rights-do-identify", &body)
}

fn extend(frame: &Frame, house: &House, request: &Request, trouble: &Returned) -> Markup {
    let today = house.clock.now().day();
    let clock = request.clock(service::length(house, request));
    let Some(last) = clock.extendable_until(today).filter(|last| today <= *last) else { return html! {} };
    let later = super::super::clock::Clock { extended: true, ..clock }.due(today);
    let lead = frame.say_with(
        "rights-do-extend-lead",
        &[("day", Arg::Text(&show_day(last))), ("due", Arg::Text(&show_day(later)))],
    );
    let label = frame.say("rights-do-cause");
    let causes = words(frame, "cause", &Cause::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>());
    let body = html! {
        (part::paragraph(&lead))
        (form::radios(&Field { required: true, ..field(frame, trouble, "reden", &label) }, &causes, None))
    };
    step_form(frame, request, "verlengen", "rights-do-extend", &body)
}

fn decide(frame: &Frame, view: &View, trouble: &Returned) -> Markup {
    let request = &view.request;
    let yes_no = [Choice::new("ja", frame.say("rights-yes")), Choice::new("nee", frame.say("rights-no"))];
    let ask = |name: &str, key: &str| {
        let label = frame.say(key);
        form::radios(&field(frame, trouble, name, &label), &yes_no, Some(value(&trouble.sent, name)))
    };
    let corrects = request.right.is_about_items();
    let by_ground = matches!(request.right, Right::Erasure | Right::Objection | Right::Portability);
    let ground = frame.say("rights-do-ground");
    let grounds: Vec<Choice> = view.grounds.iter().map(|it| Choice::new(it.as_str(), it.nl())).collect();
    let weighing = frame.say("rights-do-weighing");
    let weighings = words(frame, "weighing", &Weighing::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>());
    let body = html! {
        (part::paragraph(&frame.say("rights-do-decide-lead")))
        @if corrects { (ask("fout", "rights-do-error")) }
        @if matches!(request.right, Right::Rectification | Right::Erasure) { (ask("oordeel", "rights-do-opinion")) }
        @if request.right == Right::Objection {
            (ask("reclame", "rights-do-marketing"))
            (form::radios(&field(frame, trouble, "weging", &weighing), &weighings, Some("not_weighed")))
        }
        @if by_ground && !grounds.is_empty() {
            (form::radios(&field(frame, trouble, "grondslag", &ground), &grounds, grounds.first().map(|it| it.value.as_str())))
        }
    };
    step_form(frame, request, "beslissen", "rights-do-decide", &body)
}

fn correct(frame: &Frame, view: &View, id: &ItemId, trouble: &Returned) -> Markup {
    let Some((item, number)) = view.items.iter().find(|(item, _)| item.id == *id) else { return html! {} };
    let labels = ["rights-do-correct-value", "rights-do-correct-source"].map(|key| frame.say(key));
    let [new, source] = &labels;
    let body = html! {
        p class="utrecht-paragraph" lang="nl" { strong { (item.kind) } " (" (number) ")" }
        (form::hidden("gegeven", id.as_str()))
        (form::text_area(&Field { required: true, ..field(frame, trouble, "waarde", new) }, ""))
        (form::text(&Field { required: true, ..field(frame, trouble, "bron", source) }, "", "text"))
    };
    step_form(frame, &view.request, "verbeteren", "rights-do-correct", &body)
}

fn tell(frame: &Frame, view: &View) -> Markup {
    html! {
        @if !view.recipients.is_empty() {
            h3 class="utrecht-heading-3" { (frame.say("rights-do-tell")) }
            @for receipt in &view.recipients {
                @if let Some(at) = receipt.told {
                    p class="utrecht-paragraph" { (receipt.recipient) ", " (show_day(receipt.given)) ": " (frame.say("rights-column-told")) " " (show_moment(at)) }
                } @else {
                    (step_form(frame, &view.request, "vertellen", "rights-do-tell-done", &html! {
                        p class="utrecht-paragraph" { (receipt.recipient) ", " (show_day(receipt.given)) }
                        (form::hidden("verstrekking", &receipt.disclosure))
                    }))
                }
            }
        }
    }
}

fn answers(frame: &Frame, view: &View) -> Markup {
    let columns = ["rights-clock-when", "rights-answers-sum"].map(|key| frame.say(key));
    let rows: Vec<_> = view
        .answers
        .iter()
        .map(|(at, sum)| vec![html! { (show_moment(*at)) }, html! { code { (sum) } }])
        .collect();
    html! { @if !rows.is_empty() { (part::table(&frame.say("rights-answers-caption"), &columns, &rows)) } }
}

/// All forms of the page come in here, each with its own name.
pub(super) async fn step(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("rights.handle").into());
    }
    let context = Context::within(trace, caller.actor.clone());
    let id = read_id(&id)?;
    match act(&house, &caller, &context, &id, &sent).await {
        Ok(Done::Step) => Ok(Redirect::to(&format!("/verzoeken/{}", id.as_str())).into_response()),
        Ok(Done::Shown(response)) => Ok(response),
        Ok(Done::Letter(answer)) => letters::answer(&house, &answer).await,
        Ok(Done::Note(note)) => {
            let page = show(&house, &caller, &context, &id, &Returned::default(), note.as_deref()).await?;
            Ok(page.into_response())
        }
        Ok(Done::Returned(trouble)) => {
            let page = show(&house, &caller, &context, &id, &Returned { sent, ..trouble }, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Invalid(errors)) => {
            let trouble = Returned { errors, sent, ..Returned::default() };
            let page = show(&house, &caller, &context, &id, &trouble, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What came of a form.
enum Done {
    Step,
    Shown(Response),
    Letter(Box<service::Answer>),
    Note(Option<String>),
    Returned(Returned),
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
    match step {
        "vragen" => service::ask_identity(house, context, id, with).await.map(|_| Done::Step),
        "identiteit" => {
            let shown = Shown::of(value(sent, "manier"));
            let shown =
                shown.filter(|it| *it != Shown::By(Proof::SignedIn)).ok_or_else(|| choose("manier"))?;
            let authority = Authority::of(value(sent, "bewijs"));
            let ruled = service::identify(house, context, id, shown, authority, with).await?;
            Ok(ruled.map_or_else(refused, |_| Done::Step))
        }
        "verlengen" => {
            let cause = Cause::of(value(sent, "reden")).ok_or_else(|| choose("reden"))?;
            let ruled = service::extend(house, context, id, cause, with).await?;
            Ok(ruled.map_or_else(refused, |_| Done::Step))
        }
        "beslissen" => service::decide(house, context, id, assessment(sent), with).await.map(|_| Done::Step),
        "bezorgd" => service::deliver(house, context, id, with).await.map(|_| Done::Step),
        "intrekken" => service::withdraw(house, context, id, with).await.map(|_| Done::Step),
        "vertellen" => {
            let disclosure = value(sent, "verstrekking").to_owned();
            service::tell(house, context, id, disclosure, with).await.map(|()| Done::Step)
        }
        "verbeteren" => {
            let item = value(sent, "gegeven").parse().map_err(|_| Error::NotFound("item"))?;
            let new = corrected(house, sent)?;
            let asked = service::correct(house, context, id, &item, new, with).await?;
            Ok(asked.map_or_else(|it| declined(&it), |_| Done::Step))
        }
        "lezen" => {
            let asked = service::read_note(house, context, id).await?;
            Ok(asked.map_or_else(|it| declined(&it), Done::Note))
        }
        "overzicht" | "bestand" | "brief" => {
            let asked = service::answer(house, context, id, with).await?;
            Ok(match asked {
                Ok(answer) if step == "bestand" => Done::Shown(download(&answer)),
                Ok(answer) if step == "brief" => Done::Letter(Box::new(answer)),
                Ok(answer) => Done::Shown(answer_page(&caller.frame, &answer).into_response()),
                Err(it) => declined(&it),
            })
        }
        _ => Err(Error::NotFound("form")),
    }
}

fn answer_page(frame: &Frame, answer: &service::Answer) -> Markup {
    let number = answer.request.number.as_str();
    let title = frame.say_with("rights-overview-title", &[("number", Arg::Text(number))]);
    let back = format!("/verzoeken/{}", answer.request.id.as_str());
    let all = frame.say("rights-desk-title");
    let crumbs = [("/verzoeken", all.as_str()), (back.as_str(), number)];
    let body = html! {
        (part::heading(&title))
        (parts::overview(frame, answer))
    };
    sheet(frame, &Sheet { title: &title, crumbs: &crumbs, mistakes: false, wide: true }, &body)
}

fn refused(refusal: crate::register::Refusal) -> Done {
    Done::Returned(Returned::refused(refusal))
}

fn declined(declined: &Declined) -> Done {
    let reasons = declined.ruling.reasons.iter().map(|reason| reason.text.clone()).collect();
    Done::Returned(Returned { declined: reasons, ..Returned::default() })
}

/// What was left open stays open: the rules then ask for it.
fn assessment(sent: &Fields) -> Assessment {
    let yes_no = |name: &str| match value(sent, name) {
        "ja" => Some(true),
        "nee" => Some(false),
        _ => None,
    };
    Assessment {
        factual_error: yes_no("fout"),
        opinion: yes_no("oordeel"),
        direct_marketing: yes_no("reclame"),
        weighing: Weighing::of(value(sent, "weging")).unwrap_or(Weighing::NotWeighed),
        ground: Letter::of(value(sent, "grondslag")),
    }
}

fn corrected(house: &House, sent: &Fields) -> Result<NewItem, Error> {
    let text = vault::Value::read("waarde", value(sent, "waarde"));
    let source = value(sent, "bron");
    let mut errors = Vec::new();
    if source.is_empty() || source.chars().count() > 200 {
        errors.push(FieldError::new(
            "bron",
            "say where it shows, in 200 characters",
            "Vul in waar dat uit blijkt, in 200 tekens.",
        ));
    }
    match text {
        Ok(text) if errors.is_empty() => Ok(NewItem {
            kind: String::new(),
            value: text,
            origin: Origin::Subject,
            source: source.to_owned(),
            basis: String::new(),
            obtained: house.clock.now().day(),
            verified: true,
            only_for_third: false,
        }),
        Ok(_) => Err(Error::Invalid(errors)),
        Err(error) => {
            errors.push(error);
            Err(Error::Invalid(errors))
        }
    }
}
