//! The list of all activities, and the list of what the daily board still has to decide.

use maud::{Markup, html};

use super::texts::{address, score, status_badge, word};
use crate::register::completeness::{completeness, findings};
use crate::register::model::Version;
use crate::register::store::Filter;
use crate::register::vocabulary::Vocabulary;
use crate::register::words::Status;
use crate::web::form::{self, Choice, Field};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame, Sheet, sheet};

/// `/register`.
pub(super) fn page(
    frame: &Frame,
    vocabulary: &Vocabulary,
    filter: &Filter,
    activities: &[Version],
    missing: usize,
    may_add: bool,
) -> Markup {
    let title = frame.say("register-title");
    let options = Sheet { title: &title, wide: true, ..Sheet::default() };
    let missing_number = i64::try_from(missing).unwrap_or(i64::MAX);
    sheet(
        frame,
        &options,
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("register-lead")))
            @if missing > 0 {
                (part::alert(
                    Tone::Board,
                    &frame.say_with("register-missing-count", &[("count", Arg::Number(missing_number))]),
                    &html! { p { (part::link("/register/besluiten", &frame.say("register-missing-link"))) } },
                ))
            }
            (filter_form(frame, vocabulary, filter))
            @if activities.is_empty() {
                (part::paragraph(&frame.say("register-none")))
            } @else {
                section class="wb-section" { (table(frame, vocabulary, activities)) }
            }
            @if may_add {
                (part::actions(&[part::link_button("/register/nieuw", &frame.say("register-add"))]))
            }
            section class="wb-section wb-no-print" {
                h2 class="utrecht-heading-2" { (frame.say("register-download-title")) }
                (part::paragraph(&frame.say("register-download-text")))
                ul class="utrecht-unordered-list" {
                    @for (file, key) in [
                        ("register.json", "register-download-json"),
                        ("register.csv", "register-download-csv"),
                        ("register.jsonld", "register-download-jsonld"),
                    ] {
                        li class="utrecht-unordered-list__item" {
                            (part::link(&format!("/register/uitvoer/{file}"), &frame.say(key)))
                        }
                    }
                }
            }
        },
    )
}

fn filter_form(frame: &Frame, vocabulary: &Vocabulary, filter: &Filter) -> Markup {
    let department = frame.say("register-department");
    let status = frame.say("register-status");
    let departments: Vec<Choice> =
        vocabulary.departments.iter().map(|it| Choice::new(&it.code, &it.name)).collect();
    let statuses: Vec<Choice> =
        Status::ALL.iter().map(|it| Choice::new(it.as_str(), word(frame, it.as_str(), it.nl()))).collect();
    let all = frame.say("register-all");
    html! {
        form method="get" action="/register" class="wb-filter__form wb-no-print" {
            (form::select(
                &Field { name: "afdeling", label: &department, ..Field::default() },
                &departments, filter.owner.as_deref(), &all,
            ))
            (form::select(
                &Field { name: "status", label: &status, ..Field::default() },
                &statuses, filter.status.map(Status::as_str), &all,
            ))
            (part::actions(&[part::submit(&frame.say("register-filter"))]))
        }
    }
}

fn table(frame: &Frame, vocabulary: &Vocabulary, activities: &[Version]) -> Markup {
    let columns = ["number", "name", "department", "status", "complete", "attention"]
        .map(|name| frame.say(&format!("register-column-{name}")));
    let rows: Vec<Vec<Markup>> = activities
        .iter()
        .map(|version| {
            let complete = completeness(&version.entry);
            let found = findings(&version.entry, vocabulary).len();
            let tone = if complete.is_complete() { Tone::Good } else { Tone::Ask };
            vec![
                html! { span class="wb-norm" { (version.id) } },
                part::link(&address(version), &version.entry.name),
                html! { (vocabulary.department(&version.entry.owner)) },
                status_badge(frame, version.status),
                part::badge(tone, &score(frame, complete.score)),
                html! { @if found == 0 { (frame.say("register-attention-none")) } @else { (found) } },
            ]
        })
        .collect();
    let count = Arg::Number(i64::try_from(activities.len()).unwrap_or(i64::MAX));
    let caption = frame.say_with("register-caption", &[("count", count)]);
    part::table(&caption, &columns, &rows)
}

/// `/register/besluiten`: periods that only the daily board can fix (2-13, 6.4-4).
pub(super) fn decisions(frame: &Frame, vocabulary: &Vocabulary, activities: &[Version]) -> Markup {
    let title = frame.say("register-decisions-title");
    let columns =
        ["decision", "name", "department", "why"].map(|name| frame.say(&format!("register-column-{name}")));
    let rows: Vec<Vec<Markup>> = activities
        .iter()
        .flat_map(|version| version.entry.missing_board_decisions().map(move |line| (version, line)))
        .map(|(version, line)| {
            vec![
                html! { (line.result) },
                part::link(&format!("{}#vraag-retention", address(version)), &version.entry.name),
                html! { (vocabulary.department(&version.entry.owner)) },
                html! { (line.note.as_deref().unwrap_or("–")) },
            ]
        })
        .collect();
    let register = frame.say("register-title");
    let crumbs = [("/register", register.as_str())];
    let options = Sheet { title: &title, crumbs: &crumbs, wide: true, ..Sheet::default() };
    sheet(
        frame,
        &options,
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("register-decisions-lead")))
            p class="utrecht-paragraph" {
                (frame.say("register-decisions-norm")) " " (part::norm("2-13")) " " (part::norm("6.4-4")) " "
                (part::norm("6.4-5"))
            }
            @if rows.is_empty() {
                (part::alert(Tone::Good, &frame.say("register-decisions-none"), &html! {}))
            } @else {
                (part::table(&title, &columns, &rows))
            }
        },
    )
}
