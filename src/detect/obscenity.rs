//! Obscenity and rudeness, however masked: «х*й», «xyй», «х у й», «бля-я-ять», «nahuy».
//!
//! A message is rewritten into the spellings it may be meant in, and those are
//! matched against roots anchored at the beginning of a word, so that
//! «застрахуйте» and «ребёнок» never match. What is masked by stars is compared
//! with a list of whole words instead.

mod glyphs;
mod masks;
mod roots;
mod spellings;

use std::ops::Range;

use glyphs::Glyph;
use spellings::Spellings;

/// Where a message is obscene and where only rude, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Temper {
    /// Obscene words.
    pub obscene: Vec<Range<usize>>,
    /// Rude words.
    pub rude: Vec<Range<usize>>,
}

/// How bad a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Obscene,
    Rude,
}

impl Temper {
    fn add(&mut self, level: Level, span: Range<usize>) {
        let spans = match level {
            Level::Obscene => &mut self.obscene,
            Level::Rude => &mut self.rude,
        };
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
}

/// Looks for obscene and rude words outside the `blanked` byte ranges.
pub fn find(text: &str, blanked: &[Range<usize>]) -> Temper {
    let glyphs = glyphs::read(text, blanked);
    let mut spellings = Spellings::with_room_for(text.len());
    let mut temper = Temper::default();
    let mut before: &[Glyph] = &[];
    for piece in glyphs.split(|glyph| glyph.c == ' ') {
        spellings.add_piece(text, piece);
        if let Some(level) = masks::level(text, before, piece) {
            temper.add(level, span(piece));
        }
        before = piece;
    }
    spellings.add_scattered(&glyphs);
    for (level, pattern) in [(Level::Obscene, &roots::OBSCENE), (Level::Rude, &roots::RUDE)] {
        for found in pattern.find_iter(spellings.text()) {
            if roots::is_bitch(found.as_str()) && roots::speaks_of_dogs(spellings.text()) {
                continue;
            }
            temper.add(level, spellings.source(found.start()));
        }
    }
    temper
}

/// The bytes of the message that glyphs were read from.
fn span(glyphs: &[Glyph]) -> Range<usize> {
    match glyphs {
        [first, .., last] => first.span.start..last.span.end,
        [only] => only.span.clone(),
        [] => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn obscene(text: &str) -> bool {
        !find(text, &[]).obscene.is_empty()
    }

    fn rude(text: &str) -> bool {
        !find(text, &[]).rude.is_empty()
    }

    #[test]
    fn masks_do_not_help() {
        for text in [
            "х*й",
            "xyй",
            "х у й",
            "бляяять",
            "бля-я-ять",
            "п!здец",
            "бл ять",
            "nahuy",
            "f*ck",
            "3.14здец",
        ] {
            assert!(obscene(text), "{text}");
        }
    }

    #[test]
    fn innocent_words_stay_innocent() {
        for text in [
            "застрахуйте",
            "хулиган",
            "требовать",
            "ребёнок",
            "рубля",
            "команда",
            "психуй",
            "ebay",
            "употреблять",
            "сабля",
            "мандарин",
            "хурма",
            "скипидар",
            "оскорблять",
            "колебаться",
            "Иванова Е.Б.",
            "blade",
            "Е.Б.Алексеев",
            "код Х2У7Й9",
            "ПИД-регулятор",
            "3.14 здесь",
            "Щенок корги, сука, 3 месяца",
            "стерилизация суки 20 кг",
        ] {
            assert!(!obscene(text) && !rude(text), "{text}");
        }
    }

    #[test]
    fn rudeness_is_a_level_of_its_own() {
        assert!(rude("дебил") && !obscene("дебил"));
        assert!(rude("сука, опять не дозвониться"));
        assert!(obscene("пиздец") && !rude("пиздец"));
    }

    #[test]
    fn the_span_covers_the_word() {
        let text = "да ну на х*й вас";
        let span = find(text, &[]).obscene[0].clone();
        assert_eq!(&text[span], "х*й");
    }

    #[test]
    fn contacts_are_not_read() {
        let text = "почта huy@mail.ru";
        let contact = text.find("huy").unwrap()..text.len();
        assert_eq!(find(text, std::slice::from_ref(&contact)), Temper::default());
    }
}
