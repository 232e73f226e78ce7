//! The citizen service number (BSN), parsed at the door (policy 3-9; Wabb 10-12).

use std::fmt;
use std::str::FromStr;

/// A number that passes the eleven-test. Whose it is, nobody knows from the number. Has no `Display` and a `Debug` that
/// says nothing, as it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Bsn(String);

/// The text is no service number: not nine digits, or one of them was mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a service number of nine digits that passes the eleven-test")]
pub struct ParseBsnError;

impl Bsn {
    /// The nine digits; every call is a place to review.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsn(…)")
    }
}

impl FromStr for Bsn {
    type Err = ParseBsnError;

    /// Dots, dashes and spaces between the digits are how people write it; eight digits lost a zero in a spreadsheet.
    fn from_str(text: &str) -> Result<Self, ParseBsnError> {
        let digits = text.trim().chars().filter(|sign| !matches!(sign, '.' | '-' | ' ')).collect::<String>();
        let digits = if digits.len() == 8 { format!("0{digits}") } else { digits };
        if digits.len() != 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ParseBsnError);
        }
        // 9, 8 … 2 and −1 for the last digit.
        let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
        let sum =
            digits.bytes().zip(weights).map(|(byte, weight)| i32::from(byte - b'0') * weight).sum::<i32>();
        let is_nobody = digits.bytes().all(|byte| byte == b'0');
        if sum % 11 == 0 && !is_nobody { Ok(Self(digits)) } else { Err(ParseBsnError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleven_test_finds_a_mistyped_digit() {
        for good in ["999990019", "9999.90.019", " 999990019 ", "100000009", "12345672", "012345672"] {
            assert!(good.parse::<Bsn>().is_ok(), "{good}");
        }
        for bad in ["", "999990018", "99999001", "9999900199", "abcdefghi", "000000000", "99999OO19"] {
            assert_eq!(bad.parse::<Bsn>(), Err(ParseBsnError), "{bad}");
        }
        assert_eq!(format!("{:?}", "999990019".parse::<Bsn>().unwrap()), "Bsn(…)");
    }
}
