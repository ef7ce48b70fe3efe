//! Doubts about bare digits that a noun names: «пропуск 9164452310 не сработал».
//!
//! Without its 8 a telephone number looks like any number of ten digits. It is
//! taken for one unless a thing with a number stands before it («номер кузова»),
//! or a sentence that has nothing to do with calling is made about it. With the
//! 8 it takes both: «сдэк 89160023475 не двигается».

use super::context::Sentence;
use super::group::Group;
use super::token::Kind;
use super::words::{Says, asks, is_thing, may_be_noun, says, tells_to_call};
use crate::detect::name;

/// How far the words about the number reach.
const REACH: usize = 4;

impl<'a> Sentence<'a> {
    /// The noun that makes bare digits doubtful.
    pub(super) fn doubt(&self, group: &Group<'_>) -> Option<&'a str> {
        let length = group.digits.len();
        if !(10..=11).contains(&length) || group.plus || group.bracketed || group.spelled {
            return None;
        }
        let before = self.words_before(group.piece);
        let near = before.iter().take_while(|(_, parted)| !parted);
        let mut near: Vec<&str> = near.map(|&(word, _)| word).collect();
        near.truncate(REACH);
        if near.iter().any(|word| asks(word) || speaks_of_people(word)) {
            return None;
        }
        let goes_on = self.adjoins(group) && self.goes_on(group);
        if length == 11 {
            return near.first().copied().filter(|word| goes_on && is_thing(word));
        }
        if let Some(thing) = near.iter().take(2).find(|word| is_thing(word)) {
            return Some(thing);
        }
        let noun = *near.first().filter(|noun| self.adjoins(group) && may_be_noun(noun))?;
        let numbered = near.get(1).is_some_and(|word| *word == "номер");
        (numbered || goes_on).then_some(noun)
    }

    /// Whether the word before is parted from the number by nothing but a space.
    fn adjoins(&self, group: &Group<'_>) -> bool {
        let before = &self.text[..group.span.start];
        self.pieces[..group.piece].last().is_some_and(|piece| {
            let marks = before.get(piece.span.end..).unwrap_or("");
            matches!(marks, " " | "  " | ". ")
        })
    }

    /// Whether the sentence goes on after the number, and not about people or calling.
    fn goes_on(&self, group: &Group<'_>) -> bool {
        let mut at = group.span.end;
        let mut words = 0;
        for piece in self.pieces[group.piece + 1..].iter().take(REACH) {
            let marks = self.text.get(at..piece.span.start).unwrap_or("");
            if marks.contains(['\n', '.', ',', '!', '?', ';', '(', '/']) {
                break;
            }
            let word = &self.text[piece.span.clone()];
            match piece.kind {
                Kind::Word if speaks_of_people(word) || tells_to_call(word) => return false,
                Kind::Word => words += 1,
                Kind::Digits { .. } | Kind::Barrier => return false,
            }
            at = piece.span.end;
        }
        words > 0
    }
}

fn speaks_of_people(word: &str) -> bool {
    says(word) == Some(Says::Phone) || name::is_first_name(word)
}
