//! Paragraph 6.8: minutes of meetings, in which nobody may be recognised.

mod question;

pub use question::questions;
