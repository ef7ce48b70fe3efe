//! What came of a row: delivered, put off, given up; and what a lead's sinks know of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::dead::{self, DeadThing};
use super::shelves::{Halt, Shelf, Work};
use super::{Row, Store, StoreError, keys, lanes};
use crate::dialog::{ChatKey, LeadId};

/// How far a lead is with one sink.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    /// Whether it is there.
    pub state: DeliveryState,
    /// Attempts made for the newest row about it.
    pub attempts: u32,
    /// When this last changed.
    pub at: DateTime<Utc>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// What the sink calls it: a message, an item.
    pub reference: Option<String>,
    /// The newest row about it; what comes of older ones does not change the state.
    pub row: u64,
}

/// Whether a sink has a lead as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// A row waits.
    Pending,
    /// It has.
    Delivered,
    /// The row was given up.
    Dead,
}

/// What the receiver answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The messages this became in the managers' group: group and message.
    pub group: Vec<(i64, i32)>,
    /// What the receiver calls it; kept with the lead.
    pub reference: Option<String>,
}

/// Whom a message of the managers' group speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behind {
    /// The customer's chat.
    pub chat: ChatKey,
    /// The lead.
    pub lead: Option<LeadId>,
}

impl Store {
    /// A row has arrived: it leaves its lane, and the lead's state and the group's
    /// message are remembered. Wait for it before sending the next row of the
    /// lane: then a crash can repeat no more than one.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn delivered(
        &self,
        row: &Row,
        receipt: Receipt,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.shelves().transaction(|work| {
            // Its person may have been erased in the meantime.
            if !lanes::remove(work, row)? {
                return Ok(());
            }
            for (group, message) in receipt.group.iter().copied() {
                let behind = Behind { chat: row.chat.clone(), lead: row.lead };
                work.put(Shelf::Relays, &keys::relay(group, message), &behind)?;
            }
            change(work, row, |delivery| {
                delivery.attempts = row.attempts + 1;
                delivery.state = DeliveryState::Delivered;
                delivery.at = now;
                delivery.error = None;
            })?;
            match &receipt.reference {
                Some(reference) => refer(work, row, reference),
                None => Ok(()),
            }
        })?;
        self.durable().await
    }

    /// An attempt has failed; the row stays and is due at `next_at`. With
    /// `maybe_sent`, nobody knows whether it got through.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn postpone(
        &self,
        row: &Row,
        next_at: DateTime<Utc>,
        error: &str,
        maybe_sent: bool,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.shelves().transaction(|work| {
            let Some(mut stored) = lanes::stored(work, row)? else { return Ok(()) };
            stored.attempts += 1;
            stored.next_at = Some(next_at);
            stored.error = Some(error.to_owned());
            stored.maybe_sent |= maybe_sent;
            lanes::put(work, &stored)?;
            change(work, &stored, |delivery| {
                delivery.attempts = stored.attempts;
                delivery.at = now;
                delivery.error = Some(error.to_owned());
            })
        })?;
        self.durable().await
    }

    /// A row is refused for good: it moves to the dead letters.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn give_up(
        &self,
        row: &Row,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.shelves().transaction(|work| {
            let Some(mut stored) = lanes::stored(work, row)? else { return Ok(()) };
            lanes::remove(work, &stored)?;
            stored.attempts += 1;
            change(work, &stored, |delivery| {
                delivery.attempts = stored.attempts;
                delivery.state = DeliveryState::Dead;
                delivery.at = now;
                delivery.error = Some(reason.to_owned());
            })?;
            stored.error = Some(reason.to_owned());
            dead::bury(work, DeadThing::Delivery(Box::new(stored)), reason, now)
        })?;
        self.durable().await
    }

    /// A row is not wanted any more. Durable soon; until then a crash brings it back.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn discard(&self, row: &Row) -> Result<(), StoreError> {
        self.shelves().transaction(|work| lanes::remove(work, row))?;
        self.durable_soon();
        Ok(())
    }

    /// Whom a message of the managers' group speaks of.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn behind(&self, group: i64, message: i32) -> Result<Option<Behind>, StoreError> {
        self.shelves().get(Shelf::Relays, &keys::relay(group, message))
    }
}

/// A new row about a lead: its sink does not have the lead as it is now.
pub(super) fn begin(work: &Work<'_>, row: &Row) -> Result<(), Halt> {
    let Some((lead, sink)) = row.delivers() else { return Ok(()) };
    let key = keys::delivery(lead, sink);
    let known = work.get::<Delivery>(Shelf::Deliveries, &key)?;
    let delivery = Delivery {
        state: DeliveryState::Pending,
        attempts: 0,
        at: row.created,
        error: None,
        reference: known.and_then(|delivery| delivery.reference),
        row: row.id,
    };
    work.put(Shelf::Deliveries, &key, &delivery)
}

/// Changes the state of the lead a row delivers, unless a newer row is to come.
fn change(work: &Work<'_>, row: &Row, change: impl Fn(&mut Delivery)) -> Result<(), Halt> {
    let Some((lead, sink)) = row.delivers() else { return Ok(()) };
    let key = keys::delivery(lead, sink);
    match work.get::<Delivery>(Shelf::Deliveries, &key)? {
        Some(mut delivery) if delivery.row == row.id => {
            change(&mut delivery);
            work.put(Shelf::Deliveries, &key, &delivery)
        }
        _ => Ok(()),
    }
}

/// Remembers what the sink calls the lead, whichever row it answered.
fn refer(work: &Work<'_>, row: &Row, reference: &str) -> Result<(), Halt> {
    let Some((lead, sink)) = row.delivers() else { return Ok(()) };
    let key = keys::delivery(lead, sink);
    match work.get::<Delivery>(Shelf::Deliveries, &key)? {
        Some(mut delivery) => {
            delivery.reference = Some(reference.to_owned());
            work.put(Shelf::Deliveries, &key, &delivery)
        }
        None => Ok(()),
    }
}
