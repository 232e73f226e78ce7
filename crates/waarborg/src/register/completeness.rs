//! Is an entry complete? The seven questions of policy 2-1, the fields of AVG 30(1), and what else to look at.

use super::model::{Entry, NAMED_BY_POLICY};
use super::vocabulary::Vocabulary;
use super::words::{Category, DpiaStatus, GroundRegime, Outside, SourceKind, WbpStatus};

/// One of the seven questions that the policy answers (2-1).
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Its code in the API.
    pub code: &'static str,
    /// As people read it.
    pub nl: &'static str,
    answered: fn(&Entry) -> bool,
}

/// The seven questions, in the order of paragraph 2.
pub const QUESTIONS: [Question; 7] = [
    Question {
        code: "data",
        nl: "Welke gegevens verwerkt WIL?",
        answered: |entry| !entry.data.is_empty() && !entry.subjects.is_empty(),
    },
    Question {
        code: "purpose",
        nl: "Waarom verwerkt WIL deze gegevens?",
        answered: |entry| {
            filled(&entry.purpose)
                && !entry.purpose_codes.is_empty()
                && entry.grounds.iter().any(|ground| ground.regime == GroundRegime::Avg)
        },
    },
    Question {
        code: "source",
        nl: "Hoe komt WIL aan de gegevens?",
        answered: |entry| !entry.sources.is_empty(),
    },
    Question {
        code: "use",
        nl: "Wat gebeurt er met de gegevens?",
        answered: |entry| {
            filled(&entry.usage.description) && filled(&entry.usage.access) && !entry.usage.actions.is_empty()
        },
    },
    Question {
        code: "retention",
        nl: "Hoe lang bewaart WIL de gegevens?",
        answered: |entry| entry.retention.iter().any(|line| line.period.is_some()),
    },
    Question {
        code: "security",
        nl: "Hoe zijn de gegevens beveiligd?",
        answered: |entry| filled(&entry.security.description) && !entry.security.measures.is_empty(),
    },
    Question {
        code: "information",
        nl: "Hoe weten mensen dit?",
        answered: |entry| filled(&entry.information.description) && filled(&entry.information.moment),
    },
];

/// A field of AVG 30(1): the point, its name, and whether it is there.
type RecordField = (&'static str, &'static str, fn(&Entry) -> bool);

const RECORD_FIELDS: [RecordField; 7] = [
    ("30(1)(a)", "verantwoordelijke en FG met contactgegevens", |entry| {
        filled(&entry.controller.name) && filled(&entry.controller.contact) && filled(&entry.officer)
    }),
    ("30(1)(b)", "doel", |entry| filled(&entry.purpose)),
    ("30(1)(c)", "groepen mensen en soorten gegevens", |entry| {
        !entry.subjects.is_empty() && !entry.data.is_empty()
    }),
    ("30(1)(d)", "ontvangers", |entry| !entry.recipients.is_empty()),
    ("30(1)(e)", "doorgifte buiten de EER", |entry| entry.transfers.is_some()),
    ("30(1)(f)", "bewaartermijnen", |entry| !entry.retention.is_empty()),
    ("30(1)(g)", "beveiliging", |entry| !entry.security.measures.is_empty()),
];

fn filled(text: &str) -> bool {
    !text.trim().is_empty()
}

/// How complete an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completeness {
    /// Questions that are answered, 0 to 7.
    pub score: usize,
    /// Codes of the questions that are not.
    pub missing: Vec<&'static str>,
    /// Points of AVG 30(1) that are not filled, with what they ask.
    pub record_missing: Vec<(&'static str, &'static str)>,
}

impl Completeness {
    /// All seven questions and all of AVG 30(1).
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.record_missing.is_empty()
    }
}

/// Checks an entry against the seven questions and AVG 30(1).
pub fn completeness(entry: &Entry) -> Completeness {
    let missing: Vec<&str> = QUESTIONS.iter().filter(|q| !(q.answered)(entry)).map(|q| q.code).collect();
    let unfilled = RECORD_FIELDS.iter().filter(|(.., there)| !there(entry));
    Completeness {
        score: QUESTIONS.len() - missing.len(),
        record_missing: unfilled.map(|(point, nl, _)| (*point, *nl)).collect(),
        missing,
    }
}

/// Something to look at that does not by itself stop the activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The norm behind it.
    pub norm: &'static str,
    /// What is the matter, in Dutch.
    pub nl: String,
}

/// What a department head or the FG should look at in an entry.
pub fn findings(entry: &Entry, vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |norm, nl: String| findings.push(Finding { norm, nl });

    if entry.task_codes.is_empty() {
        find("1-1", String::from("Er is geen taak genoemd."));
    }
    if entry.statute_refs.is_empty() && entry.purpose_approval.is_none() {
        find("2-3", String::from("Het doel noemt geen wet en er is geen goedkeuring van de leiding."));
    }
    for data in entry.data.iter().filter(|data| is_special(data.category)) {
        if entry.special_data.iter().all(|special| special.category != data.category) {
            let name = &data.name;
            find("3-7", format!("Voor ‘{name}’ staat niet wat dit toestaat."));
        }
    }
    for source in entry.sources.iter().filter(|s| s.kind != SourceKind::Subject && s.basis.is_none()) {
        let name = &source.name;
        find("2-6", format!("Bij de bron ‘{name}’ staat geen wet of reden."));
    }
    if entry.process_description.is_none() {
        find("2-9", String::from("Er is geen procesbeschrijving genoemd."));
    }
    if !filled(&entry.security.guideline) {
        find("2-10", String::from("Er is geen richtlijn voor beveiliging genoemd."));
    }
    for line in entry.missing_board_decisions() {
        let result = &line.result;
        find("2-13", format!("Voor ‘{result}’ moet het dagelijks bestuur een bewaartermijn vaststellen."));
    }
    for line in &entry.retention {
        if line.code.as_ref().is_some_and(|code| !vocabulary.results.contains_key(code)) {
            let result = &line.result;
            find("6.4-1", format!("Het nummer bij ‘{result}’ staat niet in de tabel met de selectielijst."));
        }
    }
    let known = |code: &String| vocabulary.policy_fields.iter().any(|field| field.code == *code);
    if entry.policy_fields.is_empty() || !entry.policy_fields.iter().all(known) {
        find(
            "4-15",
            String::from("De verwerking valt buiten de beleidsterreinen: vraag een nieuw terrein aan."),
        );
    }
    match entry.dpia.as_ref().map(|dpia| dpia.status) {
        None => find("5-13", String::from("Er staat niet of een DPIA nodig is.")),
        Some(DpiaStatus::Needed) => {
            find("5-13", String::from("Er is een DPIA nodig; die is nog niet gedaan."));
        }
        Some(_) => {}
    }
    let outside = entry.transfers.as_ref().filter(|transfers| transfers.outside_eea != Outside::None);
    if outside.is_some_and(|transfers| transfers.mechanism.is_none()) {
        find("3-13", String::from("Er gaan gegevens buiten de EER en er staat niet wat dat toestaat."));
    }
    if entry.automated_decisions.is_none() {
        find("L-8", String::from("Er staat niet of een computer besluiten neemt over mensen."));
    }
    let unknown = |status: WbpStatus| status == WbpStatus::Unknown;
    if entry.wbp.as_ref().is_some_and(|wbp| wbp.notification_required && unknown(wbp.status)) {
        find("5-13", String::from("Onder de Wbp moest dit worden gemeld; nummer en datum zijn niet bekend."));
    }
    findings
}

fn is_special(category: Category) -> bool {
    !matches!(category, Category::Ordinary | Category::Financial | Category::Household)
}

/// Which of the five registrations that the policy names are not among `ids` (1-2).
pub fn missing_registrations<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'static str> {
    let ids: Vec<&str> = ids.collect();
    NAMED_BY_POLICY.into_iter().filter(|named| !ids.contains(named)).collect()
}
