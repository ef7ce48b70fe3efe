//! Cuts a message into words, numbers and signs, written alike however they were typed.

use std::ops::Range;

use crate::detect::blanks::Blanks;
use crate::detect::unseen::is_no_letter;

/// A word, a run of digits or a sign, and where it stands.
#[derive(Clone, Debug)]
pub struct Token {
    /// Bytes of the message.
    pub span: Range<usize>,
    /// Bytes of the folded text.
    pub folded: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// What separates it from the token before.
    pub gap: Gap,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits: their value (saturating) and how many.
    Digits(u32, u8),
    /// Anything else, one character; every dash is `-`.
    Sign(char),
}

/// What separates two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing.
    Glued,
    /// White space.
    Space,
    /// A contact.
    Contact,
    /// A line break or the start of the message.
    Line,
}

/// A message cut into tokens.
#[derive(Debug, Default)]
pub struct Tokens {
    /// The folded text: lower case, ё as е, no invisible characters.
    pub folded: String,
    /// The tokens in order.
    pub list: Vec<Token>,
}

impl Tokens {
    /// Cuts `text`, leaving out the `blanked` bytes.
    pub fn of(text: &str, blanked: &[Range<usize>]) -> Self {
        let mut tokens = Tokens {
            folded: String::with_capacity(text.len()),
            list: Vec::with_capacity(text.len() / 8 + 4),
        };
        let mut gap = Gap::Line;
        let mut blanks = Blanks::new(blanked);
        for (at, character) in text.char_indices() {
            if blanks.cover(at) {
                gap = Gap::Contact;
                continue;
            }
            match fold(character) {
                None => tokens.combine(character),
                Some('\n') => gap = Gap::Line,
                Some(' ') if gap == Gap::Glued => gap = Gap::Space,
                Some(' ') => {}
                Some(folded) => {
                    tokens.push(at..at + character.len_utf8(), folded, gap);
                    gap = Gap::Glued;
                }
            }
        }
        for index in 0..tokens.list.len() {
            tokens.mend(index);
        }
        tokens
    }

    /// The folded text of token `index`; empty past the end.
    pub fn text(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |token| &self.folded[token.folded.clone()])
    }

    /// Adds a character to the last token or begins a new one.
    fn push(&mut self, span: Range<usize>, folded: char, gap: Gap) {
        let kind = match folded.to_digit(10) {
            Some(digit) => Kind::Digits(digit, 1),
            None if matches!(folded, 'а'..='я') || folded.is_alphabetic() => Kind::Word,
            None => Kind::Sign(folded),
        };
        let start = self.folded.len();
        self.folded.push(folded);
        if gap == Gap::Glued
            && let Some(last) = self.list.last_mut()
            && let Some(joined) = join(last.kind, kind)
        {
            last.kind = joined;
            last.span.end = span.end;
            last.folded.end = self.folded.len();
            return;
        }
        self.list.push(Token { span, folded: start..self.folded.len(), kind, gap });
    }

    /// Applies a combining mark: only the breve matters, it makes и into й.
    fn combine(&mut self, mark: char) {
        if mark == '\u{306}' && self.folded.ends_with('и') {
            self.folded.pop();
            self.folded.push('й');
        }
    }

    /// Replaces Latin look-alikes in a word that is Cyrillic otherwise.
    fn mend(&mut self, index: usize) {
        let token = &self.list[index];
        let word = &self.folded[token.folded.clone()];
        let mixed = token.kind == Kind::Word
            && word.bytes().any(|byte| byte.is_ascii())
            && word.chars().any(|letter| ('а'..='я').contains(&letter));
        if mixed {
            let mended: String = word.chars().map(cyrillic).collect();
            let start = self.folded.len();
            self.folded.push_str(&mended);
            self.list[index].folded = start..self.folded.len();
        }
    }
}

/// The kind of two glued pieces when they are one token.
fn join(last: Kind, next: Kind) -> Option<Kind> {
    match (last, next) {
        (Kind::Word, Kind::Word) => Some(Kind::Word),
        (Kind::Digits(value, length), Kind::Digits(digit, _)) => Some(Kind::Digits(
            value.saturating_mul(10).saturating_add(digit),
            length.saturating_add(1),
        )),
        _ => None,
    }
}

/// One spelling of a character; none when it is invisible.
fn fold(character: char) -> Option<char> {
    Some(match character {
        'а'..='я' | 'a'..='z' | '0'..='9' | ' ' | ',' => character,
        'А'..='Я' => char::from_u32(u32::from(character) + 32).unwrap_or(character),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' => '-',
        'ё' | 'Ё' => 'е',
        '’' | '`' | 'ʼ' => '\'',
        '：' | '∶' => ':',
        '０'..='９' => {
            char::from_digit(u32::from(character) - u32::from('０'), 10).unwrap_or(character)
        }
        other if is_no_letter(other) => return None,
        other if other.is_whitespace() => ' ',
        other => other.to_lowercase().next().unwrap_or(other),
    })
}

/// The Cyrillic letter that looks like this Latin one.
fn cyrillic(letter: char) -> char {
    match letter {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'k' => 'к',
        'm' => 'м',
        't' => 'т',
        'b' => 'в',
        'h' => 'н',
        other => other,
    }
}
