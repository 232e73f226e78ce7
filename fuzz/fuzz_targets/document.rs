//! Fuzzes the readers and writers of documents: the first byte picks the format, the second what is removed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use redact::document::{Format, Removal, everywhere, redact};

const FORMATS: [Format; 9] = [
    Format::Text,
    Format::Markdown,
    Format::Html,
    Format::Csv,
    Format::Docx,
    Format::Odt,
    Format::Xlsx,
    Format::Eml,
    Format::Pdf,
];

fuzz_target!(|bytes: &[u8]| {
    let [first, second, document @ ..] = bytes else { return };
    let format = FORMATS[usize::from(*first) % FORMATS.len()];
    // It may refuse; it may not panic, and what it gives may not leak (`redact` looks for that itself).
    let _ = redact(format, document, |passages| {
        let removals: Vec<Removal> = passages
            .iter()
            .enumerate()
            .skip(usize::from(*second % 7))
            .step_by(3)
            .map(|(passage, found)| Removal {
                passage,
                span: usize::from(*second).min(found.text.len())..found.text.len(),
                label: "[x] 5.1.2e".into(),
            })
            .collect();
        everywhere(passages, &removals)
    });
});
