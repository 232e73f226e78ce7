//! Clients and sessions, on both engines.

mod accounts;
mod pages;

use ground::{Actor, Role, SeededEntropy, SpanId, TraceId};

use super::*;
use crate::error::Error;
use crate::house::House;
use crate::house::testing;
use crate::journal::{self, Context};

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

fn operator() -> Context {
    let entropy = SeededEntropy::new(1);
    let actor = Actor { id: String::from("operator"), role: Role::Operator };
    Context {
        actor,
        trace: TraceId::fresh(&entropy),
        span: SpanId::fresh(&entropy),
        parent: None,
        foreign_processor: None,
    }
}

async fn make(house: &House) -> (Client, String) {
    let (client, token) = create(house, &operator(), "Zaaksysteem", vec![Scope::Decide]).await.unwrap();
    (client, token.expose().clone())
}

#[test]
fn a_token_opens_what_its_scopes_say() {
    testing::each(|house, _| {
        run(async {
            let (made, token) = make(house).await;
            assert!(token.starts_with("wb_") && token.len() == 67);
            let client = authenticate(house, &token).await.unwrap();
            assert_eq!(client, made);
            assert_eq!(client.actor().id, made.id);
            assert!(client.require(Scope::Decide).is_ok());
            assert!(matches!(client.require(Scope::JournalRead), Err(Error::Forbidden("journal:read"))));
        });
    });
}

#[test]
fn other_tokens_are_refused() {
    testing::each(|house, _| {
        run(async {
            let (_, token) = make(house).await;
            let bent = token.replace('0', "1");
            for other in ["", "wb_", "wb_00", &format!("{token}0"), &format!("wb_{}", "0".repeat(64))] {
                assert!(
                    matches!(authenticate(house, other).await, Err(Error::Unauthenticated(_))),
                    "{other}"
                );
            }
            assert!(bent == token || authenticate(house, &bent).await.is_err());
        });
    });
}

#[test]
fn a_revoked_token_is_refused_at_once() {
    testing::each(|house, _| {
        run(async {
            let (client, token) = make(house).await;
            authenticate(house, &token).await.unwrap();
            revoke(house, &operator(), &client.id).await.unwrap();
            assert!(matches!(authenticate(house, &token).await, Err(Error::Unauthenticated(_))));
            assert!(matches!(revoke(house, &operator(), &client.id).await, Err(Error::NotFound(_))));
            assert!(list(house).await.unwrap()[0].revoked_at.is_some());
        });
    });
}

#[test]
fn a_token_revoked_by_another_process_is_refused_within_a_second() {
    testing::each(|house, clock| {
        run(async {
            let (client, token) = make(house).await;
            authenticate(house, &token).await.unwrap();
            // As the command line does it: past our memory.
            house.db.write("test.revoke", move |tx| store::revoke_client(tx, &client.id)).await.unwrap();
            clock.advance(999);
            assert!(authenticate(house, &token).await.is_err());
        });
    });
}

#[test]
fn a_client_needs_a_name_and_a_scope() {
    testing::each(|house, _| {
        run(async {
            for name in ["", "   ", "a\nb", &"x".repeat(81)] {
                let made = create(house, &operator(), name, vec![Scope::Decide]).await;
                assert!(matches!(made, Err(Error::Invalid(_))), "{name:?}");
            }
            assert!(create(house, &operator(), "Zaaksysteem", vec![]).await.is_err());
            assert!(list(house).await.unwrap().is_empty());
        });
    });
}

#[test]
fn a_session_lasts_until_it_is_idle_or_over() {
    testing::each(|house, clock| {
        run(async {
            let (session, secret) = sign_in(house, "demo-noor", None).await.unwrap();
            let secret = secret.expose();
            assert!(!session.key.contains(secret.as_str()));
            for _ in 0..20 {
                clock.advance(session::IDLE - 1);
                let found = who(house, secret).await.unwrap().map(|it| it.person.actor().id);
                assert_eq!(found.as_deref(), session_id(clock));
            }
        });
        run(async {
            let (_, secret) = sign_in(house, "demo-bram", None).await.unwrap();
            clock.advance(session::IDLE);
            assert!(who(house, secret.expose()).await.unwrap().is_none(), "idle");
        });
    });
}

/// Noor is signed in for the first ten hours of the test.
fn session_id(clock: &ground::MockClock) -> Option<&'static str> {
    let passed = ground::Clock::now(clock).0 - crate::db::testing::NOW.0;
    (passed < session::LONGEST).then_some("demo-noor")
}

#[test]
fn signing_in_again_and_signing_out_end_the_old_session() {
    testing::each(|house, _| {
        run(async {
            let (_, first) = sign_in(house, "demo-noor", None).await.unwrap();
            let (_, second) = sign_in(house, "demo-fatma", Some(first.expose())).await.unwrap();
            assert!(who(house, first.expose()).await.unwrap().is_none());
            assert_eq!(who(house, second.expose()).await.unwrap().unwrap().person.actor().id, "demo-fatma");
            sign_out(house, second.expose()).await.unwrap();
            assert!(who(house, second.expose()).await.unwrap().is_none());
            assert!(sign_in(house, "demo-nobody", None).await.is_err());
            assert!(who(house, "no hexadecimal").await.unwrap().is_none());
        });
    });
}

#[test]
fn what_happens_at_the_desk_stands_in_the_journal() {
    testing::each(|house, _| {
        run(async {
            let (client, token) = make(house).await;
            revoke(house, &operator(), &client.id).await.unwrap();
            assert!(revoke(house, &operator(), &client.id).await.is_err(), "not done, not recorded");
            let (_, cookie) = sign_in(house, "demo-noor", None).await.unwrap();
            sign_out(house, cookie.expose()).await.unwrap();
            sign_out(house, cookie.expose()).await.unwrap();
            assert_eq!(journal::size(house).await.unwrap(), 5, "with the people of the demo");
            let acts = house.db.read("test.acts", |tx| {
                let rows = tx.query("SELECT body FROM journal_entry ORDER BY number", &[])?;
                rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()
            });
            let acts = acts.await.unwrap();
            for (act, said) in acts.iter().zip([
                "client.create",
                "client.revoke",
                "account.seed",
                "session.begin",
                "session.end",
            ]) {
                assert!(act.contains(said), "{act}");
                assert!(!act.contains(&token) && !act.contains(cookie.expose()), "{act}");
                assert!(!act.contains("Noor"), "ids only: {act}");
            }
        });
    });
}

#[test]
fn nothing_secret_stands_in_the_database_file() {
    let folder = testing::Folder::make();
    let path = folder.path().join("waarborg.sqlite");
    let (house, _) = testing::house(&crate::db::Location::Sqlite(path));
    let secrets = run(async {
        let (_, token) = make(&house).await;
        let (_, cookie) = sign_in(&house, "demo-noor", None).await.unwrap();
        [token.trim_start_matches("wb_").to_owned(), cookie.expose().clone()]
    });
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for secret in &secrets {
            let raw = ground::hex::decode::<32>(secret).unwrap();
            assert!(!contains(&bytes, secret.as_bytes()) && !contains(&bytes, &raw));
        }
        if !bytes.is_empty() && contains(&bytes, b"Zaaksysteem") {
            return house.db.stop();
        }
    }
    panic!("the test looked at the wrong files");
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
