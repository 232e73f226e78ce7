//! What another program reads in a PDF, for tests of letters. `ci/setup.sh` installs it.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

/// The text in reading order.
pub(crate) fn text(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot run `pdftotext` ({error}): `ci/setup.sh` installs it"));
    let (mut input, pdf) = (child.stdin.take().unwrap(), pdf.to_vec());
    let sender = std::thread::spawn(move || input.write_all(&pdf));
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    sender.join().unwrap().unwrap();
    assert!(child.wait().unwrap().success());
    text
}

/// Without white space and without the marks at which a long word may break.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '\u{200B}' | '\u{AD}')).collect()
}
