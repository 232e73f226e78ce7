//! Running text out of pieces with open places: people of all countries, and between them towns, firms, clubs and parties,
//! which are no people. News and encyclopedias have many of those; letters and minutes, few.

use std::collections::HashMap;

use anyhow::Context as _;
use redact::training::{Chance, Lesson};

use crate::vary::Names;

static TEMPLATES: &str = include_str!("templates.txt");
static BODIES: &str = include_str!("bodies.txt");

/// What fills an open place that is no person, by its letter.
pub(crate) struct Fillers(HashMap<char, Vec<String>>);

impl Fillers {
    /// `places` fill the places with an L.
    pub(crate) fn read(places: Vec<String>) -> anyhow::Result<Self> {
        let mut all: HashMap<char, Vec<String>> = HashMap::from([('L', places)]);
        let mut letter = None;
        for line in BODIES.lines().filter(|line| !line.starts_with('#')) {
            if let Some(heading) = line.strip_prefix('[') {
                letter = heading.chars().next();
            } else {
                let letter = letter.context("a line of bodies without a heading")?;
                all.entry(letter).or_default().extend(line.split(", ").map(str::to_owned));
            }
        }
        Ok(Self(all))
    }

    fn pick(&self, letter: char, names: &Names, chance: &mut Chance) -> anyhow::Result<String> {
        let all = self.0.get(&letter).with_context(|| format!("nothing fills `{letter}`"))?;
        let mut text = chance.pick(all).cloned().unwrap_or_default();
        while text.contains('*') {
            text = text.replacen('*', &names.surname(chance), 1);
        }
        Ok(text)
    }
}

/// What may stand before a surname, in the Netherlands, Flanders and elsewhere.
const PREFIXES: [&str; 16] = [
    "van", "de", "van de", "van den", "van der", "ter", "Van", "De", "Van den", "Van der", "Vande", "D'",
    "von", "Di", "El", "Ben",
];

/// A person of a piece.
#[derive(Clone)]
struct Person {
    given: String,
    /// With its prefix as it stands after a first name: `van den Berg`.
    surname: String,
}

impl Person {
    fn new(names: &Names, chance: &mut Chance) -> Self {
        let mut given = names.first_name(chance);
        let mut surname = names.surname(chance);
        match chance.below(20) {
            0 | 1 => surname = format!("{}-{}", surname, names.surname(chance)),
            2 => given = format!("{given}-{}", names.first_name(chance)),
            3 => given = format!("{given} {}", names.first_name(chance)),
            4 => given = format!("{given} {}.", initial(&names.first_name(chance))),
            _ => {}
        }
        if chance.below(4) == 0 {
            let prefix = PREFIXES.get(chance.below(PREFIXES.len())).copied().unwrap_or_default();
            let space = if prefix.ends_with('\'') { "" } else { " " };
            surname = format!("{prefix}{space}{surname}");
        }
        Self { given, surname }
    }

    /// As it stands in the text for `letter`: the surname alone opens with a capital.
    fn written(&self, letter: char) -> String {
        match letter {
            'G' => self.given.clone(),
            'I' => format!("{}. {}", initial(&self.given), self.surname),
            'S' => {
                let mut letters = self.surname.chars();
                letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            }
            _ => format!("{} {}", self.given, self.surname),
        }
    }
}

fn initial(name: &str) -> String {
    name.chars().next().map_or_else(String::new, |first| first.to_uppercase().collect())
}

/// Every piece `times` times, each time with others in it.
pub(crate) fn lessons(
    fillers: &Fillers,
    names: &Names,
    chance: &mut Chance,
    times: usize,
    weight: f32,
) -> anyhow::Result<Vec<Lesson>> {
    let pieces = TEMPLATES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut out = Vec::new();
    for piece in pieces {
        for _ in 0..times {
            out.push(lesson(piece, fillers, names, chance, weight)?);
        }
    }
    Ok(out)
}

fn lesson(
    piece: &str,
    fillers: &Fillers,
    names: &Names,
    chance: &mut Chance,
    weight: f32,
) -> anyhow::Result<Lesson> {
    let mut new = Lesson { text: String::new(), names: Vec::new(), weight };
    let mut people: HashMap<char, Person> = HashMap::new();
    let mut others: HashMap<String, String> = HashMap::new();
    let mut rest = piece;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, next) = after.split_once('}').context("an open place that does not end")?;
        let mut signs = place.chars();
        let (letter, number) = signs.next().zip(signs.next()).context("an open place without a number")?;
        new.text.push_str(before);
        let start = new.text.len();
        if matches!(letter, 'P' | 'S' | 'G' | 'I') {
            let person = people.entry(number).or_insert_with(|| Person::new(names, chance));
            new.text.push_str(&person.written(letter));
            // `de Jansenstraat` and `het Jansen-effect` are no people, `Fatima Kaya` in two places is one.
            let glued =
                next.starts_with(|sign: char| sign.is_alphabetic() || sign == '-') || before.ends_with('-');
            let joined = new.names.last_mut().filter(|name| name.end + 1 == start && before == " ");
            match joined {
                Some(name) => name.end = new.text.len(),
                None if glued => {}
                None => new.names.push(start..new.text.len()),
            }
        } else {
            let filler = match others.get(place) {
                Some(known) => known.clone(),
                None => fillers.pick(letter, names, chance)?,
            };
            new.text.push_str(&filler);
            others.insert(place.to_owned(), filler);
        }
        rest = next;
    }
    new.text.push_str(rest);
    Ok(new)
}
