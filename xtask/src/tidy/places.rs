//! No paths of someone's machine in the repository: they leak where it was made and work nowhere else.

use super::complaint;
use crate::tree::{Complaint, Tree};

/// Written in two halves, so that this file does not find itself.
const PLACES: &[(&str, &str)] =
    &[("/home", "/"), ("/work", "/"), ("/root", "/"), ("/Users", "/"), ("C:\\", "Users")];

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    // Lock files hold addresses of others' packages.
    let ours = tree
        .files
        .iter()
        .filter(|file| !file.path.ends_with("package-lock.json") && !file.path.ends_with("Cargo.lock"));
    for file in ours {
        for (number, line) in (1..).zip(file.text.lines()) {
            for (head, tail) in PLACES {
                let place = format!("{head}{tail}");
                let found = line.match_indices(&place).any(|(at, _)| {
                    // `https://example.org/root/x` and `src/root/x` are no machine paths.
                    !line
                        .get(..at)
                        .unwrap_or_default()
                        .ends_with(|letter: char| letter.is_alphanumeric() || "./_-})$".contains(letter))
                });
                if found {
                    complaints.push(complaint(
                        &file.path,
                        number,
                        format!("names `{place}…`, a path of someone's machine"),
                    ));
                }
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_paths_are_found() {
        let bad = format!("a\nsee {}{}me/x\n", "/home", "/");
        let tree =
            Tree::of(&[("docs/a.md", &bad), ("docs/b.md", "https://example.org/root/x and src/root/y\n")]);
        let found: Vec<_> =
            check(&tree).into_iter().map(|complaint| (complaint.path, complaint.line)).collect();
        assert_eq!(found, [("docs/a.md".to_owned(), 2)]);
    }
}
