//! Pictures under a block lose their samples; what cannot be decoded is refused; a page that is a picture is not searched.

use super::make::{Sheet, file_of, packed, page, stream};
use super::{passages, refusal, removals, remove, text, without};
use crate::document::pdf::trouble::Trouble;

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

fn count(samples: &[u8], value: u8) -> usize {
    samples.split(|&sample| sample == value).count() - 1
}

/// The unpacked streams of an output.
fn streams(output: &[u8]) -> Vec<Vec<u8>> {
    super::super::leaks::unpacked(output)
}

#[test]
fn samples_under_a_block_are_gone() {
    let output = without(&scan(gray(), OCR), &["Jansen"]);
    let samples = streams(&output).into_iter().find(|data| data.len() == 595 * 842).unwrap();
    let empty = count(&samples, 0);
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
    assert!(samples.contains(&0) && count(&samples, 255) > 60_000);
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
    assert_eq!(remove(&input, &removals(&input, &["Jansen"])), Err(Trouble::Picture("pagina 1".into())));
    assert!(remove(&input, &[]).is_ok());
    let short = packed(
        "/Type /XObject /Subtype /Image /Width 595 /Height 842 /ColorSpace /DeviceGray /BitsPerComponent 8",
        &[1; 100],
    );
    let input = scan(short, OCR);
    assert_eq!(remove(&input, &removals(&input, &["Jansen"])), Err(Trouble::Picture("pagina 1".into())));
}

#[test]
fn a_scan_without_text_is_not_searched() {
    let bare = "q 595 0 0 842 0 0 cm /Im Do Q BT /F 9 Tf 20 20 Td (pagina 1) Tj ET";
    assert_eq!(refusal(&scan(gray(), bare)), Trouble::NotSearched("pagina 1".into()));
    let strips = "q 595 0 0 300 0 0 cm /Im Do Q q 595 0 0 300 0 300 cm /Im Do Q";
    assert_eq!(refusal(&scan(gray(), strips)), Trouble::NotSearched("pagina 1".into()));
    let letters = "1 0 0 RG 0 0 m 1 1 2 2 3 3 c S ".repeat(400);
    assert_eq!(refusal(&page(&letters)), Trouble::NotSearched("pagina 1".into()));
    assert_eq!(passages(&page("")), Ok(vec![]));
}

#[test]
fn letters_that_were_drawn_under_text_without_ink_are_refused() {
    let curves = "60 690 m ".to_owned() + &"100 720 200 690 300 720 c ".repeat(9) + "f ";
    let content = curves + "BT 3 Tr /F 12 Tf 72 700 Td (brief van Jansen) Tj ET";
    let input = page(&content);
    assert_eq!(remove(&input, &removals(&input, &["Jansen"])), Err(Trouble::Picture("pagina 1".into())));
}

#[test]
fn what_lies_under_the_block_goes_with_it() {
    let content = "BT /F 12 Tf 72 700 Td (Jansen woont hier al jaren) Tj ET 73 698 30 1 re f 0 0 500 1 re f";
    let output = without(&page(content), &["Jansen"]);
    let steps = String::from_utf8_lossy(&streams(&output).concat()).into_owned();
    assert!(steps.contains("73 698 30 1 re\nn\n") && steps.contains("0 0 500 1 re\nf\n"), "{steps}");
    assert!(text(&output).starts_with("5.1.2e woont"));
}

/// Blocks of black and white, 64 by 64, as a fax; made with libtiff.
const FAX: &str = "26a0786ffffffffffc8472ecbb2ecbb2dfffffffffffc336cdb36cdb0bfffffffff08bb36cdb36cdb2e0fffffffffffc336cdb36cdb0bf\
     ffffffff08bb36cdb36cdb2e0fffffffffffc444447fffffffffff80080080";

/// The same as a JPEG with a comment in it; made with libjpeg.
const JPEG: &str = "ffd8ffe000104a46494600010100000100010000fffe00124b616e617269652076616e204765656cffdb0043001b12141714111b171617\
     1e1c1b2028422b28252528513a3d3042605565645f555d5b6a7899816a7190735b5d85b586909ea3abadab6780bcc9baa6c799a8aba4ff\
     c0000b080040004001011100ffc40017000101010100000000000000000000000000040506ffc4002c1000010203040a03010100000000\
     00000000111201041305143236031522233142648291a15161812141ffda0008010100003f00e98000000000000965e72b4f4d4b536ddd\
     9b4b89d05e1fe1358b6beb5adb8a549bcee555fa87c0b16d7d6b5b714a9379dcaabf50f8162dafad6b6e29526f3b9557ea1f02c5b5f5ad\
     6dc52a4de772aafd43e0a6cd9cbfc8e8e669d37aecaaa24630e3f8540c2b4a4f5dcf6925aa50b9a6d239ef8423c3f88884d9aba4bb77b9\
     de130fb19aba4bb77b9de130fb19aba4bb77b9de130fb19aba4bb77b9de130fb372cd9cbfc8e8e669d37aecaaa24630e3f8540c2b4a4f5\
     dcf6925aa50b9a6d239ef8423c3f88884d9aba4bb77b9de130fb19aba4bb77b9de130fb19aba4bb77b9de130fb19aba4bb77b9de130fb3\
     72cd9cbfc8e8e669d37aecaaa24630e3f8540000000000000000007fffd9";

fn small(filter: &str, bits: u8, hex: &str) -> Vec<u8> {
    let data: String = hex.chars().filter(|letter| !letter.is_whitespace()).collect();
    let dict = format!(
        "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent {bits} {filter}"
    );
    stream(&dict, &(data + ">")).into_bytes()
}

#[test]
fn a_fax_loses_what_lies_under_a_block() {
    let fax = |width| {
        let parms = format!("<</K -1 /Columns {width} /Rows 64 /BlackIs1 true>>");
        small(&format!("/Filter [/ASCIIHexDecode /CCITTFaxDecode] /DecodeParms [null {parms}]"), 1, FAX)
    };
    let output = without(&scan(fax(64), OCR), &["Jansen"]);
    let bits = streams(&output).into_iter().find(|data| data.len() == 8 * 64).unwrap();
    let row = |at: usize| &bits[at * 8..(at + 1) * 8];
    // The block stands at a sixth from the top, where the picture is white; the squares lie lower and stay.
    assert_ne!(row(10), row(2));
    assert_ne!(row(22), row(2));
    let wrong = scan(fax(63), OCR);
    assert_eq!(remove(&wrong, &removals(&wrong, &["Jansen"])), Err(Trouble::Picture("pagina 1".into())));
}

#[test]
fn a_jpeg_loses_what_lies_under_a_block_and_always_its_comments() {
    let input = scan(small("/Filter [/ASCIIHexDecode /DCTDecode]", 8, JPEG), OCR);
    let kept = remove(&input, &[]).unwrap();
    assert!(!kept.windows(7).any(|part| part == b"Kanarie"));
    assert!(kept.windows(4).any(|part| part == b"JFIF"), "the picture itself passes as it is");
    let output = without(&input, &["Jansen"]);
    let samples = streams(&output).into_iter().find(|data| data.len() == 64 * 64).unwrap();
    assert!(
        samples[10 * 64..11 * 64].contains(&0) && samples[2 * 64..3 * 64].iter().all(|&sample| sample > 200)
    );
}
