//! Searches outputs with the programs of others, where they are installed.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// Looks for the words with `pdftotext`, `qpdf` and `strings`. A program that is not there is named, and skipped.
pub(super) fn search(output: &[u8], words: &[String]) {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("waarborg-pdf-{}-{number}.pdf", std::process::id()));
    std::fs::write(&path, output).unwrap();
    let file = path.to_str().unwrap();
    let runs: [(&str, &[&str]); 5] = [
        ("pdftotext", &[file, "-"]),
        ("pdftotext", &["-raw", file, "-"]),
        ("qpdf", &["--qdf", "--object-streams=disable", file, "-"]),
        ("strings", &[file]),
        ("strings", &["-el", file]),
    ];
    for (program, arguments) in runs {
        let Ok(ran) = Command::new(program).args(arguments).output() else {
            eprintln!("NOT SEARCHED: `{program}` is not installed");
            continue;
        };
        if program == "qpdf" || program == "pdftotext" {
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(ran.status.success(), "{program} does not accept the output: {said}");
        }
        let squeeze = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
        let found = squeeze(&String::from_utf8_lossy(&ran.stdout));
        for word in words {
            assert!(!found.contains(&squeeze(word)), "{program} finds {word:?}");
        }
    }
    std::fs::remove_file(&path).unwrap();
}
