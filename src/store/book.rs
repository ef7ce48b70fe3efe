//! The lead book: leads with what became of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Delivery, Store, StoreError};
use crate::dialog::{Lead, LeadId, Sink, Trace, Verdict};

/// A lead with what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeadRecord {
    /// The lead.
    pub lead: Lead,
    /// How far it is with each place it goes to.
    pub destinations: BTreeMap<Sink, Delivery>,
}

/// A lead with what became of it, and why it was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeadAccount {
    /// The lead.
    pub record: LeadRecord,
    /// The step that made it, as long as its chat remembers that.
    pub made_by: Option<Trace>,
}

impl Store {
    /// One lead of the book.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn lead_record(&self, id: LeadId) -> Result<Option<LeadRecord>, StoreError> {
        self.lead(id)?.map(|lead| self.record(lead)).transpose()
    }

    /// One lead of the book, and why it was made.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn lead_account(&self, id: LeadId) -> Result<Option<LeadAccount>, StoreError> {
        let Some(record) = self.lead_record(id)? else { return Ok(None) };
        let lead = &record.lead;
        let mut traces = self.traces(&lead.chat)?;
        traces.retain(|trace| trace.at == lead.created);
        // Telegram counts in seconds: of several steps in one, that of the lead's rule counts.
        let is_its_rule = |trace: &Trace| match (&trace.verdict, &lead.rule) {
            (Verdict::Fired { rule, .. }, Some(name)) => **rule == **name,
            (Verdict::Desk, None) => true,
            _ => false,
        };
        let found = traces.iter().position(is_its_rule).or(traces.len().checked_sub(1));
        let made_by = found.map(|place| traces.swap_remove(place));
        Ok(Some(LeadAccount { record, made_by }))
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
