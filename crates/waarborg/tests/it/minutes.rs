//! `waarborg minutes check`, as people and scripts run it.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use serde_json::Value;
use waarborg::house::testing::Folder;

use crate::process::{command, stdout};

const MINUTES: &str = "Verslag teamoverleg\n\nAanwezig: Sjoerd Wiersma (voorzitter)\n\nKlant mevrouw F. Kwikstaart belde.\nHaar BSN is \
    999990019.\n\nDe enige weduwe in Lopik is bezocht.\n";

const CLEAN: &str = "Verslag teamoverleg\n\nAanwezig: de teamleider, drie consulenten\n\nCasus besproken, actie door afdeling \
    Schuldhulpverlening. In Houten ontvingen 312 inwoners een uitkering. Drie agendapunten schuiven door.\n";

fn check(arguments: &[&str], input: &[u8]) -> Output {
    let mut all = vec!["minutes", "check"];
    all.extend(arguments);
    // The data folder does not exist, and is not needed.
    let mut child = command(Path::new("/nonexistent"), &all)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that refuses its arguments is gone before it has read anything: a broken pipe is no failure here.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A file with these bytes, and where it is.
fn written(folder: &Folder, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&stdout(output)).unwrap()
}

/// A Word document with a paragraph for each line.
fn docx(text: &str) -> Vec<u8> {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let mut paragraphs = String::new();
    for line in text.lines() {
        let _ = write!(paragraphs, "<w:p><w:r><w:t>{line}</w:t></w:r></w:p>");
    }
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override \
                 PartName=\"/word/document.xml\" ContentType=\"{kind}\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
                 Type=\"{relation}\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"{word}\"><w:body>{paragraphs}</w:body></w:document>"),
        ),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(contents.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A PDF of one page with a line of text for each line; without any, a page that is a picture.
fn pdf(text: &str) -> Vec<u8> {
    let mut page = String::from("BT /F 12 Tf 50 800 Td ");
    for line in text.lines().filter(|line| !line.is_empty()) {
        let line = line.replace('(', "\\(").replace(')', "\\)");
        let _ = write!(page, "({line}) Tj 0 -20 Td ");
    }
    page.push_str("ET");
    if text.is_empty() {
        page = String::from("595 0 0 842 0 0 cm /P Do");
    }
    let objects = [
        String::from("<</Type /Catalog /Pages 2 0 R>>"),
        String::from("<</Type /Pages /Kids [3 0 R] /Count 1>>"),
        String::from(
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources \
             <</Font <</F 5 0 R>> /XObject <</P 6 0 R>>>>>>",
        ),
        format!("<</Length {}>>\nstream\n{page}\nendstream", page.len()),
        String::from("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"),
        String::from(
            "<</Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1>>\n\
             stream\n0\nendstream",
        ),
    ];
    let mut file = String::from("%PDF-1.7\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{number} 0 obj\n{object}\nendobj");
    }
    let start = file.len();
    let _ = write!(
        file,
        "{table}trailer\n<</Root 1 0 R /Size {}>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}

// proves!("6.8-1", "6.8-2")
#[test]
fn minutes_with_people_in_them_say_where_why_and_what_instead() {
    let output = check(&["-"], MINUTES.as_bytes());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let told = stdout(&output);
    for wanted in [
        "4 dingen gevonden",
        "regel 5, kolom 15: naam, over een klant",
        "»F. Kwikstaart«",
        "regel 6, kolom 13: burgerservicenummer, over een klant",
        "regel 3, kolom 11: naam, over een ambtenaar",
        "regel 8, kolom 1: aanwijzing",
        "Er is er maar één.",
        "Beleid 6.8-1, 6.8-2; AVG 5(1)(c), 25.",
        "Zet de inhoud in het dossier van de klant.",
        "Noem de functie in plaats van de naam.",
    ] {
        assert!(told.contains(wanted), "{wanted} in {told}");
    }
    assert_eq!(stderr(&output), "");
}

#[test]
fn clean_minutes_are_clean_and_the_answer_can_be_read_by_a_program() {
    let output = check(&["-"], CLEAN.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let answer = json(&check(&["--json", "-"], CLEAN.as_bytes()));
    assert_eq!(
        (&answer["clean"], answer["findings"].as_array().map(Vec::len)),
        (&Value::Bool(true), Some(0))
    );
    let answer = json(&check(&["--json", "-"], MINUTES.as_bytes()));
    assert_eq!(answer["clean"], false);
    let finding = &answer["findings"][1];
    assert_eq!((&finding["finding"], &finding["about"]), (&Value::from("name"), &Value::from("client")));
    assert_eq!((&finding["line"], &finding["column"]), (&5.into(), &15.into()));
    assert_eq!((&finding["start"], &finding["end"]), (&14.into(), &27.into()));
    assert!(!answer.to_string().contains("Kwikstaart"), "{answer}");
}

// proves!("6.8-3")
#[test]
fn with_others_there_the_statement_about_them_is_named_too() {
    assert!(!stdout(&check(&["-"], MINUTES.as_bytes())).contains("6.8-3"));
    assert!(stdout(&check(&["--external", "-"], MINUTES.as_bytes())).contains("6.8-3"));
}

#[test]
fn officials_may_be_named_where_the_body_says_so() {
    let text = b"Aanwezig: Sjoerd Wiersma (voorzitter)\n";
    assert_eq!(check(&["-"], text).status.code(), Some(1));
    assert_eq!(check(&["--officials", "strict", "-"], text).status.code(), Some(1));
    assert_eq!(check(&["--officials", "functional", "-"], text).status.code(), Some(0));
    assert_eq!(check(&["--officials", "functional", "-"], MINUTES.as_bytes()).status.code(), Some(1));
    assert_eq!(check(&["--officials", "soms", "-"], text).status.code(), Some(2));
}

#[test]
fn names_that_are_known_are_always_found() {
    let folder = Folder::make();
    let known = written(&folder, "namen.txt", b"Xiuying Zhongli\n");
    let text = "zhongli had een vraag over de planning.\n".as_bytes();
    let known = known.to_str().unwrap();
    assert_eq!(check(&["--known", known, "-"], text).status.code(), Some(1));
    assert_eq!(check(&["--known", "/nonexistent", "-"], text).status.code(), Some(2));
}

#[test]
fn documents_of_other_formats_are_read() {
    let folder = Folder::make();
    for (name, bytes, code) in [
        ("a.docx", docx(MINUTES), 1),
        ("b.docx", docx(CLEAN), 0),
        ("c.pdf", pdf(MINUTES), 1),
        ("d.pdf", pdf(CLEAN), 0),
        ("e.csv", b"Kern;Statushouders\nBenschop;3\nLopik;37\n".to_vec(), 1),
        ("f.csv", b"Kern;Statushouders\nBenschop;31\nLopik;37\n".to_vec(), 0),
    ] {
        let path = written(&folder, name, &bytes);
        let output = check(&[path.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(code), "{name}: {}{}", stdout(&output), stderr(&output));
    }
}

#[test]
fn what_was_not_searched_is_never_clean() {
    let folder = Folder::make();
    let path = written(&folder, "scan.pdf", &pdf(""));
    let output = check(&[path.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(
        stdout(&output).contains("niet doorzocht") && stdout(&output).contains("plaatje"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn what_cannot_be_read_is_bad_input_and_says_nothing_of_its_contents() {
    let folder = Folder::make();
    for (name, bytes) in [
        ("leeg.txt", &b""[..]),
        ("wit.txt", b" \n\n"),
        ("binair", &[0, 159, 146, 150, 0, 1, 2]),
        ("oud.doc", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]),
        ("kapot.pdf", b"%PDF-1.7 Kwikstaart"),
        ("kapot.docx", b"PK\x03\x04 Kwikstaart"),
        ("anders.pdf", b"Kwikstaart"),
    ] {
        let path = written(&folder, name, bytes);
        let output = check(&[path.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(2), "{name}: {}", stdout(&output));
        assert!(
            stdout(&output).is_empty() && !stderr(&output).contains("Kwikstaart"),
            "{name}: {}",
            stderr(&output)
        );
    }
    for path in [folder.path().to_str().unwrap(), "/nonexistent/verslag.txt"] {
        assert_eq!(check(&[path], b"").status.code(), Some(2), "{path}");
    }
    assert_eq!(check(&["-"], b"").status.code(), Some(2));
}

#[test]
fn pictures_are_for_a_person_to_look_at() {
    let folder = Folder::make();
    let page = "<p>Verslag teamoverleg. Er is niets besloten.</p><img src=\"logo.png\">";
    let file = written(&folder, "verslag.html", page.as_bytes());
    let file = file.to_str().unwrap();
    let output = check(&[file], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("Plaatjes in de tekst: kijk ze zelf na."), "{}", stdout(&output));
    let told = json(&check(&["--json", file], b""));
    assert_eq!((&told["clean"], &told["pictures"][0]), (&Value::Bool(false), &Value::from("in de tekst")));
    assert_eq!(check(&["--pictures-seen", file], b"").status.code(), Some(0));
}
