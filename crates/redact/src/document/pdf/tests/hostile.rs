//! Files that are broken, too large, or made to do harm: they are refused, in bounded time, and nothing panics.

use super::make::{Sheet, deflate, file, file_of, packed, page, stream};
use super::{leaks, passages, refusal, removals, remove, text, without};
use crate::document::pdf::trouble::Trouble;

fn bytes(objects: Vec<String>) -> Vec<Vec<u8>> {
    objects.into_iter().map(String::into_bytes).collect()
}

#[test]
fn what_is_closed_is_refused() {
    let objects = bytes(Sheet::default().objects());
    assert_eq!(refusal(&file_of(&objects, "/Encrypt <</Filter /Standard>>")), Trouble::Encrypted);
    let root = |root| refusal(&Sheet { root, ..Sheet::default() }.file());
    assert_eq!(root("/AcroForm <</XFA [(a) 5 0 R]>>"), Trouble::Form);
    assert_eq!(root("/AcroForm <</SigFlags 3>>"), Trouble::Signed);
    assert_eq!(root("/Perms <</DocMDP 5 0 R>>"), Trouble::Signed);
    let page = "/Annots [<</Subtype /Widget /FT /Sig /V <</Type /Sig>>>>]";
    assert_eq!(refusal(&Sheet { page, ..Sheet::default() }.file()), Trouble::Signed);
}

#[test]
fn what_is_no_pdf_is_refused() {
    for input in [
        b"".as_slice(),
        b"%PDF-1.7",
        b"PK\x03\x04 word/document.xml",
        b"%PDF-1.4\nstartxref\n0\n%%EOF",
        &[0xff; 5000],
    ] {
        assert_eq!(refusal(input), Trouble::Broken);
        assert_eq!(remove(input, &[]), Err(Trouble::Broken));
    }
}

#[test]
fn a_wrong_table_is_repaired() {
    let input = page("BT /F 12 Tf 72 700 Td (Jansen) Tj ET");
    let shifted = [b"%PDF-1.4\n%junk that moves everything\n".as_slice(), &input].concat();
    assert_eq!(text(&shifted), "Jansen");
    let end = input.windows(5).rposition(|window| window == b"xref\n").unwrap();
    without(&input[..end], &["Jansen"]);
}

#[test]
fn circles_end() {
    let tree = |kids: &str| {
        let mut objects = Sheet::default().objects();
        objects[1] = format!("<</Type /Pages /Kids [{kids}] /Count 1>>");
        file(&objects)
    };
    assert_eq!(refusal(&tree("2 0 R")), Trouble::Broken);
    assert_eq!(refusal(&tree("3 0 R 3 0 R")), Trouble::Broken);
    let own = [stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</Fm 7 0 R>>>>",
        "/Fm Do",
    )];
    let input =
        Sheet { content: "/Fm Do", resources: "/XObject <</Fm 7 0 R>>", more: &own, ..Sheet::default() }
            .file();
    assert_eq!(refusal(&input), Trouble::TooLarge);
    let refs = ["8 0 R".to_owned(), "7 0 R".to_owned()];
    let input = Sheet {
        content: "/Fm Do BT /F 9 Tf (ja) Tj ET",
        resources: "/XObject <</Fm 7 0 R>>",
        more: &refs,
        ..Sheet::default()
    }
    .file();
    assert_eq!(text(&input), "ja");
    let prev = String::from_utf8(page("")).unwrap();
    let at = prev.rfind("startxref").unwrap();
    let table: usize = prev.split_at(at + 9).1.split_whitespace().next().unwrap().parse().unwrap();
    let input = prev.replace("/Size 7 ", &format!("/Size 7 /Prev {table} "));
    assert_eq!(passages(input.as_bytes()), Ok(vec![]));
}

#[test]
fn forms_that_double_each_time_end() {
    let mut more = Vec::new();
    for level in 0..11 {
        let next = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</Fm {} 0 R>>>>",
            level + 8
        );
        more.push(stream(&next, &"/Fm Do ".repeat(40)));
    }
    more.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <<>>", "q Q"));
    let input =
        Sheet { content: "/Fm Do", resources: "/XObject <</Fm 7 0 R>>", more: &more, ..Sheet::default() }
            .file();
    assert_eq!(refusal(&input), Trouble::TooLarge);
}

#[test]
fn bombs_do_not_go_off() {
    let zeros = vec![b' '; 70 << 20];
    let mut objects = bytes(Sheet::default().objects());
    objects[3] = packed("", &zeros);
    assert_eq!(refusal(&file_of(&objects, "")), Trouble::TooLarge);
    // A bomb inside a bomb, behind a chain of filters.
    let once = deflate(&zeros);
    objects[3] = packed("", &once);
    let chain = String::from_utf8_lossy(b"/Filter /FlateDecode").into_owned();
    let at = objects[3].windows(chain.len()).position(|window| window == chain.as_bytes()).unwrap();
    objects[3].splice(at..at + chain.len(), b"/Filter [/FlateDecode /FlateDecode]".iter().copied());
    assert_eq!(refusal(&file_of(&objects, "")), Trouble::TooLarge);
    let chain = stream(&format!("/Filter [{}]", "/ASCIIHexDecode ".repeat(50)), "00>");
    objects[3] = chain.into_bytes();
    assert_eq!(refusal(&file_of(&objects, "")), Trouble::TooLarge);
}

#[test]
fn values_that_lie_deep_are_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(refusal(&page(&format!("{deep} Tj"))), Trouble::Broken);
    let root = format!("/Deep {deep}");
    assert_eq!(refusal(&Sheet { root: &root, ..Sheet::default() }.file()), Trouble::Broken);
}

#[test]
fn five_hundred_pages() {
    let mut objects = Sheet::default().objects();
    let mut kids = String::new();
    let line = "BT /F 11 Tf 72 700 Td 14 TL (Regel met mevrouw Jansen en veel woorden daaromheen) Tj (nog een regel) ' ET ";
    objects.push(stream("", &line.repeat(6)));
    for _ in 0..500 {
        objects.push(
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources <</Font <</F 5 0 R>>>>>>".to_owned(),
        );
        kids.extend([format!("{} 0 R ", objects.len())]);
    }
    objects[1] = format!("<</Type /Pages /Kids [{kids}] /Count 500>>");
    let input = file(&objects);
    assert_eq!(passages(&input).unwrap().len(), 500);
    let output = remove(&input, &removals(&input, &["Jansen"])).unwrap();
    assert_eq!(leaks(&output, &["Jansen".into()]), Ok(vec![]));
}

/// Seeded chance, so that a failure can be seen again.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 16 & 0x7fff_ffff).unwrap()
}

#[test]
fn changed_bytes_never_panic() {
    let more = [
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 500 50] /Resources <</Font <</F 5 0 R>>>>",
            "BT /F 10 Tf (Kop Jansen) Tj ET",
        ),
        stream(
            "/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8",
            "0123456789abcdef",
        ),
        "<</Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [10 0 R] /ToUnicode 11 0 R>>"
            .to_owned(),
        "<</Subtype /CIDFontType2 /W [1 [500] 3 5 520]>>".to_owned(),
        stream("", "1 beginbfrange <0001> <0003> <004a> endbfrange 1 beginbfchar <0004> <0061> endbfchar"),
    ];
    let content = "q 1 0 0 1 72 700 cm /Fm Do Q q 100 0 0 100 72 690 cm /Im Do Q BT /F 12 Tf 72 700 Td [(Jan) -20 (sen)] TJ ET \
                   q BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q BT /W 12 Tf <00010002> Tj ET";
    let mut objects =
        Sheet { content, resources: "/XObject <</Fm 7 0 R /Im 8 0 R>>", more: &more, ..Sheet::default() }
            .objects();
    objects[2] = objects[2].replace("/T 6 0 R", "/W 9 0 R");
    let input = file(&objects);
    assert!(text(&input).contains("Jansen"));
    let mut state = 0x5eed;
    let mut outputs = 0;
    for _ in 0..1500 {
        let mut changed = input.clone();
        for _ in 0..=next(&mut state) % 6 {
            let at = next(&mut state) % changed.len();
            match next(&mut state) % 4 {
                0 => changed[at] = u8::try_from(next(&mut state) % 256).unwrap(),
                1 => changed.truncate(at.max(20)),
                2 => {
                    let to = (at + next(&mut state) % 40).min(changed.len());
                    let copy = changed[at..to].to_vec();
                    let into = next(&mut state) % changed.len();
                    changed.splice(into..into, copy);
                }
                _ => changed[at] = b"0123456789<>()[]/ R"[next(&mut state) % 19],
            }
        }
        let Ok(read) = passages(&changed) else { continue };
        let words: Vec<&str> = ["Jansen", "Kop"]
            .into_iter()
            .filter(|word| read.iter().any(|passage| passage.text.contains(word)))
            .collect();
        let Ok(output) = remove(&changed, &removals(&changed, &words)) else { continue };
        // A change may have copied a word into a place that the first reader does not read, such as the map of a font. Then
        // the second reader has to say so, and there is no output.
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        if leaks(&output, &words).unwrap().is_empty() {
            let squeezed = |bytes: &[u8]| {
                bytes.iter().filter(|byte| !byte.is_ascii_whitespace()).copied().collect::<Vec<u8>>()
            };
            let raw = squeezed(&super::super::leaks::unpacked(&output).concat());
            assert!(
                words.iter().all(
                    |word| word.len() < 6 || !raw.windows(word.len()).any(|part| part == word.as_bytes())
                )
            );
        }
        outputs += 1;
    }
    assert!(outputs > 100, "only {outputs} changed files could still be read");
}
