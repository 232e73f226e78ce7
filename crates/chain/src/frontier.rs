//! The right edge of the tree: all that is needed to add the next entry and to know the root.

use crate::Hash;

/// The roots of the complete subtrees that make up a tree, from left to right: one for each bit that is set in the
/// size. Adding an entry takes at most as many hashes as the size has bits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

/// The stored bytes are no frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes do not hold a size and its peaks")]
pub struct FrontierError;

impl Frontier {
    /// Adds the next leaf.
    pub fn append(&mut self, leaf: Hash) {
        let mut hash = leaf;
        let mut rest = self.size;
        while rest & 1 == 1 {
            // One peak stands for each set bit, so there is one.
            if let Some(left) = self.peaks.pop() {
                hash = left.join(hash);
            }
            rest >>= 1;
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// Entries so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree so far.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return Hash::EMPTY };
        peaks.fold(*last, |right, left| left.join(right))
    }

    /// Each peak with the range of entries below it: first, and one past the last.
    pub fn peaks(&self) -> impl Iterator<Item = (u64, u64, Hash)> + '_ {
        let mut first = 0;
        let mut rest = self.size;
        self.peaks.iter().map(move |peak| {
            let width = rest.checked_ilog2().map_or(0, |bit| 1 << bit);
            let range = (first, first + width, *peak);
            first += width;
            rest -= width;
            range
        })
    }

    /// The stored form: the size, then the peaks.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        for peak in &self.peaks {
            bytes.extend_from_slice(&peak.0);
        }
        bytes
    }

    /// Reads the stored form; its length must fit the size in it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let (size, rest) = bytes.split_first_chunk::<8>().ok_or(FrontierError)?;
        let size = u64::from_be_bytes(*size);
        let (peaks, extra) = rest.as_chunks::<32>();
        if !extra.is_empty() || peaks.len() != size.count_ones() as usize {
            return Err(FrontierError);
        }
        Ok(Self { size, peaks: peaks.iter().map(|peak| Hash(*peak)).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bytes_that_fit_their_size_are_read() {
        let mut frontier = Frontier::default();
        for number in 0..70_u8 {
            frontier.append(Hash::of_leaf(&[number]));
            let bytes = frontier.to_bytes();
            assert_eq!(Frontier::from_bytes(&bytes), Ok(frontier.clone()));
            assert!(Frontier::from_bytes(&bytes[..bytes.len() - 1]).is_err());
            assert!(Frontier::from_bytes(&[bytes.clone(), vec![0; 32]].concat()).is_err());
            let ranges: Vec<_> = frontier.peaks().map(|(first, end, _)| (first, end)).collect();
            assert_eq!(ranges.first().unwrap().0, 0);
            assert_eq!(ranges.last().unwrap().1, frontier.size());
        }
        assert!(Frontier::from_bytes(&[]).is_err());
    }
}
