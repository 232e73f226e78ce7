//! Signing in at a real identity provider on loopback, without a browser: the good ways in, and what is refused.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use axum::http::StatusCode;
use ground::{Clock as _, MockClock, Role, Secret};
use waarborg::desk::{self, AccountKind, NewAccount, Person};
use waarborg::house::testing::{self, Folder};
use waarborg::house::{House, Provider};

use crate::office::{Answer, Office};

const SUBSTANTIAL: &str = "http://eidas.europa.eu/LoA/substantial";
const LOW: &str = "http://eidas.europa.eu/LoA/low";

/// The provider's process; killed when dropped.
struct Identity {
    child: Child,
    issuer: String,
}

impl Drop for Identity {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The service, the provider, and the clock of the service at the provider's time.
struct Scene {
    office: Office,
    house: Arc<House>,
    identity: Identity,
    clock: MockClock,
    _folder: Folder,
}

fn web() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web")
}

impl Scene {
    /// `None` when the packages of `web/` are not installed (`cargo xtask web` does that).
    fn set(audience: &str) -> Option<Self> {
        if !web().join("node_modules/oidc-provider").is_dir() {
            return None;
        }
        let folder = Folder::make();
        let mut child = Command::new("node")
            .arg(web().join("tests/identity.mjs"))
            .arg("http://127.0.0.1:8080")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.next().expect("the provider says that it is ready").unwrap();
        std::thread::spawn(move || lines.for_each(drop));
        let (issuer, time) = ready.split_once(' ').unwrap();
        let text = format!(
            "[[provider]]\naudience = \"{audience}\"\nissuer = \"{issuer}\"\nclient_id = \"waarborg\"\n\
             acr = \"{SUBSTANTIAL}\"\nkey = \"oidc.pem\"\n"
        );
        std::fs::write(folder.path().join("oidc.toml"), text).unwrap();
        let (house, clock) = testing::in_memory();
        clock.advance(time.parse::<i64>().unwrap() - clock.now().0);
        let mut house = Arc::into_inner(house).unwrap();
        house.config.demo = false;
        house.config.providers = Provider::load_all(folder.path()).unwrap();
        let house = Arc::new(house);
        let identity = Identity { child, issuer: issuer.to_owned() };
        Some(Self { office: Office::of(house.clone()), house, identity, clock, _folder: folder })
    }

    fn choose(&self, account: &str, acr: &str) {
        get(&format!("{}/choose?account={account}&acr={acr}", self.identity.issuer), &[]);
    }

    /// Begins at the service: the address at the provider, and the cookie of this browser.
    async fn begin(&self, audience: &str) -> (String, String) {
        let begun =
            self.office.stranger().get(&format!("/aanmelden/extern?bij={audience}&terug=/over")).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        (header(&begun, "location"), cookie(&begun))
    }

    /// Back at the service, in the browser with this cookie.
    async fn back(&self, path: &str, cookie: &str) -> Answer {
        self.office.stranger().with("cookie", cookie).get(path).await
    }

    /// The whole way in.
    async fn sign_in(&self, audience: &str) -> Answer {
        let (address, cookie) = self.begin(audience).await;
        self.back(&walk(&address), &cookie).await
    }

    async fn account(&self) -> String {
        let new = NewAccount {
            kind: AccountKind::Employee,
            role: Role::Employee,
            department: String::new(),
            task: String::new(),
            name: Secret::new(String::from("Roos")),
            email: Secret::new(String::from("roos@waarborg.example")),
        };
        desk::create_account(&self.house, &self.office.operator(), new).await.unwrap().0
    }

    async fn session(&self, answer: &Answer) -> Person {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert_eq!(header(answer, "location"), "/over");
        let cookie = cookie(answer);
        let (_, secret) = cookie.split_once('=').unwrap();
        desk::who(&self.house, secret).await.unwrap().unwrap().person
    }
}

fn header(answer: &Answer, name: &str) -> String {
    answer.headers[name].to_str().unwrap().to_owned()
}

fn cookie(answer: &Answer) -> String {
    header(answer, "set-cookie").split(';').next().unwrap().to_owned()
}

/// One request of a browser to the provider: where it leads, and the cookies it sets.
fn get(address: &str, cookies: &[String]) -> (String, Vec<String>) {
    let config = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).proxy(None);
    let mut request = config.build().new_agent().get(address);
    if !cookies.is_empty() {
        request = request.header("cookie", cookies.join("; "));
    }
    let answer = request.call().unwrap();
    let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap().to_owned();
    let set = answer.headers().get_all("set-cookie").iter().map(text);
    let set = set.map(|line| line.split(';').next().unwrap().to_owned()).collect();
    (answer.headers().get("location").map(text).unwrap_or_default(), set)
}

/// Follows the provider until it sends the browser back; the path at the service.
fn walk(address: &str) -> String {
    let issuer = address.split('/').take(3).collect::<Vec<_>>().join("/");
    let (mut address, mut cookies) = (address.to_owned(), Vec::new());
    for _ in 0..8 {
        let (place, set) = get(&address, &cookies);
        for fresh in set {
            let name = fresh.split('=').next().unwrap().to_owned();
            cookies.retain(|old: &String| old.split('=').next() != Some(&name));
            cookies.push(fresh);
        }
        if let Some(path) = place.strip_prefix("http://127.0.0.1:8080") {
            return path.to_owned();
        }
        assert!(!place.is_empty(), "the provider leads on from {address}");
        address = if place.starts_with('/') { format!("{issuer}{place}") } else { place };
    }
    panic!("no end to the redirects");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_signs_in_with_an_account_that_is_there() {
    let Some(scene) = Scene::set("staff") else { return };
    for stranger in ["nobody", "unsure", "roos"] {
        scene.choose(stranger, SUBSTANTIAL);
        let answer = scene.sign_in("staff").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{stranger}");
        assert!(answer.text.contains("Wij kennen u hier nog niet"), "{}", answer.text);
    }
    let id = scene.account().await;
    scene.choose("unsure", SUBSTANTIAL);
    assert_eq!(
        scene.sign_in("staff").await.status,
        StatusCode::FORBIDDEN,
        "an address that is not confirmed"
    );
    scene.choose("roos", SUBSTANTIAL);
    let first = scene.sign_in("staff").await;
    assert_eq!(scene.session(&first).await.actor().id, id, "linked by the address");
    let second = scene.sign_in("staff").await;
    assert_eq!(scene.session(&second).await.actor().id, id, "known by the subject");
    desk::disable_account(&scene.house, &scene.office.operator(), &id).await.unwrap();
    assert_eq!(scene.sign_in("staff").await.status, StatusCode::FORBIDDEN, "disabled");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_resident_only_the_keyed_hash_is_kept() {
    let Some(scene) = Scene::set("residents") else { return };
    scene.choose("resident", SUBSTANTIAL);
    let answer = scene.sign_in("residents").await;
    let Person::Resident(resident) = scene.session(&answer).await else { panic!("a resident") };
    assert_eq!(resident.lookup, scene.house.keys.lookup("bsn", "999990019"));
    scene.choose("mistyped", SUBSTANTIAL);
    assert_eq!(scene.sign_in("residents").await.status, StatusCode::FORBIDDEN, "the eleven-test");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_right_is_refused() {
    let Some(scene) = Scene::set("staff") else { return };
    scene.account().await;
    let refused = |answer: Answer, title: &str| {
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{title}");
        assert!(answer.text.contains(title), "{title}: {}", answer.text);
    };
    scene.choose("roos", LOW);
    refused(scene.sign_in("staff").await, "U moet zich sterker aanmelden");
    scene.choose("roos", SUBSTANTIAL);

    let (address, cookie) = scene.begin("staff").await;
    let nonce = address.split("nonce=").nth(1).unwrap().split('&').next().unwrap();
    let other = walk(&address.replace(nonce, &"0".repeat(64)));
    refused(scene.back(&other, &cookie).await, "Wij vertrouwen deze aanmelding niet");

    let unknown = "Deze aanmelding kennen wij niet";
    let (address, cookie) = scene.begin("staff").await;
    let path = walk(&address);
    let state = path.split("state=").nth(1).unwrap().split('&').next().unwrap();
    refused(scene.back(&path.replace(state, &"0".repeat(64)), &cookie).await, unknown);
    refused(scene.back("/aanmelden/terug?code=x", &cookie).await, unknown);
    scene.session(&scene.back(&path, &cookie).await).await;
    refused(scene.back(&path, &cookie).await, unknown);

    // The code of a sign-in that was finished, in another one that is open.
    let code = path.split("code=").nth(1).unwrap().split('&').next().unwrap();
    let (address, cookie) = scene.begin("staff").await;
    let fresh = walk(&address);
    let own = fresh.split("code=").nth(1).unwrap().split('&').next().unwrap();
    refused(scene.back(&fresh.replace(own, code), &cookie).await, "U bent niet aangemeld");

    let (address, _) = scene.begin("staff").await;
    refused(scene.back(&walk(&address), "waarborg_oidc=00").await, unknown);

    let (address, cookie) = scene.begin("staff").await;
    let path = walk(&address);
    scene.clock.advance(5 * 60 * 1000);
    refused(scene.back(&path, &cookie).await, "Wij vertrouwen deze aanmelding niet");

    let (address, cookie) = scene.begin("staff").await;
    let path = walk(&address);
    scene.clock.advance(10 * 60 * 1000 + 1);
    refused(scene.back(&path, &cookie).await, unknown);
    assert_eq!(
        scene.office.stranger().get("/aanmelden/extern?bij=residents").await.status,
        StatusCode::NOT_FOUND
    );
}
