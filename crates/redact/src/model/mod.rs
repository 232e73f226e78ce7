//! The statistical model for names.

use crate::names::rules::Mention;
use crate::token::Token;

/// Names by the model, in order. `None` if there is no model.
pub(crate) fn find(_tokens: &[Token<'_>], _ruled: &[Mention], _threshold: u8) -> Option<Vec<Mention>> {
    None
}

/// Whether the model does not object to what a list says.
pub(crate) fn allows(_tagged: &Option<Vec<Mention>>, _mention: &Mention) -> bool {
    true
}
