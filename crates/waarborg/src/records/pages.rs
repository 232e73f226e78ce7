//! `/toewijzingen`: who is charged with which law and file (2-8). A department head decides for the own department.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use ground::Role;
use maud::{Markup, html};
use serde::Deserialize;

use super::{FileId, service};
use crate::api::Trace;
use crate::db::Tx;
use crate::desk::{self, Account, Assignment};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::web::form::{self, Choice, Field};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, csrf, law_name, part, role_name, sheet};

const PATH: &str = "/toewijzingen";
const END: &str = "/toewijzingen/beeindigen";

const ASSIGN: &str = "toewijzen";
const ENDING: &str = "toewijzing-beeindigen";

/// `/toewijzingen`.
pub fn pages() -> Router<Arc<House>> {
    Router::new().route("/toewijzingen", get(show).post(begin)).route("/toewijzingen/beeindigen", post(end))
}

#[derive(Debug, Default, Deserialize)]
struct Sent {
    #[serde(default)]
    formulier: String,
    #[serde(default)]
    medewerker: String,
    #[serde(default)]
    wet: String,
    /// What people call the file; empty for the law itself.
    #[serde(default)]
    dossier: String,
}

/// What a head, or a watcher, sees.
struct View {
    accounts: Vec<Account>,
    assignments: Vec<Assignment>,
    /// What people call the files that someone is charged with, by id.
    numbers: HashMap<String, String>,
    may_change: bool,
}

async fn show(State(house): State<Arc<House>>, caller: Caller) -> Result<Markup, PageError> {
    let view = view(&house, &caller).await?;
    Ok(page(&caller.frame, &view, &Sent::default(), &[]))
}

async fn begin(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let verified = caller.frame.verify(ASSIGN, &sent.formulier)?;
    let view = view(&house, &caller).await?;
    let mut errors = Vec::new();
    check_account(&view, &sent)?;
    if sent.medewerker.is_empty() {
        errors.push(FieldError::new("medewerker", "Choose a colleague", "Kies een medewerker"));
    }
    if !desk::LAWS.contains(&sent.wet.as_str()) {
        errors.push(FieldError::new("wet", "Choose a law or task", "Kies een wet of taak"));
    }
    if errors.is_empty() {
        let context = Context::within(trace, caller.actor.clone());
        let (account, law) = (sent.medewerker.clone(), sent.wet.clone());
        let number = sent.dossier.trim().to_owned();
        let work = move |tx: &mut Tx<'_>| {
            csrf::spend(tx, &verified)?;
            let file = meant(tx, &law, &number)?;
            desk::assign(tx, &context, &account, &law, file.as_ref().map(FileId::as_str))
        };
        match house.db.write("desk.assign", work).await {
            Ok(()) => return Ok(Redirect::to(PATH).into_response()),
            Err(Error::Invalid(found)) => errors = found,
            Err(error) => return Err(error.into()),
        }
    }
    let page = page(&caller.frame, &view, &sent, &errors);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn end(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let verified = caller.frame.verify(ENDING, &sent.formulier)?;
    check_account(&view(&house, &caller).await?, &sent)?;
    let context = Context::within(trace, caller.actor);
    let work = move |tx: &mut Tx<'_>| {
        csrf::spend(tx, &verified)?;
        let file = meant(tx, &sent.wet, &sent.dossier)?;
        desk::unassign(tx, &context, &sent.medewerker, &sent.wet, file.as_ref().map(FileId::as_str))
    };
    house.db.write("desk.unassign", work).await?;
    Ok(Redirect::to(PATH).into_response())
}

/// The file under this law that people call so; none where no number is filled in.
fn meant(tx: &mut Tx<'_>, law: &str, number: &str) -> Result<Option<FileId>, Error> {
    if number.is_empty() {
        return Ok(None);
    }
    let found = service::file_numbered(tx, number)?.filter(|file| file.law == law);
    found.map(|file| Some(file.id)).ok_or_else(|| {
        Error::invalid(
            "dossier",
            "There is no file with this number under this law or task",
            "Er is geen dossier met dit nummer bij deze wet of taak",
        )
    })
}

/// Only someone of the own department; the form offers nobody else.
fn check_account(view: &View, sent: &Sent) -> Result<(), Error> {
    let own = view.accounts.iter().any(|account| account.id == sent.medewerker);
    if view.may_change && (own || sent.medewerker.is_empty()) {
        Ok(())
    } else {
        Err(Error::Forbidden("desk.assign"))
    }
}

/// A head sees and changes the own department; the FG and the administrator see all and change nothing.
async fn view(house: &House, caller: &Caller) -> Result<View, Error> {
    let role = caller.actor.role;
    if !matches!(role, Role::DepartmentHead | Role::Officer | Role::Administrator) {
        return Err(Error::Forbidden("desk.assignments"));
    }
    let mut accounts = desk::accounts(house).await?;
    accounts.retain(|account| account.active);
    if role == Role::DepartmentHead {
        let own = accounts.iter().find(|account| account.id == caller.actor.id);
        let department = own.map(|own| own.department.clone()).unwrap_or_default();
        accounts.retain(|account| account.department == department && !department.is_empty());
    }
    let mut assignments = desk::assignments(house).await?;
    assignments.retain(|one| accounts.iter().any(|account| account.id == one.account));
    let files: Vec<FileId> = assignments.iter().filter_map(|one| one.file.as_deref()?.parse().ok()).collect();
    let numbers = house.db.read("records.numbers", move |tx| service::file_numbers(tx, &files)).await?;
    Ok(View { accounts, assignments, numbers, may_change: role == Role::DepartmentHead })
}

fn page(frame: &Frame, view: &View, sent: &Sent, errors: &[FieldError]) -> Markup {
    let title = frame.say("assignments-title");
    sheet(
        frame,
        &Sheet { title: &title, mistakes: !errors.is_empty(), wide: true, ..Sheet::default() },
        &html! {
            (form::error_summary(frame, errors))
            (part::heading(&title))
            (part::lead(&frame.say("assignments-lead")))
            (table(frame, view))
            @if view.may_change {
                section class="wb-section" aria-labelledby="nieuw" {
                    h2 class="utrecht-heading-2" id="nieuw" { (frame.say("assignments-new")) }
                    (fields(frame, view, sent, errors))
                }
            }
        },
    )
}

fn table(frame: &Frame, view: &View) -> Markup {
    let names: HashMap<&str, &Account> =
        view.accounts.iter().map(|account| (account.id.as_str(), account)).collect();
    let mut columns: Vec<String> = ["who", "law", "file", "since"]
        .iter()
        .map(|name| frame.say(&format!("assignments-{name}")))
        .collect();
    if view.may_change {
        columns.push(frame.say("assignments-act"));
    }
    let rows: Vec<Vec<Markup>> = view
        .assignments
        .iter()
        .filter_map(|one| names.get(one.account.as_str()).map(|account| (one, *account)))
        .map(|(one, account)| row(frame, view, one, account))
        .collect();
    html! {
        @if rows.is_empty() {
            (part::paragraph(&frame.say("assignments-none")))
        } @else {
            (part::table(&frame.say("assignments-table"), &columns, &rows))
        }
    }
}

fn row(frame: &Frame, view: &View, one: &Assignment, account: &Account) -> Vec<Markup> {
    let name = account.name.expose();
    let number = one.file.as_ref().map(|file| view.numbers.get(file).unwrap_or(file));
    let mut cells = vec![
        html! {
            (name) br; span class="wb-option__hint" { (role_name(frame, account.role)) }
            @if !account.is_ready() { br; strong { (frame.say("assignments-not-ready")) } }
        },
        html! { (law_name(frame, &one.law)) },
        html! { @match number { Some(number) => (number), None => (frame.say("assignments-whole-law")) } },
        html! { (form::show_day(one.from.day())) },
    ];
    if view.may_change {
        let law = law_name(frame, &one.law);
        let law = number.map_or(law.clone(), |number| format!("{law}, {number}"));
        // The words that are seen come first in what is heard (WCAG 2.5.3).
        let what =
            frame.say_with("assignments-end-what", &[("name", Arg::Text(name)), ("law", Arg::Text(&law))]);
        cells.push(html! {
            form method="post" action=(END) {
                (form::token(frame, ENDING))
                (form::hidden("medewerker", &one.account))
                (form::hidden("wet", &one.law))
                (form::hidden("dossier", number.map_or("", String::as_str)))
                button class="utrecht-button utrecht-button--secondary-action wb-button--small" type="submit"
                    { (frame.say("assignments-end")) span class="wb-hidden" { " " (what) } }
            }
        });
    }
    cells
}

fn fields(frame: &Frame, view: &View, sent: &Sent, errors: &[FieldError]) -> Markup {
    let people: Vec<Choice> =
        view.accounts.iter().map(|account| Choice::new(&account.id, account.name.expose())).collect();
    let laws: Vec<Choice> = desk::LAWS.iter().map(|law| Choice::new(*law, law_name(frame, law))).collect();
    let labels = ["who", "law", "file"].map(|name| frame.say(&format!("assignments-{name}")));
    let [who, law, file] = &labels;
    let (hint, nothing) = (frame.say("assignments-file-hint"), frame.say("assignments-choose"));
    let error = |name| form::error_of(frame, errors, name);
    let field = |name, label| Field { name, label, required: true, error: error(name), ..Field::default() };
    html! {
        form method="post" action=(PATH) novalidate {
            (form::token(frame, ASSIGN))
            (form::select(&field("medewerker", who), &people, Some(&sent.medewerker), &nothing))
            (form::select(&field("wet", law), &laws, Some(&sent.wet), &nothing))
            (form::text(&Field { hint: Some(&hint), required: false, ..field("dossier", file) }, &sent.dossier, "text"))
            (part::actions(&[part::submit(&frame.say("assignments-button"))]))
        }
    }
}
