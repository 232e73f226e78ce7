//! A proof to hand out, checked as a stranger would, by the library and by `chain-verify`.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]

use std::process::Command;

use chain::{
    Bundle, BundleError, Entry, Frontier, Hash, Node, ProofError, SigningKey, hash_of_node, inclusion_proof,
};
use ground::Secret;

fn key() -> SigningKey {
    SigningKey::new("waarborg.example/wil", &Secret::new([7; 32])).unwrap()
}

fn entry(number: u64) -> Entry {
    Entry {
        number,
        kind: "audit".into(),
        fields: vec![("body".into(), format!("{{\"n\":{number}}}").into())],
    }
}

fn bundle(number: u64, with_content: bool) -> Bundle {
    let leaves: Vec<Hash> = (0..300).map(|n| entry(n).leaf()).collect();
    let mut frontier = Frontier::default();
    for leaf in &leaves {
        frontier.append(*leaf);
    }
    let fetch = |node: Node| -> Result<Hash, ProofError> {
        let width = 1 << node.level;
        let first = usize::try_from(node.index).unwrap() * width;
        Ok(hash_of_node(&leaves[first..first + width]).unwrap())
    };
    Bundle {
        entry: number,
        leaf: entry(number).leaf(),
        size: 300,
        proof: inclusion_proof(300, number, fetch).unwrap(),
        checkpoint: key().sign(300, frontier.root()).unwrap(),
        content: with_content.then(|| entry(number)),
    }
}

#[test]
fn a_bundle_holds_and_every_part_of_it_matters() {
    let key = key().verifying_key();
    let good = bundle(123, true);
    assert_eq!(good.check(&key).unwrap().size, 300);
    assert_eq!(bundle(299, false).check(&key).unwrap().origin, "waarborg.example/wil");
    let tampered = |change: fn(&mut Bundle)| {
        let mut bundle = bundle(123, true);
        change(&mut bundle);
        bundle.check(&key)
    };
    assert!(matches!(tampered(|b| b.entry = 124), Err(BundleError::Content)));
    assert!(matches!(tampered(|b| b.content = Some(entry(124))), Err(BundleError::Content)));
    assert!(matches!(tampered(|b| b.size = 299), Err(BundleError::Size)));
    assert!(matches!(tampered(|b| b.proof.truncate(3)), Err(BundleError::Proof(_))));
    assert!(matches!(
        tampered(|b| b.checkpoint = b.checkpoint.replace("\n300\n", "\n301\n")),
        Err(BundleError::Checkpoint(_))
    ));
    assert!(matches!(
        tampered(|b| {
            b.content = None;
            b.leaf = Hash::of_leaf(b"other");
        }),
        Err(BundleError::Proof(_))
    ));
}

#[test]
fn the_program_says_what_the_library_says() {
    let folder = std::env::temp_dir().join(format!("chain-verify-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_chain-verify")).args(arguments).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code().unwrap(), text)
    };
    let vkey = key().verifying_key().as_str().to_owned();
    let good = bundle(17, true);
    let proof = write("proof.json", &serde_json::to_string(&good).unwrap());
    let kept = write("kept.txt", &good.checkpoint);
    let (code, text) = run(&[&vkey, &proof, &kept]);
    assert_eq!(
        (code, text.trim()),
        (0, "proven: entry 17 is in the log waarborg.example/wil of 300 entries, with the content shown")
    );

    let mut bad = bundle(17, false);
    bad.leaf = Hash::of_leaf(b"other");
    let wrong = write("wrong.json", &serde_json::to_string(&bad).unwrap());
    assert_eq!(run(&[&vkey, &wrong]).0, 1);
    let other = write("other.txt", &key().sign(300, Hash::EMPTY).unwrap());
    assert_eq!(run(&[&vkey, &proof, &other]).0, 1);
    assert_eq!(run(&[&vkey, "/no/such/file"]).0, 2);
    assert_eq!(run(&["no key", &proof]).0, 2);
    assert_eq!(run(&[]).0, 2);
    std::fs::remove_dir_all(&folder).unwrap();
}
