//! Cuts a message into words: runs of letters and digits, folded, outside the contacts.

use std::ops::Range;

use super::fold::{Folded, fold, is_cyrillic, unmix, unusual};
use crate::detect::blanks::Blanks;

/// The words of a text, their folded spellings in one buffer.
#[derive(Default)]
pub(super) struct Words {
    buffer: String,
    words: Vec<Word>,
}

struct Word {
    /// Where in the text.
    span: Range<usize>,
    /// Where in the buffer.
    spelling: Range<usize>,
}

impl Words {
    /// Cuts `text`; the `blanked` byte ranges of it count as gaps.
    pub(super) fn of(text: &str, blanked: &[Range<usize>]) -> Self {
        let mut words = Self {
            buffer: String::with_capacity(text.len() + 8),
            words: Vec::with_capacity(text.len() / 8 + 1),
        };
        let mut current = Current::default();
        let mut blanks = Blanks::new(blanked);
        for (at, c) in text.char_indices() {
            if blanks.cover(at) {
                words.finish(&mut current);
            } else {
                words.take(&mut current, at, c);
            }
        }
        words.finish(&mut current);
        words
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The folded spelling of a word.
    pub(super) fn spelling(&self, word: usize) -> Option<&str> {
        self.words.get(word).map(|word| &self.buffer[word.spelling.clone()])
    }

    pub(super) fn spellings(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &self.buffer[word.spelling.clone()])
    }

    /// The first and last word that a byte range of the text touches.
    pub(super) fn touched(&self, span: &Range<usize>) -> Option<(usize, usize)> {
        let first = self.words.partition_point(|word| word.span.end <= span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        (first < end).then(|| (first, end - 1))
    }

    fn take(&mut self, current: &mut Current, at: usize, c: char) {
        match fold(c) {
            Folded::Letter(letter) => self.push(current, at, c, letter),
            Folded::Unusual => {
                for letter in unusual(c) {
                    self.push(current, at, c, letter);
                }
            }
            Folded::Breve if current.open && self.buffer.ends_with('и') => {
                self.buffer.pop();
                self.push(current, at, c, 'й');
            }
            Folded::Breve | Folded::Nothing => {}
            Folded::Apostrophe if current.open && !current.apostrophe => current.apostrophe = true,
            Folded::Apostrophe | Folded::Gap => self.finish(current),
        }
    }

    fn push(&mut self, current: &mut Current, at: usize, c: char, letter: char) {
        if !current.open {
            *current = Current {
                open: true,
                begin: at,
                spelling: self.buffer.len(),
                ..Current::default()
            };
        }
        if current.apostrophe {
            // «об'явление» is written so where the keyboard has no ъ.
            self.buffer.push(if is_cyrillic(letter) { 'ъ' } else { '\'' });
            current.apostrophe = false;
        }
        current.latin |= letter.is_ascii_alphabetic();
        current.cyrillic |= is_cyrillic(letter);
        current.end = at + c.len_utf8();
        self.buffer.push(letter);
    }

    fn finish(&mut self, current: &mut Current) {
        if current.open {
            if current.latin
                && current.cyrillic
                && let Some(unmixed) = unmix(&self.buffer[current.spelling..])
            {
                self.buffer.truncate(current.spelling);
                self.buffer.push_str(&unmixed);
            }
            self.words.push(Word {
                span: current.begin..current.end,
                spelling: current.spelling..self.buffer.len(),
            });
        }
        *current = Current::default();
    }
}

/// The word being read.
#[derive(Default)]
struct Current {
    open: bool,
    begin: usize,
    end: usize,
    spelling: usize,
    apostrophe: bool,
    latin: bool,
    cyrillic: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        Words::of(text, &[]).spellings().map(str::to_owned).collect()
    }

    #[test]
    fn case_and_yo_do_not_matter() {
        assert_eq!(split("ЁЛКА, Ёж!"), ["елка", "еж"]);
    }

    #[test]
    fn what_nobody_sees_is_dropped() {
        assert_eq!(split("соба\u{ad}ка коша\u{301}к и\u{306}од"), ["собака", "кошак", "йод"]);
    }

    #[test]
    fn latin_twins_turn_cyrillic_only_beside_cyrillic() {
        assert_eq!(split("coбaкa cop priсe"), ["собака", "cop", "price"]);
    }

    #[test]
    fn hyphens_and_marks_part_words() {
        assert_eq!(split("*собака*-поводырь_кот"), ["собака", "поводырь", "кот"]);
    }

    #[test]
    fn an_apostrophe_belongs_to_the_word_around_it() {
        assert_eq!(split("dog’s 'cat' об'явление"), ["dog's", "cat", "объявление"]);
    }

    #[test]
    fn contacts_are_gaps() {
        let text = "пишите ivan собака mail.ru завтра";
        let at = text.find("ivan").unwrap()..text.find(" завтра").unwrap();
        let words = Words::of(text, &[at]);
        assert_eq!(words.spellings().collect::<Vec<_>>(), ["пишите", "завтра"]);
    }

    #[test]
    fn emoji_are_no_words() {
        assert!(split("👍🏽 🇷🇺 ❤️ !!!").is_empty());
    }
}
