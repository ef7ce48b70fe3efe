//! When the company works.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
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

    /// The moment at which somebody has worked for `work` since `moment`, within the next year.
    pub fn after_work(
        &self,
        moment: DateTime<Utc>,
        work: TimeDelta,
        zone: Tz,
    ) -> Option<DateTime<Utc>> {
        let (mut from, mut left) = (moment, work);
        while from - moment < TimeDelta::days(366) {
            if !self.open_at(from, zone) {
                from = self.next_open(from, zone)?.to_utc();
            }
            let closes = self.closes_after(from, zone)?;
            if from + left <= closes {
                return Some(from + left);
            }
            left -= closes - from;
            from = closes;
        }
        None
    }

    /// When the work that goes on at `moment` ends.
    fn closes_after(&self, moment: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let today = moment.with_timezone(&zone).date_naive();
        let days = [today.pred_opt()?, today];
        let ends = days.into_iter().flat_map(|day| {
            self.spans(day).filter_map(move |span| {
                let over_midnight = u64::from(span.to <= span.from);
                let last = day.checked_add_days(Days::new(over_midnight))?.and_time(span.to);
                Some(zone.from_local_datetime(&last).earliest()?.to_utc())
            })
        });
        ends.filter(|end| *end > moment).min()
    }

    fn spans(&self, day: NaiveDate) -> impl Iterator<Item = DayTime> + '_ {
        let works = !self.days_off.contains(&day);
        let weekday: Weekday = day.weekday();
        self.week[weekday.num_days_from_monday() as usize].iter().copied().filter(move |_| works)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    #[test]
    fn only_hours_of_work_are_counted() {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour");
        let day = vec![DayTime { from: hour(9), to: hour(21) }];
        let mut week: [Vec<DayTime>; 7] = std::array::from_fn(|_| day.clone());
        week[6] = vec![DayTime { from: hour(22), to: hour(2) }];
        let hours = Hours { week, days_off: Vec::new() };
        let after = |from: &str, minutes| {
            hours.after_work(at(from), TimeDelta::minutes(minutes), chrono_tz::UTC)
        };
        // A Monday.
        assert_eq!(after("2026-06-01T12:00:00Z", 60), Some(at("2026-06-01T13:00:00Z")));
        assert_eq!(after("2026-06-01T20:50:00Z", 15), Some(at("2026-06-02T09:05:00Z")));
        assert_eq!(after("2026-06-01T23:00:00Z", 60), Some(at("2026-06-02T10:00:00Z")));
        // Saturday's evening goes on in Sunday's night, and that on Monday morning.
        assert_eq!(after("2026-06-06T20:30:00Z", 60), Some(at("2026-06-07T22:30:00Z")));
        assert_eq!(after("2026-06-07T23:30:00Z", 180), Some(at("2026-06-08T09:30:00Z")));
        let never = Hours { week: Default::default(), days_off: Vec::new() };
        assert_eq!(
            never.after_work(at("2026-06-01T12:00:00Z"), TimeDelta::hours(1), chrono_tz::UTC),
            None
        );
    }
}
