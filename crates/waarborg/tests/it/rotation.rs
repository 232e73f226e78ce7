//! A new master key, and the old one taken out of the file: what people and accounts left sealed still opens.

use waarborg::house::testing::Folder;

use crate::process::{Service, ask, run, stdout};

fn request(address: &str, cookie: &str, method: &str, path: &str, body: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split(before).nth(1).and_then(|rest| rest.split(after).next()).unwrap()
}

/// Opens everything of the first file of an employee, and looks at whose page it is.
fn opens_all(service: &Service) {
    let address = &service.address;
    let (_, page) = ask(address, &request(address, "", "GET", "/aanmelden", "")).unwrap();
    let form = page.split("<form ").find(|form| form.contains("action=\"/aanmelden\"")).unwrap();
    let token = between(form, "name=\"formulier\" value=\"", "\"");
    let body = format!("formulier={token}&persoon=demo-bram&terug=%2F");
    let (_, signed_in) = ask(address, &request(address, "", "POST", "/aanmelden", &body)).unwrap();
    let cookie = between(&signed_in, "set-cookie: ", ";").to_owned();
    let (_, list) = ask(address, &request(address, &cookie, "GET", "/dossiers", "")).unwrap();
    assert!(list.contains("Bram"), "the name of the account opens");
    let path = format!("/dossiers/{}", list.split("href=\"/dossiers/").nth(1).unwrap().get(..32).unwrap());
    let (_, file) = ask(address, &request(address, &cookie, "GET", &path, "")).unwrap();
    let form = file.split("<form ").find(|form| form.contains("name=\"open\"")).unwrap();
    let ids = form.split("name=\"open\" value=\"").skip(1).filter_map(|part| part.get(..32));
    let token = between(form, "name=\"formulier\" value=\"", "\"");
    let mut body = format!("formulier={token}&doel=task");
    for id in ids {
        body.push_str("&open=");
        body.push_str(id);
    }
    let (status, opened) = ask(address, &request(address, &cookie, "POST", &path, &body)).unwrap();
    assert!(status == 200 && opened.contains("Merelstad"), "{status}");
}

#[test]
fn files_and_accounts_open_without_the_old_master_key() {
    let folder = Folder::make();
    let service = Service::start(folder.path(), &["--demo"]);
    opens_all(&service);
    let file = folder.path().join("master-keys");
    let keys = |text: &str| {
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
    };
    let old = keys(&std::fs::read_to_string(&file).unwrap()).remove(0);

    let rotated = run(folder.path(), &["keys", "rotate"]);
    assert_eq!(rotated.status.code(), Some(0), "{}", String::from_utf8_lossy(&rotated.stderr));
    // What runs meanwhile notices by itself.
    opens_all(&service);
    let again = run(folder.path(), &["keys", "rotate", "--resume"]);
    assert!(
        stdout(&again).contains("0 keys of people, 0 of accounts and 0 of documents"),
        "{}",
        stdout(&again)
    );
    drop(service);

    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(keys(&text).len(), 2);
    std::fs::write(&file, text.replace(&format!("{old}\n"), "")).unwrap();
    opens_all(&Service::start(folder.path(), &["--demo"]));
    let verified = run(folder.path(), &["journal", "verify"]);
    assert_eq!(verified.status.code(), Some(0), "{}", stdout(&verified));
}
