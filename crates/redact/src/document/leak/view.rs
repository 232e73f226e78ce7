//! The layers of an output, taken apart without the readers that made it.

use std::io::Read as _;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::super::refusal;
use super::super::{Format, Refusal};
use super::markup;

/// One layer, in one reading.
pub(super) struct View<'v> {
    /// For people.
    pub(super) place: String,
    pub(super) raw: Option<&'v [u8]>,
    pub(super) text: Option<String>,
    /// Text that people read, in which a short word means something.
    pub(super) is_prose: bool,
    /// A PDF, which has a second reader of its own.
    pub(super) is_pdf: bool,
}

const MOST_UNPACKED: u64 = 400 << 20;
const DEEPEST: usize = 8;
/// A shorter run of letters within a line is a word.
const SHORTEST_BASE64: usize = 24;
/// A line of its own may be a whole body.
const SHORTEST_LINE: usize = 4;

/// Shows every layer of the output.
pub(super) fn each(format: Format, output: &[u8], show: &mut dyn FnMut(&View<'_>)) -> Result<(), Refusal> {
    match format {
        Format::Docx | Format::Odt | Format::Xlsx => archive("", output, 0, show),
        Format::Text | Format::Csv | Format::Markdown => {
            let text = String::from_utf8_lossy(output).into_owned();
            show_text("tekst", &text, format == Format::Markdown, show);
            base64_runs("tekst", &text, 0, show)
        }
        Format::Html => {
            markup_layers("pagina", output, show);
            base64_runs("pagina", &String::from_utf8_lossy(output), 0, show)
        }
        Format::Eml => mail("bericht", output, 0, show),
        Format::Pdf => {
            show(&paper("bestand", output));
            Ok(())
        }
    }
}

/// Something of an unknown kind: what it is by its first bytes.
fn anything(place: &str, bytes: &[u8], depth: usize, show: &mut dyn FnMut(&View<'_>)) -> Result<(), Refusal> {
    if depth > DEEPEST {
        return Err(Refusal::TooLarge { what: refusal::NESTED });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return archive(place, bytes, depth, show);
    }
    if bytes.starts_with(b"%PDF-") {
        show(&paper(place, bytes));
        return Ok(());
    }
    let is_text = std::str::from_utf8(bytes).is_ok();
    if is_text {
        markup_layers(place, bytes, show);
        return mail(place, bytes, depth, show);
    }
    show(&View { place: place.to_owned(), raw: Some(bytes), text: None, is_prose: false, is_pdf: false });
    Ok(())
}

fn paper<'v>(place: &str, bytes: &'v [u8]) -> View<'v> {
    View { place: place.to_owned(), raw: Some(bytes), text: None, is_prose: false, is_pdf: true }
}

fn show_text(place: &str, text: &str, is_encoded: bool, show: &mut dyn FnMut(&View<'_>)) {
    let mut show = |text: String| {
        show(&View { place: place.to_owned(), raw: None, text: Some(text), is_prose: true, is_pdf: false });
    };
    if is_encoded {
        show(markup::percent_decoded(&markup::decoded(text)));
    }
    show(text.to_owned());
}

/// A text with tags: as it stands, with its entities undone, and without its tags in three ways.
fn markup_layers(place: &str, bytes: &[u8], show: &mut dyn FnMut(&View<'_>)) {
    let source = String::from_utf8_lossy(bytes);
    let decoded = markup::decoded(&source);
    let view = |raw, text, is_prose| View {
        place: place.to_owned(),
        raw,
        text: Some(text),
        is_prose,
        is_pdf: false,
    };
    let bytes = Some(bytes).filter(|bytes| std::str::from_utf8(bytes).is_err());
    show(&view(bytes, markup::percent_decoded(&decoded), false));
    for gap in [markup::Gap::None, markup::Gap::Blocks, markup::Gap::All] {
        show(&view(None, markup::decoded(&markup::without_tags(&source, gap)), true));
    }
}

/// Every file in an archive, found by its local header; between two files there may be nothing.
fn archive(place: &str, bytes: &[u8], depth: usize, show: &mut dyn FnMut(&View<'_>)) -> Result<(), Refusal> {
    let broken = Refusal::NotSearched { what: refusal::ARCHIVE, place: None };
    show(&View {
        place: format!("{place}archief"),
        raw: Some(bytes),
        text: None,
        is_prose: false,
        is_pdf: false,
    });
    let mut rest = bytes;
    let mut unpacked = 0_u64;
    while rest.starts_with(b"PK\x03\x04") {
        let number = |at: usize, length: usize| {
            let bytes = rest.get(at..at + length)?;
            Some(bytes.iter().rev().fold(0_usize, |number, byte| number << 8 | usize::from(*byte)))
        };
        let header = (number(6, 2), number(8, 2), number(18, 4), number(26, 2), number(28, 2));
        let (Some(flags), Some(method), Some(packed), Some(name), Some(extra)) = header else {
            return Err(broken);
        };
        let start = 30 + name + extra;
        let (Some(name), Some(data)) = (rest.get(30..30 + name), rest.get(start..start + packed)) else {
            return Err(broken);
        };
        // Encrypted, or with its size after the data: not written here.
        if flags & 0b1001 != 0 {
            return Err(broken);
        }
        let mut contents = Vec::new();
        let limit = MOST_UNPACKED - unpacked.min(MOST_UNPACKED);
        match method {
            0 => contents.extend_from_slice(data),
            8 => {
                let inflated = flate2::read::DeflateDecoder::new(data).take(limit).read_to_end(&mut contents);
                inflated.map_err(|_| broken.clone())?;
            }
            _ => return Err(broken),
        }
        unpacked += contents.len() as u64;
        if unpacked >= MOST_UNPACKED {
            return Err(Refusal::TooLarge { what: refusal::UNPACKED_SIZE });
        }
        let name = String::from_utf8_lossy(name).into_owned();
        show_text(&format!("{place}archief"), &name, false, show);
        anything(&format!("{place}{name}"), &contents, depth + 1, show)?;
        rest = rest.get(start + packed..).unwrap_or_default();
    }
    // What follows the files must be their list, or there is something we did not see.
    if rest.starts_with(b"PK\x01\x02") { Ok(()) } else { Err(broken) }
}

/// A message, without looking at how it is built: quoted-printable undone everywhere, every block of base64, every encoded
/// word in a header.
fn mail(place: &str, bytes: &[u8], depth: usize, show: &mut dyn FnMut(&View<'_>)) -> Result<(), Refusal> {
    if depth > DEEPEST {
        return Err(Refusal::TooLarge { what: refusal::NESTED });
    }
    let source = String::from_utf8_lossy(bytes);
    show(&View {
        place: place.to_owned(),
        raw: Some(bytes).filter(|bytes| std::str::from_utf8(bytes).is_err()),
        text: Some(source.clone().into_owned()),
        is_prose: true,
        is_pdf: false,
    });
    let quoted = String::from_utf8_lossy(&markup::quoted_decoded(bytes)).into_owned();
    let words = markup::words_decoded(&source);
    for text in [quoted, words] {
        show(&View { place: place.to_owned(), raw: None, text: Some(text), is_prose: true, is_pdf: false });
    }
    base64_runs(place, &source, depth, show)
}

/// Every run of base64, also over lines.
fn base64_runs(
    place: &str,
    text: &str,
    depth: usize,
    show: &mut dyn FnMut(&View<'_>),
) -> Result<(), Refusal> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true),
    );
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/');
    let mut blocks: Vec<String> = Vec::new();
    let mut continues = false;
    for line in text.lines() {
        let whole = line.len() >= SHORTEST_LINE || continues;
        if whole && !line.is_empty() && line.trim_end_matches('=').chars().all(is_base64) {
            match blocks.last_mut().filter(|_| continues) {
                Some(block) => block.push_str(line.trim_end_matches('=')),
                None => blocks.push(line.trim_end_matches('=').to_owned()),
            }
            continues = !line.ends_with('=');
            continue;
        }
        continues = false;
        blocks.extend(
            line.split(|c| !is_base64(c)).filter(|run| run.len() >= SHORTEST_BASE64).map(str::to_owned),
        );
    }
    for mut block in blocks {
        // A run may end in the middle of a group: what is whole is enough.
        if block.len() % 4 == 1 {
            block.pop();
        }
        if let Ok(bytes) = LENIENT.decode(&block) {
            anything(&format!("{place} (gecodeerd)"), &bytes, depth + 1, show)?;
        }
    }
    Ok(())
}
