//! Tables of every form, and what must not be taken out of them.

use crate::{Kind, Options, detect};

/// Kind and words of everything found.
fn found(text: &str) -> Vec<(Kind, &str)> {
    let findings = detect(text, &Options::default());
    findings.iter().map(|finding| (finding.kind, text.get(finding.span.clone()).unwrap())).collect()
}

const HEADS: [&str; 7] = ["Naam", "Adres", "Woonplaats", "Geb.datum", "Klantnr", "Tel.", "Opmerking"];
const ROWS: [[&str; 7]; 2] = [
    ["Fatma", "Het Rond 12-2", "Lopik", "12-03-1984", "20413", "0348 551 201", "belt op 3 mei terug"],
    ["Roos, J.", "Zonnebloem 17", "Wijk bij Duurstede", "4-5-'72", "K 5120", "", "schuld 4.500"],
];

#[test]
fn a_cell_holds_what_its_head_says() {
    for sign in ["\t", ";", " | "] {
        let lines: Vec<String> = [HEADS, ROWS[0], ROWS[1]].iter().map(|row| row.join(sign)).collect();
        let text = lines.join("\n");
        let words: Vec<&str> = found(&text).into_iter().map(|(_, words)| words).collect();
        for row in ROWS {
            for datum in row.iter().take(6).filter(|datum| !datum.is_empty()) {
                assert!(words.contains(datum), "{datum} by {sign:?}: {words:?}");
            }
        }
        assert_eq!(words.len(), 11, "{words:?}");
    }
}

#[test]
fn heads_are_nobodys_data() {
    for text in [
        "Naam; Geb. datum; Klantnr; Woonplaats\n",
        "Behandelaar | Cliënt | Dossier\nde consulent | onbekend | n.v.t.\n",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_name_that_is_a_word_for_someone_is_no_head() {
    let text = "Naam; Partner; Behandelaar; Dossier\nKoning; Prins; De Graaf; onbekend\nPartner; Kind; Vrouw; geen\n";
    let words: Vec<&str> = found(text).into_iter().map(|(_, words)| words).collect();
    for name in ["Koning", "Prins", "De Graaf"] {
        assert!(words.contains(&name), "{name}: {words:?}");
    }
}

#[test]
fn names_that_are_turned_round() {
    let text = "nr; naam; wpl\nx; Kwikzand, Benthe; Ulft\nx; VD SLUYMERS M; LOPIK\nx; Vattenfall; Houten\n";
    let words: Vec<&str> = found(text).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words, ["Kwikzand, Benthe", "Ulft", "VD SLUYMERS M", "LOPIK", "Houten"]);
}

#[test]
fn labels_and_values_in_one_row_are_no_heads() {
    let text = "Naam\tRoos\tWoonplaats\tHouten\tPartner\tKoning\n";
    let words: Vec<&str> = found(text).into_iter().map(|(_, words)| words).collect();
    for value in ["Roos", "Houten", "Koning"] {
        assert!(words.contains(&value), "{value}: {words:?}");
    }
}

#[test]
fn what_a_cell_cannot_be_stays() {
    let text = "Naam; Dossier; Geboortedatum; Bedrag\nBelastingdienst; afgesloten; 2019; € 1.200\nGemeente Houten; zie mail; geen; 12\n";
    assert_eq!(found(text), []);
}
