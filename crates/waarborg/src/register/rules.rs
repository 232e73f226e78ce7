//! What the register refuses, and with which norm. Pure: no database, no clock.

use super::completeness::{QUESTIONS, completeness};
use super::model::{ActivityId, AutomatedDecisions, Closing, Entry, Retention, Version};
use super::vocabulary::Vocabulary;
use super::words::{Automated, DpiaStatus, Outside, RetentionSource, Status, WbpStatus};
use crate::error::FieldError;

/// A no of the register: a value that is kept in the journal, not an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The norm of the policy that says no; the first of several.
    pub norm: &'static str,
    /// Why, in English.
    pub message: &'static str,
    /// Why, for people.
    pub message_nl: &'static str,
    /// What would have to change, by place.
    pub fields: Vec<FieldError>,
}

impl Refusal {
    fn of(
        norm: &'static str,
        message: &'static str,
        message_nl: &'static str,
        fields: Vec<FieldError>,
    ) -> Self {
        Self { norm, message, message_nl, fields }
    }
}

/// Outer result: the machinery. Inner result: what the register says to it.
pub type Ruled<T> = Result<T, Refusal>;

/// Mistakes that no version of an entry may have, not even a draft.
pub(super) fn mistakes(entry: &Entry, vocabulary: &Vocabulary) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let known = |words: &[super::vocabulary::Word], code: &str| words.iter().any(|word| word.code == code);
    if !entry.owner.is_empty()
        && !names_officer(&entry.owner)
        && !known(&vocabulary.departments, &entry.owner)
    {
        errors.push(FieldError::new(
            "owner",
            "is not a department in the list",
            "Kies een afdeling uit de lijst.",
        ));
    }
    for (place, code) in entry.task_codes.iter().enumerate() {
        if !known(&vocabulary.tasks, code) {
            let path = format!("taskCodes[{place}]");
            errors.push(FieldError::new(&path, "is not a task in the list", "Kies een taak uit de lijst."));
        }
    }
    for (place, reference) in entry.statute_refs.iter().enumerate() {
        if reference.valid_to.is_some_and(|last| reference.valid_from.is_some_and(|first| last < first)) {
            let path = format!("statuteRefs[{place}].validTo");
            errors.push(FieldError::new(
                &path,
                "lies before validFrom",
                "De laatste dag ligt vóór de eerste dag.",
            ));
        }
    }
    for (place, line) in entry.retention.iter().enumerate() {
        retention_mistakes(line, place, vocabulary, &mut errors);
    }
    if let Some(wbp) = &entry.wbp
        && matches!(wbp.status, WbpStatus::Exempt | WbpStatus::StatutoryRegister)
        && wbp.articles.is_empty()
    {
        errors.push(FieldError::new(
            "wbp.articles",
            "an exemption cites its article (5-15)",
            "Noem het artikel.",
        ));
    }
    if let Some(dpia) = &entry.dpia
        && matches!(dpia.status, DpiaStatus::Done | DpiaStatus::PriorConsultation)
    {
        if dpia.done_on.is_none() {
            errors.push(FieldError::new(
                "dpia.doneOn",
                "is required once done",
                "Vul in wanneer de DPIA klaar was.",
            ));
        }
        if dpia.officer_advice.is_none() {
            let nl = "Vul in wat de FG adviseerde.";
            errors.push(FieldError::new("dpia.officerAdvice", "is required once done (AVG 35(2))", nl));
        }
    }
    if let Some(automated) = &entry.automated_decisions {
        automated_mistakes(automated, &mut errors);
    }
    let closed = entry.transfers.as_ref().is_some_and(|transfers| transfers.outside_eea == Outside::None);
    for (place, recipient) in entry.recipients.iter().enumerate() {
        if closed && !recipient.inside_eea {
            let path = format!("recipients[{place}].insideEea");
            let nl = "Deze ontvanger zit buiten de EER, maar bij doorgifte staat ‘nee’.";
            errors.push(FieldError::new(&path, "contradicts transfers.outsideEea", nl));
        }
    }
    errors
}

/// A computer alone decides only where a law lets it, in a way that people can know, and with a person to turn to (L-8).
fn automated_mistakes(automated: &AutomatedDecisions, errors: &mut Vec<FieldError>) {
    let mut need = |field: &str, there: bool, nl: &str| {
        if !there {
            errors.push(FieldError::new(format!("automatedDecisions.{field}"), "is required (AVG 22)", nl));
        }
    };
    let alone = automated.taken == Automated::Alone;
    let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    need(
        "logic",
        automated.taken == Automated::None || filled(&automated.logic),
        "Vul in hoe de computer tot een uitkomst komt, en wat dat voor mensen betekent.",
    );
    need("basis", !alone || filled(&automated.basis), "Vul in welke wet dit toestaat.");
    need("safeguard", !alone || filled(&automated.safeguard), "Vul in bij wie mensen terechtkunnen.");
}

fn retention_mistakes(line: &Retention, place: usize, vocabulary: &Vocabulary, errors: &mut Vec<FieldError>) {
    let mut wrong = |field: &str, message: &str, nl: &str| {
        errors.push(FieldError::new(format!("retention[{place}].{field}"), message, nl));
    };
    if line.source == RetentionSource::Missing {
        if line.period.is_some() {
            wrong(
                "period",
                "only the board fixes this period (2-13)",
                "Hier beslist het dagelijks bestuur over.",
            );
        }
        return;
    }
    if line.period.is_none() {
        wrong("period", "is required", "Vul de termijn in.");
    }
    match line.source {
        RetentionSource::SelectionList if line.code.is_none() => {
            wrong("code", "is required for the selection list", "Vul het nummer van de selectielijst in.");
        }
        RetentionSource::Statute if line.basis.is_none() => {
            wrong("basis", "is required for a statute", "Vul de wet en het artikel in.");
        }
        RetentionSource::Board if line.basis.is_none() => {
            wrong("basis", "is required for a board decision", "Vul in welk besluit dit is.");
        }
        _ => {}
    }
    if let (Some(min), Some(max)) = (line.min, line.max)
        && max.rough_days() < min.rough_days()
    {
        wrong("max", "is shorter than the minimum (2-12)", "Het maximum is korter dan het minimum.");
    }
    if let Some(period) = line.period {
        let days = period.rough_days();
        let short = line.min.is_some_and(|min| days < min.rough_days());
        let long = line.max.is_some_and(|max| days > max.rough_days());
        if short || long {
            wrong(
                "period",
                "lies outside the bounds of the statute",
                "De termijn past niet bij minimum en maximum.",
            );
        }
    }
    if line.source == RetentionSource::SelectionList
        && let Some(listed) = line.code.as_ref().and_then(|code| vocabulary.results.get(code))
    {
        if line.period.is_some_and(|period| period != listed.period) {
            wrong("period", "differs from the selection list", "De selectielijst noemt een andere termijn.");
        }
        if line.start.is_some_and(|start| Some(start) != listed.start) {
            wrong(
                "start",
                "differs from the selection list",
                "De selectielijst laat de termijn anders beginnen.",
            );
        }
    }
}

/// The text names the FG, who may own nothing (6.14-5).
fn names_officer(owner: &str) -> bool {
    let plain: String = owner.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    matches!(plain.as_str(), "fg" | "dpo" | "officer") || plain.contains("functionaris")
}

/// Refused for every version, also a draft: the FG as owner (6.14-5).
pub(super) fn refuse_any(entry: &Entry) -> Ruled<()> {
    if names_officer(&entry.owner) {
        let nl = "De FG adviseert en houdt toezicht. Kies een afdeling als eigenaar.";
        let fields = vec![FieldError::new("owner", "the data protection officer cannot own an activity", nl)];
        return Err(Refusal::of("6.14-5", "the data protection officer cannot own an activity", nl, fields));
    }
    Ok(())
}

/// What stops an entry from being active, whoever asks: gaps in the seven questions, task or owner.
pub(super) fn refuse_incomplete(entry: &Entry) -> Ruled<()> {
    if entry.task_codes.is_empty() {
        let nl = "Kies minstens één taak. Zonder taak mag een verwerking niet starten.";
        let fields = vec![FieldError::new("taskCodes", "at least one task is required (1-1)", nl)];
        return Err(Refusal::of("1-1", "an activity without a task cannot be active", nl, fields));
    }
    if entry.owner.is_empty() {
        let nl = "Kies de afdeling die verantwoordelijk is.";
        let fields = vec![FieldError::new("owner", "a department must own the activity (6.14-6)", nl)];
        return Err(Refusal::of("6.14-6", "an activity without a department cannot be active", nl, fields));
    }
    let complete = completeness(entry);
    if !complete.missing.is_empty() {
        let open = QUESTIONS.iter().filter(|question| complete.missing.contains(&question.code));
        let fields =
            open.map(|q| FieldError::new(q.code, "this question is not answered (2-1)", q.nl)).collect();
        let nl = "Niet alle zeven vragen zijn beantwoord.";
        return Err(Refusal::of("2-1", "not all seven questions are answered", nl, fields));
    }
    if !complete.record_missing.is_empty() {
        let fields = complete.record_missing.iter().map(|(point, nl)| {
            FieldError::new(
                record_path(point),
                "is required by AVG 30(1)",
                format!("Vul in: {nl} (AVG {point})."),
            )
        });
        let nl = "Het register mist gegevens die de AVG eist.";
        return Err(Refusal::of("5-13", "the record lacks fields of AVG 30(1)", nl, fields.collect()));
    }
    if entry.statute_refs.is_empty() && entry.purpose_approval.is_none() {
        let nl = "Noem de wet bij het doel, of wie het doel heeft goedgekeurd.";
        let fields = vec![FieldError::new("statuteRefs", "the purpose cites no law (2-3)", nl)];
        return Err(Refusal::of("2-3", "the purpose cites no law and has no approval", nl, fields));
    }
    Ok(())
}

fn record_path(point: &str) -> &'static str {
    match point {
        "30(1)(a)" => "controller",
        "30(1)(b)" => "purpose",
        "30(1)(c)" => "data",
        "30(1)(d)" => "recipients",
        "30(1)(e)" => "transfers",
        "30(1)(f)" => "retention",
        _ => "security",
    }
}

/// What stops a draft from starting: all of [`refuse_incomplete`], and a DPIA that is needed and not done.
/// An activity that ran before the register took it over keeps running with that as a finding.
pub(super) fn refuse_start(entry: &Entry) -> Ruled<()> {
    refuse_incomplete(entry)?;
    if entry.dpia.as_ref().is_none_or(|dpia| dpia.status == DpiaStatus::Needed) {
        let nl = "Zoek eerst uit of een DPIA nodig is en voer die uit, met advies van de FG.";
        let fields = vec![FieldError::new("dpia", "the impact assessment is open (AVG 35)", nl)];
        return Err(Refusal::of("5-13", "the impact assessment is open", nl, fields));
    }
    Ok(())
}

/// Whether `next` may follow `current`, apart from what the new entry itself says.
pub(super) fn refuse_step(current: &Version, next: Status) -> Ruled<()> {
    match (current.status, next) {
        (Status::Closed, _) => {
            let nl = "Deze verwerking is gesloten en verandert niet meer.";
            Err(Refusal::of("1-2", "a closed activity no longer changes", nl, Vec::new()))
        }
        (Status::Active, Status::Draft) => {
            let nl = "Een actieve verwerking wordt geen concept meer. Sluit haar met een einddatum.";
            let fields =
                vec![FieldError::new("status", "an active activity cannot become a draft again", nl)];
            Err(Refusal::of("2-1", "an active activity cannot become a draft again", nl, fields))
        }
        _ => Ok(()),
    }
}

/// Closing needs an end date; one of the five registrations of paragraph 1 also a successor in force (1-2).
/// `successor_status` is that of the activity that `closing` names.
pub(super) fn refuse_closing(
    id: &ActivityId,
    closing: Option<&Closing>,
    successor_status: Option<Status>,
) -> Ruled<()> {
    let Some(closing) = closing else {
        let nl = "Vul de laatste dag in.";
        let fields = vec![FieldError::new("endDate", "is required to close", nl)];
        return Err(Refusal::of("1-2", "closing needs an end date", nl, fields));
    };
    let wrong = |message: &'static str, nl: &'static str| {
        Err(Refusal::of("1-2", message, nl, vec![FieldError::new("successor", message, nl)]))
    };
    match (&closing.successor, successor_status) {
        (None, _) if id.is_named_by_policy() => wrong(
            "a registration that the policy names needs a successor",
            "Het beleid noemt deze registratie. Vul in welke verwerking haar opvolgt.",
        ),
        (Some(successor), _) if successor == id => {
            wrong("an activity cannot succeed itself", "Een verwerking kan zichzelf niet opvolgen.")
        }
        (None, _) | (Some(_), Some(Status::Active)) => Ok(()),
        (Some(_), _) => {
            wrong("the successor is not an active activity", "De opvolger bestaat niet of is niet actief.")
        }
    }
}

/// The notification under the Wbp is history and stays as it was recorded (5-13).
pub(super) fn refuse_history(before: Option<&Entry>, after: &Entry) -> Ruled<()> {
    if before.and_then(|entry| entry.wbp.as_ref()) == after.wbp.as_ref() {
        return Ok(());
    }
    let nl = "De melding onder de Wbp is geschiedenis sinds 25 mei 2018 en verandert niet.";
    let fields = vec![FieldError::new("wbp", "is read-only since 25 May 2018", nl)];
    Err(Refusal::of("5-13", "the notification under the Wbp is read-only", nl, fields))
}
