//! Data with a form of its own: numbers and addresses that a pattern finds and a check or a cue confirms.

mod alike;
mod around;
pub(crate) mod beside;
mod birth;
mod bsn;
mod client;
mod contact;
mod iban;
mod page;
mod plate;
mod postcode;

pub(crate) use around::{Pattern, pattern};
pub(crate) use birth::date_at_front;
pub(crate) use client::{is_date, is_of_someone};

use crate::hit::Hit;
use crate::options::Options;
use page::Page;

/// Everything that has a form of its own. `text` is clean.
pub(crate) fn find(text: &str, options: &Options, hits: &mut Vec<Hit>) {
    let page = Page::of(text);
    client::configured(text, &options.client_numbers, hits);
    contact::emails(&page, hits);
    // Everything else has a digit.
    if page.numbers.is_empty() {
        return;
    }
    contact::phones(&page, hits);
    iban::find(&page, hits);
    bsn::find(&page, hits);
    birth::find(&page, hits);
    plate::find(&page, hits);
    postcode::find(&page, hits);
    client::find(&page, hits);
    alike::find(text, hits);
}

/// What a pattern finds in a text, as it is written there.
#[cfg(test)]
fn found(find: fn(&Page<'_>, &mut Vec<Hit>), text: &str) -> Vec<&str> {
    let mut hits = Vec::new();
    find(&Page::of(text), &mut hits);
    hits.iter().map(|hit| text.get(hit.start..hit.end).unwrap()).collect()
}
