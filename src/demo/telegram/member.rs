//! A member of a group: writes, answers, presses.

use serde_json::{Map, Value};

use super::chat::own;
use super::group::{ANONYMOUS, Group};
use super::people::{self, Impossible};
use super::rooms;

/// A member of a group.
#[derive(Clone)]
pub struct Member {
    pub(super) group: Group,
    pub(super) user: Value,
}

impl Member {
    /// His user id.
    pub fn id(&self) -> i64 {
        self.user["id"].as_i64().unwrap_or(0)
    }

    /// Writes to the group.
    pub fn says(&self, text: &str) -> Result<i32, Impossible> {
        self.writes(people::text(text), None)
    }

    /// Writes in a topic, by the number of its thread.
    pub fn says_in(&self, topic: i32, text: &str) -> Result<i32, Impossible> {
        let mut content = people::text(text);
        content.insert("message_thread_id".to_owned(), topic.into());
        content.insert("is_topic_message".to_owned(), true.into());
        self.writes(content, None)
    }

    /// Answers a message of the group, in its topic.
    pub fn replies_to(&self, message: i32, text: &str) -> Result<i32, Impossible> {
        self.writes(people::text(text), Some(message))
    }

    /// Sends a file (the kinds of [`super::Customer::sends`]), perhaps as an answer.
    pub fn sends(
        &self,
        kind: &str,
        caption: &str,
        answering: Option<i32>,
    ) -> Result<i32, Impossible> {
        let world = &self.group.telegram.world;
        let content = world.change(|state| people::file(state, kind, Some(caption)))?;
        self.writes(content, answering)
    }

    /// Sends a file into a topic.
    pub fn sends_in(&self, topic: i32, kind: &str, caption: &str) -> Result<i32, Impossible> {
        let world = &self.group.telegram.world;
        let mut content = world.change(|state| people::file(state, kind, Some(caption)))?;
        content.insert("message_thread_id".to_owned(), topic.into());
        content.insert("is_topic_message".to_owned(), true.into());
        self.writes(content, None)
    }

    /// Edits a message of his own.
    pub fn edits(&self, message: i32, text: &str) -> Result<(), Impossible> {
        self.group.telegram.world.change(|state| {
            let place = own(state.current(self.group.id));
            people::rewrite(state, &place, message, text)
        })
    }

    /// Presses an inline button by its data; returns the id of the press. Whether he is still a
    /// member is for the bot to ask.
    pub fn presses(&self, message: i32, data: &str) -> Result<String, Impossible> {
        self.group.telegram.world.change(|state| {
            let place = own(state.current(self.group.id));
            people::press(state, &place, &self.user, message, data)
        })
    }

    /// Leaves the group; the bot is told if it asked to be.
    pub fn leaves(&self) {
        self.group.telegram.world.change(|state| {
            rooms::set_status(state, state.current(self.group.id), &self.user, "left", &self.user);
        });
    }

    fn writes(
        &self,
        mut content: Map<String, Value>,
        answering: Option<i32>,
    ) -> Result<i32, Impossible> {
        self.group.telegram.world.change(|state| {
            let place = own(state.current(self.group.id));
            let chat = state.chats.get(&place).ok_or(Impossible::NoSuchChat)?;
            let status = chat.members.get(&self.id()).map(|(_, status)| status.as_str());
            if self.id() == ANONYMOUS {
                content.insert("sender_chat".to_owned(), chat.brief(place.0));
            } else if !chat.open && !status.is_some_and(rooms::present) {
                return Err(Impossible::NotAMember);
            }
            if let Some(message) = answering {
                people::answering(state, &place, message, &mut content)?;
            }
            people::write(state, &place, &self.user, content)
        })
    }
}
