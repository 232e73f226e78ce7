//! Rulings to read: what to do, why, and the law.

mod explain;
pub mod pages;
mod view;

pub use pages::pages;
pub(super) use pages::recent;
pub(super) use view::outcome_badge;
