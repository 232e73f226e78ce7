//! What everybody remembers or read: *het gezin van de brand*, *stond in de krant*.

use super::scan::Scan;
use super::words::{ARTICLE, DEED, EVENT, GROUP, KIN, MEDIA, ONE, PEOPLE, SHOWN, THEY, TRADE};
use super::{Found, Hint};

/// How many words a clause with an event may take.
const CLAUSE: usize = 9;

pub(super) fn event(scan: &Scan<'_>, at: usize) -> Option<Found> {
    remembered(scan, at).or_else(|| read(scan, at))
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
        scan.next(at + 3, 2, EVENT)?
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
