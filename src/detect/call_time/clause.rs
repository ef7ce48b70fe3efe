//! What the clause around a time tells of: the customer's wish, or somebody's deed, a paper, a
//! deadline, the company's own hours.

use super::beginnings::{self, ASKS, CALLS, CUES, ERRANDS, EVENTS, FAMILY, REPORTS};
use super::lexicon::Lexeme;
use super::phrase::Phrase;
use super::piece::{Day, Meaning};
use super::reader::Reader;
use super::verbs::{self, Verb};

/// A clause with a phrase in it.
#[derive(Clone, Copy, Debug)]
pub struct Clause<'p> {
    /// The phrase.
    pub phrase: &'p Phrase,
    /// The first item.
    pub start: usize,
    /// The item after the last.
    pub stop: usize,
    /// Its sentence neither asks nor speaks to «вы»: then «везите» is a request.
    requests: bool,
}

impl Clause<'_> {
    /// The items around the phrase.
    pub fn items(self) -> impl Iterator<Item = usize> + Clone {
        (self.start..self.phrase.first).chain(self.phrase.end..self.stop)
    }
}

impl Reader<'_> {
    /// The clause around `phrase`.
    pub fn clause<'p>(&self, phrase: &'p Phrase) -> Clause<'p> {
        let (start, stop) = self.around(phrase.first, phrase.end, |at| self.clause_ends(at));
        let (first, last) = self.around(start, stop, |at| self.sentence_ends(at));
        let requests = self.lexeme(last) != Lexeme::Sign('?')
            && !(first..last).any(|at| self.word(at) == "вы");
        Clause { phrase, start, stop, requests }
    }

    /// The item that says the time is no wish of the customer's.
    pub fn tells_of_another(&self, clause: Clause<'_>) -> Option<usize> {
        self.is_quoted(clause.phrase)
            .or_else(|| self.is_current_time(clause.phrase))
            .or_else(|| self.is_reported(clause))
            .or_else(|| self.is_deadline(clause))
            .or_else(|| self.is_about_paper(clause))
            .or_else(|| if self.is_wish(clause) { None } else { self.has_other_matter(clause) })
    }

    /// Whether the clause itself speaks of calling, coming or being free.
    pub fn is_wish(&self, clause: Clause<'_>) -> bool {
        // «подруга ходит к вам»: that goes on anyway.
        let others = clause
            .items()
            .any(|at| self.deed(at) == Some(Verb::Third) && verbs::is_under_way(self.word(at)));
        clause.items().any(|at| {
            let comes = self.leads_here(at) && !(others && self.word(at + 1) == "вам");
            self.lexeme(at) == Lexeme::Cue || comes
        })
    }

    /// «к вам», «ко мне»: somebody comes.
    fn leads_here(&self, at: usize) -> bool {
        self.lexeme(at) == Lexeme::Toward && matches!(self.word(at + 1), "вам" | "мне" | "нам")
    }

    /// «реклама пришла: «только 20 ноября»»: somebody's words, unless they are the whole message.
    fn is_quoted(&self, phrase: &Phrase) -> Option<usize> {
        let mut open = None;
        for at in 0..phrase.first {
            open = match (self.lexeme(at), open) {
                (Lexeme::Sign('«' | '“' | '„'), _) | (Lexeme::Sign('"'), None) => Some(at),
                (Lexeme::Sign('»' | '”' | '"'), _) => None,
                (_, open) => open,
            };
        }
        let last = self.items.len() - 1;
        open.filter(|&at| at > 0 || !matches!(self.lexeme(last), Lexeme::Sign('»' | '”' | '"')))
    }

    /// «уже половина десятого», «сейчас 11 вечера»
    fn is_current_time(&self, phrase: &Phrase) -> Option<usize> {
        if let [Meaning::InMinutes(0), Meaning::Window(_), ..] = phrase.pieces.as_slice()
            && self.is_bare_hour(phrase.first + 1)
        {
            return Some(phrase.first);
        }
        let hours = matches!(phrase.pieces.first(), Some(Meaning::Window(_)));
        // «полвосьмого утра, а вы рекламу шлёте!»
        let comma = usize::from(self.lexeme(phrase.end) == Lexeme::Sign(','));
        let (but, you) = (self.word(phrase.end + comma), self.word(phrase.end + comma + 1));
        if hours && phrase.first == 0 && (but, you) == ("а", "вы") {
            return Some(phrase.end + comma);
        }
        let before = phrase.first.checked_sub(1)?;
        let now =
            self.lexeme(before) == Lexeme::Now || matches!(self.word(before), "уже" | "часах");
        (self.is_bare_hour(phrase.first) && hours && now && self.adjacent(phrase.first))
            .then_some(before)
    }

    /// Whether an hour begins at `at` that no preposition leads in.
    fn is_bare_hour(&self, at: usize) -> bool {
        matches!(
            self.lexeme(at),
            Lexeme::Digits(..)
                | Lexeme::Count(_)
                | Lexeme::Half
                | Lexeme::HalfTo(_)
                | Lexeme::Without
                | Lexeme::Named(_)
        )
    }

    /// «курьер сказал, что приедет в 4»: others' words, unless they are of the family's or speak
    /// of the customer.
    fn is_reported(&self, clause: Clause<'_>) -> Option<usize> {
        let report = self.report(clause)?;
        let (start, _) = self.around(report, report + 1, |at| self.sentence_ends(at));
        let own = (start..clause.phrase.first).any(|at| {
            matches!(self.word(at), "я" | "мы") || beginnings::fits(&FAMILY, self.word(at))
        });
        let personal = clause.items().filter(|at| *at > report).any(|at| {
            let word = self.word(at);
            matches!(word, "мне" | "нам" | "меня" | "могу" | "смогу" | "можем" | "сможем")
                || word.starts_with("удобн")
                || word.starts_with("свобод")
        });
        (!own && !personal).then_some(report)
    }

    /// A word of telling in the clause, or one that the clause depends on.
    fn report(&self, clause: Clause<'_>) -> Option<usize> {
        let reports = |at: &usize| self.reports(*at);
        if let Some(report) = clause.items().find(reports) {
            return Some(report);
        }
        let comma = clause.start.checked_sub(1).filter(|&at| !self.sentence_ends(at))?;
        let last = comma.checked_sub(1)?;
        if matches!(self.word(clause.start), "что" | "чтобы" | "будто" | "мол") {
            let (start, _) = self.around(last, comma, |at| self.clause_ends(at));
            return (start..comma).find(reports);
        }
        Some(last).filter(reports)
    }

    fn reports(&self, at: usize) -> bool {
        let word = self.word(at);
        matches!(self.lexeme(at), Lexeme::Unknown | Lexeme::Was)
            && beginnings::fits(&REPORTS, word)
            && !["ть", "ите", "у", "ю", "м"].iter().any(|ending| word.ends_with(ending))
    }

    /// «сшить к 8 марта», «нужно до пятницы»: something has to be ready by then.
    fn is_deadline(&self, clause: Clause<'_>) -> Option<usize> {
        let phrase = clause.phrase;
        let by = matches!(self.word(phrase.first), "до" | "к" | "ко");
        let [Meaning::Day(day)] = phrase.pieces.as_slice() else { return None };
        if !by || *day == Day::Ahead(0) {
            return None;
        }
        let alone = clause.items().next().is_none();
        let meets = clause.items().any(|at| self.is_meeting(at));
        (!alone && !meets).then_some(phrase.first)
    }

    /// Whether a cue speaks of a call or a visit, or of being free, rather than of a mere wish.
    fn is_meeting(&self, at: usize) -> bool {
        let word = self.word(at);
        self.lexeme(at) == Lexeme::Cue
            && (beginnings::fits(&CUES, word)
                || beginnings::fits(&ERRANDS, word)
                || matches!(word, "могу" | "буду"))
            && !matches!(word, "можно" | "сможете" | "сможем" | "жду")
    }

    /// «акт подписан 20.11», «можно оплатить 15 числа?»: the date of a paper, a payment, an event.
    fn is_about_paper(&self, clause: Clause<'_>) -> Option<usize> {
        // «оплата придёт во вторник»: a paper comes too, but nobody is met.
        let met =
            |at: usize| self.is_meeting(at) && verbs::verb(self.word(at)) != Some(Verb::Third);
        if clause.items().any(|at| met(at) || self.leads_here(at)) {
            return None;
        }
        clause.items().find(|&at| {
            self.lexeme(at) == Lexeme::Unknown && beginnings::fits(&EVENTS, self.word(at))
        })
    }

    /// A clause without a cue: who or what it is about instead.
    fn has_other_matter(&self, clause: Clause<'_>) -> Option<usize> {
        // «завтра до +30»: the weather.
        let warm = |at: usize| {
            self.lexeme(at) == Lexeme::Sign('+')
                && matches!(self.lexeme(at + 1), Lexeme::Digits(_, 1..=2))
        };
        let counted = |at: &usize| self.is_price(*at) || self.word(*at) == "лет" || warm(*at);
        if let Some(counted) = clause.items().find(counted) {
            return Some(counted);
        }
        if self.asks(clause) || self.is_presence(clause) {
            return None;
        }
        let (start, stop) =
            self.around(clause.phrase.first, clause.phrase.end, |at| self.sentence_ends(at));
        let cued = (start..stop).any(|at| self.lexeme(at) == Lexeme::Cue);
        if let Some(strange) = self.is_strange(clause).filter(|_| !cued) {
            return Some(strange);
        }
        let deed = |at: &usize| match self.deed(*at) {
            Some(Verb::Third) => true,
            Some(Verb::First) => !cued || self.is_habit(clause.phrase),
            Some(Verb::Habit) => !cued,
            Some(Verb::Past) | None => false,
        };
        clause.items().find(deed).or_else(|| {
            let company = clause.items().find(|&at| self.is_company(at))?;
            (!cued && !clause.items().any(|at| self.is_speaker(at))).then_some(company)
        })
    }

    /// «пью таблетки утром и вечером, можно ли …»: parts of the day alone, and no word of a call,
    /// beside what the customer does.
    fn is_habit(&self, phrase: &Phrase) -> bool {
        let parts = phrase.pieces.iter().all(|piece| matches!(piece, Meaning::Part(_)));
        parts && !self.asks_to_call(phrase)
    }

    /// «дома», «бывает у меня»: somebody is there.
    pub fn is_presence(&self, clause: Clause<'_>) -> bool {
        clause.items().any(|at| matches!(self.word(at), "дома" | "бываю" | "бывает"))
    }

    /// The word too many that has nothing to do with the customer or with calling.
    fn is_strange(&self, clause: Clause<'_>) -> Option<usize> {
        let speaks = clause.items().any(|at| {
            let word = self.word(at);
            beginnings::fits(&FAMILY, word) || matches!(word, "я" | "мы" | "мне" | "нам")
        });
        let mut strange = clause.items().filter(|&at| self.lexeme(at) == Lexeme::Unknown);
        strange.nth(MOST_STRANGE).filter(|_| !speaks)
    }

    /// «нужен», «прошу», «подавайте», «если», «бы»: something is asked for.
    pub fn asks(&self, clause: Clause<'_>) -> bool {
        clause.items().any(|at| {
            let word = self.word(at);
            let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
            // «подскажите», «простите»: politeness asks for nothing.
            let polite = ends(&["кажите", "стите"]);
            let unlisted = self.lexeme(at) == Lexeme::Unknown && !polite;
            WISHES.contains(&word)
                || beginnings::fits(&ASKS, word)
                || ends(&["йте", "йтесь", "ьте", "ьтесь"])
                || (clause.requests && unlisted && ends(&["ите", "итесь"]))
        })
    }

    /// «сколько», «дороже»: a price or an amount is asked.
    pub fn is_price(&self, at: usize) -> bool {
        PRICES.contains(&self.word(at))
    }

    /// «я», «мне», «нас»
    fn is_speaker(&self, at: usize) -> bool {
        matches!(self.word(at), "я" | "мы" | "мне" | "меня" | "нам" | "нас")
    }

    /// «у вас», «вы», «ваш»
    fn is_company(&self, at: usize) -> bool {
        let word = self.word(at);
        matches!(word, "вы")
            || word == "вас" && at > 0 && self.word(at - 1) == "у"
            || matches!(word, "ваш" | "ваша" | "ваше" | "ваши" | "вашем" | "вашей" | "вашего")
    }

    /// What the unlisted verb at `at` tells.
    pub fn deed(&self, at: usize) -> Option<Verb> {
        (self.lexeme(at) == Lexeme::Unknown).then(|| verbs::verb(self.word(at))).flatten()
    }

    /// Whether the sentence asks for a call outright.
    pub fn asks_to_call(&self, phrase: &Phrase) -> bool {
        let (start, stop) = self.around(phrase.first, phrase.end, |at| self.sentence_ends(at));
        (start..stop).any(|at| {
            let word = self.word(at);
            beginnings::fits(&CALLS, word) && word != "звонки"
        })
    }
}

/// With more words of other meanings a clause without a cue is about something else.
const MOST_STRANGE: usize = 2;

/// Words that make a wish of any verb.
const WISHES: &[&str] = &["бы", "б", "если", "чтобы", "пусть", "когда", "нормально"];

/// Words a price or an amount is asked with.
const PRICES: &[&str] = &[
    "сколько",
    "скока",
    "стоит",
    "стоить",
    "стоят",
    "стоимость",
    "почем",
    "цена",
    "цены",
    "расценки",
    "обойдется",
    "дороже",
    "дешевле",
];
