//! Sign-in at an identity provider: `OpenID Connect`, authorization code, PKCE S256, `private_key_jwt` (OIDC NLGOV).
//!
//! A sign-in belongs to the browser that began it and can be finished once. Of a resident only the keyed hash of the BSN
//! is kept. Someone who works here must have an account already: nothing is created.
//!
//! Not done: signing out at the provider, representation of others, and keeping what a provider says of itself.

mod http;
mod jose;

use ground::{Bsn, Instant, Secret, hex};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::account::{self, INSTRUCTION, login_of};
use super::model::{Person, digest, fresh_secret};
use super::session;
use super::store::{self, StoredFlow};
use crate::db::Tx;
use crate::error::Error;
use crate::house::{Audience, House, Provider};
use crate::journal::{Context, record_act};
use http::TalkError;
use jose::KeySet;

/// How long a sign-in at a provider may take, in milliseconds.
const UNDER_WAY: i64 = 10 * 60 * 1000;

/// How far clocks may differ, in seconds.
const SKEW: i64 = 10;

/// Where a provider sends the browser back to.
pub(super) const RETURN: &str = "/aanmelden/terug";

/// Why nobody was signed in. Chooses the text on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Not begun in this browser, begun too long ago, or finished before.
    NotBegun,
    /// The person stopped, or the provider refused.
    Stopped,
    /// The token is not for us, not of now, not of this sign-in, or not signed.
    Token,
    /// Signed in with less assurance than is asked.
    Weak,
    /// No account here, or no BSN that passes the eleven-test.
    Unknown,
}

impl Refusal {
    /// The last part of the keys of its text.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::NotBegun => "not-begun",
            Self::Stopped => "stopped",
            Self::Token => "token",
            Self::Weak => "weak",
            Self::Unknown => "unknown",
        }
    }
}

/// What a provider says of itself.
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// What an ID token says. No `Debug`: a number and an address are in it.
#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Value,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nonce: Option<String>,
    acr: Option<String>,
    email: Option<String>,
    email_verified: Option<bool>,
    bsn: Option<String>,
}

/// What came back with the browser.
#[derive(Deserialize)]
pub(super) struct Returned {
    state: Option<String>,
    code: Option<String>,
}

/// Begins a sign-in: where to send the browser, and what it has to keep in a cookie.
pub(super) async fn begin(
    house: &House,
    provider: &Provider,
    back: &str,
) -> Result<(String, Secret<String>), Error> {
    let issuer = provider.issuer.clone();
    let metadata =
        talk(move || discover(&issuer)).await?.map_err(|_| Error::Unavailable("identity provider"))?;
    let fresh = || fresh_secret(house.entropy.as_ref(), "");
    let (state, nonce, verifier, browser) = (fresh(), fresh(), fresh(), fresh());
    let challenge = jose::encode(&Sha256::digest(verifier.expose().as_bytes()));
    let wanted = match provider.audience {
        Audience::Staff => json!({ "id_token": { "email": null, "email_verified": null } }),
        Audience::Residents => json!({ "id_token": { "bsn": { "essential": true } } }),
    };
    let redirect = format!("{}{RETURN}", house.config.base_url);
    let query = [
        ("response_type", "code"),
        ("scope", if provider.audience == Audience::Staff { "openid email" } else { "openid" }),
        ("client_id", &provider.client_id),
        ("redirect_uri", &redirect),
        ("state", state.expose()),
        ("nonce", nonce.expose()),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("acr_values", &provider.acr),
        ("claims", &wanted.to_string()),
    ];
    let query: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
    let joint = if metadata.authorization_endpoint.contains('?') { '&' } else { '?' };
    let address = format!("{}{joint}{}", metadata.authorization_endpoint, query.join("&"));
    let flow = StoredFlow {
        browser: digest(browser.expose()),
        provider: provider.audience.as_str().to_owned(),
        nonce: nonce.expose().clone(),
        verifier: verifier.expose().clone(),
        back: back.to_owned(),
    };
    let state = digest(state.expose());
    let work = move |tx: &mut Tx<'_>| {
        let oldest = Instant(tx.now().0 - UNDER_WAY);
        store::insert_flow(tx, &state, &flow, oldest)
    };
    house.db.write("desk.begin_oidc", work).await?;
    Ok((address, browser))
}

/// Finishes a sign-in: the value for the session's cookie, and the page to go to.
pub(super) async fn finish(
    house: &House,
    returned: Returned,
    browser: Option<&str>,
    previous: Option<&str>,
) -> Result<Result<(Secret<String>, String), Refusal>, Error> {
    let Some(state) = returned.state else { return Ok(Err(Refusal::NotBegun)) };
    let state = digest(&state);
    let take = move |tx: &mut Tx<'_>| {
        let oldest = Instant(tx.now().0 - UNDER_WAY);
        store::take_flow(tx, &state, oldest)
    };
    let Some(flow) = house.db.write("desk.finish_oidc", take).await? else {
        return Ok(Err(Refusal::NotBegun));
    };
    let provider = house.config.providers.iter().find(|one| one.audience.as_str() == flow.provider);
    let Some(provider) = provider.filter(|_| browser.is_some_and(|it| digest(it) == flow.browser)) else {
        return Ok(Err(Refusal::NotBegun));
    };
    let Some(code) = returned.code else { return Ok(Err(Refusal::Stopped)) };
    let claims = match exchange(house, provider, &flow, code).await? {
        Ok(claims) => claims,
        Err(TalkError::Silent) => return Err(Error::Unavailable("identity provider")),
        Err(TalkError::Refused) => return Ok(Err(Refusal::Stopped)),
        Err(TalkError::Strange) => return Ok(Err(Refusal::Token)),
    };
    if !is_for_us(&claims, provider, &flow.nonce, house.clock.now()) {
        return Ok(Err(Refusal::Token));
    }
    if !is_strong(claims.acr.as_deref(), &provider.acr) {
        return Ok(Err(Refusal::Weak));
    }
    let person = match provider.audience {
        Audience::Residents => {
            let number = claims.bsn.as_deref().and_then(|number| number.parse::<Bsn>().ok());
            number.map(|bsn| Person::Resident(session::resident(house, &bsn)))
        }
        Audience::Staff => staff(house, provider, &claims).await?.map(Person::Staff),
    };
    let Some(person) = person else { return Ok(Err(Refusal::Unknown)) };
    let (_, secret) = session::begin(house, person, previous, |_| Ok(())).await?;
    Ok(Ok((secret, flow.back)))
}

/// The account that is linked with this subject, or that was made for this confirmed address and is not linked yet.
async fn staff(house: &House, provider: &Provider, claims: &Claims) -> Result<Option<super::Account>, Error> {
    let confirmed = claims.email.as_ref().filter(|_| claims.email_verified == Some(true));
    let login = confirmed.map(|email| login_of(&house.keys, email));
    let (issuer, subject) = (provider.issuer.clone(), claims.sub.clone());
    let actor = ground::Actor { id: String::from("waarborg"), role: ground::Role::System };
    let context = Context::begin(house, actor);
    let work = move |tx: &mut Tx<'_>| {
        let mut id = store::find_linked(tx, &issuer, &subject)?;
        if let (None, Some(login)) = (&id, login) {
            id = store::link(tx, &login, &issuer, &subject)?;
            if let Some(id) = &id {
                record_act(tx, &context, "account.link", id, "ok")?;
            }
        }
        id.map_or(Ok(None), |id| store::find_account(tx, &id, INSTRUCTION))
    };
    let found = house.db.write("desk.link", work).await?.filter(|account| account.active);
    found.map(|account| account::opened(&house.masters, account)).transpose()
}

async fn exchange(
    house: &House,
    provider: &Provider,
    flow: &StoredFlow,
    code: String,
) -> Result<Result<Claims, TalkError>, Error> {
    let (own, now) = (provider.clone(), house.clock.now());
    let redirect = format!("{}{RETURN}", house.config.base_url);
    let mut id = [0; 16];
    house.entropy.fill(&mut id);
    let (verifier, id) = (flow.verifier.clone(), hex::encode(&id));
    let work = move || {
        let metadata = discover(&own.issuer)?;
        let seconds = now.0.div_euclid(1000);
        let assertion = json!({
            "iss": own.client_id, "sub": own.client_id, "aud": own.issuer, "jti": id, "iat": seconds, "exp": seconds + 60,
        });
        let assertion = jose::sign(own.key.expose(), &assertion).ok_or(TalkError::Strange)?;
        let tokens: Tokens = http::post(
            &metadata.token_endpoint,
            &[
                ("grant_type", "authorization_code"),
                ("code", &code),
                ("redirect_uri", &redirect),
                ("client_id", &own.client_id),
                ("code_verifier", &verifier),
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                ("client_assertion", &assertion),
            ],
        )?;
        let keys: KeySet = http::get(&metadata.jwks_uri)?;
        jose::verify(&tokens.id_token, &keys).ok_or(TalkError::Strange)
    };
    talk(work).await
}

fn discover(issuer: &str) -> Result<Metadata, TalkError> {
    let metadata: Metadata = http::get(&format!("{issuer}/.well-known/openid-configuration"))?;
    if metadata.issuer == issuer { Ok(metadata) } else { Err(TalkError::Strange) }
}

/// Runs what waits for another machine off the asynchronous threads.
async fn talk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, TalkError> + Send + 'static,
) -> Result<Result<T, TalkError>, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.map_err(|_| Error::internal("talking to an identity provider ended by a panic"))?;
    if let Err(error) = &done {
        tracing::warn!(%error, "sign-in at an identity provider");
    }
    Ok(done)
}

/// `OpenID Connect Core`, 3.1.3.7.
fn is_for_us(claims: &Claims, provider: &Provider, nonce: &str, now: Instant) -> bool {
    let own = Some(provider.client_id.as_str());
    let audience = match &claims.aud {
        Value::String(one) => Some(one.as_str()) == own,
        Value::Array(all) => {
            all.iter().any(|one| one.as_str() == own) && (all.len() == 1 || claims.azp.as_deref() == own)
        }
        _ => false,
    };
    let now = now.0.div_euclid(1000);
    claims.iss == provider.issuer
        && audience
        && claims.azp.as_deref().is_none_or(|azp| Some(azp) == own)
        && claims.exp > now - SKEW
        && claims.iat <= now + SKEW
        && claims.nonce.as_deref() == Some(nonce)
        && !claims.sub.is_empty()
}

/// Whether the level of assurance is the one that was asked, or a higher one of eIDAS.
fn is_strong(acr: Option<&str>, wanted: &str) -> bool {
    const LEVELS: [&str; 3] = ["low", "substantial", "high"];
    let rank = |acr: &str| {
        let level = acr.strip_prefix("http://eidas.europa.eu/LoA/")?;
        LEVELS.iter().position(|known| *known == level)
    };
    let Some(acr) = acr else { return false };
    acr == wanted || rank(acr).zip(rank(wanted)).is_some_and(|(got, asked)| got >= asked)
}

/// Percent encoding of all but the unreserved signs (RFC 3986, 2.3).
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            escaped.push_str(&hex::encode(&[byte]).to_uppercase());
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOW: &str = "http://eidas.europa.eu/LoA/low";
    const SUBSTANTIAL: &str = "http://eidas.europa.eu/LoA/substantial";
    const HIGH: &str = "http://eidas.europa.eu/LoA/high";

    #[test]
    fn less_assurance_than_asked_is_too_little() {
        assert!(is_strong(Some(SUBSTANTIAL), SUBSTANTIAL) && is_strong(Some(HIGH), SUBSTANTIAL));
        assert!(!is_strong(Some(LOW), SUBSTANTIAL) && !is_strong(None, LOW) && !is_strong(Some("1"), LOW));
        assert!(is_strong(Some("own"), "own") && !is_strong(Some(HIGH), "own"));
    }

    #[test]
    fn a_token_is_for_us_now_and_of_this_sign_in() {
        let provider = Provider {
            audience: Audience::Staff,
            issuer: String::from("https://op.example"),
            client_id: String::from("waarborg"),
            acr: String::new(),
            key: Secret::new(Vec::new()),
        };
        let good = json!({
            "iss": "https://op.example", "sub": "1", "aud": "waarborg", "exp": 1300, "iat": 1000, "nonce": "n"
        });
        let holds = |claims: &Value, at: i64| {
            let claims = serde_json::from_value(claims.clone());
            claims.is_ok_and(|claims| is_for_us(&claims, &provider, "n", Instant(at * 1000)))
        };
        assert!(holds(&good, 1000) && holds(&good, 1309) && holds(&good, 990));
        assert!(!holds(&good, 1310), "expired");
        assert!(!holds(&good, 989), "of the future");
        for (name, value) in [
            ("iss", json!("https://other.example")),
            ("aud", json!("other")),
            ("aud", json!(["waarborg", "other"])),
            ("azp", json!("other")),
            ("nonce", json!("m")),
            ("sub", json!("")),
            ("exp", json!("1300")),
        ] {
            let mut bent = good.clone();
            bent[name] = value;
            assert!(!holds(&bent, 1000), "{name}");
        }
        let mut both = good;
        both["aud"] = json!(["waarborg", "other"]);
        both["azp"] = json!("waarborg");
        assert!(holds(&both, 1000));
    }

    #[test]
    fn values_in_an_address_are_escaped() {
        assert_eq!(escape("a b&c=é~"), "a%20b%26c%3D%C3%A9~");
    }
}
