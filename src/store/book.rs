//! The lead book: leads with what became of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Delivery, Store, StoreError};
use crate::dialog::{Lead, LeadId, Sink};

/// A lead with what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeadRecord {
    /// The lead.
    pub lead: Lead,
    /// How far it is with each place it goes to.
    pub destinations: BTreeMap<Sink, Delivery>,
}

impl Store {
    /// One lead of the book.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn lead_record(&self, id: LeadId) -> Result<Option<LeadRecord>, StoreError> {
        self.lead(id)?.map(|lead| self.record(lead)).transpose()
    }

    /// The whole book, by number. Scans: use it in a blocking task.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn lead_book(&self) -> Result<Vec<LeadRecord>, StoreError> {
        self.leads().map(|lead| self.record(lead?)).collect()
    }

    fn record(&self, lead: Lead) -> Result<LeadRecord, StoreError> {
        Ok(LeadRecord { destinations: self.deliveries(lead.id)?, lead })
    }
}
