//! Joins pieces into a phrase: «завтра, часов в 8 или после обеда».

use super::lexicon::Lexeme;
use super::piece::{Meaning, Piece, Trust};
use super::reader::Reader;
use crate::dialog::DayPart;

/// An aside is no longer, in words and signs.
const LONGEST_ASIDE: usize = 6;
/// No wish has more pieces.
const MOST_PIECES: usize = 12;

/// A phrase about time.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The first item.
    pub first: usize,
    /// The item after the last.
    pub end: usize,
    /// What it is made of.
    pub pieces: Vec<Meaning>,
    /// How much company the whole needs.
    pub trust: Trust,
}

impl Reader<'_> {
    /// The phrase that begins at `at`; an error names the item that forbids it.
    pub fn phrase(&self, at: usize) -> Result<Option<Phrase>, usize> {
        let Some(piece) = self.piece(at)? else { return Ok(None) };
        let mut phrase =
            Phrase { first: at, end: piece.end, pieces: vec![piece.meaning], trust: piece.trust };
        while phrase.pieces.len() < MOST_PIECES
            && let Some(next) = self.following(&phrase).or_else(|| self.over_aside(&phrase))
        {
            if self.is_meal(at) && matches!(next.meaning, Meaning::Window(_)) {
                return Ok(None);
            }
            phrase.trust = joined(&phrase, &next);
            phrase.end = self.past_bracket(phrase.first, next.end);
            phrase.pieces.push(next.meaning);
        }
        Ok(Some(phrase))
    }

    /// «обед с 12 до 13»: the hours are the meal's, and say when on their own.
    fn is_meal(&self, at: usize) -> bool {
        matches!(self.lexeme(at), Lexeme::LoosePart(DayPart::Day))
    }

    /// One piece.
    fn piece(&self, at: usize) -> Result<Option<Piece>, usize> {
        if let Some(piece) = self.part(at).or_else(|| self.moment(at)).or_else(|| self.day(at)) {
            return Ok(Some(piece));
        }
        self.window(at)
    }

    fn part(&self, at: usize) -> Option<Piece> {
        let led = matches!(self.lexeme(at), Lexeme::At | Lexeme::On | Lexeme::Toward);
        let (part, end, trust) = match (self.lexeme(at), self.lexeme(at + 1)) {
            (Lexeme::Part(part @ DayPart::Any), _)
                if matches!(self.word(at), "весь" | "целый" | "круглосуточно" | "24") =>
            {
                (part, at + 1, Trust::Cued)
            }
            // «до вечера жду звонка»
            (Lexeme::LoosePart(part @ DayPart::Evening), _)
                if self.word(at) == "до" && self.is_beside_cue(at) =>
            {
                (part, at + 1, Trust::Cued)
            }
            (Lexeme::Part(part), _) => (part, at + 1, Trust::Sure),
            (Lexeme::LoosePart(part), _) => (part, at + 1, Trust::Whole),
            (Lexeme::After, Lexeme::Routine(part)) => (part, at + 2, Trust::Cued),
            (_, Lexeme::LoosePart(part)) if led && part != DayPart::Any => {
                (part, at + 2, Trust::Cued)
            }
            _ => return None,
        };
        let counted = self.is_unit(end) && self.lexeme(end) != Lexeme::Cue;
        let at_home = self.word(end) == "дома";
        (at_home || !counted).then_some(Piece { meaning: Meaning::Part(part), end, trust })
    }

    fn is_beside_cue(&self, at: usize) -> bool {
        let cue = |at: usize| self.lexeme(at) == Lexeme::Cue;
        cue(at + 1) || at.checked_sub(1).is_some_and(cue)
    }

    /// Past the bracket that closes one opened in the phrase: «28 ноября (пятница)».
    fn past_bracket(&self, first: usize, end: usize) -> usize {
        let opened = (first..end).filter(|&at| self.lexeme(at) == Lexeme::Sign('(')).count();
        let closed = (first..end).filter(|&at| self.lexeme(at) == Lexeme::Sign(')')).count();
        end + usize::from(opened > closed && self.lexeme(end) == Lexeme::Sign(')'))
    }

    /// The piece that continues a phrase, over a comma, «и», «или» or a softening word.
    fn following(&self, phrase: &Phrase) -> Option<Piece> {
        let mut at = phrase.end;
        let mut alternative = false;
        let mut steps = 0;
        while self.adjacent(at) && steps < 4 {
            match self.lexeme(at) {
                Lexeme::Sign(',' | '/' | '(' | '-') if steps == 0 => {}
                Lexeme::Or | Lexeme::And => alternative = true,
                _ if steps > 0 || !is_softener(self.word(at)) => break,
                _ => {}
            }
            at += 1;
            steps += 1;
            if is_softener(self.word(at)) && self.adjacent(at) {
                at += 1;
            }
        }
        if !self.adjacent(at) {
            return None;
        }
        let next = self.piece(at).ok()??;
        if steps > 0 && !alternative && self.refused_behind(next.end) {
            return None;
        }
        let last = phrase.pieces.last()?;
        self.belongs(last, &next, alternative, at).then_some(next)
    }

    /// «в сб, только не рано, часов с 12», «завтра после процедур, около пяти»: the hours behind
    /// an aside about the day named before.
    fn over_aside(&self, phrase: &Phrase) -> Option<Piece> {
        if phrase.pieces.iter().any(|piece| matches!(piece, Meaning::Window(_))) {
            return None;
        }
        let mut narrows = false;
        for at in phrase.end..phrase.end + LONGEST_ASIDE {
            match self.lexeme(at) {
                Lexeme::Sign(',') if narrows => {
                    let hours = self.piece(at + 1).ok()??;
                    let timed = matches!(hours.meaning, Meaning::Window(_));
                    let sure = hours.trust >= Trust::Cued && !self.refused_behind(hours.end);
                    return (timed && sure).then_some(hours);
                }
                Lexeme::Sign(',') if at == phrase.end => {}
                Lexeme::After | Lexeme::Except => narrows = true,
                Lexeme::Weekday(_) | Lexeme::Part(_) if narrows => {}
                Lexeme::Unknown | Lexeme::Filler | Lexeme::Routine(_)
                    if self.deed(at).is_none() =>
                {
                    narrows |= self.word(at) == "не";
                }
                _ => return None,
            }
        }
        None
    }

    /// «вечером, днём занята»: whether a refusal stands behind a piece and is about it alone.
    fn refused_behind(&self, end: usize) -> bool {
        (end..end + 2).take_while(|&at| !self.clause_ends(at)).any(|at| {
            let at_work = self.word(at) == "на" && self.word(at + 1) == "работе";
            let own = self.word(at) == "у" && matches!(self.word(at + 1), "меня" | "нас");
            self.refuses(at) || at_work || own
        })
    }

    /// Whether a piece goes on with the phrase or is something of its own.
    fn belongs(&self, last: &Meaning, next: &Piece, alternative: bool, at: usize) -> bool {
        let after_day = matches!(last, Meaning::Day(_));
        match next.trust {
            Trust::Sure | Trust::Cued => true,
            Trust::Whole => after_day || matches!(next.meaning, Meaning::Day(_)) || alternative,
            Trust::Asked => {
                let calm = !self.adjacent(next.end)
                    || !matches!(self.lexeme(next.end), Lexeme::Unknown | Lexeme::Unit);
                let hours = matches!(last, Meaning::Window(_));
                calm && ((after_day && self.glued_or_spaced(at)) || (alternative && hours))
            }
        }
    }

    fn glued_or_spaced(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| !matches!(self.lexeme(before), Lexeme::Sign('(')))
    }
}

/// A day with hours or a part of the day needs no company any more.
fn joined(phrase: &Phrase, next: &Piece) -> Trust {
    let day = |meaning: &Meaning| matches!(meaning, Meaning::Day(_));
    let dated = phrase.pieces.iter().any(day);
    let timed = phrase.pieces.iter().any(|meaning| !day(meaning));
    if (dated && !day(&next.meaning)) || (timed && day(&next.meaning)) {
        Trust::Sure
    } else if dated {
        phrase.trust.max(next.trust).max(Trust::Cued)
    } else {
        phrase.trust.max(next.trust)
    }
}

/// Words that may stand between two pieces without ending the phrase.
fn is_softener(word: &str) -> bool {
    matches!(
        word,
        "лучше"
            | "желательно"
            | "можно"
            | "только"
            | "хоть"
            | "но"
            | "уже"
            | "же"
            | "строго"
            | "ровно"
            | "где"
            | "примерно"
    )
}
