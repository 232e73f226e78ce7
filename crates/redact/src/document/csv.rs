//! Tables as text: each cell is a passage.

use super::collect::{Collector, Draft, Edits};
use super::plain::decode;
use super::refusal::{self, Refusal};

/// The rows, with the separator they were read with.
pub(super) struct Table {
    separator: u8,
    rows: Vec<Vec<Cell>>,
}

struct Cell {
    text: String,
    slot: Option<usize>,
}

pub(super) fn open(bytes: &[u8], collector: &mut Collector) -> Result<Table, Refusal> {
    let text = decode(bytes)?;
    let separator = separator(&text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut heads: Vec<String> = Vec::new();
    collector.grid.table();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|_| Refusal::Broken { what: refusal::TABLE })?;
        let mut cells = Vec::with_capacity(record.len());
        collector.read(record.len())?;
        for (column, text) in record.iter().enumerate() {
            // The head of the column tells a person what a cell is; it is short or it is no head.
            let head = heads.get(column).filter(|head| row > 0 && !head.is_empty() && head.len() <= 40);
            let place = match head {
                Some(head) => format!("rij {}, kolom {} ({head})", row + 1, column + 1),
                None => format!("rij {}, kolom {}", row + 1, column + 1),
            };
            collector.grid.at(row + 1, column + 1);
            let mut draft = Draft::new(place, false);
            let slot = draft.slot(text, collector);
            collector.keep(draft)?;
            cells.push(Cell { text: text.to_owned(), slot });
        }
        if row == 0 {
            heads = cells.iter().map(|cell| cell.text.clone()).collect();
        }
        rows.push(cells);
    }
    collector.grid.end();
    Ok(Table { separator, rows })
}

impl Table {
    /// In UTF-8, whatever it was.
    pub(super) fn write(self, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        let mut writer =
            csv::WriterBuilder::new().delimiter(self.separator).flexible(true).from_writer(Vec::new());
        for row in self.rows {
            let cells = row.iter().map(|cell| edits.text(cell.slot, &cell.text).into_owned());
            writer.write_record(cells).map_err(|_| Refusal::Broken { what: refusal::TABLE })?;
        }
        writer.into_inner().map_err(|_| Refusal::Broken { what: refusal::TABLE })
    }
}

/// The one that stands most often in the first line, outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b';', 0_usize), (b',', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| count).map_or(b',', |(separator, _)| *separator)
}
