//! What the lexicon catches, with endings, compounds and joined terms; and what it leaves.

use super::*;

fn found(text: &str) -> Vec<(Kind, &str)> {
    let mut hits = Vec::new();
    let tokens = crate::token::tokens(text);
    find(&tokens, &known(&tokens), &crate::about::sentences(&tokens, &[]), &mut hits);
    hits.iter().map(|hit| (hit.kind, text.get(hit.start..hit.end).unwrap())).collect()
}

#[track_caller]
fn finds(kind: Kind, cases: &[(&str, &str)]) {
    for (text, term) in cases {
        assert_eq!(found(text), [(kind, *term)], "{text}");
    }
}

#[test]
fn health() {
    finds(
        Kind::Health,
        &[
            ("zij heeft borstkanker", "borstkanker"),
            ("hij is licht verstandelijk beperkt", "licht verstandelijk beperkt"),
            ("vanwege een ziekmelding op maandag", "ziekmelding"),
            ("Mevrouw kampt met een depressie.", "depressie"),
            ("in 2020 kreeg hij een burn-out", "burn-out"),
            ("Hij is verslaafd aan cocaïne.", "verslaafd aan cocaïne"),
            ("de WIA-keuring van mevrouw Bos", "WIA-keuring"),
            ("een dwangmatige verzamelstoornis", "verzamelstoornis"),
            ("met een gameverslaving", "gameverslaving"),
            ("zij heeft maagklachten", "maagklachten"),
            ("door de operatie aan uw knie", "operatie aan uw knie"),
            ("zij heeft een gebroken heup", "gebroken heup"),
            ("met pijn in zijn linkerschouder", "pijn in zijn linkerschouder"),
            ("Hij hoort de laatste tijd weer stemmen.", "hoort de laatste tijd weer stemmen"),
            ("zij is onder behandeling bij een psycholoog", "onder behandeling bij een psycholoog"),
            ("zij zit in de Ziektewet", "in de Ziektewet"),
            ("omdat zij MS heeft", "MS"),
            ("zij heeft haar enkelbanden gescheurd", "enkelbanden gescheurd"),
            ("met zijn pols in het gips", "pols in het gips"),
            ("u heeft reuma in de handen", "reuma in de handen"),
            ("hij heeft last van zijn ADD", "last van zijn ADD"),
            ("zij is 7 maanden zwanger", "7 maanden zwanger"),
            ("dat u niet langer dan tien minuten kunt staan", "niet langer dan tien minuten kunt staan"),
        ],
    );
}

#[test]
fn criminal_law() {
    finds(
        Kind::Criminal,
        &[
            ("door zijn strafblad", "strafblad"),
            ("Hij is in 2019 veroordeeld voor heling.", "veroordeeld voor heling"),
            ("zij is aangehouden ter zake van diefstal", "aangehouden ter zake van diefstal"),
            ("in detentie", "detentie"),
            ("haar ex heeft aangifte gedaan", "aangifte"),
            ("ik zit nu 5 weken vast", "zit nu 5 weken vast"),
            ("winkeldiefstallen", "winkeldiefstallen"),
            ("hij heeft twee jaar gezeten voor een overval", "twee jaar gezeten voor een overval"),
            ("zij kreeg een taakstraf van 60 uur", "taakstraf van 60 uur"),
        ],
    );
}

#[test]
fn descent_belief_and_sex_life() {
    finds(
        Kind::Ethnicity,
        &[
            ("zij is Syrisch", "Syrisch"),
            ("omdat hij van Marokkaanse afkomst is", "van Marokkaanse afkomst"),
            ("Zij is van Roma-afkomst.", "van Roma-afkomst"),
            ("hij is gevlucht uit Eritrea", "Eritrea"),
            ("hij is van Belgische komaf", "van Belgische komaf"),
        ],
    );
    finds(
        Kind::Religion,
        &[
            ("zij is moslima", "moslima"),
            ("zij zijn kerkelijk getrouwd, zegt mevrouw", "kerkelijk"),
            ("een Jehova's getuige", "Jehova's getuige"),
            ("het gezin is streng gereformeerd", "streng gereformeerd"),
        ],
    );
    finds(
        Kind::SexLife,
        &[
            ("hij is homoseksueel", "homoseksueel"),
            ("een transgender vrouw", "transgender"),
            ("zij is lesbisch", "lesbisch"),
            ("na seksueel geweld", "seksueel geweld"),
        ],
    );
}

#[test]
fn the_words_of_the_body_itself_stay() {
    for text in [
        "het project duurt 30 ms",
        "de klachten over geluid",
        "een add-on",
        "pi is 3,14",
        "uitkeringen op grond van de Ziektewet",
        "de gezondheidszorg in de regio",
        "de Nederlandse wet",
        "het fraudebeleid en de ziektekostenverzekering",
        "De behandeling van het bezwaar duurt zes weken.",
        "Van elke aangifte wordt een afschrift bewaard.",
        "de Wet ter voorkoming van witwassen",
        "een tolk Tigrinya, een brief in het Arabisch",
        "hij reed met een Pools kenteken",
        "geluidsklachten en een taalbeperking",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_sentence_about_someone_is_surer() {
    let sure = |text: &str| {
        let mut hits = Vec::new();
        let tokens = crate::token::tokens(text);
        find(&tokens, &known(&tokens), &crate::about::sentences(&tokens, &[]), &mut hits);
        hits.first().map(|hit| hit.confidence)
    };
    assert!(sure("zij heeft een depressie") > sure("depressie komt veel voor"));
}

#[test]
fn an_entry_is_never_lost_to_another() {
    // Each entry that stands on its own finds itself in a sentence about someone, except where a law or a language follows.
    let entries = include_str!("../../data/special.txt").lines().filter(|line| {
        !line.is_empty() && !line.starts_with(['#', '[', '!']) && !line.contains("...") && !line.contains(' ')
    });
    let mut lost: Vec<&str> = Vec::new();
    for entry in entries {
        let word = entry.trim_matches(['?', '*']);
        let written = if word.len() <= 4 { word.to_uppercase() } else { word.to_owned() };
        let text = format!("zij: {written}");
        if entry.trim_start_matches('?').starts_with('*') || word.len() < 2 {
            continue;
        }
        if found(&text).is_empty() {
            lost.push(entry);
        }
    }
    assert_eq!(lost, [""; 0]);
}
