//! What can be counted, and a table of it as it may be seen.

use crate::records::FileMoment;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tally {
    /// Files that were opened, by law.
    Opened,
    /// Files that were closed, by result.
    Closed,
}

impl Tally {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::Opened, Self::Closed];

    /// The word in addresses, in translations and in the journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "geopend",
            Self::Closed => "gesloten",
        }
    }

    /// The one with this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tally| tally.as_str() == word)
    }

    pub(super) fn moment(self) -> FileMoment {
        match self {
            Self::Opened => FileMoment::Opened,
            Self::Closed => FileMoment::Closed,
        }
    }
}

/// A table of counts without small ones.
///
/// INVARIANT: made by the service only, after the policy said that it may be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// What is counted.
    pub tally: Tally,
    /// The names of the rows, as the records have them. The totals come after the last.
    pub rows: Vec<String>,
    /// The years. The totals come after the last.
    pub years: Vec<String>,
    /// Row by row; none where a count is hidden.
    pub counts: Vec<Vec<Option<u64>>>,
    /// Counts of fewer people than this are hidden.
    pub threshold: u32,
    /// The ruling that let it be seen.
    pub ruling: String,
}

impl Figures {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All lines with these words for the first column, for totals and for what is hidden.
    pub fn lines(&self, first: &str, total: &str, hidden: &str) -> Vec<Vec<String>> {
        let with_total =
            |names: &[String]| names.iter().cloned().chain([total.to_owned()]).collect::<Vec<_>>();
        let head = std::iter::once(first.to_owned()).chain(with_total(&self.years)).collect();
        let lines = with_total(&self.rows).into_iter().zip(&self.counts).map(|(name, counts)| {
            let cells =
                counts.iter().map(|count| count.map_or_else(|| hidden.to_owned(), |it| it.to_string()));
            std::iter::once(name).chain(cells).collect()
        });
        std::iter::once(head).chain(lines).collect()
    }
}
