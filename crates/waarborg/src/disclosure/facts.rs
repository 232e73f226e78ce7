//! The facts of a request and its passages, in the vocabulary of `policy/facts.cedarschema`. What nobody knows is left out;
//! the rules then ask for it.

use ground::Day;
use serde_json::{Value, json};

use super::inventory::{Described, Passage, PassageCategory};
use super::model::{About, Request};
use crate::desk::Charge;
use crate::records::Subject;

/// What is known of a request before its passages are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// It is clear what is asked.
    pub(super) specified: bool,
    /// What it is about.
    pub(super) about: About,
    /// It was seen who asks.
    pub(super) identified: bool,
    /// Someone is expected to object.
    pub(super) objection_expected: bool,
}

/// The facts of `public_request` about one passage.
pub(super) fn of_passage(asked: Asked, document: &Described, passage: &Passage, received: Day) -> Value {
    json!({
        "question": "public_request",
        // The rules take the scope for the whole question, and there is one passage in it.
        "scope": { "identifiable": if passage.category == PassageCategory::None { "none" } else { "person" } },
        "public_request": {
            "specified": asked.specified,
            "about_person": asked.about != About::Matter,
            "own_data": asked.about == About::Own,
            "relative_of_deceased": asked.about == About::Relative,
            // Whoever handles it has seen that there is no written will against it, or does not say `relative`.
            "will_against": false,
            "identity_verified": asked.identified,
            "objection_expected": asked.objection_expected,
            "passages": [{
                "category": passage.category.as_str(),
                "third_party": passage.third_party,
                "weight_openness": passage.openness.as_str(),
                "weight_privacy": passage.privacy.as_str(),
                "consent_explicit": passage.consent,
                "made_public_by_subject": passage.made_public,
                "redactable": passage.redactable,
                "older_than_5y": document.is_old(received),
            }],
        },
    })
}

/// The facts of `public_request` before there are documents: may it be handled as one? Of a request about a matter nothing
/// of people is known yet; of one about a person that it is about nothing else.
pub(super) fn of_request(asked: Asked) -> Value {
    let person = asked.about != About::Matter;
    json!({
        "question": "public_request",
        "scope": { "identifiable": if person { "person" } else { "none" } },
        "public_request": {
            "specified": asked.specified,
            "about_person": person,
            "own_data": asked.about == About::Own,
            "relative_of_deceased": asked.about == About::Relative,
            "will_against": false,
            "identity_verified": asked.identified,
            "objection_expected": false,
            "passages": [{
                "category": if person { "ordinary" } else { "none" },
                "third_party": false,
                "weight_openness": "low",
                "weight_privacy": "high",
                "consent_explicit": false,
                "made_public_by_subject": false,
                "redactable": false,
            }],
        },
    })
}

/// The facts of reading who asks and what: a task of whoever is charged with handling requests. The law (`wob`, `woo`) obliges
/// to answer, and nobody can be answered without knowing who they are.
pub(super) fn of_reading(request: &Request, asker: &Subject, charge: Charge, law: &str, today: Day) -> Value {
    json!({
        "question": "process",
        "scope": { "identifiable": "person", "household": false, "deceased": false },
        "subject": {
            "kind": asker.kind.as_str(),
            "age": asker.certain_age(today),
            "protection": asker.protection.as_str(),
            "matter": "other",
        },
        "items": [{
            "id": request.number,
            "category": "ordinary",
            "necessary": true,
            "proportionate": true,
            "statute": {
                "cite": if law == "woo" { "Woo 4.1" } else { "Wob 3" },
                "effect": "obliges",
                "judicial": false,
            },
            "origin": "subject",
            "ground_wbp": "c",
            "ground_avg": "c",
            "exemption_wbp": "none",
            "exemption_avg": "none",
            "bsn_verified": true,
            "secrecy_exception": "none",
        }],
        "purpose": {
            "collected_for": super::LAW,
            "requested_for": super::LAW,
            "specific": true,
            "explicit": true,
            "legitimate": true,
            "public_task": true,
            "less_intrusive_means": false,
            "anonymised_suffices": false,
            "same_matter": true,
        },
        "recipient": {
            "kind": if charge.law { "same_unit" } else { "other_department" },
            "inside_wil": true,
            "charged": charge.law,
            "care_provider": false,
            "agreement": false,
            "authority_checked": true,
        },
        "secrecy": { "rule": "none", "exception": "none" },
        "consent": { "status": "not_asked" },
        "register": { "notified": true, "exempt_vb": "none", "within_vb_limits": false, "in_register": true, "started": true },
    })
}
