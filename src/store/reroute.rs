//! What a group of `[route]` does not take goes to the main one, with everything that follows.

use super::shelves::{Counter, Shelf};
use super::work::Work;
use super::{Lane, Payload, Row, Store, StoreError, chats, delivery, keys, lanes};
use crate::dialog::{Card, Group, Html, Lead};

impl Store {
    /// A row for a group of its own goes to the main group instead, words that are no lead's
    /// card with `note` under them; so does from now on what concerns its lead, and its chat
    /// while a person talks there. Whether the lead had gone that way before.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub async fn reroute(&self, row: &Row, note: &Html) -> Result<bool, StoreError> {
        let (row, note) = (row.clone(), note.clone());
        self.change(move |work| {
            let Some(stored) = lanes::stored(work, &row)? else { return Ok(false) };
            lanes::remove(work, &stored)?;
            let news = adopt(work, &stored)?;
            let mut payload = stored.payload.clone();
            if let Some(html) = words(&mut payload) {
                html.0 += "\n";
                html.0 += &note.0;
            }
            let (id, lane) = (work.next(Counter::Row)?, Lane::Group);
            let row = Row { id, lane, payload, attempts: 0, next_at: None, error: None, ..stored };
            lanes::put(work, &row)?;
            delivery::begin(work, &row)?;
            Ok(!news)
        })
        .await
    }
}

/// The lead and the chat of a row belong to the main group from now on; whether that is
/// news of the lead.
fn adopt(work: &Work<'_>, row: &Row) -> Result<bool, StoreError> {
    let Lane::Routed(number) = row.lane else { return Ok(false) };
    let from = Group::Routed(number);
    let key = row.lead.map(|lead| lead.0.to_be_bytes());
    let lead = key.map_or(Ok(None), |key| work.get::<Lead>(Shelf::Leads, &key))?;
    let lead = lead.filter(|lead| lead.group == from);
    let news = lead.is_some();
    if let Some(lead) = lead {
        let lead = Lead { group: Group::Main, stray: Some(number), ..lead };
        work.put(Shelf::Leads, &lead.id.0.to_be_bytes(), &lead)?;
    }
    let mut record = chats::record(work, &row.chat)?;
    if record.chat.group == from {
        record.chat.group = Group::Main;
        work.put(Shelf::Chats, &keys::chat(&row.chat), &record)?;
    }
    Ok(news)
}

/// Words of the moment; a card gets its notes whenever it is sent.
fn words(payload: &mut Payload) -> Option<&mut Html> {
    match payload {
        Payload::Notify(Card { html, .. }) | Payload::Summon(Card { html, .. }) => Some(html),
        Payload::Relay(relay) => Some(&mut relay.html),
        Payload::Card { .. }
        | Payload::CardEdit { .. }
        | Payload::Reply(_)
        | Payload::Copy { .. }
        | Payload::Toast { .. }
        | Payload::LeadCreated { .. }
        | Payload::LeadUpdated { .. } => None,
    }
}
