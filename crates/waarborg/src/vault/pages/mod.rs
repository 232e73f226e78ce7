//! `/dossiers`: the files someone is charged with; one file; what is in it, opened with a permit.
//!
//! Lists and search show pseudonyms and what is needed to choose (6.5-5). What an item says is only ever in the answer to
//! a form, never at an address of its own, and browsers are told not to keep it.

mod entry;
mod file;
mod list;
mod new;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use ground::Role;
use maud::{Markup, html};

use crate::error::{Error, FieldError};
use crate::house::House;
use crate::records::{FileId, Origin};
use crate::vault::model::{NewItem, Value};
use crate::web::form::{self, Choice, Field, error_of};
use crate::web::{Caller, Frame, PageError};

/// `/dossiers` and below.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/dossiers", get(list::show).post(list::search))
        .route("/dossiers/nieuw", get(new::show).post(new::create))
        .route("/dossiers/{id}", get(file::show).post(file::open))
        .route("/dossiers/{id}/toevoegen", get(entry::show_add).post(entry::add))
        .route("/dossiers/{id}/verbeteren", get(entry::show_change).post(entry::change))
}

type Sent = Vec<(String, String)>;

fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

fn values<'a>(sent: &'a Sent, name: &str) -> Vec<&'a str> {
    sent.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

/// Files are the work of those who are charged with them; the other roles watch, keep or run, and read no files.
fn may_work(caller: &Caller) -> Result<(), PageError> {
    match caller.actor.role {
        Role::Employee | Role::DepartmentHead => Ok(()),
        _ => Err(Error::Forbidden("files").into()),
    }
}

fn file_id(text: &str) -> Result<FileId, PageError> {
    text.parse().map_err(|_| PageError::not_found("file"))
}

fn field<'a>(
    frame: &Frame,
    errors: &'a [FieldError],
    name: &'a str,
    label: &'a str,
    hint: Option<&'a str>,
    required: bool,
) -> Field<'a> {
    Field { name, label, hint, error: error_of(frame, errors, name), required, heading: false }
}

/// What a new or corrected item says about itself, read from a form; all mistakes at once.
fn read_item(sent: &Sent, kind: &str, errors: &mut Vec<FieldError>) -> Option<NewItem> {
    let text = Value::read("inhoud", value(sent, "inhoud")).map_err(|error| errors.push(error)).ok();
    let origin = Origin::of(value(sent, "herkomst"));
    if origin.is_none() {
        errors.push(FieldError::new("herkomst", "choose one", "Kies waar het gegeven vandaan komt."));
    }
    let source = value(sent, "bron");
    if source.is_empty() || source.chars().count() > 200 {
        errors.push(FieldError::new(
            "bron",
            "1 to 200 characters",
            "Vul in hoe u het gegeven kreeg, in hooguit 200 tekens.",
        ));
    }
    let basis = value(sent, "grond");
    if origin.is_some_and(|origin| origin != Origin::Subject) && basis.is_empty() {
        let nl = "Het gegeven komt niet van de persoon zelf. Vul in volgens welk wetsartikel u het kreeg.";
        errors.push(FieldError::new("grond", "is required when it is not from the person (policy 2-6)", nl));
    }
    let obtained = form::read_day(value(sent, "verkregen"));
    if obtained.is_none() {
        errors.push(FieldError::new(
            "verkregen",
            "is not a day",
            "Vul een datum in, bijvoorbeeld 16-11-2026.",
        ));
    }
    Some(NewItem {
        kind: kind.to_owned(),
        value: text?,
        origin: origin?,
        source: source.to_owned(),
        basis: basis.to_owned(),
        obtained: obtained?,
        verified: values(sent, "nagegaan").contains(&"ja"),
        only_for_third: values(sent, "nagegaan").contains(&"doorgeven"),
    })
}

/// The fields of [`read_item`], for a form.
fn item_fields(frame: &Frame, sent: &Sent, errors: &[FieldError]) -> Markup {
    let say = |key: &str| frame.say(&format!("vault-{key}"));
    let origins = Origin::ALL.iter().map(|origin| {
        let word = origin.as_str();
        Choice::new(word, say(&format!("origin-{}", word.replace('_', "-"))))
    });
    let origins = origins.collect::<Vec<_>>();
    let checks = [Choice::new("ja", say("checked-yes")), Choice::new("doorgeven", say("checked-pass"))];
    let chosen = Some(value(sent, "herkomst")).filter(|chosen| !chosen.is_empty());
    let (text, origin, source) = (say("item-text"), say("item-origin"), say("item-source"));
    let (basis, obtained, check) = (say("item-basis"), say("item-obtained"), say("item-check"));
    let (source_hint, basis_hint, day_hint) =
        (say("item-source-hint"), say("item-basis-hint"), say("day-hint"));
    html! {
        (form::text_area(&field(frame, errors, "inhoud", &text, None, true), value(sent, "inhoud")))
        (form::radios(&field(frame, errors, "herkomst", &origin, None, true), &origins, chosen))
        (form::text(&field(frame, errors, "bron", &source, Some(&source_hint), true), value(sent, "bron"), "text"))
        (form::text(&field(frame, errors, "grond", &basis, Some(&basis_hint), false), value(sent, "grond"), "text"))
        (form::day(&field(frame, errors, "verkregen", &obtained, Some(&day_hint), true), value(sent, "verkregen")))
        (form::checkboxes(&field(frame, errors, "nagegaan", &check, None, false), &checks, &values(sent, "nagegaan")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(changes: &[(&str, &str)]) -> Sent {
        let mut sent = [
            ("inhoud", "€ 900"),
            ("herkomst", "subject"),
            ("bron", "gesprek"),
            ("grond", ""),
            ("verkregen", "16-11-2026"),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .to_vec();
        for (name, value) in changes {
            sent.retain(|(key, _)| key != name);
            sent.push(((*name).to_owned(), (*value).to_owned()));
        }
        sent
    }

    fn mistakes(changes: &[(&str, &str)]) -> Vec<String> {
        let mut errors = Vec::new();
        let item = read_item(&sent(changes), "inkomen", &mut errors);
        assert!(item.is_some() || !errors.is_empty());
        errors.into_iter().map(|error| error.path).collect()
    }

    // proves!("2-5", "6.2-8")
    #[test]
    fn what_does_not_come_from_the_person_says_by_which_provision() {
        assert!(mistakes(&[]).is_empty());
        assert_eq!(mistakes(&[("herkomst", "third_party")]), ["grond"]);
        assert!(mistakes(&[("herkomst", "third_party"), ("grond", "Participatiewet 63")]).is_empty());
        assert_eq!(mistakes(&[("herkomst", "")]), ["herkomst"]);
    }

    #[test]
    fn all_mistakes_come_back_at_once() {
        let changes = [("inhoud", ""), ("bron", ""), ("verkregen", "31-2-2026")];
        assert_eq!(mistakes(&changes), ["inhoud", "bron", "verkregen"]);
    }
}
