//! Where the demo's clock jumps to: the next night, the next working hour.

use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use crate::rules::Rules;

/// Whether the company works then; without working hours, whether it is day.
pub(super) fn is_day(rules: &Rules, now: DateTime<Utc>) -> bool {
    match &rules.hours {
        Some(hours) => hours.open_at(now, rules.timezone),
        None => (9..21).contains(&now.with_timezone(&rules.timezone).hour()),
    }
}

/// How long until somebody works; nothing when somebody does.
pub(super) fn until_work(rules: &Rules, now: DateTime<Utc>) -> TimeDelta {
    if is_day(rules, now) {
        return TimeDelta::zero();
    }
    let opens = match &rules.hours {
        Some(hours) => hours.next_open(now, rules.timezone).map(|opens| opens.to_utc()),
        None => next(now, rules.timezone, 10, 0),
    };
    let Some(opens) = opens else { return TimeDelta::zero() };
    // An hour later nobody has just arrived.
    let busy = opens + TimeDelta::hours(1);
    (if is_day(rules, busy) { busy } else { opens }) - now
}

/// How long until ten past eleven in the evening.
pub(super) fn until_night(rules: &Rules, now: DateTime<Utc>) -> TimeDelta {
    next(now, rules.timezone, 23, 10).map_or(TimeDelta::zero(), |night| night - now)
}

/// The next moment the clocks show that time.
fn next(now: DateTime<Utc>, zone: Tz, hour: u32, minute: u32) -> Option<DateTime<Utc>> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
    let today = now.with_timezone(&zone).date_naive();
    let mut days = today.iter_days().take(4);
    days.find_map(|day| {
        let moment = day.and_time(time).and_local_timezone(zone).earliest()?.to_utc();
        (moment > now).then_some(moment)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    fn rules(hours: &str) -> Rules {
        let text = format!(
            "version = 1\ncompany = \"A\"\ntimezone = \"Europe/Moscow\"\n{hours}\n\
             [[rule]]\nname = \"a\"\nif.words = [\"b\"]\nthen.reply = \"c\"\n"
        );
        rules::load(&text).expect("these rules are right")
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_weekend_leads_to_monday() {
        let rules = rules("[hours]\nopen = [\"пн-пт 10:00-18:00\"]");
        // 2026-06-06 is a Saturday; Moscow is three hours ahead.
        let saturday = at("2026-06-06T09:00:00Z");
        assert_eq!(saturday + until_work(&rules, saturday), at("2026-06-08T08:00:00Z"));
        let monday = at("2026-06-08T08:00:00Z");
        assert_eq!(until_work(&rules, monday), TimeDelta::zero());
        assert_eq!(monday + until_night(&rules, monday), at("2026-06-08T20:10:00Z"));
    }

    #[test]
    fn without_hours_the_sun_decides() {
        let rules = rules("");
        let night = at("2026-06-06T20:10:00Z");
        assert!(!is_day(&rules, night));
        assert_eq!(night + until_work(&rules, night), at("2026-06-07T08:00:00Z"));
        assert_eq!(night + until_night(&rules, night), at("2026-06-07T20:10:00Z"));
    }
}
