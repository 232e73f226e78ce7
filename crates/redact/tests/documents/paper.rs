//! PDFs as other programs make them, and PDFs on messages. Where a program is not installed that is said aloud.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output as Ran};

use base64::Engine as _;
use redact::document::{Format, Refusal, passages};

use super::mail::encoded;
use super::office::converted;
use super::{CANARY, assert_gone, read, without, word};

/// One page in Helvetica with these lines, its content packed.
pub(crate) fn sheet(lines: &[&str]) -> Vec<u8> {
    let mut content = "BT /F 12 Tf 70 770 Td 18 TL".to_owned();
    for line in lines {
        content.push_str(&format!(" ({line}) Tj T*"));
    }
    content.push_str(" ET");
    let mut deflater = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    deflater.write_all(content.as_bytes()).unwrap();
    let packed = deflater.finish().unwrap();
    let objects: [Vec<u8>; 5] = [
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>".to_vec(),
        [format!("<</Filter /FlateDecode /Length {}>>\nstream\n", packed.len()).as_bytes(), &packed, b"\nendstream"].concat(),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>".to_vec(),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = "xref\n0 6\n0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = file.len();
    file.extend(format!("{table}trailer\n<</Root 1 0 R /Size 6>>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

fn message(attachments: &[(&str, &[u8])]) -> Vec<u8> {
    let mut source = "From: a@example.nl\r\nTo: b@example.nl\r\nSubject: stukken\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nZie de bijlage.\r\n"
        .to_owned();
    for (name, bytes) in attachments {
        source.push_str(&format!(
            "--b\r\nContent-Type: application/pdf; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}",
            encoded(bytes)
        ));
    }
    source.push_str("--b--\r\n");
    source.into_bytes()
}

/// What hangs on a message, decoded here.
fn attached(message: &[u8]) -> Vec<Vec<u8>> {
    let source = String::from_utf8(message.to_vec()).unwrap();
    let bodies = source
        .split("\r\n\r\n")
        .map(|block| block.lines().take_while(|line| !line.starts_with("--")).collect());
    bodies
        .filter_map(|body: String| base64::engine::general_purpose::STANDARD.decode(body).ok())
        .filter(|bytes| bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK"))
        .collect()
}

#[test]
fn a_pdf_on_a_message_is_redacted_with_it() {
    let paper = sheet(&[&format!("Mevrouw {CANARY} woont hier."), "Meer is er niet over te zeggen."]);
    let name = format!("{CANARY}.pdf");
    let output = without(Format::Eml, &message(&[(&name, &paper)]), &[CANARY]).unwrap();
    assert_gone(&String::from_utf8_lossy(&output.bytes));
    let papers = attached(&output.bytes);
    assert_eq!(papers.len(), 1);
    let text = read(Format::Pdf, &papers[0]);
    assert_gone(&text);
    assert!(text.contains("Mevrouw") && text.contains("Meer is er niet over te zeggen."), "{text}");
    assert!(
        output.notes.iter().any(|note| note.contains("bijlage 2") && note.contains("Eigenschappen")),
        "{:?}",
        output.notes
    );
    search(&papers[0], "bijlage");
}

#[test]
fn a_message_in_a_message_takes_its_pdf_along() {
    let paper = sheet(&[&format!("Mevrouw {CANARY} woont hier."), "Meer is er niet over te zeggen."]);
    let inner = message(&[("stuk.pdf", &paper)]);
    let outer = [
        b"From: c@example.nl\r\nSubject: door\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"z\"\r\n\r\n\
          --z\r\nContent-Type: message/rfc822\r\n\r\n"
            .as_slice(),
        &inner,
        b"\r\n--z--\r\n",
    ]
    .concat();
    let output = without(Format::Eml, &outer, &[CANARY]).unwrap();
    let papers = attached(&output.bytes);
    assert_eq!(papers.len(), 1);
    assert_gone(&read(Format::Pdf, &papers[0]));
}

#[test]
fn a_pdf_that_cannot_be_searched_does_not_come_along() {
    let broken = b"%PDF-1.7\nkapot".as_slice();
    let output = without(Format::Eml, &message(&[("scan.pdf", broken)]), &["bijlage"]).unwrap();
    assert!(attached(&output.bytes).is_empty());
    assert!(
        output.notes.iter().any(|note| note.contains("bijlage 2 kon niet worden doorzocht")),
        "{:?}",
        output.notes
    );
}

#[test]
fn messages_in_messages_end() {
    let mut nested = message(&[("stuk.pdf", &sheet(&["Mevrouw Bos woont hier en nergens anders."]))]);
    for _ in 0..12 {
        nested = [
            b"From: c@example.nl\r\nSubject: door\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream; name=\"m.eml\"\r\n\
              Content-Disposition: attachment; filename=\"m.eml\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                .as_slice(),
            encoded(&nested).as_bytes(),
        ]
        .concat();
    }
    assert!(matches!(passages(Format::Eml, &nested), Err(Refusal::TooLarge { .. })));
}

/// `None`, said aloud, where the program is not installed.
fn run(program: &str, arguments: &[&str]) -> Option<Ran> {
    run_in(&PathBuf::from(env!("CARGO_TARGET_TMPDIR")), program, arguments)
}

/// The same in a folder.
fn run_in(folder: &PathBuf, program: &str, arguments: &[&str]) -> Option<Ran> {
    let ran = Command::new(program).args(arguments).current_dir(folder).output();
    ran.inspect_err(|_| eprintln!("SKIPPED: `{program}` is not installed")).ok()
}

/// A file of its own in the folder for tests.
fn file(name: &str, bytes: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Looks for the canary with programs of others.
fn search(output: &[u8], name: &str) {
    let path = file(&format!("gelakt-{name}.pdf"), output);
    let looks: [(&str, &[&str]); 4] = [
        ("pdftotext", &[&path, "-"]),
        ("pdftotext", &["-raw", &path, "-"]),
        ("qpdf", &["--qdf", "--object-streams=disable", &path, "-"]),
        ("strings", &[&path]),
    ];
    for (program, arguments) in looks {
        let Some(ran) = run(program, arguments) else { continue };
        assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
        assert_gone(&String::from_utf8_lossy(&ran.stdout));
    }
}

/// What `qpdf` makes of a file.
fn rebuilt(bytes: &[u8], name: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let (from, to) = (file(&format!("{name}-van.pdf"), bytes), file(&format!("{name}-naar.pdf"), b""));
    let ran = run("qpdf", &[arguments, &[&from, &to]].concat())?;
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    Some(std::fs::read(to).unwrap())
}

#[test]
fn what_another_program_printed_is_redacted() {
    let source = word::document(&format!(
        "<w:p><w:r><w:t>Besluit op de aanvraag</w:t></w:r></w:p>\
         <w:p><w:r><w:t xml:space=\"preserve\">De heer </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{CANARY}</w:t></w:r>\
         <w:r><w:t xml:space=\"preserve\"> krijgt bijstand, met ingang van 1 mei.</w:t></w:r></w:p>\
         <w:p><w:r><w:rPr><w:i/></w:rPr><w:t>Hoogachtend, {CANARY}</w:t></w:r></w:p>"
    ));
    let Some(printed) = converted(&source, "bron-pdf.docx", "pdf") else { return };
    let mut kinds = vec![("recht", printed.clone())];
    for (name, arguments) in [
        ("objectstromen", ["--object-streams=generate", "--compress-streams=y"]),
        ("lineair", ["--linearize", "--object-streams=generate"]),
        ("uitgepakt", ["--qdf", "--object-streams=disable"]),
    ] {
        kinds.extend(rebuilt(&printed, name, &arguments).map(|bytes| (name, bytes)));
    }
    for (name, bytes) in kinds {
        let output = without(Format::Pdf, &bytes, &[CANARY]).unwrap();
        let text = read(Format::Pdf, &output.bytes);
        assert_gone(&text);
        assert!(
            text.contains("krijgt bijstand, met ingang van 1 mei.") && text.contains("5.1.2e"),
            "{name}: {text}"
        );
        search(&output.bytes, name);
    }
    let locked = ["--encrypt", "lezer", "baas", "256", "--"];
    if let Some(bytes) = rebuilt(&printed, "op-slot", &locked) {
        assert_eq!(passages(Format::Pdf, &bytes).unwrap_err(), Refusal::Encrypted);
    }
}

#[test]
fn a_later_version_of_a_file_does_not_bring_the_older_along() {
    // As an editor saves: the page with the name stays in the file, a newer page takes its place.
    let old = sheet(&[&format!("Mevrouw {CANARY} woont hier."), "Meer is er niet over te zeggen."]);
    let content = "BT /F 12 Tf 70 770 Td (Hier staat niemand genoemd, en dat is goed zo.) Tj ET";
    let mut bytes = old.clone();
    let at = bytes.len();
    bytes.extend(
        format!("4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n", content.len()).bytes(),
    );
    let table = bytes.len();
    let before = String::from_utf8_lossy(&old)
        .rsplit_once("startxref\n")
        .unwrap()
        .1
        .lines()
        .next()
        .unwrap()
        .to_owned();
    bytes.extend(
        format!(
            "xref\n4 1\n{at:010} 00000 n \ntrailer\n<</Root 1 0 R /Size 6 /Prev {before}>>\nstartxref\n{table}\n%%EOF\n"
        )
        .bytes(),
    );
    let output = without(Format::Pdf, &bytes, &["niemand"]).unwrap();
    assert_gone(&read(Format::Pdf, &output.bytes));
    search(&output.bytes, "ouder");
}

/// Signed by another program with a key of its own, as a revision behind the document.
#[test]
fn a_document_that_was_really_signed_is_refused() {
    let page =
        word::document("<w:p><w:r><w:t>De heer Kanarievogel heeft dit besluit getekend.</w:t></w:r></w:p>");
    let Some(paper) = converted(&page, "te-tekenen.docx", "pdf") else { return };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tekenen");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("sleutels")).unwrap();
    std::fs::write(folder.join("besluit.pdf"), &paper).unwrap();
    // The noise is that of a test: the key protects nothing.
    std::fs::write(folder.join("ruis"), [7; 64]).unwrap();
    let keys = ["-d", "sql:sleutels"];
    let make =
        ["-S", "-x", "-n", "toets", "-s", "CN=Toets", "-t", ",,", "-k", "rsa", "-m", "1", "-z", "ruis"];
    let sign = ["-nssdir", "sql:sleutels", "-nss-pwd", "", "-add-signature", "-nick", "toets"];
    let did = |program: &str, arguments: &[&[&str]]| {
        let ran = run_in(&folder, program, &arguments.concat())?;
        assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
        Some(ran)
    };
    if did("certutil", &[&["-N", "--empty-password"], &keys]).is_none() {
        return;
    }
    did("certutil", &[&make, &keys]);
    did("pdfsig", &[&sign, &["besluit.pdf", "getekend.pdf"]]).unwrap();
    let told = did("pdfsig", &[&["-nssdir", "sql:sleutels", "getekend.pdf"]]).unwrap();
    assert!(String::from_utf8_lossy(&told.stdout).contains("Signature is Valid"), "it was signed");
    assert!(read(Format::Pdf, &paper).contains(CANARY), "without a signature it is read");
    let signed = std::fs::read(folder.join("getekend.pdf")).unwrap();
    assert!(matches!(without(Format::Pdf, &signed, &[CANARY]), Err(Refusal::Signed)));
}
