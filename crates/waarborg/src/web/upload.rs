//! Forms with a file (`multipart/form-data`): read whole, within the bound that the address sets.

use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;

use super::PageError;
use super::form::Fields;
use crate::error::{Error, FieldError};

/// The fields of a form, and the file with its name if one was chosen.
pub type Upload = (Fields, Option<(String, Vec<u8>)>);

/// Why a form with a file could not be read.
enum Unread {
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

/// Reads the fields as text, and the one called `file` as a file. What a browser sends when none was chosen is none. The inner
/// error is told at the field of the file.
///
/// # Errors
///
/// For what is no form of ours.
pub async fn read(
    parts: Result<Multipart, MultipartRejection>,
    file: &str,
) -> Result<Result<Upload, Vec<FieldError>>, PageError> {
    match parts_of(parts.map_err(|_| Error::Stale("form-foreign"))?, file).await {
        Ok(upload) => Ok(Ok(upload)),
        Err(Unread::TooLarge) => {
            let nl = "Dit bestand is groter dan 20 MB. Deel het op.";
            Ok(Err(vec![FieldError::new(file, "the file is larger than 20 MB", nl)]))
        }
        Err(Unread::NoText) => Err(Error::Stale("form-unreadable").into()),
    }
}

async fn parts_of(mut parts: Multipart, file: &str) -> Result<Upload, Unread> {
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
