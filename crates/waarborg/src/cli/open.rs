//! Opens an installation: its folder, keys, database and rules.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use ground::{Actor, Role};

use super::{Place, World};
use crate::adoption;
use crate::db::{Db, Location};
use crate::house::{
    Config, Edition, House, Keys, Masters, Memo, Policies, Provider, embedded_sources, load_rulebook,
};
use crate::journal::Context;

/// The key file in the data folder.
pub(super) const KEY_FILE: &str = "keys.toml";

/// The file with the master keys in the data folder, unless they come from outside.
pub(super) const MASTER_FILE: &str = "master-keys";

/// The house of this installation, as `config` makes it. Makes the folder, the keys and the database if needed.
pub fn open_house(place: &Place, world: &World, base_url: &str, demo: bool) -> anyhow::Result<Arc<House>> {
    make_folder(&place.data)
        .with_context(|| format!("the data folder {} cannot be made", place.data.display()))?;
    let key_file = place.data.join(KEY_FILE);
    let keys = Keys::load_or_create(&key_file, world.entropy.as_ref())
        .with_context(|| key_file.display().to_string())?;
    let masters = masters(place, world)?;
    let sources = embedded_sources();
    let rulebook = load_rulebook(&sources).map_err(|findings| {
        let lines: Vec<String> =
            findings.iter().map(|finding| format!("{}: {}", finding.file, finding.message)).collect();
        anyhow::anyhow!("the policy has mistakes\n{}", lines.join("\n"))
    })?;
    let db =
        Db::open(&location(place, world), world.clock.clone()).context("the database cannot be opened")?;
    let house = House {
        db,
        clock: world.clock.clone(),
        entropy: world.entropy.clone(),
        policies: Policies::of(Edition::new(1, None, rulebook, Arc::new(sources))),
        keys,
        masters,
        config: Config {
            base_url: base_url.trim_end_matches('/').to_owned(),
            demo,
            log_origin: place.log_origin.clone(),
            providers: Provider::load_all(&place.data).context("identity providers")?,
            app_version: env!("CARGO_PKG_VERSION"),
        },
        memo: Memo::default(),
    };
    adoption::load(&house).context("the adopted policy cannot be loaded")?;
    Ok(Arc::new(house))
}

/// The master keys: from outside when they are given, else from their file.
pub(super) fn masters(place: &Place, world: &World) -> anyhow::Result<Masters> {
    if let Some(given) = &world.master_keys {
        return Masters::given(given).context("WAARBORG_MASTER_KEYS");
    }
    let file = place.data.join(MASTER_FILE);
    let id = world.clock.now().day().to_string();
    Masters::load_or_create(&file, &id, world.entropy.as_ref()).with_context(|| file.display().to_string())
}

/// Where this installation keeps its data.
pub(super) fn location(place: &Place, world: &World) -> Location {
    match &world.database_url {
        Some(url) => Location::Postgres(url.clone()),
        None => Location::Sqlite(place.data.join("waarborg.sqlite")),
    }
}

/// Only for the owner: the database is in it.
fn make_folder(path: &Path) -> std::io::Result<()> {
    if path.is_dir() { Ok(()) } else { DirBuilder::new().recursive(true).mode(0o700).create(path) }
}

/// The person at the command line of the machine itself, in a trace of its own.
pub fn operator(house: &House) -> Context {
    Context::begin(house, Actor { id: String::from("operator"), role: Role::Operator })
}

/// Runs asynchronous work of a command that is otherwise plain.
pub fn run_async<T>(work: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    Ok(runtime.context("the asynchronous runtime does not start")?.block_on(work))
}
