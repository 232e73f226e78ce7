//! What goes, what stays, and what the report says of it.

use ::redact::Options;

use super::*;

/// Redacts these texts as one set: the outputs, and the removals as the report tells them.
fn redacted(texts: &[&str]) -> Vec<(String, Vec<Value>)> {
    let options = Options::default();
    let found: Vec<Looked> =
        texts.iter().map(|text| found::seen("stuk.txt", text.as_bytes(), &options)).collect();
    let labels = found::labels(&found);
    let each = texts.iter().zip(found.iter().zip(&labels));
    each.map(|(text, (found, labels))| {
        let seen = found.as_ref().unwrap();
        let mut told = Vec::new();
        let output = document::redact(seen.format, text.as_bytes(), |passages| {
            let (removals, report) = found::removals(passages, seen, labels);
            told = report;
            removals
        });
        (String::from_utf8(output.unwrap().bytes).unwrap(), told)
    })
    .collect()
}

#[test]
fn a_name_is_gone_everywhere_and_the_report_does_not_repeat_it() {
    let text =
        "Verslag\n\nMevrouw F. Kwikstaart belde. Kwikstaart vroeg om uitstel. Haar nummer is 06-12345678.\n";
    let (output, removed) = redacted(&[text]).remove(0);
    assert!(!output.contains("Kwikstaart") && !output.contains("12345678"), "{output}");
    assert!(output.contains("[persoon A] 5.1.2e") && output.contains("vroeg om uitstel"), "{output}");
    let report = serde_json::to_string(&removed).unwrap();
    assert!(!report.contains("Kwikstaart") && report.contains("\"person\""), "{report}");
    assert_eq!(removed.len(), 3, "{report}");
}

#[test]
fn the_same_person_has_the_same_letter_in_every_document() {
    let outputs = redacted(&[
        "Mevrouw F. Kwikstaart belde.\n",
        "De heer P. Roodborst schreef. Mevrouw Kwikstaart las het.\n",
        "Mevrouw Fatima Kwikstaart kwam met de heer Roodborst.\n",
    ]);
    let texts: Vec<&str> = outputs.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Mevrouw [persoon A] 5.1.2e belde.\n",
            "De heer [persoon B] 5.1.2e schreef. Mevrouw [persoon A] 5.1.2e las het.\n",
            "Mevrouw [persoon A] 5.1.2e kwam met de heer [persoon B] 5.1.2e.\n",
        ]
    );
}

#[test]
fn what_is_no_document_is_refused() {
    for (name, bytes) in [("x.pdf", b"hallo".as_slice()), ("x.pdf", b"%PDF-1.7 kapot")] {
        assert!(found::seen(name, bytes, &Options::default()).is_err());
    }
}

#[test]
fn a_folder_is_done_in_any_order_and_told_in_one() {
    let folder = std::env::temp_dir().join(format!("waarborg-redact-{}", std::process::id()));
    let (from, to) = (folder.join("in"), folder.join("uit"));
    fs::create_dir_all(&from).unwrap();
    for number in 0..30 {
        fs::write(from.join(format!("{number:02}.txt")), "Mevrouw F. Kwikstaart belde.\n").unwrap();
    }
    fs::write(from.join("07.pdf"), "geen pdf").unwrap();
    let report = folder.join("verslag.json");
    let command = crate::cli::redact::Redact {
        looking: detect::Looking::default(),
        report: Some(report.clone()),
        from,
        to: to.clone(),
    };
    assert_eq!(run(&command).unwrap(), ExitCode::FAILURE);
    let told: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
    let documents = told["documents"].as_array().unwrap();
    let names: Vec<&str> = documents.iter().map(|document| document["file"].as_str().unwrap()).collect();
    assert!(names.is_sorted() && names.len() == 31, "{names:?}");
    let refused: Vec<_> = documents.iter().filter(|document| document["refused"].is_string()).collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(fs::read_dir(&to).unwrap().count(), 30);
    fs::remove_dir_all(&folder).unwrap();
}
