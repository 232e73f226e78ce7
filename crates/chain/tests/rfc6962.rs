//! The tree against a naive reading of RFC 6962, section 2.1, and against its known values.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests may fail loudly"
)]

use chain::{
    Frontier, Hash, Node, ProofError, TileHashes, check_consistency, check_inclusion, consistency_proof,
    hash_of_node, inclusion_proof, tile_root,
};
use ground::{Entropy as _, SeededEntropy};

/// MTH(D[n]) word for word.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::EMPTY,
        [one] => *one,
        more => {
            let (left, right) = more.split_at(largest_power_below(more.len()));
            naive_root(left).join(naive_root(right))
        }
    }
}

/// PATH(m, D[n]) word for word.
fn naive_path(number: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(largest_power_below(leaves.len()));
    if number < left.len() {
        [naive_path(number, left), vec![naive_root(right)]].concat()
    } else {
        [naive_path(number - left.len(), right), vec![naive_root(left)]].concat()
    }
}

/// SUBPROOF(m, D[n], b) word for word.
fn naive_consistency(earlier: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if earlier == leaves.len() {
        return if whole { Vec::new() } else { vec![naive_root(leaves)] };
    }
    let (left, right) = leaves.split_at(largest_power_below(leaves.len()));
    if earlier <= left.len() {
        [naive_consistency(earlier, left, whole), vec![naive_root(right)]].concat()
    } else {
        [naive_consistency(earlier - left.len(), right, false), vec![naive_root(left)]].concat()
    }
}

fn largest_power_below(count: usize) -> usize {
    (count.next_power_of_two()) / 2
}

fn leaves(count: usize, seed: u64) -> Vec<Hash> {
    let entropy = SeededEntropy::new(seed);
    let mut bytes = [0; 24];
    (0..count)
        .map(|_| {
            entropy.fill(&mut bytes);
            Hash::of_leaf(&bytes)
        })
        .collect()
}

fn fetch(leaves: &[Hash]) -> impl Fn(Node) -> Result<Hash, ProofError> + '_ {
    |node| {
        let width = 1 << node.level;
        let first = usize::try_from(node.index).unwrap() * width;
        Ok(hash_of_node(&leaves[first..first + width]).unwrap())
    }
}

#[test]
fn the_known_values_of_the_rfc() {
    // The inputs and roots that the certificate transparency projects publish for their own checks.
    let inputs =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::default();
    assert_eq!(
        frontier.root().to_string(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    for (input, root) in inputs.iter().zip(roots) {
        let bytes: Vec<u8> =
            (0..input.len() / 2).map(|i| u8::from_str_radix(&input[2 * i..2 * i + 2], 16).unwrap()).collect();
        frontier.append(Hash::of_leaf(&bytes));
        assert_eq!(frontier.root().to_string(), root);
    }
}

#[test]
fn every_root_is_the_naive_one() {
    let leaves = leaves(600, 1);
    let mut frontier = Frontier::default();
    for (count, leaf) in (1..).zip(&leaves) {
        frontier.append(*leaf);
        assert_eq!(frontier.root(), naive_root(&leaves[..count]), "{count}");
    }
    assert_eq!(TileHashes::new(leaves[..256].to_vec()).unwrap().root(), naive_root(&leaves[..256]));
    assert_eq!(tile_root(&leaves[256..512]), naive_root(&leaves[256..512]));
}

#[test]
fn every_inclusion_proof_is_the_naive_one_and_holds() {
    for size in (1..70).chain([127, 128, 129, 255, 256, 257, 300]) {
        let leaves = leaves(size, size as u64);
        let root = naive_root(&leaves);
        for number in 0..size {
            let (n, s) = (number as u64, size as u64);
            let proof = inclusion_proof(s, n, fetch(&leaves)).unwrap();
            assert_eq!(proof, naive_path(number, &leaves), "{number} of {size}");
            assert_eq!(check_inclusion(&proof, s, root, n, leaves[number]), Ok(()));
            assert!(check_inclusion(&proof, s, root, n, Hash::of_leaf(b"other")).is_err());
            if size > 1 {
                assert!(check_inclusion(&proof[1..], s, root, n, leaves[number]).is_err());
                let other = (n + 1) % s;
                assert!(check_inclusion(&proof, s, root, other, leaves[number]).is_err());
            }
        }
        assert!(inclusion_proof(size as u64, size as u64, fetch(&leaves)).is_err());
        assert!(check_inclusion(&[], size as u64, root, size as u64, leaves[0]).is_err());
    }
}

#[test]
fn every_consistency_proof_is_the_naive_one_and_holds() {
    for size in (1..50).chain([128, 200, 257]) {
        let leaves = leaves(size, 7 + size as u64);
        let root = naive_root(&leaves);
        for earlier in 1..=size {
            let (e, s) = (earlier as u64, size as u64);
            let proof = consistency_proof(s, e, fetch(&leaves)).unwrap();
            assert_eq!(proof, naive_consistency(earlier, &leaves, true), "{earlier} of {size}");
            let earlier_root = naive_root(&leaves[..earlier]);
            assert_eq!(check_consistency(&proof, s, root, e, earlier_root), Ok(()));
            assert!(check_consistency(&proof, s, root, e, Hash::of_leaf(b"other")).is_err());
            assert!(check_consistency(&proof, s, Hash::of_leaf(b"other"), e, earlier_root).is_err());
        }
        assert!(consistency_proof(size as u64, 0, fetch(&leaves)).is_err());
        assert!(consistency_proof(size as u64, size as u64 + 1, fetch(&leaves)).is_err());
    }
}

#[test]
fn random_large_trees_prove_and_reject_flipped_proofs() {
    let entropy = SeededEntropy::new(42);
    let draw = || {
        let mut bytes = [0; 8];
        entropy.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    };
    for round in 0..40 {
        let size = 1 + usize::try_from(draw() % 3000).unwrap();
        let leaves = leaves(size, round);
        let root = naive_root(&leaves);
        let number = usize::try_from(draw()).unwrap() % size;
        let (n, s) = (number as u64, size as u64);
        let proof = inclusion_proof(s, n, fetch(&leaves)).unwrap();
        assert_eq!(check_inclusion(&proof, s, root, n, leaves[number]), Ok(()));
        for place in 0..proof.len() {
            let mut wrong = proof.clone();
            wrong[place].0[usize::try_from(draw() % 32).unwrap()] ^= 1 << (draw() % 8);
            assert!(check_inclusion(&wrong, s, root, n, leaves[number]).is_err());
        }
    }
}
