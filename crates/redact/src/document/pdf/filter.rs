//! Unpacking streams, with a bound on what comes out.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::file::File;
use super::lex::{hex_digit, is_space};
use super::object::{Dict, Object, Stream};
use crate::document::pdf::trouble::Trouble;

/// One stream may unfold to this much.
const STREAM: usize = 64 << 20;

/// So many filters may stand behind each other.
const CHAIN: usize = 6;

/// A stream of which every filter that is not for pictures was undone.
pub(super) struct Unpacked {
    pub(super) data: Vec<u8>,
    /// The filter for pictures that is left, with its parameters.
    pub(super) picture: Option<(Vec<u8>, Dict)>,
}

/// The bytes of a stream that is not a picture.
pub(super) fn plain(file: &File<'_>, stream: &Stream) -> Result<Vec<u8>, Trouble> {
    let unpacked = unpack(file, stream)?;
    if unpacked.picture.is_some() { Err(Trouble::Broken) } else { Ok(unpacked.data) }
}

/// Undoes the filters of a stream, from the first to the last or to one for pictures.
pub(super) fn unpack(file: &File<'_>, stream: &Stream) -> Result<Unpacked, Trouble> {
    let filters = list(file, stream.dict.get(b"Filter".as_slice()).or(stream.dict.get(b"F".as_slice())));
    let all_parms =
        list(file, stream.dict.get(b"DecodeParms".as_slice()).or(stream.dict.get(b"DP".as_slice())));
    if filters.len() > CHAIN {
        return Err(Trouble::TooLarge);
    }
    let mut data = stream.data.clone();
    for (index, filter) in filters.iter().enumerate() {
        let Object::Name(name) = filter else { return Err(Trouble::Broken) };
        let parms = match all_parms.get(index) {
            Some(Object::Dict(dict)) => dict.clone(),
            _ => Dict::new(),
        };
        data = match name.as_slice() {
            b"FlateDecode" | b"Fl" => predicted(file, &inflate(&data)?, &parms)?,
            b"LZWDecode" | b"LZW" => predicted(file, &lzw(file, &data, &parms)?, &parms)?,
            b"ASCIIHexDecode" | b"AHx" => hex(&data)?,
            b"ASCII85Decode" | b"A85" => base85(&data)?,
            b"RunLengthDecode" | b"RL" => run_length(&data)?,
            b"DCTDecode" | b"DCT" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode" | b"JPXDecode" => {
                if index + 1 != filters.len() {
                    return Err(Trouble::Broken);
                }
                return Ok(Unpacked { data, picture: Some((name.clone(), parms)) });
            }
            b"Crypt" => return Err(Trouble::Encrypted),
            _ => return Err(Trouble::Broken),
        };
        file.spend(data.len())?;
    }
    Ok(Unpacked { data, picture: None })
}

/// One value or an array of them, with references followed.
pub(super) fn list(file: &File<'_>, object: Option<&Object>) -> Vec<Object> {
    match object.map(|object| file.get(object)) {
        None | Some(Object::Null) => Vec::new(),
        Some(Object::Array(items)) => items.iter().map(|item| file.get(item)).collect(),
        Some(other) => vec![other],
    }
}

/// The items of an array, with references left as they are.
pub(super) fn list_refs(file: &File<'_>, object: Option<&Object>) -> Vec<Object> {
    match object.map(|object| file.get(object)) {
        Some(Object::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// Undoes Deflate, with or without its wrapping. A stream that is cut off gives what came before: the output is made from
/// what was read here, so nothing that was not read can be in it.
pub(super) fn inflate(data: &[u8]) -> Result<Vec<u8>, Trouble> {
    let limit = u64::try_from(STREAM + 1).unwrap_or(u64::MAX);
    let mut out = Vec::new();
    let whole = ZlibDecoder::new(data).take(limit).read_to_end(&mut out);
    if whole.is_err() && out.is_empty() && !data.is_empty() {
        let bare = DeflateDecoder::new(data).take(limit).read_to_end(&mut out);
        if bare.is_err() && out.is_empty() {
            return Err(Trouble::Broken);
        }
    }
    if out.len() > STREAM { Err(Trouble::TooLarge) } else { Ok(out) }
}

fn lzw(file: &File<'_>, data: &[u8], parms: &Dict) -> Result<Vec<u8>, Trouble> {
    let early = file.entry(parms, "EarlyChange").count() != Some(0);
    let order = weezl::BitOrder::Msb;
    let mut decoder = if early {
        weezl::decode::Decoder::with_tiff_size_switch(order, 8)
    } else {
        weezl::decode::Decoder::new(order, 8)
    };
    let mut out = Vec::new();
    let mut rest = data;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let step = decoder.decode_bytes(rest, &mut buffer);
        out.extend_from_slice(buffer.get(..step.consumed_out).unwrap_or_default());
        rest = rest.get(step.consumed_in..).unwrap_or_default();
        if out.len() > STREAM {
            return Err(Trouble::TooLarge);
        }
        match step.status {
            Ok(weezl::LzwStatus::Ok) if step.consumed_in + step.consumed_out > 0 => {}
            Ok(_) => return Ok(out),
            Err(_) => return Err(Trouble::Broken),
        }
    }
}

fn hex(data: &[u8]) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::new();
    let mut half: Option<u8> = None;
    for &byte in data.iter().take_while(|&&byte| byte != b'>').filter(|&&byte| !is_space(byte)) {
        let digit = hex_digit(byte).ok_or(Trouble::Broken)?;
        match half.take() {
            Some(high) => out.push(high << 4 | digit),
            None => half = Some(digit),
        }
    }
    out.extend(half.map(|high| high << 4));
    Ok(out)
}

fn base85(data: &[u8]) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::new();
    let mut group = Vec::new();
    for &byte in data.iter().filter(|&&byte| !is_space(byte)) {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => return Err(Trouble::Broken),
        }
        if group.len() == 5 {
            out.extend_from_slice(&quad(&group)?);
            group.clear();
        }
    }
    if !group.is_empty() {
        let kept = group.len() - 1;
        group.resize(5, 84);
        out.extend_from_slice(quad(&group)?.get(..kept).unwrap_or_default());
    }
    Ok(out)
}

fn quad(group: &[u8]) -> Result<[u8; 4], Trouble> {
    let value = group.iter().fold(0_u64, |value, &digit| value * 85 + u64::from(digit));
    Ok(u32::try_from(value).map_err(|_| Trouble::Broken)?.to_be_bytes())
}

fn run_length(data: &[u8]) -> Result<Vec<u8>, Trouble> {
    let mut out = Vec::new();
    let mut rest = data;
    while let Some((&length, after)) = rest.split_first() {
        let count = usize::from(length);
        if length == 128 {
            break;
        }
        if length < 128 {
            let run = after.get(..=count).ok_or(Trouble::Broken)?;
            out.extend_from_slice(run);
            rest = after.get(count + 1..).unwrap_or_default();
        } else {
            let byte = *after.first().ok_or(Trouble::Broken)?;
            out.resize(out.len() + 257 - count, byte);
            rest = after.get(1..).unwrap_or_default();
        }
        if out.len() > STREAM {
            return Err(Trouble::TooLarge);
        }
    }
    Ok(out)
}

/// Undoes the prediction of samples from their neighbours.
fn predicted(file: &File<'_>, data: &[u8], parms: &Dict) -> Result<Vec<u8>, Trouble> {
    let parameter = |name, default| file.entry(parms, name).count().unwrap_or(default);
    let predictor = parameter("Predictor", 1);
    if predictor <= 1 {
        return Ok(data.to_vec());
    }
    let (colors, bits, columns) =
        (parameter("Colors", 1), parameter("BitsPerComponent", 8), parameter("Columns", 1));
    if !(1..=32).contains(&colors) || ![1, 2, 4, 8, 16].contains(&bits) || !(1..=1 << 20).contains(&columns) {
        return Err(Trouble::Broken);
    }
    let pixel = (colors * bits).div_ceil(8);
    let row = (colors * bits * columns).div_ceil(8);
    if predictor == 2 {
        return if bits == 8 { Ok(tiff(data, pixel, row)) } else { Err(Trouble::Broken) };
    }
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0; row];
    for line in data.chunks(row + 1) {
        let Some((&kind, samples)) = line.split_first() else { break };
        let mut current: Vec<u8> = Vec::with_capacity(row);
        for (index, &sample) in samples.iter().enumerate() {
            let left = index.checked_sub(pixel).and_then(|at| current.get(at)).copied().unwrap_or(0);
            let corner = index.checked_sub(pixel).and_then(|at| above.get(at)).copied().unwrap_or(0);
            let up = above.get(index).copied().unwrap_or(0);
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => return Err(Trouble::Broken),
            };
            current.push(sample.wrapping_add(guess));
        }
        out.extend_from_slice(&current);
        current.resize(row, 0);
        above = current;
    }
    Ok(out)
}

fn tiff(data: &[u8], pixel: usize, row: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    for line in data.chunks(row) {
        let start = out.len();
        for (index, &sample) in line.iter().enumerate() {
            let left = index.checked_sub(pixel).and_then(|at| out.get(start + at)).copied().unwrap_or(0);
            out.push(sample.wrapping_add(left));
        }
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}
