//! Reads moments counted from now: «через полчаса», «минут через 20», «в течение часа».

use super::beginnings::{self, CALLS};
use super::lexicon::Lexeme;
use super::piece::{Day, Meaning, Piece, Trust};
use super::reader::Reader;

const DAY: u32 = 24 * 60;

impl Reader<'_> {
    /// The moment that begins at `at`.
    pub fn moment(&self, at: usize) -> Option<Piece> {
        let at = at + usize::from(self.lexeme(at) == Lexeme::Roughly);
        match self.lexeme(at) {
            Lexeme::Within => {
                let start = self.past_roughly(at + 1);
                let (minutes, end) = match self.unit(start) {
                    Some((unit, after)) if self.number(after).is_some() => {
                        let (count, end) = self.counted(after)?;
                        (count.checked_mul(unit)?, end)
                    }
                    _ => self.duration(start)?,
                };
                self.later(minutes, end)
            }
            Lexeme::Minute | Lexeme::Hour if self.lexeme(at + 1) == Lexeme::Within => {
                let unit = if self.lexeme(at) == Lexeme::Hour { 60 } else { 1 };
                let (count, end) = self.counted(at + 2)?;
                self.later(count * unit, end)
            }
            Lexeme::Now | Lexeme::RightNow => {
                let sure = self.lexeme(at) == Lexeme::RightNow || self.beside_call(at);
                let trust = if sure { Trust::Cued } else { Trust::Whole };
                Some(Piece { meaning: Meaning::InMinutes(0), end: at + 1, trust })
            }
            Lexeme::During => self.during(self.past_roughly(at + 1)),
            Lexeme::At | Lexeme::On if self.is_nearest(at + 1) => self.during(at + 2),
            Lexeme::This if self.is_nearest(at) => self.during(at + 1),
            _ => None,
        }
    }

    /// «ближайшие» before a stretch of time.
    fn is_nearest(&self, at: usize) -> bool {
        self.lexeme(at) == Lexeme::This && self.word(at).starts_with("ближайш")
    }

    /// «наберите сейчас»: beside a call asked for, now is when.
    fn beside_call(&self, at: usize) -> bool {
        let asks = |at: usize| {
            let word = self.word(at);
            (beginnings::fits(&CALLS, word) || word.starts_with("приезж"))
                && ["те", "тесь"].iter().any(|ending| word.ends_with(ending))
        };
        asks(at + 1) || at.checked_sub(1).is_some_and(asks)
    }

    /// Within the stretch that begins at `at`: a day or more has no hours.
    fn during(&self, at: usize) -> Option<Piece> {
        let (minutes, end) = self.duration(at)?;
        if minutes > 7 * DAY {
            return None;
        }
        let meaning =
            if minutes < DAY { Meaning::ForMinutes(minutes) } else { Meaning::Day(Day::Several) };
        Some(Piece { meaning, end, trust: Trust::Cued })
    }

    fn past_roughly(&self, at: usize) -> usize {
        at + usize::from(matches!(self.lexeme(at), Lexeme::Roughly | Lexeme::This))
    }

    fn later(&self, minutes: u32, end: usize) -> Option<Piece> {
        if self.lexeme(end) == Lexeme::After || self.runs_on(end) {
            return None;
        }
        let meaning = if minutes >= DAY && minutes.is_multiple_of(DAY) {
            Meaning::Day(Day::Ahead(minutes / DAY))
        } else {
            Meaning::InMinutes(minutes)
        };
        Some(Piece { meaning, end, trust: Trust::Sure })
    }

    /// «20 минут», «час», «полтора часа», «неделю»: in minutes.
    fn duration(&self, at: usize) -> Option<(u32, usize)> {
        match self.lexeme(at) {
            Lexeme::Minutes(minutes) => Some((u32::from(minutes), at + 1)),
            Lexeme::Days(days) => Some((u32::from(days) * DAY, at + 1)),
            Lexeme::Hour | Lexeme::Minute | Lexeme::Week | Lexeme::DayUnit => {
                let (unit, end) = self.unit(at)?;
                let (more, end) = match self.lexeme(end) {
                    Lexeme::Sign('-') => match self.lexeme(end + 1) {
                        Lexeme::Hour | Lexeme::Digits(..) | Lexeme::Count(_) => (
                            0,
                            self.duration(end + 1)
                                .or_else(|| self.number(end + 1))
                                .map_or(end, |(_, end)| end),
                        ),
                        Lexeme::Unknown if self.word(end + 1) == "полтора" => (0, end + 2),
                        Lexeme::Unknown if self.word(end + 1) == "другой" => (0, end + 2),
                        _ => (0, end),
                    },
                    _ => (0, end),
                };
                Some((unit + more, end))
            }
            Lexeme::Digits(hours, 1)
                if matches!(self.lexeme(at + 1), Lexeme::Sign('.' | ','))
                    && self.lexeme(at + 2) == Lexeme::Digits(5, 1)
                    && self.glued(at + 2)
                    && self.lexeme(at + 3) == Lexeme::Hour =>
            {
                Some((60 * hours + 30, at + 4))
            }
            _ => {
                let (count, end) = self.counted(at)?;
                let (unit, end) = self.unit(end)?;
                let minutes = count.checked_mul(unit)?;
                let (extra, end) = self.extra_minutes(unit, end);
                Some((minutes + extra, end))
            }
        }
    }

    /// «… 30 минут» behind hours.
    fn extra_minutes(&self, unit: u32, at: usize) -> (u32, usize) {
        match self.number(at) {
            Some((minutes, end)) if unit == 60 && self.lexeme(end) == Lexeme::Minute => {
                (minutes, end + 1)
            }
            _ => (0, at),
        }
    }

    /// A number, or the first of two: «2-3», «час-два» aside.
    fn counted(&self, at: usize) -> Option<(u32, usize)> {
        let (count, end) = self.number(at)?;
        let links = matches!(self.lexeme(end), Lexeme::Sign('-') | Lexeme::Or);
        let second = match self.lexeme(end + 1) {
            Lexeme::Digits(second, 1..=3) => Some((second, end + 2)),
            _ => self.count(end + 1),
        };
        match second {
            Some((_, after)) if links => Some((count, after)),
            _ => Some((count, end)),
        }
    }

    fn unit(&self, at: usize) -> Option<(u32, usize)> {
        let minutes = match self.lexeme(at) {
            Lexeme::Minute => 1,
            Lexeme::Hour => 60,
            Lexeme::DayUnit => DAY,
            Lexeme::OfDay(_) if self.word(at) == "дня" => DAY,
            Lexeme::Week => 7 * DAY,
            Lexeme::Days(30) => 30 * DAY,
            Lexeme::Unit if matches!(self.word(at), "месяца" | "месяцев") => 30 * DAY,
            _ => return None,
        };
        Some((minutes, at + 1))
    }
}
