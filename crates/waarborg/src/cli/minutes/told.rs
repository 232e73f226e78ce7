//! What a check found, in Dutch for whoever wrote the minutes, and as JSON for programs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ::redact::document::Passage;
use ::redact::{Trace, What, Whom};
use decide::Ruling;
use serde_json::{Value, json};

use super::Checked;
use crate::cli::detect;

/// How many characters around a finding are shown.
const AROUND: usize = 40;

/// Lines of text. They show the words: only for the screen of whoever has the file.
pub(super) fn text(checked: &Checked) -> Vec<String> {
    let refused: Vec<&Trace> = checked.traces.iter().filter(|trace| checked.is_refused(trace)).collect();
    let mut lines = vec![match (refused.len(), checked.is_clean()) {
        (_, true) => String::from("In dit verslag is niemand gevonden die te herkennen is."),
        (0, false) => String::from("Dit verslag is niet helemaal doorzocht."),
        (1, false) => String::from("In dit verslag is 1 ding gevonden waaraan iemand te herkennen is."),
        (count, false) => {
            format!("In dit verslag zijn {count} dingen gevonden waaraan iemand te herkennen is.")
        }
    }];
    lines.extend(checked.unsearched.iter().map(|note| format!("Niet doorzocht: {note}")));
    lines.extend(checked.pictures.iter().map(|place| {
        format!(
            "Plaatjes {place}: kijk ze zelf na. Is er niemand op te herkennen, gebruik dan --pictures-seen."
        )
    }));
    for trace in &refused {
        let Some(passage) = checked.passages.get(trace.passage) else { continue };
        lines.push(String::new());
        lines.push(format!("{}: {}, {}", place(passage, trace), what(trace.what), about(trace.whom)));
        lines.push(format!("    {}", excerpt(passage, trace)));
        if let What::Clue(hint) = trace.what {
            lines.push(format!("    {}", hint.dutch()));
        }
    }
    let mut said = BTreeSet::new();
    for (whom, ruling) in checked.rulings.iter().filter(|(_, ruling)| !ruling.outcome.is_passable()) {
        lines.push(String::new());
        lines.push(format!(
            "Waarom ({}):",
            Whom::ALL.iter().find(|it| it.as_str() == *whom).map_or(*whom, |it| about(*it))
        ));
        lines.extend(reasons(ruling));
        if let Some(alternative) = ruling.alternative.as_ref().filter(|it| said.insert((*it).clone())) {
            lines.push(format!("Wat u kunt doen: {alternative}"));
        }
    }
    lines
}

/// Each reason once, with the statements and articles that carry it.
fn reasons(ruling: &Ruling) -> Vec<String> {
    let mut told: Vec<(&str, Vec<&str>, Vec<&str>)> = Vec::new();
    for reason in &ruling.reasons {
        let law = reason.law.iter().map(String::as_str);
        match told.iter_mut().find(|(text, ..)| *text == reason.text) {
            Some((_, norms, laws)) => {
                norms.push(&reason.norm);
                let fresh: Vec<&str> = law.filter(|law| !laws.contains(law)).collect();
                laws.extend(fresh);
            }
            None => told.push((&reason.text, vec![&reason.norm], law.collect())),
        }
    }
    let line = |(text, norms, laws): &(&str, Vec<&str>, Vec<&str>)| {
        format!("    {text} Beleid {}; {}.", norms.join(", "), laws.join(", "))
    };
    told.iter().map(line).collect()
}

/// The same without the words.
pub(super) fn json(checked: &Checked) -> Value {
    let finding = |trace: &Trace| {
        let passage = checked.passages.get(trace.passage);
        let (line, column) = passage.map_or((1, 1), |passage| position(passage, trace.span.start));
        let characters = |end: usize| {
            passage.and_then(|passage| passage.text.get(..end)).map_or(0, |before| before.chars().count())
        };
        json!({
            "place": passage.map(|passage| &passage.place),
            "line": line,
            "column": column,
            "start": characters(trace.span.start),
            "end": characters(trace.span.end),
            "finding": trace.sort.as_str(),
            "kind": match trace.what {
                What::Data(kind) => detect::kind(kind),
                What::Clue(hint) => hint.as_str(),
            },
            "about": trace.whom.as_str(),
            "confidence": f64::from(trace.confidence) / 100.0,
            "refused": checked.is_refused(trace),
        })
    };
    let ruling = |(whom, ruling): (&&'static str, &Ruling)| {
        json!({
            "about": whom,
            "outcome": ruling.outcome,
            "reasons": ruling.reasons,
            "alternative": ruling.alternative,
            "policy_version": ruling.policy_version,
        })
    };
    json!({
        "clean": checked.is_clean(),
        "findings": checked.traces.iter().map(finding).collect::<Vec<_>>(),
        "rulings": checked.rulings.iter().map(ruling).collect::<Vec<_>>(),
        "not_searched": checked.unsearched,
        "pictures": checked.pictures,
    })
}

/// The line at which a passage of plain text begins.
fn first_line(passage: &Passage) -> Option<usize> {
    passage.place.strip_prefix("regel ")?.parse().ok()
}

/// Line and column, both from 1, in characters: of the file when it is plain text, and else of the passage.
fn position(passage: &Passage, at: usize) -> (usize, usize) {
    let before = passage.text.get(..at).unwrap_or_default();
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count());
    (first_line(passage).unwrap_or(1) + before.matches('\n').count(), column + 1)
}

/// `regel 5, kolom 7`; in a document without lines `alinea 4, teken 12`.
fn place(passage: &Passage, trace: &Trace) -> String {
    let (line, column) = position(passage, trace.span.start);
    match first_line(passage) {
        Some(_) => format!("regel {line}, kolom {column}"),
        None if line > 1 => format!("{}, regel {line}, teken {column}", passage.place),
        None => format!("{}, teken {column}", passage.place),
    }
}

/// The words with some of what stands around them. Nothing in it can steer a terminal.
fn excerpt(passage: &Passage, trace: &Trace) -> String {
    let part = |range: std::ops::Range<usize>| passage.text.get(range).unwrap_or_default();
    let (before, words, after) =
        (part(0..trace.span.start), part(trace.span.clone()), part(trace.span.end..passage.text.len()));
    let cut = before.char_indices().rev().nth(AROUND);
    let start = cut.map_or(before, |(at, _)| before.get(at..).unwrap_or_default());
    let rest: String = after.chars().take(AROUND).collect();
    let mut line = String::new();
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    let _ = write!(line, "{}{start}»{words}«{rest}{}", dots(cut.is_some()), dots(rest.len() < after.len()));
    line.trim().chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn what(what: What) -> &'static str {
    use ::redact::{Hint, Kind};
    match what {
        What::Data(kind) => match kind {
            Kind::Person => "naam",
            Kind::Signature => "naam onder het stuk",
            Kind::Address => "adres",
            Kind::Postcode => "postcode",
            Kind::Place => "woonplaats",
            Kind::Bsn => "burgerservicenummer",
            Kind::BirthDate => "geboortedatum",
            Kind::Phone => "telefoonnummer",
            Kind::Email => "e-mailadres",
            Kind::Iban => "rekeningnummer",
            Kind::Plate => "kenteken",
            Kind::ClientNumber => "nummer van een klant of zaak",
            Kind::Health => "gegeven over gezondheid",
            Kind::Criminal => "strafrechtelijk gegeven",
            Kind::Ethnicity => "gegeven over afkomst",
            Kind::Religion => "gegeven over geloof",
            Kind::SexLife => "gegeven over seksueel leven",
        },
        What::Clue(Hint::SmallCell) => "klein aantal",
        What::Clue(Hint::Initials) => "voorletters",
        What::Clue(_) => "aanwijzing",
    }
}

fn about(whom: Whom) -> &'static str {
    match whom {
        Whom::Client => "over een klant",
        Whom::Third => "over een ander",
        Whom::Official => "over een ambtenaar",
    }
}
