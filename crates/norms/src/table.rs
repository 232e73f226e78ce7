//! The table of statements, `docs/requirements.md`: one row a statement, `| id | type | statement | brought by |`.

use crate::is_id;

/// What sort of statement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// N: a norm
    Norm,
    /// X: a prohibition or gate
    Gate,
    /// P: a permission or power
    Power,
    /// D: a definition or premise
    Definition,
    /// O: a duty of the organisation
    Duty,
    /// L: a duty of the law on which the policy is silent
    Law,
    /// T: a defect or tension in the text of the policy
    Tension,
}

impl Kind {
    fn parse(letter: &str) -> Option<Self> {
        Some(match letter {
            "N" => Self::Norm,
            "X" => Self::Gate,
            "P" => Self::Power,
            "D" => Self::Definition,
            "O" => Self::Duty,
            "L" => Self::Law,
            "T" => Self::Tension,
            _ => return None,
        })
    }

    /// Whether the statement binds someone directly (norm, gate, power).
    pub fn binds(self) -> bool {
        matches!(self, Self::Norm | Self::Gate | Self::Power)
    }
}

/// What carries a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// A rule or datum of `policy/`; a test must show it.
    Rule,
    /// Code of the application; a test must show it.
    Feature,
    /// Nothing yet: the named chapter will bring it.
    Later(String),
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// `6.9-3`, `L-4`, `T-23`
    pub id: String,
    /// what sort of statement
    pub kind: Kind,
    /// in our own words
    pub text: String,
    /// what carries it
    pub status: Status,
}

/// Reads the table; every mistake at once, each with its line number.
pub fn statements(table: &str) -> Result<Vec<Statement>, Vec<String>> {
    let mut rows: Vec<Statement> = Vec::new();
    let mut mistakes = Vec::new();
    for (number, line) in (1..).zip(table.lines()) {
        let Some(inner) = line.trim().strip_prefix('|').and_then(|rest| rest.strip_suffix('|')) else {
            continue;
        };
        let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
        let [id, kind, text, status] = cells.as_slice() else {
            if cells.first().is_some_and(|id| is_id(id)) {
                mistakes
                    .push(format!("line {number}: a row has four cells: id, type, statement, brought by"));
            }
            continue;
        };
        if !is_id(id) {
            continue; // the head of a table, or the line below it
        }
        if rows.iter().any(|row| row.id == *id) {
            mistakes.push(format!("line {number}: `{id}` stands twice in the table"));
        }
        match (Kind::parse(kind), parse_status(status)) {
            (Some(kind), Some(status)) if !text.is_empty() => {
                rows.push(Statement { id: (*id).to_owned(), kind, text: (*text).to_owned(), status });
            }
            (None, _) => {
                mistakes.push(format!("line {number}: `{kind}` is no type: use N, X, P, D, O, L or T"));
            }
            (_, None) => {
                mistakes
                    .push(format!("line {number}: `{status}`: use `rule`, `feature` or `later: chapter`"));
            }
            _ => mistakes.push(format!("line {number}: `{id}` has no statement")),
        }
    }
    if rows.is_empty() {
        mistakes.push("the table holds no statements".to_owned());
    }
    if mistakes.is_empty() { Ok(rows) } else { Err(mistakes) }
}

fn parse_status(text: &str) -> Option<Status> {
    match text {
        "rule" => Some(Status::Rule),
        "feature" => Some(Status::Feature),
        _ => {
            let chapter = text.strip_prefix("later:")?.trim();
            (!chapter.is_empty()).then(|| Status::Later(chapter.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read() {
        let text = "| id | type | statement | brought by |\n|---|---|---|---|\n\
                    | 6.9-1 | X | Only with consent | rule |\n| 6.4-1 | N | Not longer | later: retention |\n";
        let rows = statements(text).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].status, Status::Rule);
        assert_eq!(rows[1].status, Status::Later("retention".to_owned()));
        assert!(rows[0].kind.binds());
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let text = "| 1-1 | Q | a | rule |\n| 1-2 | N | a | soon |\n| 1-3 | N | a |\n| 1-4 | N | a | rule |\n\
                    | 1-4 | N | a | rule |\n| 1-5 | N |  | rule |\n| 1-6 | N | a | later: |";
        let mistakes = statements(text).unwrap_err();
        let lines: Vec<_> = mistakes.iter().filter_map(|mistake| mistake.split(':').next()).collect();
        assert_eq!(lines, ["line 1", "line 2", "line 3", "line 5", "line 6", "line 7"]);
    }

    #[test]
    fn an_empty_table_is_a_mistake() {
        assert!(statements("no table here").is_err());
    }
}
