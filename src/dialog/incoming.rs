//! What reaches the rules: one thing that happened in one chat.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{ChatKey, Client, Entity, Group, LeadId, Phone};

/// Something that happened in a chat.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Where.
    pub chat: ChatKey,
    /// When, by Telegram's clock (for timers and managers, by ours).
    pub at: DateTime<Utc>,
    /// Who the customer is; unknown for timers and managers' actions.
    pub client: Option<Client>,
    /// What.
    pub event: Event,
}

/// The kinds of things that happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The customer wrote or sent something.
    Message(Message),
    /// The customer edited an earlier message.
    Edited(Message),
    /// The customer pressed Start, perhaps by a link with a source.
    Start {
        /// What followed `?start=`.
        source: Option<String>,
    },
    /// The customer asked `/help`.
    Help,
    /// The customer asked to be forgotten (`/forget`).
    Forget,
    /// A timer of this chat went off.
    Idle,
    /// The customer blocked the bot; what was waiting for him is dropped.
    Blocked,
    /// The managers' group has to see a lead of this chat as it stands: it is missing
    /// where it should be, or no longer.
    Shown {
        /// The lead.
        lead: LeadId,
    },
    /// A manager acted on this chat.
    Desk {
        /// The lead whose card he used; the chat itself when `None`.
        lead: Option<LeadId>,
        /// The manager's name, for the card.
        by: String,
        /// The group he did it in.
        group: Group,
        /// What he did.
        action: DeskAction,
    },
}

/// A customer's message.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Telegram's number of the message within the chat.
    pub id: i32,
    /// What kind it is.
    pub kind: MediaKind,
    /// Text or caption; empty when there is none.
    pub text: String,
    /// What Telegram has marked in the text.
    pub entities: Vec<Entity>,
    /// A shared contact card.
    pub contact: Option<SharedContact>,
    /// The album it is a part of: pictures sent at once are one message to people.
    pub album: Option<String>,
}

impl Message {
    /// A plain text message.
    pub fn text(id: i32, text: impl Into<String>) -> Self {
        let (kind, entities) = (MediaKind::Text, Vec::new());
        Self { id, kind, text: text.into(), entities, contact: None, album: None }
    }
}

/// A contact card sent through Telegram.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedContact {
    /// The number on it; [`Phone::someone_elses`] tells whose.
    pub phone: Phone,
}

/// What a message carries: the words of `if.message_is`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// Text only.
    #[default]
    Text,
    /// A picture.
    Photo,
    /// A voice message.
    Voice,
    /// A video, round ones included.
    Video,
    /// Music.
    Audio,
    /// A file, animations included.
    Document,
    /// A sticker.
    Sticker,
    /// A place.
    Location,
    /// A contact card.
    Contact,
    /// Anything else: a poll, a die, a game. No rule can ask for it.
    Other,
}

impl MediaKind {
    /// The kinds rules can ask for, in the order of the documentation.
    pub const NAMED: [MediaKind; 9] = [
        MediaKind::Text,
        MediaKind::Photo,
        MediaKind::Voice,
        MediaKind::Video,
        MediaKind::Audio,
        MediaKind::Document,
        MediaKind::Sticker,
        MediaKind::Location,
        MediaKind::Contact,
    ];

    /// The word in `rules.toml`.
    pub fn key(self) -> &'static str {
        match self {
            MediaKind::Text => "text",
            MediaKind::Photo => "photo",
            MediaKind::Voice => "voice",
            MediaKind::Video => "video",
            MediaKind::Audio => "audio",
            MediaKind::Document => "document",
            MediaKind::Sticker => "sticker",
            MediaKind::Location => "location",
            MediaKind::Contact => "contact",
            MediaKind::Other => "other",
        }
    }
}

/// What a manager can do with a chat or its lead.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// «Взять»: the lead is his.
    Claim,
    /// «Готово»: the lead is dealt with.
    Done,
    /// «Спам»: not a customer.
    Spam,
    /// «Открыть снова»: a new dialogue with the bot.
    Open,
    /// «Ответить самому»: the bot falls silent.
    TakeOver,
    /// «Вернуть боту»: the bot talks on where it stopped.
    ReturnToBot,
    /// «Сделать лид» from what is known.
    MakeLead,
    /// He wrote to the customer.
    Write {
        /// The text, or the caption of what he sent.
        text: String,
        /// The message in his group, when it must be copied as it is (a picture, a voice).
        copy: Option<i32>,
    },
}
