//! The triggers `матер*`: a word is looked up by its beginnings, one of each length there is.

use std::collections::BTreeSet;

use super::index::Index;

/// Beginnings of words, and the numbers of their pieces.
#[derive(Debug)]
pub(super) struct Prefixes {
    index: Index,
    /// Which lengths they have, in bytes, ascending.
    lengths: Vec<usize>,
}

impl Prefixes {
    pub(super) fn of(prefixes: &[(Box<str>, u32)]) -> Self {
        let lengths: BTreeSet<usize> = prefixes.iter().map(|(prefix, _)| prefix.len()).collect();
        Self { index: Index::of(prefixes), lengths: lengths.into_iter().collect() }
    }

    /// Calls `met` with every piece that a word begins with.
    pub(super) fn look_up(&self, word: &str, mut met: impl FnMut(u32)) {
        for &length in self.lengths.iter().take_while(|&&length| length <= word.len()) {
            if let Some(beginning) = word.get(..length) {
                self.index.look_up(beginning, &mut met);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_all_its_beginnings_and_no_others() {
        let prefixes = ["мат", "матер", "мать", "dog", "мате"];
        let numbered = prefixes.iter().zip(0..).map(|(&prefix, n)| (prefix.into(), n));
        let prefixes = Prefixes::of(&numbered.collect::<Vec<_>>());
        let met = |word: &str| {
            let mut met = Vec::new();
            prefixes.look_up(word, |piece| met.push(piece));
            met
        };
        assert_eq!(met("материал"), [0, 4, 1]);
        assert_eq!(met("мать"), [0, 2]);
        assert_eq!(met("dogs"), [3]);
        assert!(met("ма").is_empty());
    }
}
