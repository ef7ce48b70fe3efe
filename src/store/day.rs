//! What a day came to, for the managers' digest.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::chats::ChatRecord;
use super::shelves::Shelf;
use super::{DeliveryState, Notice, Store, StoreError, notice};
use crate::dialog::{
    Client, ClosedBy, Lead, LeadId, LeadStatus, Phone, Sink, Speaker, Status, Verdict,
};

/// The moment up to which managers have had a digest.
const DIGEST: &[u8] = b"digest";

/// What came between two moments, and what has been waiting for longer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Day {
    /// The leads made.
    pub leads: Vec<Lead>,
    /// Leads of any day that nobody has taken.
    pub untaken: Vec<LeadId>,
    /// Leads of any day that are not where they should be.
    pub missing: BTreeMap<Sink, Vec<LeadId>>,
    /// Chats the bot has closed, and it may have been wrong.
    pub closed: Vec<Closing>,
}

/// A chat the bot has closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// The customer.
    pub client: Client,
    /// Numbers he has left, where there is no lead.
    pub phones: Vec<Phone>,
    /// The rule that closed it, if one did.
    pub rule: Option<Arc<str>>,
    /// What he said last.
    pub words: String,
}

/// Whether people should see that the bot has closed it: it may have been wrong.
fn is_worth_a_look(ChatRecord { chat, leads, .. }: &ChatRecord) -> bool {
    let by_the_bot = chat.is_closed() && chat.closed_by != Some(ClosedBy::Manager);
    let lost_number = leads.is_empty() && !chat.known.phones.is_empty();
    by_the_bot && (lost_number || chat.status == Status::Unqualified)
}

impl Store {
    /// What came after `from` and until `to`. Scans: use it in a blocking task.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn day(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Day, StoreError> {
        let within = |at: DateTime<Utc>| from < at && at <= to;
        let mut day = Day::default();
        // What cannot be read is not told of; the rest is.
        for record in self.leads().filter(|record| !StoreError::is_damage(record)) {
            let lead = record?;
            for (sink, delivery) in self.deliveries(lead.id)? {
                if delivery.state != DeliveryState::Delivered {
                    day.missing.entry(sink).or_default().push(lead.id);
                }
            }
            if lead.status == LeadStatus::New && lead.send_to.contains(&Sink::Telegram) {
                day.untaken.push(lead.id);
            }
            if within(lead.created) {
                day.leads.push(lead);
            }
        }
        let chats = self.shelves().starting::<ChatRecord>(Shelf::Chats, &[]);
        for record in chats.filter(|record| !StoreError::is_damage(record)) {
            let (_, record) = record?;
            if record.chat.status_since.is_some_and(within) && is_worth_a_look(&record) {
                day.closed.push(self.closing(record)?);
            }
        }
        Ok(day)
    }

    fn closing(&self, ChatRecord { chat, leads, .. }: ChatRecord) -> Result<Closing, StoreError> {
        let traces = self.traces(&chat.key)?;
        let closed = traces
            .into_iter()
            .rfind(|step| step.status.0 != chat.status && step.status.1 == chat.status);
        let rule = closed.and_then(|step| match step.verdict {
            Verdict::Fired { rule, .. } | Verdict::Rejected { rule, .. } => Some(rule),
            _ => None,
        });
        let said = chat.talk.iter().rfind(|line| line.by == Speaker::Client);
        let words = said.map(|line| line.text.clone()).unwrap_or_default();
        let phones = if leads.is_empty() { chat.known.phones } else { Vec::new() };
        Ok(Closing { client: chat.client, phones, rule, words })
    }

    /// The moment up to which managers have had a digest; in a new installation, none.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn digest_until(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.shelves().get(Shelf::Meta, DIGEST)
    }

    /// Puts a digest, if there is one, into the group's lane, and remembers up to which
    /// moment it goes: both or neither, durably.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn close_day(
        &self,
        digest: Option<&Notice>,
        until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let digest = digest.cloned();
        self.change(move |work| {
            work.put(Shelf::Meta, DIGEST, &until)?;
            digest.map_or(Ok(()), |digest| notice::put(work, &digest, now).map(drop))
        })
        .await
    }
}
