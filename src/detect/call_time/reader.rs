//! Looks at items one ahead: the questions every part of the grammar asks.

use super::beginnings::{self, UNITS};
use super::lexicon::{Item, Lexeme};
use super::token::Gap;

/// How many items of a sentence are read on either side.
const REACH: usize = 32;

/// The items of a message.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'t> {
    /// In order.
    pub items: &'t [Item<'t>],
}

impl<'t> Reader<'t> {
    /// The lexeme at `at`; the end of the message is a full stop.
    pub fn lexeme(&self, at: usize) -> Lexeme {
        self.items.get(at).map_or(Lexeme::Sign('.'), |item| item.lexeme)
    }

    /// The folded word at `at`.
    pub fn word(&self, at: usize) -> &'t str {
        self.items.get(at).map_or("", |item| item.word)
    }

    /// Whether the item at `at` touches the one before.
    pub fn glued(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.gap == Gap::Glued)
    }

    /// Whether the items at `at` and before are on one line with no contact between.
    pub fn adjacent(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| matches!(item.gap, Gap::Glued | Gap::Space))
    }

    /// Whether a number may begin at `at`: nothing before it makes it part of another.
    pub fn opens_number(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let touching = self.glued(at);
        match self.lexeme(before) {
            Lexeme::Sign('№' | '#' | '+' | '$' | '€' | '=' | '*' | '_') => false,
            Lexeme::Sign('-' | '.' | ':' | '/' | ',') if touching => {
                !(before > 0
                    && self.glued(before)
                    && matches!(self.lexeme(before - 1), Lexeme::Digits(..)))
            }
            Lexeme::Sign(_) => true,
            Lexeme::Digits(_, length) => !touching && length < 3,
            Lexeme::Unknown => !touching,
            _ => true,
        }
    }

    /// Whether the number or hour that ends before `at` goes on as something else: `15-го`, `3д`.
    pub fn runs_on(&self, at: usize) -> bool {
        if !self.glued(at) {
            return matches!(self.lexeme(at), Lexeme::Digits(..)) && self.adjacent(at);
        }
        match self.lexeme(at) {
            Lexeme::Sign('-' | '.' | ':' | '/' | ',') => {
                self.glued(at + 1)
                    && match self.lexeme(at + 1) {
                        Lexeme::Digits(..) => true,
                        Lexeme::Sign(_) => false,
                        _ => self.lexeme(at) != Lexeme::Sign(','),
                    }
            }
            Lexeme::Sign(sign) => matches!(sign, '%' | '+' | '*' | '_' | '=' | '@'),
            Lexeme::Until | Lexeme::And | Lexeme::Or | Lexeme::OfDay(_) => false,
            _ => true,
        }
    }

    /// Whether what stands at `at` says that something other than hours was counted.
    pub fn is_unit(&self, at: usize) -> bool {
        if !self.adjacent(at) {
            return false;
        }
        match self.lexeme(at) {
            Lexeme::Unit | Lexeme::DayUnit | Lexeme::Week | Lexeme::Minute => true,
            Lexeme::Toward => self.glued(at),
            Lexeme::Sign(sign) => matches!(sign, '%' | '₽' | '$' | '€' | '°' | '"'),
            Lexeme::Unknown | Lexeme::Cue => beginnings::fits(&UNITS, self.word(at)),
            _ => false,
        }
    }

    /// Whether the sign at `at` ends a clause.
    pub fn clause_ends(&self, at: usize) -> bool {
        self.ends(at, |sign| matches!(sign, ',' | '(' | ')' | '-' | '"' | '«' | '»' | '\u{2022}'))
    }

    /// Whether the sign at `at` ends a sentence.
    pub fn sentence_ends(&self, at: usize) -> bool {
        self.ends(at, |_| false)
    }

    fn ends(&self, at: usize, too: impl Fn(char) -> bool) -> bool {
        match self.lexeme(at) {
            Lexeme::Sign('.') => !self.glued(at + 1),
            Lexeme::Sign('!' | '?' | ';' | '…') => true,
            Lexeme::Sign(sign) => too(sign) || !sign.is_ascii(),
            _ => false,
        }
    }

    /// Whether a line begins at `at`.
    fn begins_line(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.gap == Gap::Line)
    }

    /// The items of the clause or sentence around `first..end`, by where one `ends`; no farther
    /// than people's sentences reach.
    pub fn around(&self, first: usize, end: usize, ends: impl Fn(usize) -> bool) -> (usize, usize) {
        let mut start = first;
        while start > first.saturating_sub(REACH) && !ends(start - 1) && !self.begins_line(start) {
            start -= 1;
        }
        let mut stop = end;
        let last = self.items.len().min(end + REACH);
        while stop < last && !ends(stop) && !self.begins_line(stop) {
            stop += 1;
        }
        (start, stop)
    }
}
