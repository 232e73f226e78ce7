//! Whether a sentence speaks of someone: a town or a sickness in it is then theirs, and in another sentence nobody's.

use crate::finding::Kind;
use crate::hit::Hit;
use crate::token::{Gap, Shape, Token};
use crate::words;

/// The sentences of a text, and which of them speak of someone.
pub(crate) struct Sentences {
    /// The sentence of each token.
    of: Vec<usize>,
    about: Vec<bool>,
}

impl Sentences {
    /// Whether the sentence of the token at `index` names or points at a person.
    pub(crate) fn speaks_of_someone(&self, index: usize) -> bool {
        self.of.get(index).and_then(|sentence| self.about.get(*sentence)).copied().unwrap_or(false)
    }
}

/// After *zijn* these say that it is the verb: *zijn er*, *zijn wij*, *zijn de*.
const AFTER_VERB: &[&str] = &[
    "er", "wij", "we", "zij", "ze", "jullie", "u", "de", "het", "deze", "die", "dat", "dit", "een", "geen",
    "niet", "ook", "al", "in", "op", "aan", "van", "voor", "met", "om", "bij", "door", "te", "nog", "wel",
    "dan", "hier",
];

/// Up to so many words after one about someone in the same line, a sentence that names nobody is about them too:
/// `Doornbos, 7 mei 1966. Longemfyseem. Geen plicht.`
const SHORT: usize = 8;

/// Cuts `tokens` in sentences and looks for people in them.
pub(crate) fn sentences(tokens: &[Token<'_>], hits: &[Hit]) -> Sentences {
    let mut of: Vec<usize> = Vec::with_capacity(tokens.len());
    let mut about = vec![false];
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        // A line that breaks off between two words goes on below; after a sign, or before a capital, something begins.
        let goes_on = token.shape == Shape::Lower && before.is_some_and(Token::is_word);
        if token.gap == Gap::Break && !goes_on {
            about.push(false);
        }
        if let Some(here) = about.last_mut() {
            *here |= token.is_a(words::SOMEONE) || token.is("zijn") && is_possessive(tokens.get(index + 1));
        }
        of.push(about.len() - 1);
        // `dhr. Bos`, `geb. 1980`: a full stop that shortens a word ends nothing.
        let shortens = token.text == "."
            && (before
                .is_some_and(|before| before.is_a(words::TITLES) || before.is("geb") || before.is("nr"))
                || tokens
                    .get(index + 1)
                    .is_some_and(|next| next.shape == Shape::Lower && next.gap < Gap::Break));
        if matches!(token.text, "." | "!" | "?" | ";") && !shortens {
            about.push(false);
        }
    }
    for hit in hits.iter().filter(|hit| matches!(hit.kind, Kind::Person | Kind::Signature | Kind::Bsn)) {
        let at = tokens.partition_point(|token| token.start < hit.start);
        if let Some(here) = of.get(at).and_then(|sentence| about.get_mut(*sentence)) {
            *here = true;
        }
    }
    inherit(tokens, &of, &mut about);
    Sentences { of, about }
}

/// Short sentences are about whom the one before them in the same line is about.
fn inherit(tokens: &[Token<'_>], of: &[usize], about: &mut [bool]) {
    let mut first = 0;
    for sentence in of.chunk_by(|one, other| one == other) {
        let goes_on = tokens.get(first).is_some_and(|token| token.gap < Gap::Break);
        let words = tokens.iter().skip(first).take(sentence.len()).filter(|token| token.is_word()).count();
        first += sentence.len();
        let Some(number) = sentence.first() else { continue };
        let before = number.checked_sub(1).and_then(|before| about.get(before)).copied().unwrap_or(false);
        if let Some(here) = about.get_mut(*number).filter(|_| goes_on && words <= SHORT) {
            *here |= before;
        }
    }
}

/// `zijn moeder`, and not `zijn er`, `zijn gebeld`.
fn is_possessive(next: Option<&Token<'_>>) -> bool {
    next.is_some_and(|next| next.is_word() && !next.is_any(AFTER_VERB) && !next.text.starts_with("ge"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(text: &str) -> bool {
        let tokens = crate::token::tokens(text);
        sentences(&tokens, &[]).speaks_of_someone(0)
    }

    #[test]
    fn someone_or_nobody() {
        for text in ["Gisteren was zij ziek.", "Ook zijn moeder kwam.", "In de buurt woont mevrouw Bos."] {
            assert!(about(text), "{text}");
        }
        for text in
            ["Er zijn geen vragen.", "Vandaag zijn de stukken verzonden. Zij belt.", "Ziekte kost geld."]
        {
            assert!(!about(text), "{text}");
        }
    }

    #[test]
    fn a_short_sentence_goes_on_about_the_same() {
        let last = |text: &str| {
            let tokens = crate::token::tokens(text);
            sentences(&tokens, &[]).speaks_of_someone(tokens.len() - 1)
        };
        assert!(last("Zij woont alleen. Reuma. Geen auto"));
        assert!(!last("Zij woont alleen.\nGeen auto"));
        assert!(!last(
            "Zij woont alleen. Het college stelde op de tweede dag van deze maand alle regels opnieuw vast"
        ));
    }
}
