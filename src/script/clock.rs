//! The clock lines: how much time passes, and what the clock then shows.

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday,
};
use chrono_tz::Tz;

use crate::simulation::moment;

use super::keyword::normalize;

/// `Прошло: 31 минута`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed(pub TimeDelta);

/// `Сейчас: вс 23:10`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    day: Option<Day>,
    time: NaiveTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    Date(NaiveDate),
    Week(Weekday),
}

const SECONDS: &[(&str, i64)] = &[
    ("с", 1),
    ("сек", 1),
    ("м", 60),
    ("мин", 60),
    ("ч", 3600),
    ("час", 3600),
    ("д", 86_400),
    ("ден", 86_400),
    ("дн", 86_400),
    ("сут", 86_400),
    ("нед", 604_800),
    ("s", 1),
    ("sec", 1),
    ("m", 60),
    ("min", 60),
    ("h", 3600),
    ("hour", 3600),
    ("hr", 3600),
    ("d", 86_400),
    ("day", 86_400),
    ("w", 604_800),
    ("week", 604_800),
];

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("пн", Weekday::Mon),
    ("понедельник", Weekday::Mon),
    ("вт", Weekday::Tue),
    ("вторник", Weekday::Tue),
    ("ср", Weekday::Wed),
    ("среда", Weekday::Wed),
    ("чт", Weekday::Thu),
    ("четверг", Weekday::Thu),
    ("пт", Weekday::Fri),
    ("пятница", Weekday::Fri),
    ("сб", Weekday::Sat),
    ("суббота", Weekday::Sat),
    ("вс", Weekday::Sun),
    ("воскресенье", Weekday::Sun),
];

/// Reads «31 минута», «1 час 30 минут», «полчаса», `1h30m`.
pub fn read_passed(text: &str) -> Option<Passed> {
    let text = normalize(text);
    match text.as_str() {
        "полчаса" | "half an hour" => return Some(Passed(TimeDelta::minutes(30))),
        "час" | "an hour" => return Some(Passed(TimeDelta::hours(1))),
        "день" | "сутки" | "a day" => return Some(Passed(TimeDelta::days(1))),
        _ => {}
    }
    let (mut seconds, mut rest) = (0_i64, text.as_str());
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        let count: i64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let word = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
        seconds = seconds.checked_add(count.checked_mul(unit(&rest[..word])?)?)?;
        rest = rest[word..].trim_start_matches(['.', ',', ' ']);
        rest = rest.strip_prefix("и ").or(rest.strip_prefix("and ")).unwrap_or(rest);
    }
    // Ten years are further than any rule looks.
    (1..=315_360_000).contains(&seconds).then(|| Passed(TimeDelta::seconds(seconds)))
}

/// The seconds in a unit, whatever its ending.
fn unit(word: &str) -> Option<i64> {
    let whole = SECONDS.iter().find(|(unit, _)| *unit == word);
    let beginning = || {
        let long = SECONDS.iter().filter(|(unit, _)| unit.chars().count() >= 2);
        long.filter(|(unit, _)| word.starts_with(unit)).max_by_key(|(unit, _)| unit.len())
    };
    whole.or_else(beginning).map(|(_, seconds)| *seconds)
}

impl Moment {
    /// Reads «вс 23:10», `2026-12-31 12:00`, «31.12.2026 12:00», «23:10».
    pub fn read(text: &str) -> Option<Self> {
        let text = normalize(text).replace(',', " ");
        let mut words = text.split_whitespace().filter(|word| !matches!(*word, "в" | "at"));
        let (first, second) = (words.next()?, words.next());
        if words.next().is_some() {
            return None;
        }
        let (day, time) = match second {
            Some(time) => (Some(Day::read(first)?), time),
            None => (None, first),
        };
        Some(Self { day, time: NaiveTime::parse_from_str(time, "%H:%M").ok()? })
    }

    /// The moment meant: the first such one not before `now`, or the date itself.
    pub fn after(self, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let local = now.with_timezone(&zone).naive_local();
        match self.day {
            Some(Day::Date(date)) => moment(date.and_time(self.time), zone),
            _ => moment(self.first_not_before(local), zone),
        }
    }

    fn first_not_before(self, now: NaiveDateTime) -> NaiveDateTime {
        let fits = |day: &NaiveDate| match self.day {
            Some(Day::Week(weekday)) => day.weekday() == weekday,
            _ => true,
        };
        (0..=7)
            .filter_map(|ahead| now.date().checked_add_days(Days::new(ahead)))
            .filter(fits)
            .map(|day| day.and_time(self.time))
            .find(|moment| *moment >= now)
            .unwrap_or(now)
    }
}

impl Day {
    fn read(word: &str) -> Option<Self> {
        if let Some((_, weekday)) = WEEKDAYS.iter().find(|(name, _)| *name == word) {
            return Some(Day::Week(*weekday));
        }
        ["%Y-%m-%d", "%d.%m.%Y"]
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(word, format).ok())
            .map(Day::Date)
            .or_else(|| word.parse().ok().map(Day::Week))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(text: &str) -> Option<i64> {
        read_passed(text).map(|passed| passed.0.num_minutes())
    }

    #[test]
    fn time_passes_in_either_language() {
        assert_eq!(minutes("31 минута"), Some(31));
        assert_eq!(minutes("1 час 30 минут"), Some(90));
        assert_eq!(minutes("1h30m"), Some(90));
        assert_eq!(minutes("2 дня"), Some(2880));
        assert_eq!(minutes("7 дней и 1 час"), Some(7 * 1440 + 60));
        assert_eq!(minutes("полчаса"), Some(30));
        assert_eq!(minutes("20 minutes"), Some(20));
        assert_eq!(minutes("5 попугаев"), None);
        assert_eq!(minutes("99999999999999999999 минут"), None);
        assert_eq!(minutes(""), None);
    }

    #[test]
    fn a_weekday_is_the_next_one_and_today_when_it_is_still_ahead() {
        let zone = chrono_tz::Europe::Moscow;
        let monday_noon = crate::simulation::first_monday(zone);
        let at = |text: &str| {
            let moment = Moment::read(text).expect("a moment").after(monday_noon, zone);
            moment.with_timezone(&zone).format("%m-%d %H:%M").to_string()
        };
        assert_eq!(at("вс 23:10"), "06-07 23:10");
        assert_eq!(at("пн 12:00"), "06-01 12:00");
        assert_eq!(at("пн 11:59"), "06-08 11:59");
        assert_eq!(at("Sunday 9:05"), "06-07 09:05");
        assert_eq!(at("2026-12-31 12:00"), "12-31 12:00");
        assert_eq!(at("23:10"), "06-01 23:10");
        assert_eq!(at("11:00"), "06-02 11:00");
        assert!(Moment::read("когда-нибудь").is_none());
        assert!(Moment::read("вс 25:10").is_none());
    }
}
