//! `/aanmelden/extern` and `/aanmelden/terug`: to an identity provider and back.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use ground::Secret;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::oidc::{self, Refusal, Returned};
use super::cookie::{begin_cookie, session_cookie};
use crate::error::Error;
use crate::house::{Config, House};
use crate::web::{Frame, PageError, local_path, page, part};

pub(super) const BEGIN: &str = "/aanmelden/extern";

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    bij: String,
    terug: Option<String>,
}

pub(super) async fn begin(
    State(house): State<Arc<House>>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let provider = house.config.providers.iter().find(|one| one.audience.as_str() == wanted.bij);
    let provider = provider.ok_or_else(|| PageError::not_found("identity provider"))?;
    let back = wanted.terug.as_deref().map_or("/", local_path);
    let (address, browser) = oidc::begin(&house, provider, back).await?;
    Ok(([(SET_COOKIE, flow_cookie(&house.config, &browser)?)], Redirect::to(&address)).into_response())
}

pub(super) async fn finish(
    State(house): State<Arc<House>>,
    frame: Frame,
    headers: HeaderMap,
    Query(returned): Query<Returned>,
) -> Result<Response, PageError> {
    let browser = flow_of(&headers, &house.config);
    let previous = session_cookie(&headers, &house.config);
    let gone = flow_cookie(&house.config, &Secret::new(String::new()))?;
    Ok(match oidc::finish(&house, returned, browser, previous).await? {
        Ok((secret, back)) => {
            let cookie = begin_cookie(&house.config, &secret).map_err(Error::internal)?;
            let cookies = AppendHeaders([(SET_COOKIE, cookie), (SET_COOKIE, gone)]);
            (cookies, Redirect::to(&back)).into_response()
        }
        Err(refusal) => {
            tracing::warn!(refusal = refusal.as_str(), "sign-in at an identity provider refused");
            (StatusCode::FORBIDDEN, [(SET_COOKIE, gone)], refused(&frame, refusal)).into_response()
        }
    })
}

fn refused(frame: &Frame, refusal: Refusal) -> Markup {
    let title = frame.say(&format!("oidc-{}-title", refusal.as_str()));
    let body = html! {
        (part::heading(&title))
        (part::lead(&frame.say(&format!("oidc-{}-text", refusal.as_str()))))
        (part::actions(&[part::link_button("/aanmelden", &frame.say("oidc-again"))]))
    };
    page(frame, &title, &[], &body)
}

fn name(config: &Config) -> &'static str {
    if config.secure() { "__Host-waarborg_oidc" } else { "waarborg_oidc" }
}

/// Kept by the browser for as long as a sign-in may take; empty makes it forget.
fn flow_cookie(config: &Config, secret: &Secret<String>) -> Result<HeaderValue, Error> {
    let secure = if config.secure() { "; Secure" } else { "" };
    let age = if secret.expose().is_empty() { 0 } else { 600 };
    let name = name(config);
    let text = format!("{name}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", secret.expose());
    let mut value = HeaderValue::from_str(&text).map_err(Error::internal)?;
    value.set_sensitive(true);
    Ok(value)
}

fn flow_of<'a>(headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find_map(|(key, value)| (key == name(config)).then_some(value))
}
