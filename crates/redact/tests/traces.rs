//! Minutes as a whole: what leads to a person, and whom it is about.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "the helpers of tests may fail as loudly as tests"
)]

use redact::document::{Format, passages};
use redact::{Options, Trace, traces};

/// Word, sort and whom of everything found, in order.
fn of(text: &str) -> Vec<(String, &'static str, &'static str)> {
    let passages = passages(Format::Text, text.as_bytes()).unwrap();
    let word = |trace: &Trace| passages[trace.passage].text[trace.span.clone()].to_owned();
    traces(&passages, &Options::default())
        .iter()
        .map(|trace| (word(trace), trace.sort.as_str(), trace.whom.as_str()))
        .collect()
}

fn wanted(all: &[(&str, &'static str, &'static str)]) -> Vec<(String, &'static str, &'static str)> {
    all.iter().map(|(word, sort, whom)| ((*word).to_owned(), *sort, *whom)).collect()
}

// proves!("6.8-1", "6.8-2")
#[test]
fn people_in_minutes_are_told_apart() {
    let text = "Verslag teamoverleg\n\nAanwezig: Anouk de Bakker (voorzitter), Sjoerd Wiersma\n\nWiersma opent. Klant Fatima el Idrissi, BSN 111222333, belde op 06-12345678. Wethouder Van Dalen komt langs. De heer Karim Demirci stond aan de deur.\n";
    let expected = wanted(&[
        ("Anouk de Bakker", "name", "official"),
        ("Sjoerd Wiersma", "name", "official"),
        ("Wiersma", "name", "official"),
        ("Fatima el Idrissi", "name", "client"),
        ("111222333", "bsn", "client"),
        ("06-12345678", "address", "client"),
        ("Van Dalen", "name", "official"),
        ("Karim Demirci", "name", "third"),
    ]);
    assert_eq!(of(text), expected);
}

#[test]
fn a_client_is_one_wherever_the_name_returns() {
    let text = "Aanwezig: Joke Appel, Sjoerd Wiersma\n\nCliënt Joke Appel vroeg om uitstel.\n";
    let expected = wanted(&[
        ("Joke Appel", "name", "client"),
        ("Sjoerd Wiersma", "name", "official"),
        ("Joke Appel", "name", "client"),
    ]);
    assert_eq!(of(text), expected);
}

#[test]
fn clues_count_beside_data() {
    let text = "De enige Eritrese weduwe in Lopik is bezocht. J.V. uit Vianen belt terug. In Cabauw wonen 3 statushouders.\n";
    let sorts: Vec<&str> = of(text).iter().map(|(_, sort, _)| *sort).collect();
    assert_eq!(sorts, ["indirect", "initials", "small_cell"]);
}

#[test]
fn a_special_category_counts_only_beside_somebody() {
    assert_eq!(of("De module over depressie start in mei.\n"), []);
    assert_eq!(of("De cliënt heeft een depressie.\n"), wanted(&[("depressie", "indirect", "client")]));
    assert_eq!(of("Mail naar info@wil.example voor de cijfers.\n"), []);
}

#[test]
fn clean_minutes_are_clean() {
    let text = "Verslag teamoverleg Inkomen, 3 februari 2026\n\nAanwezig: voorzitter, teamleider Inkomen, twee consulenten, notulist\n\n1. De voorzitter opent de vergadering.\n2. Casus besproken, actie door afdeling Schuldhulpverlening.\n3. In Houten ontvingen 312 inwoners een uitkering. Drie agendapunten schuiven door.\n";
    assert_eq!(of(text), []);
}

#[test]
fn small_numbers_in_a_table_are_found_and_large_ones_are_not() {
    let text = "Kern | Statushouders\nBenschop | 3\nLopik | 37\nPolsbroek | 1\n";
    assert_eq!(of(text), wanted(&[("3", "small_cell", "third"), ("1", "small_cell", "third")]));
}

#[test]
fn what_a_small_count_is_can_be_said() {
    let text = "Kern | Statushouders\nBenschop | 7\nLopik | 37\n\nIn Polsbroek wonen acht statushouders.\n";
    let with = |small_count| {
        let passages = passages(Format::Text, text.as_bytes()).unwrap();
        traces(&passages, &Options { small_count, ..Options::default() }).len()
    };
    assert_eq!([with(5), with(8), with(9)], [0, 1, 2]);
}

#[test]
fn only_who_surely_is_one_counts_as_an_official() {
    for (text, whom) in [
        ("Teamleider mevrouw Bosman licht toe.", "official"),
        ("Mevrouw Bosman (notulist) licht toe.", "official"),
        ("De consulent sprak mevrouw Bosman.", "third"),
        ("Mevrouw Bosman sprak de consulent.", "third"),
        ("Mevrouw Bosman, cliënt van de consulent, belde.", "client"),
        ("Gasten: mevrouw Bosman", "third"),
    ] {
        assert_eq!(of(text), wanted(&[("Bosman", "name", whom)]), "{text}");
    }
}
