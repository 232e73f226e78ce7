//! LibreOffice as the other reader: it must open every output, and may not see the canary in it.

use std::path::PathBuf;
use std::process::Command;

use redact::document::Format;

use super::{CANARY, assert_gone, without, word};

/// What LibreOffice makes of a file; `None`, said aloud, where it is not installed.
fn converted(bytes: &[u8], name: &str, to: &str) -> Option<Vec<u8>> {
    if Command::new("soffice").arg("--version").output().is_err() {
        eprintln!("SKIPPED: soffice is not installed, so no other program has opened `{name}`");
        return None;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
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
