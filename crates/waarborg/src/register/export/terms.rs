//! Which term of the Data Privacy Vocabulary 2.3 stands for which word of the register.

use serde_json::{Value, json};

use super::jsonld::nl;
use crate::register::model::{Entry, Retention};
use crate::register::period::Period;
use crate::register::words::{Act, Category, GroundRegime, Letter, RecipientRole, SourceKind, SubjectKind};

/// AVG 6(1) and 9(2); the Wbp has no terms.
pub(super) fn legal_bases(entry: &Entry) -> Vec<&'static str> {
    let ordinary = entry.grounds.iter().filter(|ground| ground.regime == GroundRegime::Avg);
    let ordinary = ordinary.map(|ground| match ground.letter {
        Letter::A => "eu-gdpr:A6-1-a",
        Letter::B => "eu-gdpr:A6-1-b",
        Letter::C => "eu-gdpr:A6-1-c",
        Letter::D => "eu-gdpr:A6-1-d",
        Letter::E => "eu-gdpr:A6-1-e-official-authority",
        Letter::F => "eu-gdpr:A6-1-f",
    });
    let special = entry.special_data.iter().filter_map(|special| match special.avg_letter.as_deref()? {
        "a" => Some("eu-gdpr:A9-2-a"),
        "b" => Some("eu-gdpr:A9-2-b"),
        "c" => Some("eu-gdpr:A9-2-c"),
        "d" => Some("eu-gdpr:A9-2-d"),
        "e" => Some("eu-gdpr:A9-2-e"),
        "f" => Some("eu-gdpr:A9-2-f"),
        "g" => Some("eu-gdpr:A9-2-g"),
        "h" => Some("eu-gdpr:A9-2-h"),
        "i" => Some("eu-gdpr:A9-2-i"),
        "j" => Some("eu-gdpr:A9-2-j"),
        _ => None,
    });
    ordinary.chain(special).collect()
}

/// The class of a kind of data. The BSN and criminal data are no special categories of AVG 9.
pub(super) fn data_class(category: Category) -> &'static str {
    match category {
        Category::Ordinary | Category::Financial | Category::Household => "dpv:PersonalData",
        Category::Bsn | Category::Criminal => "dpv:SensitivePersonalData",
        _ => "dpv:SpecialCategoryPersonalData",
    }
}

/// The acts of policy 5-3.
pub(super) fn processing(act: Act) -> &'static str {
    match act {
        Act::Collect => "dpv:Collect",
        Act::Record => "dpv:Record",
        Act::Order => "dpv:Organise",
        Act::Store => "dpv:Store",
        Act::Update => "dpv:Modify",
        Act::Alter => "dpv:Alter",
        Act::Retrieve => "dpv:Retrieve",
        Act::Consult => "dpv:Consult",
        Act::Use => "dpv:Use",
        Act::Disclose => "dpv:DiscloseByTransmission",
        Act::Disseminate => "dpv:Disseminate",
        Act::MakeAvailable => "dpv:MakeAvailable",
        Act::Combine => "dpv:Combine",
        Act::Link => "dpv:Match",
        Act::Shield => "dpv:Restrict",
        Act::Erase => "dpv:Erase",
        Act::Destroy => "dpv:Destruct",
    }
}

/// Whose data.
pub(super) fn data_subject(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Client => "dpv:Client",
        SubjectKind::Employee => "dpv:Employee",
        SubjectKind::Applicant => "dpv:JobApplicant",
        SubjectKind::Representative => "dpv:GuardianOfDataSubject",
        SubjectKind::Citizen | SubjectKind::Complainant | SubjectKind::Informant => "dpv:Citizen",
        SubjectKind::Household | SubjectKind::EmployerContact | SubjectKind::Supplier => "dpv:DataSubject",
    }
}

/// Where from.
pub(super) fn data_source(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Subject => "dpv:DataSubjectDataSource",
        SourceKind::ThirdParty | SourceKind::Chain => "dpv:ThirdPartyDataSource",
        SourceKind::OwnUnit => "dpv:DataControllerDataSource",
        SourceKind::Public => "dpv:PublicDataSource",
    }
}

/// To whom.
pub(super) fn recipient_class(role: RecipientRole) -> &'static str {
    match role {
        RecipientRole::ThirdParty => "dpv:ThirdParty",
        RecipientRole::JointController => "dpv:JointDataControllers",
        RecipientRole::Processor => "dpv:DataProcessor",
        RecipientRole::OwnUnit => "dpv:OrganisationalUnit",
    }
}

/// How long. `xsd:duration` knows no weeks, so these become days.
pub(super) fn storage(line: &Retention) -> Value {
    let extent = |text: String| {
        json!({
            "@type": "dpv:TemporalDuration",
            "dct:extent": { "@value": text, "@type": "xsd:duration" },
        })
    };
    let duration = match line.period {
        None => json!({ "@type": "dpv:IndeterminateDuration" }),
        Some(Period::Permanent) => json!({ "@type": "dpv:EndlessDuration" }),
        Some(Period::Weeks(count)) => extent(format!("P{}D", u32::from(count) * 7)),
        Some(period) => extent(period.to_string()),
    };
    let words = [
        Some(line.result.clone()),
        line.period.map(Period::nl),
        line.start.map(|start| format!("vanaf {}", start.nl())),
        line.basis.clone(),
        line.note.clone(),
    ];
    let description = words.into_iter().flatten().collect::<Vec<_>>().join("; ");
    json!({ "@type": "dpv:StorageDuration", "dpv:hasDuration": duration, "dct:description": nl(&description) })
}
