//! Minutes, and how far they came. No SQL, no HTTP, no words of what they say.

use ground::Day;
use serde::{Deserialize, Serialize};

use crate::adoption::Deed;
use crate::error::Error;
use crate::house::House;
use crate::records::{ItemId, ParseIdError};
use crate::redaction::{FileKind, Whom};
use crate::words::words;

words! {
    /// What was done with minutes in which nobody can be recognised.
    Filing {
        /// They stay here.
        Archived = "archived";
        /// They went to those who were there.
        Sent = "sent";
    }
}

/// The id of minutes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MinutesId(String);

impl MinutesId {
    /// A fresh one.
    pub fn fresh(house: &House) -> Self {
        Self(house.fresh_id())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for MinutesId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<ItemId>().map(|id| Self(id.as_str().to_owned()))
    }
}

/// What the policy said of one sort of people in minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortRuling {
    /// Whom it is about: `client`, `third` or `official`.
    pub about: String,
    /// Whether they may stand in it.
    pub passes: bool,
    /// The ruling in the journal.
    pub ruling: String,
    /// Each reason in Dutch, with the statements of the policy that carry it.
    pub reasons: Vec<(String, Vec<String>)>,
    /// What can be done instead, in Dutch.
    pub alternative: Option<String>,
}

/// Minutes as they are kept, without what they say and what their file is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// The id.
    pub id: MinutesId,
    /// What people call them: `VS-2026-00017`.
    pub number: String,
    /// Others than people of this body were there.
    pub external: bool,
    /// The text as it was looked through last.
    pub version: Version,
    /// Who brought them in, and when.
    pub made: Deed,
    /// How far they came.
    pub stage: Stage,
    /// Counts every change: a form made for another number is stale.
    pub revision: i64,
}

/// One version of the text of minutes, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// Which kind of file.
    pub kind: FileKind,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// Bytes of the file.
    pub size: i64,
    /// How many things lead to a person and may not stay: none of a sort of people that the policy lets pass.
    pub found: i64,
    /// How many parts could not be searched.
    pub unsearched: i64,
    /// In how many places pictures stand: a program does not search them, a person can look at them.
    pub pictures: i64,
    /// Who looked at all of them and recognised nobody.
    pub looked: Option<Deed>,
    /// What the policy said of each sort of people.
    pub rulings: Vec<SortRuling>,
    /// When it was looked through.
    pub checked: ground::Instant,
}

impl Version {
    /// People of this sort may not stand in it.
    pub fn refuses(&self, whom: Whom) -> bool {
        !self.rulings.iter().any(|ruling| ruling.passes && ruling.about == whom.as_str())
    }

    /// Nobody can be recognised, as far as can be seen, and everything was seen.
    pub fn is_clean(&self) -> bool {
        self.found == 0 && self.unsearched == 0 && !self.wants_looking()
    }

    /// There are pictures in it that nobody looked at yet.
    pub fn wants_looking(&self) -> bool {
        self.pictures > 0 && self.looked.is_none()
    }
}

/// How far minutes came, with what took them there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Somebody can be recognised, or not everything could be searched.
    Blocked,
    /// They may be archived and sent.
    Clean,
    /// They were.
    Filed(Filed),
}

/// Minutes archived or sent, and how long they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// What was done.
    pub how: Filing,
    /// By whom, and when.
    pub deed: Deed,
    /// The last day of the term.
    pub until: Day,
    /// The number of the result in the selection list: `19.1.9`.
    pub code: String,
}

impl Stage {
    /// The word in translations.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Clean => "clean",
            Self::Filed(filed) => filed.how.as_str(),
        }
    }
}

impl Minutes {
    /// With another version of the text. Not once they are archived or sent.
    pub fn with(self, version: Version) -> Result<Self, Error> {
        if matches!(self.stage, Stage::Filed(_)) {
            return Err(Error::Conflict("minutes-filed"));
        }
        let stage = if version.is_clean() { Stage::Clean } else { Stage::Blocked };
        Ok(Self { version, stage, ..self })
    }

    /// Somebody looked at the pictures and recognised nobody. Another version has to be looked at again.
    pub fn looked_at(self, by: Deed) -> Result<Self, Error> {
        if !self.version.wants_looking() {
            return Err(Error::Conflict("minutes-no-pictures"));
        }
        let version = Version { looked: Some(by), ..self.version.clone() };
        self.with(version)
    }

    /// Archived or sent: only when clean (6.8-1, 6.8-3).
    pub fn file(self, filed: Filed) -> Result<Self, Error> {
        match self.stage {
            Stage::Clean => Ok(Self { stage: Stage::Filed(filed), ..self }),
            Stage::Blocked => Err(Error::Conflict("minutes-blocked")),
            Stage::Filed(_) => Err(Error::Conflict("minutes-filed")),
        }
    }
}
