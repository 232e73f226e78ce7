//! The register as CSV by RFC 4180: commas, CRLF, quotes doubled. One row per activity.

use super::Register;
use crate::register::completeness::completeness;
use crate::register::model::{Retention, Version};
use crate::register::period::Period;
use crate::register::words::RetentionSource;

const HEADINGS: [&str; 24] = [
    "Nummer",
    "Naam",
    "Versie",
    "Status",
    "Vastgelegd op",
    "Einddatum",
    "Opvolger",
    "Afdeling",
    "Verantwoordelijke",
    "FG",
    "Doel",
    "Doelcodes",
    "Taken",
    "Grondslagen",
    "Wetten",
    "Betrokkenen",
    "Gegevens",
    "Bijzondere gegevens",
    "Bronnen",
    "Ontvangers",
    "Bewaartermijnen",
    "Beveiliging",
    "Doorgifte buiten de EER",
    "Volledigheid",
];

/// The whole register as one table.
pub(super) fn csv(register: &Register<'_>) -> String {
    let mut text = csv_row(HEADINGS.into_iter().map(str::to_owned));
    for version in register.activities {
        text.push_str(&csv_row(cells(register, version).into_iter()));
    }
    text
}

fn cells(register: &Register<'_>, version: &Version) -> [String; 24] {
    let entry = &version.entry;
    let closing = version.closing.as_ref();
    [
        version.id.to_string(),
        entry.name.clone(),
        version.number.to_string(),
        version.status.nl().to_owned(),
        version.recorded_at.rfc3339(),
        closing.map(|closing| closing.end_date.to_string()).unwrap_or_default(),
        closing.and_then(|closing| closing.successor.as_ref()).map(ToString::to_string).unwrap_or_default(),
        register.vocabulary.department(&entry.owner).to_owned(),
        format!("{} ({})", entry.controller.name, entry.controller.contact),
        entry.officer.clone(),
        entry.purpose.clone(),
        entry.purpose_codes.join("; "),
        join(&entry.task_codes, |code| register.vocabulary.task(code).to_owned()),
        join(&entry.grounds, |ground| format!("{} {}", ground.regime.nl(), ground.article)),
        join(&entry.statute_refs, |statute| format!("{} {}", statute.law, statute.article)),
        join(&entry.subjects, |subject| subject.name.clone()),
        join(&entry.data, |data| data.name.clone()),
        join(&entry.special_data, |special| special.description.clone()),
        join(&entry.sources, |source| source.name.clone()),
        join(&entry.recipients, |recipient| format!("{} ({})", recipient.name, recipient.role.nl())),
        join(&entry.retention, retention),
        join(&entry.security.measures, |measure| measure.name.clone()),
        entry.transfers.as_ref().map(|transfers| transfers.outside_eea.nl().to_owned()).unwrap_or_default(),
        format!("{} van 7", completeness(entry).score),
    ]
}

fn retention(line: &Retention) -> String {
    match (line.source, line.period) {
        (RetentionSource::Missing, _) | (_, None) => format!("{}: besluit bestuur nodig", line.result),
        (_, Some(period)) => {
            let basis = line.basis.as_deref().unwrap_or_default();
            format!("{}: {} ({basis})", line.result, Period::nl(period))
        }
    }
}

fn join<T>(items: &[T], word: impl Fn(&T) -> String) -> String {
    items.iter().map(word).collect::<Vec<_>>().join("; ")
}

/// One line of a file. Spreadsheets take nothing in it for a formula.
pub fn csv_row(cells: impl Iterator<Item = String>) -> String {
    let mut line = cells.map(|cell| quote(&cell)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// One cell. What a spreadsheet would take for a formula is made text by an apostrophe in front.
fn quote(cell: &str) -> String {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r', '\n']);
    let safe = if formula { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([',', '"', '\n', '\r', ';']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_cannot_be_formulas() {
        assert_eq!(quote("plain"), "plain");
        assert_eq!(quote("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quote("two\r\nlines"), "\"two\r\nlines\"");
        for formula in ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", " =1"] {
            assert!(quote(formula).trim_start_matches('"').starts_with('\''), "{formula}");
        }
    }
}
