//! Every relative link in a document leads to a file that exists.

use super::complaint;
use crate::tree::{Complaint, Tree, root};
use norms::File;

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    let root = root();
    // Pictures are no text, so they are looked up on disk; folders too.
    check_with(tree, &|path| tree.find(path).is_some() || root.join(path).exists())
}

fn check_with(tree: &Tree, exists: &dyn Fn(&str) -> bool) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in tree.ending("md") {
        for (line, target) in links(file) {
            let bare = target.split(['#', '?']).next().unwrap_or(&target);
            if bare.is_empty() || bare.contains("://") || bare.starts_with("mailto:") {
                continue;
            }
            match resolve(&file.path, bare) {
                Some(path) if exists(&path) => {}
                _ => complaints.push(complaint(&file.path, line, format!("`{bare}` leads nowhere"))),
            }
        }
    }
    complaints
}

/// The targets of `[text](target)`, outside of code blocks.
fn links(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut in_block = false;
    for (number, line) in (1..).zip(file.text.lines()) {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        }
        if in_block {
            continue;
        }
        let pieces = line.split("](").skip(1).filter_map(|piece| piece.split(')').next());
        found.extend(pieces.map(|target| (number, target.to_owned())));
    }
    found
}

/// `target` as seen from the file at `from`; `None` when it climbs out of the repository.
fn resolve(from: &str, target: &str) -> Option<String> {
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in target.trim_end_matches('/').split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop()?;
            }
            name => steps.push(name),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dead_link_is_found() {
        let text = "[a](../README.md#top) [b](missing.md) [c](https://example.org/x)\n```\n[d](nothing.md)\n```\n[e](../../out.md)\n";
        let tree = Tree::of(&[("docs/a.md", text), ("README.md", "")]);
        let found: Vec<_> = check_with(&tree, &|path| tree.find(path).is_some())
            .into_iter()
            .map(|complaint| complaint.message)
            .collect();
        assert_eq!(found, ["`missing.md` leads nowhere", "`../../out.md` leads nowhere"]);
    }
}
