//! Days of birth: a date after a word that says so. Other dates stay.

use super::around::{Pattern, after, before, is_whole_number, pattern};
use super::page::Page;
use crate::finding::{Kind, Why};
use crate::hit::Hit;

pub(super) static DATE: Pattern = Pattern::new(|| {
    let month = "(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mrt|maart|apr(?:il)?|mei|jun[ei]?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    let year = "'?(?:1[89]|20)?[0-9]{2}";
    let day = "[0-3]?[0-9]";
    let roman = "(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})";
    pattern(&format!(
        r"(?i-u:{day}(?:e|ste|de|sten)?[ ]{{0,2}}{month}\.?(?:[ ]{{0,2}}{year})?|{day}[-. ]{roman}[-. ](?:19|20)[0-9]{{2}}|{day} ?[-/.] ?[01]?[0-9] ?[-/.] ?{year}|(?:1[89]|20)[0-9]{{2}}[-/.][01]?[0-9][-/.]{day}|{day}-{month}-{year}|{day} [01]?[0-9] (?:19|20)[0-9]{{2}}|{day} [01]?[0-9] [0-9]{{2}}(?-u:\b)|[0-3][0-9][01][0-9](?:19|20)[0-9]{{2}})"
    ))
});

/// A date in words, as an official deed writes it: `tien oktober negentienhonderdachtenzestig`, `zestien april 1959`,
/// and a day that has a name of its own.
static SPELLED: Pattern = Pattern::new(|| {
    let unit = "(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)";
    let ten = "(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien)";
    let number = format!(
        "(?:{ten}|(?:{unit}(?:en|ën))?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|{unit})"
    );
    let ordinal = "(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|[a-z]{3,10}tiende|[a-z]{0,12}(?:twintig|dertig)ste)";
    let month = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)";
    let year = format!(
        "(?:'?(?:19|20)?[0-9]{{2}}|(?:negentien ?(?:honderd)?|achttien ?honderd|twee ?duizend) ?(?:en ?)?{number}?)"
    );
    let named = "(?:oudejaarsdag|nieuwjaarsdag|eerste kerstdag|tweede kerstdag|kerstavond|koninginnedag|bevrijdingsdag|sinterklaasavond)";
    pattern(&format!(
        r"(?i)(?-u:\b)(?:(?:{number}|{ordinal}) {month}(?: {year})?|{named}(?: (?:in |van )?{year}))(?-u:\b)"
    ))
});

/// What stands in every date in words: looked for first, because that is fast.
static MONTH: Pattern = Pattern::new(|| {
    pattern(
        r"(?i-u)januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jaarsdag|kerst|koninginnedag|bevrijdingsdag|sinterklaasavond",
    )
});

/// The dates in words, each around its month.
fn spelled(text: &str) -> impl Iterator<Item = (usize, &str)> {
    MONTH.find_iter(text).filter_map(|month| {
        let from = text.floor_char_boundary(month.start().saturating_sub(40));
        let near = text.get(from..text.floor_char_boundary(month.end() + 60))?;
        // A digit before the month is for the other pattern.
        let digit =
            text.get(..month.start())?.trim_end_matches(' ').ends_with(|last: char| last.is_ascii_digit());
        let mut dates = SPELLED.find_iter(near).filter(|_| !digit);
        let date =
            dates.find(|date| from + date.start() <= month.start() && month.end() <= from + date.end())?;
        Some((from + date.start(), date.as_str()))
    })
}

/// The year of a date, if it is written in full or after an apostrophe.
pub(super) fn year(date: &str) -> Option<u32> {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let full = date.split(|letter: char| !letter.is_ascii_digit()).find(|part| part.len() == 4).map(digits);
    let short = date.rsplit_once('\'').map(|(_, part)| format!("19{}", digits(part)));
    let glued = (date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits(date.get(4..).unwrap_or_default()));
    full.or(short).or(glued)?.parse().ok()
}

/// The cue, what may stand between it and the date (a place, *te*, *op*, a colon), up to the date.
static CUE: Pattern = Pattern::new(|| {
    pattern(
        r"(?:°|(?-u:geb(?:oren|\.|oortedatum|oortedag|oorte|dat(?:um|\.)?|\.? ?dat(?:um|\.)?)?|geboortedata|geb\.d\.|gb\.? ?dat\.?|verjaart|verjaardag(?: is)?|jarig|dob|d\.o\.b\.|date of birth|(?:is|ben|bent) van|oudste is van|\*))(?: (?:partner|kind|cliënt|klant|betrokkene|zoon|dochter) ?[0-9]{0,2})?[ .:;|\t\n(*_]{0,6}(?:is )?(?:d\.d\. |dd\. )?(?:te |in )?(?:[^.;:\n0-9]{0,40}(?: |: ?))?(?:op |d\.d\. |, ?|: ?)?(?:de |den )?(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag )?$",
    )
});

/// How long the date is with which a cell opens, if nothing but an age stands behind it.
pub(crate) fn date_at_front(cell: &str) -> Option<usize> {
    let date = DATE.find(cell).filter(|date| date.start() == 0)?;
    let end = date.as_str().trim_end_matches('.').len();
    let rest = cell.get(end..).unwrap_or_default().trim_start();
    let is_age = |rest: &str| rest.starts_with(['(', ',', ';', '/']) || rest.starts_with("00:00");
    let is_day = date.as_str().chars().filter(char::is_ascii_digit).count() >= 3;
    (is_day && is_whole_number(cell, 0, end) && (rest.is_empty() || is_age(rest))).then_some(end)
}

/// `op 12 mei 1984 in Utrecht geboren`
static BORN: Pattern = Pattern::new(|| pattern(r"^ (?:in|te) [^.;:\n0-9]{3,34} geboren(?-u:\b)"));

/// `41 jaar (12-05-1984)`, `haar zoon (12 mei 2015)`: a date in brackets behind an age or a member of the family.
static OLD: Pattern = Pattern::new(|| {
    pattern(
        r"(?:(?-u:\b)(?:leeftijd:? [0-9]{1,3}|[0-9]{1,3} (?:jaar|jr\.?)(?: oud)?|zoon|zoontje|dochter|dochtertje|kind|baby|kleinkind|kleinzoon|kleindochter|partner|echtgenoot|echtgenote) \(|\([mvx]\.?, )$",
    )
});

pub(super) fn find(page: &Page<'_>, hits: &mut Vec<Hit>) {
    let text = page.text;
    for (start, date) in page.matches(&DATE).chain(spelled(text)) {
        let end = start + date.trim_end_matches('.').len();
        if !is_whole_number(text, start, end) {
            continue;
        }
        let near = before(text, start, 70);
        let follows = after(text, end, 14);
        let cue = near.contains("geb")
            || near.contains("gb")
            || near.contains("dob")
            || near.contains("d.o.b")
            || near.contains("jar")
            || near.contains("verja")
            || near.contains("van")
            || near.contains("birth")
            || near.contains(['*', '°']);
        // `jarig op 29 februari`: without a year only after a cue, never after *is van*.
        let digits = date.chars().filter(char::is_ascii_digit).count();
        let bare = digits < 3 && date.split(' ').count() < 3;
        let cue = cue
            && !(bare && !near.contains("geboren") && !near.contains("jarig") && !near.contains("verjaa"));
        let why = if cue && CUE.is_match(&near) && is_front(&near) || is_of_pronoun(&near, date) {
            Some((97, Why::Cue))
        } else if follows.trim_start().starts_with("geboren")
            || follows.starts_with(" (geb")
            || follows.trim_start().starts_with("ter wereld")
            || digits > 3 && (BORN.is_match(&after(text, end, 50)) || OLD.is_match(&near))
        {
            Some((85, Why::Cue))
        } else {
            None
        };
        if let Some((confidence, why)) = why {
            hits.push(Hit { kind: Kind::BirthDate, start, end, confidence, why });
        }
    }
}

/// `ik ben 28-02-2003`: said of nothing but a day of birth.
fn is_of_pronoun(near: &str, date: &str) -> bool {
    let bare = near.strip_suffix(' ').map(|near| near.strip_suffix(" van").unwrap_or(near));
    let said = ["ik ben", "hij is", "zij is", "ze is", "u bent", "je bent"];
    bare.is_some_and(|bare| said.iter().any(|words| bare.ends_with(words))) && year(date).is_some()
}

/// The cue is the front of a word: `geboren`, not `weergeb`; and nothing between speaks of another event.
fn is_front(near: &str) -> bool {
    let at =
        ["geb", "gb", "verja", "jarig", "is van", "ben van", "bent van", "dob", "d.o.b", "birth", "*", "°"]
            .iter()
            .filter_map(|cue| near.rfind(cue))
            .max()
            .unwrap_or(0);
    let front = near.get(..at).unwrap_or_default();
    let between = near.get(at..).unwrap_or_default();
    let whole = !front.chars().next_back().is_some_and(char::is_alphabetic)
        || ["aan", "in"].iter().any(|word| front.ends_with(word));
    let other = [
        "gebruik",
        "gebied",
        "gebouw",
        "gebeld",
        "gebracht",
        "gebeur",
        "gebrek",
        "gebaseerd",
        "geboden",
        "gebonden",
        "gebleken",
        "verhuis",
        "ingeschreven",
        "overleden",
        "aanvraag",
        "geboortegolf",
        "brief",
        "besluit",
        "beschikking",
    ];
    whole && !other.iter().any(|word| between.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        super::super::found(find, text)
    }

    #[test]
    fn after_every_cue() {
        for (text, date) in [
            ("geboren op 12 maart 1985 te Utrecht", "12 maart 1985"),
            ("geboren te Al Hoceima op 1-7-1960", "1-7-1960"),
            ("Geboortedatum: 12-03-1985", "12-03-1985"),
            ("geb. 3/4/77,", "3/4/77"),
            ("(geb. 03.04.1977)", "03.04.1977"),
            ("geboortedatum 1985-03-12", "1985-03-12"),
            ("Geboortedatum | 1 jan. 1990", "1 jan. 1990"),
            ("Mevrouw Jansen (geboren 1 april 1990)", "1 april 1990"),
            ("geb.datum: 31-12-1999", "31-12-1999"),
            ("Geb.: 5 augustus '85", "5 augustus '85"),
            ("Geboren 06061972, rek.", "06061972"),
            ("zij is van 1 januari 1958", "1 januari 1958"),
            ("zij is jarig op 29 februari.", "29 februari"),
            ("geb. 12-3-'78 te", "12-3-'78"),
            ("geb. 1 mrt 1980", "1 mrt 1980"),
            ("geboren te Utrecht op 4 juni 1965", "4 juni 1965"),
            ("(geb.dat. 03/11/1990)", "03/11/1990"),
            ("geb 1980-05-01", "1980-05-01"),
            ("Geboortedatum partner: 01-02-1980", "01-02-1980"),
            ("Geboortedatum kind 2: 01-02-2010", "01-02-2010"),
            ("Geboortedatum van de klant is 3 mei 1980", "3 mei 1980"),
            ("geboortedatum;12-03-1985;", "12-03-1985"),
            ("Geboren: dinsdag 5 mei 1970", "5 mei 1970"),
            ("GB.DAT. 05-05-1970", "05-05-1970"),
            ("Zij werd 5 mei 1957 geboren in Delft", "5 mei 1957"),
            ("De oudste is van 30.09.2007;", "30.09.2007"),
            (
                "geboren op tien oktober negentienhonderdachtenzestig te Delft",
                "tien oktober negentienhonderdachtenzestig",
            ),
            ("geboren zestien april 1959", "zestien april 1959"),
            ("geboren op de vijfentwintigste mei tweeduizendelf", "vijfentwintigste mei tweeduizendelf"),
            ("geboren den 8sten december 1949", "8sten december 1949"),
            ("is op 12-XII-1984 geboren", "12-XII-1984"),
            ("geb. 5 VI 1974", "5 VI 1974"),
            ("geboren 7 7 1990", "7 7 1990"),
            ("Geboortedatum van Van Kouwen: 6 november 1971.", "6 november 1971"),
            ("Geboren op nieuwjaarsdag 1960", "nieuwjaarsdag 1960"),
            ("(* 3 mei 1948)", "3 mei 1948"),
            ("De Louw (°4 jan 1979), hier", "4 jan 1979"),
            ("Geboortedatum: 2 febr. 1980", "2 febr. 1980"),
            ("ik ben 28-02-2003 dus 20", "28-02-2003"),
            ("hij werd op 12 mei 1984 in Utrecht geboren", "12 mei 1984"),
            ("leeftijd 40 (12-05-1984)", "12-05-1984"),
            ("Bos, 41 jaar (12-05-1984)", "12-05-1984"),
            ("haar zoon (12 mei 2015) gaat", "12 mei 2015"),
            ("Bos (v, 12-05-1984)", "12-05-1984"),
            ("D.O.B. 12-05-1984", "12-05-1984"),
            ("ze is 4 apr 2005, dus", "4 apr 2005"),
            ("geboren d.d. 3 mei 1948", "3 mei 1948"),
            ("Geboren op vrijdag 3 mei 1948", "3 mei 1948"),
            ("geboortedatum 3 MEI 1948", "3 MEI 1948"),
        ] {
            assert_eq!(found(text), [date], "{text}");
        }
    }

    #[test]
    fn every_month_in_full_and_shortened() {
        for month in [
            "januari",
            "jan",
            "februari",
            "feb",
            "maart",
            "mrt",
            "april",
            "apr",
            "mei",
            "juni",
            "jun",
            "juli",
            "jul",
            "augustus",
            "aug",
            "september",
            "sept",
            "sep",
            "oktober",
            "okt",
            "november",
            "nov",
            "december",
            "dec",
        ] {
            for date in [format!("4 {month} 1965"), format!("4 {month}. '65"), format!("04-{month}-1965")] {
                assert_eq!(found(&format!("geboren op {date} in Delft")), [date.as_str()]);
            }
        }
    }

    #[test]
    fn other_dates_stay() {
        for text in [
            "op 12 maart 2019 besloten",
            "gebruikt op 12-03-2019",
            "gebeld op 12 maart 2019",
            "vergadering van 1-2-2020",
            "geboren in Utrecht. Op 12 maart 2019 belde zij",
            "1.2.3",
            "de zitting is 12-03-2019",
            "voor de duur van 2 jaar, op 12-03-2019 in Utrecht besloten",
            "zij is op 12 maart 2019 gebeld",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
