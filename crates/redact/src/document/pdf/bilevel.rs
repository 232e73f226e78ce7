//! Pictures of two colours, as scanners pack them: fax (CCITT) and JBIG2.

use hayro_ccitt::{DecodeSettings, DecoderContext, EncodingMode};

use super::file::File;
use super::filter;
use super::object::{Dict, Object};

/// The bits of a fax, one row after the other, or nothing when a row is not as it should be.
pub(super) fn fax(
    file: &File<'_>,
    data: &[u8],
    parms: &Dict,
    width: usize,
    height: usize,
) -> Option<Vec<u8>> {
    let flag = |key: &str, default: bool| match file.entry(parms, key) {
        Object::Bool(value) => value,
        _ => default,
    };
    let kind = file.entry(parms, "K").number().unwrap_or(0.0);
    let columns = file.entry(parms, "Columns").count().unwrap_or(1728);
    if columns != width {
        return None;
    }
    let settings = DecodeSettings {
        columns: u32::try_from(width).ok()?,
        rows: u32::try_from(height).ok()?,
        end_of_block: flag("EndOfBlock", true),
        end_of_line: flag("EndOfLine", false),
        rows_are_byte_aligned: flag("EncodedByteAlign", false),
        encoding: if kind < 0.0 {
            EncodingMode::Group4
        } else if kind > 0.0 {
            EncodingMode::Group3_2D { k: 1 }
        } else {
            EncodingMode::Group3_1D
        },
        invert_black: flag("BlackIs1", false),
    };
    let mut rows = Rows::new(width, height);
    let mut context = DecoderContext::new(settings);
    hayro_ccitt::decode(data, &mut rows, &mut context).ok()?;
    rows.finish()
}

/// The bits of a JBIG2 picture. In a PDF a black dot is a zero, whatever JBIG2 says.
pub(super) fn jbig2(
    file: &File<'_>,
    data: &[u8],
    parms: &Dict,
    width: usize,
    height: usize,
) -> Option<Vec<u8>> {
    let globals = match file.entry(parms, "JBIG2Globals") {
        Object::Stream(stream) => Some(filter::plain(file, &stream).ok()?),
        _ => None,
    };
    let image = hayro_jbig2::Image::new_embedded(data, globals.as_deref()).ok()?;
    if usize::try_from(image.width()) != Ok(width) || usize::try_from(image.height()) != Ok(height) {
        return None;
    }
    let mut rows = Rows::new(width, height);
    image.decode(&mut rows).ok()?;
    rows.finish()
}

/// Rows of bits, each of which begins with a byte of its own.
struct Rows {
    width: usize,
    height: usize,
    /// How many dots the open row has.
    column: usize,
    bytes: Vec<u8>,
    done: usize,
    wrong: bool,
}

impl Rows {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, column: 0, bytes: Vec::new(), done: 0, wrong: false }
    }

    fn push(&mut self, set: bool, count: u32) {
        for _ in 0..count {
            if self.column >= self.width || self.done >= self.height {
                self.wrong = true;
                return;
            }
            if self.column.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if set && let Some(last) = self.bytes.last_mut() {
                *last |= 0x80 >> (self.column % 8);
            }
            self.column += 1;
        }
    }

    fn line(&mut self) {
        self.wrong |= self.column != self.width;
        self.column = 0;
        self.done += 1;
    }

    fn finish(self) -> Option<Vec<u8>> {
        (!self.wrong && self.column == 0 && self.done == self.height).then_some(self.bytes)
    }
}

impl hayro_ccitt::Decoder for Rows {
    fn push_pixels(&mut self, white: bool, count: u32) {
        self.push(white, count);
    }

    fn next_line(&mut self) {
        self.line();
    }
}

impl hayro_jbig2::Decoder for Rows {
    fn push_pixel(&mut self, black: bool) {
        self.push(!black, 1);
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        self.push(!black, chunk_count.saturating_mul(8));
    }

    fn next_line(&mut self) {
        self.line();
    }
}
