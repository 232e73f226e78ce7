//! Identity providers: read once from `oidc.toml` in the data folder, when it is there.

use std::fs;
use std::io;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ground::Secret;
use serde::Deserialize;

use super::keys::{KeysError, check_mode};

/// For whom a provider says who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Those who work here.
    Staff,
    /// Residents; the provider gives their BSN.
    Residents,
}

impl Audience {
    /// The name in the file and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Residents => "residents",
        }
    }
}

/// An identity provider as it is configured.
#[derive(Debug, Clone)]
pub struct Provider {
    /// For whom.
    pub audience: Audience,
    /// Its address, exactly as it names itself.
    pub issuer: String,
    /// By which it knows us.
    pub client_id: String,
    /// The lowest level of assurance that is good enough.
    pub acr: String,
    /// Our private key, PKCS#8 in DER.
    pub key: Secret<Vec<u8>>,
}

/// Why the file cannot be used. Never holds key material.
#[derive(Debug, thiserror::Error)]
pub enum ProvidersError {
    /// The file or a key file cannot be read, or the key may be read by others.
    #[error(transparent)]
    File(#[from] KeysError),
    /// It is not in the form of this file.
    #[error("oidc.toml does not hold [[provider]] with audience, issuer, client_id, acr and key")]
    Format,
    /// Only https keeps what is said between us; http is taken on the machine itself, for tests.
    #[error("the issuer `{0}` is no https address without a slash at the end")]
    Issuer(String),
    /// It is no PKCS#8 in PEM.
    #[error("the key of `{0}` is no private key in PEM (PKCS#8)")]
    Key(String),
    /// Two for one audience.
    #[error("there are two providers for the same audience")]
    Twice,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    provider: Vec<WrittenProvider>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenProvider {
    audience: Audience,
    issuer: String,
    client_id: String,
    acr: String,
    key: String,
}

impl Provider {
    /// The providers of an installation; none when there is no `oidc.toml` in the folder.
    pub fn load_all(folder: &Path) -> Result<Vec<Self>, ProvidersError> {
        let text = match fs::read_to_string(folder.join("oidc.toml")) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(KeysError::from(error).into()),
        };
        let written: Written = toml::from_str(&text).map_err(|_| ProvidersError::Format)?;
        let mut all: Vec<Self> = Vec::new();
        for one in written.provider {
            let local =
                ["http://127.0.0.1:", "http://localhost:"].iter().any(|it| one.issuer.starts_with(it));
            if !(one.issuer.starts_with("https://") || local) || one.issuer.ends_with('/') {
                return Err(ProvidersError::Issuer(one.issuer));
            }
            if all.iter().any(|other| other.audience == one.audience) {
                return Err(ProvidersError::Twice);
            }
            let path = folder.join(&one.key);
            let pem = fs::read_to_string(&path).map_err(KeysError::from)?;
            check_mode(&path)?;
            let key = der(&pem).ok_or_else(|| ProvidersError::Key(one.issuer.clone()))?;
            all.push(Self {
                audience: one.audience,
                issuer: one.issuer,
                client_id: one.client_id,
                acr: one.acr,
                key: Secret::new(key),
            });
        }
        Ok(all)
    }
}

fn der(pem: &str) -> Option<Vec<u8>> {
    let body = pem.split("-----BEGIN PRIVATE KEY-----").nth(1)?.split("-----END PRIVATE KEY-----").next()?;
    let digits: String = body.chars().filter(|sign| !sign.is_whitespace()).collect();
    STANDARD.decode(digits).ok()
}
