//! What the words to the left and to the right of a row of digits make of it.

use super::group::Group;
use super::token::{Kind, Piece};
use super::words::{Says, asks, is_adjective, is_unit, says};
use crate::detect::Reason;

/// A normalised text cut into pieces.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    /// The normalised text.
    pub text: &'a str,
    /// Its pieces.
    pub pieces: &'a [Piece],
}

/// What the words to the left say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// A telephone number is announced.
    pub called: bool,
    /// «код» stands right before.
    pub coded: bool,
    /// It is something else, and so is even a number grouped like a telephone's.
    pub other: Option<String>,
    /// It may be something else.
    pub maybe: Option<String>,
    /// Latin letters, a slash or a colon are glued to it.
    pub glued: Option<String>,
}

/// How many pieces before a number are looked at for words.
const FARTHEST: usize = 24;

impl<'a> Sentence<'a> {
    /// Up to four words before piece `index`, nearest first, with whether a
    /// comma or a sentence's end lies between; short numbers are stepped over.
    pub(super) fn words_before(&self, index: usize) -> Vec<(&'a str, bool)> {
        let mut words = Vec::new();
        let mut parted = false;
        let mut next = self.pieces[index].span.start;
        for piece in self.pieces[..index].iter().rev().take(FARTHEST) {
            let marks = self.text.get(piece.span.end..next).unwrap_or("");
            next = piece.span.start;
            match &piece.kind {
                Kind::Barrier => break,
                Kind::Digits { digits, .. } if digits.len() > 2 => break,
                Kind::Digits { .. } => parted = true,
                Kind::Word => {
                    let word = &self.text[piece.span.clone()];
                    let short = word.chars().count() < 5;
                    if marks.contains(['!', '?', ';']) || marks.contains('.') && !short {
                        break;
                    }
                    parted |= marks.contains([',', ')', ']'])
                        || marks.contains('\n') && !marks.contains(':');
                    words.push((word, parted));
                }
            }
            if words.len() == 4 {
                break;
            }
        }
        words
    }

    /// What the words to the left of `group` say.
    pub(super) fn left(&self, group: &Group<'_>) -> Left {
        let words = self.words_before(group.piece);
        let mut left = Left { glued: self.glued_left(group), ..Left::default() };
        let signed = self.text[..group.span.start].trim_end_matches([' ', '+', '(']);
        let sign = signed.ends_with('№') || signed.ends_with('#');
        let meanings: Vec<Option<Says>> = words.iter().map(|(word, _)| says(word)).collect();
        left.coded =
            words.first().is_some_and(|(word, _)| *word == "код") && group.digits.len() < 6;
        let phone = meanings.contains(&Some(Says::Phone));
        let mut close = 0;
        let nearest = words.iter().zip(&meanings).take_while(|((word, _), _)| {
            close += usize::from(!is_adjective(word));
            close < 3
        });
        match nearest.map(|(_, meaning)| meaning).position(Option::is_some) {
            Some(_) if left.coded => left.called = phone,
            Some(nearest) => judge(&mut left, &words, &meanings, nearest, sign),
            None if sign && !phone => left.maybe = Some("№".to_owned()),
            None => left.called = phone,
        }
        left
    }

    fn glued_left(&self, group: &Group<'_>) -> Option<String> {
        let before = &self.text[..group.span.start];
        let bare = before.trim_end_matches(['-', '/', '_', '.', '\\']);
        if let Some(rest) = before.strip_suffix(':')
            && rest.ends_with(|c: char| c.is_ascii_digit())
        {
            return Some(":".to_owned());
        }
        let signed = before.trim_end_matches([' ', ':', '№', '.', '-', '#']);
        let short = ["л/с", "р/с", "к/с", "р/сч", "s/n", "л/сч", "т/с", "в/у", "п/п"];
        if let Some(sign) = short.iter().find(|sign| signed.ends_with(**sign)) {
            return Some((*sign).to_owned());
        }
        if let Some(sign) = before.chars().next_back().filter(|sign| "$€£₽".contains(*sign)) {
            return Some(sign.to_string());
        }
        let piece = self.pieces[..group.piece].last()?;
        let word = &self.text[piece.span.clone()];
        if piece.kind != Kind::Word || piece.span.end != bare.len() || !word.is_ascii() {
            return None;
        }
        let name = word.len() > 3
            && word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
            && !before.ends_with(['/', '\\'])
            && group.digits.len() > 9;
        (!name && says(word) != Some(Says::Phone)).then(|| word.to_owned())
    }

    /// The word or sign to the right of `group` that makes it something else.
    pub(super) fn right(&self, group: &Group<'_>) -> Option<Reason> {
        let after = &self.text[group.span.end..];
        let near = after.trim_start_matches(' ');
        let sign = near.chars().next().filter(|sign| "₽$€%£¥°=".contains(*sign));
        if let Some(sign) = sign {
            return Some(Reason::WordAfter(sign.to_string()));
        }
        let next = self.pieces.get(group.piece + 1)?;
        let word = &self.text[next.span.clone()];
        let marks = self.text.get(group.span.end..next.span.start)?;
        let kills = match (&next.kind, marks) {
            (Kind::Digits { .. }, ":") => true,
            (Kind::Word, "" | "." | "_" | "/" | "-") if word.is_ascii() => {
                let spoken = says(word) == Some(Says::Phone) || word == "telegram";
                let name = marks == "-" && word.len() > 3;
                !(spoken || name || marks == "." && word.len() > 5)
            }
            (Kind::Word, " ") if word == "от" => {
                self.pieces.get(group.piece + 2).is_some_and(|dated| dated.kind == Kind::Barrier)
            }
            (Kind::Word, _) => {
                marks.chars().all(|mark| mark == ' ') && is_unit(word) || self.named_after(group)
            }
            _ => false,
        };
        kills.then(|| Reason::WordAfter(word.to_owned()))
    }

    /// «8916… — это номер моего заказа».
    fn named_after(&self, group: &Group<'_>) -> bool {
        const LINKS: [&str; 9] =
            ["это", "мой", "моя", "моего", "моей", "номер", "есть", "вот", "наш"];
        let mut at = group.span.end;
        let mut linked = false;
        for piece in self.pieces[group.piece + 1..].iter().take(5) {
            let marks = self.text.get(at..piece.span.start).unwrap_or("");
            if piece.kind != Kind::Word || marks.contains(['\n', '.', ',', '!', '?', ';']) {
                return false;
            }
            let word = &self.text[piece.span.clone()];
            linked |= marks.contains(['-', '(']);
            if linked && matches!(says(word), Some(Says::Other | Says::Maybe)) {
                return true;
            }
            if !LINKS.contains(&word) {
                return false;
            }
            linked = true;
            at = piece.span.end;
        }
        false
    }
}

/// What the word before «номер» says of it: «заказ номер», «серия и номер», «заказ под номером».
fn further<'a>(
    words: &[(&'a str, bool)],
    meanings: &[Option<Says>],
    number: usize,
) -> Option<(&'a str, Says)> {
    let passed = words[number + 1..].iter().take_while(|(word, _)| matches!(*word, "и" | "под"));
    let index = number + 1 + passed.count();
    let (word, parted) = words.get(index)?;
    Some((*word, (*meanings.get(index)?)?)).filter(|_| !parted)
}

/// Weighs the nearest telling word against those before it.
fn judge(
    left: &mut Left,
    words: &[(&str, bool)],
    meanings: &[Option<Says>],
    nearest: usize,
    sign: bool,
) {
    let (word, parted) = words[nearest];
    let phone = meanings.contains(&Some(Says::Phone));
    match meanings[nearest] {
        Some(Says::Phone) => left.called = true,
        Some(Says::Number) => match further(words, meanings, nearest) {
            Some((word, Says::Other)) => left.other = Some(word.to_owned()),
            Some((word, Says::Maybe)) => left.maybe = Some(word.to_owned()),
            _ => left.called = true,
        },
        Some(Says::Maybe) if !parted => {
            let asked = words[nearest..].iter().any(|(word, _)| asks(word));
            if (phone || asked) && !sign {
                left.called = phone;
            } else {
                left.maybe = Some(word.to_owned());
            }
        }
        Some(Says::Other) if !parted => left.other = Some(word.to_owned()),
        _ => left.called = phone,
    }
}
