//! One activity: the seven questions answered, the picture, the periods, and every version with what changed.

use maud::{Markup, html};

use super::texts::{address, bullets, moment, score, status_badge, word};
use crate::register::completeness::{QUESTIONS, completeness, findings};
use crate::register::diff::differences;
use crate::register::model::{Entry, Version};
use crate::register::period::Period;
use crate::register::vocabulary::Vocabulary;
use crate::register::words::{RetentionSource, SourceKind, Status};
use crate::web::form::show_day;
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame, Sheet, role_name, sheet};

/// What the page shows.
pub(super) struct View<'a> {
    pub(super) frame: &'a Frame,
    pub(super) vocabulary: &'a Vocabulary,
    /// The version on the page.
    pub(super) shown: &'a Version,
    /// All versions, the newest first.
    pub(super) versions: &'a [Version],
    pub(super) may_change: bool,
}

/// `/register/{id}` and `/register/{id}/versies/{number}`.
pub(super) fn page(view: &View<'_>) -> Markup {
    let View { frame, shown, .. } = view;
    let entry = &shown.entry;
    let is_latest = view.versions.first().is_some_and(|latest| latest.number == shown.number);
    let register = frame.say("register-title");
    let here = address(shown);
    let mut crumbs = vec![("/register", register.as_str())];
    let mut title = format!("{} ({})", entry.name, shown.id);
    if !is_latest {
        crumbs.push((&here, &entry.name));
        title = frame.say_with(
            "register-version-title",
            &[("name", Arg::Text(&title)), ("number", Arg::Number(shown.number))],
        );
    }
    let options = Sheet { title: &title, crumbs: &crumbs, wide: true, ..Sheet::default() };
    sheet(
        frame,
        &options,
        &html! {
            (part::heading(&title))
            @if !is_latest { (old_version(view, &here)) }
            p class="utrecht-paragraph wb-lead" { (entry.purpose) }
            (state(view))
            @if is_latest && view.may_change && shown.status != Status::Closed {
                (part::actions(&[part::link_button(
                    &format!("{here}/wijzigen"), &frame.say("register-edit"),
                )]))
            }
            (part::data_list(&facts(view)))
            @for question in &QUESTIONS { (answer(view, question.code)) }
            (law(view))
            @if !entry.watch_points.is_empty() {
                section class="wb-section" {
                    h2 class="utrecht-heading-2" { (frame.say("register-watch-title")) }
                    (bullets(entry.watch_points.iter().map(|point| html! { (point) })))
                }
            }
            (versions(view))
        },
    )
}

fn old_version(view: &View<'_>, here: &str) -> Markup {
    let frame = view.frame;
    let later = view.versions.iter().rev().find(|version| version.number > view.shown.number);
    part::alert(
        Tone::Quiet,
        &frame.say("register-old-title"),
        &html! {
            p {
                (frame.say("register-old-from")) " " (moment(view.shown.recorded_at))
                @if let Some(later) = later {
                    " " (frame.say("register-old-until")) " " (moment(later.recorded_at))
                }
                ". " (part::link(here, &frame.say("register-old-link")))
            }
        },
    )
}

/// May it run, what is missing, what needs attention.
fn state(view: &View<'_>) -> Markup {
    let View { frame, shown, .. } = view;
    let complete = completeness(&shown.entry);
    let found = findings(&shown.entry, view.vocabulary);
    html! {
        @if shown.status == Status::Draft {
            (part::alert(
                Tone::Ask,
                &frame.say("register-draft-title"),
                &html! {
                    p { (frame.say("register-draft-text")) " " (part::norm("2-1")) }
                    @if !complete.is_complete() {
                        (bullets(
                            QUESTIONS
                                .iter()
                                .filter(|question| complete.missing.contains(&question.code))
                                .map(|question| html! { (question_words(frame, question.code)) })
                                .chain(complete.record_missing.iter().map(|(point, nl)| {
                                    html! { (frame.language.pick(nl, "")) " (AVG " (point) ")" }
                                })),
                        ))
                    }
                },
            ))
        }
        @if let Some(closing) = &shown.closing {
            (part::alert(
                Tone::Quiet,
                &frame.say("register-closed-title"),
                &html! {
                    p {
                        (frame.say("register-closed-day")) " " (show_day(closing.end_date)) ". "
                        @if let Some(successor) = &closing.successor {
                            (frame.say("register-closed-successor")) " "
                            (part::link(&format!("/register/{successor}"), successor.as_str())) "."
                        }
                    }
                },
            ))
        }
        @if !found.is_empty() {
            details class="wb-more" {
                summary {
                    (frame.say_with(
                        "register-attention-count",
                        &[("count", Arg::Number(i64::try_from(found.len()).unwrap_or(i64::MAX)))],
                    ))
                }
                div { (bullets(found.iter().map(|finding| html! { (finding.nl) " " (part::norm(finding.norm)) }))) }
            }
        }
    }
}

fn facts(view: &View<'_>) -> Vec<(String, Markup)> {
    let View { frame, shown, vocabulary, .. } = view;
    let entry = &shown.entry;
    let name = |key: &str| frame.say(&format!("register-f-{key}"));
    let list =
        |words: Vec<&str>| html! { (if words.is_empty() { String::from("–") } else { words.join(", ") }) };
    vec![
        (frame.say("register-status"), status_badge(frame, shown.status)),
        (frame.say("register-column-complete"), html! { (score(frame, completeness(entry).score)) }),
        (frame.say("register-department"), list(vec![vocabulary.department(&entry.owner)])),
        (
            name("controller"),
            html! {
                (entry.controller.name) " (" (entry.controller.contact) ")"
                @if let Some(note) = &entry.controller.note { ". " (note) }
                @for joint in &entry.controller.joint_with { br; (frame.say("register-joint")) " " (joint) }
            },
        ),
        (name("officer"), html! { (entry.officer) }),
        (name("task-codes"), list(entry.task_codes.iter().map(|code| vocabulary.task(code)).collect())),
        (
            name("policy-fields"),
            list(entry.policy_fields.iter().map(|code| vocabulary.policy_field(code)).collect()),
        ),
        (name("paragraphs"), html! { @for norm in &entry.paragraphs { (part::norm(norm)) " " } }),
    ]
}

fn question_words(frame: &Frame, code: &str) -> String {
    frame.say(&format!("register-question-{code}"))
}

fn answer(view: &View<'_>, code: &str) -> Markup {
    let entry = &view.shown.entry;
    let body = match code {
        "data" => data(view),
        "purpose" => purpose(view),
        "source" => source(view),
        "use" => usage(view),
        "retention" => retention(view.frame, entry),
        "security" => security(view.frame, entry),
        _ => html! {
            (part::paragraph(&entry.information.description))
            p class="utrecht-paragraph" { (view.frame.say("register-moment")) " " (entry.information.moment) "." }
        },
    };
    html! {
        section class="wb-section" id=(format!("vraag-{code}")) {
            h2 class="utrecht-heading-2" { (question_words(view.frame, code)) }
            (body)
        }
    }
}

fn data(view: &View<'_>) -> Markup {
    let View { frame, shown, .. } = view;
    let entry = &shown.entry;
    let columns = ["data", "kind", "law"].map(|name| frame.say(&format!("register-column-{name}")));
    let rows: Vec<Vec<Markup>> = entry
        .data
        .iter()
        .map(|data| {
            let kind = word(frame, data.category.as_str(), data.category.nl());
            vec![html! { (data.name) }, html! { (kind) }, html! { (data.statute.as_deref().unwrap_or("–")) }]
        })
        .collect();
    html! {
        h3 class="utrecht-heading-3" { (frame.say("register-f-subjects")) }
        (bullets(entry.subjects.iter().map(|subject| html! { (subject.name) })))
        (part::table(&frame.say("register-f-data"), &columns, &rows))
        @if !entry.special_data.is_empty() {
            h3 class="utrecht-heading-3" { (frame.say("register-f-special-data")) }
            (bullets(entry.special_data.iter().map(|special| html! {
                strong { (special.description) }
                @for words in [&special.avg, &special.wbp].into_iter().flatten() { " · " (words) }
                @if let Some(condition) = &special.condition { br; (condition) }
            })))
        }
    }
}

fn purpose(view: &View<'_>) -> Markup {
    let View { frame, shown, .. } = view;
    let entry = &shown.entry;
    html! {
        (part::paragraph(&entry.purpose))
        p class="utrecht-paragraph" { (frame.say("register-f-purpose-codes")) ": " (entry.purpose_codes.join(", ")) }
        @if let Some(approval) = &entry.purpose_approval {
            p class="utrecht-paragraph" { (frame.say("register-f-purpose-approval")) ": " (approval) }
        }
        h3 class="utrecht-heading-3" { (frame.say("register-f-grounds")) }
        (bullets(entry.grounds.iter().map(|ground| html! {
            (ground.regime.nl()) " " (ground.article) ": " (word(frame, ground.letter.as_str(), ground.letter.nl()))
            @if let Some(note) = &ground.note { " (" (note) ")" }
        })))
        details class="wb-more" {
            summary { (frame.say("register-f-statute-refs")) " (" (entry.statute_refs.len()) ")" }
            div {
                (bullets(entry.statute_refs.iter().map(|statute| html! {
                    (statute.law) " " (statute.article) ": " (word(frame, statute.effect.as_str(), statute.effect.nl()))
                    @if let Some(note) = &statute.note { ", " (note) }
                    @if let Some(from) = statute.valid_from { " · " (frame.say("register-from")) " " (show_day(from)) }
                    @if let Some(to) = statute.valid_to { " · " (frame.say("register-until")) " " (show_day(to)) }
                })))
            }
        }
    }
}

fn source(view: &View<'_>) -> Markup {
    let View { frame, shown, .. } = view;
    let entry = &shown.entry;
    html! {
        (bullets(entry.sources.iter().map(|source| html! {
            (source.name) " (" (word(frame, source.kind.as_str(), source.kind.nl())) ")"
            @if let Some(basis) = &source.basis { ": " (basis) }
            @if source.kind != SourceKind::Subject && source.basis.is_none() {
                ": " (frame.say("register-no-basis"))
            }
        })))
        (flow(view))
    }
}

/// The picture, and the same as a table for those who do not see it.
fn flow(view: &View<'_>) -> Markup {
    let View { frame, shown, .. } = view;
    let entry = &shown.entry;
    let address = format!("/register/{}/stroom.svg?versie={}", shown.id, shown.number);
    let columns = ["recipient", "role", "place", "law", "condition"]
        .map(|name| frame.say(&format!("register-column-{name}")));
    let rows: Vec<Vec<Markup>> = entry
        .recipients
        .iter()
        .map(|recipient| {
            let inside = if recipient.inside_eea { "register-inside-eea" } else { "register-outside-eea" };
            let dash = |text: &Option<String>| html! { (text.as_deref().unwrap_or("–")) };
            vec![
                html! { (recipient.name) },
                html! { (word(frame, recipient.role.as_str(), recipient.role.nl())) },
                html! {
                    @if let Some(country) = &recipient.country { (country) ", " }
                    (frame.say(inside))
                },
                dash(&recipient.basis),
                dash(&recipient.condition),
            ]
        })
        .collect();
    html! {
        h3 class="utrecht-heading-3" { (frame.say("register-flow-title")) }
        figure class="wb-figure" {
            a href=(address) {
                img class="wb-picture" src=(address)
                    alt=(frame.say_with("register-flow-alt", &[("name", Arg::Text(&entry.name))]));
            }
            figcaption class="wb-small wb-soft" { (frame.say("register-flow-caption")) }
        }
        (part::table(&frame.say("register-f-recipients"), &columns, &rows))
        @if let Some(transfers) = &entry.transfers {
            p class="utrecht-paragraph" {
                strong { (frame.say("register-f-transfers")) ": " }
                (word(frame, transfers.outside_eea.as_str(), transfers.outside_eea.nl())) ". " (transfers.description)
                @if let Some(mechanism) = &transfers.mechanism { " (" (mechanism) ")" }
            }
        }
    }
}

fn usage(view: &View<'_>) -> Markup {
    let View { frame, shown, .. } = view;
    let usage = &shown.entry.usage;
    let acts: Vec<String> = usage.actions.iter().map(|act| word(frame, act.as_str(), act.nl())).collect();
    html! {
        (part::paragraph(&usage.description))
        p class="utrecht-paragraph" { (frame.say("register-f-use-actions")) ": " (acts.join(", ")) "." }
        p class="utrecht-paragraph" { strong { (frame.say("register-f-use-access")) ": " } (usage.access) }
        @if let Some(automated) = &shown.entry.automated_decisions {
            p class="utrecht-paragraph" {
                strong { (frame.say("register-f-automated-decisions")) ": " }
                (word(frame, automated.taken.as_str(), automated.taken.nl())) "."
                @for words in [&automated.logic, &automated.basis, &automated.safeguard].into_iter().flatten() {
                    " " (words)
                }
            }
        }
        @if let Some(process) = &shown.entry.process_description {
            p class="utrecht-paragraph" {
                (frame.say("register-f-process-description")) ": " (process.title)
                @if let Some(version) = &process.version { ", " (frame.say("register-version")) " " (version) }
                @if let Some(place) = &process.place { " (" (place) ")" }
            }
        }
    }
}

fn retention(frame: &Frame, entry: &Entry) -> Markup {
    let columns = ["result", "period", "start", "law", "note"]
        .map(|name| frame.say(&format!("register-column-{name}")));
    let rows: Vec<Vec<Markup>> = entry
        .retention
        .iter()
        .map(|line| {
            let period = match (line.source, line.period) {
                (RetentionSource::Missing, _) | (_, None) => {
                    part::badge(Tone::Board, &frame.say("register-board-needed"))
                }
                (_, Some(period)) => html! { (period_words(frame, period)) },
            };
            let start = line.start.map(|start| word(frame, start.as_str(), start.nl()));
            vec![
                html! { (line.result) },
                period,
                html! { (start.as_deref().unwrap_or("–")) },
                html! { (line.basis.as_deref().unwrap_or("–")) },
                html! { (line.note.as_deref().unwrap_or("–")) },
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { (part::paragraph("–")) } @else {
            (part::table(&frame.say("register-f-retention"), &columns, &rows))
        }
    }
}

fn period_words(frame: &Frame, period: Period) -> String {
    frame.language.pick(&period.nl(), &period.to_string())
}

fn security(frame: &Frame, entry: &Entry) -> Markup {
    html! {
        (part::paragraph(&entry.security.description))
        (bullets(entry.security.measures.iter().map(|measure| html! { (measure.name) })))
        p class="utrecht-paragraph wb-soft" {
            (frame.say("register-f-security-guideline")) ": " (entry.security.guideline)
        }
    }
}

/// Impact assessment, notification of old, confidentiality.
fn law(view: &View<'_>) -> Markup {
    let View { frame, shown, .. } = view;
    let entry = &shown.entry;
    let mut rows = Vec::new();
    if let Some(dpia) = &entry.dpia {
        rows.push((frame.say("register-f-dpia"), html! {
            (word(frame, dpia.status.as_str(), dpia.status.nl())) ": " (dpia.reason)
            @if let Some(day) = dpia.done_on { " (" (show_day(day)) ")" }
            @if let Some(advice) = &dpia.officer_advice { br; (frame.say("register-f-dpia-officer-advice")) ": " (advice) }
        }));
    }
    if let Some(wbp) = &entry.wbp {
        rows.push((
            frame.say("register-f-wbp"),
            html! {
                (word(frame, wbp.status.as_str(), wbp.status.nl()))
                @for article in &wbp.articles { ", " (article) }
                @if let Some(note) = &wbp.note { ". " (note) }
            },
        ));
    }
    let level = entry.confidentiality.level;
    rows.push((
        frame.say("register-f-confidentiality"),
        html! {
            (word(frame, level.as_str(), level.nl()))
            @if let Some(reason) = &entry.confidentiality.reason { ": " (reason) }
        },
    ));
    html! {
        section class="wb-section" {
            h2 class="utrecht-heading-2" { (frame.say("register-law-title")) }
            (part::data_list(&rows))
        }
    }
}

fn versions(view: &View<'_>) -> Markup {
    let View { frame, versions, shown, .. } = view;
    let columns = ["version", "when", "who", "changed", "why"]
        .map(|name| frame.say(&format!("register-column-{name}")));
    let rows: Vec<Vec<Markup>> = versions
        .iter()
        .map(|version| {
            let before = versions.iter().find(|other| other.number == version.number - 1);
            let changed: Vec<String> = before
                .map(|before| differences(before, version))
                .unwrap_or_default()
                .into_iter()
                .map(|difference| frame.language.pick(difference.nl, &difference.field))
                .collect();
            let name = format!("{} {}", frame.say("register-version"), version.number);
            let link = if version.number == shown.number {
                html! { (name) " (" (frame.say("register-this-version")) ")" }
            } else {
                part::link(&format!("/register/{}/versies/{}", version.id, version.number), &name)
            };
            vec![
                link,
                moment(version.recorded_at),
                html! { (role_name(frame, version.author.role)) },
                html! { (if before.is_none() { frame.say("register-first") } else { changed.join(", ") }) },
                html! { (if version.reason.is_empty() { "–" } else { &version.reason }) },
            ]
        })
        .collect();
    html! {
        section class="wb-section" id="versies" {
            h2 class="utrecht-heading-2" { (frame.say("register-versions-title")) }
            (part::table(&frame.say("register-versions-caption"), &columns, &rows))
        }
    }
}
