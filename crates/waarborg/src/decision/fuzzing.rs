//! The doors that fuzzing knocks at (`fuzz/`, and a short seeded run in the tests): bytes in, no panic out.
//!
//! Part of the library, so that the fuzz targets, which live outside the workspace, can reach them.

use std::sync::Arc;

use ground::Instant;

use super::service::judge_by;
use super::{Ask, Shape, authzen};
use crate::api::json;
use crate::house::{Edition, embedded_sources};

/// The compiled rules, made once for many rounds.
pub struct Targets(Arc<Edition>);

impl Targets {
    /// Compiles the rules of this program.
    ///
    /// # Panics
    ///
    /// When they do not compile; every test finds that first.
    #[expect(clippy::expect_used, reason = "the embedded policy compiles, or every test fails")]
    #[expect(clippy::new_without_default, reason = "compiling the rules is no default")]
    pub fn new() -> Self {
        let edition = Edition::compile(1, None, embedded_sources().0);
        Self(Arc::new(edition.expect("the embedded policy compiles")))
    }

    /// A line of facts for `waarborg decide`: read, and judged when it reads.
    pub fn facts(&self, bytes: &[u8]) {
        self.ask(bytes, Shape::Line);
    }

    /// A body for `/v1/decisions`.
    pub fn call(&self, bytes: &[u8]) {
        self.ask(bytes, Shape::Call);
    }

    fn ask(&self, bytes: &[u8], shape: Shape) {
        let Ok(value) = json::parse(bytes) else { return };
        let Ok(ask) = Ask::read(value, shape, "") else { return };
        if let Ok(judged) = judge_by(&self.0, Instant(1_794_821_400_000), ask) {
            // A yes names what carries it, whatever the facts.
            let ruling = &judged.ruling;
            assert!(!ruling.outcome.is_passable() || !ruling.reasons.is_empty(), "a yes without reasons");
        }
    }

    /// A body for the `AuthZEN` addresses.
    pub fn authzen(&self, bytes: &[u8]) {
        if let Ok(value) = json::parse(bytes) {
            authzen::read_for_fuzzing(&self.0, value);
        }
    }

    /// All of them.
    pub fn all(&self, bytes: &[u8]) {
        self.facts(bytes);
        self.call(bytes);
        self.authzen(bytes);
    }
}
