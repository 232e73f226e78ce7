//! One file: its items without what they say, and the form that opens them.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::{Sent, field, file_id, may_work, value, values};
use crate::decision::{Aim, Asked, Declined, declined_alert};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::records::{FileId, Hold, Item, ItemId};
use crate::vault::model::Opening;
use crate::vault::service::{self, FileView};
use crate::web::form::{self, Choice, show_day};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, csrf, law_name, sheet};

/// What came of a form, for the page that answers it.
#[derive(Default)]
struct After {
    opened: Vec<Opening>,
    declined: Option<Box<Declined>>,
    errors: Vec<FieldError>,
    sent: Sent,
}

pub(super) async fn show(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    may_work(&caller)?;
    let context = Context::begin(&house, caller.actor.clone());
    let view = service::view(&house, &context, file_id(&id)?).await?;
    Ok(page(&caller.frame, &view, &After::default()))
}

fn form_name(id: &FileId) -> String {
    format!("dossier-{id}-openen")
}

/// Opens what was chosen. An act, so a form: no value stands at an address of its own.
pub(super) async fn open(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    may_work(&caller)?;
    let id = file_id(&id)?;
    let context = Context::begin(&house, caller.actor.clone());
    caller.frame.verify(&form_name(&id), value(&sent, csrf::FIELD))?;
    let (status, after) = match consult(&house, &context, &id, &sent).await {
        Ok(Ok(opened)) => (StatusCode::OK, After { opened, ..After::default() }),
        Ok(Err(declined)) => (StatusCode::FORBIDDEN, After { declined: Some(declined), ..After::default() }),
        Err(Error::Invalid(errors)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, After { errors, sent, ..After::default() })
        }
        Err(error) => return Err(error.into()),
    };
    let view = service::view(&house, &context, id).await?;
    Ok((status, page(&caller.frame, &view, &after)).into_response())
}

async fn consult(
    house: &Arc<House>,
    context: &Context,
    id: &FileId,
    sent: &Sent,
) -> Result<Asked<Vec<Opening>>, Error> {
    let wanted = values(sent, "open").into_iter().map(str::parse).collect::<Result<Vec<ItemId>, _>>();
    let wanted = wanted.map_err(|_| Error::NotFound("item"))?;
    let aim = Aim::of(value(sent, "doel"));
    match (aim, wanted.is_empty()) {
        (Some(aim), false) => service::consult(house, context, id.clone(), wanted, aim).await,
        (aim, empty) => {
            let mut errors = Vec::new();
            if empty {
                errors.push(FieldError::new("open", "choose at least one", "Kies minstens één gegeven."));
            }
            if aim.is_none() {
                errors.push(FieldError::new("doel", "choose one", "Kies waarvoor u dit nodig hebt."));
            }
            Err(Error::Invalid(errors))
        }
    }
}

fn page(frame: &Frame, view: &FileView, after: &After) -> Markup {
    let files = frame.say("vault-title");
    let crumbs = [("/dossiers", files.as_str())];
    let title = frame.say_with("vault-file", &[("number", Arg::Text(&view.file.number))]);
    let mistakes = !after.errors.is_empty();
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, wide: true, mistakes },
        &html! {
            (part::heading(&title))
            (form::error_summary(frame, &after.errors))
            @if let Some(refused) = &after.declined { (declined_alert(frame, refused)) }
            (about(frame, view))
            @if !after.opened.is_empty() { (contents(frame, view, &after.opened)) }
            @if view.items.is_empty() { (part::paragraph(&frame.say("vault-empty"))) } @else { (open_form(frame, view, after)) }
            @if view.charged { (part::actions(&next(frame, view))) }
        },
    )
}

fn about(frame: &Frame, view: &FileView) -> Markup {
    let say = |key: &str| frame.say(&format!("vault-{key}"));
    let mut rows = vec![
        (say("person"), html! { code { (view.subject.pseudonym) } }),
        (
            say("law"),
            html! { (law_name(frame, &view.file.law)) " · " (part::link(&format!("/register/{}", view.file.activity), &view.file.activity)) },
        ),
        (say("opened"), html! { (show_day(view.file.opened)) }),
        (say("protection"), html! { (say(&format!("protection-{}", view.subject.protection.as_str()))) }),
    ];
    if let Some((day, result)) = &view.file.closed {
        rows.push((say("state"), html! { (show_day(*day)) " · " (result) }));
    }
    html! {
        (part::data_list(&rows))
        @if !view.charged { (part::alert(Tone::Care, &say("not-charged"), &html! { p { (say("not-charged-text")) } })) }
    }
}

fn contents(frame: &Frame, view: &FileView, opened: &[Opening]) -> Markup {
    let columns = ["kind", "about", "says", "from"].map(|key| frame.say(&format!("vault-{key}")));
    let rows = opened.iter().map(|one| {
        vec![
            html! { (one.item.kind) },
            html! { (who(frame, view, &one.item)) },
            html! { span class="wb-lines" { (one.value.reveal()) } },
            html! { (one.item.source) ", " (show_day(one.item.obtained)) },
        ]
    });
    html! {
        section class="wb-section" aria-labelledby="inhoud-titel" {
            h2 class="utrecht-heading-2" id="inhoud-titel" { (frame.say("vault-opened-title")) }
            (part::paragraph(&frame.say("vault-opened-text")))
            (part::table(&frame.say("vault-opened-title"), &columns, &rows.collect::<Vec<_>>()))
        }
    }
}

fn who(frame: &Frame, view: &FileView, item: &Item) -> Markup {
    let person = view.people.iter().find(|person| person.id == item.subject);
    html! {
        @if item.subject == view.subject.id { (frame.say("vault-owner")) }
        @else if let Some(person) = person { code { (person.pseudonym) } }
    }
}

fn hold_badge(frame: &Frame, item: &Item) -> Option<String> {
    (item.hold != Hold::None).then(|| frame.say(&format!("vault-hold-{}", item.hold.as_str())))
}

fn open_form(frame: &Frame, view: &FileView, after: &After) -> Markup {
    let say = |key: &str| frame.say(&format!("vault-{key}"));
    let items = view.items.iter().map(|item| Choice {
        value: item.id.to_string(),
        label: item.kind.clone(),
        hint: Some({
            let mut hint = format!(
                "{} · {}",
                say(&format!("category-{}", item.category.as_str().replace('_', "-"))),
                show_day(item.obtained)
            );
            if item.subject != view.subject.id
                && let Some(person) = view.people.iter().find(|person| person.id == item.subject)
            {
                hint = format!("{hint} · {}", person.pseudonym);
            }
            hold_badge(frame, item).map_or(hint.clone(), |hold| format!("{hint} · {hold}"))
        }),
    });
    let aims = [
        Choice { value: String::from("task"), label: say("aim-task"), hint: Some(say("aim-task-hint")) },
        Choice {
            value: String::from("figures"),
            label: say("aim-figures"),
            hint: Some(say("aim-figures-hint")),
        },
    ];
    let (which, why) = (say("open-which"), say("open-why"));
    let chosen = Some(value(&after.sent, "doel")).filter(|chosen| !chosen.is_empty());
    html! {
        section class="wb-section" aria-labelledby="openen" {
            h2 class="utrecht-heading-2" id="openen" { (say("items")) }
            (part::paragraph(&say("open-lead")))
            form method="post" action=(format!("/dossiers/{}", view.file.id)) novalidate {
                (form::token(frame, &form_name(&view.file.id)))
                (form::checkboxes(&field(frame, &after.errors, "open", &which, None, true), &items.collect::<Vec<_>>(), &values(&after.sent, "open")))
                (form::radios(&field(frame, &after.errors, "doel", &why, None, true), &aims, chosen))
                (part::actions(&[part::submit(&say("open-button"))]))
            }
        }
    }
}

fn next(frame: &Frame, view: &FileView) -> Vec<Markup> {
    let to = |step: &str, key: &str| {
        part::link_button_second(&format!("/dossiers/{}/{step}", view.file.id), &frame.say(key))
    };
    let mut buttons = vec![to("toevoegen", "vault-add")];
    if !view.items.is_empty() {
        buttons.push(to("verbeteren", "vault-change"));
        buttons.push(to("delen", "vault-share"));
    }
    let consents = format!("/toestemmingen/{}", view.subject.id);
    buttons.push(part::link_button_second(&consents, &frame.say("vault-consents")));
    let request = format!("/verzoeken/nieuw?dossier={}", view.file.id);
    buttons.push(part::link_button_second(&request, &frame.say("vault-request")));
    buttons
}
