//! The command line. Each command is a file here: its arguments as a struct, and `run`.
//!
//! Exit codes: 0 done, 1 a check or the work failed, 2 the input was wrong.

mod account;
mod client;
mod consent;
mod coverage;
mod decide;
mod detect;
mod diff;
mod doctor;
mod examine;
mod folder;
mod import;
mod journal;
mod keys;
mod migrate;
mod minutes;
mod open;
mod policy;
mod progress;
mod prove;
mod redact;
mod register;
mod serve;
mod statistics;
mod versions;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use ground::{Clock, Entropy, Secret};

pub use open::{open_house, operator, run_async};

/// What `main.rs` brings in from outside.
pub struct World {
    /// The real clock.
    pub clock: Arc<dyn Clock>,
    /// Real chance.
    pub entropy: Arc<dyn Entropy>,
    /// `DATABASE_URL`: `PostgreSQL` instead of the built-in `SQLite`.
    pub database_url: Option<Secret<String>>,
    /// `WAARBORG_MASTER_KEYS`: the master keys from outside instead of from a file, `id:hex,id:hex`.
    pub master_keys: Option<Secret<String>>,
}

/// Executes a public body's written privacy policy.
#[derive(Debug, Parser)]
#[command(name = "waarborg", version, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Which installation a command works on.
#[derive(Debug, clap::Args)]
pub struct Place {
    /// Folder of the keys and of the built-in database; made if it is not there.
    #[arg(long, global = true, value_name = "DIR", default_value = "./data")]
    pub data: PathBuf,
    /// The name under which the journal signs its checkpoints; never change it afterwards.
    #[arg(long, global = true, value_name = "NAME", default_value = "waarborg.example/wil")]
    pub log_origin: String,
}

// A new command: a line here, a line in `dispatch`, a file beside this one.
#[derive(Debug, Subcommand)]
enum Command {
    /// Rule on facts, by the policy in this program; nothing is recorded.
    Decide(decide::Decide),
    /// Find personal data in texts; nothing is kept.
    Detect(detect::Detect),
    /// Take personal data out of documents; a person still has to look.
    Redact(redact::Redact),
    /// Minutes of meetings: look whether anybody can be recognised in them; nothing is kept.
    #[command(subcommand)]
    Minutes(minutes::MinutesCommand),
    /// Start the service.
    Serve(serve::Serve),
    /// Bring the database to the schema of this program.
    Migrate,
    /// Check whether this installation is in order.
    Doctor,
    /// The rules: check them, read a paragraph, propose a version, show all versions.
    #[command(subcommand)]
    Policy(policy::PolicyCommand),
    /// Who works here and may sign in: make, list, invite, disable.
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Other systems that may ask: make, list, revoke.
    #[command(subcommand)]
    Client(client::ClientCommand),
    /// Consents: export one as a record.
    #[command(subcommand)]
    Consent(consent::ConsentCommand),
    /// The register of processing activities: export it.
    #[command(subcommand)]
    Register(register::RegisterCommand),
    /// Figures without people: counts of files, with small ones hidden.
    Statistics(statistics::Statistics),
    /// Take people and files over from a table; either all lines, or none.
    Import(import::Import),
    /// The master keys of sealed values: put a new one in use.
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// The journal: verify, sign, prove, replay.
    #[command(subcommand)]
    Journal(journal::JournalCommand),
}

fn dispatch(arguments: &Arguments, world: &World) -> anyhow::Result<ExitCode> {
    let place = &arguments.place;
    match &arguments.command {
        Command::Decide(decide) => decide::run(decide, world),
        Command::Detect(detect) => detect::run(detect),
        Command::Redact(redact) => redact::run(redact),
        Command::Minutes(command) => minutes::run(command, world),
        Command::Serve(serve) => serve::run(serve, place, world),
        Command::Migrate => migrate::run(place, world),
        Command::Doctor => doctor::run(place, world),
        Command::Policy(command) => policy::run(command, place, world),
        Command::Account(command) => account::run(command, place, world),
        Command::Client(command) => client::run(command, place, world),
        Command::Consent(command) => consent::run(command, place, world),
        Command::Register(command) => register::run(command, place, world),
        Command::Statistics(statistics) => statistics::run(statistics, place, world),
        Command::Import(import) => import::run(import, place, world),
        Command::Keys(command) => keys::run(command, place, world),
        Command::Journal(command) => journal::run(command, place, world),
    }
}

/// What someone gave at the command line or in a file is wrong: exit code 2. The message names the place.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadInput(pub String);

/// Reads the arguments, does the work, answers the exit code.
pub fn run(world: &World) -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(&arguments, world) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be gone too; there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "waarborg: {error:#}");
            ExitCode::from(if is_bad_input(&error) { 2 } else { 1 })
        }
    }
}

fn is_bad_input(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let ours = cause.downcast_ref::<crate::error::Error>();
        cause.is::<BadInput>() || matches!(ours, Some(crate::error::Error::Invalid(_)))
    })
}

/// The reader of our output has seen enough (`waarborg … | head`).
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let pipe = std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(|it| it.kind() == pipe))
}

/// One line on standard output.
pub fn say(line: impl std::fmt::Display) -> std::io::Result<()> {
    writeln!(std::io::stdout().lock(), "{line}")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_hold_together() {
        super::Arguments::command().debug_assert();
    }
}
