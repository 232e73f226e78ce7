//! People of the case file: always found, in any capitals, with initials, by surname alone, with or without accents.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::rules::Mention;
use crate::finding::Why;
use crate::lists::Flags;
use crate::token::{Gap, Shape, Token};
use crate::words::{self, PREFIXES};

/// A name taken apart, each word folded.
struct Person {
    given: Vec<String>,
    surname: Vec<String>,
}

pub(crate) fn find(tokens: &[Token<'_>], known: &[String]) -> Vec<Mention> {
    let people: Vec<Person> = known.iter().filter_map(|name| person(name)).collect();
    if people.is_empty() {
        return Vec::new();
    }
    let folded: Vec<String> =
        tokens.iter().map(|token| fold(token.text.strip_suffix("'s").unwrap_or(token.text))).collect();
    let mut found = Vec::new();
    for person in &people {
        let mut at = 0;
        while at < tokens.len() {
            match mention(tokens, &folded, person, at) {
                Some((first, last)) => {
                    found.push(Mention {
                        first,
                        last,
                        why: Why::CaseFile,
                        confidence: 99,
                        official: false,
                        genitive: false,
                    });
                    at = last + 1;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// Small letters without accents: `YILDIZ`, `Yıldız` and `yildiz` are one name.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain = word.nfd().filter(|letter| !is_combining_mark(*letter));
    plain
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'ı' { 'i' } else { letter })
        .filter(|letter| !is_combining_mark(*letter))
        .collect()
}

fn person(name: &str) -> Option<Person> {
    let words: Vec<String> = name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    let (last, _) = words.split_last()?;
    // Everything up to the first prefix is given; without a prefix, everything but the last word.
    let prefix = words.iter().position(|word| words::is_in(word, PREFIXES)).filter(|at| at + 1 < words.len());
    let split = prefix.unwrap_or(words.len() - 1);
    let (given, surname) = words.split_at_checked(split)?;
    let core: Vec<String> = surname.iter().filter(|word| !words::is_in(word, PREFIXES)).cloned().collect();
    let surname = if core.is_empty() { vec![last.clone()] } else { core };
    Some(Person { given: given.iter().map(|word| word.trim_end_matches('.').to_owned()).collect(), surname })
}

/// The mention of `person` whose first word of weight stands at `at`, with all that belongs to it.
fn mention(tokens: &[Token<'_>], folded: &[String], person: &Person, at: usize) -> Option<(usize, usize)> {
    let word = folded.get(at)?;
    let token = tokens.get(at)?;
    let is_surname = person.surname.iter().any(|name| is_part(word, name));
    let is_given = person.given.iter().any(|name| name.chars().count() > 2 && is_part(word, name));
    // A word of every day in small letters is a word of every day.
    let common = token.shape == Shape::Lower && token.flags.has(Flags::WORD);
    if !(is_surname || is_given) || common && !leads(tokens, folded, person, at) {
        return None;
    }
    let mut last = at;
    let mut next = at + 1;
    while let (Some(word), Some(token)) = (folded.get(next), tokens.get(next)) {
        let of_person = person.surname.iter().chain(&person.given).any(|name| is_part(word, name));
        if token.gap == Gap::Break
            || !(of_person
                || words::is_in(word, PREFIXES)
                || token.shape == Shape::Initial
                || token.text == "-")
        {
            break;
        }
        if of_person {
            last = next;
        }
        next += 1;
    }
    Some((front(tokens, folded, person, at), last))
}

/// `word` is the name, one half of it if it is a double one, or the name with the `s` of what belongs to someone.
fn is_part(word: &str, name: &str) -> bool {
    let half =
        |name: &str| name.chars().count() > 3 && (name == word || word.strip_suffix('s') == Some(name));
    word == name
        || word.strip_suffix('s') == Some(name)
        || name.contains('-') && name.split('-').any(half)
        || word.contains('-') && word.split('-').any(|part| part == name)
}

/// Something of the person stands before it: a given name or its initial.
fn leads(tokens: &[Token<'_>], folded: &[String], person: &Person, at: usize) -> bool {
    let first = front(tokens, folded, person, at);
    first < at && folded.get(first).is_some_and(|word| !words::is_in(word, PREFIXES))
}

fn front(tokens: &[Token<'_>], folded: &[String], person: &Person, at: usize) -> usize {
    let mut first = at;
    let mut next = at;
    while let Some(before) = next.checked_sub(1) {
        let (Some(word), Some(token)) = (folded.get(before), tokens.get(before)) else { break };
        let joined = tokens.get(next).is_some_and(|token| token.gap != Gap::Break);
        if !joined {
            break;
        }
        let given = person.given.iter().any(|name| {
            name == word || token.shape == Shape::Initial && name.starts_with(word.get(..1).unwrap_or("?"))
        });
        if given
            || token.shape == Shape::Initial && first == next
            || token.is_capital() && words::is_in(word, PREFIXES)
        {
            first = before;
        } else if !words::is_in(word, PREFIXES) {
            break;
        }
        next = before;
    }
    // `fatima el idrissi`: the prefix alone, in small letters, is only taken with the given name before it.
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> Vec<String> {
        let tokens = crate::token::tokens(text);
        find(&tokens, &[name.to_owned()])
            .into_iter()
            .map(|mention| {
                text.get(tokens[mention.first].start..tokens[mention.last].end()).unwrap().to_owned()
            })
            .collect()
    }

    #[test]
    fn in_any_spelling() {
        assert_eq!(
            found("Fatima el Idrissi", "FATIMA EL IDRISSI, f. el idrissi, Idrissi en fatima"),
            ["FATIMA EL IDRISSI", "idrissi", "Idrissi", "fatima"]
        );
        assert_eq!(found("Ayşe Yıldız", "ayse yildiz en A. Yildiz"), ["ayse yildiz", "A. Yildiz"]);
        assert_eq!(
            found("Anna van der Linden-Aksoy", "Mw. Van der Linden, A. van der Linden - Aksoy"),
            ["Van der Linden", "A. van der Linden - Aksoy"]
        );
    }

    #[test]
    fn a_name_that_is_a_word() {
        assert_eq!(
            found("Jan Bakker", "De bakker bakt. Bakker belt. jan bakker komt."),
            ["Bakker", "jan bakker"]
        );
    }
}
