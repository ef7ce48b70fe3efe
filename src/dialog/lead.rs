//! A lead: a customer worth calling, as it stands in the lead book.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{ChatKey, Client, Group, Known, Line};

/// The number of a lead, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LeadId(pub u64);

impl fmt::Display for LeadId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// A place leads are sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sink {
    /// The managers' groups.
    Telegram,
    /// A Bitrix24 portal.
    Bitrix24,
    /// A mailbox.
    Email,
    /// Any other CRM.
    Webhook,
}

impl Sink {
    /// Every sink, in the order of the documentation.
    pub const ALL: [Sink; 4] = [Sink::Telegram, Sink::Bitrix24, Sink::Email, Sink::Webhook];

    /// The word in `rules.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Sink::Telegram => "telegram",
            Sink::Bitrix24 => "bitrix24",
            Sink::Email => "email",
            Sink::Webhook => "webhook",
        }
    }

    /// The setting without which nothing can be sent there.
    pub fn setting(self) -> &'static str {
        match self {
            Sink::Telegram => "TELEGRAM_BOT_TOKEN",
            Sink::Bitrix24 => "BITRIX24_WEBHOOK_URL",
            Sink::Email => "SMTP_URL",
            Sink::Webhook => "LEAD_WEBHOOK_URL",
        }
    }
}

/// What managers have done with a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadStatus {
    /// Nobody has taken it yet.
    New,
    /// A manager is on it.
    Claimed,
    /// Dealt with.
    Done,
    /// Not a customer.
    Spam,
}

/// How loudly the managers have been called to a lead that nobody takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Called {
    /// By its card alone.
    #[default]
    Once,
    /// Once more, under the card.
    Reminded,
    /// Everybody by name.
    Everybody,
}

/// A lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// Its number.
    pub id: LeadId,
    /// The chat it came from.
    pub chat: ChatKey,
    /// The customer, as Telegram shows him.
    pub client: Client,
    /// What he told.
    pub known: Known,
    /// What was spoken of, in order of appearance.
    pub topics: Vec<String>,
    /// The deep link he came by.
    pub source: Option<String>,
    /// Where it stands.
    pub status: LeadStatus,
    /// The manager who took it.
    pub claimed_by: Option<String>,
    /// When he took it.
    pub claimed_at: Option<DateTime<Utc>>,
    /// How loudly the managers have been called to it.
    #[serde(default)]
    pub called: Called,
    /// The rule that made it (a manager's button has none).
    pub rule: Option<String>,
    /// Where it goes.
    pub send_to: Vec<Sink>,
    /// The group of managers it belongs to.
    #[serde(default)]
    pub group: Group,
    /// The group of its own that could not be reached, so that it belongs to the main one.
    #[serde(default)]
    pub stray: Option<i64>,
    /// The last messages of the chat when it was made or updated.
    pub talk: Vec<Line>,
    /// The same customer's lead before this one.
    pub earlier: Option<LeadId>,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it last changed.
    pub updated: DateTime<Utc>,
}

impl Lead {
    /// New or claimed: somebody still has to deal with it.
    pub fn is_open(&self) -> bool {
        matches!(self.status, LeadStatus::New | LeadStatus::Claimed)
    }
}
