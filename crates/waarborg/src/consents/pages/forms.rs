//! The forms: ask with or without an answer, answer what was asked, take a yes back.

use maud::{Markup, html};

use super::view::{View, word};
use super::{address, form_name, value, values};
use crate::consents::model::{Consent, Giver, Means, Quality, TextCode};
use crate::consents::service::quality_field;
use crate::web::form::{self, Choice, Field, error_of};
use crate::web::{law_name, part};

/// Asking: first under which activity, then the rest. Without scripts the one decides what the other can offer.
pub(super) fn new(view: &View<'_>) -> Markup {
    let frame = view.frame;
    let chosen = value(view.sent, "verwerking");
    let version = view.ledger.activities.iter().find(|version| version.id.as_str() == chosen);
    let subject = view.ledger.subject.id.as_str();
    html! {
        section class="wb-section wb-no-print" aria-labelledby="vragen" {
            h2 class="utrecht-heading-2" id="vragen" { (frame.say("consents-new")) }
            @if let Some(version) = version {
                form method="post" action=(format!("/toestemmingen/{subject}")) novalidate {
                    (form::token(frame, &form_name(&view.ledger.subject.id, "nieuw")))
                    (form::hidden("verwerking", version.id.as_str()))
                    (part::paragraph(&version.entry.name))
                    (checks(view, "soorten", "consents-kinds", &kinds(version)))
                    (pick(view, "doel", "consents-purpose", &purposes(view), true))
                    (pick(view, "ontvanger", "consents-receiver", &receivers(view), false))
                    (radios(view, "tekst", "consents-text", &words(view, "text", TextCode::ALL.iter().map(|it| it.as_str()))))
                    (radios(view, "taal", "consents-language", &words(view, "language", ["nl", "en"].into_iter())))
                    (answers(view, true))
                    (part::actions(&[part::submit(&frame.say("consents-record-button"))]))
                }
            } @else if view.ledger.activities.is_empty() {
                (part::paragraph(&frame.say("consents-no-files")))
            } @else {
                (part::paragraph(&frame.say("consents-choose-activity")))
                ul class="utrecht-unordered-list" {
                    @for version in &view.ledger.activities {
                        li class="utrecht-unordered-list__item" {
                            (part::link(
                                &format!("/toestemmingen/{subject}?verwerking={}#vragen", version.id.as_str()),
                                &version.entry.name,
                            ))
                        }
                    }
                }
            }
        }
    }
}

/// What came of what was asked before.
pub(super) fn answer(view: &View<'_>, consent: &Consent) -> Markup {
    let frame = view.frame;
    let subject = &view.ledger.subject.id;
    html! {
        section class="wb-section wb-no-print" aria-labelledby="antwoorden" {
            h2 class="utrecht-heading-2" id="antwoorden" { (frame.say("consents-answer")) }
            form method="post" action=(address(subject, consent)) novalidate {
                (form::token(frame, &form_name(subject, consent.id.as_str())))
                (form::hidden("stap", "antwoord"))
                (answers(view, false))
                (part::actions(&[part::submit(&frame.say("consents-answer-button"))]))
            }
        }
    }
}

/// As easy as giving it (AVG 7(3)): one question and one button.
pub(super) fn withdraw(view: &View<'_>, consent: &Consent) -> Markup {
    let frame = view.frame;
    let subject = &view.ledger.subject.id;
    html! {
        form class="wb-no-print" method="post" action=(address(subject, consent)) novalidate {
            (form::token(frame, &form_name(subject, consent.id.as_str())))
            (form::hidden("stap", "intrekken"))
            (radios(view, "door", "consents-withdrawn-by", &givers(view)))
            (part::actions(&[part::submit(&frame.say("consents-withdraw-button"))]))
        }
    }
}

fn givers(view: &View<'_>) -> Vec<Choice> {
    words(view, "giver", Giver::ALL.iter().map(|it| it.as_str()))
}

/// The fields of an answer; those for a yes count for a yes only.
fn answers(view: &View<'_>, fresh: bool) -> Markup {
    let mut outcomes = vec!["given", "refused", "not_obtainable"];
    if fresh {
        outcomes.insert(0, "asked");
    }
    html! {
        (radios(view, "antwoord", "consents-outcome", &words(view, "outcome", outcomes.into_iter())))
        (radios(view, "door", "consents-giver", &givers(view)))
        (radios(view, "hoe", "consents-means", &words(view, "means", Means::ALL.iter().map(|it| it.as_str()))))
        h3 class="utrecht-heading-3" { (view.frame.say("consents-only-yes")) }
        @for quality in Quality::ALL {
            (pick(
                view,
                &quality_field(*quality),
                &word("ask", quality.as_str()),
                &words(view, "evidence", quality.offered().iter().map(|it| it.as_str())),
                true,
            ))
        }
        (day(view, "tot", "consents-until"))
    }
}

fn words<'a>(view: &View<'_>, group: &str, codes: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    codes.map(|code| Choice::new(code, view.frame.say(&word(group, code)))).collect()
}

fn kinds(version: &crate::register::Version) -> Vec<Choice> {
    version.entry.data.iter().map(|data| Choice::new(data.name.as_str(), data.name.as_str())).collect()
}

fn purposes(view: &View<'_>) -> Vec<Choice> {
    view.ledger.purposes.iter().map(|code| Choice::new(code.as_str(), law_name(view.frame, code))).collect()
}

fn receivers(view: &View<'_>) -> Vec<Choice> {
    view.organisations.iter().map(|it| Choice::new(it.code.as_str(), it.name.as_str())).collect()
}

fn field<'a>(view: &'a View<'_>, name: &'a str, label: &'a str, required: bool) -> Field<'a> {
    let error = error_of(view.frame, view.errors, name);
    Field { name, label, error, required, ..Field::default() }
}

fn chosen<'a>(view: &'a View<'_>, name: &str) -> Option<&'a str> {
    Some(value(view.sent, name)).filter(|chosen| !chosen.is_empty())
}

fn radios(view: &View<'_>, name: &str, key: &str, choices: &[Choice]) -> Markup {
    let label = view.frame.say(key);
    form::radios(&field(view, name, &label, true), choices, chosen(view, name))
}

fn checks(view: &View<'_>, name: &str, key: &str, choices: &[Choice]) -> Markup {
    let label = view.frame.say(key);
    form::checkboxes(&field(view, name, &label, true), choices, &values(view.sent, name))
}

fn pick(view: &View<'_>, name: &str, key: &str, choices: &[Choice], required: bool) -> Markup {
    let label = view.frame.say(key);
    let nothing = view.frame.say(if required { "consents-choose" } else { "consents-no-receiver" });
    form::select(&field(view, name, &label, required), choices, chosen(view, name), &nothing)
}

fn day(view: &View<'_>, name: &str, key: &str) -> Markup {
    let label = view.frame.say(key);
    form::day(&field(view, name, &label, false), value(view.sent, name))
}
