//! Weighs a phrase against its sentence: is it a wish, or past, a greeting, a question?

use super::beginnings::{self, CALLS, CUES, OTHER_NUMBERS, THINGS};
use super::clause::Clause;
use super::lexicon::Lexeme;
use super::negation;
use super::phrase::Phrase;
use super::piece::{Day, Meaning, Trust};
use super::reader::Reader;
use super::verbs::Verb;
use crate::detect::Reason;

/// What is thought of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// A wish to be called; the greater, the likelier.
    Wish(u8),
    /// Not enough speaks for it.
    Unlikely,
    /// Something speaks against it.
    No(Reason),
}

impl Reader<'_> {
    /// Weighs `phrase`; `asked` tells that the bot has just asked "when?".
    pub fn judge(&self, phrase: &Phrase, asked: bool) -> Opinion {
        if let Some(reason) = self.against(phrase) {
            return Opinion::No(reason);
        }
        let (start, stop) = self.around(phrase.first, phrase.end, |at| self.sentence_ends(at));
        let cued = self.is_cued(phrase, start, stop);
        let whole = self.is_all_of(phrase, 0, self.items.len());
        let timed = phrase
            .pieces
            .iter()
            .any(|meaning| matches!(meaning, Meaning::Window(_) | Meaning::ForMinutes(_)));
        let wondered = self.lexeme(stop) == Lexeme::Sign('?') && stop < self.items.len();
        if wondered && self.word(stop + 1) == "нет" {
            return Opinion::Unlikely;
        }
        // A question that is none about calling or coming is about the company.
        if wondered && !(cued || whole || asked || timed && self.asks_for_place(start, stop)) {
            return Opinion::Unlikely;
        }
        let clause = self.clause(phrase);
        let present = self.is_presence(clause);
        let by_part = phrase.pieces.iter().any(|meaning| matches!(meaning, Meaning::Part(_)));
        let enough = match phrase.trust {
            Trust::Sure => true,
            Trust::Cued => cued || whole || asked || (present && by_part),
            Trust::Whole => {
                whole || self.is_announced(phrase, cued) || (asked && self.fills_clause(phrase))
            }
            Trust::Asked => asked && (whole || self.fills_clause(phrase)),
        };
        let near = self.is_wish(clause) || present;
        // «в девять выхожу из дома, звоните в восемь», «после работы наберу сама»
        let busy = clause.items().any(|at| {
            matches!(self.word(at), "сам" | "сама" | "сами") || !near && self.deed(at).is_some()
        });
        let weight = 1 + u8::from(cued) + u8::from(near) + u8::from(whole) + u8::from(!busy);
        if enough { Opinion::Wish(weight) } else { Opinion::Unlikely }
    }

    /// Whether the sentence `start..stop` speaks of calling or meeting. Where a price is asked,
    /// «сколько стоит выезд ночью?», what it is the price of does not count.
    fn is_cued(&self, phrase: &Phrase, start: usize, stop: usize) -> bool {
        let mut cues = (start..stop).filter(|&at| self.lexeme(at) == Lexeme::Cue).peekable();
        if cues.peek().is_none() {
            return false;
        }
        let (first, last) = self.around(phrase.first, phrase.end, |at| self.clause_ends(at));
        let priced = (first..last).any(|at| self.is_price(at));
        let thing = |at: usize| beginnings::fits(&CUES, self.word(at));
        let call = |at: usize| beginnings::fits(&CALLS, self.word(at));
        cues.any(|at| !priced || call(at) || !thing(at))
    }

    /// «есть места на 14:30?», «успею к 19:00?»
    fn asks_for_place(&self, start: usize, stop: usize) -> bool {
        (start..stop).any(|at| {
            let word = self.word(at);
            matches!(word, "есть" | "место") || word.starts_with("успе")
        })
    }

    /// «удобное время для звонка: 16-18»
    fn is_announced(&self, phrase: &Phrase, cued: bool) -> bool {
        let colon =
            phrase.first.checked_sub(1).is_some_and(|at| self.lexeme(at) == Lexeme::Sign(':'));
        colon && cued && (phrase.end == self.items.len() || self.clause_ends(phrase.end))
    }

    fn fills_clause(&self, phrase: &Phrase) -> bool {
        let (start, stop) = self.around(phrase.first, phrase.end, |at| self.clause_ends(at));
        self.is_all_of(phrase, start, stop)
    }

    /// Whether the rest of `start..stop` says nothing of weight.
    fn is_all_of(&self, phrase: &Phrase, start: usize, stop: usize) -> bool {
        let dated = matches!(phrase.pieces.first(), Some(Meaning::Day(_)));
        (start..phrase.first).chain(phrase.end..stop).all(|at| {
            matches!(
                self.lexeme(at),
                Lexeme::Filler
                    | Lexeme::Cue
                    | Lexeme::Sign(_)
                    | Lexeme::And
                    | Lexeme::Or
                    | Lexeme::Roughly
                    | Lexeme::Greeting
            ) || (self.lexeme(at) == Lexeme::On && dated)
        })
    }

    /// What speaks against a phrase.
    fn against(&self, phrase: &Phrase) -> Option<Reason> {
        let before = phrase.first.checked_sub(1);
        let word = || Reason::WordBefore(before.map_or("", |at| self.word(at)).to_owned());
        if before.is_some_and(|at| self.lexeme(at) == Lexeme::Greeting) {
            return Some(word());
        }
        if self.lexeme(phrase.end) == Lexeme::Ago {
            return Some(Reason::NotAhead);
        }
        if self.names_other_number(phrase) || self.names_street(phrase) {
            return Some(word());
        }
        let clause = self.clause(phrase);
        if self.is_past(clause) || self.is_refused(clause) {
            return Some(Reason::NotAhead);
        }
        let other = self.is_about_opening(clause).or_else(|| self.tells_of_another(clause))?;
        let word = self.word(other).to_owned();
        Some(if other < phrase.end { Reason::WordBefore(word) } else { Reason::WordAfter(word) })
    }

    /// «от 15 мая», «до завтра», «дата рождения 15.05», «счёт 2:10».
    fn names_other_number(&self, phrase: &Phrase) -> bool {
        let Some(before) = phrase.first.checked_sub(1) else { return false };
        if !self.adjacent(phrase.first) {
            return false;
        }
        let dated = matches!(phrase.pieces.first(), Some(Meaning::Day(_)));
        let ahead = matches!(phrase.pieces.first(), Some(Meaning::Day(Day::Ahead(_))));
        match self.lexeme(before) {
            Lexeme::OutOf => dated && !ahead,
            Lexeme::Until => ahead,
            Lexeme::Unit => !matches!(phrase.pieces.first(), Some(Meaning::InMinutes(_))),
            Lexeme::Unknown => {
                let day = match phrase.pieces.first() {
                    Some(Meaning::Day(Day::Weekday(..) | Day::Weekend | Day::Ahead(_))) => true,
                    Some(Meaning::Window(window)) => {
                        window.from.or(window.to).is_some_and(|point| point.part.is_some())
                    }
                    _ => false,
                };
                // «встреча в офисе 2 декабря»: a place, not «офис 2».
                let place = dated && self.word(before).ends_with('е');
                !day && !place && beginnings::fits(&OTHER_NUMBERS, self.word(before))
            }
            _ => false,
        }
    }

    /// «ул. 1 мая», «8 марта, дом 12»: a street called by a date.
    fn names_street(&self, phrase: &Phrase) -> bool {
        let [Meaning::Day(Day::Date(_, _, None)), rest @ ..] = phrase.pieces.as_slice() else {
            return false;
        };
        let dotted = phrase.first > 1 && self.lexeme(phrase.first - 1) == Lexeme::Sign('.');
        let before = phrase.first.checked_sub(if dotted { 2 } else { 1 });
        let led = before.is_some_and(|at| matches!(self.word(at), "ул" | "пл" | "пер" | "просп"));
        let comma = usize::from(self.lexeme(phrase.end) == Lexeme::Sign(','));
        let house = matches!(self.word(phrase.end + comma), "дом" | "д" | "корпус" | "кв");
        led || (house && rest.is_empty())
    }

    /// «вчера в 15:00», «звонил в пятницу», «в прошлую среду».
    fn is_past(&self, clause: Clause<'_>) -> bool {
        let Clause { phrase, start, stop, .. } = clause;
        let near = phrase.first.saturating_sub(3).max(start);
        let gone = |at: usize| self.lexeme(at) == Lexeme::Gone;
        if (near..phrase.first).any(gone) || (phrase.end < stop && gone(phrase.end)) {
            return true;
        }
        if self.is_apposed(clause) && (start.saturating_sub(3)..start - 1).any(gone) {
            return true;
        }
        let ahead = phrase.pieces.iter().any(|meaning| {
            matches!(meaning, Meaning::Day(Day::Ahead(1..)) | Meaning::InMinutes(_))
        });
        let was = |at: usize| self.lexeme(at) == Lexeme::Was || self.deed(at) == Some(Verb::Past);
        if !ahead && (phrase.end..stop).any(|at| self.word(at) == "не" && (was(at) || was(at + 1)))
        {
            return true;
        }
        // «вы должны были приехать в 10»
        let due =
            |at: usize| self.lexeme(at) == Lexeme::Was && self.word(at - 1).starts_with("должн");
        if (start + 1..phrase.first).any(due) {
            return true;
        }
        let wished =
            |at: usize| self.lexeme(at) == Lexeme::Cue && !beginnings::fits(&THINGS, self.word(at));
        clause.items().any(was) && !clause.items().any(wished) && !self.asks(clause)
    }

    /// «в прошлом году, 14 мая»: a day by itself that says more exactly what stands before.
    fn is_apposed(&self, clause: Clause<'_>) -> bool {
        let Clause { phrase, start, .. } = clause;
        let day = matches!(phrase.pieces.as_slice(), [Meaning::Day(day)]
            if !matches!(day, Day::Ahead(_)));
        let goes_on = start > 0 && !self.sentence_ends(start - 1) && self.adjacent(start);
        day && goes_on && clause.items().next().is_none()
    }

    /// «завтра не могу», «кроме среды»; «до 9 не звонить» still bounds the hours.
    fn is_refused(&self, clause: Clause<'_>) -> bool {
        let Clause { phrase, start, stop, .. } = clause;
        let bounded = self.bounds_hours(phrase);
        if bounded
            || negation::inverted_part(&phrase.pieces).is_some() && self.is_call_refused(clause)
        {
            return false;
        }
        let near = phrase.first.saturating_sub(2).max(start);
        let refusal = |at: usize| self.refuses(at);
        let excepted = |at: usize| self.lexeme(at) == Lexeme::Except;
        // «занят наберите вечером»: what is refused is before the call asked for.
        let asked_since = |at: usize| {
            (at + 1..phrase.first)
                .any(|at| self.lexeme(at) == Lexeme::Cue && beginnings::fits(&CALLS, self.word(at)))
        };
        (near..phrase.first).any(|at| excepted(at) || (refusal(at) && !asked_since(at)))
            || (phrase.end..stop.min(phrase.end + 3)).any(refusal)
    }

    /// «вы работаете в субботу?»: a question about the company's hours.
    fn is_about_opening(&self, clause: Clause<'_>) -> Option<usize> {
        if self.asks_to_call(clause.phrase) {
            return None;
        }
        let own = |at: usize| at > 0 && matches!(self.word(at - 1), "наш" | "мой");
        (clause.start..clause.stop).find(|&at| self.lexeme(at) == Lexeme::Opening && !own(at))
    }
}
