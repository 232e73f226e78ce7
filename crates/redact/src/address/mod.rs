//! Addresses and the places in them, by grammar: street, number, addition, postcode, town.
//!
//! Streets need no list: most end in a word for a street, and the rest stands before a postcode or after *wonende aan*.

mod dwelling;
mod number;
mod place;
mod street;
mod words;

pub(crate) use street::is_street;

use crate::finding::Kind;
use crate::hit::Hit;
use crate::token::{Gap, Shape, Token};

/// Addresses and places. `hits` already holds the postcodes.
pub(crate) fn find(tokens: &[Token<'_>], text: &str, hits: &mut Vec<Hit>) {
    let postcodes: Vec<(usize, usize)> =
        hits.iter().filter(|hit| hit.kind == Kind::Postcode).map(|hit| (hit.start, hit.end)).collect();
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.shape == Shape::Number && number::is_of_a_house(token.text) {
            found.extend(street::with_number(tokens, index, &postcodes));
        } else if token.is_word() {
            found.extend(street::alone(tokens, index));
            found.extend(dwelling::dwelling(tokens, index, &postcodes));
            found.extend(place::place(tokens, index));
        }
    }
    // A street inside the address of a boat or a building is part of it.
    found.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    let mut end = 0;
    found.retain(|hit| {
        let is_within = hit.kind == Kind::Address && hit.end <= end;
        if hit.kind == Kind::Address {
            end = end.max(hit.end);
        }
        !is_within
    });
    for (start, end) in &postcodes {
        // The town of a box belongs to a body.
        if text
            .get(..*start)
            .unwrap_or_default()
            .chars()
            .rev()
            .take(30)
            .collect::<String>()
            .to_lowercase()
            .contains("subtsop")
        {
            continue;
        }
        let at = tokens.partition_point(|token| token.start < *end);
        let town = tokens.get(at).filter(|token| token.gap <= Gap::Space || opens_line(text, *start));
        // `3441 AB, Woerden` happens too.
        let parts = |token: &&Token<'_>| matches!(token.text, "," | ";" | "|") || token.is("te");
        let at = at + usize::from(town.as_ref().is_some_and(parts));
        if let Some(hit) = town.and_then(|_| place::town_at(tokens, at, true)) {
            found.push(Hit { confidence: 93, ..hit });
        }
    }
    for address in found.iter().filter(|hit| hit.kind == Kind::Address).copied().collect::<Vec<_>>() {
        // `Kanaalweg 212 II, Lopik` and `Molenweg 3 te Lopik`
        let at = tokens.partition_point(|token| token.start < address.end);
        let join = tokens.get(at).is_some_and(|token| token.text == "," || token.is_any(&["te", "in"]));
        if let Some(town) = tokens.get(at + 1).filter(|token| join && token.gap == Gap::Space) {
            // In small letters too: `rozenlaan 9 in ijsselstein`.
            found.extend(place::town_at(tokens, at + 1, !town.is_capital()));
        }
    }
    hits.extend(found);
}

/// A town may stand on the line after a postcode only where an address is written in lines.
fn opens_line(text: &str, at: usize) -> bool {
    text.get(..at).unwrap_or_default().ends_with('\n')
}

#[cfg(test)]
mod tests;
