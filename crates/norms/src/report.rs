//! Holds table, rules and tests against each other.

use crate::marks::{Found, in_cases, in_citations, in_data, in_rules, in_tests};
use crate::table::{Statement, Status};
use crate::{File, is_id};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What was found for one statement.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// the row of the table
    pub statement: Statement,
    /// rules and data of `policy/` that name it
    pub rules: Vec<Found>,
    /// comments in the code that cite it
    pub code: Vec<Found>,
    /// tests and cases that mean to show it
    pub tests: Vec<Found>,
}

impl Coverage {
    /// Why the row is wrong, if it is.
    fn mistake(&self) -> Option<String> {
        let id = &self.statement.id;
        match self.statement.status {
            Status::Rule if self.rules.is_empty() => {
                Some(format!("`{id}` is marked `rule`, but no rule names it"))
            }
            Status::Rule if self.tests.is_empty() => Some(format!("`{id}` has a rule, but no test shows it")),
            Status::Feature if self.tests.is_empty() => {
                Some(format!("`{id}` is marked `feature`, but no test shows it"))
            }
            _ => None,
        }
    }
}

/// The whole answer.
#[derive(Debug)]
pub struct Report {
    /// one for each row of the table, in its order
    pub coverage: Vec<Coverage>,
    /// what fails the build; empty when all is well
    pub mistakes: Vec<String>,
}

/// Holds the table against rules and tests. `files` may hold any file of the repository; those that do not matter
/// are left out by path. `is_test` says which Rust sources are tests (a whole file, by path).
pub fn trace(table: &[Statement], files: &[File]) -> Report {
    let mut rules = Vec::new();
    let mut code = Vec::new();
    let mut tests = Vec::new();
    for file in files {
        match file.extension() {
            "cedar" if file.path.starts_with("policy/") => rules.extend(in_rules(file)),
            // What a question to people is about is no rule.
            "toml" if file.path.starts_with("policy/") && !file.path.ends_with("questions.toml") => {
                rules.extend(in_data(file));
            }
            "json" | "jsonl" if file.path.starts_with("policy/cases/") => tests.extend(in_cases(file)),
            // This crate and tidy speak about marks in their own tests; those prove nothing.
            "rs" if !file.path.starts_with("crates/norms/") && !file.path.starts_with("xtask/") => {
                tests.extend(in_tests(file));
                code.extend(in_citations(file));
            }
            "mjs" | "js" | "py" if !file.path.contains("/static/") => tests.extend(in_tests(file)),
            _ => {}
        }
    }

    let known: Vec<&str> = table.iter().map(|statement| statement.id.as_str()).collect();
    let mut mistakes = Vec::new();
    for found in rules.iter().chain(&tests) {
        if is_id(&found.id) && !known.contains(&found.id.as_str()) {
            mistakes.push(format!(
                "{}:{}: `{}` is not in docs/requirements.md",
                found.path, found.line, found.id
            ));
        }
    }
    let (rules, code, tests) = (by_id(rules), by_id(code), by_id(tests));
    let of = |all: &BTreeMap<String, Vec<Found>>, id: &str| all.get(id).cloned().unwrap_or_default();
    let coverage: Vec<Coverage> = table
        .iter()
        .map(|statement| Coverage {
            statement: statement.clone(),
            rules: of(&rules, &statement.id),
            code: of(&code, &statement.id),
            tests: of(&tests, &statement.id),
        })
        .collect();
    mistakes.extend(coverage.iter().filter_map(Coverage::mistake));
    Report { coverage, mistakes }
}

fn by_id(all: Vec<Found>) -> BTreeMap<String, Vec<Found>> {
    let mut sorted: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for found in all {
        sorted.entry(found.id.clone()).or_default().push(found);
    }
    sorted
}

impl Report {
    /// The report as a person reads it: every id, then what later chapters bring, then the count.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut later: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut covered = 0;
        for row in &self.coverage {
            let id = row.statement.id.as_str();
            if let Status::Later(chapter) = &row.statement.status {
                later.entry(chapter).or_default().push(id);
                continue;
            }
            covered += 1;
            let mark = if row.mistake().is_some() { "!" } else { " " };
            let source =
                if row.statement.status == Status::Rule { names(&row.rules) } else { names(&row.code) };
            let _ = writeln!(text, "{mark} {id:<7} {}", row.statement.text);
            let kind = if row.statement.status == Status::Rule { "rule" } else { "code" };
            let _ = writeln!(text, "          {kind}: {source}");
            let _ = writeln!(text, "          test: {}", names(&row.tests));
        }
        let _ = writeln!(text, "\nBrought by later chapters:");
        for (chapter, ids) in &later {
            let _ = writeln!(text, "  {chapter}: {}", ids.join(", "));
        }
        let waiting: usize = later.values().map(Vec::len).sum();
        let _ = writeln!(
            text,
            "\n{} statements: {covered} carried by a rule or feature, {waiting} wait for a later chapter, {} mistakes",
            self.coverage.len(),
            self.mistakes.len()
        );
        for mistake in &self.mistakes {
            let _ = writeln!(text, "mistake: {mistake}");
        }
        text
    }
}

/// At most four names, then how many more.
fn names(found: &[Found]) -> String {
    let mut names: Vec<&str> = found.iter().map(|found| found.by.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return "none".to_owned();
    }
    let more = names.len().saturating_sub(4);
    names.truncate(4);
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{rest}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::statements;

    const TABLE: &str = "| 6.9-1 | X | Only with consent | rule |\n| 2-1 | O | Seven answers | feature |\n\
                         | 6.4-1 | N | Not longer | later: retention |\n";

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    fn rule() -> File {
        file("policy/wil/6.9.cedar", "@id(\"a\") @norm(\"6.9-1\")\nforbid (principal, action, resource);")
    }

    fn mistakes(files: &[File]) -> Vec<String> {
        trace(&statements(TABLE).unwrap(), files).mistakes
    }

    #[test]
    fn all_is_well_when_rule_and_tests_stand() {
        let files = [rule(), file("crates/a/src/tests.rs", "// proves!(\"6.9-1\", \"2-1\")")];
        assert_eq!(mistakes(&files), Vec::<String>::new());
    }

    #[test]
    fn a_rule_without_test_fails() {
        let found = mistakes(&[rule(), file("crates/a/src/tests.rs", "// proves!(\"2-1\")")]);
        assert_eq!(found, ["`6.9-1` has a rule, but no test shows it"]);
    }

    #[test]
    fn a_norm_without_rule_fails_even_with_a_test() {
        let found = mistakes(&[file("crates/a/src/tests.rs", "// proves!(\"2-1\", \"6.9-1\")")]);
        assert_eq!(found, ["`6.9-1` is marked `rule`, but no rule names it"]);
    }

    #[test]
    fn a_feature_without_test_fails() {
        let found = mistakes(&[rule(), file("policy/cases/D01.json", "[\"6.9-1\"]")]);
        assert_eq!(found, ["`2-1` is marked `feature`, but no test shows it"]);
    }

    #[test]
    fn a_test_of_nothing_fails() {
        let files = [rule(), file("crates/a/src/tests.rs", "// proves!(\"6.9-1\", \"2-1\", \"9-9\")")];
        assert_eq!(mistakes(&files), ["crates/a/src/tests.rs:1: `9-9` is not in docs/requirements.md"]);
    }

    #[test]
    fn the_text_lists_later_chapters_honestly() {
        let text = trace(&statements(TABLE).unwrap(), &[rule()]).text();
        assert!(text.contains("retention: 6.4-1"), "{text}");
        assert!(text.contains("3 statements: 2 carried by a rule or feature, 1 wait"), "{text}");
    }
}
