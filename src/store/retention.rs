//! Erasing what is older than the owner wants to keep.

use chrono::{DateTime, Utc};
use futures::executor::block_on;

use super::chats::{self, ChatRecord};
use super::shelves::Shelf;
use super::{DeliveryState, Store, StoreError, forget};

impl Store {
    /// Erases every chat in which nobody has said anything since `moment`, its leads and
    /// all that is known of the person; how many chats. A chat with a lead that is still
    /// on its way somewhere stays until it is there.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub async fn forget_before(&self, moment: DateTime<Utc>) -> Result<usize, StoreError> {
        let store = self.clone();
        let erased = tokio::task::spawn_blocking(move || store.erase_before(moment)).await;
        let erased = erased.unwrap_or_else(|error| Err(StoreError::Disk(error.to_string())))?;
        if erased > 0 {
            self.finish_forgetting_elsewhere().await?;
        }
        Ok(erased)
    }

    fn erase_before(&self, moment: DateTime<Utc>) -> Result<usize, StoreError> {
        let mut erased = 0;
        let chats = self.shelves().starting::<ChatRecord>(Shelf::Chats, &[]);
        for record in chats.filter(|record| !StoreError::is_damage(record)) {
            let (_, found) = record?;
            if !self.is_silent_since(&found, moment)? || self.is_under_way(&found)? {
                continue;
            }
            // Somebody may have spoken since the record was read.
            let gone = self.change_soon(move |work| {
                let current = chats::record(work, &found.chat.key)?;
                let same = current.chat.version == found.chat.version;
                if same {
                    forget::erase(work, &current)?;
                }
                Ok(same)
            });
            erased += usize::from(block_on(gone)?);
        }
        Ok(erased)
    }

    fn is_silent_since(
        &self,
        record: &ChatRecord,
        moment: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let last_step =
            || self.traces(&record.chat.key).map(|mut steps| steps.pop().map(|step| step.at));
        let last = match record.chat.last_at {
            Some(at) => Some(at),
            None => last_step()?,
        };
        Ok(last.is_none_or(|last| last < moment))
    }

    fn is_under_way(&self, record: &ChatRecord) -> Result<bool, StoreError> {
        for lead in &record.leads {
            let deliveries = self.deliveries(*lead)?;
            if deliveries.values().any(|delivery| delivery.state == DeliveryState::Pending) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
