//! Names by rule: what stands around them, and what they are made of. No statistics, no context beyond the line.

use super::words::{ATTENDANCE, CLOSINGS, KIN, NEVER, OFFICIALS, OPENING, PLACING, PREFIXES, ROLES, TITLES};
use crate::finding::Why;
use crate::lists::{self, Flags};
use crate::token::{Gap, Shape, Token};

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
    while at < tokens.len() {
        let mentions = titled(tokens, at)
            .or_else(|| signed(tokens, at))
            .or_else(|| listed(tokens, at))
            .or_else(|| speaks(tokens, at))
            .or_else(|| initials(tokens, at))
            .or_else(|| turned(tokens, at))
            .or_else(|| reversed(tokens, at))
            .or_else(|| doubled(tokens, at))
            .or_else(|| by_list(tokens, at));
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

/// `mevrouw Jansen`, `de heer en mevrouw J. van der Berg`, `wethouder De Vries`, `haar zoon Bilal`.
fn titled(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let token = tokens.get(at)?;
    if !token.is_word() || token.shape == Shape::Initial {
        return None;
    }
    let title = token.is_any(TITLES);
    let official = token.is_any(OFFICIALS);
    let role = official || token.is_any(ROLES);
    let kin = token.is_any(KIN);
    if !title && !role && !kin {
        return None;
    }
    let mut first = at + 1;
    // More titles, their full stops, and `en` between them.
    while let Some(next) = tokens.get(first) {
        let more = next.text == "." && next.gap == Gap::None
            || next.gap == Gap::Space && next.is_any(TITLES)
            || title && next.is("en") && tokens.get(first + 1).is_some_and(|after| after.is_any(TITLES))
            || title && next.text == "/" ;
        if !more {
            break;
        }
        first += 1;
    }
    let titled = title || (at + 1..first).any(|at| tokens.get(at).is_some_and(|token| token.is_any(TITLES)));
    let mut next = tokens.get(first).filter(|next| matches!(next.gap, Gap::Space | Gap::Wrap | Gap::None))?;
    if !titled && next.shape == Shape::Lower && next.is_any(PREFIXES) {
        // `de kinderen van Adriaan`, `de hertog van Parma`: after a function or kin it is a preposition.
        let name = tokens.get(first + 1)?;
        if kin && next.is("van") && name.flags.is_given() && name.flags.has(Flags::COMMON) && name.is_capital() {
            first += 1;
            next = name;
        } else if !official || !tokens.get(extent(tokens, first)?).is_some_and(|name| name.flags.is_family() && !name.flags.has(Flags::WORD | Flags::PROPER | Flags::TOWN | Flags::COUNTRY)) {
            return None;
        }
    }
    if let Some(last) = extent(tokens, first) {
        let only = tokens.get(first..=last)?;
        let listed = only.iter().any(|token| token.flags.has(Flags::FAMILY | Flags::MALE | Flags::FEMALE));
        let everyday = |token: &Token<'_>| token.flags.has(Flags::WORD | Flags::PROPER | Flags::TOWN | Flags::COUNTRY) && !token.flags.has(Flags::COMMON);
        let common = only.iter().filter(|token| token.is_capital()).all(everyday);
        let weak = !titled && (common || !listed && !official);
        let kin_only = kin && !only.iter().any(|token| token.flags.is_given() && !token.flags.has(Flags::WORD));
        if !weak && !(kin_only && !titled && !role) {
            let confidence = if titled { 97 } else if role { 90 } else { 85 };
            return Some(vec![Mention { first, last, why: Why::Title, confidence, official, genitive: false }]);
        }
    }
    // `de heer K.`: all that is left of a name is still a name.
    if titled && next.shape == Shape::Initial && next.gap != Gap::None {
        let second = tokens.get(first + 1).filter(|second| second.shape == Shape::Initial && second.gap == Gap::Space);
        let last = first + usize::from(second.is_some());
        return Some(vec![Mention { first, last, why: Why::Title, confidence: 85, official, genitive: false }]);
    }
    // `mevrouw jansen`, `dhr. de vries`: nothing in capitals.
    if titled && next.shape == Shape::Lower {
        let mut last = first;
        while tokens.get(last).is_some_and(|token| token.is_any(OPENING)) {
            last += 1;
        }
        let name = tokens.get(last).filter(|name| name.gap == Gap::Space && name.shape == Shape::Lower)?;
        let known = name.flags.is_family() || name.flags.is_given();
        let sure = known && (!name.flags.has(Flags::WORD) || name.flags.has(Flags::COMMON) && last > first);
        let unknown = !known && !name.flags.has(Flags::WORD) && last > first;
        if sure || unknown {
            return Some(vec![Mention { first, last, why: Why::Title, confidence: 80, official, genitive: false }]);
        }
    }
    None
}

/// The last token of the name that opens at `first`: capitals and initials, with prefixes between them.
pub(super) fn extent(tokens: &[Token<'_>], first: usize) -> Option<usize> {
    let mut at = first;
    let mut last = None;
    let mut words = 0;
    while let Some(token) = tokens.get(at) {
        let joined = at == first
            || matches!(token.gap, Gap::Space | Gap::Wrap)
            || token.gap == Gap::None && tokens.get(at - 1).is_some_and(|before| before.shape == Shape::Initial || before.text.ends_with('\''));
        if !joined || at - first > 7 {
            break;
        }
        if token.shape == Shape::Initial {
            // Initials after a surname belong to the next one, or to nobody.
            if words > 1 { break }
            last = Some(at);
        } else if token.text == "-" && token.gap == Gap::Space && last.is_some() && tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Space && (next.is_any(OPENING) || next.flags.is_family() && next.is_capital())) && opens_surname(tokens, at) {
            // `Koning - van den Akker`
            at += 1;
            continue;
        } else if matches!(token.shape, Shape::Lower | Shape::Title | Shape::Upper | Shape::Mixed) && token.is_any(PREFIXES) && opens_surname(tokens, at) {
            if token.is("van") && words > 0 && is_from(tokens, at) {
                break;
            }
            at += 1;
            continue;
        } else if matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed) && !token.is_any(NEVER) {
            if words >= 4 { break }
            // Nothing that only opens a new clause: `mevrouw Jansen Gisteren`.
            words += 1;
            last = Some(at);
        } else {
            break;
        }
        at += 1;
    }
    let found = last?;
    // Initials alone are no name here, unless they stand with a hyphenated or known word.
    (words > 0).then_some(found)
}

/// `Opstelten van Rotterdam`: a town or country after a surname is where someone is from; after a first name it may be one.
fn is_from(tokens: &[Token<'_>], at: usize) -> bool {
    let (Some(before), Some(name)) = (tokens.get(at - 1), tokens.get(at + 1)) else { return false };
    let place = name.flags.has(Flags::TOWN | Flags::COUNTRY) && !name.flags.has(Flags::COMMON);
    place && (!before.flags.is_given() && before.shape != Shape::Initial || name.flags.has(Flags::COUNTRY))
}

/// After the prefix at `at`, perhaps more of them, a capital follows.
fn opens_surname(tokens: &[Token<'_>], at: usize) -> bool {
    let mut next = at + 1;
    let placing = tokens.get(at).is_some_and(|token| token.shape == Shape::Lower && token.is_any(PLACING));
    if placing && !tokens.get(next).is_some_and(|token| token.is_any(&["'t", "den", "der", "ter"])) {
        return false;
    }
    while next < at + 4 {
        let Some(token) = tokens.get(next) else { return false };
        if !matches!(token.gap, Gap::Space | Gap::Wrap | Gap::None) {
            return false;
        }
        if matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed) && !token.is_any(PREFIXES) {
            return !token.is_any(NEVER);
        }
        if !token.is_any(PREFIXES) && token.text != "." {
            return false;
        }
        next += 1;
    }
    false
}

/// `J.P. van der Berg`, `A. Yılmaz`.
fn initials(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let token = tokens.get(at).filter(|token| token.shape == Shape::Initial)?;
    let last = extent(tokens, at)?;
    let opens = at.checked_sub(1).and_then(|before| tokens.get(before));
    // `vitamine C. Jansen` and `bijlage B. Zie ook`: one letter after a small word, then a word that is no name.
    let name = tokens.get(at + 1..=last)?.iter().rfind(|token| token.is_capital())?;
    let single = token.text.len() <= 2 && last == at + 1;
    let doubtful = single && name.flags.has(Flags::WORD) && !name.flags.has(Flags::COMMON);
    let numbered = opens.is_some_and(|before| before.is_any(&["bijlage", "optie", "punt", "variant", "categorie", "vitamine", "deel", "groep", "lid"]));
    let row = token.gap == Gap::Break && single && !name.flags.is_family();
    (!doubtful && !numbered && !row).then(|| vec![Mention { first: at, last, why: Why::Initials, confidence: 93, official: false, genitive: false }])
}

/// `Jansen, J.P.` and `Berg, A. van der`.
fn turned(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let surname = tokens.get(at).filter(|token| matches!(token.shape, Shape::Title | Shape::Upper))?;
    let comma = tokens.get(at + 1)?;
    let given = tokens.get(at + 2).filter(|token| token.gap == Gap::Space)?;
    let family = surname.text.split('-').any(|part| lists::look_up(crate::hash::lower(part)).is_family());
    let full = given.shape == Shape::Title
        && given.flags.is_given()
        && (!given.flags.has(Flags::WORD) || given.flags.has(Flags::COMMON))
        && (!surname.flags.has(Flags::MALE | Flags::FEMALE | Flags::TOWN) || tokens.get(at + 3).is_some_and(|next| next.text == "<"))
        && tokens.get(at + 3).is_none_or(|next| next.gap == Gap::Break || matches!(next.text, "<" | "(" | ")" | ";" | "|"));
    let unknown = !surname.flags.has(Flags::WORD | Flags::PROPER | Flags::COUNTRY);
    let initial = given.shape == Shape::Initial && (family || unknown || given.text.len() > 3);
    if comma.text != "," || surname.is_any(NEVER) || !(initial || full && family) {
        return None;
    }
    let mut last = at + 2;
    while tokens.get(last + 1).is_some_and(|token| token.gap == Gap::Space && token.shape == Shape::Lower && token.is_any(OPENING)) {
        last += 1;
    }
    Some(vec![Mention { first: at, last, why: Why::Initials, confidence: 88, official: false, genitive: false }])
}

/// `Aalbers G.J.` and `v.d. Hoek T.`, as tables have it: a surname, then initials, then nothing of a name.
fn reversed(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let mut name = at;
    while tokens.get(name).is_some_and(|token| token.is_any(PREFIXES) || token.text == "." && token.gap == Gap::None) && name < at + 4 {
        name += 1;
    }
    let surname = tokens.get(name).filter(|token| matches!(token.shape, Shape::Title | Shape::Upper) && !token.is_any(NEVER))?;
    let initials = tokens.get(name + 1).filter(|token| token.shape == Shape::Initial && token.gap == Gap::Space)?;
    let opens = at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|before| !before.is_capital() && before.text != ",");
    let ends = tokens.get(name + 2).is_none_or(|next| next.gap >= Gap::Wrap || !next.is_capital());
    let likely = surname.flags.is_family() && (!surname.flags.has(Flags::WORD) || surname.flags.has(Flags::COMMON)) || initials.text.len() > 2 && !surname.flags.has(Flags::WORD);
    (opens && ends && likely).then(|| vec![Mention { first: at, last: name + 1, why: Why::Initials, confidence: 82, official: false, genitive: false }])
}

/// `Schouten-van Rijn` and `Haan-de Wit`: a double name whose second part has a prefix.
fn doubled(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let first = tokens.get(at).filter(|token| is_half(token))?;
    let last = extent(tokens, at).filter(|last| *last > at)?;
    let known = first.text.split('-').next().is_some_and(|part| !lists::look_up(crate::hash::lower(part)).has(Flags::WORD) || lists::look_up(crate::hash::lower(part)).has(Flags::COMMON));
    known.then(|| vec![Mention { first: at, last, why: Why::Initials, confidence: 85, official: false, genitive: false }])
}

/// The first part of a double name with the prefix of the second: `Schouten-van`.
fn is_half(token: &Token<'_>) -> bool {
    token.shape == Shape::Title && ["-van", "-de", "-den", "-der", "-ter", "-ten", "-el", "-von"].iter().any(|tail| token.text.ends_with(tail))
}

/// A first name of the list and a surname that is no common word: `Fatima el Idrissi`.
fn by_list(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let given = tokens.get(at).filter(|token| matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed))?;
    let first = given.flags.is_given() || given.text.split('-').all(|part| crate::lists::look_up(crate::hash::lower(part)).is_given());
    if !first || given.is_any(NEVER) || given.flags.has(Flags::WORD) && !given.flags.has(Flags::COMMON) || given.flags.has(Flags::COUNTRY) {
        return None;
    }
    let last = extent(tokens, at)?;
    let rest = tokens.get(at + 1..=last)?;
    if rest.is_empty() {
        return None;
    }
    let name = rest.iter().rfind(|token| token.is_capital())?;
    let likely = name.flags.is_family() || !name.flags.has(Flags::WORD | Flags::PROPER | Flags::TOWN | Flags::COUNTRY);
    let confidence = if given.flags.has(Flags::COMMON) && name.flags.is_family() { 92 } else { 80 };
    likely.then(|| vec![Mention { first: at, last, why: Why::List, confidence, official: false, genitive: false }])
}

/// Names under a closing formula: at most four short lines.
fn signed(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let closing = tokens.get(at).filter(|token| token.is_any(CLOSINGS))?;
    let mut found = Vec::new();
    let mut next = at + 1;
    if tokens.get(next).is_some_and(|token| matches!(token.text, "," | ":" | "." )) {
        next += 1;
    }
    // What follows on the same line is a sentence, unless it is a groet with a name behind it.
    let first = tokens.get(next)?;
    if first.gap != Gap::Break && !(closing.is_any(&["groet", "groeten", "groetjes", "w.g.", "wg", "getekend"])) {
        return None;
    }
    let mut lines = 0;
    while let Some(token) = tokens.get(next) {
        lines += usize::from(token.gap == Gap::Break);
        if lines > 6 || found.len() > 1 && lines > 4 {
            break;
        }
        let opens = token.gap == Gap::Break || next == at + 2 || next == at + 1;
        if opens && !token.is_any(NEVER) && !token.is_any(ROLES) && !token.is_any(OFFICIALS) {
            let skip = (next..next + 6).find(|at| tokens.get(*at).is_none_or(|token| !token.is_any(TITLES) && token.text != ".")).unwrap_or(next);
            if let Some(mentions) = turned(tokens, skip) {
                next = mentions.last().map_or(next, |mention| mention.last) + 1;
                found.extend(mentions);
                continue;
            }
            if let Some(last) = extent(tokens, skip) {
                let named = tokens.get(skip..=last)?;
                let good = named.iter().any(|token| token.shape == Shape::Initial || token.flags.has(Flags::FAMILY | Flags::MALE | Flags::FEMALE)) ;
                let words = named.iter().filter(|token| token.is_capital()).all(|token| token.flags.has(Flags::WORD) && !token.flags.has(Flags::COMMON));
                let whole = tokens.get(last + 1).is_none_or(|after| after.gap == Gap::Break || matches!(after.text, "," | "(" | "/" | "-"));
                if good && !words && whole {
                    found.push(Mention { first: skip, last, why: Why::Signed, confidence: 94, official: false, genitive: false });
                    next = last + 1;
                    continue;
                }
            }
        }
        next += 1;
    }
    Some(found)
}

/// `Aanwezig: Jansen (voorzitter), De Vries, A. Yılmaz`.
fn listed(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let heading = tokens.get(at).filter(|token| token.is_any(ATTENDANCE))?;
    let opens = heading.gap >= Gap::Wrap || at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before.gap == Gap::Break || before.text == "|");
    let colon = (at + 1..at + 4).find(|at| tokens.get(*at).is_some_and(|token| matches!(token.text, ":" | "|")))?;
    if !opens {
        return None;
    }
    let strict = !heading.is_any(&["aanwezig", "aanwezigen", "afwezig", "deelnemers", "afwezigen", "verhinderd", "afgemeld", "notulist", "notuliste", "leden", "genodigden", "naam", "achternaam", "voornaam", "voornamen", "roepnaam"]);
    let mut found = Vec::new();
    let mut next = colon + 1;
    let mut open = true;
    let mut lines = 0;
    while let Some(token) = tokens.get(next) {
        if token.gap == Gap::Break && next > colon + 1 {
            lines += 1;
            let bullet = matches!(token.text, "-" | "•" | "*" | "–");
            if lines > 1 && !bullet || !bullet && tokens.get(colon + 1).is_none_or(|first| first.gap != Gap::Break) || lines > 25 {
                break;
            }
        }
        if open {
            let skip = (next..next + 6).find(|at| tokens.get(*at).is_none_or(|token| !token.is_any(TITLES) && !(token.text == "." ) && !token.is_any(&["de", "en", "-", "•", "*", "–"]) || opens_surname(tokens, *at) && token.is_any(OPENING))).unwrap_or(next);
            if let Some(mentions) = turned(tokens, skip) {
                next = mentions.last().map_or(next, |mention| mention.last) + 1;
                found.extend(mentions);
                open = false;
                continue;
            }
            let last = extent(tokens, skip).filter(|last| tokens.get(skip..=*last).is_some_and(|named| is_likely(named, strict)));
            if let Some(last) = last {
                found.push(Mention { first: skip, last, why: Why::Attendance, confidence: 92, official: false, genitive: false });
                next = last + 1;
                open = false;
                continue;
            }
        }
        open = matches!(token.text, "," | ";" | "|" | "/") || token.is("en") || matches!(token.text, "-" | "•" | "*" | "–");
        if token.text == "." && token.gap == Gap::None && !found.is_empty() {
            break;
        }
        next += 1;
    }
    Some(found)
}

/// Could be a name where names stand: some word of it is in a list of names, or none of them is a Dutch word.
fn is_likely(named: &[Token<'_>], strict: bool) -> bool {
    let capitals = || named.iter().filter(|token| token.is_capital() && token.shape != Shape::Initial);
    let initial = named.iter().any(|token| token.shape == Shape::Initial);
    let listed = capitals().any(|token| token.flags.has(Flags::FAMILY | Flags::MALE | Flags::FEMALE) && !token.flags.has(Flags::WORD | Flags::TOWN | Flags::COUNTRY) || token.flags.has(Flags::COMMON));
    let none = capitals().all(|token| !token.flags.has(Flags::WORD | Flags::PROPER | Flags::TOWN | Flags::COUNTRY) && token.shape == Shape::Title);
    initial || listed || none && !strict
}

/// `De heer Jansen:` is a title; `Jansen (PvdA):` and `Jansen:` at the front of a line speak.
fn speaks(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let token = tokens.get(at).filter(|token| token.gap == Gap::Break && token.is_word() && token.shape != Shape::Lower)?;
    if token.is_any(ATTENDANCE) {
        return None;
    }
    let last = extent(tokens, at)?;
    let named = tokens.get(at..=last)?;
    let next = tokens.get(last + 1)?;
    let labelled = next.text == ":" && next.gap == Gap::None
        || next.text == "(" && (last + 2..last + 6).any(|at| tokens.get(at).is_some_and(|token| token.text == ")") && tokens.get(at + 1).is_some_and(|token| token.text == ":"));
    (labelled && is_likely(named, true)).then(|| vec![Mention { first: at, last, why: Why::Attendance, confidence: 88, official: false, genitive: false }])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let tokens = crate::token::tokens(text);
        let span = |mention: Mention| text[tokens[mention.first].start..tokens[mention.last].end()].to_owned();
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
        assert_eq!(found("Aan: Groen, Peter <p@x.nl>, Aalbers G.J. en v.d. Hoek T."), ["Groen, Peter", "Aalbers G.J.", "v.d. Hoek T."]);
        assert_eq!(found("bij Schouten-van Rijn en mevrouw P.C. Koning - van den Akker"), ["Schouten-van Rijn", "P.C. Koning - van den Akker"]);
        assert_eq!(found("de heer K. en mevrouw A. A."), ["K.", "A. A."]);
        assert_eq!(found("gesproken met Fatima el Idrissi over Jan Willem de Boer"), ["Fatima el Idrissi", "Jan Willem de Boer"]);
        assert_eq!(found("Zie bijlage B. Bakker komt. In Nederland Werkt men."), [""; 0]);
    }

    #[test]
    fn places_where_people_stand() {
        assert_eq!(found("Aanwezig: Jansen (voorzitter), De Vries en A. Kaya\nAfwezig: Smit"), ["Jansen", "De Vries", "A. Kaya", "Smit"]);
        assert_eq!(found("Jansen (PvdA): ik vraag\nBesluit: akkoord"), ["Jansen"]);
        assert_eq!(found("Met vriendelijke groet,\n\nSanne de Wit\nconsulent"), ["Sanne de Wit"]);
        assert_eq!(found("Hoogachtend,\nhet college van burgemeester en wethouders,\nmr. K. Post, secretaris"), ["K. Post"]);
    }
}
