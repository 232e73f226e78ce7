//! `/`: the way to the question first, then what belongs to the role.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ground::Role;
use maud::{Markup, html};

use crate::decision::rulings;
use crate::house::House;
use crate::journal::{self, Context};
use crate::web::part::{self, Icon};
use crate::web::{Arg, Frame, PageError, Person, Sheet, SignedIn, sheet};

/// `/`
pub fn pages() -> Router<Arc<House>> {
    Router::new().route("/", get(start))
}

async fn start(
    State(house): State<Arc<House>>,
    frame: Frame,
    signed_in: Option<axum::Extension<SignedIn>>,
) -> Result<Response, PageError> {
    let (Some(axum::Extension(signed_in)), Some(person)) = (signed_in, frame.person.clone()) else {
        return Ok(welcome(&frame).into_response());
    };
    if signed_in.resident.is_some() {
        return Ok(home(&frame, &person, &html! {}).into_response());
    }
    let rows =
        journal::list_rulings(&house, &Context::begin(&house, signed_in.actor.clone()), None, 100).await?;
    let recent = rulings::recent(&house, &frame, &signed_in.actor, &rows);
    Ok(home(&frame, &person, &recent).into_response())
}

fn welcome(frame: &Frame) -> Markup {
    let title = frame.say("start-welcome-title");
    sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            div class="wb-hero" {
                (part::heading(&title))
                (part::lead(&frame.say("start-welcome-lead")))
                (part::actions(&[
                    part::link_button("/aanmelden", &frame.say("start-welcome-sign-in")),
                    part::link_button_second("/informatie", &frame.say("start-welcome-information")),
                    part::link_button_second("/beleid", &frame.say("start-welcome-policy")),
                ]))
            }
            ul class="wb-cards" {
                @for (icon, name) in [(Icon::Bubble, "ask"), (Icon::Scale, "why"), (Icon::Lock, "proof")] {
                    li class="wb-card" {
                        span class="wb-card__icon" { (part::icon(icon)) }
                        h2 class="wb-card__title" { (frame.say(&format!("start-promise-{name}-title"))) }
                        p class="wb-card__text" { (frame.say(&format!("start-promise-{name}-text"))) }
                    }
                }
            }
        },
    )
}

/// One way in: address, drawing and the name of the words.
type Way = (&'static str, Icon, &'static str);

/// Where each role goes most.
fn doors(role: Role) -> &'static [Way] {
    const FILES: Way = ("/dossiers", Icon::Archive, "files");
    const NOTICES: Way = ("/informeren", Icon::Info, "notices");
    const REQUESTS: Way = ("/verzoeken", Icon::Inbox, "requests");
    const DOCUMENTS: Way = ("/documenten", Icon::Document, "documents");
    const PUBLIC: Way = ("/woo-verzoeken", Icon::Inbox, "public");
    const MINUTES: Way = ("/verslagen", Icon::Checklist, "minutes");
    const ASSIGNMENTS: Way = ("/toewijzingen", Icon::People, "assignments");
    const RULINGS: Way = ("/uitspraken", Icon::List, "rulings");
    const REGISTER: Way = ("/register", Icon::Book, "register");
    const POLICY: Way = ("/beleid", Icon::Scale, "policy");
    const JOURNAL: Way = ("/journaal", Icon::Lock, "journal");
    const MINE: Way = ("/mijn", Icon::Person, "mine");
    const ASK: Way = ("/mijn/verzoek", Icon::Pencil, "ask");
    const INFORMATION: Way = ("/informatie", Icon::Info, "information");
    match role {
        Role::Employee => &[FILES, NOTICES, REQUESTS, MINUTES, RULINGS, REGISTER, POLICY],
        Role::DepartmentHead => &[ASSIGNMENTS, REQUESTS, NOTICES, FILES, REGISTER, RULINGS],
        Role::Officer => &[REQUESTS, NOTICES, RULINGS, REGISTER, JOURNAL, ASSIGNMENTS],
        Role::DisclosureOfficer => &[PUBLIC, DOCUMENTS, RULINGS, POLICY, REGISTER],
        Role::Archivist => &[MINUTES, RULINGS, POLICY, REGISTER],
        Role::Board => &[PUBLIC, MINUTES, RULINGS, POLICY, REGISTER],
        Role::Resident => &[MINE, ASK, INFORMATION, POLICY],
        Role::Administrator | Role::System | Role::Operator => &[ASSIGNMENTS, JOURNAL, POLICY, REGISTER],
    }
}

fn home(frame: &Frame, person: &Person, recent: &Markup) -> Markup {
    let title = frame.say("nav-start");
    let first_name = person.name.split(' ').next().unwrap_or(&person.name);
    // Of a resident no name is kept.
    let hello = match person.role {
        Role::Resident => frame.say("start-hello-resident"),
        _ => frame.say_with("start-hello", &[("name", Arg::Text(first_name))]),
    };
    sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            div class="wb-hero" {
                h1 class="utrecht-heading-1" { (hello) }
                (part::lead(&frame.say(&format!("start-role-{}", person.role.as_str().replace('_', "-")))))
                @if person.role == Role::Resident {
                    (part::actions(&[part::link_button("/mijn", &frame.say("start-mine"))]))
                } @else {
                    (part::actions(&[part::link_button("/mag-dit", &frame.say("start-ask"))]))
                }
            }
            section class="wb-section" aria-labelledby="deuren" {
                h2 class="utrecht-heading-2" id="deuren" { (frame.say("start-doors")) }
                ul class="wb-cards" {
                    @for (href, icon, name) in doors(person.role) {
                        li class="wb-card" {
                            span class="wb-card__icon" { (part::icon(*icon)) }
                            h3 class="wb-card__title" {
                                a class="wb-card__link" href=(href) { (frame.say(&format!("start-door-{name}-title"))) }
                            }
                            p class="wb-card__text" { (frame.say(&format!("start-door-{name}-text"))) }
                        }
                    }
                }
            }
            (recent)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::may_enter;

    #[test]
    fn nobody_is_shown_a_door_that_is_closed_to_them() {
        for role in Role::ALL.into_iter().filter(|role| !matches!(role, Role::System | Role::Operator)) {
            for (href, ..) in doors(role) {
                assert!(may_enter(role, href), "{role:?} {href}");
            }
        }
    }
}
