//! The kinds that have a check or a form of their own, on thousands of made-up numbers: each valid one is found whole, in
//! every way that people write it and between whatever signs; each with one digit wrong is not. Chance is seeded.

#![expect(clippy::string_slice, reason = "the numbers are digits and capitals only")]

use redact::training::Chance;
use redact::{Kind, Options, detect};

const ROUNDS: usize = 3_000;

/// What may stand before and after, and separate it.
const AROUND: &[(&str, &str)] = &[
    ("", ""),
    (" ", " "),
    ("(", ")"),
    ("'", "'"),
    ("\"", "\","),
    ("", "."),
    ("", ","),
    ("", ";"),
    ("| ", " |"),
    ("\t", "\t"),
    ("<", ">"),
    (": ", "\n"),
    ("\n", "\n"),
    ("[", "]"),
    ("**", "**"),
    ("\u{A0}", "\u{A0}"),
    ("– ", " – "),
    ("", "?"),
    ("", "!"),
    ("", " en verder"),
];

fn digits(chance: &mut Chance, length: usize) -> String {
    (0..length).map(|_| char::from(b'0' + u8::try_from(chance.below(10)).unwrap_or(0))).collect()
}

fn letters(chance: &mut Chance, length: usize, of: &[char]) -> String {
    (0..length).filter_map(|_| chance.pick(of).copied()).collect()
}

/// The findings of `kind` in `text`, as written.
fn found(text: &str, kind: Kind) -> Vec<&str> {
    let findings = detect(text, &Options::default()).into_iter();
    findings.filter(|finding| finding.kind == kind).filter_map(|it| text.get(it.span)).collect()
}

/// Puts `datum` between signs after `cue`, and expects exactly it to be found.
#[track_caller]
fn is_found(chance: &mut Chance, cue: &str, datum: &str, kind: Kind) {
    let (before, after) = chance.pick(AROUND).copied().unwrap_or_default();
    let text = format!("{cue}{before}{datum}{after}");
    assert_eq!(found(&text, kind), [datum], "{text:?}");
}

#[track_caller]
fn is_not_found(chance: &mut Chance, cue: &str, datum: &str, kind: Kind) {
    let (before, after) = chance.pick(AROUND).copied().unwrap_or_default();
    let text = format!("{cue}{before}{datum}{after}");
    assert_eq!(found(&text, kind), [""; 0], "{text:?}");
}

/// Another digit than the one at `at`.
fn with_other_digit(chance: &mut Chance, number: &str) -> String {
    let places: Vec<usize> =
        number.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = chance.pick(&places).copied().unwrap_or_default();
    let mut bytes = number.as_bytes().to_vec();
    if let Some(byte) = bytes.get_mut(at) {
        *byte = b'0' + (*byte - b'0' + 1 + u8::try_from(chance.below(9)).unwrap_or(0)) % 10;
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Nine digits that pass the eleven-test, not all the same.
fn bsn(chance: &mut Chance) -> String {
    loop {
        let number = digits(chance, 9);
        let sum: i64 = number
            .bytes()
            .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
            .map(|(byte, weight)| i64::from(byte - b'0') * weight)
            .sum();
        let same = number.bytes().all(|byte| number.starts_with(char::from(byte)));
        if sum % 11 == 0 && !same {
            return number;
        }
    }
}

#[test]
fn citizen_service_numbers() {
    let mut chance = Chance(1);
    for _ in 0..ROUNDS {
        let number = bsn(&mut chance);
        let (one, two, three) = (&number[..3], &number[3..6], &number[6..]);
        let written = match chance.below(5) {
            0 => format!("{one}.{two}.{three}"),
            1 => format!("{one} {two} {three}"),
            2 => format!("{}.{}.{}", &number[..4], &number[4..6], &number[6..]),
            _ => number.clone(),
        };
        let cue =
            chance.pick(&["BSN ", "bsn: ", "Burgerservicenummer ", "met BSN "]).copied().unwrap_or_default();
        is_found(&mut chance, cue, &written, Kind::Bsn);
        let wrong = with_other_digit(&mut chance, &number);
        is_not_found(&mut chance, cue, &wrong, Kind::Bsn);
    }
}

/// An account number of the Netherlands, Germany or Belgium, with its check digits.
fn iban(chance: &mut Chance) -> String {
    const BANKS: &[&str] = &["ABNA", "INGB", "RABO", "TRIO", "SNSB", "KNAB", "BUNQ", "ASNB"];
    let (country, account) = match chance.below(4) {
        0 => ("DE", digits(chance, 18)),
        1 => ("BE", digits(chance, 12)),
        _ => ("NL", format!("{}{}", chance.pick(BANKS).copied().unwrap_or_default(), digits(chance, 10))),
    };
    let rest =
        format!("{account}{country}00").chars().filter_map(|mark| mark.to_digit(36)).fold(0, |sum, value| {
            if value < 10 { (sum * 10 + value) % 97 } else { (sum * 100 + value) % 97 }
        });
    format!("{country}{:02}{account}", 98 - rest)
}

#[test]
fn account_numbers() {
    let mut chance = Chance(2);
    for _ in 0..ROUNDS {
        let number = iban(&mut chance);
        let groups: Vec<&str> = (0..number.len())
            .step_by(4)
            .filter_map(|at| number.get(at..(at + 4).min(number.len())))
            .collect();
        let written = match chance.below(4) {
            0 => groups.join(" "),
            1 => groups.join("."),
            2 => number.to_lowercase(),
            _ => number.clone(),
        };
        let cue = chance.pick(&["", "rekening ", "IBAN: ", "op "]).copied().unwrap_or_default();
        is_found(&mut chance, cue, &written, Kind::Iban);
        let wrong = with_other_digit(&mut chance, &number);
        is_not_found(&mut chance, cue, &wrong, Kind::Iban);
    }
}

#[test]
fn plates() {
    const LETTERS: &[char] =
        &['B', 'D', 'F', 'G', 'H', 'J', 'K', 'L', 'N', 'P', 'R', 'S', 'T', 'V', 'X', 'Z'];
    const SERIES: &[&str] = &[
        "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99",
        "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9", "XXX-99-9",
    ];
    let mut chance = Chance(3);
    for _ in 0..ROUNDS {
        let series = chance.pick(SERIES).copied().unwrap_or_default();
        let written: String = series
            .chars()
            .map(|mark| match mark {
                'X' => letters(&mut chance, 1, LETTERS),
                '9' => digits(&mut chance, 1),
                other => other.to_string(),
            })
            .collect();
        let cue =
            chance.pick(&["kenteken ", "een auto met kenteken: ", "zijn bus "]).copied().unwrap_or_default();
        is_found(&mut chance, cue, &written, Kind::Plate);
        if cue.contains("kenteken") {
            let glued = if chance.below(2) == 0 { written.replace('-', "") } else { written.to_lowercase() };
            is_found(&mut chance, "het kenteken is ", &glued, Kind::Plate);
        }
        // A number of parts that no series has.
        let wrong =
            format!("{}-{}-{}", digits(&mut chance, 2), digits(&mut chance, 2), digits(&mut chance, 2));
        is_not_found(&mut chance, "kenteken ", &wrong, Kind::Plate);
    }
}

#[test]
fn postcodes() {
    const LETTERS: &[char] =
        &['A', 'B', 'C', 'D', 'E', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'W', 'X', 'Z'];
    let mut chance = Chance(4);
    for _ in 0..ROUNDS {
        let number = 1000 + chance.below(9000);
        let pair = letters(&mut chance, 2, LETTERS);
        if ["SA", "SD", "SS"].contains(&pair.as_str()) {
            continue;
        }
        let space = if chance.below(3) == 0 { "" } else { " " };
        let written = format!("{number}{space}{pair}");
        is_found(&mut chance, "Kerkstraat 12, ", &written, Kind::Postcode);
        let text = format!("Kerkstraat {}\n{written} Woerden", 1 + chance.below(300));
        assert_eq!(found(&text, Kind::Postcode), [written.as_str()], "{text}");
        is_not_found(&mut chance, "bestelling ", &format!("0{}{space}{pair}", number % 1000), Kind::Postcode);
    }
}

#[test]
fn telephone_numbers() {
    const AREAS: &[&str] = &["010", "020", "030", "040", "050", "070", "085", "088"];
    const LONG: &[&str] = &["0348", "0182", "0347", "0297", "0522", "0593", "0117", "0306"];
    let mut chance = Chance(5);
    for _ in 0..ROUNDS {
        let (seven, six) = (digits(&mut chance, 7), digits(&mut chance, 6));
        let mobile = format!("{}{}", 1 + chance.below(8), digits(&mut chance, 7));
        let first = |number: &str| number.starts_with('0');
        if first(&seven) || first(&six) {
            continue;
        }
        let area = chance.pick(AREAS).copied().unwrap_or_default();
        let long = chance.pick(LONG).copied().unwrap_or_default();
        let pairs: Vec<&str> = (0..8).step_by(2).filter_map(|at| mobile.get(at..at + 2)).collect();
        let written = match chance.below(12) {
            0 => format!("06-{mobile}"),
            1 => format!("06 {}", pairs.join(" ")),
            2 => format!("+316{mobile}"),
            3 => format!("+31 (0)6 {mobile}"),
            4 => format!("0031 6 {}", pairs.join(" ")),
            5 => format!("{area}-{seven}"),
            6 => format!("{area} {} {} {}", &seven[..3], &seven[3..5], &seven[5..]),
            7 => format!("({long}) {six}"),
            8 => format!("{long}-{six}"),
            9 => format!("+31 {} {six}", &long[1..]),
            10 => format!("{long} {} {} {}", &six[..2], &six[2..4], &six[4..]),
            _ => format!("06 {} {}", &mobile[..4], &mobile[4..]),
        };
        let cue = chance
            .pick(&["tel. ", "Telefoon: ", "bel ", "mobiel ", "bereikbaar op "])
            .copied()
            .unwrap_or_default();
        is_found(&mut chance, cue, &written, Kind::Phone);
        is_not_found(&mut chance, "tel. ", &format!("0900-{}", digits(&mut Chance(6), 4)), Kind::Phone);
    }
}

#[test]
fn e_mail_addresses() {
    const NAMES: &[&str] =
        &["j.jansen", "fatima", "a_b", "van-dijk", "p.de.bakker+wil", "x1", "o'neill", "renée"];
    const HOSTS: &[&str] = &["voorbeeld.nl", "mail.voorbeeld.com", "wil-lekstroom.example", "a.b.c.org"];
    let mut chance = Chance(7);
    for _ in 0..ROUNDS {
        let name = chance.pick(NAMES).copied().unwrap_or_default();
        let host = chance.pick(HOSTS).copied().unwrap_or_default();
        let number = chance.below(100);
        let cue = chance.pick(&["", "mail ", "E-mail: ", "via "]).copied().unwrap_or_default();
        is_found(&mut chance, cue, &format!("{name}{number}@{host}"), Kind::Email);
        is_not_found(&mut chance, cue, &format!("@{host}"), Kind::Email);
    }
}
