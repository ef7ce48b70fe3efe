//! What can be read from the stand-in: messages, calls, answers, changes.

use std::time::Instant;

use chrono::{DateTime, TimeZone, Utc};
use serde::Serialize;
use serde_json::Value;

use super::chat::Entry;

/// A button under a message or in place of the keyboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Button {
    /// What is written on it.
    pub text: String,
    /// What the bot gets when an inline button is pressed.
    pub data: Option<String>,
    /// Where a link button leads.
    pub url: Option<String>,
    /// Whether it shares the person's number.
    pub shares_contact: bool,
}

/// The buttons of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "rows")]
pub enum Keyboard {
    /// No word about buttons.
    #[default]
    None,
    /// Buttons under the message.
    Inline(Vec<Vec<Button>>),
    /// Buttons in place of the keyboard.
    Reply(Vec<Vec<Button>>),
    /// The reply keyboard goes away.
    Removed,
}

impl Keyboard {
    pub(super) fn of(markup: Option<&Value>) -> Keyboard {
        let Some(markup) = markup else { return Keyboard::None };
        if let Some(rows) = markup["inline_keyboard"].as_array() {
            return Keyboard::Inline(buttons(rows));
        }
        if let Some(rows) = markup["keyboard"].as_array() {
            return Keyboard::Reply(buttons(rows));
        }
        match markup["remove_keyboard"].as_bool() {
            Some(true) => Keyboard::Removed,
            _ => Keyboard::None,
        }
    }

    /// All buttons, row by row.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        let rows: &[Vec<Button>] = match self {
            Keyboard::Inline(rows) | Keyboard::Reply(rows) => rows,
            Keyboard::None | Keyboard::Removed => &[],
        };
        rows.iter().flatten()
    }
}

fn buttons(rows: &[Value]) -> Vec<Vec<Button>> {
    let button = |button: &Value| Button {
        text: button.as_str().or(button["text"].as_str()).unwrap_or_default().to_owned(),
        data: button["callback_data"].as_str().map(str::to_owned),
        url: button["url"].as_str().map(str::to_owned),
        shares_contact: button["request_contact"].as_bool().unwrap_or(false),
    };
    let row = |row: &Value| row.as_array().into_iter().flatten().map(button).collect();
    rows.iter().map(row).collect()
}

/// A message as a person sees it in the chat, edits applied.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Its number in the chat.
    pub message: i32,
    /// The name of who wrote it.
    pub author: String,
    /// Whether the bot wrote it.
    pub by_bot: bool,
    /// The text or caption; for contacts and places what they show.
    pub text: String,
    /// What is marked in the text, as Telegram's entities.
    pub entities: Vec<Value>,
    /// `text`, `photo`, `document`, `contact`…; `service` for Telegram's own notes.
    pub kind: String,
    /// Its buttons.
    pub keyboard: Keyboard,
    /// The message it answers.
    pub reply_to: Option<i32>,
    /// The topic it is in.
    pub topic: Option<i32>,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Whether it was edited.
    pub edited: bool,
    /// Whether it was forwarded.
    pub forwarded: bool,
}

/// The kinds of content, by the field that carries them.
pub(super) const CONTENT: [&str; 13] = [
    "text",
    "photo",
    "document",
    "voice",
    "video",
    "audio",
    "sticker",
    "video_note",
    "animation",
    "contact",
    "location",
    "venue",
    "dice",
];

impl Line {
    pub(super) fn of(message: i32, entry: &Entry) -> Line {
        let value = &entry.value;
        let get = |name: &str| value.get(name).unwrap_or(&Value::Null);
        let kind = CONTENT.iter().find(|kind| value.contains_key(**kind));
        let author = &get("from")["first_name"];
        let author = author.as_str().or(get("chat")["title"].as_str());
        let entities = get("entities").as_array().or(get("caption_entities").as_array());
        Line {
            message,
            author: author.unwrap_or_default().to_owned(),
            by_bot: entry.by_bot,
            text: shown(value),
            entities: entities.cloned().unwrap_or_default(),
            kind: kind.map_or("service", |kind| kind).to_owned(),
            keyboard: Keyboard::of(entry.markup.as_ref()),
            reply_to: get("reply_to_message")["message_id"].as_i64().map(|id| id as i32),
            topic: get("message_thread_id").as_i64().map(|id| id as i32),
            at: at(get("date")),
            edited: value.contains_key("edit_date"),
            forwarded: value.contains_key("forward_origin"),
        }
    }
}

fn at(date: &Value) -> DateTime<Utc> {
    Utc.timestamp_opt(date.as_i64().unwrap_or(0), 0).single().unwrap_or_default()
}

fn shown(value: &serde_json::Map<String, Value>) -> String {
    let text = value.get("text").or(value.get("caption")).and_then(Value::as_str);
    if let Some(text) = text {
        return text.to_owned();
    }
    if let Some(contact) = value.get("contact") {
        let part = |name: &str| contact[name].as_str().unwrap_or_default().to_owned();
        return format!("{} {}", part("phone_number"), part("first_name")).trim().to_owned();
    }
    value
        .get("location")
        .map_or(String::new(), |place| format!("{}, {}", place["latitude"], place["longitude"]))
}

/// Something the bot did to a chat, in the order it did it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sent {
    /// The method: `sendMessage`, `copyMessage`, `editMessageText`…
    pub method: String,
    /// The chat.
    pub chat: i64,
    /// The business connection, when it went through one.
    pub connection: Option<String>,
    /// The message as it stood right afterwards.
    pub line: Line,
    /// When, by the clock of the stand-in.
    pub at: DateTime<Utc>,
}

impl Sent {
    /// The text or caption.
    pub fn text(&self) -> &str {
        &self.line.text
    }
}

/// The answer to a pressed inline button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Which press.
    pub callback: String,
    /// The short text shown.
    pub text: Option<String>,
    /// Whether it is shown as a window.
    pub alert: bool,
}

/// A call of the bot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Call {
    /// The method as Telegram spells it, or as called when unknown.
    pub method: String,
    /// The chat it was meant for.
    pub chat: Option<i64>,
    /// When, by the clock of the stand-in.
    pub at: DateTime<Utc>,
    /// When, by the machine: for checks of rates.
    #[serde(skip)]
    pub instant: Instant,
    /// `ok`, the refusal's description, or the fault's name.
    pub outcome: String,
}

/// Something happened; what `/demo/events` streams.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Change {
    /// A message is new or has changed.
    Message {
        /// The chat.
        chat: i64,
        /// The message as it stands.
        line: Line,
    },
    /// A message is gone.
    Deleted {
        /// The chat.
        chat: i64,
        /// The message.
        message: i32,
    },
    /// A chat is new or has changed: blocked, migrated, joined, left.
    Chat {
        /// The chat.
        chat: i64,
    },
    /// A pressed button was answered.
    Answer {
        /// The answer.
        answer: Answer,
    },
    /// The bot called a method.
    Call {
        /// The call.
        call: Call,
    },
}
