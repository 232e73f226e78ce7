//! The same text in other ways: with the names of other people, in small letters, in capitals. So the model learns what
//! surrounds a name more than which names there are.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use redact::training::{Chance, Lesson};

use crate::Labelled;

/// Names to put in the place of others.
pub(crate) struct Names {
    family: Vec<String>,
    given: Vec<String>,
    dutch_family: Vec<String>,
    dutch_given: Vec<String>,
}

impl Names {
    pub(crate) fn read(lists: &Path, data: &Path) -> anyhow::Result<Self> {
        let list = |file: &str| -> anyhow::Result<Vec<String>> {
            let text =
                fs::read_to_string(lists.join(file)).with_context(|| format!("cannot read `{file}`"))?;
            let names: Vec<String> = serde_json::from_str(&text)?;
            let plain = |name: &String| {
                name.chars().next().is_some_and(|letter| letter.is_uppercase() && letter < '\u{250}')
                    && name.chars().all(|letter| letter.is_alphabetic() && letter < '\u{250}')
            };
            Ok(names.into_iter().filter(plain).collect())
        };
        let mut given = list("female.json")?;
        given.extend(list("male.json")?);
        let common = fs::read_to_string(data.join("names_nl.txt"))?;
        let (dutch_family, dutch_given) =
            common.split_once("%given").context("names_nl.txt has two parts")?;
        let split = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            family: list("family.json")?,
            given,
            dutch_family: split(dutch_family),
            dutch_given: split(dutch_given),
        })
    }

    fn family(&self, chance: &mut Chance) -> Option<&String> {
        let list = if chance.below(5) < 2 { &self.dutch_family } else { &self.family };
        chance.pick(list)
    }

    fn given(&self, chance: &mut Chance) -> Option<&String> {
        let list = if chance.below(5) < 2 { &self.dutch_given } else { &self.given };
        chance.pick(list)
    }

    /// A surname: one of a list, or one that stands in none, made of the front of one and the end of another.
    pub(crate) fn surname(&self, chance: &mut Chance) -> String {
        let one = self.family(chance).cloned().unwrap_or_default();
        if chance.below(4) > 0 {
            return one;
        }
        let other = self.family(chance).cloned().unwrap_or_default();
        let half = |name: &str| name.char_indices().nth(name.chars().count() / 2).map_or(0, |(at, _)| at);
        let made = [one.get(..half(&one)), other.get(half(&other)..)].map(Option::unwrap_or_default).concat();
        if made.chars().count() > 3 { made } else { one }
    }

    /// A first name of a list.
    pub(crate) fn first_name(&self, chance: &mut Chance) -> String {
        self.given(chance).cloned().unwrap_or_default()
    }

    fn is_given(&self, word: &str) -> bool {
        self.dutch_given.iter().any(|name| name == word)
    }
}

pub(crate) fn lesson(text: &Labelled, weight: f32) -> Lesson {
    Lesson { text: text.text.clone(), names: text.names.clone(), weight }
}

/// Sentences as one text. A space between them: they are one paragraph.
pub(crate) fn joined(sentences: &[Labelled], weight: f32) -> Lesson {
    let mut all = Lesson { text: String::new(), names: Vec::new(), weight };
    for sentence in sentences {
        let start = all.text.len();
        all.text.push_str(&sentence.text);
        all.text.push('\n');
        all.names.extend(sentence.names.iter().map(|name| name.start + start..name.end + start));
    }
    all
}

/// Everyone gets another name; the same word gets the same other word throughout the text.
pub(crate) fn renamed(text: &Labelled, names: &Names, chance: &mut Chance, weight: f32) -> Lesson {
    let mut new = Lesson { text: String::new(), names: Vec::new(), weight };
    let mut others: HashMap<String, String> = HashMap::new();
    let mut from = 0;
    for span in &text.names {
        new.text.push_str(text.text.get(from..span.start).unwrap_or_default());
        let start = new.text.len();
        let written = text.text.get(span.clone()).unwrap_or_default();
        let words: Vec<&str> = written.split(' ').collect();
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                new.text.push(' ');
            }
            let last = number + 1 == words.len();
            let family = last && (words.len() > 1 || !names.is_given(word));
            new.text.push_str(&other(word, family, names, chance, &mut others));
        }
        new.names.push(start..new.text.len());
        from = span.end;
    }
    new.text.push_str(text.text.get(from..).unwrap_or_default());
    new
}

fn other(
    word: &str,
    family: bool,
    names: &Names,
    chance: &mut Chance,
    others: &mut HashMap<String, String>,
) -> String {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let plain = word.chars().next().is_some_and(char::is_uppercase) && letters > 2 && !word.contains('.');
    let prefix = ["Van", "Den", "Der", "Ten", "Ter", "Von", "Aan"].contains(&word);
    if !plain || prefix {
        return word.to_owned();
    }
    let all_large = word.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    let part = |part: &str, chance: &mut Chance| {
        let name = if family { names.family(chance) } else { names.given(chance) };
        name.map_or_else(
            || part.to_owned(),
            |name| if all_large { name.to_uppercase() } else { name.clone() },
        )
    };
    if let Some(known) = others.get(word) {
        return known.clone();
    }
    // A double name stays double.
    let new: Vec<String> = word.split('-').map(|half| part(half, chance)).collect();
    let new = new.join("-");
    others.insert(word.to_owned(), new.clone());
    new
}

/// In small letters, as people type.
pub(crate) fn small(lesson: &Lesson) -> Lesson {
    cased(lesson, |letter| letter.to_lowercase().next())
}

/// In capitals, as headings and old systems write.
pub(crate) fn large(lesson: &Lesson) -> Lesson {
    cased(lesson, |letter| letter.to_uppercase().next())
}

/// Letters that would become longer or shorter stay, so that the spans hold.
fn cased(lesson: &Lesson, change: fn(char) -> Option<char>) -> Lesson {
    let keep =
        |letter: char| change(letter).filter(|new| new.len_utf8() == letter.len_utf8()).unwrap_or(letter);
    Lesson {
        text: lesson.text.chars().map(keep).collect(),
        names: lesson.names.clone(),
        weight: lesson.weight,
    }
}

/// The text with its names marked, to measure with. Braces of its own become brackets.
pub(crate) fn marked(lesson: &Lesson) -> String {
    let mut out = String::new();
    let mut from = 0;
    let plain = |span: std::ops::Range<usize>| {
        lesson.text.get(span).unwrap_or_default().replace('{', "(").replace('}', ")")
    };
    for name in &lesson.names {
        out.push_str(&plain(from..name.start));
        out += &["{person|", &plain(name.clone()).replace('|', "/"), "}"].concat();
        from = name.end;
    }
    out + &plain(from..lesson.text.len())
}
