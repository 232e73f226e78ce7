//! Finds the marks: `@norm("…")` in rules, `norm = "…"` in data, `proves!("…")` in tests, ids in cases.

use crate::{File, is_id};

/// A statement id found somewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// the statement's id
    pub id: String,
    /// who names it: a rule's id, or a file name
    pub by: String,
    /// path from the root of the repository
    pub path: String,
    /// line, from 1
    pub line: usize,
}

/// The norms of every rule in a Cedar file. A rule without `@id` is named after its file. A duty of law or a tension
/// of the text (`L-4`, `T-16`) may also stand in a comment, where it explains why the rule is as it is.
pub fn in_rules(file: &File) -> Vec<Found> {
    let mut found = Vec::new();
    let mut comments = Vec::new();
    let mut rule: Option<String> = None;
    let mut norms: Vec<(String, usize)> = Vec::new();
    let mut flush = |rule: &mut Option<String>, norms: &mut Vec<(String, usize)>| {
        let by = rule.take().unwrap_or_else(|| file_name(&file.path).to_owned());
        for (id, line) in norms.drain(..) {
            found.push(Found { id, by: by.clone(), path: file.path.clone(), line });
        }
    };
    for (number, line) in (1..).zip(file.text.lines()) {
        let (line, comment) = line.split_at_checked(without_comment(line).len()).unwrap_or((line, ""));
        let words = comment.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
        for id in words.filter(|word| word.starts_with(['L', 'T']) && is_id(word)) {
            let by = file_name(&file.path).to_owned();
            comments.push(Found { id: id.to_owned(), by, path: file.path.clone(), line: number });
        }
        if let Some(id) = annotation(line, "@id(") {
            flush(&mut rule, &mut norms);
            rule = Some(id.to_owned());
        }
        if let Some(list) = annotation(line, "@norm(") {
            norms.extend(ids_of(list).map(|id| (id, number)));
        }
        if line.trim_end().ends_with(';') {
            flush(&mut rule, &mut norms);
        }
    }
    flush(&mut rule, &mut norms);
    found.extend(comments);
    found
}

/// `norm = "3-11"` and `norms = ["3-11", "3-12"]` in a TOML file of `policy/`; a list may run over lines.
pub fn in_data(file: &File) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open = false;
    for (number, line) in (1..).zip(file.text.lines()) {
        let line = line.trim_start();
        let starts = ["norm", "norms"]
            .iter()
            .any(|key| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')));
        // Inline tables, as in `{ code = "G1", norm = "6.6-4" }`.
        let inline = line.split_once("norm = ").or_else(|| line.split_once("norms = ")).map(|(_, rest)| rest);
        if starts || open || inline.is_some() {
            let part = if starts || open { line } else { inline.unwrap_or(line) };
            for id in quoted(part).flat_map(ids_of) {
                found.push(Found {
                    id,
                    by: file_name(&file.path).to_owned(),
                    path: file.path.clone(),
                    line: number,
                });
            }
        }
        open = (starts || open) && line.contains('[') | open && !line.contains(']');
    }
    found
}

/// `proves!("6.9-1", "6.9-3")` in test code; one id, several ids, or several in one string.
pub fn in_tests(file: &File) -> Vec<Found> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        for (_, rest) in pieces(line, "proves!(") {
            let arguments = rest.split_once(')').map_or(rest, |(inside, _)| inside);
            for id in quoted(arguments).flat_map(ids_of) {
                found.push(Found {
                    id,
                    by: file_name(&file.path).to_owned(),
                    path: file.path.clone(),
                    line: number,
                });
            }
        }
    }
    found
}

/// Ids between quotes in a working-practice case (JSON): the norms that its ruling must name.
pub fn in_cases(file: &File) -> Vec<Found> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        for id in quoted(line).filter(|text| is_id(text)) {
            found.push(Found {
                id: id.to_owned(),
                by: file_name(&file.path).to_owned(),
                path: file.path.clone(),
                line: number,
            });
        }
    }
    found
}

/// `policy 6.9-3` in a comment of the code: where a feature says which statement it carries.
pub fn in_citations(file: &File) -> Vec<Found> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        let Some((_, comment)) = line.split_once("//") else { continue };
        for (_, rest) in pieces(comment, "policy ") {
            // `policy 2-1, 2-9 and 5-13`: ids may follow each other.
            let words = rest
                .split([' ', ',', ';', ')', ':', '`', '"'])
                .filter(|word| !word.is_empty() && *word != "and");
            for word in words.map(|word| word.trim_end_matches('.')).take_while(|word| is_id(word)) {
                found.push(Found {
                    id: word.to_owned(),
                    by: file_name(&file.path).to_owned(),
                    path: file.path.clone(),
                    line: number,
                });
            }
        }
    }
    found
}

fn pieces<'a>(line: &'a str, mark: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    line.match_indices(mark).filter_map(move |(at, _)| Some((at, line.get(at + mark.len()..)?)))
}

fn annotation<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(name)?;
    quoted(rest).next()
}

/// The ids in `"6.9-1, 6.9-3"`; what does not have the shape of an id (a rule name, an article) is left out.
fn ids_of(list: &str) -> impl Iterator<Item = String> {
    list.split([',', ';', ' ']).map(str::trim).filter(|part| is_id(part)).map(str::to_owned)
}

fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

fn without_comment(line: &str) -> &str {
    let mut in_string = false;
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        match letter {
            '"' if before != '\\' => in_string = !in_string,
            '/' if before == '/' && !in_string => return line.get(..at - 1).unwrap_or(line),
            _ => {}
        }
        before = letter;
    }
    line
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    fn pairs(found: &[Found]) -> Vec<(&str, &str)> {
        found.iter().map(|found| (found.by.as_str(), found.id.as_str())).collect()
    }

    #[test]
    fn a_rule_names_its_norms() {
        let rules = file(
            "policy/wil/6.9-medisch.cedar",
            "// @norm(\"1-1\") in a comment does not count, T-16 does\n@id(\"6.9-toestemming\")\n@norm(\"6.9-1, 6.9-3,R-MED\")\n\
             @reden(\"zie http://x // geen commentaar\") forbid (principal, action, resource);\n\
             @norm(\"6.9-4\")\n@id(\"6.9-evident\") permit (principal, action, resource);\n",
        );
        let found = in_rules(&rules);
        assert_eq!(pairs(&found)[..2], [("6.9-toestemming", "6.9-1"), ("6.9-toestemming", "6.9-3")]);
        assert_eq!(pairs(&found)[3..], [("6.9-medisch.cedar", "T-16")]);
    }

    #[test]
    fn data_names_its_norms_in_three_ways() {
        let data = file(
            "policy/law/terms.toml",
            "norm = \"3-11\"\nnorms = [\"3-12\",\n  \"3-13\",\n]\nname = \"6.4-1\"\nrow = { code = \"G1\", norm = \"6.6-4\" }\n",
        );
        let ids: Vec<_> = in_data(&data).into_iter().map(|found| found.id).collect();
        assert_eq!(ids, ["3-11", "3-12", "3-13", "6.6-4"]);
    }

    #[test]
    fn a_test_names_what_it_proves() {
        let test = file(
            "crates/x/src/tests.rs",
            "// proves!(\"6.9-1\", \"6.9-3\")\nproves!(\"L-4,T-2\");\nfn f() {}\n",
        );
        let ids: Vec<_> = in_tests(&test).into_iter().map(|found| found.id).collect();
        assert_eq!(ids, ["6.9-1", "6.9-3", "L-4", "T-2"]);
    }

    #[test]
    fn a_case_names_norms_and_dates_are_no_ids() {
        let case =
            file("policy/cases/D01.json", "{\"norms\": [\"6.9-1\", \"R-MED\"], \"at\": \"2026-01-01\"}");
        assert_eq!(pairs(&in_cases(&case)), [("D01.json", "6.9-1")]);
    }

    #[test]
    fn code_cites_in_comments_only() {
        let code =
            file("a.rs", "/// The seven answers (policy 2-1, 2-9 and 5-13).\nlet x = \"policy 1-1\";\n");
        let ids: Vec<_> = in_citations(&code).into_iter().map(|found| found.id).collect();
        assert_eq!(ids, ["2-1", "2-9", "5-13"]);
    }
}
