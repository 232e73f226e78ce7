//! Paragraphs 6.5 and 6.12: documents from which personal data goes before anyone else sees them. What is found is proposed,
//! a person judges each mark, another person checks, and only then there is a document to release.
//!
//! What a document says is sealed under a key of its own (`contents`), and opened with a permit. Where marks stand, of which
//! kind they are and who judged them is kept in clear; the words they cover are not.
//!
//! Left out: pictures (a page that is a picture is refused), and what is done with a released document (6.12, disclosure).

mod contents;
mod demo;
mod find;
mod grounds;
mod model;
pub mod pages;
mod produce;
mod report;
mod search;
mod service;
mod store;
mod traces;

#[cfg(test)]
mod tests;

pub use ::redact::document::Passage;
pub use ::redact::{Kind, Sort, Trace, What, Whom};
pub use contents::rotate;
pub use demo::seed_demo;
pub use find::{Finding, Incoming, LARGEST, Upload, detect, read};
pub use grounds::{DOUBLE, GROUNDS, Ground, Protects};
pub use model::{
    Document, DocumentId, FileKind, Keep, Law, Mark, Officials, Output, Remark, Stage, State, Step, Taken,
};
pub use pages::{Door, door};
pub use search::{Found, Searched, find, labels, removals};
pub use service::{
    Addition, Change, Contents, Download, View, Which, add, check, destroy_in, document_in, download,
    hold_in, is_held, judge, list, marks_in, may_handle, may_read, open, output_in, propose, receive,
    receive_in, release, send_back,
};
pub use traces::{Traced, trace, without};
