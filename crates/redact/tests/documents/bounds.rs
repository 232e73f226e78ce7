//! What is refused: broken, hostile, encrypted, wrongly named.

use redact::document::{Format, Refusal, format_of, passages};

use super::word::{self, document};
use super::{Dice, packed};

#[test]
fn contents_decide_and_a_wrong_name_is_refused() {
    let docx = document("<w:p><w:r><w:t>tekst</w:t></w:r></w:p>");
    assert_eq!(format_of("brief.docx", &docx), Ok(Format::Docx));
    assert_eq!(format_of("brief", &docx), Ok(Format::Docx));
    assert_eq!(
        format_of("brief.pdf", &docx),
        Err(Refusal::WrongName { name: "PDF", contents: "Word (docx)" })
    );
    assert_eq!(
        format_of("brief.txt", b"%PDF-1.7\n"),
        Err(Refusal::WrongName { name: "tekst", contents: "PDF" })
    );
    assert!(matches!(format_of("brief.docx", b"gewone tekst"), Err(Refusal::WrongName { .. })));
    assert_eq!(format_of("notitie.md", b"# kop"), Ok(Format::Markdown));
    assert_eq!(format_of("x", b"<!DOCTYPE html><p>x"), Ok(Format::Html));
    assert!(matches!(format_of("x.bin", &[0, 1, 2, 3]), Err(Refusal::Unsupported { .. })));
    assert!(matches!(passages(Format::Text, &[0, 1, 2]), Err(Refusal::Unsupported { .. })));
}

#[test]
fn encrypted_files_are_named_so() {
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    compound.extend([0; 600]);
    assert!(matches!(format_of("brief.docx", &compound), Err(Refusal::Unsupported { .. })));
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(format_of("brief.docx", &compound), Err(Refusal::Encrypted));
    // An archive of which a file is marked as encrypted.
    let mut docx = document("<w:p/>");
    for at in 0..docx.len() - 10 {
        match &docx[at..at + 4] {
            b"PK\x01\x02" => docx[at + 8] |= 1,
            b"PK\x03\x04" => docx[at + 6] |= 1,
            _ => {}
        }
    }
    assert_eq!(passages(Format::Docx, &docx), Err(Refusal::Encrypted));
}

#[test]
fn bombs_do_not_go_off() {
    // A part of 300 MB of nothing.
    let nothing = " ".repeat(20 << 20);
    let bomb = packed(&[("word/document.xml", &nothing)]);
    assert!(matches!(passages(Format::Docx, &bomb), Err(Refusal::TooLarge { .. })));
    let many: Vec<String> = (0..5_001).map(|index| format!("word/{index}.xml")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    assert!(matches!(passages(Format::Docx, &packed(&many)), Err(Refusal::TooLarge { .. })));
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    assert!(matches!(passages(Format::Docx, &document(&deep)), Err(Refusal::TooLarge { .. })));
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
    let laughing = word::with_part(&document("<w:p/>"), "word/document.xml", laughs);
    assert!(matches!(passages(Format::Docx, &laughing), Err(Refusal::Broken { .. })));
}

#[test]
fn broken_files_are_refused_and_never_panic() {
    let good = document("<w:p><w:r><w:t>De heer Kanarievogel</w:t></w:r></w:p>");
    for length in (0..good.len()).step_by(37) {
        let _ = passages(Format::Docx, &good[..length]);
    }
    let mut dice = Dice(7);
    for _ in 0..500 {
        let mut bad = good.clone();
        for _ in 0..=dice.below(6) {
            let at = dice.below(bad.len());
            bad[at] = u8::try_from(dice.below(256)).unwrap();
        }
        let _ = passages(Format::Docx, &bad);
        for format in [Format::Text, Format::Markdown, Format::Csv, Format::Html, Format::Eml] {
            let _ = passages(format, &bad);
        }
    }
    assert!(matches!(passages(Format::Docx, b"PK\x03\x04"), Err(Refusal::Broken { .. })));
    assert!(matches!(passages(Format::Docx, &packed(&[("a", "b")])), Err(Refusal::Broken { .. })));
}

#[test]
fn broken_sources_never_panic() {
    let sources = [
        (Format::Html, super::html::page().into_bytes()),
        (Format::Eml, super::mail::message()),
        (Format::Odt, super::open::aviary()),
        (Format::Xlsx, super::excel::aviary()),
    ];
    let mut dice = Dice(11);
    for (format, good) in sources {
        for _ in 0..150 {
            let mut bad = good.clone();
            for _ in 0..=dice.below(8) {
                let at = dice.below(bad.len());
                match dice.below(3) {
                    0 => bad[at] = b"<>&\"'=-;\0\xff"[dice.below(10)],
                    1 => bad.truncate(at.max(1)),
                    _ => bad.insert(at, b"<>&/\"?!= \n"[dice.below(10)]),
                }
            }
            if let Ok(found) = passages(format, &bad) {
                let all = super::all_of(&found, &["vogel", "e"]);
                let _ = redact::document::remove(format, &bad, &all);
            }
        }
    }
}

/// Parts that point at each other, and a part that points at itself.
#[test]
fn circles_end() {
    let circle = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/>\
        <Relationship Id=\"b\" Type=\"x/header\" Target=\"/word/header1.xml\"/>\
        <Relationship Id=\"c\" Type=\"x/header\" Target=\"../word/./document.xml\"/></Relationships>";
    let part = "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:r><w:t>rond</w:t></w:r></w:p></w:hdr>";
    let bytes = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", circle),
        ("word/document.xml", part),
        ("word/header1.xml", part),
        ("word/_rels/document.xml.rels", circle),
        ("word/_rels/header1.xml.rels", circle),
    ]);
    assert_eq!(passages(Format::Docx, &bytes).unwrap().len(), 2);
    assert!(redact::document::redact(Format::Docx, &bytes, |_| Vec::new()).is_ok());
}

/// Sources that make a careless reader slow: each is refused or read within a moment.
#[test]
fn hostile_sources_take_no_time() {
    let many = |piece: &str| piece.repeat(100_000 / piece.len());
    for piece in [
        "<",
        "<!--",
        "<!--x-->",
        "<a ",
        "<a b=",
        "<a b='",
        "&",
        "&#",
        "](",
        "<script>",
        "</",
        "<div hidden>",
        "=?",
        "%",
    ] {
        for format in [Format::Html, Format::Markdown, Format::Text, Format::Csv, Format::Eml] {
            let source = many(piece);
            let _ = passages(format, source.as_bytes());
            let _ = redact::document::leaks(format, source.as_bytes(), &["Kanarievogel".into()]);
        }
    }
}

#[test]
fn every_refusal_speaks_both_languages() {
    for refusal in [
        Refusal::Encrypted,
        Refusal::Signed,
        Refusal::Removal { index: 3 },
        Refusal::Leak { places: vec!["alinea 3".into()] },
        passages(Format::Docx, b"PK").unwrap_err(),
    ] {
        assert!(refusal.dutch().ends_with('.') && !refusal.to_string().ends_with('.'));
    }
}

/// Elements given each other's names at random in every part: it is refused, or the canary is gone.
#[test]
fn shuffled_parts_are_refused_or_clean() {
    let sources = [
        (Format::Docx, word::aviary()),
        (Format::Odt, super::open::aviary()),
        (Format::Xlsx, super::excel::aviary()),
    ];
    let mut dice = Dice(23);
    for (format, good) in sources {
        let mut outputs = 0;
        for _ in 0..60 {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&good)).unwrap();
            let mut parts = Vec::new();
            for index in 0..archive.len() {
                let mut part = archive.by_index(index).unwrap();
                let name = part.name().unwrap().into_owned();
                let text = std::io::read_to_string(&mut part).unwrap();
                let is_markup = name.rsplit_once('.').is_some_and(|(_, extension)| extension == "xml");
                let is_shuffled = is_markup && !name.starts_with('[');
                parts.push((name, if is_shuffled { shuffled(&text, &mut dice) } else { text }));
            }
            let parts: Vec<(&str, &str)> =
                parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            if let Ok(output) = super::without(format, &packed(&parts), &[super::CANARY]) {
                outputs += 1;
                super::assert_gone(&super::unpacked(&output.bytes));
            }
        }
        assert!(outputs > 0, "every shuffle of {format:?} was refused");
    }
}

/// The source with some elements renamed to the name of another.
fn shuffled(source: &str, dice: &mut Dice) -> String {
    let names: Vec<&str> = source
        .split('<')
        .skip(1)
        .filter_map(|piece| piece.split([' ', '>', '/']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('?'))
        .collect();
    let mut output = source.to_owned();
    if dice.below(3) == 0 || names.len() < 3 {
        return output;
    }
    for _ in 0..=dice.below(2) {
        let (from, to) = (names[dice.below(names.len())], names[1 + dice.below(names.len() - 1)]);
        for end in [" ", ">", "/"] {
            output = output.replace(&format!("<{from}{end}"), &format!("<{to}{end}"));
            output = output.replace(&format!("</{from}{end}"), &format!("</{to}{end}"));
        }
    }
    output
}
