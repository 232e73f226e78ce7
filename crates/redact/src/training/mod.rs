//! What the commands need that make the lists and the model, and that measure. Not for use in a program.

mod learn;
mod marked;

pub use crate::lists::{Flags, build as build_lists};
pub use learn::{Chance, Lesson, learn};
pub use marked::{Marked, Part, marked, marked_as, part};
