//! Sharing asks the policy, writes down who received what, and refuses what the policy refuses.

use std::sync::Arc;

use ground::{Actor, Role};

use super::*;
use crate::consents::{self, Answer, Giver, Means, Quality, TextCode, Wish, Yes};
use crate::decision::Receiver;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::Context;
use crate::records::{FileId, ItemId};
use crate::register::{self, Effect};
use crate::vault;

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

fn bram(house: &House) -> Context {
    Context::begin(house, Actor { id: String::from("demo-bram"), role: Role::Employee })
}

/// The fictional files; the first of them under the Participatiewet, with its items by kind.
fn with_file(test: impl Fn(&Arc<House>, &FileId, &dyn Fn(&str) -> Vec<ItemId>)) {
    each(|house, _| {
        run(register::seed_at_start(house)).unwrap();
        run(crate::desk::ensure_demo(house)).unwrap();
        run(vault::seed_demo(house)).unwrap();
        let files = run(vault::mine(house, &bram(house))).unwrap();
        let (file, _) = files.into_iter().find(|(file, _)| file.number.ends_with("000001")).unwrap();
        let view = run(vault::view(house, &bram(house), file.id.clone())).unwrap();
        let by_kind = |start: &str| {
            let found = view.items.iter().filter(|item| item.kind.starts_with(start));
            found.map(|item| item.id.clone()).collect::<Vec<_>>()
        };
        test(house, &file.id, &by_kind);
    });
}

fn receiver(kind: &str, purpose: &str) -> Receiver {
    Receiver {
        code: kind.to_owned(),
        kind: kind.to_owned(),
        inside: kind == "other_department",
        purpose: purpose.to_owned(),
        charged: true,
        care: false,
        agreement: false,
        checked: true,
        statute: None,
        same_matter: false,
    }
}

fn give(
    house: &Arc<House>,
    file: &FileId,
    items: Vec<ItemId>,
    to: Receiver,
) -> crate::decision::Asked<Handover> {
    give_by(house, file, items, to, Medium::Digital)
}

fn give_by(
    house: &Arc<House>,
    file: &FileId,
    items: Vec<ItemId>,
    to: Receiver,
    medium: Medium,
) -> crate::decision::Asked<Handover> {
    let delivery = Delivery { receiver: to, name: String::from("Schuldhulp"), medium };
    match run(share(house, &bram(house), file.clone(), items, delivery, None)).unwrap() {
        Shared::Given(handover) => Ok(handover),
        Shared::Declined(declined) => Err(declined),
        Shared::TellFirst(refusal) => panic!("{refusal:?}"),
    }
}

// proves!("6.9-1", "6.9-3", "6.7-3")
#[test]
fn a_diagnosis_does_not_go_to_another_department_without_consent() {
    with_file(|house, file, items| {
        let declined =
            give(house, file, items("wat iemand"), receiver("other_department", "WGS")).err().unwrap();
        assert!(declined.ruling.reasons.iter().any(|reason| reason.norm == "6.9-1"), "{:?}", declined.ruling);
        assert!(declined.ruling.alternative.is_some());
        let subject = subject(house, file);
        let given =
            house.db.read_blocking("sharing.test", move |tx| disclosures_about(tx, &subject)).unwrap();
        assert!(given.is_empty(), "what is refused is not given");
    });
}

fn subject(house: &Arc<House>, file: &FileId) -> crate::records::SubjectId {
    run(vault::view(house, &bram(house), file.clone())).unwrap().subject.id
}

// proves!("6.7-7", "6.9-1")
#[test]
fn with_explicit_consent_it_goes_and_after_withdrawal_it_does_not() {
    with_file(|house, file, items| {
        let subject = subject(house, file);
        let wish = Wish {
            purpose: String::from("WGS"),
            activity: String::from("REG-01"),
            kinds: vec![String::from("wat iemand door gezondheid niet of minder kan")],
            receiver: Some(String::from("other_department")),
            text: Some(TextCode::Medical),
            language: None,
        };
        let good = |quality: &Quality| *quality.offered().iter().find(|it| quality.shown_by(**it)).unwrap();
        let answers = Quality::ALL.iter().map(|quality| (*quality, good(quality))).collect();
        let yes = Yes { giver: Giver::Subject, means: Means::Form, answers, until: None };
        let (bram, answer) = (bram(house), Some(Answer::Yes(yes)));
        let consent = run(consents::record(house, &bram, subject.clone(), wish, answer, None)).unwrap();
        let to = || receiver("other_department", "WGS");
        let handover =
            give(house, file, items("wat iemand"), to()).unwrap_or_else(|no| panic!("{:?}", no.ruling));
        assert!(
            handover.obligations.iter().any(|code| code == "O-CONSENT-RECORD"),
            "{:?}",
            handover.obligations
        );
        run(consents::withdraw(house, &bram, subject, consent.id, Giver::Subject, None)).unwrap();
        let declined = give(house, file, items("wat iemand"), to()).err().unwrap();
        assert!(declined.ruling.reasons.iter().any(|reason| reason.norm == "6.9-1"));
    });
}

// proves!("5-2")
#[test]
fn telling_aloud_or_on_paper_is_sharing_too() {
    with_file(|house, file, items| {
        for medium in Medium::ALL {
            let to = receiver("other_department", "WGS");
            let declined = give_by(house, file, items("wat iemand"), to, *medium).err().unwrap();
            assert!(declined.ruling.reasons.iter().any(|reason| reason.norm == "6.9-1"), "{medium:?}");
            let statute = Some((String::from("Participatiewet 67"), Effect::Obliges));
            let to = Receiver { statute, ..receiver("uwv", "PW") };
            assert!(give_by(house, file, items("inkomen"), to, *medium).is_ok(), "{medium:?}");
        }
        let subject = subject(house, file);
        let given =
            house.db.read_blocking("sharing.test", move |tx| disclosures_about(tx, &subject)).unwrap();
        let media: std::collections::BTreeSet<Medium> = given.iter().map(|one| one.medium).collect();
        assert!(media.iter().eq(Medium::ALL), "each is written down with the way it went");
    });
}

#[test]
fn what_a_law_commands_is_given_and_written_down_item_by_item() {
    with_file(|house, file, items| {
        let statute = Some((String::from("Participatiewet 67"), Effect::Obliges));
        let to = Receiver { statute, ..receiver("uwv", "PW") };
        let handover = give(house, file, items("inkomen"), to).unwrap_or_else(|no| panic!("{:?}", no.ruling));
        assert_eq!(handover.items.len(), 1);
        assert!(handover.items[0].value.reveal().contains("inkomen"));
        assert!(handover.obligations.iter().any(|code| code == "O-LOG"));
        let subject = subject(house, file);
        let given =
            house.db.read_blocking("sharing.test", move |tx| disclosures_about(tx, &subject)).unwrap();
        assert_eq!(given.len(), 1);
        assert_eq!((given[0].recipient_kind.as_str(), given[0].purpose.as_str()), ("uwv", "PW"));
        let (id, context) = (given[0].id.clone(), bram(house));
        let told = house.db.write_blocking("sharing.test", move |tx| {
            Ok((recipient_told(tx, &context, &id)?, recipient_told(tx, &context, &id)?))
        });
        assert_eq!(told.unwrap(), (true, false));
    });
}

// proves!("6.5-4")
#[test]
fn who_was_not_checked_receives_nothing() {
    with_file(|house, file, items| {
        let statute = Some((String::from("Participatiewet 67"), Effect::Obliges));
        let to = Receiver { checked: false, statute, ..receiver("uwv", "PW") };
        let declined = give(house, file, items("inkomen"), to).err().unwrap();
        assert!(declined.ruling.reasons.iter().any(|reason| reason.norm == "6.5-4"));
    });
}

// proves!("2-19", "6.3-4")
#[test]
fn what_the_person_was_not_told_of_does_not_go_out() {
    with_file(|house, file, _| {
        let item = vault::NewItem {
            kind: String::from("inkomen"),
            value: vault::Value::read("value", "werkt misschien").unwrap(),
            origin: crate::records::Origin::ThirdParty,
            source: String::from("werkgever"),
            basis: String::from("Participatiewet 63"),
            obtained: "2026-11-16".parse().unwrap(),
            verified: true,
            only_for_third: false,
        };
        run(vault::record(house, &bram(house), file.clone(), None, item, None)).unwrap().unwrap();
        let view = run(vault::view(house, &bram(house), file.clone())).unwrap();
        let new = view.items.iter().find(|item| item.source == "werkgever").unwrap().id.clone();
        let statute = Some((String::from("Participatiewet 67"), Effect::Obliges));
        let to = Receiver { statute, ..receiver("uwv", "PW") };
        let bram = bram(house);
        let delivery = Delivery { receiver: to, name: String::from("UWV"), medium: Medium::Digital };
        let shared = share(house, &bram, file.clone(), vec![new], delivery, None);
        assert!(matches!(run(shared).unwrap(), Shared::TellFirst(refusal) if refusal.norm == "6.3-4"));
    });
}
