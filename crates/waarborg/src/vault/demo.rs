//! Fictional people with files, so that the demo has something to open. Nobody of these exists; the numbers pass the
//! eleven-test and are given to nobody.

use std::sync::Arc;

use ground::{Actor, Role};

use super::model::{NewItem, NewPerson, Value};
use super::service::add_person;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::records::{Lookup, Origin, Protection};
use crate::register::SubjectKind;

struct Fiction {
    surname: &'static str,
    born: &'static str,
    bsn: &'static str,
    activity: &'static str,
    law: &'static str,
    by: &'static str,
    protection: Protection,
    items: &'static [(&'static str, &'static str)],
}

const PEOPLE: [Fiction; 5] = [
    Fiction {
        surname: "de Vink",
        born: "1979-03-12",
        bsn: "999990019",
        activity: "REG-01",
        law: "PW",
        by: "demo-bram",
        protection: Protection::None,
        items: &[
            (
                "naam, adres en geboortedatum",
                "Marja de Vink\nGeboren: 12-3-1979\nLindelaan 4, 3400 AA Merelstad",
            ),
            ("BSN", "999990019"),
            ("inkomen", "Geen inkomen sinds 1 juni. Vroeger € 1.650 netto per maand."),
            ("gezin en huisgenoten", "Woont samen met een dochter van 9."),
            ("wat iemand door gezondheid niet of minder kan", "Kan niet langer dan vier uur per dag werken."),
        ],
    },
    Fiction {
        surname: "Spreeuwenberg",
        born: "1964-11-30",
        bsn: "999990020",
        activity: "REG-01",
        law: "PW",
        by: "demo-bram",
        protection: Protection::Bewind,
        items: &[
            (
                "naam, adres en geboortedatum",
                "Theo Spreeuwenberg\nGeboren: 30-11-1964\nKerkpad 19, 3400 AB Merelstad",
            ),
            ("BSN", "999990020"),
            ("schulden aan WIL", "€ 840, te veel betaalde bijzondere bijstand."),
        ],
    },
    Fiction {
        surname: "de Vink",
        born: "1979-03-12",
        bsn: "999990019",
        activity: "REG-02",
        law: "WGS",
        by: "demo-noor",
        protection: Protection::None,
        items: &[
            (
                "naam, adres en geboortedatum",
                "Marja de Vink\nGeboren: 12-3-1979\nLindelaan 4, 3400 AA Merelstad",
            ),
            ("schulden en schuldeisers", "Energie € 1.120, zorgverzekering € 610, webwinkel € 240."),
            ("brieven en plan van aanpak", "Plan: eerst de energie, dan een regeling met de verzekeraar."),
        ],
    },
    Fiction {
        surname: "Aalscholver",
        born: "1991-07-05",
        bsn: "999990032",
        activity: "REG-02",
        law: "WGS",
        by: "demo-noor",
        protection: Protection::Curatele,
        items: &[
            (
                "naam, adres en geboortedatum",
                "Kees Aalscholver\nGeboren: 5-7-1991\nHavenstraat 2, 3410 CD Waterdorp",
            ),
            ("BSN", "999990032"),
            ("inkomen, uitgaven en vermogen", "Uitkering € 1.290, huur € 640."),
        ],
    },
    Fiction {
        surname: "Putter",
        born: "1988-01-17",
        bsn: "999990044",
        activity: "REG-06",
        law: "HANDHAVING",
        by: "demo-samira",
        protection: Protection::None,
        items: &[("signalen en bevindingen", "Melding: werkt misschien op zaterdag op de markt.")],
    },
];

/// Fills an installation that has no files yet.
pub async fn seed_demo(house: &Arc<House>) -> Result<(), Error> {
    for fiction in &PEOPLE {
        let actor = Actor { id: fiction.by.to_owned(), role: Role::Employee };
        let context = Context::begin(house, actor);
        if is_there(house, fiction).await? {
            continue;
        }
        let today = house.clock.now().day();
        let items = fiction.items.iter().map(|(kind, text)| item(kind, text, today));
        let items = items.collect::<Result<Vec<_>, Error>>()?;
        let person = NewPerson {
            kind: SubjectKind::Client,
            protection: fiction.protection,
            surname: fiction.surname.to_owned(),
            born: fiction.born.parse().ok(),
            bsn: fiction.bsn.parse().ok(),
            activity: fiction.activity.to_owned(),
            law: fiction.law.to_owned(),
            items,
        };
        if add_person(house, &context, person, None).await?.is_err() {
            tracing::warn!(activity = fiction.activity, "a fictional file was refused");
        }
    }
    Ok(())
}

/// Whoever makes the files may find them again.
async fn is_there(house: &Arc<House>, fiction: &Fiction) -> Result<bool, Error> {
    let Ok(bsn) = fiction.bsn.parse() else { return Ok(false) };
    let (own, law) = (house.clone(), fiction.law);
    let work = move |tx: &mut crate::db::Tx<'_>| {
        let mut laws = Vec::new();
        for subject in crate::records::find_subjects(tx, &own.keys, &Lookup::Bsn(bsn))? {
            laws.extend(crate::records::files_about(tx, &subject.id)?.into_iter().map(|file| file.law));
        }
        Ok(laws.iter().any(|known| known == law))
    };
    house.db.read("vault.demo", work).await
}

fn item(kind: &str, text: &str, today: ground::Day) -> Result<NewItem, Error> {
    Ok(NewItem {
        kind: kind.to_owned(),
        value: Value::read("value", text).map_err(|error| Error::Invalid(vec![error]))?,
        origin: Origin::Subject,
        source: String::from("aanvraagformulier"),
        basis: String::new(),
        obtained: today,
        verified: true,
        only_for_third: false,
    })
}
