//! Requests for public information, and the steps they take (6.12). No SQL, no HTTP, nothing of who asks.

use ground::{Day, Length};
use serde::{Deserialize, Serialize};

use super::clock::{Clock, Pause};
use super::inventory::{Document, Judgement};
use crate::adoption::Deed;
use crate::error::Error;
use crate::house::House;
use crate::records::{ItemId, ParseIdError, SubjectId};
use crate::rights::Because;
use crate::words::words;

words! {
    /// How a request came in. There is no form that it must have (Woo 4.1(2)).
    Way {
        /// The page that is open to all.
        Web = "web";
        /// A letter.
        Paper = "paper";
        /// An e-mail.
        Email = "email";
    }

    /// What a request turns out to be about (6.12-2, 6.10-2).
    About {
        /// A matter of government.
        Matter = "matter";
        /// The file of a particular person who is not the one who asks.
        Person = "person";
        /// The data of the one who asks.
        Own = "own";
        /// Someone who died, asked by a close relative (Woo 5.5(2)).
        Relative = "relative";
    }

    /// For whom the answer is (6.12-5, T-8, L-19).
    Audience {
        /// Everyone, for ever.
        Everyone = "everyone";
        /// The one it is about, or a close relative (Woo 5.5).
        Own = "own";
        /// The one who asks, for compelling reasons and under conditions (Woo 5.6).
        Compelling = "compelling";
        /// Someone who does research or journalism, under conditions (Woo 5.7).
        Research = "research";
    }

    /// What comes of a request.
    Outcome {
        /// All documents are public.
        Granted = "granted";
        /// Some, or parts of them.
        Partly = "partly";
        /// Nothing.
        Refused = "refused";
        /// There are no documents.
        NoDocuments = "no_documents";
    }

    /// Why more time is needed (Woo 4.4(2); the Wob named no reasons).
    More {
        /// There are many documents.
        Size = "size";
        /// The information is complicated.
        Complex = "complex";
    }
}

/// The id of a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(String);

impl RequestId {
    /// A fresh one.
    pub fn fresh(house: &House) -> Self {
        Self(house.fresh_id())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for RequestId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<ItemId>().map(|id| Self(id.as_str().to_owned()))
    }
}

/// A request. Who asks, and in which words, is sealed beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The id.
    pub id: RequestId,
    /// What people call it: `W-2026-00017`.
    pub number: String,
    /// Whose key seals who asks: someone of whom nothing else is known.
    pub asker: SubjectId,
    /// How it came in.
    pub way: Way,
    /// From which day the term counts.
    pub received: Day,
    /// Who wrote it down, and when.
    pub made: Deed,
    /// The steps so far.
    pub steps: Vec<Taken>,
    /// How far it came.
    pub stage: Stage,
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
    /// It is too general: the one who asks is helped to make it precise (Woo 4.1(5), O-HELP-SPECIFY).
    AskSpecify {
        /// The day until which they may answer.
        until: Day,
    },
    /// It is clear what is asked, and the rules were asked whether that can be handled as a request for public information.
    Assess(Assessment),
    /// Others whose interests are touched are asked for their views (Awb 4:8; Woo 4.4(3)).
    AskViews {
        /// The day until which they may answer.
        until: Day,
    },
    /// The views are in, or the time for them is over.
    ViewsIn,
    /// More time was taken, and the one who asks was told why.
    Extend {
        /// Why.
        cause: More,
    },
    /// It is a request for one's own data: sent on to who handles those (6.10).
    Refer,
    /// The decision was put before the board.
    Propose(Proposal),
    /// The board wants it changed.
    SendBack,
    /// The board decided.
    Decide(Decision),
    /// What is public became public, or went to who may have it.
    Release,
    /// The one who asked took it back.
    Withdraw,
    /// It never became clear, and is not handled (Woo 4.1(6), Awb 4:5).
    SetAside,
}

/// What it was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// What it is about.
    pub about: About,
    /// It was seen who asks; needed where that matters.
    pub identified: bool,
    /// The ruling in the journal.
    pub ruling: String,
    /// The rules refused: it can only be refused.
    pub refused: bool,
    /// Why.
    pub reasons: Vec<Because>,
}

impl Assessment {
    /// Whether documents are judged alike under both.
    pub fn same_as(&self, other: &Self) -> bool {
        (self.about, self.identified, self.refused) == (other.about, other.identified, other.refused)
    }
}

/// What the disclosure officer puts before the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What comes of it, as the judgements of the documents have it.
    pub outcome: Outcome,
    /// For whom.
    pub audience: Audience,
    /// What was asked and decided, in words that name nobody; for the public register.
    pub summary: String,
    /// Someone is expected to object: release waits (L-17).
    pub objection_expected: bool,
}

/// A decision of the board (Awb 1:3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was proposed is what was decided.
    pub proposal: Proposal,
    /// `wob` or `woo`: by which law the documents were judged.
    pub law: String,
    /// The first day on which it may be released.
    pub release_from: Day,
}

/// How far a request came, with what took it there.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It came in.
    Received,
    /// It waits for a clearer request.
    Unclear,
    /// It is known what it is, and the documents are gathered and judged.
    Assessed(Assessment),
    /// The board has it.
    Proposed(Assessment, Proposal),
    /// The board decided.
    Decided(Decision),
    /// What was decided was done.
    Released(Decision),
    /// It is handled as a request for one's own data.
    Referred,
    /// It was taken back.
    Withdrawn,
    /// It never became clear, and is not handled.
    SetAside,
}

impl Stage {
    /// The word in translations.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Unclear => "unclear",
            Self::Assessed(_) => "assessed",
            Self::Proposed(..) => "proposed",
            Self::Decided(_) => "decided",
            Self::Released(_) => "released",
            Self::Referred => "referred",
            Self::Withdrawn => "withdrawn",
            Self::SetAside => "set_aside",
        }
    }

    /// Where a step leads. A step that does not fit is a conflict, and changes nothing.
    pub fn after(self, step: &Step) -> Result<Self, Error> {
        Ok(match (self, step) {
            (Self::Received, Step::AskSpecify { .. }) => Self::Unclear,
            (Self::Received | Self::Unclear | Self::Assessed(_), Step::Assess(found)) => {
                Self::Assessed(found.clone())
            }
            (Self::Assessed(found), Step::AskViews { .. } | Step::ViewsIn)
            | (Self::Proposed(found, _), Step::SendBack) => Self::Assessed(found),
            (stage @ (Self::Received | Self::Assessed(_)), Step::Extend { .. }) => stage,
            (Self::Assessed(found), Step::Refer) if found.about == About::Own => Self::Referred,
            (Self::Assessed(found), Step::Propose(proposal)) => Self::Proposed(found, proposal.clone()),
            (Self::Proposed(_, proposal), Step::Decide(decision)) if decision.proposal == proposal => {
                Self::Decided(decision.clone())
            }
            (Self::Decided(decision), Step::Release) => Self::Released(decision),
            (Self::Unclear, Step::SetAside) => Self::SetAside,
            (stage, Step::Withdraw) if stage.is_pending() => Self::Withdrawn,
            _ => return Err(Error::Conflict("disclosure-step")),
        })
    }

    /// Not decided, and still a request of this kind.
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Received | Self::Unclear | Self::Assessed(_) | Self::Proposed(..))
    }

    /// Something is still to be done. Until then nothing that it is about is destroyed (Woo 4.1a).
    pub fn is_open(&self) -> bool {
        self.is_pending() || matches!(self, Self::Decided(_))
    }

    /// What it was found to be, while its documents can be judged.
    pub fn assessed(&self) -> Option<&Assessment> {
        if let Self::Assessed(found) = self { Some(found) } else { None }
    }

    /// What was proposed, or decided by now.
    pub fn proposal(&self) -> Option<&Proposal> {
        match self {
            Self::Proposed(_, proposal) => Some(proposal),
            Self::Decided(decision) | Self::Released(decision) => Some(&decision.proposal),
            _ => None,
        }
    }

    /// What was decided, if it was.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Decided(decision) | Self::Released(decision) => Some(decision),
            _ => None,
        }
    }

    /// Released to everyone: it stands in the public register.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Released(decision) if decision.proposal.audience == Audience::Everyone)
    }
}

impl About {
    /// For whom an answer can be. What is about the one who asks never becomes public (Woo 5.5).
    pub fn audiences(self) -> &'static [Audience] {
        match self {
            Self::Matter => &[Audience::Everyone, Audience::Compelling, Audience::Research],
            Self::Person => &[Audience::Everyone],
            Self::Own | Self::Relative => &[Audience::Own],
        }
    }
}

impl Outcome {
    /// What the judgements of the documents come down to.
    pub fn following(judgements: &[Judgement]) -> Self {
        let open = |it: &Judgement| matches!(it, Judgement::Open | Judgement::Known);
        match judgements {
            [] => Self::NoDocuments,
            all if all.iter().all(open) => Self::Granted,
            all if all.iter().all(|it| *it == Judgement::Closed) => Self::Refused,
            _ => Self::Partly,
        }
    }

    /// Whether something comes out.
    pub fn gives(self) -> bool {
        matches!(self, Self::Granted | Self::Partly)
    }
}

impl Request {
    /// With one step more.
    pub fn step(mut self, step: Step, deed: Deed) -> Result<Self, Error> {
        self.stage = self.stage.after(&step)?;
        self.steps.push(Taken { step, deed });
        Ok(self)
    }

    /// Whether this document may still be given to anyone for this request: until it is over, and after that as long as its
    /// release is suspended.
    pub fn may_still_give(&self, document: &Document) -> bool {
        self.stage.is_open() || self.has_suspended(document)
    }

    /// Whether the request was released without this document, which waits.
    pub fn has_suspended(&self, document: &Document) -> bool {
        matches!(self.stage, Stage::Released(_)) && document.suspended
    }

    /// How many steps were taken: a form made for another number is stale.
    pub fn revision(&self) -> i64 {
        i64::try_from(self.steps.len()).unwrap_or(i64::MAX)
    }

    /// Its clock, by the lengths that the law of the day of receipt gives. `prompt` is the time within which a clearer
    /// request is asked for.
    pub fn clock(&self, length: Length, prompt: Length) -> Clock {
        let mut pauses: Vec<Pause> = Vec::new();
        let mut views = false;
        for Taken { step, deed } in &self.steps {
            let day = deed.at.day();
            match step {
                Step::AskSpecify { until } if day <= Clock::prompt_until(self.received, prompt) => {
                    pauses.push(Pause { asked: day, until: *until, answered: None });
                }
                Step::AskViews { until } => {
                    views = true;
                    pauses.push(Pause { asked: day, until: *until, answered: None });
                }
                Step::Assess(_) if !views => answer(&mut pauses, day),
                Step::ViewsIn | Step::Propose(_) => {
                    views = false;
                    answer(&mut pauses, day);
                }
                _ => {}
            }
        }
        let ends =
            |step: &Step| matches!(step, Step::Decide(_) | Step::Refer | Step::Withdraw | Step::SetAside);
        Clock {
            received: self.received,
            length,
            pauses,
            extended: self.steps.iter().any(|taken| matches!(taken.step, Step::Extend { .. })),
            ended: self.steps.iter().find(|taken| ends(&taken.step)).map(|taken| taken.deed.at.day()),
        }
    }

    /// What it was found to be, the last time that was looked at; also after it was decided.
    pub fn assessment(&self) -> Option<&Assessment> {
        self.steps.iter().rev().find_map(|taken| match &taken.step {
            Step::Assess(found) => Some(found),
            _ => None,
        })
    }

    /// When it was decided, if only not to handle it.
    pub fn decided(&self) -> Option<&Deed> {
        self.deed_of(|step| matches!(step, Step::Decide(_) | Step::SetAside))
    }

    /// The last day on which a clearer request was awaited, when it was asked for.
    pub fn clear_until(&self) -> Option<Day> {
        self.steps.iter().rev().find_map(|taken| match taken.step {
            Step::AskSpecify { until } => Some(until),
            _ => None,
        })
    }

    /// When it was released.
    pub fn released(&self) -> Option<&Deed> {
        self.deed_of(|step| matches!(step, Step::Release))
    }

    /// Views were asked for and are not in. Whoever puts the decision before the board awaits them no longer.
    pub fn awaits_views(&self) -> bool {
        let last = |wanted: fn(&Step) -> bool| self.steps.iter().rposition(|taken| wanted(&taken.step));
        let asked = last(|step| matches!(step, Step::AskViews { .. }));
        asked.is_some() && asked > last(|step| matches!(step, Step::ViewsIn | Step::Propose(_)))
    }

    fn deed_of(&self, wanted: fn(&Step) -> bool) -> Option<&Deed> {
        self.steps.iter().find(|taken| wanted(&taken.step)).map(|taken| &taken.deed)
    }
}

/// The pause that goes on ends today.
fn answer(pauses: &mut [Pause], day: Day) {
    if let Some(last) = pauses.last_mut() {
        last.answered = last.answered.or(Some(day));
    }
}
