//! One version: what changes, what is proved, what would come out otherwise, who did what; and the form for who is next.

use std::sync::Arc;

use ground::{Day, Role};
use maud::{Markup, html};
use serde_json::Value;

use super::forms::{self, Trouble};
use super::list::{from, name, stage_badge};
use crate::adoption::model::{
    Concern, Deed, Direction, Examination, Opinion, PolicyVersion, PromiseProof, ProofResult,
    QuestionDifference, Stage,
};
use crate::decision::{outcome_badge_of, question_words, sees_all, story};
use crate::house::{Edition, House};
use crate::web::form::show_moment;
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame, Sheet, role_name, sheet};

/// Rulings that are named; the others are counted.
const NAMED: usize = 50;

pub(super) struct View<'a> {
    pub(super) frame: &'a Frame,
    /// What holds today.
    pub(super) edition: Arc<Edition>,
    /// The version adopted last.
    pub(super) newest: i64,
    pub(super) today: Day,
    pub(super) shown: &'a PolicyVersion,
    pub(super) known: &'a Examination,
    pub(super) concerns: &'a [Concern],
    pub(super) trouble: &'a Trouble,
}

pub(super) fn page(view: &View<'_>, house: &House) -> Markup {
    let frame = view.frame;
    let title = name(frame, view.shown);
    let (policy, versions) = (frame.say("policy-title"), frame.say("adoption-title"));
    let crumbs = [("/beleid", policy.as_str()), ("/beleid/versies", versions.as_str())];
    let mistakes = !view.trouble.errors.is_empty();
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, mistakes, wide: true },
        &html! {
            (forms::trouble(view))
            (part::heading(&title))
            p { (stage_badge(frame, view.edition.number, view.shown)) }
            section class="wb-section" aria-labelledby="wat" {
                h2 class="utrecht-heading-2" id="wat" { (frame.say("adoption-what")) }
                @for line in view.shown.note.lines().filter(|line| !line.trim().is_empty()) {
                    p class="utrecht-paragraph" lang="nl" { (line) }
                }
                (part::data_list(&[
                    (frame.say("adoption-from"), html! { (from(frame, view.shown)) }),
                    (frame.say("adoption-base"), base(view)),
                    (frame.say("adoption-hash"), html! { code { (view.shown.hash) } }),
                ]))
            }
            @if view.shown.stage != Stage::First {
                (differences(view, house))
                (promises(view))
                (changed(view))
            }
            (history(view))
            (next(view))
        },
    )
}

fn base(view: &View<'_>) -> Markup {
    let Some(base) = view.shown.base else { return html! { "–" } };
    let words = view.frame.say_with("adoption-base-name", &[("number", Arg::Number(base))]);
    part::link(&format!("/beleid/versies/{base}"), &words)
}

fn differences(view: &View<'_>, house: &House) -> Markup {
    let frame = view.frame;
    let (equal, other): (Vec<_>, Vec<_>) =
        view.known.differences.iter().partition(|difference| difference.direction == Direction::Equal);
    let columns = ["question", "law", "layer", "picture", "direction"]
        .map(|column| frame.say(&format!("adoption-column-{column}")));
    let row = |difference: &&QuestionDifference| {
        vec![
            html! { (question_words(house, frame.language, &difference.question)) },
            html! { (law(frame, &difference.law)) },
            html! { (frame.say(&format!("adoption-layer-{}", difference.layer))) },
            picture(difference.direction),
            direction_badge(frame, difference.direction),
        ]
    };
    let rows: Vec<Vec<Markup>> = other.iter().map(row).collect();
    html! {
        section class="wb-section" aria-labelledby="verschillen" {
            h2 class="utrecht-heading-2" id="verschillen" { (frame.say("adoption-differences")) }
            @if view.known.differences.is_empty() {
                (part::alert(Tone::Ask, &frame.say("adoption-not-compared"), &html! { p { (frame.say("adoption-not-compared-text")) } }))
            } @else if rows.is_empty() {
                (part::paragraph(&frame.say("adoption-all-equal")))
            } @else {
                (part::paragraph(&frame.say("adoption-differences-lead")))
                (part::table(&frame.say("adoption-differences-caption"), &columns, &rows))
                @if !equal.is_empty() {
                    p class="utrecht-paragraph wb-soft" {
                        (frame.say_with("adoption-equal-count", &[("count", count(equal.len()))]))
                    }
                }
                @for difference in &other { (examples(view, house, difference)) }
            }
        }
    }
}

/// One case each way, to see what the words come down to.
fn examples(view: &View<'_>, house: &House, difference: &QuestionDifference) -> Markup {
    let frame = view.frame;
    let question = question_words(house, frame.language, &difference.question);
    html! {
        @for (key, facts) in [("adoption-example-wider", &difference.wider), ("adoption-example-narrower", &difference.narrower)] {
            @if let Some(facts) = facts {
                details class="wb-more" {
                    summary {
                        (frame.say_with(key, &[
                            ("question", Arg::Text(&question)),
                            ("law", Arg::Text(&law(frame, &difference.law))),
                            ("layer", Arg::Text(&frame.say(&format!("adoption-layer-{}", difference.layer)))),
                        ]))
                    }
                    div { (case(view, facts)) }
                }
            }
        }
    }
}

/// Facts as a table, with the remark that they are about nobody.
fn case(view: &View<'_>, facts: &Value) -> Markup {
    let rows: Vec<(String, Markup)> = story(&view.edition.rulebook, view.frame.language, facts)
        .into_iter()
        .map(|(label, words)| (label, html! { (words) }))
        .collect();
    html! {
        p class="utrecht-paragraph wb-soft" { (view.frame.say("adoption-facts-nobody")) }
        (part::data_list(&rows))
    }
}

/// A line for what holds now, with what comes to it on the right and what goes on the left.
fn picture(direction: Direction) -> Markup {
    let (narrower, wider) = match direction {
        Direction::Wider => (false, true),
        Direction::Narrower => (true, false),
        Direction::Both => (true, true),
        Direction::Equal | Direction::Unknown => (false, false),
    };
    html! {
        svg class="wb-shift" viewBox="0 0 96 24" width="96" height="24" aria-hidden="true" focusable="false" {
            @if narrower { path d="M44 12H10m8-7-8 7 8 7" fill="none" stroke="#8a1f11" stroke-width="3" {} }
            @if wider { path d="M52 12h34m-8-7 8 7-8 7" fill="none" stroke="#0b4a53" stroke-width="3" {} }
            @if direction == Direction::Unknown {
                path d="M10 12h76" fill="none" stroke="#47585f" stroke-width="3" stroke-dasharray="4 6" {}
            }
            path d="M48 2v20" stroke="#16252b" stroke-width="2" {}
        }
    }
}

fn direction_badge(frame: &Frame, direction: Direction) -> Markup {
    let tone = match direction {
        // Neither more nor less is good by itself: no colour says so.
        Direction::Wider | Direction::Narrower | Direction::Both | Direction::Equal => Tone::Quiet,
        Direction::Unknown => Tone::Ask,
    };
    part::badge(tone, &frame.say(&format!("adoption-direction-{}", direction.as_str())))
}

fn law(frame: &Frame, law: &str) -> String {
    if matches!(law, "avg" | "wbp") { frame.say(&format!("regime-{law}")) } else { law.to_owned() }
}

fn promises(view: &View<'_>) -> Markup {
    let frame = view.frame;
    html! {
        section class="wb-section" aria-labelledby="beloften" {
            h2 class="utrecht-heading-2" id="beloften" { (frame.say("adoption-promises")) }
            @if view.known.proofs.is_empty() {
                (part::alert(Tone::Ask, &frame.say("adoption-not-examined"), &html! { p { (frame.say("adoption-not-examined-text")) } }))
            } @else {
                (part::paragraph(&frame.say("adoption-promises-lead")))
                ul class="wb-promises" {
                    // What needs attention comes first.
                    @for result in [ProofResult::Refuted, ProofResult::Unknown, ProofResult::Proved] {
                        @for proof in view.known.proofs.iter().filter(|proof| proof.result == result) { (promise(view, proof)) }
                    }
                }
            }
        }
    }
}

fn promise(view: &View<'_>, proof: &PromiseProof) -> Markup {
    let frame = view.frame;
    let tone = match proof.result {
        ProofResult::Proved => Tone::Good,
        ProofResult::Refuted => Tone::Bad,
        ProofResult::Unknown => Tone::Ask,
    };
    html! {
        li class="wb-promise" {
            p class="wb-promise__state" { (part::badge(tone, &frame.say(&format!("adoption-proof-{}", proof.result.as_str())))) }
            p class="wb-promise__sentence" lang="nl" { (proof.sentence) }
            @if let Some(story) = &proof.story { p lang="nl" { (story) } }
            @if let Some(facts) = &proof.facts {
                details class="wb-more" {
                    summary { (frame.say("adoption-proof-facts")) span class="wb-hidden" { " " (proof.promise) } }
                    div { (case(view, facts)) }
                }
            }
            p class="wb-soft wb-sources" {
                span { (frame.say("ruling-policy")) @for norm in &proof.norms { " " (part::norm(norm)) } }
                @if !proof.solver.is_empty() { span { (proof.solver) } }
            }
        }
    }
}

fn changed(view: &View<'_>) -> Markup {
    let (frame, changed) = (view.frame, &view.known.changed);
    let columns = ["ruling", "then", "now"].map(|column| frame.say(&format!("adoption-column-{column}")));
    let rows: Vec<Vec<Markup>> = changed
        .iter()
        .take(NAMED)
        .map(|one| {
            vec![
                part::link(
                    &format!("/uitspraken/{}", one.ruling),
                    one.ruling.get(..8).unwrap_or(&one.ruling),
                ),
                outcome_badge_of(frame, &one.then),
                outcome_badge_of(frame, &one.now),
            ]
        })
        .collect();
    let may_look = frame.person.as_ref().is_some_and(|person| sees_all(person.role));
    html! {
        @if !view.known.differences.is_empty() || !changed.is_empty() {
            section class="wb-section" aria-labelledby="eerder" {
                h2 class="utrecht-heading-2" id="eerder" { (frame.say("adoption-changed")) }
                (part::paragraph(&frame.say_with("adoption-changed-count", &[("count", count(changed.len()))])))
                @if may_look && !rows.is_empty() {
                    (part::table(&frame.say("adoption-changed-caption"), &columns, &rows))
                }
            }
        }
    }
}

fn history(view: &View<'_>) -> Markup {
    let (frame, shown) = (view.frame, view.shown);
    let mut rows = vec![(frame.say("adoption-did-propose"), deed(frame, &shown.proposed, None))];
    if let Some(advice) = shown.stage.advice() {
        let key = match advice.opinion {
            Opinion::Positive => "adoption-did-advise-positive",
            Opinion::Negative => "adoption-did-advise-negative",
        };
        rows.push((frame.say(key), deed(frame, &advice.deed, Some(&advice.text))));
    }
    if let Some(resolution) = shown.stage.resolution() {
        let key = if shown.stage.is_adopted() { "adoption-did-adopt" } else { "adoption-did-reject" };
        rows.push((frame.say(key), deed(frame, &resolution.deed, Some(&resolution.text))));
    }
    html! {
        section class="wb-section" aria-labelledby="wie" {
            h2 class="utrecht-heading-2" id="wie" { (frame.say("adoption-history")) }
            (part::data_list(&rows))
        }
    }
}

/// The account is for colleagues; everybody sees the role.
fn deed(frame: &Frame, deed: &Deed, text: Option<&str>) -> Markup {
    html! {
        (show_moment(deed.at)) ", " (role_name(frame, deed.by.role))
        @if frame.person.is_some() { " (" code { (deed.by.id) } ")" }
        @for line in text.unwrap_or_default().lines().filter(|line| !line.trim().is_empty()) {
            p class="utrecht-paragraph" lang="nl" { (line) }
        }
    }
}

/// What has to happen now, and the form for who has to do it.
fn next(view: &View<'_>) -> Markup {
    let frame = view.frame;
    let role = frame.person.as_ref().map(|person| person.role);
    let waits = |key: &str| part::alert(Tone::Quiet, &frame.say(key), &html! {});
    match &view.shown.stage {
        Stage::First | Stage::Adopted { .. } | Stage::Rejected { .. } => html! {},
        _ if view.shown.base != Some(view.newest) => part::alert(
            Tone::Bad,
            &frame.say("adoption-outdated"),
            &html! { p { (frame.say_with("adoption-outdated-text", &[("number", Arg::Number(view.newest))])) } },
        ),
        Stage::Draft if role == Some(Role::Officer) => forms::advice(view),
        Stage::Draft => waits("adoption-waits-officer"),
        Stage::Advised(_) if role == Some(Role::Board) => html! { (concerns(view)) (forms::decision(view)) },
        Stage::Advised(_) => waits("adoption-waits-board"),
    }
}

/// What the board has to explain if it adopts this version.
fn concerns(view: &View<'_>) -> Markup {
    let frame = view.frame;
    let words = |concern: &Concern| match concern {
        Concern::NotExamined => frame.say("adoption-concern-not-examined"),
        Concern::Refuted(many) => frame.say_with("adoption-concern-refuted", &[("count", count(*many))]),
        Concern::Unproved(many) => frame.say_with("adoption-concern-unproved", &[("count", count(*many))]),
        Concern::NegativeAdvice => frame.say("adoption-concern-advice"),
    };
    html! {
        @if !view.concerns.is_empty() {
            (part::alert(Tone::Ask, &frame.say("adoption-concerns"), &html! {
                ul class="utrecht-unordered-list" {
                    @for concern in view.concerns { li class="utrecht-unordered-list__item" { (words(concern)) } }
                }
            }))
        }
    }
}

fn count(number: usize) -> Arg<'static> {
    Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
}
