//! Working hours as owners write them: `пн-пт 10:00-18:00`.

use chrono::{NaiveDate, NaiveTime};
use toml::de::DeValue;

use crate::rules::DayTime;
use crate::rules::check::Findings;

use super::{Entry, Placed, value};

const DAYS: [[&str; 4]; 7] = [
    ["пн", "понедельник", "mon", "monday"],
    ["вт", "вторник", "tue", "tuesday"],
    ["ср", "среда", "wed", "wednesday"],
    ["чт", "четверг", "thu", "thursday"],
    ["пт", "пятница", "fri", "friday"],
    ["сб", "суббота", "sat", "saturday"],
    ["вс", "воскресенье", "sun", "sunday"],
];

/// What is wrong with a line of hours: the end of a catalogue key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Day,
    Time,
    NoDay,
    NoTime,
}

/// Adds the spans of one line to the week.
pub fn add(text: &Placed<String>, week: &mut [Vec<DayTime>; 7], findings: &mut Findings<'_>) {
    let (key, word) = match parse(&text.value) {
        Ok(spans) => {
            for (day, span) in spans {
                week[day].push(span);
            }
            return;
        }
        Err((Wrong::Day, word)) => ("hours-day", word),
        Err((Wrong::Time, word)) => ("hours-time", word),
        Err((Wrong::NoDay, word)) => ("hours-no-day", word),
        Err((Wrong::NoTime, word)) => ("hours-no-time", word),
    };
    let written = findings.source[text.span.clone()].find(&word);
    let span = match written.filter(|_| !word.is_empty()) {
        Some(at) => text.span.start + at..text.span.start + at + word.len(),
        None => text.span.clone(),
    };
    let days = spoken_days(&word);
    let found = findings.error("bad-value", key, span.clone()).with("value", word).label();
    match days {
        Some(days) => found.similar(span, Some(days.to_owned()), false).done(),
        None => found.help().done(),
    }
}

/// Days by another name, as the file wants them.
fn spoken_days(word: &str) -> Option<&'static str> {
    Some(match word.trim().to_lowercase().as_str() {
        "ежедневно" | "всегда" | "daily" | "everyday" => "пн-вс",
        "круглосуточно" | "24/7" => "пн-вс 00:00-24:00",
        "будни" | "weekdays" => "пн-пт",
        "выходные" | "weekend" | "weekends" => "сб-вс",
        _ => return None,
    })
}

fn parse(text: &str) -> Result<Vec<(usize, DayTime)>, (Wrong, String)> {
    let (mut days, mut spans, mut timed) = (Vec::new(), Vec::new(), true);
    for word in words(text) {
        if word.starts_with(|sign: char| sign.is_ascii_digit()) {
            if days.is_empty() {
                return Err((Wrong::NoDay, word.to_owned()));
            }
            let span = span(word).ok_or_else(|| (Wrong::Time, word.to_owned()))?;
            spans.extend(days.iter().map(|day| (*day, span)));
            timed = true;
        } else {
            if timed {
                days.clear();
            }
            timed = false;
            days.extend(day_range(word).ok_or_else(|| (Wrong::Day, word.to_owned()))?);
        }
    }
    if !timed || spans.is_empty() {
        return Err((Wrong::NoTime, String::new()));
    }
    Ok(spans)
}

/// Words between spaces and commas; a dash with spaces around it holds its sides together.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    let mut begin: Option<usize> = None;
    for (at, sign) in text.char_indices() {
        let inner_space = sign.is_whitespace()
            && (is_dash(text[at..].trim_start()) || text[..at].trim_end().ends_with(DASHES));
        if sign == ',' || (sign.is_whitespace() && !inner_space) {
            words.extend(begin.take().map(|begin| text[begin..at].trim()));
        } else if begin.is_none() && !sign.is_whitespace() {
            begin = Some(at);
        }
    }
    words.extend(begin.map(|begin| text[begin..].trim()));
    words
}

const DASHES: [char; 3] = ['-', '–', '—'];

fn is_dash(text: &str) -> bool {
    text.starts_with(DASHES)
}

fn day_range(word: &str) -> Option<Vec<usize>> {
    let mut ends = word.split(DASHES).map(day);
    let first = ends.next()??;
    let Some(last) = ends.next() else { return Some(vec![first]) };
    let last = last?;
    if ends.next().is_some() {
        return None;
    }
    let length = (last + 7 - first) % 7;
    Some((0..=length).map(|step| (first + step) % 7).collect())
}

fn day(word: &str) -> Option<usize> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    DAYS.iter().position(|names| names.contains(&&*word))
}

fn span(word: &str) -> Option<DayTime> {
    let (from, to) = word.split_once(DASHES)?;
    let (from, to) = (clock(from)?, clock(to)?);
    let to_midnight = to == (24, 0);
    if from == to || from == (24, 0) {
        return None;
    }
    let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0);
    Some(DayTime { from: time(from)?, to: if to_midnight { NaiveTime::MIN } else { time(to)? } })
}

/// `10:00`, `10.00` or `10` as hour and minute; 24:00 is the end of the day.
fn clock(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    ((hour < 24 && minute < 60) || (hour, minute) == (24, 0)).then_some((hour, minute))
}

/// Days off: texts or dates of the file.
pub fn days_off(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Vec<NaiveDate> {
    let DeValue::Array(array) = entry.value else {
        value::wrong_type(entry, "type-list", entry.value, findings).done();
        return Vec::new();
    };
    let mut days = Vec::new();
    for item in array.iter() {
        let day = match item.get_ref() {
            DeValue::String(text) => NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok(),
            DeValue::Datetime(moment) if moment.time.is_none() => moment.date.and_then(|date| {
                let (month, day) = (u32::from(date.month), u32::from(date.day));
                NaiveDate::from_ymd_opt(i32::from(date.year), month, day)
            }),
            _ => None,
        };
        match day {
            Some(day) => days.push(day),
            None => bad_day(entry, item.span(), findings),
        }
    }
    days
}

fn bad_day(entry: &Entry<'_>, span: std::ops::Range<usize>, findings: &mut Findings<'_>) {
    let written = findings.source[span.clone()].trim_matches(['"', '\'']).to_owned();
    let russian = NaiveDate::parse_from_str(&written, "%d.%m.%Y").ok();
    findings
        .error("bad-value", "date", span.clone())
        .with("key", entry.key.to_owned())
        .with("value", written)
        .label()
        .similar(span, russian.map(|day| day.format("%Y-%m-%d").to_string()), true)
        .done();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<String> {
        let shown = |(day, span): &(usize, DayTime)| {
            format!("{day} {}-{}", span.from.format("%H:%M"), span.to.format("%H:%M"))
        };
        parse(text).map(|spans| spans.iter().map(shown).collect()).unwrap_or_default()
    }

    #[test]
    fn days_and_spans_combine() {
        assert_eq!(spans("сб 11:00-16:00"), ["5 11:00-16:00"]);
        assert_eq!(spans("пн-вт 10-18"), ["0 10:00-18:00", "1 10:00-18:00"]);
        assert_eq!(spans("Mon 9:00-13:00, 14:00-18:00"), ["0 09:00-13:00", "0 14:00-18:00"]);
        assert_eq!(spans("вс–пн 22:00 – 02:00"), ["6 22:00-02:00", "0 22:00-02:00"]);
        assert_eq!(spans("пн, ср 10:00-24:00"), ["0 10:00-00:00", "2 10:00-00:00"]);
        assert_eq!(spans("пт 10:00-18:00, сб 11:00-16:00"), ["4 10:00-18:00", "5 11:00-16:00"]);
    }

    #[test]
    fn a_wrong_part_is_named() {
        let wrong = |text: &str| parse(text).unwrap_err();
        assert_eq!(wrong("пн-пт 10:00-25:00"), (Wrong::Time, "10:00-25:00".to_owned()));
        assert_eq!(wrong("пн-пн-пт 10-18").0, Wrong::Day);
        assert_eq!(wrong("пни 10:00-18:00"), (Wrong::Day, "пни".to_owned()));
        assert_eq!(wrong("10:00-18:00").0, Wrong::NoDay);
        assert_eq!(wrong("пн-пт").0, Wrong::NoTime);
        assert_eq!(wrong("").0, Wrong::NoTime);
        assert_eq!(wrong("пн 10:00-10:00").0, Wrong::Time);
    }
}
