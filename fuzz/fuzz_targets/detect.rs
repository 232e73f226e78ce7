//! Fuzzes a text in which personal data is looked for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use redact::{Options, detect, replacements};

fuzz_target!(|text: &str| {
    let found = detect(text, &Options { known: vec!["Anna van der Berg".to_owned()], ..Options::default() });
    let mut end = 0;
    for finding in &found {
        assert!(finding.span.start >= end && text.get(finding.span.clone()).is_some());
        end = finding.span.end;
    }
    assert_eq!(replacements(&[(text, &found)]).len(), 1);
});
