//! What was given up, and why; and putting it back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::shelves::{Counter, Halt, Shelf, Work};
use super::{Lane, RawUpdate, Row, Store, StoreError, delivery, inbox, lanes};

/// Something that was given up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeadLetter {
    /// Its number among the dead letters, from 1.
    pub id: u64,
    /// When it was given up.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// What.
    pub what: DeadThing,
}

/// What can be given up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadThing {
    /// An update that could not be dealt with.
    Update(RawUpdate),
    /// A row that could not be delivered.
    Delivery(Box<Row>),
}

impl Store {
    /// Everything given up, oldest first. Scans.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn dead(&self) -> Result<Vec<DeadLetter>, StoreError> {
        let letters = self.shelves().starting(Shelf::Dead, &[]);
        letters.map(|record| record.map(|(_, letter)| letter)).collect()
    }

    /// Puts a dead letter back: an update at the end of the inbox, a row at the
    /// end of its lane, as new. Answers with what was put back, so that the
    /// caller can wake whoever deals with it; `None` when there is no such letter.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn replay(
        &self,
        id: u64,
        now: DateTime<Utc>,
    ) -> Result<Option<DeadThing>, StoreError> {
        let back = self.shelves().transaction(|work| {
            let Some(letter) = work.get::<DeadLetter>(Shelf::Dead, &id.to_be_bytes())? else {
                return Ok(None);
            };
            work.remove(Shelf::Dead, &id.to_be_bytes())?;
            match letter.what {
                DeadThing::Update(update) => {
                    inbox::put(work, &update, now)?;
                    Ok(Some(DeadThing::Update(update)))
                }
                DeadThing::Delivery(row) => {
                    let row = again(work, *row)?;
                    Ok(Some(DeadThing::Delivery(Box::new(row))))
                }
            }
        })?;
        if let Some(DeadThing::Delivery(row)) = &back {
            self.inner.flusher.row_written(row.id);
        }
        self.durable().await?;
        Ok(back)
    }
}

fn again(work: &Work<'_>, row: Row) -> Result<Row, Halt> {
    let id = work.next(Counter::Row)?;
    // The lead may have got there in another way since: a look at the place tells.
    let maybe_sent = row.maybe_sent || matches!(row.lane, Lane::Sink(_));
    let row = Row { id, attempts: 0, next_at: None, error: None, maybe_sent, ..row };
    lanes::put(work, &row)?;
    delivery::begin(work, &row)?;
    Ok(row)
}

/// Writes a dead letter.
pub(super) fn bury(
    work: &Work<'_>,
    what: DeadThing,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), Halt> {
    let id = work.next(Counter::DeadLetter)?;
    let letter = DeadLetter { id, at: now, reason: reason.to_owned(), what };
    work.put(Shelf::Dead, &id.to_be_bytes(), &letter)
}
