//! A lead for the page, as it stands in the lead book.

use serde::Serialize;

use crate::dialog::{Lead, LeadStatus, Sink};
use crate::lead_text::{LeadRow, rows};
use crate::rules::Rules;
use crate::store::{DeliveryState, Store, StoreError};
use crate::texts::text;

/// A lead.
#[derive(Serialize)]
pub(in crate::demo) struct LeadView {
    id: u64,
    status: LeadStatus,
    status_words: String,
    rows: Vec<LeadRow>,
    delivered: bool,
}

impl LeadView {
    pub fn of(lead: &Lead, rules: &Rules, store: &Store) -> Result<LeadView, StoreError> {
        let language = rules.language;
        let in_group = store.deliveries(lead.id)?.remove(&Sink::Telegram);
        Ok(LeadView {
            id: lead.id.0,
            status: lead.status,
            status_words: text(language, status(lead.status)),
            rows: rows(lead, rules),
            delivered: in_group.is_some_and(|it| it.state == DeliveryState::Delivered),
        })
    }
}

fn status(status: LeadStatus) -> &'static str {
    match status {
        LeadStatus::New => "demo-lead-new",
        LeadStatus::Claimed => "demo-lead-in-hands",
        LeadStatus::Done => "demo-lead-done",
        LeadStatus::Spam => "demo-lead-spam",
    }
}
