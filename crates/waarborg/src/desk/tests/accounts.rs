//! Accounts: who is charged with what, who may not see anything yet, and signing in with a password and a code.

use std::sync::Arc;

use ground::{Actor, Clock as _, Role, Secret};

use super::super::local::{self, Attempt, Typed};
use super::super::{account, totp};
use super::*;
use crate::db::Tx;

const CANARY: &str = "Kwikstaart";
const EMAIL: &str = "kwikstaart@waarborg.example";
const PASSWORD: &str = "vier losse woorden zonder zin";

fn new(kind: AccountKind) -> NewAccount {
    NewAccount {
        kind,
        role: Role::Employee,
        department: String::from("Schuldhulpverlening"),
        task: String::from("Helpt inwoners met schulden"),
        name: Secret::new(format!("Roos {CANARY}")),
        email: Secret::new(EMAIL.to_owned()),
    }
}

/// An account with a password and an app; the secret of the app.
async fn settled(house: &House) -> (String, Vec<u8>) {
    let (id, invitation) = create_account(house, &operator(), new(AccountKind::Employee)).await.unwrap();
    let (open, _) = local::invitation(house, &invitation).await.unwrap().unwrap();
    let code = totp::code_at(&open.totp, house.clock.now());
    local::take_invitation(house, &invitation, Secret::new(PASSWORD.to_owned()), &code, None).await.unwrap();
    (id, open.totp)
}

async fn attempt(house: &House, email: &str, password: &str, code: &str) -> Attempt {
    let typed = Typed {
        email: Secret::new(email.to_owned()),
        password: Secret::new(password.to_owned()),
        code: code.to_owned(),
    };
    local::sign_in(house, typed, None).await.unwrap()
}

async fn charged(house: &Arc<House>, id: &str, law: &str, file: &str) -> (bool, bool) {
    let (id, law, file) = (id.to_owned(), law.to_owned(), file.to_owned());
    let found = house.db.read("test.charge", move |tx| charge(tx, &id, &law, &file)).await.unwrap();
    (found.law, found.file)
}

async fn change(
    house: &House,
    work: impl FnOnce(&mut Tx<'_>, &Context) -> Result<(), Error> + Send + 'static,
) {
    let context = operator();
    house.db.write("test.change", move |tx| work(tx, &context)).await.unwrap();
}

#[test]
fn only_who_is_charged_with_the_law_and_the_file_is_charged_with_both() {
    // proves!("2-8")
    testing::each(|house, clock| {
        run(async {
            ensure_demo(house).await.unwrap();
            assert_eq!(charged(house, "demo-bram", "PW", "f1").await, (true, false));
            assert_eq!(charged(house, "demo-noor", "PW", "f1").await, (false, false), "another department");
            change(house, |tx, context| assign(tx, context, "demo-bram", "PW", Some("f1"))).await;
            change(house, |tx, context| assign(tx, context, "demo-bram", "PW", Some("f1"))).await;
            assert_eq!(charged(house, "demo-bram", "PW", "f1").await, (true, true));
            assert_eq!(charged(house, "demo-bram", "PW", "f2").await, (true, false), "a neighbour's file");
            assert_eq!(charged(house, "demo-bram", "WGS", "f1").await, (false, false), "under another law");
            assert_eq!(charged(house, "nobody", "PW", "f1").await, (false, false));
            let files = house.db.read("test", |tx| assigned_files(tx, "demo-bram")).await.unwrap();
            assert_eq!(files, ["f1"]);
            clock.advance(1);
            change(house, |tx, context| unassign(tx, context, "demo-bram", "PW", None)).await;
            assert_eq!(
                charged(house, "demo-bram", "PW", "f1").await,
                (false, false),
                "the files go with the law"
            );
            let laws = house.db.read("test", |tx| laws(tx, "demo-bram")).await.unwrap();
            assert_eq!(laws, ["MINIMA"]);
        });
    });
}

#[test]
fn a_charge_ends_on_its_day_and_nonsense_is_no_charge() {
    testing::each(|house, clock| {
        run(async {
            ensure_demo(house).await.unwrap();
            let until = ground::Instant(clock.now().0 + 1000);
            change(house, move |tx, context| {
                assign_until(tx, context, "demo-sanne", "PW", None, Some(until))
            })
            .await;
            assert_eq!(charged(house, "demo-sanne", "PW", "").await, (true, false));
            clock.advance(1000);
            assert_eq!(charged(house, "demo-sanne", "PW", "").await, (false, false));
            for (account, law, file) in
                [("demo-sanne", "", None), ("nobody", "PW", None), ("demo-sanne", "PW", Some("Jan de Vries"))]
            {
                let context = operator();
                let work = move |tx: &mut Tx<'_>| assign(tx, &context, account, law, file);
                assert!(matches!(house.db.write("test", work).await, Err(Error::Invalid(_))));
            }
        });
    });
}

#[test]
fn who_is_not_instructed_is_charged_with_nothing_and_nor_is_a_volunteer_without_a_promise() {
    // proves!("6.1-3")
    // proves!("6.5-2")
    // proves!("6.7-4")
    testing::each(|house, _| {
        run(async {
            ensure_demo(house).await.unwrap();
            let as_person =
                |id: &str| Context { actor: Actor { id: id.to_owned(), role: Role::Employee }, ..operator() };
            let (eva, wim) = (as_person("demo-eva"), as_person("demo-wim"));
            assert_eq!(charged(house, "demo-eva", "PW", "").await, (false, false));
            house.db.write("test", move |tx| acknowledge(tx, &eva, false)).await.unwrap();
            assert_eq!(charged(house, "demo-eva", "PW", "").await, (true, false));

            let again = wim.clone();
            house.db.write("test", move |tx| acknowledge(tx, &wim, false)).await.unwrap();
            assert_eq!(charged(house, "demo-wim", "WGS", "").await, (false, false), "no promise of secrecy");
            house.db.write("test", move |tx| acknowledge(tx, &again, true)).await.unwrap();
            assert_eq!(charged(house, "demo-wim", "WGS", "").await, (true, false));

            disable_account(house, &operator(), "demo-wim").await.unwrap();
            assert_eq!(charged(house, "demo-wim", "WGS", "").await, (false, false), "not active");
        });
    });
}

#[test]
fn a_password_and_a_fresh_code_sign_in_and_nothing_less_does() {
    testing::each(|house, clock| {
        run(async {
            let (id, app) = settled(house).await;
            let code = totp::code_at(&app, clock.now());
            assert!(
                matches!(attempt(house, EMAIL, PASSWORD, &code).await, Attempt::Wrong),
                "used at the invitation"
            );
            clock.advance(30_000);
            let code = totp::code_at(&app, clock.now());
            assert!(matches!(attempt(house, EMAIL, "een ander wachtwoord", &code).await, Attempt::Wrong));
            assert!(matches!(attempt(house, EMAIL, PASSWORD, "000000").await, Attempt::Wrong));
            let Attempt::In(cookie) = attempt(house, &EMAIL.to_uppercase(), PASSWORD, &code).await else {
                panic!("the right password and code sign in");
            };
            let session = who(house, cookie.expose()).await.unwrap().unwrap();
            let found = session.person.staff().unwrap();
            assert_eq!((found.id.as_str(), found.name.expose().as_str()), (id.as_str(), "Roos Kwikstaart"));
            assert!(!found.is_ready(), "the instruction comes first");
            assert!(
                matches!(attempt(house, EMAIL, PASSWORD, &code).await, Attempt::Wrong),
                "a code works once"
            );
            disable_account(house, &operator(), &id).await.unwrap();
            assert!(who(house, cookie.expose()).await.unwrap().is_none(), "sessions end with the account");
        });
    });
}

#[test]
fn known_and_unknown_names_wait_alike() {
    testing::each(|house, clock| {
        run(async {
            settled(house).await;
            clock.advance(30_000);
            for email in [EMAIL, "niemand@waarborg.example"] {
                for _ in 0..5 {
                    assert!(matches!(attempt(house, email, "verkeerd", "000000").await, Attempt::Wrong));
                }
                let Attempt::Wait(until) = attempt(house, email, PASSWORD, "000000").await else {
                    panic!("the sixth waits");
                };
                assert_eq!(until.0 - clock.now().0, 30_000, "{email}");
            }
        });
    });
}

#[test]
fn an_invitation_works_once_and_for_three_days() {
    testing::each(|house, clock| {
        run(async {
            let (id, first) = create_account(house, &operator(), new(AccountKind::Employee)).await.unwrap();
            let again = create_account(house, &operator(), new(AccountKind::Employee)).await;
            assert!(matches!(again, Err(Error::Invalid(_))), "one account for one address");
            let second = invite(house, &operator(), &id).await.unwrap();
            assert!(local::invitation(house, &first).await.unwrap().is_none(), "the newer one counts");
            let (open, _) = local::invitation(house, &second).await.unwrap().unwrap();
            let code = totp::code_at(&open.totp, clock.now());
            let take = |password: &str, code: &str| {
                let (password, code) = (Secret::new(password.to_owned()), code.to_owned());
                let second = second.clone();
                async move { local::take_invitation(house, &second, password, &code, None).await }
            };
            assert!(matches!(take("te kort", &code).await, Err(Error::Invalid(_))));
            assert!(matches!(take(PASSWORD, "000000").await, Err(Error::Invalid(_))));
            take(PASSWORD, &code).await.unwrap();
            assert!(take(PASSWORD, &code).await.is_err(), "once");
            let third = invite(house, &operator(), &id).await.unwrap();
            clock.advance(3 * 24 * 60 * 60 * 1000);
            assert!(local::invitation(house, &third).await.unwrap().is_none(), "too old");
            assert!(matches!(invite(house, &operator(), "nobody").await, Err(Error::NotFound(_))));
        });
    });
}

#[test]
fn a_new_master_key_wraps_the_keys_of_accounts_again() {
    testing::each(|house, _| {
        run(async {
            let (id, _) = settled(house).await;
            let ring = house.masters.ring().with_fresh("next", house.entropy.as_ref()).unwrap();
            let wrap = |limit| {
                let (own, ring) = (house.clone(), ring.clone());
                house.db.write("test", move |tx: &mut Tx<'_>| account::rewrap(tx, &own, &ring, limit))
            };
            assert_eq!(wrap(0).await.unwrap(), 0, "stopped before it began");
            assert_eq!(wrap(10).await.unwrap(), 1);
            assert_eq!(wrap(10).await.unwrap(), 0, "gone on, nothing is left");
            let read = move |tx: &mut Tx<'_>| store::find_account(tx, &id, INSTRUCTION);
            let stored = house.db.read("test", read).await.unwrap().unwrap();
            assert_eq!(stored.key.master, "next");
            assert_eq!(
                account::opened(&crate::house::Masters::of(ring), stored).unwrap().name.expose(),
                "Roos Kwikstaart"
            );
        });
    });
}

#[test]
fn no_name_address_password_or_secret_stands_in_the_database_file_or_the_journal() {
    let folder = testing::Folder::make();
    let (house, clock) = testing::house(&crate::db::Location::Sqlite(folder.path().join("waarborg.sqlite")));
    let app = run(async {
        let (_, app) = settled(&house).await;
        clock.advance(30_000);
        attempt(&house, EMAIL, "verkeerd", "000000").await;
        app
    });
    let mut seen = 0;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        seen += usize::from(contains(&bytes, b"account.accept"));
        for secret in [CANARY.as_bytes(), EMAIL.as_bytes(), PASSWORD.as_bytes(), app.as_slice()] {
            assert!(!contains(&bytes, secret));
        }
    }
    assert!(seen > 0, "the test looked at the right files");
    house.db.stop();
}
