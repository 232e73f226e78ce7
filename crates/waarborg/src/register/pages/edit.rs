//! Changing an entry: one part at a time, each save a version of its own; starting a draft; closing an activity.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::fields::{self, controls};
use super::forbidden;
use super::texts::{address, status_badge};
use crate::api::Trace;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::register::model::{ActivityId, Closing, Entry, Version};
use crate::register::rules::{Refusal, Ruled};
use crate::register::service::{self, Change};
use crate::register::shape::{self, ENTRY};
use crate::register::vocabulary::Vocabulary;
use crate::register::words::Status;
use crate::web::form::{self, Field};
use crate::web::part::{self, Tone};
use crate::web::{Caller, Frame, PageError, Sheet, csrf, sheet};

/// The parts in which an entry is changed: name in the address, and its fields.
const PARTS: [(&str, &[&str]); 9] = [
    (
        "algemeen",
        &["name", "owner", "taskCodes", "policyFields", "paragraphs", "controller", "officer", "watchPoints"],
    ),
    ("gegevens", &["subjects", "data", "specialData"]),
    ("doel", &["purpose", "purposeCodes", "purposeApproval", "grounds", "statuteRefs", "dpvPurposes"]),
    ("bronnen", &["sources"]),
    ("gebruik", &["use", "processDescription", "automatedDecisions", "confidentiality"]),
    ("ontvangers", &["recipients", "transfers"]),
    ("bewaren", &["retention"]),
    ("beveiliging", &["security"]),
    ("informatie", &["information", "dpia"]),
];

type Sent = Vec<(String, String)>;

fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// The entry that someone may change, with what is needed to do so.
struct Desk {
    house: Arc<House>,
    vocabulary: Vocabulary,
    current: Version,
    caller: Caller,
}

impl Desk {
    async fn open(house: Arc<House>, caller: Caller, id: String) -> Result<Self, PageError> {
        let vocabulary = service::vocabulary(&house)?;
        let current = service::find(&house, id).await?;
        if !service::may_change_now(&house, &caller.actor, &current.entry.owner).await? {
            return Err(forbidden());
        }
        Ok(Self { house, vocabulary, current, caller })
    }

    fn frame(&self) -> &Frame {
        &self.caller.frame
    }

    /// The name of a form, to which its token is bound.
    fn form(&self, what: &str) -> String {
        format!("register-{}-{what}", self.current.id)
    }

    /// Spends the form and makes the change, in one transaction.
    async fn change(
        &self,
        form: &str,
        sent: &Sent,
        trace: Trace,
        change: Change,
    ) -> Result<Ruled<Version>, Error> {
        let verified = self.frame().verify(form, value(sent, csrf::FIELD))?;
        let (context, vocabulary, id) = (
            Context::within(trace, self.caller.actor.clone()),
            self.vocabulary.clone(),
            self.current.id.to_string(),
        );
        let work = move |tx: &mut crate::db::Tx<'_>| {
            csrf::spend(tx, &verified)?;
            service::change_in(tx, &context, &vocabulary, &id, change)
        };
        self.house.db.write("register.change", work).await
    }

    fn kept(&self, sent: &Sent) -> Change {
        Change {
            seen: value(sent, "versie").parse().unwrap_or_default(),
            entry: self.current.entry.clone(),
            status: self.current.status,
            closing: self.current.closing.clone(),
            reason: value(sent, "reden").chars().take(400).collect(),
        }
    }

    fn sheet(&self, title: &str, mistakes: bool, body: &Markup) -> Markup {
        let register = self.frame().say("register-title");
        let here = address(&self.current);
        let crumbs = [("/register", register.as_str()), (here.as_str(), self.current.entry.name.as_str())];
        sheet(self.frame(), &Sheet { title, crumbs: &crumbs, mistakes, wide: false }, body)
    }

    /// What every form of this chapter carries: its token and the version that was seen.
    fn hidden(&self, form: &str) -> Markup {
        html! {
            (form::token(self.frame(), form))
            (form::hidden("versie", &self.current.number.to_string()))
        }
    }
}

/// What went wrong with a form that may be sent again.
#[derive(Default)]
struct Trouble {
    errors: Vec<FieldError>,
    refusal: Option<Refusal>,
}

impl Trouble {
    /// Mistakes and refusals go back to the form; anything else is a failure.
    fn of(result: Result<Ruled<Version>, Error>) -> Result<Result<Version, Self>, PageError> {
        match result {
            Ok(Ok(version)) => Ok(Ok(version)),
            Ok(Err(refusal)) => {
                let errors = refusal.fields.clone();
                Ok(Err(Self { errors, refusal: Some(refusal) }))
            }
            Err(Error::Invalid(errors)) => Ok(Err(Self { errors, refusal: None })),
            Err(error) => Err(error.into()),
        }
    }

    fn show(&self, frame: &Frame) -> Markup {
        html! {
            (form::error_summary(frame, &self.errors))
            @if let Some(refusal) = &self.refusal {
                (part::alert(
                    Tone::Bad,
                    &frame.say("register-refused"),
                    &html! {
                        p { (frame.language.pick(refusal.message_nl, refusal.message)) " " (part::norm(refusal.norm)) }
                    },
                ))
            }
        }
    }
}

fn unprocessable(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// `GET /register/{id}/wijzigen`: the parts, and what else can be done.
pub(super) async fn index(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let desk = Desk::open(house, caller, id).await?;
    Ok(index_page(&desk, &Trouble::default()))
}

fn index_page(desk: &Desk, trouble: &Trouble) -> Markup {
    let frame = desk.frame();
    let title =
        frame.say_with("register-edit-title", &[("name", crate::web::Arg::Text(&desk.current.entry.name))]);
    let here = address(&desk.current);
    let start = desk.form("starten");
    desk.sheet(
        &title,
        !trouble.errors.is_empty(),
        &html! {
            @if let Some(refusal) = &trouble.refusal {
                (part::alert(
                    Tone::Bad,
                    &frame.say("register-refused"),
                    &html! {
                        p { (frame.language.pick(refusal.message_nl, refusal.message)) " " (part::norm(refusal.norm)) }
                        ul class="utrecht-unordered-list" {
                            @for field in &refusal.fields {
                                li class="utrecht-unordered-list__item" {
                                    (frame.language.pick(&field.message_nl, &field.message))
                                }
                            }
                        }
                    },
                ))
            }
            (part::heading(&title))
            p class="utrecht-paragraph" { (status_badge(frame, desk.current.status)) }
            @if desk.current.status == Status::Closed {
                (part::paragraph(&frame.say("register-edit-closed")))
            } @else {
                (part::paragraph(&frame.say("register-edit-lead")))
                ul class="utrecht-unordered-list" {
                    @for (part, _) in PARTS {
                        li class="utrecht-unordered-list__item" {
                            (part::link(&format!("{here}/wijzigen/{part}"), &frame.say(&format!("register-part-{part}"))))
                        }
                    }
                }
                @if desk.current.status == Status::Draft {
                    section class="wb-section" {
                        h2 class="utrecht-heading-2" { (frame.say("register-start-title")) }
                        (part::paragraph(&frame.say("register-start-text")))
                        form method="post" action=(format!("{here}/starten")) novalidate {
                            (desk.hidden(&start))
                            (part::actions(&[part::submit(&frame.say("register-start"))]))
                        }
                    }
                }
                section class="wb-section" {
                    h2 class="utrecht-heading-2" { (frame.say("register-close-title")) }
                    (part::paragraph(&frame.say("register-close-text")))
                    (part::actions(&[part::link_button_second(
                        &format!("{here}/sluiten"), &frame.say("register-close"),
                    )]))
                }
            }
        },
    )
}

/// The fields of a part, if there is such a part.
fn part_fields(part: &str) -> Result<&'static [&'static str], PageError> {
    let found = PARTS.iter().find(|(name, _)| *name == part);
    found.map(|(_, fields)| *fields).ok_or_else(|| PageError::not_found("part of an entry"))
}

/// `GET /register/{id}/wijzigen/{part}`.
pub(super) async fn part_form(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path((id, part)): Path<(String, String)>,
) -> Result<Markup, PageError> {
    let fields = part_fields(&part)?;
    let desk = Desk::open(house, caller, id).await?;
    let document = document_of(&desk.current.entry);
    Ok(part_page(&desk, &part, fields, &document, &Trouble::default(), None, ""))
}

/// `POST /register/{id}/wijzigen/{part}`: save, or another empty row.
pub(super) async fn save(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path((id, part)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let fields = part_fields(&part)?;
    let desk = Desk::open(house, caller, id).await?;
    let mut document = document_of(&desk.current.entry);
    for shape::Field(name, kind, _) in ENTRY.iter().filter(|field| fields.contains(&field.0)) {
        match fields::read(kind, name, &sent) {
            Some(value) => document.insert((*name).to_owned(), value),
            None => document.remove(*name),
        };
    }
    let reason = value(&sent, "reden");
    let again = |trouble: &Trouble, longer: Option<&str>| {
        part_page(&desk, &part, fields, &document, trouble, longer, reason)
    };
    let row = value(&sent, "rij");
    if !row.is_empty() {
        return Ok(again(&Trouble::default(), Some(row)).into_response());
    }
    let entry = match shape::parse(&Value::Object(document.clone())) {
        Ok(entry) => entry,
        Err(errors) => return Ok(unprocessable(again(&Trouble { errors, refusal: None }, None))),
    };
    let change = Change { entry, ..desk.kept(&sent) };
    let changed = desk.change(&desk.form(&part), &sent, trace, change).await;
    Ok(match Trouble::of(changed)? {
        Ok(version) => Redirect::to(&format!("{}/wijzigen", address(&version))).into_response(),
        Err(trouble) => unprocessable(again(&trouble, None)),
    })
}

fn part_page(
    desk: &Desk,
    part: &str,
    fields: &[&str],
    document: &Map<String, Value>,
    trouble: &Trouble,
    longer: Option<&str>,
    reason: &str,
) -> Markup {
    let frame = desk.frame();
    let title = format!("{}: {}", desk.current.entry.name, frame.say(&format!("register-part-{part}")));
    let here = address(&desk.current);
    let name = desk.form(part);
    let why = frame.say("register-reason");
    let why_hint = frame.say("register-reason-hint");
    let form = fields::Form { frame, vocabulary: &desk.vocabulary, errors: &trouble.errors, longer };
    desk.sheet(
        &title,
        !trouble.errors.is_empty(),
        &html! {
            (trouble.show(frame))
            (part::heading(&title))
            form method="post" action=(format!("{here}/wijzigen/{part}")) novalidate {
                (desk.hidden(&name))
                // The first button is the one that Enter presses; without this it could be that of a row.
                button class="wb-hidden" type="submit" tabindex="-1" aria-hidden="true" { (frame.say("register-save")) }
                @for wanted in fields {
                    @for shape in ENTRY.iter().filter(|shape| shape.0 == *wanted) {
                        (controls(&form, shape, shape.0, document.get(shape.0)))
                    }
                }
                (form::text(
                    &Field { name: "reden", label: &why, hint: Some(&why_hint), ..Field::default() }, reason, "text",
                ))
                (part::actions(&[
                    part::submit(&frame.say("register-save")),
                    part::link(&format!("{here}/wijzigen"), &frame.say("register-cancel")),
                ]))
            }
        },
    )
}

fn document_of(entry: &Entry) -> Map<String, Value> {
    // An entry is a struct of plain fields, so it is always an object.
    match serde_json::to_value(entry) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// `POST /register/{id}/starten`.
pub(super) async fn start(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let desk = Desk::open(house, caller, id).await?;
    let change = Change { status: Status::Active, ..desk.kept(&sent) };
    let changed = desk.change(&desk.form("starten"), &sent, trace, change).await;
    Ok(match Trouble::of(changed)? {
        Ok(version) => Redirect::to(&address(&version)).into_response(),
        Err(trouble) => unprocessable(index_page(&desk, &trouble)),
    })
}

/// `GET /register/{id}/sluiten`.
pub(super) async fn close_form(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let desk = Desk::open(house, caller, id).await?;
    Ok(close_page(&desk, &Vec::new(), &Trouble::default()))
}

/// `POST /register/{id}/sluiten`.
pub(super) async fn close(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let desk = Desk::open(house, caller, id).await?;
    let mut errors = Vec::new();
    let end_date = form::read_day(value(&sent, "endDate"));
    if end_date.is_none() {
        errors.push(FieldError::new(
            "endDate",
            "Fill in a day such as 31-12-2026",
            "Vul een dag in, zoals 31-12-2026.",
        ));
    }
    let successor = match value(&sent, "successor") {
        "" => None,
        text => ActivityId::try_from(text.to_owned())
            .map_err(|_| {
                errors.push(FieldError::new(
                    "successor",
                    "Fill in a number such as REG-02",
                    "Vul een nummer in, zoals REG-02.",
                ));
            })
            .ok(),
    };
    let Some(end_date) = end_date.filter(|_| errors.is_empty()) else {
        return Ok(unprocessable(close_page(&desk, &sent, &Trouble { errors, refusal: None })));
    };
    let closing = Some(Closing { end_date, successor });
    let change = Change { status: Status::Closed, closing, ..desk.kept(&sent) };
    let changed = desk.change(&desk.form("sluiten"), &sent, trace, change).await;
    Ok(match Trouble::of(changed)? {
        Ok(version) => Redirect::to(&address(&version)).into_response(),
        Err(trouble) => unprocessable(close_page(&desk, &sent, &trouble)),
    })
}

fn close_page(desk: &Desk, sent: &Sent, trouble: &Trouble) -> Markup {
    let frame = desk.frame();
    let title =
        frame.say_with("register-close-page", &[("name", crate::web::Arg::Text(&desk.current.entry.name))]);
    let here = address(&desk.current);
    let say = |key: &str| frame.say(key);
    let (end, end_hint) = (say("register-end-date"), say("register-end-date-hint"));
    let (successor, successor_hint) = (say("register-successor"), say("register-successor-hint"));
    let why = say("register-reason");
    let of = |name: &str| form::error_of(frame, &trouble.errors, name);
    desk.sheet(
        &title,
        !trouble.errors.is_empty(),
        &html! {
            (trouble.show(frame))
            (part::heading(&title))
            (part::paragraph(&say("register-close-text")))
            form method="post" action=(format!("{here}/sluiten")) novalidate {
                (desk.hidden(&desk.form("sluiten")))
                (form::day(
                    &Field {
                        name: "endDate", label: &end, hint: Some(&end_hint), error: of("endDate"), required: true,
                        ..Field::default()
                    },
                    value(sent, "endDate"),
                ))
                (form::text(
                    &Field {
                        name: "successor", label: &successor, hint: Some(&successor_hint), error: of("successor"),
                        required: desk.current.id.is_named_by_policy(),
                        ..Field::default()
                    },
                    value(sent, "successor"), "text",
                ))
                (form::text(&Field { name: "reden", label: &why, ..Field::default() }, value(sent, "reden"), "text"))
                (part::actions(&[
                    part::submit(&say("register-close")),
                    part::link(&format!("{here}/wijzigen"), &say("register-cancel")),
                ]))
            }
        },
    )
}

const NEW: &str = "register-nieuw";

/// `GET /register/nieuw`.
pub(super) async fn new_form(State(house): State<Arc<House>>, caller: Caller) -> Result<Markup, PageError> {
    if !service::may_change_now(&house, &caller.actor, "").await? {
        return Err(forbidden());
    }
    Ok(new_page(&caller.frame, "", &Trouble::default()))
}

/// `POST /register/nieuw`.
pub(super) async fn create(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let vocabulary = service::vocabulary(&house)?;
    let verified = caller.frame.verify(NEW, value(&sent, csrf::FIELD))?;
    let name = value(&sent, "name").to_owned();
    let mut document = Map::new();
    document.insert(String::from("name"), Value::String(name.clone()));
    let (actor, words) = (caller.actor.clone(), service::vocabulary(&house)?);
    let own = move |tx: &mut crate::db::Tx<'_>| service::department_of(tx, &actor, &words);
    if let Some(owner) = house.db.read("register.department", own).await? {
        document.insert(String::from("owner"), Value::String(owner));
    }
    let entry = match shape::parse(&Value::Object(document)) {
        Ok(entry) => entry,
        Err(errors) => {
            return Ok(unprocessable(new_page(&caller.frame, &name, &Trouble { errors, refusal: None })));
        }
    };
    let context = Context::within(trace, caller.actor.clone());
    let work = move |tx: &mut crate::db::Tx<'_>| {
        csrf::spend(tx, &verified)?;
        service::create_in(tx, &context, &vocabulary, entry, String::new())
    };
    let created = house.db.write("register.create", work).await;
    Ok(match Trouble::of(created)? {
        Ok(version) => Redirect::to(&format!("{}/wijzigen", address(&version))).into_response(),
        Err(trouble) => unprocessable(new_page(&caller.frame, &name, &trouble)),
    })
}

fn new_page(frame: &Frame, name: &str, trouble: &Trouble) -> Markup {
    let title = frame.say("register-add");
    let register = frame.say("register-title");
    let label = frame.say("register-f-name");
    let crumbs = [("/register", register.as_str())];
    let mistakes = !trouble.errors.is_empty();
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, mistakes, wide: false },
        &html! {
            (trouble.show(frame))
            (part::heading(&title))
            (part::paragraph(&frame.say("register-add-lead")))
            form method="post" action="/register/nieuw" novalidate {
                (form::token(frame, NEW))
                (form::text(
                    &Field {
                        name: "name", label: &label, error: form::error_of(frame, &trouble.errors, "name"),
                        required: true, ..Field::default()
                    },
                    name, "text",
                ))
                (part::actions(&[part::submit(&frame.say("register-save"))]))
            }
        },
    )
}
