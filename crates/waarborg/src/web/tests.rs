//! The layout as a whole: what every page must have.

use maud::html;

use super::{Frame, Language, PageError, assets, page, part};

#[test]
fn every_page_has_its_landmarks() {
    for language in [Language::Dutch, Language::English] {
        let frame = Frame::bare(language);
        let text = page(&frame, "Titel", &[("/beleid", "Beleid")], &html! { (part::heading("Titel")) })
            .into_string();
        for needed in [
            format!("lang=\"{}\"", language.code()),
            "<title>Titel · Waarborg</title>".to_owned(),
            "href=\"#inhoud\"".to_owned(),
            "<main id=\"inhoud\"".to_owned(),
            "/toegankelijkheid".to_owned(),
            "/over#beleidstekst".to_owned(),
        ] {
            assert!(text.contains(&needed), "{needed} in {text}");
        }
        assert!(!text.contains("style=") && !text.contains("<script") && !text.contains("onclick"));
    }
}

#[test]
fn a_statement_of_the_policy_leads_to_its_paragraph() {
    assert!(part::norm("6.9-3").into_string().contains("href=\"/beleid/6.9#n-6.9-3\""));
    assert!(!part::norm("R-MED").into_string().contains("href"));
    assert!(!part::norm("PW 65").into_string().contains("href"));
}

#[test]
fn every_failure_has_its_words() {
    for code in [
        "not-found",
        "forbidden",
        "method",
        "too-large",
        "unreadable",
        "invalid",
        "conflict",
        "stale",
        "form-replayed",
        "form-foreign",
        "form-old",
        "unavailable",
        "internal",
    ] {
        assert!(Language::knows(&format!("error-{code}-title")), "{code}");
        assert!(Language::knows(&format!("error-{code}-text")), "{code}");
    }
    let _ = PageError::not_found("nothing");
}

#[test]
fn files_have_lasting_addresses() {
    assert!(assets::url("waarborg.css").starts_with("/static/waarborg.css?v="));
}
