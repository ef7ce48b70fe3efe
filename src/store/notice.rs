//! Words to the managers that follow from no step: trouble, help, answers to their commands.

use chrono::{DateTime, Utc};

use super::shelves::{Counter, Shelf};
use super::work::Work;
use super::{Lane, Payload, Row, Store, StoreError, inbox, keys, lanes};
use crate::dialog::{Card, ChatKey, Group, LeadId, Speaker};

/// No chat of Telegram has this number.
const NOBODY: i64 = 0;

/// Words for a group of managers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which group.
    pub group: Group,
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
    /// Puts words for managers at the end of their group's lane, durably.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn give_notice(&self, notice: &Notice, now: DateTime<Utc>) -> Result<(), StoreError> {
        let notice = notice.clone();
        self.change(move |work| put(work, &notice, now).map(drop)).await
    }

    /// Answers that update with words to the managers; it leaves the inbox with them.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn answer(
        &self,
        update: u32,
        notice: &Notice,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let notice = notice.clone();
        self.change(move |work| {
            if inbox::leave(work, update)? {
                put(work, &notice, now)?;
            }
            Ok(())
        })
        .await
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
        self.change(move |work| {
            if !inbox::leave(work, update)? {
                return Ok(());
            }
            let row = blank(work.next(Counter::Row)?, Lane::Toast, now);
            let payload = Payload::Toast { text };
            lanes::put(work, &Row { cause: Some(update), payload, ..row })
        })
        .await
    }
}

/// Writes the row of a notice; its number.
pub(super) fn put(work: &Work<'_>, notice: &Notice, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let row = about(blank(work.next(Counter::Row)?, notice.group.into(), now), notice);
    lanes::put(work, &row)?;
    Ok(row.id)
}

/// The same for words to the main group that are to wait until then.
pub(super) fn put_later(
    work: &Work<'_>,
    notice: &Notice,
    now: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let row = about(blank(work.next(Counter::Row)?, Lane::Group, now), notice);
    lanes::put(work, &Row { next_at: Some(at), ..row })?;
    Ok(row.id)
}

/// A row of words that wait, if they have not been said yet.
pub(super) fn later(work: &Work<'_>, id: u64) -> Result<Option<Row>, StoreError> {
    let row = work.get::<Row>(Shelf::Outbox, &keys::row(&Lane::Group, id))?;
    Ok(row.filter(|row| row.next_at.is_some()))
}

/// Other words instead.
pub(super) fn reword(work: &Work<'_>, row: Row, notice: &Notice) -> Result<(), StoreError> {
    lanes::put(work, &about(row, notice))
}

/// Whether words have become others while they were on their way.
pub(super) fn is_reworded(stored: &Row, sent: &Row) -> bool {
    matches!(stored.payload, Payload::Notify(_)) && stored.payload != sent.payload
}

fn about(row: Row, notice: &Notice) -> Row {
    let chat = notice.about.clone().unwrap_or_else(|| ChatKey::private(NOBODY));
    let payload = Payload::Notify(notice.card.clone());
    Row { chat, lead: notice.lead, payload, ..row }
}

/// A row that follows from no step and speaks of nobody.
fn blank(id: u64, lane: Lane, now: DateTime<Utc>) -> Row {
    Row {
        id,
        lane,
        chat: ChatKey::private(NOBODY),
        lead: None,
        epoch: 0,
        by: Speaker::Bot,
        payload: Payload::Toast { text: String::new() },
        created: now,
        attempts: 0,
        next_at: None,
        maybe_sent: false,
        error: None,
        cause: None,
        reached: Vec::new(),
    }
}
