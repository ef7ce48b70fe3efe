//! A customer: a person in a private chat with the bot.

use serde_json::{Map, Value, json};

use super::chat::{Chat, Place, Sort, membership, own};
use super::people::{self, Impossible};
use super::reading::{Button, Change, Keyboard, Line};
use super::state::State;
use super::{Telegram, copy};

/// A person who talks to the bot in private.
#[derive(Clone)]
pub struct Customer {
    telegram: Telegram,
    id: i64,
}

impl Telegram {
    /// A person with this id, name and username (may be empty); the same id is the same person.
    pub fn customer(&self, id: i64, name: &str, username: &str) -> Customer {
        self.world.change(|state| {
            let username = Some(username.to_owned()).filter(|username| !username.is_empty());
            let user = people::user(id, name, username.as_deref(), false);
            let chat = state.chats.entry(own(id));
            let chat = chat.or_insert_with(|| Chat::new(Sort::Private, name, None));
            chat.name = name.to_owned();
            chat.username = username;
            chat.members.insert(id, (user, "member".to_owned()));
            state.changes.push(Change::Chat { chat: id });
        });
        Customer { telegram: self.clone(), id }
    }

    /// A person who is there already.
    pub fn known_customer(&self, id: i64) -> Option<Customer> {
        let private = |state: &State| {
            state.chats.get(&own(id)).is_some_and(|chat| chat.sort == Sort::Private)
        };
        self.world.look(private).then(|| Customer { telegram: self.clone(), id })
    }
}

impl Customer {
    /// The person's user id, which is also the id of the private chat.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Writes; returns the message's number. Whoever had blocked the bot lets it in again first.
    pub fn says(&self, text: &str) -> i32 {
        self.writes(people::text(text))
    }

    /// Writes, and hides the address of a link behind some of the words, as Telegram's
    /// programs let people do.
    pub fn says_with_link(&self, text: &str, words: &str, address: &str) -> i32 {
        self.writes(people::text_with_link(text, words, address))
    }

    /// Answers one message.
    pub fn replies_to(&self, message: i32, text: &str) -> Result<i32, Impossible> {
        let mut content = people::text(text);
        let place = own(self.id);
        let answers = |state: &State| people::answering(state, &place, message, &mut content);
        self.telegram.world.look(answers)?;
        Ok(self.writes(content))
    }

    /// Presses START, behind a link with a source (may be empty).
    pub fn start(&self, source: &str) -> i32 {
        self.says(format!("/start {source}").trim())
    }

    /// Edits a message of his own.
    pub fn edits(&self, message: i32, text: &str) -> Result<(), Impossible> {
        self.telegram.world.change(|state| people::rewrite(state, &own(self.id), message, text))
    }

    /// Shares a contact card: his own (with his user id), or somebody else's (without).
    pub fn shares_contact(&self, phone: &str, own_card: bool) -> i32 {
        let (name, user) = match own_card {
            true => (self.name(), Some(self.id)),
            false => ("Somebody".to_owned(), None),
        };
        self.shares_card(phone, &name, user)
    }

    /// Shares a contact card of anybody, a Telegram user or not.
    pub fn shares_card(&self, phone: &str, name: &str, user: Option<i64>) -> i32 {
        let mut contact = json!({"phone_number": phone, "first_name": name});
        if let Some(user) = user {
            contact["user_id"] = user.into();
        }
        self.writes(one("contact", contact))
    }

    /// Sends a photo with a caption (may be empty).
    pub fn sends_photo(&self, caption: &str) -> i32 {
        self.sends("photo", caption).unwrap_or_default()
    }

    /// Sends a voice message.
    pub fn voice(&self) -> i32 {
        self.sends("voice", "").unwrap_or_default()
    }

    /// Sends a sticker.
    pub fn sticker(&self) -> i32 {
        self.sends("sticker", "").unwrap_or_default()
    }

    /// Sends a file: `photo`, `document`, `voice`, `video`, `audio`, `sticker`, `video_note` or
    /// `animation`.
    pub fn sends(&self, kind: &str, caption: &str) -> Result<i32, Impossible> {
        let content =
            self.telegram.world.change(|state| people::file(state, kind, Some(caption)))?;
        Ok(self.writes(content))
    }

    /// Shares a place.
    pub fn shares_location(&self, latitude: f64, longitude: f64) -> i32 {
        self.writes(one("location", json!({"latitude": latitude, "longitude": longitude})))
    }

    /// Forwards a message of another chat to the bot; it loses its buttons.
    pub fn forwards(&self, chat: i64, message: i32) -> Result<i32, Impossible> {
        let look = |state: &State| state.entry(&own(chat), message).map(|it| it.value.clone());
        let source = self.telegram.world.look(look).ok_or(Impossible::NoSuchMessage)?;
        Ok(self.writes(copy::forwarded(source)))
    }

    /// Presses a button of the reply keyboard that shows now. One that shares the number shares
    /// `+7 999` and the last seven digits of his id.
    pub fn presses(&self, label: &str) -> Result<i32, Impossible> {
        let button = self.keyboard().into_iter().find(|button| button.text == label);
        let button = button.ok_or_else(|| Impossible::NoSuchButton(label.to_owned()))?;
        match button.shares_contact {
            true => Ok(self.shares_contact(&self.phone(), true)),
            false => Ok(self.says(&button.text)),
        }
    }

    /// Presses an inline button under a message, by its data; returns the id of the press.
    pub fn presses_inline(&self, message: i32, data: &str) -> Result<String, Impossible> {
        self.telegram
            .world
            .change(|state| people::press(state, &own(self.id), &self.user(state), message, data))
    }

    /// The reply keyboard he sees now.
    pub fn keyboard(&self) -> Vec<Button> {
        self.keyboard_rows().into_iter().flatten().collect()
    }

    /// The reply keyboard he sees now, row by row.
    pub fn keyboard_rows(&self) -> Vec<Vec<Button>> {
        let lines = self.telegram.history(self.id);
        let mut keyboards = lines.into_iter().rev().filter(|line| line.by_bot).map(|l| l.keyboard);
        match keyboards.find(|keyboard| matches!(keyboard, Keyboard::Reply(_) | Keyboard::Removed))
        {
            Some(Keyboard::Reply(rows)) => rows,
            _ => Vec::new(),
        }
    }

    /// The number his "share my number" button gives.
    pub fn phone(&self) -> String {
        format!("+7999{:07}", self.id.unsigned_abs() % 10_000_000)
    }

    /// The chat as he sees it.
    pub fn sees(&self) -> Vec<Line> {
        self.telegram.history(self.id)
    }

    /// Stops the bot.
    pub fn blocks(&self) {
        self.telegram.world.change(|state| self.block(state, true));
    }

    /// Lets the bot write again.
    pub fn unblocks(&self) {
        self.telegram.world.change(|state| self.block(state, false));
    }

    fn block(&self, state: &mut State, blocked: bool) {
        let Some(chat) = state.chats.get_mut(&own(self.id)) else { return };
        if chat.blocked == blocked || !chat.opened {
            return;
        }
        chat.blocked = blocked;
        let brief = chat.brief(self.id);
        let (old, new) = if blocked { ("member", "kicked") } else { ("kicked", "member") };
        let update = json!({
            "chat": brief, "from": self.user(state), "date": state.now.timestamp(),
            "old_chat_member": membership(&state.bot, old),
            "new_chat_member": membership(&state.bot, new),
        });
        state.update("my_chat_member", update);
        state.changes.push(Change::Chat { chat: self.id });
    }

    fn writes(&self, content: Map<String, Value>) -> i32 {
        let place: Place = own(self.id);
        self.telegram.world.change(|state| {
            self.block(state, false);
            if let Some(chat) = state.chats.get_mut(&place) {
                chat.opened = true;
            }
            let user = self.user(state);
            // The chat was made together with this handle and is never taken away.
            people::write(state, &place, &user, content).unwrap_or_default()
        })
    }

    fn user(&self, state: &State) -> Value {
        let chat = state.chats.get(&own(self.id));
        chat.and_then(|chat| chat.members.get(&self.id))
            .map_or(Value::Null, |(user, _)| user.clone())
    }

    /// The name he goes by.
    pub fn name(&self) -> String {
        let name = |state: &State| state.chats.get(&own(self.id)).map(|chat| chat.name.clone());
        self.telegram.world.look(name).unwrap_or_default()
    }
}

/// A content of one part.
pub(super) fn one(name: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value)])
}
