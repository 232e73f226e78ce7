//! What the solver knows of a proposed policy, as plain data for the proposal: the one place where `waarborg policy
//! propose` meets the proofs.

use crate::adoption::Examination;
use crate::house::{Edition, House};

/// Proofs of the promises under `new`, its differences with `old`, and the past rulings that would come out otherwise.
///
/// Not made yet: an empty examination, which the pages show as "not examined" and which the daily board can only pass
/// over with a written motivation.
#[expect(clippy::unnecessary_wraps, reason = "the solver can fail")]
pub(super) fn examine(_house: &House, _old: &Edition, _new: &Edition) -> anyhow::Result<Examination> {
    Ok(Examination::default())
}
