//! What is said to an identity provider: short, bounded, never redirected, on threads of its own.

use std::time::Duration;

use serde::de::DeserializeOwned;

/// How long one exchange may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// More than this no provider has to say.
const LONGEST: u64 = 256 * 1024;

/// Why nothing usable came back. Says nothing of what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum TalkError {
    /// No connection, or it took too long.
    #[error("the identity provider does not answer")]
    Silent,
    /// It said no.
    #[error("the identity provider refused")]
    Refused,
    /// It said something else than agreed.
    #[error("the answer of the identity provider cannot be read")]
    Strange,
}

pub(super) fn get<T: DeserializeOwned>(url: &str) -> Result<T, TalkError> {
    read(agent().get(url).call())
}

pub(super) fn post<T: DeserializeOwned>(url: &str, form: &[(&str, &str)]) -> Result<T, TalkError> {
    read(agent().post(url).send_form(form.iter().copied()))
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(None)
        .build()
        .new_agent()
}

fn read<T: DeserializeOwned>(
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<T, TalkError> {
    let mut answer = answer.map_err(|_| TalkError::Silent)?;
    if !answer.status().is_success() {
        return Err(TalkError::Refused);
    }
    let text = answer.body_mut().with_config().limit(LONGEST).read_to_string();
    serde_json::from_str(&text.map_err(|_| TalkError::Strange)?).map_err(|_| TalkError::Strange)
}
