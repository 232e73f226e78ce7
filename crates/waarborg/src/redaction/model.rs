//! Documents under review, the marks in them, and the steps they take. No SQL, no HTTP, no words of a document.

use std::ops::Range;

use ::redact::Kind;
use serde::{Deserialize, Serialize};

use super::grounds::Ground;
use crate::adoption::Deed;
use crate::error::Error;
use crate::records::ItemId;

mod codes;

pub use codes::{FileKind, Keep, Law, Officials, Remark, State};

/// The id of a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(String);

impl DocumentId {
    /// A fresh one.
    pub fn fresh(house: &crate::house::House) -> Self {
        Self(house.fresh_id())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for DocumentId {
    type Err = crate::records::ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<ItemId>().map(|id| Self(id.as_str().to_owned()))
    }
}

/// A document under review, without what it says and what it is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The id.
    pub id: DocumentId,
    /// What people call it: `D-2026-00017`.
    pub number: String,
    /// Which kind of file.
    pub kind: FileKind,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// Bytes of the file.
    pub size: i64,
    /// Whose grounds are named.
    pub law: Law,
    /// What happens to officials.
    pub officials: Officials,
    /// How many passages it has.
    pub parts: i64,
    /// Who brought it in, and when.
    pub received: Deed,
    /// Counts every change: a form made for another number is stale.
    pub revision: i64,
    /// The steps so far.
    pub steps: Vec<Taken>,
    /// How far it came.
    pub stage: Stage,
    /// Its key was destroyed: what it said is gone for good.
    pub destroyed: bool,
}

/// A place in a document that may have to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its number, from 1.
    pub place: i64,
    /// In which passage, from 0.
    pub passage: usize,
    /// Characters of that passage.
    pub span: Range<usize>,
    /// Which kind of data; none for what is withheld on another ground.
    pub kind: Option<Kind>,
    /// On which ground it goes.
    pub ground: &'static Ground,
    /// What comes in its place: `[persoon A]`.
    pub label: String,
    /// The same for marks of one person, or of the same words.
    pub likeness: i64,
    /// How sure the finder was, in percent.
    pub confidence: u8,
    /// Why it was found, as reports call it; `by_hand` when a person marked it.
    pub why: String,
    /// What was judged.
    pub state: State,
    /// Why it may stay, when it was rejected.
    pub keep: Option<Keep>,
    /// Who judged it last, and when.
    pub judged: Option<Deed>,
}

impl Mark {
    /// It goes.
    pub fn goes(&self) -> bool {
        matches!(self.state, State::Accepted | State::Added)
    }

    /// The word for its kind.
    pub fn kind_word(&self) -> &'static str {
        self.kind.map_or("other", Kind::as_str)
    }
}

/// The kind with this word; none for what is no personal data. An error when there is no such kind.
pub(super) fn kind_of(word: &str) -> Result<Option<Kind>, ()> {
    match word {
        "other" => Ok(None),
        word => Kind::ALL.into_iter().find(|kind| kind.as_str() == word).map(Some).ok_or(()),
    }
}

/// A step, with who took it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The step.
    pub step: Step,
    /// By whom, and when.
    pub deed: Deed,
}

/// A step of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The first person says: every mark was judged, this is what goes.
    Propose,
    /// Something is not right yet.
    SendBack {
        /// What.
        remark: Remark,
    },
    /// Another person looked, and agrees.
    Check,
    /// What had to go is gone, and was looked for in vain.
    Release(Output),
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// SHA-256 of the new file, in hexadecimal.
    pub digest: String,
    /// The ruling that let it go.
    pub ruling: String,
}

/// How far a document came, with what took it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Marks are judged.
    InReview,
    /// The first person is ready.
    Proposed {
        /// Who.
        first: Deed,
    },
    /// Another person checked it: it may be released (6.12-4).
    Checked {
        /// Who was ready.
        first: Deed,
        /// Who checked.
        second: Deed,
    },
    /// There is a file from which everything is gone.
    Released {
        /// Who was ready.
        first: Deed,
        /// Who checked.
        second: Deed,
        /// What came out.
        output: Output,
    },
}

impl Stage {
    /// The word in translations.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::InReview => "in-review",
            Self::Proposed { .. } => "proposed",
            Self::Checked { .. } => "checked",
            Self::Released { .. } => "released",
        }
    }

    /// Where a step leads. A step that does not fit is a conflict, and changes nothing.
    pub fn after(self, taken: &Taken) -> Result<Self, Error> {
        let by = &taken.deed;
        Ok(match (self, &taken.step) {
            (Self::InReview, Step::Propose) => Self::Proposed { first: by.clone() },
            (Self::Proposed { .. } | Self::Checked { .. }, Step::SendBack { .. }) => Self::InReview,
            (Self::Proposed { first }, Step::Check) if first.by.id != by.by.id => {
                Self::Checked { first, second: by.clone() }
            }
            (Self::Checked { first, second }, Step::Release(output)) => {
                Self::Released { first, second, output: output.clone() }
            }
            _ => return Err(Error::Conflict("redaction-step")),
        })
    }

    /// Who said to be ready, while nobody checked it yet.
    pub fn proposer(&self) -> Option<&Deed> {
        match self {
            Self::Proposed { first } => Some(first),
            _ => None,
        }
    }

    /// What came out, if it was released.
    pub fn output(&self) -> Option<&Output> {
        match self {
            Self::Released { output, .. } => Some(output),
            _ => None,
        }
    }
}

impl Document {
    /// With one step more.
    pub fn step(mut self, step: Step, deed: Deed) -> Result<Self, Error> {
        let taken = Taken { step, deed };
        self.stage = self.stage.after(&taken)?;
        self.steps.push(taken);
        Ok(self)
    }
}
