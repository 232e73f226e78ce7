//! What holds for any text: no panic, spans inside the text and on character boundaries, in order, without overlap; and
//! the same again. Chance is seeded, so a failure comes back.

use redact::training::Chance;
use redact::{Finding, Officials, Options, Regime, detect, replacements};

/// Pieces that detectors look for, halves of them, and characters that are hard on byte positions.
const PIECES: &[&str] = &[
    "Mevrouw ",
    "de heer ",
    "Jansen",
    "J.P. ",
    "van der ",
    "Berg",
    "'t ",
    "De Vries",
    "\n",
    "\n\n",
    " ",
    ", ",
    ". ",
    ": ",
    "-\n",
    "- ",
    "\u{AD}",
    "\u{A0}",
    "e\u{301}",
    "ß",
    "İ",
    "ı",
    "ǅ",
    "\u{301}",
    "👨‍👩‍👧",
    "\u{202E}",
    "\u{FEFF}",
    "中文",
    "العربية",
    "06-12345678",
    "06",
    "+31 ",
    "(0348) ",
    "111222333",
    "1112.22.333",
    "NL91ABNA0417164300",
    "NL91 ABNA ",
    "3441 AB",
    "3441",
    "AB-12-CD",
    "geb. ",
    "geboren op ",
    "12-03-1985",
    "31 maart '77",
    "Kerkstraat 12a",
    "Kerkstraat ",
    "12",
    "bis",
    "a@b.nl",
    "@",
    "[at]",
    "dossiernummer ",
    "kenmerk: ",
    "Z-2019/12345",
    "Aanwezig:\n",
    "Hoogachtend,\n",
    "kenteken ",
    "borstkanker",
    "licht verstandelijk beperkt",
    "'s",
    "'",
    "\"",
    "(",
    ")",
    "|",
    "\t",
    "\r\n",
    "v.d. ",
    "Koning - van den ",
    "\0",
    "K.",
    "x",
    "1",
    "É",
    "𝐉𝐚𝐧",
];

fn text(chance: &mut Chance) -> String {
    let mut text = String::new();
    for _ in 0..chance.below(60) {
        if chance.below(12) == 0 {
            text.extend(char::from_u32(u32::try_from(chance.below(0x11_0000)).unwrap_or(0)));
        } else {
            text.push_str(chance.pick(PIECES).copied().unwrap_or_default());
        }
    }
    text
}

fn options(chance: &mut Chance) -> Options {
    Options {
        regime: if chance.below(2) == 0 { Regime::Woo } else { Regime::Wob },
        known: if chance.below(3) == 0 {
            vec![text(chance), "Anna van der Berg".to_owned()]
        } else {
            Vec::new()
        },
        client_numbers: if chance.below(3) == 0 {
            vec!["WIL-##@".to_owned(), text(chance)]
        } else {
            Vec::new()
        },
        officials: if chance.below(2) == 0 { Officials::Find } else { Officials::Leave },
        small_count: u32::try_from(chance.below(20)).unwrap_or(5),
        threshold: u8::try_from(chance.below(101)).unwrap_or(50),
    }
}

fn holds(text: &str, found: &[Finding]) {
    let mut end = 0;
    for finding in found {
        assert!(
            text.get(finding.span.clone()).is_some_and(|part| !part.is_empty()),
            "{finding:?} in {text:?}"
        );
        assert!(finding.span.start >= end, "{finding:?} overlaps in {text:?}");
        assert!(finding.confidence <= 100);
        end = finding.span.end;
    }
}

#[test]
fn any_text_gives_spans_in_order_inside_it() {
    let mut chance = Chance(7);
    for _ in 0..1_500 {
        let text = text(&mut chance);
        let options = options(&mut chance);
        let found = detect(&text, &options);
        holds(&text, &found);
        assert_eq!(found, detect(&text, &options));
        assert_eq!(replacements(&[(&text, &found)])[0].len(), found.len());
    }
}

#[test]
fn a_long_text_takes_time_in_proportion() {
    for piece in PIECES {
        // Nothing may grow with the square of the length: this would then take minutes.
        let text = piece.repeat(3_000);
        holds(&text, &detect(&text, &Options::default()));
    }
}
