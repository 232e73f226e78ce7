//! What was given to whom.

use ground::Instant;

use crate::decision::Receiver;
use crate::records::{FileId, ItemId, SubjectId};
use crate::words::words;

words! {
    /// How something is given. The rules ask the same of each: what is told aloud is shared too (5-2).
    Medium {
        /// In a conversation or by telephone.
        Oral = "oral";
        /// On paper.
        Paper = "paper";
        /// From computer to computer.
        Digital = "digital";
    }
}

/// To whom, and how.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// What the rules have to know of the receiver.
    pub receiver: Receiver,
    /// The name of the organisation or department; never that of a person.
    pub name: String,
    /// How it is given.
    pub medium: Medium,
}

/// The id of a disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureId(pub(super) String);

impl DisclosureId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One item that was given to one receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Its id.
    pub id: DisclosureId,
    /// Which item.
    pub item: ItemId,
    /// Whom it is about.
    pub subject: SubjectId,
    /// Out of which file.
    pub file: FileId,
    /// The organisation or department.
    pub recipient: String,
    /// In the vocabulary of the rules.
    pub recipient_kind: String,
    /// The law or task it was asked for.
    pub purpose: String,
    /// How it was given.
    pub medium: Medium,
    /// The ruling that permitted it.
    pub ruling: String,
    /// When.
    pub at: Instant,
    /// When the receiver was told of a correction (AVG 19).
    pub corrected_at: Option<Instant>,
}
