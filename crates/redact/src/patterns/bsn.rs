//! Citizen service numbers (BSN): nine digits that pass the eleven-test, or eight after a cue.

use super::around::{Pattern, before, cued, is_whole, is_whole_number, pattern};
use super::page::Page;
use crate::finding::{Kind, Why};
use crate::hit::Hit;

static NUMBER: Pattern = Pattern::new(|| pattern(r"[0-9]{8,9}|[0-9]{2,5}(?:[. -][0-9]{2,4}){1,3}"));

const CUES: &[&str] =
    &["bsn", "burgerservicen", "burger service n", "sofi", "sociaal-fiscaal", "sociaalfiscaal", "b.s.n"];

/// Words that say the number is something else, however well it passes the test by chance (one in eleven does).
const OTHERS: &[&str] = &[
    "kvk",
    "k.v.k",
    "kamer van koophandel",
    "rsin",
    "btw",
    "tel",
    "fax",
    "mobiel",
    "factu",
    "klant",
    "client",
    "cliënt",
    "dossier",
    "zaak",
    "kenmerk",
    "debiteur",
    "order",
    "polis",
    "iban",
    "rekening",
    "vestigingsn",
    "beschikkingsn",
    "aanvraagn",
    "fiscaal n",
    "isbn",
    "serienummer",
    "meternummer",
    "artikelnummer",
    "registratien",
    "documentn",
    "referentie",
    "betalingskenmerk",
    "nummer van de zaak",
    "lotnummer",
    "bestelnummer",
    "bedrag",
    "ean",
    "imei",
    "big-",
    "agb",
    "project",
];

pub(super) fn find(page: &Page<'_>, hits: &mut Vec<Hit>) {
    let text = page.text;
    for (start, written) in page.matches(&NUMBER) {
        let end = start + written.len();
        let digits: Vec<u32> = written.chars().filter_map(|letter| letter.to_digit(10)).collect();
        // `BSN111222333`: the word may be glued to it.
        let named = text.get(..start).unwrap_or_default().get(start.saturating_sub(3)..);
        let glued = named.is_some_and(|word| word.eq_ignore_ascii_case("bsn"))
            && is_whole(text, start.saturating_sub(3), end);
        let whole = glued || is_whole_number(text, start, end);
        if !(8..=9).contains(&digits.len()) || !whole || !passes(&digits) {
            continue;
        }
        let near = before(text, start, 45);
        let last_cue = last(&near, CUES);
        let last_other = last(&near, OTHERS);
        let spaced = written.len() > digits.len();
        if last_cue.is_some() && last_cue > last_other {
            hits.push(Hit { kind: Kind::Bsn, start, end, confidence: 99, why: Why::Check });
        } else if digits.len() == 9 && last_other.is_none() && (!spaced || is_usual(written)) {
            let confidence = if spaced { 70 } else { 85 };
            hits.push(Hit { kind: Kind::Bsn, start, end, confidence, why: Why::Check });
        }
    }
}

/// Where the last of `cues` stands in `near`.
fn last(near: &str, cues: &[&str]) -> Option<usize> {
    cues.iter().filter(|cue| cued(near, &[cue])).filter_map(|cue| near.rfind(*cue)).max()
}

/// The eleven-test: weights 9 to 2 and minus one.
fn passes(digits: &[u32]) -> bool {
    let padded = std::iter::repeat_n(&0, 9_usize.saturating_sub(digits.len())).chain(digits);
    let mut sum = 0_i64;
    for (weight, digit) in [9, 8, 7, 6, 5, 4, 3, 2, -1].into_iter().zip(padded) {
        sum += weight * i64::from(*digit);
    }
    let same = digits.windows(2).all(|pair| pair.first() == pair.last());
    sum % 11 == 0 && !same
}

/// The ways people space it: 1234.56.782, 123 456 782, 123.45.67.82 is none.
fn is_usual(written: &str) -> bool {
    let parts: Vec<usize> = written.split(['.', ' ', '-']).map(str::len).collect();
    matches!(parts.as_slice(), [4, 2, 3] | [3, 3, 3] | [2, 3, 4] | [3, 2, 4] | [5, 4])
        && !written.contains('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        super::super::found(find, text)
    }

    #[test]
    fn in_every_way_people_write_it() {
        assert_eq!(found("BSN 111222333 en BSN: 1112.22.333"), ["111222333", "1112.22.333"]);
        assert_eq!(found("burgerservicenummer 111 222 333."), ["111 222 333"]);
        assert_eq!(found("zij (111222333) kwam"), ["111222333"]);
        assert_eq!(found("BSN111222333; BSN-nummer: 111.222.333"), ["111222333", "111.222.333"]);
        assert_eq!(found("Bos\t111222333\tHouten|111222333|"), ["111222333", "111222333"]);
        assert_eq!(found("sofinummer: 10000008"), ["10000008"]);
    }

    #[test]
    fn near_misses_stay() {
        for text in [
            "BSN 111222334",
            "KvK 111222333",
            "tel. 111222333",
            "dossiernummer 111222333",
            "10000008 mensen",
            "111222333444",
            "000000000",
            "1.111222333",
            "12-11-1222 333",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
