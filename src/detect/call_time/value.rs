//! Turns the pieces of a phrase into a day and hours in the company's time zone.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::piece::{Day, Form, Meaning, Point, Which, Window};
use crate::dialog::{CallTime, DayPart};

/// The value of a phrase written as `written` at the local moment `now`.
///
/// Of alternatives («завтра или в пятницу») the first counts. None when the day has passed.
pub fn value(pieces: &[Meaning], written: &str, now: NaiveDateTime) -> Option<CallTime> {
    let mut time = CallTime { written: written.to_owned(), ..CallTime::default() };
    let part = pieces.iter().find_map(|meaning| match meaning {
        Meaning::Part(part) => Some(*part),
        _ => None,
    });
    for meaning in pieces {
        if let Meaning::Day(day @ Day::Date(.., Some(_))) = meaning {
            // «пятница, 18 июля 2014»: gone by, whatever the weekday.
            date(*day, now.date())?;
        }
    }
    if let Some(named) = named_twice(pieces, now.date()) {
        time.date = date(named, now.date())?;
    }
    for meaning in pieces {
        match *meaning {
            Meaning::Day(day) if time.date.is_none() => time.date = date(day, now.date())?,
            Meaning::InMinutes(minutes) if time.from.is_none() => {
                let moment = now.checked_add_signed(Duration::minutes(i64::from(minutes)))?;
                (time.date, time.from) = (Some(moment.date()), Some(to_minute(moment.time())));
            }
            Meaning::ForMinutes(minutes) if time.from.is_none() => {
                let moment = now.checked_add_signed(Duration::minutes(i64::from(minutes)))?;
                time.date = Some(now.date());
                time.from = Some(to_minute(now.time()));
                time.to = (moment.date() == now.date()).then(|| to_minute(moment.time()));
            }
            _ => {}
        }
    }
    let window = pieces.iter().find_map(|meaning| match meaning {
        Meaning::Window(window) => Some(*window),
        _ => None,
    });
    match window {
        Some(window) => {
            let today = (time.date == Some(now.date())).then_some(now.time());
            (time.from, time.to) = hours(window, part, today);
        }
        None if time.from.is_none() => time.part = part,
        None => {}
    }
    Some(time)
}

/// «в среду, 25 ноября»: the date that a weekday is named with is the day that is meant.
fn named_twice(pieces: &[Meaning], today: NaiveDate) -> Option<Day> {
    pieces.iter().find_map(|meaning| {
        let Meaning::Day(day @ Day::Date(..)) = *meaning else { return None };
        let weekday = date(day, today)??.weekday().num_days_from_monday();
        let named = |meaning: &Meaning| match meaning {
            Meaning::Day(Day::Weekday(other, _)) => u32::from(*other) == weekday,
            _ => false,
        };
        pieces.iter().any(named).then_some(day)
    })
}

/// The date of a day; the inner none for days without one, the outer for a day gone by.
#[expect(clippy::option_option, reason = "no date and a past date are different answers")]
fn date(day: Day, today: NaiveDate) -> Option<Option<NaiveDate>> {
    let ahead = |days: u32| today.checked_add_days(Days::new(u64::from(days)));
    Some(match day {
        Day::Ahead(days) => ahead(days),
        Day::Weekday(weekday, which) => {
            let weekday = u32::from(weekday);
            let current = today.weekday().num_days_from_monday();
            let days = (weekday + 7 - current) % 7;
            match which {
                Which::This => ahead(days),
                Which::Coming if days == 0 => ahead(7),
                Which::Coming => ahead(days),
                Which::NextWeek => ahead(7 - current + weekday),
            }
        }
        Day::Weekend if today.weekday().num_days_from_monday() >= 5 => Some(today),
        Day::Weekend => ahead(5 - today.weekday().num_days_from_monday()),
        Day::Several => None,
        Day::Date(day, month, Some(year)) => {
            let date = NaiveDate::from_ymd_opt(year, month, day)?;
            if date < today {
                return None;
            }
            Some(date)
        }
        Day::Date(day, month, None) => (0..=8)
            .filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, day))
            .find(|date| *date >= today),
        Day::OfMonth(day) => {
            let this = today.with_day(1)?;
            (0..12)
                .filter_map(|months| {
                    this.checked_add_months(chrono::Months::new(months))?.with_day(day)
                })
                .find(|date| *date >= today)
        }
    })
}

/// From and to on the clock, morning or evening decided by what is near.
fn hours(
    window: Window,
    part: Option<DayPart>,
    today: Option<NaiveTime>,
) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let shared = window.to.and_then(|to| to.part).filter(|_| window.from.is_some());
    let to_alone = window.from.is_none();
    let from = window.from.map(|point| {
        let inherited = match (point.part, shared) {
            (None, Some(DayPart::Evening | DayPart::Morning))
                if window.to.is_some_and(|to| to.hour > point.hour) =>
            {
                shared
            }
            (own, _) => own,
        };
        clock(Point { part: inherited, ..point }, part, false)
    });
    let to = window.to.map(|point| clock(point, part, to_alone));
    match (from, to) {
        (Some(from), Some(to)) if to <= from => {
            let later = to + 12 * 60;
            let plain = window.from.map_or(from, |point| point.hour * 60 + point.minute);
            if to < 12 * 60 && later > from {
                (of_minutes(from), of_minutes(later))
            } else if plain < to {
                (of_minutes(plain), of_minutes(to))
            } else {
                (of_minutes(from), of_minutes(to))
            }
        }
        (Some(from), None) => {
            let vague =
                window.from.is_some_and(|point| point.part.is_none() && point.form < Form::Exact);
            let gone = today.is_some_and(|now| from <= now.hour() * 60 + now.minute());
            let moved = if vague && gone && from < 12 * 60 { from + 12 * 60 } else { from };
            (of_minutes(moved), None)
        }
        (from, to) => (from.and_then(of_minutes), to.and_then(of_minutes)),
    }
}

/// Minutes since midnight. A call at six is in the evening unless said otherwise.
fn clock(point: Point, part: Option<DayPart>, bounds_end: bool) -> u32 {
    let afternoon = match point.part.or(part) {
        Some(DayPart::Day | DayPart::Afternoon) => point.hour < 11,
        Some(DayPart::Evening) => point.hour < 12,
        Some(DayPart::Night) => (9..12).contains(&point.hour),
        Some(DayPart::Morning | DayPart::BeforeNoon) => false,
        Some(DayPart::Any) | None => {
            let last = if bounds_end && point.form < Form::Exact { 8 } else { 7 };
            let last = if point.form == Form::Exact || point.minute > 0 { 6 } else { last };
            (1..=last).contains(&point.hour)
        }
    };
    let midnight =
        point.hour == 12 && matches!(point.part, Some(DayPart::Night | DayPart::Morning));
    let hour = if midnight { 0 } else { point.hour + if afternoon { 12 } else { 0 } };
    hour * 60 + point.minute
}

fn of_minutes(minutes: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(minutes / 60 % 24, minutes % 60, 0)
}

fn to_minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}
