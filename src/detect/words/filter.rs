//! Turns most words of a message away at once: no trigger is spelt so.

use std::hash::Hasher;
use std::num::NonZeroU64;

use rustc_hash::FxHasher;

/// Bits for each spelling: one of eight is set, so that few strangers pass.
const ROOM: usize = 8;

/// A set of spellings by one bit each (a Bloom filter); a stranger may pass, a member always does.
///
/// Ten thousand triggers take 256 kB, which stay in the processor's own cache, while
/// the spellings themselves do not.
#[derive(Debug)]
pub(super) struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    pub(super) fn of(hashes: impl ExactSizeIterator<Item = NonZeroU64>) -> Self {
        let room = (hashes.len() * ROOM).next_power_of_two().max(64);
        let mut filter = Self { bits: vec![0; room / 64] };
        for hash in hashes {
            let (word, bit) = filter.place(hash);
            filter.bits[word] |= bit;
        }
        filter
    }

    pub(super) fn may_have(&self, hash: NonZeroU64) -> bool {
        let (word, bit) = self.place(hash);
        self.bits[word] & bit != 0
    }

    fn place(&self, hash: NonZeroU64) -> (usize, u64) {
        let hash = hash.get();
        ((hash / 64) as usize & (self.bits.len() - 1), 1 << (hash % 64))
    }
}

/// The number a spelling is filed under and known by.
///
/// Numbers of 64 bits are as good as the spellings: among a thousand million words of
/// messages, one is taken for one of a million forms with a chance of one in twenty thousand.
pub(super) fn hash(spelling: &str) -> NonZeroU64 {
    let mut hasher = FxHasher::default();
    hasher.write(spelling.as_bytes());
    NonZeroU64::new(hasher.finish()).unwrap_or(NonZeroU64::MIN)
}
