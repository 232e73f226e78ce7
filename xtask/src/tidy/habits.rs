//! Tests that always run, never wait and say what they expect: no `#[ignore]`, no `#[should_panic]`, no `sleep`.
//! And exceptions to a lint are `expect`ed with a reason, so that they go stale loudly.

use super::complaint;
use crate::rust::Source;
use crate::tree::{Complaint, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in tree.rust() {
        let source = Source::of(file);
        for (line, code) in source.lines() {
            if code.contains("#[ignore") {
                complaints.push(complaint(
                    &file.path,
                    line,
                    "an ignored test proves nothing: mend it or remove it",
                ));
            }
            if code.contains("#[should_panic") {
                complaints.push(complaint(&file.path, line, "assert the error instead of `should_panic`"));
            }
            if source.is_test(line) && calls(code, "sleep") {
                complaints.push(complaint(
                    &file.path,
                    line,
                    "a test does not sleep: wait for the event, or move the mock clock",
                ));
            }
            if code.contains("#[allow(") || code.contains("#![allow(") {
                complaints.push(complaint(&file.path, line, "use `#[expect(…, reason = \"…\")]`"));
            }
        }
    }
    complaints
}

fn calls(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}(")).any(|(at, _)| {
        !code
            .get(..at)
            .unwrap_or_default()
            .ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_habits_are_found() {
        let text = "//! x\n#[ignore = \"slow\"]\n#[should_panic(expected = \"x\")]\nfn a() { std::thread::sleep(d); }\n\
                    #[cfg(test)]\nmod tests {\n    fn b() { thread::sleep(d) }\n    fn c() { asleep() }\n    // sleep(1)\n}\n#[allow(dead_code)]\nfn d() {}\n";
        let lines: Vec<_> = check(&Tree::of(&[("crates/a/src/lib.rs", text)]))
            .iter()
            .map(|complaint| complaint.line)
            .collect();
        assert_eq!(lines, [2, 3, 7, 11]);
    }
}
