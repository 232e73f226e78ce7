//! Subjects, files and items on both engines.

use ground::Bsn;

use super::*;
use crate::error::Error;
use crate::house::testing::each;
use crate::register::{Category, SubjectKind};

fn item(id: ItemId, file: &File, kind: &str) -> Item {
    Item {
        id,
        file: file.id.clone(),
        subject: file.subject.clone(),
        kind: kind.to_owned(),
        category: Category::of("financial").unwrap(),
        origin: Origin::Subject,
        source: String::from("aanvraagformulier"),
        basis: String::new(),
        obtained: file.opened,
        verified: true,
        only_for_third: false,
        hold: Hold::None,
        confidential_until: None,
        replaced_by: None,
    }
}

// proves!("2-6")
#[test]
fn a_person_is_found_again_and_items_keep_where_they_came_from() {
    each(|house, _| {
        let own = house.clone();
        let work = move |tx: &mut crate::db::Tx<'_>| {
            let bsn: Bsn = "999990019".parse().unwrap();
            let born = "1980-02-29".parse().unwrap();
            let lookups = [Lookup::Bsn(bsn), Lookup::NameAndBirth(String::from("Kwikstaart"), born)];
            let subject = new_subject(tx, &own, SubjectKind::Client, Protection::Curatele, Some(born))?;
            add_subject(tx, &own.keys, &subject, &lookups)?;
            for lookup in &lookups {
                assert_eq!(find_subjects(tx, &own.keys, lookup)?, std::slice::from_ref(&subject));
            }
            let other = Lookup::NameAndBirth(String::from("Kwikstaart"), "1980-02-28".parse().unwrap());
            assert!(find_subjects(tx, &own.keys, &other)?.is_empty());
            assert_eq!(subject.certain_age(tx.now().day()), 16);

            let one = new_file(tx, &own, &subject.id, "REG-01", "PW")?;
            add_file(tx, &one)?;
            let two = new_file(tx, &own, &subject.id, "REG-01", "PW")?;
            add_file(tx, &two)?;
            assert_eq!((one.number.as_str(), two.number.as_str()), ("PW-2026-000001", "PW-2026-000002"));
            assert_eq!(file(tx, &one.id)?, one);
            assert_eq!(files_about(tx, &subject.id)?.len(), 2);

            let first = item(ItemId::fresh(&own), &one, "inkomen");
            add_item(tx, &first)?;
            assert_eq!(items_of_file(tx, &one.id)?, std::slice::from_ref(&first));
            let second = item(ItemId::fresh(&own), &one, "inkomen");
            replace(tx, &first.id, &second)?;
            assert_eq!(items_about(tx, &subject.id)?, std::slice::from_ref(&second));
            assert_eq!(super::item(tx, &first.id)?.replaced_by, Some(second.id.clone()));
            set_hold(tx, &second.id, Hold::Restricted)?;
            assert_eq!(super::item(tx, &second.id)?.hold, Hold::Restricted);
            let third = item(ItemId::fresh(&own), &one, "inkomen");
            assert!(matches!(replace(tx, &first.id, &third), Err(Error::Stale(_))));
            Ok(())
        };
        house.db.write_blocking("records.test", work).unwrap();
    });
}

#[test]
fn nobody_gets_the_pseudonym_of_another() {
    each(|house, _| {
        let own = house.clone();
        let work = move |tx: &mut crate::db::Tx<'_>| {
            let first = new_subject(tx, &own, SubjectKind::Client, Protection::None, None)?;
            add_subject(tx, &own.keys, &first, &[])?;
            // Chance comes up with the same one twice, and then with another.
            let drawn = std::cell::Cell::new(0);
            let draw = || {
                drawn.set(drawn.get() + 1);
                if drawn.get() < 3 { first.pseudonym.clone() } else { String::from("K-222222") }
            };
            assert_eq!(service::free_pseudonym(tx, draw)?, "K-222222");
            assert_eq!(drawn.get(), 3);
            Ok(())
        };
        house.db.write_blocking("test", work).unwrap();
    });
}
