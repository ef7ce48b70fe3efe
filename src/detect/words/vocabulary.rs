//! All triggers of a rules file at once: one look-up a word, however many there are.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::forms::Inflection;
use super::split::Words;
use super::trigger::Trigger;
use crate::detect::{WordHit, WordHits, obscenity, shouting};

/// Compiled triggers, numbered as they were given.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Folded forms and the pieces that meet them, as a range of `pieces_of_forms`.
    forms: FxHashMap<Box<str>, Range<u32>>,
    pieces_of_forms: Vec<u32>,
    /// Folded beginnings by their first three letters, and the pieces that meet them.
    prefixes: FxHashMap<[char; 3], Vec<(Box<str>, u32)>>,
    /// The pieces in a row that each pattern asks for; none for a built-in.
    patterns: Vec<Box<[u32]>>,
    /// For each piece, the patterns looked at when a message has it.
    anchored: Vec<Vec<Anchor>>,
    obscene: Vec<u32>,
    rude: Vec<u32>,
    shouting: Vec<u32>,
}

/// Where in a pattern a piece stands.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    pattern: u32,
    position: usize,
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

impl Vocabulary {
    /// Expands the triggers; a pattern's number is its place in the slice.
    ///
    /// The dictionary is open only meanwhile.
    pub fn compile(triggers: &[Trigger]) -> Self {
        let mut compiler = Compiler::default();
        for (number, trigger) in triggers.iter().enumerate() {
            compiler.add(number as u32, trigger);
        }
        compiler.finish()
    }

    /// Reads a message; the `blanked` byte ranges, its contacts, are no words.
    pub fn read(&self, text: &str, blanked: &[Range<usize>]) -> Reading {
        let words = Words::of(text, blanked);
        let temper = obscenity::find(text, blanked);
        let shouting = shouting::shouts(text, blanked);
        let mut hits = Vec::new();
        for (at, spelling) in words.spellings().enumerate() {
            self.pieces(spelling, |piece| self.meet(&words, at, piece, &mut hits));
        }
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

    /// Calls `met` with every piece that a folded word meets.
    fn pieces(&self, word: &str, mut met: impl FnMut(u32)) {
        if let Some(range) = self.forms.get(word) {
            let range = range.start as usize..range.end as usize;
            self.pieces_of_forms[range].iter().for_each(|&piece| met(piece));
        }
        if self.prefixes.is_empty() {
            return;
        }
        let begin = beginning(word).and_then(|begin| self.prefixes.get(&begin));
        for (prefix, piece) in begin.into_iter().flatten() {
            if word.starts_with(&**prefix) {
                met(*piece);
            }
        }
    }

    /// The patterns that the piece at word `at` completes with its neighbours.
    fn meet(&self, words: &Words, at: usize, piece: u32, hits: &mut Vec<WordHit>) {
        for &Anchor { pattern, position } in &self.anchored[piece as usize] {
            let pieces = &self.patterns[pattern as usize];
            let Some(first) = at.checked_sub(position) else { continue };
            let all = pieces.iter().enumerate().all(|(n, &wanted)| {
                n == position
                    || words.spelling(first + n).is_some_and(|word| self.has(word, wanted))
            });
            if all {
                hits.push(WordHit { pattern, first, last: first + pieces.len() - 1 });
            }
        }
    }

    fn has(&self, word: &str, wanted: u32) -> bool {
        let mut has = false;
        self.pieces(word, |piece| has |= piece == wanted);
        has
    }
}

/// The first three letters of a word that has so many.
fn beginning(word: &str) -> Option<[char; 3]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?, letters.next()?])
}

/// One folded word as a trigger means it.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Piece {
    AnyForm(String),
    Exact(String),
    Prefix(String),
}

impl Piece {
    fn length(&self) -> usize {
        let (Self::AnyForm(word) | Self::Exact(word) | Self::Prefix(word)) = self;
        word.len()
    }
}

/// A vocabulary in the making.
#[derive(Default)]
struct Compiler {
    vocabulary: Vocabulary,
    /// Opened by the first word that needs it.
    inflection: Option<Inflection>,
    numbers: FxHashMap<Piece, u32>,
    forms: FxHashMap<Box<str>, Vec<u32>>,
}

impl Compiler {
    fn add(&mut self, pattern: u32, trigger: &Trigger) {
        let mut pieces = Vec::new();
        match trigger {
            Trigger::Obscene => self.vocabulary.obscene.push(pattern),
            Trigger::Rude => self.vocabulary.rude.push(pattern),
            Trigger::Shouting => self.vocabulary.shouting.push(pattern),
            other => lay_out(other, &mut pieces),
        }
        // The longest word of a phrase is the rarest: «свидания», not «до».
        let longest = (0..pieces.len()).max_by_key(|&n| pieces[n].length());
        let numbers: Box<[u32]> = pieces.into_iter().map(|piece| self.number(piece)).collect();
        if let Some(position) = longest {
            let anchor = Anchor { pattern, position };
            self.vocabulary.anchored[numbers[position] as usize].push(anchor);
        }
        self.vocabulary.patterns.push(numbers);
    }

    /// The number of a piece, its forms entered when it is new.
    fn number(&mut self, piece: Piece) -> u32 {
        if let Some(&number) = self.numbers.get(&piece) {
            return number;
        }
        let number = self.vocabulary.anchored.len() as u32;
        self.vocabulary.anchored.push(Vec::new());
        match &piece {
            Piece::AnyForm(word) => {
                let inflection = self.inflection.get_or_insert_with(Inflection::load);
                for form in inflection.forms(word) {
                    self.forms.entry(form.into()).or_default().push(number);
                }
            }
            Piece::Exact(word) => self.forms.entry(word.as_str().into()).or_default().push(number),
            Piece::Prefix(word) => {
                if let Some(begin) = beginning(word) {
                    let prefixes = self.vocabulary.prefixes.entry(begin).or_default();
                    prefixes.push((word.as_str().into(), number));
                }
            }
        }
        self.numbers.insert(piece, number);
        number
    }

    fn finish(mut self) -> Vocabulary {
        self.vocabulary.forms.reserve(self.forms.len());
        for (form, pieces) in self.forms {
            let start = self.vocabulary.pieces_of_forms.len() as u32;
            self.vocabulary.pieces_of_forms.extend(pieces);
            let end = self.vocabulary.pieces_of_forms.len() as u32;
            self.vocabulary.forms.insert(form, start..end);
        }
        self.vocabulary.pieces_of_forms.shrink_to_fit();
        self.vocabulary
    }
}

/// The folded words of a trigger in a row; a hyphened word is its parts.
fn lay_out(trigger: &Trigger, pieces: &mut Vec<Piece>) {
    let spellings = |written: &str| -> Vec<String> {
        Words::of(written, &[]).spellings().map(str::to_owned).collect()
    };
    match trigger {
        Trigger::Word(word) => pieces.extend(spellings(word).into_iter().map(Piece::AnyForm)),
        Trigger::Exact(word) => pieces.extend(spellings(word).into_iter().map(Piece::Exact)),
        Trigger::Prefix(word) => {
            let mut spellings = spellings(word);
            let last = spellings.pop();
            pieces.extend(spellings.into_iter().map(Piece::Exact));
            pieces.extend(last.map(Piece::Prefix));
        }
        Trigger::Phrase(parts) => parts.iter().for_each(|part| lay_out(part, pieces)),
        Trigger::Obscene | Trigger::Rude | Trigger::Shouting => {}
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
