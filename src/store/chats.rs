//! Conversations and their leads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::shelves::Shelf;
use super::work::Work;
use super::{Delivery, Store, StoreError, keys};
use crate::dialog::{Chat, ChatKey, Dialog, Lead, LeadId, Sink};

/// A chat as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ChatRecord {
    pub(super) chat: Chat,
    /// The current lead.
    pub(super) lead: Option<LeadId>,
    /// Every lead the chat has made.
    pub(super) leads: Vec<LeadId>,
    /// How many traces were ever written.
    pub(super) traces: u64,
}

impl ChatRecord {
    pub(super) fn new(key: &ChatKey) -> Self {
        Self { chat: Chat::new(key.clone()), lead: None, leads: Vec::new(), traces: 0 }
    }
}

impl Store {
    /// A conversation as it stands; a new one when nobody has written in it yet.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn dialog(&self, key: &ChatKey) -> Result<Dialog, StoreError> {
        let Some(record) = self.shelves().get::<ChatRecord>(Shelf::Chats, &keys::chat(key))? else {
            return Ok(Dialog::new(key.clone()));
        };
        let lead = record.lead.map_or(Ok(None), |lead| self.lead(lead))?;
        Ok(Dialog { chat: record.chat, lead, earlier: None })
    }

    /// The epoch a chat is in: [`super::Row::is_stale`] compares a row with it.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn chat_epoch(&self, key: &ChatKey) -> Result<u32, StoreError> {
        let record = self.shelves().get::<ChatRecord>(Shelf::Chats, &keys::chat(key))?;
        Ok(record.map_or(0, |record| record.chat.epoch))
    }

    /// A lead by its number.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn lead(&self, id: LeadId) -> Result<Option<Lead>, StoreError> {
        self.shelves().get(Shelf::Leads, &id.0.to_be_bytes())
    }

    /// Every lead, by number. Scans: use it in a blocking task.
    pub fn leads(&self) -> impl Iterator<Item = Result<Lead, StoreError>> {
        self.shelves().starting(Shelf::Leads, &[]).map(|record| record.map(|(_, lead)| lead))
    }

    /// How far a lead is with each sink it was sent to.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn deliveries(&self, id: LeadId) -> Result<BTreeMap<Sink, Delivery>, StoreError> {
        let mut deliveries = BTreeMap::new();
        for sink in Sink::ALL {
            if let Some(found) = self.shelves().get(Shelf::Deliveries, &keys::delivery(id, sink))? {
                deliveries.insert(sink, found);
            }
        }
        Ok(deliveries)
    }
}

/// The record of a chat within a transaction; a new one when there is none.
pub(super) fn record(work: &Work<'_>, key: &ChatKey) -> Result<ChatRecord, StoreError> {
    Ok(work.get(Shelf::Chats, &keys::chat(key))?.unwrap_or_else(|| ChatRecord::new(key)))
}
