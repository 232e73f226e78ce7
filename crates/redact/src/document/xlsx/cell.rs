//! A number as a reader sees it: as far as that matters to finding someone in it, so dates, and numbers with zeros in front.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::xml::Element;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Plain,
    Date,
    DateTime,
    /// At least so many digits.
    Digits(usize),
}

/// How each style of a cell shows a number.
pub(super) struct Formats {
    shown: Vec<Shown>,
    is_1904: bool,
}

impl Formats {
    pub(super) fn new(styles: Option<&Element>, is_1904: bool) -> Self {
        let group =
            |name: &str| styles.and_then(|styles| styles.find(name)).into_iter().flat_map(Element::elements);
        let codes: BTreeMap<&str, &str> = group("numFmts")
            .filter_map(|format| Some((format.attribute("numFmtId")?, format.attribute("formatCode")?)))
            .collect();
        let shown = |style: &Element| {
            let id = style.attribute("numFmtId").unwrap_or("0");
            match codes.get(id) {
                Some(code) => of_code(code),
                None => match id {
                    "14" | "15" | "16" | "17" => Shown::Date,
                    "22" => Shown::DateTime,
                    _ => Shown::Plain,
                },
            }
        };
        Self { shown: group("cellXfs").map(shown).collect(), is_1904 }
    }

    /// The number, as it is written in the file, in the style of this index.
    pub(super) fn shown(&self, number: &str, style: Option<&str>) -> String {
        let style = style.and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
        let plain = whole(number).unwrap_or_else(|| number.to_owned());
        match self.shown.get(style).copied().unwrap_or(Shown::Plain) {
            Shown::Plain => plain,
            Shown::Digits(digits) => format!("{plain:0>digits$}"),
            Shown::Date => self.date(number, false).unwrap_or(plain),
            Shown::DateTime => self.date(number, true).unwrap_or(plain),
        }
    }

    /// Days since the end of 1899, as people write them.
    fn date(&self, number: &str, has_time: bool) -> Option<String> {
        let serial: f64 = number.trim().parse().ok()?;
        if !(0.0..3_000_000.0).contains(&serial) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "within the bounds just checked")]
        let (days, minutes) = (serial.floor() as i64, (serial.fract() * 1440.0).round() as i64);
        // The first format counts a 29th of February 1900 that never was.
        let days = if self.is_1904 { days + 1462 } else { days + i64::from(days < 60) };
        let (year, month, day) = civil(days - 25_569);
        let mut text = format!("{day:02}-{month:02}-{year}");
        if has_time && minutes > 0 {
            let _ = write!(text, " {:02}:{:02}", minutes / 60, minutes % 60);
        }
        Some(text)
    }
}

/// A whole number without an exponent.
fn whole(number: &str) -> Option<String> {
    let number = number.trim();
    if !number.contains(['e', 'E', '.']) {
        return None;
    }
    let value: f64 = number.parse().ok()?;
    (value.fract() == 0.0 && value.abs() < 1e15).then(|| format!("{value:.0}"))
}

fn of_code(code: &str) -> Shown {
    if !code.is_empty() && code.bytes().all(|byte| byte == b'0') {
        return Shown::Digits(code.len());
    }
    let mut bare = String::new();
    let mut skipped = None;
    for character in code.chars() {
        match (skipped, character) {
            (Some(end), _) if end == character => skipped = None,
            (Some(_), _) => {}
            (None, '"') => skipped = Some('"'),
            (None, '[') => skipped = Some(']'),
            _ => bare.push(character.to_ascii_lowercase()),
        }
    }
    let is_date = bare.contains('y') || bare.contains('j') || bare.contains('d') && bare.contains('m');
    match (is_date, bare.contains('h')) {
        (true, true) => Shown::DateTime,
        (true, false) => Shown::Date,
        _ => Shown::Plain,
    }
}

/// Year, month and day of a number of days since 1970, after Howard Hinnant's algorithm.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_in_excel() {
        let formats = Formats {
            shown: vec![Shown::Plain, Shown::Date, Shown::DateTime, Shown::Digits(9)],
            is_1904: false,
        };
        assert_eq!(formats.shown("31233", Some("1")), "05-07-1985");
        assert_eq!(formats.shown("1", Some("1")), "01-01-1900");
        assert_eq!(formats.shown("61", Some("1")), "01-03-1900");
        assert_eq!(formats.shown("31233.5", Some("2")), "05-07-1985 12:00");
        assert_eq!(formats.shown("12345678", Some("3")), "012345678");
        assert_eq!(formats.shown("1.23456782E8", None), "123456782");
        assert!(of_code("dd/mm/yyyy;@") == Shown::Date && of_code("#,##0.00 \"dagen\"") == Shown::Plain);
    }
}
