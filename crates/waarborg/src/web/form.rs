//! Form fields by the NL guidelines: a label above, a description under the label, the error between them and the
//! field, everything tied together for screen readers, nothing validated by the browser.

use maud::{Markup, html};

use super::csrf::{self, Sent};
use super::frame::Frame;
use super::part;
use crate::error::{Error, FieldError};

/// What every kind of field has.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field<'a> {
    /// The name under which it is sent; also the path in [`FieldError`].
    pub name: &'a str,
    /// The label.
    pub label: &'a str,
    /// What helps to fill it in.
    pub hint: Option<&'a str>,
    /// What is wrong with what was filled in.
    pub error: Option<&'a str>,
    /// Whether it must be filled in. Fields that need not say so in their label.
    pub required: bool,
    /// The label is the heading of the page: for pages that ask one thing.
    pub heading: bool,
}

/// The fields of a form, in the order in which they were sent.
pub type Fields = Vec<(String, String)>;

/// What was sent in a field, without the white space around it; empty when it was not sent.
pub fn value<'a>(sent: &'a Fields, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// The hidden field with the revision of what a form is about.
const REVISION: &str = "stand";
/// The revision of nothing: a form that lost its field fits nothing either.
const NO_REVISION: i64 = -1;

/// What every form about something that can change carries.
pub fn made_for(frame: &Frame, form: &str, revision: i64) -> Markup {
    html! { (token(frame, form)) (hidden(REVISION, &revision.to_string())) }
}

/// What came along with a form about something that can change.
///
/// # Errors
///
/// [`Error::Stale`] for a form that is not ours, or too old.
pub fn sent_with(frame: &Frame, form: &str, sent: &Fields) -> Result<Sent, Error> {
    let revision = Some(value(sent, REVISION).parse().unwrap_or(NO_REVISION));
    Ok(Sent { revision, ..sent_new(frame, form, sent)? })
}

/// What came along with a form for something new.
///
/// # Errors
///
/// As [`sent_with`].
pub fn sent_new(frame: &Frame, form: &str, sent: &Fields) -> Result<Sent, Error> {
    Ok(Sent { form: Some(frame.verify(form, value(sent, csrf::FIELD))?), revision: None })
}

/// All that was sent under a name.
pub fn values<'a>(sent: &'a Fields, name: &str) -> Vec<&'a str> {
    sent.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim()).collect()
}

/// One of several answers.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line under it.
    pub hint: Option<String>,
}

impl Choice {
    /// Without a line under it.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }
}

/// The hidden field that makes the form ours; `form` is the same name that [`Frame::verify`] gets.
pub fn token(frame: &Frame, form: &str) -> Markup {
    html! { input type="hidden" name=(csrf::FIELD) value=(frame.token(form)); }
}

/// A hidden value.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The id of the control of a field, for links and labels.
pub fn id_of(name: &str) -> String {
    let plain: String =
        name.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect();
    format!("v-{plain}")
}

/// The error of a field among all errors.
pub fn error_of<'a>(frame: &Frame, errors: &'a [FieldError], name: &str) -> Option<&'a str> {
    let error = errors.iter().find(|error| error.path == name)?;
    Some(match frame.language {
        super::Language::Dutch => &error.message_nl,
        super::Language::English => &error.message,
    })
}

/// All errors above the form, each leading to its field. Put it first in the form's page; takes the focus.
pub fn error_summary(frame: &Frame, errors: &[FieldError]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div class="wb-alert wb-alert--bad wb-errors" role="alert" {
                div class="wb-alert__icon" { (part::icon(part::Icon::Stop)) }
                div class="wb-alert__content" {
                    h2 class="utrecht-heading-2 wb-alert__title" id="fouten" tabindex="-1" autofocus {
                        (frame.say("form-errors-title"))
                    }
                    ul class="utrecht-unordered-list" {
                        @for error in errors {
                            li class="utrecht-unordered-list__item" {
                                a class="utrecht-link" href=(format!("#{}", id_of(&error.path))) {
                                    (frame.language.pick(&error.message_nl, &error.message))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One line of text. `kind` is the `inputmode`: `text`, `numeric`, …
pub fn text(field: &Field<'_>, value: &str, kind: &str) -> Markup {
    let id = id_of(field.name);
    wrap(
        field,
        &html! {
            input class="utrecht-textbox utrecht-textbox--html-input" id=(id) name=(field.name) type="text" inputmode=(kind)
                value=(value) autocomplete="off" aria-required=[field.required.then_some("true")]
                aria-invalid=[field.error.map(|_| "true")] aria-describedby=[described_by(field)];
        },
    )
}

/// What someone signs in with. `kind` is the `type`: `email`, `password`, `text`; `autocomplete` says what it is, so that a
/// password manager fills it in.
pub fn sign_in(field: &Field<'_>, value: &str, kind: &str, autocomplete: &str) -> Markup {
    let id = id_of(field.name);
    let mode = (autocomplete == "one-time-code").then_some("numeric");
    wrap(
        field,
        &html! {
            input class="utrecht-textbox utrecht-textbox--html-input" id=(id) name=(field.name) type=(kind)
                inputmode=[mode] value=(value) autocomplete=(autocomplete) aria-required=[field.required.then_some("true")]
                aria-invalid=[field.error.map(|_| "true")] aria-describedby=[described_by(field)];
        },
    )
}

/// A file to choose. The form around it is sent as `multipart/form-data`.
pub fn file(field: &Field<'_>) -> Markup {
    let id = id_of(field.name);
    wrap(
        field,
        &html! {
            input class="utrecht-textbox utrecht-textbox--html-input wb-file" id=(id) name=(field.name) type="file"
                aria-required=[field.required.then_some("true")] aria-invalid=[field.error.map(|_| "true")]
                aria-describedby=[described_by(field)];
        },
    )
}

/// A whole number.
pub fn number(field: &Field<'_>, value: &str) -> Markup {
    text(field, value, "numeric")
}

/// A day: typed, for the pickers of browsers serve keyboards and screen readers badly. Read it with [`read_day`].
pub fn day(field: &Field<'_>, value: &str) -> Markup {
    text(field, value, "numeric")
}

/// Several lines of text.
pub fn text_area(field: &Field<'_>, value: &str) -> Markup {
    let id = id_of(field.name);
    wrap(
        field,
        &html! {
            textarea class="utrecht-textarea utrecht-textarea--html-textarea" id=(id) name=(field.name) rows="4"
                aria-required=[field.required.then_some("true")] aria-invalid=[field.error.map(|_| "true")]
                aria-describedby=[described_by(field)] { (value) }
        },
    )
}

/// One of many, folded away. Prefer [`radios`] for up to seven answers.
pub fn select(field: &Field<'_>, choices: &[Choice], chosen: Option<&str>, nothing: &str) -> Markup {
    let id = id_of(field.name);
    wrap(
        field,
        &html! {
            select class="utrecht-select utrecht-select--html-select" id=(id) name=(field.name)
                aria-required=[field.required.then_some("true")] aria-invalid=[field.error.map(|_| "true")]
                aria-describedby=[described_by(field)] {
                option value="" { (nothing) }
                @for choice in choices {
                    option value=(choice.value) selected[chosen == Some(choice.value.as_str())] { (choice.label) }
                }
            }
        },
    )
}

/// One of a few, all in sight.
pub fn radios(field: &Field<'_>, choices: &[Choice], chosen: Option<&str>) -> Markup {
    let chosen: Vec<&str> = chosen.into_iter().collect();
    group(field, choices, &chosen, "radio")
}

/// Any of a few.
pub fn checkboxes(field: &Field<'_>, choices: &[Choice], chosen: &[&str]) -> Markup {
    group(field, choices, chosen, "checkbox")
}

fn group(field: &Field<'_>, choices: &[Choice], chosen: &[&str], kind: &str) -> Markup {
    let id = id_of(field.name);
    let (option_class, input_class) = match kind {
        "radio" => ("utrecht-form-field--radio", "utrecht-radio-button utrecht-radio-button--html-input"),
        _ => ("utrecht-form-field--checkbox", "utrecht-checkbox utrecht-checkbox--html-input"),
    };
    html! {
        fieldset class=(invalid_class("utrecht-form-fieldset utrecht-form-fieldset--html-fieldset wb-field", field))
            aria-describedby=[described_by(field)] {
            legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend wb-field__label" {
                (label(field))
            }
            (notes(field))
            div class="wb-options" {
                @for (at, choice) in choices.iter().enumerate() {
                    @let own = if at == 0 { id.clone() } else { format!("{id}-{at}") };
                    div class=(format!("wb-option {option_class}")) {
                        input class=(input_class) type=(kind) id=(own) name=(field.name) value=(choice.value)
                            checked[chosen.contains(&choice.value.as_str())]
                            aria-describedby=[choice.hint.as_ref().map(|_| format!("{own}-uitleg"))];
                        label class="utrecht-form-label wb-option__label" for=(own) { (choice.label) }
                        @if let Some(hint) = &choice.hint {
                            span class="wb-option__hint" id=(format!("{own}-uitleg")) { (hint) }
                        }
                    }
                }
            }
        }
    }
}

/// The words of the label, as the page's heading when it is that.
fn label(field: &Field<'_>) -> Markup {
    html! {
        @if field.heading { h1 class="utrecht-heading-1 wb-question" { (field.label) } } @else { (field.label) }
    }
}

fn wrap(field: &Field<'_>, control: &Markup) -> Markup {
    let id = id_of(field.name);
    let class = "utrecht-form-label utrecht-form-field__label wb-field__label";
    html! {
        div class=(invalid_class("utrecht-form-field utrecht-form-field--text wb-field", field)) {
            @if field.heading {
                h1 class="utrecht-heading-1 wb-question" { label class="wb-question__label" for=(id) { (field.label) } }
            } @else {
                label class=(class) for=(id) { (field.label) }
            }
            (notes(field))
            div class="utrecht-form-field__input" { (control) }
        }
    }
}

fn notes(field: &Field<'_>) -> Markup {
    let id = id_of(field.name);
    html! {
        @if let Some(hint) = field.hint {
            div class="utrecht-form-field-description wb-field__hint" id=(format!("{id}-uitleg")) { (hint) }
        }
        @if let Some(error) = field.error {
            div class="utrecht-form-field-error-message wb-field__error" id=(format!("{id}-fout")) { (error) }
        }
    }
}

fn described_by(field: &Field<'_>) -> Option<String> {
    let id = id_of(field.name);
    let ids: Vec<String> =
        [field.hint.map(|_| format!("{id}-uitleg")), field.error.map(|_| format!("{id}-fout"))]
            .into_iter()
            .flatten()
            .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn invalid_class(base: &str, field: &Field<'_>) -> String {
    if field.error.is_some() {
        format!("{base} utrecht-form-field--invalid wb-field--invalid")
    } else {
        base.to_owned()
    }
}

/// A day as people type it: `16-11-2026`, `16/11/2026`, `16 11 2026` or `2026-11-16`.
pub fn read_day(text: &str) -> Option<ground::Day> {
    let trimmed = text.trim();
    if let Ok(day) = trimmed.parse() {
        return Some(day);
    }
    let mut parts = trimmed.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    ground::Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A day as people read it: `16-11-2026`.
pub fn show_day(day: ground::Day) -> String {
    let text = day.to_string();
    let mut parts = text.split('-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(date)) => format!("{date}-{month}-{year}"),
        _ => text,
    }
}

/// A moment as people in the Netherlands read it: `16-11-2026 10:30`.
pub fn show_moment(at: ground::Instant) -> String {
    let local = ground::Instant(at.0 + at.offset_minutes() * 60_000).rfc3339();
    let time = local.split('T').nth(1).and_then(|time| time.get(..5)).unwrap_or_default().to_owned();
    format!("{} {time}", show_day(at.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = ground::Day::new(2026, 11, 16);
        for text in ["16-11-2026", " 16/11/2026 ", "16 11 2026", "2026-11-16", "16.11.2026"] {
            assert_eq!(read_day(text), day, "{text}");
        }
        for text in ["", "31-02-2026", "16-11-26", "morgen", "1-2-2026-3"] {
            assert_eq!(read_day(text), None, "{text}");
        }
        assert_eq!(show_day(day.unwrap()), "16-11-2026");
        assert_eq!(show_moment(crate::db::testing::NOW), "16-11-2026 10:30");
    }

    #[test]
    fn an_error_is_tied_to_its_field() {
        let field = Field {
            name: "items[0].id",
            label: "Wat",
            error: Some("Vul in"),
            required: true,
            ..Field::default()
        };
        let html = text(&field, "", "text").into_string();
        assert!(html.contains(r#"for="v-items-0--id""#) && html.contains(r#"id="v-items-0--id""#));
        assert!(
            html.contains(r#"aria-describedby="v-items-0--id-fout""#)
                && html.contains(r#"aria-invalid="true""#)
        );
    }
}
