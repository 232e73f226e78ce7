//! The inventory as CSV, in the fourteen columns that Dutch public bodies exchange (`Productierapport`), out and in.
//!
//! Reading checks every line before anything is done with it, and names what is wrong by line and column, never with what
//! stands there. Not read: special data (5.1.1d, 10.1d), for the list does not say which; those are judged on the page.

use std::collections::BTreeMap;

use ground::Day;

use super::model::{
    Described, Document, Judgement, MOST_DOCUMENTS, Passage, PassageCategory, Weight, check, numbers, plain,
    whole,
};
use crate::error::FieldError;
use crate::redaction::{Ground, Protects};
use crate::register::csv_row;
use crate::web::form::read_day;

/// The columns, in their order.
pub const COLUMNS: [&str; 14] = [
    "ID",
    "Matter",
    "Family ID",
    "Email Thread ID",
    "Document",
    "File type",
    "Datum",
    "Beoordeling",
    "Opgeschort",
    "Beoordelingsgrond",
    "Toelichting",
    "Publieke link",
    "Gerelateerd ID",
    "Zaaknummer",
];

/// A line of a list that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The line in the file, from 1; the header is line 1.
    pub line: u64,
    /// Its number in the inventory.
    pub place: i64,
    /// What it is.
    pub described: Described,
    /// What comes of it.
    pub judgement: Judgement,
    /// Its release waits.
    pub suspended: bool,
    /// A passage for each ground.
    pub passages: Vec<Passage>,
}

/// The list, with the header. `matter` is the number of the request; `law` that by which it is judged.
pub(in crate::disclosure) fn written(matter: &str, law: &str, documents: &[Document]) -> String {
    let mut text = csv_row(COLUMNS.into_iter().map(str::to_owned));
    for document in documents {
        let described = &document.described;
        let number = |number: Option<i64>| number.map(|it| it.to_string()).unwrap_or_default();
        let related: Vec<String> = described.related.iter().map(ToString::to_string).collect();
        let cells = [
            document.place.to_string(),
            matter.to_owned(),
            number(described.family),
            number(described.thread),
            described.title.clone(),
            described.kind.clone(),
            described.day.to_string(),
            document.judgement.map(Judgement::nl).unwrap_or_default().to_owned(),
            if document.suspended { String::from("ja") } else { String::new() },
            document.grounds(law).join("; "),
            described.note.clone(),
            described.link.clone(),
            related.join("; "),
            described.case_number.clone(),
        ];
        text.push_str(&csv_row(cells.into_iter()));
    }
    text
}

/// Reads a list that was filled in for a request. All that is wrong at once, by line and column.
pub(in crate::disclosure) fn read(
    text: &str,
    matter: &str,
    law: &str,
    received: Day,
) -> Result<Vec<Listed>, Vec<FieldError>> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets in Dutch write semicolons.
    let separator = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    if names != COLUMNS {
        let message = format!("the columns are not {}", COLUMNS.join(", "));
        let nl = format!("De kolommen moeten zijn: {}.", COLUMNS.join(", "));
        return Err(vec![fault(1, "", &message, &nl)]);
    }
    let (mut lines, mut errors) = (Vec::new(), Vec::new());
    let most = usize::try_from(MOST_DOCUMENTS).unwrap_or(usize::MAX);
    let mut seen = BTreeMap::new();
    for record in reader.records() {
        let Ok(record) = record else {
            let line = record.err().and_then(|error| error.position().map(csv::Position::line));
            let nl = "Deze regel heeft te veel of te weinig kolommen.";
            errors.push(fault(line.unwrap_or(0), "", "too many or too few columns", nl));
            continue;
        };
        if lines.len() == most {
            let nl = "De lijst is te lang. Stuur hoogstens 2000 regels tegelijk.";
            errors.push(fault(record.position().map_or(0, csv::Position::line), "", "too many lines", nl));
            break;
        }
        let cells: Vec<String> = record.iter().map(|cell| unquoted(cell).to_owned()).collect();
        let mut line =
            Line { number: record.position().map_or(0, csv::Position::line), cells, errors: Vec::new() };
        let read = line.read(matter, law, received);
        if let Some(before) = read.as_ref().and_then(|read| seen.insert(read.place, line.number)) {
            let nl = format!("Dit nummer staat ook op regel {before}.");
            line.wrong("ID", &format!("this number is on line {before} too"), &nl);
        }
        errors.append(&mut line.errors);
        lines.extend(read);
    }
    if lines.is_empty() && errors.is_empty() {
        errors.push(fault(2, "", "there are no lines", "Er staan geen documenten in de lijst."));
    }
    if errors.is_empty() { Ok(lines) } else { Err(errors) }
}

/// What was made text by an apostrophe in front, so that no spreadsheet takes it for a formula.
fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start().starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// What is wrong on a line. The path is for people: there is no field to lead to.
pub(in crate::disclosure) fn fault(line: u64, column: &str, message: &str, message_nl: &str) -> FieldError {
    let dot = if column.is_empty() { String::new() } else { format!(", {column}") };
    FieldError {
        path: String::from("lijst"),
        message: format!("Line {line}{dot}: {message}"),
        message_nl: format!("Regel {line}{dot}: {message_nl}"),
    }
}

struct Line {
    number: u64,
    cells: Vec<String>,
    errors: Vec<FieldError>,
}

impl Line {
    fn wrong(&mut self, column: &str, message: &str, message_nl: &str) {
        self.errors.push(fault(self.number, column, message, message_nl));
    }

    fn cell(&self, column: &str) -> &str {
        let place = COLUMNS.iter().position(|name| *name == column);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }

    fn text(&mut self, column: &str, needed: bool) -> String {
        plain("", self.cell(column), needed).unwrap_or_else(|error| {
            self.wrong(column, &error.message, &error.message_nl);
            String::new()
        })
    }

    fn whole(&mut self, column: &str) -> Option<i64> {
        whole("", self.cell(column)).unwrap_or_else(|error| {
            self.wrong(column, &error.message, &error.message_nl);
            None
        })
    }

    /// None when something on the line is wrong.
    fn read(&mut self, matter: &str, law: &str, received: Day) -> Option<Listed> {
        let place = self.whole("ID");
        if self.cell("ID").is_empty() {
            self.wrong("ID", "is required", "Vul dit in.");
        }
        if place.is_some_and(|place| place > MOST_DOCUMENTS) {
            self.wrong(
                "ID",
                "more than 2000",
                "Dit nummer is te groot. Een lijst heeft hoogstens 2000 documenten.",
            );
        }
        if self.cell("Matter") != matter {
            self.wrong(
                "Matter",
                "is not the number of this request",
                "Dit is niet het nummer van dit verzoek.",
            );
        }
        let day = read_day(self.cell("Datum"));
        if day.is_none() {
            self.wrong("Datum", "not a day", "Dit is geen datum. Schrijf bijvoorbeeld 16-11-2026.");
        }
        let judgement = Judgement::read(self.cell("Beoordeling"));
        if judgement.is_none() {
            self.wrong(
                "Beoordeling",
                "not one of the four judgements",
                "Kies uit: openbaar, deels openbaar, reeds openbaar, niet openbaar.",
            );
        }
        let suspended = match self.cell("Opgeschort").to_lowercase().as_str() {
            "" | "nee" => Some(false),
            "ja" => Some(true),
            _ => None,
        };
        if suspended.is_none() {
            self.wrong("Opgeschort", "not `ja` or `nee`", "Vul ja of nee in.");
        }
        let described = Described {
            title: self.text("Document", true),
            kind: self.text("File type", false),
            day: day.unwrap_or(received),
            family: self.whole("Family ID"),
            thread: self.whole("Email Thread ID"),
            related: self.related(),
            case_number: self.text("Zaaknummer", false),
            link: self.text("Publieke link", false),
            note: self.text("Toelichting", false),
        };
        let passages = self.passages(law, judgement == Some(Judgement::Partly), &described.note);
        let judgement = judgement?;
        for error in check(&described, judgement, &passages, law, received) {
            self.wrong(column_of(&error.path), &error.message, &error.message_nl);
        }
        let (place, suspended) = (place?, suspended?);
        if !self.errors.is_empty() {
            return None;
        }
        Some(Listed { line: self.number, place, described, judgement, suspended, passages })
    }

    fn related(&mut self) -> Vec<i64> {
        numbers("", self.cell("Gerelateerd ID")).unwrap_or_else(|error| {
            self.wrong("Gerelateerd ID", &error.message, &error.message_nl);
            Vec::new()
        })
    }

    /// One for each ground, as heavy as whoever withheld it must have found it.
    fn passages(&mut self, law: &str, redactable: bool, note: &str) -> Vec<Passage> {
        let text = self.cell("Beoordelingsgrond").to_owned();
        let mut passages = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let Some(ground) = Ground::read(law, part) else {
                self.wrong("Beoordelingsgrond", "not a ground of this law", "Deze grond kent de wet niet.");
                continue;
            };
            let category = match ground.protects {
                Protects::PrivateLife => PassageCategory::Ordinary,
                Protects::Number => PassageCategory::Bsn,
                Protects::Other => PassageCategory::None,
                Protects::Special => {
                    self.wrong(
                        "Beoordelingsgrond",
                        "which special data it is does not stand in the list: judge this document on its page",
                        "De lijst zegt niet welke bijzondere gegevens dit zijn. Beoordeel dit document op de pagina.",
                    );
                    continue;
                }
            };
            passages.push(Passage {
                what: ground.name.to_owned(),
                category,
                third_party: true,
                openness: Weight::Low,
                privacy: Weight::High,
                consent: false,
                made_public: false,
                redactable,
                ground: Some(ground.code.to_owned()),
                weighing: note.to_owned(),
                still: note.to_owned(),
                ruling: String::new(),
                says: None,
            });
        }
        passages
    }
}

/// The column in which the field of a page stands.
pub(in crate::disclosure) fn column_of(path: &str) -> &'static str {
    match path.split('-').next().unwrap_or_default() {
        "oordeel" => "Beoordeling",
        "grond" => "Beoordelingsgrond",
        "link" => "Publieke link",
        "gerelateerd" => "Gerelateerd ID",
        _ => "Toelichting",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn list(lines: &[&str]) -> String {
        format!("{}\n{}\n", COLUMNS.join(","), lines.join("\n"))
    }

    fn read_list(lines: &[&str]) -> Result<Vec<Listed>, Vec<FieldError>> {
        read(&list(lines), "W-2026-00001", "woo", day("2026-11-16"))
    }

    #[test]
    fn what_is_written_is_read_back() {
        let read = read_list(&[
            "1,W-2026-00001,2,3,Nota over beleid,pdf,2026-01-02,openbaar,,,,,,Z-1",
            "2,W-2026-00001,,,=SOM(A1),,02-01-2026,Deels Openbaar,ja,\"5.1.2.E; 5.1.1e\",De inwoner is privé,,1;3,",
            "3,W-2026-00001,,,Folder,,2026-01-02,reeds openbaar,nee,,,https://wil.example/folder,,",
        ])
        .unwrap();
        assert_eq!(read.len(), 3);
        assert_eq!(
            read[1].passages.iter().filter_map(|it| it.ground.as_deref()).collect::<Vec<_>>(),
            ["5.1.2e", "5.1.1e"]
        );
        let documents: Vec<Document> = read
            .iter()
            .map(|line| Document {
                place: line.place,
                described: line.described.clone(),
                judgement: Some(line.judgement),
                suspended: line.suspended,
                passages: line.passages.clone(),
                contents: None,
                revision: 1,
            })
            .collect();
        let text = written("W-2026-00001", "woo", &documents);
        assert!(text.contains("'=SOM(A1)"), "no formula leaves: {text}");
        assert!(text.contains("5.1.1e; 5.1.2e"), "in the order of the law: {text}");
        let again = super::read(&text, "W-2026-00001", "woo", day("2026-11-16")).unwrap();
        let plain = |lines: &[Listed]| lines.iter().map(|it| it.described.clone()).collect::<Vec<_>>();
        assert_eq!(plain(&again), plain(&read));
        let semicolons = text.lines().next().unwrap().replace(',', ";");
        let other = format!("\u{feff}{semicolons}\r\n7;W-2026-00001;;;Nota;;2026-01-02;openbaar;;;;;;\r\n");
        assert_eq!(super::read(&other, "W-2026-00001", "woo", day("2026-11-16")).unwrap()[0].place, 7);
    }

    #[test]
    fn all_faults_come_at_once_by_line_and_column() {
        let faults = read_list(&[
            "x,W-1,,,,,gisteren,misschien,soms,,,,a,",
            "1,W-2026-00001,,,Nota,,2026-01-02,niet openbaar,,,,,,",
            "1,W-2026-00001,,,Nota,,2026-01-02,deels openbaar,,5.1.2e,,,,",
            "2,W-2026-00001,,,Nota,,2026-01-02,reeds openbaar,,,,,,",
            "3,W-2026-00001,,,Nota,,2026-01-02,niet openbaar,,5.1.1d;9.9,,,,",
            "4,W-2026-00001,,,Nota,,2026-01-02,niet openbaar,,dubbel,,,,",
            "te,kort",
        ])
        .unwrap_err();
        let told: Vec<&str> = faults.iter().map(|fault| fault.message_nl.as_str()).collect();
        for start in [
            "Regel 2, ID:",
            "Regel 2, Matter:",
            "Regel 2, Document:",
            "Regel 2, Datum:",
            "Regel 2, Beoordeling:",
            "Regel 2, Opgeschort:",
            "Regel 2, Gerelateerd ID:",
            "Regel 3, Beoordeling:",
            "Regel 4, Toelichting:",
            "Regel 5, Publieke link:",
            "Regel 6, Beoordelingsgrond: De lijst zegt niet",
            "Regel 6, Beoordelingsgrond: Deze grond",
            "Regel 7, Gerelateerd ID:",
            "Regel 8: Deze regel",
        ] {
            assert!(told.iter().any(|told| told.starts_with(start)), "{start} in {told:#?}");
        }
        assert!(read_list(&[]).is_err() && read("a,b\n", "W", "woo", day("2026-11-16")).is_err());
    }
}
