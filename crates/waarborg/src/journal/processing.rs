//! The record of processing: Logboek Dataverwerkingen 1.0, with its extension for reading.

use serde_json::{Map, Value, json};

use super::model::{Context, SubjectRef, is_uri, pseudonym};
use crate::error::Error;
use crate::house::Keys;

/// How an action ended, technically. A denial is no error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProcessingStatus {
    /// Technically fine, without a result (facts were missing).
    Unset,
    /// Done.
    Ok,
    /// Failed inside.
    Error,
}

impl ProcessingStatus {
    /// The name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unset => "Unset",
            Self::Ok => "Ok",
            Self::Error => "Error",
        }
    }
}

/// A record of processing as it is stored and handed out. It never says who did it, and nothing that already stands
/// in the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Processing(pub(super) Value);

pub(super) struct Draft<'a> {
    pub(super) name: &'a str,
    pub(super) status: ProcessingStatus,
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) activity: Option<&'a str>,
    pub(super) subject: Option<(&'a str, &'a str)>,
}

impl Processing {
    /// The record in the stored form: snake case, ids in plain hexadecimal.
    pub fn json(&self) -> &Value {
        &self.0
    }

    /// The record in the form of the read API: camel case, the trace id as a UUID with dashes.
    pub fn read_api_json(&self) -> Value {
        let mut answer = Map::new();
        for (stored, shown) in [
            ("span_id", "spanId"),
            ("status", "status"),
            ("name", "name"),
            ("start_time", "startTime"),
            ("end_time", "endTime"),
            ("parent_span_id", "parentSpanId"),
            ("resource", "resource"),
            ("attributes", "attributes"),
        ] {
            if let Some(value) = self.0.get(stored) {
                answer.insert(shown.to_owned(), value.clone());
            }
        }
        let trace = self.0.get("trace_id").and_then(Value::as_str).unwrap_or_default();
        answer.insert(String::from("traceId"), dashed(trace).into());
        Value::Object(answer)
    }
}

/// Builds the record. Only what the standard names goes in.
pub(super) fn build(context: &Context, app_version: &str, draft: &Draft<'_>) -> Result<Value, Error> {
    let mut attributes = Map::new();
    if let Some(activity) = draft.activity {
        if !is_uri(activity) {
            return Err(Error::invalid(
                "processing_activity_id",
                "is not a URI",
                "is geen webadres (URI) van een verwerking in het register",
            ));
        }
        attributes.insert(String::from("dpl.core.processing_activity_id"), activity.into());
    }
    if let Some((id, id_type)) = draft.subject {
        if draft.activity.is_none() {
            return Err(Error::invalid(
                "processing_activity_id",
                "is required when a person is named",
                "is nodig als het over een persoon gaat",
            ));
        }
        attributes.insert(String::from("dpl.core.data_subject_id"), id.into());
        attributes.insert(String::from("dpl.core.data_subject_id_type"), id_type.into());
    }
    if let Some(processor) = &context.foreign_processor {
        attributes
            .insert(String::from("dpl.core.foreign_operation.processor"), processor_uri(processor).into());
    }
    let mut record = json!({
        "trace_id": context.trace.to_string(),
        "span_id": context.span.to_string(),
        "status": draft.status.as_str(),
        "name": draft.name,
        "start_time": draft.start.max(0),
        "end_time": draft.end.max(draft.start).max(0),
        "resource": { "attributes": { "service.name": "waarborg", "service.version": app_version } },
        "attributes": attributes,
    });
    if let (Some(parent), Some(members)) = (context.parent, record.as_object_mut()) {
        members.insert(String::from("parent_span_id"), parent.to_string().into());
    }
    Ok(record)
}

/// The caller's application as a URI, also when only a client id is known.
fn processor_uri(processor: &str) -> String {
    if is_uri(processor) {
        return processor.to_owned();
    }
    let safe: String =
        processor.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
    format!("urn:waarborg:client:{safe}")
}

/// What the read API may be asked. At least one of trace, activity and subject must be there.
#[derive(Debug, Clone, Default)]
pub struct ProcessingQuery {
    /// A trace id, with or without dashes.
    pub trace: Option<String>,
    /// URI of a processing activity.
    pub activity: Option<String>,
    /// A person: by the id itself, or by the pseudonym that stands in a record.
    pub subject: Option<SubjectRef>,
    /// Actions that began at this moment or later, in ms.
    pub from: Option<i64>,
    /// Actions that ended at this moment or earlier, in ms.
    pub until: Option<i64>,
}

/// A query made ready for the store: nothing raw left in it.
pub(super) struct Wanted {
    pub(super) trace: Option<String>,
    pub(super) activity: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) from: i64,
    pub(super) until: i64,
}

impl ProcessingQuery {
    pub(super) fn prepare(&self, keys: &Keys) -> Result<Wanted, Error> {
        if self.trace.is_none() && self.activity.is_none() && self.subject.is_none() {
            return Err(Error::invalid(
                "",
                "needs a trace, a processing activity or a data subject",
                "noem een trace, een verwerking of een betrokkene",
            ));
        }
        let trace = match &self.trace {
            None => None,
            Some(text) => Some(plain_trace(text).ok_or_else(|| {
                Error::invalid("traceId", "is not a trace id", "is geen trace-id (32 hexadecimale tekens)")
            })?),
        };
        let subject = self.subject.as_ref().map(|subject| {
            if is_pseudonym(&subject.id) { subject.id.clone() } else { pseudonym(&keys.pseudonym, subject) }
        });
        Ok(Wanted {
            trace,
            activity: self.activity.clone(),
            subject,
            from: self.from.unwrap_or(0),
            until: self.until.unwrap_or(i64::MAX),
        })
    }
}

fn is_pseudonym(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
}

/// A trace id with or without dashes, as 32 lower-case digits.
fn plain_trace(text: &str) -> Option<String> {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    (groups == [32] || groups == [8, 4, 4, 4, 12])
        .then(|| ground::TraceId::parse(&text.replace('-', "")))
        .flatten()
        .map(|id| id.to_string())
}

fn dashed(trace: &str) -> String {
    let mut answer = String::with_capacity(36);
    for (index, digit) in trace.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            answer.push('-');
        }
        answer.push(digit);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trace_ids_are_read_with_and_without_dashes() {
        let plain = "ef4e77b9b03b585fb6135fcf8d8555fb";
        assert_eq!(dashed(plain), "ef4e77b9-b03b-585f-b613-5fcf8d8555fb");
        assert_eq!(plain_trace(&dashed(plain)).as_deref(), Some(plain));
        assert_eq!(plain_trace(&plain.to_uppercase()).as_deref(), Some(plain));
        for bad in ["", "ef4e77b9", "ef4e-77b9b03b585fb6135fcf8d8555fb", "00000000000000000000000000000000"] {
            assert_eq!(plain_trace(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_caller_without_a_uri_gets_one() {
        assert_eq!(processor_uri("https://x.example/app"), "https://x.example/app");
        assert_eq!(processor_uri("client 7<>"), "urn:waarborg:client:client7");
    }
}
