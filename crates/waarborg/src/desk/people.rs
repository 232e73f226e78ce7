//! The fictional people of the demo, at least one in each role. None of them exists.

use ground::Role;

use super::model::Person;

/// Everyone who can sign in to the demo.
pub static PEOPLE: [Person; 10] = [
    Person {
        id: "demo-noor",
        name: "Noor van der Linden",
        role: Role::Employee,
        department: "Schuldhulpverlening",
        task: "Helpt inwoners met schulden",
    },
    Person {
        id: "demo-bram",
        name: "Bram Oosterhuis",
        role: Role::Employee,
        department: "Participatiewet en inkomen",
        task: "Behandelt aanvragen om een uitkering",
    },
    Person {
        id: "demo-samira",
        name: "Samira el Idrissi",
        role: Role::Employee,
        department: "Handhaving",
        task: "Onderzoekt meldingen van misbruik",
    },
    Person {
        id: "demo-joost",
        name: "Joost Wevers",
        role: Role::DepartmentHead,
        department: "Schuldhulpverlening",
        task: "Leidt de afdeling en houdt haar register bij",
    },
    Person {
        id: "demo-fatma",
        name: "Fatma Aydın",
        role: Role::Officer,
        department: "Staf",
        task: "Functionaris voor gegevensbescherming: adviseert en ziet toe",
    },
    Person {
        id: "demo-hugo",
        name: "Hugo Terpstra",
        role: Role::Archivist,
        department: "Documentaire informatievoorziening",
        task: "Zorgt voor bewaren en vernietigen",
    },
    Person {
        id: "demo-lieke",
        name: "Lieke Sanders",
        role: Role::DisclosureOfficer,
        department: "Juridische zaken",
        task: "Behandelt verzoeken om openbare informatie",
    },
    Person {
        id: "demo-ruben",
        name: "Ruben Kortenaer",
        role: Role::Board,
        department: "Bestuurssecretariaat",
        task: "Secretaris van het dagelijks bestuur",
    },
    Person {
        id: "demo-anouk",
        name: "Anouk de Bruin",
        role: Role::Administrator,
        department: "Informatievoorziening",
        task: "Houdt het systeem draaiend",
    },
    Person {
        id: "demo-mehmet",
        name: "Mehmet Kaplan",
        role: Role::DepartmentHead,
        department: "Participatiewet en inkomen",
        task: "Leidt de afdeling en houdt haar register bij",
    },
];

/// The person with this account, if there is one.
pub fn person(id: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.id == id)
}
