//! The list of duties and the page of one, with the forms for what can be done. No names: file number and pseudonym.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Day, Role};
use maud::{Markup, html};

use crate::api::Trace;
use crate::desk::{self, Account};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::notices::model::{
    Channel, CollectionId, DeferReason, Duty, Element, NoticeDeed, NoticeStep, Script, Waiver,
};
use crate::notices::service::{self, Waiting};
use crate::register::{self, Refusal};
use crate::web::form::{self, Choice, Field, error_of, read_day, show_day, show_moment};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, csrf, pdf, role_name, sheet};

type Sent = Vec<(String, String)>;

/// Nearly due: within a week.
const SOON: i64 = 7;

fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

fn values<'a>(sent: &'a Sent, name: &str) -> Vec<&'a str> {
    sent.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

pub(super) async fn all(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
) -> Result<Markup, PageError> {
    let frame = &caller.frame;
    let found = service::overview(&house, &Context::within(trace, caller.actor.clone())).await?;
    let today = house.clock.now().day();
    let title = frame.say("notices-title");
    let columns = ["file", "person", "activity", "source", "due", "state"]
        .map(|name| frame.say(&format!("notices-column-{name}")));
    let rows: Vec<Vec<Markup>> = found
        .iter()
        .map(|waiting| {
            let collection = &waiting.case.collection;
            vec![
                part::link(&address(&collection.id), &waiting.number),
                html! { (waiting.pseudonym) },
                part::link(&format!("/informatie/{}", collection.activity), &collection.activity),
                html! { span lang="nl" { (collection.source) } },
                html! { (show_day(waiting.case.due(today))) },
                badge(frame, &waiting.duty, today),
            ]
        })
        .collect();
    Ok(sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("notices-lead")))
            @if rows.is_empty() {
                (part::paragraph(&frame.say("notices-none")))
            } @else {
                (part::table(&frame.say("notices-caption"), &columns, &rows))
            }
        },
    ))
}

fn address(id: &CollectionId) -> String {
    format!("/informeren/{}", id.as_str())
}

fn form_name(id: &CollectionId, step: &str) -> String {
    format!("informeren-{}-{step}", id.as_str())
}

fn badge(frame: &Frame, duty: &Duty, today: Day) -> Markup {
    let tone = match duty {
        Duty::Overdue { .. } => Tone::Bad,
        Duty::Open { by } if *by <= today.plus_days(SOON) => Tone::Ask,
        Duty::Open { .. } | Duty::Met { late: true, .. } => Tone::Care,
        Duty::Met { .. } => Tone::Good,
        Duty::Exempt { missing } if missing.is_empty() => Tone::Good,
        Duty::Exempt { .. } => Tone::Ask,
        Duty::Deferred { .. } | Duty::None => Tone::Quiet,
    };
    part::badge(tone, &frame.say(&format!("notices-duty-{}", duty.as_str())))
}

/// What went wrong with a form, and what was in it.
#[derive(Default)]
struct Trouble {
    errors: Vec<FieldError>,
    refusal: Option<Refusal>,
    sent: Sent,
}

pub(super) async fn one(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    show(&house, &caller, trace, read_id(&id)?, &Trouble::default()).await
}

fn read_id(text: &str) -> Result<CollectionId, PageError> {
    text.parse().map_err(|_| PageError::not_found("collection"))
}

async fn show(
    house: &House,
    caller: &Caller,
    trace: Trace,
    id: CollectionId,
    trouble: &Trouble,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let waiting = service::find(house, &context, id).await?;
    let activity = waiting.case.collection.activity.clone();
    let version = register::find(house, activity).await?.number;
    let view = View {
        frame: &caller.frame,
        may_write: matches!(caller.actor.role, Role::Employee | Role::DepartmentHead),
        actor: &caller.actor.id,
        today: house.clock.now().day(),
        waiting: &waiting,
        version,
        colleagues: &desk::accounts(house).await?,
        trouble,
    };
    Ok(page(&view))
}

/// The notice for this person as a letter, for whoever sends it; that it was sent is recorded with the form.
pub(super) async fn letter(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let waiting = service::find(&house, &context, read_id(&id)?).await?;
    let frame = &caller.frame;
    let activity = waiting.case.collection.activity.clone();
    let (version, notice) = super::public::find(&house, activity, frame.language).await?;
    let to = vec![frame.say("register-letter-to"), waiting.pseudonym.clone()];
    let today = house.clock.now().day();
    let letter = notice.letter(&house, &version.entry, to, &waiting.number, today);
    pdf(letter, &format!("{}-{}", waiting.number, notice.activity)).await
}

pub(super) async fn step(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id = read_id(&id)?;
    let context = Context::within(trace, caller.actor.clone());
    let step = value(&sent, "stap").to_owned();
    let form = caller.frame.verify(&form_name(&id, &step), value(&sent, csrf::FIELD))?;
    let done = match read_deed(&step, &sent) {
        Ok(deed) => service::act(&house, &context, id.clone(), deed, Some(form)).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    let trouble = match done {
        Ok(Ok(_)) => return Ok(Redirect::to(&address(&id)).into_response()),
        Ok(Err(refusal)) => Trouble { refusal: Some(refusal), sent, ..Trouble::default() },
        Err(Error::Invalid(errors)) => Trouble { errors, sent, ..Trouble::default() },
        Err(error) => return Err(error.into()),
    };
    let page = show(&house, &caller, trace, id, &trouble).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What someone filled in; all mistakes at once.
fn read_deed(step: &str, sent: &Sent) -> Result<NoticeDeed, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut day = |name: &str| {
        let day = read_day(value(sent, name));
        if day.is_none() {
            errors.push(FieldError::new(name, "is not a day", "Vul een datum in, zoals 16-11-2026."));
        }
        day
    };
    let choose = |name: &str| FieldError::new(name, "choose one", "Kies een van de antwoorden.");
    let deed = match step {
        "verteld" => {
            let on = day("dag");
            let channel = Channel::of(value(sent, "kanaal"));
            if channel.is_none() {
                errors.push(choose("kanaal"));
            }
            let teller = Some(value(sent, "verteller")).filter(|text| !text.is_empty());
            let oral = teller.map(str::to_owned).zip(Script::of(value(sent, "script")));
            let oral = oral.filter(|_| channel == Some(Channel::Oral));
            let version = number(sent, "versie", &mut errors);
            match (on, channel, version) {
                (Some(on), Some(channel), Some(version)) => {
                    Some(NoticeDeed::Told { on, channel, oral, version })
                }
                _ => None,
            }
        }
        "bekend" => {
            let on = day("sinds");
            let version = number(sent, "bericht-versie", &mut errors);
            let elements = values(sent, "weet").into_iter().filter_map(Element::of).collect();
            let notice = value(sent, "bericht").to_owned();
            on.zip(version).map(|(on, version)| NoticeDeed::Known { on, notice, version, elements })
        }
        "wet" => {
            let waiver = Waiver::of(value(sent, "bepaling"));
            if waiver.is_none() {
                errors.push(choose("bepaling"));
            }
            waiver.map(NoticeDeed::Waived)
        }
        "uitstel" => {
            let until = day("tot");
            let reason = DeferReason::of(value(sent, "reden"));
            if reason.is_none() {
                errors.push(choose("reden"));
            }
            // 6.3-5: no waiting without need, and none that weighs heavier than what it is for.
            if values(sent, "afweging").len() < 2 {
                let nl = "Uitstel mag alleen als het nodig is en in verhouding staat.";
                errors.push(FieldError::new("afweging", "both have to hold", nl));
            }
            let reviewer = value(sent, "beoordelaar").to_owned();
            until.zip(reason).map(|(until, reason)| NoticeDeed::Deferred { reason, until, reviewer })
        }
        _ => None,
    };
    deed.filter(|_| errors.is_empty()).ok_or(errors)
}

fn number(sent: &Sent, name: &str, errors: &mut Vec<FieldError>) -> Option<i64> {
    let number = value(sent, name).parse().ok();
    if number.is_none() {
        errors.push(FieldError::new(name, "is not a number", "Vul een getal in."));
    }
    number
}

struct View<'a> {
    frame: &'a Frame,
    may_write: bool,
    actor: &'a str,
    today: Day,
    waiting: &'a Waiting,
    /// The newest version of the register entry.
    version: i64,
    /// Who can look again at a delay.
    colleagues: &'a [Account],
    trouble: &'a Trouble,
}

fn page(view: &View<'_>) -> Markup {
    let (frame, waiting) = (view.frame, view.waiting);
    let title = frame.say_with("notices-one", &[("number", Arg::Text(&waiting.number))]);
    let all = frame.say("notices-title");
    let mistakes = !view.trouble.errors.is_empty();
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/informeren", &all)], mistakes, ..Sheet::default() },
        &html! {
            (form::error_summary(frame, &view.trouble.errors))
            @if let Some(refusal) = &view.trouble.refusal {
                (part::alert(Tone::Bad, &frame.say("notices-refused"), &html! {
                    p { (frame.language.pick(refusal.message_nl, refusal.message)) " " (part::norm(refusal.norm)) }
                }))
            }
            (part::heading(&title))
            (facts(view))
            p class="utrecht-paragraph wb-no-print" {
                (part::link(&format!("{}/brief", address(&waiting.case.collection.id)), &frame.say("letter-download")))
            }
            (steps(view))
            @if view.may_write && !matches!(waiting.duty, Duty::Met { .. }) {
                (told(view))
                h2 class="utrecht-heading-2" { (frame.say("notices-else")) }
                (folded(view, "bekend", &known(view)))
                (folded(view, "wet", &waived(view)))
                (folded(view, "uitstel", &deferred(view)))
            }
        },
    )
}

fn facts(view: &View<'_>) -> Markup {
    let (frame, waiting) = (view.frame, view.waiting);
    let collection = &waiting.case.collection;
    let deadlines = collection.deadlines(waiting.case.disclosed());
    let later = || frame.say("notices-at-disclosure");
    let row = |key: &str, words: Markup| (frame.say(&format!("notices-{key}")), words);
    let text = |words: String| html! { (words) };
    let mut rows = vec![
        row("column-state", badge(frame, &waiting.duty, view.today)),
        row("column-person", text(waiting.pseudonym.clone())),
        row(
            "column-activity",
            part::link(&format!("/informatie/{}", collection.activity), &collection.activity),
        ),
        row("from", text(frame.say(&format!("notices-from-{}", collection.from.as_str())))),
        row("column-source", html! { span lang="nl" { (collection.source) } }),
        row("obtained", text(show_day(collection.obtained))),
        row("recorded", text(show_day(collection.recorded))),
        row("deadline-policy", text(deadlines.policy.map_or_else(later, show_day))),
        row("deadline-avg", text(show_day(deadlines.avg))),
        row("deadline-binding", text(show_day(deadlines.binding))),
    ];
    if let Duty::Exempt { missing } = &waiting.duty
        && !missing.is_empty()
    {
        let words: Vec<String> =
            missing.iter().map(|it| frame.say(&format!("notices-element-{}", it.as_str()))).collect();
        rows.push(row("missing", text(words.join(", "))));
    }
    part::data_list(&rows)
}

fn steps(view: &View<'_>) -> Markup {
    let frame = view.frame;
    let columns = ["what", "when", "by"].map(|name| frame.say(&format!("notices-column-{name}")));
    let rows: Vec<Vec<Markup>> = view
        .waiting
        .case
        .steps
        .iter()
        .map(|step| {
            vec![
                html! { (deed_words(frame, step)) },
                html! { (show_moment(step.at)) },
                html! { (role_name(frame, step.by.role)) " (" code { (step.by.id) } ")" },
            ]
        })
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    part::table(&frame.say("notices-steps"), &columns, &rows)
}

fn deed_words(frame: &Frame, step: &NoticeStep) -> String {
    let day = |key: &str, day: Day| {
        frame.say_with(&format!("notices-did-{key}"), &[("day", Arg::Text(&show_day(day)))])
    };
    match &step.deed {
        NoticeDeed::Told { on, channel, .. } => {
            format!("{}, {}", day("told", *on), frame.say(&word("channel", channel.as_str())))
        }
        NoticeDeed::Known { on, notice, .. } => format!("{} ({notice})", day("known", *on)),
        NoticeDeed::Waived(waiver) => {
            format!("{} ({})", frame.say(&word("waiver", waiver.as_str())), waiver.provision())
        }
        NoticeDeed::Deferred { until, reason, .. } => {
            format!("{}, {}", day("deferred", *until), frame.say(&word("reason", reason.as_str())))
        }
        NoticeDeed::Disclosed(on) => day("disclosed", *on),
    }
}

fn word(group: &str, code: &str) -> String {
    format!("notices-{group}-{}", code.replace('_', "-"))
}

/// A form of the page: `step` is its name, also in what is sent.
fn frame_form(view: &View<'_>, step: &str, fields: &Markup) -> Markup {
    let frame = view.frame;
    let id = &view.waiting.case.collection.id;
    html! {
        (part::paragraph(&frame.say(&format!("notices-form-{step}-hint"))))
        form method="post" action=(address(id)) novalidate {
            (form::token(frame, &form_name(id, step)))
            (form::hidden("stap", step))
            (fields)
            (part::actions(&[part::submit(&frame.say(&format!("notices-form-{step}-button")))]))
        }
    }
}

/// What is seldom needed is folded away; open when it came back with mistakes.
fn folded(view: &View<'_>, step: &str, form: &Markup) -> Markup {
    let came_back = value(&view.trouble.sent, "stap") == step;
    html! {
        details class="wb-more wb-no-print" open[came_back] {
            summary { (view.frame.say(&format!("notices-form-{step}"))) }
            div { (form) }
        }
    }
}

fn told(view: &View<'_>) -> Markup {
    let version = view.version.to_string();
    let fields = html! {
        (line(view, "dag", &show_day(view.today), true))
        (radios(view, "kanaal", "channel", Channel::ALL.iter().map(|it| it.as_str())))
        (line(view, "verteller", view.actor, false))
        (choices(view, "script", "script", false, Script::ALL.iter().map(|it| it.as_str())))
        (line(view, "versie", &version, true))
    };
    html! {
        section class="wb-section wb-no-print" aria-labelledby="stap-verteld" {
            h2 class="utrecht-heading-2" id="stap-verteld" { (view.frame.say("notices-form-verteld")) }
            (frame_form(view, "verteld", &fields))
        }
    }
}

fn known(view: &View<'_>) -> Markup {
    let asked = view.waiting.case.asked();
    let choices: Vec<Choice> = words(view.frame, "element", asked.iter().map(|it| it.as_str()));
    let label = view.frame.say("notices-field-weet");
    let version = view.version.to_string();
    frame_form(
        view,
        "bekend",
        &html! {
            (line(view, "sinds", "", true))
            (line(view, "bericht", &view.waiting.case.collection.activity, true))
            (line(view, "bericht-versie", &version, true))
            (form::checkboxes(&named(view, "weet", &label, true), &choices, &values(&view.trouble.sent, "weet")))
        },
    )
}

fn waived(view: &View<'_>) -> Markup {
    let fields = radios(view, "bepaling", "waiver", Waiver::ALL.iter().map(|it| it.as_str()));
    frame_form(view, "wet", &fields)
}

fn deferred(view: &View<'_>) -> Markup {
    let reviewers: Vec<Choice> = view
        .colleagues
        .iter()
        .filter(|it| {
            matches!(it.role, Role::Officer | Role::DepartmentHead) && it.id != view.actor && it.active
        })
        .map(|it| {
            let words = format!("{} ({})", it.name.expose(), role_name(view.frame, it.role));
            Choice::new(&it.id, words)
        })
        .collect();
    let weighing = words(view.frame, "weighing", ["necessary", "proportionate"].into_iter());
    let labels = ["afweging", "beoordelaar"].map(|name| view.frame.say(&format!("notices-field-{name}")));
    let [weigh, review] = &labels;
    let sent = &view.trouble.sent;
    frame_form(
        view,
        "uitstel",
        &html! {
            (radios(view, "reden", "reason", DeferReason::ALL.iter().map(|it| it.as_str())))
            (form::checkboxes(&named(view, "afweging", weigh, true), &weighing, &values(sent, "afweging")))
            (line(view, "tot", "", true))
            (form::select(
                &named(view, "beoordelaar", review, true),
                &reviewers,
                Some(value(sent, "beoordelaar")),
                &view.frame.say("notices-choose"),
            ))
        },
    )
}

fn words<'a>(frame: &Frame, group: &str, codes: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    codes.map(|code| Choice::new(code, frame.say(&word(group, code)))).collect()
}

fn named<'a>(view: &'a View<'_>, name: &'a str, label: &'a str, required: bool) -> Field<'a> {
    let error = error_of(view.frame, &view.trouble.errors, name);
    Field { name, label, error, required, ..Field::default() }
}

/// A line, with what was sent or else what it begins with.
fn line(view: &View<'_>, name: &str, start: &str, required: bool) -> Markup {
    let label = view.frame.say(&format!("notices-field-{name}"));
    let sent = view.trouble.sent.iter().find(|(key, _)| key == name);
    let value = sent.map_or(start, |(_, value)| value.as_str());
    form::text(&named(view, name, &label, required), value, "text")
}

fn radios<'a>(view: &View<'_>, name: &str, group: &str, codes: impl Iterator<Item = &'a str>) -> Markup {
    choices(view, name, group, true, codes)
}

fn choices<'a>(
    view: &View<'_>,
    name: &str,
    group: &str,
    required: bool,
    codes: impl Iterator<Item = &'a str>,
) -> Markup {
    let label = view.frame.say(&format!("notices-field-{name}"));
    let chosen = Some(value(&view.trouble.sent, name)).filter(|chosen| !chosen.is_empty());
    form::radios(&named(view, name, &label, required), &words(view.frame, group, codes), chosen)
}
