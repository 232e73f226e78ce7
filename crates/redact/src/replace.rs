//! What stands in the place of what was found: the same person gets the same letter in a whole set of documents.
//!
//! Who is who is judged by name alone: the surname, and a first name or initials that do not contradict. Two people who
//! share surname and initial get one letter; that hides a difference and shows nothing.

use crate::finding::{Finding, Kind};
use crate::names::known::fold;
use crate::words::{self, PREFIXES};

/// Someone who occurs in the documents.
struct Person {
    surname: String,
    /// First names and initials met so far, folded, without full stops.
    given: Vec<String>,
}

/// For each document, what may stand in the place of each of its findings, in their order: `[persoon A]`, `[adres]`.
/// Letters follow the order in which people first occur.
pub fn replacements(documents: &[(&str, &[Finding])]) -> Vec<Vec<String>> {
    let mut people: Vec<Person> = Vec::new();
    let names: Vec<Vec<Option<Name>>> = documents.iter().map(names).collect();
    // Whole names first, so that who is only called by a first name finds them, wherever that stands.
    let whole = |name: &Name| !name.surname.is_empty() && !name.given.is_empty();
    for name in names.iter().flatten().flatten().filter(|name| whole(name)) {
        person(&mut people, name);
    }
    let mut order: Vec<usize> = Vec::new();
    let mut all = Vec::new();
    for ((_, findings), names) in documents.iter().zip(&names) {
        let of_document = findings.iter().zip(names).map(|(finding, name)| {
            let Some(name) = name else { return label(finding.kind).to_owned() };
            let index = person(&mut people, name);
            let place = order.iter().position(|known| *known == index).unwrap_or_else(|| {
                order.push(index);
                order.len() - 1
            });
            format!("[persoon {}]", letters(place))
        });
        all.push(of_document.collect());
    }
    all
}

struct Name {
    surname: String,
    given: Vec<String>,
}

/// The name that each finding of a document is, if it is one.
fn names((text, findings): &(&str, &[Finding])) -> Vec<Option<Name>> {
    findings.iter().map(|finding| name_of(text, finding)).collect()
}

fn name_of(text: &str, finding: &Finding) -> Option<Name> {
    if !matches!(finding.kind, Kind::Person | Kind::Signature) {
        return None;
    }
    let written = text.get(finding.span.clone()).unwrap_or_default().replace(['\u{AD}', '\n', '\u{A0}'], " ");
    // `Jansen, J.P.` is turned around first.
    let written = match written.split_once(',') {
        Some((surname, given)) => format!("{} {surname}", given.trim()),
        None => written,
    };
    let words: Vec<String> = written
        .split_whitespace()
        .map(|word| fold(word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.')))
        .collect();
    let is_initial = |word: &String| word.ends_with('.');
    let given = |word: &&String| !words::is_in(word, PREFIXES);
    let names: Vec<&String> = words.iter().filter(given).collect();
    let surname =
        names.iter().rfind(|word| !is_initial(word)).map(|word| (**word).clone()).unwrap_or_default();
    let first = names.iter().filter(|word| ***word != surname).map(|word| word.replace('.', "")).collect();
    Some(Name { surname, given: first })
}

/// The number of the person with this name; a new one if nobody fits.
fn person(people: &mut Vec<Person>, name: &Name) -> usize {
    let fits = |person: &Person| {
        let same = halves(&person.surname).any(|half| halves(&name.surname).any(|other| half == other));
        same && (name.given.is_empty()
            || person.given.is_empty()
            || person.given.iter().any(|known| name.given.iter().any(|given| agree(known, given))))
    };
    // A first name by itself: `Fatima` is the Fatima who was met with a surname.
    let called = |person: &Person| name.given.is_empty() && person.given.contains(&name.surname);
    let found = people.iter().position(fits).or_else(|| people.iter().position(called));
    if let Some(known) = found.and_then(|index| people.get_mut(index)) {
        for given in &name.given {
            if !known.given.contains(given) {
                known.given.push(given.clone());
            }
        }
        return found.unwrap_or(0);
    }
    people.push(Person { surname: name.surname.clone(), given: name.given.clone() });
    people.len() - 1
}

/// Of a double surname each half may be used alone.
fn halves(surname: &str) -> impl Iterator<Item = &str> {
    std::iter::once(surname).chain(surname.split('-').filter(|half| half.len() > 2))
}

/// `fatima` and `f`, `jp` and `jan`.
fn agree(one: &str, other: &str) -> bool {
    let short = one.chars().count() <= 3 || other.chars().count() <= 3;
    one == other || short && one.chars().next() == other.chars().next()
}

/// A, B … Z, AA, AB …
fn letters(mut number: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
        if number == 0 {
            return out;
        }
        number -= 1;
    }
}

/// What stands in the place of one of this kind, when nobody says which person it is about: `[adres]`.
pub fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person | Kind::Signature => "[persoon]",
        Kind::Address => "[adres]",
        Kind::Postcode => "[postcode]",
        Kind::Place => "[plaats]",
        Kind::Bsn => "[bsn]",
        Kind::BirthDate => "[geboortedatum]",
        Kind::Phone => "[telefoonnummer]",
        Kind::Email => "[e-mailadres]",
        Kind::Iban => "[rekeningnummer]",
        Kind::Plate => "[kenteken]",
        Kind::ClientNumber => "[nummer]",
        Kind::Health | Kind::Criminal | Kind::Ethnicity | Kind::Religion | Kind::SexLife => {
            "[bijzonder gegeven]"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, detect};

    fn replaced(texts: &[&str]) -> Vec<Vec<String>> {
        let found: Vec<Vec<Finding>> = texts.iter().map(|text| detect(text, &Options::default())).collect();
        let documents: Vec<(&str, &[Finding])> =
            texts.iter().copied().zip(found.iter().map(Vec::as_slice)).collect();
        replacements(&documents)
    }

    #[test]
    fn one_person_one_letter_in_a_set() {
        let all = replaced(&[
            "Mevrouw Fatima el Idrissi belde. De heer J. de Vries nam op, 06-12345678.",
            "Met De Vries gesproken over mevrouw F. el Idrissi. Fatima belt terug. Mevrouw A. de Vries ook.",
        ]);
        assert_eq!(
            all,
            [
                vec!["[persoon A]", "[persoon B]", "[telefoonnummer]"],
                vec!["[persoon B]", "[persoon A]", "[persoon A]", "[persoon C]"]
            ]
        );
    }

    #[test]
    fn after_z_comes_aa() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
