//! The forms of one document: to judge its marks, to add marks, to take a step.

use ground::Actor;
use maud::{Markup, html};

use super::super::Kind;
use super::super::grounds::{DOUBLE, Ground};
use super::super::model::{Document, Keep, Mark, Remark, Stage, State};
use super::super::service::View;
use super::text::of_mark;
use super::{Trouble, address, field, form_name};
use crate::web::form::{self, Choice, Field, value};
use crate::web::part;
use crate::web::{Arg, Frame};

/// How sure the finder has to be for all at once, in percent.
const SURE: [&str; 4] = ["70", "80", "90", "95"];

/// What each form of a document carries.
fn carried(frame: &Frame, document: &Document) -> Markup {
    html! {
        (form::made_for(frame, &form_name(&document.id), document.revision))
    }
}

fn judging(document: &Document) -> String {
    format!("{}/oordelen", address(&document.id))
}

/// All that is sure, at once.
pub(super) fn at_once(frame: &Frame, document: &Document, trouble: &Trouble) -> Markup {
    let (label, hint) = (frame.say("redaction-at-once-sure"), frame.say("redaction-at-once-hint"));
    let choices: Vec<Choice> = SURE.iter().map(|it| Choice::new(*it, format!("{it}%"))).collect();
    html! {
        section class="wb-section wb-no-print" aria-labelledby="ineens" {
            h2 class="utrecht-heading-2" id="ineens" { (frame.say("redaction-at-once")) }
            form method="post" action=(judging(document)) novalidate {
                (carried(frame, document))
                (form::radios(&Field { hint: Some(&hint), ..field(frame, trouble, "zekerheid", &label) }, &choices, Some("90")))
                (part::actions(&[part::submit_as("oordeel", "zeker", &frame.say("redaction-at-once-send"))]))
            }
        }
    }
}

/// One mark: it goes, it stays, or it goes on another ground; by itself or with all that are like it.
pub(super) fn judge(frame: &Frame, view: &View, mark: &Mark, part: usize, trouble: &Trouble) -> Markup {
    let document = &view.document;
    let like = view.marks.iter().filter(|other| other.likeness == mark.likeness).count();
    let person = matches!(mark.kind, Some(Kind::Person | Kind::Signature));
    let all = |verb: &str| {
        let key = format!("redaction-{verb}-all-{}", if person { "person" } else { "words" });
        frame.say_with(&key, &[("count", Arg::Number(i64::try_from(like).unwrap_or(i64::MAX)))])
    };
    let names = ["reden", "grond"].map(|name| of_mark(name, mark));
    let [reason_name, ground_name] = &names;
    let labels = ["redaction-reason", "redaction-ground", "redaction-choose"].map(|key| frame.say(key));
    let [reason, ground, choose] = &labels;
    let reasons = Keep::ALL.iter().filter(|keep| keep.fits(mark.kind));
    let reasons: Vec<Choice> = reasons
        .map(|keep| Choice::new(keep.as_str(), frame.say(&format!("redaction-keep-{}", keep.as_str()))))
        .collect();
    let of = |name, label| field(frame, trouble, name, label);
    let wrong = names.iter().any(|name| trouble.errors.iter().any(|error| error.path == *name));
    let button = |value: &str, words: &str| part::submit_as("oordeel", value, words);
    html! {
        form class="wb-judge__form" method="post" action=(judging(document)) novalidate {
            (carried(frame, document))
            (form::hidden("markering", &mark.place.to_string()))
            (form::hidden("deel", &part.to_string()))
            @if !mark.goes() {
                div class="wb-actions" {
                    (button("weg", &frame.say("redaction-goes")))
                    @if like > 1 { (button("weg-alle", &all("goes"))) }
                }
            }
            details open[wrong] {
                summary { (frame.say("redaction-otherwise")) span class="wb-hidden" { " " (mark.place) } }
                @if mark.state != State::Rejected {
                    (form::select(&of(reason_name, reason), &reasons, Some(value(&trouble.sent, reason_name)), choose))
                    div class="wb-actions" {
                        (button("blijft", &frame.say("redaction-keeps")))
                        @if like > 1 { (button("blijft-alle", &all("keeps"))) }
                    }
                }
                (form::select(&of(ground_name, ground), &grounds(document), Some(mark.ground.code), choose))
                (part::actions(&[button("grond", &frame.say("redaction-other-ground"))]))
            }
        }
    }
}

/// That it is in another document is a reason for a whole document only.
fn grounds(document: &Document) -> Vec<Choice> {
    let for_words = Ground::of_law(document.law.as_str()).filter(|ground| ground.code != DOUBLE);
    for_words.map(|ground| Choice::new(ground.code, ground.told())).collect()
}

/// Words that were not found.
pub(super) fn add(frame: &Frame, document: &Document, trouble: &Trouble) -> Markup {
    let labels = ["redaction-add-words", "redaction-add-kind", "redaction-ground", "redaction-choose"]
        .map(|key| frame.say(key));
    let [words, kind, ground, choose] = &labels;
    let hint = frame.say("redaction-add-hint");
    let kinds = Kind::ALL.into_iter().map(Kind::as_str).chain(["other"]);
    let kinds: Vec<Choice> =
        kinds.map(|word| Choice::new(word, frame.say(&format!("redaction-kind-{word}")))).collect();
    let of = |name, label| Field { required: true, ..field(frame, trouble, name, label) };
    let given = |name: &str| value(&trouble.sent, name).to_owned();
    html! {
        section class="wb-section wb-no-print" aria-labelledby="toevoegen" {
            h2 class="utrecht-heading-2" id="toevoegen" { (frame.say("redaction-add")) }
            form method="post" action=(judging(document)) novalidate {
                (carried(frame, document))
                (form::text(&Field { hint: Some(&hint), ..of("woorden", words) }, &given("woorden"), "text"))
                (form::select(&of("soort", kind), &kinds, Some(&given("soort")), choose))
                (form::select(&of("grond", ground), &grounds(document), Some(&given("grond")), choose))
                (part::actions(&[part::submit_as("oordeel", "toevoegen", &frame.say("redaction-add-send"))]))
            }
        }
    }
}

/// The steps that fit now.
pub(super) fn steps(frame: &Frame, actor: &Actor, view: &View, trouble: &Trouble) -> Markup {
    let document = &view.document;
    let open = view.marks.iter().filter(|mark| mark.state == State::Proposed).count();
    let open_words = frame
        .say_with("redaction-ready-open", &[("count", Arg::Number(i64::try_from(open).unwrap_or(i64::MAX)))]);
    html! {
        // What can go wrong with a step is told here.
        div id=(form::id_of("klaar")) {}
        div id=(form::id_of("uitvoer")) {}
        @match &document.stage {
            Stage::InReview if open > 0 => (part::paragraph(&open_words)),
            Stage::InReview => (step(frame, document, "klaar", "redaction-ready")),
            Stage::Proposed { first } if first.by.id == actor.id => {
                (part::paragraph(&frame.say("redaction-check-other")))
                (back(frame, document, trouble))
            }
            Stage::Proposed { .. } => {
                (step(frame, document, "gecontroleerd", "redaction-check"))
                (back(frame, document, trouble))
            }
            Stage::Checked { .. } => {
                (step(frame, document, "uitbrengen", "redaction-release"))
                (back(frame, document, trouble))
            }
            Stage::Released { .. } => (part::paragraph(&frame.say("redaction-released-text"))),
        }
    }
}

/// A step with its explanation: `{key}-text` above the button `{key}-send`.
fn step(frame: &Frame, document: &Document, name: &str, key: &str) -> Markup {
    html! {
        form class="wb-step" method="post" action=(address(&document.id)) novalidate {
            (carried(frame, document))
            (form::hidden("stap", name))
            (part::paragraph(&frame.say(&format!("{key}-text"))))
            (part::actions(&[part::submit(&frame.say(&format!("{key}-send")))]))
        }
    }
}

fn back(frame: &Frame, document: &Document, trouble: &Trouble) -> Markup {
    let label = frame.say("redaction-back");
    let remarks: Vec<Choice> = Remark::ALL
        .iter()
        .map(|remark| {
            Choice::new(remark.as_str(), frame.say(&format!("redaction-remark-{}", remark.as_str())))
        })
        .collect();
    html! {
        form class="wb-step" method="post" action=(address(&document.id)) novalidate {
            (carried(frame, document))
            (form::hidden("stap", "terug"))
            (form::radios(&Field { required: true, ..field(frame, trouble, "opmerking", &label) }, &remarks, None))
            (part::actions(&[part::submit_second(&frame.say("redaction-back-send"))]))
        }
    }
}
