//! The query of an address, read by name; all errors at once, an unknown name included.

use std::convert::Infallible;
use std::ops::RangeInclusive;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use ground::Day;

use super::json::shown;
use super::problem::Problem;
use crate::error::FieldError;

/// The query. Take what the address knows, then [`Query::finish`]. An extractor that never fails: what is wrong
/// comes out at the end.
#[derive(Debug, Default)]
pub struct Query {
    pairs: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let mut query = Self::default();
        match axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri) {
            Ok(axum::extract::Query(pairs)) => query.pairs = pairs,
            Err(_) => query.wrong("", "not a query of names and values", "De zoekvraag is niet te lezen."),
        }
        Ok(query)
    }
}

impl Query {
    /// The value under `name`. An empty value counts as absent.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let (found, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.pairs).into_iter().partition(|(key, _)| key == name);
        self.pairs = others;
        if found.len() > 1 {
            self.wrong(name, "given twice", "Dit staat er twee keer.");
        }
        found.into_iter().next().map(|(_, value)| value).filter(|value| !value.is_empty())
    }

    /// Asks for a parameter that must be there.
    pub fn require(&mut self, name: &str) {
        if !self.pairs.iter().any(|(key, value)| key == name && !value.is_empty()) {
            self.wrong(name, "missing", "Dit ontbreekt.");
        }
    }

    /// The whole number under `name`, within `range`.
    pub fn number(&mut self, name: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
        let text = self.text(name)?;
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let (low, high) = (range.start(), range.end());
            self.wrong(
                name,
                &format!("not a whole number from {low} to {high}"),
                &format!("Dit is geen geheel getal van {low} tot en met {high}."),
            );
        }
        number
    }

    /// The day under `name`.
    pub fn day(&mut self, name: &'static str) -> Option<Day> {
        let text = self.text(name)?;
        let day = Day::from_str(&text).ok();
        if day.is_none() {
            self.wrong(
                name,
                "not a calendar day written as YYYY-MM-DD",
                "Dit is geen datum in de vorm jjjj-mm-dd.",
            );
        }
        day
    }

    /// Adds an error of the caller's own checking.
    pub fn wrong(&mut self, name: &str, message: &str, message_nl: &str) {
        self.errors.push(FieldError {
            path: name.to_owned(),
            message: message.to_owned(),
            message_nl: message_nl.to_owned(),
        });
    }

    /// Fails if anything was wrong or is left over.
    pub fn finish(mut self) -> Result<(), Problem> {
        for (name, _) in std::mem::take(&mut self.pairs) {
            self.wrong(shown(&name), "unknown parameter", "Deze parameter kennen wij niet.");
        }
        if self.errors.is_empty() { Ok(()) } else { Err(Problem::invalid(self.errors)) }
    }
}
