//! Signing and verifying JSON Web Signatures (RFC 7515), as far as signing in needs it.
//!
//! The algorithm follows from the key, never from the token alone: a token that names another kind is refused. Not used:
//! encryption, `none`, keyed hashes. The library draws the chance of a signature itself.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaKeyPair, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The public keys of a provider.
#[derive(Deserialize)]
pub(super) struct KeySet {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that one must understand; none are.
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct PublicKey {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// A token of ours: PS256 with an RSA key, ES256 with a key on P-256. `None` when the key is neither.
pub(super) fn sign(key: &[u8], claims: &Value) -> Option<String> {
    let chance = SystemRandom::new();
    let head = |alg: &str| {
        let header = json!({ "alg": alg, "typ": "JWT" }).to_string();
        format!("{}.{}", encode(header.as_bytes()), encode(claims.to_string().as_bytes()))
    };
    if let Ok(pair) = RsaKeyPair::from_pkcs8(key) {
        let text = head("PS256");
        let mut signature = vec![0; pair.public().modulus_len()];
        pair.sign(&RSA_PSS_SHA256, &chance, text.as_bytes(), &mut signature).ok()?;
        return Some(format!("{text}.{}", encode(&signature)));
    }
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key, &chance).ok()?;
    let text = head("ES256");
    let signature = pair.sign(&chance, text.as_bytes()).ok()?;
    Some(format!("{text}.{}", encode(signature.as_ref())))
}

/// The claims of a token that one of these keys signed.
pub(super) fn verify<T: DeserializeOwned>(token: &str, keys: &KeySet) -> Option<T> {
    let (text, signature) = token.rsplit_once('.')?;
    let (head, claims) = text.split_once('.')?;
    let header: Header = serde_json::from_slice(&decode(head)?).ok()?;
    if header.crit.is_some() {
        return None;
    }
    let signature = decode(signature)?;
    let known = keys.keys.iter().filter_map(|key| PublicKey::deserialize(key).ok());
    let fits = known.filter(|key| {
        let named = header.kid.is_none() || key.kid == header.kid;
        let alg = key.alg.as_ref().is_none_or(|alg| *alg == header.alg);
        named && alg && key.purpose.as_deref().unwrap_or("sig") == "sig"
    });
    let mut good = fits.filter(|key| is_signed(key, &header.alg, text.as_bytes(), &signature).is_some());
    good.next()?;
    serde_json::from_slice(&decode(claims)?).ok()
}

fn is_signed(key: &PublicKey, alg: &str, text: &[u8], signature: &[u8]) -> Option<()> {
    match (key.kty.as_str(), alg) {
        ("RSA", "PS256" | "RS256") => {
            let parts = RsaPublicKeyComponents { n: decode(key.n.as_ref()?)?, e: decode(key.e.as_ref()?)? };
            let how = if alg == "PS256" { &RSA_PSS_2048_8192_SHA256 } else { &RSA_PKCS1_2048_8192_SHA256 };
            parts.verify(how, text, signature).ok()
        }
        ("EC", "ES256") if key.crv.as_deref() == Some("P-256") => {
            let mut point = vec![4];
            point.extend(decode(key.x.as_ref()?)?);
            point.extend(decode(key.y.as_ref()?)?);
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(text, signature).ok()
        }
        _ => None,
    }
}

pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use ring::signature::KeyPair as _;

    use super::*;

    fn pair() -> (Vec<u8>, Value) {
        let chance = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &chance).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref(), &chance).unwrap();
        let point = pair.public_key().as_ref();
        let public =
            json!({ "kty": "EC", "crv": "P-256", "x": encode(&point[1..33]), "y": encode(&point[33..]) });
        (key.as_ref().to_vec(), public)
    }

    fn set(keys: &[Value]) -> KeySet {
        KeySet { keys: keys.to_vec() }
    }

    #[test]
    fn a_token_opens_with_its_own_key_and_unchanged() {
        let (key, public) = pair();
        let token = sign(&key, &json!({ "sub": "1" })).unwrap();
        let read = |token: &str, keys: &[Value]| verify::<Value>(token, &set(keys));
        assert_eq!(read(&token, std::slice::from_ref(&public)).unwrap()["sub"], "1");
        assert!(read(&token, &[pair().1]).is_none(), "another key");
        assert!(read(&token, &[]).is_none());
        let parts: Vec<&str> = token.split('.').collect();
        let bent = format!("{}.{}.{}", parts[0], encode(br#"{"sub":"2"}"#), parts[2]);
        let none = format!("{}.{}.", encode(br#"{"alg":"none"}"#), parts[1]);
        let hash = format!("{}.{}.{}", encode(br#"{"alg":"HS256"}"#), parts[1], parts[2]);
        let critical = format!("{}.{}.{}", encode(br#"{"alg":"ES256","crit":["x"]}"#), parts[1], parts[2]);
        for other in [bent, none, hash, critical, String::new(), String::from("a.b"), format!("{token}.x")] {
            assert!(read(&other, std::slice::from_ref(&public)).is_none(), "{other}");
        }
        let mut other_use = public;
        other_use["use"] = json!("enc");
        assert!(read(&token, &[other_use]).is_none());
    }
}
