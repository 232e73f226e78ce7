//! `/toewijzingen`: who is charged with which law and file (2-8). A department head decides for the own department.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::Role;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::model::{Account, Assignment};
use super::super::{account, charge};
use super::sign_in::field;
use crate::api::Trace;
use crate::db::Tx;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::web::form::{self, Choice, Field};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, csrf, law_name, part, role_name, sheet};

pub(super) const PATH: &str = "/toewijzingen";
pub(super) const END: &str = "/toewijzingen/beeindigen";

const ASSIGN: &str = "toewijzen";
const ENDING: &str = "toewijzing-beeindigen";

#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    formulier: String,
    #[serde(default)]
    medewerker: String,
    #[serde(default)]
    wet: String,
    #[serde(default)]
    dossier: String,
}

/// What a head, or a watcher, sees.
struct View {
    accounts: Vec<Account>,
    assignments: Vec<Assignment>,
    may_change: bool,
}

pub(super) async fn show(State(house): State<Arc<House>>, caller: Caller) -> Result<Markup, PageError> {
    let view = view(&house, &caller).await?;
    Ok(page(&caller.frame, &view, &Sent::default(), &[]))
}

pub(super) async fn assign(
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
        errors.push(field("medewerker", "Choose a colleague", "Kies een medewerker"));
    }
    if !charge::LAWS.contains(&sent.wet.as_str()) {
        errors.push(field("wet", "Choose a law or task", "Kies een wet of taak"));
    }
    if errors.is_empty() {
        let context = Context::within(trace, caller.actor.clone());
        let (account, law) = (sent.medewerker.clone(), sent.wet.clone());
        let file = Some(sent.dossier.trim().to_owned()).filter(|file| !file.is_empty());
        let work = move |tx: &mut Tx<'_>| {
            csrf::spend(tx, &verified)?;
            charge::assign(tx, &context, &account, &law, file.as_deref())
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

pub(super) async fn end(
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
        let file = Some(sent.dossier.as_str()).filter(|file| !file.is_empty());
        charge::unassign(tx, &context, &sent.medewerker, &sent.wet, file)
    };
    house.db.write("desk.unassign", work).await?;
    Ok(Redirect::to(PATH).into_response())
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
    let mut accounts = account::accounts(house).await?;
    accounts.retain(|account| account.active);
    if role == Role::DepartmentHead {
        let own = accounts.iter().find(|account| account.id == caller.actor.id);
        let department = own.map(|own| own.department.clone()).unwrap_or_default();
        accounts.retain(|account| account.department == department && !department.is_empty());
    }
    let mut assignments = charge::assignments(house).await?;
    assignments.retain(|one| accounts.iter().any(|account| account.id == one.account));
    Ok(View { accounts, assignments, may_change: role == Role::DepartmentHead })
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
    let mut cells = vec![
        html! {
            (name) br; span class="wb-option__hint" { (role_name(frame, account.role)) }
            @if !account.is_ready() { br; strong { (frame.say("assignments-not-ready")) } }
        },
        html! { (law_name(frame, &one.law)) },
        html! { @match &one.file { Some(file) => code { (file) }, None => (frame.say("assignments-whole-law")) } },
        html! { (form::show_day(one.from.day())) },
    ];
    if view.may_change {
        let law = law_name(frame, &one.law);
        let law = one.file.as_ref().map_or(law.clone(), |file| format!("{law}, {file}"));
        // The words that are seen come first in what is heard (WCAG 2.5.3).
        let what =
            frame.say_with("assignments-end-what", &[("name", Arg::Text(name)), ("law", Arg::Text(&law))]);
        cells.push(html! {
            form method="post" action=(END) {
                (form::token(frame, ENDING))
                (form::hidden("medewerker", &one.account))
                (form::hidden("wet", &one.law))
                (form::hidden("dossier", one.file.as_deref().unwrap_or_default()))
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
    let laws: Vec<Choice> = charge::LAWS.iter().map(|law| Choice::new(*law, law_name(frame, law))).collect();
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
