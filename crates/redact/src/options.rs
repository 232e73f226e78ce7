//! What a caller may set: the law, who is known, which numbers the organisation gives out, what happens to officials.

use crate::finding::Regime;

/// A threshold for text of any kind: about as many names are missed as found that are none. For what has consequences by itself.
pub const BALANCED: u8 = 30;

/// A threshold for letters, minutes and decisions of which a person judges each finding, or where a name too many costs less than
/// one too few. On the part of our own corpus that tunes, 93 in a hundred of the words that it takes for names are.
pub const CAREFUL: u8 = 3;

/// What a count is small by, where nobody says otherwise.
pub(crate) const SMALL_COUNT: u32 = 5;

/// How to look. `Options::default()` looks under the Woo, knows nobody, and finds officials like everyone else.
#[derive(Clone, Debug)]
pub struct Options {
    /// The law whose grounds are named.
    pub regime: Regime,
    /// Names of people in the case file, each as `Voornaam van der Achternaam`. They are found in any spelling that
    /// their words allow: other capitals, initials, the surname alone.
    pub known: Vec<String>,
    /// Forms of numbers that the organisation gives out: `#` is a digit, `@` a letter, the rest stands for itself
    /// (`WIL-####-######`).
    pub client_numbers: Vec<String>,
    /// What happens to the names of people who act in a public function.
    pub officials: Officials,
    /// Counts of people below this number point at someone (6.2-5).
    pub small_count: u32,
    /// From which probability the model's opinion counts as a finding, in percent: [`BALANCED`] or [`CAREFUL`].
    pub threshold: u8,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            regime: Regime::default(),
            known: Vec::new(),
            client_numbers: Vec::new(),
            officials: Officials::default(),
            small_count: SMALL_COUNT,
            threshold: BALANCED,
        }
    }
}

/// Names of those who hold a public function (*wethouder*, *burgemeester*).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Officials {
    /// They are found like everyone else.
    #[default]
    Find,
    /// A name that stands with a public function may stay, wherever it returns in the text. A signature never does.
    Leave,
}
