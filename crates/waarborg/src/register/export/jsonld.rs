//! The register in the Data Privacy Vocabulary 2.3 (W3C), as JSON-LD with its context inside, so that reading it
//! needs no network. Wbp grounds and Dutch provisions have no terms there; they stay text in Dutch.

use serde_json::{Value, json};

use super::Register;
use super::terms::{
    data_class, data_source, data_subject, legal_bases, processing, recipient_class, storage,
};
use crate::register::model::{DataCategory, Entry, Recipient, Version};
use crate::register::words::{DpiaStatus, MeasureKind, Outside, Status};

/// The whole register as a record of processing activities.
pub(super) fn jsonld(register: &Register<'_>) -> Value {
    let record = format!("{}/v1/processing-activities", register.base_url);
    let parts: Vec<Value> = register.activities.iter().map(|v| term(&register.uri(&v.id))).collect();
    let mut graph = vec![json!({
        "@id": record,
        "@type": "dpv:ROPA",
        "dct:title": nl("Register van verwerkingsactiviteiten"),
        "dct:created": instant(register.made_at),
        "dpv:hasJurisdiction": term("loc:NL"),
        "dct:hasPart": parts,
    })];
    graph.extend(register.activities.iter().map(|version| activity(register, version)));
    json!({
        "@context": {
            "dct": "http://purl.org/dc/terms/",
            "dpv": "https://w3id.org/dpv#",
            "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
            "loc": "https://w3id.org/dpv/loc#",
            "pd": "https://w3id.org/dpv/pd#",
            "ps": "https://w3id.org/dpv/sector/publicservices#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": graph,
    })
}

fn activity(register: &Register<'_>, version: &Version) -> Value {
    let entry = &version.entry;
    let record = format!("{}/v1/processing-activities", register.base_url);
    json!({
        "@id": register.uri(&version.id),
        "@type": "dpv:PersonalDataProcess",
        "dct:identifier": version.id,
        "dct:title": nl(&entry.name),
        "dct:description": nl(&entry.purpose),
        "dct:modified": instant(version.recorded_at),
        "dct:hasVersion": term(&format!("{}/versions/{}", register.uri(&version.id), version.number)),
        "dct:isPartOf": term(&record),
        "dpv:hasActivityStatus": term(match version.status {
            Status::Draft => "dpv:ActivityProposed",
            Status::Active => "dpv:ActivityOngoing",
            Status::Closed => "dpv:ActivityCompleted",
        }),
        "dpv:hasPurpose": terms(entry.dpv_purposes.iter().map(String::as_str)),
        "dpv:hasProcessing": terms(entry.usage.actions.iter().map(|act| processing(*act))),
        "dpv:hasLegalBasis": terms(legal_bases(entry)),
        "dpv:hasApplicableLaw": list(&entry.statute_refs, |statute| {
            described("dpv:Law", &format!("{} {}", statute.law, statute.article))
        }),
        "dpv:hasDataSubject": list(&entry.subjects, |subject| {
            described(data_subject(subject.kind), &subject.name)
        }),
        "dpv:hasPersonalData": list(&entry.data, personal_data),
        "dpv:hasDataSource": list(&entry.sources, |source| described(data_source(source.kind), &source.name)),
        "dpv:hasDataController": {
            "@id": format!("{record}#verantwoordelijke"),
            "@type": "dpv:DataController",
            "dpv:hasName": entry.controller.name,
            "dpv:hasContact": entry.controller.contact,
        },
        "dpv:hasDataProtectionOfficer": {
            "@id": format!("{record}#fg"),
            "@type": "dpv:DataProtectionOfficer",
            "dpv:hasContact": entry.officer,
        },
        "dpv:hasResponsibleEntity": {
            "@type": "dpv:OrganisationalUnit",
            "dpv:hasName": nl(register.vocabulary.department(&entry.owner)),
        },
        "dpv:hasRecipient": list(&entry.recipients, recipient),
        "dpv:hasStorageCondition": list(&entry.retention, storage),
        "dpv:hasTechnicalOrganisationalMeasure": list(&entry.security.measures, |measure| {
            let class = measure.dpv.as_deref().unwrap_or(match measure.kind {
                MeasureKind::Technical => "dpv:TechnicalMeasure",
                MeasureKind::Organisational => "dpv:OrganisationalMeasure",
            });
            described(class, &measure.name)
        }),
        "dpv:hasThirdCountry": third_countries(entry),
        "dpv:hasImpactAssessment": entry.dpia.as_ref().map(|dpia| json!({
            "@type": "dpv:DPIA",
            "dpv:hasStatus": term(match dpia.status {
                DpiaStatus::NotNeeded => "dpv:ActivityNotCompleted",
                DpiaStatus::Needed => "dpv:ActivityPlanned",
                DpiaStatus::Done | DpiaStatus::PriorConsultation => "dpv:ActivityCompleted",
            }),
            "dct:description": nl(&format!("{}: {}", dpia.status.nl(), dpia.reason)),
        })),
        "dpv:hasNotice": {
            "@type": "dpv:PrivacyNotice",
            "dct:description": nl(&entry.information.description),
        },
        "dpv:hasJurisdiction": term("loc:NL"),
    })
}

fn term(name: &str) -> Value {
    json!({ "@id": name })
}

pub(super) fn nl(text: &str) -> Value {
    json!({ "@value": text, "@language": "nl" })
}

fn instant(moment: ground::Instant) -> Value {
    json!({ "@value": moment.rfc3339(), "@type": "xsd:dateTime" })
}

fn described(class: &str, text: &str) -> Value {
    json!({ "@type": class, "dct:title": nl(text) })
}

fn list<T>(items: &[T], form: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(form).collect()
}

/// Each term once.
fn terms<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Value> {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(term).collect()
}

fn personal_data(data: &DataCategory) -> Value {
    let mut types = vec![data_class(data.category)];
    types.extend(data.dpv.iter().map(String::as_str));
    json!({ "@type": types, "dct:title": nl(&data.name) })
}

fn recipient(recipient: &Recipient) -> Value {
    let types = ["dpv:Recipient", recipient_class(recipient.role)];
    let mut value = json!({ "@type": types, "dpv:hasName": nl(&recipient.name) });
    // Only the Netherlands: which other countries the vocabulary knows is not checked here.
    if let (Some("NL"), Some(map)) = (recipient.country.as_deref(), value.as_object_mut()) {
        map.insert("dpv:hasCountry".to_owned(), term("loc:NL"));
    }
    value
}

fn third_countries(entry: &Entry) -> Vec<Value> {
    let outside = entry.transfers.iter().filter(|transfers| transfers.outside_eea != Outside::None);
    outside
        .map(
            |transfers| json!({ "@type": "dpv:ThirdCountry", "dct:description": nl(&transfers.description) }),
        )
        .collect()
}
