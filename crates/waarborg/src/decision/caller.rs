//! The context of what a person does at a page.

use ground::Actor;

use crate::house::House;
use crate::journal::Context;

/// A call by a person at a page begins a trace of its own.
pub(super) fn context(house: &House, actor: &Actor) -> Context {
    Context {
        actor: actor.clone(),
        trace: house.fresh_trace(),
        span: house.fresh_span(),
        parent: None,
        foreign_processor: None,
    }
}
