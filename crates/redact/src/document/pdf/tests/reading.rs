//! Text in its many spellings: it is read, it goes, and the rest stays where it was.

use super::make::{Sheet, page, stream};
use super::{leaks, passages, refusal, removals, remove, text, without};
use crate::document::Removal;
use crate::document::pdf::trouble::Trouble;

#[test]
fn a_word_goes_and_the_rest_stays() {
    let input = page("BT /F 12 Tf 72 700 Td (Aan mevrouw Jansen te Utrecht) Tj ET");
    assert_eq!(text(&input), "Aan mevrouw Jansen te Utrecht");
    let output = without(&input, &["Jansen"]);
    assert_eq!(text(&output), "Aan mevrouw 5.1.2e te Utrecht");
    let label = |text: &str| text.contains("5.1.2e");
    assert!(passages(&output).unwrap().iter().any(|passage| label(&passage.text)));
}

#[test]
fn the_rest_stays_where_it_was() {
    // What stands behind the word has to begin at the same place: read as a box by pdftotext's rival, our own reader.
    let input =
        page("BT /F 12 Tf 72 700 Td (een Jansen) Tj ( twee) Tj ET BT /F 12 Tf 72 680 Td (drie) Tj ET");
    let output = without(&input, &["Jansen"]);
    assert_eq!(text(&output), "een 5.1.2e twee\ndrie");
}

#[test]
fn every_operator_for_text() {
    let input = page(
        "BT /F 12 Tf 14 TL 72 700 Td [(Ja) -20 (n) 15 (sen) -300 (een)] TJ (Jansen twee) ' 1 0.5 (Jansen drie) \" T* \
         <4A616E73656E2076696572> Tj T* (Jan\\163en vi\\\njf) Tj ET",
    );
    let output = without(&input, &["Jansen"]);
    let left = text(&output);
    assert_eq!(left.matches("5.1.2e").count(), 5);
    for word in ["een", "twee", "drie", "vier", "vijf"] {
        assert!(left.contains(word), "{word} is missing in {left}");
    }
}

#[test]
fn letters_that_are_placed_one_by_one_and_out_of_order() {
    let input = page(
        "BT /F 10 Tf 1 0 0 1 106.7 700 Tm (en) Tj 1 0 0 1 72 700 Tm (Mw. ) Tj 1 0 0 1 90.57 700 Tm (Ja) Tj \
         1 0 0 1 101.13 700 Tm (ns) Tj ET",
    );
    assert!(text(&input).contains("Mw. Jans"), "{}", text(&input));
}

#[test]
fn spaced_letters_are_a_word() {
    let input = page(
        "BT /F 10 Tf 5 Tc 72 700 Td (Jansen) Tj ET BT /F 10 Tf 0 Tc 72 650 Td [(J) -400 (a) -400 (n) -400 (s) -400 (e) -400 (n)] TJ ET",
    );
    assert_eq!(text(&input).matches("Jansen").count(), 2, "{}", text(&input));
    without(&input, &["Jansen"]);
}

#[test]
fn encodings_of_simple_fonts() {
    let own = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding <</Type /Encoding /BaseEncoding /WinAnsiEncoding \
               /Differences [1 /J /a /n /s /e /Eacute /Ccaron /uni0142 /f_i /fl]>>>>";
    let mac = "<</Type /Font /Subtype /TrueType /BaseFont /Helvetica /Encoding /MacRomanEncoding>>";
    let more = [own.to_owned(), mac.to_owned()];
    let content = "BT 72 700 Td /D 12 Tf (\\001\\002\\003\\004\\005\\003\\006\\007\\010 \\011\\012) Tj ET \
                   BT 72 660 Td /M 12 Tf (Andr\\216 Dvo\\200k) Tj ET";
    let sheet = Sheet { content, resources: "", more: &more, ..Sheet::default() };
    let mut objects = sheet.objects();
    objects[2] = objects[2].replace("/T 6 0 R", "/D 7 0 R /M 8 0 R");
    let input = super::make::file(&objects);
    assert_eq!(text(&input), "JansenÉČł fifl\n\nAndré DvoÄk");
    without(&input, &["Jansen", "André"]);
}

/// A font of two bytes for each code, as typesetters and browsers write.
fn wide(content: &str, map: &str) -> Vec<u8> {
    let more = [
        "<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [8 0 R] /ToUnicode 9 0 R>>".to_owned(),
        "<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 /W [1 [500 510] 3 5 520] \
         /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>"
            .to_owned(),
        stream("", map),
    ];
    let sheet = Sheet { content, more: &more, ..Sheet::default() };
    let mut objects = sheet.objects();
    objects[2] = objects[2].replace("/T 6 0 R", "/W 7 0 R");
    super::make::file(&objects)
}

const MAP: &str = "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange <0001> <0003> <004a> \
                   <0010> <0011> [<0066006C> <00EB>] endbfrange 3 beginbfchar <0004> <0061> <0005> <006e> <0020> <0020> endbfchar";

#[test]
fn wide_fonts() {
    let input = wide("BT /W 12 Tf 72 700 Td <000100040005> Tj [<0020> 10 <00100011>] TJ ET", MAP);
    assert_eq!(text(&input), "Jan flë");
    let output = remove(&input, &removals(&input, &["Jan"])).unwrap();
    assert_eq!(text(&output), "5.1.2e flë");
    assert_eq!(leaks(&output, &["Jan".into(), "Jan fl".into()]), Ok(vec![]));
    // The second reader must be able to find them in the input, or it proves nothing.
    assert_eq!(leaks(&input, &["Jan flë".into(), "Jan".into()]), Ok(vec!["Jan".into(), "Jan flë".into()]));
}

#[test]
fn codes_without_text_are_refused_beside_letters() {
    let input = wide("BT /W 12 Tf 72 700 Td <0001000400050099> Tj ET", MAP);
    assert_eq!(refusal(&input), Trouble::Unreadable("pagina 1".into()));
    let bullet = wide("BT /W 12 Tf 72 700 Td <009900200001000400050020> Tj ET", MAP);
    assert_eq!(text(&bullet), "\u{fffd} Jan ");
}

#[test]
fn fonts_that_are_not_understood_are_refused() {
    let vertical = wide("BT /W 12 Tf 72 700 Td <0001> Tj ET", MAP);
    let vertical = String::from_utf8(vertical).unwrap().replace("Identity-H", "Identity-V");
    assert_eq!(refusal(vertical.as_bytes()), Trouble::Unreadable("pagina 1".into()));
    let more = ["<</Type /Font /Subtype /Type3 /CharProcs <<>> /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 /Widths [1]>>".to_owned()];
    let mut objects = Sheet { content: "BT /X 12 Tf (A) Tj ET", more: &more, ..Sheet::default() }.objects();
    objects[2] = objects[2].replace("/T 6 0 R", "/X 7 0 R");
    assert_eq!(refusal(&super::make::file(&objects)), Trouble::Unreadable("pagina 1".into()));
    // The same page is read when the font is only there, and shows nothing.
    objects[3] = stream("", "BT /X 12 Tf () Tj /F 12 Tf (gewoon) Tj ET");
    assert_eq!(text(&super::make::file(&objects)), "gewoon");
}

#[test]
fn turned_and_mirrored_text() {
    let input = page(
        "BT /F 12 Tf 0 1 -1 0 100 300 Tm (staand Jansen) Tj ET q 1 0 0 -1 0 842 cm BT /F 12 Tf 1 0 0 -1 72 200 Tm (om Jansen) Tj ET Q",
    );
    let output = without(&input, &["Jansen"]);
    assert_eq!(text(&output).matches("5.1.2e").count(), 2);
    assert!(text(&output).contains("staand") && text(&output).contains("om"));
}

#[test]
fn text_without_ink_is_text() {
    let input = page("BT /F 12 Tf 3 Tr 72 700 Td (onzichtbaar Jansen) Tj ET BT 0 Tr 72 600 Td (wel) Tj ET");
    let read = passages(&input).unwrap();
    assert_eq!(read.len(), 2);
    assert!(read[1].hidden && read[1].text == "onzichtbaar Jansen");
    without(&input, &["Jansen"]);
}

#[test]
fn forms_in_forms_and_one_form_used_twice() {
    let more = [
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 500 50] /Resources <</Font <</F 5 0 R>> /XObject <</Inner 8 0 R>>>>",
            "BT /F 10 Tf (Buiten Jansen) Tj ET q 1 0 0 1 0 20 cm /Inner Do Q",
        ),
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 500 50] /Resources <</Font <</F 5 0 R>>>>",
            "BT /F 10 Tf (Binnen Jansen) Tj ET",
        ),
    ];
    let content = "q 1 0 0 1 72 700 cm /Fm Do Q q 1 0 0 1 72 500 cm /Fm Do Q";
    let input =
        Sheet { content, resources: "/XObject <</Fm 7 0 R>>", more: &more, ..Sheet::default() }.file();
    assert_eq!(text(&input).matches("Jansen").count(), 4);
    without(&input, &["Jansen"]);
    // One of four: the other uses of the same stream keep theirs.
    let one = removals(&input, &["Jansen"]).into_iter().take(1).collect::<Vec<_>>();
    let output = remove(&input, &one).unwrap();
    assert_eq!(text(&output).matches("Jansen").count(), 3);
    assert_eq!(text(&output).matches("Buiten").count(), 2);
}

#[test]
fn spans_that_do_not_exist_are_refused() {
    let input = page("BT /F 12 Tf 72 700 Td (h\\351 Jansen) Tj ET");
    for (passage, span) in [(0, 0..99), (0, 3..3), (0, 2..4), (7, 0..1)] {
        let removal = Removal { passage, span, label: String::new() };
        assert_eq!(remove(&input, &[removal]), Err(Trouble::Removal));
    }
}
