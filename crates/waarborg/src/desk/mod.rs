//! Paragraph 6.5: who is asking. People sign in, other systems bring a token; both become an actor for the journal.
//!
//! Who works here has an account, made at the command line: it signs in with a password and a code, or at an identity
//! provider. A resident signs in at a provider and is known by a keyed hash only. In the demo one signs in by choosing a
//! fictional person. Here too: who is charged with which law and file, and who was instructed and promised secrecy.
//!
//! Left out: what may be done with a file (`decision`), and accounts for other bodies by federation.

mod account;
pub mod api;
mod charge;
mod client;
mod demo;
mod local;
mod model;
mod oidc;
pub mod pages;
mod password;
mod session;
mod store;
mod totp;

#[cfg(test)]
mod tests;

pub use account::{
    INSTRUCTION, NewAccount, accounts, acknowledge, create_account, department, disable_account, invite,
    name_of, names_of, role, rotate_accounts,
};
pub use api::ApiClient;
pub use charge::{LAWS, assign, assign_until, assigned_files, assignments, charge, laws, unassign};
pub use client::{authenticate, create, list, revoke};
pub use demo::{ensure as ensure_demo, people as demo_people};
pub use model::{
    Account, AccountKind, Assignment, Charge, Client, ParseScopeError, Person, Resident, Scope, Session,
};
pub use session::{sessions_of, sign_in, sign_out, sign_out_everywhere, who};
