//! Licence plates: every series (*sidecode*) that the Netherlands has given out, with hyphens, or without after a cue.

use super::around::{Pattern, before, cued, is_whole, pattern};
use super::page::Page;
use crate::finding::{Kind, Why};
use crate::hit::Hit;

static PLATE: Pattern = Pattern::new(|| pattern(r"[A-Za-z0-9]{1,3}-[A-Za-z0-9]{1,3}-[A-Za-z0-9]{1,3}"));
static GLUED: Pattern = Pattern::new(|| pattern(r"(?-u:\b)[A-Za-z0-9]{6}(?-u:\b)"));
static CUE: Pattern = Pattern::new(|| {
    let signs = r#"[ :(|"'*<\[–	
]{0,6}"#;
    pattern(&format!(
        r"(?i)(?:kenteken(?:nummer|plaat|s)?|kent\.){signs}(?:(?:is|was|nummer|met nummer) )?{signs}"
    ))
});

/// `X` is a letter, `9` a digit.
const SERIES: &[&str] = &[
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99",
    "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9", "X-XX-999", "XXX-99-9",
];

const OTHERS: &[&str] =
    &["dossier", "zaak", "kenmerk", "klant", "cliënt", "artikel", "nummer ", "product", "bestek", "client"];

pub(super) fn find(page: &Page<'_>, hits: &mut Vec<Hit>) {
    let text = page.text;
    for found in PLATE.find_iter(text) {
        let (start, end) = (found.start(), found.end());
        let written = found.as_str();
        let near = before(text, start, 24);
        let cue = cued(&near, &["kenteken", "kent.", "auto"]);
        let series = series(written);
        let small = written.chars().any(|letter| letter.is_ascii_lowercase());
        let glued = text.get(..start).unwrap_or_default().ends_with(['-', '/', '.', '_'])
            || text.get(end..).unwrap_or_default().starts_with(['-', '/', '_']);
        if SERIES.contains(&series.as_str())
            && is_whole(text, start, end)
            && !glued
            && (cue || !small && !cued(&near, OTHERS))
        {
            let confidence = if cue { 99 } else { 90 };
            hits.push(Hit {
                kind: Kind::Plate,
                start,
                end,
                confidence,
                why: if cue { Why::Cue } else { Why::Form },
            });
        }
    }
    if !CUE.is_match(text) {
        return;
    }
    glued(text, hits);
    for cue in CUE.find_iter(text) {
        let rest = text.get(cue.end()..).unwrap_or_default();
        let (compact, length) = loose(rest);
        let (start, end) = (cue.end(), cue.end() + length);
        if is_known(&compact) && is_whole(text, start, end) {
            hits.push(Hit { kind: Kind::Plate, start, end, confidence: 99, why: Why::Cue });
        }
    }
}

/// Six letters and digits at the front of `text`, at most one hyphen or space between two; and how far they reach.
fn loose(text: &str) -> (String, usize) {
    let mut compact = String::new();
    let mut parted = false;
    for (at, letter) in text.char_indices() {
        if letter.is_ascii_alphanumeric() {
            compact.push(letter);
            parted = false;
            if compact.len() == 6 {
                return (compact, at + 1);
            }
        } else if matches!(letter, ' ' | '-') && !parted && !compact.is_empty() {
            parted = true;
        } else {
            break;
        }
    }
    (String::new(), 0)
}

/// `met kentekens V-617-TR en tx951v`: without hyphens only in a paragraph that speaks of plates.
fn glued(text: &str, hits: &mut Vec<Hit>) {
    for found in GLUED.find_iter(text) {
        let (start, end) = (found.start(), found.end());
        let written = found.as_str();
        let mixed = written.bytes().any(|byte| byte.is_ascii_digit())
            && written.bytes().any(|byte| byte.is_ascii_alphabetic());
        if mixed
            && is_whole(text, start, end)
            && is_known(written)
            && before(text, start, 200).contains("kenteken")
        {
            hits.push(Hit { kind: Kind::Plate, start, end, confidence: 80, why: Why::Cue });
        }
    }
}

/// A plate without its hyphens, of a series that was given out.
fn is_known(compact: &str) -> bool {
    SERIES.iter().any(|known| known.replace('-', "") == series(compact))
}

fn series(written: &str) -> String {
    let mark = |letter: char| match letter {
        '0'..='9' => '9',
        '-' => '-',
        _ => 'X',
    };
    written.chars().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut hits = Vec::new();
        find(&Page::of(text), &mut hits);
        let mut all: Vec<_> = hits.iter().map(|hit| text.get(hit.start..hit.end).unwrap()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    #[test]
    fn every_series() {
        for plate in [
            "AB-12-34", "12-34-AB", "12-AB-34", "AB-12-CD", "AB-CD-12", "12-AB-CD", "12-ABC-3", "1-ABC-23",
            "AB-123-C", "A-123-BC", "ABC-12-D", "A-12-BCD", "1-AB-234", "123-AB-4",
        ] {
            assert_eq!(found(&format!("de bus {plate} reed")), [plate]);
        }
        assert_eq!(
            found("kentekens V-617-TR en VKN-84-S; van de vierde, tx951v, niet"),
            ["V-617-TR", "VKN-84-S", "tx951v"]
        );
        assert_eq!(found("het kenteken AB 123 C"), ["AB 123 C"]);
        assert_eq!(found("kenteken: 12ABC3, en kenteken ab-12-cd"), ["12ABC3", "ab-12-cd"]);
    }

    #[test]
    fn near_misses_stay() {
        for text in [
            "12-34-56",
            "AB-CD-EF",
            "12-ab-cd",
            "2019-AB-12",
            "zaak AB-12-34",
            "A-12-34-BC",
            "AB-12-34/5",
            "in-en-om",
            "kenteken van de auto",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
