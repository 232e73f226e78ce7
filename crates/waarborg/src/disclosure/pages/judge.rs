//! `/woo-verzoeken/{id}/documenten/{number}`: one document, and what is judged of it and of its passages. A button adds room for
//! a passage; one that is left empty is none.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::super::inventory::{Document, Judgement, MOST_PASSAGES, Passage, PassageCategory, Weight, plain};
use super::super::model::{Audience, Request, RequestId};
use super::super::service::{self, Judged, View, may_handle};
use super::documents::{described_fields, read_described};
use super::parts::choices;
use super::{address, ask, form_name, parts, read_id, read_place};
use crate::api::Trace;
use crate::decision::{self, Openable};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::redaction::{self, Door, Ground};
use crate::register::{Returned, field};
use crate::web::csrf::Sent;
use crate::web::form::{self, Choice, Field, Fields, sent_with, value, values};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, sheet};

/// The form that attaches what a document says.
const ATTACH: &str = "bijvoegen";
/// The form that releases a document which waited.
const LIFT: &str = "alsnog";

/// `/woo-verzoeken/{id}/documenten/{number}`
pub(super) async fn one(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path((id, number)): Path<(String, String)>,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    show(&house, &caller, &context, &read_id(&id)?, read_place(&number)?, &Returned::default()).await
}

async fn show(
    house: &Arc<House>,
    caller: &Caller,
    context: &Context,
    id: &RequestId,
    place: i64,
    trouble: &Returned,
) -> Result<Markup, PageError> {
    let view = service::view(house, context, id).await?;
    let document = view.documents.iter().find(|document| document.place == place);
    let document = document.ok_or_else(|| PageError::not_found("document"))?;
    let (frame, request) = (&caller.frame, &view.request);
    let number = place.to_string();
    let values = [("id", Arg::Text(number.as_str())), ("number", Arg::Text(&request.number))];
    let title = frame.say_with("disclosure-document-title", &values);
    let (all, list) = (frame.say("disclosure-desk-title"), frame.say("disclosure-documents-title"));
    let here = address(id);
    let documents = format!("{here}/documenten");
    let crumbs = [
        ("/woo-verzoeken", all.as_str()),
        (here.as_str(), request.number.as_str()),
        (documents.as_str(), list.as_str()),
    ];
    let mistakes = !trouble.errors.is_empty();
    let handles = may_handle(&caller.actor);
    let judges = handles && request.stage.assessed().is_some_and(|found| !found.refused);
    let attaches = handles && request.may_still_give(document);
    let attachable = if attaches { redaction::list(house, context).await? } else { Vec::new() };
    let door = redaction::door(house, context).await?;
    let rulings = document.passages.iter().map(|passage| passage.ruling.clone());
    let open = decision::openable(house, &caller.actor, rulings).await?;
    Ok(sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, mistakes, wide: true },
        &html! {
            (trouble.shown(frame))
            (part::heading(&title))
            p class="utrecht-paragraph" lang="nl" { strong { (document.described.title) } }
            p { (parts::judgement(frame, document)) }
            @if document.judgement.is_some() { (judged(frame, document, &open)) }
            (contents(frame, document, door))
            @if !attachable.is_empty() { (attach_form(frame, request, document, &attachable, trouble)) }
            @if handles && request.has_suspended(document) { (lift_form(frame, request, document, trouble)) }
            @if judges { (judge_form(frame, &view, document, trouble)) }
        },
    ))
}

/// The passages with what the rules said of each.
fn judged(frame: &Frame, document: &Document, open: &Openable) -> Markup {
    let columns = [
        "disclosure-passage-what",
        "disclosure-passage-category",
        "disclosure-passage-says",
        "disclosure-column-grounds",
        "disclosure-passage-weighing",
    ]
    .map(|key| frame.say(key));
    let rows: Vec<_> = document
        .passages
        .iter()
        .map(|passage| {
            let says = passage.says.map_or("none", |says| says.as_str());
            let says = frame.say(&format!("disclosure-says-{says}"));
            vec![
                html! { span lang="nl" { (passage.what) } },
                html! { (frame.say(&format!("disclosure-category-{}", passage.category.as_str()))) },
                open.to(&passage.ruling)
                    .map_or_else(|| html! { (says) }, |address| part::link(&address, &says)),
                html! { (passage.ground.as_deref().unwrap_or("–")) },
                html! { span lang="nl" { (passage.weighing) " " (passage.still) } },
            ]
        })
        .collect();
    html! { @if !rows.is_empty() { (part::table(&frame.say("disclosure-passages-caption"), &columns, &rows)) } }
}

/// What it says, under review.
fn contents(frame: &Frame, document: &Document, door: Door) -> Markup {
    html! {
        @if let Some(contents) = &document.contents {
            @let (tone, key) = if contents.released { (Tone::Good, "disclosure-contents-released") } else { (Tone::Care, "disclosure-contents-review") };
            p class="utrecht-paragraph" {
                @match door.to(&contents.id) {
                    Some(address) => (part::link(&address, &contents.number)),
                    None => (contents.number),
                }
                " " (part::badge(tone, &frame.say(key)))
            }
        }
    }
}

fn attach_form(
    frame: &Frame,
    request: &Request,
    document: &Document,
    attachable: &[redaction::Document],
    trouble: &Returned,
) -> Markup {
    let label = frame.say("disclosure-attach");
    let hint = frame.say("disclosure-attach-hint");
    let choices: Vec<Choice> = attachable
        .iter()
        .filter(|it| !it.destroyed)
        .map(|it| {
            Choice::new(it.id.as_str(), format!("{}, {}", it.number, form::show_day(it.received.at.day())))
        })
        .collect();
    let chosen = document.contents.as_ref().map(|contents| contents.id.as_str());
    html! {
        form class="wb-step" method="post" action=(format!("{}/documenten/{}", address(&request.id), document.place)) novalidate {
            (parts::opening(frame, &request.id, ATTACH, request.revision()))
            (form::select(&Field { hint: Some(&hint), required: true, ..field(frame, trouble, "inhoud", &label) }, &choices, chosen, &frame.say("disclosure-choose")))
            (part::actions(&[part::submit_second(&frame.say("disclosure-attach-send"))]))
        }
    }
}

/// A document that waited while the others were released.
fn lift_form(frame: &Frame, request: &Request, document: &Document, trouble: &Returned) -> Markup {
    let audience = request.stage.decision().map(|decision| decision.proposal.audience);
    html! {
        form class="wb-step" method="post" action=(format!("{}/documenten/{}", address(&request.id), document.place)) novalidate {
            h2 class="utrecht-heading-2" { (frame.say("disclosure-lift")) }
            (parts::opening(frame, &request.id, LIFT, request.revision()))
            (part::paragraph(&frame.say("disclosure-lift-lead")))
            @if audience == Some(Audience::Everyone) { (parts::for_ever(frame, trouble)) }
            (part::actions(&[part::submit(&frame.say("disclosure-lift"))]))
        }
    }
}

fn judge_form(frame: &Frame, view: &View, document: &Document, trouble: &Returned) -> Markup {
    let id = &view.request.id;
    let sent = &trouble.sent;
    let label = frame.say("disclosure-column-judgement");
    let judgements = choices(frame, "judgement", Judgement::ALL.iter().map(|it| it.as_str()));
    let known = document.judgement.map_or("", Judgement::as_str);
    let chosen = if sent.is_empty() { known } else { value(sent, "oordeel") };
    let waits = [Choice::new("ja", frame.say("disclosure-suspended-choice"))];
    let suspended = frame.say("disclosure-suspended");
    let ticked = if sent.is_empty() { document.suspended } else { value(sent, "opgeschort") == "ja" };
    // The whole of a document is no passage that someone wrote down.
    let kept =
        document.passages.iter().filter(|it| it.ground.is_some() || it.category != PassageCategory::None);
    let passages: Vec<&Passage> = kept.collect();
    let room = if sent.is_empty() { passages.len() + 1 } else { room(sent) };
    let old = document.described.is_old(view.request.received);
    html! {
        form class="wb-step" method="post" action=(format!("{}/documenten/{}", address(id), document.place)) novalidate {
            (parts::opening(frame, id, &step_of(document.place), view.request.revision()))
            (form::hidden("keer", &document.revision.to_string()))
            (form::hidden("delen", &room.to_string()))
            (form::radios(&Field { required: true, ..field(frame, trouble, "oordeel", &label) }, &judgements, Some(chosen)))
            (form::checkboxes(&field(frame, trouble, "opgeschort", &suspended), &waits, if ticked { &["ja"] } else { &[] }))
            h2 class="utrecht-heading-2" { (frame.say("disclosure-passages-title")) }
            (part::paragraph(&frame.say("disclosure-passages-lead")))
            @for number in 1..=room {
                (passage_fields(frame, &view.law, number, passages.get(number - 1).copied(), old, trouble))
            }
            (part::actions(&[part::submit_as("meer", "ja", &frame.say("disclosure-passage-more"))]))
            h2 class="utrecht-heading-2" { (frame.say("disclosure-described-title")) }
            (described_fields(frame, trouble, Some(&document.described)))
            (part::actions(&[part::submit(&frame.say("disclosure-judge-send"))]))
        }
    }
}

/// How many passages the form that was sent had room for, and one more when that was asked.
fn room(sent: &Fields) -> usize {
    let had = value(sent, "delen").parse::<usize>().unwrap_or(1);
    let more = usize::from(value(sent, "meer") == "ja");
    (had + more).clamp(1, MOST_PASSAGES)
}

fn passage_fields(
    frame: &Frame,
    law: &str,
    number: usize,
    known: Option<&Passage>,
    old: bool,
    trouble: &Returned,
) -> Markup {
    let sent = &trouble.sent;
    let name = |part: &str| format!("{part}-{number}");
    let or = |part: &str, known: &str| {
        if sent.is_empty() { known.to_owned() } else { value(sent, &name(part)).to_owned() }
    };
    let (category, weights) = (
        choices(frame, "category", PassageCategory::ALL.iter().map(|it| it.as_str())),
        choices(frame, "weight", Weight::ALL.iter().map(|it| it.as_str())),
    );
    let grounds: Vec<Choice> =
        Ground::of_law(law).map(|ground| Choice::new(ground.code, ground.told())).collect();
    let known_facts = [
        ("redactable", known.is_none_or(|it| it.redactable)),
        ("third", known.is_none_or(|it| it.third_party)),
        ("consent", known.is_some_and(|it| it.consent)),
        ("public", known.is_some_and(|it| it.made_public)),
    ];
    let facts = name("feiten");
    let ticked: Vec<&str> = if sent.is_empty() {
        known_facts.iter().filter(|(_, is)| *is).map(|(fact, _)| *fact).collect()
    } else {
        values(sent, &facts)
    };
    let nothing = frame.say("disclosure-choose");
    let say = |key: &str| frame.say(key);
    let select = |part: &str, key: &str, choices: &[Choice], known: &str, nothing: &str| {
        let (path, label) = (name(part), say(key));
        form::select(&field(frame, trouble, &path, &label), choices, Some(&or(part, known)), nothing)
    };
    let text = |part: &str, key: &str, known: &str| {
        let (path, label) = (name(part), say(key));
        form::text(&field(frame, trouble, &path, &label), &or(part, known), "text")
    };
    html! {
        fieldset class="wb-section" {
            legend class="utrecht-heading-3" { (frame.say_with("disclosure-passage-number", &[("number", Arg::Text(&number.to_string()))])) }
            (text("wat", "disclosure-passage-what", known.map_or("", |it| &it.what)))
            (select("soort", "disclosure-passage-category", &category, known.map_or("ordinary", |it| it.category.as_str()), &nothing))
            (select("openheid", "disclosure-passage-openness", &weights, known.map_or("low", |it| it.openness.as_str()), &nothing))
            (select("privacy", "disclosure-passage-privacy", &weights, known.map_or("high", |it| it.privacy.as_str()), &nothing))
            (form::checkboxes(&field(frame, trouble, &facts, &say("disclosure-passage-facts")),
                &choices(frame, "fact", known_facts.iter().map(|(fact, _)| *fact)), &ticked))
            (select("grond", "disclosure-passage-ground", &grounds, known.and_then(|it| it.ground.as_deref()).unwrap_or_default(), &say("disclosure-ground-none")))
            (text("afweging", "disclosure-passage-weighing", known.map_or("", |it| &it.weighing)))
            @if old { (text("tijd", "disclosure-passage-still", known.map_or("", |it| &it.still))) }
        }
    }
}

/// The name of the form of one document.
fn step_of(place: i64) -> String {
    format!("oordeel-{place}")
}

/// The form of the page.
pub(super) async fn send(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path((id, number)): Path<(String, String)>,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("disclosure.handle").into());
    }
    let context = Context::within(trace, caller.actor.clone());
    let (id, place) = (read_id(&id)?, read_place(&number)?);
    let step = value(&sent, "stap").to_owned();
    let step = if [ATTACH, LIFT].contains(&step.as_str()) { step } else { step_of(place) };
    let with = sent_with(&caller.frame, &form_name(&id, &step), &sent)?;
    if value(&sent, "meer") == "ja" {
        let trouble = Returned { sent, ..Returned::default() };
        return Ok(show(&house, &caller, &context, &id, place, &trouble).await?.into_response());
    }
    let result = match step.as_str() {
        ATTACH => attach(&house, &context, &id, place, &sent, with).await,
        LIFT => {
            let knows = value(&sent, "voor-altijd") == "ja";
            service::lift(&house, &context, &id, place, knows, with).await.map(|ruled| ruled.map(drop))
        }
        _ => judge(&house, &context, &id, place, &sent, with).await,
    };
    // What was chosen in one form says nothing about the other.
    let sent = if [ATTACH, LIFT].contains(&step.as_str()) { Fields::new() } else { sent };
    let trouble = match result {
        Ok(Ok(())) => {
            return Ok(Redirect::to(&format!("{}/documenten/{place}", address(&id))).into_response());
        }
        Ok(Err(refusal)) => Returned::refused(refusal),
        Err(error) => Returned { errors: ask::fields(error)?, ..Returned::default() },
    };
    let page = show(&house, &caller, &context, &id, place, &Returned { sent, ..trouble }).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn attach(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    place: i64,
    sent: &Fields,
    with: Sent,
) -> Result<crate::register::Ruled<()>, Error> {
    let contents = value(sent, "inhoud").parse();
    let contents = contents.map_err(|_| Error::invalid("inhoud", "choose one", "Kies een antwoord."))?;
    service::attach(house, context, id, place, contents, with).await.map(Ok)
}

async fn judge(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    place: i64,
    sent: &Fields,
    with: Sent,
) -> Result<crate::register::Ruled<()>, Error> {
    let judged = read(sent).map_err(Error::Invalid)?;
    Ok(service::judge(house, context, id, place, judged, with).await?.map(drop))
}

fn read(sent: &Fields) -> Result<Judged, Vec<FieldError>> {
    let mut errors = Vec::new();
    let judgement = Judgement::of(value(sent, "oordeel"));
    if judgement.is_none() {
        errors.push(FieldError::new("oordeel", "choose one", "Kies een antwoord."));
    }
    let mut passages = Vec::new();
    for number in 1..=room(sent) {
        passages.extend(read_passage(sent, number, &mut errors));
    }
    let described = read_described(sent, &mut errors);
    let revision = value(sent, "keer").parse().unwrap_or(-1);
    match (judgement, described) {
        (Some(judgement), Some(described)) if errors.is_empty() => Ok(Judged {
            described,
            judgement,
            suspended: value(sent, "opgeschort") == "ja",
            passages,
            revision,
        }),
        _ => Err(errors),
    }
}

/// None where nothing was filled in.
fn read_passage(sent: &Fields, number: usize, errors: &mut Vec<FieldError>) -> Option<Passage> {
    let name = |part: &str| format!("{part}-{number}");
    let given = |part: &str| value(sent, &name(part));
    if given("wat").is_empty() && given("grond").is_empty() && given("afweging").is_empty() {
        return None;
    }
    let mut text = |part: &str, needed: bool| {
        plain(&name(part), given(part), needed).map_err(|error| errors.push(error)).unwrap_or_default()
    };
    let (what, weighing, still) = (text("wat", true), text("afweging", false), text("tijd", false));
    let category = PassageCategory::of(given("soort"));
    let (openness, privacy) = (Weight::of(given("openheid")), Weight::of(given("privacy")));
    for (part, missing) in
        [("soort", category.is_none()), ("openheid", openness.is_none()), ("privacy", privacy.is_none())]
    {
        if missing {
            errors.push(FieldError::new(name(part), "choose one", "Kies een antwoord."));
        }
    }
    let facts = values(sent, &name("feiten"));
    let is = |fact: &str| facts.contains(&fact);
    let ground = Some(given("grond")).filter(|code| !code.is_empty()).map(str::to_owned);
    Some(Passage {
        what,
        category: category?,
        third_party: is("third"),
        openness: openness?,
        privacy: privacy?,
        consent: is("consent"),
        made_public: is("public"),
        redactable: is("redactable"),
        ground,
        weighing,
        still,
        ruling: String::new(),
        says: None,
    })
}
