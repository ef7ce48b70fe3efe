//! Words to the managers that follow from no step: trouble, help, answers to their commands.

use chrono::{DateTime, Utc};

use super::shelves::{Counter, Halt, Work};
use super::{Lane, Payload, Row, Store, StoreError, inbox, lanes};
use crate::dialog::{Card, ChatKey, LeadId, Speaker};

/// No chat of Telegram has this number.
const NOBODY: i64 = 0;

/// Words for the managers' group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The chat they speak of: answers to them go there.
    pub about: Option<ChatKey>,
    /// The lead they speak of: they stand under its card.
    pub lead: Option<LeadId>,
    /// The words.
    pub card: Card,
}

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
        let notice = Notice { about: about.cloned(), lead: None, card };
        self.give_notice(&notice, now).await
    }

    /// The same about a lead.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn give_notice(&self, notice: &Notice, now: DateTime<Utc>) -> Result<(), StoreError> {
        let id = self.shelves().transaction(|work| put(work, notice, now))?;
        self.inner.flusher.row_written(id);
        self.durable().await
    }

    /// Answers the press of that update, which changes nothing and leaves the inbox.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn answer_press(
        &self,
        update: u32,
        text: String,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let payload = Payload::Toast { text };
        let written = self.shelves().transaction(|work| {
            if inbox::take(work, update)?.is_none() {
                return Ok(None);
            }
            let row = row(work.next(Counter::Row)?, Lane::Toast, payload.clone(), now);
            lanes::put(work, &Row { cause: Some(update), ..row })?;
            Ok(Some(row.id))
        })?;
        written.inspect(|id| self.inner.flusher.row_written(*id));
        self.durable().await
    }
}

/// Writes the row of a notice; its number.
pub(super) fn put(work: &Work<'_>, notice: &Notice, now: DateTime<Utc>) -> Result<u64, Halt> {
    let payload = Payload::Notify(notice.card.clone());
    let row = row(work.next(Counter::Row)?, Lane::Group, payload, now);
    let chat = notice.about.clone().unwrap_or(row.chat);
    let row = Row { chat, lead: notice.lead, ..row };
    lanes::put(work, &row)?;
    Ok(row.id)
}

/// A row that follows from no step and speaks of nobody.
fn row(id: u64, lane: Lane, payload: Payload, now: DateTime<Utc>) -> Row {
    Row {
        id,
        lane,
        chat: ChatKey::private(NOBODY),
        lead: None,
        epoch: 0,
        by: Speaker::Bot,
        payload,
        created: now,
        attempts: 0,
        next_at: None,
        maybe_sent: false,
        error: None,
        cause: None,
        reached: Vec::new(),
    }
}
