//! How long something is kept: a whole ISO 8601 duration of one unit, or for good.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A retention period (policy 6.4): `P10Y`, `P6M`, `P6W`, `P42D`, or `permanent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// Calendar years.
    Years(u16),
    /// Calendar months.
    Months(u16),
    /// Weeks.
    Weeks(u16),
    /// Days.
    Days(u16),
    /// For good: transferred to an archive repository, never destroyed.
    Permanent,
}

/// The text is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a period: write P10Y, P6M, P6W, P42D or permanent")]
pub struct PeriodError;

impl Period {
    /// About how many days, to compare periods of different units. Permanent is longer than all.
    pub fn rough_days(self) -> u32 {
        match self {
            Self::Years(count) => u32::from(count) * 365,
            Self::Months(count) => u32::from(count) * 30,
            Self::Weeks(count) => u32::from(count) * 7,
            Self::Days(count) => u32::from(count),
            Self::Permanent => u32::MAX,
        }
    }

    /// As people read it: `10 jaar`.
    pub fn nl(self) -> String {
        match self {
            Self::Years(count) => format!("{count} jaar"),
            Self::Months(1) => String::from("1 maand"),
            Self::Months(count) => format!("{count} maanden"),
            Self::Weeks(1) => String::from("1 week"),
            Self::Weeks(count) => format!("{count} weken"),
            Self::Days(count) if count % 7 == 0 && count > 7 => format!("{} weken", count / 7),
            Self::Days(1) => String::from("1 dag"),
            Self::Days(count) => format!("{count} dagen"),
            Self::Permanent => String::from("voor altijd"),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Years(count) => write!(f, "P{count}Y"),
            Self::Months(count) => write!(f, "P{count}M"),
            Self::Weeks(count) => write!(f, "P{count}W"),
            Self::Days(count) => write!(f, "P{count}D"),
            Self::Permanent => f.write_str("permanent"),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<Self, PeriodError> {
        if text == "permanent" {
            return Ok(Self::Permanent);
        }
        let rest = text.strip_prefix('P').ok_or(PeriodError)?;
        let unit = rest.chars().next_back().ok_or(PeriodError)?;
        let digits = rest.strip_suffix(unit).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
        let count: u16 = digits.and_then(|digits| digits.parse().ok()).ok_or(PeriodError)?;
        match unit {
            _ if count == 0 => Err(PeriodError),
            'Y' => Ok(Self::Years(count)),
            'M' => Ok(Self::Months(count)),
            'W' => Ok(Self::Weeks(count)),
            'D' => Ok(Self::Days(count)),
            _ => Err(PeriodError),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_strictly_and_written_back() {
        for good in ["P10Y", "P6M", "P6W", "P42D", "permanent"] {
            assert_eq!(Period::try_from(good.to_owned()).unwrap().to_string(), good);
        }
        for bad in ["", "P", "10Y", "P0Y", "P-1Y", "P1Y6M", "PT5H", "P1.5Y", "p1y", "P99999999Y", "P1é"] {
            assert!(Period::try_from(bad.to_owned()).is_err(), "{bad}");
        }
        assert_eq!(Period::Days(42).nl(), "6 weken");
        assert_eq!(Period::Days(30).nl(), "30 dagen");
        assert!(Period::Permanent.rough_days() > Period::Years(u16::MAX).rough_days());
    }
}
