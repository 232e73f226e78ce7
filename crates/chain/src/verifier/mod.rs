//! Goes through a whole stored log, window by window, and names everything that does not fit.
//!
//! Three witnesses speak for an entry: its contents, the hash stored beside it, and the hash in its tile. Where they
//! disagree, the roots that follow from each are carried on side by side until a checkpoint (or at the end the head)
//! shows which of them was right. Memory is bounded whatever the size of the log and the number of findings.

mod finding;
mod runs;

use std::collections::{BTreeMap, HashMap};

use runs::{Runs, Shape, Verdict};

use crate::{CheckpointError, Entry, Frontier, Hash, TILE_WIDTH, TileHashes, VerifyingKey, tile_root};

pub use finding::Finding;

/// More findings about tiles and checkpoints than this are counted, not kept.
const MOST: usize = 10_000;
/// For so many doubtful entries the whole window is searched for the place they came from.
const SEARCHES: usize = 1_000;

/// An entry as it was read.
#[derive(Debug, Clone)]
pub struct StoredEntry {
    /// Its columns.
    pub entry: Entry,
    /// The leaf hash stored beside it; none when that is no hash.
    pub leaf: Option<Hash>,
}

/// A tile as it was read.
#[derive(Debug, Clone)]
pub struct StoredTile {
    /// Its hashes; none when they are not 256.
    pub hashes: Option<TileHashes>,
    /// The root stored beside it; none when that is no hash.
    pub root: Option<Hash>,
}

/// 256 places of the log (fewer at the end).
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// The entries found there, in any order.
    pub entries: Vec<StoredEntry>,
    /// Places whose entry is there but cannot be read.
    pub unreadable: Vec<u64>,
    /// The tile of level 0 over these places.
    pub tile: Option<StoredTile>,
}

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Entries that should be there.
    pub size: u64,
    /// The root over the entries as they are, if they are all there.
    pub root: Option<Hash>,
    /// Checkpoints that the entries agree with.
    pub confirmed: u64,
    /// Checkpoints that nothing could be held against, because entries are missing.
    pub unheard: u64,
    /// What does not fit, in order of place.
    pub findings: Vec<Finding>,
    /// Findings beyond those listed.
    pub more: u64,
}

/// Verifies one log. Feed, in this order: all entries beyond the end ([`Verifier::beyond`]), then for each window its
/// checkpoints and the window itself, with the upper tiles it completes; then [`Verifier::finish`].
pub struct Verifier {
    size: u64,
    next: u64,
    streams: Streams,
    runs: Runs,
    checkpoints: BTreeMap<u64, Vec<Hash>>,
    trusted: u64,
    confirmed: u64,
    unheard: u64,
    uppers: Vec<Vec<Roots>>,
    due: HashMap<(u8, u64), Vec<Roots>>,
    last_offset: i128,
    origins_beyond: HashMap<u64, Hash>,
    findings: Vec<Finding>,
    more: u64,
}

/// The roots over one tile: from the entries, and from the hashes as stored.
#[derive(Debug, Clone, Copy, Default)]
struct Roots {
    entries: Option<Hash>,
    stored: Option<Hash>,
}

/// The trees that follow from each way to believe the witnesses. `None`: a hash was not to be had.
/// The other two are only kept apart from the first once they differ.
struct Streams {
    entries: Option<Frontier>,
    apart: Option<(Option<Frontier>, Option<Frontier>)>,
}

impl Streams {
    fn append(&mut self, entries: Option<Hash>, stored: Option<Hash>, majority: Option<Hash>) {
        if self.apart.is_none() && (stored != entries || majority != entries) {
            self.apart = Some((self.entries.clone(), self.entries.clone()));
        }
        push(&mut self.entries, entries);
        if let Some((of_stored, of_majority)) = &mut self.apart {
            push(of_stored, stored);
            push(of_majority, majority);
        }
    }

    fn each(&self) -> impl Iterator<Item = &Frontier> {
        let apart = self.apart.iter().flat_map(|(stored, majority)| [stored.as_ref(), majority.as_ref()]);
        [self.entries.as_ref()].into_iter().chain(apart).flatten()
    }

    fn is_broken(&self) -> bool {
        self.each().next().is_none()
    }

    /// Which way of believing leads to what `fits` accepts.
    fn verdict(&self, fits: impl Fn(&Frontier) -> bool) -> Option<Verdict> {
        let holds = |stream: &Option<Frontier>| stream.as_ref().is_some_and(&fits);
        if holds(&self.entries) {
            return Some(Verdict::Entries);
        }
        let (stored, majority) = self.apart.as_ref()?;
        if holds(stored) {
            Some(Verdict::Stored)
        } else if holds(majority) {
            Some(Verdict::Majority)
        } else {
            None
        }
    }
}

fn push(stream: &mut Option<Frontier>, leaf: Option<Hash>) {
    match (stream.as_mut(), leaf) {
        (Some(frontier), Some(leaf)) => frontier.append(leaf),
        _ => *stream = None,
    }
}

impl Verifier {
    /// Starts on a log that should have `size` entries: the most that head, checkpoints or full tiles speak of.
    pub fn new(size: u64) -> Self {
        Self {
            size,
            next: 0,
            streams: Streams { entries: Some(Frontier::default()), apart: None },
            runs: Runs::default(),
            checkpoints: BTreeMap::new(),
            trusted: 0,
            confirmed: 0,
            unheard: 0,
            uppers: Vec::new(),
            due: HashMap::new(),
            last_offset: 0,
            origins_beyond: HashMap::new(),
            findings: Vec::new(),
            more: 0,
        }
    }

    /// How many entries a log should have: the most that its head, its accepted checkpoints and its full tiles of level
    /// 0 speak of. Only without a head the entries themselves count: `present` of them.
    pub fn expected_size(head: Option<u64>, signed: Option<u64>, tiles: u64, present: u64) -> u64 {
        head.unwrap_or(present).max(signed.unwrap_or(0)).max(tiles.saturating_mul(TILE_WIDTH))
    }

    /// Entries at places that the log should not have. They were put in, or pushed out by one that was.
    pub fn beyond(&mut self, entries: &[StoredEntry]) {
        for stored in entries {
            let number = stored.entry.number;
            let origins = (1..=TILE_WIDTH).filter_map(|back| number.checked_sub(back));
            let origin = stored.leaf.and_then(|leaf| {
                origins.into_iter().find(|origin| stored.entry.leaf_at(*origin) == leaf).map(|o| (o, leaf))
            });
            if let Some((origin, leaf)) = origin {
                self.runs.moved_beyond(number, origin);
                self.origins_beyond.insert(origin, leaf);
            } else {
                self.find(Finding::Inserted { first: number, last: number });
            }
        }
    }

    /// A checkpoint kept under `size`. Its signature is checked now, its root when the entries are reached.
    pub fn checkpoint(&mut self, size: u64, note: &[u8], key: &VerifyingKey) {
        match key.open(note) {
            Ok(checkpoint) if checkpoint.size != size => {
                self.find(Finding::CheckpointChanged { size, why: CheckpointError::Signature });
            }
            Ok(checkpoint) if size == 0 => {
                if checkpoint.root != Hash::EMPTY {
                    self.find(Finding::CheckpointChanged { size, why: CheckpointError::OtherLog });
                }
            }
            Ok(checkpoint) => self.checkpoints.entry(size).or_default().push(checkpoint.root),
            Err(why) => self.find(Finding::CheckpointChanged { size, why }),
        }
    }

    /// A finding that the caller made while reading.
    pub fn find(&mut self, finding: Finding) {
        if self.findings.len() < MOST { self.findings.push(finding) } else { self.more += 1 }
    }

    /// How far the verification is.
    pub fn done(&self) -> u64 {
        self.next
    }

    /// The next 256 places. Gives the tiles of higher levels that are complete now; hand each to
    /// [`Verifier::upper_tile`].
    pub fn window(&mut self, window: &Window) -> Vec<(u8, u64)> {
        let first = self.next;
        let end = self.size.min(first.saturating_add(TILE_WIDTH));
        let full = end - first == TILE_WIDTH;
        let number = first / TILE_WIDTH;
        let tile = window.tile.as_ref().filter(|_| full);
        let hashes = tile.and_then(|tile| tile.hashes.as_ref()).map(TileHashes::hashes);
        if full && window.tile.is_none() {
            self.find(Finding::TileMissing { level: 0, number });
        } else if full && hashes.is_none() {
            self.find(Finding::TileChanged { level: 0, number, slot: None });
        }

        let places = self.places(window, first, end, full);
        let mut from_entries = Vec::new();
        for (place, at) in places.iter().zip(first..) {
            let in_tile = hashes.and_then(|hashes| hashes.get(usize::try_from(at - first).ok()?)).copied();
            let entry = self.entry(at, place, in_tile);
            from_entries.push(entry);
        }
        self.next = end;
        if !full {
            return Vec::new();
        }
        let whole: Option<Vec<Hash>> = from_entries.into_iter().collect();
        let roots = Roots { entries: whole.map(|leaves| tile_root(&leaves)), stored: hashes.map(tile_root) };
        if let Some(tile) = tile {
            self.check_root(0, number, tile.root, roots);
        }
        self.complete(number, roots)
    }

    /// Jumps over places that hold nothing at all, up to `to` (a multiple of 256, or the size).
    pub fn vacant(&mut self, to: u64) {
        if to > self.next {
            self.runs.add(self.next, Shape::Vacant);
            self.runs.extend(to - 1);
            self.streams = Streams { entries: None, apart: None };
            for (_, roots) in std::mem::take(&mut self.checkpoints) {
                self.unheard += roots.len() as u64;
            }
            self.next = to;
        }
    }

    /// The tile of a higher level, as it was read.
    pub fn upper_tile(&mut self, level: u8, number: u64, tile: Option<&StoredTile>) {
        let children = self.due.remove(&(level, number)).unwrap_or_default();
        let Some(tile) = tile else { return self.find(Finding::TileMissing { level, number }) };
        let Some(hashes) = &tile.hashes else {
            return self.find(Finding::TileChanged { level, number, slot: None });
        };
        for ((slot, hash), child) in (0..).zip(hashes.hashes()).zip(&children) {
            if child.entries.is_some() && child.entries != Some(*hash) && child.stored != Some(*hash) {
                self.find(Finding::TileChanged { level, number, slot: Some(slot) });
            }
        }
        let from_entries: Option<Vec<Hash>> = children.iter().map(|child| child.entries).collect();
        let entries = from_entries.map(|roots| tile_root(&roots));
        self.check_root(level, number, tile.root, Roots { entries, stored: Some(hashes.root()) });
    }

    fn check_root(&mut self, level: u8, number: u64, root: Option<Hash>, roots: Roots) {
        if root.is_none() || (root != roots.entries && root != roots.stored) {
            self.find(Finding::TileChanged { level, number, slot: None });
        }
    }

    /// Notes a complete tile of level 0 and tells which tiles above it are complete now.
    fn complete(&mut self, number: u64, roots: Roots) -> Vec<(u8, u64)> {
        let mut due = Vec::new();
        let mut roots = roots;
        let mut number = number;
        let mut level = 1_u8;
        loop {
            let index = usize::from(level - 1);
            if self.uppers.len() <= index {
                self.uppers.push(Vec::new());
            }
            let Some(children) = self.uppers.get_mut(index) else { return due };
            children.push(roots);
            if !(number + 1).is_multiple_of(TILE_WIDTH) {
                return due;
            }
            let children = std::mem::take(children);
            number /= TILE_WIDTH;
            let over = |pick: fn(&Roots) -> Option<Hash>| {
                children.iter().map(pick).collect::<Option<Vec<_>>>().map(|roots| tile_root(&roots))
            };
            roots = Roots { entries: over(|it| it.entries), stored: over(|it| it.stored) };
            self.due.insert((level, number), children);
            due.push((level, number));
            level += 1;
        }
    }

    /// Sorts what was read into its places, and finds out which entries were written elsewhere.
    fn places<'a>(&mut self, window: &'a Window, first: u64, end: u64, full: bool) -> Vec<Place<'a>> {
        let mut places = vec![Place::default(); usize::try_from(end - first).unwrap_or_default()];
        let index = |number: u64| number.checked_sub(first).and_then(|index| usize::try_from(index).ok());
        for number in &window.unreadable {
            if let Some(place) = index(*number).and_then(|index| places.get_mut(index)) {
                place.unreadable = true;
            }
        }
        let mut origins = Vec::new();
        for stored in &window.entries {
            let number = stored.entry.number;
            let Some(place) = index(number).and_then(|index| places.get_mut(index)) else { continue };
            let hash = stored.entry.leaf();
            place.stored = Some(stored);
            place.hash = Some(hash);
            if let Some(leaf) = stored.leaf
                && leaf != hash
                && let Some(origin) = self.origin(stored, leaf, first, end)
            {
                place.moved = Some(i128::from(origin) - i128::from(number));
                self.last_offset = i128::from(origin) - i128::from(number);
                origins.push((origin, leaf));
            }
        }
        // Without a tile the moved entries themselves tell what belongs where.
        if !full {
            let beyond = self.origins_beyond.iter().map(|(origin, leaf)| (*origin, *leaf));
            for (origin, leaf) in origins.into_iter().chain(beyond) {
                if let Some(place) = index(origin).and_then(|index| places.get_mut(index)) {
                    place.belongs = Some(leaf);
                }
            }
        }
        places
    }

    /// The place at which an entry was written, if its stored hash fits one nearby.
    fn origin(&self, stored: &StoredEntry, leaf: Hash, first: u64, end: u64) -> Option<u64> {
        let number = stored.entry.number;
        let near = [self.last_offset, -1, 1].into_iter().filter(|by| *by != 0);
        let near = near.filter_map(|by| u64::try_from(i128::from(number) + by).ok());
        let searched = if self.runs.doubts() < SEARCHES { first..end } else { 0..0 };
        near.chain(searched)
            .filter(|origin| *origin != number)
            .find(|origin| stored.entry.leaf_at(*origin) == leaf)
    }

    /// Takes one place in; gives the hash that its contents have.
    fn entry(&mut self, at: u64, place: &Place<'_>, in_tile: Option<Hash>) -> Option<Hash> {
        let beside = place.stored.and_then(|stored| stored.leaf).filter(|_| place.moved.is_none());
        let stored = in_tile.or(place.belongs).or(beside);
        let clean = place.hash.is_some() && place.hash == beside && stored == beside;
        if clean {
            self.streams.append(place.hash, place.hash, place.hash);
        } else {
            // Where there is nothing to hash, what is stored has to do: so that the rest can be judged.
            let of_entries = place.hash.filter(|_| place.moved.is_none()).or(stored);
            let majority = if beside.is_some() && beside == stored { stored } else { of_entries };
            self.streams.append(of_entries, stored.or(place.hash), majority);
            let shape = match (place.stored, place.moved) {
                (_, Some(by)) => Shape::Moved(by),
                (None, _) if place.unreadable => Shape::Unreadable,
                (None, _) => Shape::Vacant,
                (Some(_), None) => Shape::Differs {
                    entry_is_stored: place.hash == beside,
                    entry_is_tile: in_tile.map(|tile| place.hash == Some(tile)),
                    stored_is_tile: in_tile.map(|tile| beside == Some(tile)),
                },
            };
            self.runs.add(at, shape);
            if let (Shape::Differs { stored_is_tile: Some(false), .. }, Some(beside), Some(tile)) =
                (shape, beside, in_tile)
            {
                self.runs.stray(at, beside, tile);
            }
        }
        self.judge(at + 1);
        place.hash.or(stored)
    }

    /// Holds the trees so far against the checkpoints of this size.
    fn judge(&mut self, size: u64) {
        let Some(entry) = self.checkpoints.first_entry().filter(|entry| *entry.key() <= size) else { return };
        let (of, roots) = entry.remove_entry();
        for root in roots {
            let verdict = self.streams.verdict(|tree| of == size && tree.root() == root);
            if let Some(verdict) = verdict {
                self.runs.settle(verdict);
                self.trusted = size;
                self.confirmed += 1;
            } else if self.streams.is_broken() {
                // Entries are missing, which is reported; there is no tree to hold against the checkpoint.
                self.unheard += 1;
            } else {
                let (first, last) = (self.trusted, of.saturating_sub(1));
                self.find(Finding::Rewritten { first: first.min(last), last, signed: root });
            }
        }
    }

    /// The end. `head` is the stored right edge; none when it is gone or cannot be read.
    pub fn finish(mut self, head: Option<&Frontier>) -> Report {
        match head {
            Some(head) => match self.streams.verdict(|tree| tree == head) {
                Some(verdict) => self.runs.settle(verdict),
                None => self.blame_head(head),
            },
            None => self.find(Finding::HeadChanged),
        }
        let root = self.streams.entries.as_ref().map(Frontier::root);
        let mut findings = std::mem::take(&mut self.findings);
        let more = self.more + self.runs.more;
        self.runs.findings(self.size, &mut findings);
        findings.sort_by_key(Finding::first);
        findings.dedup();
        Report { size: self.size, root, confirmed: self.confirmed, unheard: self.unheard, findings, more }
    }

    /// The head fits none of the trees.
    fn blame_head(&mut self, head: &Frontier) {
        if head.size() != self.size || (self.trusted == self.size && self.runs.is_settled()) {
            return self.find(Finding::HeadChanged);
        }
        // Ranges of entries of which no witness leads to what the head says. Where entries are missing, that is why.
        let mut differing = Vec::new();
        if !self.streams.is_broken() {
            for peak in head.peaks() {
                if !self.streams.each().any(|tree| tree.peaks().any(|it| it == peak)) {
                    differing.push((peak.0, peak.1.saturating_sub(1)));
                }
            }
        }
        for (first, last) in differing {
            self.find(Finding::HeadDisagrees { first, last });
        }
    }
}

/// One place of a window while it is judged.
#[derive(Clone, Default)]
struct Place<'a> {
    stored: Option<&'a StoredEntry>,
    unreadable: bool,
    hash: Option<Hash>,
    moved: Option<i128>,
    belongs: Option<Hash>,
}
