//! How far the intake is: what it has asked for, and what waits to be handled.
//!
//! A timer may go off only when no message of its chat can still be on its way:
//! after an outage the customer's next words may be waiting at Telegram.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

/// What the timers have to know of the intake.
#[derive(Debug, Default)]
pub struct Progress {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// When the last poll began whose answer left nothing behind at Telegram.
    asked: Option<DateTime<Utc>>,
    /// Updates taken in and not handled yet, by chat.
    unhandled: HashMap<i64, usize>,
}

impl Progress {
    /// An update of that chat has been taken in.
    pub fn taken_in(&self, chat: i64) {
        *self.state().unhandled.entry(chat).or_default() += 1;
    }

    /// An update of that chat has been dealt with, one way or another.
    pub fn handled(&self, chat: i64) {
        let mut state = self.state();
        if let Some(count) = state.unhandled.get_mut(&chat) {
            *count -= 1;
            if *count == 0 {
                state.unhandled.remove(&chat);
            }
        }
        drop(state);
        self.changed.notify_one();
    }

    /// A poll that began then has brought everything there was, and all of it is taken in.
    pub fn asked(&self, began: DateTime<Utc>) {
        self.state().asked = Some(began);
        self.changed.notify_one();
    }

    /// Whether a poll that began after `moment` has brought everything there was.
    pub fn has_asked_since(&self, moment: DateTime<Utc>) -> bool {
        self.state().asked.is_some_and(|asked| asked > moment)
    }

    /// Whether every message sent to that chat before `moment` has been handled.
    pub fn is_past(&self, moment: DateTime<Utc>, chat: i64) -> bool {
        let state = self.state();
        state.asked.is_some_and(|asked| asked > moment) && !state.unhandled.contains_key(&chat)
    }

    /// Whether every message sent to anybody before `moment` has been handled.
    pub fn is_past_everywhere(&self, moment: DateTime<Utc>) -> bool {
        let state = self.state();
        state.asked.is_some_and(|asked| asked > moment) && state.unhandled.is_empty()
    }

    /// Waits until something has changed.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_moment_is_past_only_after_a_later_poll_and_with_nothing_waiting() {
        let (progress, moment) = (Progress::default(), Utc::now());
        let later = moment + TimeDelta::seconds(1);
        assert!(!progress.is_past(moment, 7), "nothing has been asked yet");
        progress.asked(moment);
        assert!(!progress.is_past(moment, 7), "the poll began too early");
        progress.taken_in(7);
        progress.taken_in(7);
        progress.asked(later);
        assert!(!progress.is_past(moment, 7) && progress.is_past(moment, 8));
        progress.handled(7);
        assert!(!progress.is_past(moment, 7), "one more waits");
        assert!(!progress.is_past_everywhere(moment));
        progress.handled(7);
        assert!(progress.is_past(moment, 7) && progress.is_past_everywhere(moment));
    }

    #[test]
    fn handling_what_was_never_taken_in_changes_nothing() {
        let progress = Progress::default();
        progress.handled(7);
        progress.taken_in(7);
        assert!(!progress.is_past(Utc::now(), 7));
    }
}
