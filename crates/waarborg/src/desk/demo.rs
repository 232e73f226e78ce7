//! The fictional people of the demo, at least one in each role, and three fictional residents. None of them exists.

use std::sync::atomic::{AtomicBool, Ordering};

use ground::{Actor, Bsn, Role, Secret};

use super::account::{INSTRUCTION, NewAccount, login_of, sealed};
use super::model::AccountKind::{self, Employee, Volunteer};
use super::model::Assignment;
use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{Context, record_act};

/// One who can be chosen at the sign-in page of the demo.
struct Fiction {
    id: &'static str,
    name: &'static str,
    kind: AccountKind,
    role: Role,
    department: &'static str,
    task: &'static str,
    laws: &'static [&'static str],
    /// Did what is asked of everyone before seeing data.
    ready: bool,
}

const fn staff(
    id: &'static str,
    name: &'static str,
    role: Role,
    department: &'static str,
    task: &'static str,
    laws: &'static [&'static str],
) -> Fiction {
    Fiction { id, name, kind: Employee, role, department, task, laws, ready: true }
}

const DEBTS: &str = "Schuldhulpverlening";
const INCOME: &str = "Participatiewet en inkomen";
const HEAD: &str = "Leidt de afdeling en houdt haar register bij";

static PEOPLE: [Fiction; 17] = [
    staff("demo-noor", "Noor van der Linden", Role::Employee, DEBTS, "Helpt inwoners met schulden", &["WGS"]),
    staff(
        "demo-bram",
        "Bram Oosterhuis",
        Role::Employee,
        INCOME,
        "Behandelt aanvragen om een uitkering",
        &["PW", "MINIMA"],
    ),
    staff(
        "demo-samira",
        "Samira el Idrissi",
        Role::Employee,
        "Handhaving",
        "Onderzoekt meldingen van misbruik",
        &["HANDHAVING"],
    ),
    staff("demo-joost", "Joost Wevers", Role::DepartmentHead, DEBTS, HEAD, &["WGS"]),
    staff(
        "demo-fatma",
        "Fatma Aydın",
        Role::Officer,
        "Staf",
        "Functionaris voor gegevensbescherming: adviseert en ziet toe",
        &[],
    ),
    staff(
        "demo-hugo",
        "Hugo Terpstra",
        Role::Archivist,
        "Documentaire informatievoorziening",
        "Zorgt voor bewaren en vernietigen",
        &["ARCHIEF"],
    ),
    staff(
        "demo-lieke",
        "Lieke Sanders",
        Role::DisclosureOfficer,
        "Juridische zaken",
        "Behandelt verzoeken om openbare informatie",
        &["WOO", "RECHTEN", "KLACHT"],
    ),
    staff(
        "demo-yasmin",
        "Yasmin Rahimi",
        Role::DisclosureOfficer,
        "Juridische zaken",
        "Controleert documenten voordat ze openbaar worden",
        &["WOO"],
    ),
    staff(
        "demo-ruben",
        "Ruben Kortenaer",
        Role::Board,
        "Bestuurssecretariaat",
        "Secretaris van het dagelijks bestuur",
        &[],
    ),
    staff(
        "demo-anouk",
        "Anouk de Bruin",
        Role::Administrator,
        "Informatievoorziening",
        "Houdt het systeem draaiend",
        &[],
    ),
    staff("demo-mehmet", "Mehmet Kaplan", Role::DepartmentHead, INCOME, HEAD, &["PW", "MINIMA"]),
    staff(
        "demo-sanne",
        "Sanne Dekker",
        Role::Employee,
        "Werkgeversservicepunt",
        "Houdt contact met werkgevers",
        &["WSP"],
    ),
    staff("demo-karim", "Karim Bouazza", Role::DepartmentHead, "Handhaving", HEAD, &["HANDHAVING"]),
    staff(
        "demo-petra",
        "Petra Hoekstra",
        Role::Employee,
        "Personeel en organisatie",
        "Regelt zaken voor medewerkers",
        &["HR"],
    ),
    staff(
        "demo-ines",
        "Inês Monteiro",
        Role::Employee,
        "Inkoop en financiën",
        "Beheert contracten en betalingen",
        &["CONTRACT"],
    ),
    Fiction {
        kind: Volunteer,
        ready: false,
        ..staff(
            "demo-wim",
            "Wim Roelofs",
            Role::Employee,
            DEBTS,
            "Vrijwilliger: helpt met de administratie thuis",
            &["WGS"],
        )
    },
    Fiction {
        ready: false,
        ..staff(
            "demo-eva",
            "Eva Jansma",
            Role::Employee,
            INCOME,
            "Nieuw: behandelt straks aanvragen om een uitkering",
            &["PW"],
        )
    },
];

/// Numbers from the range for tests; nobody has them.
const RESIDENTS: [(&str, &str, &str); 3] = [
    ("inwoner-1", "Marja de Vink (verzonnen)", "999990019"),
    ("inwoner-2", "Theo Spreeuwenberg (verzonnen)", "999990020"),
    ("inwoner-3", "Kees Aalscholver (verzonnen)", "999990032"),
];

/// Who can be chosen: id, name, role, department and task.
pub fn people() -> impl Iterator<Item = (&'static str, &'static str, Role, &'static str, &'static str)> {
    PEOPLE.iter().map(|one| (one.id, one.name, one.role, one.department, one.task))
}

/// The fictional residents who can be chosen: id and name.
pub(super) fn residents() -> impl Iterator<Item = (&'static str, &'static str)> {
    RESIDENTS.iter().map(|(id, name, _)| (*id, *name))
}

/// The number of a fictional resident.
pub(super) fn resident(id: &str) -> Option<Bsn> {
    RESIDENTS.iter().find(|(own, ..)| *own == id).and_then(|(.., bsn)| bsn.parse().ok())
}

pub(super) fn is_fiction(id: &str) -> bool {
    PEOPLE.iter().any(|one| one.id == id)
}

/// Whether this process has seen that they are there.
#[derive(Default)]
struct Seeded(AtomicBool);

/// Makes the fictional people, with their charges, once. Does nothing without the demo.
pub async fn ensure(house: &House) -> Result<(), Error> {
    let seeded = house.memo.of::<Seeded>();
    if !house.config.demo || seeded.0.load(Ordering::Acquire) {
        return Ok(());
    }
    let context = Context::begin(house, Actor { id: String::from("waarborg"), role: Role::System });
    let mut fresh = Vec::new();
    for one in &PEOPLE {
        let new = NewAccount {
            kind: one.kind,
            role: one.role,
            department: one.department.to_owned(),
            task: one.task.to_owned(),
            name: Secret::new(one.name.to_owned()),
            email: Secret::new(format!("{}@waarborg.example", one.id)),
        };
        let (account, email) = sealed(house, one.id, &new)?;
        fresh.push((one, account, login_of(&house.keys, new.email.expose()), email));
    }
    let work = move |tx: &mut Tx<'_>| {
        let mut made = 0;
        for (one, account, login, email) in &fresh {
            if store::account_exists(tx, one.id)? {
                continue;
            }
            made += 1;
            store::insert(tx, account, login, email)?;
            if one.ready {
                store::acknowledge(tx, one.id, INSTRUCTION)?;
            }
            for law in one.laws {
                let assignment = Assignment {
                    id: format!("{}-{law}", one.id),
                    account: one.id.to_owned(),
                    law: (*law).to_owned(),
                    file: None,
                    from: tx.now(),
                    until: None,
                };
                store::insert_assignment(tx, &assignment)?;
            }
        }
        if made > 0 {
            record_act(tx, &context, "account.seed", "demo", &made.to_string())?;
        }
        Ok(())
    };
    house.db.write("desk.seed_demo", work).await?;
    seeded.0.store(true, Ordering::Release);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_there_under_an_id_of_its_own() {
        let staff = [
            Role::Employee,
            Role::DepartmentHead,
            Role::Officer,
            Role::Archivist,
            Role::DisclosureOfficer,
            Role::Board,
            Role::Administrator,
        ];
        for role in staff {
            assert!(PEOPLE.iter().any(|person| person.role == role), "{role:?}");
        }
        for person in &PEOPLE {
            assert_eq!(PEOPLE.iter().filter(|other| other.id == person.id).count(), 1);
        }
        for (id, ..) in RESIDENTS {
            assert!(resident(id).is_some(), "{id} passes the eleven-test");
        }
    }
}
