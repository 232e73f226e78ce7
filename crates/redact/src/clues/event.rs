//! What everybody remembers or read: *het gezin van de brand*, *stond in de krant*.

use super::scan::Scan;
use super::words::{
    ARTICLE, CIRCLE, DEED, EVENT, GROUP, INDIVIDUAL, KIN, MEDIA, OFFICIALS, ONE, PEOPLE, SHOWN, THEY, TRADE,
};
use super::{Found, Hint};
use crate::token::Shape;

/// How many words a clause with an event may take.
const CLAUSE: usize = 9;

pub(super) fn event(scan: &Scan<'_>, at: usize) -> Option<Found> {
    remembered(scan, at).or_else(|| read(scan, at)).or_else(|| told(scan, at))
}

/// `het gezin van de brand in de Voorstraat`, `de man die de overval heeft gepleegd`.
fn remembered(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, PEOPLE | GROUP | KIN | TRADE | ONE) {
        return None;
    }
    let joins =
        scan.has_word(at + 1, &["van", "bij", "na", "door", "uit", "achter"]) && scan.is(at + 2, ARTICLE);
    let clause = scan.has_word(at + 1, &["die", "dat"])
        || scan.has_word(at + 1, &[","]) && scan.has_word(at + 2, &["die"]);
    let event = if joins {
        scan.next(at + 3, 2, EVENT | MEDIA)?
    } else if clause {
        scan.next(at + 2, CLAUSE, EVENT | DEED)?
    } else {
        return None;
    };
    let article = scan.article(at);
    // `een klant die is veroordeeld` is anybody; `de klant die is veroordeeld` is somebody.
    if clause && article.is_none_or(|article| scan.has_word(article, &["een"])) && !scan.is(event, EVENT) {
        return None;
    }
    let first = article.unwrap_or(at);
    Some(Found::new(Hint::Event, (first, scan.points_on(event)), 83))
}

/// `stond vorige week in de krant`, about somebody.
fn read(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, SHOWN) {
        return None;
    }
    let medium = scan.next(at + 1, 6, MEDIA)?;
    let joins = (at + 1..medium).any(|between| scan.has_word(between, &["in", "op", "uit", "van", "via"]));
    let is_about_one = scan.sentence_has(at, ONE | THEY | KIN | TRADE, at..medium + 1);
    (joins && is_about_one).then(|| Found::new(Hint::Event, (at, medium), 70))
}

/// `de dame die vorig jaar het loket bezette`, `die mevrouw van de viskraam`: somebody of whom a story is known.
fn told(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, INDIVIDUAL | TRADE) {
        return None;
    }
    let article = scan.article(at).filter(|article| !scan.has_word(*article, &["een"]))?;
    let (end, individual) = (scan.sentence(at).1, scan.is(at, INDIVIDUAL));
    if scan.has_word(at + 1, &["die", "dat"])
        && (individual || scan.is(at, TRADE) && scan.says_what(article + 1..at))
    {
        let when = (at + 2..end.min(at + 5)).find(|at| scan.has_word(*at, THEN))?;
        return Some(Found::new(Hint::Event, (article, (when + 2).min(end - 1)), 64));
    }
    let joins = scan.has_word(at + 1, &["van", "uit"]) && scan.has_word(at + 2, &["de", "het", "die"]);
    let known = scan.tokens.get(at + 3).is_some_and(|word| word.shape == Shape::Lower && word.text.len() > 3);
    let is_open = scan.is(at + 3, CIRCLE | PEOPLE | OFFICIALS) || scan.has_word(at + 3, NOWHERE);
    (individual && joins && known && !is_open && at + 3 < end)
        .then(|| Found::new(Hint::Event, (article, at + 3), 60))
}

/// Words that place a story in time.
const THEN: &[&str] = &[
    "vorig", "vorige", "nu", "toen", "laatst", "gisteren", "onlangs", "destijds", "vroeger", "altijd",
    "steeds", "ooit", "vandaag",
];

/// Where whoever works here is found, or what says nothing of who it is.
const NOWHERE: &[&str] = &[
    "balie",
    "receptie",
    "administratie",
    "telefoon",
    "organisatie",
    "week",
    "maand",
    "dag",
    "jaar",
    "uitkering",
    "regeling",
    "aanvraag",
    "cliënt",
    "klant",
    "toekomst",
    "bijstand",
    "voorziening",
    "eerste",
    "tweede",
];
