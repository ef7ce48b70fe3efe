//! Weighs a phrase against its sentence: is it a wish, or past, a greeting, a question?

use super::beginnings::{self, CALLS, CUES, LIKE_PAST, OTHER_NUMBERS};
use super::lexicon::Lexeme;
use super::phrase::Phrase;
use super::piece::{Day, Meaning, Trust};
use super::reader::Reader;
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
        let timed = timed && !self.asks_about_hours(phrase, start, stop);
        if wondered && !(cued || timed || whole || asked) {
            return Opinion::Unlikely;
        }
        let enough = match phrase.trust {
            Trust::Sure => true,
            Trust::Cued => cued || whole || asked,
            Trust::Whole => whole || (asked && self.fills_clause(phrase)),
            Trust::Asked => asked && (whole || self.fills_clause(phrase)),
        };
        if enough { Opinion::Wish(1 + u8::from(cued) + u8::from(whole)) } else { Opinion::Unlikely }
    }

    /// Whether the sentence `start..stop` speaks of calling or meeting. Where a price is asked,
    /// «сколько стоит выезд ночью?», what it is the price of does not count.
    fn is_cued(&self, phrase: &Phrase, start: usize, stop: usize) -> bool {
        let (first, last) = self.around(phrase.first, phrase.end, |at| self.clause_ends(at));
        let priced = (first..last).any(|at| PRICES.contains(&self.word(at)));
        (start..stop).any(|at| {
            let thing = beginnings::fits(&CUES, self.word(at));
            let call = beginnings::fits(&CALLS, self.word(at));
            self.lexeme(at) == Lexeme::Cue && (!priced || call || !thing)
        })
    }

    /// «сад с 8 до 18 у вас?»: whether hours from and to may be the company's own.
    fn asks_about_hours(&self, phrase: &Phrase, start: usize, stop: usize) -> bool {
        let both = |meaning: &Meaning| match meaning {
            Meaning::Window(window) => window.from.is_some() && window.to.is_some(),
            _ => false,
        };
        phrase.pieces.iter().any(both)
            && (start..stop).any(|at| matches!(self.word(at), "вы" | "вас" | "you"))
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
        let (start, stop) = self.around(phrase.first, phrase.end, |at| self.clause_ends(at));
        if self.is_past(phrase, start, stop) || self.is_refused(phrase, start, stop) {
            return Some(Reason::NotAhead);
        }
        self.is_about_opening(phrase).map(|at| Reason::WordAfter(self.word(at).to_owned()))
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
            Lexeme::Unit => true,
            Lexeme::Unknown => beginnings::fits(&OTHER_NUMBERS, self.word(before)),
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
    fn is_past(&self, phrase: &Phrase, start: usize, stop: usize) -> bool {
        let near = phrase.first.saturating_sub(3).max(start);
        let gone = |at: usize| self.lexeme(at) == Lexeme::Gone;
        if (near..phrase.first).any(gone) || (phrase.end < stop && gone(phrase.end)) {
            return true;
        }
        let ahead = phrase.pieces.iter().any(|meaning| {
            matches!(meaning, Meaning::Day(Day::Ahead(1..)) | Meaning::InMinutes(_))
        });
        let was = |at: usize| self.lexeme(at) == Lexeme::Was || self.sounds_past(at);
        if !ahead && (phrase.end..stop).any(|at| self.word(at) == "не" && (was(at) || was(at + 1)))
        {
            return true;
        }
        if (start..phrase.first).any(|at| was(at) && self.word(at).starts_with("обеща")) {
            return true;
        }
        let mut clause = (start..phrase.first).chain(phrase.end..stop);
        let was = clause.clone().any(was);
        let wished = clause.any(|at| {
            self.lexeme(at) == Lexeme::Cue || matches!(self.word(at), "бы" | "б" | "если" | "чтобы")
        });
        was && !wished && !ahead
    }

    /// An unlisted verb in the past: «гуляли», «сломалась», «прорвало».
    fn sounds_past(&self, at: usize) -> bool {
        let word = self.word(at);
        let ends = |ending: &&str| word.ends_with(ending);
        self.lexeme(at) == Lexeme::Unknown
            && PAST_ENDINGS.iter().any(ends)
            && word.chars().nth(4).is_some()
            && !beginnings::fits(&LIKE_PAST, word)
    }

    /// «завтра не могу», «кроме среды»; «до 9 не звонить» still bounds the hours.
    fn is_refused(&self, phrase: &Phrase, start: usize, stop: usize) -> bool {
        let bounds = |meaning: &Meaning| match meaning {
            Meaning::Window(window) => window.to.is_some() != window.from.is_some(),
            _ => false,
        };
        if phrase.pieces.iter().any(bounds) {
            return false;
        }
        let near = phrase.first.saturating_sub(2).max(start);
        let refusal = |at: usize| self.lexeme(at) == Lexeme::Refusal;
        let excepted = |at: usize| self.lexeme(at) == Lexeme::Except;
        (near..phrase.first).any(|at| excepted(at) || refusal(at))
            || (phrase.end..stop.min(phrase.end + 3)).any(refusal)
    }

    /// «вы работаете в субботу?»: a question about the company's hours.
    fn is_about_opening(&self, phrase: &Phrase) -> Option<usize> {
        let (start, stop) = self.around(phrase.first, phrase.end, |at| self.sentence_ends(at));
        let called = (start..stop).any(|at| {
            let word = self.word(at);
            beginnings::fits(&CALLS, word)
        });
        if called {
            return None;
        }
        (start..stop).find(|&at| self.lexeme(at) == Lexeme::Opening)
    }
}

/// Words a price is asked with.
const PRICES: &[&str] =
    &["стоит", "стоить", "стоят", "стоимость", "почем", "цена", "цены", "расценки", "обойдется"];

/// How verbs in the past end; shorter words and the nouns among longer ones are left out.
const PAST_ENDINGS: &[&str] = &[
    "ал", "ала", "ало", "али", "ял", "яла", "яло", "яли", "ил", "ила", "ило", "или", "ел", "ела",
    "ело", "ул", "ула", "уло", "ули", "ыл", "ыла", "ыло", "ыли", "лся", "лась", "лось", "лись",
    "осли", "шла", "шло", "шли", "гла", "гло", "гли", "зла", "зло", "зли", "екла", "екло", "екли",
];
