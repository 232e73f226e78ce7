//! The working-practice cases of `policy/cases/` that show what a paragraph comes to.

use decide::{Outcome, Sources};
use ground::paragraph_of;
use serde_json::Value;

/// A case as people read it: what happens, and what the ruling must be today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) outcome: Outcome,
}

/// The cases that name a statement of this paragraph. A line that cannot be read is left out: the tests of the rules
/// would have found it.
pub(super) fn cases(sources: &Sources, paragraph: &str) -> Vec<Case> {
    let files = sources.0.iter().filter(|(path, _)| path.starts_with("cases/"));
    files.flat_map(|(_, text)| text.lines()).filter_map(|line| case(line, paragraph)).collect()
}

fn case(line: &str, paragraph: &str) -> Option<Case> {
    let case = serde_json::from_str::<Value>(line).ok()?;
    let expected = case.get("expected")?.get("avg")?;
    let norms = expected.get("norms")?.as_array()?.iter().filter_map(Value::as_str);
    let text = |name: &str| Some(case.get(name)?.as_str()?.to_owned());
    let outcome = serde_json::from_value(expected.get("outcome")?.clone()).ok()?;
    norms.into_iter().any(|norm| paragraph_of(norm) == Some(paragraph)).then_some(Case {
        id: text("id")?,
        title: text("title")?,
        outcome,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::embedded_sources;

    #[test]
    fn paragraphs_with_rules_have_cases() {
        let sources = embedded_sources();
        for paragraph in ["5", "6.2", "6.3", "6.4", "6.7", "6.8", "6.9", "6.10", "6.12"] {
            assert!(!cases(&sources, paragraph).is_empty(), "{paragraph}");
        }
        assert!(
            cases(&sources, "6.9").iter().any(|case| case.id == "D01" && case.outcome == Outcome::Refused)
        );
    }
}
