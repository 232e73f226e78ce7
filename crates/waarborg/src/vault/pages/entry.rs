//! Adding an item to a file, and putting a corrected one in the place of another.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::{Sent, field, file_id, item_fields, may_work, read_item, value};
use crate::decision::{Asked, Declined, declined_alert};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::records::{FileId, ItemId};
use crate::vault::service::{self, FileView};
use crate::web::form::{self, Choice, show_day};
use crate::web::part;
use crate::web::{Arg, Caller, Frame, PageError, Sheet, csrf, sheet};

/// The two things that can be done; they differ in what is chosen first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Add,
    Change,
}

impl Step {
    fn path(self) -> &'static str {
        match self {
            Self::Add => "toevoegen",
            Self::Change => "verbeteren",
        }
    }

    /// The beginning of its words in the translations.
    fn words(self) -> &'static str {
        match self {
            Self::Add => "vault-add",
            Self::Change => "vault-change",
        }
    }

    /// What is chosen first: a kind of data, or an item.
    fn choice(self) -> &'static str {
        match self {
            Self::Add => "soort",
            Self::Change => "gegeven",
        }
    }
}

type Answer = Result<Response, PageError>;

pub(super) async fn show_add(house: State<Arc<House>>, caller: Caller, path: Path<String>) -> Answer {
    show(house, caller, path, Step::Add).await
}

pub(super) async fn show_change(house: State<Arc<House>>, caller: Caller, path: Path<String>) -> Answer {
    show(house, caller, path, Step::Change).await
}

async fn show(State(house): State<Arc<House>>, caller: Caller, Path(id): Path<String>, step: Step) -> Answer {
    may_work(&caller)?;
    let context = Context::begin(&house, caller.actor.clone());
    let view = service::view(&house, &context, file_id(&id)?).await?;
    Ok(page(&caller.frame, &view, step, &Sent::new(), &[], None).into_response())
}

pub(super) async fn add(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Answer {
    may_work(&caller)?;
    let id = file_id(&id)?;
    let context = Context::begin(&house, caller.actor.clone());
    let form = caller.frame.verify(&form_name(&id, Step::Add), value(&sent, csrf::FIELD))?;
    let (kind, mut errors) = (value(&sent, Step::Add.choice()), Vec::new());
    if kind.is_empty() {
        errors.push(FieldError::new("soort", "choose one", "Kies wat voor gegeven het is."));
    }
    let result = match read_item(&sent, kind, &mut errors).filter(|_| errors.is_empty()) {
        Some(item) => {
            let about = value(&sent, "over").parse().ok();
            service::record(&house, &context, id.clone(), about, item, Some(form)).await
        }
        None => Err(Error::Invalid(errors)),
    };
    answer(&house, &caller, &context, id, Step::Add, &sent, result).await
}

pub(super) async fn change(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Answer {
    may_work(&caller)?;
    let id = file_id(&id)?;
    let context = Context::begin(&house, caller.actor.clone());
    let form = caller.frame.verify(&form_name(&id, Step::Change), value(&sent, csrf::FIELD))?;
    let mut errors = Vec::new();
    let old = value(&sent, Step::Change.choice()).parse::<ItemId>().ok();
    if old.is_none() {
        errors.push(FieldError::new("gegeven", "choose one", "Kies welk gegeven u verbetert."));
    }
    // The kind stays that of the item.
    let result = match (old, read_item(&sent, "", &mut errors)) {
        (Some(old), Some(item)) if errors.is_empty() => {
            let changed = service::change(&house, &context, id.clone(), old, item, Some(form)).await;
            changed.map(|asked| asked.map(drop))
        }
        _ => Err(Error::Invalid(errors)),
    };
    answer(&house, &caller, &context, id, Step::Change, &sent, result).await
}

fn form_name(id: &FileId, step: Step) -> String {
    format!("dossier-{id}-{}", step.path())
}

/// Back to the file; or the form again with what went wrong, and what was filled in.
async fn answer(
    house: &House,
    caller: &Caller,
    context: &Context,
    id: FileId,
    step: Step,
    sent: &Sent,
    result: Result<Asked<()>, Error>,
) -> Answer {
    let (status, errors, refused) = match result {
        Ok(Ok(())) => return Ok(Redirect::to(&format!("/dossiers/{id}")).into_response()),
        Ok(Err(declined)) => (StatusCode::FORBIDDEN, Vec::new(), Some(declined)),
        Err(Error::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Err(error) => return Err(error.into()),
    };
    let view = service::view(house, context, id).await?;
    Ok((status, page(&caller.frame, &view, step, sent, &errors, refused.as_deref())).into_response())
}

fn page(
    frame: &Frame,
    view: &FileView,
    step: Step,
    sent: &Sent,
    errors: &[FieldError],
    refused: Option<&Declined>,
) -> Markup {
    let say = |key: &str| frame.say(&format!("{}-{key}", step.words()));
    let number = [("number", Arg::Text(view.file.number.as_str()))];
    let (files, file) = (frame.say("vault-title"), frame.say_with("vault-file", &number));
    let address = format!("/dossiers/{}", view.file.id);
    let crumbs = [("/dossiers", files.as_str()), (address.as_str(), file.as_str())];
    let title = frame.say_with(&format!("{}-title", step.words()), &number);
    let choices = match step {
        Step::Add => view.kinds.iter().map(|kind| Choice::new(kind, kind)).collect::<Vec<_>>(),
        Step::Change => {
            let words = |item: &crate::records::Item| format!("{}, {}", item.kind, show_day(item.obtained));
            view.items.iter().map(|item| Choice::new(item.id.as_str(), words(item))).collect()
        }
    };
    let people = view
        .people
        .iter()
        .map(|person| Choice::new(person.id.as_str(), &person.pseudonym))
        .collect::<Vec<_>>();
    let (which, hint, nothing, about) =
        (say("which"), say("hint"), frame.say("vault-choose"), frame.say("vault-about"));
    let chosen = Some(value(sent, step.choice())).filter(|chosen| !chosen.is_empty());
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, mistakes: !errors.is_empty(), ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (form::error_summary(frame, errors))
            @if let Some(refused) = refused { (declined_alert(frame, refused)) }
            form method="post" action=(format!("{address}/{}", step.path())) novalidate autocomplete="off" {
                (form::token(frame, &form_name(&view.file.id, step)))
                (form::select(&field(frame, errors, step.choice(), &which, Some(&hint), true), &choices, chosen, &nothing))
                @if step == Step::Add && people.len() > 1 {
                    (form::radios(&field(frame, errors, "over", &about, None, true), &people, Some(view.subject.id.as_str())))
                }
                (item_fields(frame, sent, errors))
                (part::actions(&[part::submit(&say("button"))]))
            }
        },
    )
}
