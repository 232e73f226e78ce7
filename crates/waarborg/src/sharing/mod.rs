//! Paragraphs 6.5, 6.7 and 6.9: giving what is in a file to another department or body.
//!
//! The policy is asked as for any act; what is given is written down item by item, so that a person can see who received
//! what, and a correction can follow it (AVG 15, 19). Left out: sending. What was permitted is shown once, to be handed
//! over by word of mouth or by a secure way of the asker's own.

mod model;
pub mod pages;
mod service;
mod store;

#[cfg(test)]
mod tests;

pub use model::{Delivery, Disclosure, DisclosureId, Medium};
pub use service::{Handover, Shared, disclosures_about, disclosures_of, recipient_told, share};
