//! A channel the bot is in.

use serde_json::json;

use super::Telegram;
use super::chat::{Sort, own};
use super::group::Group;
use super::people::{self, Impossible};

/// A channel the bot is in.
#[derive(Clone)]
pub struct Channel {
    telegram: Telegram,
    id: i64,
}

impl Telegram {
    /// A channel with the bot as an administrator.
    pub fn channel(&self, title: &str) -> Channel {
        let Group { telegram, id } = self.room(Sort::Channel, title, "administrator");
        Channel { telegram, id }
    }
}

impl Channel {
    /// The channel's id.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Publishes a post.
    pub fn posts(&self, text: &str) -> i32 {
        self.telegram.world.change(|state| {
            let place = own(self.id);
            let mut content = people::text(text);
            let sender = state.chats.get(&place).map(|chat| chat.brief(self.id));
            content.insert("sender_chat".to_owned(), json!(sender));
            let number = state.add(&place, content, false).unwrap_or_default();
            let message = state.message(&place, number);
            state.update("channel_post", message);
            number
        })
    }

    /// Edits a post.
    pub fn edits(&self, message: i32, text: &str) -> Result<(), Impossible> {
        self.telegram.world.change(|state| people::rewrite(state, &own(self.id), message, text))
    }
}
