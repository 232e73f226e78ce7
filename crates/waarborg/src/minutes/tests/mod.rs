//! Minutes against a real database, on both engines.

mod pages;
mod steps;

use std::sync::Arc;

use ground::{Actor, MockClock, Role};

use super::*;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::Context;
use crate::web::csrf::Sent;

/// Stands in every text: a name that may be found nowhere in clear.
pub(super) const CANARY: &str = "Kwikstaart";

pub(super) const MINUTES: &str = "Verslag teamoverleg\n\nAanwezig: Sjoerd Wiersma (voorzitter)\n\nKlant mevrouw F. Kwikstaart belde. \
    Haar BSN is 999990019.\n\nDe enige weduwe in Lopik is bezocht.\n";

pub(super) const CLEAN: &str = "Verslag teamoverleg\n\nAanwezig: de teamleider\n\nCasus besproken, actie door afdeling Schuldhulpverlening.\n";

pub(super) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

pub(super) fn staff(house: &House, account: &str, role: Role) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role })
}

/// Who takes the minutes.
pub(super) fn noor(house: &House) -> Context {
    staff(house, "demo-noor", Role::Employee)
}

pub(super) fn bram(house: &House) -> Context {
    staff(house, "demo-bram", Role::Employee)
}

pub(super) fn fatma(house: &House) -> Context {
    staff(house, "demo-fatma", Role::Officer)
}

pub(super) fn text(text: &str) -> NewMinutes {
    NewMinutes { name: String::from("verslag Kwikstaart.txt"), bytes: text.as_bytes().to_vec() }
}

pub(super) fn with_house(test: impl Fn(&Arc<House>, &MockClock)) {
    each(|house, clock| {
        run(crate::register::seed_at_start(house)).unwrap();
        run(crate::desk::ensure_demo(house)).unwrap();
        test(house, clock);
    });
}

pub(super) fn looked(house: &Arc<House>, words: &str, external: bool) -> Minutes {
    run(check(house, &noor(house), text(words), external, Sent::default())).unwrap()
}
