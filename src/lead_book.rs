//! A lead of the lead book as programs read it: `leads --format json`, webhooks.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::Value;

use crate::dialog::{LeadStatus, Sink};
use crate::store::{Attempt, Delivery, DeliveryState, LeadRecord};

/// A lead as programs read it.
#[derive(Serialize)]
pub struct Entry<'a> {
    /// Its number.
    pub id: u64,
    /// Telegram's number of the chat.
    pub chat: i64,
    /// The customer's `@name`, without the sign.
    pub username: Option<&'a str>,
    /// The customer's name at Telegram.
    pub client: &'a str,
    /// What is known: `phone` and `email` are lists, the others texts or null.
    pub fields: BTreeMap<&'a str, Value>,
    /// What was spoken of.
    pub topics: &'a [String],
    /// The deep link he came by.
    pub source: Option<&'a str>,
    /// Where it stands.
    pub status: LeadStatus,
    /// The manager who took it.
    pub claimed_by: Option<&'a str>,
    /// The rule that made it.
    pub rule: Option<&'a str>,
    /// When it was made, RFC 3339.
    pub created: String,
    /// When it last changed, RFC 3339.
    pub updated: String,
    /// How far it is with each place it was sent to.
    pub destinations: BTreeMap<&'static str, Destination<'a>>,
    /// The lead itself, for tables.
    #[serde(skip)]
    pub record: &'a LeadRecord,
}

/// How far a lead is with one destination.
#[derive(Serialize)]
pub struct Destination<'a> {
    /// Whether the place has the lead as it is now.
    pub state: DeliveryState,
    /// Attempts made for what is to get there next.
    pub attempts: u32,
    /// When this last changed, RFC 3339.
    pub at: String,
    /// Why the last attempt failed: a key of the contract, or words of the place.
    pub error: Option<&'a str>,
    /// What the place calls it.
    #[serde(rename = "ref")]
    pub reference: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// The entry of a record.
    pub fn of(record: &'a LeadRecord) -> Self {
        let LeadRecord { lead, destinations } = record;
        let known = &lead.known;
        let phones: Vec<&str> = known.phones.iter().map(|phone| phone.e164.as_str()).collect();
        let time = known.time.as_ref().map(|time| time.written.as_str());
        let mut fields = BTreeMap::from([
            ("phone", Value::from(phones)),
            ("email", Value::from(known.emails.clone())),
            ("time", Value::from(time)),
            ("name", Value::from(known.name.as_deref())),
        ]);
        fields.extend(known.own.iter().map(|(key, value)| (key.as_str(), Value::from(&**value))));
        let destination = |(sink, delivery): (&Sink, &'a Delivery)| (sink.key(), arrived(delivery));
        Self {
            id: lead.id.0,
            chat: lead.chat.id,
            username: lead.client.username.as_deref(),
            client: &lead.client.name,
            fields,
            topics: &lead.topics,
            source: lead.source.as_deref(),
            status: lead.status,
            claimed_by: lead.claimed_by.as_deref(),
            rule: lead.rule.as_deref(),
            created: rfc3339(lead.created),
            updated: rfc3339(lead.updated),
            destinations: destinations.iter().map(destination).collect(),
            record,
        }
    }
}

fn arrived(delivery: &Delivery) -> Destination<'_> {
    Destination {
        state: delivery.state,
        attempts: delivery.attempts,
        at: rfc3339(delivery.at),
        error: delivery.failure().map(Attempt::error),
        reference: delivery.reference.as_deref(),
    }
}

/// A moment as programs read it, in seconds.
pub fn rfc3339(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}
