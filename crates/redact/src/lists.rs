//! The embedded lists: which words are names, which are common words, which are towns.
//!
//! One table of 32-bit slots, made by the example `build_lists`: 24 bits of a word's hash and 8 flags, found by linear
//! probing. It is read where it lies in the program, so it costs nothing at the start. A word that stands in no list is
//! taken for one that does in about one of five million look-ups.

use crate::hash;

static TABLE: &[u8] = include_bytes!("../data/lists.bin");

/// What the lists know of a word; several things may be true at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u8);

impl Flags {
    /// A first name of women.
    pub const FEMALE: u8 = 1;
    /// A first name of men.
    pub const MALE: u8 = 2;
    /// A surname.
    pub const FAMILY: u8 = 4;
    /// A Dutch word that is written small.
    pub const WORD: u8 = 8;
    /// A Dutch word that is written with a capital: a country, a language, a feast.
    pub const PROPER: u8 = 16;
    /// A Dutch town or village.
    pub const TOWN: u8 = 32;
    /// A country.
    pub const COUNTRY: u8 = 64;
    /// One of the commonest first names or surnames of the Netherlands.
    pub const COMMON: u8 = 128;

    pub(crate) fn has(self, any: u8) -> bool {
        self.0 & any != 0
    }

    pub(crate) fn is_given(self) -> bool {
        self.has(Self::FEMALE | Self::MALE)
    }

    pub(crate) fn is_family(self) -> bool {
        self.has(Self::FAMILY)
    }
}

/// What the lists know of the word (or words) with this hash.
#[inline]
pub(crate) fn look_up(hash: u64) -> Flags {
    let slots = TABLE.len() / 4;
    let mask = slots.wrapping_sub(1) as u64;
    let wanted = mark(hash);
    for step in 0..slots as u64 {
        let at = usize::try_from(hash.wrapping_add(step) & mask).unwrap_or(0) * 4;
        let Some(&[low, middle, high, flags]) = TABLE.get(at..at + 4) else { break };
        match u32::from_le_bytes([low, middle, high, 0]) {
            0 => break,
            found if found == wanted => return Flags(flags),
            _ => {}
        }
    }
    Flags(0)
}

/// The 24 bits that tell words of one slot apart; never zero, which is an empty slot.
pub(crate) fn mark(hash: u64) -> u32 {
    u32::try_from(hash >> 40).unwrap_or(1).max(1)
}

/// Makes the table out of words and their flags. Words are taken in the order of their hash, so the same lists give the
/// same bytes.
pub fn build<'w>(words: impl IntoIterator<Item = (&'w str, u8)>) -> Vec<u8> {
    let mut all: Vec<(u64, u8)> = words.into_iter().map(|(word, flags)| (hash::lower(word), flags)).collect();
    all.sort_unstable();
    all.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 |= next.1;
        }
        same
    });
    // At most 80% full, so that a search stays short.
    let slots = (all.len() * 5 / 4).next_power_of_two().max(16);
    let mut table = vec![0_u32; slots];
    for (hash, flags) in all {
        let mask = slots as u64 - 1;
        let entry = u32::from(flags) << 24 | mark(hash);
        for step in 0..slots as u64 {
            let at = usize::try_from(hash.wrapping_add(step) & mask).unwrap_or(0);
            if let Some(slot) = table.get_mut(at).filter(|slot| **slot == 0) {
                *slot = entry;
                break;
            }
        }
    }
    table.into_iter().flat_map(u32::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_words_and_towns_are_told_apart() {
        let of = |word: &str| look_up(hash::lower(word));
        assert!(of("Jansen").is_family() && of("jansen").has(Flags::COMMON));
        assert!(of("Fatima").has(Flags::FEMALE) && of("Hendrik").has(Flags::MALE));
        assert!(of("Bakker").is_family() && of("bakker").has(Flags::WORD));
        assert!(of("Bergen op Zoom").has(Flags::TOWN) && of("Marokko").has(Flags::COUNTRY));
        assert_eq!(of("qwrtzpl"), Flags(0));
    }
}
