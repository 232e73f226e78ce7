//! What stands right beside a person and is theirs because of that: a date is a day of birth, a number in brackets the
//! number of a client, a town where they live or come from.

use super::around::{Pattern, pattern};
use super::birth::{DATE, year};
use crate::about::Sentences;
use crate::finding::{Kind, Why};
use crate::hit::Hit;
use crate::lists::{self, Flags};
use crate::token::{Gap, Shape, Token};

/// Nobody who was born later is spoken of by date alone; a date after it is more likely that of a letter.
const BORN_BEFORE: u32 = 2016;

/// No letter in digital files is older, so an older date behind a town is not that of a letter.
const DATED_AFTER: u32 = 1995;

/// How many bytes behind a name a date in the same line may still be theirs.
const FURTHER: usize = 90;

/// Finds what stands beside the people in `hits`, and the places in sentences about someone.
pub(crate) fn find(tokens: &[Token<'_>], text: &str, sentences: &Sentences, hits: &mut Vec<Hit>) {
    let people = hits.iter().filter(|hit| matches!(hit.kind, Kind::Person | Kind::Signature));
    let mut found: Vec<Hit> =
        people.filter_map(|person| date(text, person.end).or_else(|| number(text, person.end))).collect();
    let taken = |code: &Hit| hits.iter().any(|hit| hit.start < code.end && code.start < hit.end);
    for person in hits.iter().filter(|hit| matches!(hit.kind, Kind::Person | Kind::Signature)) {
        found.extend(code(text, person.end).filter(|code| !taken(code)));
        found.extend(alone(text, person.end));
    }
    for hit in
        hits.iter().chain(&found).filter(|hit| hit.kind == Kind::BirthDate).copied().collect::<Vec<_>>()
    {
        found.extend(town_after(tokens, hit.end));
    }
    for person in hits.iter().filter(|hit| matches!(hit.kind, Kind::Person | Kind::Signature)) {
        found.extend(town_of(tokens, person.end));
    }
    places(tokens, sentences, &mut found);
    let towns = hits.iter().chain(&found).filter(|hit| hit.kind == Kind::Place);
    found.extend(towns.filter_map(|town| date_after_town(text, town.end)).collect::<Vec<_>>());
    hits.extend(found);
}

/// `Uit Paramaribo, 2 mei 1969.`: older than any letter that is dated like this.
fn date_after_town(text: &str, end: usize) -> Option<Hit> {
    let hit = text.get(end..)?.starts_with(", ").then(|| date(text, end))??;
    (year(text.get(hit.start..hit.end)?)? < DATED_AFTER).then_some(Hit { confidence: 65, ..hit })
}

/// `Petrenko, uit Odesa,` and `Gerda uit Cabauw`: a capital word right behind a name, in no list.
fn town_of(tokens: &[Token<'_>], end: usize) -> Option<Hit> {
    let mut at = tokens.partition_point(|token| token.start < end);
    if tokens.get(at).is_some_and(|token| token.text == ",") {
        at += 1;
    }
    // `Diallo-Klein, Vianen`, and nothing more: a town of the list.
    let alone = at > 0
        && tokens.get(at - 1).is_some_and(|token| token.text == ",")
        && tokens
            .get(at + 1)
            .is_none_or(|next| next.gap == Gap::Break || matches!(next.text, "," | ";" | ")"));
    let listed = tokens.get(at).filter(|town| {
        alone
            && town.gap == Gap::Space
            && town.shape == Shape::Title
            && town.flags.has(Flags::TOWN)
            && !town.flags.has(Flags::COUNTRY | Flags::WORD | Flags::FAMILY | Flags::MALE | Flags::FEMALE)
    });
    if let Some(town) = listed {
        let (start, end) = (town.start, town.end());
        return Some(Hit { kind: Kind::Place, start, end, confidence: 64, why: Why::Cue });
    }
    let join = tokens.get(at).filter(|token| token.is_any(&["uit", "te"]) && token.gap <= Gap::Wrap)?;
    let town = tokens.get(at + 1).filter(|town| town.shape == Shape::Title && town.gap <= Gap::Wrap)?;
    let known = town.flags.has(Flags::COUNTRY | Flags::WORD) || join.gap == Gap::Break;
    (!known).then(|| Hit {
        kind: Kind::Place,
        start: town.start,
        end: town.end(),
        confidence: 68,
        why: Why::Cue,
    })
}

/// `Wang Fang, 14 sept. 1988,` and `Hoekstra (4-10-'64)` and `Saba (v), 17.10.1983`.
fn date(text: &str, end: usize) -> Option<Hit> {
    let rest = text.get(end..)?;
    let mut gap = rest;
    for part in
        [" jr.", " sr.", " (v)", " (m)", " (x)", ",", ";", ":", "\t", " | ", " – ", " - ", " ", "(", "*"]
    {
        gap = gap.strip_prefix(part).unwrap_or(gap);
    }
    if gap.len() == rest.len() || gap.starts_with('\n') {
        return None;
    }
    let start = end + rest.len() - gap.len();
    let near = gap.char_indices().nth(24).map_or(gap.len(), |(at, _)| at);
    let found = DATE.find(gap.get(..near)?).filter(|found| found.start() == 0)?;
    let closed = gap
        .get(found.end()..)
        .is_none_or(|after| !after.starts_with(|letter: char| letter.is_alphanumeric()));
    let born = year(found.as_str()).or_else(|| short(found.as_str()))?;
    let limit = if is_of_child(text, end) { u32::MAX } else { BORN_BEFORE };
    (closed && born < limit).then(|| Hit {
        kind: Kind::BirthDate,
        start,
        end: start + found.end(),
        confidence: 80,
        why: Why::Cue,
    })
}

/// Whether the line speaks of children: then a late date beside a name is not that of a letter.
fn is_of_child(text: &str, end: usize) -> bool {
    let from = text.floor_char_boundary(end.saturating_sub(CHILDREN));
    let near = text.get(from..end).unwrap_or_default();
    let line = near.rsplit('\n').next().unwrap_or_default();
    let mut words = line.split(|letter: char| !letter.is_alphabetic());
    words.any(|word| {
        ["kind", "kinderen", "baby", "zoon", "zoontje", "dochter", "dochtertje", "zoons", "dochters"]
            .contains(&word.to_lowercase().as_str())
    })
}

/// How many bytes before a name its line may say that it is a child's.
const CHILDREN: usize = 120;

/// The year of a date that ends in two digits, where it cannot be that of a letter: `4-2-52`.
fn short(date: &str) -> Option<u32> {
    let last = date.rsplit(|letter: char| !letter.is_ascii_digit()).next().filter(|last| last.len() == 2)?;
    last.parse().ok().filter(|year: &u32| *year >= 30).map(|year| 1900 + year)
}

/// `Elst, M.: 1009-B. 07/05/1966.` and `Ruben: tics, 19.2.2008.`: a date on its own, further in the line of someone.
fn alone(text: &str, end: usize) -> Option<Hit> {
    let line = text.get(end..)?.split('\n').next()?;
    let near = line.get(..line.floor_char_boundary(FURTHER))?;
    if !near.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = DATE.find_iter(near).find(|found| {
        let before = near.get(..found.start()).unwrap_or_default().trim_end_matches(' ');
        let after = near.get(found.end()..).unwrap_or_default().trim_start_matches(' ');
        before.ends_with([',', ';', '.', '|', '(', ':', '\t'])
            && (after.is_empty() || after.starts_with([',', ';', '.', '|', ')', '\t']))
    })?;
    let born = year(found.as_str()).or_else(|| short(found.as_str()))?;
    let (start, end) =
        (end + found.start(), end + found.start() + found.as_str().trim_end_matches('.').len());
    (born < DATED_AFTER + 15).then_some(Hit {
        kind: Kind::BirthDate,
        start,
        end,
        confidence: 58,
        why: Why::Cue,
    })
}

/// A number of a client right behind a name: `Wetering, 26-44718`, `Doornbos: 1009-B`.
static CODE: Pattern = Pattern::new(|| {
    pattern(
        r"^(?::|,| \(| -| –| \||\t)[ \t]?([A-Z]{0,4}[-./ ]?[0-9]+(?:[-./][0-9]+)*(?:[-/.]?[A-Za-z]{1,2})?)(?:[,.;:)|\t\n]|$)",
    )
});

fn code(text: &str, end: usize) -> Option<Hit> {
    let rest = text.get(end..)?;
    let near = rest.get(..rest.floor_char_boundary(30))?;
    if !near.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = CODE.captures(near)?.get(1)?;
    let digits = found.as_str().chars().filter(char::is_ascii_digit).count();
    let plain = digits == found.len();
    let date = DATE.find(found.as_str()).is_some_and(|date| date.len() == found.len());
    let (start, end) = (end + found.start(), end + found.end());
    (digits >= 4 + usize::from(plain) && digits <= 12 && !date).then_some(Hit {
        kind: Kind::ClientNumber,
        start,
        end,
        confidence: 72,
        why: Why::Cue,
    })
}

/// `Zandvliet, R. (3304812)` and `Appel, Henk (204.118.77)`.
fn number(text: &str, end: usize) -> Option<Hit> {
    let rest = text.get(end..)?.strip_prefix(" (")?;
    let length = rest.find(')')?;
    let inside = rest.get(..length)?;
    let digits = inside.chars().filter(char::is_ascii_digit).count();
    let plain = inside.chars().all(|letter| letter.is_ascii_digit() || ".-/ ".contains(letter));
    let start = end + 2;
    (plain && (5..=10).contains(&digits) && DATE.find(inside).is_none_or(|found| found.len() < inside.len()))
        .then(|| Hit { kind: Kind::ClientNumber, start, end: start + length, confidence: 78, why: Why::Cue })
}

/// `Geboren: 17 mrt 1959, Ameide` and `30/11/1994 te Willemstad`.
fn town_after(tokens: &[Token<'_>], end: usize) -> Option<Hit> {
    let at = tokens.partition_point(|token| token.start < end);
    let join = tokens.get(at).filter(|token| token.text == "," || token.is_any(&["te", "in"]))?;
    let town = tokens.get(at + 1).filter(|token| token.gap == Gap::Space && token.shape == Shape::Title)?;
    if crate::special::is_descent(town) {
        return None;
    }
    // `Hofgrachtje 3` is an address.
    if tokens.get(at + 2).is_some_and(|next| next.shape == Shape::Number && next.gap == Gap::Space) {
        return None;
    }
    let sure = town.flags.has(Flags::TOWN | Flags::COUNTRY)
        || join.text != ","
        || !town.flags.has(Flags::WORD | Flags::MALE | Flags::FEMALE);
    let next = tokens
        .get(at + 2)
        .filter(|next| next.gap == Gap::Space && next.shape == Shape::Title && !next.flags.has(Flags::WORD));
    sure.then(|| Hit {
        kind: Kind::Place,
        start: town.start,
        end: next.unwrap_or(town).end(),
        confidence: 75,
        why: Why::Cue,
    })
}

/// Words before a town that make it the name of a body, or say where a body acts.
const BODIES: &[&str] = &[
    "gemeente",
    "gemeenten",
    "college",
    "raad",
    "rechtbank",
    "provincie",
    "gemeenteraad",
    "burgemeester",
    "stadhuis",
    "gemeentehuis",
    "vestiging",
    "kantoor",
    "politie",
    "station",
    "ziekenhuis",
    "werkplein",
    "locatie",
    "regio",
    "afdeling",
];

/// Towns of the list in a sentence about someone: `zijn kinderen werken in Gouda en in Assen`.
fn places(tokens: &[Token<'_>], sentences: &Sentences, found: &mut Vec<Hit>) {
    for (at, join) in tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is_word() && token.is_any(&["in", "uit", "te", "naar", "bij"]))
    {
        let Some(town) = tokens.get(at + 1).filter(|token| {
            matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Lower) && token.gap <= Gap::Wrap
        }) else {
            continue;
        };
        let next = tokens.get(at + 2).filter(|next| next.gap == Gap::Space && next.shape == Shape::Title);
        let both =
            next.map(|next| lists::look_up(crate::hash::lower(&format!("{} {}", town.text, next.text))));
        let two = both.is_some_and(|flags| flags.has(Flags::TOWN));
        let listed = town.is_capital() && town.flags.has(Flags::TOWN) && !town.flags.has(Flags::COUNTRY);
        // `in Assen` is a town, `In Huis` may be a title.
        if !two && !listed || join.is_capital() && town.flags.has(Flags::WORD) && !two {
            continue;
        }
        let clause = tokens.get(at.saturating_sub(3)..at).unwrap_or_default();
        let body = clause.iter().any(|token| token.is_any(BODIES));
        if sentences.speaks_of_someone(at) && !body {
            let end = if two { next.map_or(town.end(), Token::end) } else { town.end() };
            found.push(Hit { kind: Kind::Place, start: town.start, end, confidence: 62, why: Why::Cue });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_in_the_line_of_someone() {
        let text = "Elst, M.: 1009-B. 07/05/1966. Reuma.\nElst, 26-44718. Elst, 4-2-52, belt. Elst, 2026.";
        let first = |text: &str, find: fn(&str, usize) -> Option<Hit>, end: usize| {
            find(text, end).and_then(|hit| text.get(hit.start..hit.end).map(str::to_owned))
        };
        let ends: Vec<usize> = text.match_indices("Elst").map(|(at, name)| at + name.len()).collect();
        assert_eq!(first(text, code, ends[0] + 4).as_deref(), Some("1009-B"));
        assert_eq!(first(text, alone, ends[0] + 4).as_deref(), Some("07/05/1966"));
        assert_eq!(first(text, code, ends[1]).as_deref(), Some("26-44718"));
        assert_eq!(first(text, date, ends[2]).as_deref(), Some("4-2-52"));
        assert_eq!(first(text, code, ends[3]), None);
    }

    #[test]
    fn a_date_of_something_else_stays() {
        for text in
            ["Bos schreef op 3 mei 1998 een brief.", "Bos, de brief van 3-5-1998, kwam", "Bos, 3-5-2024"]
        {
            assert_eq!(date(text, 3).or_else(|| alone(text, 3)), None, "{text}");
        }
    }
}
