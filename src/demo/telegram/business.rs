//! A business account the bot is connected to, and its private chats.

use serde_json::{Value, json};

use super::Telegram;
use super::chat::{Chat, Place, Sort};
use super::people::{self, Impossible};
use super::reading::Line;
use super::state::State;

/// A business account with the bot connected.
#[derive(Clone)]
pub struct Business {
    telegram: Telegram,
    connection: String,
    owner: i64,
}

impl Telegram {
    /// A business account of this person connects the bot; the bot is told.
    pub fn business(&self, owner: i64, name: &str) -> Business {
        let connection = self.world.change(|state| {
            let id = format!("connection-{}", state.number());
            let connection = json!({
                "id": id, "user": people::user(owner, name, None, false), "user_chat_id": owner,
                "date": state.now.timestamp(), "is_enabled": true, "can_reply": true,
                "rights": {"can_reply": true, "can_read_messages": true},
            });
            state.connections.insert(id.clone(), connection.clone());
            state.update("business_connection", connection);
            id
        });
        Business { telegram: self.clone(), connection, owner }
    }
}

impl Business {
    /// The id of the connection.
    pub fn connection(&self) -> &str {
        &self.connection
    }

    /// A customer writes to the account; his id is the chat's.
    pub fn customer_says(&self, customer: i64, name: &str, text: &str) -> Result<i32, Impossible> {
        let user = people::user(customer, name, None, false);
        self.writes(customer, name, user, text)
    }

    /// The account's owner writes to a customer himself.
    pub fn owner_says(&self, customer: i64, text: &str) -> Result<i32, Impossible> {
        let user = self.telegram.world.look(|state| {
            state.connections.get(&self.connection).map(|connection| connection["user"].clone())
        });
        self.writes(customer, "", user.unwrap_or_else(|| json!({"id": self.owner})), text)
    }

    /// A message of a customer's is deleted; the bot is told.
    pub fn deletes(&self, customer: i64, message: i32) -> Result<(), Impossible> {
        self.telegram.world.change(|state| {
            let chat = state.chats.get_mut(&self.place(customer)).ok_or(Impossible::NoSuchChat)?;
            chat.entries.remove(&message).ok_or(Impossible::NoSuchMessage)?;
            let update = json!({
                "business_connection_id": self.connection, "chat": chat.brief(customer),
                "message_ids": [message],
            });
            state.update("deleted_business_messages", update);
            Ok(())
        })
    }

    /// A customer's chat with the account as it stands.
    pub fn history(&self, customer: i64) -> Vec<Line> {
        self.telegram.world.look(|state: &State| {
            let entries = state.chats.get(&self.place(customer)).map(|chat| &chat.entries);
            entries.into_iter().flatten().map(|(id, entry)| Line::of(*id, entry)).collect()
        })
    }

    fn place(&self, customer: i64) -> Place {
        (customer, self.connection.clone())
    }

    fn writes(
        &self,
        customer: i64,
        name: &str,
        user: Value,
        text: &str,
    ) -> Result<i32, Impossible> {
        let place = self.place(customer);
        self.telegram.world.change(|state| {
            let chat = state.chats.entry(place.clone());
            chat.or_insert_with(|| Chat::new(Sort::Private, name, None)).opened = true;
            people::write(state, &place, &user, people::text(text))
        })
    }
}
