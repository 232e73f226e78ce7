//! The words that stand before, in and around names. They lie in `words.txt`; each list is one bit, so that a token knows
//! at once in which lists it stands.

use std::ops::BitOrAssign;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::hash;

static SOURCE: &str = include_str!("words.txt");

static WORDS: LazyLock<FxHashMap<u64, u32>> = LazyLock::new(|| table(SOURCE, NAMES));

/// The lists of a source: each with its name there and its bit, which never changes. The model knows words by their bits.
macro_rules! lists {
    ($visible:vis $type:ty; $($(#[$doc:meta])* $list:ident = $name:literal, $bit:literal;)*) => {
        $($(#[$doc])* $visible const $list: $type = 1 << $bit;)*
        const NAMES: &[(&str, $type)] = &[$(($name, $list)),*];
    };
}
pub(crate) use lists;

/// The words of a source with the list in which each stands. A list opens with its name in brackets; one without a name in
/// `names` counts for none.
pub(crate) fn entries<L: Copy + Default>(
    source: &'static str,
    names: &'static [(&'static str, L)],
) -> impl Iterator<Item = (&'static str, L)> {
    let mut list = L::default();
    source.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        if let Some(name) = name {
            list = names.iter().find(|(known, _)| *known == name).map_or_else(L::default, |(_, bit)| *bit);
        }
        let words = if name.is_some() { "" } else { line };
        words.split(' ').filter(|word| !word.is_empty()).map(move |word| (word, list))
    })
}

/// The lists of each word, by its hash.
pub(crate) fn table<L: Copy + Default + BitOrAssign>(
    source: &'static str,
    names: &'static [(&'static str, L)],
) -> FxHashMap<u64, L> {
    let mut words: FxHashMap<u64, L> = FxHashMap::default();
    entries(source, names).for_each(|(word, list)| *words.entry(hash::lower(word)).or_default() |= list);
    words
}

/// The lists in which the word with this hash stands.
pub(crate) fn lists_of(hash: u64) -> u32 {
    WORDS.get(&hash).copied().unwrap_or(0)
}

/// Whether a word stands in one of `lists`.
pub(crate) fn is_in(word: &str, lists: u32) -> bool {
    lists_of(hash::lower(word)) & lists != 0
}

lists! {
    pub(crate) u32;
    /// Titles of address: what follows with a capital is a name.
    TITLES = "titles", 0;
    /// Functions that are public: their bearers act for the body (T-20).
    OFFICIALS = "officials", 1;
    /// Functions and occupations after which a capital opens a name.
    ROLES = "roles", 2;
    /// Kin and company: a first name follows.
    KIN = "kin", 3;
    /// Words between the parts of a name.
    PREFIXES = "prefixes", 4;
    /// Those of them that open a surname by themselves.
    OPENING = "opening", 5;
    /// Words with a capital that are no part of a name, also where a name could go on.
    NEVER = "never", 6;
    /// Closing formulas: a name stands under them.
    CLOSINGS = "closings", 7;
    /// Headings of a list of people, before a colon.
    ATTENDANCE = "attendance", 8;
    /// Words after a name that make it the name of a body.
    BODIES = "bodies", 9;
    /// Those prefixes that cannot be anything else before a capital.
    JOINING = "joining", 10;
    /// Labels that only a name follows.
    LABELS = "labels", 11;
    /// What stands before the name of a shop or office that is called after someone.
    SHOPS = "shops", 12;
    /// Those of them that are words for a place too: they only join a name before `'t`, `den` or `der`.
    PLACING = "placing", 13;
    /// What stands behind a name and is a degree.
    DEGREES = "degrees", 14;
    /// Words that say a sentence is about someone.
    SOMEONE = "someone", 15;
    /// How bad a sickness is; it belongs to the term.
    DEGREE = "degree", 16;
    /// Parts of the body.
    BODY = "body", 17;
    /// Words that make a part of the body a complaint.
    TROUBLE = "trouble", 18;
    /// Buildings, boats and grounds that have a name, in which someone has a place.
    DWELLINGS = "dwellings", 19;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        for (word, list) in [
            ("mevrouw", TITLES),
            ("wethouder", OFFICIALS),
            ("jurist", 0),
            ("van", PREFIXES | OPENING | JOINING),
            ("&", 0),
        ] {
            assert_eq!(lists_of(hash::lower(word)) & list, list, "{word}");
        }
        for (name, bit) in NAMES {
            assert!(WORDS.values().any(|lists| lists & bit != 0), "{name}");
        }
    }
}
