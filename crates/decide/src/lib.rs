//! Facts in, ruling out. `decide` executes the rules of `policy/`.
//!
//! Architecture invariants: no I/O; total, so that whatever the facts there is a ruling; no yes without the norms
//! that carry it; an open fact never leads to a more permissive outcome than its worst value.
//!
//! Read in this order: `Sources` become a `Rulebook` (`rule`, `vocabulary`, `expression`, `program`); JSON becomes
//! `Facts` (`facts`); `decide` judges each item (`judge`), asks the `diagram` what open facts can still do, and writes
//! the `Ruling`. `reference` asks Cedar's own authorizer the same. `cases` says what the ruling on known facts has to be.

mod cases;
mod decide;
mod diagram;
mod expression;
mod facts;
mod json;
mod judge;
mod outcome;
mod program;
mod questions;
mod reasons;
mod reference;
mod regime;
mod rule;
mod rulebook;
mod ruling;
mod source;
mod tables;
mod texts;
mod vocabulary;
mod written;

pub use cases::{Case, Expected, SPOKEN, Spoken, cases, spoken, spoken_otherwise};
pub use facts::{FactError, Facts};
pub use outcome::Outcome;
pub use reference::{Reference, ReferenceVerdict};
pub use regime::{InformationRegime, Regime, When};
pub use rule::{Layer, RuleInfo};
pub use rulebook::Rulebook;
pub use ruling::{ItemRuling, Reason, Ruling, Verdicts};
pub use source::{Finding, Sources};
pub use tables::Deadline;
#[cfg(test)]
mod tests;

pub use texts::{AnswerKind, Choice, ObligationText, QuestionText};
pub use written::{FactKind, Never, Written};
