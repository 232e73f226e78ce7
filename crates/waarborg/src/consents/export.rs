//! One consent as a consent record of ISO/IEC 27560, in the Data Privacy Vocabulary 2.3 as JSON-LD, with its context inside so
//! that reading it needs no network. The person is named by pseudonym.

use std::collections::BTreeMap;

use ground::{Actor, Instant, Role};
use serde_json::{Value, json};

use super::model::{
    Consent, ConsentId, Coverage, Event, Evidence, Giver, Means, Organisation, Quality, Standing, Step,
    TextCode, Yes,
};
use super::texts;
use crate::records::Subject;
use crate::register::{Category, Entry};
use crate::web::Language;

/// The record of a consent. `entry` is what the register said about the activity when it was asked.
pub fn export(consent: &Consent, subject: &Subject, entry: &Entry, base_url: &str) -> Value {
    let person = json!({ "@id": format!("urn:waarborg:betrokkene:{}", subject.pseudonym) });
    let coverage = &consent.coverage;
    let special = coverage.kinds.values().any(|category| is_special(*category));
    let explicit = consent.yes().is_some_and(|yes| shows(yes, Quality::Explicit));
    let mut bases = vec![term(if explicit {
        "eu-gdpr:A6-1-a-explicit-consent"
    } else {
        "eu-gdpr:A6-1-a-non-explicit-consent"
    })];
    if special {
        bases.push(term("eu-gdpr:A9-2-a"));
    }
    let sharing = coverage.receiver.is_some();
    let mut process = json!({
        "@type": "dpv:PersonalDataProcess",
        "dct:identifier": coverage.purpose,
        "dct:isPartOf": term(&format!("{base_url}/v1/processing-activities/{}", coverage.activity)),
        "dpv:hasPurpose": entry.dpv_purposes.iter().map(|name| term(name)).collect::<Vec<_>>(),
        "dpv:hasPersonalData": coverage.kinds.keys().map(|kind| personal_data(kind, entry)).collect::<Vec<_>>(),
        "dpv:hasProcessing": [term(if sharing { "dpv:Disclose" } else { "dpv:Use" })],
        "dpv:hasLegalBasis": bases,
        "dpv:hasStorageCondition": entry.retention.iter().map(|line| json!({
            "@type": "dpv:StorageDuration",
            "dct:title": nl(&line.result),
            "dct:description": line.period.map_or_else(String::new, |period| period.to_string()),
        })).collect::<Vec<_>>(),
        "dpv:hasDataController": {
            "@id": format!("{base_url}/"),
            "@type": "dpv:DataController",
            "dpv:hasName": entry.controller.name,
            "dpv:hasContact": entry.controller.contact,
        },
        "dpv:hasConsentControl": term("dpv:WithdrawConsent"),
        "dpv:hasJurisdiction": term("loc:NL"),
        "dpv:hasRight": [term("eu-gdpr:A7-3"), term("eu-gdpr:A15"), term("eu-gdpr:A77")],
    });
    if let (Some(receiver), Some(map)) = (&coverage.receiver, process.as_object_mut()) {
        let recipient = json!({
            "@id": format!("{base_url}/ontvangers/{}", receiver.code),
            "@type": "dpv:Recipient",
            "dpv:hasName": receiver.name,
        });
        map.insert(String::from("dpv:hasRecipient"), recipient);
    }
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
        "@id": format!("{base_url}/toestemmingen/{}/{}", subject.id, consent.id.as_str()),
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": term("https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr"),
        "dct:identifier": consent.id.as_str(),
        "dct:language": consent.text.language,
        "dpv:hasDataSubject": person,
        "dpv:hasNotice": {
            "@id": format!(
                "{base_url}/toestemmingsteksten/{}/{}/{}",
                consent.text.code.as_str(), consent.text.version, consent.text.language,
            ),
            "@type": "dpv:ConsentNotice",
            "dct:hasVersion": consent.text.version.to_string(),
            "dct:identifier": format!("sha256:{}", consent.text.hash),
            "dct:language": consent.text.language,
            "dct:description": { "@value": consent.text.text, "@language": consent.text.language },
        },
        "dpv:hasProcess": process,
        "dpv:hasConsentStatus": consent.steps.iter().map(|step| status(step, &person)).collect::<Vec<_>>(),
    })
}

/// The record of a consent that nobody gave, for who wants to see the form.
pub fn example(entry: &Entry, activity: &str, base_url: &str) -> Option<Value> {
    let id: ConsentId = "00000000000000000000000000000001".parse().ok()?;
    let subject = Subject {
        id: "00000000000000000000000000000002".parse().ok()?,
        pseudonym: String::from("K-222222"),
        kind: crate::register::SubjectKind::Client,
        protection: crate::records::Protection::None,
        sixteen_from: None,
        gone_at: None,
    };
    let kinds = entry.data.iter().map(|data| (data.name.clone(), data.category)).collect();
    let step = |event, minutes: i64| Step {
        event,
        by: Actor { id: String::from("voorbeeld"), role: Role::Employee },
        at: Instant(1_795_000_000_000 + minutes * 60_000),
    };
    let answers: BTreeMap<Quality, Evidence> = Quality::ALL
        .iter()
        .filter_map(|quality| {
            Some((*quality, *quality.offered().iter().find(|shown| quality.shown_by(**shown))?))
        })
        .collect();
    let yes = Yes { giver: Giver::Subject, means: Means::Form, answers, until: None };
    let consent = Consent {
        id,
        subject: subject.id.clone(),
        coverage: Coverage {
            purpose: String::from("WGS"),
            activity: activity.to_owned(),
            kinds,
            receiver: Some(Organisation {
                code: String::from("voorbeeld"),
                kind: String::from("care_provider"),
                name: String::from("Voorbeeldorganisatie"),
            }),
        },
        text: texts::current(TextCode::Share, Language::Dutch),
        steps: vec![
            step(Event::Asked, 0),
            step(Event::Given(yes), 5),
            step(Event::Withdrawn(Giver::Subject), 10),
        ],
    };
    Some(export(&consent, &subject, entry, base_url))
}

fn status(step: &Step, person: &Value) -> Value {
    let class = match step.event.standing() {
        Standing::Asked => "dpv:ConsentRequested",
        Standing::Given => "dpv:ConsentGiven",
        Standing::Refused => "dpv:ConsentRefused",
        Standing::NotObtainable => "dpv:ConsentUnknown",
        Standing::Withdrawn => "dpv:ConsentWithdrawn",
        Standing::Expired => "dpv:ConsentExpired",
    };
    let mut value = json!({
        "@type": class,
        "dpv:isIndicatedAtTime": { "@value": step.at.rfc3339(), "@type": "xsd:dateTime" },
    });
    let giver = match &step.event {
        Event::Given(yes) => Some(yes.giver),
        Event::Refused(giver) | Event::Withdrawn(giver) => Some(*giver),
        Event::Asked | Event::NotObtainable | Event::Expired => None,
    };
    if let (Some(giver), Some(map)) = (giver, value.as_object_mut()) {
        let by = match giver {
            Giver::Subject => person.clone(),
            Giver::Representative => {
                json!({ "@type": "dpv:Representative", "dpv:isRepresentativeFor": person })
            }
        };
        map.insert(String::from("dpv:isIndicatedBy"), by);
    }
    if let (Event::Given(yes), Some(map)) = (&step.event, value.as_object_mut()) {
        let shown = yes.answers.iter().filter(|(quality, evidence)| quality.shown_by(**evidence));
        let words: Vec<String> =
            shown.map(|(quality, evidence)| format!("{}: {}", quality.as_str(), evidence.as_str())).collect();
        map.insert(String::from("dct:description"), words.join("; ").into());
        map.insert(String::from("dct:medium"), yes.means.as_str().into());
        if let Some(until) = yes.until {
            map.insert(
                String::from("dct:valid"),
                json!({ "@value": until.to_string(), "@type": "xsd:date" }),
            );
        }
    }
    value
}

fn shows(yes: &Yes, quality: Quality) -> bool {
    yes.answers.get(&quality).is_some_and(|evidence| quality.shown_by(*evidence))
}

fn is_special(category: Category) -> bool {
    matches!(
        category,
        Category::Health
            | Category::Ethnicity
            | Category::Religion
            | Category::Politics
            | Category::Union
            | Category::SexLife
            | Category::Genetic
            | Category::Biometric
    )
}

fn personal_data(kind: &str, entry: &Entry) -> Value {
    let known = entry.data.iter().find(|data| data.name == kind);
    let mut types = vec!["dpv:PersonalData"];
    types.extend(known.into_iter().flat_map(|data| data.dpv.iter().map(String::as_str)));
    json!({ "@type": types, "dct:title": nl(kind) })
}

fn term(name: &str) -> Value {
    json!({ "@id": name })
}

fn nl(text: &str) -> Value {
    json!({ "@value": text, "@language": "nl" })
}
