//! What Telegram has sent and nobody has dealt with yet.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::dead::{self, DeadThing};
use super::shelves::{Counter, Halt, Shelf, Work};
use super::{OwnTrouble, Reason, Store, StoreError};

/// How long an update is remembered as seen: Telegram repeats one for at most a
/// day (core.telegram.org/bots/api#getting-updates).
const REMEMBERED: TimeDelta = TimeDelta::hours(48);

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
struct Seen {
    arrival: u64,
    at: DateTime<Utc>,
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
        let new = self.shelves().transaction(|work| {
            let mut new = Vec::with_capacity(batch.len());
            for update in &batch {
                if work.get::<Seen>(Shelf::Seen, &update.id.to_be_bytes())?.is_none() {
                    put(work, update, now)?;
                    new.push(update.clone());
                }
            }
            Ok(new)
        })?;
        // Also when none is new: the earlier call may have died before its flush.
        self.durable().await?;
        Ok(new)
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
        self.shelves().transaction(|work| take(work, id))?;
        self.durable_soon();
        Ok(())
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
        self.shelves().transaction(|work| match take(work, id)? {
            Some(update) => dead::bury(work, DeadThing::Update(update), Reason::Own(trouble), now),
            None => Ok(()),
        })?;
        self.durable().await
    }

    /// Forgets which updates were seen more than 48 hours ago, except those that
    /// still wait. Scans: call it from a blocking task, now and then.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn prune(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        for record in self.shelves().starting::<Seen>(Shelf::Seen, &[]) {
            let (id, seen) = record?;
            if now - seen.at > REMEMBERED {
                self.shelves().transaction(|work| {
                    if !waits(work, &seen)? {
                        work.remove(Shelf::Seen, &id)?;
                    }
                    Ok(())
                })?;
            }
        }
        self.durable_soon();
        Ok(())
    }
}

/// Puts an update at the end of the inbox.
pub(super) fn put(work: &Work<'_>, update: &RawUpdate, now: DateTime<Utc>) -> Result<(), Halt> {
    let arrival = work.next(Counter::Arrival)?;
    work.put(Shelf::Seen, &update.id.to_be_bytes(), &Seen { arrival, at: now })?;
    work.put(Shelf::Inbox, &arrival.to_be_bytes(), update)
}

/// Whether an update is in the inbox.
pub(super) fn holds(work: &Work<'_>, id: u32) -> Result<bool, Halt> {
    match work.get::<Seen>(Shelf::Seen, &id.to_be_bytes())? {
        Some(seen) => waits(work, &seen),
        None => Ok(false),
    }
}

/// Takes an update out of the inbox; it stays seen.
pub(super) fn take(work: &Work<'_>, id: u32) -> Result<Option<RawUpdate>, Halt> {
    let Some(seen) = work.get::<Seen>(Shelf::Seen, &id.to_be_bytes())? else { return Ok(None) };
    let key = seen.arrival.to_be_bytes();
    let update = work.get(Shelf::Inbox, &key)?;
    work.remove(Shelf::Inbox, &key)?;
    Ok(update)
}

fn waits(work: &Work<'_>, seen: &Seen) -> Result<bool, Halt> {
    Ok(work.get::<RawUpdate>(Shelf::Inbox, &seen.arrival.to_be_bytes())?.is_some())
}

fn arrival(key: &[u8]) -> u64 {
    key.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
