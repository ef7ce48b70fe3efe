//! Calls nobody has an answer to: the portal may be at work on them still.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use tokio::time::Instant;

use super::answer::Unclear;
use crate::dialog::LeadId;

/// A portal works on a call for up to a minute (`limits.md`), whatever becomes of the
/// connection or of the caller in the meantime.
const AT_WORK: Duration = Duration::from_secs(60);
/// What is left of that when a call has timed out after twenty seconds.
const TIMED_OUT: Duration = Duration::from_secs(40);

/// When what was written about a lead can be looked for in vain and written again.
pub struct Running {
    /// What a process before this one has called is over some time after this.
    born: Instant,
    until: Mutex<HashMap<LeadId, Instant>>,
}

impl Running {
    /// Nothing runs that is known of.
    pub fn new() -> Self {
        Self { born: Instant::now(), until: Mutex::default() }
    }

    /// Something about this lead was written, and nobody knows whether it is there.
    pub fn begins(&self, lead: LeadId, unclear: Unclear) {
        let now = Instant::now();
        let until = match unclear {
            Unclear::TimedOut => now + TIMED_OUT,
            Unclear::Broken => now + AT_WORK,
            Unclear::Garbled => now,
        };
        let mut known = self.lock();
        known.retain(|_, until| *until > now);
        known.insert(lead, until);
    }

    /// How long it may still run; `maybe` is a write this process knows nothing of.
    pub fn left(&self, lead: LeadId, maybe: bool) -> Option<Duration> {
        let before = maybe.then_some(self.born + AT_WORK);
        let until = self.lock().get(&lead).copied().or(before)?;
        until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<LeadId, Instant>> {
        self.until.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_timed_out_may_run_for_a_minute_in_all() {
        let running = Running::new();
        tokio::time::advance(Duration::from_secs(100)).await;
        assert_eq!(running.left(LeadId(1), true), None);
        running.begins(LeadId(1), Unclear::TimedOut);
        assert_eq!(running.left(LeadId(1), true), Some(TIMED_OUT));
        assert_eq!(running.left(LeadId(2), true), None);
        tokio::time::advance(TIMED_OUT).await;
        assert_eq!(running.left(LeadId(1), true), None);
        running.begins(LeadId(1), Unclear::Garbled);
        assert_eq!(running.left(LeadId(1), true), None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_whose_connection_broke_may_run_for_a_minute() {
        let running = Running::new();
        running.begins(LeadId(1), Unclear::Broken);
        tokio::time::advance(AT_WORK - Duration::from_secs(1)).await;
        assert_eq!(running.left(LeadId(1), true), Some(Duration::from_secs(1)));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(running.left(LeadId(1), true), None);
    }

    #[tokio::test(start_paused = true)]
    async fn what_an_earlier_process_has_begun_is_given_a_minute() {
        let running = Running::new();
        assert_eq!(running.left(LeadId(1), true), Some(AT_WORK));
        assert_eq!(running.left(LeadId(1), false), None);
    }
}
