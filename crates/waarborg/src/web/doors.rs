//! Who may come where, by role and by the beginning of the address. The navigation shows no other links, and the gate
//! turns everyone else away before a form is looked at.
//!
//! Roles only: which file, request or entry someone may see within their part of the house is decided by each chapter, and
//! each chapter still asks for the role itself.

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ground::Role;

use super::error::PageError;
use super::frame::SignedIn;
use crate::error::Error;

/// A part of the house that is not for everyone who signed in.
struct Door {
    /// The address, and all that lie under it.
    path: &'static str,
    /// Who may read there.
    read: &'static [Role],
    /// Who may send a form there.
    write: &'static [Role],
}

const STAFF: &[Role] = &[
    Role::Employee,
    Role::DepartmentHead,
    Role::Officer,
    Role::Archivist,
    Role::DisclosureOfficer,
    Role::Board,
    Role::Administrator,
];
const FILES: &[Role] = &[Role::Employee, Role::DepartmentHead];
const FILES_AND_OFFICER: &[Role] = &[Role::Employee, Role::DepartmentHead, Role::Officer];
const HEAD: &[Role] = &[Role::DepartmentHead];
const WATCHERS: &[Role] = &[Role::DepartmentHead, Role::Officer, Role::Administrator];
const FIGURES: &[Role] = &[Role::DepartmentHead, Role::Officer, Role::Board];
const DOCUMENTS: &[Role] = &[Role::DisclosureOfficer, Role::DepartmentHead];
const DOCUMENTS_AND_OFFICER: &[Role] = &[Role::DisclosureOfficer, Role::DepartmentHead, Role::Officer];
const DISCLOSURE: &[Role] = &[Role::DisclosureOfficer, Role::Board];
const DISCLOSURE_AND_OFFICER: &[Role] = &[Role::DisclosureOfficer, Role::Board, Role::Officer];
const RESIDENT: &[Role] = &[Role::Resident];

/// What is not here is open to all, or decides for itself.
const DOORS: [Door; 15] = [
    Door { path: "/documenten", read: DOCUMENTS_AND_OFFICER, write: DOCUMENTS },
    Door { path: "/dossiers", read: FILES, write: FILES },
    Door { path: "/informeren", read: FILES_AND_OFFICER, write: FILES },
    Door { path: "/instructie", read: STAFF, write: STAFF },
    Door { path: "/journaal", read: STAFF, write: &[] },
    Door { path: "/mag-dit", read: STAFF, write: STAFF },
    Door { path: "/mijn", read: RESIDENT, write: RESIDENT },
    Door { path: "/register/nieuw", read: HEAD, write: HEAD },
    Door { path: "/statistiek", read: FIGURES, write: &[] },
    Door { path: "/toestemmingen", read: FILES_AND_OFFICER, write: FILES },
    Door { path: "/toewijzingen", read: WATCHERS, write: HEAD },
    Door { path: "/uitspraken", read: STAFF, write: &[] },
    Door { path: "/verslagen", read: STAFF, write: STAFF },
    Door { path: "/verzoeken", read: FILES_AND_OFFICER, write: FILES },
    Door { path: "/woo-verzoeken", read: DISCLOSURE_AND_OFFICER, write: DISCLOSURE },
];

/// Whether someone in this role finds an open door at this address.
pub fn may_enter(role: Role, path: &str) -> bool {
    door(path).is_none_or(|door| door.read.contains(&role))
}

fn door(path: &str) -> Option<&'static Door> {
    DOORS.iter().find(|door| {
        path.strip_prefix(door.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Middleware: a role that has no business at an address is told so, whatever they send. Who did not sign in goes on, and is
/// asked who they are. Lies inside `edge`.
pub async fn gate(request: Request, next: Next) -> Response {
    let role = request.extensions().get::<SignedIn>().map(|person| person.actor.role);
    let is_form = request.method() == Method::POST;
    let closed = role.zip(door(request.uri().path())).is_some_and(|(role, door)| {
        let open = if is_form { door.write } else { door.read };
        !open.contains(&role)
    });
    if closed { PageError::from(Error::Forbidden("door")).into_response() } else { next.run(request).await }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_is_for_its_own_address_and_what_lies_under_it() {
        assert!(may_enter(Role::Employee, "/dossiers") && may_enter(Role::Employee, "/dossiers/nieuw"));
        assert!(!may_enter(Role::Resident, "/dossiers/nieuw"));
        assert!(may_enter(Role::Resident, "/dossierskast"), "another address");
        assert!(may_enter(Role::Resident, "/beleid") && may_enter(Role::Board, "/register"));
        assert!(!may_enter(Role::Officer, "/register/nieuw"));
    }

    #[test]
    fn who_may_send_a_form_may_see_it() {
        for door in &DOORS {
            assert!(door.write.iter().all(|role| door.read.contains(role)), "{}", door.path);
        }
    }
}
