//! What Telegram has sent and nobody has dealt with yet.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::dead::{self, DeadThing};
use super::shelves::{Counter, Shelf};
use super::work::Work;
use super::{OwnTrouble, Reason, Store, StoreError};

/// An update as Telegram wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawUpdate {
    /// Telegram's number. Not an order: after a quiet week it starts anywhere.
    pub id: u32,
    /// The JSON text.
    pub text: String,
}

/// That an update has come.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Seen {
    arrival: u64,
    pub(super) at: DateTime<Utc>,
}

impl Seen {
    /// Where in the inbox the update is, or was.
    pub(super) fn place(&self) -> [u8; 8] {
        self.arrival.to_be_bytes()
    }
}

impl Store {
    /// Takes updates in; those seen before are left out. Answers with the new
    /// ones, in their order, when they are durable.
    ///
    /// # Errors
    /// When the disk refuses: then Telegram must not be told that they arrived.
    pub async fn accept(
        &self,
        batch: Vec<RawUpdate>,
        now: DateTime<Utc>,
    ) -> Result<Vec<RawUpdate>, StoreError> {
        // Durable also when none is new: the earlier call may have died before its flush.
        self.change(move |work| {
            let mut new = Vec::with_capacity(batch.len());
            for update in batch {
                if !work.has(Shelf::Seen, &update.id.to_be_bytes())? {
                    put(work, &update, now)?;
                    new.push(update);
                }
            }
            Ok(new)
        })
        .await
    }

    /// A page of the updates that wait, by arrival, oldest first. Each comes with
    /// its arrival number: the next page is the one after the last of them.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn waiting(
        &self,
        after: Option<u64>,
        limit: usize,
    ) -> Result<Vec<(u64, RawUpdate)>, StoreError> {
        let from = after.unwrap_or(0).to_be_bytes();
        let page = self.shelves().after::<RawUpdate>(Shelf::Inbox, &from).take(limit);
        page.map(|record| {
            let (key, update) = record?;
            Ok((arrival(&key), update))
        })
        .collect()
    }

    /// There is nothing to do for this update. Durable soon; until then a crash
    /// brings it back.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn drop_update(&self, id: u32) -> Result<(), StoreError> {
        self.change_soon(move |work| leave(work, id).map(drop)).await
    }

    /// This update cannot be dealt with: it moves to the dead letters.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn bury_update(
        &self,
        id: u32,
        trouble: OwnTrouble,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.change(move |work| {
            let Some(key) = place(work, id)? else { return Ok(()) };
            let Some(update) = work.get(Shelf::Inbox, &key)? else { return Ok(()) };
            work.remove(Shelf::Inbox, &key)?;
            dead::bury(work, DeadThing::Update(update), Reason::Own(trouble), now)
        })
        .await
    }
}

/// Puts an update at the end of the inbox.
pub(super) fn put(
    work: &Work<'_>,
    update: &RawUpdate,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let arrival = work.next(Counter::Arrival)?;
    work.put(Shelf::Seen, &update.id.to_be_bytes(), &Seen { arrival, at: now })?;
    work.put(Shelf::Inbox, &arrival.to_be_bytes(), update)
}

/// Whether an update is in the inbox.
pub(super) fn holds(work: &Work<'_>, id: u32) -> Result<bool, StoreError> {
    place(work, id)?.map_or(Ok(false), |key| work.has(Shelf::Inbox, &key))
}

/// Takes an update out of the inbox, where it may be no more; it stays seen.
pub(super) fn leave(work: &Work<'_>, id: u32) -> Result<bool, StoreError> {
    place(work, id)?.map_or(Ok(false), |key| work.remove(Shelf::Inbox, &key))
}

/// Where in the inbox an update is, or was.
fn place(work: &Work<'_>, id: u32) -> Result<Option<[u8; 8]>, StoreError> {
    let seen = work.get::<Seen>(Shelf::Seen, &id.to_be_bytes())?;
    Ok(seen.map(|seen| seen.place()))
}

fn arrival(key: &[u8]) -> u64 {
    key.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
