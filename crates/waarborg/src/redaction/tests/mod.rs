//! Documents against a real database, on both engines.

mod marks;
mod steps;

use std::sync::Arc;

use ground::{Actor, Role};

use super::*;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::Context;
use crate::web::csrf::Sent;

/// Stands in every text: a name that may be found nowhere in clear.
pub(super) const CANARY: &str = "Kwikstaart";

pub(super) const LETTER: &str = "Verslag van 3 maart\n\nMevrouw F. Kwikstaart belde. Kwikstaart vroeg om kruidnagelthee.\n\n\
    Haar BSN is 999990019. Zij heeft diabetes. Haar nummer is 06-12345678.\n\nWethouder J. Merel belt terug.\n";

pub(super) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

pub(super) fn staff(house: &House, account: &str, role: Role) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role })
}

/// The first person.
pub(super) fn lieke(house: &House) -> Context {
    staff(house, "demo-lieke", Role::DisclosureOfficer)
}

/// The other person.
pub(super) fn yasmin(house: &House) -> Context {
    staff(house, "demo-yasmin", Role::DisclosureOfficer)
}

pub(super) fn upload(name: &str, bytes: &[u8]) -> Upload {
    Upload {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
        law: Law::Woo,
        officials: Officials::Strict,
        known: String::from("Fatima Kwikstaart"),
    }
}

pub(super) fn with_house(test: impl Fn(&Arc<House>)) {
    each(|house, _| {
        run(crate::register::seed_at_start(house)).unwrap();
        run(crate::desk::ensure_demo(house)).unwrap();
        test(house);
    });
}

/// A house with a letter in review.
pub(super) fn with_letter(test: impl Fn(&Arc<House>, &Document)) {
    with_house(|house| {
        let upload = upload("brief Kwikstaart.txt", LETTER.as_bytes());
        let document = run(receive(house, &lieke(house), upload, Sent::default())).unwrap();
        let document = document.map_err(|declined| declined.ruling).expect("may be taken in");
        test(house, &document);
    });
}

pub(super) fn view(house: &Arc<House>, context: &Context, id: &DocumentId) -> View {
    run(open(house, context, id)).unwrap()
}

pub(super) fn marks(house: &Arc<House>, id: &DocumentId) -> Vec<Mark> {
    view(house, &lieke(house), id).marks
}

/// Judges every mark: what has a reason to stay stays, the rest goes.
pub(super) fn judge_all(house: &Arc<House>, id: &DocumentId, keep: &[(Kind, Keep)]) {
    for mark in marks(house, id) {
        let kept = keep.iter().find(|(kind, _)| Some(*kind) == mark.kind);
        let change = kept.map_or(Change::Accept, |(_, reason)| Change::Reject(*reason));
        run(judge(house, &lieke(house), id, Which::One(mark.place), change, Sent::default())).unwrap();
    }
}

pub(super) fn ready(house: &Arc<House>, id: &DocumentId) -> Document {
    run(propose(house, &lieke(house), id, Sent::default())).unwrap().unwrap()
}
