//! The state of one conversation.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Field, Group, Known, LeadId, MediaKind};

/// Which conversation: a private chat, perhaps reached through a business account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ChatKey {
    /// The business connection; a business chat has the same number as the
    /// private chat with the same person, so the number alone is not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business: Option<String>,
    /// Telegram's number of the chat.
    pub id: i64,
}

impl ChatKey {
    /// A private chat with the bot itself.
    pub fn private(id: i64) -> Self {
        Self { business: None, id }
    }
}

impl fmt::Display for ChatKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.business {
            Some(connection) => write!(out, "{connection}:{}", self.id),
            None => self.id.fmt(out),
        }
    }
}

impl std::str::FromStr for ChatKey {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.rsplit_once(':') {
            Some((connection, id)) => {
                Ok(Self { business: Some(connection.to_owned()), id: id.parse()? })
            }
            None => Ok(Self::private(text.parse()?)),
        }
    }
}

/// The customer, as Telegram shows him.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Telegram's number of the person.
    pub id: i64,
    /// First and last name; may be empty or only emoji.
    pub name: String,
    /// Without the `@`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// Where a conversation stands. Silence follows from it and from nothing else.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// «Новый»
    #[default]
    New,
    /// «В работе»
    InProgress,
    /// «Завершен»
    Completed,
    /// «Не подходит»
    Unqualified,
    /// «Оператор»: a person talks.
    Operator,
}

impl Status {
    /// The end of the conversation.
    pub fn is_closed(self) -> bool {
        matches!(self, Status::Completed | Status::Unqualified)
    }

    /// The bot says nothing.
    pub fn is_muted(self) -> bool {
        self.is_closed() || self == Status::Operator
    }

    /// The English word of rules files and exports.
    pub fn key(self) -> &'static str {
        match self {
            Status::New => "new",
            Status::InProgress => "in_progress",
            Status::Completed => "completed",
            Status::Unqualified => "unqualified",
            Status::Operator => "operator",
        }
    }
}

/// A question the bot has asked and the customer has not answered yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What it asks for.
    pub field: Field,
    /// When it was first asked; it is dead a day later.
    pub asked_at: DateTime<Utc>,
    /// How many times it was asked again.
    pub reasked: u8,
}

/// A rule that has matched and waits for the fields its lead needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hold {
    /// The rule's name: it survives a change of the file as long as the name does.
    pub rule: String,
}

/// How long the customer has been silent, and which idle rules have had their turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Silence {
    /// The time of his last message.
    pub since: DateTime<Utc>,
    /// Names of idle rules whose moment has passed.
    pub passed: BTreeSet<String>,
}

/// What closed a conversation or handed it over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBy {
    /// A rule, on something the customer said.
    Rule,
    /// A rule, because he said nothing.
    Idle,
    /// Too many messages no rule understood.
    Fallback,
    /// A manager.
    Manager,
}

/// The notice on personal data a customer was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// `[privacy] version`
    pub version: u32,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who said a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The customer.
    Client,
    /// The bot.
    Bot,
    /// A manager.
    Manager,
}

/// A line of the conversation, kept for cards, handoffs and numbers split over messages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// When it was said.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Speaker,
    /// What came with the words, or instead of them.
    #[serde(default)]
    pub kind: MediaKind,
    /// The words; empty when there are none.
    pub text: String,
}

/// One conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chat {
    /// Which one.
    pub key: ChatKey,
    /// The customer.
    pub client: Client,
    /// Raised by every change; a transaction that finds another one starts over.
    pub version: u64,
    /// Raised when a person takes over or the customer blocks the bot: replies of
    /// the bot that still wait from an earlier epoch are dropped.
    pub epoch: u32,
    /// Where it stands.
    pub status: Status,
    /// Since when.
    pub status_since: Option<DateTime<Utc>>,
    /// What closed it or handed it over; `None` while the bot talks.
    pub closed_by: Option<ClosedBy>,
    /// The status before the close or handover, to go back to.
    pub status_before: Status,
    /// The first deep link he came by, as written.
    pub source: Option<String>,
    /// What is known of him.
    pub known: Known,
    /// What was spoken of, in order of appearance.
    pub topics: Vec<String>,
    /// Names of `once` rules that have fired.
    pub fired: BTreeSet<String>,
    /// How many messages he has written in this dialogue.
    pub messages: u32,
    /// How many times the fallback has answered in this dialogue.
    pub fallbacks: u32,
    /// The open question.
    pub question: Option<Question>,
    /// The held rule.
    pub hold: Option<Hold>,
    /// His silence since his last message; idle rules count from it.
    pub silence: Option<Silence>,
    /// When the bot wants to be woken: the next idle moment.
    pub wake_at: Option<DateTime<Utc>>,
    /// The last lines said, oldest first.
    pub talk: VecDeque<Line>,
    /// The last line of either side, for the return from a person.
    pub last_at: Option<DateTime<Utc>>,
    /// Whether the customer has a reply keyboard of ours on his screen.
    pub keyboard_shown: bool,
    /// The lead of an earlier dialogue, for the next one to name.
    pub earlier_lead: Option<LeadId>,
    /// The notice on personal data he has been shown.
    pub consent: Option<Consent>,
    /// The album his last message belonged to.
    #[serde(default)]
    pub album: Option<String>,
    /// The group whose people talk to him, while a person does.
    #[serde(default)]
    pub group: Group,
    /// Messages of the current minute, for the flood limit: when it began, how many.
    pub minute: Option<(DateTime<Utc>, u32)>,
}

impl Chat {
    /// A conversation nobody has written in yet.
    pub fn new(key: ChatKey) -> Self {
        Self {
            key,
            client: Client::default(),
            version: 0,
            epoch: 0,
            status: Status::New,
            status_since: None,
            closed_by: None,
            status_before: Status::New,
            source: None,
            known: Known::default(),
            topics: Vec::new(),
            fired: BTreeSet::new(),
            messages: 0,
            fallbacks: 0,
            question: None,
            hold: None,
            silence: None,
            wake_at: None,
            talk: VecDeque::new(),
            last_at: None,
            keyboard_shown: false,
            earlier_lead: None,
            consent: None,
            album: None,
            group: Group::Main,
            minute: None,
        }
    }

    /// The conversation is over.
    pub fn is_closed(&self) -> bool {
        self.status.is_closed()
    }

    /// The bot says nothing here.
    pub fn is_muted(&self) -> bool {
        self.status.is_muted()
    }
}
