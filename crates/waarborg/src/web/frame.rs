//! What surrounds the contents of a page: who reads it, in which language, and where they are.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use ground::{Actor, Role};

use super::csrf;
use super::error::PageError;
use super::language::{Arg, Language};
use crate::error::Error;
use crate::house::House;

/// The cookie that keeps the language.
pub(super) const LANGUAGE_COOKIE: &str = "taal";

/// Who is signed in, as the session tells. `desk` puts it into the request; see `desk::sessions`.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The id and role that go into records.
    pub actor: Actor,
    /// The name shown on screen, and nowhere else.
    pub name: String,
    /// What forms are bound to. Not the cookie's value itself.
    pub session: String,
    /// Someone who works here did what is asked of everyone before seeing data (6.1-3, 6.5-2, 6.7-4).
    pub ready: bool,
    /// A resident in their own place: the keyed hash of the BSN. None for someone who works here.
    pub resident: Option<[u8; 32]>,
}

/// The signed-in person as the header shows them.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name shown on screen.
    pub name: String,
    /// The role in which they act.
    pub role: Role,
}

/// The surroundings of one page. An extractor that never fails.
#[derive(Clone)]
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// Who is signed in.
    pub person: Option<Person>,
    /// Whether this is the fictional WIL.
    pub demo: bool,
    /// The path of the request, for the navigation and the language switch.
    pub path: String,
    session: String,
    house: Option<Arc<House>>,
}

impl Frame {
    /// From a request that is still going in.
    pub fn of(parts: &Parts, house: &Arc<House>) -> Self {
        let signed_in = parts.extensions.get::<SignedIn>();
        let language = Language::of(cookie(parts, LANGUAGE_COOKIE).unwrap_or_default());
        // Of a resident no name is kept.
        let name = |it: &SignedIn| match it.resident {
            Some(_) => language.say("role-resident"),
            None => it.name.clone(),
        };
        Self {
            person: signed_in.map(|it| Person { name: name(it), role: it.actor.role }),
            language,
            demo: house.config.demo,
            path: parts.uri.path().to_owned(),
            session: signed_in.map(|it| it.session.clone()).unwrap_or_default(),
            house: Some(Arc::clone(house)),
        }
    }

    /// For tests that render without a request.
    #[cfg(test)]
    pub(crate) fn bare(language: Language) -> Self {
        Self { language, person: None, demo: true, path: "/".to_owned(), session: String::new(), house: None }
    }

    /// The sentence under `key` in the language of the page.
    pub fn say(&self, key: &str) -> String {
        self.language.say(key)
    }

    /// The sentence under `key` with values filled in.
    pub fn say_with(&self, key: &str, values: &[(&'static str, Arg<'_>)]) -> String {
        self.language.say_with(key, values)
    }

    /// A token for the form called `form` on this page; goes into a hidden field, see `form::token`.
    pub fn token(&self, form: &str) -> String {
        self.house.as_ref().map_or_else(String::new, |house| {
            csrf::token(&house.keys.forms, house.entropy.as_ref(), &self.session, form, house.clock.now())
        })
    }

    /// Checks the token that came back with the form called `form`.
    pub fn verify(&self, form: &str, token: &str) -> Result<csrf::Verified, Error> {
        let house = self.house.as_ref().ok_or(Error::Stale("form-foreign"))?;
        csrf::verify(&house.keys.forms, &self.session, form, token, house.clock.now())
    }
}

impl FromRequestParts<Arc<House>> for Frame {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, Infallible> {
        Ok(Self::of(parts, house))
    }
}

/// Someone who works here, signed in and asking for a page. An extractor: without a session it leads to the sign-in page; a
/// resident is refused.
#[derive(Clone)]
pub struct Caller {
    /// The id and role that go into records.
    pub actor: Actor,
    /// The surroundings of the page.
    pub frame: Frame,
}

impl FromRequestParts<Arc<House>> for Caller {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, PageError> {
        let signed_in = parts.extensions.get::<SignedIn>().cloned();
        let signed_in = signed_in.ok_or(Error::Unauthenticated("no session"))?;
        if signed_in.resident.is_some() {
            return Err(Error::Forbidden("page of staff").into());
        }
        Ok(Self { actor: signed_in.actor, frame: Frame::of(parts, house) })
    }
}

/// A resident in their own place. An extractor: without a session it leads to the sign-in page; who works here is refused.
#[derive(Clone)]
pub struct ResidentCaller {
    /// The id and role that go into records.
    pub actor: Actor,
    /// The keyed hash of the BSN, by which their data are found.
    pub lookup: [u8; 32],
    /// The surroundings of the page.
    pub frame: Frame,
}

impl FromRequestParts<Arc<House>> for ResidentCaller {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, PageError> {
        let signed_in = parts.extensions.get::<SignedIn>().cloned();
        let signed_in = signed_in.ok_or(Error::Unauthenticated("no session"))?;
        let lookup = signed_in.resident.ok_or(Error::Forbidden("page of residents"))?;
        Ok(Self { actor: signed_in.actor, lookup, frame: Frame::of(parts, house) })
    }
}

/// The value of a cookie, if the request carries one by that name.
pub(super) fn cookie<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    parts
        .headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// `path` if it stays inside this site, else `/`. For the way back after signing in or switching language.
pub fn local_path(path: &str) -> &str {
    let inside = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 500
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if inside { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn the_way_back_stays_inside() {
        assert_eq!(local_path("/beleid/6.9"), "/beleid/6.9");
        for outside in ["", "https://elders.example", "//elders.example", "/\\elders.example", "/a b", "/\n"]
        {
            assert_eq!(local_path(outside), "/", "{outside}");
        }
    }
}
