//! One hash for words, in the embedded lists and in the model's features: the same on every machine, and without a seed,
//! because what is written down with it is read back years later.

/// The hash of a word in small letters (FNV-1a, then mixed).
pub(crate) fn lower(word: &str) -> u64 {
    mix(word.chars().fold(START, letter_step))
}

/// The hash of each beginning of what `letters` spell: of the first letter, of the first two, and so on.
pub(crate) fn growing(letters: impl Iterator<Item = char>) -> impl Iterator<Item = u64> {
    letters.scan(START, |state, letter| {
        *state = letter_step(*state, letter);
        Some(mix(*state))
    })
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

const START: u64 = 0xCBF2_9CE4_8422_2325;

#[inline]
fn letter_step(state: u64, letter: char) -> u64 {
    if letter.is_ascii() {
        // Nearly every letter, and many times faster.
        return step(state, u8::try_from(letter).unwrap_or_default().to_ascii_lowercase());
    }
    let small = letter.to_lowercase();
    small.fold(state, |state, small| small.encode_utf8(&mut [0; 4]).bytes().fold(state, step))
}

#[inline]
fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_beginning_has_its_own_hash() {
        let hashes: Vec<u64> = growing("Ziék".chars()).collect();
        assert_eq!(hashes, ["z", "zi", "zié", "ziék"].map(lower));
    }

    #[test]
    fn capitals_do_not_matter() {
        assert_eq!(lower("ÇELIK jansen"), lower("çelik JANSEN"));
        assert_ne!(lower("Jansen"), lower("Janssen"));
    }
}
