//! Only one can be meant: *de enige weduwe*, *die ene cliënt*, *de jongste statushouder van Lopik*, *die man met de hond*.

use super::scan::Scan;
use super::words::{
    ARTICLE, CIRCLE, GROUP, INDIVIDUAL, KIN, OF, OFFICIALS, ONE, ONLY, PEAK, PEOPLE, SMALL_VILLAGE, THEY,
    TRADE, VICTOR,
};
use super::{Found, Hint};

/// What opens at `at`, if anything does.
pub(super) fn only(scan: &Scan<'_>, at: usize) -> Option<Found> {
    sole(scan, at)
        .or_else(|| that_one(scan, at))
        .or_else(|| peak(scan, at))
        .or_else(|| rare(scan, at))
        .or_else(|| household(scan, at))
        .or_else(|| victor(scan, at))
}

/// `de enige Eritrese weduwe`, `als enige vrouw`, `zij is de enige in Lopik`.
fn sole(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, ARTICLE) && !scan.has_word(at, &["als"]) || !scan.is(at + 1, ONLY) {
        return None;
    }
    if let Some(noun) = scan.noun(at + 2, PEOPLE | GROUP | TRADE | KIN) {
        return Some(Found::new(Hint::Only, (at, tail(scan, noun)), 88));
    }
    // By itself it is a person only when the sentence is about one.
    let is_about_one = scan.sentence_has(at, THEY | ONE, at..at + 2);
    let points = scan.points(at + 2).filter(|_| is_about_one)?;
    Some(Found::new(Hint::Only, (at, points), 70))
}

/// `die ene cliënt`, and at the opening of a clause `die man met de hond`.
fn that_one(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.has_word(at, &["die", "dat"]) {
        return None;
    }
    if scan.has_word(at + 1, &["ene"]) {
        let noun = scan.noun(at + 2, PEOPLE | GROUP | TRADE | KIN)?;
        return Some(Found::new(Hint::Only, (at, tail(scan, noun)), 85));
    }
    let noun = scan.noun(at + 1, ONE)?;
    // After a noun or a comma it opens a clause about something else: `de brief die mevrouw van de balie stuurde`.
    let opens = scan.before(at).is_none_or(|before| {
        let word = scan.tokens.get(before);
        word.is_some_and(|word| {
            word.is_any(&["over", "met", "voor", "van", "bij", "aan", "naar", "en", "maar", "met", ":"])
        })
    });
    let says_which = scan.has_word(noun + 1, &["met"]) || scan.is(noun + 1, OF);
    (opens && says_which).then(|| Found::new(Hint::Only, (at, tail(scan, noun)), 72))
}

/// `de jongste statushouder van Lopik`, `de laatste bewoner van de Lekdijk`.
fn peak(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, ARTICLE) || !scan.is(at + 1, PEAK) {
        return None;
    }
    let noun = scan.noun(at + 2, ONE | GROUP | TRADE)?;
    let points = scan.points(noun + 1).or_else(|| scan.at_one_of(noun + 1, CIRCLE))?;
    Some(Found::new(Hint::Only, (at, points), 75))
}

/// `een Eritrese weduwe uit Cabauw`: in a small village two words are enough.
fn rare(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.has_word(at, &["een"]) {
        return None;
    }
    let noun = scan.noun(at + 1, PEOPLE | GROUP)?;
    let points = scan.at_place(noun + 1)?;
    let is_small = (noun + 2..=points)
        .any(|first| scan.is(first, SMALL_VILLAGE) || scan.is_small_village(first, points));
    let is_described = scan.is(noun, GROUP) || scan.says_what(at + 1..noun);
    (is_small && is_described).then(|| Found::new(Hint::Only, (at, points), 62))
}

/// `een gezin met zes kinderen uit Everdingen`, `het echtpaar met de achttien katten`.
fn household(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, ONE | KIN) || !scan.has_word(at + 1, &["met"]) {
        return None;
    }
    let article = scan.article(at);
    let is_children =
        |at: &usize| scan.has_word(*at, &["kinderen", "zonen", "zoons", "dochters", "tweeling", "drieling"]);
    if let Some(points) = (at + 2..at + 5).find(is_children).and_then(|children| scan.points(children + 1)) {
        return Some(Found::new(Hint::Only, (article.unwrap_or(at), points), 75));
    }
    let article = article.filter(|article| scan.has_word(*article, &["de", "het"]))?;
    let is_theirs = scan.has_word(at + 2, &["de", "het", "die", "dat"]) && scan.is(at, INDIVIDUAL);
    let with = (at + 3..at + 6)
        .find(|at| scan.tokens.get(*at).is_some_and(|token| token.is_word() && !token.text.ends_with('e')))?;
    let is_talk = (at + 3..=with).any(|at| scan.is(at, OFFICIALS | PEOPLE | CIRCLE | TRADE));
    (is_theirs && !is_talk && with < scan.sentence(at).1).then(|| Found::new(Hint::Only, (article, with), 60))
}

/// `de winnares van de ondernemersprijs`, `de turnkampioene`.
fn victor(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, VICTOR) {
        return None;
    }
    let article = scan.article(at).filter(|article| !scan.has_word(*article, &["een"]))?;
    let of = scan.has_word(at + 1, &["van"]);
    let last = if of && scan.is(at + 2, ARTICLE) {
        at + 3
    } else if of {
        at + 2
    } else {
        at
    };
    (last < scan.sentence(at).1).then(|| Found::new(Hint::Only, (article, last), if of { 68 } else { 58 }))
}

/// The noun with what still says which: `met de hond`, `uit Lopik`, `in de groep`.
fn tail(scan: &Scan<'_>, noun: usize) -> usize {
    if let Some(points) = scan.points(noun + 1) {
        return points;
    }
    let has_more = scan.has_word(noun + 1, &["met"]) || scan.is(noun + 1, OF);
    let article = has_more && scan.is(noun + 2, ARTICLE);
    let last = if article {
        noun + 3
    } else if has_more {
        noun + 2
    } else {
        noun
    };
    last.min(scan.sentence(noun).1.saturating_sub(1)).max(noun)
}
