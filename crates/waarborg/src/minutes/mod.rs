//! Paragraph 6.8: minutes of meetings, in which nobody may be recognised. They are looked through, the policy judges what was
//! found, and as long as somebody can be recognised they are neither archived nor sent.
//!
//! What they say is sealed (`contents`), and opened for who brought them in, or for everyone once nobody can be recognised
//! (decision 0018). Left out: sending itself, and destroying them when their term ends (6.4, retention).

mod contents;
mod demo;
mod model;
pub mod pages;
mod question;
mod service;
mod store;

#[cfg(test)]
mod tests;

pub use contents::{Contents, rotate};
pub use demo::seed_demo;
pub use model::{Filed, Filing, Minutes, MinutesId, SortRuling, Stage, Version};
pub use question::questions;
pub use service::{
    NewMinutes, View, again, check, download, file, list, look_at_pictures, may_bring, strip, view,
};
