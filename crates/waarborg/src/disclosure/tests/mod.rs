//! Requests for public information against a real database, on both engines.

mod decide;
mod demo;
mod judge;
mod pages;
mod receive;

use std::sync::Arc;

use ground::{Actor, Day, MockClock, Role};

use super::inventory::{Described, Passage, PassageCategory, Weight};
use super::*;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::Context;
use crate::register::{self, Ruled};
use crate::vault;
use crate::web::csrf::Sent;

pub(super) const CANARY: &str = "Kwikstaart";
pub(super) const WEEK: i64 = 7 * 24 * 60 * 60 * 1000;

pub(super) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn staff(house: &House, account: &str, role: Role) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role })
}

/// Who handles requests.
pub(super) fn lieke(house: &House) -> Context {
    staff(house, "demo-lieke", Role::DisclosureOfficer)
}

/// Who decides.
pub(super) fn ruben(house: &House) -> Context {
    staff(house, "demo-ruben", Role::Board)
}

pub(super) fn ask(way: Way) -> Ask {
    let read = |text: String| vault::Value::read("test", &text).unwrap();
    Ask {
        way,
        received: day("2026-11-16"),
        contact: read(format!("{CANARY}\nkwikstaart@example.nl")),
        words: read(format!("Alles wat {CANARY} wil weten over de minima.")),
    }
}

/// A house with a register, and a request that came by letter.
pub(super) fn with_request(test: impl Fn(&Arc<House>, &MockClock, Request)) {
    each(|house, clock| {
        run(register::seed_at_start(house)).unwrap();
        run(crate::desk::ensure_demo(house)).unwrap();
        let receipt = run(receive(house, &lieke(house), ask(Way::Paper), Sent::default())).unwrap();
        test(house, clock, receipt.request);
    });
}

/// And it is clear that it is about a matter of government.
pub(super) fn with_matter(test: impl Fn(&Arc<House>, &MockClock, Request)) {
    with_request(|house, clock, request| {
        let request = assessed(house, &request, About::Matter, false).unwrap();
        test(house, clock, request);
    });
}

pub(super) fn assessed(
    house: &Arc<House>,
    request: &Request,
    about: About,
    identified: bool,
) -> Ruled<Request> {
    run(assess(house, &lieke(house), &request.id, about, identified, Sent::default())).unwrap()
}

pub(super) fn described(title: &str) -> Described {
    Described {
        title: title.to_owned(),
        kind: String::from("pdf"),
        day: day("2026-01-02"),
        family: None,
        thread: None,
        related: Vec::new(),
        case_number: String::new(),
        link: String::new(),
        note: String::new(),
    }
}

pub(super) fn passage(category: PassageCategory, ground: Option<&str>) -> Passage {
    Passage {
        what: String::from("bladzijde 2"),
        category,
        third_party: true,
        openness: Weight::Low,
        privacy: Weight::High,
        consent: false,
        made_public: false,
        redactable: true,
        ground: ground.map(str::to_owned),
        weighing: String::from("Wie het is, doet er niet toe."),
        still: String::new(),
        ruling: String::new(),
        says: None,
    }
}

pub(super) fn added(house: &Arc<House>, request: &Request, described: &Described) -> i64 {
    run(add(house, &lieke(house), &request.id, described.clone(), Sent::default())).unwrap()
}

pub(super) fn judged(
    house: &Arc<House>,
    request: &Request,
    described: &Described,
    judgement: Judgement,
    passages: Vec<Passage>,
) -> Result<Ruled<Document>, crate::error::Error> {
    let place = added(house, request, described);
    let judged = Judged { described: described.clone(), judgement, suspended: false, passages, revision: 0 };
    run(judge(house, &lieke(house), &request.id, place, judged, Sent::default()))
}

pub(super) fn proposed(house: &Arc<House>, request: &Request, objection: bool) -> Ruled<Request> {
    let summary = String::from("Het minimabeleid.");
    let audience = request.stage.assessed().unwrap().about.audiences()[0];
    run(propose(house, &lieke(house), &request.id, audience, summary, objection, Sent::default())).unwrap()
}

pub(super) fn decided(house: &Arc<House>, request: &Request) -> Request {
    run(decide(house, &ruben(house), &request.id, true, Sent::default())).unwrap()
}
