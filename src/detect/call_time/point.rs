//! Reads one hour: «15:30», «пять вечера», «полшестого», «без четверти семь», `3pm`.

use super::lexicon::Lexeme;
use super::piece::{Form, Point};
use super::reader::Reader;
use crate::dialog::DayPart;

impl Reader<'_> {
    /// The hour that begins at `at`, and the item after it.
    ///
    /// `led` tells that a preposition leads it: then «15.30» and «час» are hours.
    pub fn point(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        let (mut point, mut end) = match self.lexeme(at) {
            Lexeme::Digits(value, length) if length <= 2 => self.digital(at, value, led)?,
            Lexeme::Count(_) => self.worded(at)?,
            Lexeme::Hour if led && matches!(self.word(at), "час" | "часа" | "часу" | "часом") => {
                (bare(1), at + 1)
            }
            _ => return self.fraction(at),
        };
        if point.form == Form::Bare {
            end = self.past_suffix(end);
        }
        if self.lexeme(end) == Lexeme::Hour && end != at {
            (point, end) = match point.form {
                Form::Bare if self.lexeme(end - 1) == Lexeme::Hour => (point, end),
                Form::Bare => self.with_minutes(Point { form: Form::Hours, ..point }, end + 1),
                _ => (Point { form: Form::Exact, ..point }, end + 1),
            };
        }
        if let Some((part, after)) = self.part_of_hour(end) {
            point.part = Some(part);
            end = after;
            let counted = matches!(part, DayPart::Day | DayPart::Night)
                && self.word(after - 1).starts_with(['д', 'н'])
                && point.form == Form::Bare
                // «12 дня» is noon: days would be «12 дней».
                && !(5..=20).contains(&point.hour);
            if !counted {
                point.form = Form::Exact;
            }
        }
        (point.hour <= 24).then_some((point, end))
    }

    /// Past the case ending of a number: «6ти», «18-ти», «2х».
    fn past_suffix(&self, at: usize) -> usize {
        let suffix = at + usize::from(self.lexeme(at) == Lexeme::Sign('-') && self.glued(at));
        let ending = matches!(self.word(suffix), "ти" | "х" | "и" | "ми" | "рех" | "ех" | "ух");
        if ending && self.glued(suffix) { suffix + 1 } else { at }
    }

    /// «утра» behind an hour.
    fn part_of_hour(&self, at: usize) -> Option<(DayPart, usize)> {
        match self.lexeme(at) {
            Lexeme::OfDay(part) => Some((part, at + 1)),
            _ => None,
        }
    }

    /// An hour that begins with digits.
    fn digital(&self, at: usize, hour: u32, led: bool) -> Option<(Point, usize)> {
        if hour > 24 {
            return self.minutes_of(at, hour);
        }
        let exact = |minute, form, end| Some((Point { hour, minute, part: None, form }, end));
        let minute = match self.lexeme(at + 2) {
            Lexeme::Digits(value, 2) if value < 60 => Some(value),
            _ => None,
        };
        let touching = self.glued(at + 1) && self.glued(at + 2);
        match (self.lexeme(at + 1), minute) {
            (Lexeme::Sign(':'), Some(minute)) => return exact(minute, Form::Exact, at + 3),
            (Lexeme::Sign('.' | ';' | ','), Some(minute)) if touching => {
                return exact(minute, Form::Dotted, at + 3);
            }
            (Lexeme::Sign('-'), Some(minute))
                if touching
                    && (minute == 0
                        || minute >= 25
                        || (led && minute % 5 == 0 && minute <= hour)) =>
            {
                return exact(minute, Form::Dotted, at + 3);
            }
            (Lexeme::Digits(minute, 2), _)
                if self.adjacent(at + 1) && minute < 60 && minute % 5 == 0 =>
            {
                return exact(minute, Form::Dotted, at + 2);
            }
            _ => {}
        }
        self.minutes_of(at, hour).or(Some((bare(hour), at + 1)))
    }

    /// «10 минут шестого», «пятнадцать минут восьмого»
    fn minutes_of(&self, at: usize, minute: u32) -> Option<(Point, usize)> {
        match (self.lexeme(at + 1), self.lexeme(at + 2)) {
            (Lexeme::Minute, Lexeme::Nth(next)) if next <= 12 && minute < 60 => {
                Some((before(next, minute), at + 3))
            }
            _ => None,
        }
    }

    /// An hour in words, perhaps with minutes: «семь тридцать», «восемнадцать ноль ноль».
    fn worded(&self, at: usize) -> Option<(Point, usize)> {
        let (hour, end) = self.count(at)?;
        if let Some(found) = self.minutes_of(end - 1, hour) {
            return Some(found);
        }
        if hour > 24 {
            return None;
        }
        let minutes = match (self.lexeme(end), self.lexeme(end + 1)) {
            (Lexeme::Count(0), Lexeme::Count(0)) => Some((0, end + 2)),
            (Lexeme::Count(first), _) if first >= 10 && self.adjacent(end) => self.count(end),
            _ => None,
        };
        Some(match minutes {
            Some((minute, after)) => (Point { hour, minute, part: None, form: Form::Exact }, after),
            None => (bare(hour), end),
        })
    }

    /// A number in words: «двадцать один».
    pub fn count(&self, at: usize) -> Option<(u32, usize)> {
        let Lexeme::Count(first) = self.lexeme(at) else { return None };
        match self.lexeme(at + 1) {
            Lexeme::Count(unit) if first >= 20 && (1..10).contains(&unit) => {
                Some((u32::from(first + unit), at + 2))
            }
            _ => Some((u32::from(first), at + 1)),
        }
    }

    /// A number in digits or words.
    pub fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.lexeme(at) {
            Lexeme::Digits(value, length) if length <= 3 && self.opens_number(at) => {
                Some((value, at + 1))
            }
            _ => self.count(at),
        }
    }

    /// «5 часов 30 минут»
    fn with_minutes(&self, point: Point, at: usize) -> (Point, usize) {
        let minutes = self.number(at).filter(|(minute, _)| *minute < 60);
        match minutes {
            Some((minute, end)) if self.lexeme(end) == Lexeme::Minute => {
                (Point { minute, form: Form::Exact, ..point }, end + 1)
            }
            Some((minute, end)) if self.glued(at) => {
                (Point { minute, form: Form::Exact, ..point }, end)
            }
            Some((minute, end)) if minute % 5 == 0 && minute >= 10 => {
                (Point { minute, form: Form::Exact, ..point }, end)
            }
            _ => (point, at),
        }
    }

    /// «полшестого», «половина шестого», «четверть шестого», «без десяти семь», «полдень».
    fn fraction(&self, at: usize) -> Option<(Point, usize)> {
        let (point, end) = match (self.lexeme(at), self.lexeme(at + 1)) {
            (Lexeme::HalfTo(next), _) => (before(next, 30), at + 1),
            (Lexeme::HourRunning(next), _) => (before(next, 0), at + 1),
            (Lexeme::Named(hour), _) => {
                let part = Some(if hour == 12 { DayPart::Day } else { DayPart::Night });
                let hour = u32::from(hour);
                (Point { hour, minute: 0, part, form: Form::Exact }, at + 1)
            }
            (Lexeme::Half, Lexeme::Nth(next)) if next <= 12 => (before(next, 30), at + 2),
            (Lexeme::Half, Lexeme::Sign('-')) => match self.lexeme(at + 2) {
                Lexeme::Nth(next) if next <= 12 => (before(next, 30), at + 3),
                _ => return None,
            },
            (Lexeme::Quarter, Lexeme::Nth(next)) if next <= 12 => (before(next, 15), at + 2),
            (Lexeme::Past(minute), _) => {
                let (hour, end) = self.number(at + 1).filter(|(hour, _)| *hour <= 12)?;
                let minute = u32::from(minute);
                (Point { hour, minute, part: None, form: Form::Exact }, end)
            }
            (Lexeme::Without, _) => self.lacking(at)?,
            _ => return None,
        };
        Some(match self.part_of_hour(end) {
            Some((part, after)) => (Point { part: Some(part), ..point }, after),
            None => (point, end),
        })
    }

    /// «без четверти шесть», «без 15 шесть», `quarter to six`
    fn lacking(&self, at: usize) -> Option<(Point, usize)> {
        let english = self.word(at) != "без";
        let (lack, mut end) = match self.lexeme(at + 1) {
            _ if english => (15, at + 1),
            Lexeme::Quarter => (15, at + 2),
            // «без двадцати семь» is no twenty-seven.
            Lexeme::Count(lack @ (5 | 10 | 20)) if self.is_last_count(at + 2) => {
                (u32::from(lack), at + 2)
            }
            _ => self.number(at + 1).filter(|(lack, _)| (1..=30).contains(lack))?,
        };
        if self.lexeme(end) == Lexeme::Minute {
            end += 1;
        }
        let (next, end) = match self.lexeme(end) {
            Lexeme::Hour => (1, end + 1),
            _ => self.number(end).filter(|(next, _)| (1..=24).contains(next))?,
        };
        let hour = if next == 1 { 12 } else { next - 1 };
        Some((Point { hour, minute: 60 - lack, part: None, form: Form::Exact }, end))
    }
}

impl Reader<'_> {
    /// Whether a number in words stands at `at`, and no other behind it.
    fn is_last_count(&self, at: usize) -> bool {
        let count = |at: usize| matches!(self.lexeme(at), Lexeme::Count(1..=12));
        count(at) && !count(at + 1)
    }
}

/// A number alone.
fn bare(hour: u32) -> Point {
    Point { hour, minute: 0, part: None, form: Form::Bare }
}

/// So many minutes into the hour that `next` ends.
fn before(next: u8, minute: u32) -> Point {
    let hour = if next == 1 { 12 } else { u32::from(next.saturating_sub(1)) };
    Point { hour, minute, part: None, form: Form::Exact }
}
