//! Ids of statements: `6.9-3` is the third statement of paragraph 6.9.

/// The paragraph that a statement belongs to; for a duty of law (`L-12`) its letter. `None` for what is no such id.
pub fn paragraph_of(norm: &str) -> Option<&str> {
    norm.rsplit_once('-').map(|(paragraph, _)| paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_stands_in_one_paragraph() {
        assert_eq!(paragraph_of("6.9-3"), Some("6.9"));
        assert_eq!(paragraph_of("6.10-1"), Some("6.10"));
        assert_eq!(paragraph_of("6.9"), None);
    }
}
