//! What came of a row: delivered, put off, given up; and what a lead's sinks know of it.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[cfg(doc)]
use super::Missing;
use super::dead::{self, DeadThing, Reason};
use super::notice::{self, Notice};
use super::refusals::{self, Words};
use super::shelves::Shelf;
use super::work::Work;
use super::{Row, Store, StoreError, keys, lanes, missing};
use crate::dialog::{ChatKey, LeadId, Sink};

/// How far a lead is with one sink.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    /// Whether it is there.
    pub state: DeliveryState,
    /// Attempts made for the row about it that goes first: the newest one waits for those
    /// before it.
    pub attempts: u32,
    /// When this last changed.
    pub at: DateTime<Utc>,
    /// What the sink calls it: a message, an item.
    pub reference: Option<String>,
    /// The newest row about it; what comes of older ones does not change the state.
    pub row: u64,
    /// The managers know that the lead does not get there.
    #[serde(default)]
    pub told: bool,
    /// The last attempts for any row about it, oldest first; none in records of old.
    #[serde(default)]
    pub history: VecDeque<Attempt>,
}

/// How many attempts are remembered of a lead and a sink.
const HISTORY: usize = 20;

impl Delivery {
    /// The last attempt for the row that goes first, when it has failed.
    pub fn failure(&self) -> Option<&Attempt> {
        let last = self.history.back().filter(|_| self.attempts > 0)?;
        (last.end != AttemptEnd::Delivered).then_some(last)
    }
}

/// One attempt to deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it ended.
    pub at: DateTime<Utc>,
    /// How.
    pub end: AttemptEnd,
    /// What the other side said, or what has to be mended, in words for managers.
    pub reason: Option<String>,
    /// When the next one follows, unless something changes before.
    pub next_at: Option<DateTime<Utc>>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptEnd {
    /// It is there.
    Delivered,
    /// It did not get there.
    NotSent,
    /// The other side wants it later.
    SlowDown,
    /// The other side takes nothing at present.
    Closed,
    /// It may have got there: no answer, or one that cannot be understood.
    NoAnswer,
    /// The other side will never take it.
    Refused,
    /// The managers' group lives under another number.
    Moved,
}

impl AttemptEnd {
    /// The word for programs; with `delivery-` before it, the key of the words for people.
    pub fn key(self) -> &'static str {
        match self {
            AttemptEnd::Delivered => "delivered",
            AttemptEnd::NotSent => "not_sent",
            AttemptEnd::SlowDown => "slow_down",
            AttemptEnd::Closed => "closed",
            AttemptEnd::NoAnswer => "no_answer",
            AttemptEnd::Refused => "refused",
            AttemptEnd::Moved => "moved",
        }
    }
}

impl Attempt {
    /// The reason, else the word for how it ended: for programs.
    pub fn error(&self) -> &str {
        self.reason.as_deref().unwrap_or_else(|| self.end.key())
    }
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

/// [`Behind`] as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Relay {
    #[serde(flatten)]
    behind: Behind,
    /// When the message was sent; none in records of old.
    #[serde(default)]
    pub(super) at: Option<DateTime<Utc>>,
}

impl Store {
    /// A row has arrived: it leaves its lane, and the lead's state and the group's
    /// message are remembered. Wait for it before sending the next row of the
    /// lane: then a crash can repeat no more than one. Answers with whether the lead was
    /// [missed](Missing) there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn delivered(
        &self,
        row: &Row,
        receipt: Receipt,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let row = row.clone();
        self.change(move |work| {
            // Its person may have been erased in the meantime.
            let Some(stored) = lanes::stored(work, &row)? else { return Ok(false) };
            if !notice::is_reworded(&stored, &row) {
                lanes::remove(work, &row)?;
            }
            for (group, message) in receipt.group.iter().copied() {
                let behind = Behind { chat: row.chat.clone(), lead: row.lead };
                let relay = Relay { behind, at: Some(now) };
                work.put(Shelf::Relays, &keys::relay(group, message), &relay)?;
            }
            let attempt =
                Attempt { at: now, end: AttemptEnd::Delivered, reason: None, next_at: None };
            tried(work, &row, row.attempts + 1, attempt, DeliveryState::Delivered)?;
            if let Some(reference) = &receipt.reference {
                refer(work, &row, reference)?;
            }
            match row.delivers() {
                Some((lead, sink)) => missing::arrives(work, lead, sink),
                None => Ok(false),
            }
        })
        .await
    }

    /// An attempt has failed; the row stays and is due at [`Attempt::next_at`].
    /// When nobody knows whether it got through, the row remembers that. A notice
    /// tells the managers of it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn postpone(
        &self,
        row: &Row,
        attempt: Attempt,
        notice: Option<Notice>,
    ) -> Result<(), StoreError> {
        let row = row.clone();
        self.change(move |work| {
            let Some(mut stored) = lanes::stored(work, &row)? else { return Ok(()) };
            stored.attempts += 1;
            stored.next_at = attempt.next_at;
            stored.error = Some(attempt.error().to_owned());
            stored.maybe_sent |= attempt.end == AttemptEnd::NoAnswer;
            lanes::put(work, &stored)?;
            tried(work, &stored, stored.attempts, attempt.clone(), DeliveryState::Pending)?;
            let Some(notice) = &notice else { return Ok(()) };
            know(work, &row)?;
            notice::put(work, notice, attempt.at).map(drop)
        })
        .await
    }

    /// A row is refused for good: it moves to the dead letters. The managers are told of
    /// it in those words, at once or together with others refused alike.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn give_up(
        &self,
        row: &Row,
        reason: &str,
        now: DateTime<Utc>,
        words: Option<Words>,
    ) -> Result<(), StoreError> {
        let (row, reason) = (row.clone(), reason.to_owned());
        self.change(move |work| {
            let Some(mut stored) = lanes::stored(work, &row)? else { return Ok(()) };
            lanes::remove(work, &stored)?;
            stored.attempts += 1;
            let attempt = Attempt {
                at: now,
                end: AttemptEnd::Refused,
                reason: Some(reason.clone()),
                next_at: None,
            };
            tried(work, &stored, stored.attempts, attempt, DeliveryState::Dead)?;
            stored.error = Some(reason.clone());
            let said = Reason::Words(reason.clone());
            dead::bury(work, DeadThing::Delivery(Box::new(stored)), said, now)?;
            words.map_or(Ok(()), |words| refusals::tell(work, &row, &reason, now, &words))
        })
        .await
    }

    /// A row is not wanted any more. Durable soon; until then a crash brings it back.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn discard(&self, row: &Row) -> Result<(), StoreError> {
        let row = row.clone();
        self.change_soon(move |work| lanes::remove(work, &row).map(drop)).await
    }

    /// How far a lead is with a sink.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn delivery(&self, lead: LeadId, sink: Sink) -> Result<Option<Delivery>, StoreError> {
        self.shelves().get(Shelf::Deliveries, &keys::delivery(lead, sink))
    }

    /// Whom a message of the managers' group speaks of.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn behind(&self, group: i64, message: i32) -> Result<Option<Behind>, StoreError> {
        let relay = self.shelves().get::<Relay>(Shelf::Relays, &keys::relay(group, message))?;
        Ok(relay.map(|relay| relay.behind))
    }
}

/// A new row about a lead: its sink does not have the lead as it is now.
pub(super) fn begin(work: &Work<'_>, row: &Row) -> Result<(), StoreError> {
    let Some((lead, sink)) = row.delivers() else { return Ok(()) };
    let key = keys::delivery(lead, sink);
    let known = work.get::<Delivery>(Shelf::Deliveries, &key)?;
    let waits = known.as_ref().filter(|known| known.state == DeliveryState::Pending);
    let attempts = waits.map_or(0, |known| known.attempts);
    let (reference, told, history) =
        known.map(|known| (known.reference, known.told, known.history)).unwrap_or_default();
    let delivery = Delivery {
        state: DeliveryState::Pending,
        attempts,
        at: row.created,
        reference,
        row: row.id,
        told,
        history,
    };
    work.put(Shelf::Deliveries, &key, &delivery)
}

/// Remembers an attempt; it settles the state of the lead unless a newer row is to come.
fn tried(
    work: &Work<'_>,
    row: &Row,
    attempts: u32,
    attempt: Attempt,
    state: DeliveryState,
) -> Result<(), StoreError> {
    let Some((lead, sink)) = row.delivers() else { return Ok(()) };
    let key = keys::delivery(lead, sink);
    let Some(mut delivery) = work.get::<Delivery>(Shelf::Deliveries, &key)? else { return Ok(()) };
    delivery.attempts = attempts;
    if delivery.row == row.id {
        (delivery.state, delivery.at) = (state, attempt.at);
    } else if state != DeliveryState::Pending {
        // That row is gone, and the next one has not been tried yet.
        delivery.attempts = 0;
    }
    delivery.told &= attempt.end != AttemptEnd::Delivered;
    delivery.history.push_back(attempt);
    while delivery.history.len() > HISTORY {
        delivery.history.pop_front();
    }
    work.put(Shelf::Deliveries, &key, &delivery)
}

/// The managers know that the lead does not get there.
fn know(work: &Work<'_>, row: &Row) -> Result<(), StoreError> {
    let Some((lead, sink)) = row.delivers() else { return Ok(()) };
    let key = keys::delivery(lead, sink);
    match work.get::<Delivery>(Shelf::Deliveries, &key)? {
        Some(delivery) => work.put(Shelf::Deliveries, &key, &Delivery { told: true, ..delivery }),
        None => Ok(()),
    }
}

/// Remembers what the sink calls the lead, whichever row it answered.
fn refer(work: &Work<'_>, row: &Row, reference: &str) -> Result<(), StoreError> {
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
