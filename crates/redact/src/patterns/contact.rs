//! E-mail addresses and telephone numbers.

use super::around::{Pattern, before, cued, is_whole, pattern};
use super::page::Page;
use crate::finding::{Kind, Why};
use crate::hit::Hit;

static EMAIL: Pattern = Pattern::new(|| {
    // No limits on length inside the pattern: they would make it large. The window around the sign is the limit.
    let letter = r"A-Za-z0-9\u{C0}-\u{24F}";
    let name = format!(r"[{letter}](?:[{letter}._%+'&-]*[{letter}_])?");
    let host = format!(r"[{letter}-]+");
    let at = r"(?: @ |@|(?i: ?\[at\] ?| ?\(at\) ?| ?\[apenstaartje\] ?| ?\(apenstaartje\) ?))";
    pattern(&format!(r"{name}{at}(?:{host}\.)+[A-Za-z]{{2,}}"))
});

/// An e-mail address always has one of these, which are found much faster than the rest of it.
static AT: Pattern = Pattern::new(|| pattern(r"@|(?i)[\[(](?:at|apenstaartje)[\])]"));

pub(super) fn emails(page: &Page<'_>, hits: &mut Vec<Hit>) {
    let text = page.text;
    let mut done = 0;
    for at in AT.find_iter(text) {
        // At most 64 characters of name and 255 of host; a few more for letters of several bytes.
        let from = text.floor_char_boundary(at.start().saturating_sub(160)).max(done);
        let to = text.floor_char_boundary(at.end() + 300);
        for found in EMAIL.find_iter(text.get(from..to).unwrap_or_default()) {
            let (start, end) = (from + found.start(), from + found.end());
            if start <= at.start() && end >= at.end() {
                hits.push(Hit { kind: Kind::Email, start, end, confidence: 99, why: Why::Form });
                done = end;
            }
        }
    }
}

static PHONE: Pattern = Pattern::new(|| {
    let sep = r"[ ./–—-]{0,3}";
    let dutch = format!(r"(?:\(?(?:\+|00) ?31\)?{sep}(?:\(0\){sep}|0)?|\(0\)|0)[1-9](?:{sep}[0-9]){{8}}");
    let area = format!(r"\(0[1-9][0-9]{{0,2}}\){sep}[1-9](?:{sep}[0-9]){{5,7}}");
    let abroad =
        format!(r"(?:\+|00) ?(?:[17]|[24-9][0-9]|3[02-9])[0-9]?(?:{sep}(?:\(0\))?{sep}[0-9]){{7,11}}");
    // One digit too many happens; in this form it is still a telephone number.
    let long = r"0[1-9][0-9]{2}[ -][0-9]{3} [0-9]{2} [0-9]{2}";
    pattern(&format!("{long}|{area}|{dutch}|{abroad}"))
});

const CUES: &[&str] = &[
    "tel",
    "telefoon",
    "mobiel",
    "mob",
    "gsm",
    "bel",
    "06",
    "nummer",
    "bereikbaar",
    "t:",
    "t.",
    "m:",
    "t ",
    "m ",
    "fax",
    "whatsapp",
    "app",
    "gebeld",
];
const OTHERS: &[&str] = &[
    "iban",
    "rekening",
    "kenmerk",
    "factu",
    "dossier",
    "zaak",
    "kvk",
    "klantn",
    "cliëntn",
    "clientn",
    "bsn",
    "order",
    "polis",
    "barcode",
    "artikel",
    "isbn",
    "debiteur",
    "serienummer",
    "meter",
    "ean",
];

pub(super) fn phones(page: &Page<'_>, hits: &mut Vec<Hit>) {
    let text = page.text;
    for (start, written) in page.matches(&PHONE) {
        let end = start + written.len();
        // `(+31 182 332703)`: a bracket that closes after the number is not part of it.
        let written = written
            .strip_prefix('(')
            .filter(|rest| rest.matches('(').count() == rest.matches(')').count())
            .unwrap_or(written);
        let start = end - written.len();
        if !is_free(text, start, end) {
            continue;
        }
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let national =
            match (written.starts_with(['+']) || written.starts_with("(+"), digits.starts_with("00")) {
                (true, _) => digits.as_str(),
                (false, true) => digits.get(2..).unwrap_or_default(),
                (false, false) => "",
            };
        if national.is_empty() && (is_service(&digits) || digits.len() != 10 && digits.len() != 11) {
            continue;
        }
        if is_date(written) {
            continue;
        }
        let near = before(text, start, 30);
        let cue = cued(&near, CUES);
        let other = !cue && cued(&near, OTHERS);
        let plain = written.len() == digits.len() && !digits.starts_with("06");
        // `Vragen over deze factuur: 06 – 12 34 56 78`: written apart like this it is nothing else.
        let mobile = digits.starts_with("06") && digits.len() == 10 && written.len() > digits.len();
        let confidence = match (cue, other && !mobile, plain) {
            (_, true, _) => continue,
            (true, ..) => 98,
            (false, _, false) => 93,
            (false, _, true) => 60,
        };
        hits.push(Hit {
            kind: Kind::Phone,
            start,
            end,
            confidence,
            why: if cue { Why::Cue } else { Why::Form },
        });
    }
}

/// Neither end is part of a longer number. After a slash another telephone number may follow.
fn is_free(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let glued_before = before.ends_with(['.', ',', '-', ':', '_', '#']) && digit(before.chars().rev().nth(1));
    let glued_after = after.starts_with(['-', ',', '.', '_', ':']) && digit(after.chars().nth(1));
    is_whole(text, start, end) && !before.ends_with('+') && !glued_before && !glued_after
}

/// Numbers of services, which belong to nobody: 0800, 0900 and their like.
fn is_service(digits: &str) -> bool {
    ["0800", "0900", "0906", "0909"].iter().any(|service| digits.starts_with(service))
}

/// `01-02-2003` has ten marks too, but not ten digits; `01.02.2003 14` would.
fn is_date(written: &str) -> bool {
    let parts: Vec<usize> = written.split(['-', '.', '/', ' ']).map(str::len).collect();
    matches!(parts.as_slice(), [1 | 2, 2, 4, ..] | [1, 1, 4, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, find: fn(&Page<'_>, &mut Vec<Hit>)) -> Vec<&str> {
        let mut hits = Vec::new();
        find(&Page::of(text), &mut hits);
        hits.iter().map(|hit| text.get(hit.start..hit.end).unwrap()).collect()
    }

    #[test]
    fn phones_in_every_way_people_write_them() {
        for text in [
            "06-12345678",
            "06 12345678",
            "06 12 34 56 78",
            "0612345678",
            "0348-123456",
            "(0348) 123 456",
            "0348 12 34 56",
            "030-1234567",
            "030 123 45 67",
            "+31 6 12345678",
            "+31 (0)6 12345678",
            "0031 6 12 34 56 78",
            "+31612345678",
            "085 - 123 45 67",
            "+32 475 12 34 56",
            "+90 532 123 45 67",
            "(030) 123 45 67",
            "06.12.34.56.78",
            "+48 601 123 456",
            "06–1234 5678",
            "030 – 123 45 67",
            "0347-123 45 67",
            "(06) 12345678",
            "+1 202 555 0143",
            "+212 661 23 45 67",
            "+44 20 7946 0958",
            "06 1234 5678",
            "+31 (0)30-123 45 67",
            "06-1234 56 78",
            "06 / 12345678",
            "0031(0)6-12345678",
            "+316 12345678",
            "(+31) 6 12345678",
            "06 12 345 678",
            "0348 - 42 33 00",
            "088-1234567",
            "+31-6-12345678",
            "+31.6.12345678",
            "06—12345678",
        ] {
            assert_eq!(found(&format!("bel {text}."), phones), [text], "{text}");
        }
    }

    #[test]
    fn two_with_a_slash_between() {
        assert_eq!(found("tel. 0348-123456/06-12345678", phones), ["0348-123456", "06-12345678"]);
    }

    #[test]
    fn service_numbers_dates_and_others_stay() {
        for text in [
            "0800-1234",
            "0900 1234567",
            "14 0348",
            "12-03-2019",
            "01-02-2003 14:00",
            "dossier 0348123456",
            "NL91ABNA0417164300",
            "1234567890",
            "06-1234567",
        ] {
            assert_eq!(found(text, phones), [""; 0], "{text}");
        }
    }

    #[test]
    fn emails_in_every_way_people_write_them() {
        assert_eq!(found("mail j.jansen+wil@voorbeeld.nl.", emails), ["j.jansen+wil@voorbeeld.nl"]);
        assert_eq!(found("<a.b@c.d.nl>; x_y@voorbeeld.co.uk", emails), ["a.b@c.d.nl", "x_y@voorbeeld.co.uk"]);
        assert_eq!(
            found("jan [at] voorbeeld.nl en o'neill@voorbeeld.nl", emails),
            ["jan [at] voorbeeld.nl", "o'neill@voorbeeld.nl"]
        );
        assert_eq!(
            found("Bos <n.bos@wil-lekstroom.nl>,fatima.el.idrissi_2@mail.voorbeeld.museum;", emails),
            ["n.bos@wil-lekstroom.nl", "fatima.el.idrissi_2@mail.voorbeeld.museum"]
        );
        assert_eq!(
            found("mail bos @ voorbeeld.nl of mailto:bos@voorbeeld.nl?", emails),
            ["bos @ voorbeeld.nl", "bos@voorbeeld.nl"]
        );
        for text in ["@gemeente op het net", "a@b", "prijs @ 3.50 euro"] {
            assert_eq!(found(text, emails), [""; 0], "{text}");
        }
    }
}
