//! Word, with a canary in every place that a file of Word has.

use redact::document::{Format, Refusal, Removal, passages, redact};

use super::{CANARY, assert_gone, packed, random_spans, read, unpacked, without};

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:o=\"urn:schemas-microsoft-com:office:office\" mc:Ignorable=\"w14\"";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relations(lines: &[(&str, &str)]) -> String {
    let mut output =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">".to_owned();
    for (index, (kind, target)) in lines.iter().enumerate() {
        let mode = if target.contains(':') { " TargetMode=\"External\"" } else { "" };
        let id = index + 1;
        output.push_str(&format!(
            "<Relationship Id=\"rId{id}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"{mode}/>"
        ));
    }
    output + "</Relationships>"
}

fn part(name: &str, contents: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{name} {NAMES}>{contents}</w:{name}>")
}

/// A document of this body and nothing else.
pub(crate) fn document(body: &str) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", &relations(&[("officeDocument", "word/document.xml")])),
        ("word/document.xml", &part("document", &format!("<w:body>{body}</w:body>"))),
    ])
}

/// The archive with one part replaced.
pub(crate) fn with_part(bytes: &[u8], path: &str, contents: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let text = std::io::read_to_string(&mut part).unwrap();
        parts.push(if name == path { (name, contents.to_owned()) } else { (name, text) });
    }
    packed(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn picture(description: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"9\" cy=\"9\"/><wp:docPr id=\"1\" name=\"{CANARY}\" descr=\"{description}\"/>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
         <pic:cNvPr id=\"0\" name=\"{CANARY}.jpg\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId5\"/>\
         </pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

/// A document with the canary in every place, seen and unseen.
pub(crate) fn aviary() -> Vec<u8> {
    let field = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"{CANARY}\"/></w:ffData></w:fldChar></w:r>\
         <w:r><w:instrText> HYPERLINK \"mailto:Kanarie</w:instrText></w:r><w:r><w:instrText>vogel@example.nl\" </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        run("het resultaat")
    );
    let pages = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let body = format!(
        "<w:p w:rsidR=\"00112233\" w14:paraId=\"1A2B3C4D\"><w:bookmarkStart w:id=\"0\" w:name=\"{CANARY}\"/>{a}\
         <w:r><w:rPr><w:b/></w:rPr><w:t>Kana</w:t></w:r><w:r><w:t>rie</w:t></w:r><w:proofErr w:type=\"spellStart\"/>\
         <w:r><w:t>vogel</w:t></w:r>{b}</w:p>\
         <w:p><w:ins w:id=\"1\" w:author=\"{CANARY}\" w:date=\"2026-01-01T00:00:00Z\">{inserted}</w:ins>\
         <w:del w:id=\"2\" w:author=\"{CANARY}\"><w:r><w:delText>weg met {CANARY}</w:delText></w:r></w:del>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen {CANARY}</w:t></w:r></w:p>\
         <w:p><w:hyperlink r:id=\"rId6\" w:tooltip=\"{CANARY}\">{link}</w:hyperlink>{field}</w:p>\
         <w:p><w:fldSimple w:instr=\"AUTHOR {CANARY}\">{author}</w:fldSimple>{picture}</w:p>\
         <w:p><w:commentRangeStart w:id=\"0\"/>{note}<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>\
         <w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
         <w:sdt><w:sdtPr><w:alias w:val=\"{CANARY}\"/><w:tag w:val=\"{CANARY}\"/></w:sdtPr><w:sdtContent><w:p>{control}</w:p>\
         </w:sdtContent></w:sdt>\
         <w:tbl><w:tblPr><w:tblDescription w:val=\"tabel van {CANARY}\"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>\
         <w:tr><w:tc><w:p>{cell}</w:p></w:tc></w:tr>\
         <w:tr><w:trPr><w:del w:id=\"9\" w:author=\"x\"/></w:trPr><w:tc><w:p>{deleted}</w:p></w:tc></w:tr></w:tbl>\
         <w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:docPr id=\"3\" name=\"x\"/><a:graphic>\
         <a:graphicData uri=\"w\"><wps:wsp><wps:txbx><w:txbxContent><w:p>{text_box}</w:p></w:txbxContent></wps:txbx></wps:wsp>\
         </a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt=\"{CANARY}\" \
         o:gfxdata=\"{CANARY}\"><v:textbox><w:txbxContent><w:p>{text_box}</w:p></w:txbxContent></v:textbox></v:shape></w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r></w:p>\
         <w:p><w:r><w:object><o:OLEObject r:id=\"rId9\" ProgID=\"{CANARY}\"/></w:object></w:r><w:r><w:pict><v:shape><v:textpath \
         string=\"{CANARY}\"/></v:shape></w:pict></w:r></w:p><w:altChunk r:id=\"rId9\"/>\
         <w:p><w:pPr><w:pStyle w:val=\"Stil\"/></w:pPr>{styled}</w:p>\
         <w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId1\"/><w:footerReference w:type=\"default\" r:id=\"rId2\"/></w:sectPr>",
        a = run("De heer "),
        b = run(" is er."),
        inserted = run(&format!("ingevoegd {CANARY}")),
        link = run("een koppeling"),
        author = run(&format!("door {CANARY}")),
        picture = picture(&format!("foto van {CANARY}")),
        note = run("met opmerking"),
        control = run(&format!("veld {CANARY}")),
        cell = run(&format!("cel {CANARY}")),
        deleted = run(&format!("rij {CANARY}")),
        text_box = run(&format!("kader {CANARY}")),
        styled = run(&format!("stil {CANARY}")),
    );
    let paragraph = |text: &str| format!("<w:p>{}{pages}</w:p>", run(&format!("{text} {CANARY} ")));
    let note = |name: &str| part(name, &format!("<w:footnote w:id=\"2\">{}</w:footnote>", paragraph("noot")));
    let styles = format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"Stil\"><w:name w:val=\"Stijl van {CANARY}\"/><w:rPr><w:vanish/></w:rPr></w:style>"
    );
    let settings = format!(
        "<w:evenAndOddHeaders/><w:docVars><w:docVar w:name=\"a\" w:val=\"{CANARY}\"/></w:docVars><w:rsids><w:rsid w:val=\"1\"/></w:rsids>"
    );
    let properties = format!("<p><creator>{CANARY}</creator><lastModifiedBy>{CANARY}</lastModifiedBy></p>");
    let of_document = relations(&[
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
        ("footnotes", "footnotes.xml"),
        ("comments", "comments.xml"),
        ("image", &format!("media/{CANARY}.jpg")),
        ("hyperlink", &format!("mailto:{CANARY}@example.nl")),
        ("styles", "styles.xml"),
        ("settings", "settings.xml"),
        ("oleObject", "embeddings/object1.bin"),
    ]);
    packed(&[
        ("[Content_Types].xml", TYPES),
        (
            "_rels/.rels",
            &relations(&[
                ("officeDocument", "word/document.xml"),
                ("core-properties", "docProps/core.xml"),
                ("custom-properties", "docProps/custom.xml"),
                ("thumbnail", "docProps/thumbnail.jpeg"),
            ]),
        ),
        ("word/document.xml", &part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/_rels/document.xml.rels", &of_document),
        ("word/header1.xml", &part("hdr", &paragraph("kop"))),
        ("word/footer1.xml", &part("ftr", &paragraph("voet"))),
        ("word/footnotes.xml", &note("footnotes")),
        (
            "word/comments.xml",
            &part(
                "comments",
                &format!("<w:comment w:id=\"0\" w:author=\"{CANARY}\">{}</w:comment>", paragraph("opm")),
            ),
        ),
        ("word/people.xml", &format!("<people><person author=\"{CANARY}\"/></people>")),
        ("word/styles.xml", &part("styles", &styles)),
        ("word/settings.xml", &part("settings", &settings)),
        (&format!("word/media/{CANARY}.jpg"), &format!("\u{1}Exif {CANARY}")),
        ("word/embeddings/object1.bin", CANARY),
        ("docProps/core.xml", &properties),
        ("docProps/custom.xml", &properties),
        ("docProps/thumbnail.jpeg", CANARY),
        ("customXml/item1.xml", &properties),
        ("verdwaald.xml", &properties),
    ])
}

#[test]
fn no_canary_survives() {
    let bytes = aviary();
    let output = without(Format::Docx, &bytes, &[CANARY]).unwrap();
    let all = unpacked(&output.bytes);
    assert_gone(&all);
    for trace in [
        "rsid",
        "paraId",
        "w:author",
        "mailto",
        "HYPERLINK",
        "comments",
        "docProps",
        "customXml",
        "w:del",
        "vanish>x",
    ] {
        assert!(!all.contains(trace), "{trace} is in {all}");
    }
    assert!(output.notes.iter().any(|note| note.contains("afbeeldingen")), "{:?}", output.notes);
    // What stands in their place needs no search.
    let reading = |bytes: &[u8]| redact::document::read(Format::Docx, bytes).unwrap();
    assert_eq!(reading(&bytes).unsearched, ["ingesloten bestand: niet doorzocht"]);
    assert_eq!(reading(&bytes).pictures, ["in de tekst"]);
    let after = reading(&output.bytes);
    assert!(after.unsearched.is_empty() && after.pictures.is_empty());
    let text = read(Format::Docx, &output.bytes);
    for kept in [
        "De heer [persoon A] 5.1.2e is er.",
        "ingevoegd",
        "een koppelinghet resultaat",
        "door ",
        "veld ",
        "cel ",
        "kader ",
        "kop ",
        "voet ",
        "noot ",
        "foto van ",
    ] {
        assert!(text.contains(kept), "{kept} is not in {text}");
    }
    for gone in ["weg met", "verborgen", "rij ", "stil ", "opm "] {
        assert!(!text.contains(gone), "{gone} is in {text}");
    }
    // Numbers of pages go on counting.
    assert!(all.contains(" PAGE "));
}

#[test]
fn nothing_marked_still_takes_the_hidden_away() {
    let output = redact(Format::Docx, &aviary(), |_| Vec::new()).unwrap();
    let all = unpacked(&output.bytes);
    for trace in ["weg met", "verborgen", "mailto", "docProps", "opm ", "rsid"] {
        assert!(!all.contains(trace), "{trace}");
    }
}

#[test]
fn what_is_hidden_is_shown_to_whoever_decides() {
    let found = passages(Format::Docx, &aviary()).unwrap();
    let at = |place: &str| found.iter().find(|passage| passage.place.starts_with(place)).unwrap();
    assert!(at("eigenschappen").hidden && at("verwijderde tekst").hidden && at("opmerkingen").hidden);
    assert!(!at("koptekst").hidden && at("koptekst").text.contains(CANARY));
    assert_eq!(at("alinea 1").text, "De heer Kanarievogel is er.");
}

#[test]
fn what_stays_in_one_place_is_a_leak() {
    let bytes = document(&format!(
        "<w:p>{}</w:p><w:p>{}</w:p>",
        run("De heer Kanarievogel"),
        run("De heer Kanarievogel")
    ));
    let once = |_: &[_]| vec![Removal { passage: 0, span: 8..20, label: "■".into() }];
    assert!(matches!(redact(Format::Docx, &bytes, once), Err(Refusal::Leak { .. })));
}

#[test]
fn random_spans_never_leak() {
    random_spans(Format::Docx, &aviary(), 60);
}

#[test]
fn a_longer_word_in_plain_sight_is_no_leak() {
    let paragraphs =
        |words: &[&str]| words.iter().map(|word| format!("<w:p>{}</w:p>", run(word))).collect::<String>();
    let bytes = document(&paragraphs(&["Hij woont in Utrecht.", "De Utrechtse Heuvelrug"]));
    let town = |_: &[_]| vec![Removal { passage: 0, span: 13..20, label: "[plaats]".into() }];
    let output = redact(Format::Docx, &bytes, town).unwrap();
    assert!(read(Format::Docx, &output.bytes).contains("Utrechtse"));
    // The same town in an attribute is one.
    let hidden = format!(
        "{}<w:p><w:pPr><w:pStyle w:val=\"Utrecht\"/></w:pPr></w:p>",
        paragraphs(&["Hij woont in Utrecht.", "De Utrechtse"])
    );
    assert!(matches!(redact(Format::Docx, &document(&hidden), town), Err(Refusal::Leak { .. })));
}
