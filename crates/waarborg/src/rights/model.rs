//! Requests of people about their own data, and the steps they take. No SQL, no HTTP, no contents of items.

use ground::{Actor, Day, Length, Role};
use serde::{Deserialize, Serialize};

use super::clock::{Clock, Pause};
use crate::adoption::Deed;
use crate::error::Error;
use crate::records::{ItemId, Protection, Subject, SubjectId};
use crate::register::Letter;
use crate::words::words;

/// The first day of the AVG.
const AVG_BEGINS: (i16, i8, i8) = (2018, 5, 25);

words! {
    /// What someone asks (3-14).
    Right {
        /// Whether and how data are processed, and a copy (3-15).
        Access = "access";
        /// That something wrong is put right (3-16).
        Rectification = "rectification";
        /// That something is erased (L-7).
        Erasure = "erasure";
        /// That something is only kept (L-7).
        Restriction = "restriction";
        /// To take data along (L-7).
        Portability = "portability";
        /// That WIL stops with something (3-17).
        Objection = "objection";
    }

    /// How a request came in. There is no form that it must have.
    Channel {
        /// The resident's own page.
        OwnPage = "own_page";
        /// An employee, for someone at the desk or on the phone.
        Desk = "desk";
        /// A letter.
        Paper = "paper";
    }

    /// In which capacity someone asks (6.10-3, 6.10-4, T-12).
    Capacity {
        /// For themselves.
        Own = "own";
        /// Parent or guardian of someone under 16.
        Parent = "parent";
        /// Curator.
        Curator = "curator";
        /// Mentor, in matters of care.
        Mentor = "mentor";
        /// Bewindvoerder, in matters of money.
        Trustee = "trustee";
        /// With a mandate of the person.
        Mandate = "mandate";
        /// Anyone else.
        Other = "other";
    }

    /// What shows that someone may act for another.
    Authority {
        /// The register of custody was looked into.
        CustodyRegister = "custody_register";
        /// The register of curatele and bewind was looked into.
        ProtectionRegister = "protection_register";
        /// The order of the court was seen.
        CourtOrder = "court_order";
        /// A signed mandate was seen.
        WrittenMandate = "written_mandate";
    }

    /// What the request is about, for who is represented in some matters only.
    Matter {
        /// Care, nursing, treatment.
        Care = "care";
        /// Money and goods.
        Finance = "finance";
        /// Anything else.
        Other = "other";
    }

    /// How someone showed who they are, by means that fit (6.10-3). A copy of a document is never among them (3-22).
    Proof {
        /// Signed in at a substantial level.
        SignedIn = "signed_in";
        /// In person; a document was seen and given back.
        DocumentSeen = "document_seen";
        /// An answer that only they know, and a letter to the address that was known.
        KnownAddress = "known_address";
        /// By calling the number that was known.
        KnownNumber = "known_number";
    }

    /// Why more time is needed (AVG 12(3)). There are no other reasons.
    Cause {
        /// The request is complex.
        Complex = "complex";
        /// There are many requests.
        Many = "many";
    }

    /// How special circumstances were weighed (AVG 21(1)).
    Weighing {
        /// Not yet.
        NotWeighed = "not_weighed";
        /// They weigh more than the task.
        Justified = "justified";
        /// They do not.
        NotJustified = "not_justified";
    }

    /// What was decided.
    Verdict {
        /// It is done.
        Granted = "granted";
        /// It is not.
        Refused = "refused";
    }
}

impl Right {
    /// It is about single items, which are chosen.
    pub fn is_about_items(self) -> bool {
        matches!(self, Self::Rectification | Self::Erasure | Self::Restriction)
    }
}

/// The id of a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(String);

impl RequestId {
    /// A fresh one.
    pub fn fresh(house: &crate::house::House) -> Self {
        Self(house.fresh_id())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for RequestId {
    type Err = crate::records::ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<ItemId>().map(|id| Self(id.as_str().to_owned()))
    }
}

/// A request, without what it says in free words.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The id.
    pub id: RequestId,
    /// What people call it: `V-2026-00017`.
    pub number: String,
    /// Whose data it is about.
    pub subject: SubjectId,
    /// What is asked.
    pub right: Right,
    /// How it came in.
    pub channel: Channel,
    /// From which day the term counts.
    pub received: Day,
    /// Who asks.
    pub capacity: Capacity,
    /// In which matter.
    pub matter: Matter,
    /// The items it is about; none where it is about everything.
    pub items: Vec<ItemId>,
    /// Who wrote it down, and when.
    pub made: Deed,
    /// The steps so far.
    pub steps: Vec<Taken>,
    /// How far it came.
    pub stage: Stage,
    /// Something in free words came along.
    pub has_note: bool,
}

/// A step, with who took it and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The step.
    pub step: Step,
    /// By whom, and when.
    pub deed: Deed,
}

/// A step of a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Proof of identity was asked for.
    AskIdentity,
    /// It was shown.
    Identify(Identity),
    /// More time was taken, and the person was told why.
    Extend {
        /// Why.
        cause: Cause,
    },
    /// The rules were asked, and want more facts or advice first.
    Consider(Considered),
    /// It was decided.
    Decide(Decision),
    /// The decision reached the person, with what belongs to it.
    Answer,
    /// The person took it back.
    Withdraw,
}

/// How it was seen who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// By which means.
    pub proof: Proof,
    /// What showed that they may act for the person.
    pub authority: Option<Authority>,
}

/// What the rules said before they could say yes or no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Considered {
    /// The ruling in the journal.
    pub ruling: String,
    /// `MORE_FACTS_NEEDED`, `NEEDS_FG_ADVICE` …
    pub outcome: String,
    /// Why.
    pub reasons: Vec<Because>,
    /// The facts that are missing.
    pub questions: Vec<String>,
}

/// A reason of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    /// The statement of the policy.
    pub norm: String,
    /// Articles of law.
    pub law: Vec<String>,
    /// In Dutch.
    pub text: String,
}

/// A decision on a request (Awb 1:3; UAVG 34).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Yes or no.
    pub verdict: Verdict,
    /// The ruling in the journal that it rests on.
    pub ruling: String,
    /// The law it was judged by: `wbp` or `avg`.
    pub law: String,
    /// Why.
    pub reasons: Vec<Because>,
    /// What has to be done with it, by code.
    pub obligations: Vec<String>,
    /// What can be done instead, in Dutch.
    pub alternative: Option<String>,
    /// It was about a professional opinion: the person's own statement is added.
    pub opinion: bool,
    /// What must still be kept, where that is why.
    pub kept: Vec<Kept>,
}

/// Why something may not be erased yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The number of the file.
    pub file: String,
    /// How long, in Dutch.
    pub period: String,
    /// From when, in Dutch.
    pub start: String,
    /// The provision or list.
    pub basis: String,
    /// The last day; none while the file is open, or for what is kept for good.
    pub until: Option<Day>,
}

/// What the one who handles a request has found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    /// Something is incorrect, incomplete, irrelevant or unlawful.
    pub factual_error: Option<bool>,
    /// It is a professional opinion.
    pub opinion: Option<bool>,
    /// It is about advertising or a newsletter.
    pub direct_marketing: Option<bool>,
    /// How special circumstances were weighed.
    pub weighing: Weighing,
    /// The ground on which WIL processes what it is about.
    pub ground: Option<Letter>,
}

impl Default for Assessment {
    fn default() -> Self {
        Self {
            factual_error: None,
            opinion: None,
            direct_marketing: None,
            weighing: Weighing::NotWeighed,
            ground: None,
        }
    }
}

/// How far a request came, with what took it there.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It came in.
    Received,
    /// Proof of identity is awaited.
    IdentityAsked(Deed),
    /// It is known who asks.
    Identified(Identity),
    /// And more time was taken.
    Extended(Identity, Cause),
    /// It was decided; known who asked, unless the no did not depend on that.
    Decided(Option<Identity>, Decision),
    /// The decision reached the person.
    Answered(Option<Identity>, Decision),
    /// The person took it back.
    Withdrawn,
}

impl Stage {
    /// The word in translations.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::IdentityAsked(_) => "identity-asked",
            Self::Identified(_) => "identified",
            Self::Extended(..) => "extended",
            Self::Decided(..) => "decided",
            Self::Answered(..) => "answered",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Where a step leads. A step that does not fit is a conflict, and changes nothing.
    pub fn after(self, taken: &Taken) -> Result<Self, Error> {
        let misfit = Err(Error::Conflict("rights-step"));
        Ok(match (self, &taken.step) {
            (Self::Received, Step::AskIdentity) => Self::IdentityAsked(taken.deed.clone()),
            (Self::Received | Self::IdentityAsked(_), Step::Identify(identity)) => {
                Self::Identified(*identity)
            }
            (Self::Identified(identity), Step::Extend { cause }) => Self::Extended(identity, *cause),
            (stage, Step::Consider(_)) if stage.is_pending() => stage,
            (stage, Step::Decide(decision)) if stage.is_pending() => {
                // Nothing is ever given to someone of whom it is not known who they are.
                if decision.verdict == Verdict::Granted && stage.identity().is_none() {
                    return misfit;
                }
                Self::Decided(stage.identity(), decision.clone())
            }
            (Self::Decided(identity, decision), Step::Answer) => Self::Answered(identity, decision),
            (stage, Step::Withdraw) if stage.is_pending() => Self::Withdrawn,
            _ => return misfit,
        })
    }

    /// Not decided and not withdrawn.
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Received | Self::IdentityAsked(_) | Self::Identified(_) | Self::Extended(..))
    }

    /// Something is still to be done.
    pub fn is_open(&self) -> bool {
        self.is_pending() || matches!(self, Self::Decided(..))
    }

    /// How it was seen who asks, if it was.
    pub fn identity(&self) -> Option<Identity> {
        match self {
            Self::Identified(identity) | Self::Extended(identity, _) => Some(*identity),
            Self::Decided(identity, _) | Self::Answered(identity, _) => *identity,
            Self::Received | Self::IdentityAsked(_) | Self::Withdrawn => None,
        }
    }

    /// What was decided, if it was.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Decided(_, decision) | Self::Answered(_, decision) => Some(decision),
            _ => None,
        }
    }
}

impl Capacity {
    /// In the vocabulary of the rules.
    pub fn requester(self) -> &'static str {
        match self {
            Self::Own => "subject",
            Self::Other => "third_person",
            _ => "representative",
        }
    }

    /// Whether this person can have such a representative. A parent acts for who is under 16, a curator for who is under
    /// curatele; a mandate is given by who may ask themselves.
    pub fn fits(self, subject: &Subject, today: Day) -> bool {
        let child = subject.certain_age(today) < 16;
        match self {
            Self::Own | Self::Other => true,
            Self::Parent => child,
            Self::Curator => subject.protection == Protection::Curatele,
            Self::Mentor => subject.protection == Protection::Mentorschap,
            Self::Trustee => subject.protection == Protection::Bewind,
            Self::Mandate => !child && subject.protection != Protection::Curatele,
        }
    }
}

impl Request {
    /// With one step more.
    pub fn step(mut self, step: Step, deed: Deed) -> Result<Self, Error> {
        let taken = Taken { step, deed };
        self.stage = self.stage.after(&taken)?;
        self.steps.push(taken);
        Ok(self)
    }

    /// How many steps were taken: a form made for another number is stale.
    pub fn revision(&self) -> i64 {
        i64::try_from(self.steps.len()).unwrap_or(i64::MAX)
    }

    /// It was pending when the AVG came, and stays under the Wbp (UAVG 48).
    pub fn pending_at_transition(&self) -> bool {
        let (year, month, day) = AVG_BEGINS;
        Day::new(year, month, day).is_some_and(|first| self.received < first)
    }

    /// Its clock, by the length that the law gives.
    pub fn clock(&self, length: Length) -> Clock {
        let day_of = |wanted: fn(&Step) -> bool| {
            self.steps.iter().find(|taken| wanted(&taken.step)).map(|taken| taken.deed.at.day())
        };
        let asked = day_of(|step| matches!(step, Step::AskIdentity));
        let shown = day_of(|step| matches!(step, Step::Identify(_)));
        Clock {
            received: self.received,
            length,
            pause: asked.map(|asked| Pause { asked, shown }),
            extended: self.steps.iter().any(|taken| matches!(taken.step, Step::Extend { .. })),
            ended: day_of(|step| matches!(step, Step::Decide(_) | Step::Withdraw)),
        }
    }

    /// When it was decided.
    pub fn decided(&self) -> Option<&Deed> {
        self.steps.iter().find(|taken| matches!(taken.step, Step::Decide(_))).map(|taken| &taken.deed)
    }
}

/// The keyed hash under which a resident signed in; none for who works here. Accounts of residents are called
/// `resident-` and the hash.
pub fn resident_of(actor: &Actor) -> Option<&str> {
    let hash = actor.id.strip_prefix("resident-").filter(|_| actor.role == Role::Resident)?;
    (hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(hash)
}

/// One item that someone received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The id of the disclosure.
    pub disclosure: String,
    /// The organisation or department.
    pub recipient: String,
    /// When.
    pub given: Day,
    /// Which item.
    pub item: ItemId,
    /// When they were told of a correction, erasure or restriction.
    pub told: Option<ground::Instant>,
}

#[cfg(test)]
mod tests {
    use ground::Instant;

    use super::*;

    fn deed() -> Deed {
        Deed { by: Actor { id: String::from("x"), role: Role::Employee }, at: Instant(0) }
    }

    fn walk(steps: &[Step]) -> Result<Stage, Error> {
        steps
            .iter()
            .try_fold(Stage::Received, |stage, step| stage.after(&Taken { step: step.clone(), deed: deed() }))
    }

    fn decision(verdict: Verdict) -> Step {
        Step::Decide(Decision {
            verdict,
            ruling: String::new(),
            law: String::from("avg"),
            reasons: Vec::new(),
            obligations: Vec::new(),
            alternative: None,
            opinion: false,
            kept: Vec::new(),
        })
    }

    // proves!("6.10-3")
    #[test]
    fn nothing_is_granted_before_it_is_known_who_asks() {
        let shown = Step::Identify(Identity { proof: Proof::DocumentSeen, authority: None });
        assert!(walk(&[decision(Verdict::Granted)]).is_err());
        assert!(walk(&[Step::AskIdentity, decision(Verdict::Granted)]).is_err());
        assert!(walk(&[shown.clone(), decision(Verdict::Granted)]).is_ok());
        assert!(walk(&[decision(Verdict::Refused)]).is_ok(), "a no gives nothing away");
    }

    #[test]
    fn steps_that_do_not_fit_are_conflicts() {
        let shown = Step::Identify(Identity { proof: Proof::SignedIn, authority: None });
        let extend = Step::Extend { cause: Cause::Complex };
        for wrong in [
            vec![Step::Answer],
            vec![extend.clone()],
            vec![shown.clone(), shown.clone()],
            vec![shown.clone(), extend.clone(), extend],
            vec![Step::Withdraw, shown.clone()],
            vec![shown.clone(), decision(Verdict::Granted), Step::Withdraw],
            vec![shown, decision(Verdict::Refused), Step::Answer, Step::Answer],
        ] {
            assert!(matches!(walk(&wrong), Err(Error::Conflict("rights-step"))), "{wrong:?}");
        }
    }

    #[test]
    fn residents_are_told_from_who_works_here() {
        let id = format!("resident-{}", "a1".repeat(32));
        assert!(resident_of(&Actor { id: id.clone(), role: Role::Resident }).is_some());
        assert!(resident_of(&Actor { id, role: Role::Employee }).is_none());
        for id in ["demo-noor", "resident-", "resident-xyz"] {
            assert!(resident_of(&Actor { id: id.to_owned(), role: Role::Resident }).is_none());
        }
    }
}
