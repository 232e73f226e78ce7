//! Requests for public information from outside: who asks is in no log, no address and no raw byte, and comes out only for who
//! handles requests.

use axum::http::StatusCode;
use waarborg::db::Location;
use waarborg::house::testing::{self, Folder};

use crate::canary::log;
use crate::files::{assert_nowhere, encoded};
use crate::office::Office;
use crate::pages::Visitor;

const CANARIES: [&str; 3] = ["Grutto", "grutto@voorbeeld.example", "brief aan tante Truus"];

// proves!("6.12-1")
#[tokio::test]
async fn who_asks_for_information_comes_nowhere_else() {
    log();
    let folder = Folder::make();
    let (house, _) = testing::house(&Location::Sqlite(folder.path().join("waarborg.sqlite")));
    let office = Office::of(house.clone());
    waarborg::register::seed_at_start(&house).await.unwrap();
    waarborg::desk::ensure_demo(&house).await.unwrap();
    let anyone = Visitor::stranger(&office);
    let path = "/openbaarheid/verzoek";
    let page = anyone.get(path).await;
    let fields = [("vraag", CANARIES[2]), ("naam", CANARIES[0]), ("contact", CANARIES[1])];
    let mut wrong = fields;
    wrong[1].1 = "";
    let answer = anyone.send(&page, path, &encoded(&wrong)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains(CANARIES[2]), "what was filled in is not lost");
    let receipt = anyone.send(&page, path, &encoded(&fields)).await;
    assert_eq!(receipt.status, StatusCode::OK);
    assert_eq!(receipt.headers["cache-control"], "no-store");
    assert!(CANARIES.iter().all(|canary| !receipt.text.contains(canary)));
    let again = anyone.send(&page, path, &encoded(&fields)).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "the same form twice does nothing");

    for person in ["demo-lieke", "demo-ruben", "demo-fatma"] {
        let reader = Visitor::sign_in(&office, person).await;
        let list = reader.get("/woo-verzoeken").await.text;
        let id = list.split("href=\"/woo-verzoeken/").filter_map(|part| part.get(..32)).last().unwrap();
        let one = reader.get(&format!("/woo-verzoeken/{id}")).await;
        assert_eq!(one.status, StatusCode::OK, "{person}");
        assert!(
            CANARIES.iter().all(|canary| !list.contains(canary) && !one.text.contains(canary)),
            "{person}"
        );
    }
    house.db.stop();
    assert_nowhere(&folder, &CANARIES);
}

// proves!("6.12-5")
#[tokio::test]
async fn other_systems_read_the_public_register_and_nothing_more() {
    let (house, _) = testing::house(&Location::Memory);
    let office = Office::of(house.clone());
    waarborg::register::seed_at_start(&house).await.unwrap();
    waarborg::desk::ensure_demo(&house).await.unwrap();
    waarborg::disclosure::seed_demo(&house).await.unwrap();
    let anyone = Visitor::stranger(&office);
    let read = async |path: &str| {
        let answer = anyone.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        serde_json::from_str::<serde_json::Value>(&answer.text).unwrap()
    };
    let list = read("/v1/public-requests").await;
    assert_eq!(list["total"], 1, "one of the three is decided and public: {list}");
    let id = list["items"][0]["id"].as_str().unwrap();
    let one = read(&format!("/v1/public-requests/{id}")).await;
    let given: Vec<&str> =
        one["details"]["documents"].as_array().unwrap().iter().filter_map(|it| it["file"].as_str()).collect();
    assert!(!given.is_empty(), "{one}");
    for address in [given[0], one["details"]["letter"].as_str().unwrap()] {
        let path =
            address.split_once("/openbaarheid").map(|(_, rest)| format!("/openbaarheid{rest}")).unwrap();
        assert_eq!(anyone.get(&path).await.status, StatusCode::OK, "{path}");
    }
    for wrong in ["/v1/public-requests?page=0", "/v1/public-requests?naam=x"] {
        assert_eq!(anyone.get(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let unknown = format!("/v1/public-requests/{}", "0".repeat(32));
    assert_eq!(anyone.get(&unknown).await.status, StatusCode::NOT_FOUND);
}
