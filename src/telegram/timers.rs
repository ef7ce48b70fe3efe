//! Wakes chats at their idle moments, once no message of theirs can be on its way.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::progress::Progress;
use crate::clock::Clock;
use crate::conversation::Conversation;
use crate::dialog::{ChatKey, Event, Incoming};
use crate::store::{Cause, StoreError};

/// How many chats are looked at in one round.
const ROUND: usize = 256;
/// Also without news, timers are looked at so often: one may have been set.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);

/// The task that lets timers go off.
pub struct Timers {
    conversation: Arc<Conversation>,
    progress: Arc<Progress>,
    clock: Clock,
}

impl Timers {
    /// Timers of the chats of `conversation`, held back by `progress`.
    pub fn new(conversation: Arc<Conversation>, progress: Arc<Progress>, clock: Clock) -> Self {
        Self { conversation, progress, clock }
    }

    /// Runs until it is dropped.
    pub async fn run(self) {
        loop {
            if let Err(error) = self.round().await {
                tracing::error!(%error, "timers wait for the disk");
            }
            tokio::select! {
                () = tokio::time::sleep(self.pause()) => {}
                () = self.progress.changed() => {}
                () = self.clock.moved() => {}
            }
        }
    }

    async fn round(&self) -> Result<(), StoreError> {
        let store = self.conversation.store();
        // While old messages are caught up with, no moment is past, and there may be thousands.
        if !store.next_wake()?.is_some_and(|wake| self.progress.has_asked_since(wake)) {
            return Ok(());
        }
        for (moment, chat) in store.due(self.clock.now(), ROUND)? {
            if self.progress.is_past(moment, chat.id) {
                self.wake(chat).await;
            }
        }
        Ok(())
    }

    /// In a task of its own: a panic over one chat must not end the timers.
    async fn wake(&self, chat: ChatKey) {
        let (conversation, now) = (Arc::clone(&self.conversation), self.clock.now());
        let step = async move { conversation.hear(Cause::Timer, &idle(chat, now)).await };
        match tokio::spawn(step).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(%error, "a timer waits for the disk"),
            Err(_) => tracing::error!("the step of a timer panicked"),
        }
    }

    fn pause(&self) -> Duration {
        let next = self.conversation.store().next_wake().ok().flatten();
        let left = next.map_or(TimeDelta::MAX, |wake| wake - self.clock.now());
        // A moment that is past and waits for a poll is looked at when the poll has come.
        left.to_std().unwrap_or(LONGEST_SLEEP).min(LONGEST_SLEEP)
    }
}

fn idle(chat: ChatKey, now: DateTime<Utc>) -> Incoming {
    Incoming { chat, at: now, client: None, event: Event::Idle }
}
