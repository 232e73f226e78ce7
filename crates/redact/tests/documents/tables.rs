//! Tables in documents of every kind: the head of a column and the label beside a cell say what stands there.

use redact::document::{Format, Joined, passages};
use redact::{Kind, Options, detect_joined};

use super::office::converted;

const HEADS: [&str; 4] = ["Naam", "Geb.datum", "Klantnr", "Opmerking"];
const ROWS: [[&str; 4]; 2] = [
    ["Roos", "12-03-1984", "20413", "belt terug op 03-05-2021"],
    ["Koning", "04-05-1972", "51207", "heeft 12 punten"],
];

/// A list under heads, and a form with its labels on the left.
fn page() -> String {
    let row = |cells: &[&str]| {
        format!("<tr>{}</tr>", cells.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>())
    };
    let list: String = ROWS.iter().map(|cells| row(cells)).collect();
    let form = row(&["Naam partner", "Zonneveld"]) + &row(&["Geboortedatum", "30-09-1990"]);
    format!(
        "<html><body><p>Overzicht</p><table>{}{list}</table><p>Gegevens</p><table>{form}</table></body></html>",
        row(&HEADS)
    )
}

/// Kind and words of everything found in what a reader of the document sees: not in the names of its styles.
fn found(format: Format, bytes: &[u8]) -> Vec<(Kind, String)> {
    let mut passages = passages(format, bytes).unwrap();
    passages.retain(|passage| !passage.hidden && passage.cell.is_some());
    let joined = Joined::of(&passages);
    let findings = detect_joined(&joined, &Options::default());
    findings.iter().map(|it| (it.kind, joined.text[it.span.clone()].to_owned())).collect()
}

fn of_list() -> Vec<(Kind, String)> {
    let kinds = [Kind::Person, Kind::BirthDate, Kind::ClientNumber];
    ROWS.iter().flat_map(|row| kinds.into_iter().zip(row.iter().map(ToString::to_string))).collect()
}

fn of_page() -> Vec<(Kind, String)> {
    let form = [(Kind::Person, "Zonneveld".to_owned()), (Kind::BirthDate, "30-09-1990".to_owned())];
    of_list().into_iter().chain(form).collect()
}

#[test]
fn in_a_web_page_and_in_what_an_office_makes_of_it() {
    assert_eq!(found(Format::Html, page().as_bytes()), of_page());
    for (to, format) in [("docx", Format::Docx), ("odt", Format::Odt)] {
        let filter = if to == "docx" { "docx:MS Word 2007 XML" } else { "odt:writer8" };
        let Some(bytes) = converted(page().as_bytes(), &format!("tabel-{to}.html"), filter) else { return };
        assert_eq!(found(format, &bytes), of_page(), "{to}");
    }
}

#[test]
fn in_a_sheet_and_in_a_table_as_text() {
    for separator in [";", ",", "\t"] {
        let lines: Vec<String> =
            [HEADS, ROWS[0], ROWS[1]].iter().map(|row| row.join(separator) + "\n").collect();
        assert_eq!(found(Format::Csv, lines.concat().as_bytes()), of_list(), "{separator:?}");
    }
    let lines: Vec<String> = [HEADS, ROWS[0], ROWS[1]].iter().map(|row| row.join(",") + "\n").collect();
    let Some(bytes) = converted(lines.concat().as_bytes(), "tabel-xlsx.csv", "xlsx") else { return };
    let kinds = |found: Vec<(Kind, String)>| found.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    // A sheet may show a date in another form.
    assert_eq!(kinds(found(Format::Xlsx, &bytes)), kinds(of_list()));
}
