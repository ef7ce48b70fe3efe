//! Words about time as people misspell them: «абеда», «чириз», «васкрисенье».
//!
//! A misspelt word mostly sounds like the right one. Unstressed vowels, doubled consonants and
//! the soft sign are where they differ, so two words that agree in everything else are one.

use std::hash::Hasher;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::words::GROUPS;

/// A shorter word sounds like too many others; in bytes, two to a letter.
const SHORTEST: usize = 10;

static KNOWN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| words().collect());

static SOUNDS: LazyLock<FxHashMap<u64, &'static str>> = LazyLock::new(|| {
    let mut sounds = FxHashMap::default();
    for word in words().filter(|word| word.len() >= SHORTEST && !word.is_ascii()) {
        sounds.entry(sound(word)).or_insert(word);
    }
    sounds
});

fn words() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().flat_map(|(phrases, _)| phrases.split([' ', '|']))
}

/// The word of the table that `word` sounds like, or `word` itself.
pub fn mended(word: &str) -> &str {
    if word.len() < SHORTEST || KNOWN.contains(word) || INNOCENT.contains(&word) {
        return word;
    }
    SOUNDS.get(&sound(word)).copied().unwrap_or(word)
}

/// Words of their own that only sound like words about time.
const INNOCENT: &[&str] = &["итого", "обида", "обиду", "последний", "третий", "хороший"];

/// Endings are grammar, not spelling: the last letter stays as it is.
fn sound(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut last = '-';
    for letter in word.chars() {
        let heard = match letter {
            'ь' | 'ъ' => continue,
            'о' => 'а',
            'е' | 'э' | 'я' | 'ы' => 'и',
            'з' => 'с',
            'ф' => 'в',
            other => other,
        };
        if heard != last {
            hasher.write_u32(u32::from(heard));
        }
        last = heard;
    }
    hasher.write(&word.as_bytes()[word.len().saturating_sub(2)..]);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_their_sound() {
        for (written, meant) in [
            ("абеда", "обеда"),
            ("чириз", "через"),
            ("васкрисенье", "воскресенье"),
            ("пятницца", "пятница"),
            ("перезваните", "перезвоните"),
            ("обиду", "обиду"),
            ("школе", "школе"),
        ] {
            assert_eq!(mended(written), meant);
        }
    }
}
