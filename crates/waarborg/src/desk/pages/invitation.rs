//! `/uitnodiging`: a new password and the second factor, with an invitation that works once.
//!
//! The secret of an invitation is typed or pasted, never in an address: those end up in histories and logs.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use ground::Secret;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::{local, totp};
use super::cookie::session_cookie;
use super::sign_in::begun;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::web::form::{self, Field};
use crate::web::{Frame, PageError, Sheet, csrf, part, sheet};

pub(super) const PATH: &str = "/uitnodiging";
pub(super) const TAKE: &str = "/uitnodiging/wachtwoord";

const OPEN_FORM: &str = "uitnodiging";
const TAKE_FORM: &str = "uitnodiging-wachtwoord";

/// No `Debug`: a secret is in it.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    formulier: String,
    #[serde(default)]
    uitnodiging: String,
    #[serde(default)]
    wachtwoord: String,
    #[serde(default)]
    herhaling: String,
    #[serde(default)]
    code: String,
}

pub(super) async fn form(frame: Frame) -> Markup {
    first(&frame, &[])
}

/// Shows the secret for the app and asks for a password, when the invitation is open.
pub(super) async fn open(
    State(house): State<Arc<House>>,
    frame: Frame,
    Form(form): Form<Typed>,
) -> Result<Response, PageError> {
    frame.verify(OPEN_FORM, &form.formulier)?;
    let secret = Secret::new(form.uitnodiging.trim().to_owned());
    Ok(match local::invitation(&house, &secret).await? {
        Some((invitation, _)) => second(&frame, &secret, &invitation, &[]).into_response(),
        None => unprocessable(first(&frame, &errors_of(local::no_invitation())?)),
    })
}

pub(super) async fn take(
    State(house): State<Arc<House>>,
    frame: Frame,
    headers: HeaderMap,
    Form(form): Form<Typed>,
) -> Result<Response, PageError> {
    let verified = frame.verify(TAKE_FORM, &form.formulier)?;
    let secret = Secret::new(form.uitnodiging.trim().to_owned());
    let Some((invitation, _)) = local::invitation(&house, &secret).await? else {
        return Ok(unprocessable(first(&frame, &errors_of(local::no_invitation())?)));
    };
    if form.wachtwoord != form.herhaling {
        let differs = FieldError::new(
            "herhaling",
            "The two passwords differ",
            "De twee wachtwoorden zijn niet hetzelfde.",
        );
        return Ok(unprocessable(second(&frame, &secret, &invitation, &[differs])));
    }
    let previous = session_cookie(&headers, &house.config);
    match local::take_invitation(&house, &secret, Secret::new(form.wachtwoord), &form.code, previous).await {
        Ok((_, cookie)) => {
            house.db.write("desk.spend_form", move |tx| csrf::spend(tx, &verified)).await?;
            begun(&house, &cookie, "/")
        }
        Err(error) => Ok(unprocessable(second(&frame, &secret, &invitation, &errors_of(error)?))),
    }
}

fn errors_of(error: Error) -> Result<Vec<FieldError>, Error> {
    if let Error::Invalid(errors) = error { Ok(errors) } else { Err(error) }
}

fn unprocessable(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn first(frame: &Frame, errors: &[FieldError]) -> Markup {
    let title = frame.say("invitation-title");
    let (label, hint) = (frame.say("invitation-secret"), frame.say("invitation-secret-hint"));
    let secret = Field {
        name: "uitnodiging",
        label: &label,
        hint: Some(&hint),
        error: form::error_of(frame, errors, "uitnodiging"),
        required: true,
        heading: false,
    };
    sheet(
        frame,
        &Sheet { title: &title, mistakes: !errors.is_empty(), ..Sheet::default() },
        &html! {
            (form::error_summary(frame, errors))
            (part::heading(&title))
            (part::lead(&frame.say("invitation-lead")))
            form method="post" action=(PATH) novalidate {
                (form::token(frame, OPEN_FORM))
                (form::sign_in(&secret, "", "password", "off"))
                (part::actions(&[part::submit(&frame.say("invitation-next"))]))
            }
        },
    )
}

fn second(
    frame: &Frame,
    secret: &Secret<String>,
    invitation: &local::Invitation,
    errors: &[FieldError],
) -> Markup {
    let title = frame.say("invitation-second-title");
    let letters = totp::base32(&invitation.totp);
    let labels = ["wachtwoord", "herhaling", "code"].map(|name| frame.say(&format!("invitation-{name}")));
    let hint = frame.say("invitation-wachtwoord-hint");
    let [password, again, code] = &labels;
    let error = |name| form::error_of(frame, errors, name);
    let field = |name, label| Field { name, label, required: true, error: error(name), ..Field::default() };
    sheet(
        frame,
        &Sheet { title: &title, mistakes: !errors.is_empty(), ..Sheet::default() },
        &html! {
            (form::error_summary(frame, errors))
            (part::heading(&title))
            section class="wb-section" aria-labelledby="app" {
                h2 class="utrecht-heading-2" id="app" { (frame.say("invitation-app")) }
                (part::paragraph(&frame.say("invitation-app-text")))
                (part::data_list(&[
                    (frame.say("invitation-app-secret"), html! { code { (totp::grouped(&letters)) } }),
                    (frame.say("invitation-app-kind"), html! { (frame.say("invitation-app-kind-text")) }),
                ]))
                p class="utrecht-paragraph" {
                    (part::link(&totp::link(&letters, &invitation.account), &frame.say("invitation-app-link")))
                }
            }
            section class="wb-section" aria-labelledby="nieuw" {
                h2 class="utrecht-heading-2" id="nieuw" { (frame.say("invitation-new")) }
                form method="post" action=(TAKE) novalidate {
                    (form::token(frame, TAKE_FORM))
                    (form::hidden("uitnodiging", secret.expose()))
                    (form::sign_in(&Field { hint: Some(&hint), ..field("wachtwoord", password) }, "", "password", "new-password"))
                    (form::sign_in(&field("herhaling", again), "", "password", "new-password"))
                    (form::sign_in(&field("code", code), "", "text", "one-time-code"))
                    (part::actions(&[part::submit(&frame.say("invitation-button"))]))
                }
            }
        },
    )
}
