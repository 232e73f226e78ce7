//! Web pages: in text, tags, attributes, comments, scripts and addresses.

use redact::document::{Format, passages, redact};

use super::{CANARY, assert_gone, random_spans, read, without};

pub(crate) fn page() -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Over {CANARY}</title><meta name=author content='{CANARY}'>\
         <style>.x::after {{ content: '{CANARY}' }}</style><script>var naam = '{CANARY}';</script></head>\
         <body onload=\"f('{CANARY}')\" data-naam={CANARY}><!-- van {CANARY} --><!--[if mso]><p>{CANARY}</p><![endif]-->\
         <h1>Verslag</h1><p>De heer <b>Kana</b>rie<span title='{CANARY}'>vog</span>el is er, Ren&eacute;e &lt;ook&gt; &amp; \
         K&#97;n&#x61;rievogel.</p><p><a href='mailto:K%61narievogel@example.nl'>een koppeling</a>\
         <img alt='foto van {CANARY}' src='data:text/plain;base64,S2FuYXJpZXZvZ2Vs'><input value='{CANARY}'><input type=hidden value='{CANARY}'></p>\
         <div style='display: none'>verborgen <div>in</div> {CANARY}</div><p hidden>ook {CANARY}<p>zichtbaar</p>\
         <textarea>veld {CANARY}</textarea><table><tr><td colspan=2>cel {CANARY}</td><td>twee</td></tr></table>\
         <pre>  regel\n  {CANARY}</pre><svg><text>{CANARY}</text></svg><noscript>{CANARY}</noscript><x-naam>{CANARY}</x-naam>\
         3 < 4</body></html>"
    )
}

#[test]
fn no_canary_survives() {
    let output = without(Format::Html, page().as_bytes(), &[CANARY]).unwrap();
    let source = String::from_utf8(output.bytes.clone()).unwrap();
    assert_gone(&source);
    for trace in ["script", "href", "mailto", "base64", "<!--", "style", "verborgen", "ook "] {
        assert!(!source.contains(trace), "{trace} is in {source}");
    }
    let text = read(Format::Html, &output.bytes);
    for kept in [
        "De heer [persoon A] 5.1.2e is er, Renée <ook> & [persoon A] 5.1.2e.",
        "een koppeling",
        "zichtbaar",
        "foto van ",
        "veld ",
        "cel ",
        "twee",
        "3 < 4",
        "Over ",
    ] {
        assert!(text.contains(kept), "{kept} is not in {text}");
    }
    assert!(
        source.contains("<b>[persoon A] 5.1.2e</b>") && source.contains("<td colspan=\"2\">"),
        "{source}"
    );
}

#[test]
fn what_is_hidden_is_shown_to_whoever_decides() {
    let found = passages(Format::Html, page().as_bytes()).unwrap();
    for place in [
        "opmerking in de bron",
        "script of stijl",
        "verborgen tekst",
        "verborgen veld",
        "kenmerk of koppeling",
    ] {
        assert!(
            found
                .iter()
                .any(|passage| passage.hidden && passage.place == place && passage.text.contains(CANARY)),
            "{place}"
        );
    }
    let output = redact(Format::Html, page().as_bytes(), |_| Vec::new()).unwrap();
    assert!(!output.notes.is_empty());
}

#[test]
fn what_a_style_sheet_hides_is_text() {
    // Whether a browser shows it depends on a sheet that does not come along: so it is searched like any text.
    let page = "<style>.weg { display: none }</style><p class=weg>Kanarievogel</p><p style='color:#fff'>ook Kanarievogel</p><p>Rest</p>";
    let found = passages(Format::Html, page.as_bytes()).unwrap();
    assert_eq!(found.iter().filter(|passage| !passage.hidden && passage.text.contains(CANARY)).count(), 2);
    let output = without(Format::Html, page.as_bytes(), &[CANARY]).unwrap();
    assert_gone(&String::from_utf8(output.bytes).unwrap());
}

#[test]
fn a_rebuilt_page_stays_the_same() {
    let once = redact(Format::Html, page().as_bytes(), |_| Vec::new()).unwrap().bytes;
    let twice = redact(Format::Html, &once, |_| Vec::new()).unwrap().bytes;
    assert_eq!(String::from_utf8(once).unwrap(), String::from_utf8(twice).unwrap());
}

#[test]
fn random_spans_never_leak() {
    random_spans(Format::Html, page().as_bytes(), 100);
}
