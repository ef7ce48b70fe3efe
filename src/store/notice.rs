//! Words to the managers that follow from no step: trouble, help, answers to their commands.

use chrono::{DateTime, Utc};

use super::shelves::Counter;
use super::{Lane, Payload, Row, Store, StoreError, lanes};
use crate::dialog::{Card, ChatKey, Speaker};

/// No chat of Telegram has this number.
const NOBODY: i64 = 0;

impl Row {
    /// Whether it speaks of a customer, so that an answer to it is for him.
    pub fn is_about_somebody(&self) -> bool {
        self.chat.id != NOBODY
    }
}

impl Store {
    /// Puts a text for the managers at the end of the group's lane, durably.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn notify_managers(
        &self,
        about: Option<&ChatKey>,
        card: Card,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let id = self.shelves().transaction(|work| {
            let row = Row {
                id: work.next(Counter::Row)?,
                lane: Lane::Group,
                chat: about.cloned().unwrap_or_else(|| ChatKey::private(NOBODY)),
                lead: None,
                epoch: 0,
                by: Speaker::Bot,
                payload: Payload::Notify(card.clone()),
                created: now,
                attempts: 0,
                next_at: None,
                maybe_sent: false,
                error: None,
                cause: None,
                reached: Vec::new(),
            };
            lanes::put(work, &row)?;
            Ok(row.id)
        })?;
        self.inner.flusher.row_written(id);
        self.durable().await
    }
}
