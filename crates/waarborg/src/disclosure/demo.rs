//! Fictional requests for public information: one that just came in, one that is being handled, one in the public register.

use std::sync::Arc;

use ground::{Actor, Role};

use super::inventory::{Described, Judgement, Passage, PassageCategory, Weight};
use super::model::{About, Audience, Request, RequestId, Way};
use super::service::{self, Ask, Judged};
use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::redaction::{self, Change, DocumentId, Law, Officials, Upload, Which};
use crate::vault;
use crate::web::csrf::Sent;

/// Everyone in it is made up.
const TALKS: &str = "\
Verslag van gesprekken over de minimaregelingen

Mevrouw A. Zilvermeeuw uit Nieuwegein vindt de brief moeilijk te lezen. De heer T. Spreeuwenberg wil liever bellen.

Van de twintig mensen met wie is gesproken, kenden er acht de regeling voor sport niet.
";

/// Makes the requests once: when there are none at all.
pub async fn seed_demo(house: &Arc<House>) -> Result<(), Error> {
    let any = |tx: &mut Tx<'_>| Ok(store::list(tx, true, 1)?.len() + store::list(tx, false, 1)?.len());
    if house.db.read("disclosure.demo", any).await? > 0 {
        return Ok(());
    }
    let lieke = staff(house, "demo-lieke", Role::DisclosureOfficer);
    let ruben = staff(house, "demo-ruben", Role::Board);
    public(house, &lieke, &ruben).await?;
    running(house, &lieke).await?;
    on_paper(house, &lieke, 2, "Alles over de bijstand, graag.").await.map(drop)
}

/// Decided and released: it stands in the register.
async fn public(house: &Arc<House>, lieke: &Context, ruben: &Context) -> Result<(), Error> {
    let words = "De evaluatie van het minimabeleid van vorig jaar, met alle bijlagen.";
    let request = on_paper(house, lieke, 20, words).await?;
    let id = &request.id;
    assessed(house, lieke, id).await?;
    document(house, lieke, id, "Evaluatie minimabeleid", 400, Judgement::Open, Vec::new()).await?;
    let names = vec![passage("namen van inwoners in voorbeelden", PassageCategory::Ordinary, "5.1.2e", true)];
    let title = "Verslag van gesprekken met inwoners";
    let place = document(house, lieke, id, title, 420, Judgement::Partly, names).await?;
    let contents = checked(house, lieke).await?;
    service::attach(house, lieke, id, place, contents, Sent::default()).await?;
    let summary = String::from("De evaluatie van het minimabeleid van vorig jaar, met bijlagen.");
    let proposed =
        service::propose(house, lieke, id, Audience::Everyone, summary, false, Sent::default()).await?;
    if proposed.is_err() {
        return Err(Error::internal("the fictional decision cannot be proposed"));
    }
    service::decide(house, ruben, id, true, Sent::default()).await?;
    service::release(house, lieke, id, true, Sent::default()).await.map(drop)
}

/// Being handled: one document judged, one not.
async fn running(house: &Arc<House>, lieke: &Context) -> Result<(), Error> {
    let words =
        "Hoeveel onderzoeken naar misbruik waren er, en hoe liepen ze af? Ik schrijf er een artikel over.";
    let request = on_paper(house, lieke, 9, words).await?;
    let id = &request.id;
    assessed(house, lieke, id).await?;
    let health = vec![
        passage("gezondheid van een inwoner, bladzijde 3", PassageCategory::Health, "5.1.1d", true),
        passage("burgerservicenummer, bladzijde 1", PassageCategory::Bsn, "5.1.1e", true),
    ];
    document(house, lieke, id, "Rapport van een onderzoek", 200, Judgement::Partly, health).await?;
    let described = described(house, "Overzicht van onderzoeken per jaar", 100);
    service::add(house, lieke, id, described, Sent::default()).await.map(drop)
}

fn staff(house: &House, account: &str, role: Role) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role })
}

async fn on_paper(house: &Arc<House>, lieke: &Context, ago: i64, words: &str) -> Result<Request, Error> {
    let read = |text: &str| vault::Value::read("demo", text).map_err(|error| Error::Invalid(vec![error]));
    let ask = Ask {
        way: Way::Paper,
        received: house.clock.now().day().plus_days(-ago),
        contact: read("Redactie De Lekbode\nPostbus 1, 0000 AA Lekstad")?,
        words: read(words)?,
    };
    Ok(service::receive(house, lieke, ask, Sent::default()).await?.request)
}

async fn assessed(house: &Arc<House>, lieke: &Context, id: &RequestId) -> Result<(), Error> {
    service::assess(house, lieke, id, About::Matter, false, Sent::default()).await.map(drop)
}

fn described(house: &House, title: &str, ago: i64) -> Described {
    Described {
        title: title.to_owned(),
        kind: String::from("pdf"),
        day: house.clock.now().day().plus_days(-ago),
        family: None,
        thread: None,
        related: Vec::new(),
        case_number: String::new(),
        link: String::new(),
        note: String::new(),
    }
}

async fn document(
    house: &Arc<House>,
    lieke: &Context,
    id: &RequestId,
    title: &str,
    ago: i64,
    judgement: Judgement,
    passages: Vec<Passage>,
) -> Result<i64, Error> {
    let described = described(house, title, ago);
    let place = service::add(house, lieke, id, described.clone(), Sent::default()).await?;
    let judged = Judged { described, judgement, suspended: false, passages, revision: 0 };
    let judged = service::judge(house, lieke, id, place, judged, Sent::default()).await?;
    judged.map(|_| place).map_err(|_| Error::internal("a fictional document cannot be judged so"))
}

/// A document from which the names went, by two people.
async fn checked(house: &Arc<House>, lieke: &Context) -> Result<DocumentId, Error> {
    let upload = Upload {
        name: String::from("verslag gesprekken.txt"),
        bytes: TALKS.as_bytes().to_vec(),
        law: Law::Woo,
        officials: Officials::Strict,
        known: String::new(),
    };
    let declined = |_| Error::internal("the fictional document cannot be taken in");
    let id = redaction::receive(house, lieke, upload, Sent::default()).await?.map_err(declined)?.id;
    let every = Which::Above(0);
    redaction::judge(house, lieke, &id, every, Change::Accept, Sent::default()).await?;
    redaction::propose(house, lieke, &id, Sent::default()).await?.map_err(declined)?;
    let yasmin = staff(house, "demo-yasmin", Role::DisclosureOfficer);
    let refused = |_| Error::internal("the fictional document cannot be checked");
    redaction::check(house, &yasmin, &id, Sent::default()).await?.map_err(refused)?;
    redaction::release(house, lieke, &id, Sent::default()).await?.map_err(declined)?;
    Ok(id)
}

fn passage(what: &str, category: PassageCategory, ground: &str, redactable: bool) -> Passage {
    Passage {
        what: what.to_owned(),
        category,
        third_party: true,
        openness: Weight::Low,
        privacy: Weight::High,
        consent: false,
        made_public: false,
        redactable,
        ground: Some(ground.to_owned()),
        weighing: if ground == "5.1.2e" {
            String::from("Voor de evaluatie doet het er niet toe wie deze inwoners zijn.")
        } else {
            String::new()
        },
        still: String::new(),
        ruling: String::new(),
        says: None,
    }
}
