//! The one clock of a running bot; the demo and the tests move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;

/// Tells the time; clones tell the same.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_ms: Arc<AtomicI64>,
    moved: Arc<Notify>,
}

impl Clock {
    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::milliseconds(self.ahead_ms.load(Ordering::SeqCst))
    }

    /// How far this clock is ahead of the machine's.
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::milliseconds(self.ahead_ms.load(Ordering::SeqCst))
    }

    /// Sets how far the clock is ahead of the machine's, and wakes whoever waits for a moment.
    pub fn set_ahead(&self, ahead: TimeDelta) {
        self.ahead_ms.store(ahead.num_milliseconds(), Ordering::SeqCst);
        self.moved.notify_waiters();
    }

    /// Waits until the clock is moved.
    pub async fn moved(&self) {
        self.moved.notified().await;
    }
}
