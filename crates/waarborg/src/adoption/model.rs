//! A version of the policy and the steps it takes. Each stage carries what was needed to get there.

use std::collections::BTreeMap;

use ground::{Actor, Day, Instant};
use serde_json::Value;

use crate::error::{Error, FieldError};
use crate::register::{Refusal, Ruled};

/// A version of the policy, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion {
    /// 1, 2, 3 …; never used again.
    pub number: i64,
    /// What rulings call it: `2026.1+1a2b3c4d5e6f`.
    pub name: String,
    /// SHA-256 of the files that can change a ruling.
    pub hash: String,
    /// What changes and why, in the words of who proposed it.
    pub note: String,
    /// The version it was compared with; none for the first.
    pub base: Option<i64>,
    /// Who brought it in.
    pub proposed: Deed,
    /// How far it came.
    pub stage: Stage,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Id and role.
    pub by: Actor,
    /// The moment of the transaction.
    pub at: Instant,
}

impl Deed {
    /// Moment, account and role, as three columns hold them.
    pub fn parts(&self) -> (Instant, &str, &str) {
        (self.at, &self.by.id, self.by.role.as_str())
    }
}

/// How far a version came, with what took it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// There when this installation began; in force from the beginning.
    First,
    /// Proposed; waits for the advice of the FG.
    Draft,
    /// Waits for the daily board.
    Advised(Advice),
    /// In force from a day.
    Adopted {
        /// What the FG said.
        advice: Advice,
        /// What the board decided.
        resolution: Resolution,
        /// The first day.
        in_force: Day,
    },
    /// Will not come into force.
    Rejected {
        /// What the FG said.
        advice: Advice,
        /// What the board decided.
        resolution: Resolution,
    },
}

/// The advice of the FG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// For or against.
    pub opinion: Opinion,
    /// Why.
    pub text: String,
    /// By whom and when.
    pub deed: Deed,
}

/// For or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    /// Adopt it.
    Positive,
    /// Do not adopt it.
    Negative,
}

/// The decision of the daily board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// Why; may be empty when nothing had to be explained.
    pub text: String,
    /// By whom and when.
    pub deed: Deed,
}

/// A version to be, with what is known of it.
#[derive(Debug, Clone, Default)]
pub struct Proposal {
    /// All files, path to text.
    pub sources: BTreeMap<String, String>,
    /// What changes and why.
    pub note: String,
    /// The version that it was compared with.
    pub base: i64,
    /// What came of the comparison and of the proofs.
    pub examination: Examination,
}

/// What is known of a version before anyone decides. Its facts were made by a solver: they are about nobody.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Examination {
    /// What became of each promise. Empty: nobody examined it.
    pub proofs: Vec<PromiseProof>,
    /// What the version newly allows and newly stops, by question.
    pub differences: Vec<QuestionDifference>,
    /// Past rulings that would now come out otherwise.
    pub changed: Vec<ChangedRuling>,
}

/// What became of one promise.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseProof {
    /// The name of the promise.
    pub promise: String,
    /// The statements it follows from.
    pub norms: Vec<String>,
    /// The promise in Dutch.
    pub sentence: String,
    /// What came of it.
    pub result: ProofResult,
    /// The counterexample as a story, in Dutch.
    pub story: Option<String>,
    /// The facts of the counterexample.
    pub facts: Option<Value>,
    /// Which solver.
    pub solver: String,
}

/// Whether a promise holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofResult {
    /// For all valid facts.
    Proved,
    /// Not for some facts.
    Refuted,
    /// Not settled.
    Unknown,
}

/// How the answers to one question change.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionDifference {
    /// The question, such as `disclose`.
    pub question: String,
    /// The law it is judged by: `avg` or `wbp`.
    pub law: String,
    /// Which verdict is compared: `policy`, `law` or `ruling`.
    pub layer: String,
    /// Which way it goes.
    pub direction: Direction,
    /// Facts that only the new version allows.
    pub wider: Option<Value>,
    /// Facts that only the old version allows.
    pub narrower: Option<Value>,
}

/// Which way answers change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is allowed.
    Wider,
    /// Less is allowed.
    Narrower,
    /// Some more, some less.
    Both,
    /// The same.
    Equal,
    /// Not settled.
    Unknown,
}

/// A ruling that the new version would give otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRuling {
    /// Its id.
    pub ruling: String,
    /// The outcome as it was given, such as `REFUSED`.
    pub then: String,
    /// The outcome by the new version.
    pub now: String,
}

/// A reason why the board has to explain an adoption in writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// Nobody tried to prove anything.
    NotExamined,
    /// So many promises do not hold.
    Refuted(usize),
    /// So many promises are not settled.
    Unproved(usize),
    /// The FG advised against it.
    NegativeAdvice,
}

macro_rules! names {
    ($($kind:ident { $($variant:ident = $name:literal,)+ })+) => {$(
        impl $kind {
            /// The name in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The one of that name.
            pub fn of(name: &str) -> Option<Self> {
                [$(Self::$variant),+].into_iter().find(|it| it.as_str() == name)
            }
        }
    )+};
}

names! {
    Opinion { Positive = "positive", Negative = "negative", }
    ProofResult { Proved = "proved", Refuted = "refuted", Unknown = "unknown", }
    Direction { Wider = "wider", Narrower = "narrower", Both = "both", Equal = "equal", Unknown = "unknown", }
}

impl Stage {
    /// The name in the database.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Draft => "draft",
            Self::Advised(_) => "advised",
            Self::Adopted { .. } => "adopted",
            Self::Rejected { .. } => "rejected",
        }
    }

    /// Whether it rules, or will.
    pub fn is_adopted(&self) -> bool {
        matches!(self, Self::First | Self::Adopted { .. })
    }

    /// What the FG said, if anything.
    pub fn advice(&self) -> Option<&Advice> {
        match self {
            Self::First | Self::Draft => None,
            Self::Advised(advice) | Self::Adopted { advice, .. } | Self::Rejected { advice, .. } => {
                Some(advice)
            }
        }
    }

    /// What the board decided, if anything.
    pub fn resolution(&self) -> Option<&Resolution> {
        match self {
            Self::Adopted { resolution, .. } | Self::Rejected { resolution, .. } => Some(resolution),
            Self::First | Self::Draft | Self::Advised(_) => None,
        }
    }

    /// The first day in force, of a version that was adopted later.
    pub fn in_force(&self) -> Option<Day> {
        if let Self::Adopted { in_force, .. } = self { Some(*in_force) } else { None }
    }
}

impl PolicyVersion {
    /// The FG advises, once.
    pub fn advise(self, advice: Advice) -> Result<Self, Error> {
        match self.stage {
            Stage::Draft => Ok(Self { stage: Stage::Advised(advice), ..self }),
            _ => Err(Error::Conflict("policy-not-a-draft")),
        }
    }

    /// The daily board adopts it from a day that is not before today. `newest` is the version adopted last: what the
    /// FG and the board read is the difference with it, or it is out of date.
    pub fn adopt(
        self,
        resolution: Resolution,
        in_force: Day,
        newest: i64,
        concerns: &[Concern],
    ) -> Result<Ruled<Self>, Error> {
        let advice = match self.after_advice()? {
            Ok(advice) => advice,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if self.base != Some(newest) {
            return Err(Error::Conflict("policy-base-passed"));
        }
        if in_force < resolution.deed.at.day() {
            return Err(Error::invalid(
                "ingang",
                "must not be before today",
                "Kies vandaag of een latere dag. Het beleid verandert niet achteraf.",
            ));
        }
        if !concerns.is_empty() && resolution.text.is_empty() {
            return Ok(Err(unexplained()));
        }
        Ok(Ok(Self { stage: Stage::Adopted { advice, resolution, in_force }, ..self }))
    }

    /// The daily board rejects it, and says why.
    pub fn reject(self, resolution: Resolution) -> Result<Ruled<Self>, Error> {
        let advice = match self.after_advice()? {
            Ok(advice) => advice,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if resolution.text.is_empty() {
            return Ok(Err(unexplained()));
        }
        Ok(Ok(Self { stage: Stage::Rejected { advice, resolution }, ..self }))
    }

    fn after_advice(&self) -> Result<Ruled<Advice>, Error> {
        match &self.stage {
            Stage::Advised(advice) => Ok(Ok(advice.clone())),
            Stage::Draft => Ok(Err(Refusal {
                norm: "6.14-5",
                message: "the officer advises first; then the daily board decides",
                message_nl: "Eerst adviseert de FG. Daarna beslist het dagelijks bestuur.",
                fields: Vec::new(),
            })),
            _ => Err(Error::Conflict("policy-decided")),
        }
    }
}

/// What the board must explain when it adopts a version.
pub(super) fn concerns(proofs: &[PromiseProof], advice: Option<&Advice>) -> Vec<Concern> {
    let count = |result| proofs.iter().filter(|proof| proof.result == result).count();
    let mut concerns = Vec::new();
    if proofs.is_empty() {
        concerns.push(Concern::NotExamined);
    }
    match count(ProofResult::Refuted) {
        0 => {}
        refuted => concerns.push(Concern::Refuted(refuted)),
    }
    match count(ProofResult::Unknown) {
        0 => {}
        unproved => concerns.push(Concern::Unproved(unproved)),
    }
    if advice.is_some_and(|advice| advice.opinion == Opinion::Negative) {
        concerns.push(Concern::NegativeAdvice);
    }
    concerns
}

/// A decision rests on reasons, above all one that goes against advice (Awb 3:46 and 3:50).
fn unexplained() -> Refusal {
    Refusal {
        norm: "Awb 3:46",
        message: "the daily board has to say why in writing",
        message_nl: "Het dagelijks bestuur moet schriftelijk uitleggen waarom.",
        fields: vec![FieldError::new(
            "motivering",
            "say why",
            "Leg uit waarom het dagelijks bestuur dit besluit.",
        )],
    }
}
