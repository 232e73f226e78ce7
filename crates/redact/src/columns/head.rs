//! What the head of a column, or a label before a value, says of what it heads.

use crate::finding::Kind;
use crate::patterns;
use crate::words::{ATTENDANCE, KIN, LABELS, is_in};

/// The longest head, in bytes.
const LONGEST: usize = 40;

/// What stands under a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Which kind of data.
    pub(super) kind: Kind,
    /// It is someone's: under *Naam* alone there may be bodies too.
    pub(super) of_someone: bool,
}

/// What stands under a head; none when it is no head, or one of something else.
pub(super) fn head(text: &str) -> Option<Head> {
    let text = text.trim().trim_end_matches([':', '*']);
    if text.is_empty() || text.len() > LONGEST || text.contains('\n') {
        return None;
    }
    let small = text.to_lowercase();
    let bare: String = small.chars().filter(|letter| letter.is_alphabetic()).collect();
    let exact = HEADS.iter().find(|(_, heads)| heads.contains(&bare.as_str())).map(|(kind, _)| *kind);
    let other = exact.or_else(|| number(&small, &bare)).map(|kind| Head { kind, of_someone: true });
    other.or_else(|| name(&small))
}

/// Letters only, in small ones.
const HEADS: &[(Kind, &[&str])] = &[
    (
        Kind::BirthDate,
        &[
            "geb",
            "gebd",
            "gebdat",
            "gebdatum",
            "gebdtm",
            "geboren",
            "geborenop",
            "geboortedatum",
            "geboortedat",
            "geboortedag",
            "geboortedatumpartner",
            "geboortedatumkind",
            "geboortedatumklant",
            "geboortedatumcliënt",
            "dob",
            "dateofbirth",
        ],
    ),
    (
        Kind::Address,
        &[
            "adres",
            "woonadres",
            "briefadres",
            "postadres",
            "adrespartner",
            "huidigadres",
            "vorigadres",
            "straat",
            "straatnaam",
            "straatennr",
            "straatennummer",
            "straatenhuisnummer",
            "straathuisnummer",
            "straathuisnr",
            "straatnr",
            "huisnummer",
            "huisnr",
            "hnr",
        ],
    ),
    (Kind::Postcode, &["postcode", "pc", "postc"]),
    (Kind::Place, &["woonplaats", "plaats", "plaatsnaam", "wpl", "woonpl", "geboorteplaats"]),
    (
        Kind::Phone,
        &[
            "telefoon",
            "telefoonnummer",
            "telefoonnr",
            "tel",
            "telnr",
            "mobiel",
            "mobielnummer",
            "mobielnr",
            "gsm",
        ],
    ),
    (Kind::Bsn, &["bsn", "bsnnr", "bsnnummer", "burgerservicenummer", "sofi", "sofinummer", "sofinr"]),
    (Kind::Email, &["email", "emailadres", "mail", "mailadres"]),
    (Kind::Iban, &["iban", "rekening", "rekeningnummer", "rekeningnr"]),
    (
        Kind::ClientNumber,
        &[
            "dossier",
            "zaak",
            "kenmerk",
            "zaakkenmerk",
            "onskenmerk",
            "uwkenmerk",
            "referentie",
            "ref",
            "vordering",
        ],
    ),
];

/// `Klantnr.`, `Cliënt-ID`: whatever ends so and is not the number of something else.
fn number(small: &str, bare: &str) -> Option<Kind> {
    let words = small.split_whitespace().count();
    let stem = ["nummer", "nummers", "nr", "nrs", "id"].iter().find_map(|end| bare.strip_suffix(end))?;
    let of_someone = !stem.is_empty() && words <= 3 && patterns::is_of_someone(small.trim_end_matches('.'));
    // A word that ends in `id` by chance: `beleid`.
    let is_word = bare.ends_with("id") && !small.contains([' ', '-', '_']) && !NUMBERED.contains(&stem);
    (of_someone && !is_word).then_some(Kind::ClientNumber)
}

/// Who or what has an `id` in one word.
const NUMBERED: &[&str] = &["klant", "client", "cliënt", "dossier", "zaak", "persoon", "persoons", "subject"];

/// `Naam`, `Naam cliënt`, `Behandelaar`. No word that is a surname too, such as *Koning*, or a row of names were one of heads.
fn name(small: &str) -> Option<Head> {
    let words: Vec<&str> = small
        .split(|letter: char| !letter.is_alphabetic() && letter != '-')
        .filter(|it| !it.is_empty())
        .collect();
    let listed =
        |word: &str| word.len() > 3 && is_in(word, LABELS | KIN | ATTENDANCE) || NAMED.contains(&word);
    let joins = |word: &&str| ["en", "van", "de", "het", "of", "op", "naam"].contains(word);
    let all = words.len() <= 3 && words.iter().all(|word| joins(word) || listed(word));
    let of_someone = words.iter().any(|word| !joins(word) && !ANYONE.contains(word));
    (all && words.iter().any(|word| listed(word))).then_some(Head { kind: Kind::Person, of_someone })
}

/// Heads under which there may be bodies as well.
const ANYONE: &[&str] = &["naam", "namen", "wie", "actiehouder", "contactpersoon", "afzender", "inzender"];

/// Heads over names, besides the words that stand before names in prose.
const NAMED: &[&str] = &[
    "naam",
    "namen",
    "klantnaam",
    "cliëntnaam",
    "clientnaam",
    "voorletters",
    "geslachtsnaam",
    "meisjesnaam",
    "bewoner",
    "huurder",
    "debiteur",
    "schuldenaar",
    "leerling",
    "werknemer",
    "klantmanager",
    "casemanager",
    "medewerker",
    "consulent",
    "jobcoach",
    "man",
    "vrouw",
    "kind",
    "wie",
];
