//! Subjects, files and items, and their ids. No contents: what an item says is in the vault.

use ground::{Day, Instant};

use crate::register::{Category, SubjectKind};
use crate::words::words;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// A fresh one.
            pub fn fresh(house: &crate::house::House) -> Self {
                Self(house.fresh_id())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                let good = text.len() == 32 && text.bytes().all(digit);
                if good { Ok(Self(text.to_owned())) } else { Err(ParseIdError) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&$name> for crate::db::Value {
            fn from(id: &$name) -> Self {
                Self::Text(id.0.clone())
            }
        }
    )+};
}

/// The text is not 32 hexadecimal digits in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of 32 hexadecimal digits")]
pub struct ParseIdError;

ids! {
    /// A person whom data are about.
    SubjectId;
    /// A file.
    FileId;
    /// A datum in a file.
    ItemId;
}

words! {
    /// Who acts for a person in some or all matters (6.10-4, T-12).
    Protection {
        /// Nobody.
        None = "none";
        /// A curator, in everything.
        Curatele = "curatele";
        /// A mentor, in matters of care.
        Mentorschap = "mentorschap";
        /// A trustee, in matters of money.
        Bewind = "bewind";
    }

    /// Where a datum comes from (2-5, 2-6, 3-21). Its regime comes with it.
    Origin {
        /// The person.
        Subject = "subject";
        /// Someone else.
        ThirdParty = "third_party";
        /// A public body through the chain.
        Chain = "chain";
        /// A care professional under medical secrecy.
        Wgbo = "wgbo";
        /// The police or justice.
        Police = "police";
    }

    /// What a right that someone used does to an item (4-5; AVG 18, 21).
    Hold {
        /// Nothing.
        None = "none";
        /// Its correctness is disputed and being looked into (AVG 18(1)(a)).
        Contested = "contested";
        /// It may only be kept (AVG 18).
        Restricted = "restricted";
        /// Its use was stopped after an objection (AVG 21).
        Objected = "objected";
    }
}

/// A person whom data are about, without their data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The id.
    pub id: SubjectId,
    /// What screens show before a name is opened.
    pub pseudonym: String,
    /// What the person is to WIL.
    pub kind: SubjectKind,
    /// Who acts for them.
    pub protection: Protection,
    /// When a person who was under 16 counts as 16: the first of the month after the birthday.
    pub sixteen_from: Option<Day>,
    /// When their data were destroyed.
    pub gone_at: Option<Instant>,
}

impl Subject {
    /// The age that is certain: 15 for who is under 16, else 16. Decisions need no more (decision 0011).
    pub fn certain_age(&self, today: Day) -> i64 {
        if self.sixteen_from.is_some_and(|day| today < day) { 15 } else { 16 }
    }
}

/// A file: what WIL does for one subject under one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The id.
    pub id: FileId,
    /// What people call it: `PW-2026-000017`.
    pub number: String,
    /// Whose file it is.
    pub subject: SubjectId,
    /// The activity of the register.
    pub activity: String,
    /// The law it executes, by its purpose code.
    pub law: String,
    /// First day.
    pub opened: Day,
    /// Last day and result, once closed: from there its retention counts.
    pub closed: Option<(Day, String)>,
}

/// A moment in the life of a file, by which files are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileMoment {
    /// Its first day, by its law.
    Opened,
    /// Its last day, by its result.
    Closed,
}

/// How many files there are of a kind, and of how many people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCount {
    /// The law or the result; none where all are taken together.
    pub group: Option<String>,
    /// The year; none where all are taken together.
    pub year: Option<String>,
    /// Files.
    pub files: u64,
    /// People whose files they are.
    pub people: u64,
}

/// A datum in a file, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The id.
    pub id: ItemId,
    /// Its file.
    pub file: FileId,
    /// Whom it is about.
    pub subject: SubjectId,
    /// Which kind of data, by its name in the register entry.
    pub kind: String,
    /// In the vocabulary of the rules.
    pub category: Category,
    /// Where it comes from.
    pub origin: Origin,
    /// The organisation, form or talk it came from.
    pub source: String,
    /// The provision used, when it is not from the subject; may be empty.
    pub basis: String,
    /// When it was obtained.
    pub obtained: Day,
    /// Checked against the person (Wabb 12).
    pub verified: bool,
    /// Collected only to pass on (6.3-4).
    pub only_for_third: bool,
    /// What a right does to it.
    pub hold: Hold,
    /// Not shown to the subject until it is looked at again on this day (UAVG 41).
    pub confidential_until: Option<Day>,
    /// The item that corrected this one.
    pub replaced_by: Option<ItemId>,
}
