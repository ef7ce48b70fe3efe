//! Erasing a person: by key within the step, and by a scan right after it.
//!
//! A mark is written with the step, so that a crash between the two only puts
//! the scan off until the next start. What is erased leaves every tree at once;
//! the database's file loses its last copies as sled rewrites its segments.

use serde::{Deserialize, Serialize};

use super::chats::{ChatRecord, TRACES};
use super::delivery::Behind;
use super::shelves::{Counter, Halt, Shelf, Work};
use super::{DeadLetter, DeadThing, Row, Store, StoreError, keys, timers};
use crate::dialog::{ChatKey, Sink};

/// The mark of a chat whose scan is not finished.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Forgetting {
    chat: ChatKey,
    /// The last row before the step: rows after it are the goodbye.
    last_row: u64,
}

impl Store {
    /// Finishes every erasure that is marked. Scans what waits to be sent, the
    /// group's messages and the dead letters.
    pub(super) fn finish_forgetting(&self) -> Result<(), StoreError> {
        let marks = self.shelves().starting::<Forgetting>(Shelf::Meta, keys::FORGETTING);
        for mark in marks {
            let (key, mark) = mark?;
            // Rows first: a row that is gone writes no relay and no letter any more.
            self.erase_where(Shelf::Outbox, |row: &Row| {
                row.chat == mark.chat && row.id <= mark.last_row
            })?;
            self.erase_where(Shelf::Relays, |behind: &Behind| behind.chat == mark.chat)?;
            self.erase_where(Shelf::Dead, |letter: &DeadLetter| speaks_of(letter, &mark.chat))?;
            self.shelves().transaction(|work| {
                // Forgotten once more in the meantime: that mark is another one.
                if work.get::<Forgetting>(Shelf::Meta, &key)?.as_ref() == Some(&mark) {
                    work.remove(Shelf::Meta, &key)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn erase_where<T: serde::de::DeserializeOwned>(
        &self,
        shelf: Shelf,
        his: impl Fn(&T) -> bool,
    ) -> Result<(), StoreError> {
        for record in self.shelves().starting::<T>(shelf, &[]) {
            let (key, value) = record?;
            if his(&value) {
                self.shelves().remove(shelf, &key)?;
            }
        }
        Ok(())
    }
}

/// Erases what can be found by key, and leaves the mark for the rest.
pub(super) fn erase(work: &Work<'_>, record: &ChatRecord) -> Result<(), Halt> {
    let chat = &record.chat.key;
    timers::clear(work, &record.chat)?;
    for slot in 0..TRACES.min(record.traces) {
        work.remove(Shelf::Traces, &keys::trace(chat, slot as u8))?;
    }
    for lead in &record.leads {
        work.remove(Shelf::Leads, &lead.0.to_be_bytes())?;
        for sink in Sink::ALL {
            work.remove(Shelf::Deliveries, &keys::delivery(*lead, sink))?;
        }
    }
    work.remove(Shelf::Chats, &keys::chat(chat))?;
    let mark = Forgetting { chat: chat.clone(), last_row: work.last(Counter::Row)? };
    work.put(Shelf::Meta, &keys::forgetting(chat), &mark)
}

fn speaks_of(letter: &DeadLetter, chat: &ChatKey) -> bool {
    match &letter.what {
        DeadThing::Delivery(row) => row.chat == *chat,
        // Nobody could read this update, or it would not be here; it is his when
        // the number of his chat stands in it.
        DeadThing::Update(update) => has_number(&update.text, &chat.id.to_string()),
    }
}

/// Whether `number` stands in `text`, and not as a part of a longer number.
fn has_number(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let bytes = text.as_bytes();
        !digit(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && !digit(bytes.get(at + number.len()))
    })
}
