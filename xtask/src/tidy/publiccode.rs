//! `publiccode.yml` (version 0.7) holds every field that is mandatory, with values of the right sort.
//!
//! The official parser is a Go program. This reads the subset of YAML that our own file uses: nested mappings by two
//! spaces, lists of scalars, and folded text. A file that uses more is refused, not guessed at.

use super::complaint;
use crate::tree::{Complaint, Tree};
use std::collections::BTreeMap;

const FILE: &str = "publiccode.yml";
const MANDATORY: &[&str] = &[
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description.nl.shortDescription",
    "description.nl.longDescription",
    "description.nl.features",
    "description.en.shortDescription",
    "description.en.longDescription",
    "description.en.features",
    "legal.license",
    "maintenance.type",
    "maintenance.contacts",
    "localisation.localisationReady",
    "localisation.availableLanguages",
];

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    let Some(file) = tree.find(FILE) else { return vec![complaint(FILE, 0, "the file is missing")] };
    let fields = match read(&file.text) {
        Ok(fields) => fields,
        Err((line, message)) => return vec![complaint(FILE, line, message)],
    };
    let mut complaints: Vec<Complaint> = MANDATORY
        .iter()
        .filter(|key| fields.get(**key).is_none_or(|value| value.trim().is_empty()))
        .map(|key| complaint(FILE, 0, format!("`{key}` is mandatory")))
        .collect();
    let mut wrong = |key: &str, sound: bool, message: &str| {
        if fields.contains_key(key) && !sound {
            complaints.push(complaint(FILE, 0, format!("`{key}`: {message}")));
        }
    };
    let value = |key: &str| fields.get(key).map_or("", String::as_str);
    wrong("publiccodeYmlVersion", value("publiccodeYmlVersion").starts_with("0.7"), "write 0.7.x");
    let stages = ["concept", "development", "beta", "stable", "obsolete"];
    wrong("developmentStatus", stages.contains(&value("developmentStatus")), "is not one of the five stages");
    wrong(
        "maintenance.type",
        ["internal", "contract", "community", "none"].contains(&value("maintenance.type")),
        "is no kind of maintenance",
    );
    wrong(
        "softwareType",
        value("softwareType").contains('/'),
        "plain `standalone` is deprecated; use `standalone/web`",
    );
    for language in ["nl", "en"] {
        let short = format!("description.{language}.shortDescription");
        let long = format!("description.{language}.longDescription");
        wrong(&short, value(&short).chars().count() <= 150, "at most 150 characters");
        wrong(&long, (150..=10_000).contains(&value(&long).chars().count()), "150 to 10,000 characters");
    }
    complaints
}

/// The file as `path.to.key` → text; lists joined by newlines.
fn read(text: &str) -> Result<BTreeMap<String, String>, (usize, String)> {
    let mut fields = BTreeMap::new();
    let mut open: Vec<(usize, String)> = Vec::new(); // indent and key of each mapping we are inside of
    for (number, line) in (1..).zip(text.lines()) {
        let body = line.trim();
        if body.is_empty() || body.starts_with('#') || body == "---" {
            continue;
        }
        if line.contains('\t') {
            return Err((number, "a tab is no indent in YAML".to_owned()));
        }
        let indent = line.len() - line.trim_start().len();
        let inside = open.last().filter(|(level, _)| indent > *level).map(|_| path(&open));
        let plain = inside
            .as_ref()
            .and_then(|key| fields.get(key))
            .is_some_and(|value: &String| value.starts_with('>') || value.starts_with('|'));
        if let (Some(key), true) = (&inside, plain) {
            append(&mut fields, key, " ", body);
            continue;
        }
        while open
            .last()
            .is_some_and(|(level, _)| *level >= indent && !(body.starts_with("- ") && *level == indent))
        {
            open.pop();
        }
        if let Some(item) = body.strip_prefix("- ") {
            if open.is_empty() {
                return Err((number, "a list without a key".to_owned()));
            }
            append(&mut fields, &path(&open), "\n", item);
            continue;
        }
        match body.split_once(':') {
            Some((key, value)) if !key.contains(' ') => {
                open.push((indent, key.to_owned()));
                let value = value.trim().trim_matches('"');
                // Keys inside a list item (`- name: x` and what follows) count for the list.
                if fields.insert(path(&open), value.to_owned()).is_some() && !path(&open).contains("contacts")
                {
                    return Err((number, format!("`{}` stands twice", path(&open))));
                }
            }
            _ => return Err((number, "this check reads mappings, lists and folded text only".to_owned())),
        }
    }
    Ok(fields
        .into_iter()
        .map(|(key, value)| (key, value.trim_start_matches(['>', '|', '-', '\n', ' ']).to_owned()))
        .collect())
}

fn path(open: &[(usize, String)]) -> String {
    open.iter().map(|(_, key)| key.as_str()).collect::<Vec<_>>().join(".")
}

fn append(fields: &mut BTreeMap<String, String>, key: &str, joint: &str, text: &str) {
    let value = fields.entry(key.to_owned()).or_default();
    value.push_str(joint);
    value.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_or_strange_file_is_refused() {
        assert_eq!(check(&Tree::of(&[("a.rs", "")])).len(), 1);
        assert!(check(&Tree::of(&[(FILE, "name: X\n")])).len() >= MANDATORY.len() - 1);
        assert_eq!(check(&Tree::of(&[(FILE, "just words\n")])).len(), 1);
    }

    #[test]
    fn wrong_values_are_named() {
        let text = "publiccodeYmlVersion: \"0.4\"\ndevelopmentStatus: soon\nsoftwareType: standalone\nmaintenance:\n  type: mine\n\
                    description:\n  nl:\n    shortDescription: >-\n      ok\n    longDescription: kort\n";
        let found: Vec<_> =
            check(&Tree::of(&[(FILE, text)])).into_iter().map(|complaint| complaint.message).collect();
        for key in [
            "publiccodeYmlVersion",
            "developmentStatus",
            "softwareType",
            "maintenance.type",
            "description.nl.longDescription",
        ] {
            assert!(
                found.iter().any(|message| message.starts_with(&format!("`{key}`:"))),
                "{key} in {found:?}"
            );
        }
        assert!(!found.iter().any(|message| message.contains("nl.shortDescription")), "{found:?}");
    }
}
