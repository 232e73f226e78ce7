//! Paragraphs 1, 2 and 5: the register of processing activities, one entry per activity, every change a version.
//!
//! Answers the seven questions of 2-1 for each activity, keeps the five registrations of paragraph 1 (1-2, 1-3) and
//! the fields of AVG 30(1), and refuses to let a draft or an incomplete entry start. Not here: what may be done with
//! data in one case (`decision`), and carrying out destruction (a later chapter).

pub mod api;
mod completeness;
mod diff;
mod export;
mod letterhead;
mod model;
pub mod pages;
mod period;
mod rules;
mod seed;
mod service;
mod shape;
mod store;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

pub use completeness::{
    Completeness, Finding, QUESTIONS, Question, completeness, findings, missing_registrations,
};
pub use diff::{Difference, differences};
pub use export::{Format, Register, activity_uri, csv_row};
pub use letterhead::{Writing, letter_about};
pub use model::{
    ActivityId, ActivityIdError, AutomatedDecisions, Closing, Confidentiality, Controller, DataCategory,
    Dpia, Entry, Ground, Information, Measure, NAMED_BY_POLICY, ProcessDescription, Recipient, Retention,
    Security, Source, SpecialData, StatuteRef, Subject, Transfers, Usage, Version, WbpNotification,
};
pub use pages::{Returned, field};
pub use period::{Period, PeriodError};
pub use rules::{Refusal, Ruled};
pub use seed::{entries, seed};
pub use service::{
    Change, Page, all, change, change_in, create, create_in, department_of, find, find_at, find_number, list,
    may_change, may_change_now, may_run, seed_at_start, unknown, version_at, versions, vocabulary,
};
pub use shape::{parse, schema};
pub use store::Filter;
pub use vocabulary::{ListResult, Vocabulary, Word};
pub use words::{
    Act, Automated, Category, DpiaStatus, Effect, GroundRegime, Letter, Level, MeasureKind, Outside,
    RecipientRole, RetentionSource, RetentionStart, SourceKind, Status, SubjectKind, WbpStatus,
};
