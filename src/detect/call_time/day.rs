//! Reads days: «завтра», «в эту пятницу», «пн-пт», «15 мая», «20.11», «23 числа».

use super::lexicon::Lexeme;
use super::piece::{Day, Meaning, Piece, Trust, Which};
use super::reader::Reader;

impl Reader<'_> {
    /// The day that begins at `at`.
    pub fn day(&self, at: usize) -> Option<Piece> {
        let piece = |day, end, trust| Some(Piece { meaning: Meaning::Day(day), end, trust });
        match self.lexeme(at) {
            Lexeme::Weekend => piece(Day::Weekend, at + 1, self.trust_without_lead(at)),
            Lexeme::SomeDay => piece(Day::Several, at + 1, self.trust_without_lead(at)),
            Lexeme::Phase if matches!(self.lexeme(at + 1), Lexeme::Month(_)) => {
                piece(Day::Several, at + 2, Trust::Sure)
            }
            Lexeme::Ahead(0) => piece(Day::Ahead(0), at + 1, Trust::Cued),
            Lexeme::Ahead(days) => piece(Day::Ahead(u32::from(days)), at + 1, Trust::Sure),
            _ => self.weekday(at).or_else(|| self.date(at)),
        }
    }

    /// «провожу выходные», «каждый день» need a word about calling, «в выходные» needs none.
    fn trust_without_lead(&self, at: usize) -> Trust {
        let bare = matches!(
            self.word(at),
            "выходные" | "будни" | "будние" | "рабочие" | "каждый" | "ежедневно"
        );
        if bare { Trust::Cued } else { Trust::Sure }
    }

    /// «в пятницу», «всю субботу», «со следующей среды по пятницу», «пн-пт»
    fn weekday(&self, at: usize) -> Option<Piece> {
        // «всю субботу»
        let led = is_lead(self.lexeme(at)) || matches!(self.word(at), "всю" | "весь" | "все");
        let mut next = at + usize::from(led);
        let which = match self.lexeme(next) {
            Lexeme::This => Which::This,
            Lexeme::Next => Which::NextWeek,
            _ => Which::Coming,
        };
        next += usize::from(which != Which::Coming);
        let Lexeme::Weekday(day) = self.lexeme(next) else { return None };
        let mut end = next + 1;
        if self.lexeme(end) == Lexeme::Sign('.') && self.glued(end) && self.word(next).len() <= 6 {
            end += usize::from(self.adjacent(end + 1));
        }
        let links = matches!(
            self.lexeme(end),
            Lexeme::Sign('-') | Lexeme::Until | Lexeme::Along | Lexeme::To
        );
        let several = links && matches!(self.lexeme(end + 1), Lexeme::Weekday(_));
        if several {
            end += 2;
        }
        let english = self.word(next).is_ascii() && self.word(next).len() > 3;
        let since = self.lexeme(at) == Lexeme::From && !several;
        let trust = if since {
            Trust::Cued
        } else if led || several || english || which != Which::Coming {
            Trust::Sure
        } else {
            Trust::Whole
        };
        let day = if several { Day::Several } else { Day::Weekday(day, which) };
        Some(Piece { meaning: Meaning::Day(day), end, trust })
    }

    /// «15 мая», «до 20.11», «23 числа», «пятнадцатого», `May 15`
    fn date(&self, at: usize) -> Option<Piece> {
        let led = matches!(
            self.lexeme(at),
            Lexeme::Until | Lexeme::After | Lexeme::From | Lexeme::Toward | Lexeme::Along
        ) || (self.lexeme(at) == Lexeme::On && self.word(at) == "on");
        let first = at + usize::from(led);
        let found = self.named_date(first).or_else(|| self.dotted_date(first));
        let (day, end, trust) = found?;
        Some(Piece { meaning: Meaning::Day(day), end, trust })
    }

    /// A date with the month, or «числа», in words.
    fn named_date(&self, at: usize) -> Option<(Day, usize, Trust)> {
        if let (Lexeme::Month(month), Lexeme::Digits(day, 1..=2)) =
            (self.lexeme(at), self.lexeme(at + 1))
        {
            let end = at + 2 + usize::from(self.glued(at + 2) && is_ordinal(self.word(at + 2)));
            let known = self.word(at).is_ascii() && valid(day, u32::from(month));
            return known.then_some((Day::Date(day, u32::from(month), None), end, Trust::Sure));
        }
        if let (Lexeme::OfMonth, Some((day, end, _))) = (self.lexeme(at), self.day_number(at + 1)) {
            let led = self.word(at) == "числа" && !self.runs_on(end) && !self.is_unit(end);
            return led.then_some((Day::OfMonth(day), end, Trust::Cued));
        }
        let (day, mut end, ordinal) = self.day_number(at)?;
        if matches!(self.lexeme(end), Lexeme::Sign('-') | Lexeme::Or | Lexeme::And | Lexeme::Along)
            && let Some((_, after, _)) = self.day_number(end + 1)
            && matches!(self.lexeme(after), Lexeme::Month(_) | Lexeme::OfMonth)
        {
            end = after;
        }
        match self.lexeme(end) {
            Lexeme::Month(month) => {
                let month = u32::from(month);
                let (year, end) = self.year(end + 1);
                valid(day, month).then_some((Day::Date(day, month, year), end, Trust::Sure))
            }
            Lexeme::OfMonth => Some((Day::OfMonth(day), end + 1, Trust::Sure)),
            _ if ordinal => {
                let digits = matches!(self.lexeme(at), Lexeme::Digits(..));
                // «второе» is a dish as well, or a choice.
                let trust = match self.word(at) {
                    _ if digits => Trust::Cued,
                    word if word.ends_with("ое") => Trust::Asked,
                    _ => Trust::Whole,
                };
                Some((Day::OfMonth(day), end, trust))
            }
            _ => None,
        }
    }

    /// «15», «15-го», «двадцать пятого»: the day, the item after, whether it is an ordinal.
    fn day_number(&self, at: usize) -> Option<(u32, usize, bool)> {
        match (self.lexeme(at), self.lexeme(at + 1)) {
            (Lexeme::Digits(day, 1..=2), _) if (1..=31).contains(&day) && self.opens_number(at) => {
                let hyphen = usize::from(self.lexeme(at + 1) == Lexeme::Sign('-'));
                let suffix = at + 1 + hyphen;
                if self.glued(suffix) && is_ordinal(self.word(suffix)) {
                    Some((day, suffix + 1, true))
                } else {
                    Some((day, at + 1, false))
                }
            }
            (Lexeme::Count(tens @ (20 | 30)), Lexeme::Nth(unit @ 1..=9)) => {
                Some((u32::from(tens + unit), at + 2, true)).filter(|(day, ..)| *day <= 31)
            }
            (Lexeme::Nth(day), _) => Some((u32::from(day), at + 1, true)),
            _ => None,
        }
    }

    /// «2026 года», «. 2026 г.», «текущего года» behind a month.
    fn year(&self, at: usize) -> (Option<i32>, usize) {
        let dot = self.lexeme(at) == Lexeme::Sign('.') && self.glued(at) && self.adjacent(at + 1);
        if dot && let (Some(year), end) = self.year(at + 1) {
            return (Some(year), end);
        }
        match self.lexeme(at) {
            _ if matches!(self.word(at), "текущего" | "этого" | "сего")
                && self.word(at + 1) == "года" =>
            {
                (None, at + 2)
            }
            Lexeme::Digits(year @ 1900..=2199, 4) => {
                let named = matches!(self.word(at + 1), "г" | "года" | "год");
                let end = at + 1 + usize::from(named);
                let end = if named { self.past_dot(end) } else { end };
                (i32::try_from(year).ok(), end)
            }
            _ => (None, at),
        }
    }

    /// Past the dot of «20.11.» or «2026 г.» when an hour is led in behind it.
    fn past_dot(&self, at: usize) -> usize {
        let dot = self.lexeme(at) == Lexeme::Sign('.') && self.glued(at);
        let hour = match (self.lexeme(at + 1), self.lexeme(at + 2)) {
            (lead, Lexeme::Digits(_, 1..=2) | Lexeme::Count(_)) if is_lead(lead) => true,
            (Lexeme::Digits(_, 1..=2), Lexeme::Sign(':')) => self.glued(at + 2),
            _ => false,
        };
        if dot && hour && self.adjacent(at + 1) && !self.glued(at + 1) { at + 1 } else { at }
    }

    /// «20.11», «20.11.2026», «20/11»
    pub fn dotted_date(&self, at: usize) -> Option<(Day, usize, Trust)> {
        let (Lexeme::Digits(day, 1..=2), Lexeme::Sign(dot @ ('.' | '/'))) =
            (self.lexeme(at), self.lexeme(at + 1))
        else {
            return None;
        };
        let Lexeme::Digits(month, 2) = self.lexeme(at + 2) else { return None };
        let touching = self.glued(at + 1) && self.glued(at + 2) && self.opens_number(at);
        if !touching || !valid(day, month) {
            return None;
        }
        let dated = self.lexeme(at + 3) == Lexeme::Sign(dot) && self.glued(at + 3);
        let (year, end) = match self.lexeme(at + 4) {
            Lexeme::Digits(year @ 1900..=2199, 4) if dated => (i32::try_from(year).ok(), at + 5),
            Lexeme::Digits(year @ 20..=40, 2) if dated => (i32::try_from(2000 + year).ok(), at + 5),
            _ => (None, self.past_dot(at + 3)),
        };
        if self.runs_on(end) || self.is_unit(end) {
            return None;
        }
        let trust = if year.is_some() { Trust::Sure } else { Trust::Cued };
        Some((Day::Date(day, month, year), end, trust))
    }
}

fn is_lead(lexeme: Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::At
            | Lexeme::On
            | Lexeme::Toward
            | Lexeme::Until
            | Lexeme::After
            | Lexeme::From
            | Lexeme::Along
    )
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "го" | "ого" | "е" | "ое" | "му" | "th" | "st" | "nd" | "rd")
}

fn valid(day: u32, month: u32) -> bool {
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=longest).contains(&day)
}
