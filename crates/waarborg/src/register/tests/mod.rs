//! The register against a real database, on both engines.

mod api;
mod export;
mod form;
mod pages;
mod seed;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use ground::{Actor, Role};

use super::{Change, Entry, Ruled, Status, Version, WbpNotification};
use crate::error::Error;
use crate::house::testing::each;
use crate::house::{House, embedded_sources};
use crate::journal::Context;

fn files() -> BTreeMap<String, String> {
    embedded_sources().0
}

fn context(house: &House, role: Role) -> Context {
    Context {
        actor: Actor {
            id: String::from(if role == Role::DepartmentHead { "demo-joost" } else { "tester" }),
            role,
        },
        trace: house.fresh_trace(),
        span: house.fresh_span(),
        parent: None,
        foreign_processor: None,
    }
}

/// Runs `test` in a seeded house on each engine.
#[expect(clippy::needless_pass_by_value, reason = "tests read better with the closure in the call")]
fn seeded(test: impl AsyncFn(&Arc<House>, &ground::MockClock)) {
    each(|house, clock| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            crate::desk::ensure_demo(house).await.unwrap();
            let (context, files) = (context(house, Role::Operator), files());
            let work = move |tx: &mut crate::db::Tx<'_>| super::seed(tx, &context, &files);
            assert_eq!(house.db.write("register.seed", work).await.unwrap(), 13);
            test(house, clock).await;
        });
    });
}

/// A change at the command line that keeps what it does not name.
async fn change(house: &House, id: &str, edit: impl FnOnce(&mut Change)) -> Result<Ruled<Version>, Error> {
    let current = super::find(house, id.to_owned()).await.unwrap();
    let mut change = Change {
        seen: current.number,
        entry: current.entry,
        status: current.status,
        closing: current.closing,
        reason: String::from("test"),
    };
    edit(&mut change);
    super::change(house, &context(house, Role::Operator), id.to_owned(), change).await
}

/// A complete entry that may start.
fn startable(house: &House) -> Entry {
    let entries = super::entries(&house.policy().sources.0).unwrap();
    let (_, entry) = entries.into_iter().find(|(id, _)| id.as_str() == "REG-08").unwrap();
    Entry { name: String::from("Nieuwe verwerking"), wbp: None::<WbpNotification>, ..entry }
}

/// A new draft of that entry.
async fn draft(house: &House, entry: Entry) -> Version {
    let context = context(house, Role::System);
    let version = super::create(house, &context, entry, String::from("test")).await.unwrap().unwrap();
    assert_eq!(version.status, Status::Draft);
    version
}
