//! Letters as a reader, an archive and a screen reader find them. Looks with the programs of poppler and qpdf.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

mod sample;
mod tools;

use letter::{Block, Language, LetterError, Table};
use sample::{decision, short, with_body};
use tools::{info, objects, qpdf_accepts, squeezed, text};

#[test]
fn the_text_of_a_letter_comes_back() {
    let text = text("text", &letter::pdf(&short()).unwrap());
    for part in [
        "Werk en Inkomen Lekstroom",
        "Mevrouw A. de Boer",
        "25 november 2026",
        "WIL-2026-00017",
        "Ontvangst van uw verzoek om inzage",
        "Geachte mevrouw De Boer,",
        "Met vriendelijke groet,",
        "Pagina 1 van 1",
    ] {
        assert!(text.contains(part), "`{part}` is missing in:\n{text}");
    }
}

#[test]
fn a_letter_reads_in_the_order_in_which_it_is_written() {
    let text = text("order", &letter::pdf(&decision()).unwrap());
    let places: Vec<Option<usize>> = [
        "Lekstroom",
        "Mevrouw A.",
        "Datum",
        "Kenmerk",
        "Onderwerp",
        "Geachte",
        "Wat wij hebben besloten",
        "Met vriendelijke",
    ]
    .iter()
    .map(|part| text.find(part))
    .collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in\n{text}");
}

#[test]
fn a_letter_in_english_has_english_words() {
    let mut letter = short();
    letter.language = Language::English;
    let pdf = letter::pdf(&letter).unwrap();
    let text = text("english", &pdf);
    assert!(
        text.contains("25 November 2026") && text.contains("Page 1 of 1") && text.contains("Subject"),
        "{text}"
    );
    assert!(objects("english", &pdf).contains("/Lang (en)"));
}

#[test]
fn a_letter_is_tagged_and_says_which_standards_it_keeps() {
    let pdf = letter::pdf(&decision()).unwrap();
    qpdf_accepts("standards", &pdf);
    let info = info("standards", &pdf);
    for line in [
        ["Tagged:", "yes"],
        ["Title:", "Besluit op uw verzoek om inzage"],
        ["Author:", "Werk en Inkomen Lekstroom"],
        ["PDF version:", "1.7"],
    ] {
        assert!(
            info.lines().any(|found| line.iter().all(|part| found.contains(part))),
            "{line:?} in\n{info}"
        );
    }
    let objects = objects("standards", &pdf);
    for part in ["/Lang (nl)", "/Marked true", "/DisplayDocTitle true", "/StructTreeRoot", "/GTS_PDFA1"] {
        assert!(objects.contains(part), "{part} is missing");
    }
    for part in ["pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<"] {
        assert!(objects.contains(part), "{part} is missing in the metadata");
    }
}

#[test]
fn headings_lists_and_tables_are_what_they_look_like() {
    let objects = objects("structure", &letter::pdf(&decision()).unwrap());
    for kind in
        ["/Title", "/H1", "/P", "/L", "/LI", "/LBody", "/Table", "/Caption", "/THead", "/TR", "/TH", "/TD"]
    {
        assert!(objects.contains(&format!("/S {kind}\n")), "no {kind}");
    }
    assert!(objects.contains("/Scope /Column"), "the header cells say what they head");
}

#[test]
fn the_names_of_columns_return_on_each_page() {
    let pdf = letter::pdf(&decision()).unwrap();
    assert!(info("columns", &pdf).lines().any(|line| line.starts_with("Pages:") && line.ends_with('3')));
    let text = text("columns", &pdf);
    assert_eq!(text.matches("Bewaartermijn").count(), 3, "{text}");
    assert!(text.contains("Pagina 3 van 3"), "{text}");
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let first = letter::pdf(&decision()).unwrap();
    assert_eq!(first, letter::pdf(&decision()).unwrap());
    let others = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| letter::pdf(&decision()).unwrap())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(others.iter().all(|other| *other == first));
}

/// What would be something else than text in the typesetter's language, in JSON or in PDF.
const HOSTILE: [&str; 18] = [
    "#eval(\"1+1\")",
    "#import \"@preview/x:1.0.0\"",
    "#read(\"/etc/passwd\")",
    "#sys.inputs",
    "*geen vet* _geen cursief_ ` geen code `",
    "$x^2$ en $ \\sum $",
    "] ) } [ ( {",
    "\\ \\n \\u{41} \\#",
    "= Geen kop",
    "- geen lijst",
    "/ Geen: begrip",
    "<label> @verwijzing",
    "// geen commentaar",
    "/* ook niet */",
    "\"),(\"}]",
    "(haakje \\( en %procent) <</JS>>",
    "~ -- --- ... 'x' \"y\"",
    "https://example.nl/?a=1&b=2",
];

#[test]
fn what_people_write_is_text_and_nothing_else() {
    for (number, hostile) in HOSTILE.iter().enumerate() {
        let mut letter = with_body(vec![
            Block::Paragraph((*hostile).to_owned()),
            Block::Heading((*hostile).to_owned()),
            Block::List(vec![(*hostile).to_owned()]),
            Block::Data(vec![((*hostile).to_owned(), (*hostile).to_owned())]),
        ]);
        letter.subject = (*hostile).to_owned();
        letter.salutation = (*hostile).to_owned();
        letter.addressee = vec![(*hostile).to_owned()];
        letter.sender.name = (*hostile).to_owned();
        letter.signature = vec![(*hostile).to_owned()];
        let name = format!("hostile-{number}");
        let pdf = letter::pdf(&letter).unwrap();
        qpdf_accepts(&name, &pdf);
        let text = squeezed(&text(&name, &pdf));
        assert_eq!(text.matches(&squeezed(hostile)).count(), 10, "`{hostile}` in\n{text}");
    }
}

#[test]
fn letters_of_other_languages_are_shown() {
    let names = [
        "Łukasz Wójcik-Żółć",
        "Gülşah İnci Işık",
        "Nguyễn Thị Ánh",
        "Юлія Ковальчук",
        "Ελένη",
        "Ħamrun ðþ œ",
        "🎉 en 👍 en ☐ ✓",
    ];
    let arabic = "محمد";
    let hebrew = "שלום";
    let body =
        names.iter().chain([&arabic, &hebrew]).map(|name| Block::Paragraph((*name).to_owned())).collect();
    let letter = with_body(body);
    assert!(letter::unprintable(&letter).is_empty());
    let pdf = letter::pdf(&letter).unwrap();
    qpdf_accepts("languages", &pdf);
    let text = text("languages", &pdf);
    for name in names.iter().chain([&arabic, &hebrew]) {
        assert!(text.contains(name), "`{name}` in\n{text}");
    }
}

#[test]
fn what_no_font_can_show_is_written_out() {
    let letter = with_body(vec![Block::Paragraph("a\0b\u{7}c 中 \u{202E}om\tgekeerd\r\nregel".to_owned())]);
    assert_eq!(letter::unprintable(&letter), ['\0', '\u{7}', '\u{202E}', '中']);
    let text = text("written-out", &letter::pdf(&letter).unwrap());
    assert!(text.contains("a[U+0000]b[U+0007]c [U+4E2D] [U+202E]om gekeerd\nregel"), "{text}");
}

#[test]
fn a_very_long_word_stays_on_the_paper() {
    let word = "w".repeat(400);
    let table = Table {
        caption: word.clone(),
        columns: vec![word.clone(), word.clone()],
        rows: vec![vec![word.clone(), "a".into()]],
    };
    let letter = with_body(vec![
        Block::Paragraph(word.clone()),
        Block::Data(vec![(word.clone(), word.clone())]),
        Block::Table(table),
    ]);
    let pdf = letter::pdf(&letter).unwrap();
    let bare = text("bare", &letter::pdf(&with_body(vec![])).unwrap()).matches('w').count();
    assert_eq!(text("long", &pdf).matches('w').count(), 400 * 7 + bare);
    assert!(tools::right_edge("long", &pdf) <= 210.0 - 20.0, "the text runs into the margin");
}

#[test]
fn a_letter_that_cannot_be_made_says_why_and_quotes_nothing() {
    let mut letter = short();
    letter.subject = " \n".to_owned();
    assert_eq!(letter::pdf(&letter), Err(LetterError::NoSubject));
    let table = |columns: usize, cells: usize| {
        let row = vec!["geheim".to_owned(); cells];
        let table =
            Table { caption: "geheim".into(), columns: vec!["geheim".into(); columns], rows: vec![row] };
        letter::pdf(&with_body(vec![Block::Table(table)])).map(|_| ())
    };
    assert_eq!(table(3, 3), Ok(()));
    for (columns, cells, error) in [
        (0, 0, LetterError::Columns(0)),
        (9, 9, LetterError::Columns(9)),
        (2, 1, LetterError::Row { columns: 2, cells: 1 }),
    ] {
        assert_eq!(table(columns, cells), Err(error));
        assert!(!error.to_string().contains("geheim"));
    }
}

#[test]
fn a_letter_of_nothing_is_a_letter() {
    let mut letter = with_body(vec![
        Block::List(vec![]),
        Block::Data(vec![]),
        Block::Paragraph(String::new()),
        Block::Heading(String::new()),
    ]);
    letter.addressee.clear();
    letter.sender.address.clear();
    letter.sender.contact.clear();
    letter.signature.clear();
    letter.salutation.clear();
    letter.closing.clear();
    letter.reference.clear();
    qpdf_accepts("empty", &letter::pdf(&letter).unwrap());
}
