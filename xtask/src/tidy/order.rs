//! The building order: the `mod` lines of `crates/waarborg/src/lib.rs` are the plan, and a module uses only modules
//! above it. A chapter sees another chapter through the names its `mod.rs` re-exports, never a file inside it.

use super::complaint;
use crate::rust::Source;
use crate::tree::{Complaint, Tree};

const SRC: &str = "crates/waarborg/src/";
/// The ground floor: kits, whose submodules are their interface.
const KITS: &[&str] = &["error", "db", "house", "web", "api"];

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    let Some(lib) = tree.find(&format!("{SRC}lib.rs")) else {
        return vec![complaint(SRC, 0, "lib.rs is missing: it holds the building order")];
    };
    let order = modules(&Source::of(lib));
    let mut complaints = Vec::new();
    for file in tree.rust() {
        let Some(module) = module_of(&file.path) else { continue };
        let Some(own) = order.iter().position(|name| name == module) else {
            complaints.push(complaint(&file.path, 0, format!("`{module}` has no `mod` line in lib.rs")));
            continue;
        };
        let source = Source::of(file);
        for (line, path) in paths(&source) {
            let mut steps = path.iter();
            let Some(target) = steps.next() else { continue };
            let Some(position) = order.iter().position(|name| name == target) else { continue };
            // A test may ask for a whole house.
            if position > own && !source.is_test(line) {
                complaints.push(complaint(
                    &file.path,
                    line,
                    format!("`{module}` uses `{target}`, which comes after it in lib.rs"),
                ));
            }
            let inner = steps.next();
            if position != own
                && !KITS.contains(&target.as_str())
                && let Some(inner) = inner
                && path.len() > 2
                && is_submodule(tree, target, inner)
            {
                complaints.push(complaint(
                    &file.path,
                    line,
                    format!("reaches into `{target}::{inner}`; use what `{target}/mod.rs` re-exports"),
                ));
            }
        }
    }
    complaints
}

/// The names after `mod`, in order. Test-only modules are no part of the house.
fn modules(lib: &Source) -> Vec<String> {
    lib.lines()
        .filter(|(line, _)| !lib.is_test(*line))
        .filter_map(|(_, code)| {
            let code = code.trim();
            let code = code.strip_prefix("pub ").or_else(|| code.strip_prefix("pub(crate) ")).unwrap_or(code);
            let name = code.strip_prefix("mod ")?.strip_suffix(';')?;
            Some(name.trim().to_owned())
        })
        .collect()
}

/// The top module a file belongs to; `None` for lib.rs, main.rs and files outside the application.
fn module_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix(SRC)?;
    let first = below.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(name, "lib" | "main" | "bin")).then_some(name)
}

fn is_submodule(tree: &Tree, module: &str, inner: &str) -> bool {
    let place = format!("{SRC}{module}/{inner}");
    tree.find(&format!("{place}.rs")).is_some() || tree.find(&format!("{place}/mod.rs")).is_some()
}

/// Every path that begins with `crate::`, as (line, steps); groups as in `crate::{db, web::Page}` are unfolded.
fn paths(source: &Source) -> Vec<(usize, Vec<String>)> {
    let text = source.code.join("\n");
    let mut found = Vec::new();
    for (at, mark) in text.match_indices("crate::") {
        let before = text.get(..at).and_then(|head| head.chars().next_back()).unwrap_or(' ');
        if before.is_alphanumeric() || before == '_' || before == ':' {
            continue;
        }
        let line = text.get(..at).map_or(1, |head| head.matches('\n').count() + 1);
        if let Some(rest) = text.get(at + mark.len()..) {
            unfold(rest, &mut Vec::new(), line, &mut found);
        }
    }
    found
}

/// Reads one path, or a group of paths in braces; returns how many bytes it read.
fn unfold(text: &str, head: &mut Vec<String>, line: usize, found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let skipped = text.len() - text.trim_start().len();
    let rest = text.get(skipped..).unwrap_or_default();
    if let Some(inside) = rest.strip_prefix('{') {
        let mut at = 1;
        let mut inside = inside;
        loop {
            let read = unfold(inside, &mut head.clone(), line, found);
            inside = inside.get(read..).unwrap_or_default();
            at += read;
            let blank = inside.len() - inside.trim_start().len();
            inside = inside.get(blank..).unwrap_or_default();
            at += blank;
            match inside.chars().next() {
                Some(',') => {
                    inside = inside.get(1..).unwrap_or_default();
                    at += 1;
                }
                Some('}') => return skipped + at + 1,
                _ => return skipped + at, // `as name`, or the end of the text
            }
        }
    }
    let length = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
    let (name, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
    if name.is_empty() {
        return skipped;
    }
    head.push(name.to_owned());
    if let Some(deeper) = tail.strip_prefix("::") {
        return skipped + length + 2 + unfold(deeper, head, line, found);
    }
    found.push((line, head.clone()));
    let renamed = tail.trim_start().strip_prefix("as ");
    let extra = renamed.map_or(0, |after| {
        let word =
            after.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(after.len());
        tail.len() - after.len() + word
    });
    skipped + length + extra
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: (&str, &str) = (
        "crates/waarborg/src/lib.rs",
        "//! House.\npub mod error;\npub mod db;\nmod journal;\npub(crate) mod desk;\n#[cfg(test)]\nmod help;\n",
    );
    const DESK: (&str, &str) = (
        "crates/waarborg/src/desk/mod.rs",
        "//! Desk.\nuse crate::journal::Context;\nuse crate::db::tx::Tx;\n",
    );
    const STORE: (&str, &str) = ("crates/waarborg/src/journal/store.rs", "//! Rows.\nuse crate::db::Tx;\n");

    fn messages(files: &[(&str, &str)]) -> Vec<(usize, String)> {
        check(&Tree::of(files)).into_iter().map(|complaint| (complaint.line, complaint.message)).collect()
    }

    #[test]
    fn a_house_built_in_order_passes() {
        assert_eq!(messages(&[LIB, DESK, STORE]), []);
    }

    #[test]
    fn looking_up_is_found_also_in_groups_and_bodies() {
        let bad = (
            "crates/waarborg/src/journal/mod.rs",
            "//! Log.\nuse crate::{\n    db::{Db, Tx as T},\n    desk::Client,\n};\n// crate::desk\nfn f() { crate::desk::g() }\n",
        );
        let lines: Vec<_> = messages(&[LIB, DESK, STORE, bad]).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [2, 7]);
    }

    #[test]
    fn reaching_into_a_chapter_is_found() {
        let bad = ("crates/waarborg/src/desk/mod.rs", "//! Desk.\nuse crate::journal::store::insert;\n");
        let found = messages(&[LIB, STORE, bad]);
        assert_eq!(found.len(), 1);
        assert!(found[0].1.contains("journal::store"), "{found:?}");
    }

    #[test]
    fn a_module_outside_the_order_is_found() {
        let found = messages(&[LIB, ("crates/waarborg/src/stray.rs", "//! Stray.\n")]);
        assert_eq!(found, [(0, "`stray` has no `mod` line in lib.rs".to_owned())]);
    }

    #[test]
    fn no_lib_is_found() {
        assert_eq!(messages(&[DESK]).len(), 1);
    }
}
