//! Paragraphs 5, 6.7 and 6.9 (5-19, 6.7-7, 6.9-1; AVG 7): the consent ledger.
//!
//! Who was asked for what, in which words, what they answered and what shows that the answer was free. Each step is added,
//! nothing is overwritten, and a withdrawal stops the next use: `facts` reads the ledger in the transaction of the decision.
//! Whether a consent is valid, and whether it suffices, is for the rules: here stands only what is known.
//!
//! Left out: texts about a person (evidence is a code; the talk itself is in the file), and taking back what was shared.

mod demo;
mod export;
mod model;
pub mod pages;
mod service;
mod store;
mod texts;

#[cfg(test)]
mod tests;

pub use demo::seed_demo;
pub use export::{example, export};
pub use model::{
    Consent, ConsentId, ConsentText, Coverage, Event, Evidence, Giver, Means, Organisation,
    ParseConsentIdError, Quality, Standing, Step, TextCode, Yes,
};
pub use service::{
    Answer, Ledger, Wish, answer, answer_in, ask_in, expire, facts, find, of_own, of_subject, organisations,
    record, shown_with, withdraw, withdraw_in,
};
