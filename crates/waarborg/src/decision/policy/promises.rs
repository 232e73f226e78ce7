//! What a paragraph promises people, and whether it is proved for the rules as they are.
//!
//! The proofs themselves are made by `waarborg policy prove`, which needs a solver; the service only reads what came of
//! them. A proof is worth something for the rules it was made for and for no others, so it names them by their hash.

use std::collections::BTreeMap;

use decide::{Rulebook, Sources};
use ground::paragraph_of;
use serde::{Deserialize, Serialize};

/// Where the outcome of the proofs is kept, below `policy/`.
pub const PROOFS: &str = "promises/proofs.json";

/// What became of all promises, for one version of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proofs {
    /// The hash of the rules.
    pub rules: String,
    /// The solver that made the proofs, such as `cvc5 1.0.3`.
    pub solver: String,
    /// By promise: whether it is proved. Refuted and not settled in time both count as not.
    pub proved: BTreeMap<String, bool>,
}

/// A promise as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Promised {
    pub(super) sentence: String,
    pub(super) norms: Vec<String>,
    /// `None`: nobody tried for these rules.
    pub(super) proved: Option<bool>,
}

impl Proofs {
    /// The proofs of these rules, if they were made for exactly these.
    pub fn of(sources: &Sources, rulebook: &Rulebook) -> Option<Self> {
        let proofs = serde_json::from_str::<Self>(sources.0.get(PROOFS)?).ok()?;
        Some(proofs).filter(|proofs| proofs.rules == rulebook.hash())
    }
}

/// The promises of a paragraph. A promise file with a mistake shows nothing here: `policy prove` names the mistake.
pub(super) fn promises(sources: &Sources, rulebook: &Rulebook, paragraph: &str) -> Vec<Promised> {
    let proofs = Proofs::of(sources, rulebook);
    let belongs = |norm: &String| paragraph_of(norm) == Some(paragraph);
    let all = prove::promises(sources).unwrap_or_default();
    let own = all.into_iter().filter(|promise| promise.norms.iter().any(belongs));
    own.map(|promise| Promised {
        proved: proofs.as_ref().and_then(|proofs| proofs.proved.get(&promise.id).copied()),
        sentence: promise.sentence,
        norms: promise.norms,
    })
    .collect()
}
