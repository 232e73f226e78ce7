//! Whole texts: what is found, as which kind, why, and on which ground.

use redact::{Finding, Ground, Kind, Officials, Options, Regime, Why, detect};

fn found(text: &str, options: &Options) -> Vec<(Kind, String)> {
    detect(text, options)
        .into_iter()
        .map(|finding| (finding.kind, text.get(finding.span).unwrap_or_default().to_owned()))
        .collect()
}

fn all(text: &str) -> Vec<(Kind, String)> {
    found(text, &Options::default())
}

fn people(text: &str, options: &Options) -> Vec<String> {
    found(text, options)
        .into_iter()
        .filter(|(kind, _)| matches!(kind, Kind::Person | Kind::Signature))
        .map(|(_, name)| name)
        .collect()
}

#[test]
fn a_letter() {
    let text = "Mevrouw F. el Idrissi\nKerkstraat 12a\n3441 AB Woerden\n\nBetreft: dossiernummer 2019-00123\n\nGeachte mevrouw El Idrissi,\n\nU bent geboren op 12 maart 1985 en uw BSN is 111222333. Wij belden u op 06-12345678 over kenteken AB-123-C en maakten € 50 over naar NL91 ABNA 0417 1643 00.\n\nHoogachtend,\n\nP. de Bakker\n";
    let expected = [
        (Kind::Person, "F. el Idrissi"),
        (Kind::Address, "Kerkstraat 12a"),
        (Kind::Postcode, "3441 AB"),
        (Kind::Place, "Woerden"),
        (Kind::ClientNumber, "2019-00123"),
        (Kind::Person, "El Idrissi"),
        (Kind::BirthDate, "12 maart 1985"),
        (Kind::Bsn, "111222333"),
        (Kind::Phone, "06-12345678"),
        (Kind::Plate, "AB-123-C"),
        (Kind::Iban, "NL91 ABNA 0417 1643 00"),
        (Kind::Signature, "P. de Bakker"),
    ];
    assert_eq!(all(text), expected.map(|(kind, written)| (kind, written.to_owned())));
}

#[test]
fn the_ground_follows_the_kind_and_the_law() {
    let ground = |text: &str, regime| {
        detect(text, &Options { regime, ..Options::default() })
            .first()
            .map(|finding: &Finding| finding.ground)
    };
    for (text, woo, wob) in [
        ("Mevrouw Jansen belde.", Ground::Woo512e, Ground::Wob102e),
        ("BSN 111222333", Ground::Woo511e, Ground::Wob101d),
        ("heeft borstkanker", Ground::Woo511d, Ground::Wob101d),
    ] {
        assert_eq!(ground(text, Regime::Woo), Some(woo));
        assert_eq!(ground(text, Regime::Wob), Some(wob));
    }
    assert_eq!([Ground::Woo512e, Ground::Wob101d].map(Ground::as_str), ["5.1.2e", "10.1d"]);
}

#[test]
fn people_of_the_case_file_are_always_found() {
    let options = Options { known: vec!["Xiuying Zhongli".to_owned()], ..Options::default() };
    let text = "zhongli kwam. X. ZHONGLI ook, en xiuying zhongli's zoon.";
    assert_eq!(people(text, &options), ["zhongli", "X. ZHONGLI", "xiuying zhongli"]);
    assert!(detect(text, &options).iter().all(|finding| finding.why == Why::CaseFile));
}

#[test]
fn officials_may_stay_except_where_they_sign() {
    let text = "Wethouder Van Dalen vraagt mevrouw Yılmaz iets. Van Dalen dankt haar.\n\nHoogachtend,\n\nJ. van Dalen\n";
    let options = Options { officials: Officials::Leave, ..Options::default() };
    assert_eq!(people(text, &options), ["Yılmaz", "J. van Dalen"]);
    assert_eq!(people(text, &Options::default()), ["Van Dalen", "Yılmaz", "Van Dalen", "J. van Dalen"]);
}

#[test]
fn numbers_of_the_organisation() {
    let options = Options { client_numbers: vec!["W@######".to_owned()], ..Options::default() };
    assert_eq!(found("zie WA123456.", &options), [(Kind::ClientNumber, "WA123456".to_owned())]);
    assert_eq!(all("zie WA123456."), []);
}

#[test]
fn spans_point_at_the_text_as_it_was_given() {
    let text = "Mevrouw Ri\u{AD}n\u{AD}ders en de heer Van der Lin-\nden en mevr.\u{A0}Rene\u{301}e Bakker";
    assert_eq!(
        people(text, &Options::default()),
        ["Ri\u{AD}n\u{AD}ders", "Van der Lin-\nden", "Rene\u{301}e Bakker"]
    );
}

#[test]
fn prose_without_people_stays() {
    let text = "Het college besluit op 12 maart 2019, gelet op artikel 35 van de Participatiewet, de regeling te wijzigen. De Tweede Kamer der Staten-Generaal heeft daarover in Den Haag vergaderd. Nederland telt 342 gemeenten.";
    assert_eq!(all(text), []);
}
