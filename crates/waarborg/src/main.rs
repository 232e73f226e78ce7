//! The only place that touches the world: arguments, environment, real clock, real chance.

#![expect(clippy::disallowed_methods, reason = "this is the one place where the world is touched")]

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use ground::{Clock, Entropy, Instant, Secret};
use tracing_subscriber::EnvFilter;
use waarborg::cli::{self, World};

/// These would write the values of statements into the log at the finer levels.
const SILENT: [&str; 4] = ["tokio_postgres=off", "postgres=off", "rusqlite=off", "hyper=info"];

fn main() -> ExitCode {
    let level = std::env::var("WAARBORG_LOG").unwrap_or_else(|_| String::from("info"));
    start_logging(&level);
    let given = |name| std::env::var(name).ok().filter(|value| !value.is_empty()).map(Secret::new);
    let (database_url, master_keys) = (given("DATABASE_URL"), given("WAARBORG_MASTER_KEYS"));
    let clock: Arc<dyn Clock> = Arc::new(RealClock);
    // Drawn once here, so that a system without chance is found at the start and not in the middle of a request.
    let mut probe = [0; 32];
    if getrandom::fill(&mut probe).is_err() {
        tracing::error!("the system gives no random bytes");
        return ExitCode::FAILURE;
    }
    cli::run(&World { clock, entropy: Arc::new(RealEntropy), database_url, master_keys })
}

/// JSON lines on standard error, ids only. A panic is logged by its place: its message may hold a person's data.
fn start_logging(level: &str) {
    let filter = SILENT
        .iter()
        .filter_map(|rule| rule.parse().ok())
        .fold(EnvFilter::builder().parse_lossy(level), |filter: EnvFilter, rule| filter.add_directive(rule));
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_env_filter(filter).init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

struct RealClock;

impl Clock for RealClock {
    fn now(&self) -> Instant {
        // A clock set before 1970 reads as 1970; `doctor` and the journal notice.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

struct RealEntropy;

impl Entropy for RealEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Going on would make guessable keys and tokens.
            tracing::error!("the system gives no random bytes any more");
            std::process::abort();
        }
    }
}
