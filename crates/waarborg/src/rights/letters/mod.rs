//! What WIL writes about a request: the decision, and the answer to access. As blocks, which a page shows and a letter is set
//! from, so that both say the same.

mod answer;
mod decision;

pub use answer::{answer_blocks, answer_letter};
pub use decision::{decision, decision_letter, objection_until, resting_on};

use crate::web::Language;

/// What stands in the window: no name, for that would take opening it. Whoever sends it looks the address up.
fn addressee(language: Language, pseudonym: &str) -> Vec<String> {
    vec![language.say("register-letter-to"), pseudonym.to_owned()]
}
