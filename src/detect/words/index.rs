//! The spellings of all triggers at once: one look-up a word, however many there are.

use std::num::NonZeroU64;

use super::filter::{Filter, hash};

/// Spellings, and the numbers of the pieces each is a spelling of.
#[derive(Debug)]
pub(super) struct Index {
    filter: Filter,
    /// As many as a power of two, some empty: a spelling stands at its hash or in the row
    /// without gaps that begins there, once for each of its pieces.
    slots: Vec<Option<Slot>>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: NonZeroU64,
    piece: u32,
}

impl Index {
    /// Files the spellings.
    pub(super) fn of(spellings: &[(Box<str>, u32)]) -> Self {
        let room = (spellings.len() * 3 / 2 + 1).next_power_of_two();
        let mut index = Self {
            filter: Filter::of(spellings.iter().map(|(spelling, _)| hash(spelling))),
            slots: vec![None; room],
        };
        for (spelling, piece) in spellings {
            index.add(hash(spelling), *piece);
        }
        index
    }

    fn add(&mut self, hash: NonZeroU64, piece: u32) {
        let mut at = self.place(hash);
        while self.slots[at].is_some() {
            at = self.after(at);
        }
        self.slots[at] = Some(Slot { hash, piece });
    }

    /// Calls `met` with every piece that a word is a spelling of.
    pub(super) fn look_up(&self, word: &str, mut met: impl FnMut(u32)) {
        let hash = hash(word);
        if !self.filter.may_have(hash) {
            return;
        }
        let mut at = self.place(hash);
        while let Some(slot) = self.slots[at] {
            if slot.hash == hash {
                met(slot.piece);
            }
            at = self.after(at);
        }
    }

    fn place(&self, hash: NonZeroU64) -> usize {
        hash.get() as usize & (self.slots.len() - 1)
    }

    fn after(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(index: &Index, word: &str) -> Vec<u32> {
        let mut met = Vec::new();
        index.look_up(word, |piece| met.push(piece));
        met
    }

    #[test]
    fn every_spelling_is_found_with_all_its_pieces_and_no_other() {
        let spellings: Vec<(Box<str>, u32)> =
            (0..5_000).map(|n| (format!("слово{}", n % 4_000).into(), n)).collect();
        let index = Index::of(&spellings);
        assert_eq!(found(&index, "слово7"), [7, 4_007]);
        for n in 1_000..4_000 {
            assert_eq!(found(&index, &format!("слово{n}")), [n]);
            assert!(found(&index, &format!("слова{n}")).is_empty());
        }
    }

    #[test]
    fn an_empty_index_has_nothing() {
        assert!(found(&Index::of(&[]), "слово").is_empty());
    }
}
