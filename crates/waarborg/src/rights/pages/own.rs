//! A resident's own place: what they asked, how it stands, what is kept, who received it.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::Day;
use maud::{Markup, html};

use super::super::model::{Capacity, Channel, Matter, Request, Right, Verdict, resident_of};
use super::super::service::{self, NewRequest, Place, Whose};
use super::{Returned, download, field, form_name, letters, parts, read_id};
use crate::api::Trace;
use crate::consents::Standing;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::records::ItemId;
use crate::vault;
use crate::web::form::{self, Choice, Field, Fields, sent_new, sent_with, show_day, value, values};
use crate::web::part;
use crate::web::{Arg, Frame, PageError, ResidentCaller, Sheet, law_name, page, sheet};

const NEW: &str = "verzoek-nieuw";

fn resident(caller: &ResidentCaller, trace: Trace) -> Result<Context, Error> {
    resident_of(&caller.actor).ok_or(Error::Forbidden("rights.place"))?;
    Ok(Context::within(trace, caller.actor.clone()))
}

/// `/mijn`
pub(super) async fn place(
    State(house): State<Arc<House>>,
    caller: ResidentCaller,
    trace: Trace,
) -> Result<Markup, PageError> {
    let context = resident(&caller, trace)?;
    let place = service::place(&house, &context).await?;
    let frame = &caller.frame;
    let title = frame.say("rights-mine");
    Ok(sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("rights-mine-lead")))
            (requests(frame, &house, &place.requests))
            (kept(frame, &place))
            (receipts(frame, &place))
            section class="wb-section" aria-labelledby="toestemmingen" {
                h2 class="utrecht-heading-2" id="toestemmingen" { (frame.say("rights-mine-consents")) }
                (consents(frame, &place, house.clock.now().day()))
            }
            section class="wb-section" aria-labelledby="klacht" {
                h2 class="utrecht-heading-2" id="klacht" { (frame.say("rights-mine-complaint")) }
                (part::paragraph(&frame.say("rights-mine-complaint-text")))
                p { (part::link("https://autoriteitpersoonsgegevens.nl", &frame.say("rights-mine-complaint-ap"))) }
                p { (part::link("/beleid/3", &frame.say("rights-mine-policy"))) }
            }
        },
    ))
}

fn requests(frame: &Frame, house: &House, requests: &[Request]) -> Markup {
    let columns =
        ["rights-column-number", "rights-column-kind", "rights-column-stage", "rights-column-clock"]
            .map(|key| frame.say(key));
    let row = |request: &Request| {
        vec![
            part::link(&format!("/mijn/verzoek/{}", request.id.as_str()), &request.number),
            html! { (parts::kind(frame, request)) },
            parts::stage(frame, request),
            parts::clock(frame, house, request),
        ]
    };
    let rows: Vec<_> = requests.iter().map(row).collect();
    let title = frame.say("rights-mine-requests");
    html! {
        section class="wb-section" aria-labelledby="verzoeken" {
            h2 class="utrecht-heading-2" id="verzoeken" { (title) }
            @if rows.is_empty() {
                (part::paragraph(&frame.say("rights-mine-none")))
            } @else {
                (part::table_under_heading(&title, &columns, &rows))
            }
            (part::actions(&[part::link_button("/mijn/verzoek", &frame.say("rights-mine-new"))]))
        }
    }
}

fn kept(frame: &Frame, place: &Place) -> Markup {
    let columns =
        ["rights-column-file", "rights-column-data", "rights-column-since"].map(|key| frame.say(key));
    let rows: Vec<_> = place
        .items
        .iter()
        .map(|(item, number)| {
            vec![html! { (number) }, html! { (item.kind) }, html! { (show_day(item.obtained)) }]
        })
        .collect();
    html! {
        section class="wb-section" aria-labelledby="gegevens" {
            h2 class="utrecht-heading-2" id="gegevens" { (frame.say("rights-mine-data")) }
            @if rows.is_empty() {
                (part::paragraph(&frame.say("rights-mine-data-none")))
            } @else {
                (part::paragraph(&frame.say("rights-mine-data-lead")))
                (part::table_under_heading(&frame.say("rights-mine-data-caption"), &columns, &rows))
            }
        }
    }
}

fn receipts(frame: &Frame, place: &Place) -> Markup {
    let columns =
        ["rights-column-day", "rights-column-recipient", "rights-column-data"].map(|key| frame.say(key));
    let kind = |id: &ItemId| place.items.iter().find(|(item, _)| item.id == *id).map(|it| it.0.kind.as_str());
    let rows: Vec<_> = place
        .receipts
        .iter()
        .map(|receipt| {
            let kind = kind(&receipt.item).unwrap_or("–");
            vec![html! { (show_day(receipt.given)) }, html! { (receipt.recipient) }, html! { (kind) }]
        })
        .collect();
    html! {
        section class="wb-section" aria-labelledby="ontvangers" {
            h2 class="utrecht-heading-2" id="ontvangers" { (frame.say("rights-mine-receipts")) }
            @if rows.is_empty() {
                (part::paragraph(&frame.say("rights-mine-receipts-none")))
            } @else {
                (part::table(&frame.say("rights-mine-receipts-caption"), &columns, &rows))
            }
        }
    }
}

/// What the person consented to, each with the button that takes it back.
fn consents(frame: &Frame, place: &Place, today: Day) -> Markup {
    html! {
        @if place.consents.is_empty() {
            (part::paragraph(&frame.say("rights-mine-consents-none")))
        }
        @for consent in &place.consents {
            @let standing = consent.standing(today);
            h3 class="utrecht-heading-3" { (frame.say("rights-mine-consent")) " " (law_name(frame, &consent.coverage.purpose)) }
            (part::data_list(&[
                (frame.say("rights-column-stage"), html! { (frame.say(&format!("consents-standing-{}", standing.as_str().replace('_', "-")))) }),
                (frame.say("rights-column-data"), html! {
                    span lang="nl" { (consent.coverage.kinds.keys().cloned().collect::<Vec<_>>().join("; ")) }
                }),
                (frame.say("rights-mine-consent-to"), html! {
                    (consent.coverage.receiver.as_ref().map_or("WIL", |receiver| receiver.name.as_str()))
                }),
            ]))
            @if standing == Standing::Given {
                form method="post" action="/mijn" {
                    (form::token(frame, &consent_form(consent.id.as_str())))
                    (form::hidden("toestemming", consent.id.as_str()))
                    (part::actions(&[part::submit(&frame.say("rights-mine-consent-withdraw"))]))
                }
            }
        }
    }
}

fn consent_form(id: &str) -> String {
    format!("toestemming-{id}-intrekken")
}

/// The form of `/mijn` that takes a consent back.
pub(super) async fn withdraw_consent(
    State(house): State<Arc<House>>,
    caller: ResidentCaller,
    trace: Trace,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    let context = resident(&caller, trace)?;
    let id = value(&sent, "toestemming");
    let with = sent_new(&caller.frame, &consent_form(id), &sent)?;
    let id = id.parse().map_err(|_| PageError::not_found("consent"))?;
    service::withdraw_consent(&house, &context, &id, with).await?;
    Ok(Redirect::to("/mijn#toestemmingen").into_response())
}

/// `/mijn/verzoek`
pub(super) async fn blank(
    State(house): State<Arc<House>>,
    caller: ResidentCaller,
    trace: Trace,
) -> Result<Markup, PageError> {
    let context = resident(&caller, trace)?;
    let place = service::place(&house, &context).await?;
    Ok(ask(&caller.frame, &place, &Returned::default()))
}

fn ask(frame: &Frame, place: &Place, trouble: &Returned) -> Markup {
    let title = frame.say("rights-ask-title");
    let mine = frame.say("rights-mine");
    let labels = ["rights-ask-right", "rights-ask-items", "rights-ask-note"].map(|key| frame.say(key));
    let [right, items, note] = &labels;
    let hints = ["rights-ask-items-hint", "rights-ask-note-hint"].map(|key| frame.say(key));
    let [items_hint, note_hint] = &hints;
    let rights: Vec<Choice> = Right::ALL
        .iter()
        .map(|right| {
            let key = format!("rights-kind-{}", right.as_str());
            Choice {
                hint: Some(frame.say(&format!("{key}-hint"))),
                ..Choice::new(right.as_str(), frame.say(&key))
            }
        })
        .collect();
    let data: Vec<Choice> = place
        .items
        .iter()
        .map(|(item, number)| {
            Choice::new(item.id.as_str(), format!("{} ({number}, {})", item.kind, show_day(item.obtained)))
        })
        .collect();
    let chosen = Some(value(&trouble.sent, "recht")).filter(|it| !it.is_empty());
    sheet(
        frame,
        &Sheet {
            title: &title,
            crumbs: &[("/mijn", &mine)],
            mistakes: !trouble.errors.is_empty(),
            wide: false,
        },
        &html! {
            (trouble.shown(frame))
            (part::heading(&title))
            (part::lead(&frame.say("rights-ask-lead")))
            form method="post" action="/mijn/verzoek" novalidate {
                (form::token(frame, NEW))
                (form::radios(&Field { required: true, ..field(frame, trouble, "recht", right) }, &rights, chosen))
                @if !data.is_empty() {
                    (form::checkboxes(&Field { hint: Some(items_hint), ..field(frame, trouble, "gegevens", items) }, &data, &values(&trouble.sent, "gegevens")))
                }
                (form::text_area(&Field { hint: Some(note_hint), ..field(frame, trouble, "tekst", note) }, value(&trouble.sent, "tekst")))
                (part::actions(&[part::submit(&frame.say("rights-ask-send"))]))
            }
        },
    )
}

/// The form of `/mijn/verzoek`.
pub(super) async fn send(
    State(house): State<Arc<House>>,
    caller: ResidentCaller,
    trace: Trace,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    let context = resident(&caller, trace)?;
    let with = sent_new(&caller.frame, NEW, &sent)?;
    let result = match read(&sent) {
        Ok(new) => {
            let today = house.clock.now().day();
            let new = NewRequest { received: today, ..new };
            service::receive(&house, &context, Whose::Own, new, with).await
        }
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match result {
        Ok(request) => Ok(Redirect::to(&format!("/mijn/verzoek/{}", request.id.as_str())).into_response()),
        Err(Error::Invalid(errors)) => {
            let place = service::place(&house, &context).await?;
            let page = ask(&caller.frame, &place, &Returned { errors, sent, ..Returned::default() });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn read(sent: &Fields) -> Result<NewRequest, Vec<crate::error::FieldError>> {
    let mut errors = Vec::new();
    let right = Right::of(value(sent, "recht"));
    if right.is_none() {
        errors.push(FieldError::new("recht", "choose what you want", "Kies wat u wilt."));
    }
    let items: Vec<_> = values(sent, "gegevens").into_iter().filter_map(|id| id.parse().ok()).collect();
    let text = value(sent, "tekst");
    let note = if text.is_empty() {
        None
    } else {
        vault::Value::read("tekst", text).map_err(|it| errors.push(it)).ok()
    };
    match right {
        Some(right) if errors.is_empty() => Ok(NewRequest {
            right,
            channel: Channel::OwnPage,
            received: Day::of_number(0),
            capacity: Capacity::Own,
            matter: Matter::Other,
            items,
            note,
        }),
        _ => Err(errors),
    }
}

/// `/mijn/verzoek/{id}`
pub(super) async fn one(
    State(house): State<Arc<House>>,
    caller: ResidentCaller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let context = resident(&caller, trace)?;
    let view = service::view(&house, &context, &read_id(&id)?).await?;
    let (frame, request) = (&caller.frame, &view.request);
    let title = frame.say_with("rights-request-title", &[("number", Arg::Text(&request.number))]);
    let mine = frame.say("rights-mine");
    let granted = request.stage.decision().is_some_and(|it| it.verdict == Verdict::Granted);
    let copy = granted
        && request.capacity == Capacity::Own
        && matches!(request.right, Right::Access | Right::Portability);
    Ok(sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/mijn", &mine)], mistakes: false, wide: true },
        &html! {
            (part::heading(&title))
            p { (parts::kind(frame, request)) " " (parts::stage(frame, request)) }
            @if copy { (open(frame, request)) }
            (parts::timeline(frame, &house, request, true))
            (parts::decision(frame, request, &format!("/mijn/verzoek/{}/brief", request.id.as_str())))
            section class="wb-section" aria-labelledby="waarover" {
                h2 class="utrecht-heading-2" id="waarover" { (frame.say("rights-request-what")) }
                @if view.items.is_empty() {
                    (part::paragraph(&frame.say("rights-request-everything")))
                } @else {
                    ul class="utrecht-unordered-list" lang="nl" {
                        @for (item, number) in &view.items {
                            li class="utrecht-unordered-list__item" { (item.kind) " (" (number) ")" }
                        }
                    }
                }
            }
            (parts::history(frame, request, None))
            @if request.stage.is_pending() {
                section class="wb-section wb-no-print" aria-labelledby="intrekken" {
                    h2 class="utrecht-heading-2" id="intrekken" { (frame.say("rights-withdraw")) }
                    (part::paragraph(&frame.say("rights-withdraw-lead")))
                    (button(frame, request, "intrekken", "rights-withdraw"))
                }
            }
        },
    ))
}

fn open(frame: &Frame, request: &Request) -> Markup {
    html! {
        section class="wb-section wb-no-print" aria-labelledby="overzicht" {
            h2 class="utrecht-heading-2" id="overzicht" { (frame.say("rights-answer-title")) }
            (part::paragraph(&frame.say("rights-answer-lead")))
            (button(frame, request, "overzicht", "rights-answer-open"))
            (button(frame, request, "brief", "rights-answer-letter"))
            (button(frame, request, "bestand", "rights-answer-download"))
        }
    }
}

fn button(frame: &Frame, request: &Request, step: &str, words: &str) -> Markup {
    html! {
        form method="post" action=(format!("/mijn/verzoek/{}", request.id.as_str())) {
            (form::made_for(frame, &form_name(&request.id, step), request.revision()))
            (form::hidden("stap", step))
            @let words = frame.say(words);
            (part::actions(&[if step == "overzicht" { part::submit(&words) } else { part::submit_second(&words) }]))
        }
    }
}

/// The forms of `/mijn/verzoek/{id}`.
pub(super) async fn step(
    State(house): State<Arc<House>>,
    caller: ResidentCaller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    let context = resident(&caller, trace)?;
    let id = read_id(&id)?;
    let step = value(&sent, "stap").to_owned();
    if !["intrekken", "overzicht", "bestand", "brief"].contains(&step.as_str()) {
        return Err(PageError::not_found("form"));
    }
    let with = sent_with(&caller.frame, &form_name(&id, &step), &sent)?;
    if step == "intrekken" {
        service::withdraw(&house, &context, &id, with).await?;
        return Ok(Redirect::to(&format!("/mijn/verzoek/{}", id.as_str())).into_response());
    }
    let frame = &caller.frame;
    match service::answer(&house, &context, &id, with).await? {
        Ok(answer) if step == "bestand" => Ok(download(&answer)),
        Ok(answer) if step == "brief" => letters::answer(&house, &answer).await,
        Ok(answer) => {
            let number = answer.request.number.as_str();
            let title = frame.say_with("rights-overview-title", &[("number", Arg::Text(number))]);
            let back = format!("/mijn/verzoek/{}", id.as_str());
            let mine = frame.say("rights-mine");
            let body = html! {
                (part::heading(&title))
                (parts::overview(frame, &answer))
            };
            let crumbs = [("/mijn", mine.as_str()), (back.as_str(), number)];
            Ok(sheet(frame, &Sheet { title: &title, crumbs: &crumbs, mistakes: false, wide: true }, &body)
                .into_response())
        }
        Err(declined) => {
            let reasons = declined.ruling.reasons.iter().map(|reason| reason.text.clone()).collect();
            let title = frame.say("form-declined");
            let trouble = Returned { declined: reasons, ..Returned::default() };
            let body = html! { (part::heading(&title)) (trouble.shown(frame)) };
            Ok((StatusCode::FORBIDDEN, page(frame, &title, &[], &body)).into_response())
        }
    }
}
