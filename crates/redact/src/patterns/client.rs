//! Numbers of clients, cases, files and debtors: after a word that says so, or of a form that the organisation configured.

use regex::Regex;

use super::around::{Pattern, is_whole, pattern};
use crate::finding::{Kind, Why};
use crate::hit::Hit;

static CUED: Pattern = Pattern::new(|| {
    let subject = "klant|cli[eë]nt|dossier|zaak|debiteur(?:en)?|crediteur(?:en)?|kenmerk|referentie|casus|case|beschikking(?:s)?|aanvraag|registratie|inschrijf|trajectn|werkproces|vordering(?:s)?|bezwaar|klacht|burger|inwoner|pati[eë]nt|polis|uitkering(?:s)?|melding(?:s)?|administratie|personeels|relatie|correspondentie|rolnummer|parket|zaaks?";
    let number = r"(?:[ -]?(?:nummer|nr\.?|num\.?|no\.?|code|id))";
    let alone = "(?:ons|uw|onder) kenmerk|kenmerk|zaaknr\\.?|dossiernr\\.?|clientnr\\.?|cliëntnr\\.?|referentie|dossier|zaak|betreft dossier|debiteur";
    let between = r"(?:[ \t]*[:=|#][ \t|]*|[ \t]+(?:is |was |van .{1,30}? is |luidt |met nummer |nr\.? |nummer |onder nummer )?|[ \t]*\([ \t]*|\n[ \t]*)";
    pattern(&format!(
        r"(?i)\b(?:(?:{subject}){number}s?|{alone}){between}((?:(?-i:[A-Z]{{1,6}})[-./ ]?|[a-z]{{1,3}}[-./])?[0-9A-Z]*[0-9][0-9A-Z]*(?:[-./_][0-9A-Z]+)*(?: [0-9]{{3,6}}\b)*)"
    ))
});

pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    for found in CUED.captures_iter(text) {
        let Some(number) = found.get(1) else { continue };
        let (start, mut end) = (number.start(), number.end());
        if text.get(start..end).is_some_and(|written| written.ends_with('.')) {
            end -= 1;
        }
        let written = text.get(start..end).unwrap_or_default();
        let digits = written.chars().filter(char::is_ascii_digit).count();
        if digits < 4 || is_date(written) || !is_whole(text, start, end) || is_year(written) {
            continue;
        }
        hits.push(Hit { kind: Kind::ClientNumber, start, end, confidence: 92, why: Why::Cue });
    }
}

fn is_date(written: &str) -> bool {
    let parts: Vec<usize> = written.split(['-', '/', '.']).map(str::len).collect();
    let numeric = written.chars().all(|letter| letter.is_ascii_digit() || "-/.".contains(letter));
    numeric && matches!(parts.as_slice(), [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2])
}

fn is_year(written: &str) -> bool {
    written.len() == 4 && (written.starts_with("19") || written.starts_with("20"))
}

/// Numbers of the forms in `forms`: `#` is a digit, `@` a letter, the rest itself.
pub(super) fn configured(text: &str, forms: &[String], hits: &mut Vec<Hit>) {
    for form in forms.iter().filter(|form| form.contains(['#', '@'])) {
        let mut source = String::from("(?i)");
        for letter in form.chars() {
            match letter {
                '#' => source.push_str("[0-9]"),
                '@' => source.push_str("[A-Z]"),
                other => source.push_str(&regex::escape(&other.to_string())),
            }
        }
        // A form of any length makes a valid pattern, unless it is absurdly long; then it finds nothing.
        let Ok(form) = Regex::new(&source) else { continue };
        for found in form.find_iter(text).filter(|found| is_whole(text, found.start(), found.end())) {
            let (start, end) = (found.start(), found.end());
            hits.push(Hit { kind: Kind::ClientNumber, start, end, confidence: 99, why: Why::Configured });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut hits = Vec::new();
        find(text, &mut hits);
        hits.iter().map(|hit| &text[hit.start..hit.end]).collect()
    }

    #[test]
    fn after_every_cue() {
        for (text, number) in [
            ("klantnummer 123456.", "123456"),
            ("Cliëntnummer: 20-04512", "20-04512"),
            ("Ons kenmerk: Z-2019/12345", "Z-2019/12345"),
            ("zaaknummer Z/19/123456,", "Z/19/123456"),
            ("dossiernr. 4455667 is", "4455667"),
            ("Debiteurnummer | 0098123", "0098123"),
            ("debiteurennummer D12345", "D12345"),
            ("(dossier 2019-00123)", "2019-00123"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
    }

    #[test]
    fn near_misses_stay() {
        for text in ["dossier 2019", "zaak van 12-03-2019", "dossier 12", "kenmerk is duidelijk", "artikel 123456", "zaak 12-03-2019"] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn configured_forms() {
        let mut hits = Vec::new();
        configured("zie WIL-2019-000123 en wil-2020-1", &["WIL-####-######".to_owned(), "((".to_owned()], &mut hits);
        assert_eq!(hits.iter().map(|hit| (hit.start, hit.end)).collect::<Vec<_>>(), [(4, 19)]);
    }
}
