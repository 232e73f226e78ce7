//! The facts of an act on items: what the register, the records and the desk know, and what the asker states.
//!
//! What nobody knows is left out; the rules then ask for it, and unknown is never yes.

use ground::Day;
use serde_json::{Value, json};

use super::{Act, Question};
use crate::desk::Charge;
use crate::records::{File, Hold, Item, Origin, Subject};
use crate::register::{Category, Effect, Entry, GroundRegime, Letter, SubjectKind};

/// Why someone asks, in their own statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// A task in this file for which exactly these items are needed.
    Task,
    /// Figures, a report, a look at how things go: for that nobody need be named (6.5-5).
    Figures,
}

impl Aim {
    /// As forms write it.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "task" => Some(Self::Task),
            "figures" => Some(Self::Figures),
            _ => None,
        }
    }
}

/// To whom items are to be given, as the asker states it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own in the vocabulary of the rules")]
pub struct Receiver {
    /// In the vocabulary of the rules: `other_department`, `uwv`, `landlord` …
    pub kind: String,
    /// Someone who works for WIL.
    pub inside: bool,
    /// For which law or task they ask.
    pub purpose: String,
    /// They are charged with it.
    pub charged: bool,
    /// They give care.
    pub care: bool,
    /// An agreement with them is in force.
    pub agreement: bool,
    /// Who they are, and whether they may have this, was checked (PW 65(4)).
    pub checked: bool,
    /// The provision that opens or commands it, and what it does.
    pub statute: Option<(String, Effect)>,
    /// It is about the same matter as the file (6.7).
    pub same_matter: bool,
}

/// The facts, in the vocabulary of `policy/facts.cedarschema`.
pub(super) fn of(question: &Question<'_>, entry: &Entry, charge: Charge, today: Day) -> Value {
    let file = question.file;
    let sharing = match question.act {
        Act::Share(receiver) => Some(receiver),
        Act::Consult | Act::Record | Act::Update => None,
    };
    let purpose = sharing.map_or(file.law.as_str(), |receiver| receiver.purpose.as_str());
    json!({
        "question": if sharing.is_some() { "disclose" } else { "process" },
        "scope": { "identifiable": "person", "household": false, "deceased": false },
        "subject": subject(question.subject, entry, today),
        "items": question.items.iter().map(|one| item(one, entry, sharing)).collect::<Vec<_>>(),
        "purpose": {
            "collected_for": file.law,
            "requested_for": purpose,
            // The register lets no activity run without a purpose that is written down and rests on a law or a decision.
            "specific": true,
            "explicit": true,
            "legitimate": true,
            "public_task": entry.grounds.iter().any(|ground| matches!(ground.letter, Letter::C | Letter::E)),
            // Item by item, by one who is charged, is the mildest way there is here.
            "less_intrusive_means": false,
            "anonymised_suffices": question.aim == Aim::Figures,
            "same_matter": sharing.is_none_or(|receiver| receiver.same_matter),
        },
        "recipient": recipient(sharing, charge),
        "secrecy": secrecy(question.items, file, purpose),
        "consent": { "status": "not_asked" },
        // `may_run` has seen it in the register; an open impact assessment is a finding there, not a bar (L-5).
        "register": { "notified": true, "exempt_vb": "none", "within_vb_limits": false, "in_register": true, "started": true },
    })
}

fn subject(subject: &Subject, entry: &Entry, today: Day) -> Value {
    let matter = if entry.purpose_codes.iter().any(|code| matches!(code.as_str(), "PW" | "WGS" | "MINIMA")) {
        "finance"
    } else {
        "other"
    };
    // The rules have no word of their own for who acts for another: they are a citizen like any.
    let kind = match subject.kind {
        SubjectKind::Representative => "citizen",
        kind => kind.as_str(),
    };
    json!({
        "kind": kind,
        "age": subject.certain_age(today),
        "protection": subject.protection.as_str(),
        "matter": matter,
    })
}

/// A reader is the asker; a receiver is who it goes to, and then the asker must be charged as well.
fn recipient(sharing: Option<&Receiver>, charge: Charge) -> Value {
    let own = charge.law && charge.file;
    match sharing {
        None => json!({
            "kind": if charge.law { "same_unit" } else { "other_department" },
            "inside_wil": true,
            "charged": own,
            "care_provider": false,
            "agreement": false,
            "authority_checked": true,
        }),
        Some(receiver) => json!({
            "kind": receiver.kind,
            "inside_wil": receiver.inside,
            "charged": own && receiver.charged,
            "care_provider": receiver.care,
            "agreement": receiver.agreement,
            "authority_checked": receiver.checked,
        }),
    }
}

fn item(item: &Item, entry: &Entry, sharing: Option<&Receiver>) -> Value {
    let listed = entry.data.iter().find(|data| data.name == item.kind);
    let (cite, effect) = statute(item, entry, sharing);
    let special = entry.special_data.iter().find(|special| special.category == item.category);
    let exemption = |text: Option<&String>| text.map_or("none", String::as_str).to_owned();
    json!({
        "id": item.id.as_str(),
        "category": item.category.as_str(),
        // What the register lists for this activity passes the check on need beforehand (2-2); the asker states that this
        // task needs it. What is not listed is not needed.
        "necessary": listed.is_some(),
        "proportionate": listed.is_some(),
        "statute": { "cite": cite, "effect": effect, "judicial": false },
        "origin": item.origin.as_str(),
        "ground_wbp": ground(entry, GroundRegime::Wbp, effect),
        "ground_avg": ground(entry, GroundRegime::Avg, effect),
        "exemption_wbp": exemption(special.and_then(|special| special.wbp.as_ref())),
        "exemption_avg": exemption(special.and_then(|special| special.avg.as_ref())),
        "bsn_verified": item.category != Category::Bsn || item.verified,
    })
}

/// The provision about this act. A right that the person used forbids, whatever another provision says (4-5; AVG 18, 21).
fn statute<'a>(item: &Item, entry: &'a Entry, sharing: Option<&'a Receiver>) -> (&'a str, &'static str) {
    match item.hold {
        Hold::Restricted => return ("AVG 18(2)", "forbids"),
        Hold::Objected => return ("AVG 21(1)", "forbids"),
        // May be looked into, may not go out as a fact.
        Hold::Contested if sharing.is_some() => return ("AVG 18(1)(a)", "forbids"),
        Hold::Contested | Hold::None => {}
    }
    if let Some(receiver) = sharing {
        // That a law had it collected says nothing about giving it away.
        return match &receiver.statute {
            Some((cite, effect)) => (cite, effect.as_str()),
            None => ("none", "silent"),
        };
    }
    let listed = entry.data.iter().find(|data| data.name == item.kind);
    let Some(cite) = listed.and_then(|data| data.statute.as_deref()) else { return ("none", "silent") };
    let named = entry.statute_refs.iter().find(|reference| covers(&reference.law, &reference.article, cite));
    (cite, named.map_or("permits", |reference| reference.effect.as_str()))
}

/// Whether `Participatiewet` with `31-34` covers the citation `Participatiewet 32`.
fn covers(law: &str, articles: &str, cite: &str) -> bool {
    let Some(article) = cite.strip_prefix(law).map(str::trim) else { return false };
    articles.split(',').map(str::trim).any(|range| {
        let number = |text: &str| text.trim().parse::<u32>().ok();
        match range.split_once('-') {
            Some((first, last)) => number(first)
                .zip(number(last))
                .zip(number(article))
                .is_some_and(|((first, last), wanted)| (first..=last).contains(&wanted)),
            None => range == article,
        }
    })
}

/// The ground of the activity that fits the act: the duty where a statute obliges, else the first other one.
fn ground(entry: &Entry, regime: GroundRegime, effect: &str) -> &'static str {
    let mut own = entry.grounds.iter().filter(|ground| ground.regime == regime);
    let duty = own.clone().any(|ground| ground.letter == Letter::C) && effect == "obliges";
    if duty {
        return Letter::C.as_str();
    }
    own.find(|ground| ground.letter != Letter::C).map_or("none", |ground| ground.letter.as_str())
}

/// The strictest secrecy of the items holds for all of them. Use for the same law is no further disclosure (PW 65(1)).
fn secrecy(items: &[Item], file: &File, purpose: &str) -> Value {
    let from = |origin| items.iter().any(|item| item.origin == origin);
    let rule = match file.law.as_str() {
        _ if from(Origin::Police) => "WPG",
        _ if from(Origin::Wgbo) => "WGBO",
        _ if from(Origin::Chain) => "SUWI74",
        "PW" => "PW65",
        _ => "none",
    };
    let same = matches!(rule, "PW65" | "SUWI74") && purpose == file.law;
    json!({ "rule": rule, "exception": if same { "same_law" } else { "none" } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_covered_by_its_article_or_range() {
        for (articles, cite, covered) in [
            ("31-34", "Participatiewet 32", true),
            ("31-34", "Participatiewet 35", false),
            ("9, 10, 62", "Participatiewet 10", true),
            ("53a", "Participatiewet 53a", true),
            ("17", "Wet SUWI 17", false),
        ] {
            assert_eq!(covers("Participatiewet", articles, cite), covered, "{articles} {cite}");
        }
    }
}
