//! Numbers of clients that nothing stands before: they look as one does that a word was found for. In `dossier 19-0872` the
//! word says what it is; in the list below it, `23-0310` is one too.

use rustc_hash::{FxHashMap, FxHashSet};

use super::around::{Pattern, is_whole_number, pattern};
use super::client::is_date;
use crate::finding::{Kind, Why};
use crate::hit::Hit;

/// Letters and digits, with signs between them or letters in front.
static CODE: Pattern =
    Pattern::new(|| pattern(r"(?-u:\b)(?:[A-Z]{1,4}[0-9]{4,10}|[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)+)(?-u:\b)"));

/// A form of digits alone has to be met so often before it says anything.
const OFTEN: usize = 2;

/// Finds in a text the numbers that look like those in `hits`.
pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    let mut forms: FxHashMap<String, FxHashSet<&str>> = FxHashMap::default();
    for hit in hits.iter().filter(|hit| hit.kind == Kind::ClientNumber && hit.why != Why::Form) {
        let written = text.get(hit.start..hit.end).unwrap_or_default();
        if CODE.find(written).is_some_and(|code| code.len() == written.len()) {
            forms.entry(form(written)).or_default().insert(written);
        }
    }
    forms.retain(|form, met| is_telling(form) || met.len() >= OFTEN);
    if forms.is_empty() {
        return;
    }
    let mut taken: Vec<(usize, usize)> = hits.iter().map(|hit| (hit.start, hit.end)).collect();
    taken.sort_unstable();
    let is_taken = |start: usize, end: usize| {
        let next = taken.partition_point(|(_, other)| *other <= start);
        taken.iter().skip(next).take(8).any(|(other, _)| *other < end)
    };
    let found = CODE.find_iter(text).filter(|code| {
        let (start, end) = (code.start(), code.end());
        forms.contains_key(&form(code.as_str()))
            && !is_date(code.as_str())
            && is_whole_number(text, start, end)
            && !is_taken(start, end)
    });
    let alike = found.map(|code| Hit {
        kind: Kind::ClientNumber,
        start: code.start(),
        end: code.end(),
        confidence: 76,
        why: Why::Repeated,
    });
    hits.extend(alike.collect::<Vec<_>>());
}

/// `K0098814` as `A9999999`.
fn form(written: &str) -> String {
    let class = |letter: char| match letter {
        '0'..='9' => '9',
        'a'..='z' => 'a',
        'A'..='Z' => 'A',
        other => other,
    };
    written.chars().map(class).collect()
}

/// Whether a form is that of nothing else: it has letters and digits enough.
fn is_telling(form: &str) -> bool {
    form.contains('A') && form.chars().filter(|letter| *letter == '9').count() >= 4
}

#[cfg(test)]
mod tests {
    use super::super::client;
    use super::super::page::Page;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut hits = Vec::new();
        client::find(&Page::of(text), &mut hits);
        let known = hits.len();
        find(text, &mut hits);
        hits.iter().skip(known).map(|hit| text.get(hit.start..hit.end).unwrap()).collect()
    }

    #[test]
    fn what_looks_like_a_number_of_a_client_is_one() {
        assert_eq!(found("klant K0098814. Ook k0098815 en K0098816!"), ["K0098816"]);
        assert_eq!(
            found("dossier 19-0872, dossier 20-1145. Loopt: 20-1190 en 21-0006."),
            ["20-1190", "21-0006"]
        );
        assert_eq!(found("dossier 19-0872. Loopt: 20-1190."), [""; 0], "once is chance");
        assert_eq!(found("dossier 12-1985, dossier 19-0872, tot 10-2023."), ["10-2023"], "the form alone");
    }
}
