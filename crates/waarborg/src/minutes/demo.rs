//! One set of fictional minutes in which people can be recognised, so that the pages of the demo show something.

use std::sync::Arc;

use ground::{Actor, Role};

use super::service::{self, NewMinutes};
use super::store;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::web::csrf::Sent;

/// Everyone and everything in it is made up; the number is from the range for tests.
const MINUTES: &str = "\
Verslag teamoverleg Inkomen

Aanwezig: teamleider Inkomen, drie consulenten, beleidsadviseur en notulist.

1. Opening
De voorzitter opent om 9.00 uur. Het vorige verslag is vastgesteld.

2. Casussen
Klant mevrouw T. Spreeuwenberg, Merelstraat 12 in Benschop, heeft om uitstel gevraagd. Haar burgerservicenummer is 999990019.
De enige Eritrese weduwe in Lopik wil een andere contactpersoon. J.V. uit Vianen is niet verschenen.
In Cabauw wachten nog 3 statushouders op een gesprek.

3. Cijfers
In Houten ontvingen 312 inwoners een uitkering. Dat zijn er 14 meer dan vorig jaar.

4. Afspraken
Casus besproken, actie door afdeling Schuldhulpverlening.
";

/// Brings them in once: when there are no minutes at all. The register and the fictional people have to be there.
pub async fn seed_demo(house: &Arc<House>) -> Result<(), Error> {
    if !house.db.read("minutes.demo", |tx| store::list(tx, None, 1)).await?.is_empty() {
        return Ok(());
    }
    let noor = Actor { id: String::from("demo-noor"), role: Role::Employee };
    let context = Context::begin(house, noor);
    let new = NewMinutes { name: String::from("verslag.txt"), bytes: MINUTES.as_bytes().to_vec() };
    service::check(house, &context, new, false, Sent::default()).await.map(drop)
}
