//! Facts in, ruling out. `decide` executes the rules of `policy/`; it does no I/O and never panics.

mod outcome;
mod regime;
mod ruling;

pub use outcome::Outcome;
pub use regime::{InformationRegime, Regime, When};
pub use ruling::{ItemRuling, Reason, Ruling, Verdicts};

use std::collections::BTreeMap;

/// The policy as files: path below `policy/` to text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources(pub BTreeMap<String, String>);

/// The compiled policy.
#[derive(Debug)]
pub struct Rulebook {}
/// Checked facts.
#[derive(Debug, Clone)]
pub struct Facts {}
/// A mistake in rules or data.
#[derive(Debug, Clone)]
pub struct Finding {
    /// file below policy/
    pub file: String,
    /// rule id, when known
    pub rule: Option<String>,
    /// what is wrong
    pub message: String,
}
/// A fact that does not parse.
#[derive(Debug, Clone)]
pub struct FactError {
    /// JSON path, e.g. `items[0].category`
    pub path: String,
    /// what is wrong, English, without the value
    pub message: String,
    /// the same in Dutch
    pub message_nl: String,
}
