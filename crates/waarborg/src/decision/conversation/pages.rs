//! `/mag-dit`: choose a topic, answer, go back, end in a ruling.
//!
//! What was said stays on the server; an address holds no more than the conversation's random id.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use decide::QuestionText;
use maud::Markup;
use serde_json::Value;

use super::answer::{self, Fields, OTHER};
use super::model::{Conversation, MOST_THINGS, Step, Thing};
use super::service::{self, Said, Standing};
use super::topic::topics;
use super::view;
use crate::decision::{self, Ask};
use crate::error::FieldError;
use crate::house::House;
use crate::journal::Context;
use crate::web::{Arg, Caller, Frame, Language, PageError, csrf};

/// `/mag-dit` and below.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/mag-dit", get(choose).post(begin))
        .route("/mag-dit/{id}", get(show).post(receive))
        .route("/mag-dit/{id}/uitspraak", post(end))
}

type Sent = Form<Vec<(String, String)>>;

/// The name of the forms of one conversation, for their tokens.
pub(super) fn form_name(id: &str) -> String {
    format!("mag-dit/{id}")
}

/// The name of the form that ends it; this one can be sent only once.
pub(super) fn end_name(id: &str) -> String {
    format!("mag-dit/{id}/uitspraak")
}

async fn choose(State(house): State<Arc<House>>, caller: Caller) -> Result<Markup, PageError> {
    let all = topics(&house.policy().sources);
    let unfinished = service::unfinished(&house, &caller.actor).await?;
    Ok(view::topics(&caller.frame, &all, &unfinished))
}

async fn begin(
    State(house): State<Arc<House>>,
    caller: Caller,
    Form(sent): Sent,
) -> Result<Response, PageError> {
    let fields = Fields(sent);
    caller.frame.verify("mag-dit", fields.one(csrf::FIELD))?;
    let id = service::begin(&house, &caller.actor, fields.one("onderwerp")).await?;
    Ok(Redirect::to(&format!("/mag-dit/{id}")).into_response())
}

async fn show(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let conversation = service::find(&house, &caller.actor, &id).await?;
    if let Some(ruling) = &conversation.ruling {
        return Ok(to_ruling(ruling));
    }
    let standing = service::standing(&house, conversation)?;
    Ok(render(&house, &caller.frame, &standing, None, &[], None).into_response())
}

/// One form comes in: the first one, an answer, or the wish to change or to stop.
async fn receive(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
    Form(sent): Sent,
) -> Result<Response, PageError> {
    let fields = Fields(sent);
    caller.frame.verify(&form_name(&id), fields.one(csrf::FIELD))?;
    let conversation = service::find(&house, &caller.actor, &id).await?;
    if let Some(ruling) = &conversation.ruling {
        return Ok(to_ruling(ruling));
    }
    let back = || Redirect::to(&format!("/mag-dit/{id}")).into_response();
    if !fields.one("stop").is_empty() {
        service::forget(&house, &caller.actor, &id).await?;
        return Ok(Redirect::to("/mag-dit").into_response());
    }
    if let change @ ("eerste" | "vraag") = fields.one("wijzig").split(':').next().unwrap_or_default() {
        let mut changed = conversation;
        wish(&mut changed, change, fields.one("wijzig"));
        service::keep(&house, changed).await?;
        return Ok(back());
    }
    let mut said = service::said(&house, conversation)?;
    let errors = match fields.one("stap") {
        "eerste" => first_form(&house, &mut said, &fields),
        _ => one_answer(&house, &mut said, &fields),
    };
    if !errors.is_empty() {
        let asked = Some(fields.one("stap")).filter(|path| *path != "eerste");
        let standing = service::standing(&house, said.conversation)?;
        let page = render(&house, &caller.frame, &standing, asked, &errors, Some(&fields));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    service::keep(&house, said.conversation).await?;
    Ok(back())
}

/// Ends in a ruling: recorded, journalled, and then shown at an address of its own.
async fn end(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
    Form(sent): Sent,
) -> Result<Response, PageError> {
    let fields = Fields(sent);
    let verified = caller.frame.verify(&end_name(&id), fields.one(csrf::FIELD))?;
    let conversation = service::find(&house, &caller.actor, &id).await?;
    if let Some(ruling) = &conversation.ruling {
        return Ok(to_ruling(ruling));
    }
    let standing = service::standing(&house, conversation)?;
    // A form sent twice at once is stopped here, before there are two rulings.
    house.db.write("conversation.spend_form", move |tx| csrf::spend(tx, &verified)).await?;
    let ask = Ask { facts: standing.conversation.state.facts(&standing.topic), ..Ask::default() };
    let recorded = decision::decide(&house, &Context::begin(&house, caller.actor.clone()), ask).await?;
    service::close(&house, &id, &recorded.ruling_id).await?;
    Ok(to_ruling(&recorded.ruling_id))
}

fn to_ruling(ruling: &str) -> Response {
    Redirect::to(&format!("/uitspraken/{ruling}")).into_response()
}

fn wish(conversation: &mut Conversation, what: &str, whole: &str) {
    let state = &mut conversation.state;
    if what == "eerste" {
        state.begun = false;
        state.changing = None;
    } else if let Some(path) = whole.strip_prefix("vraag:").filter(|path| state.answer(path).is_some()) {
        state.changing = Some(path.to_owned());
    }
}

/// The page of the present step; of the question `asked`, when its answer came back with mistakes.
fn render(
    house: &House,
    frame: &Frame,
    standing: &Standing,
    asked: Option<&str>,
    errors: &[FieldError],
    fields: Option<&Fields>,
) -> Markup {
    if let Some(path) = asked {
        return view::question(house, frame, standing, path, errors, fields);
    }
    match standing.conversation.state.step(&standing.ruling) {
        Step::First => view::first(house, frame, standing, errors, fields),
        Step::Ask(path) => view::question(house, frame, standing, &path, errors, fields),
        Step::Check => view::check(house, frame, standing),
    }
}

/// Reads the first form. A press on "one more" or "take away" changes the list of things and nothing else.
fn first_form(house: &House, said: &mut Said, fields: &Fields) -> Vec<FieldError> {
    let Said { conversation, topic } = said;
    let state = &mut conversation.state;
    let mut errors = Vec::new();
    let busy = !fields.one("erbij").is_empty() || !fields.one("weg").is_empty();
    if let Some(kind) = topic.things() {
        let mut things = read_things(fields, topic.fixed_category());
        if let Ok(away) = fields.one("weg").parse::<usize>()
            && away < things.len()
            && things.len() > 1
        {
            things.remove(away);
        }
        if !fields.one("erbij").is_empty() && things.len() < MOST_THINGS {
            let category = topic.fixed_category().unwrap_or_default().to_owned();
            things.push(Thing { category, name: String::new() });
        }
        if !busy {
            let known = choices_of(house.policy().rulebook.question(&kind.category()).as_ref());
            for (at, thing) in things.iter().enumerate() {
                if !known.contains(&thing.category) {
                    errors.push(mistake(&format!("dingen[{at}].soort"), "answer-choose-thing"));
                }
                if thing.name.chars().count() > 60 || thing.name.chars().any(char::is_control) {
                    errors.push(mistake(&format!("dingen[{at}].naam"), "answer-text-long"));
                }
            }
        }
        if errors.is_empty() {
            state.set_things(kind, things);
        }
    }
    let paths: Vec<String> = topic.first_facts().map(str::to_owned).collect();
    for path in &paths {
        let Some(question) = house.policy().rulebook.question(path) else { continue };
        if fields.one(path) == OTHER {
            // "Something else" is asked on a page of its own.
            said.conversation.state.answers.retain(|answer| answer.path != *path);
            continue;
        }
        match answer::read(&question, path, fields) {
            Ok(value) => {
                if let Some(error) = take(house, said, path, value) {
                    errors.push(error);
                }
            }
            Err(_) if busy => {}
            Err(why) => errors.push(mistake_in(&question, path, why)),
        }
    }
    said.conversation.state.begun = !busy && errors.is_empty();
    errors
}

fn one_answer(house: &House, said: &mut Said, fields: &Fields) -> Vec<FieldError> {
    let path = fields.one("stap").to_owned();
    let Some(question) =
        house.policy().rulebook.question(&path).filter(|_| said.conversation.state.speaks_of(&path))
    else {
        // The thing is gone since the page was made: show what is asked now.
        return Vec::new();
    };
    let unknown = !fields.one("weet-niet").is_empty();
    match if unknown { Ok(Value::Null) } else { answer::read(&question, &path, fields) } {
        Ok(value) => take(house, said, &path, value).into_iter().collect(),
        Err(why) => vec![mistake(&path, why)],
    }
}

/// Takes an answer in, unless the facts would not parse with it.
fn take(house: &House, said: &mut Said, path: &str, value: Value) -> Option<FieldError> {
    let mut next = said.conversation.state.clone();
    next.set(path, value);
    next.changing = None;
    if let Some((message_nl, message)) = service::objection(house, &next.facts(&said.topic), path) {
        return Some(FieldError { path: path.to_owned(), message, message_nl });
    }
    said.conversation.state = next;
    None
}

fn read_things(fields: &Fields, fixed: Option<&str>) -> Vec<Thing> {
    let mut things = Vec::new();
    for at in 0..MOST_THINGS {
        let (kind, name) = (format!("dingen[{at}].soort"), format!("dingen[{at}].naam"));
        if !fields.0.iter().any(|(key, _)| *key == kind || *key == name) {
            break;
        }
        let category = fixed.unwrap_or(fields.one(&kind)).to_owned();
        things.push(Thing { category, name: fields.one(&name).to_owned() });
    }
    if things.is_empty() {
        things.push(Thing { category: fixed.unwrap_or_default().to_owned(), name: String::new() });
    }
    things
}

fn choices_of(question: Option<&QuestionText>) -> Vec<String> {
    match question.map(|question| &question.kind) {
        Some(decide::AnswerKind::Choice(choices)) => {
            choices.iter().map(|choice| choice.value.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// On a form with several questions the message says which one it is about.
fn mistake_in(question: &QuestionText, path: &str, key: &str) -> FieldError {
    let say = |language: Language, text: &str| {
        language.say_with(
            "answer-at",
            &[("mistake", Arg::Text(&language.say(key))), ("question", Arg::Text(text))],
        )
    };
    FieldError {
        path: path.to_owned(),
        message: say(Language::English, &question.en),
        message_nl: say(Language::Dutch, &question.nl),
    }
}

fn mistake(path: &str, key: &str) -> FieldError {
    FieldError {
        path: path.to_owned(),
        message: Language::English.say(key),
        message_nl: Language::Dutch.say(key),
    }
}
