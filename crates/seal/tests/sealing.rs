//! What is sealed opens with its own key, at its own place, unchanged; and in no other way.

#![expect(clippy::unwrap_used, reason = "the helpers of tests may fail as loudly as tests")]

use ground::SeededEntropy;
use seal::{Place, Ring, RingError, SealError, Sealed, SubjectKey};

const PLACE: Place<'static> = Place { table: "vault_content", column: "value", row: "item-1" };

fn sealed(key: &SubjectKey, entropy: &SeededEntropy) -> Sealed<String> {
    Sealed::new(&String::from("Kwikstaart"), key, &PLACE, entropy).unwrap()
}

#[test]
fn a_value_opens_with_its_key_at_its_place() {
    let entropy = SeededEntropy::new(1);
    let key = SubjectKey::generate(&entropy);
    let value = sealed(&key, &entropy);
    assert_eq!(value.open(&key, &PLACE).unwrap().reveal(), "Kwikstaart");
    assert!(!value.stored().windows(4).any(|part| part == b"Kwik"));
    // Twice the same value: nobody sees that they are the same.
    assert_ne!(value.stored(), sealed(&key, &entropy).stored());
}

#[test]
fn no_other_key_and_no_other_place_opens_it() {
    let entropy = SeededEntropy::new(2);
    let (key, other) = (SubjectKey::generate(&entropy), SubjectKey::generate(&entropy));
    let value = sealed(&key, &entropy);
    assert_eq!(value.open(&other, &PLACE).err(), Some(SealError::DoesNotOpen));
    for place in [
        Place { table: "vault_conten", column: "tvalue", ..PLACE },
        Place { column: "other", ..PLACE },
        Place { row: "item-2", ..PLACE },
    ] {
        assert_eq!(value.open(&key, &place).err(), Some(SealError::DoesNotOpen), "{place:?}");
    }
}

#[test]
fn one_changed_bit_anywhere_is_found() {
    let entropy = SeededEntropy::new(3);
    let key = SubjectKey::generate(&entropy);
    let stored = sealed(&key, &entropy).stored().to_vec();
    for (byte, bit) in (0..stored.len()).flat_map(|byte| (0..8).map(move |bit| (byte, bit))) {
        let mut changed = stored.clone();
        *changed.get_mut(byte).unwrap() ^= 1 << bit;
        assert!(Sealed::<String>::from_stored(changed).open(&key, &PLACE).is_err(), "byte {byte}, bit {bit}");
    }
    for length in 0..stored.len() {
        let short = stored.get(..length).unwrap().to_vec();
        assert!(Sealed::<String>::from_stored(short).open(&key, &PLACE).is_err(), "{length} bytes");
    }
}

#[test]
fn bytes_that_are_no_text_are_no_text() {
    let entropy = SeededEntropy::new(4);
    let key = SubjectKey::generate(&entropy);
    let bytes = Sealed::new(&vec![0xff_u8, 0xfe], &key, &PLACE, &entropy).unwrap();
    let text = Sealed::<String>::from_stored(bytes.stored().to_vec());
    assert_eq!(text.open(&key, &PLACE).err(), Some(SealError::Kind));
}

#[test]
fn a_persons_key_opens_for_that_person_after_the_master_key_changed_too() {
    let entropy = SeededEntropy::new(5);
    let ring = Ring::generate("2026-11", &entropy);
    let key = SubjectKey::generate(&entropy);
    let value = sealed(&key, &entropy);
    let wrapped = ring.wrap(&key, "subject-1", &entropy).unwrap();
    assert_eq!(ring.unwrap(&wrapped, "subject-2").err(), Some(RingError::DoesNotOpen));

    let fresh = ring.with_fresh("2027-11", &entropy).unwrap();
    let again = fresh.unwrap(&wrapped, "subject-1").unwrap();
    assert_eq!(value.open(&again, &PLACE).unwrap().reveal(), "Kwikstaart");
    let rewrapped = fresh.wrap(&again, "subject-1", &entropy).unwrap();
    assert_eq!((rewrapped.master.as_str(), fresh.current()), ("2027-11", "2027-11"));
    assert_eq!(ring.unwrap(&rewrapped, "subject-1").err(), Some(RingError::Unknown(String::from("2027-11"))));
    // A key that says it was wrapped by another master key does not open.
    let lied = seal::WrappedKey { master: String::from("2026-11"), ..rewrapped };
    assert_eq!(fresh.unwrap(&lied, "subject-1").err(), Some(RingError::DoesNotOpen));
}

#[test]
fn a_ring_is_read_as_it_was_written() {
    let entropy = SeededEntropy::new(6);
    let ring = Ring::generate("a", &entropy).with_fresh("b", &entropy).unwrap();
    let written = ring.written();
    assert_eq!(Ring::parse(written.expose()).unwrap().written().expose(), written.expose());
    let one_line = written.expose().trim().replace('\n', ", ");
    assert_eq!(Ring::parse(&one_line).unwrap().written().expose(), written.expose());
    let remark = format!("# keep apart from the database\n\n{}", written.expose());
    assert_eq!(Ring::parse(&remark).unwrap().current(), "b");
    assert_eq!(ring.with_fresh("a", &entropy).err(), Some(RingError::Line(1)));
}

#[test]
fn a_ring_with_a_mistake_is_refused_and_not_quoted() {
    let good = "00".repeat(32);
    let long = "00".repeat(33);
    for (text, error) in [
        (String::new(), RingError::Empty),
        (String::from("# only a remark\n"), RingError::Empty),
        (good.clone(), RingError::Line(1)),
        (format!("a:{long}"), RingError::Line(1)),
        (format!("a b:{good}"), RingError::Line(1)),
        (format!("a:{good},a:{good}"), RingError::Line(2)),
        (format!("a:{good}\nb:c0ffee"), RingError::Line(2)),
    ] {
        let found = Ring::parse(&text).unwrap_err();
        assert_eq!(found, error);
        assert!(!found.to_string().contains("c0ffee"));
    }
    let ring = Ring::parse(&format!("a:{}", "ab".repeat(32))).unwrap();
    assert!(!format!("{ring:?}").contains("abab"));
}
