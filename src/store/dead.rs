//! What was given up, and why; and putting it back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::shelves::{Counter, Shelf};
use super::work::Work;
use super::{Lane, RawUpdate, Row, Store, StoreError, delivery, inbox, lanes};

/// Something that was given up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeadLetter {
    /// Its number among the dead letters, from 1.
    pub id: u64,
    /// When it was given up.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Reason,
    /// What.
    pub what: DeadThing,
}

/// Why something was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Reason {
    /// The bot's own trouble, which is put in words when it is shown.
    Own(OwnTrouble),
    /// In words already: those of the other side, or of an earlier version of the bot.
    Words(String),
}

impl Reason {
    /// Its words, when it came with some.
    pub fn words(&self) -> Option<&str> {
        match self {
            Reason::Own(_) => None,
            Reason::Words(words) => Some(words),
        }
    }
}

/// Why the bot could not deal with an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnTrouble {
    /// Telegram's text is not what is known of its API.
    UpdateUnreadable,
    /// No branch takes it.
    UpdateUnhandled,
    /// A mistake in the program.
    UpdatePanicked,
    /// What is stored of its chat cannot be read.
    UpdateMeetsDamage,
}

impl OwnTrouble {
    /// Every one.
    pub const ALL: [OwnTrouble; 4] = [
        OwnTrouble::UpdateUnreadable,
        OwnTrouble::UpdateUnhandled,
        OwnTrouble::UpdatePanicked,
        OwnTrouble::UpdateMeetsDamage,
    ];

    /// The key of its words in the texts catalogue.
    pub fn key(self) -> &'static str {
        match self {
            OwnTrouble::UpdateUnreadable => "dead-update-unreadable",
            OwnTrouble::UpdateUnhandled => "dead-update-unhandled",
            OwnTrouble::UpdatePanicked => "dead-update-panicked",
            OwnTrouble::UpdateMeetsDamage => "dead-update-meets-damage",
        }
    }
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
        self.change(move |work| {
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
        })
        .await
    }
}

fn again(work: &Work<'_>, row: Row) -> Result<Row, StoreError> {
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
    reason: Reason,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let id = work.next(Counter::DeadLetter)?;
    let letter = DeadLetter { id, at: now, reason, what };
    work.put(Shelf::Dead, &id.to_be_bytes(), &letter)
}
