//! All pages of this chapter.

use std::sync::Arc;

use axum::Router;

use super::{conversation, policy, rulings, start};
use crate::house::House;

/// `/`, `/mag-dit`, `/uitspraken`, `/beleid`.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .merge(start::pages())
        .merge(conversation::pages())
        .merge(rulings::pages())
        .merge(policy::pages())
}
