//! Which law is in force on a day. Policy 3-1; `regime_dp` and `regime_wo` of the rules.

use ground::Day;
use serde::{Deserialize, Serialize};

/// The data protection regime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Regime {
    /// Wet bescherming persoonsgegevens, until 2018-05-24.
    Wbp,
    /// Algemene verordening gegevensbescherming and its Uitvoeringswet, from 2018-05-25.
    Avg,
}

/// The regime for public information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InformationRegime {
    /// Wet openbaarheid van bestuur, until 2022-04-30.
    Wob,
    /// Wet open overheid, from 2022-05-01; it has no transition for pending requests.
    Woo,
}

/// The law a question is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// The day of the act.
    pub at: Day,
    /// Data protection.
    pub regime: Regime,
    /// Public information.
    pub information: InformationRegime,
}

impl When {
    /// The regimes in force on `at`. Requests and court cases that were pending on 2018-05-25 stay under the
    /// Wbp (UAVG 48): `pending_at_transition`.
    pub fn on(at: Day, pending_at_transition: bool) -> Self {
        let avg = Day::new(2018, 5, 25).is_some_and(|start| at >= start) && !pending_at_transition;
        let woo = Day::new(2022, 5, 1).is_some_and(|start| at >= start);
        Self {
            at,
            regime: if avg { Regime::Avg } else { Regime::Wbp },
            information: if woo { InformationRegime::Woo } else { InformationRegime::Wob },
        }
    }

    /// The same day judged by a regime that was asked for by name. The Wbp brings the Wob with it; the AVG
    /// leaves the regime for public information to the day.
    #[must_use]
    pub fn under(self, regime: Regime) -> Self {
        let information = match regime {
            Regime::Wbp => InformationRegime::Wob,
            Regime::Avg => self.information,
        };
        Self { regime, information, ..self }
    }
}

impl Regime {
    /// `wbp` or `avg`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wbp => "wbp",
            Self::Avg => "avg",
        }
    }
}

impl InformationRegime {
    /// `wob` or `woo`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wob => "wob",
            Self::Woo => "woo",
        }
    }
}
