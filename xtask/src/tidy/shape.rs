//! Every source opens with `//!`; sources stay under 600 lines, rule files under 400.

use super::complaint;
use crate::tree::{Complaint, Tree};

const LONGEST_SOURCE: usize = 600;
const LONGEST_RULES: usize = 400;

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in tree.rust() {
        if !file.text.starts_with("//!") {
            complaints.push(complaint(&file.path, 1, "opens without `//!`: say what the file is for"));
        }
        let lines = file.text.lines().count();
        if lines > LONGEST_SOURCE {
            complaints.push(complaint(
                &file.path,
                0,
                format!("{lines} lines; split it (at most {LONGEST_SOURCE})"),
            ));
        }
    }
    for file in tree.ending("cedar") {
        let lines = file.text.lines().count();
        if lines > LONGEST_RULES {
            complaints.push(complaint(
                &file.path,
                0,
                format!("{lines} lines; split it (at most {LONGEST_RULES})"),
            ));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_shapes_are_found() {
        let long = format!("//! Long.\n{}", "fn f() {}\n".repeat(600));
        let rules = "// regel\n".repeat(401);
        let tree = Tree::of(&[
            ("crates/a/src/bare.rs", "fn f() {}\n"),
            ("crates/a/src/long.rs", &long),
            ("policy/wil/6.9.cedar", &rules),
            ("crates/a/src/good.rs", "//! Good.\n"),
        ]);
        let paths: Vec<_> = check(&tree).into_iter().map(|complaint| complaint.path).collect();
        assert_eq!(paths, ["crates/a/src/bare.rs", "crates/a/src/long.rs", "policy/wil/6.9.cedar"]);
    }
}
