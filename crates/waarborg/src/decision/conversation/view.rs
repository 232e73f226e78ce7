//! How a conversation looks.

use decide::{AnswerKind, QuestionText};
use maud::{Markup, html};

use super::answer::{self, Fields, NOTHING, OTHER, UNKNOWN, words};
use super::model::{Conversation, MOST_THINGS, Thing};
use super::pages::{end_name, form_name};
use super::service::Standing;
use super::topic::{Things, Topic};
use crate::error::FieldError;
use crate::house::House;
use crate::web::form::{self, Choice, Field};
use crate::web::part::{self, Icon};
use crate::web::{Arg, Frame, Sheet, sheet};

/// The start: what is your question about?
pub(super) fn topics(frame: &Frame, all: &[Topic], unfinished: &[Conversation]) -> Markup {
    let title = frame.say("may-i-title");
    let name = |topic: &Topic| frame.language.pick(&topic.title_nl, &topic.title_en);
    sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("may-i-lead")))
            @if !unfinished.is_empty() {
                section class="wb-panel wb-unfinished" {
                    h2 class="utrecht-heading-2" { (frame.say("may-i-unfinished")) }
                    ul class="utrecht-unordered-list" {
                        @for conversation in unfinished {
                            @if let Some(topic) = all.iter().find(|topic| topic.key == conversation.state.topic) {
                                li class="utrecht-unordered-list__item" {
                                    a class="utrecht-link" href=(format!("/mag-dit/{}", conversation.id)) {
                                        (frame.say_with("may-i-go-on", &[
                                            ("topic", Arg::Text(&name(topic))),
                                            ("answers", number(conversation.state.answers.len())),
                                        ]))
                                    }
                                }
                            }
                        }
                    }
                }
            }
            form method="post" action="/mag-dit" {
                (form::token(frame, "mag-dit"))
                h2 class="utrecht-heading-2" { (frame.say("may-i-choose")) }
                ul class="wb-cards" {
                    @for topic in all {
                        li class="wb-card" {
                            span class="wb-card__icon" { (part::icon(icon_of(&topic.key))) }
                            h3 class="wb-card__title" {
                                button class="wb-card__link" type="submit" name="onderwerp" value=(topic.key) { (name(topic)) }
                            }
                            p class="wb-card__text" { (frame.language.pick(&topic.about_nl, &topic.about_en)) }
                        }
                    }
                }
            }
        },
    )
}

fn icon_of(topic: &str) -> Icon {
    match topic {
        "sharing_inside" => Icon::People,
        "sharing_outside" => Icon::Share,
        "medical" => Icon::Heart,
        "use" => Icon::Pencil,
        "enforcement" => Icon::Magnifier,
        "minutes" => Icon::Minutes,
        "publication" => Icon::Eye,
        "public_request" => Icon::Document,
        "resident_request" => Icon::Person,
        "informing" => Icon::Info,
        "retention" => Icon::Archive,
        "transfer" => Icon::Globe,
        "new_processing" => Icon::Plus,
        "agreement" => Icon::Handshake,
        "breach" => Icon::Leak,
        _ => Icon::Bubble,
    }
}

/// The first form: who, what, for whom, what for.
pub(super) fn first(
    house: &House,
    frame: &Frame,
    standing: &Standing,
    errors: &[FieldError],
    fields: Option<&Fields>,
) -> Markup {
    let topic = &standing.topic;
    let title = frame.language.pick(&topic.title_nl, &topic.title_en);
    let id = &standing.conversation.id;
    let way = [("/mag-dit", frame.say("may-i-title"))];
    let crumbs: Vec<_> = way.iter().map(|(href, name)| (*href, name.as_str())).collect();
    let options = Sheet { title: &title, crumbs: &crumbs, mistakes: !errors.is_empty(), wide: false };
    sheet(
        frame,
        &options,
        &html! {
            (form::error_summary(frame, errors))
            (part::heading(&title))
            (part::lead(&frame.language.pick(&topic.about_nl, &topic.about_en)))
            p class="utrecht-paragraph wb-soft" { (frame.say("may-i-no-names")) " " (frame.say("form-required")) }
            form method="post" action=(format!("/mag-dit/{id}")) novalidate {
                (form::token(frame, &form_name(id)))
                (form::hidden("stap", "eerste"))
                // What Enter presses: the browser takes the first button of the form.
                button class="wb-hidden" type="submit" tabindex="-1" aria-hidden="true" { (frame.say("may-i-next")) }
                @for path in order(topic) {
                    @if path == "things" {
                        (things(house, frame, standing, errors))
                    } @else if let Some(question) = house.policy().rulebook.question(path) {
                        (field(frame, &question, path, standing, errors, fields, false))
                    }
                }
                (part::actions(&[
                    part::submit(&frame.say("may-i-next")),
                    html! { button class="utrecht-button wb-button wb-button--quiet" type="submit" name="stop" value="1" { (frame.say("may-i-stop")) } },
                ]))
            }
        },
    )
}

/// The facts of the first form in the order of the topic, with the list of things where its category stands.
fn order(topic: &Topic) -> Vec<&str> {
    let mut order: Vec<&str> = Vec::new();
    let category = topic.things().map(Things::category);
    for path in &topic.first {
        if Some(path) == category.as_ref() {
            order.push("things");
        } else if topic.first_facts().any(|fact| fact == path) {
            order.push(path);
        }
    }
    if category.is_some() && !order.contains(&"things") {
        // The topic itself says of which kind they are: after who it is about.
        order.insert(order.len().min(1), "things");
    }
    order
}

fn things(house: &House, frame: &Frame, standing: &Standing, errors: &[FieldError]) -> Markup {
    let Some(kind) = standing.topic.things() else { return html! {} };
    let question = house.policy().rulebook.question(&kind.category());
    let choices: Vec<Choice> =
        question.as_ref().map(|question| choices(frame, &question.kind)).unwrap_or_default();
    let list = &standing.conversation.state.things;
    let fixed = standing.topic.fixed_category().is_some();
    html! {
        fieldset class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset wb-field wb-things" {
            legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend wb-field__label" {
                @if fixed { (frame.say("things-legend-medical")) }
                @else { (frame.say(if kind == Things::Items { "answers-items" } else { "answers-passages" })) }
            }
            div class="utrecht-form-field-description wb-field__hint" {
                (frame.say(if kind == Things::Items { "things-hint" } else { "passages-hint" }))
            }
            @for (at, thing) in list.iter().enumerate() {
                (one_thing(frame, kind, at, thing, list.len(), fixed, &choices, errors))
            }
            @if list.len() < MOST_THINGS {
                button class="utrecht-button utrecht-button--secondary-action wb-button" type="submit" name="erbij" value="1" {
                    (part::icon(Icon::Plus))
                    (frame.say(if kind == Things::Items { "things-add" } else { "passages-add" }))
                }
            }
        }
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one row of one form; a type for it would be read nowhere else"
)]
fn one_thing(
    frame: &Frame,
    kind: Things,
    at: usize,
    thing: &Thing,
    count: usize,
    fixed: bool,
    choices: &[Choice],
    errors: &[FieldError],
) -> Markup {
    let (sort, name) = (format!("dingen[{at}].soort"), format!("dingen[{at}].naam"));
    let numbered = |key: &str| frame.say_with(key, &[("number", number(at + 1))]);
    let sort_label = numbered(if kind == Things::Items { "things-sort" } else { "passages-sort" });
    let name_label = numbered("things-name");
    let name_hint = frame.say("things-name-hint");
    let sort_field = Field {
        name: &sort,
        label: &sort_label,
        error: form::error_of(frame, errors, &sort),
        required: true,
        ..Field::default()
    };
    let name_field = Field {
        name: &name,
        label: &name_label,
        hint: (at == 0).then_some(name_hint.as_str()),
        error: form::error_of(frame, errors, &name),
        ..Field::default()
    };
    html! {
        div class="wb-thing" {
            @if !fixed {
                (form::select(&sort_field, choices, Some(&thing.category), &frame.say("answer-choose-one")))
            }
            @if kind == Things::Items { (form::text(&name_field, &thing.name, "text")) }
            @if count > 1 {
                button class="utrecht-button wb-button wb-button--quiet wb-thing__away" type="submit" name="weg" value=(at) {
                    (numbered("things-remove"))
                }
            }
        }
    }
}

/// One question, with why it is asked, and the answers so far beside it.
pub(super) fn question(
    house: &House,
    frame: &Frame,
    standing: &Standing,
    path: &str,
    errors: &[FieldError],
    fields: Option<&Fields>,
) -> Markup {
    let Some(question) = house.policy().rulebook.question(path) else { return check(house, frame, standing) };
    let id = &standing.conversation.id;
    let title = frame.language.pick(&question.nl, &question.en);
    let unknown_button = matches!(question.kind, AnswerKind::Number | AnswerKind::Day);
    talk(
        house,
        frame,
        standing,
        &title,
        errors,
        &html! {
            (progress(frame, standing))
            @if let Some(thing) = thing_of(house, frame, standing, path) {
                p class="wb-about-thing" { (frame.say("question-about")) " " strong { (thing) } }
            }
            form method="post" action=(format!("/mag-dit/{id}")) novalidate {
                (form::token(frame, &form_name(id)))
                (form::hidden("stap", path))
                (field(frame, &question, path, standing, errors, fields, true))
                div class="wb-why" {
                    p class="wb-why__title" { (frame.say("question-why")) }
                    p class="wb-why__text" {
                        (frame.language.pick(&question.why_nl, &question.why_en)) " "
                        span class="wb-soft" { (source(frame, &question.norm)) }
                    }
                }
                div class="wb-actions" {
                    (part::submit(&frame.say("may-i-next")))
                    @if unknown_button { (part::submit_as("weet-niet", "1", &frame.say("form-unknown"))) }
                }
            }
        },
    )
}

/// Where a question comes from: a paragraph of the policy, or a duty of law.
fn source(frame: &Frame, norm: &str) -> Markup {
    html! {
        @if norm.starts_with(|first: char| first.is_ascii_digit()) {
            (frame.say("question-policy")) " " (part::norm(norm)) "."
        } @else {
            (frame.say_with("question-law", &[("norm", Arg::Text(norm))]))
        }
    }
}

/// Everything is said: look it over, then ask for the ruling.
pub(super) fn check(house: &House, frame: &Frame, standing: &Standing) -> Markup {
    let id = &standing.conversation.id;
    let title = frame.say("check-title");
    let open = standing.ruling.questions.len();
    talk(
        house,
        frame,
        standing,
        &title,
        &[],
        &html! {
            (progress(frame, standing))
            (part::heading(&title))
            (part::lead(&frame.say("check-lead")))
            @if open > 0 {
                (part::alert(part::Tone::Ask, &frame.say("check-open-title"), &html! {
                    (part::paragraph(&frame.say_with("check-open", &[("count", number(open))])))
                }))
            }
            (part::paragraph(&frame.say("check-record")))
            form method="post" action=(format!("/mag-dit/{id}/uitspraak")) {
                (form::token(frame, &end_name(id)))
                (part::actions(&[part::submit(&frame.say("check-button"))]))
            }
        },
    )
}

/// The sheet of every step: the step itself, and beside it what was answered.
fn talk(
    house: &House,
    frame: &Frame,
    standing: &Standing,
    title: &str,
    errors: &[FieldError],
    body: &Markup,
) -> Markup {
    let topic = frame.language.pick(&standing.topic.title_nl, &standing.topic.title_en);
    let (start, here) = (frame.say("may-i-title"), format!("/mag-dit/{}", standing.conversation.id));
    let full = format!("{title} – {topic}");
    let crumbs = [("/mag-dit", start.as_str()), (here.as_str(), topic.as_str())];
    let options = Sheet { title: &full, crumbs: &crumbs, mistakes: !errors.is_empty(), wide: true };
    sheet(
        frame,
        &options,
        &html! {
            div class="wb-columns" {
                div { (form::error_summary(frame, errors)) (body) }
                (answers(house, frame, standing))
            }
        },
    )
}

fn progress(frame: &Frame, standing: &Standing) -> Markup {
    let state = &standing.conversation.state;
    let (done, open) = (state.answers.len(), state.open(&standing.ruling).count());
    let words = match (&state.changing, open) {
        (Some(_), _) => frame.say("progress-changing"),
        (None, 0) => frame.say("progress-done"),
        (None, _) => frame.say_with("progress", &[("number", number(done + 1)), ("left", number(open - 1))]),
    };
    part::progress(&words, done, done + open)
}

fn answers(house: &House, frame: &Frame, standing: &Standing) -> Markup {
    let state = &standing.conversation.state;
    let id = &standing.conversation.id;
    let change = |what: &str, about: &str| {
        html! {
            button class="wb-answers__change" type="submit" name="wijzig" value=(what) {
                (frame.say("answers-change")) span class="wb-hidden" { ": " (about) }
            }
        }
    };
    html! {
        aside class="wb-panel wb-answers-panel" aria-labelledby="antwoorden" {
            h2 class="utrecht-heading-2" id="antwoorden" { (frame.say("answers-title")) }
            form method="post" action=(format!("/mag-dit/{id}")) {
                (form::token(frame, &form_name(id)))
                ul class="wb-answers" {
                    @if let Some(kind) = standing.topic.things() {
                        @let label = frame.say(if kind == Things::Items { "answers-items" } else { "answers-passages" });
                        li class="wb-answers__item" {
                            span class="wb-answers__question" { (label) }
                            span class="wb-answers__answer" { (all_things(house, frame, standing).join(", ")) }
                            (change("eerste", &label))
                        }
                    }
                    @for answer in &state.answers {
                        @let question = house.policy().rulebook.question(&answer.path);
                        @let label = asked(house, frame, standing, &answer.path, question.as_ref());
                        li class="wb-answers__item" {
                            span class="wb-answers__question" { (label) }
                            span class="wb-answers__answer" { (words(frame.language, question.as_ref(), &answer.value)) }
                            (change(&format!("vraag:{}", answer.path), &label))
                        }
                    }
                }
                p class="wb-answers-panel__end" {
                    button class="wb-answers__change" type="submit" name="stop" value="1" { (frame.say("may-i-stop")) }
                }
            }
        }
    }
}

fn asked(
    house: &House,
    frame: &Frame,
    standing: &Standing,
    path: &str,
    question: Option<&QuestionText>,
) -> String {
    let text =
        question.map_or_else(|| path.to_owned(), |question| frame.language.pick(&question.nl, &question.en));
    match thing_of(house, frame, standing, path) {
        Some(thing) if standing.conversation.state.things.len() > 1 => format!("{thing}: {text}"),
        _ => text,
    }
}

/// The thing that a path speaks of, in words.
fn thing_of(house: &House, frame: &Frame, standing: &Standing, path: &str) -> Option<String> {
    let kind = standing.topic.things()?;
    let index: usize = path.strip_prefix(kind.path())?.strip_prefix('[')?.split(']').next()?.parse().ok()?;
    all_things(house, frame, standing).into_iter().nth(index)
}

fn all_things(house: &House, frame: &Frame, standing: &Standing) -> Vec<String> {
    let Some(kind) = standing.topic.things() else { return Vec::new() };
    let question = house.policy().rulebook.question(&kind.category());
    let things = &standing.conversation.state.things;
    things
        .iter()
        .map(|thing| {
            named(&thing.name, &words(frame.language, question.as_ref(), &thing.category.as_str().into()))
        })
        .collect()
}

/// A thing in a few words: its own name and its kind, without the examples behind the kind.
pub(in crate::decision) fn named(name: &str, category: &str) -> String {
    let kind = category.split(':').next().unwrap_or(category).trim();
    if name.is_empty() { kind.to_owned() } else { format!("{name} ({})", kind.to_lowercase()) }
}

/// The field for one question.
fn field(
    frame: &Frame,
    question: &QuestionText,
    path: &str,
    standing: &Standing,
    errors: &[FieldError],
    fields: Option<&Fields>,
    heading: bool,
) -> Markup {
    let label = frame.language.pick(&question.nl, &question.en);
    let hint = match question.kind {
        AnswerKind::Day => Some(frame.say("answer-day-hint")),
        AnswerKind::Number => Some(frame.say("answer-number-hint")),
        AnswerKind::Many(_) => Some(frame.say("answer-many-hint")),
        _ => None,
    };
    let field = Field {
        name: path,
        label: &label,
        hint: hint.as_deref(),
        error: form::error_of(frame, errors, path),
        required: true,
        heading,
    };
    let kept = standing.conversation.state.answer(path);
    let chosen: Vec<String> = match (fields, kept) {
        (Some(fields), _) => fields.all(path).map(str::to_owned).collect(),
        (None, Some(value)) => as_sent(&question.kind, value),
        (None, None) => Vec::new(),
    };
    let first = chosen.first().map(String::as_str);
    match &question.kind {
        AnswerKind::Number => form::number(&field, first.filter(|text| *text != UNKNOWN).unwrap_or_default()),
        AnswerKind::Day => form::day(&field, first.filter(|text| *text != UNKNOWN).unwrap_or_default()),
        AnswerKind::Many(_) => {
            let mut all = choices(frame, &question.kind);
            all.push(Choice::new(NOTHING, frame.say("answer-none-of-these")));
            all.push(Choice::new(UNKNOWN, frame.say("form-unknown")));
            let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
            form::checkboxes(&field, &all, &chosen)
        }
        AnswerKind::Text(suggestions) if suggestions.is_empty() => {
            form::text(&field, first.filter(|text| *text != UNKNOWN).unwrap_or_default(), "text")
        }
        AnswerKind::Text(_) => text_or_choice(frame, question, path, &field, first, fields),
        AnswerKind::Flag | AnswerKind::Choice(_) => {
            let mut all = choices(frame, &question.kind);
            all.retain(|choice| standing.topic.fits(path, &choice.value));
            all.push(Choice::new(UNKNOWN, frame.say("form-unknown")));
            if !heading && all.len() > 7 {
                form::select(&field, &all, first, &frame.say("answer-choose-one"))
            } else {
                form::radios(&field, &all, first)
            }
        }
    }
}

/// Some words to choose from, or one's own.
fn text_or_choice(
    frame: &Frame,
    question: &QuestionText,
    path: &str,
    field: &Field<'_>,
    first: Option<&str>,
    fields: Option<&Fields>,
) -> Markup {
    let mut all = choices(frame, &question.kind);
    all.sort_by(|one, two| one.label.cmp(&two.label));
    let other = answer::other_field(path);
    let is_known = |value: &str| value == UNKNOWN || all.iter().any(|choice| choice.value == value);
    let typed = match (fields, first) {
        (Some(fields), _) => fields.one(&other).to_owned(),
        (None, Some(value)) if !is_known(value) => value.to_owned(),
        _ => String::new(),
    };
    let chosen = first.map(|value| if is_known(value) { value } else { OTHER });
    all.push(Choice::new(OTHER, frame.say("answer-other")));
    all.push(Choice::new(UNKNOWN, frame.say("form-unknown")));
    if !field.heading {
        // Among other questions "something else" leads to a page of its own.
        let nothing = frame.say("answer-choose-one");
        return if all.len() > 7 {
            form::select(field, &all, chosen, &nothing)
        } else {
            form::radios(field, &all, chosen)
        };
    }
    let label = frame.say("answer-other-label");
    let hint = frame.say("answer-other-hint");
    let own = Field { name: &other, label: &label, hint: Some(&hint), ..Field::default() };
    html! {
        (form::radios(field, &all, chosen))
        div class="wb-other" { (form::text(&own, &typed, "text")) }
    }
}

/// A kept value as the form would have sent it.
fn as_sent(kind: &AnswerKind, value: &serde_json::Value) -> Vec<String> {
    use serde_json::Value;
    match value {
        Value::Null => vec![UNKNOWN.to_owned()],
        Value::Bool(flag) => vec![flag.to_string()],
        Value::Number(number) => vec![number.to_string()],
        Value::String(text) => match (kind, text.parse()) {
            (AnswerKind::Day, Ok(day)) => vec![form::show_day(day)],
            _ => vec![text.clone()],
        },
        Value::Array(values) if values.is_empty() => vec![NOTHING.to_owned()],
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::Object(_) => Vec::new(),
    }
}

fn choices(frame: &Frame, kind: &AnswerKind) -> Vec<Choice> {
    match kind {
        AnswerKind::Flag => {
            vec![Choice::new("true", frame.say("answer-yes")), Choice::new("false", frame.say("answer-no"))]
        }
        AnswerKind::Choice(choices) | AnswerKind::Many(choices) | AnswerKind::Text(choices) => choices
            .iter()
            .map(|choice| Choice::new(choice.value.clone(), frame.language.pick(&choice.nl, &choice.en)))
            .collect(),
        AnswerKind::Number | AnswerKind::Day => Vec::new(),
    }
}

fn number(count: usize) -> Arg<'static> {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
