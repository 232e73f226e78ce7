//! A small log is tampered with in every way; the verifier must name what was done.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]

use std::collections::BTreeMap;

use chain::{
    Entry, Finding, Frontier, Hash, Report, SigningKey, StoredEntry, StoredTile, TILE_WIDTH, TileHashes,
    Verifier, Window,
};
use ground::{Entropy as _, Secret, SeededEntropy};

/// A log as it would be stored.
#[derive(Clone)]
struct Log {
    entries: BTreeMap<u64, StoredEntry>,
    tiles: BTreeMap<(u8, u64), StoredTile>,
    head: Option<Frontier>,
    checkpoints: Vec<(u64, String)>,
}

fn key() -> SigningKey {
    SigningKey::new("waarborg.example/wil", &Secret::new([7; 32])).unwrap()
}

fn entry(number: u64, text: &str) -> StoredEntry {
    let fields = vec![("body".to_owned(), text.into()), ("at".to_owned(), 5.into())];
    let entry = Entry { number, kind: "audit".into(), fields };
    StoredEntry { leaf: Some(entry.leaf()), entry }
}

/// A log of `size` entries with checkpoints at the given sizes.
fn log(size: u64, checkpoints: &[u64]) -> Log {
    let mut log =
        Log { entries: BTreeMap::new(), tiles: BTreeMap::new(), head: None, checkpoints: Vec::new() };
    let mut head = Frontier::default();
    let mut level: Vec<Hash> = Vec::new();
    for number in 0..size {
        let entry = entry(number, &format!("entry {number}"));
        head.append(entry.leaf.unwrap());
        level.push(entry.leaf.unwrap());
        log.entries.insert(number, entry);
        if checkpoints.contains(&head.size()) {
            log.checkpoints.push((head.size(), key().sign(head.size(), head.root()).unwrap()));
        }
    }
    log.head = Some(head);
    for depth in 0.. {
        let tiles: Vec<_> =
            level.chunks_exact(256).map(|hashes| TileHashes::new(hashes.to_vec()).unwrap()).collect();
        level = tiles.iter().map(TileHashes::root).collect();
        for (number, hashes) in (0..).zip(tiles) {
            let root = Some(hashes.root());
            log.tiles.insert((depth, number), StoredTile { hashes: Some(hashes), root });
        }
        if level.is_empty() {
            break;
        }
    }
    log
}

fn verify(log: &Log) -> Report {
    let key = key().verifying_key();
    let signed =
        log.checkpoints.iter().filter_map(|(_, note)| key.open(note.as_bytes()).ok()).map(|it| it.size).max();
    let tiled = log.tiles.keys().filter(|(level, _)| *level == 0).map(|(_, number)| number + 1).max();
    let head = log.head.as_ref().map(Frontier::size);
    let size = Verifier::expected_size(head, signed, tiled.unwrap_or(0), log.entries.len() as u64);
    let mut verifier = Verifier::new(size);
    let beyond: Vec<_> = log.entries.range(size..).map(|(_, entry)| entry.clone()).collect();
    verifier.beyond(&beyond);
    for (size, note) in &log.checkpoints {
        verifier.checkpoint(*size, note.as_bytes(), &key);
    }
    for first in (0..size).step_by(256) {
        let window = Window {
            entries: log.entries.range(first..first + TILE_WIDTH).map(|(_, entry)| entry.clone()).collect(),
            unreadable: Vec::new(),
            tile: log.tiles.get(&(0, first / TILE_WIDTH)).cloned(),
        };
        for (level, number) in verifier.window(&window) {
            verifier.upper_tile(level, number, log.tiles.get(&(level, number)));
        }
    }
    verifier.finish(log.head.as_ref())
}

fn findings(log: &Log) -> Vec<Finding> {
    verify(log).findings
}

fn text(field: &str) -> chain::Field {
    field.into()
}

impl Log {
    fn body(&mut self, number: u64, body: &str) {
        self.entries.get_mut(&number).unwrap().entry.fields[0].1 = text(body);
    }

    fn tile_hash(&mut self, level: u8, number: u64, slot: usize, hash: Hash) {
        let tile = self.tiles.get_mut(&(level, number)).unwrap();
        let mut hashes = tile.hashes.as_ref().unwrap().hashes().to_vec();
        hashes[slot] = hash;
        tile.hashes = TileHashes::new(hashes);
    }

    /// Puts an entry in and pushes the rest up, hashes moving along.
    fn insert(&mut self, at: u64) {
        let pushed: Vec<_> = self.entries.split_off(&at).into_values().collect();
        self.entries.insert(at, entry(at, "forged"));
        for mut stored in pushed {
            stored.entry.number += 1;
            self.entries.insert(stored.entry.number, stored);
        }
    }

    /// Takes an entry out and closes the gap, hashes moving along.
    fn close_gap(&mut self, at: u64) {
        self.entries.remove(&at);
        for mut stored in self.entries.split_off(&at).into_values() {
            stored.entry.number -= 1;
            self.entries.insert(stored.entry.number, stored);
        }
    }

    fn swap(&mut self, left: u64, right: u64) {
        let (mut one, mut other) =
            (self.entries.remove(&left).unwrap(), self.entries.remove(&right).unwrap());
        one.entry.number = right;
        other.entry.number = left;
        self.entries.insert(right, one);
        self.entries.insert(left, other);
    }
}

#[test]
fn an_untouched_log_verifies_at_every_size() {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 700, 1024] {
        let report = verify(&log(size, &[1, 100, 256, 300, 512]));
        assert_eq!(report.findings, [], "{size}");
        assert_eq!(report.root.unwrap(), log(size, &[]).head.unwrap().root());
    }
    assert_eq!(verify(&log(700, &[1, 100, 256, 300, 512])).confirmed, 5);
}

#[test]
fn a_changed_entry_is_named_and_nothing_else() {
    let good = log(700, &[300, 600]);
    for number in [0, 1, 255, 256, 300, 511, 512, 599, 600, 698, 699] {
        let mut bad = good.clone();
        bad.body(number, "forged");
        assert_eq!(findings(&bad), [Finding::Changed { first: number, last: number }], "{number}");
        let mut bad = good.clone();
        bad.entries.get_mut(&number).unwrap().entry.kind = "other".into();
        assert_eq!(findings(&bad), [Finding::Changed { first: number, last: number }], "{number}");
        // The hash beside it is forged along; the tile, a checkpoint or the head still tells.
        let mut bad = good.clone();
        bad.entries.insert(number, entry(number, "forged"));
        let found = findings(&bad);
        assert!(found.iter().any(|finding| finding.names(number)), "{number}: {found:?}");
        let mut bad = good.clone();
        bad.entries.get_mut(&number).unwrap().leaf = Some(Hash::EMPTY);
        assert_eq!(findings(&bad), [Finding::HashChanged { first: number, last: number }], "{number}");
        bad.entries.get_mut(&number).unwrap().leaf = None;
        assert_eq!(findings(&bad), [Finding::HashChanged { first: number, last: number }], "{number}");
    }
}

#[test]
fn several_changes_are_all_named() {
    let mut bad = log(700, &[300, 600]);
    bad.body(3, "forged");
    bad.entries.insert(290, entry(290, "forged"));
    bad.tile_hash(0, 1, 7, Hash::EMPTY);
    bad.entries.get_mut(&650).unwrap().leaf = Some(Hash::EMPTY);
    let found = findings(&bad);
    for number in [3, 290, 263, 650] {
        let tile = Finding::TileChanged { level: 0, number: 1, slot: Some(7) };
        assert!(
            found.iter().any(|finding| finding.names(number) || (number == 263 && *finding == tile)),
            "{number}: {found:?}"
        );
    }
}

#[test]
fn truncation_is_seen() {
    for (size, keep) in [(700, 699), (700, 600), (700, 512), (700, 300), (700, 0), (512, 511)] {
        let mut bad = log(size, &[]);
        bad.entries.split_off(&keep);
        assert_eq!(findings(&bad), [Finding::CutOff { first: keep, last: size - 1 }], "{size} {keep}");
    }
    // Head and tiles cut along: the checkpoint that was kept tells.
    let mut bad = log(400, &[]);
    bad.checkpoints = log(700, &[650]).checkpoints;
    let found = findings(&bad);
    assert!(found.contains(&Finding::CutOff { first: 400, last: 649 }), "{found:?}");
}

#[test]
fn an_entry_taken_out_is_named() {
    for number in [0, 5, 255, 256, 300, 511, 512, 600, 698] {
        let mut bad = log(700, &[300, 600]);
        bad.entries.remove(&number);
        assert_eq!(findings(&bad), [Finding::Missing { first: number, last: number }], "{number}");
        let mut bad = log(700, &[]);
        bad.close_gap(number);
        let found = findings(&bad);
        assert!(found.contains(&Finding::Missing { first: number, last: number }), "{number}: {found:?}");
        assert!(found.contains(&Finding::Moved { first: number, last: 698, from: number + 1 }), "{found:?}");
    }
}

#[test]
fn an_entry_put_in_is_named() {
    for number in [0, 5, 255, 256, 300, 511, 512, 600, 699] {
        let mut bad = log(700, &[]);
        bad.insert(number);
        let found = findings(&bad);
        assert!(found.contains(&Finding::Inserted { first: number, last: number }), "{number}: {found:?}");
    }
    let mut bad = log(700, &[700]);
    bad.entries.insert(700, entry(700, "forged"));
    assert_eq!(findings(&bad), [Finding::Inserted { first: 700, last: 700 }]);
}

#[test]
fn entries_that_changed_places_are_named() {
    for (left, right) in [(3, 4), (0, 255), (10, 600), (300, 301), (600, 650), (5, 500)] {
        let mut bad = log(700, &[]);
        bad.swap(left, right);
        let found = findings(&bad);
        for number in [left, right] {
            assert!(found.iter().any(|finding| finding.names(number)), "{left} {right}: {found:?}");
        }
        let tiled = left < 512 && right < 512;
        if tiled {
            assert!(found.contains(&Finding::Moved { first: left, last: left, from: right }), "{found:?}");
        }
    }
}

#[test]
fn tiles_head_and_checkpoints_are_held_against_the_entries() {
    let good = log(700, &[300, 600]);
    let mut bad = good.clone();
    bad.tile_hash(0, 1, 9, Hash::EMPTY);
    assert_eq!(findings(&bad), [Finding::TileChanged { level: 0, number: 1, slot: Some(9) }]);
    let mut bad = good.clone();
    bad.tiles.get_mut(&(0, 1)).unwrap().root = Some(Hash::EMPTY);
    assert_eq!(findings(&bad), [Finding::TileChanged { level: 0, number: 1, slot: None }]);
    let mut bad = good.clone();
    bad.tiles.get_mut(&(0, 1)).unwrap().hashes = None;
    assert_eq!(findings(&bad), [Finding::TileChanged { level: 0, number: 1, slot: None }]);
    let mut bad = good.clone();
    bad.tiles.remove(&(0, 0));
    assert_eq!(findings(&bad), [Finding::TileMissing { level: 0, number: 0 }]);
    let mut bad = good.clone();
    bad.head = None;
    assert_eq!(findings(&bad), [Finding::HeadChanged]);
    let mut bad = good.clone();
    let mut bytes = good.head.clone().unwrap().to_bytes();
    bytes[60] ^= 1;
    bad.head = Some(Frontier::from_bytes(&bytes).unwrap());
    assert_eq!(findings(&bad), [Finding::HeadDisagrees { first: 512, last: 639 }]);
    let mut bad = log(700, &[700]);
    bad.head = Some(Frontier::from_bytes(&bytes).unwrap());
    assert_eq!(findings(&bad), [Finding::HeadChanged], "the checkpoint covers all, so it is the head");
    let mut bad = good.clone();
    bad.checkpoints[0].1 = bad.checkpoints[0].1.replace("\n300\n", "\n301\n");
    assert!(matches!(findings(&bad)[..], [Finding::CheckpointChanged { size: 300, .. }]));
    let mut bad = good.clone();
    bad.checkpoints[0].1 = bad.checkpoints[1].1.clone();
    assert!(matches!(findings(&bad)[..], [Finding::CheckpointChanged { size: 300, .. }]));
    // A checkpoint with a good signature, of another history.
    let mut bad = good.clone();
    bad.checkpoints[1].1 = key().sign(600, Hash::EMPTY).unwrap();
    assert!(matches!(findings(&bad)[..], [Finding::Rewritten { first: 300, last: 599, .. }]));
}

#[test]
fn a_log_rewritten_whole_is_betrayed_by_a_kept_checkpoint() {
    let kept = log(700, &[300, 600]).checkpoints;
    let mut bad = log(700, &[]);
    let mut forged = BTreeMap::new();
    for (number, stored) in bad.entries {
        forged.insert(number, if number == 450 { entry(450, "forged") } else { stored });
    }
    bad.entries = forged;
    let mut head = Frontier::default();
    bad.entries.values().for_each(|stored| head.append(stored.leaf.unwrap()));
    bad.head = Some(head);
    bad.tile_hash(0, 1, 450 - 256, bad.entries[&450].leaf.unwrap());
    let root = bad.tiles[&(0, 1)].hashes.as_ref().unwrap().root();
    bad.tiles.get_mut(&(0, 1)).unwrap().root = Some(root);
    assert_eq!(findings(&bad), []);
    bad.checkpoints = kept;
    assert!(matches!(findings(&bad)[..], [Finding::Rewritten { first: 300, last: 599, .. }]));
}

#[test]
fn tiles_of_higher_levels_are_checked() {
    let good = log(65_536 + 300, &[]);
    assert_eq!(findings(&good), []);
    let mut bad = good.clone();
    bad.tile_hash(1, 0, 77, Hash::EMPTY);
    assert_eq!(findings(&bad), [Finding::TileChanged { level: 1, number: 0, slot: Some(77) }]);
    let mut bad = good;
    bad.tiles.remove(&(1, 0));
    assert_eq!(findings(&bad), [Finding::TileMissing { level: 1, number: 0 }]);
}

#[test]
fn random_tampering_is_always_found_and_named() {
    let good = log(600, &[200, 500]);
    let entropy = SeededEntropy::new(9);
    let draw = |below: u64| {
        let mut bytes = [0; 8];
        entropy.fill(&mut bytes);
        u64::from_le_bytes(bytes) % below
    };
    for round in 0..400 {
        let mut bad = good.clone();
        let mut touched = Vec::new();
        for _ in 0..=draw(4) {
            let number = draw(600);
            touched.push(number);
            match draw(3) {
                0 => bad.body(number, "forged"),
                1 => bad.entries.get_mut(&number).unwrap().leaf = Some(Hash::of_leaf(&number.to_be_bytes())),
                _ => {
                    let at = bad.entries[&number].entry.number;
                    bad.entries.insert(number, entry(at, "forged"));
                }
            }
        }
        let found = findings(&bad);
        for number in touched {
            assert!(found.iter().any(|finding| finding.names(number)), "{round}: {number}: {found:?}");
        }
    }
}
