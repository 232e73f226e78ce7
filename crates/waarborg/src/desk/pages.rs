//! The person behind a page: signing in and out, and the cookie that remembers them. In the demo one chooses who
//! one is.

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::header::{CACHE_CONTROL, COOKIE, InvalidHeaderValue, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use ground::Secret;
use maud::{Markup, html};
use serde::Deserialize;

use super::people::{PEOPLE, person};
use super::session::{NO_ACCOUNTS, sign_in, sign_out, who};
use crate::error::{Error, FieldError};
use crate::house::{Config, House};
use crate::web::form::{self, Choice, Field};
use crate::web::{
    Failure, Frame, PageError, Sheet, SignedIn, csrf, is_interface, local_path, part, role_name, sheet,
};

/// `/aanmelden`, `/afmelden`.
pub fn pages() -> Router<Arc<House>> {
    Router::new().route("/aanmelden", get(choose).post(begin)).route("/afmelden", post(end))
}

/// The name of the sign-in form, for its token.
const SIGN_IN: &str = "aanmelden";

#[derive(Debug, Deserialize)]
struct Back {
    terug: Option<String>,
}

#[derive(Debug, Deserialize)]
struct SignIn {
    formulier: String,
    persoon: Option<String>,
    terug: Option<String>,
}

#[derive(Debug, Deserialize)]
struct SignOut {
    formulier: String,
}

async fn choose(frame: Frame, Query(back): Query<Back>) -> Markup {
    sign_in_page(&frame, back.terug.as_deref().map_or("/", local_path), &[])
}

async fn begin(
    State(house): State<Arc<House>>,
    frame: Frame,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, PageError> {
    let verified = frame.verify(SIGN_IN, &form.formulier)?;
    let back = form.terug.as_deref().map_or("/", local_path);
    let Some(chosen) = form.persoon.as_deref().and_then(person) else {
        let nobody = FieldError {
            path: "persoon".to_owned(),
            message: "Choose who you are".to_owned(),
            message_nl: "Kies wie u bent".to_owned(),
        };
        let page = sign_in_page(&frame, back, &[nobody]);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    house.db.write("desk.spend_form", move |tx| csrf::spend(tx, &verified)).await?;
    let (_, secret) = sign_in(&house, chosen.id, session_cookie(&headers, &house.config)).await?;
    let cookie = begin_cookie(&house.config, &secret).map_err(Error::internal)?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to(back)).into_response())
}

async fn end(
    State(house): State<Arc<House>>,
    frame: Frame,
    headers: HeaderMap,
    Form(form): Form<SignOut>,
) -> Result<Response, PageError> {
    frame.verify("afmelden", &form.formulier)?;
    if let Some(secret) = session_cookie(&headers, &house.config) {
        sign_out(&house, secret).await?;
    }
    Ok(([(SET_COOKIE, end_cookie(&house.config))], Redirect::to("/aanmelden")).into_response())
}

fn sign_in_page(frame: &Frame, back: &str, errors: &[FieldError]) -> Markup {
    let title = frame.say("sign-in-title");
    let choices: Vec<Choice> = PEOPLE
        .iter()
        .map(|person| Choice {
            value: person.id.to_owned(),
            label: format!("{} – {}", person.name, role_name(frame, person.role)),
            hint: Some(format!("{}. {}.", person.department, person.task)),
        })
        .collect();
    let label = frame.say("sign-in-who");
    let field = Field {
        name: "persoon",
        label: &label,
        error: form::error_of(frame, errors, "persoon"),
        required: true,
        ..Field::default()
    };
    let options = Sheet { title: &title, mistakes: !errors.is_empty(), ..Sheet::default() };
    sheet(
        frame,
        &options,
        &html! {
            (form::error_summary(frame, errors))
            (part::heading(&title))
            (part::lead(&frame.say("sign-in-lead")))
            form method="post" action="/aanmelden" novalidate {
                (form::token(frame, SIGN_IN))
                (form::hidden("terug", back))
                (form::radios(&field, &choices, None))
                (part::actions(&[part::submit(&frame.say("sign-in-button"))]))
            }
        },
    )
}

/// Middleware: finds the session of each page request and puts [`SignedIn`] into it. Lies around `web::edge`.
pub async fn sessions(State(house): State<Arc<House>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if is_interface(path) || path.starts_with("/static/") {
        return next.run(request).await;
    }
    let mut found = None;
    if let Some(secret) = session_cookie(request.headers(), &house.config) {
        found = match who(&house, secret).await {
            Ok(found) => found,
            Err(error) => {
                tracing::error!(%error, "a session could not be looked up");
                None
            }
        };
    }
    let is_signed_in = found.is_some();
    if let Some(session) = found {
        request.extensions_mut().insert(SignedIn {
            actor: session.person.actor(),
            name: session.person.name.to_owned(),
            session: session.key,
        });
    }
    let mut response = next.run(request).await;
    if is_signed_in && !response.headers().contains_key(CACHE_CONTROL) {
        // What a signed-in person saw must not come back with the next person's "back" button.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Middleware: no pages without the demo, because there are no accounts yet. Lies inside `web::edge`, which makes
/// the full page of it. The API, the stylesheets and the language switch go on.
pub async fn accounts_exist(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if house.config.demo || is_interface(path) || path.starts_with("/static/") || path == "/taal" {
        return next.run(request).await;
    }
    let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
    response.extensions_mut().insert(Failure {
        code: "no-accounts",
        cause: NO_ACCOUNTS.to_owned(),
        fields: Vec::new(),
    });
    response
}

/// The name of the cookie. With `__Host-` the browser itself keeps it to this host and to TLS.
fn cookie_name(config: &Config) -> &'static str {
    if config.secure() { "__Host-waarborg_session" } else { "waarborg_session" }
}

/// The value of the session cookie, if the request carries one.
pub fn session_cookie<'a>(headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
    let name = cookie_name(config);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// `Set-Cookie` that begins a session. Gone when the browser closes; the server ends it earlier.
pub fn begin_cookie(config: &Config, secret: &Secret<String>) -> Result<HeaderValue, InvalidHeaderValue> {
    let secure = if config.secure() { "; Secure" } else { "" };
    let name = cookie_name(config);
    let text = format!("{name}={}; Path=/; HttpOnly; SameSite=Lax{secure}", secret.expose());
    let mut value = HeaderValue::from_str(&text)?;
    value.set_sensitive(true);
    Ok(value)
}

/// `Set-Cookie` that makes the browser forget its session.
pub fn end_cookie(config: &Config) -> HeaderValue {
    HeaderValue::from_static(if config.secure() {
        "__Host-waarborg_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure"
    } else {
        "waarborg_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(base_url: &str) -> Config {
        Config {
            base_url: base_url.to_owned(),
            demo: true,
            log_origin: String::from("waarborg.example/test"),
            app_version: "0",
        }
    }

    #[test]
    fn the_cookie_is_kept_from_scripts_and_other_sites() {
        let secret = Secret::new(String::from("ab"));
        let plain = begin_cookie(&config("http://127.0.0.1:8080"), &secret).unwrap();
        assert_eq!(plain, "waarborg_session=ab; Path=/; HttpOnly; SameSite=Lax");
        let secure = begin_cookie(&config("https://waarborg.example"), &secret).unwrap();
        assert_eq!(secure, "__Host-waarborg_session=ab; Path=/; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("taal=en; waarborg_session=cafe"));
        assert_eq!(session_cookie(&headers, &config("http://x")), Some("cafe"));
        assert_eq!(session_cookie(&headers, &config("https://x")), None, "another name over TLS");
    }
}
