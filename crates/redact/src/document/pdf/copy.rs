//! Takes over what a page needs (fonts, colours, functions) by a list of what may pass. Everything else stays behind: notes,
//! metadata, scripts, attachments, thumbnails, structure, private data of programs.

use std::collections::HashMap;

use super::file::File;
use super::filter;
use super::object::{Dict, Object, Stream};
use super::output::Output;
use crate::document::pdf::trouble::Trouble;

/// Values may lie in each other this deep.
const DEPTH: usize = 24;

/// The keys that may pass, of whatever dictionary.
const KEYS: [&str; 107] = [
    "AIS",
    "Alternate",
    "AntiAlias",
    "Ascent",
    "AvgWidth",
    "BBox",
    "BC",
    "BM",
    "Background",
    "BaseEncoding",
    "BaseFont",
    "BitsPerComponent",
    "BitsPerCoordinate",
    "BitsPerFlag",
    "BitsPerSample",
    "BlackPoint",
    "Bounds",
    "C0",
    "C1",
    "CA",
    "CIDSystemInfo",
    "CIDToGIDMap",
    "CS",
    "CapHeight",
    "ColorSpace",
    "Coords",
    "D",
    "DW",
    "Decode",
    "DescendantFonts",
    "Descent",
    "Differences",
    "Domain",
    "Encode",
    "Encoding",
    "Extend",
    "FL",
    "FirstChar",
    "Flags",
    "Font",
    "FontBBox",
    "FontDescriptor",
    "FontFile",
    "FontFile2",
    "FontFile3",
    "FontMatrix",
    "FontName",
    "FontStretch",
    "FontWeight",
    "Function",
    "FunctionType",
    "Functions",
    "Gamma",
    "Height",
    "I",
    "Intent",
    "Interpolate",
    "ItalicAngle",
    "K",
    "LC",
    "LJ",
    "LW",
    "LastChar",
    "Leading",
    "Length1",
    "Length2",
    "Length3",
    "ML",
    "Mask",
    "Matrix",
    "Matte",
    "MaxWidth",
    "MissingWidth",
    "N",
    "OP",
    "OPM",
    "Order",
    "Ordering",
    "PaintType",
    "PatternType",
    "RI",
    "Range",
    "Registry",
    "S",
    "SA",
    "SM",
    "Shading",
    "ShadingType",
    "Size",
    "StemH",
    "StemV",
    "Subtype",
    "Supplement",
    "TK",
    "TilingType",
    "ToUnicode",
    "Type",
    "VerticesPerRow",
    "W",
    "WhitePoint",
    "Width",
    "Widths",
    "XHeight",
    "XStep",
    "YStep",
    "ca",
    "op",
];

/// Copies from a file to an output, each object once.
pub(super) struct Copier<'f, 'a> {
    pub(super) file: &'f File<'a>,
    pub(super) output: Output,
    known: HashMap<u32, u32>,
}

impl<'f, 'a> Copier<'f, 'a> {
    pub(super) fn new(file: &'f File<'a>) -> Self {
        Self { file, output: Output::default(), known: HashMap::new() }
    }

    /// The value, with what it refers to.
    pub(super) fn copy(&mut self, object: &Object) -> Result<Object, Trouble> {
        self.nested(object, 0)
    }

    /// The keys of a dictionary that may pass, with their values.
    pub(super) fn copy_dict(&mut self, dict: &Dict) -> Result<Dict, Trouble> {
        self.nested_dict(dict, 0)
    }

    /// Puts a stream in the output that is not a picture.
    pub(super) fn copy_stream(&mut self, stream: &Stream) -> Result<u32, Trouble> {
        let number = self.output.reserve();
        self.stream(number, stream, 0)?;
        Ok(number)
    }

    fn nested(&mut self, object: &Object, depth: usize) -> Result<Object, Trouble> {
        if depth > DEPTH {
            return Err(Trouble::TooLarge);
        }
        Ok(match object {
            Object::Array(items) => {
                // A palette is written as a string, and is no text.
                let palette = items.first().is_some_and(|first| first.is("Indexed"));
                let items: Result<Vec<_>, _> = items
                    .iter()
                    .map(|item| match item {
                        Object::Text(_) if palette => Ok(item.clone()),
                        _ => self.nested(item, depth + 1),
                    })
                    .collect();
                Object::Array(items?)
            }
            Object::Dict(dict) => Object::Dict(self.nested_dict(dict, depth)?),
            Object::Ref(number) => match self.known.get(number) {
                Some(&known) => Object::Ref(known),
                None => self.reference(*number, depth)?,
            },
            Object::Stream(stream) => {
                let number = self.output.reserve();
                self.stream(number, stream, depth)?;
                Object::Ref(number)
            }
            // Other strings say something to a person.
            Object::Text(_) => Object::Null,
            simple => simple.clone(),
        })
    }

    fn reference(&mut self, number: u32, depth: usize) -> Result<Object, Trouble> {
        let found = self.file.get(&Object::Ref(number));
        if matches!(found, Object::Null) {
            return Ok(Object::Null);
        }
        let new = self.output.reserve();
        self.known.insert(number, new);
        match found {
            Object::Stream(stream) => self.stream(new, &stream, depth)?,
            other => {
                let copied = self.nested(&other, depth + 1)?;
                self.output.put(new, &copied);
            }
        }
        Ok(Object::Ref(new))
    }

    fn stream(&mut self, number: u32, stream: &Stream, depth: usize) -> Result<(), Trouble> {
        let data = filter::plain(self.file, stream)?;
        let dict = self.nested_dict(&stream.dict, depth)?;
        self.output.put_packed(number, dict, &data);
        Ok(())
    }

    fn nested_dict(&mut self, dict: &Dict, depth: usize) -> Result<Dict, Trouble> {
        let mut kept = Dict::new();
        for (key, value) in dict {
            if (key == b"Registry" || key == b"Ordering") && matches!(value, Object::Text(_)) {
                // The name of a set of characters, without which a font does not work.
                kept.insert(key.clone(), value.clone());
            } else if KEYS.iter().any(|known| known.as_bytes() == key.as_slice()) {
                kept.insert(key.clone(), self.nested(value, depth + 1)?);
            }
        }
        Ok(kept)
    }
}
