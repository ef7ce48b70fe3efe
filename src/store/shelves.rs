//! The trees of the database, JSON in and out, and one transaction over all of them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sled::Transactional;
use sled::transaction::TransactionError;

use super::StoreError;
use super::work::{Changes, Work};

/// A tree. The order is that of [`Shelf::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shelf {
    /// Settings and counters, by name.
    Meta,
    /// Raw updates that wait, by arrival.
    Inbox,
    /// When each update arrived, by its id.
    Seen,
    /// Conversations, by chat.
    Chats,
    /// Leads, by number.
    Leads,
    /// The last traces, by chat and place in the ring.
    Traces,
    /// When to wake which chat, by time and chat.
    Timers,
    /// What is to be sent, by lane and row.
    Outbox,
    /// How far each lead is, by lead and sink.
    Deliveries,
    /// Whom a message of the managers' group speaks of, by group and message.
    Relays,
    /// What was given up, by number.
    Dead,
    /// What rules say that traces speak of, by a number made of it.
    Rules,
}

impl Shelf {
    pub(super) const ALL: [Shelf; 12] = [
        Shelf::Meta,
        Shelf::Inbox,
        Shelf::Seen,
        Shelf::Chats,
        Shelf::Leads,
        Shelf::Traces,
        Shelf::Timers,
        Shelf::Outbox,
        Shelf::Deliveries,
        Shelf::Relays,
        Shelf::Dead,
        Shelf::Rules,
    ];

    fn name(self) -> &'static str {
        match self {
            Shelf::Meta => "meta",
            Shelf::Inbox => "inbox",
            Shelf::Seen => "seen",
            Shelf::Chats => "chats",
            Shelf::Leads => "leads",
            Shelf::Traces => "traces",
            Shelf::Timers => "timers",
            Shelf::Outbox => "outbox",
            Shelf::Deliveries => "deliveries",
            Shelf::Relays => "relays",
            Shelf::Dead => "dead",
            Shelf::Rules => "rules",
        }
    }
}

/// Numbers handed out one after another, from 1; their names in [`Shelf::Meta`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Counter {
    Arrival,
    Lead,
    Row,
    DeadLetter,
}

impl Counter {
    pub(super) fn key(self) -> &'static [u8] {
        match self {
            Counter::Arrival => b"last/arrival",
            Counter::Lead => b"last/lead",
            Counter::Row => b"last/row",
            Counter::DeadLetter => b"last/dead_letter",
        }
    }
}

/// The open trees.
pub(super) struct Shelves {
    trees: Vec<sled::Tree>,
}

impl Shelves {
    pub(super) fn open(db: &sled::Db) -> Result<Self, sled::Error> {
        let trees =
            Shelf::ALL.iter().map(|shelf| db.open_tree(shelf.name())).collect::<Result<_, _>>()?;
        Ok(Self { trees })
    }

    fn tree(&self, shelf: Shelf) -> &sled::Tree {
        &self.trees[shelf as usize]
    }

    pub(super) fn get<T: DeserializeOwned>(
        &self,
        shelf: Shelf,
        key: &[u8],
    ) -> Result<Option<T>, StoreError> {
        self.tree(shelf).get(key)?.map(|bytes| read(shelf, &bytes)).transpose()
    }

    pub(super) fn last(&self, counter: Counter) -> Result<u64, StoreError> {
        Ok(self.get(Shelf::Meta, counter.key())?.unwrap_or(0))
    }

    /// The records whose key begins with `prefix`, in the order of their keys.
    pub(super) fn starting<T: DeserializeOwned>(
        &self,
        shelf: Shelf,
        prefix: &[u8],
    ) -> impl Iterator<Item = Result<(sled::IVec, T), StoreError>> + use<T> {
        parsed(shelf, self.tree(shelf).scan_prefix(prefix))
    }

    /// The records whose key comes after `key`, in the order of their keys.
    pub(super) fn after<T: DeserializeOwned>(
        &self,
        shelf: Shelf,
        key: &[u8],
    ) -> impl Iterator<Item = Result<(sled::IVec, T), StoreError>> + use<T> {
        let from = (std::ops::Bound::Excluded(key), std::ops::Bound::Unbounded);
        parsed(shelf, self.tree(shelf).range::<&[u8], _>(from))
    }

    /// The records whose key comes after `key` and not after `last`, in order.
    pub(super) fn between<T: DeserializeOwned>(
        &self,
        shelf: Shelf,
        key: &[u8],
        last: &[u8],
    ) -> impl Iterator<Item = Result<(sled::IVec, T), StoreError>> + use<T> {
        let range = (std::ops::Bound::Excluded(key), std::ops::Bound::Included(last));
        parsed(shelf, self.tree(shelf).range::<&[u8], _>(range))
    }

    /// Whether there is a record of that key.
    pub(super) fn has(&self, shelf: Shelf, key: &[u8]) -> Result<bool, StoreError> {
        Ok(self.tree(shelf).contains_key(key)?)
    }

    /// Writes all of it or nothing. Nobody else may be writing.
    pub(super) fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        if changes.is_empty() {
            return Ok(());
        }
        let written = self.trees.as_slice().transaction(|trees| {
            for ((shelf, key), value) in changes {
                let tree = &trees[*shelf as usize];
                match value {
                    Some(bytes) => tree.insert(key.as_slice(), bytes.as_slice())?,
                    None => tree.remove(key.as_slice())?,
                };
            }
            Ok(())
        });
        written.map_err(|error| match error {
            TransactionError::Abort(error) => error,
            TransactionError::Storage(error) => StoreError::from(error),
        })
    }

    /// A change while nobody else writes: at the start.
    pub(super) fn change<R>(
        &self,
        work: impl FnOnce(&Work<'_>) -> Result<R, StoreError>,
    ) -> Result<R, StoreError> {
        let before = Changes::new();
        let own = Work::new(self, &before);
        let made = work(&own)?;
        self.commit(&own.into_changes())?;
        Ok(made)
    }
}

fn parsed<T: DeserializeOwned>(
    shelf: Shelf,
    records: sled::Iter,
) -> impl Iterator<Item = Result<(sled::IVec, T), StoreError>> {
    records.map(move |record| {
        let (key, bytes) = record?;
        Ok((key, read(shelf, &bytes)?))
    })
}

pub(super) fn read<T: DeserializeOwned>(shelf: Shelf, bytes: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(bytes).map_err(|error| damaged(shelf, &error))
}

pub(super) fn bytes_of(shelf: Shelf, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|error| damaged(shelf, &error))
}

/// serde's own words may quote the record, so only the place is told.
fn damaged(shelf: Shelf, error: &serde_json::Error) -> StoreError {
    let reason = format!("{:?} error at byte {}", error.classify(), error.column());
    StoreError::Damaged { shelf: shelf.name(), reason }
}
