//! The tree: appending beside a plain hash chain, and proofs at 10,000 and 1,000,000 entries. `cargo xtask bench tree`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark may fail loudly and is there to print"
)]

use chain::{Entry, Frontier, Hash, Node, ProofError, check_inclusion, hash_of_node, inclusion_proof};
use std::hint::black_box;
use std::time::Instant;

const SMALL: u64 = 10_000;
const LARGE: u64 = 1_000_000;

fn main() {
    let entries: Vec<Vec<u8>> = (0..1000).map(|number| entry(number).encode()).collect();
    let bytes =
        |number: u64| entries.get(usize::try_from(number).unwrap() % entries.len()).unwrap().as_slice();

    let begin = Instant::now();
    let mut frontier = Frontier::default();
    let mut leaves = Vec::new();
    for number in 0..LARGE {
        let leaf = Hash::of_leaf(bytes(number));
        frontier.append(leaf);
        leaves.push(leaf);
    }
    let append = micros(begin, LARGE);

    let begin = Instant::now();
    let mut head = Hash([0; 32]);
    for number in 0..LARGE {
        head = head.join(Hash::of_leaf(bytes(number)));
    }
    black_box(head);
    let plain = micros(begin, LARGE);
    println!(
        "bench:\tappend an entry to the tree\tµs\t{append:.3}\tplain hash chain, same bytes\t{plain:.3}"
    );

    let (small, large) = (proofs(&leaves, SMALL), proofs(&leaves, LARGE));
    println!("bench:\tmake and check a proof among 1,000,000\tµs\t{large:.3}\tamong 10,000\t{small:.3}");
}

/// All levels of the tree in memory, so that only the arithmetic is timed.
fn proofs(leaves: &[Hash], size: u64) -> f64 {
    let mut levels = vec![leaves.get(..usize::try_from(size).unwrap()).unwrap().to_vec()];
    while levels.last().unwrap().len() > 1 {
        let below = levels.last().unwrap();
        levels.push(below.chunks_exact(2).map(|pair| hash_of_node(pair).unwrap()).collect());
    }
    let fetch = |node: Node| -> Result<Hash, ProofError> {
        let level = levels.get(usize::from(node.level)).ok_or(ProofError::Outside)?;
        level.get(usize::try_from(node.index).unwrap()).copied().ok_or(ProofError::Outside)
    };
    let mut frontier = Frontier::default();
    levels.first().unwrap().iter().for_each(|leaf| frontier.append(*leaf));
    let rounds = 20_000;
    let begin = Instant::now();
    for round in 0..rounds {
        let number = round * 7919 % size;
        let proof = inclusion_proof(size, number, fetch).unwrap();
        let leaf = *leaves.get(usize::try_from(number).unwrap()).unwrap();
        check_inclusion(&proof, size, frontier.root(), number, leaf).unwrap();
    }
    micros(begin, rounds)
}

fn entry(number: u64) -> Entry {
    let text = |name: &str, length: usize| (name.to_owned(), "x".repeat(length).into());
    Entry {
        number,
        kind: "decision".to_owned(),
        fields: vec![text("trace", 32), text("ruling", 600), text("facts", 400)],
    }
}

fn micros(begin: Instant, count: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark are far below 2^52")]
    let count = count as f64;
    begin.elapsed().as_secs_f64() * 1e6 / count
}
