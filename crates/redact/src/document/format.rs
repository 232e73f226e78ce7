//! What kind of document this is: by its contents first, and the name must agree.

use super::collect::Collector;
use super::refusal::{self, Refusal};
use super::{package, plain};

/// A kind of document that can be searched and redacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// Values separated by commas, semicolons or tabs.
    Csv,
    /// Word.
    Docx,
    /// Text document of `OpenDocument`.
    Odt,
    /// Excel.
    Xlsx,
    /// An e-mail message.
    Eml,
    /// PDF.
    Pdf,
}

impl Format {
    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "tekst",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Csv => "CSV",
            Self::Docx => "Word (docx)",
            Self::Odt => "OpenDocument (odt)",
            Self::Xlsx => "Excel (xlsx)",
            Self::Eml => "e-mail (eml)",
            Self::Pdf => "PDF",
        }
    }

    fn of_extension(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" | "log" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "csv" | "tsv" => Self::Csv,
            "docx" | "dotx" => Self::Docx,
            "odt" | "ott" => Self::Odt,
            "xlsx" | "xltx" => Self::Xlsx,
            "eml" => Self::Eml,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }

    /// Formats that are nothing but text: the bytes cannot tell them apart with certainty.
    fn is_written_text(self) -> bool {
        matches!(self, Self::Text | Self::Markdown | Self::Html | Self::Csv | Self::Eml)
    }
}

/// The format of a file, by its contents; among kinds of plain text the name decides.
///
/// # Errors
///
/// When the contents are of no known kind, are encrypted, or are something else than the name says. A file without a known
/// extension is taken for what it is.
pub fn format_of(name: &str, bytes: &[u8]) -> Result<Format, Refusal> {
    let named = Format::of_extension(name);
    let contents = contents(bytes)?;
    match (named, contents) {
        (Some(named), Some(contents)) if named != contents => {
            Err(Refusal::WrongName { name: named.name(), contents: contents.name() })
        }
        (_, Some(contents)) => Ok(contents),
        (Some(named), None) if named.is_written_text() => {
            plain::decode(bytes)?;
            Ok(named)
        }
        (Some(named), None) => match plain::decode(bytes) {
            Ok(_) => Err(Refusal::WrongName { name: named.name(), contents: Format::Text.name() }),
            Err(_) => Err(Refusal::Unsupported { what: refusal::UNKNOWN }),
        },
        (None, None) => {
            Ok(guessed(&plain::decode(bytes).map_err(|_| Refusal::Unsupported { what: refusal::UNKNOWN })?))
        }
    }
}

/// What the first bytes say, when they say anything.
fn contents(bytes: &[u8]) -> Result<Option<Format>, Refusal> {
    // An office file with a password, and the office files of before 2007, are compound files.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Err(if bytes.windows(name.len()).any(|window| window == name.as_slice()) {
            Refusal::Encrypted
        } else {
            Refusal::Unsupported { what: refusal::OLD_OFFICE }
        });
    }
    // Readers accept a PDF that begins a little later.
    if bytes.get(..1024.min(bytes.len())).is_some_and(|head| head.windows(5).any(|window| window == b"%PDF-"))
    {
        return Ok(Some(Format::Pdf));
    }
    if bytes.starts_with(b"PK") {
        return Ok(Some(package(bytes)?));
    }
    Ok(None)
}

/// The kind of office file, by what the archive says of itself.
fn package(bytes: &[u8]) -> Result<Format, Refusal> {
    let parts = package::read(bytes, &mut Collector::new())?;
    let part = |name: &str| parts.get(name).map(|part| String::from_utf8_lossy(part)).unwrap_or_default();
    let (mimetype, types) = (part("mimetype"), part("[Content_Types].xml"));
    if part("META-INF/manifest.xml").contains("encryption-data") {
        return Err(Refusal::Encrypted);
    }
    let is = |kind: &str| types.contains(kind);
    if mimetype.trim().starts_with("application/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else if is("wordprocessingml.document.main")
        || is("wordprocessingml.template.main")
        || is("ms-word.document")
    {
        Ok(Format::Docx)
    } else if is("spreadsheetml.sheet.main")
        || is("spreadsheetml.template.main")
        || is("ms-excel.sheet.macroEnabled")
    {
        Ok(Format::Xlsx)
    } else {
        Err(Refusal::Unsupported { what: refusal::UNKNOWN })
    }
}

/// The kind of text, for a file whose name says nothing.
fn guessed(text: &str) -> Format {
    let start = text.trim_start().chars().take(64).collect::<String>().to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Format::Html;
    }
    let is_header = |line: &str| {
        ["from:", "received:", "return-path:", "delivered-to:", "message-id:", "mime-version:"]
            .iter()
            .any(|name| line.to_ascii_lowercase().starts_with(name))
    };
    if text.lines().next().is_some_and(is_header) { Format::Eml } else { Format::Text }
}
