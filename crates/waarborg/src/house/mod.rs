//! What every service receives: the database, the clock, chance, the keys, the rules and the settings.

mod keys;
mod masters;
mod memo;
mod organisation;
mod policy;
mod providers;
pub mod testing;

use std::sync::Arc;

use ground::{Clock, Day, Entropy, SpanId, TraceId, hex};

pub use keys::{Keys, KeysError};
pub use masters::{Masters, MastersError};
pub use memo::Memo;
pub use organisation::Organisation;
pub use policy::{Edition, Policies, embedded_sources, load_rulebook};
pub use providers::{Audience, Provider, ProvidersError};

use crate::db::Db;

/// The one state of the application; handlers hold it as `Arc<House>`.
pub struct House {
    /// The database.
    pub db: Db,
    /// Where the present moment comes from.
    pub clock: Arc<dyn Clock>,
    /// Where random bytes come from.
    pub entropy: Arc<dyn Entropy>,
    /// The adopted editions of the policy.
    pub policies: Policies,
    /// The keys of this installation.
    pub keys: Keys,
    /// The master keys of sealed values.
    pub masters: Masters,
    /// The settings of this installation.
    pub config: Config,
    /// What chapters keep in memory between calls.
    pub memo: Memo,
}

/// Settings that do not change while the service runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where people and systems reach us, without a slash at the end: `http://127.0.0.1:8080`.
    pub base_url: String,
    /// Fictional people may sign in by choosing themselves.
    pub demo: bool,
    /// The origin line of the journal's checkpoints, e.g. `waarborg.example/wil`.
    pub log_origin: String,
    /// Where people may sign in elsewhere.
    pub providers: Vec<Provider>,
    /// The version of this program.
    pub app_version: &'static str,
}

impl Config {
    /// Cookies may only travel over TLS.
    pub fn secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

impl House {
    /// The policy in force today.
    pub fn policy(&self) -> Arc<Edition> {
        self.policies.on(self.clock.now().day())
    }

    /// The policy in force on a day: what an act of that day is judged by.
    pub fn policy_on(&self, day: Day) -> Arc<Edition> {
        self.policies.on(day)
    }

    /// A fresh id of 128 random bits, in hexadecimal.
    pub fn fresh_id(&self) -> String {
        let mut bytes = [0; 16];
        self.entropy.fill(&mut bytes);
        hex::encode(&bytes)
    }

    /// A fresh trace id, for a call that joins no trace.
    pub fn fresh_trace(&self) -> TraceId {
        TraceId::fresh_at(self.clock.now(), self.entropy.as_ref())
    }

    /// A fresh span id.
    pub fn fresh_span(&self) -> SpanId {
        SpanId::fresh(self.entropy.as_ref())
    }
}
