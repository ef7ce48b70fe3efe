//! What is done once a day: the managers' digest, and forgetting what is old.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::delivery::day::digest;
use crate::store::{Lane, StoreError};
use crate::telegram::managers::Managers;
use crate::telegram::progress::Progress;

/// The rules and the clock may change at any moment, so they are looked at so often.
const ROUND: Duration = Duration::from_secs(1);
/// A disk that refuses is left alone for so long.
const AFTER_FAILURE: Duration = Duration::from_secs(60);
/// What is old is looked for so often.
const SWEEP: TimeDelta = TimeDelta::hours(1);

/// What is done once a day.
pub(super) struct Daily {
    /// Whom the digest is told.
    pub managers: Arc<Managers>,
    /// Whether the day's messages have all been handled.
    pub progress: Arc<Progress>,
}

impl Daily {
    /// Runs until it is dropped.
    pub(super) async fn run(self) {
        let mut swept = None;
        loop {
            let now = self.managers.clock.now();
            let mut pause = ROUND;
            for done in [self.tell(now).await, self.sweep_hourly(now, &mut swept).await] {
                if let Err(error) = done {
                    tracing::error!(%error, "the day's work waits for the disk");
                    pause = AFTER_FAILURE;
                }
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = self.managers.clock.moved() => {}
            }
        }
    }

    async fn sweep_hourly(
        &self,
        now: DateTime<Utc>,
        swept: &mut Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        if swept.is_some_and(|swept| now - swept < SWEEP) {
            return Ok(());
        }
        *swept = Some(now);
        self.sweep(now).await
    }

    /// Sends the digest when its hour has come and all that was said before is handled.
    async fn tell(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let rules = self.managers.conversation.rules();
        let store = self.managers.conversation.store();
        let group = self.managers.groups.main();
        let Some(hour) = rules.desk.digest.filter(|_| group.is_some()) else { return Ok(()) };
        let Some(from) = store.digest_until()? else {
            // A new installation begins in the middle of a day.
            let begun = last(now - TimeDelta::days(2), now, hour, rules.timezone);
            return store.close_day(None, begun.unwrap_or(now), now).await;
        };
        let Some(to) = last(from, now, hour, rules.timezone) else { return Ok(()) };
        if !self.progress.is_past_everywhere(to) {
            return Ok(());
        }
        let shared = store.clone();
        let looked = tokio::task::spawn_blocking(move || shared.day(from, to)).await;
        let day = looked.unwrap_or_else(|error| Err(StoreError::Disk(error.to_string())))?;
        store.close_day(Some(&digest(&day, from, to, &rules)), to, now).await?;
        self.managers.conversation.lanes().wake(&Lane::Group);
        Ok(())
    }

    /// Erases what is older than `[privacy] keep`.
    async fn sweep(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let keep = self.managers.conversation.rules().privacy.keep;
        let keep = keep.and_then(|keep| TimeDelta::from_std(keep).ok());
        let Some(oldest) = keep.and_then(|keep| now.checked_sub_signed(keep)) else {
            return Ok(());
        };
        let chats = self.managers.conversation.store().forget_before(oldest).await?;
        if chats > 0 {
            tracing::info!(chats, "erased what is older than [privacy] keep");
        }
        Ok(())
    }
}

/// The last moment after `from` and until `now` when clocks in the zone show `hour`.
fn last(
    from: DateTime<Utc>,
    now: DateTime<Utc>,
    hour: NaiveTime,
    zone: Tz,
) -> Option<DateTime<Utc>> {
    let today = now.with_timezone(&zone).date_naive();
    let shows = |back| {
        let moment = today.checked_sub_days(Days::new(back))?.and_time(hour);
        // In spring an hour is missing: then the first moment after it.
        let found = zone.from_local_datetime(&moment).earliest();
        found.or_else(|| zone.from_local_datetime(&(moment + TimeDelta::hours(1))).earliest())
    };
    let moments = (0..2).filter_map(shows).map(|moment| moment.to_utc());
    moments.filter(|moment| from < *moment && *moment <= now).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_digest_comes_at_its_hour_once_a_day() {
        let evening = NaiveTime::from_hms_opt(20, 0, 0).unwrap();
        let zone = chrono_tz::Europe::Moscow;
        let last = |from: &str, now: &str| last(at(from), at(now), evening, zone);
        let first = at("2026-06-01T17:00:00Z");
        assert_eq!(last("2026-06-01T09:00:00Z", "2026-06-01T16:59:59Z"), None);
        assert_eq!(last("2026-06-01T09:00:00Z", "2026-06-01T17:00:00Z"), Some(first));
        assert_eq!(last("2026-06-01T09:00:00Z", "2026-06-02T03:00:00Z"), Some(first));
        assert_eq!(last("2026-06-01T17:00:00Z", "2026-06-02T03:00:00Z"), None);
        assert_eq!(
            last("2026-05-20T17:00:00Z", "2026-06-01T17:30:00Z"),
            Some(first),
            "after days without a bot it comes once"
        );
    }

    #[test]
    fn an_hour_that_the_clocks_leave_out_is_not_left_out() {
        let night = NaiveTime::from_hms_opt(2, 30, 0).unwrap();
        let (from, now) = (at("2026-03-28T12:00:00Z"), at("2026-03-29T08:00:00Z"));
        let found = last(from, now, night, chrono_tz::Europe::Berlin);
        assert_eq!(found, Some(at("2026-03-29T01:30:00Z")));
    }
}
