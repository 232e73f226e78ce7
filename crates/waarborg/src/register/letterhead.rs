//! A letter about a processing activity: who writes it stands in the register entry, as AVG 13(1)(a) and (b) want it.
//!
//! Not guaranteed: a postal address of the sender or of the person. Neither is kept in clear, so whoever sends the letter
//! writes the address on the envelope.

use ground::Day;
use letter::{Block, Letter, Sender};

use super::model::Entry;
use crate::house::House;
use crate::web::{Arg, Language};

/// What one letter says that others do not.
pub struct Writing {
    /// The language of all of it.
    pub language: Language,
    /// The lines in the window of the envelope.
    pub to: Vec<String>,
    /// The day on it.
    pub date: Day,
    /// Differs between letters.
    pub reference: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub body: Vec<Block>,
}

/// The letter with its head and foot: the name of the body, who decides about the activity, how to reach them and the FG.
pub fn letter_about(house: &House, entry: &Entry, writing: Writing) -> Letter {
    let language = writing.language;
    let with = |key: &str, text: &str| language.say_with(key, &[("text", Arg::Text(text))]);
    Letter {
        language: language.into(),
        sender: Sender {
            name: house.policy().organisation().name,
            address: Vec::new(),
            contact: vec![entry.controller.contact.clone(), with("register-letter-officer", &entry.officer)],
        },
        addressee: writing.to,
        date: writing.date,
        reference: writing.reference,
        subject: writing.subject,
        salutation: language.say("register-letter-salutation"),
        body: writing.body,
        closing: language.say("register-letter-closing"),
        signature: vec![entry.controller.name.clone()],
    }
}
