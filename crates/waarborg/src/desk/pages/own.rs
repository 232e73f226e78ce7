//! `/account`: who is signed in, since when and where else; signing out everywhere.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::{charge, session};
use super::cookie::end_cookie;
use crate::api::Trace;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::web::{Frame, PageError, SignedIn, csrf, form, law_name, may_enter, page, part, role_name};

pub(super) const PATH: &str = "/account";
/// The page lies with the files, above this chapter.
const ASSIGNMENTS: &str = "/toewijzingen";

const FORM: &str = "overal-afmelden";

#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    formulier: String,
}

pub(super) async fn show(
    State(house): State<Arc<House>>,
    frame: Frame,
    signed_in: Option<Extension<SignedIn>>,
) -> Result<Markup, PageError> {
    let Extension(person) = signed_in.ok_or(Error::Unauthenticated("no session"))?;
    let sessions = session::sessions_of(&house, &person.actor.id).await?;
    let id = person.actor.id.clone();
    let laws = house.db.read("desk.own_laws", move |tx| charge::laws(tx, &id)).await?;
    let laws: Vec<String> = laws.iter().map(|law| law_name(&frame, law)).collect();
    let title = frame.say("account-title");
    let rows: Vec<Vec<Markup>> = sessions
        .iter()
        .map(|(begun, seen)| {
            vec![html! { (form::show_moment(*begun)) }, html! { (form::show_moment(*seen)) }]
        })
        .collect();
    let columns = [frame.say("account-begun"), frame.say("account-seen")];
    let is_staff = person.resident.is_none();
    let mut about = vec![(frame.say("account-role"), html! { (role_name(&frame, person.actor.role)) })];
    // Of a resident no name is kept, and a resident is charged with nothing.
    if is_staff {
        let name = frame.person.as_ref().map_or("", |it| it.name.as_str());
        about.insert(0, (frame.say("account-who"), html! { (name) }));
        let laws = if laws.is_empty() { frame.say("account-no-laws") } else { laws.join(", ") };
        about.push((frame.say("account-laws"), html! { (laws) }));
    }
    let body = html! {
        (part::heading(&title))
        (part::data_list(&about))
        @if is_staff {
            p class="utrecht-paragraph" { (part::link(super::instruction::PATH, &frame.say("account-instruction"))) }
            @if may_enter(person.actor.role, ASSIGNMENTS) {
                p class="utrecht-paragraph" { (part::link(ASSIGNMENTS, &frame.say("account-assignments"))) }
            }
        }
        section class="wb-section" aria-labelledby="aanmeldingen" {
            h2 class="utrecht-heading-2" id="aanmeldingen" { (frame.say("account-sessions")) }
            (part::paragraph(&frame.say("account-sessions-text")))
            (part::table_under_heading(&frame.say("account-sessions"), &columns, &rows))
            form method="post" action=(PATH) {
                (form::token(&frame, FORM))
                (part::actions(&[part::submit(&frame.say("account-end-all"))]))
            }
        }
    };
    Ok(page(&frame, &title, &[], &body))
}

pub(super) async fn end_all(
    State(house): State<Arc<House>>,
    frame: Frame,
    signed_in: Option<Extension<SignedIn>>,
    trace: Trace,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let Extension(person) = signed_in.ok_or(Error::Unauthenticated("no session"))?;
    let verified = frame.verify(FORM, &sent.formulier)?;
    let context = Context::within(trace, person.actor);
    let work = move |tx: &mut Tx<'_>| {
        csrf::spend(tx, &verified)?;
        session::sign_out_everywhere(tx, &context)
    };
    house.db.write("desk.sign_out_everywhere", work).await?;
    Ok(([(SET_COOKIE, end_cookie(&house.config))], Redirect::to("/aanmelden")).into_response())
}
