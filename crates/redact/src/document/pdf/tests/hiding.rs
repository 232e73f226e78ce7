//! A canary in every place where a file can keep text that no page shows, or shows in another way.

use super::make::{Sheet, file, file_of, packed, stream};
use super::{leaks, passages, read, removals, remove, text, tools, without};

const CANARY: &str = "Kanarie van Geel";

/// A page that shows the canary once, and keeps it in as many places as we know.
fn nest() -> Vec<u8> {
    let utf16: String = std::iter::once("FEFF".to_owned())
        .chain(CANARY.encode_utf16().map(|unit| format!("{unit:04X}")))
        .collect();
    let more = [
        // 7: properties
        format!("<</Title ({CANARY}) /Author <{utf16}> /Keywords ({CANARY})>>"),
        // 8: metadata
        stream(
            "/Type /Metadata /Subtype /XML",
            &format!("<x:xmpmeta><dc:title>{CANARY}</dc:title></x:xmpmeta>"),
        ),
        // 9 and 10: bookmarks
        "<</Type /Outlines /First 10 0 R /Last 10 0 R /Count 1>>".to_owned(),
        format!("<</Title <{utf16}> /Parent 9 0 R /Dest [3 0 R /Fit]>>"),
        // 11 to 13: structure
        "<</Type /StructTreeRoot /K 12 0 R /RoleMap <<>> /IDTree 13 0 R>>".to_owned(),
        format!(
            "<</S /P /P 11 0 R /Alt ({CANARY}) /ActualText <{utf16}> /E ({CANARY}) /T ({CANARY}) /Pg 3 0 R /K 0>>"
        ),
        format!("<</Names [({CANARY}) 12 0 R]>>"),
        // 14: a note, 15: a link, 16: a field with a look, 17: its look
        format!(
            "<</Type /Annot /Subtype /Text /Rect [0 0 20 20] /Contents ({CANARY}) /RC ({CANARY}) /T ({CANARY})>>"
        ),
        format!(
            "<</Type /Annot /Subtype /Link /Rect [0 0 20 20] /A <</S /URI /URI (https://x.example/{CANARY})>>>>"
        ),
        format!(
            "<</Type /Annot /Subtype /Widget /FT /Tx /T ({CANARY}) /TU ({CANARY}) /V ({CANARY}) /DV ({CANARY}) \
             /Rect [100 400 300 420] /AP <</N 17 0 R>> /AA <</F <</S /JavaScript /JS ({CANARY})>>>>>>"
        ),
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources <</Font <</F 5 0 R>>>>",
            &format!("/Tx BMC BT /F 10 Tf 2 5 Td ({CANARY}) Tj ET EMC"),
        ),
        // 18 to 20: attachments and scripts
        "<</EmbeddedFiles <</Names [(a) 19 0 R]>> /JavaScript <</Names [(b) 20 0 R]>>>>".to_owned(),
        format!("<</Type /Filespec /F ({CANARY}.txt) /Desc ({CANARY}) /EF <</F 21 0 R>>>>"),
        format!("<</S /JavaScript /JS ({CANARY})>>"),
        stream("/Type /EmbeddedFile", CANARY),
        // 22: a layer that is off, 23: a thumbnail, 24: an object that nothing uses, 25: private data
        format!("<</Type /OCG /Name ({CANARY})>>"),
        stream("/Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8", CANARY),
        format!("({CANARY})"),
        format!("<</Word <</Private ({CANARY})>>>>"),
    ];
    let content = format!(
        "% {CANARY}\n/Span <</ActualText ({CANARY}) /Alt <{utf16}>>> BDC BT /F 12 Tf 72 700 Td (Zichtbaar {CANARY} hier) Tj ET EMC \
         /OC /L BDC BT /F 12 Tf 72 600 Td (Verborgen {CANARY}) Tj 0 -20 Td (en nog) Tj ET 10 10 50 50 re f EMC \
         BT /F 12 Tf 72 500 Td (Einde) Tj ET ({CANARY}) pop"
    );
    let mut objects = Sheet {
        content: &content,
        resources: &format!("/Properties <</L 22 0 R /P <</Secret ({CANARY})>>>> /ColorSpace <</{} /DeviceRGB>>", CANARY.replace(' ', "#20")),
        page: "/Annots [14 0 R 15 0 R 16 0 R] /Thumb 23 0 R /PieceInfo 25 0 R /StructParents 0 /AF [19 0 R] \
               /AA <</O 20 0 R>> /Metadata 8 0 R",
        root: &format!(
            "/Metadata 8 0 R /Outlines 9 0 R /StructTreeRoot 11 0 R /MarkInfo <</Marked true>> /Names 18 0 R /OpenAction 20 0 R \
             /AcroForm <</Fields [16 0 R] /DA ({CANARY})>> /AF [19 0 R] /PieceInfo 25 0 R /Lang (nl-NL) \
             /OCProperties <</OCGs [22 0 R] /D <</OFF [22 0 R] /Order [22 0 R] /Name ({CANARY})>>>> \
             /PageLabels <</Nums [0 <</P ({CANARY})>>]>> /URI <</Base ({CANARY})>> /Extensions <</X ({CANARY})>>"
        ),
        more: &more,
    }
    .objects();
    objects[4] =
        objects[4].replace(">>", &format!(" /Name /{} /Secret ({CANARY})>>", CANARY.replace(' ', "#20")));
    let objects: Vec<Vec<u8>> = objects.into_iter().map(String::into_bytes).collect();
    file_of(&objects, &format!("/Info 7 0 R /ID [({CANARY}) ({CANARY})]"))
}

#[test]
fn nothing_stays_in_a_hiding_place() {
    let input = nest();
    let read = text(&input);
    assert_eq!(read.matches(CANARY).count(), 2, "the page and the field show it: {read}");
    assert!(!read.contains("Verborgen"), "a layer that is off is not read, and does not pass");
    let output = without(&input, &[CANARY]);
    assert!(!text(&output).contains("Verborgen") && !text(&output).contains("en nog"));
    assert!(text(&output).contains("Zichtbaar") && text(&output).contains("Einde"));
    let raw = String::from_utf8_lossy(&output).into_owned();
    for key in [
        "/Info",
        "/Annots",
        "/Outlines",
        "/Metadata",
        "/Names",
        "/AcroForm",
        "/StructTreeRoot",
        "/OCProperties",
        "/ID",
        "/PieceInfo",
    ] {
        assert!(!raw.contains(key), "{key} passed");
    }
}

#[test]
fn what_stands_beside_the_pages_is_read_or_told_to_be_unread() {
    let beside = read(&nest()).map(|read| read.beside).unwrap();
    let places: std::collections::BTreeSet<&str> =
        beside.texts.iter().filter(|(_, text)| text.contains(CANARY)).map(|(place, _)| *place).collect();
    assert_eq!(
        places.into_iter().collect::<Vec<_>>(),
        [
            "beschrijvingen bij de tekst",
            "eigenschappen en bladwijzers",
            "koppeling",
            "naam van een bijlage",
            "notities en velden",
            "script",
        ]
    );
    assert_eq!(
        beside.unsearched.into_iter().collect::<Vec<_>>(),
        ["bijlagen: niet doorzocht", "lagen die uit staan: niet doorzocht"]
    );
    let plain = read(&super::make::page("BT /F 12 Tf 72 700 Td (Niets) Tj ET")).unwrap().beside;
    assert!(plain.texts.is_empty() && plain.unsearched.is_empty());
}

#[test]
fn nothing_hidden_passes_when_nothing_is_removed() {
    let output = remove(&nest(), &[]).unwrap();
    let twice = passages(&output).unwrap();
    assert_eq!(twice.iter().map(|passage| passage.text.matches(CANARY).count()).sum::<usize>(), 2);
    let raw = String::from_utf8_lossy(&output).into_owned();
    assert!(!raw.contains("Kanarie"));
}

#[test]
fn older_versions_do_not_pass() {
    let mut input = file(&Sheet { content: "BT /F 12 Tf (Oud Jansen) Tj ET", ..Sheet::default() }.objects());
    // A second version of the page's stream, behind the first file, with a table that points back.
    let at = input.len();
    let start = input.windows(9).rposition(|window| window == b"startxref").unwrap();
    let old: usize =
        String::from_utf8_lossy(&input[start + 9..]).split_whitespace().next().unwrap().parse().unwrap();
    let update = format!("4 0 obj\n{}\nendobj\n", stream("", "BT /F 12 Tf 72 700 Td (Nieuw) Tj ET"));
    let table = at + update.len();
    let end = format!(
        "xref\n4 1\n{at:010} 00000 n \ntrailer\n<</Root 1 0 R /Size 7 /Prev {old}>>\nstartxref\n{table}\n%%EOF\n"
    );
    input.extend(update.bytes());
    input.extend(end.bytes());
    assert_eq!(text(&input), "Nieuw");
    let output = remove(&input, &[]).unwrap();
    assert_eq!(leaks(&output, &["Oud Jansen".into()]), Ok(vec![]));
    tools::search(&output, &["Oud Jansen".into(), "Jansen".into()]);
}

#[test]
fn patterns_and_masks_with_text_are_refused() {
    let more = [stream(
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 99 99] /XStep 99 /YStep 99 /Resources <</Font <</F 5 0 R>>>>",
        "BT /F 12 Tf (Jansen) Tj ET",
    )];
    let content = "/Pattern cs /P scn 0 0 300 300 re f BT /F 12 Tf (Gewone tekst) Tj ET";
    let input = Sheet { content, resources: "/Pattern <</P 7 0 R>>", more: &more, ..Sheet::default() };
    assert_eq!(
        super::refusal(&input.file()),
        crate::document::pdf::trouble::Trouble::Unreadable("pagina 1".into())
    );
    let more = [more[0].replace("BT /F 12 Tf (Jansen) Tj ET", "0 0 10 10 re f            ")];
    let output = remove(&Sheet { more: &more, ..input }.file(), &[]).unwrap();
    assert_eq!(text(&output), "Gewone tekst");
    assert!(String::from_utf8_lossy(&output).contains("/PatternType 1"));
}

#[test]
fn a_second_reader_finds_what_stays() {
    let input = nest();
    assert_eq!(leaks(&input, &[CANARY.into(), "Niet aanwezig".into()]), Ok(vec![CANARY.to_owned()]));
    let hidden = packed("", CANARY.chars().rev().collect::<String>().as_bytes());
    let objects: Vec<Vec<u8>> =
        Sheet::default().objects().into_iter().map(String::into_bytes).chain([hidden]).collect();
    assert_eq!(leaks(&file_of(&objects, ""), &[CANARY.into()]), Ok(vec![CANARY.to_owned()]));
}

#[test]
fn a_short_name_is_not_found_in_a_longer_word() {
    let input = super::make::page("BT /F 12 Tf 72 700 Td (Jan belde in Januari) Tj ET");
    let first = removals(&input, &["Jan"]).into_iter().take(1).collect::<Vec<_>>();
    let output = remove(&input, &first).unwrap();
    assert_eq!(text(&output), "5.1.2e belde in Januari");
    assert_eq!(leaks(&output, &["Jan".into()]), Ok(vec![]));
    assert_eq!(leaks(&input, &["Jan".into()]), Ok(vec!["Jan".to_owned()]));
}
