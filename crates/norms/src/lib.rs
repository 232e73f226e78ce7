//! Which sentence of the policy is carried by which rule, and shown by which test.
//!
//! Input is text only: the table `docs/requirements.md`, the rules and data of `policy/`, and the sources with
//! their tests. Output is a [`Report`]. Both `waarborg policy coverage` and tidy print it, so that the program and
//! the build can never disagree. No I/O, no dependencies.
//!
//! What this does *not* show: that a test proves its statement well. It shows that someone wrote down which test
//! means to, and that the id exists.

mod marks;
mod report;
mod table;

pub use marks::{Found, in_cases, in_citations, in_data, in_rules, in_tests};
pub use report::{Coverage, Report, trace};
pub use table::{Kind, Statement, Status, statements};

/// One file of the repository: its path from the root, with `/`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// path from the root of the repository
    pub path: String,
    /// the whole text
    pub text: String,
}

impl File {
    /// What follows the last dot of the name: `rs`, `cedar`; empty without a dot.
    pub fn extension(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// Whether `text` has the shape of a statement id: `6.9-3`, `1-1`, `L-4` or `T-23`.
pub fn is_id(text: &str) -> bool {
    let Some((head, number)) = text.split_once('-') else { return false };
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    numeric(number)
        && (matches!(head, "L" | "T") || (head.split('.').count() <= 2 && head.split('.').all(numeric)))
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn ids_are_recognised_by_shape() {
        for id in ["6.9-3", "1-1", "L-4", "T-23", "6.14-6"] {
            assert!(is_id(id), "{id}");
        }
        for text in ["", "6.9", "6.9-", "-3", "R-MED", "O-LOG", "AVG 9", "6.9.1-2", "6.9-3a", "2026-01-01"] {
            assert!(!is_id(text), "{text}");
        }
    }
}
