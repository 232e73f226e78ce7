//! The rules of the Logboek Dataverwerkingen record, written down once more from its field table.

use serde_json::{Map, Value};

/// Every rule of the record that this value breaks.
pub(super) fn faults(record: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let Some(members) = record.as_object() else { return vec![String::from("not an object")] };
    for name in ["trace_id", "span_id", "status", "name", "start_time", "end_time", "attributes"] {
        if !members.contains_key(name) {
            faults.push(format!("{name} is missing"));
        }
    }
    for (name, value) in members {
        let fits = match name.as_str() {
            "trace_id" => is_id(value, 32),
            "span_id" | "parent_span_id" => is_id(value, 16),
            "status" => ["Unset", "Ok", "Error"].iter().any(|status| value == status),
            "name" => is_text(value),
            "start_time" | "end_time" => value.is_u64(),
            "resource" => value.as_object().is_some_and(|resource| {
                resource.iter().all(|(name, value)| name == "attributes" && value.is_object())
            }),
            "attributes" => value.as_object().is_some_and(|attributes| {
                faults.extend(attribute_faults(attributes));
                true
            }),
            _ => false,
        };
        if !fits {
            faults.push(format!("{name} does not fit"));
        }
    }
    faults
}

fn attribute_faults(attributes: &Map<String, Value>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, value) in attributes {
        let fits = match name.as_str() {
            "dpl.core.processing_activity_id"
            | "dpl.core.foreign_operation.processor"
            | "dpl.read.externalReadAPI_id" => value.as_str().is_some_and(super::super::model::is_uri),
            "dpl.core.data_subject_id" => {
                is_text(value)
                    && value
                        .as_str()
                        .is_some_and(|id| id.len() != 9 || !id.bytes().all(|byte| byte.is_ascii_digit()))
            }
            "dpl.core.data_subject_id_type" => is_text(value),
            "exception.type" | "exception.message" | "exception.stacktrace" => value.is_string(),
            _ => false,
        };
        if !fits {
            faults.push(format!("attributes.{name} does not fit"));
        }
    }
    if attributes.contains_key("dpl.core.data_subject_id") {
        for name in ["dpl.core.data_subject_id_type", "dpl.core.processing_activity_id"] {
            if !attributes.contains_key(name) {
                faults.push(format!("attributes.{name} is missing beside the data subject"));
            }
        }
    }
    faults
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

fn is_id(value: &Value, digits: usize) -> bool {
    value.as_str().is_some_and(|text| {
        text.len() == digits
            && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
            && text.bytes().any(|byte| byte != b'0')
    })
}
