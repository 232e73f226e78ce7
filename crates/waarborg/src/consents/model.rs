//! A consent: what it covers, the steps it took, and what shows each of its qualities. Codes and ids only.

use std::collections::BTreeMap;

use ground::{Actor, Day, Instant};
use serde_json::{Value, json};

use crate::records::SubjectId;
use crate::register::Category;
use crate::words::words;

/// The id of a consent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConsentId(String);

impl ConsentId {
    /// A fresh one.
    pub fn fresh(house: &crate::house::House) -> Self {
        Self(house.fresh_id())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is not 32 hexadecimal digits in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a consent id of 32 hexadecimal digits")]
pub struct ParseConsentIdError;

impl std::str::FromStr for ConsentId {
    type Err = ParseConsentIdError;

    fn from_str(text: &str) -> Result<Self, ParseConsentIdError> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let good = text.len() == 32 && text.bytes().all(digit);
        if good { Ok(Self(text.to_owned())) } else { Err(ParseConsentIdError) }
    }
}

impl From<&ConsentId> for crate::db::Value {
    fn from(id: &ConsentId) -> Self {
        Self::Text(id.0.clone())
    }
}

words! {
    /// Where a consent stands; but for the first and the last, a word of the rules (`consent.status`).
    Standing {
        /// Asked, and no answer yet. For the rules nobody said anything.
        Asked = "asked";
        /// Yes.
        Given = "given";
        /// No.
        Refused = "refused";
        /// Nobody could answer.
        NotObtainable = "not_obtainable";
        /// Yes, and later no more.
        Withdrawn = "withdrawn";
        /// The last day has passed. For the rules it has to be asked again.
        Expired = "expired";
    }

    /// Who answered.
    Giver {
        /// The person.
        Subject = "subject";
        /// Who acts for the person.
        Representative = "representative";
    }

    /// How the answer came in. What is said is written down elsewhere, in the file; here stands where.
    Means {
        /// A form on paper.
        Form = "form";
        /// A form on a page, by someone who signed in.
        Page = "page";
        /// A letter.
        Letter = "letter";
        /// Said in a talk of which the file has the report.
        OralReport = "oral_report";
        /// Said on the telephone, with a note in the file.
        OralTelephone = "oral_telephone";
    }

    /// What a consent must be to be valid (5-19; AVG 4(11), 7).
    Quality {
        /// Nobody was pressed.
        Free = "free";
        /// For this, and nothing else.
        Specific = "specific";
        /// They knew for what.
        Informed = "informed";
        /// An act of their own that can only mean yes.
        Unambiguous = "unambiguous";
        /// In so many words; for special data.
        Explicit = "explicit";
        /// On paper or its like; where secrecy wants it (PW 65, SUWI 74).
        Written = "written";
        /// Saying no costs nothing (T-2).
        NoDetriment = "no_detriment";
    }

    /// What shows a quality. Some things people bring forward show nothing, and are kept for that.
    Evidence {
        /// The form is signed.
        SignedForm = "signed_form";
        /// They ticked it themselves.
        TickedByPerson = "ticked_by_person";
        /// They said yes, and the words are in the note.
        SaidYes = "said_yes";
        /// The box was ticked beforehand.
        PreTicked = "pre_ticked";
        /// They did not object.
        NoObjection = "no_objection";
        /// They were told that they may say no.
        ToldMayRefuse = "told_may_refuse";
        /// It was asked apart from everything else.
        SeparateQuestion = "separate_question";
        /// The text names the purpose and who receives.
        TextNamesAll = "text_names_all";
        /// They read the text.
        TextRead = "text_read";
        /// The text was read aloud.
        ReadAloud = "read_aloud";
        /// They were told that benefit and help go on all the same.
        ToldNoConsequence = "told_no_consequence";
        /// The service rests on another ground, and goes on without it.
        OtherGround = "other_ground";
        /// Benefit or help depended on it.
        ServiceDepends = "service_depends";
        /// Nothing shows it.
        Nothing = "nothing";
    }

    /// Which of the texts was shown.
    TextCode {
        /// Sharing with another organisation or department.
        Share = "share";
        /// Sharing medical information.
        Medical = "medical";
        /// Another use by WIL itself.
        Use = "use";
    }
}

impl Quality {
    /// What may be brought forward for it. The form offers these.
    pub fn offered(self) -> &'static [Evidence] {
        use Evidence as E;
        match self {
            Self::Free => &[E::ToldMayRefuse, E::SeparateQuestion, E::ServiceDepends, E::Nothing],
            Self::Specific => &[E::TextNamesAll, E::SeparateQuestion, E::Nothing],
            Self::Informed => &[E::TextRead, E::ReadAloud, E::Nothing],
            Self::Unambiguous => {
                &[E::SignedForm, E::TickedByPerson, E::SaidYes, E::PreTicked, E::NoObjection, E::Nothing]
            }
            Self::Explicit => &[E::SignedForm, E::TickedByPerson, E::SaidYes, E::NoObjection, E::Nothing],
            Self::Written => &[E::SignedForm, E::TickedByPerson, E::Nothing],
            Self::NoDetriment => &[E::ToldNoConsequence, E::OtherGround, E::ServiceDepends, E::Nothing],
        }
    }

    /// Whether this shows it. A box ticked beforehand and silence show nothing (5-19).
    pub fn shown_by(self, evidence: Evidence) -> bool {
        self.offered().contains(&evidence)
            && !matches!(
                evidence,
                Evidence::PreTicked | Evidence::NoObjection | Evidence::ServiceDepends | Evidence::Nothing
            )
    }
}

impl Means {
    /// Said, not written.
    pub fn is_oral(self) -> bool {
        matches!(self, Self::OralReport | Self::OralTelephone)
    }
}

/// An organisation that receives. Never a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its code among the partners of `organisation.toml`, or `other_department`.
    pub code: String,
    /// In the vocabulary of the rules (`recipient.kind`).
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// What a consent is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Purpose code of what is asked: `WGS`.
    pub purpose: String,
    /// The activity of the register that the data come from.
    pub activity: String,
    /// Kinds of data, by their names in the register entry.
    pub kinds: BTreeMap<String, Category>,
    /// Who receives; none for another use by WIL itself.
    pub receiver: Option<Organisation>,
}

/// The text that was shown or read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentText {
    /// Which.
    pub code: TextCode,
    /// 1, 2, 3 …
    pub version: i64,
    /// `nl` or `en`.
    pub language: String,
    /// SHA-256 of the text.
    pub hash: String,
    /// The text.
    pub text: String,
}

/// A yes, with all that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yes {
    /// Who said it.
    pub giver: Giver,
    /// How.
    pub means: Means,
    /// What shows each quality.
    pub answers: BTreeMap<Quality, Evidence>,
    /// The last day it holds; for as long as the purpose lasts when absent.
    pub until: Option<Day>,
}

/// What happened to a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It was asked.
    Asked,
    /// They said yes.
    Given(Yes),
    /// They said no.
    Refused(Giver),
    /// Nobody could answer.
    NotObtainable,
    /// They took it back.
    Withdrawn(Giver),
    /// Its last day passed.
    Expired,
}

/// An event with who recorded it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What happened.
    pub event: Event,
    /// Who recorded it.
    pub by: Actor,
    /// When.
    pub at: Instant,
}

/// One consent with all its steps.
///
/// INVARIANT: the first step is `Asked`; the others follow from [`Consent::follows`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The id.
    pub id: ConsentId,
    /// Whose.
    pub subject: SubjectId,
    /// For what.
    pub coverage: Coverage,
    /// What they read or heard.
    pub text: ConsentText,
    /// From the first to the last.
    pub steps: Vec<Step>,
}

impl Event {
    /// Where it leaves the consent.
    pub fn standing(&self) -> Standing {
        match self {
            Self::Asked => Standing::Asked,
            Self::Given(_) => Standing::Given,
            Self::Refused(_) => Standing::Refused,
            Self::NotObtainable => Standing::NotObtainable,
            Self::Withdrawn(_) => Standing::Withdrawn,
            Self::Expired => Standing::Expired,
        }
    }
}

impl Consent {
    /// Where it stands on a day: expiry needs no one to write it down.
    pub fn standing(&self, today: Day) -> Standing {
        match self.steps.last().map(|step| &step.event) {
            None => Standing::Asked,
            Some(Event::Given(yes)) if yes.until.is_some_and(|until| until < today) => Standing::Expired,
            Some(event) => event.standing(),
        }
    }

    /// The yes that stands last, also when it was taken back later.
    pub fn yes(&self) -> Option<&Yes> {
        self.steps.iter().rev().find_map(|step| match &step.event {
            Event::Given(yes) => Some(yes),
            _ => None,
        })
    }

    /// When it was last answered; none while it waits for an answer.
    pub fn answered_at(&self) -> Option<Instant> {
        self.steps.last().filter(|step| step.event != Event::Asked).map(|step| step.at)
    }

    /// Whether an event may come next. One that was refused, withdrawn or has expired is asked anew, as another consent.
    pub fn follows(&self, event: &Event) -> bool {
        let last = self.steps.last().map(|step| step.event.standing());
        match event {
            Event::Asked => last.is_none(),
            Event::Given(_) | Event::Refused(_) => {
                matches!(last, Some(Standing::Asked | Standing::NotObtainable))
            }
            Event::NotObtainable => last == Some(Standing::Asked),
            Event::Withdrawn(_) | Event::Expired => last == Some(Standing::Given),
        }
    }

    /// Whether it is for exactly this: one purpose, a kind of data it names, and who receives.
    pub fn covers(&self, purpose: &str, kind: &str, receiver: Option<&str>) -> bool {
        let fits = match (&self.coverage.receiver, receiver) {
            (None, None) => true,
            (Some(own), Some(asked)) => own.code == asked,
            (Some(_), None) | (None, Some(_)) => false,
        };
        fits && self.coverage.purpose == purpose && self.coverage.kinds.contains_key(kind)
    }

    /// The facts `consent` of the vocabulary of the rules.
    pub fn facts(&self, today: Day) -> Value {
        let standing = self.standing(today);
        let (Standing::Given, Some(yes)) = (standing, self.yes()) else {
            let status = match standing {
                Standing::Asked | Standing::Expired => "not_asked",
                other => other.as_str(),
            };
            return json!({ "status": status });
        };
        let mut facts = json!({ "status": "given", "by": yes.giver.as_str() });
        for quality in Quality::ALL {
            let shown = yes.answers.get(quality).is_some_and(|evidence| quality.shown_by(*evidence));
            if let Some(map) = facts.as_object_mut() {
                map.insert(quality.as_str().to_owned(), shown.into());
            }
        }
        facts
    }
}
