//! One fictional document in review, so that the pages of the demo show something.

use std::sync::Arc;

use ground::{Actor, Role};

use super::find::Upload;
use super::model::{Law, Officials};
use super::service::{self, Change, Which};
use super::store;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::web::csrf::Sent;

/// Everyone and everything in it is made up; the number is from the range for tests.
const LETTER: &str = "\
Gespreksverslag huisbezoek

Aanwezig: mevrouw M. de Vink, de heer T. Spreeuwenberg en wethouder A. Zilvermeeuw.

Mevrouw De Vink woont aan de Merelstraat 12, 3433 AB Nieuwegein. Haar burgerservicenummer is 999990019. Zij is te bereiken
op 06-12345678 of via m.devink@voorbeeld.example.

Mevrouw De Vink vertelt dat zij diabetes heeft en daarom minder uren kan werken. De heer Spreeuwenberg helpt haar met de
post. Wethouder Zilvermeeuw zegt toe dat de afdeling binnen twee weken schrijft over de regeling voor vervoer.

De gemeente heeft in 2025 voor deze regeling 240.000 euro uitgegeven. Dat is 12 procent meer dan in 2024.

Met vriendelijke groet,
B. Oosterhuis
";

/// Brings it in once: when there is no document at all. The register and the fictional people have to be there.
pub async fn seed_demo(house: &Arc<House>) -> Result<(), Error> {
    if !house.db.read("redaction.demo", |tx| store::list(tx, 1)).await?.is_empty() {
        return Ok(());
    }
    let lieke = Actor { id: String::from("demo-lieke"), role: Role::DisclosureOfficer };
    let context = Context::begin(house, lieke);
    let upload = Upload {
        name: String::from("gespreksverslag De Vink.txt"),
        bytes: LETTER.as_bytes().to_vec(),
        law: Law::Woo,
        officials: Officials::Strict,
        known: String::from("Marja de Vink"),
    };
    // A no is kept in the journal; then there is nothing to look at.
    let Ok(document) = service::receive(house, &context, upload, Sent::default()).await? else {
        return Ok(());
    };
    // Someone began: what has a form of its own was judged.
    service::judge(house, &context, &document.id, Which::Above(95), Change::Accept, Sent::default())
        .await
        .map(drop)
}
