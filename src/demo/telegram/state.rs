//! Everything the stand-in knows, and the few ways it changes.

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::chat::{Chat, Entry, Place, own};
use super::fault::Fault;
use super::reading::{Answer, Call, Change, Sent};
use super::updates::Updates;
use crate::demo::when::Faults;

/// A file somebody uploaded.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub name: Option<String>,
    pub mime: Option<String>,
    pub bytes: Bytes,
}

/// A pressed inline button.
#[derive(Clone, Debug)]
pub(super) struct Press {
    pub at: DateTime<Utc>,
    pub answered: bool,
}

/// The whole world behind the server.
#[derive(Debug)]
pub(super) struct State {
    pub now: DateTime<Utc>,
    pub bot: Value,
    pub updates: Updates,
    pub chats: BTreeMap<Place, Chat>,
    pub connections: BTreeMap<String, Value>,
    pub files: HashMap<String, Stored>,
    pub commands: Value,
    pub presses: HashMap<String, Press>,
    pub faults: Faults<Fault>,
    pub sent: Vec<Sent>,
    pub answers: Vec<Answer>,
    pub calls: Vec<Call>,
    /// Changes not yet told to those who listen.
    pub changes: Vec<Change>,
    next_number: i64,
    next_message: i32,
}

impl State {
    pub fn new(now: DateTime<Utc>, bot: Value) -> State {
        State {
            now,
            bot,
            updates: Updates::default(),
            chats: BTreeMap::new(),
            connections: BTreeMap::new(),
            files: HashMap::new(),
            commands: json!([]),
            presses: HashMap::new(),
            faults: Faults::default(),
            sent: Vec::new(),
            answers: Vec::new(),
            calls: Vec::new(),
            changes: Vec::new(),
            next_number: 1,
            next_message: 1,
        }
    }

    /// A number nobody has yet.
    pub fn number(&mut self) -> i64 {
        self.next_number += 1;
        self.next_number - 1
    }

    /// The bot's own user id.
    pub fn bot_id(&self) -> i64 {
        self.bot["id"].as_i64().unwrap_or(0)
    }

    /// The chat a group's id leads to now, through its migration.
    pub fn current(&self, chat: i64) -> i64 {
        self.chats.get(&own(chat)).and_then(|found| found.migrated_to).unwrap_or(chat)
    }

    /// Offers an update to the bot.
    pub fn update(&mut self, kind: &'static str, value: Value) {
        self.updates.push(kind, value);
    }

    /// Keeps a file and returns its id.
    pub fn keep_file(&mut self, file: Stored) -> String {
        let id = format!("file-{}", self.number());
        self.files.insert(id.clone(), file);
        id
    }

    /// Adds a message to a chat and returns its number. Private chats and plain groups share one
    /// count, supergroups and channels have their own, as at Telegram.
    pub fn add(&mut self, place: &Place, content: Map<String, Value>, by_bot: bool) -> Option<i32> {
        let date = self.now.timestamp();
        let chat = self.chats.get_mut(place)?;
        let counter = match chat.shares_count() {
            true => &mut self.next_message,
            false => &mut chat.next_message,
        };
        let number = *counter;
        *counter += 1;
        let mut value = content;
        value.insert("message_id".to_owned(), number.into());
        value.insert("date".to_owned(), date.into());
        value.insert("chat".to_owned(), chat.brief(place.0));
        if !place.1.is_empty() {
            value.insert("business_connection_id".to_owned(), place.1.as_str().into());
        }
        chat.entries.insert(number, Entry { value, markup: None, by_bot });
        self.changed(place, number);
        Some(number)
    }

    /// A message as it stands.
    pub fn entry(&self, place: &Place, message: i32) -> Option<&Entry> {
        self.chats.get(place)?.entries.get(&message)
    }

    /// A message as it stands, to be changed.
    pub fn entry_mut(&mut self, place: &Place, message: i32) -> Option<&mut Entry> {
        self.chats.get_mut(place)?.entries.get_mut(&message)
    }

    /// A message as Telegram's JSON.
    pub fn message(&self, place: &Place, message: i32) -> Value {
        self.entry(place, message).map_or(Value::Null, |entry| entry.value.clone().into())
    }

    /// Tells those who listen how a message stands now.
    pub fn changed(&mut self, place: &Place, message: i32) {
        if let Some(entry) = self.entry(place, message) {
            let line = super::reading::Line::of(message, entry);
            self.changes.push(Change::Message { chat: place.0, line });
        }
    }

    /// Counts a call of the bot.
    pub fn count(&mut self, method: &str, chat: Option<i64>, outcome: String) {
        let call = Call {
            method: method.to_owned(),
            chat,
            at: self.now,
            instant: Instant::now(),
            outcome,
        };
        self.changes.push(Change::Call { call: call.clone() });
        self.calls.push(call);
    }
}

impl Chat {
    fn shares_count(&self) -> bool {
        use super::chat::Sort::{Group, Private};
        matches!(self.sort, Private | Group)
    }
}
