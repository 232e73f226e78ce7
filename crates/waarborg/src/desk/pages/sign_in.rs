//! Signing in and out. In the demo one chooses who one is; else one brings a password and a code.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Instant, Secret};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::local::{self, Attempt, Typed};
use super::super::{demo, session};
use super::cookie::{begin_cookie, end_cookie, session_cookie};
use super::{invitation, oidc};
use crate::error::{Error, FieldError};
use crate::house::{House, Provider};
use crate::web::form::{self, Choice, Field};
use crate::web::{Frame, PageError, Sheet, csrf, local_path, part, role_name, sheet};

/// The name of the form of the demo, for its token.
const CHOOSE: &str = "aanmelden";
/// The name of the form with a password.
const PASSWORD: &str = "aanmelden-wachtwoord";

#[derive(Debug, Deserialize)]
pub(super) struct Back {
    terug: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    formulier: String,
    persoon: Option<String>,
    terug: Option<String>,
}

/// No `Debug`: a password is in it.
#[derive(Deserialize)]
pub(super) struct Brought {
    #[serde(default)]
    formulier: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    wachtwoord: String,
    #[serde(default)]
    code: String,
    terug: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Leaving {
    #[serde(default)]
    formulier: String,
}

pub(super) async fn form(
    State(house): State<Arc<House>>,
    frame: Frame,
    Query(back): Query<Back>,
) -> Result<Markup, PageError> {
    demo::ensure(&house).await?;
    Ok(page(&house, &frame, back.terug.as_deref().map_or("/", local_path), "", &[]))
}

pub(super) async fn choose(
    State(house): State<Arc<House>>,
    frame: Frame,
    headers: HeaderMap,
    Form(form): Form<Chosen>,
) -> Result<Response, PageError> {
    let verified = frame.verify(CHOOSE, &form.formulier)?;
    let back = form.terug.as_deref().map_or("/", local_path);
    let known = |id: &&str| demo::is_fiction(id) || demo::resident(id).is_some();
    let Some(chosen) = form.persoon.as_deref().filter(known) else {
        let nobody = FieldError::new("persoon", "Choose who you are", "Kies wie u bent");
        return Ok(
            (StatusCode::UNPROCESSABLE_ENTITY, page(&house, &frame, back, "", &[nobody])).into_response()
        );
    };
    house.db.write("desk.spend_form", move |tx| csrf::spend(tx, &verified)).await?;
    let (_, secret) = session::sign_in(&house, chosen, session_cookie(&headers, &house.config)).await?;
    begun(&house, &secret, back)
}

pub(super) async fn password(
    State(house): State<Arc<House>>,
    frame: Frame,
    headers: HeaderMap,
    Form(form): Form<Brought>,
) -> Result<Response, PageError> {
    let verified = frame.verify(PASSWORD, &form.formulier)?;
    let back = form.terug.as_deref().map_or("/", local_path);
    let missing: Vec<FieldError> = [
        (&form.email, FieldError::new("email", "Fill in your e-mail address", "Vul uw e-mailadres in")),
        (&form.wachtwoord, FieldError::new("wachtwoord", "Fill in your password", "Vul uw wachtwoord in")),
        (&form.code, FieldError::new("code", "Fill in the code of your app", "Vul de code van uw app in")),
    ]
    .into_iter()
    .filter_map(|(value, error)| value.trim().is_empty().then_some(error))
    .collect();
    if !missing.is_empty() {
        let page = page(&house, &frame, back, form.email.trim(), &missing);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    house.db.write("desk.spend_form", move |tx| csrf::spend(tx, &verified)).await?;
    let email = form.email.trim().to_owned();
    let typed =
        Typed { email: Secret::new(form.email), password: Secret::new(form.wachtwoord), code: form.code };
    let previous = session_cookie(&headers, &house.config);
    let (status, error) = match local::sign_in(&house, typed, previous).await? {
        Attempt::In(secret) => return begun(&house, &secret, back),
        Attempt::Wrong => (
            StatusCode::UNPROCESSABLE_ENTITY,
            FieldError::new(
                "email",
                "This does not fit. Check the e-mail address, the password and the code. A code works once: wait for the next one",
                "Dit klopt niet. Kijk het e-mailadres, het wachtwoord en de code na. Een code werkt één keer: wacht op de volgende",
            ),
        ),
        Attempt::Wait(until) => (StatusCode::TOO_MANY_REQUESTS, too_often(house.clock.now(), until)),
    };
    Ok((status, page(&house, &frame, back, &email, &[error])).into_response())
}

pub(super) async fn end(
    State(house): State<Arc<House>>,
    frame: Frame,
    headers: HeaderMap,
    Form(form): Form<Leaving>,
) -> Result<Response, PageError> {
    frame.verify("afmelden", &form.formulier)?;
    if let Some(secret) = session_cookie(&headers, &house.config) {
        session::sign_out(&house, secret).await?;
    }
    Ok(([(SET_COOKIE, end_cookie(&house.config))], Redirect::to("/aanmelden")).into_response())
}

/// The answer to whoever is in now.
pub(super) fn begun(house: &House, secret: &Secret<String>, back: &str) -> Result<Response, PageError> {
    let cookie = begin_cookie(&house.config, secret).map_err(Error::internal)?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to(back)).into_response())
}

/// In whole minutes, so that it does not run while one reads.
fn too_often(now: Instant, until: Instant) -> FieldError {
    let minutes = ((until.0 - now.0).max(0) + 59_999) / 60_000;
    FieldError {
        path: String::from("email"),
        message: format!("Too many attempts. Wait {minutes} minute(s) and try again"),
        message_nl: format!("Te vaak geprobeerd. Wacht {minutes} minuten en probeer het dan opnieuw"),
    }
}

fn page(house: &House, frame: &Frame, back: &str, email: &str, errors: &[FieldError]) -> Markup {
    let title = frame.say("sign-in-title");
    let options = Sheet { title: &title, mistakes: !errors.is_empty(), ..Sheet::default() };
    sheet(
        frame,
        &options,
        &html! {
            (form::error_summary(frame, errors))
            (part::heading(&title))
            @if frame.demo {
                (part::lead(&frame.say("sign-in-lead-demo")))
                (people(frame, back, errors))
            } @else {
                (part::lead(&frame.say("sign-in-lead")))
                (own_password(frame, back, email, errors))
            }
            @for provider in &house.config.providers { (elsewhere(frame, provider, back)) }
        },
    )
}

/// The way to an identity provider.
fn elsewhere(frame: &Frame, provider: &Provider, back: &str) -> Markup {
    let audience = provider.audience.as_str();
    let address = format!("{}?bij={audience}&terug={back}", oidc::BEGIN);
    part::actions(&[part::link_button_second(&address, &frame.say(&format!("sign-in-at-{audience}")))])
}

/// The fictional people of the demo.
fn people(frame: &Frame, back: &str, errors: &[FieldError]) -> Markup {
    let staff = demo::people().map(|(id, name, role, department, task)| Choice {
        value: id.to_owned(),
        label: format!("{name} – {}", role_name(frame, role)),
        hint: Some(format!("{department}. {task}.")),
    });
    let residents = demo::residents().map(|(id, name)| Choice {
        value: id.to_owned(),
        label: format!("{name} – {}", role_name(frame, ground::Role::Resident)),
        hint: Some(frame.say("sign-in-resident")),
    });
    let choices: Vec<Choice> = staff.chain(residents).collect();
    let label = frame.say("sign-in-who");
    let field = Field {
        name: "persoon",
        label: &label,
        error: form::error_of(frame, errors, "persoon"),
        required: true,
        ..Field::default()
    };
    html! {
        form method="post" action="/aanmelden" novalidate {
            (form::token(frame, CHOOSE))
            (form::hidden("terug", back))
            (form::radios(&field, &choices, None))
            (part::actions(&[part::submit(&frame.say("sign-in-button"))]))
        }
    }
}

fn own_password(frame: &Frame, back: &str, email: &str, errors: &[FieldError]) -> Markup {
    let [address, password, code] =
        ["email", "wachtwoord", "code"].map(|name| frame.say(&format!("sign-in-{name}")));
    let hint = frame.say("sign-in-code-hint");
    let error = |name| form::error_of(frame, errors, name);
    let field = |name, label| Field { name, label, required: true, error: error(name), ..Field::default() };
    html! {
        form method="post" action="/aanmelden/wachtwoord" novalidate {
            (form::token(frame, PASSWORD))
            (form::hidden("terug", back))
            (form::sign_in(&field("email", &address), email, "email", "username"))
            (form::sign_in(&field("wachtwoord", &password), "", "password", "current-password"))
            (form::sign_in(&Field { hint: Some(&hint), ..field("code", &code) }, "", "text", "one-time-code"))
            (part::actions(&[part::submit(&frame.say("sign-in-button"))]))
        }
        (part::paragraph(&frame.say("sign-in-invited")))
        p class="utrecht-paragraph" { (part::link(invitation::PATH, &frame.say("sign-in-invitation"))) }
    }
}
