//! The outcome classes of a ruling, and their severity.

use serde::{Deserialize, Serialize};

/// What a ruling comes down to. The order is the severity of `R-COMBINE`: the largest wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// No personal data, or private use: the policy gives no rule.
    OutOfScope,
    /// May be done; nothing beyond normal logging.
    Allowed,
    /// May be done if and only if the listed obligations are carried out.
    AllowedWithObligations,
    /// A fact that can still change the outcome is unknown. Never treated as allowed.
    MoreFactsNeeded,
    /// The owner may not decide before the FG has advised; the owner still decides afterwards (6.14-5).
    NeedsFgAdvice,
    /// Only the daily board can decide.
    NeedsBoardDecision,
    /// May not be done.
    Refused,
}

impl Outcome {
    /// All classes, mildest first.
    pub const ALL: [Self; 7] = [
        Self::OutOfScope,
        Self::Allowed,
        Self::AllowedWithObligations,
        Self::MoreFactsNeeded,
        Self::NeedsFgAdvice,
        Self::NeedsBoardDecision,
        Self::Refused,
    ];

    /// May be done, with or without obligations.
    pub fn is_passable(self) -> bool {
        matches!(self, Self::Allowed | Self::AllowedWithObligations)
    }

    /// The name in the interface: `ALLOWED_WITH_OBLIGATIONS`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OutOfScope => "OUT_OF_SCOPE",
            Self::Allowed => "ALLOWED",
            Self::AllowedWithObligations => "ALLOWED_WITH_OBLIGATIONS",
            Self::MoreFactsNeeded => "MORE_FACTS_NEEDED",
            Self::NeedsFgAdvice => "NEEDS_FG_ADVICE",
            Self::NeedsBoardDecision => "NEEDS_BOARD_DECISION",
            Self::Refused => "REFUSED",
        }
    }
}
