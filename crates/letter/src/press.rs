//! The typesetter: our template, our fonts, and the data of one letter.
//!
//! The world that `typst` sees holds exactly two files, the template and the data, and no clock; packages, files and
//! the network do not exist in it.

use crate::LetterError;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The name under which the template reads its data.
const DATA: &str = "letter.json";

static PRESS: LazyLock<Press> = LazyLock::new(Press::new);

/// What is the same for all letters.
struct Press {
    functions: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

/// The press with the data of one letter on it.
struct Loaded {
    press: &'static Press,
    data: Bytes,
}

/// Typesets the data (JSON) and writes it as PDF. `reference` tells this document from others.
pub(crate) fn print(data: &str, reference: &str) -> Result<Vec<u8>, LetterError> {
    let loaded = Loaded { press: &PRESS, data: Bytes::new(data.as_bytes().to_vec()) };
    let outcome = typeset(&loaded, reference);
    // The typesetter remembers what it computed, in memory of the whole process: that would keep what letters say
    // about people, and grow. What is lost with it is little, see `bench_letter`.
    typst::comemo::evict(0);
    outcome
}

/// Whether one of the fonts has a glyph for the character.
pub(crate) fn has_glyph(character: char) -> bool {
    PRESS.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
}

fn typeset(loaded: &Loaded, reference: &str) -> Result<Vec<u8>, LetterError> {
    let document = typst::compile::<PagedDocument>(loaded).output.map_err(|_| LetterError::Typesetting)?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|_| LetterError::Standards)?;
    let options = PdfOptions {
        ident: Smart::Custom(reference.to_owned()),
        creator: Smart::Custom(Some("Waarborg".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|_| LetterError::Standards)
}

impl Press {
    fn new() -> Self {
        // The template names them in the same order: the first is for text, the others for what it lacks.
        let files: [&'static [u8]; 4] = [
            notosans::REGULAR_TTF,
            notosans::BOLD_TTF,
            dejavu::sans::regular(),
            epaint_default_fonts::NOTO_EMOJI_REGULAR,
        ];
        let fonts: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        Self {
            functions: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::detached(include_str!("../template.typ")),
        }
    }
}

impl World for Loaded {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.functions
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.template.id() {
            Ok(self.press.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.get().vpath().get_without_slash() == DATA {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
