//! The kit every page is built from: layout, forms, components, languages, errors, security headers.
//!
//! Pages work without JavaScript; there is no script and no inline style anywhere, and the security policy sent
//! with each response would refuse one. Words people read stand in `translations/`, Dutch first.
//!
//! A page is written as: take [`Frame`] (or [`Caller`], for signed-in people) from the request, build the body with the components
//! of [`part`] and [`form`], and return `web::page(&frame, …)`; on failure return [`PageError`].

mod about;
pub mod assets;
mod blocks;
pub mod clock;
pub mod csrf;
mod doors;
mod edge;
mod error;
pub mod form;
mod frame;
mod headers;
mod icon;
mod language;
mod layout;
pub mod part;
mod pdf;
mod readable;
mod store;
pub mod upload;

pub use about::pages;
pub use blocks::{Under, blocks};
pub use doors::{gate, may_enter};
pub use edge::{edge, is_interface};
pub use error::{Failure, PageError};
pub use frame::{Caller, Frame, Person, ResidentCaller, SignedIn, local_path};
pub use headers::headers;
pub use language::{Arg, Language};
pub use layout::{Crumb, Sheet, law_name, page, role_name, sheet};
pub use pdf::pdf;
pub use readable::readable;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
