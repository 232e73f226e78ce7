//! Requests against a real database, on both engines.

mod access;
mod demo;
mod letters;
pub(super) mod pages;
mod steps;

use std::sync::Arc;

use ground::{Actor, Day, MockClock, Role, hex};

use super::*;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::Context;
use crate::records::{File, FileId, Item, ItemId, Lookup, Origin, Protection, SubjectId};
use crate::register::{self, SubjectKind};
use crate::vault::{self, NewItem, NewPerson};
use crate::web::csrf::Sent;

pub(super) const CANARY: &str = "Kwikstaart";
pub(super) const BSN: &str = "999990019";

pub(super) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

pub(super) fn staff(house: &House, account: &str, role: Role) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role })
}

/// Who works with the file of the test person.
pub(super) fn bram(house: &House) -> Context {
    staff(house, "demo-bram", Role::Employee)
}

/// The test person, signed in as a resident; or someone else by another number.
pub(super) fn resident(house: &House, bsn: &str) -> Context {
    let id = format!("resident-{}", hex::encode(&house.keys.lookup("bsn", bsn)));
    Context::begin(house, Actor { id, role: Role::Resident })
}

fn new_item(kind: &str, value: &str) -> NewItem {
    NewItem {
        kind: kind.to_owned(),
        value: vault::Value::read("value", value).unwrap(),
        origin: Origin::Subject,
        source: String::from("aanvraagformulier"),
        basis: String::new(),
        obtained: day("2026-11-16"),
        verified: true,
        only_for_third: false,
    }
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A house with a register and the file of one person.
pub(super) fn with_file(test: impl Fn(&Arc<House>, &MockClock, &File)) {
    with_person(Protection::None, "1980-02-29", test);
}

pub(super) fn with_person(protection: Protection, born: &str, test: impl Fn(&Arc<House>, &MockClock, &File)) {
    each(|house, clock| {
        run(register::seed_at_start(house)).unwrap();
        run(crate::desk::ensure_demo(house)).unwrap();
        let person = NewPerson {
            told: true,
            kind: SubjectKind::Client,
            protection,
            surname: CANARY.to_owned(),
            born: Some(day(born)),
            bsn: Some(BSN.parse().unwrap()),
            activity: String::from("REG-01"),
            law: String::from("PW"),
            items: vec![
                new_item("inkomen", &format!("{CANARY} verdient 1200 euro")),
                new_item("woonsituatie", &format!("{CANARY} woont alleen")),
            ],
        };
        let file = run(vault::add_person(house, &bram(house), person, None)).unwrap();
        // A person under 16 is no client of this file: then the decision to record may be a no, and the test is told.
        let file = file.expect("the person may be recorded");
        test(house, clock, &file);
    });
}

/// The items of a file, by kind.
pub(super) fn items(house: &Arc<House>, file: &FileId) -> Vec<Item> {
    let view = run(vault::view(house, &bram(house), file.clone())).unwrap();
    let mut items = view.items;
    items.sort_by(|one, other| one.kind.cmp(&other.kind));
    items
}

pub(super) fn new(right: Right, items: &[ItemId]) -> NewRequest {
    NewRequest {
        right,
        channel: Channel::Paper,
        received: day("2026-11-16"),
        capacity: Capacity::Own,
        matter: Matter::Other,
        items: items.to_vec(),
        note: None,
    }
}

pub(super) fn on_paper(house: &Arc<House>, subject: &SubjectId, request: NewRequest) -> Request {
    let whose = Whose::Known(subject.clone());
    run(receive(house, &bram(house), whose, request, Sent::default())).unwrap()
}

pub(super) fn on_own_page(house: &Arc<House>, request: NewRequest) -> Request {
    let request = NewRequest { channel: Channel::OwnPage, ..request };
    run(receive(house, &resident(house, BSN), Whose::Own, request, Sent::default())).unwrap()
}

pub(super) fn seen(house: &Arc<House>, request: &Request, authority: Option<Authority>) -> Request {
    let shown = Shown::By(Proof::DocumentSeen);
    run(identify(house, &bram(house), &request.id, shown, authority, Sent::default())).unwrap().unwrap()
}

pub(super) fn decided(house: &Arc<House>, request: &Request, assessment: Assessment) -> Request {
    run(decide(house, &bram(house), &request.id, assessment, Sent::default())).unwrap()
}

/// Why it was decided so: the statements.
pub(super) fn norms(request: &Request) -> Vec<&str> {
    request.stage.decision().unwrap().reasons.iter().map(|reason| reason.norm.as_str()).collect()
}

pub(super) fn verdict(request: &Request) -> Verdict {
    request.stage.decision().unwrap_or_else(|| panic!("{:?}", request.stage)).verdict
}

pub(super) fn by_name(born: &str) -> Lookup {
    Lookup::NameAndBirth(CANARY.to_owned(), day(born))
}
