//! Documents under review, the marks in them, and the steps they take. No SQL, no HTTP, no words of a document.

use std::ops::Range;

use ::redact::Kind;
use ::redact::document::Format;
use serde::{Deserialize, Serialize};

use crate::adoption::Deed;
use crate::error::Error;
use crate::records::ItemId;
use crate::words::words;

words! {
    /// The law for public information whose grounds are named.
    Law {
        /// Wet open overheid.
        Woo = "woo";
        /// Wet openbaarheid van bestuur, for requests before 1 May 2022.
        Wob = "wob";
    }

    /// What happens to the names of those who act in a public function (T-20).
    Officials {
        /// They are found like everyone else.
        Strict = "strict";
        /// A name that stands with a public function may stay.
        Functional = "functional";
    }

    /// Which kind of file it is, by its extension.
    FileKind {
        /// Plain text.
        Text = "txt";
        /// Markdown.
        Markdown = "md";
        /// A web page.
        Html = "html";
        /// A table of separated values.
        Csv = "csv";
        /// Word.
        Docx = "docx";
        /// Text document of `OpenDocument`.
        Odt = "odt";
        /// Excel.
        Xlsx = "xlsx";
        /// A message.
        Eml = "eml";
        /// PDF.
        Pdf = "pdf";
    }

    /// What was judged about a mark.
    State {
        /// Nobody judged it yet.
        Proposed = "proposed";
        /// It goes.
        Accepted = "accepted";
        /// It stays, for a reason.
        Rejected = "rejected";
        /// A person marked it: it goes.
        Added = "added";
    }

    /// Why something that was found may stay.
    Keep {
        /// It is about nobody.
        NotPersonal = "not_personal";
        /// The name of someone who acts in a public function (T-20).
        Official = "official";
        /// The person made it public themselves.
        MadePublic = "made_public";
        /// The person agreed in so many words.
        Consent = "consent";
        /// It is the very information that was asked for, and openness weighs more than private life.
        Requested = "requested";
    }

    /// Why the second person sends a document back.
    Remark {
        /// Something that has to go is not marked.
        Missed = "missed";
        /// Something goes that may stay.
        TooMuch = "too_much";
        /// A ground does not fit.
        WrongGround = "wrong_ground";
    }
}

impl Keep {
    /// Whether it can be a reason for this kind: special data stay only when the person wants so, a service number never
    /// (6.12-3; Woo 5.1(1)(d) and (e), Wob 10(1)(d)).
    pub fn fits(self, kind: Option<Kind>) -> bool {
        match kind {
            Some(Kind::Bsn) => self == Self::NotPersonal,
            Some(kind) if kind.is_special() => {
                matches!(self, Self::NotPersonal | Self::MadePublic | Self::Consent)
            }
            _ => true,
        }
    }
}

impl From<Format> for FileKind {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Markdown => Self::Markdown,
            Format::Html => Self::Html,
            Format::Csv => Self::Csv,
            Format::Docx => Self::Docx,
            Format::Odt => Self::Odt,
            Format::Xlsx => Self::Xlsx,
            Format::Eml => Self::Eml,
            Format::Pdf => Self::Pdf,
        }
    }
}

impl FileKind {
    /// As the reader of documents calls it.
    pub fn format(self) -> Format {
        match self {
            Self::Text => Format::Text,
            Self::Markdown => Format::Markdown,
            Self::Html => Format::Html,
            Self::Csv => Format::Csv,
            Self::Docx => Format::Docx,
            Self::Odt => Format::Odt,
            Self::Xlsx => Format::Xlsx,
            Self::Eml => Format::Eml,
            Self::Pdf => Format::Pdf,
        }
    }

    /// As browsers call it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Eml => "message/rfc822",
            Self::Pdf => "application/pdf",
        }
    }
}

/// A ground on which something may be withheld, as it stands on a block: `5.1.2e`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ground(&'static str);

/// Woo 5.1 and 5.2.
const WOO: [Ground; 16] = [
    Ground("5.1.1a"),
    Ground("5.1.1b"),
    Ground("5.1.1c"),
    Ground("5.1.1d"),
    Ground("5.1.1e"),
    Ground("5.1.2a"),
    Ground("5.1.2b"),
    Ground("5.1.2c"),
    Ground("5.1.2d"),
    Ground("5.1.2e"),
    Ground("5.1.2f"),
    Ground("5.1.2g"),
    Ground("5.1.2h"),
    Ground("5.1.2i"),
    Ground("5.1.5"),
    Ground("5.2"),
];

/// Wob 10 and 11.
const WOB: [Ground; 12] = [
    Ground("10.1a"),
    Ground("10.1b"),
    Ground("10.1c"),
    Ground("10.1d"),
    Ground("10.2a"),
    Ground("10.2b"),
    Ground("10.2c"),
    Ground("10.2d"),
    Ground("10.2e"),
    Ground("10.2f"),
    Ground("10.2g"),
    Ground("11.1"),
];

impl Ground {
    /// All of a law.
    pub fn all(law: Law) -> &'static [Self] {
        match law {
            Law::Woo => &WOO,
            Law::Wob => &WOB,
        }
    }

    /// The ground of this law with this code.
    pub fn of(law: Law, code: &str) -> Option<Self> {
        Self::all(law).iter().copied().find(|ground| ground.0 == code)
    }

    /// The code.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

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
    pub ground: Ground,
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
