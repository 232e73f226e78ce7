//! The second factor: codes of six digits that change every half minute (RFC 6238, SHA-1, as all apps know it).

use ground::Instant;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

/// Bytes of a secret: as long as the hash.
pub(super) const SECRET: usize = 20;

const PERIOD: i64 = 30;

/// The half minute that a code is of: the present one or a neighbour, later than `last`. None when it is no code.
///
/// Every candidate is worked out, so that the time says nothing about which one fits.
pub(super) fn step_of(secret: &[u8], code: &str, now: Instant, last: i64) -> Option<i64> {
    let typed: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
    let present = now.0.div_euclid(1000).div_euclid(PERIOD);
    let mut found = None;
    for step in (present - 1)..=(present + 1) {
        if same(&digits(secret, step, 6), &typed) && step > last {
            found = Some(step);
        }
    }
    found
}

/// The code of a half minute (RFC 4226, 5.3).
fn digits(secret: &[u8], step: i64, length: u32) -> String {
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash.last().copied().unwrap_or_default() & 0x0f);
    let number = hash
        .get(offset..offset + 4)
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, |bytes| u32::from_be_bytes(bytes) & 0x7fff_ffff);
    let width = length as usize;
    format!("{:0width$}", number % 10_u32.pow(length))
}

fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

/// In letters and digits, as one types it into an app (RFC 4648, 6), without filling.
pub(super) fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for chunk in bytes.chunks(5) {
        let bits =
            chunk.iter().enumerate().fold(0_u64, |sum, (at, byte)| sum | u64::from(*byte) << (32 - 8 * at));
        for at in 0..(chunk.len() * 8).div_ceil(5) {
            let index = (bits >> (35 - 5 * at)) & 31;
            // Five bits are an index below 32.
            text.push(
                usize::try_from(index)
                    .ok()
                    .and_then(|index| LETTERS.get(index))
                    .map_or('A', |it| char::from(*it)),
            );
        }
    }
    text
}

/// In groups of four, for who types it over.
pub(super) fn grouped(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What an app reads. The account's own id instead of a name: the link may end up in a history.
pub(super) fn link(secret: &str, account: &str) -> String {
    format!(
        "otpauth://totp/Waarborg:{account}?secret={secret}&issuer=Waarborg&algorithm=SHA1&digits=6&period=30"
    )
}

#[cfg(test)]
pub(super) fn code_at(secret: &[u8], now: Instant) -> String {
    digits(secret, now.0.div_euclid(1000).div_euclid(PERIOD), 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the rows for SHA-1.
        let secret = b"12345678901234567890";
        for (seconds, code) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(digits(secret, seconds / PERIOD, 8), code);
        }
    }

    #[test]
    fn a_code_is_good_for_its_own_half_minute_and_the_neighbours_and_once() {
        let (secret, now) = (b"12345678901234567890", Instant(1_794_821_400_000));
        let present = now.0 / 1000 / PERIOD;
        let code = code_at(secret, now);
        assert_eq!(step_of(secret, &code, now, 0), Some(present));
        assert_eq!(step_of(secret, &format!(" {code} "), Instant(now.0 + 30_000), 0), Some(present));
        assert_eq!(step_of(secret, &code, Instant(now.0 - 30_000), 0), Some(present));
        assert_eq!(step_of(secret, &code, Instant(now.0 + 60_000), 0), None);
        assert_eq!(step_of(secret, &code, now, present), None, "used before");
        for other in ["", "12345", "1234567", "abcdef", "00000０"] {
            assert_eq!(step_of(secret, other, now, 0), None);
        }
    }

    #[test]
    fn letters_are_those_of_the_standard() {
        // RFC 4648, 10, without the filling.
        for (plain, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(plain.as_bytes()), text);
        }
        assert_eq!(grouped("MZXW6YTBOI"), "MZXW 6YTB OI");
    }
}
