//! The words of the journal: contexts, kinds of record, pseudonyms.

use ground::{Actor, Entropy, Instant, Secret, SpanId, TraceId, hex};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::api::Trace;

use crate::house::House;

/// Who acts, and in which trace. One context for each action: no two records of processing share a span.
#[derive(Debug, Clone)]
pub struct Context {
    /// Who acts. Stands in audit records only.
    pub actor: Actor,
    /// The trace of the processing; kept from the caller when one was sent along.
    pub trace: TraceId,
    /// This action.
    pub span: SpanId,
    /// The action that called this one.
    pub parent: Option<SpanId>,
    /// URI of the application that called us, when it was another's.
    pub foreign_processor: Option<String>,
}

impl Context {
    /// An action that begins a trace of its own, such as what a person does at a page.
    pub fn begin(house: &House, actor: Actor) -> Self {
        let (trace, span) = (house.fresh_trace(), house.fresh_span());
        Self { actor, trace, span, parent: None, foreign_processor: None }
    }

    /// An action in the trace of a request.
    #[must_use]
    pub fn within(trace: Trace, actor: Actor) -> Self {
        let Trace { trace, span, parent } = trace;
        Self { actor, trace, span, parent, foreign_processor: None }
    }

    /// The context of an action of our own inside this one, such as one case of a batch.
    #[must_use]
    pub fn child(&self, entropy: &dyn Entropy) -> Self {
        Self {
            span: SpanId::fresh(entropy),
            parent: Some(self.span),
            foreign_processor: None,
            actor: self.actor.clone(),
            trace: self.trace,
        }
    }
}

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Logboek Dataverwerkingen.
    Processing,
    /// Authorization Decision Log.
    Decision,
    /// BIO2 8.15.01.
    Audit,
}

impl Kind {
    /// The name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Processing => "processing",
            Self::Decision => "decision",
            Self::Audit => "audit",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Processing, Self::Decision, Self::Audit].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What was asked of the decision point (`event_name` of the Authorization Decision Log).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// One decision.
    AccessEvaluation,
    /// Several in one call.
    AccessEvaluations,
    /// Who may?
    SearchSubject,
    /// What may be done?
    SearchAction,
    /// With what?
    SearchResource,
}

impl Event {
    /// The name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccessEvaluation => "adl.access_evaluation",
            Self::AccessEvaluations => "adl.access_evaluations",
            Self::SearchSubject => "adl.search_subject",
            Self::SearchAction => "adl.search_action",
            Self::SearchResource => "adl.search_resource",
        }
    }
}

/// The person a processing is about. Lives only until [`pseudonym`] has been made of it.
#[derive(Clone)]
pub struct SubjectRef {
    /// The id itself. Never stored, never logged.
    pub id: String,
    /// What kind of id: `BSN`, `personeelsnummer`, or a URI that defines it.
    pub id_type: String,
}

impl std::fmt::Debug for SubjectRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SubjectRef").field("id_type", &self.id_type).finish_non_exhaustive()
    }
}

/// The keyed hash that stands for a person in the log: HMAC-SHA256, in hexadecimal. The same person always has the
/// same one; without the key nobody can tell who it is, not even by trying all numbers.
pub fn pseudonym(key: &Secret<[u8; 32]>, subject: &SubjectRef) -> String {
    keyed_hash(key, &["subject", &subject.id_type, subject.id.trim()])
}

/// HMAC-SHA256 over parts that cannot run into each other.
pub(super) fn keyed_hash(key: &Secret<[u8; 32]>, parts: &[&str]) -> String {
    // HMAC fills a short key up with zeros to the block of the hash; done here, so that nothing can fail.
    let mut block = [0; 64];
    for (filled, byte) in block.iter_mut().zip(key.expose()) {
        *filled = *byte;
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    hex::encode(&mac.finalize().into_bytes())
}

/// A ruling to be recorded. `R` is anything with a JSON form: the ruling itself, or null.
#[derive(Debug)]
pub struct RulingRecord<'a, R> {
    /// What was asked.
    pub event: Event,
    /// The facts as the rules read them; null for a decision that was not made by the policy.
    pub facts: &'a serde_json::Value,
    /// The ruling; null for a decision that was not made by the policy.
    pub ruling: &'a R,
    /// What it came down to, such as `REFUSED`; none for a decision that was not made by the policy.
    pub outcome: Option<&'a str>,
    /// The version that the policy gives itself.
    pub policy_version: Option<&'a str>,
    /// Names the policy that made the ruling; see [`super::ensure_policy`].
    pub policy_hash: &'a str,
    /// The day and the law it was judged by.
    pub when: &'a serde_json::Value,
    /// URI of the processing activity in a register. Required with `subject`.
    pub activity: Option<&'a str>,
    /// The person it is about.
    pub subject: Option<&'a SubjectRef>,
    /// The request as it came in by `AuthZEN`, if it did.
    pub request: Option<&'a serde_json::Value>,
    /// The response as it goes out by `AuthZEN`, if it does.
    pub response: Option<&'a serde_json::Value>,
    /// When the work on it began.
    pub started_at: Instant,
    /// When it was made. This moment stands in the three records; that of the transaction stands beside them.
    pub made_at: Instant,
}

/// Where a ruling was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingEntry {
    /// Its id: 32 hexadecimal digits that cannot be guessed.
    pub ruling_id: String,
    /// The entries: processing, decision, audit.
    pub entries: [i64; 3],
}

/// A URI as the log schemas want it: a scheme, and no character that a URI may not hold.
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let scheme_fits = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let rest_fits = rest.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c));
    begins && scheme_fits && !rest.is_empty() && rest_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_is_stable_keyed_and_by_type() {
        let key = |byte| Secret::new([byte; 32]);
        let subject = |id: &str, id_type: &str| SubjectRef { id: id.to_owned(), id_type: id_type.to_owned() };
        let bsn = pseudonym(&key(1), &subject("999990019", "BSN"));
        assert_eq!(bsn.len(), 64);
        assert_eq!(bsn, pseudonym(&key(1), &subject(" 999990019", "BSN")));
        assert_ne!(bsn, pseudonym(&key(2), &subject("999990019", "BSN")));
        assert_ne!(bsn, pseudonym(&key(1), &subject("999990019", "personeelsnummer")));
        assert_ne!(pseudonym(&key(1), &subject("b", "aa")), pseudonym(&key(1), &subject("ab", "a")));
        assert!(!format!("{:?}", subject("999990019", "BSN")).contains("999990019"));
    }

    #[test]
    fn uris_are_told_from_words() {
        for good in ["https://a.example/x#y", "urn:uuid:0b", "waarborg:1"] {
            assert!(is_uri(good), "{good}");
        }
        for bad in ["", "a", "https://a b", ":x", "1a:b", "a:", "a:<b>"] {
            assert!(!is_uri(bad), "{bad}");
        }
    }
}
