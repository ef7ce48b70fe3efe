//! Sending again what was given up or put off: on a person's word.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::shelves::Shelf;
use super::{DeadThing, Lane, Row, Store, StoreError, lanes};
use crate::dialog::{LeadId, Sink};

/// What is sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retried {
    /// The leads.
    pub leads: BTreeSet<LeadId>,
    /// Where they go.
    pub sinks: BTreeSet<Sink>,
    /// The lanes that have something to do now.
    pub lanes: BTreeSet<Lane>,
    /// How many dead letters were put back.
    pub put_back: usize,
    /// How many rows waited, and need not wait any longer.
    pub hurried: usize,
}

impl Store {
    /// Puts back the dead letters about a lead, or about any, and makes what waits
    /// due at once. Whoever knows the lanes is to hurry those of [`Retried::lanes`].
    /// Scans the dead letters and what is to be sent.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub async fn retry(
        &self,
        lead: Option<LeadId>,
        now: DateTime<Utc>,
    ) -> Result<Retried, StoreError> {
        let mut retried = Retried::default();
        let wanted = |row: &Row| {
            row.delivers().filter(|(delivered, _)| lead.is_none_or(|lead| lead == *delivered))
        };
        // Before the dead letters: those put back are new and due anyway.
        for record in self.shelves().starting::<Row>(Shelf::Outbox, &[]) {
            let (_, row) = record?;
            if let Some(about) = wanted(&row) {
                retried.note(about, &row);
                self.change_soon(move |work| match lanes::stored(work, &row)? {
                    Some(stored) => lanes::put(work, &Row { next_at: None, ..stored }),
                    None => Ok(()),
                })
                .await?;
                retried.hurried += 1;
            }
        }
        for letter in self.dead()? {
            let DeadThing::Delivery(row) = &letter.what else { continue };
            if let Some(about) = wanted(row) {
                self.replay(letter.id, now).await?;
                retried.note(about, row);
                retried.put_back += 1;
            }
        }
        self.durable().await?;
        Ok(retried)
    }
}

impl Retried {
    fn note(&mut self, (lead, sink): (LeadId, Sink), row: &Row) {
        self.leads.insert(lead);
        self.sinks.insert(sink);
        self.lanes.insert(row.lane.clone());
    }
}
