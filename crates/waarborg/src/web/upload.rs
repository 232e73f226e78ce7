//! Forms with a file (`multipart/form-data`): read whole, within the bound that the address sets.

use axum::extract::multipart::{Multipart, MultipartError};
use axum::http::StatusCode;

/// The fields of a form in the order in which they were sent, and the file with its name if one was chosen.
pub type Upload = (Vec<(String, String)>, Option<(String, Vec<u8>)>);

/// Why a form with a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is larger than the address takes.
    TooLarge,
    /// A field is no text, or the form is broken.
    NoText,
}

impl From<MultipartError> for Unread {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::NoText }
    }
}

/// Reads the fields as text, and the one called `file` as a file. What a browser sends when none was chosen is none.
///
/// # Errors
///
/// When it cannot be read.
pub async fn read(mut parts: Multipart, file: &str) -> Result<Upload, Unread> {
    let (mut fields, mut found) = (Vec::new(), None);
    while let Some(part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == file {
            let called = part.file_name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await?.to_vec();
            found = (!called.is_empty() || !bytes.is_empty()).then_some((called, bytes));
        } else {
            let text = String::from_utf8(part.bytes().await?.to_vec()).map_err(|_| Unread::NoText)?;
            if text.contains('\0') {
                return Err(Unread::NoText);
            }
            fields.push((name, text));
        }
    }
    Ok((fields, found))
}
