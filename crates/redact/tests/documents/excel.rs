//! Excel, with a canary in every place that a workbook has.

use redact::document::{Format, Refusal, passages, redact};

use super::{CANARY, assert_gone, packed, random_spans, read, unpacked, without};

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relations(lines: &[(&str, &str)]) -> String {
    let mut output =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">".to_owned();
    for (index, (kind, target)) in lines.iter().enumerate() {
        output.push_str(&format!(
            "<Relationship Id=\"rId{}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/>",
            index + 1
        ));
    }
    output + "</Relationships>"
}

pub(crate) fn aviary() -> Vec<u8> {
    let book = format!(
        "<workbook {MAIN}><fileSharing userName=\"{CANARY}\"/><workbookPr codeName=\"{CANARY}\"/><sheets>\
         <sheet name=\"Lijst {CANARY}\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Oud\" sheetId=\"2\" state=\"veryHidden\" r:id=\"rId2\"/>\
         </sheets><definedNames><definedName name=\"{CANARY}\">\"{CANARY}\"</definedName></definedNames></workbook>"
    );
    let sheet = format!(
        "<worksheet {MAIN}><sheetPr codeName=\"{CANARY}\"/><cols><col min=\"1\" max=\"1\" width=\"30\"/><col min=\"5\" max=\"5\" hidden=\"1\"/></cols>\
         <sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
         <c r=\"C1\"><v>123456782</v></c><c r=\"D1\" s=\"1\"><v>31233</v></c><c r=\"E1\" t=\"s\"><v>0</v></c></row>\
         <row r=\"2\"><c r=\"A2\" t=\"str\"><f>CONCATENATE(\"Kanarie\",\"vogel\")</f><v>{CANARY}</v></c>\
         <c r=\"B2\" t=\"inlineStr\"><is><r><t>Kanarie</t></r><r><t>vogel</t></r><rPh sb=\"0\" eb=\"1\"><t>{CANARY}</t></rPh></is></c>\
         <c r=\"C2\"><f>1+1</f><v>2</v></c><c r=\"D2\" s=\"2\"><v>12345678</v></c></row>\
         <row r=\"3\" hidden=\"1\"><c r=\"A3\" t=\"s\"><v>0</v></c></row></sheetData>\
         <autoFilter ref=\"A1:A2\"><filterColumn colId=\"0\"><filters><filter val=\"{CANARY}\"/></filters></filterColumn></autoFilter>\
         <dataValidations><dataValidation type=\"list\" prompt=\"{CANARY}\" sqref=\"A1\"><formula1>\"{CANARY},ander\"</formula1></dataValidation></dataValidations>\
         <hyperlinks><hyperlink ref=\"A1\" r:id=\"rId1\" tooltip=\"{CANARY}\"/></hyperlinks>\
         <headerFooter><oddHeader>&amp;L&amp;\"Arial,Bold\"Kanarie&amp;Bvogel&amp;RBlad &amp;P</oddHeader></headerFooter>\
         <legacyDrawing r:id=\"rId2\"/></worksheet>"
    );
    let hidden = format!(
        "<worksheet {MAIN}><sheetData><row><c t=\"inlineStr\"><is><t>oud {CANARY}</t></is></c></row></sheetData></worksheet>"
    );
    let strings = format!(
        "<sst {MAIN}><si><t>{CANARY}, J.</t></si><si><r><t>Kana</t></r><r><t>rievogel en co</t></r></si><si><t>wees {CANARY}</t></si></sst>"
    );
    let styles = format!(
        "<styleSheet {MAIN}><numFmts><numFmt numFmtId=\"164\" formatCode=\"000000000\"/><numFmt numFmtId=\"165\" formatCode=\"0 &quot;{CANARY}&quot;\"/></numFmts>\
         <fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>\
         <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs>\
         <cellStyles><cellStyle name=\"{CANARY}\" xfId=\"0\"/></cellStyles></styleSheet>"
    );
    packed(&[
        (
            "[Content_Types].xml",
            "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            &relations(&[("officeDocument", "xl/workbook.xml"), ("core-properties", "docProps/core.xml")]),
        ),
        ("xl/workbook.xml", &book),
        (
            "xl/_rels/workbook.xml.rels",
            &relations(&[
                ("worksheet", "worksheets/sheet1.xml"),
                ("worksheet", "worksheets/sheet2.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
                ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
                ("externalLink", "externalLinks/externalLink1.xml"),
            ]),
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/worksheets/_rels/sheet1.xml.rels", &relations(&[("comments", "../comments1.xml")])),
        ("xl/worksheets/sheet2.xml", &hidden),
        ("xl/sharedStrings.xml", &strings),
        ("xl/styles.xml", &styles),
        ("xl/comments1.xml", &format!("<comments><t>opm {CANARY}</t></comments>")),
        ("xl/calcChain.xml", "<calcChain/>"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", &format!("<p><s v=\"{CANARY}\"/></p>")),
        ("xl/externalLinks/externalLink1.xml", &format!("<e><v>{CANARY}</v></e>")),
        ("xl/drawings/drawing1.xml", &format!("<d><t>{CANARY}</t></d>")),
        ("docProps/core.xml", &format!("<p><creator>{CANARY}</creator></p>")),
    ])
}

#[test]
fn no_canary_survives() {
    let words = [CANARY, "123456782", "05-07-1985", "012345678"];
    let output = without(Format::Xlsx, &aviary(), &words).unwrap();
    let all = unpacked(&output.bytes);
    assert_gone(&all);
    for trace in
        ["123456782", "31233", "12345678", "sharedStrings", "CONCATENATE", "shown=", "oud ", "wees ", "pivot"]
    {
        assert!(!all.contains(trace), "{trace} is in {all}");
    }
    let text = read(Format::Xlsx, &output.bytes);
    assert!(text.contains("[persoon A] 5.1.2e, J.") && text.contains("[persoon A] 5.1.2e en co"), "{text}");
    assert!(all.contains("<v>2</v>"), "a number that stays is a number");
}

#[test]
fn cells_are_shown_as_they_are_seen() {
    let found = passages(Format::Xlsx, &aviary()).unwrap();
    let at = |place: &str| found.iter().find(|passage| passage.place.ends_with(place)).unwrap();
    assert_eq!(at("!D1").text, "05-07-1985");
    assert_eq!(at("!D2").text, "012345678");
    assert_eq!(at("!B1").text, "Kanarievogel en co");
    assert!(at("!A3").hidden && at("!E1").hidden && at("Oud!A1").hidden && !at("!A1").hidden);
    assert!(at("kop- of voettekst").text.contains(CANARY));
}

#[test]
fn nothing_marked_still_takes_the_hidden_away() {
    let output = redact(Format::Xlsx, &aviary(), |_| Vec::new()).unwrap();
    let all = unpacked(&output.bytes);
    for trace in ["oud ", "wees ", "opm ", "creator", "CONCATENATE", "dataValidation", "filter"] {
        assert!(!all.contains(trace), "{trace}");
    }
}

#[test]
fn a_workbook_without_a_sheet_to_see_is_refused() {
    let bytes = super::word::with_part(
        &aviary(),
        "xl/workbook.xml",
        &format!(
            "<workbook {MAIN}><sheets><sheet name=\"Oud\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/></sheets></workbook>"
        ),
    );
    assert!(matches!(passages(Format::Xlsx, &bytes), Err(Refusal::NotSearched { .. })));
}

#[test]
fn random_spans_never_leak() {
    random_spans(Format::Xlsx, &aviary(), 60);
}
