//! Places that take nothing: what is remembered of it, so that a restart neither
//! repeats nor forgets what the managers were told.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::notice::{self, Notice};
use super::shelves::Shelf;
use super::{DeadThing, Lane, Row, Store, StoreError, keys};
use crate::dialog::{LeadId, Sink};

/// A stretch of time in which a place took nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// Since when.
    pub since: DateTime<Utc>,
    /// The place has said that it takes nothing; else it is silent.
    pub closed: bool,
    /// The place takes nothing of some kind for a while, and other things.
    #[serde(default)]
    pub partial: bool,
    /// What a person has to mend, as the place said last, in words for managers.
    pub remedy: Option<String>,
    /// The managers know of it.
    pub told: bool,
    /// What they were asked to mend, in this outage or shortly before it.
    pub remedies: Vec<String>,
    /// The place has been out shortly before as well, and the managers know of that.
    pub again: bool,
    /// It takes rows again.
    pub over: Option<Over>,
}

/// The end of an outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Over {
    /// When something was taken for the first time.
    pub at: DateTime<Utc>,
    /// The last row that had to wait.
    pub last_row: u64,
    /// How many leads had to wait.
    pub leads: usize,
    /// Nothing is left to be told of it.
    pub settled: bool,
}

impl Store {
    /// The last outage of a place.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn outage(&self, sink: Sink) -> Result<Option<Outage>, StoreError> {
        self.shelves().get(Shelf::Meta, &keys::outage(sink))
    }

    /// Remembers the last outage of a place, together with the words that tell of it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn set_outage(
        &self,
        sink: Sink,
        outage: &Outage,
        notice: Option<Notice>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let outage = outage.clone();
        self.change(move |work| {
            work.put(Shelf::Meta, &keys::outage(sink), &outage)?;
            notice.map_or(Ok(()), |notice| notice::put(work, &notice, now).map(drop))
        })
        .await
    }

    /// The leads with a row in this lane up to that number. Scans the lane.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn leads_waiting(&self, lane: &Lane, last: u64) -> Result<BTreeSet<LeadId>, StoreError> {
        let rows = self.shelves().starting::<Row>(Shelf::Outbox, &keys::lane(lane));
        let leads = rows.map(|record| record.map(|(_, row)| (row.id, row.lead)));
        leads
            .filter(|row| !matches!(row, Ok((id, lead)) if *id > last || lead.is_none()))
            .filter_map(|row| row.map(|(_, lead)| lead).transpose())
            .collect()
    }

    /// The leads of which a row in this lane was given up since then. Scans the dead letters.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn leads_given_up(
        &self,
        lane: &Lane,
        since: DateTime<Utc>,
    ) -> Result<BTreeSet<LeadId>, StoreError> {
        let letters = self.dead()?.into_iter().filter(|letter| letter.at >= since);
        Ok(letters
            .filter_map(|letter| match letter.what {
                DeadThing::Delivery(row) if row.lane == *lane => row.lead,
                _ => None,
            })
            .collect())
    }
}
