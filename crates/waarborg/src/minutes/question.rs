//! What was found in minutes, as questions to the policy: one for each sort of people, since officials have a rule of
//! their own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// The facts of each question, by whom it is about; `found` says of each finding whom it is about and of which sort, in
/// the words of the vocabulary. Minutes in which nothing was found are one question too: they hold only totals.
pub fn questions<'f>(
    found: impl IntoIterator<Item = (&'f str, &'f str)>,
    external: bool,
) -> BTreeMap<&'f str, Value> {
    let mut sorts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (whom, sort) in found {
        sorts.entry(whom).or_default().insert(sort);
    }
    let facts = |identifiable: &str, subject: &str, findings: &BTreeSet<&str>| {
        json!({
            "question": "minutes",
            "scope": { "identifiable": identifiable },
            "minutes": { "external": external, "findings": findings, "subject": subject },
        })
    };
    if sorts.is_empty() {
        let facts = facts("none", "client", &BTreeSet::from(["aggregate"]));
        return BTreeMap::from([("client", facts)]);
    }
    sorts.iter().map(|(whom, sorts)| (*whom, facts("person", whom, sorts))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_for_each_sort_of_people() {
        let found = [("client", "name"), ("official", "name"), ("client", "bsn"), ("client", "name")];
        let questions = questions(found, true);
        assert_eq!(questions.keys().copied().collect::<Vec<_>>(), ["client", "official"]);
        assert_eq!(
            questions["client"]["minutes"],
            json!({ "external": true, "findings": ["bsn", "name"], "subject": "client" })
        );
    }

    #[test]
    fn clean_minutes_are_a_question_too() {
        let questions = questions([], false);
        assert_eq!(questions["client"]["minutes"]["findings"], json!(["aggregate"]));
        assert_eq!(questions["client"]["scope"]["identifiable"], "none");
    }
}
