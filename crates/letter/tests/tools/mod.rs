//! What other programs see in a PDF. `ci/setup.sh` installs them.

use std::path::PathBuf;
use std::process::{Command, Output};

/// The text in reading order.
pub(crate) fn text(name: &str, pdf: &[u8]) -> String {
    stdout(&run("pdftotext", &["-enc", "UTF-8"], name, pdf, &["-"]))
}

/// What `pdfinfo` says about it.
pub(crate) fn info(name: &str, pdf: &[u8]) -> String {
    stdout(&run("pdfinfo", &[], name, pdf, &[]))
}

/// Its objects as text, with nothing compressed.
pub(crate) fn objects(name: &str, pdf: &[u8]) -> String {
    stdout(&run("qpdf", &["--qdf", "--object-streams=disable"], name, pdf, &["-"]))
}

/// `qpdf` finds nothing wrong, and nothing to warn about.
pub(crate) fn qpdf_accepts(name: &str, pdf: &[u8]) {
    run("qpdf", &["--check"], name, pdf, &[]);
}

/// How far to the right the text goes, in millimetres.
pub(crate) fn right_edge(name: &str, pdf: &[u8]) -> f64 {
    let boxes = stdout(&run("pdftotext", &["-bbox"], name, pdf, &["-"]));
    let edges = boxes.lines().filter(|line| line.contains("<word")).filter_map(|line| {
        let (_, after) = line.split_once("xMax=\"")?;
        after.split_once('"')?.0.parse::<f64>().ok()
    });
    edges.fold(0.0, f64::max) * 25.4 / 72.0
}

/// Without white space, which a line break on paper may have changed.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn run(program: &str, before: &[&str], name: &str, pdf: &[u8], after: &[&str]) -> Output {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new(program).args(before).arg(&path).args(after).output();
    let output = output.unwrap_or_else(|error| {
        panic!("cannot run `{program}` ({error}): `ci/setup.sh` installs poppler-utils and qpdf")
    });
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program} on {name}: {complaint}{}", stdout(&output));
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
