//! Rulings to read: what to do, why, and the law.

mod explain;
pub mod pages;
mod view;

pub(super) use pages::recent;
pub use pages::{pages, sees_all};
pub(super) use view::outcome_badge;
pub use view::outcome_badge_of;
