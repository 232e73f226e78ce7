//! Words that every room of the house shares. No I/O, no clock of its own, no chance of its own.

pub mod actor;
pub mod bsn;
pub mod clock;
pub mod day;
pub mod entropy;
pub mod hex;
pub mod norm;
pub mod secret;
pub mod term;
pub mod trace;

pub use actor::{Actor, Role};
pub use bsn::{Bsn, ParseBsnError};
pub use clock::{Clock, Instant, MockClock};
pub use day::Day;
pub use entropy::{Entropy, SeededEntropy};
pub use norm::paragraph_of;
pub use secret::Secret;
pub use term::{Length, Reading, Term};
pub use trace::{SpanId, TraceId};
