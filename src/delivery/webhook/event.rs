//! An event as the receiver reads it; docs/webhook.schema.json describes it.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::lead_book::{Entry, rfc3339};

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum EventKind {
    /// There is a new lead.
    #[serde(rename = "lead.created")]
    Created,
    /// A lead has changed.
    #[serde(rename = "lead.updated")]
    Updated,
    /// Nothing: `doctor` wants to know whether the receiver answers.
    #[serde(rename = "ping")]
    Ping,
}

/// The body of a request.
#[derive(Serialize)]
pub struct Event<'a> {
    event: EventKind,
    id: String,
    sent_at: String,
    #[serde(flatten)]
    lead: Option<OfLead<'a>>,
}

#[derive(Serialize)]
struct OfLead<'a> {
    lead: Entry<'a>,
    changed: &'a [String],
}

impl<'a> Event<'a> {
    /// What became of a lead. `id` stays the same however often the event is sent;
    /// `changed` are the keys of what is new.
    pub fn of_lead(
        event: EventKind,
        id: String,
        sent_at: DateTime<Utc>,
        lead: Entry<'a>,
        changed: &'a [String],
    ) -> Self {
        Self { event, id, sent_at: rfc3339(sent_at), lead: Some(OfLead { lead, changed }) }
    }

    /// A call to see whether anybody answers.
    pub fn ping(sent_at: DateTime<Utc>) -> Self {
        let id = format!("ping-{}", sent_at.timestamp_millis());
        Self { event: EventKind::Ping, id, sent_at: rfc3339(sent_at), lead: None }
    }

    /// Its name, the same however often it is sent.
    pub fn id(&self) -> &str {
        &self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ping_speaks_of_no_lead() {
        let ping = Event::ping(DateTime::UNIX_EPOCH);
        let body = serde_json::to_string(&ping).unwrap();
        assert_eq!(body, r#"{"event":"ping","id":"ping-0","sent_at":"1970-01-01T00:00:00Z"}"#);
    }
}
