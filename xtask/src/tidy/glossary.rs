//! Every public type of a `model.rs` (or of the rulings of `decide`) is explained in `docs/glossary.md`. Errors explain themselves.

use super::complaint;
use crate::rust::Source;
use crate::tree::{Complaint, Tree};

const GLOSSARY: &str = "docs/glossary.md";

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    let Some(glossary) = tree.find(GLOSSARY) else {
        return vec![complaint(GLOSSARY, 0, "the glossary is missing")];
    };
    let mut complaints = Vec::new();
    let models = tree.rust().filter(|file| {
        file.path.ends_with("/model.rs")
            || file.path.contains("/model/")
            || file.path == "crates/decide/src/ruling.rs"
    });
    for file in models {
        let source = Source::of(file);
        for (line, name) in source.lines().filter_map(|(line, code)| Some((line, public_type(code)?))) {
            if !glossary.text.contains(&format!("`{name}`")) {
                complaints.push(complaint(&file.path, line, format!("`{name}` is not in {GLOSSARY}")));
            }
        }
    }
    complaints
}

fn public_type(code: &str) -> Option<&str> {
    let rest =
        code.trim_start().strip_prefix("pub ").or_else(|| code.trim_start().strip_prefix("pub(crate) "))?;
    let rest = rest
        .strip_prefix("struct ")
        .or_else(|| rest.strip_prefix("enum "))
        .or_else(|| rest.strip_prefix("type "))?;
    rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .next()
        .filter(|name| !name.is_empty() && !name.ends_with("Error"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unexplained_word_is_found() {
        let model = "//! x\npub struct Activity<T> { a: T }\npub enum Stage { A }\nstruct Private;\npub struct ParseError;\n// pub struct Comment;\n";
        let tree = Tree::of(&[
            ("crates/waarborg/src/register/model.rs", model),
            (GLOSSARY, "| verwerking | `Activity` | 5-3 | an act |\n"),
        ]);
        let found: Vec<_> =
            check(&tree).into_iter().map(|complaint| (complaint.line, complaint.message)).collect();
        assert_eq!(found, [(3, "`Stage` is not in docs/glossary.md".to_owned())]);
    }

    #[test]
    fn a_missing_glossary_is_found() {
        assert_eq!(check(&Tree::of(&[("a.rs", "")])).len(), 1);
    }
}
