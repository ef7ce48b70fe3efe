//! All triggers of a rules file at once: every word of a message is looked up once.

use std::ops::Range;

use super::compiler::Compiler;
use super::index::Index;
use super::prefixes::Prefixes;
use super::split::Words;
use super::trigger::Trigger;
use crate::detect::{WordHit, WordHits, obscenity, shouting};

/// Compiled triggers, numbered as they were given.
///
/// A trigger is a pattern: one piece, or several in a row. Looking up a word gives the
/// pieces it meets, and one piece of each pattern, its anchor, leads to the pattern.
#[derive(Debug)]
pub struct Vocabulary {
    /// Folded forms and the pieces that meet them.
    pub(super) forms: Index,
    /// Folded beginnings and the pieces that meet them.
    pub(super) prefixes: Prefixes,
    /// The pieces in a row that each pattern asks for; none for a built-in.
    pub(super) patterns: Vec<Box<[u32]>>,
    /// The patterns looked at when a message has a piece: those between `anchored[piece]`
    /// and the next.
    pub(super) anchors: Vec<Anchor>,
    pub(super) anchored: Vec<u32>,
    pub(super) obscene: Vec<u32>,
    pub(super) rude: Vec<u32>,
    pub(super) shouting: Vec<u32>,
}

/// Where a piece stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    /// It is all that the pattern asks for.
    Alone { pattern: u32 },
    /// It has so many pieces of the pattern before it, and others with it.
    InRow { pattern: u32, before: u32 },
}

/// What one pass over a message found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Which patterns the message has.
    pub words: WordHits,
    /// Obscene, however masked.
    pub obscene: bool,
    /// Rude without being obscene.
    pub rude: bool,
    /// Capitals all over.
    pub shouting: bool,
}

/// A word of a message, by its number, and a piece it meets.
type Met = (u32, u32);

impl Default for Vocabulary {
    fn default() -> Self {
        Self::compile(&[])
    }
}

impl Vocabulary {
    /// Expands the triggers; a pattern's number is its place in the slice.
    ///
    /// The dictionary is open only meanwhile.
    pub fn compile(triggers: &[Trigger]) -> Self {
        let mut compiler = Compiler::default();
        for trigger in triggers {
            compiler.add(trigger);
        }
        compiler.finish()
    }

    /// Reads a message; the `blanked` byte ranges, its contacts, are no words.
    pub fn read(&self, text: &str, blanked: &[Range<usize>]) -> Reading {
        let words = Words::of(text, blanked);
        let temper = obscenity::find(text, blanked);
        let shouting = shouting::shouts(text, blanked);
        let mut hits = self.written(&words);
        for (spans, patterns) in [(&temper.obscene, &self.obscene), (&temper.rude, &self.rude)] {
            for (first, last) in spans.iter().filter_map(|span| words.touched(span)) {
                hits.extend(patterns.iter().map(|&pattern| WordHit { pattern, first, last }));
            }
        }
        if shouting && words.len() > 0 {
            let last = words.len() - 1;
            hits.extend(self.shouting.iter().map(|&pattern| WordHit { pattern, first: 0, last }));
        }
        hits.sort_unstable_by_key(|hit| (hit.first, hit.last, hit.pattern));
        hits.dedup();
        Reading {
            words: WordHits { words: words.len(), hits },
            obscene: !temper.obscene.is_empty(),
            rude: !temper.rude.is_empty(),
            shouting,
        }
    }

    /// The hits of the owner's own words alone, without the built-in lists.
    pub fn triggers(&self, text: &str, blanked: &[Range<usize>]) -> Vec<WordHit> {
        self.written(&Words::of(text, blanked))
    }

    fn written(&self, words: &Words) -> Vec<WordHit> {
        let met = self.met(words);
        let mut hits = Vec::with_capacity(met.len());
        for &(word, piece) in &met {
            let anchors = self.anchors(piece).iter();
            hits.extend(anchors.filter_map(|&anchor| self.hit(anchor, word, &met)));
        }
        hits
    }

    /// Every piece that a word meets, in the order of words and then of pieces.
    fn met(&self, words: &Words) -> Vec<Met> {
        let mut met = Vec::with_capacity(words.len());
        for (word, spelling) in (0..).zip(words.spellings()) {
            self.forms.look_up(spelling, |piece| met.push((word, piece)));
            self.prefixes.look_up(spelling, |piece| met.push((word, piece)));
        }
        met.sort_unstable();
        met
    }

    fn anchors(&self, piece: u32) -> &[Anchor] {
        let piece = piece as usize;
        &self.anchors[self.anchored[piece] as usize..self.anchored[piece + 1] as usize]
    }

    /// The pattern that an anchor at a word leads to, if the words around have the rest of it.
    fn hit(&self, anchor: Anchor, word: u32, met: &[Met]) -> Option<WordHit> {
        match anchor {
            Anchor::Alone { pattern } => {
                Some(WordHit { pattern, first: word as usize, last: word as usize })
            }
            Anchor::InRow { pattern, before } => {
                let first = word.checked_sub(before)?;
                let pieces = &self.patterns[pattern as usize];
                let mut row = (first..).zip(pieces.iter().copied());
                let all = row.all(|wanted| wanted.0 == word || met.binary_search(&wanted).is_ok());
                let first = first as usize;
                all.then(|| WordHit { pattern, first, last: first + pieces.len() - 1 })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SPELLINGS: [&str; 7] =
        ["собака", "=пока", "матер*", "до свидания", "сколько =стоит", "dog", "интернет-магазин"];

    fn vocabulary(spellings: &[&str]) -> Vocabulary {
        let triggers: Vec<Trigger> = spellings.iter().map(|s| s.parse().unwrap()).collect();
        Vocabulary::compile(&triggers)
    }

    fn hit(pattern: u32, first: usize, last: usize) -> WordHit {
        WordHit { pattern, first, last }
    }

    #[test]
    fn every_kind_of_trigger_is_met_where_it_stands() {
        let read = |text: &str| vocabulary(&SPELLINGS).read(text, &[]).words.hits;
        assert_eq!(read("две собаки"), [hit(0, 1, 1)]);
        assert_eq!(read("Пока!"), [hit(1, 0, 0)]);
        assert_eq!(read("матерные слова"), [hit(2, 0, 0)]);
        assert_eq!(read("ну до свидания"), [hit(3, 1, 2)]);
        assert_eq!(read("сколько стоит"), [hit(4, 0, 1)]);
        assert_eq!(read("скольких стоит"), [hit(4, 0, 1)]);
        assert_eq!(read("сколько стоят"), []);
        assert_eq!(read("в интернет-магазине"), [hit(6, 1, 2)]);
    }

    #[test]
    fn a_phrase_is_met_wherever_its_rarest_word_stands() {
        let spellings = ["хочу собаку", "хочу кота", "верните деньги сроч*", "из-за*", "да да"];
        let read = |text: &str| vocabulary(&spellings).triggers(text, &[]);
        assert_eq!(read("собаку хочу собаку"), [hit(0, 1, 2)]);
        assert_eq!(read("хочу, кота хочу собаку"), [hit(1, 0, 1), hit(0, 2, 3)]);
        assert_eq!(read("верните деньги срочно"), [hit(2, 0, 2)]);
        assert_eq!(read("деньги срочно верните"), []);
        assert_eq!(read("из-забора"), [hit(3, 0, 1)]);
        assert_eq!(read("да, да, да"), [hit(4, 0, 1), hit(4, 1, 2)]);
    }

    #[test]
    fn the_same_trigger_twice_is_met_twice() {
        let hits = vocabulary(&["кот", "кот"]).read("кота", &[]).words.hits;
        assert_eq!(hits, [hit(0, 0, 0), hit(1, 0, 0)]);
    }

    #[test]
    fn builtins_are_met_like_words() {
        let vocabulary = Vocabulary::compile(&[Trigger::Obscene, Trigger::Rude, Trigger::Shouting]);
        let read = |text: &str| vocabulary.read(text, &[]);
        assert_eq!(read("да ну на х*й").words.hits, [hit(0, 3, 4)]);
        assert_eq!(read("вы дебилы").words.hits, [hit(1, 1, 1)]);
        assert_eq!(read("ГДЕ МОЙ ЗАКАЗ").words.hits, [hit(2, 0, 2)]);
        assert!(read("вы дебилы").rude && !read("вы дебилы").obscene);
    }

    #[test]
    fn a_blanked_contact_is_no_word() {
        let text = "ivan собака mail.ru";
        let reading = vocabulary(&SPELLINGS).read(text, std::slice::from_ref(&(0..text.len())));
        assert_eq!(reading.words, WordHits::default());
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC*", from in 0usize..50, length in 0usize..50) {
            let triggers = [Trigger::Obscene, Trigger::Rude, Trigger::Shouting];
            let vocabulary = Vocabulary::compile(&triggers);
            let contact = from..from + length;
            for blanked in [&[][..], std::slice::from_ref(&contact)] {
                let words = vocabulary.read(&text, blanked).words;
                for hit in words.hits {
                    prop_assert!(hit.first <= hit.last && hit.last < words.words);
                }
            }
        }

        #[test]
        fn folding_twice_is_folding_once(text in "(\\PC|[а-яёА-ЯЁa-zA-Z'\u{301}\u{306}\u{ad}]){0,30}") {
            let once: Vec<String> =
                Words::of(&text, &[]).spellings().map(str::to_owned).collect();
            let joined = once.join(" ");
            let twice: Vec<String> =
                Words::of(&joined, &[]).spellings().map(str::to_owned).collect();
            prop_assert_eq!(once, twice);
        }

        #[test]
        fn any_spelling_is_a_trigger_or_an_error(written in "\\PC*") {
            if let Ok(trigger) = written.parse::<Trigger>() {
                prop_assert_eq!(trigger.to_string().parse::<Trigger>(), Ok(trigger));
            }
        }
    }
}
