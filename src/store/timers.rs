//! When to wake which chat.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::shelves::Shelf;
use super::work::Work;
use super::{Store, StoreError, keys};
use crate::dialog::{Chat, ChatKey};

#[derive(Debug, Serialize, Deserialize)]
struct Timer {
    at: DateTime<Utc>,
    chat: ChatKey,
}

impl Store {
    /// Up to `limit` chats whose moment is `until` or earlier, earliest first.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn due(
        &self,
        until: DateTime<Utc>,
        limit: usize,
    ) -> Result<Vec<(DateTime<Utc>, ChatKey)>, StoreError> {
        let mut due = Vec::new();
        for record in self.shelves().starting::<Timer>(Shelf::Timers, &[]).take(limit) {
            let (_, timer) = record?;
            if timer.at > until {
                break;
            }
            due.push((timer.at, timer.chat));
        }
        Ok(due)
    }

    /// The earliest moment any chat wants to be woken at.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn next_wake(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let first = self.shelves().starting::<Timer>(Shelf::Timers, &[]).next();
        Ok(first.transpose()?.map(|(_, timer)| timer.at))
    }
}

/// Moves the timer of a chat from where it was to where it is to be.
pub(super) fn reset(work: &Work<'_>, before: &Chat, after: &Chat) -> Result<(), StoreError> {
    if before.wake_at == after.wake_at {
        return Ok(());
    }
    clear(work, before)?;
    if let Some(at) = after.wake_at {
        let timer = Timer { at, chat: after.key.clone() };
        work.put(Shelf::Timers, &keys::timer(at, &after.key), &timer)?;
    }
    Ok(())
}

/// Removes the timer of a chat.
pub(super) fn clear(work: &Work<'_>, chat: &Chat) -> Result<(), StoreError> {
    if let Some(at) = chat.wake_at {
        work.remove(Shelf::Timers, &keys::timer(at, &chat.key))?;
    }
    Ok(())
}
