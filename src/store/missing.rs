//! Leads the managers were shown because a place does not have them: what stands under
//! their cards, until the place has them and the cards say so no more.

use serde::{Deserialize, Serialize};

use super::shelves::Shelf;
use super::work::Work;
use super::{Store, StoreError, keys};
use crate::dialog::{LeadId, Sink};

/// A lead that is not where it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The lead.
    pub lead: LeadId,
    /// Where it should be.
    pub sink: Sink,
    /// Why it is not, in words for managers.
    pub reason: String,
    /// It is there by now; its card may still say that it is not.
    pub arrived: bool,
}

impl Store {
    /// Remembers that a place does not have a lead, and why; whether that is news.
    /// Nothing is remembered of a lead that has been erased.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn miss(&self, lead: LeadId, sink: Sink, reason: &str) -> Result<bool, StoreError> {
        let key = keys::missing(lead, sink);
        let missing = Missing { lead, sink, reason: reason.to_owned(), arrived: false };
        if self.shelves().get(Shelf::Meta, &key)?.as_ref() == Some(&missing) {
            return Ok(false);
        }
        self.change(move |work| {
            let known = work.get::<Missing>(Shelf::Meta, &key)?;
            let exists = work.has(Shelf::Leads, &lead.0.to_be_bytes())?;
            if exists {
                work.put(Shelf::Meta, &key, &missing)?;
            }
            Ok(exists && known.is_none_or(|known| known.arrived))
        })
        .await
    }

    /// Where a lead is not that should be there.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn missing(&self, lead: LeadId) -> Result<Vec<Missing>, StoreError> {
        let found = Sink::ALL.into_iter().filter_map(|sink| {
            let known = self.shelves().get::<Missing>(Shelf::Meta, &keys::missing(lead, sink));
            known.transpose()
        });
        found.filter(|known| !matches!(known, Ok(known) if known.arrived)).collect()
    }

    /// The same of all leads, with those that have arrived and whose cards may not say so yet.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn all_missing(&self) -> Result<Vec<Missing>, StoreError> {
        let known = self.shelves().starting(Shelf::Meta, keys::MISSING);
        known.map(|record| record.map(|(_, missing)| missing)).collect()
    }

    /// A lead has arrived, and its card says so. Durable soon; until then a crash brings it back.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn miss_no_more(&self, lead: LeadId, sink: Sink) -> Result<(), StoreError> {
        let key = keys::missing(lead, sink);
        self.change_soon(move |work| {
            // It may be missed once more.
            if work.get::<Missing>(Shelf::Meta, &key)?.is_some_and(|known| known.arrived) {
                work.remove(Shelf::Meta, &key)?;
            }
            Ok(())
        })
        .await
    }
}

/// The place has the lead now; whether it was missed there.
pub(super) fn arrives(work: &Work<'_>, lead: LeadId, sink: Sink) -> Result<bool, StoreError> {
    let key = keys::missing(lead, sink);
    match work.get::<Missing>(Shelf::Meta, &key)? {
        Some(known) => {
            work.put(Shelf::Meta, &key, &Missing { arrived: true, ..known })?;
            Ok(true)
        }
        None => Ok(false),
    }
}

/// Nothing is known of that lead any more.
pub(super) fn erase(work: &Work<'_>, lead: LeadId, sink: Sink) -> Result<bool, StoreError> {
    work.remove(Shelf::Meta, &keys::missing(lead, sink))
}
