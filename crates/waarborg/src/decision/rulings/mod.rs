//! Rulings to read: what to do, why, and the law.

mod explain;
mod open;
pub mod pages;
mod view;

pub use open::{Openable, openable, sees_all};
pub use pages::pages;
pub(super) use pages::recent;
pub(super) use view::outcome_badge;
pub use view::outcome_badge_of;
