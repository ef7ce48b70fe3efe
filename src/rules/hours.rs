//! When the company works.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

/// Working hours of a week, and days off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// Spans of work by weekday, Monday first.
    pub week: [Vec<DayTime>; 7],
    /// Dates on which nobody works; a span begun the evening before still ends.
    pub days_off: Vec<NaiveDate>,
}

/// A span of work; one that ends no later than it begins runs past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayTime {
    /// The first minute.
    pub from: NaiveTime,
    /// The minute after the last; midnight means the end of the day.
    pub to: NaiveTime,
}

impl Hours {
    /// Whether somebody works at that moment.
    pub fn open_at(&self, moment: DateTime<Utc>, zone: Tz) -> bool {
        let local = moment.with_timezone(&zone).naive_local();
        let (today, time) = (local.date(), local.time());
        let yesterday = today.pred_opt();
        self.spans(today).any(|span| span.from <= time && (time < span.to || span.to <= span.from))
            || yesterday.is_some_and(|day| {
                self.spans(day).any(|span| span.to <= span.from && time < span.to)
            })
    }

    /// The next moment work begins, within the next year.
    pub fn next_open(&self, moment: DateTime<Utc>, zone: Tz) -> Option<DateTime<Tz>> {
        let local = moment.with_timezone(&zone);
        (0..=366).find_map(|ahead| {
            let day = local.date_naive().checked_add_days(Days::new(ahead))?;
            self.spans(day)
                .filter_map(|span| zone.from_local_datetime(&day.and_time(span.from)).earliest())
                .filter(|begin| *begin > local)
                .min()
        })
    }

    fn spans(&self, day: NaiveDate) -> impl Iterator<Item = DayTime> + '_ {
        let works = !self.days_off.contains(&day);
        let weekday: Weekday = day.weekday();
        self.week[weekday.num_days_from_monday() as usize].iter().copied().filter(move |_| works)
    }
}
