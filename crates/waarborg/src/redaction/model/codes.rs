//! Closed lists of words around documents: laws, grounds, kinds of file, judgements and their reasons.

use ::redact::Kind;
use ::redact::document::Format;

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
