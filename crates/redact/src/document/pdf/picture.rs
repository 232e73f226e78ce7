//! Pictures: taken over without what hangs on them, or with a part of their samples made empty.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::bilevel;
use super::copy::Copier;
use super::file::File;
use super::filter;
use super::lines::whole;
use super::matrix::Bounds;
use super::object::{Dict, Object, Stream, name_of};
use crate::document::pdf::trouble::Trouble;

/// A picture has at most this many samples.
const SAMPLES: usize = 200 << 20;

/// The keys of a picture that are taken over.
const KEYS: [&str; 8] =
    ["Width", "Height", "BitsPerComponent", "Decode", "Interpolate", "ImageMask", "Intent", "SMaskInData"];

/// Takes a picture over. Of what lies inside `gone`, in parts of its width and height, no sample stays.
pub(super) fn take(copier: &mut Copier<'_, '_>, stream: &Stream, gone: &[Bounds]) -> Result<u32, Trouble> {
    let file = copier.file;
    let mut dict = Dict::from([
        (b"Type".to_vec(), Object::name("XObject")),
        (b"Subtype".to_vec(), Object::name("Image")),
    ]);
    for key in KEYS {
        let value = file.entry(&stream.dict, key);
        let plain = match &value {
            Object::Int(_) | Object::Real(_) | Object::Bool(_) | Object::Name(_) => true,
            Object::Array(items) => items.iter().all(|item| item.number().is_some()),
            _ => false,
        };
        if plain {
            dict.insert(key.as_bytes().to_vec(), value);
        }
    }
    if let Some(space) = stream.dict.get(b"ColorSpace".as_slice()) {
        let space = copier.copy(&full_space(space))?;
        dict.insert(b"ColorSpace".to_vec(), space);
    }
    for key in ["SMask", "Mask"] {
        match file.entry(&stream.dict, key) {
            Object::Stream(mask)
                if !mask.dict.contains_key(b"SMask".as_slice())
                    && !mask.dict.contains_key(b"Mask".as_slice()) =>
            {
                let number = take(copier, &mask, gone)?;
                dict.insert(key.as_bytes().to_vec(), Object::Ref(number));
            }
            Object::Array(range) if range.iter().all(|item| item.number().is_some()) => {
                dict.insert(key.as_bytes().to_vec(), Object::Array(range));
            }
            _ => {}
        }
    }
    let number = copier.output.reserve();
    if gone.is_empty() {
        let unpacked = filter::unpack(file, stream)?;
        match unpacked.picture {
            None => {
                // What stands behind the last row is not the picture.
                let exact = Shape::of(file, stream, None).and_then(Shape::size);
                let length = exact.map_or(unpacked.data.len(), |exact| exact.min(unpacked.data.len()));
                copier.output.put_packed(number, dict, unpacked.data.get(..length).unwrap_or_default());
            }
            Some((name, parms)) => {
                keep(copier, &mut dict, &name, &parms)?;
                let jpeg = matches!(name.as_slice(), b"DCTDecode" | b"DCT");
                let data = if jpeg { bare_jpeg(&unpacked.data) } else { unpacked.data };
                copier.output.put_stream(number, dict, &data);
            }
        }
        return Ok(number);
    }
    let mut raster = decode(file, stream)?;
    for part in gone {
        raster.empty(part);
    }
    dict.insert(b"BitsPerComponent".to_vec(), Object::Int(i32::try_from(raster.shape.bits).unwrap_or(8)));
    copier.output.put_packed(number, dict, &raster.data);
    Ok(number)
}

/// Writes down the filter of a picture that stays packed.
fn keep(copier: &mut Copier<'_, '_>, dict: &mut Dict, name: &[u8], parms: &Dict) -> Result<(), Trouble> {
    let full: &[u8] = match name {
        b"DCT" => b"DCTDecode",
        b"CCF" => b"CCITTFaxDecode",
        other => other,
    };
    dict.insert(b"Filter".to_vec(), Object::Name(full.to_vec()));
    let mut kept = Dict::new();
    for (key, value) in parms {
        let value = copier.file.get(value);
        match value {
            Object::Int(_) | Object::Bool(_) => {
                kept.insert(key.clone(), value);
            }
            Object::Stream(globals) if key == b"JBIG2Globals" => {
                let number = copier.copy_stream(&globals)?;
                kept.insert(key.clone(), Object::Ref(number));
            }
            _ => {}
        }
    }
    if !kept.is_empty() {
        dict.insert(b"DecodeParms".to_vec(), Object::Dict(kept));
    }
    Ok(())
}

fn full_space(space: &Object) -> Object {
    match name_of(space) {
        Some(b"G") => Object::name("DeviceGray"),
        Some(b"RGB") => Object::name("DeviceRGB"),
        Some(b"CMYK") => Object::name("DeviceCMYK"),
        _ => match space {
            Object::Array(items) => {
                let mut items = items.clone();
                for item in items.iter_mut().take(2) {
                    *item = if item.is("I") { Object::name("Indexed") } else { full_space(item) };
                }
                Object::Array(items)
            }
            other => other.clone(),
        },
    }
}

/// A JPEG without what programs write beside the picture: camera data, thumbnails, comments.
fn bare_jpeg(data: &[u8]) -> Vec<u8> {
    let mut out = data.get(..2).unwrap_or_default().to_vec();
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) = data.get(at..at + 4) {
        let length = usize::from(high) << 8 | usize::from(low);
        let Some(segment) = data.get(at..at + 2 + length) else { break };
        // Of the segments for programs only those that change the look: JFIF, colour profile, Adobe.
        let look = !matches!(marker, 0xe1 | 0xe3..=0xed | 0xef | 0xfe);
        if look {
            out.extend_from_slice(segment);
        }
        at += 2 + length;
        if marker == 0xda {
            break;
        }
    }
    let rest = data.get(at..).unwrap_or_default();
    // What stands behind the end of the picture is not the picture.
    let end = rest.windows(2).rposition(|pair| pair == [0xff, 0xd9]).map_or(rest.len(), |end| end + 2);
    out.extend_from_slice(rest.get(..end).unwrap_or_default());
    out
}

/// How a picture is laid out.
#[derive(Clone, Copy)]
struct Shape {
    width: usize,
    height: usize,
    colors: usize,
    bits: usize,
}

impl Shape {
    /// By its dictionary; the filter may know better how many bits a sample has.
    fn of(file: &File<'_>, stream: &Stream, bits: Option<usize>) -> Option<Self> {
        let count = |key: &str| file.entry(&stream.dict, key).count();
        let mask = matches!(file.entry(&stream.dict, "ImageMask"), Object::Bool(true));
        let colors = if mask { 1 } else { colors(file, &file.entry(&stream.dict, "ColorSpace"), 0)? };
        let bits = if mask { 1 } else { bits.or_else(|| count("BitsPerComponent"))? };
        let known = [1, 2, 4, 8, 16].contains(&bits);
        known.then_some(Self { width: count("Width")?, height: count("Height")?, colors, bits })
    }

    fn row(self) -> Option<usize> {
        Some(self.width.checked_mul(self.colors)?.checked_mul(self.bits)?.div_ceil(8))
    }

    /// How many bytes it has.
    fn size(self) -> Option<usize> {
        self.row()?.checked_mul(self.height).filter(|&size| size <= SAMPLES)
    }
}

/// Samples, row by row.
struct Raster {
    shape: Shape,
    data: Vec<u8>,
}

impl Raster {
    /// Makes a part zero, and a sample around it: the part is given in the picture's own space, from its foot.
    fn empty(&mut self, part: &Bounds) {
        let Shape { width, height, colors, bits } = self.shape;
        let columns = span(part.left, part.right, width);
        let rows = span(1.0 - part.top, 1.0 - part.bottom, height);
        let row = self.shape.row().unwrap_or(0);
        let pixel = colors * bits;
        for y in rows {
            let Some(line) = self.data.get_mut(y * row..(y + 1) * row) else { continue };
            for bit in columns.start * pixel..columns.end * pixel {
                if bit % 8 == 0 && bit + 8 <= columns.end * pixel {
                    if let Some(byte) = line.get_mut(bit / 8) {
                        *byte = 0;
                    }
                } else if let Some(byte) = line.get_mut(bit / 8) {
                    *byte &= !(0x80 >> (bit % 8));
                }
            }
        }
    }
}

fn span(from: f64, to: f64, count: usize) -> std::ops::Range<usize> {
    let size = i32::try_from(count).unwrap_or(i32::MAX);
    let from = whole((from * f64::from(size)).floor() - 1.0).clamp(0, size);
    let to = whole((to * f64::from(size)).ceil() + 1.0).clamp(from, size);
    usize::try_from(from).unwrap_or(0)..usize::try_from(to).unwrap_or(count)
}

/// The samples of a picture, when they are known with certainty.
fn decode(file: &File<'_>, stream: &Stream) -> Result<Raster, Trouble> {
    let unknown = || Trouble::Picture(String::new());
    let unpacked = filter::unpack(file, stream)?;
    let filter = unpacked.picture.as_ref().map(|(name, _)| name.as_slice());
    let bits = match filter {
        Some(b"DCTDecode" | b"DCT") => Some(8),
        Some(b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode") => Some(1),
        _ => None,
    };
    let shape = Shape::of(file, stream, bits).ok_or_else(unknown)?;
    let size = shape.size().ok_or(Trouble::TooLarge)?;
    let mut data = match (filter, unpacked.picture.as_ref().map(|(_, parms)| parms)) {
        (None, _) => unpacked.data,
        (Some(b"DCTDecode" | b"DCT"), Some(parms)) if parms.is_empty() => {
            jpeg(&unpacked.data, shape.width, shape.height, shape.colors).ok_or_else(unknown)?
        }
        (Some(b"CCITTFaxDecode" | b"CCF"), Some(parms)) => {
            bilevel::fax(file, &unpacked.data, parms, shape.width, shape.height).ok_or_else(unknown)?
        }
        (Some(b"JBIG2Decode"), Some(parms)) => {
            bilevel::jbig2(file, &unpacked.data, parms, shape.width, shape.height).ok_or_else(unknown)?
        }
        _ => return Err(unknown()),
    };
    if data.len() < size {
        return Err(unknown());
    }
    data.truncate(size);
    Ok(Raster { shape, data })
}

fn jpeg(data: &[u8], width: usize, height: usize, colors: usize) -> Option<Vec<u8>> {
    let space = match colors {
        1 => ColorSpace::Luma,
        3 => ColorSpace::RGB,
        _ => return None,
    };
    let options = DecoderOptions::new_safe().jpeg_set_out_colorspace(space).set_strict_mode(true);
    let options = options.set_max_width(width.max(1)).set_max_height(height.max(1));
    if width.checked_mul(height)? > SAMPLES / 4 {
        return None;
    }
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let components = usize::from(info.components);
    if usize::from(info.width) != width || usize::from(info.height) != height || components != colors {
        return None;
    }
    decoder.decode().ok().filter(|samples| samples.len() == width * height * colors)
}

/// How many samples a pixel has.
fn colors(file: &File<'_>, space: &Object, depth: usize) -> Option<usize> {
    if depth > 4 {
        return None;
    }
    match space {
        Object::Name(name) => match name.as_slice() {
            b"DeviceGray" | b"G" | b"CalGray" => Some(1),
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Some(3),
            b"DeviceCMYK" | b"CMYK" => Some(4),
            _ => None,
        },
        Object::Array(items) => {
            let first = file.get(items.first()?);
            match name_of(&first)? {
                b"CalGray" | b"Indexed" | b"I" | b"Separation" => Some(1),
                b"CalRGB" | b"Lab" => Some(3),
                b"DeviceN" => match file.get(items.get(1)?) {
                    Object::Array(names) => Some(names.len()),
                    _ => None,
                },
                b"ICCBased" => match file.get(items.get(1)?) {
                    Object::Stream(profile) => {
                        file.entry(&profile.dict, "N").count().filter(|n| [1, 3, 4].contains(n))
                    }
                    _ => None,
                },
                _ => colors(file, &first, depth + 1),
            }
        }
        _ => None,
    }
}
