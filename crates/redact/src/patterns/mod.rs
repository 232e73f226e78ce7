//! Data with a form of its own: numbers and addresses that a pattern finds and a check or a cue confirms.

mod around;
pub(crate) mod beside;
mod birth;
mod bsn;
mod client;
mod contact;
mod iban;
mod plate;
mod postcode;

use crate::hit::Hit;
use crate::options::Options;

/// Everything that has a form of its own. `text` is clean.
pub(crate) fn find(text: &str, options: &Options, hits: &mut Vec<Hit>) {
    client::configured(text, &options.client_numbers, hits);
    contact::emails(text, hits);
    contact::phones(text, hits);
    iban::find(text, hits);
    bsn::find(text, hits);
    birth::find(text, hits);
    plate::find(text, hits);
    postcode::find(text, hits);
    client::find(text, hits);
}

/// What a pattern finds in a text, as it is written there.
#[cfg(test)]
fn found(find: fn(&str, &mut Vec<Hit>), text: &str) -> Vec<&str> {
    let mut hits = Vec::new();
    find(text, &mut hits);
    hits.iter().map(|hit| text.get(hit.start..hit.end).unwrap()).collect()
}
