//! Numbers of clients, cases, files and debtors: after a word that says so, or of a form that the organisation configured.

use regex::Regex;

use super::around::{Pattern, is_whole, pattern};
use super::page::Page;
use crate::finding::{Kind, Why};
use crate::hit::Hit;

/// A number of any form after a word that says so. What may stand between: a colon, *is*, a line's end in a table.
static CUED: Pattern = Pattern::new(|| {
    let alone = r"(?:ons|uw|onder) kenmerk|(?:betalings|rekening|zaak|factuur|acceptgiro)?kenmerk|zaak|dossiers?|referenties?|betreft dossier|debiteur|aanvraag|vermelding van|bijstand onder|loopt onder|staat onder|bekend onder|ref\.?|klant|cli[ëe]nt|klacht|traject|contract|uitkering|bekend als|(?-i:kl|cl)|(?:cl|kl|dos|reg|zk|deb|rel)\. ?nr\.?";
    let between = r"(?:[ \t]*[:=|#][ \t|]*|[ \t]+(?:is |was |luidt |met nummer |nr\.? ?:? ?|nummer |onder nummer |deurwaarder |bij het OM is )?|(?: (?:in |van |bij )?[\p{L}]+){1,2}: ?|[ \t]*,?[ \t]*\(?[ \t]*|\n[ \t]*)";
    let number = r"[0-9]{4}(?:[ .][0-9]{4}){2,3}(?-u:\b)|(?:(?-i:[A-Z]{1,3}) )?[0-9]{2,4}(?: [0-9]{2,4}){2,4}(?-u:\b)|(?-i:[A-Z]{1,3}) [0-9]{2,4}(?: [0-9]{2,4})+(?-u:\b)|[0-9]{2}(?:[ .][0-9]{2,3}){2,3}(?-u:\b)|(?:(?-i:[A-Z]{1,6}(?:[-/][A-Z]{1,3})?)[-./ ]?|[a-z]{1,4}[-./])?[0-9A-Z]*[0-9][0-9A-Z]*(?:[-./_][0-9A-Z]+)*(?: [0-9]{3,6}(?-u:\b))*";
    pattern(&format!(
        r"(?i)(?-u:\b)([\p{{L}}-]*(?:nummers?|nr)\.?|[\p{{L}}-]+[ -](?:id|code)|{alone}){between}({number})"
    ))
});

/// Some words between the word and the number: `klantnummer van mevrouw is 123456`, `registratienummer bij, 4471902`,
/// `klantnummer (altijd vermelden): 123456`.
static FAR: Pattern = Pattern::new(|| {
    let number =
        r"[0-9]{2}(?: [0-9]{2,3}){2,3}(?-u:\b)|(?-i:[A-Z]{1,5} ?)?[-./]?[0-9][0-9A-Z]*(?:[-./_][0-9A-Z]+)*";
    pattern(&format!(
        r"(?i)^s?:?\.?(?: \([^()\n0-9]{{2,40}}\):? ?|(?:,? [\p{{L}}]+){{1,5}}?(?:: ?|, | ))({number})"
    ))
});

/// `de vordering van 2025.441.08`, `contract 70 2291 8840`: words for what has a number, before something that is no amount.
static OWED: Pattern = Pattern::new(|| {
    pattern(
        r"(?i)(?-u:\b)(?:vordering|contract|polis|aanslag|beschikking|registratie|melding|proces-verbaal|vonnis|lening|procedure|zaak|dossier|kaart|kenmerk|referentie|kwestie|v-nr)(?: van| met| onder|:)? (?:nr\.? )?((?-i:[A-Z]{1,4}[-./ ]?)?[0-9]+(?:[-./ ][0-9]+){1,4}(?:[-./][A-Z0-9]{1,4}){0,3})(?-u:\b)",
    )
});

/// An amount, with or without cents.
static AMOUNT: Pattern = Pattern::new(|| pattern(r"^[0-9]{1,3}(?:\.[0-9]{3})*$"));

/// How many bytes behind the word the number ends at the latest.
const FAR_AWAY: usize = 120;

/// Words that end in *nummer* and mean something else.
const OTHERS: &[&str] = &[
    "huis",
    "telefoon",
    "tel",
    "rekening",
    "bank",
    "kamer",
    "artikel",
    "fax",
    "versie",
    "kvk",
    "volg",
    "btw",
    "bsn",
    "burgerservice",
    "sofi",
    "mobiel",
    "nood",
    "order",
    "serie",
    "meter",
    "big",
    "agb",
    "iban",
    "pagina",
    "perceel",
    "06-",
    "doorkies",
    "bezoek",
    "post",
    "antwoord",
    "rang",
    "lijst",
    "wachtwoord",
    "qr-",
    "pin",
    "kleur",
    "zip",
    "product",
    "model",
    "rsin",
    "spoed",
    "info",
    "nummers",
    "isbn",
    "vestigings",
    "lijn",
    "bus",
    "hoofdstuk",
    "kaart",
    "factuur",
    "project",
    "sbi",
    "sbi-",
    "bon",
    "beursnummer",
    "bouwnummer",
    "-post",
    "bar",
    "streep",
    "broncode",
    "land",
    "toegangs",
    "deur",
];

/// A code that letters open and that has four digits or more: `INZ-25-021`, `D-100519`, `GD/2310448`. It needs no cue.
static CODE: Pattern = Pattern::new(|| {
    pattern(
        r"(?-u:\b)[A-Z]{1,4}(?:-[A-Z]{1,2})?[-/. ]?[0-9]{0,4}(?:[-/.][0-9]{2,12}|[-/][0-9]{2,8}(?:[-/.][0-9A-Za-z]{1,6})+)(?:[-/][0-9A-Za-z]{1,6})*(?-u:\b)",
    )
});

/// Codes of rules, norms and sources, which belong to nobody.
const PUBLIC: &[&str] = &[
    "ISO", "NEN", "EN", "IEC", "RFC", "ECLI", "LJN", "CAO", "EU", "PB", "EG", "EEG", "VO", "COM", "AWB",
    "CRVB", "HR", "ABRS", "RVS", "UTF", "PDF", "WCAG", "DIN", "TL", "NTA", "Q", "H", "FM", "N", "A", "E",
    "COVID", "SARS", "VN", "MH", "KL", "STB", "STCRT", "TRB", "AB", "JB", "RSV", "USZ", "NJ", "NJB", "JV",
    "EUR", "BV", "NV", "NL", "FTE", "UUR", "TEL", "FAX", "IBAN", "KVK", "BTW", "RSIN", "BSN",
];

/// Numbers that have a form of their own: of a court (`C/05/417902 / HA ZA 23-301`, `10551280 BM VERZ 23-1142`), of a tax
/// (`1234.56.789.H.01`), of a letter with who wrote it (`24-0093/JZ`).
static OWN_FORM: Pattern = Pattern::new(|| {
    pattern(
        r"(?:C/[0-9]{2}/[0-9]{5,6}(?: ?/ ?[A-Z]{2} [A-Z]{2} [0-9]{2}[-.][0-9]{1,5})?|[0-9]{7,8} (?:[/\\] )?[A-Z]{2} (?:VERZ|EXPL) [0-9]{2}-[0-9]{1,5}|[0-9]{4}\.[0-9]{2}\.[0-9]{3}\.[A-Z](?:\.[0-9]{2,4})?|[0-9]{2,4}[-/.][0-9]{3,6}/[A-Z]{2,4})",
    )
});

pub(super) fn find(page: &Page<'_>, hits: &mut Vec<Hit>) {
    let text = page.text;
    for (start, found) in page.matches(&OWN_FORM) {
        let end = start + found.len();
        // `BB/2026-0339/JK` is a longer one.
        let glued = text.get(..start).is_some_and(|before| before.ends_with(['/', '-', '.']));
        if glued || !is_whole(text, start, end) {
            continue;
        }
        hits.push(Hit { kind: Kind::ClientNumber, start, end, confidence: 97, why: Why::Form });
    }
    for found in CUED.captures_iter(text) {
        let (Some(cue), Some(number)) = (found.get(1), found.get(2)) else { continue };
        if is_of_someone(cue.as_str()) {
            push(text, number.start(), number.end(), Why::Cue, hits);
        }
    }
    for end in ends(text) {
        let head = text.get(..end).unwrap_or_default();
        let word =
            head.rsplit(|letter: char| !letter.is_alphabetic() && letter != '-').next().unwrap_or_default();
        let near = text.get(end..).unwrap_or_default();
        let near = near.get(..near.floor_char_boundary(FAR_AWAY)).unwrap_or_default();
        if let Some(number) = FAR.captures(near).and_then(|far| far.get(1)).filter(|_| is_of_someone(word)) {
            push(text, end + number.start(), end + number.end(), Why::Cue, hits);
        }
    }
    for found in OWED.captures_iter(text).filter_map(|found| found.get(1)) {
        let amount = AMOUNT.is_match(found.as_str())
            || text.get(found.end()..).is_some_and(|rest| rest.starts_with(','));
        let digits = found.as_str().chars().filter(char::is_ascii_digit).count();
        if !amount && digits > 5 {
            push(text, found.start(), found.end(), Why::Cue, hits);
        }
    }
    for found in CODE.find_iter(text) {
        let letters: String = found.as_str().chars().take_while(char::is_ascii_alphabetic).collect();
        let before = text.get(..found.start()).unwrap_or_default();
        // `UTR 25/6114`: with a space it has to be one that nobody takes for a year or an amount.
        let spaced = found.as_str().get(letters.len()..).is_some_and(|rest| rest.starts_with(' '));
        let few = found.as_str().chars().filter(char::is_ascii_digit).count() < 5 || letters.len() < 2;
        if PUBLIC.contains(&letters.as_str())
            || is_of_a_thing(before)
            || before.ends_with([':', '-', '/', '.', '_'])
            || spaced && few
        {
            continue;
        }
        push(text, found.start(), found.end(), Why::Form, hits);
    }
}

/// Whether the word before a code says that it is that of a thing: `projectcode P-2301`, `factuur F-993120`.
fn is_of_a_thing(before: &str) -> bool {
    let mut words =
        before.rsplit(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).take(2);
    words.any(|word| THINGS.iter().any(|thing| word.to_lowercase().starts_with(thing)))
}

/// What has a code and is nobody.
const THINGS: &[&str] =
    &["project", "factu", "order", "artikel", "versie", "model", "type", "zaal", "lokaal", "formulier"];

/// Where a word for a number ends: looked for first, because that is fast.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    bytes.windows(2).enumerate().filter_map(|(at, front)| {
        let word = match front {
            [b'n' | b'N', b'r' | b'R'] => "nr",
            [b'n' | b'N', b'u' | b'U'] => "nummer",
            _ => return None,
        };
        let end = at + word.len();
        bytes.get(at..end)?.eq_ignore_ascii_case(word.as_bytes()).then_some(end)
    })
}

/// Whether a word before a number says that it is someone's: a *klantnummer* is, a *huisnummer* is something else.
pub(crate) fn is_of_someone(cue: &str) -> bool {
    let cue = cue.to_lowercase();
    let compound =
        cue.contains("nummer") || cue.contains("nr") || cue.ends_with("id") || cue.ends_with("code");
    let stem =
        cue.trim_end_matches('.').trim_end_matches('s').trim_end_matches("nummer").trim_end_matches("nr");
    !(compound && OTHERS.iter().any(|other| stem.ends_with(other) || cue.starts_with(other)))
}

/// The number, and those of the same form that follow with `en` or a comma.
fn push(text: &str, start: usize, end: usize, why: Why, hits: &mut Vec<Hit>) {
    let trimmed = text.get(start..end).unwrap_or_default().trim_end_matches(['.', '-', '/']);
    let end = start + trimmed.len();
    let digits = trimmed.chars().filter(char::is_ascii_digit).count();
    // `14 030` is the number that anyone calls a municipality on.
    let hotline = trimmed.starts_with("14 0") && digits <= 6;
    if digits < 4 || hotline || is_date(trimmed) || !is_whole(text, start, end) || is_year(trimmed) {
        return;
    }
    hits.push(Hit {
        kind: Kind::ClientNumber,
        start,
        end,
        // Digits alone may be a telephone number too: that is then surer.
        confidence: match why {
            Why::Cue if trimmed.contains(|letter: char| letter.is_ascii_alphabetic()) => 96,
            Why::Cue => 92,
            _ => 80,
        },
        why,
    });
    let rest = text.get(end..).unwrap_or_default();
    let Some(next) = [" en ", ", ", " & ", " / "].iter().find_map(|join| rest.strip_prefix(join)) else {
        return;
    };
    let length: usize = next
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "-/._".contains(*letter))
        .map(char::len_utf8)
        .sum();
    let other = next.get(..length).unwrap_or_default().trim_end_matches(['.', '-', '/']);
    let form = |text: &str| {
        text.chars().map(|letter| if letter.is_ascii_digit() { '9' } else { letter }).collect::<String>()
    };
    if form(other) == form(trimmed) {
        let start = text.len() - next.len();
        push(text, start, start + other.len(), why, hits);
    }
}

/// Whether it can be read as a date in digits.
pub(crate) fn is_date(written: &str) -> bool {
    let parts: Vec<usize> = written.split(['-', '/', '.']).map(str::len).collect();
    let numeric = written.chars().all(|letter| letter.is_ascii_digit() || "-/.".contains(letter));
    let signs: Vec<char> = written.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    // `2019/88-4` and `2020/88/4` have the lengths of a date and are none.
    let alike = signs.iter().all(|sign| Some(sign) == signs.first());
    let month = written.split(['-', '/', '.']).nth(1).and_then(|part| part.parse::<u8>().ok());
    let day = month.is_some_and(|month| month <= 31);
    numeric && alike && day && matches!(parts.as_slice(), [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2])
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
        super::super::found(find, text)
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
            ("Huurdersnummer H0093117", "H0093117"),
            ("het gaat om INZ-25-021.", "INZ-25-021"),
            ("D-100519   Bulut", "D-100519"),
            ("dossier deurwaarder GD/2310448", "GD/2310448"),
            ("dossiernummer 33 04 812", "33 04 812"),
            ("zaaknummer bij het OM is 16-204418-24", "16-204418-24"),
            ("cliëntnr. 0012345", "0012345"),
            ("klantnummer: K-2021/334", "K-2021/334"),
            ("zaaknr. 2021-334", "2021-334"),
            ("in dossier 44.812 staat", "44.812"),
            ("Uw kenmerk: 2020/14/JB", "2020/14/JB"),
            ("Debiteurnummer 900123", "900123"),
            ("klant nr. 20391,", "20391"),
            ("klantnr: 20391", "20391"),
            ("cl.nr. 33048", "33048"),
            ("kl.nr.: 33048", "33048"),
            ("(klant 3304812)", "3304812"),
            ("betalingskenmerk 1234 5678 9012 3456", "1234 5678 9012 3456"),
            ("zet er wel mijn registratienummer bij, 4471902, anders", "4471902"),
            ("het klantnummer van mevrouw is 123456.", "123456"),
            ("Klantnummer (altijd vermelden): 123456", "123456"),
            ("€ 5.900 (TV 1004-338, bsn", "TV 1004-338"),
            ("Aanvraag BBZ-25-031, eenmanszaak", "BBZ-25-031"),
            ("Nummer: AVG-I-26-018", "AVG-I-26-018"),
            ("FW: tip T-25-1187", "T-25-1187"),
            ("Cliëntnummer\n0093117", "0093117"),
            ("| Zaaknummer | Z.2021.00456 |", "Z.2021.00456"),
            ("CRM-nummer 8812045", "8812045"),
            ("Polisnummer: 77.120.334", "77.120.334"),
            ("onder dossiernummer SR/2020-117.", "SR/2020-117"),
            ("Uw nummer bij ons is CL 0091-77.", "CL 0091-77"),
            ("Mijn nummers: gemeente 00 447 118, Vitens", "00 447 118"),
            ("de vordering van 2025.441.08?", "2025.441.08"),
            ("In dossier 2019/88-4 lag", "2019/88-4"),
            ("Zaaknummer rechtbank: C/05/417902 / HA ZA 23-301.", "C/05/417902 / HA ZA 23-301"),
            ("(zaaknr. 10551280 BM VERZ 23-1142)", "10551280 BM VERZ 23-1142"),
            ("Ref. Werkplein: K0098814", "K0098814"),
            ("hij is bij u bekend als OPS 30 4417.", "OPS 30 4417"),
            ("Vorderingnummer: 3300 1904 77", "3300 1904 77"),
            ("met nummer V 900 31 446 op", "V 900 31 446"),
            ("aangifte gedaan onder PL0900-2024118822.", "PL0900-2024118822"),
            ("Belastingdienst (1234.56.789.T.01) vordert", "1234.56.789.T.01"),
            ("uw bezwaar (24-0093/JZ)", "24-0093/JZ"),
            ("Ons kenmerk BB/2026-0339/JK", "BB/2026-0339/JK"),
            ("bezwaar BZ.2024.118 van", "BZ.2024.118"),
            ("rolnummer 10551280 \\ CV EXPL 23-4411", "10551280 \\ CV EXPL 23-4411"),
            ("klant in Suite: 0009 3321 54", "0009 3321 54"),
            ("zijn er vandaag, kl 61-77003 ook", "61-77003"),
            ("Klantnummer partner, als bekend: 00.123.456", "00.123.456"),
        ] {
            assert_eq!(found(text).first(), Some(&number), "{text}");
        }
    }

    #[test]
    fn near_misses_stay() {
        for text in [
            "dossier 2019",
            "zaak van 12-03-2019",
            "dossier 12",
            "kenmerk is duidelijk",
            "artikel 123456",
            "zaak 12-03-2019",
            "ISO-27001",
            "telefoonnummer 0348 123456",
            "COVID-19",
            "huisnummer 1234",
            "art-12",
            "het algemene nummer 14 030",
            "zaak van mevrouw Bos",
            "klant 12 keer",
            "Stb. 2018-144",
            "Richtlijn EU 2016/679",
            "AB 2019-12345",
            "nummer één van de lijst in 2020",
            "het nummer is gebeld op 12-03-2019",
            "KvK-nummer 12345678",
            "projectcode P-2301",
            "btw NL 8120.33.417.B01",
            "factuur F-993120 van de school",
            "een vordering van 12.345,67",
            "een vordering van 1.234.567",
            "een beschikking van 12-03-2019",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn several_of_one_form() {
        assert_eq!(found("Uw dossiers: 7714302/01 en 7714302/02"), ["7714302/01", "7714302/02"]);
    }

    #[test]
    fn configured_forms() {
        let mut hits = Vec::new();
        configured(
            "zie WIL-2019-000123 en wil-2020-1",
            &["WIL-####-######".to_owned(), "((".to_owned()],
            &mut hits,
        );
        assert_eq!(hits.iter().map(|hit| (hit.start, hit.end)).collect::<Vec<_>>(), [(4, 19)]);
    }
}
