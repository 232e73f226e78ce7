//! One hash for words, in the embedded lists and in the model's features: the same on every machine, and without a seed,
//! because what is written down with it is read back years later.

/// The hash of a word in small letters (FNV-1a, then mixed).
pub(crate) fn lower(word: &str) -> u64 {
    Growing::default().and(word).hash()
}

/// The hash of a word, or of several, of which not all letters have come yet.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Growing(u64);

impl Default for Growing {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Growing {
    /// With the letters of `word` behind it.
    #[inline]
    pub(crate) fn and(self, word: &str) -> Self {
        if word.is_ascii() {
            self.and_ascii(word.as_bytes())
        } else {
            word.chars().fold(self, Self::and_letter)
        }
    }

    /// With letters of ASCII behind it.
    #[inline]
    pub(crate) fn and_ascii(self, letters: &[u8]) -> Self {
        Self(letters.iter().fold(self.0, |state, byte| step(state, byte.to_ascii_lowercase())))
    }

    #[inline]
    pub(crate) fn and_letter(self, letter: char) -> Self {
        match u8::try_from(letter).ok().filter(u8::is_ascii) {
            Some(byte) => Self(step(self.0, byte.to_ascii_lowercase())),
            None => self.and_wide(letter),
        }
    }

    #[cold]
    fn and_wide(self, letter: char) -> Self {
        let bytes = |state, small: char| small.encode_utf8(&mut [0; 4]).bytes().fold(state, step);
        Self(letter.to_lowercase().fold(self.0, bytes))
    }

    #[inline]
    pub(crate) fn hash(self) -> u64 {
        mix(self.0)
    }
}

/// Spreads the bits of `value` over the whole number (the finaliser of `MurmurHash3`).
#[inline]
pub(crate) fn mix(mut value: u64) -> u64 {
    value ^= value >> 33;
    value = value.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    value ^= value >> 33;
    value = value.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    value ^ (value >> 33)
}

#[inline]
fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_words_and_by_letters_is_the_same() {
        let letters = "Ziék en".chars().fold(Growing::default(), Growing::and_letter);
        assert_eq!(letters.hash(), lower("ziék en"));
        assert_eq!(Growing::default().and("ZIÉK").and(" en").hash(), lower("ziék en"));
    }

    #[test]
    fn capitals_do_not_matter() {
        assert_eq!(lower("ÇELIK jansen"), lower("çelik JANSEN"));
        assert_ne!(lower("Jansen"), lower("Janssen"));
    }
}
