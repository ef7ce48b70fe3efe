//! Times that are refused, and what is left: «до 10 не звоните», «занята до трёх».

use super::beginnings::{self, CALLS};
use super::clause::Clause;
use super::lexicon::Lexeme;
use super::phrase::Phrase;
use super::piece::{Meaning, Window};
use super::reader::Reader;
use crate::dialog::DayPart;

impl Reader<'_> {
    /// Whether the item at `at` refuses a time: «занята», «не звоните».
    pub fn refuses(&self, at: usize) -> bool {
        matches!(self.lexeme(at), Lexeme::Refusal | Lexeme::NoCall)
    }

    /// «до 10», «после 18»: hours that divide the day. «в 15:00» is a moment, and when that is
    /// refused nothing is left of it.
    pub fn bounds_hours(&self, phrase: &Phrase) -> bool {
        let one_sided = |meaning: &Meaning| match meaning {
            Meaning::Window(window) => window.to.is_some() != window.from.is_some(),
            _ => false,
        };
        let divides =
            |at: usize| matches!(self.lexeme(at), Lexeme::Until | Lexeme::After | Lexeme::From);
        phrase.pieces.iter().any(one_sided) && (phrase.first..phrase.end).any(divides)
    }

    /// The item that refuses the very time of the phrase, so that the rest of the day is meant.
    pub fn negation(&self, phrase: &Phrase) -> Option<usize> {
        let clause = self.clause(phrase);
        let light = |at: usize| matches!(self.lexeme(at), Lexeme::Filler | Lexeme::Cue);
        let call = |at: usize| beginnings::fits(&CALLS, self.word(at));
        let before = (clause.start..phrase.first)
            .rev()
            .take(2)
            .take_while(|&at| self.refuses(at) || (light(at) && !call(at)))
            .find(|&at| self.refuses(at));
        let behind = (phrase.end..clause.stop)
            .take(2)
            .take_while(|&at| self.refuses(at) || light(at))
            .find(|&at| self.refuses(at));
        before.or(behind)
    }

    /// Whether calls are what the clause refuses.
    pub fn is_call_refused(&self, clause: Clause<'_>) -> bool {
        self.negation(clause.phrase).is_some_and(|at| self.lexeme(at) == Lexeme::NoCall)
    }
}

/// The pieces of what is left when they are refused; `None` where nothing definite is.
pub fn inverted(pieces: &[Meaning]) -> Option<Vec<Meaning>> {
    if let Some(part) = inverted_part(pieces) {
        return Some(vec![Meaning::Part(part)]);
    }
    let mut turned = false;
    let turn = |meaning: &Meaning| match meaning {
        Meaning::Window(Window { from, to }) if from.is_some() != to.is_some() => {
            turned = true;
            Meaning::Window(Window { from: *to, to: *from })
        }
        other => *other,
    };
    let pieces = pieces.iter().map(turn).collect();
    turned.then_some(pieces)
}

/// «не звоните до обеда»
pub fn inverted_part(pieces: &[Meaning]) -> Option<DayPart> {
    match pieces {
        [Meaning::Part(DayPart::BeforeNoon)] => Some(DayPart::Afternoon),
        _ => None,
    }
}
