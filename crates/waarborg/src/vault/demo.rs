//! Fictional people with files, so that the demo has something to open, and people who still have to be told. Nobody of
//! these exists; the numbers pass the eleven-test and are given to nobody.

use std::sync::Arc;

use ground::{Actor, Day, Role};

use super::model::{NewItem, NewPerson, Value};
use super::service::{add_person, record};
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::notices::{self, DeferReason, NoticeDeed};
use crate::records::{File, Lookup, Origin, Protection};
use crate::register::SubjectKind;

struct Fiction {
    surname: &'static str,
    born: &'static str,
    bsn: &'static str,
    activity: &'static str,
    law: &'static str,
    by: &'static str,
    protection: Protection,
    /// What came with the form on which the person read what WIL does with it.
    items: &'static [Datum],
    /// What came later; of this the person was not told yet.
    later: &'static [Datum],
}

/// One thing that a file says.
struct Datum {
    kind: &'static str,
    text: &'static str,
    origin: Origin,
    source: &'static str,
    basis: &'static str,
    /// How many days ago it came in.
    ago: i64,
    only_for_third: bool,
    /// Telling waits for an investigation.
    waits: bool,
}

const fn own(kind: &'static str, text: &'static str) -> Datum {
    let (source, basis) = ("aanvraagformulier", "");
    Datum { kind, text, origin: Origin::Subject, source, basis, ago: 0, only_for_third: false, waits: false }
}

const fn from(kind: &'static str, text: &'static str, source: &'static str, basis: &'static str) -> Datum {
    Datum { origin: Origin::ThirdParty, source, basis, ..own(kind, text) }
}

const PEOPLE: [Fiction; 4] = [
    Fiction {
        surname: "de Vink",
        born: "1979-03-12",
        bsn: "999990019",
        activity: "REG-01",
        law: "PW",
        by: "demo-bram",
        protection: Protection::None,
        items: &[
            own(
                "naam, adres en geboortedatum",
                "Marja de Vink\nGeboren: 12-3-1979\nLindelaan 4, 3400 AA Merelstad",
            ),
            own("BSN", "999990019"),
            own("inkomen", "Geen inkomen sinds 1 juni. Vroeger € 1.650 netto per maand."),
            own("gezin en huisgenoten", "Woont samen met een dochter van 9."),
            own(
                "wat iemand door gezondheid niet of minder kan",
                "Kan niet langer dan vier uur per dag werken.",
            ),
        ],
        later: &[],
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
            own(
                "naam, adres en geboortedatum",
                "Theo Spreeuwenberg\nGeboren: 30-11-1964\nKerkpad 19, 3400 AB Merelstad",
            ),
            own("BSN", "999990020"),
            own("schulden aan WIL", "€ 840, te veel betaalde bijzondere bijstand."),
        ],
        later: &[
            // Due on the day itself: the policy wants it told when it is recorded.
            Datum {
                ago: 3,
                ..from(
                    "inkomen",
                    "Werkt 12 uur per week bij een tuincentrum.",
                    "werkgever",
                    "Participatiewet 63",
                )
            },
            // Late from the beginning: who gives data hears beforehand what is done with them.
            Datum {
                ago: 12,
                source: "gesprek aan de balie",
                ..own("woonsituatie", "Woont sinds kort samen met zijn zus.")
            },
            Datum {
                waits: true,
                ..from(
                    "vermogen, ook auto's en andere bezittingen",
                    "Heeft misschien een tweede auto.",
                    "tip",
                    "Participatiewet 53a(6)",
                )
            },
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
            own(
                "naam, adres en geboortedatum",
                "Marja de Vink\nGeboren: 12-3-1979\nLindelaan 4, 3400 AA Merelstad",
            ),
            own("schulden en schuldeisers", "Energie € 1.120, zorgverzekering € 610, webwinkel € 240."),
            own("brieven en plan van aanpak", "Plan: eerst de energie, dan een regeling met de verzekeraar."),
        ],
        later: &[],
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
            own(
                "naam, adres en geboortedatum",
                "Kees Aalscholver\nGeboren: 5-7-1991\nHavenstraat 2, 3410 CD Waterdorp",
            ),
            own("BSN", "999990032"),
            own("inkomen, uitgaven en vermogen", "Uitkering € 1.290, huur € 640."),
        ],
        later: &[Datum {
            only_for_third: true,
            ..from("schulden en schuldeisers", "Achterstand van € 410.", "zorgverzekeraar", "Wgs 8")
        }],
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
        let items = fiction.items.iter().map(|datum| item(datum, today));
        let person = NewPerson {
            kind: SubjectKind::Client,
            protection: fiction.protection,
            surname: fiction.surname.to_owned(),
            born: fiction.born.parse().ok(),
            bsn: fiction.bsn.parse().ok(),
            activity: fiction.activity.to_owned(),
            law: fiction.law.to_owned(),
            items: items.collect::<Result<Vec<_>, Error>>()?,
            told: true,
        };
        let refused = match add_person(house, &context, person, None).await? {
            Ok(file) => add_later(house, &context, fiction, &file).await?,
            Err(_) => true,
        };
        if refused {
            tracing::warn!(activity = fiction.activity, "part of a fictional file was refused");
        }
    }
    Ok(())
}

/// Adds what came later; whether any of it was refused.
async fn add_later(
    house: &Arc<House>,
    context: &Context,
    fiction: &Fiction,
    file: &File,
) -> Result<bool, Error> {
    let mut refused = false;
    for datum in fiction.later {
        let item = item(datum, house.clock.now().day())?;
        refused |= record(house, context, file.id.clone(), None, item, None).await?.is_err();
        if datum.waits {
            refused |= wait(house, context, file, datum.source).await?;
        }
    }
    Ok(refused)
}

/// Telling waits for an investigation, and someone will look again.
async fn wait(house: &Arc<House>, context: &Context, file: &File, source: &str) -> Result<bool, Error> {
    let mut refused = false;
    for waiting in notices::overview(house, context).await? {
        if waiting.case.collection.file == file.id && waiting.case.collection.source == source {
            let deed = NoticeDeed::Deferred {
                reason: DeferReason::InvestigationAtRisk,
                until: house.clock.now().day().plus_days(60),
                reviewer: String::from("demo-fatma"),
            };
            refused |= notices::act(house, context, waiting.case.collection.id, deed, None).await?.is_err();
        }
    }
    Ok(refused)
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

fn item(datum: &Datum, today: Day) -> Result<NewItem, Error> {
    Ok(NewItem {
        kind: datum.kind.to_owned(),
        value: Value::read("value", datum.text).map_err(|error| Error::Invalid(vec![error]))?,
        origin: datum.origin,
        source: datum.source.to_owned(),
        basis: datum.basis.to_owned(),
        obtained: today.plus_days(-datum.ago),
        verified: true,
        only_for_third: datum.only_for_third,
    })
}
