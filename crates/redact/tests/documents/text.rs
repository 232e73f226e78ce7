//! Text, Markdown and tables.

use redact::document::{Format, Removal, passages, remove};

use super::{CANARY, assert_gone, random_spans, read, without};

#[test]
fn text_keeps_everything_else() {
    let source = format!("Beste {CANARY},\r\n\r\nUw brief is binnen.\r\nGroet, {CANARY}\r\n");
    let output = without(Format::Text, source.as_bytes(), &[CANARY]).unwrap();
    let expected = source.replace(CANARY, "[persoon A] 5.1.2e");
    assert_eq!(String::from_utf8(output.bytes).unwrap(), expected);
    let passages = passages(Format::Text, source.as_bytes()).unwrap();
    assert_eq!(
        passages.iter().map(|passage| passage.place.as_str()).collect::<Vec<_>>(),
        ["regel 1", "regel 3"]
    );
}

#[test]
fn text_in_other_encodings_is_read_and_becomes_utf8() {
    let latin = b"Mevrouw Ren\xE9e Kanarievogel, \x80 12";
    let output = without(Format::Text, latin, &[CANARY]).unwrap();
    assert_eq!(String::from_utf8(output.bytes).unwrap(), "Mevrouw Renée [persoon A] 5.1.2e, € 12");
    let wide: Vec<u8> =
        "\u{feff}Mevrouw Renée Kanarievogel".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let output = without(Format::Text, &wide, &["Renée Kanarievogel"]).unwrap();
    assert_eq!(String::from_utf8(output.bytes).unwrap(), "Mevrouw [persoon A] 5.1.2e");
}

#[test]
fn half_a_character_goes_whole_and_overlap_is_one() {
    let removals =
        [(5, 7), (6, 9)].map(|(start, end)| Removal { passage: 0, span: start..end, label: "■".into() });
    let output = remove(Format::Text, "naam éénhoorn".as_bytes(), &removals).unwrap();
    assert_eq!(String::from_utf8(output).unwrap(), "naam ■nhoorn");
}

#[test]
fn markdown_hides_nothing() {
    let source = format!(
        "# Verslag\n\nDe heer **Kanarie**vogel en [zijn post](mailto:{CANARY}@example.nl \"{CANARY}\").\n\
         <!-- van {CANARY}\n\n -->\n<a href='https://example.nl/{CANARY}'>hier</a> <{CANARY}@example.nl> \
         Kanarie&#118;ogel [x](https://example.nl/K%61narievogel)\n"
    );
    let output = without(Format::Markdown, source.as_bytes(), &[CANARY]).unwrap();
    let text = String::from_utf8(output.bytes).unwrap();
    assert_gone(&text);
    assert!(text.contains("**[persoon A] 5.1.2e**") && text.contains("[x](#)"), "{text}");
    assert!(text.starts_with("# Verslag\n\nDe heer "));
}

#[test]
fn tables_are_read_by_cell() {
    let source =
        "naam;bsn;toelichting\r\n\"Kanarievogel, J.\";123456782;\"zegt \"\"ja\"\"; en\r\nnog een regel\"\r\n";
    let found = passages(Format::Csv, source.as_bytes()).unwrap();
    assert_eq!(found[4].place, "rij 2, kolom 2 (bsn)");
    let output = without(Format::Csv, source.as_bytes(), &["Kanarievogel, J.", "123456782"]).unwrap();
    let text = String::from_utf8(output.bytes).unwrap();
    assert_eq!(
        text,
        "naam;bsn;toelichting\n[persoon A] 5.1.2e;[persoon A] 5.1.2e;\"zegt \"\"ja\"\"; en\r\nnog een regel\"\n"
    );
}

#[test]
fn random_spans_never_leak() {
    let text = "De heer De Vries-Kanarievogel woont in 's-Gravenhage, naast café ’t Hoekje.\n\n**Punt** 2: _niets_ [x](y) é́\n";
    for format in [Format::Text, Format::Markdown, Format::Csv] {
        random_spans(format, text.as_bytes(), 300);
    }
    assert!(read(Format::Markdown, text.as_bytes()).contains("Punt 2: niets"));
}
