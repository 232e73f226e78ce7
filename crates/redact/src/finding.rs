//! What is found: its kind, where it stands, how sure we are, why, and the ground on which it may be withheld.

use std::ops::Range;

/// A kind of personal data, by the names that the marked text of our own uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The name of someone, or their initials.
    Person,
    /// Street with number and addition.
    Address,
    /// Four digits and two letters.
    Postcode,
    /// A town that says where a person lives, was born or works.
    Place,
    /// A citizen service number that passes the eleven-test.
    Bsn,
    /// A day of birth; no other date.
    BirthDate,
    /// A telephone number of a person or desk; no service number (0800, 0900, 14 plus area code).
    Phone,
    /// An e-mail address.
    Email,
    /// An account number that passes its check.
    Iban,
    /// A licence plate.
    Plate,
    /// The number of a client, case, file or debtor.
    ClientNumber,
    /// The name under a letter or a decision: a signature, whoever signed.
    Signature,
    /// A term that says something of someone's health (AVG 9).
    Health,
    /// A term of criminal law (AVG 10).
    Criminal,
    /// A term of racial or ethnic origin (AVG 9).
    Ethnicity,
    /// A term of religion or belief (AVG 9).
    Religion,
    /// A term of sex life or orientation (AVG 9).
    SexLife,
}

impl Kind {
    /// Every kind, in the order in which reports list them.
    pub const ALL: [Self; 17] = [
        Self::Person,
        Self::Address,
        Self::Postcode,
        Self::Place,
        Self::Bsn,
        Self::BirthDate,
        Self::Phone,
        Self::Email,
        Self::Iban,
        Self::Plate,
        Self::ClientNumber,
        Self::Signature,
        Self::Health,
        Self::Criminal,
        Self::Ethnicity,
        Self::Religion,
        Self::SexLife,
    ];

    /// The word for it in marked text and in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::Place => "place",
            Self::Bsn => "bsn",
            Self::BirthDate => "birth_date",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Iban => "iban",
            Self::Plate => "plate",
            Self::ClientNumber => "client_number",
            Self::Signature => "signature",
            Self::Health => "health",
            Self::Criminal => "criminal",
            Self::Ethnicity => "ethnicity",
            Self::Religion => "religion",
            Self::SexLife => "sex_life",
        }
    }

    /// Whether it says something that AVG 9 or 10 protects: a person has to look at it, a word list cannot judge.
    pub fn is_special(self) -> bool {
        matches!(self, Self::Health | Self::Criminal | Self::Ethnicity | Self::Religion | Self::SexLife)
    }

    /// The ground on which it may be withheld.
    pub fn ground(self, regime: Regime) -> Ground {
        match regime {
            Regime::Woo if self == Self::Bsn => Ground::Woo511e,
            Regime::Woo if self.is_special() => Ground::Woo511d,
            Regime::Woo => Ground::Woo512e,
            // Wob 10(1)(d) points at Wbp 16 to 24; 24 is about the number.
            Regime::Wob if self == Self::Bsn || self.is_special() => Ground::Wob101d,
            Regime::Wob => Ground::Wob102e,
        }
    }
}

/// The law under which a request for information is decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Regime {
    /// Wet openbaarheid van bestuur, for requests before 1 May 2022.
    Wob,
    /// Wet open overheid.
    #[default]
    Woo,
}

/// A ground for refusal that protects people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// Woo 5.1(1)(d): special personal data and data of a criminal nature.
    Woo511d,
    /// Woo 5.1(1)(e): identification numbers.
    Woo511e,
    /// Woo 5.1(2)(e): private life, weighed against publicity.
    Woo512e,
    /// Wob 10(1)(d): special personal data of Wbp chapter 2, section 2.
    Wob101d,
    /// Wob 10(2)(e): private life, weighed against publicity.
    Wob102e,
}

impl Ground {
    /// The label that stands on a block.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Woo511d => "5.1.1d",
            Self::Woo511e => "5.1.1e",
            Self::Woo512e => "5.1.2e",
            Self::Wob101d => "10.1d",
            Self::Wob102e => "10.2e",
        }
    }
}

/// Why something was found. What people read of it is chosen at the edge, by variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It has a form that nothing else has.
    Form,
    /// It passes a check: the eleven-test, mod 97.
    Check,
    /// A word before it says so: *geboren op*, *dossiernummer*.
    Cue,
    /// A title or function before it: *mevrouw*, *wethouder*.
    Title,
    /// Initials and a surname.
    Initials,
    /// A first name and a surname, by list.
    List,
    /// It stands where people are listed: who attends, who speaks.
    Attendance,
    /// It stands under a closing formula.
    Signed,
    /// The statistical model took it for a name.
    Model,
    /// The same name was found elsewhere in the text.
    Repeated,
    /// It is a name from the case file.
    CaseFile,
    /// It is a number of a form that the organisation configured.
    Configured,
    /// The word stands in the lexicon of special categories.
    Lexicon,
}

impl Why {
    /// The word for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Check => "check",
            Self::Cue => "cue",
            Self::Title => "title",
            Self::Initials => "initials",
            Self::List => "list",
            Self::Attendance => "attendance",
            Self::Signed => "signed",
            Self::Model => "model",
            Self::Repeated => "repeated",
            Self::CaseFile => "case_file",
            Self::Configured => "configured",
            Self::Lexicon => "lexicon",
        }
    }
}

/// One thing found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of data it is.
    pub kind: Kind,
    /// Where it stands: bytes of the text that was given, on character boundaries.
    pub span: Range<usize>,
    /// How sure we are, in percent. An estimate to sort by, not a promise.
    pub confidence: u8,
    /// Why it was found.
    pub why: Why,
    /// The ground on which it may be withheld.
    pub ground: Ground,
}
