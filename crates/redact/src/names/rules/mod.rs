//! Names by rule: what stands around them, and what they are made of. No statistics, no context beyond the line.

mod extent;
mod spelled;
mod listed;
mod titled;

use crate::finding::Why;
use crate::token::Token;
use listed::{listed, signed, speaks};
pub(super) use spelled::SURE;
use spelled::{by_list, doubled, in_small, initials, prefixed, reversed, shortened, turned};
use titled::titled;

/// Tokens `first..=last` are a name, because of `why`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) why: Why,
    pub(crate) confidence: u8,
    /// It stands with a public function.
    pub(crate) official: bool,
    /// Its last letter is the `s` of what belongs to someone: `Koks verklaring`.
    pub(crate) genitive: bool,
}

/// Every name that a rule finds, in order, without overlap: what is found first stays.
pub(crate) fn find(tokens: &[Token<'_>]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        // With a small word of no list only a name in small letters opens, and with a sign none.
        let plain = token.lists == 0 && !token.is_capital();
        let mentions = if plain { in_small(tokens, at) } else { named(tokens, at) };
        match mentions.filter(|mentions| !mentions.is_empty()) {
            Some(mentions) => {
                at = mentions.last().map_or(at, |mention| mention.last).max(at) + 1;
                found.extend(mentions);
            }
            None => at += 1,
        }
    }
    found
}

/// The names that open at `at`, by the first rule that finds any.
fn named(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    titled(tokens, at)
        .or_else(|| signed(tokens, at))
        .or_else(|| listed(tokens, at))
        .or_else(|| speaks(tokens, at))
        .or_else(|| initials(tokens, at))
        .or_else(|| turned(tokens, at))
        .or_else(|| reversed(tokens, at))
        .or_else(|| doubled(tokens, at))
        .or_else(|| shortened(tokens, at))
        .or_else(|| in_small(tokens, at))
        .or_else(|| prefixed(tokens, at))
        .or_else(|| by_list(tokens, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let tokens = crate::token::tokens(text);
        let span = |mention: Mention| {
            text.get(tokens[mention.first].start..tokens[mention.last].end()).unwrap().to_owned()
        };
        find(&tokens).into_iter().map(span).collect()
    }

    #[test]
    fn titles() {
        assert_eq!(found("Mevrouw Van der Linden-Aksoy belde."), ["Van der Linden-Aksoy"]);
        assert_eq!(found("de heer en mevrouw J. de Vries kwamen"), ["J. de Vries"]);
        assert_eq!(found("dhr. drs. P.J. Bakker en mw. Koning"), ["P.J. Bakker", "Koning"]);
        assert_eq!(found("wethouder De Bakker zegt"), ["De Bakker"]);
        assert_eq!(found("mevrouw de vries en meneer jansen"), ["de vries", "jansen"]);
        assert_eq!(found("haar zoon Bilal is"), ["Bilal"]);
        assert_eq!(found("de heer des huizes en mevrouw de voorzitter, de man Gaat"), [""; 0]);
    }

    #[test]
    fn initials_and_lists() {
        assert_eq!(found("door A. Yılmaz en J.P.M. van 't Hof."), ["A. Yılmaz", "J.P.M. van 't Hof"]);
        assert_eq!(found("Jansen, J.P. en Berg, A. van der"), ["Jansen, J.P.", "Berg, A. van der"]);
        assert_eq!(
            found("Aan: Groen, Peter <p@x.nl>, Aalbers G.J. en v.d. Hoek T."),
            ["Groen, Peter", "Aalbers G.J.", "v.d. Hoek T."]
        );
        assert_eq!(
            found("bij Schouten-van Rijn en mevrouw P.C. Koning - van den Akker"),
            ["Schouten-van Rijn", "P.C. Koning - van den Akker"]
        );
        assert_eq!(found("de heer K. en mevrouw A. A."), ["K.", "A. A."]);
        assert_eq!(found("1) Groen, Peter: ziek\n2) Bakker, Anna: weg"), ["Groen, Peter", "Bakker, Anna"]);
        assert_eq!(found("De consulent, Fokkens, noemde dat"), ["Fokkens"]);
        assert_eq!(
            found("gesproken met Fatima el Idrissi over Jan Willem de Boer"),
            ["Fatima el Idrissi", "Jan Willem de Boer"]
        );
        assert_eq!(
            found("de machtiging van Van den Berg en de brief van De Groot"),
            ["Van den Berg", "De Groot"]
        );
        assert_eq!(found("tekenaar Peter van Gucht van Studio Noord"), ["Peter van Gucht"]);
        assert_eq!(found("een boek in het Frans, een winkel op de Meir"), [""; 0]);
        assert_eq!(found("Zie bijlage B. Bakker komt. In Nederland Werkt men."), [""; 0]);
    }

    #[test]
    fn places_where_people_stand() {
        assert_eq!(
            found("Aanwezig: Jansen (voorzitter), De Vries en A. Kaya\nAfwezig: Smit"),
            ["Jansen", "De Vries", "A. Kaya", "Smit"]
        );
        assert_eq!(found("Jansen (PvdA): ik vraag\nBesluit: akkoord"), ["Jansen"]);
        assert_eq!(found("Met vriendelijke groet,\n\nSanne de Wit\nconsulent"), ["Sanne de Wit"]);
        assert_eq!(
            found("Hoogachtend,\nhet college van burgemeester en wethouders,\nmr. K. Post, secretaris"),
            ["K. Post"]
        );
    }
}
