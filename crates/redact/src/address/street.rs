//! The name of a street before the number of a house, and a street where someone lives.

use super::number::addition;
use super::words::{
    ABBREVIATIONS, ADJECTIVES, CUES, DIRECTIONS, FRONTS, INSIDE, LIVES, MONTHS, NEIGHBOURS, NOT_STREETS,
    PLAIN, SUFFIXES, SURE,
};
use crate::finding::{Kind, Why};
use crate::hit::Hit;
use crate::lists::Flags;
use crate::token::{Gap, Shape, Token};

/// The address whose house number stands at `number`.
pub(super) fn with_number(tokens: &[Token<'_>], number: usize, postcodes: &[(usize, usize)]) -> Option<Hit> {
    let last = before_number(tokens, number)?;
    if last + 1 < number
        && let Some(hit) = of_neighbour(tokens, last + 1, number)
    {
        return Some(hit);
    }
    let name = tokens.get(last).filter(|token| token.is_word() || token.text == ".")?;
    let several = first_of(tokens, last) < last && SUFFIXES.iter().any(|suffix| name.is(suffix));
    let is_month = MONTHS.iter().any(|month| name.is(month));
    let gap = tokens.get(number)?.gap;
    let apart = matches!(gap, Gap::Space | Gap::Wrap)
        || gap == Gap::Break && (last + 1 < number || is_broken_off(tokens, last, number));
    if !apart || !several && (is_month || name.is_any(NOT_STREETS)) {
        return None;
    }
    let (name, last) = if name.text == "." {
        // `Dorpsstr. 12`
        let shortened = tokens.get(last.checked_sub(1)?)?;
        let small = shortened.text.to_lowercase();
        if !small.ends_with("str")
            && !small.ends_with("ln")
            && !small.ends_with("wg")
            && !small.ends_with("pln")
        {
            return None;
        }
        (shortened, last - 1)
    } else {
        (name, last)
    };
    let end = addition(tokens, number);
    let postcode = follows(tokens, end, postcodes);
    let first = behind_town(tokens, first_of(tokens, last), last);
    let small = bare(tokens, first, last, name);
    if !postcode && ["ering", "ading", "eling", "uring", "iging"].iter().any(|tail| small.ends_with(tail))
        || MONTHS.iter().any(|month| tokens.get(number + 1).is_some_and(|next| next.is(month)))
    {
        return None;
    }
    let rank = rank(&small);
    let sure = rank.is_some_and(|rank| rank < SURE);
    let capital = tokens.get(first..=last)?.iter().any(Token::is_capital);
    let own_word = SUFFIXES.iter().take(SURE).any(|suffix| small == *suffix) && first < last;
    let named = first < last && tokens.get(first).is_some_and(|token| token.is_any(FRONTS));
    let cue = cued(tokens, first);
    // `wonende De Tol 16-I`: said so right before it.
    let said = first.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
        before.is_any(&["wonende", "woonachtig"]) || before.text.to_ascii_lowercase().ends_with("adres")
    });
    let town = is_before_town(tokens, end);
    // `Dr. Kuyperlaan 3`: surer than that a doctor is called Kuyperlaan.
    let shortened = first < last && tokens.get(first + 1).is_some_and(|token| token.text == ".");
    let confidence = match (capital, sure || own_word || named, rank.is_some(), postcode, cue) {
        (_, _, _, true, _) if capital || sure => 98,
        (true, true, ..) if shortened => 98,
        (true, true, ..) => 95,
        (true, _, true, _, true) => 92,
        (true, ..) if said && !name.flags.has(Flags::COUNTRY) => 96,
        // `Bos (Populier 5)`
        (true, ..) if is_bracketed(tokens, first, end) => 66,
        // `Jansen, Graspieper 18, IJsselstein`
        (true, ..) if town && !name.flags.has(Flags::COUNTRY | Flags::TOWN) => 85,
        (true, _, _, _, true) if !name.flags.has(Flags::COUNTRY) && tokens.get(first)?.start > 0 => 75,
        (true, _, true, ..) if !name.flags.has(Flags::WORD | Flags::TOWN | Flags::COMMON) => 72,
        // In small letters: only what cannot be anything else.
        (false, true, _, _, true) if first == last => 80,
        (false, true, ..) if first == last && small.len() > 7 && rank.is_some_and(|rank| rank < PLAIN) => 70,
        _ => return None,
    };
    hit(tokens, first, end, confidence, if cue { Why::Cue } else { Why::Form })
}

/// `woont in de Kerkstraat`: where someone lives, without a number. Only streets that end in a word for one.
pub(super) fn alone(tokens: &[Token<'_>], last: usize) -> Option<Hit> {
    let name = tokens.get(last).filter(|name| name.is_capital())?;
    if !SUFFIXES.iter().take(PLAIN).any(|suffix| ends_with(name.text, suffix)) {
        return None;
    }
    let next = tokens.get(last + 1).filter(|next| next.gap < Gap::Break);
    let first = first_of(tokens, last);
    let rank = rank(&bare(tokens, first, last, name));
    if rank.is_none_or(|rank| rank >= PLAIN)
        || next.is_some_and(|next| next.shape == Shape::Number || next.text == "-" || next.text == ".")
            && tokens.get(last + 2).is_some_and(|after| after.shape == Shape::Number)
        || next.is_some_and(|next| next.shape == Shape::Number || next.shape == Shape::Title)
    {
        return None;
    }
    let before = tokens.get(first.saturating_sub(5)..first)?;
    let join = before.iter().rposition(|token| token.is_any(&["in", "aan", "op", "naar", "van", "uit"]))?;
    let small = before.get(join + 1..)?.iter().all(|token| token.is_any(&["de", "het", "een"]));
    let lives = before.get(..join)?.iter().any(|token| token.is_any(LIVES) && token.gap < Gap::Break);
    if small && lives { hit(tokens, first, last, 68, Why::Cue) } else { None }
}

/// Whether a word ends with `end`, in whatever letters of the alphabet.
fn ends_with(word: &str, end: &str) -> bool {
    let (word, end) = (word.as_bytes(), end.as_bytes());
    word.len()
        .checked_sub(end.len())
        .and_then(|at| word.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

fn hit(tokens: &[Token<'_>], first: usize, last: usize, confidence: u8, why: Why) -> Option<Hit> {
    let (start, end) = (tokens.get(first)?.start, tokens.get(last)?.end());
    Some(Hit { kind: Kind::Address, start, end, confidence, why })
}

/// The token before the number, or before what says that it is one: `Kerkstraat nr. 12`, `Kerkstraat, huisnummer: 12`,
/// `Straat: Kerkstraat | Huisnummer: 12`.
fn before_number(tokens: &[Token<'_>], number: usize) -> Option<usize> {
    let mut last = number.checked_sub(1)?;
    let sign = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.text, "." | ":" | "|"));
    let mut word = last;
    while sign(word) && word > 0 && number - word < 3 {
        word -= 1;
    }
    if tokens
        .get(word)
        .is_some_and(|token| token.is_any(&["nr", "nummer", "no", "huisnr", "huisnummer", "num"]))
    {
        last = word.checked_sub(1)?;
        if tokens.get(last).is_some_and(|token| matches!(token.text, "," | "|" | ";" | "(")) {
            last = last.checked_sub(1)?;
        }
    }
    Some(last)
}

/// `de buurvrouw van nr. 38`: the street is known, so the number is an address. `label` is the word before the number.
fn of_neighbour(tokens: &[Token<'_>], label: usize, number: usize) -> Option<Hit> {
    let join = tokens.get(label.checked_sub(1)?)?;
    let before = tokens.get(label.saturating_sub(7)..label)?;
    let neighbour = before.iter().any(|token| token.is_any(NEIGHBOURS) || token.is_a(crate::words::TITLES));
    if join.is_any(&["van", "op"]) && neighbour && tokens.get(label)?.is_any(&["nr", "nummer", "huisnummer"])
    {
        hit(tokens, label, addition(tokens, number), 70, Why::Cue)
    } else {
        None
    }
}

/// The last word of the street's name in small letters, without a direction behind it and without what makes it small.
fn bare(tokens: &[Token<'_>], first: usize, last: usize, name: &Token<'_>) -> String {
    let mut small = name.text.to_lowercase();
    if let Some((front, direction)) = small.split_once('-') {
        // `Industrieweg-Noord 7`
        if DIRECTIONS.contains(&direction) {
            small.truncate(front.len());
        }
    } else if DIRECTIONS.contains(&small.as_str()) && first < last {
        small = tokens.get(last - 1).map_or(small, |token| token.text.to_lowercase());
    }
    // `Hofgrachtje`, `Eikenlaantje`, `Kerkpaadje`
    for (tail, instead) in [("paadje", "pad"), ("tje", ""), ("je", "")] {
        if let Some(front) = small.strip_suffix(tail) {
            let whole = format!("{front}{instead}");
            if rank(&whole).is_some() {
                return whole;
            }
        }
    }
    small
}

/// Whether a word is the name of a street, even without a number: `Dorpsstraat`, not `straat` or `Plein`.
pub(crate) fn is_street(token: &Token<'_>) -> bool {
    token.is_capital() && rank(&token.text.to_lowercase()).is_some_and(|rank| rank < PLAIN)
}

fn rank(small: &str) -> Option<usize> {
    SUFFIXES.iter().position(|suffix| small.ends_with(suffix) && small.len() > suffix.len() + 1)
}

/// A word for an address, at most one word before the street; or one for living further before it: `woont sinds 2012 op`.
fn cued(tokens: &[Token<'_>], first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let is_address =
        |token: &Token<'_>| token.is_any(CUES) || token.text.to_ascii_lowercase().ends_with("adres");
    let near = tokens.get(before.saturating_sub(1)..=before).unwrap_or_default();
    let clause = tokens.get(first.saturating_sub(FAR)..before).unwrap_or_default();
    let ends = |token: &Token<'_>| matches!(token.text, "." | ";" | "?" | "!") || token.gap == Gap::Break;
    let join = tokens
        .get(before)
        .is_some_and(|token| token.is_any(&["op", "aan", "in", "naar"]) || token.text == ",");
    let lives = clause.iter().rev().take_while(|token| !ends(token)).any(|token| token.is_any(LIVES));
    near.iter().any(is_address) || join && lives
}

/// Whether it stands in brackets, behind a word with a capital, and can be no year.
fn is_bracketed(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let opens = first >= 2 && tokens.get(first - 1).is_some_and(|token| token.text == "(");
    let behind = tokens.get(first.saturating_sub(2)).is_some_and(|name| name.shape == Shape::Title);
    let closes = tokens.get(end + 1).is_some_and(|token| matches!(token.text, ")" | ","));
    let year = tokens.get(end).is_some_and(|number| {
        number.text.len() == 4 && (number.text.starts_with("19") || number.text.starts_with("20"))
    });
    opens && behind && closes && !year
}

/// Whether a comma and a town of the list follow, and nothing more.
fn is_before_town(tokens: &[Token<'_>], end: usize) -> bool {
    let comma = tokens.get(end + 1).is_some_and(|token| token.text == ",");
    let town = tokens.get(end + 2).filter(|town| comma && town.gap == Gap::Space && town.is_capital());
    let closes = tokens.get(end + 3).is_none_or(|next| !next.is_word() || next.gap == Gap::Break);
    town.is_some_and(|town| {
        town.flags.has(Flags::TOWN) && !town.flags.has(Flags::COUNTRY | Flags::WORD | Flags::FAMILY) && closes
    })
}

/// At most so many words before a street says a word that someone lives there.
const FAR: usize = 7;

/// Whether the line ends between a street and its number: after a sure street, before what cannot be another number.
fn is_broken_off(tokens: &[Token<'_>], last: usize, number: usize) -> bool {
    let street = tokens.get(last).is_some_and(|token| {
        token.is_capital() && rank(&token.text.to_lowercase()).is_some_and(|rank| rank < PLAIN)
    });
    let next = tokens.get(addition(tokens, number) + 1);
    street
        && next.is_some_and(|next| next.text == "," || next.gap == Gap::Break || next.is_any(&["te", "in"]))
}

/// `te Culemborg aan de Fluitekruid 56`: the town is no part of the street.
fn behind_town(tokens: &[Token<'_>], first: usize, last: usize) -> usize {
    let before = first.checked_sub(1).and_then(|before| tokens.get(before));
    let town = tokens.get(first).is_some_and(|token| token.flags.has(Flags::TOWN));
    let aan = tokens.get(first + 1).is_some_and(|token| token.is_any(&["aan", "op", "in"]));
    if !(town && aan && before.is_some_and(|before| before.is_any(&["te", "in"]))) {
        return first;
    }
    let article = usize::from(tokens.get(first + 2).is_some_and(|token| token.is_any(&["de", "het"])));
    (first + 2 + article).min(last)
}

/// The first word of the street that ends at `last`: capitals, with small words between them.
fn first_of(tokens: &[Token<'_>], last: usize) -> usize {
    let mut first = last;
    let mut at = last;
    while let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) {
        let dotted = before.text == "."
            && at >= 2
            && tokens.get(at - 2).is_some_and(|token| token.is_any(ABBREVIATIONS) || is_son_of(token));
        let glued = tokens.get(at).is_some_and(|token| {
            matches!(token.gap, Gap::Space | Gap::Wrap)
                || token.gap == Gap::None
                    && (before.shape == Shape::Initial || before.text.starts_with('\'') || dotted)
        });
        if !glued || last - at > 6 {
            break;
        }
        at -= 1;
        if dotted {
            // `Burg. Van Zwietenlaan`
            at -= 1;
            first = at;
            continue;
        }
        let opens = matches!(before.shape, Shape::Title | Shape::Initial | Shape::Upper | Shape::Mixed);
        let number = before.shape == Shape::Number && opens_with_number(before, tokens.get(at + 1));
        if number || opens && !is_no_street(before, tokens, at) {
            first = at;
        } else if INSIDE.contains(&before.text) {
            // Counts only if a capital stands before it, or it opens the name as in `'t Zand 3`.
            if before.text.starts_with('\'') {
                first = at;
            }
        } else {
            break;
        }
    }
    first
}

/// `Pietersz.`, `Jansz.`: the father's name, shortened.
fn is_son_of(token: &Token<'_>) -> bool {
    token.shape == Shape::Title && token.text.len() > 4 && token.text.ends_with("sz")
}

/// `2e Dwarsstraat`, `1ste Hogeweg`, `8 Oktoberplein`.
fn opens_with_number(number: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let ordinal = number.text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let small = next.map_or_else(String::new, |next| next.text.to_lowercase());
    ["e", "E", "ste", "de"].contains(&ordinal)
        || ordinal.is_empty()
            && MONTHS.iter().any(|month| small.starts_with(month) && small.len() > month.len())
}

/// A capital word before a street that opens the sentence, not the name: `Aan de Kerkstraat 3`, `Adres Kerkstraat 3`.
fn is_no_street(token: &Token<'_>, tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let shortened = at >= 2 && tokens.get(at - 2).is_some_and(|token| token.is_any(ABBREVIATIONS));
    let opens = token.gap == Gap::Break
        || !shortened
            && before.is_some_and(|before| matches!(before.text, "." | ":" | "?" | "!" | ";" | "|"));
    let common = token.flags.has(Flags::WORD) && !token.flags.has(Flags::COMMON) && opens;
    // After `Adres:` no sentence opens.
    let labelled = before.is_some_and(|before| before.text == ":") && cued(tokens, at) && token.is("het");
    common && !labelled && !token.is_any(ADJECTIVES) || token.is_any(CUES)
}

/// Whether a postcode follows the token at `last`, at most a sign, a label or a line further.
fn follows(tokens: &[Token<'_>], last: usize, postcodes: &[(usize, usize)]) -> bool {
    let passed = |token: &Token<'_>| {
        matches!(token.text, "," | "|" | "(" | "-" | ";" | ":" | "NL") || token.is("postcode")
    };
    let next = tokens.iter().skip(last + 1).take(4).find(|token| !passed(token));
    next.is_some_and(|next| postcodes.binary_search_by_key(&next.start, |(start, _)| *start).is_ok())
}
