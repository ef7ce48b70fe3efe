//! The one clock of a running bot; the demo and the tests move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;
use tokio::time::Instant;

/// Tells the time; clones tell the same.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    hand: Hand,
    ahead_ms: Arc<AtomicI64>,
    moved: Arc<Notify>,
}

/// What moves a clock.
#[derive(Clone, Copy, Debug, Default)]
enum Hand {
    /// The machine's own clock, which people and time servers set.
    #[default]
    Machine,
    /// The time tasks sleep by, as it has passed since a moment.
    Tasks { began: DateTime<Utc>, since: Instant },
}

impl Clock {
    /// A clock that shows `began` now and goes as the sleep of tasks does: where a test
    /// pauses that, the clock stands still with it.
    pub fn of_tasks(began: DateTime<Utc>) -> Self {
        Self { hand: Hand::Tasks { began, since: Instant::now() }, ..Self::default() }
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        let shown = match self.hand {
            Hand::Machine => Utc::now(),
            Hand::Tasks { began, since } => began + since.elapsed(),
        };
        shown + self.ahead()
    }

    /// How far this clock has been moved ahead.
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::milliseconds(self.ahead_ms.load(Ordering::SeqCst))
    }

    /// Sets how far the clock is moved ahead, and wakes whoever waits for a moment.
    pub fn set_ahead(&self, ahead: TimeDelta) {
        self.ahead_ms.store(ahead.num_milliseconds(), Ordering::SeqCst);
        self.moved.notify_waiters();
    }

    /// Waits until the clock is moved.
    pub async fn moved(&self) {
        self.moved.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_clock_of_tasks_stands_still_with_them() {
        let clock = Clock::of_tasks(DateTime::UNIX_EPOCH);
        std::thread::sleep(Duration::from_millis(2));
        assert_eq!(clock.now(), DateTime::UNIX_EPOCH);
        tokio::time::sleep(Duration::from_secs(24 * 3600)).await;
        assert_eq!(clock.now(), DateTime::UNIX_EPOCH + TimeDelta::days(1));
        clock.set_ahead(TimeDelta::hours(1));
        assert_eq!(clock.now(), DateTime::UNIX_EPOCH + TimeDelta::hours(25));
    }
}
