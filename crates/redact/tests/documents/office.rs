//! `LibreOffice` as the other reader: it must open every output, and may not see the canary in it.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use redact::document::{Format, Refusal};

use super::{CANARY, assert_gone, excel, open, read, without, word};

/// It runs once at a time on one profile; making a profile is most of the work.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// What `LibreOffice` makes of a file; `None`, said aloud, where it is not installed.
pub(crate) fn converted(bytes: &[u8], name: &str, to: &str) -> Option<Vec<u8>> {
    if Command::new("soffice").arg("--version").output().is_err() {
        eprintln!("SKIPPED: soffice is not installed, so no other program has opened `{name}`");
        return None;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    let profile = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("profile");
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(&folder)
        .arg(&file)
        .output()
        .unwrap();
    let extension = to.split(':').next().unwrap();
    let made = std::fs::read(file.with_extension(extension));
    Some(made.unwrap_or_else(|_| panic!("`{name}` was not opened: {}", String::from_utf8_lossy(&run.stderr))))
}

#[test]
fn word_opens_elsewhere() {
    let output = without(Format::Docx, &word::aviary(), &[CANARY]).unwrap();
    let Some(text) = converted(&output.bytes, "gelakt-docx.docx", "txt:Text (encoded):UTF8") else { return };
    let text = String::from_utf8(text).unwrap();
    assert_gone(&text);
    assert!(text.contains("De heer [persoon A] 5.1.2e is er."), "{text}");
}

#[test]
fn open_document_opens_elsewhere() {
    let output = without(Format::Odt, &open::aviary(), &[CANARY]).unwrap();
    let Some(text) = converted(&output.bytes, "gelakt-odt.odt", "txt:Text (encoded):UTF8") else { return };
    let text = String::from_utf8(text).unwrap();
    assert_gone(&text);
    assert!(text.contains("De heer [persoon A] 5.1.2e is er."), "{text}");
}

#[test]
fn excel_opens_elsewhere() {
    let output = without(Format::Xlsx, &excel::aviary(), &[CANARY]).unwrap();
    let Some(text) = converted(&output.bytes, "gelakt-xlsx.xlsx", "csv") else { return };
    let text = String::from_utf8(text).unwrap();
    assert_gone(&text);
    assert!(text.contains("[persoon A] 5.1.2e en co") && text.contains("123456782"), "{text}");
}

/// What `LibreOffice` itself writes, from one format to the other, is read and redacted.
#[test]
fn what_another_program_wrote_is_redacted() {
    let word = word::document(
        "<w:p><w:r><w:t>De heer Kanarie</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>vogel</w:t></w:r><w:r><w:t xml:space=\"preserve\"> kwam.</w:t></w:r></w:p>",
    );
    for (to, format) in [("docx", Format::Docx), ("odt", Format::Odt), ("html", Format::Html)] {
        let name = format!("bron-{to}.docx");
        let Some(bytes) = converted(&word, &name, if to == "docx" { "docx:MS Word 2007 XML" } else { to })
        else {
            return;
        };
        let output = without(format, &bytes, &[CANARY]).unwrap();
        assert!(read(format, &output.bytes).contains("De heer [persoon A] 5.1.2e kwam."), "{to}");
        let again = converted(&output.bytes, &format!("weer-{to}.{to}"), "txt:Text (encoded):UTF8").unwrap();
        assert!(String::from_utf8(again).unwrap().contains("De heer [persoon A] 5.1.2e kwam."), "{to}");
    }
    let table = b"naam,bsn\nKanarievogel,123456782\n";
    let Some(bytes) = converted(table, "bron-xlsx.csv", "xlsx") else { return };
    let output = without(Format::Xlsx, &bytes, &[CANARY, "123456782"]).unwrap();
    let again = converted(&output.bytes, "weer-xlsx.xlsx", "csv").unwrap();
    assert_eq!(String::from_utf8(again).unwrap().trim(), "naam,bsn\n[persoon A] 5.1.2e,[persoon A] 5.1.2e");
}

/// What was printed and scanned is a picture: refused, not taken for a page without names. A picture beside text is told of.
#[test]
fn a_scan_is_not_searched_and_a_picture_beside_text_is_told_of() {
    let line = "<w:p><w:r><w:t>De heer Kanarievogel woont aan de Dorpsstraat 12.</w:t></w:r></w:p>";
    let Some(printed) = converted(&word::document(&line.repeat(40)), "afdruk.docx", "pdf") else { return };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (paper, scan) = (folder.join("afdruk.pdf"), folder.join("scan"));
    std::fs::write(&paper, printed).unwrap();
    let mut scanner = Command::new("pdftoppm");
    scanner.args(["-r", "150", "-png", "-singlefile"]).arg(&paper).arg(&scan);
    assert!(scanner.status().unwrap().success());
    let picture = STANDARD.encode(std::fs::read(scan.with_extension("png")).unwrap());
    // A flat file, for a picture in a web page is not taken along.
    let page = |text: &str, width: u32, height: u32| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
             xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
             xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
             xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" office:version=\"1.3\" \
             office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text><text:p>{text}</text:p>\
             <text:p><draw:frame text:anchor-type=\"as-char\" svg:width=\"{width}cm\" svg:height=\"{height}cm\"><draw:image>\
             <office:binary-data>{picture}</office:binary-data></draw:image></draw:frame></text:p>\
             </office:text></office:body></office:document>"
        )
    };
    let whole = converted(page("", 17, 24).as_bytes(), "scan-heel.fodt", "pdf").unwrap();
    let refusal = redact::document::read(Format::Pdf, &whole).unwrap_err();
    assert!(matches!(refusal, Refusal::NotSearched { .. }), "{refusal}");
    let text = "Dit verslag gaat over de inkoop van papier, en over niets en niemand anders.";
    let beside = converted(page(text, 3, 4).as_bytes(), "scan-klein.fodt", "pdf").unwrap();
    let reading = redact::document::read(Format::Pdf, &beside).unwrap();
    assert_eq!(reading.pictures, ["pagina 1"]);
}
