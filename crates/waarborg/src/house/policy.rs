//! The policy that the program carries in itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use decide::{Finding, Rulebook, Sources};

/// `policy/` as it was when the program was built: path and text.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/policy_files.rs"));

/// The policy as text.
pub fn embedded_sources() -> Sources {
    Sources(
        FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>(),
    )
}

/// The policy compiled, or all mistakes in it.
pub fn load_rulebook(sources: &Sources) -> Result<Arc<Rulebook>, Vec<Finding>> {
    Rulebook::load(sources).map(Arc::new)
}
