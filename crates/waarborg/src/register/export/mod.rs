//! The register as a file for others: JSON, CSV (RFC 4180) and JSON-LD in the Data Privacy Vocabulary.

mod csv;
mod json;
mod jsonld;
mod terms;

use csv::csv;
pub use csv::csv_row;
pub(super) use json::activity;
use json::json;
use jsonld::jsonld;

use super::model::{ActivityId, Version};
use super::vocabulary::Vocabulary;

/// What an export needs to know besides the entries.
#[derive(Debug, Clone, Copy)]
pub struct Register<'a> {
    /// The activities, each in the version to export.
    pub activities: &'a [Version],
    /// Names for codes.
    pub vocabulary: &'a Vocabulary,
    /// Where the register is served, without a slash at the end.
    pub base_url: &'a str,
    /// When the export was made.
    pub made_at: ground::Instant,
}

impl Register<'_> {
    /// The address of an activity: the `dpl.core.processing_activity_id` of log records.
    pub fn uri(&self, id: &ActivityId) -> String {
        activity_uri(self.base_url, id)
    }
}

/// The address of an activity in the register of this house.
pub fn activity_uri(base_url: &str, id: &ActivityId) -> String {
    format!("{base_url}/v1/processing-activities/{id}")
}

/// The forms in which the register can leave the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The documents of the API.
    Json,
    /// One row per activity, for spreadsheets.
    Csv,
    /// Data Privacy Vocabulary 2.3.
    JsonLd,
}

impl Format {
    /// The format with this name.
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "jsonld" => Some(Self::JsonLd),
            _ => None,
        }
    }

    /// The media type, for HTTP.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// The name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Json => "register.json",
            Self::Csv => "register.csv",
            Self::JsonLd => "register.jsonld",
        }
    }

    /// The register in this form.
    pub fn write(self, register: &Register<'_>) -> String {
        match self {
            Self::Json => pretty(&json(register)),
            Self::Csv => csv(register),
            Self::JsonLd => pretty(&jsonld(register)),
        }
    }
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
