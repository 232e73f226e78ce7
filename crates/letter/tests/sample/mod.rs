//! Letters about people who do not exist.

use ground::Day;
use letter::{Block, Language, Letter, Sender, Table};

/// One page: a confirmation of receipt.
pub(crate) fn short() -> Letter {
    with_body(vec![
        Block::Paragraph(
            "Op 23 november 2026 ontvingen wij uw verzoek. U wilt weten welke gegevens wij van u hebben. In deze brief \
             leest u wat wij daarmee doen."
                .into(),
        ),
        Block::Heading("Wat wij van u ontvingen".into()),
        Block::Data(vec![
            ("Soort verzoek".into(), "Inzage in uw persoonsgegevens".into()),
            ("Ontvangen op".into(), "23 november 2026, langs het loket".into()),
            ("Wij beslissen uiterlijk".into(), "23 december 2026".into()),
            (
                "Gemachtigde die namens u het verzoek deed".into(),
                "Geen. Als iemand u helpt, hebben wij een machtiging nodig die u zelf hebt ondertekend.".into(),
            ),
        ]),
        Block::Heading("Wat er nu gebeurt".into()),
        Block::List(vec![
            "Wij stellen eerst vast dat u het bent. Neem daarvoor een geldig bewijs van identiteit mee naar het loket.".into(),
            "Daarna zoeken wij in onze systemen welke gegevens van u erin staan.".into(),
            "U krijgt binnen een maand een besluit.".into(),
        ]),
        Block::Paragraph(
            "Hebt u een vraag? Bel ons of schrijf ons, en noem het kenmerk dat boven aan deze brief staat.".into(),
        ),
    ])
}

/// Three pages: a decision with tables.
pub(crate) fn decision() -> Letter {
    let mut letter = short();
    letter.subject =
        "Besluit op uw verzoek om inzage in uw persoonsgegevens bij Werk en Inkomen Lekstroom".into();
    let systems =
        ["Uitkeringsadministratie", "Schuldhulpverlening", "Klantcontact", "Documenten", "Re-integratie"];
    let kinds = [
        "Naam, adres, burgerservicenummer",
        "Inkomen, vermogen en schulden, met de bewijsstukken die u daarvan hebt gegeven",
        "Wanneer u belde en waarover het gesprek ging",
    ];
    let rows = (1..=34)
        .zip(systems.iter().cycle())
        .zip(kinds.iter().cycle())
        .map(|((number, system), kind)| {
            vec![number.to_string(), (*system).into(), (*kind).into(), format!("{} jaar", 5 + number % 3 * 5)]
        })
        .collect();
    letter.body = vec![
        Block::Heading("Wat wij hebben besloten".into()),
        Block::Paragraph(
            "Wij wijzen uw verzoek toe. Hieronder staat welke gegevens wij van u hebben, waar ze staan, en hoe lang wij \
             ze bewaren. De documenten zelf krijgt u in een beveiligd bericht."
                .into(),
        ),
        Block::Table(Table {
            caption: "Gegevens die wij van u hebben".into(),
            columns: ["Nr.", "Systeem", "Welke gegevens", "Bewaartermijn"].map(String::from).to_vec(),
            rows,
        }),
        Block::Heading("Met wie wij gegevens deelden".into()),
        Block::Table(Table {
            caption: "Ontvangers in de afgelopen twaalf maanden".into(),
            columns: ["Ontvanger", "Waarvoor"].map(String::from).to_vec(),
            rows: vec![
                vec!["Belastingdienst".into(), "Opgave van loon en uitkering (artikel 64 Participatiewet)".into()],
                vec!["Inlichtingenbureau".into(), "Vergelijking van inkomsten".into()],
            ],
        }),
        Block::Heading("Bent u het niet eens met dit besluit?".into()),
        Block::Paragraph(
            "Dan kunt u bezwaar maken. Stuur binnen zes weken na de datum van deze brief een bezwaarschrift. Noem daarin:"
                .into(),
        ),
        Block::List(vec![
            "uw naam, uw adres en de datum;".into(),
            "het kenmerk van dit besluit;".into(),
            "waarom u het er niet mee eens bent.".into(),
        ]),
    ];
    letter
}

/// A letter that says this.
pub(crate) fn with_body(body: Vec<Block>) -> Letter {
    Letter {
        language: Language::Dutch,
        sender: Sender {
            name: "Werk en Inkomen Lekstroom".into(),
            address: vec!["Voorbeeldstraat 1".into(), "3430 AA Nieuwegein".into()],
            contact: vec!["Telefoon 030 000 00 00".into(), "www.voorbeeld.example".into()],
        },
        addressee: vec!["Mevrouw A. de Boer".into(), "Lindelaan 12".into(), "3401 BB IJsselstein".into()],
        date: Day::new(2026, 11, 25).unwrap(),
        reference: "WIL-2026-00017".into(),
        subject: "Ontvangst van uw verzoek om inzage".into(),
        salutation: "Geachte mevrouw De Boer,".into(),
        body,
        closing: "Met vriendelijke groet,".into(),
        signature: vec![
            "namens het dagelijks bestuur van Werk en Inkomen Lekstroom".into(),
            "Medewerker gegevensbescherming".into(),
            "Afdeling Juridische Zaken".into(),
        ],
    }
}
