//! Migrations are only added: both engines hold the same names, each with a number of its own, and every file matches the
//! hash recorded in `crates/waarborg/migrations/SHA256SUMS` (which `sha256sum -c` reads too).

use super::complaint;
use crate::tree::{Complaint, Tree};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

const FOLDER: &str = "crates/waarborg/migrations/";
const RECORD: &str = "crates/waarborg/migrations/SHA256SUMS";
const ENGINES: [&str; 2] = ["sqlite", "postgres"];

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let found = hashes(tree);
    let record = recorded(tree);

    let names = |engine: &str| -> Vec<String> {
        let start = format!("{engine}/");
        found.keys().filter_map(|path| path.strip_prefix(&start)).map(str::to_owned).collect()
    };
    let (left, right) = (names(ENGINES[0]), names(ENGINES[1]));
    for name in left.iter().filter(|name| !right.contains(name)) {
        complaints.push(complaint(FOLDER, 0, format!("`{name}` has no twin for {}", ENGINES[1])));
    }
    for name in right.iter().filter(|name| !left.contains(name)) {
        complaints.push(complaint(FOLDER, 0, format!("`{name}` has no twin for {}", ENGINES[0])));
    }
    // The number is the order in which they run; two with one number would have none.
    let mut last = String::new();
    for name in &left {
        let number = name.get(..5).unwrap_or_default();
        if !number.strip_suffix('_').is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))
        {
            complaints.push(complaint(
                FOLDER,
                0,
                format!("`{name}` does not begin with four digits and `_`"),
            ));
        } else if number == last {
            complaints.push(complaint(FOLDER, 0, format!("`{name}` has the number of another migration")));
        }
        number.clone_into(&mut last);
    }
    for (path, hash) in &found {
        match record.get(path) {
            None => complaints.push(complaint(
                &format!("{FOLDER}{path}"),
                0,
                "not recorded: run `cargo xtask migrations`",
            )),
            Some(old) if old != hash => complaints.push(complaint(
                &format!("{FOLDER}{path}"),
                0,
                "differs from its recorded hash: a released migration never changes, add a new one",
            )),
            Some(_) => {}
        }
    }
    for path in record.keys().filter(|path| !found.contains_key(*path)) {
        complaints.push(complaint(RECORD, 0, format!("`{path}` is recorded but gone")));
    }
    complaints
}

/// Adds the hashes of new files to the record. What is recorded stays as it is.
pub(crate) fn record(root: &Path) -> anyhow::Result<()> {
    let tree = Tree::read(root)?;
    let mut record = recorded(&tree);
    let mut added = 0;
    for (path, hash) in hashes(&tree) {
        if let std::collections::btree_map::Entry::Vacant(entry) = record.entry(path) {
            entry.insert(hash);
            added += 1;
        }
    }
    let lines: Vec<String> = record.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
    std::fs::write(root.join(RECORD), lines.concat())?;
    println!("{added} migrations recorded in {RECORD}");
    Ok(())
}

fn hashes(tree: &Tree) -> BTreeMap<String, String> {
    tree.ending("sql")
        .filter_map(|file| Some((file.path.strip_prefix(FOLDER)?, &file.text)))
        .map(|(path, text)| (path.to_owned(), ground::hex::encode(&Sha256::digest(text.as_bytes()))))
        .collect()
}

fn recorded(tree: &Tree) -> BTreeMap<String, String> {
    let text = tree.find(RECORD).map_or("", |file| file.text.as_str());
    text.lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, path)| (path.to_owned(), hash.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQL: &str = "CREATE TABLE a (b TEXT) STRICT;\n";

    fn messages(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<(String, &str)> =
            files.iter().map(|(path, text)| (format!("{FOLDER}{path}"), *text)).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        check(&Tree::of(&files)).into_iter().map(|complaint| complaint.message).collect()
    }

    fn sums(paths: &[&str]) -> String {
        let hash = ground::hex::encode(&Sha256::digest(SQL));
        let lines: Vec<String> = paths.iter().map(|path| format!("{hash}  {path}\n")).collect();
        lines.concat()
    }

    #[test]
    fn twins_with_their_hash_pass() {
        let record = sums(&["sqlite/0001_a.sql", "postgres/0001_a.sql"]);
        assert_eq!(
            messages(&[("sqlite/0001_a.sql", SQL), ("postgres/0001_a.sql", SQL), ("SHA256SUMS", &record)]),
            [""; 0]
        );
    }

    #[test]
    fn a_missing_twin_and_a_gone_file_are_found() {
        let record = sums(&["sqlite/0002_a.sql", "postgres/0001_a.sql"]);
        let found = messages(&[("sqlite/0002_a.sql", SQL), ("SHA256SUMS", &record)]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("no twin") && found[1].contains("gone"), "{found:?}");
    }

    #[test]
    fn one_number_for_two_and_no_number_are_found() {
        let paths = ["sqlite/0001_a.sql", "sqlite/0001_b.sql", "sqlite/x.sql"];
        let twins = ["postgres/0001_a.sql", "postgres/0001_b.sql", "postgres/x.sql"];
        let record = sums(&[paths, twins].concat());
        let mut files: Vec<_> = paths.iter().chain(&twins).map(|path| (*path, SQL)).collect();
        files.push(("SHA256SUMS", &record));
        let found = messages(&files);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("another") && found[1].contains("four digits"), "{found:?}");
    }

    #[test]
    fn a_changed_or_unrecorded_file_is_found() {
        let record = sums(&["sqlite/0001_a.sql"]);
        let found = messages(&[
            ("sqlite/0001_a.sql", "DROP TABLE a;"),
            ("postgres/0001_a.sql", SQL),
            ("SHA256SUMS", &record),
        ]);
        assert!(found[0].contains("not recorded") && found[1].contains("never changes"), "{found:?}");
    }
}
