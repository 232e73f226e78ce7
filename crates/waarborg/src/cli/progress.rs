//! How far a long command is: a bar at a terminal, a line now and then otherwise; on standard error.

use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

pub(super) struct Progress {
    bar: Option<ProgressBar>,
    /// The tenth of the work that was told last.
    told: AtomicU64,
    what: &'static str,
    /// Less work than this is done at once, and nothing is said of it.
    little: u64,
}

impl Progress {
    pub(super) fn new(what: &'static str, little: u64) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            let template = format!("{{bar:40}} {{human_pos}} of {{human_len}} {what}, {{per_sec}}, {{eta}}");
            if let Ok(style) = ProgressStyle::with_template(&template) {
                bar.set_style(style);
            }
            bar
        });
        Self { bar, told: AtomicU64::new(0), what, little }
    }

    pub(super) fn at(&self, done: u64, of: u64) {
        if let Some(bar) = &self.bar {
            bar.set_length(of);
            bar.set_position(done);
            return;
        }
        let tenth = if of < self.little { 0 } else { done * 10 / of.max(1) };
        if tenth > self.told.fetch_max(tenth, Ordering::Relaxed) {
            // Nobody may be listening; the work goes on.
            let _ = writeln!(std::io::stderr(), "{done} of {of} {}", self.what);
        }
    }

    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
