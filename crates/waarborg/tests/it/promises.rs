//! `waarborg policy prove`, `diff` and `propose`, as the FG and a jurist run them. Needs cvc5: `ci/setup.sh` installs it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use waarborg::house::testing::Folder;

use crate::process::{command, stdout};

/// The policy without the two rules that keep medical information from leaving without consent.
fn broken(folder: &Path) -> PathBuf {
    let copy = folder.join("policy");
    copy_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policy"), &copy);
    let file = copy.join("wil/6.9-medisch.cedar");
    let text = fs::read_to_string(&file).unwrap();
    let (before, rest) = text.split_once("@id(\"6.9-geen-toestemming\")").unwrap();
    let (_, after) = rest.split_once("@id(\"6.9-niet-gewogen\")").unwrap();
    fs::write(&file, format!("{before}@id(\"6.9-niet-gewogen\"){after}")).unwrap();
    copy
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_all(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn a_broken_promise_is_shown_with_a_case_that_decide_reproduces() {
    let folder = Folder::make();
    let (policy, cases) = (broken(folder.path()), folder.path().join("cases"));
    let (policy, cases) = (policy.to_str().unwrap(), cases.to_str().unwrap());
    let arguments = ["policy", "prove", "6.9-3", "--policy", policy, "--cases", cases];
    let output = command(folder.path(), &arguments).output().unwrap();
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("WEERLEGD  belofte-6.9-medisch")
            && said.contains("Heeft de klant toestemming gegeven?")
    );

    // The command that the story ends with gives the ruling that the story tells.
    let again = said.lines().find_map(|line| line.split_once("Zelf nagaan: waarborg ")).unwrap().1;
    let again = again.split(' ').collect::<Vec<_>>();
    let output = command(folder.path(), &again).output().unwrap();
    let ruling = serde_json::from_str::<Value>(&stdout(&output)).unwrap();
    assert!(ruling["outcome"].as_str().unwrap().starts_with("ALLOWED"), "{ruling}");
    // By the rules as they are it is refused.
    let sound =
        again.iter().filter(|word| **word != "--policy" && **word != policy).copied().collect::<Vec<_>>();
    let output = command(folder.path(), &sound).output().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&stdout(&output)).unwrap()["outcome"], "REFUSED");
}

#[test]
fn a_paragraph_without_promises_is_bad_input() {
    let folder = Folder::make();
    let output = command(folder.path(), &["policy", "prove", "9.9"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_difference_is_shown_with_facts_and_equal_versions_are_equal() {
    let folder = Folder::make();
    let policy = broken(folder.path());
    let sound = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policy");
    let (policy, sound) = (policy.to_str().unwrap(), sound.to_str().unwrap());
    let output = command(folder.path(), &["policy", "diff", sound, policy]).output().unwrap();
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("disclose · avg · policy: ruimer") && said.contains("Dit mag alleen straks:"),
        "{said}"
    );
    assert!(!said.contains("strenger"), "{said}");
    let output = command(folder.path(), &["policy", "diff", sound, sound]).output().unwrap();
    assert!(!stdout(&output).contains("ruimer"));
}

/// Quick, where the proving itself takes a minute: whoever changes a rule hears at once that its proofs are of before.
#[test]
fn the_proofs_that_are_kept_are_of_the_rules_as_they_are() {
    let folder = Folder::make();
    let said = |policy: &Path| {
        let arguments = ["policy", "check", policy.to_str().unwrap()];
        stdout(&command(folder.path(), &arguments).output().unwrap())
    };
    let unproved = "the promises are not proved for these rules";
    let ours = said(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policy"));
    assert!(ours.contains(" rules in ") && !ours.contains(unproved), "{ours}");
    assert!(said(&broken(folder.path())).contains(unproved));
}
