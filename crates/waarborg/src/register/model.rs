//! One entry of the register: what WIL does with personal data in one activity (policy 2, AVG 30).
//!
//! A draft may be incomplete, so most fields may be empty; what is missing is said by [`super::completeness`].
//! The same document stands in `policy/register`, in the database and in the API. [`super::shape`] is the door:
//! it finds every mistake in a document before these types are made from it.

use std::fmt;

use ground::{Actor, Day, Instant};
use serde::{Deserialize, Serialize};

use super::period::Period;
use super::words::{
    Act, Automated, Category, DpiaStatus, Effect, GroundRegime, Letter, Level, MeasureKind, Outside,
    RecipientRole, RetentionSource, RetentionStart, SourceKind, Status, SubjectKind, WbpStatus,
};

/// The id of an activity: `REG-` and two or three digits, perhaps with a letter (`REG-03b`). Never used again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ActivityId(String);

/// The text is no activity id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a processing activity")]
pub struct ActivityIdError;

impl ActivityId {
    /// The id with this number.
    pub fn numbered(number: u32) -> Self {
        Self(format!("REG-{number:02}"))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in it.
    pub fn number(&self) -> u32 {
        let digits: String = self.0.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    }

    /// One of the five registrations that the policy names (1-2, 1-3).
    pub fn is_named_by_policy(&self) -> bool {
        NAMED_BY_POLICY.contains(&self.as_str())
    }
}

/// The five registrations of paragraph 1 of the policy.
pub const NAMED_BY_POLICY: [&str; 5] = ["REG-01", "REG-02", "REG-03", "REG-04", "REG-05"];

impl TryFrom<String> for ActivityId {
    type Error = ActivityIdError;

    fn try_from(text: String) -> Result<Self, ActivityIdError> {
        let rest = text.strip_prefix("REG-").ok_or(ActivityIdError)?;
        let digits = rest.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(rest);
        let good = (2..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if good { Ok(Self(text)) } else { Err(ActivityIdError) }
    }
}

impl From<ActivityId> for String {
    fn from(id: ActivityId) -> Self {
        id.0
    }
}

impl fmt::Display for ActivityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One version of an activity: its document, and who made it when. Never changes after it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Which activity.
    pub id: ActivityId,
    /// 1, 2, 3 …
    pub number: i64,
    /// Where the activity stands from this version on.
    pub status: Status,
    /// What the register says.
    pub entry: Entry,
    /// How it ended, for a closed activity.
    pub closing: Option<Closing>,
    /// Who made this version.
    pub author: Actor,
    /// Why, in the author's words; may be empty.
    pub reason: String,
    /// When; the version holds until the next one.
    pub recorded_at: Instant,
}

/// How an activity ended (policy 1-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The last day.
    pub end_date: Day,
    /// The activity that takes its place.
    pub successor: Option<ActivityId>,
}

/// What the register says about one activity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Entry {
    /// What people call it.
    pub name: String,
    /// Code of the department that answers for it (6.14-6), never the FG (6.14-5).
    pub owner: String,
    /// Who decides about purpose and means (AVG 30(1)(a)).
    pub controller: Controller,
    /// How to reach the FG (AVG 30(1)(a)).
    pub officer: String,
    /// Policy fields of 4-15.
    pub policy_fields: Vec<String>,
    /// Norms of the policy that it belongs to.
    pub paragraphs: Vec<String>,
    /// Tasks that it serves; none means it cannot start (1-1).
    pub task_codes: Vec<String>,
    /// Purposes in the vocabulary of the rules (`PW`, `WGS` …).
    pub purpose_codes: Vec<String>,
    /// Question 2: why.
    pub purpose: String,
    /// Who approved a purpose that no statute names (2-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose_approval: Option<String>,
    /// Grounds of Wbp 8 and AVG 6(1).
    pub grounds: Vec<Ground>,
    /// Provisions that it rests on (2-2, 2-3).
    pub statute_refs: Vec<StatuteRef>,
    /// Whose data.
    pub subjects: Vec<Subject>,
    /// Question 1: which data.
    pub data: Vec<DataCategory>,
    /// Special, criminal and national-id data with what permits them.
    pub special_data: Vec<SpecialData>,
    /// Question 3: how obtained.
    pub sources: Vec<Source>,
    /// Question 4: what happens with them.
    #[serde(rename = "use")]
    pub usage: Usage,
    /// The description of the process (2-9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub process_description: Option<ProcessDescription>,
    /// To whom they go (AVG 30(1)(d)).
    pub recipients: Vec<Recipient>,
    /// Question 5: how long, for each result.
    pub retention: Vec<Retention>,
    /// Question 6: how secured.
    pub security: Security,
    /// Transfers outside the EEA (AVG 30(1)(e)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfers: Option<Transfers>,
    /// Notification under the Wbp; read-only since 25 May 2018 (5-13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wbp: Option<WbpNotification>,
    /// Impact assessment (AVG 35).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dpia: Option<Dpia>,
    /// Whether a computer takes decisions about people (AVG 13(2)(f), 22); nothing while nobody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automated_decisions: Option<AutomatedDecisions>,
    /// Question 7: how people are told.
    pub information: Information,
    /// Whether records of it may be shown to the subject at once.
    pub confidentiality: Confidentiality,
    /// What the people who do it must keep in mind.
    pub watch_points: Vec<String>,
    /// Purposes as terms of the Data Privacy Vocabulary.
    pub dpv_purposes: Vec<String>,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)+ }
    )+};
}

/// Who decides about purpose and means.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Controller {
    /// Name of the organ.
    pub name: String,
    /// How to reach it.
    pub contact: String,
    /// By what right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Controllers together with it (AVG 26).
    pub joint_with: Vec<String>,
}

/// What is done with the data, and who inside may see them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Usage {
    /// In plain words.
    pub description: String,
    /// The acts that are fixed beforehand (2-7, 5-3).
    pub actions: Vec<Act>,
    /// Who inside may see them (2-8).
    pub access: String,
}

/// How the data are secured (2-10, 2-14, AVG 32).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Security {
    /// The guideline or policy that it follows.
    pub guideline: String,
    /// In plain words.
    pub description: String,
    /// The measures.
    pub measures: Vec<Measure>,
}

/// How people are told (2-16 to 2-19, AVG 13 and 14).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Information {
    /// In plain words.
    pub description: String,
    /// When.
    pub moment: String,
}

parts! {
    /// A ground for processing.
    Ground {
        /// Of which law.
        regime: GroundRegime,
        /// Article as it is cited: `6(1)(e)`.
        article: String,
        /// Its letter.
        letter: Letter,
        /// For which part.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    }

    /// A provision that the activity rests on.
    StatuteRef {
        /// The law.
        law: String,
        /// Article.
        article: String,
        /// What it does.
        effect: Effect,
        /// First day, where known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_from: Option<Day>,
        /// Last day, for one that has lapsed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_to: Option<Day>,
        /// What it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    }

    /// A category of people.
    Subject {
        /// In the vocabulary of the rules.
        kind: SubjectKind,
        /// In plain words.
        name: String,
    }

    /// A category of data.
    DataCategory {
        /// In plain words.
        name: String,
        /// In the vocabulary of the rules.
        category: Category,
        /// The provision that names it (2-2).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        statute: Option<String>,
        /// As terms of the Data Privacy Vocabulary.
        #[serde(default)]
        dpv: Vec<String>,
    }

    /// Data of a special kind, and what permits them.
    SpecialData {
        /// Which kind.
        category: Category,
        /// In plain words.
        description: String,
        /// What permitted it under the Wbp.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wbp: Option<String>,
        /// What permits it now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        avg: Option<String>,
        /// The letter of AVG 9(2) behind it, `a` to `j`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        avg_letter: Option<String>,
        /// Within which limits.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        condition: Option<String>,
    }

    /// Where data come from.
    Source {
        /// In plain words.
        name: String,
        /// Which kind.
        kind: SourceKind,
        /// The provision or reason, when it is not the subject (2-5, 2-6).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
    }

    /// The description of a process (2-9, 4-16).
    ProcessDescription {
        /// Its title.
        title: String,
        /// Its version.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<String>,
        /// Where it is kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
    }

    /// To whom data go.
    Recipient {
        /// Who.
        name: String,
        /// In the vocabulary of the rules (`recipient.kind`), which is open.
        kind: String,
        /// The part it plays.
        role: RecipientRole,
        /// ISO 3166 code of its country, where it is one country.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        country: Option<String>,
        /// Inside the European Economic Area.
        inside_eea: bool,
        /// The provision.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
        /// Within which limits.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        condition: Option<String>,
    }

    /// How long, for one result of the process.
    Retention {
        /// Which result: granted, refused, broken off …
        result: String,
        /// Who says so.
        source: RetentionSource,
        /// Number of the result in the selection list.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        /// How long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
        /// Least that a statute demands (2-12).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Period>,
        /// Most that a statute allows (2-12).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Period>,
        /// From when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<RetentionStart>,
        /// The provision, list or decision.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
        /// What else to know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    }

    /// One measure of security.
    Measure {
        /// In plain words.
        name: String,
        /// Which kind.
        kind: MeasureKind,
        /// As a term of the Data Privacy Vocabulary.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dpv: Option<String>,
    }

    /// Transfers outside the European Economic Area.
    Transfers {
        /// Whether.
        outside_eea: Outside,
        /// In plain words.
        description: String,
        /// What makes it lawful (AVG 44 to 49).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mechanism: Option<String>,
    }

    /// Notification under the Wbp.
    WbpNotification {
        /// How it stood.
        status: WbpStatus,
        /// Whether it had to be notified.
        notification_required: bool,
        /// Articles of the exemption (5-15, 5-16).
        #[serde(default)]
        articles: Vec<String>,
        /// What else is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    }

    /// Impact assessment.
    Dpia {
        /// How it stands.
        status: DpiaStatus,
        /// Why.
        reason: String,
        /// When it was done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        done_on: Option<Day>,
        /// What the FG advised (AVG 35(2)).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        officer_advice: Option<String>,
    }

    /// Decisions by a computer.
    AutomatedDecisions {
        /// Whether.
        taken: Automated,
        /// How it comes to its result, and what follows from it for people, in plain words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        logic: Option<String>,
        /// What permits a decision without a person (AVG 22(2), UAVG 40).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
        /// How people reach someone who looks at it again (AVG 22(3)).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        safeguard: Option<String>,
    }

    /// Whether the subject may see records of the activity.
    Confidentiality {
        /// Now or later.
        level: Level,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// The open activity that this is the confidential variant of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        variant_of: Option<ActivityId>,
    }
}

impl Default for Confidentiality {
    fn default() -> Self {
        Self { level: Level::Open, reason: None, variant_of: None }
    }
}

impl Retention {
    /// The last day on which something that ended on `day` is kept; none for what is kept for good, and where no period was
    /// set.
    pub fn last_day(&self, day: Day) -> Option<Day> {
        let from = match self.start {
            Some(RetentionStart::YearEnd) => Day::new(day.year(), 12, 31)?,
            _ => day,
        };
        Some(match self.period? {
            Period::Years(years) => from.plus_months(i64::from(years) * 12),
            Period::Months(months) => from.plus_months(months.into()),
            Period::Weeks(weeks) => from.plus_weeks(weeks.into()),
            Period::Days(days) => from.plus_days(days.into()),
            Period::Permanent => return None,
        })
    }
}

impl Entry {
    /// Results for which only the daily board can fix a period (2-13).
    pub fn missing_board_decisions(&self) -> impl Iterator<Item = &Retention> {
        self.retention.iter().filter(|line| line.source == RetentionSource::Missing)
    }
}
