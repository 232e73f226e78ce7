//! What is on the page: each consent with its steps and what shows its qualities, and the forms.

use ground::{Day, Role};
use maud::{Markup, html};

use super::{Sent, address, forms};
use crate::consents::model::{Consent, Event, Organisation, Standing, Step};
use crate::consents::service::{Ledger, shown_with};
use crate::error::FieldError;
use crate::web::form::{self, show_day, show_moment};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame, Sheet, law_name, role_name, sheet};

pub(super) struct View<'a> {
    pub(super) frame: &'a Frame,
    pub(super) role: Role,
    pub(super) ledger: &'a Ledger,
    pub(super) organisations: &'a [Organisation],
    pub(super) today: Day,
    pub(super) sent: &'a Sent,
    pub(super) errors: &'a [FieldError],
}

impl View<'_> {
    /// The officer reads; who works with the file records.
    pub(super) fn may_write(&self) -> bool {
        matches!(self.role, Role::Employee | Role::DepartmentHead)
    }
}

/// All consents of the person, and the form for another.
pub(super) fn all(view: &View<'_>) -> Markup {
    let (frame, ledger) = (view.frame, view.ledger);
    let title = title(view);
    let columns = ["consents-kinds", "consents-purpose", "consents-receiver", "consents-standing"]
        .map(|key| frame.say(key));
    let rows: Vec<Vec<Markup>> = ledger
        .consents
        .iter()
        .map(|consent| {
            vec![
                html! { span lang="nl" { (part::link(&address(&consent.subject, consent), &kinds(consent))) } },
                html! { (law_name(frame, &consent.coverage.purpose)) },
                html! { (receiver(frame, consent)) },
                badge(frame, consent.standing(view.today)),
            ]
        })
        .collect();
    sheet(
        frame,
        &Sheet { title: &title, mistakes: !view.errors.is_empty(), wide: true, ..Sheet::default() },
        &html! {
            (form::error_summary(frame, view.errors))
            (part::heading(&title))
            (part::lead(&frame.say("consents-lead")))
            @if rows.is_empty() {
                (part::paragraph(&frame.say("consents-none")))
            } @else {
                (part::table(&frame.say("consents-caption"), &columns, &rows))
            }
            @if view.may_write() { (forms::new(view)) }
        },
    )
}

/// One consent: its steps, what shows its qualities, and the form for what can come next.
pub(super) fn one(view: &View<'_>, consent: &Consent) -> Markup {
    let frame = view.frame;
    let standing = consent.standing(view.today);
    let title = frame.say_with("consents-one", &[("kinds", Arg::Text(&kinds(consent)))]);
    let all = self::title(view);
    let back = format!("/toestemmingen/{}", consent.subject);
    let coverage = &consent.coverage;
    let text = frame.say_with(
        "consents-text-version",
        &[
            ("name", Arg::Text(&frame.say(&word("text", consent.text.code.as_str())))),
            ("version", Arg::Number(consent.text.version)),
            ("language", Arg::Text(&consent.text.language)),
        ],
    );
    let rows = vec![
        (frame.say("consents-standing"), badge(frame, standing)),
        (frame.say("consents-purpose"), html! { (law_name(frame, &coverage.purpose)) }),
        (
            frame.say("consents-activity"),
            part::link(&format!("/register/{}", coverage.activity), &coverage.activity),
        ),
        (frame.say("consents-receiver"), html! { (receiver(frame, consent)) }),
        (frame.say("consents-text"), html! { (text) }),
    ];
    sheet(
        frame,
        &Sheet {
            title: &title,
            crumbs: &[(&back, &all)],
            mistakes: !view.errors.is_empty(),
            ..Sheet::default()
        },
        &html! {
            (form::error_summary(frame, view.errors))
            (part::heading(&title))
            (part::data_list(&rows))
            (qualities(frame, consent))
            (steps(frame, consent))
            @if view.may_write() {
                @match standing {
                    Standing::Given => (forms::withdraw(view, consent)),
                    Standing::Asked | Standing::NotObtainable => (forms::answer(view, consent)),
                    _ => {}
                }
            }
        },
    )
}

fn title(view: &View<'_>) -> String {
    let pseudonym = Arg::Text(&view.ledger.subject.pseudonym);
    view.frame.say_with("consents-title", &[("pseudonym", pseudonym)])
}

fn kinds(consent: &Consent) -> String {
    consent.coverage.kinds.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn receiver(frame: &Frame, consent: &Consent) -> String {
    let receiver = consent.coverage.receiver.as_ref();
    receiver.map_or_else(|| frame.say("consents-no-receiver"), |receiver| receiver.name.clone())
}

/// The key of a word of the chapter.
pub(super) fn word(group: &str, code: &str) -> String {
    format!("consents-{group}-{}", code.replace('_', "-"))
}

fn badge(frame: &Frame, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::Given => Tone::Good,
        Standing::Asked => Tone::Ask,
        Standing::Refused | Standing::Withdrawn => Tone::Bad,
        Standing::NotObtainable | Standing::Expired => Tone::Quiet,
    };
    part::badge(tone, &frame.say(&word("standing", standing.as_str())))
}

fn qualities(frame: &Frame, consent: &Consent) -> Markup {
    let Some(yes) = consent.yes() else { return html! {} };
    let columns = ["consents-quality", "consents-evidence", "consents-shown"].map(|key| frame.say(key));
    let rows: Vec<Vec<Markup>> = shown_with(yes)
        .into_iter()
        .map(|(quality, evidence, shown)| {
            let (tone, key) = if shown { (Tone::Good, "consents-yes") } else { (Tone::Bad, "consents-no") };
            vec![
                html! { (frame.say(&word("quality", quality.as_str()))) },
                html! { (frame.say(&word("evidence", evidence.as_str()))) },
                part::badge(tone, &frame.say(key)),
            ]
        })
        .collect();
    part::table(&frame.say("consents-qualities"), &columns, &rows)
}

fn steps(frame: &Frame, consent: &Consent) -> Markup {
    let columns = ["consents-step", "consents-when", "consents-by"].map(|key| frame.say(key));
    let rows: Vec<Vec<Markup>> = consent
        .steps
        .iter()
        .map(|step| {
            vec![
                html! { (step_words(frame, step)) },
                html! { (show_moment(step.at)) },
                html! { (role_name(frame, step.by.role)) " (" code { (step.by.id) } ")" },
            ]
        })
        .collect();
    part::table(&frame.say("consents-steps"), &columns, &rows)
}

fn step_words(frame: &Frame, step: &Step) -> String {
    let mut words = vec![frame.say(&word("standing", step.event.standing().as_str()))];
    match &step.event {
        Event::Given(yes) => {
            words.push(frame.say(&word("giver", yes.giver.as_str())));
            words.push(frame.say(&word("means", yes.means.as_str())));
            if let Some(until) = yes.until {
                words.push(frame.say_with("consents-until-day", &[("day", Arg::Text(&show_day(until)))]));
            }
        }
        Event::Refused(giver) | Event::Withdrawn(giver) => {
            words.push(frame.say(&word("giver", giver.as_str())));
        }
        Event::Asked | Event::NotObtainable | Event::Expired => {}
    }
    words.join(", ")
}
