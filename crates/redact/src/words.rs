//! The words that stand before, in and around names. They lie in `words.txt`; each list is one bit, so that a token knows
//! at once in which lists it stands.

use std::ops::BitOrAssign;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::hash;

static SOURCE: &str = include_str!("words.txt");

static WORDS: LazyLock<FxHashMap<u64, u32>> = LazyLock::new(|| table(SOURCE, NAMES));

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

const NAMES: &[(&str, u32)] = &[
    ("degrees", DEGREES),
    ("placing", PLACING),
    ("titles", TITLES),
    ("officials", OFFICIALS),
    ("roles", ROLES),
    ("kin", KIN),
    ("prefixes", PREFIXES),
    ("opening", OPENING),
    ("never", NEVER),
    ("closings", CLOSINGS),
    ("attendance", ATTENDANCE),
    ("bodies", BODIES),
    ("joining", JOINING),
    ("labels", LABELS),
    ("shops", SHOPS),
    ("someone", SOMEONE),
    ("degree", DEGREE),
    ("body", BODY),
    ("trouble", TROUBLE),
    ("dwellings", DWELLINGS),
];

/// Titles of address: what follows with a capital is a name.
pub(crate) const TITLES: u32 = 1 << 0;

/// Functions that are public: their bearers act for the body (T-20).
pub(crate) const OFFICIALS: u32 = 1 << 1;

/// Functions and occupations after which a capital opens a name.
pub(crate) const ROLES: u32 = 1 << 2;

/// Kin and company: a first name follows.
pub(crate) const KIN: u32 = 1 << 3;

/// Words between the parts of a name.
pub(crate) const PREFIXES: u32 = 1 << 4;

/// Those of them that open a surname by themselves.
pub(crate) const OPENING: u32 = 1 << 5;

/// Words with a capital that are no part of a name, also where a name could go on.
pub(crate) const NEVER: u32 = 1 << 6;

/// Closing formulas: a name stands under them.
pub(crate) const CLOSINGS: u32 = 1 << 7;

/// Headings of a list of people, before a colon.
pub(crate) const ATTENDANCE: u32 = 1 << 8;

/// Words after a name that make it the name of a body.
pub(crate) const BODIES: u32 = 1 << 9;

/// Those prefixes that cannot be anything else before a capital.
pub(crate) const JOINING: u32 = 1 << 10;

/// Labels that only a name follows.
pub(crate) const LABELS: u32 = 1 << 11;

/// What stands before the name of a shop or office that is called after someone.
pub(crate) const SHOPS: u32 = 1 << 12;

/// Those of them that are words for a place too: they only join a name before `'t`, `den` or `der`.
pub(crate) const PLACING: u32 = 1 << 13;

/// What stands behind a name and is a degree.
pub(crate) const DEGREES: u32 = 1 << 14;

/// Words that say a sentence is about someone.
pub(crate) const SOMEONE: u32 = 1 << 15;

/// How bad a sickness is; it belongs to the term.
pub(crate) const DEGREE: u32 = 1 << 16;

/// Parts of the body.
pub(crate) const BODY: u32 = 1 << 17;

/// Words that make a part of the body a complaint.
pub(crate) const TROUBLE: u32 = 1 << 18;

/// Buildings, boats and grounds that have a name, in which someone has a place.
pub(crate) const DWELLINGS: u32 = 1 << 19;

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
