//! `/beleid`: all paragraphs; `/beleid/{paragraph}`: one, with its rules beside it.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use decide::{Layer, RuleInfo, Rulebook};
use ground::paragraph_of;
use maud::{Markup, html};

use super::tally;
use super::text::{Block, Paragraph, Span, paragraphs};
use super::view::{examples, promised, used};
use crate::decision::rulings::outcome_badge;
use crate::house::House;
use crate::web::{Arg, Frame, PageError, Sheet, part, sheet};

/// `/beleid` and below.
pub fn pages() -> Router<Arc<House>> {
    Router::new().route("/beleid", get(list)).route("/beleid/{paragraph}", get(show))
}

async fn list(State(house): State<Arc<House>>, frame: Frame) -> Markup {
    let title = frame.say("policy-title");
    let policy = house.policy();
    let all = paragraphs(&policy.sources);
    let own = all.iter().filter(|paragraph| !paragraph.id.contains('.'));
    sheet(
        &frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("policy-lead")))
            (part::paragraph(&frame.say_with("policy-version", &[("version", Arg::Text(policy.rulebook.version()))])))
            p class="utrecht-paragraph" { (part::link("/beleid/versies", &frame.say("policy-versions-link"))) }
            ol class="wb-contents" {
                @for paragraph in own {
                    @if paragraph.id == "7" { (chapter_six(&policy.rulebook, &frame, &all)) }
                    (entry(&policy.rulebook, &frame, paragraph))
                }
            }
        },
    )
}

fn chapter_six(rulebook: &Rulebook, frame: &Frame, all: &[Paragraph<'_>]) -> Markup {
    html! {
        li class="wb-contents__chapter" {
            p class="wb-contents__title" lang="nl" { span class="wb-contents__number" { "6" } " Privacybeleid WIL" }
            ol class="wb-contents" {
                @for paragraph in all.iter().filter(|paragraph| paragraph.chapter() == "6") {
                    (entry(rulebook, frame, paragraph))
                }
            }
        }
    }
}

fn entry(rulebook: &Rulebook, frame: &Frame, paragraph: &Paragraph<'_>) -> Markup {
    let count = rules_of(rulebook, paragraph.id).count();
    html! {
        li class="wb-contents__entry" {
            a class="utrecht-link wb-contents__title" href=(format!("/beleid/{}", paragraph.id)) lang="nl" {
                span class="wb-contents__number" { (paragraph.id) } " " (paragraph.title)
            }
            @if let Some(motto) = paragraph.motto { p class="wb-contents__motto" lang="nl" { (motto) } }
            @if count > 0 { p class="wb-contents__count" { (frame.say_with("policy-rules", &[("count", number(count))])) } }
        }
    }
}

fn rules_of<'a>(rulebook: &'a Rulebook, paragraph: &'a str) -> impl Iterator<Item = &'a RuleInfo> {
    rulebook.rules().filter(move |rule| norms_of(rule, paragraph).next().is_some())
}

/// The statements of this paragraph that a rule executes.
fn norms_of<'a>(rule: &'a RuleInfo, paragraph: &'a str) -> impl Iterator<Item = &'a str> {
    rule.norms.iter().map(String::as_str).filter(move |norm| paragraph_of(norm) == Some(paragraph))
}

async fn show(
    State(house): State<Arc<House>>,
    frame: Frame,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let policy = house.policy();
    let all = paragraphs(&policy.sources);
    let at = all
        .iter()
        .position(|paragraph| paragraph.id == id)
        .ok_or_else(|| PageError::not_found("paragraph"))?;
    let paragraph = all.get(at).ok_or_else(|| PageError::not_found("paragraph"))?;
    let title = format!("{} {}", paragraph.id, paragraph.title);
    let list = frame.say("policy-title");
    let crumbs = [("/beleid", list.as_str())];
    let (year, found, complete) = tally::of_this_year(&house, paragraph.id).await?;
    let earlier = at.checked_sub(1).and_then(|at| all.get(at));
    Ok(sheet(
        &frame,
        &Sheet { title: &title, crumbs: &crumbs, wide: true, ..Sheet::default() },
        &html! {
            div class="wb-columns wb-columns--even" {
                div {
                    article class="wb-policy-text" lang="nl" {
                        h1 class="utrecht-heading-1" { span class="wb-contents__number" { (paragraph.id) } " " (paragraph.title) }
                        @if let Some(motto) = paragraph.motto { p class="wb-motto" { (motto) } }
                        (body(paragraph))
                    }
                    (promised(&policy, &frame, paragraph.id))
                    (examples(&policy, &frame, paragraph.id))
                    @if rules_of(&policy.rulebook, paragraph.id).next().is_some() { (used(&frame, year, &found, complete)) }
                }
                section aria-labelledby="regels" class="wb-rules" {
                    h2 class="utrecht-heading-2" id="regels" { (frame.say("policy-rules-title")) }
                    (rules(&policy.rulebook, &frame, paragraph.id))
                }
            }
            nav class="wb-between" aria-label=(frame.say("policy-between")) {
                @if let Some(other) = earlier {
                    a class="utrecht-link" rel="prev" href=(format!("/beleid/{}", other.id)) { "← " (other.id) " " span lang="nl" { (other.title) } }
                }
                @if let Some(other) = all.get(at + 1) {
                    a class="utrecht-link" rel="next" href=(format!("/beleid/{}", other.id)) { (other.id) " " span lang="nl" { (other.title) } " →" }
                }
            }
        },
    ))
}

fn body(paragraph: &Paragraph<'_>) -> Markup {
    html! {
        @for block in paragraph.blocks() {
            @match block {
                Block::Heading(words) => h2 class="utrecht-heading-3" { (words) },
                Block::Text(spans) => p class="utrecht-paragraph" { (line(&spans)) },
                Block::List(items) => ul class="utrecht-unordered-list" {
                    @for item in items { li class="utrecht-unordered-list__item" { (line(&item)) } }
                },
            }
        }
    }
}

fn line(spans: &[Span<'_>]) -> Markup {
    html! {
        @for span in spans {
            @match span {
                Span::Plain(words) => (words),
                Span::Strong(words) => strong { (words) },
                Span::Emphasis(words) => em { (words) },
            }
        }
    }
}

fn rules(rulebook: &Rulebook, frame: &Frame, paragraph: &str) -> Markup {
    let groups: [(&str, &[Layer]); 4] = [
        ("policy", &[Layer::Policy]),
        ("law", &[Layer::Law, Layer::Wbp, Layer::Avg, Layer::Wob, Layer::Woo]),
        ("obligation", &[Layer::Obligation]),
        ("definition", &[Layer::Definition]),
    ];
    let mut anchored = BTreeSet::new();
    html! {
        @if rules_of(rulebook, paragraph).next().is_none() {
            p class="utrecht-paragraph" { (frame.say("policy-no-rules")) }
        } @else {
            p class="utrecht-paragraph wb-soft" { (frame.say("policy-rules-lead")) }
        }
        @for (name, layers) in groups {
            @let list: Vec<&RuleInfo> = rules_of(rulebook, paragraph).filter(|rule| layers.contains(&rule.layer)).collect();
            @if !list.is_empty() {
                h3 class="utrecht-heading-3" { (frame.say(&format!("policy-layer-{name}"))) }
                @for rule in list { (one_rule(rulebook, frame, paragraph, rule, &mut anchored)) }
            }
        }
    }
}

fn one_rule<'a>(
    rulebook: &Rulebook,
    frame: &Frame,
    paragraph: &'a str,
    rule: &'a RuleInfo,
    anchored: &mut BTreeSet<&'a str>,
) -> Markup {
    let norms: Vec<&str> = norms_of(rule, paragraph).collect();
    let fresh: Vec<&str> = norms.iter().copied().filter(|norm| anchored.insert(norm)).collect();
    let words = match rule.obligation.as_deref().and_then(|code| rulebook.obligation(code)) {
        Some(obligation) if rule.reason.is_empty() => obligation.nl.clone(),
        _ => rule.reason.clone(),
    };
    html! {
        div class="wb-rule" {
            // A ruling points at a statement; the first rule that executes it is where the link lands.
            @for norm in fresh { span class="wb-anchor" id=(format!("n-{norm}")) {} }
            @if let Some(outcome) = rule.outcome {
                p class="wb-rule__outcome" { (outcome_badge(frame, outcome)) }
            } @else if !matches!(rule.layer, Layer::Obligation | Layer::Definition) {
                p class="wb-rule__outcome" { (part::badge(part::Tone::Good, &frame.say("policy-permits"))) }
            }
            @if !words.is_empty() { p class="wb-rule__reason" lang="nl" { (words) } }
            p class="wb-soft wb-sources" {
                span { (frame.say("ruling-policy")) " " (norms.join(", ")) }
                @if !rule.law_now.is_empty() { span { (frame.say("policy-now")) " " (rule.law_now.join("; ")) } }
                @if !rule.law_then.is_empty() { span { (frame.say("policy-then")) " " (rule.law_then.join("; ")) } }
            }
            details class="wb-more" {
                summary { (frame.say("policy-rule-text")) span class="wb-hidden" { " " (rule.id) } }
                div {
                    p class="wb-small" { code { "policy/" (rule.file) } }
                    pre tabindex="0" { code { (rule.text) } }
                }
            }
        }
    }
}

fn number(count: usize) -> Arg<'static> {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
