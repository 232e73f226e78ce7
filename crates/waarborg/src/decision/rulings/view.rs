//! How a ruling looks: first what to do, then why, then the law. Printable.

use std::sync::Arc;

use decide::{Outcome, Regime, Ruling};
use ground::{Instant, Role};
use maud::{Markup, html};
use serde_json::Value;

use super::explain::{Decider, Grounds, decider, group, then_and_now};
use crate::decision::conversation::{named, question_words, words};
use crate::decision::duty;
use crate::decision::story::leaves;
use crate::house::{Edition, House};
use crate::web::part::{self, Icon, Tone};
use crate::web::{Arg, Frame, Language, Sheet, form, role_name, sheet};

/// A ruling with what is known about its making.
pub(super) struct Shown {
    /// The edition of the policy whose words it is told in: the one that made it, where we still have it.
    pub(super) edition: Arc<Edition>,
    pub(super) id: String,
    pub(super) ruling: Ruling,
    pub(super) facts: Value,
    pub(super) made_at: Instant,
    /// Id of the one who asked.
    pub(super) actor: String,
    /// Their role then.
    pub(super) role: Option<Role>,
    /// The journal entries it stands in, the first being its own.
    pub(super) entries: Vec<i64>,
}

/// Colour and shape of an outcome.
pub(in crate::decision) fn outcome_tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Allowed => Tone::Good,
        Outcome::AllowedWithObligations => Tone::Care,
        Outcome::MoreFactsNeeded => Tone::Ask,
        Outcome::NeedsFgAdvice => Tone::Advice,
        Outcome::NeedsBoardDecision => Tone::Board,
        Outcome::Refused => Tone::Bad,
        Outcome::OutOfScope => Tone::Quiet,
    }
}

/// The part of a translation key that names an outcome: `needs-fg-advice`.
fn outcome_key(outcome: Outcome) -> String {
    outcome.as_str().to_lowercase().replace('_', "-")
}

/// An outcome in words.
pub(super) fn outcome_words(frame: &Frame, outcome: Outcome) -> String {
    frame.say(&format!("outcome-{}", outcome_key(outcome)))
}

/// An outcome in a line of text.
pub(in crate::decision) fn outcome_badge(frame: &Frame, outcome: Outcome) -> Markup {
    part::badge(outcome_tone(outcome), &outcome_words(frame, outcome))
}

/// The page of one ruling.
pub(super) fn ruling(house: &House, frame: &Frame, shown: &Shown) -> Markup {
    let ruling = &shown.ruling;
    let key = outcome_key(ruling.outcome);
    let verdict = frame.say(&format!("outcome-{key}-title"));
    let about = subject(house, frame, shown);
    let title = format!("{verdict} – {about} – {}", short(&shown.id));
    let list = frame.say("rulings-title");
    let crumbs = [("/uitspraken", list.as_str())];
    let tone = outcome_tone(ruling.outcome);
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, wide: true, ..Sheet::default() },
        &html! {
            div class=(format!("wb-verdict wb-verdict--{}", tone.as_str())) {
                div class="wb-verdict__line" {
                    span class="wb-verdict__icon" { (part::icon(tone.icon())) }
                    div {
                        p class="wb-verdict__about" { (about) }
                        h1 { (verdict) }
                        p class="wb-verdict__lead" { (lead(frame, ruling)) }
                    }
                }
            }
            (what_to_do(frame, shown))
            (why(frame, shown))
            (law(house, frame, shown))
            (given(frame, shown))
            (record(frame, shown))
        },
    )
}

/// One sentence under the verdict. A refusal promises an alternative only when there is one.
fn lead(frame: &Frame, ruling: &Ruling) -> String {
    let alone = ruling.outcome == Outcome::Refused && ruling.alternative.is_none();
    frame.say(&format!("outcome-{}-lead{}", outcome_key(ruling.outcome), if alone { "-alone" } else { "" }))
}

fn what_to_do(frame: &Frame, shown: &Shown) -> Markup {
    let ruling = &shown.ruling;
    let key = outcome_key(ruling.outcome);
    let duties: Vec<Markup> =
        ruling.obligations.iter().map(|code| duty(frame, &shown.edition.rulebook, code)).collect();
    html! {
        section class="wb-section" aria-labelledby="doen" {
            h2 class="utrecht-heading-2" id="doen" { (frame.say("ruling-do")) }
            (part::paragraph(&frame.say(&format!("outcome-{key}-do"))))
            @if !ruling.questions.is_empty() { (to_find_out(frame, shown)) }
            @if !duties.is_empty() { (part::checklist(&duties)) }
            @if let Some(alternative) = &ruling.alternative {
                (part::alert(Tone::Good, &frame.say("ruling-alternative"), &html! { p lang="nl" { (alternative) } }))
            }
            @if ruling.items.len() > 1 { (items(frame, shown)) }
        }
    }
}

fn to_find_out(frame: &Frame, shown: &Shown) -> Markup {
    let things: Vec<Markup> = shown
        .ruling
        .questions
        .iter()
        .map(|path| {
            let question = shown.edition.rulebook.question(path);
            let text = question
                .as_ref()
                .map_or_else(|| path.clone(), |question| frame.language.pick(&question.nl, &question.en));
            html! {
                p {
                    @if let Some(thing) = thing(frame, shown, path) { strong { (thing) ": " } }
                    (text)
                }
            }
        })
        .collect();
    html! {
        h3 class="utrecht-heading-3" { (frame.say("ruling-find-out")) }
        (part::checklist(&things))
    }
}

fn items(frame: &Frame, shown: &Shown) -> Markup {
    let rows = shown
        .ruling
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let first = group(&item.reasons).into_iter().next().map(|grounds| grounds.text);
            vec![
                html! { (thing_name(frame, shown, at).unwrap_or_else(|| item.id.clone())) },
                outcome_badge(frame, item.outcome),
                html! { span lang="nl" { (first.unwrap_or_default()) } },
            ]
        })
        .collect::<Vec<_>>();
    let columns = ["item", "outcome", "reason"].map(|name| frame.say(&format!("ruling-items-{name}")));
    part::table(&frame.say("ruling-items"), &columns, &rows)
}

fn why(frame: &Frame, shown: &Shown) -> Markup {
    let groups = group(&shown.ruling.reasons);
    html! {
        section class="wb-section" aria-labelledby="waarom" {
            h2 class="utrecht-heading-2" id="waarom" { (frame.say("ruling-why")) }
            @if groups.is_empty() {
                @let open = shown.ruling.outcome == Outcome::MoreFactsNeeded;
                (part::paragraph(&frame.say(if open { "ruling-why-open" } else { "ruling-why-none" })))
            }
            @if frame.language == Language::English && !groups.is_empty() { (part::paragraph(&frame.say("ruling-why-dutch"))) }
            ol class="wb-reasons" {
                @for grounds in &groups { (reason(frame, grounds)) }
            }
        }
    }
}

fn reason(frame: &Frame, grounds: &Grounds<'_>) -> Markup {
    html! {
        li class="wb-reason" {
            p lang="nl" { (grounds.text) }
            p class="wb-reason__source wb-sources" {
                @if grounds.norms.iter().any(|norm| is_policy(norm)) {
                    span {
                        (frame.say("ruling-policy")) " "
                        @for (at, norm) in grounds.norms.iter().filter(|norm| is_policy(norm)).enumerate() {
                            @if at > 0 { ", " }
                            (part::norm(norm))
                        }
                    }
                }
                @if !grounds.law.is_empty() { span { (frame.say("ruling-law")) " " (grounds.law.join("; ")) } }
                @for norm in grounds.norms.iter().filter(|norm| !is_policy(norm)) { span { (duty_of_law(frame, norm)) } }
            }
        }
    }
}

/// A sentence of the policy, and not a duty of the law overlay (`L-12`).
fn is_policy(norm: &str) -> bool {
    norm.starts_with(|first: char| first.is_ascii_digit())
}

fn duty_of_law(frame: &Frame, norm: &str) -> String {
    frame.say_with("ruling-duty", &[("norm", Arg::Text(norm))])
}

fn law(house: &House, frame: &Frame, shown: &Shown) -> Markup {
    let ruling = &shown.ruling;
    let deciding = match decider(ruling) {
        Decider::Policy => "policy",
        Decider::Law => "law",
        Decider::PolicyAlone => "policy-alone",
        Decider::LawAlone => "law-alone",
        Decider::Both => "both",
        Decider::Combination => "combination",
    };
    let regime = regime_name(frame, ruling.regime);
    html! {
        section class="wb-section" aria-labelledby="wet" {
            h2 class="utrecht-heading-2" id="wet" { (frame.say("ruling-layers")) }
            ul class="wb-layers" {
                li class="wb-layer" {
                    p class="wb-soft" { (frame.say("ruling-layer-policy")) }
                    p { (outcome_badge(frame, ruling.verdicts.policy)) }
                }
                li class="wb-layer" {
                    p class="wb-soft" { (frame.say_with("ruling-layer-law", &[("regime", Arg::Text(&regime))])) }
                    p { (outcome_badge(frame, ruling.verdicts.law)) }
                }
                li class="wb-layer wb-layer--result" {
                    p class="wb-soft" { (frame.say("ruling-layer-both")) }
                    p { (outcome_badge(frame, ruling.outcome)) }
                    p class="wb-small" { (frame.say(&format!("ruling-decided-{deciding}"))) }
                }
            }
            @if let Some(times) = then_and_now(house, &shown.facts) {
                details class="wb-more" {
                    summary { (frame.say("ruling-times")) }
                    div {
                        (part::paragraph(&frame.say("ruling-times-text")))
                        (part::data_list(&times.iter().map(|time| {
                            let day = form::show_day(time.when.at);
                            let label = frame.say_with("ruling-time", &[
                                ("regime", Arg::Text(&regime_name(frame, time.when.regime))),
                                ("day", Arg::Text(&day)),
                            ]);
                            (label, outcome_badge(frame, time.outcome))
                        }).collect::<Vec<_>>()))
                    }
                }
            }
        }
    }
}

fn regime_name(frame: &Frame, regime: Regime) -> String {
    frame.say(&format!("regime-{}", regime.as_str()))
}

fn given(frame: &Frame, shown: &Shown) -> Markup {
    let rows: Vec<(String, Markup)> = leaves(&shown.facts)
        .into_iter()
        .filter(|(path, _)| path != "question" && !path.ends_with("].id"))
        .map(|(path, value)| {
            let question = shown.edition.rulebook.question(&path);
            let text = question.as_ref().map_or_else(|| path.clone(), |q| frame.language.pick(&q.nl, &q.en));
            let label = match thing(frame, shown, &path) {
                Some(thing) if shown.ruling.items.len() > 1 => format!("{thing}: {text}"),
                _ => text,
            };
            (label, html! { (words(frame.language, question.as_ref(), &value)) })
        })
        .collect();
    html! {
        section class="wb-section" aria-labelledby="antwoorden" {
            h2 class="utrecht-heading-2" id="antwoorden" { (frame.say("ruling-given")) }
            (part::paragraph(&frame.say("ruling-given-text")))
            details class="wb-more" {
                summary { (frame.say_with("ruling-given-show", &[("count", Arg::Number(i64::try_from(rows.len()).unwrap_or(0)))])) }
                div { (part::data_list(&rows)) }
            }
        }
    }
}

/// The badge of an outcome by its name, such as `REFUSED`; the name itself when it is none.
pub fn outcome_badge_of(frame: &Frame, name: &str) -> Markup {
    let known = Outcome::ALL.into_iter().find(|outcome| outcome.as_str() == name);
    known.map_or_else(|| html! { (name) }, |outcome| outcome_badge(frame, outcome))
}

fn record(frame: &Frame, shown: &Shown) -> Markup {
    let mut rows = vec![
        (frame.say("record-id"), html! { code { (shown.id) } }),
        (frame.say("record-at"), html! { (form::show_moment(shown.made_at)) }),
        (
            frame.say("record-by"),
            html! { (shown.role.map(|role| role_name(frame, role)).unwrap_or_default()) " (" code { (shown.actor) } ")" },
        ),
        (frame.say("record-day"), html! { (form::show_day(shown.ruling.at)) }),
        (frame.say("record-version"), html! { code { (shown.ruling.policy_version) } }),
    ];
    if !shown.entries.is_empty() {
        let links = html! {
            @for (at, entry) in shown.entries.iter().enumerate() {
                @if at > 0 { ", " }
                a class="utrecht-link" href=(format!("/journaal/{entry}")) {
                    (frame.say_with("record-entry", &[("number", Arg::Text(&entry.to_string()))]))
                }
            }
        };
        rows.push((frame.say("record-journal"), links));
    }
    html! {
        section class="wb-section" aria-labelledby="vastgelegd" {
            h2 class="utrecht-heading-2" id="vastgelegd" { (frame.say("ruling-record")) }
            (part::data_list(&rows))
            p class="utrecht-paragraph wb-no-print wb-soft" { span class="wb-inline-icon" { (part::icon(Icon::Printer)) } (frame.say("ruling-print")) }
            div class="wb-no-print" {
                (part::actions(&[
                    part::link_button("/mag-dit", &frame.say("ruling-next")),
                    part::link_button_second("/uitspraken", &frame.say("rulings-title")),
                ]))
            }
        }
    }
}

/// What the question is about, in words.
fn subject(house: &House, frame: &Frame, shown: &Shown) -> String {
    let question = shown.facts.get("question").and_then(Value::as_str).unwrap_or_default();
    question_words(house, frame.language, question)
}

fn thing(frame: &Frame, shown: &Shown, path: &str) -> Option<String> {
    let rest = path.strip_prefix("items[").or_else(|| path.strip_prefix("public_request.passages["))?;
    thing_name(frame, shown, rest.split(']').next()?.parse().ok()?)
}

/// The name of an item as it was given, with its kind.
fn thing_name(frame: &Frame, shown: &Shown, at: usize) -> Option<String> {
    let (list, path) = match shown.facts.get("items") {
        Some(items) => (items, "items[].category"),
        None => (shown.facts.pointer("/public_request/passages")?, "public_request.passages[].category"),
    };
    let item = list.get(at)?;
    let category = item.get("category").cloned().unwrap_or_default();
    let kind = words(frame.language, shown.edition.rulebook.question(path).as_ref(), &category);
    let id = item.get("id").and_then(Value::as_str).unwrap_or_default();
    let same = category.as_str() == Some(id) || id.is_empty();
    Some(named(if same { "" } else { id }, &kind))
}

/// The beginning of an id, enough to tell pages apart.
fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}
