//! The cookie that remembers a session.

use axum::http::header::{COOKIE, InvalidHeaderValue};
use axum::http::{HeaderMap, HeaderValue};
use ground::Secret;

use crate::house::Config;

/// The name of the cookie. With `__Host-` the browser itself keeps it to this host and to TLS.
fn cookie_name(config: &Config) -> &'static str {
    if config.secure() { "__Host-waarborg_session" } else { "waarborg_session" }
}

/// The value of the session cookie, if the request carries one.
pub(super) fn session_cookie<'a>(headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
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
pub(super) fn begin_cookie(
    config: &Config,
    secret: &Secret<String>,
) -> Result<HeaderValue, InvalidHeaderValue> {
    let secure = if config.secure() { "; Secure" } else { "" };
    let name = cookie_name(config);
    let text = format!("{name}={}; Path=/; HttpOnly; SameSite=Lax{secure}", secret.expose());
    let mut value = HeaderValue::from_str(&text)?;
    value.set_sensitive(true);
    Ok(value)
}

/// `Set-Cookie` that makes the browser forget its session.
pub(super) fn end_cookie(config: &Config) -> HeaderValue {
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
            providers: Vec::new(),
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
