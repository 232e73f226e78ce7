//! `OpenDocument` text, with a canary in every place that it has.

use redact::document::{Format, passages, redact};

use super::{CANARY, assert_gone, packed, random_spans, read, unpacked, without};

const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:script=\"urn:oasis:names:tc:opendocument:xmlns:script:1.0\" \
    xmlns:form=\"urn:oasis:names:tc:opendocument:xmlns:form:1.0\" xmlns:vreemd=\"https://example.nl/vreemd\" office:version=\"1.3\"";

pub(crate) fn aviary() -> Vec<u8> {
    let content = format!(
        "<office:document-content {NAMES}><office:scripts><script:event>{CANARY}</script:event></office:scripts>\
         <office:automatic-styles><style:style style:name=\"T1\" style:family=\"text\"><style:text-properties t:display=\"none\"/>\
         </style:style></office:automatic-styles><office:body><office:text><office:forms><form:text form:value=\"{CANARY}\"/></office:forms>\
         <t:tracked-changes><t:changed-region t:id=\"c1\"><t:deletion><office:change-info><dc:creator>{CANARY}</dc:creator></office:change-info>\
         <t:p>weg met {CANARY}</t:p></t:deletion></t:changed-region></t:tracked-changes>\
         <t:user-field-decls><t:user-field-decl t:name=\"x\" office:string-value=\"{CANARY}\"/></t:user-field-decls>\
         <t:h t:outline-level=\"1\" t:style-name=\"Heading_20_1\">Verslag</t:h>\
         <t:p t:style-name=\"Stijl_20_van_20_{CANARY}\">In een eigen stijl.</t:p>\
         <t:p>De heer <t:span>Kana</t:span>rie<t:bookmark t:name=\"{CANARY}\"/><t:span>vog</t:span>el is er.<t:change t:change-id=\"c1\"/></t:p>\
         <t:p><t:span t:style-name=\"T1\">verborgen {CANARY}</t:span><t:hidden-text t:string-value=\"{CANARY}\">ook {CANARY}</t:hidden-text>\
         <t:a xlink:href=\"mailto:{CANARY}@example.nl\" office:title=\"{CANARY}\">een koppeling</t:a>\
         <office:annotation office:name=\"1\"><dc:creator>{CANARY}</dc:creator><t:p>opm {CANARY}</t:p></office:annotation>\
         <t:note t:note-class=\"footnote\"><t:note-citation>1</t:note-citation><t:note-body><t:p>noot {CANARY}</t:p></t:note-body></t:note>\
         <t:author-name>veld {CANARY}</t:author-name><t:page-number>1</t:page-number><vreemd:zaak>{CANARY}</vreemd:zaak></t:p>\
         <t:section t:name=\"{CANARY}\"><t:p>deel van {CANARY}</t:p></t:section>\
         <t:section t:name=\"dicht\" t:display=\"none\"><t:p>dicht {CANARY}</t:p></t:section>\
         <table:table table:name=\"{CANARY}\"><table:table-column/><table:table-row><table:table-cell office:value-type=\"string\" \
         office:string-value=\"{CANARY}\"><t:p>cel {CANARY}</t:p></table:table-cell></table:table-row></table:table>\
         <t:p><draw:frame draw:name=\"{CANARY}\" svg:width=\"2cm\" svg:height=\"2cm\"><draw:image xlink:href=\"Pictures/{CANARY}.png\"/>\
         <svg:title>{CANARY}</svg:title><svg:desc>foto van {CANARY}</svg:desc></draw:frame><draw:frame><draw:object \
         xlink:href=\"./Object 1\"/></draw:frame><draw:frame svg:width=\"4cm\"><draw:text-box><t:p>kader {CANARY}</t:p></draw:text-box></draw:frame></t:p>\
         </office:text></office:body></office:document-content>"
    );
    let styles = format!(
        "<office:document-styles {NAMES}><office:styles><style:style style:name=\"Stijl_20_van_20_{CANARY}\" style:parent-style-name=\"Standard\" style:display-name=\"Stijl van {CANARY}\" \
         style:family=\"paragraph\"/></office:styles><office:automatic-styles><style:page-layout style:name=\"pm1\"/></office:automatic-styles>\
         <office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"pm1\"><style:header><t:p>kop {CANARY}</t:p>\
         </style:header><style:footer><t:p>voet {CANARY}</t:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
    );
    let meta = format!(
        "<office:document-meta {NAMES}><office:meta><dc:creator>{CANARY}</dc:creator></office:meta></office:document-meta>"
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("styles.xml", &styles),
        ("meta.xml", &meta),
        ("settings.xml", &meta),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("Thumbnails/thumbnail.png", CANARY),
        (&format!("Pictures/{CANARY}.png"), CANARY),
        ("Object 1/content.xml", &content),
        ("Basic/Standard/Module1.xml", &meta),
    ])
}

#[test]
fn no_canary_survives() {
    let output = without(Format::Odt, &aviary(), &[CANARY]).unwrap();
    let all = unpacked(&output.bytes);
    assert_gone(&all);
    let text = read(Format::Odt, &output.bytes);
    for kept in [
        "De heer [persoon A] 5.1.2e is er.",
        "een koppeling",
        "noot ",
        "veld ",
        "deel van ",
        "cel ",
        "foto van ",
        "kader ",
        "kop ",
        "voet ",
    ] {
        assert!(text.contains(kept), "{kept} is not in {text}");
    }
    for gone in ["weg met", "verborgen", "ook ", "opm ", "dicht "] {
        assert!(!text.contains(gone), "{gone} is in {text}");
    }
}

#[test]
fn nothing_marked_still_takes_the_hidden_away() {
    let output = redact(Format::Odt, &aviary(), |_| Vec::new()).unwrap();
    let all = unpacked(&output.bytes);
    for trace in ["weg met", "verborgen", "mailto", "dc:creator>", "opm ", "dicht "] {
        assert!(!all.contains(trace), "{trace}");
    }
    assert!(
        passages(Format::Odt, &aviary())
            .unwrap()
            .iter()
            .any(|passage| passage.place == "eigenschappen" && passage.hidden)
    );
}

#[test]
fn names_of_styles_that_people_gave_become_numbers() {
    let output = redact(Format::Odt, &aviary(), |_| Vec::new()).unwrap();
    let all = unpacked(&output.bytes);
    assert!(!all.contains("Stijl_20_van"), "{all}");
    // The heading keeps its style, and the paragraph the one that was its own.
    assert!(all.contains("text:style-name=\"Heading_20_1\""), "{all}");
    let used = all.split("text:style-name=\"").filter_map(|rest| rest.split_once("\">In een eigen stijl"));
    let used = used.map(|(name, _)| name.to_owned()).next().unwrap();
    assert!(all.contains(&format!("style:name=\"{used}\"")), "{used}");
}

#[test]
fn random_spans_never_leak() {
    random_spans(Format::Odt, &aviary(), 60);
}
