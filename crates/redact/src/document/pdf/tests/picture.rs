//! Pictures under a block lose their samples; what cannot be decoded is refused; a page that is a picture is not searched.

use super::make::{Sheet, file_of, packed, page, stream};
use super::{passages, refusal, removals, remove, text, without};
use crate::document::Refusal;

const OCR: &str = "q 595 0 0 842 0 0 cm /Im Do Q BT 3 Tr /F 12 Tf 72 700 Td (Een brief van mevrouw Jansen aan de gemeente Utrecht) Tj ET";

/// A page that is one picture, with a layer of text over it.
fn scan(picture: Vec<u8>, content: &str) -> Vec<u8> {
    let sheet = Sheet { content, resources: "/XObject <</Im 7 0 R>>", ..Sheet::default() };
    let objects: Vec<Vec<u8>> =
        sheet.objects().into_iter().map(String::into_bytes).chain([picture]).collect();
    file_of(&objects, "")
}

fn gray() -> Vec<u8> {
    packed(
        "/Type /XObject /Subtype /Image /Width 595 /Height 842 /ColorSpace /DeviceGray /BitsPerComponent 8",
        &vec![200; 595 * 842],
    )
}

/// The unpacked streams of an output.
fn streams(output: &[u8]) -> Vec<Vec<u8>> {
    super::super::leaks::unpacked(output)
}

#[test]
fn samples_under_a_block_are_gone() {
    let output = without(&scan(gray(), OCR), &["Jansen"]);
    let samples = streams(&output).into_iter().find(|data| data.len() == 595 * 842).unwrap();
    let empty = samples.iter().filter(|&&sample| sample == 0).count();
    assert!((300..3000).contains(&empty), "{empty} samples are empty");
    // The block stands at the line, 700 from the foot.
    let line = &samples[(842 - 704) * 595..(842 - 703) * 595];
    assert!(line.contains(&0) && line.contains(&200));
}

#[test]
fn one_bit_and_indexed_and_masked_pictures() {
    let bits = packed(
        "/Type /XObject /Subtype /Image /Width 595 /Height 842 /ColorSpace [/Indexed /DeviceRGB 1 <000000FFFFFF>] /BitsPerComponent 1",
        &vec![255; 75 * 842],
    );
    let output = without(&scan(bits, OCR), &["Jansen"]);
    let samples = streams(&output).into_iter().find(|data| data.len() == 75 * 842).unwrap();
    assert!(samples.contains(&0) && samples.iter().filter(|&&byte| byte == 255).count() > 60_000);
    let content = "BT /F 12 Tf 72 700 Td (Stempel Jansen met nog veel meer woorden eromheen) Tj ET \
                   q 400 0 0 40 72 690 cm BI /W 80 /H 8 /IM true /D [1 0] /F /AHx ID \
                   ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff> EI Q";
    let output = without(&page(content), &["Jansen"]);
    let mask = streams(&output).into_iter().find(|data| data.len() == 80).unwrap();
    assert!(mask.contains(&0) && mask.contains(&255));
}

#[test]
fn pictures_that_cannot_be_decoded_are_refused_only_under_a_block() {
    let jpx = stream(
        "/Type /XObject /Subtype /Image /Width 595 /Height 842 /ColorSpace /DeviceGray /Filter /JPXDecode",
        "niets",
    )
    .into_bytes();
    let input = scan(jpx, OCR);
    assert_eq!(remove(&input, &removals(&input, &["Jansen"])), Err(Refusal::Picture("pagina 1".into())));
    assert!(remove(&input, &[]).is_ok());
    let short = packed(
        "/Type /XObject /Subtype /Image /Width 595 /Height 842 /ColorSpace /DeviceGray /BitsPerComponent 8",
        &[1; 100],
    );
    let input = scan(short, OCR);
    assert_eq!(remove(&input, &removals(&input, &["Jansen"])), Err(Refusal::Picture("pagina 1".into())));
}

#[test]
fn a_scan_without_text_is_not_searched() {
    let bare = "q 595 0 0 842 0 0 cm /Im Do Q BT /F 9 Tf 20 20 Td (pagina 1) Tj ET";
    assert_eq!(refusal(&scan(gray(), bare)), Refusal::NotSearched("pagina 1".into()));
    let strips = "q 595 0 0 300 0 0 cm /Im Do Q q 595 0 0 300 0 300 cm /Im Do Q";
    assert_eq!(refusal(&scan(gray(), strips)), Refusal::NotSearched("pagina 1".into()));
    let letters = "1 0 0 RG 0 0 m 1 1 2 2 3 3 c S ".repeat(400);
    assert_eq!(refusal(&page(&letters)), Refusal::NotSearched("pagina 1".into()));
    assert_eq!(passages(&page("")), Ok(vec![]));
}

#[test]
fn letters_that_were_drawn_under_text_without_ink_are_refused() {
    let curves = "60 690 m ".to_owned() + &"100 720 200 690 300 720 c ".repeat(9) + "f ";
    let content = curves + "BT 3 Tr /F 12 Tf 72 700 Td (brief van Jansen) Tj ET";
    let input = page(&content);
    assert_eq!(remove(&input, &removals(&input, &["Jansen"])), Err(Refusal::Picture("pagina 1".into())));
}

#[test]
fn what_lies_under_the_block_goes_with_it() {
    let content = "BT /F 12 Tf 72 700 Td (Jansen woont hier al jaren) Tj ET 73 698 30 1 re f 0 0 500 1 re f";
    let output = without(&page(content), &["Jansen"]);
    let steps = String::from_utf8_lossy(&streams(&output).concat()).into_owned();
    assert!(steps.contains("73 698 30 1 re\nn\n") && steps.contains("0 0 500 1 re\nf\n"), "{steps}");
    assert!(text(&output).starts_with("5.1.2e woont"));
}
