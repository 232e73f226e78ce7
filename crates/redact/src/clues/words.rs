//! The words that clues are made of. They lie in `words.txt`, read as those of names are; a word may stand in several lists.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::parts::Parts;
use crate::token::Token;
use crate::words;

static SOURCE: &str = include_str!("words.txt");

/// Whole words by their hash, and the ends of words.
struct Lexicon {
    whole: FxHashMap<u64, u64>,
    ends: Parts<u64>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut ends = Parts::default();
    for (word, list) in words::entries(SOURCE, NAMES) {
        if let Some(end) = word.strip_prefix('*') {
            *ends.place(end.chars().rev()) |= list;
        }
    }
    Lexicon { whole: words::table(SOURCE, NAMES), ends }
});

/// The lists in which a token stands.
pub(super) fn lists_of(token: &Token<'_>) -> u64 {
    if !token.is_word() {
        return 0;
    }
    let whole = LEXICON.whole.get(&token.hash).copied().unwrap_or(0);
    LEXICON.ends.opening(token.text.chars().rev()).fold(whole, |lists, list| lists | list)
}

/// Whether a word, or several joined by `_`, stands in `list`.
pub(super) fn is_in(word: &str, list: u64) -> bool {
    LEXICON.whole.get(&crate::hash::lower(word)).is_some_and(|lists| lists & list != 0)
}

words::lists! {
    pub(super) u64;
    /// Words for people that say nothing else of them.
    PEOPLE = "people", 0;
    /// Words for people that say what they are.
    GROUP = "group", 1;
    /// Adjectives that make a group of people smaller.
    ATTRIBUTE = "attribute", 2;
    /// Words for one person or one household.
    ONE = "one", 3;
    /// What is kept of one person: in one village a few of them are a few people.
    CASES = "cases", 4;
    /// Occupations of which a village has one or two.
    TRADE = "trade", 5;
    /// Words for relatives and neighbours.
    KIN = "kin", 6;
    /// Functions in public service.
    OFFICIALS = "officials", 7;
    /// What makes a function someone's past.
    FORMER = "former", 8;
    /// The same in one word.
    FORMER_FRONT = "former_front", 9;
    /// Who one can be a former one of, beside trades and functions.
    ONCE_WERE = "once_were", 10;
    /// Small places of work and meeting.
    SHOP = "shop", 11;
    /// Places to live that everybody knows.
    SPOT = "spot", 12;
    /// Words of having work.
    WORK = "work", 13;
    /// Events that everybody remembers.
    EVENT = "event", 14;
    /// What spreads the news.
    MEDIA = "media", 15;
    /// Being in it.
    SHOWN = "shown", 16;
    /// Words of which only one in a group can be meant.
    PEAK = "peak", 17;
    /// *de enige*
    ONLY = "only", 18;
    /// Pronouns for one person.
    THEY = "they", 19;
    /// Prepositions before a place.
    OF = "of", 20;
    /// Articles and what stands in their place.
    ARTICLE = "article", 21;
    /// What makes a number an average, a bound or a rough one.
    AVERAGE = "average", 22;
    /// Public bodies: working there points at nobody.
    BODIES = "bodies", 23;
    /// Abbreviations that look like initials.
    NOT_INITIALS = "not_initials", 24;
    /// Villages of the area where a few words are enough.
    SMALL_VILLAGE = "small_village", 25;
    /// Towns, villages and quarters of the area.
    VILLAGE = "village", 26;
    /// What somebody did or went through, in a clause.
    DEED = "deed", 27;
    /// Who is no longer there.
    MOURNED = "mourned", 28;
    /// Of a town or village of the area, as an adjective.
    LOCAL = "local", 29;
    /// Of whom there is one.
    VICTOR = "victor", 30;
    /// Circles that are small enough to know everybody in.
    CIRCLE = "circle", 31;
    /// Words for one person or household that say whom one sees, not what they are here for.
    INDIVIDUAL = "individual", 32;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_and_ends_are_read() {
        let lists = |word: &str| crate::token::tokens(word).first().map_or(0, lists_of);
        assert_eq!(lists("Weduwe"), GROUP | KIN | INDIVIDUAL);
        assert_eq!(lists("tienermoeders"), GROUP);
        assert_eq!(lists("agendapunten"), 0);
        assert!(is_in("tull_en_'t_waal", SMALL_VILLAGE) && !is_in("Utrecht", VILLAGE));
    }

    #[test]
    fn every_list_has_words() {
        for (name, list) in NAMES {
            assert!(words::entries(SOURCE, NAMES).any(|(_, of)| of == *list), "{name}");
        }
    }
}
