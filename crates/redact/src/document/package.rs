//! The container of office files: an archive, read with bounds and written without a trace of time or place.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::collect::{Collector, MOST_BYTES};
use super::refusal::{self, Refusal};

const MOST_PARTS: usize = 5_000;
/// A text of one repeated letter packs a thousand times; what people write packs ten times, a sheet fifty.
const TIGHTEST: u64 = 400;
/// Below this a tight part does no harm.
const SMALL: u64 = 4 << 20;

/// Every part by its name.
pub(super) type Parts = BTreeMap<String, Vec<u8>>;

/// Unpacks an archive.
pub(super) fn read(bytes: &[u8], collector: &mut Collector) -> Result<Parts, Refusal> {
    let broken = |_| Refusal::Broken { what: refusal::ARCHIVE };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        return Err(Refusal::TooLarge { what: refusal::PARTS });
    }
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let raw = archive.by_index_raw(index).map_err(broken)?;
        if raw.encrypted() {
            return Err(Refusal::Encrypted);
        }
        if raw.size() > SMALL && raw.size() / raw.compressed_size().max(1) > TIGHTEST {
            return Err(Refusal::TooLarge { what: refusal::RATIO });
        }
        drop(raw);
        let part = archive.by_index(index).map_err(broken)?;
        let name = part.name().map_err(broken)?.trim_start_matches('/').to_owned();
        if name.ends_with('/') {
            continue;
        }
        // The size it says is a claim; what is read is counted.
        let mut contents = Vec::new();
        let most = MOST_BYTES as u64 + 1;
        part.take(most).read_to_end(&mut contents).map_err(|_| Refusal::Broken { what: refusal::ARCHIVE })?;
        collector.unpacked(contents.len())?;
        if parts.insert(name, contents).is_some() {
            // Two parts of one name: one reader sees the first, another the second.
            return Err(Refusal::Broken { what: refusal::ARCHIVE });
        }
    }
    Ok(parts)
}

/// Packs parts in this order; the first may be stored as it is, as `OpenDocument` wants its type.
pub(super) fn write(parts: &[(String, Vec<u8>)], is_first_stored: bool) -> Result<Vec<u8>, Refusal> {
    let broken = |_| Refusal::Broken { what: refusal::ARCHIVE };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, contents)) in parts.iter().enumerate() {
        let method = if index == 0 && is_first_stored {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default());
        writer.start_file(name.as_str(), options).map_err(broken)?;
        writer.write_all(contents).map_err(|_| Refusal::Broken { what: refusal::ARCHIVE })?;
    }
    Ok(writer.finish().map_err(broken)?.into_inner())
}
