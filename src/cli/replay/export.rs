//! A Telegram Desktop export read message by message: it may be larger than memory.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::message::{Exported, Words};

/// Who listens to an export.
pub trait Listener {
    /// A private chat begins, with the name of whoever is on the other side.
    fn chat_begins(&mut self, name: &str);
    /// A message in it, by the customer or the other side.
    fn message(&mut self, message: &Exported, side: Side);
    /// It is over.
    fn chat_ends(&mut self);
    /// A chat that is not private was passed over.
    fn skipped(&mut self);
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The customer.
    Customer,
    /// Whoever the account belongs to.
    Company,
}

/// Reads a whole export. Says whether it was one: JSON without a chat is not.
pub fn read(input: impl Read, listener: &mut dyn Listener) -> serde_json::Result<bool> {
    let mut input = serde_json::Deserializer::from_reader(input);
    let found = Root(listener).deserialize(&mut input)?;
    input.end()?;
    Ok(found)
}

/// The whole file: one chat, or an account with its chats.
struct Root<'a>(&'a mut dyn Listener);

/// What is known of a chat when its messages begin.
#[derive(Default)]
struct Head {
    owner: Option<String>,
    name: String,
    kind: String,
    id: String,
    /// Messages that came before the rest: Telegram Desktop writes none so, other
    /// programs that have had the file in hand do.
    early: Option<Vec<Exported>>,
}

impl Head {
    fn side(&self, from: &str) -> Side {
        let own = match &self.owner {
            Some(owner) => from.strip_prefix("user").unwrap_or(from) == owner,
            None => from.strip_prefix("user").unwrap_or(from) != self.id,
        };
        if own { Side::Company } else { Side::Customer }
    }
}

macro_rules! seed {
    ($seed:ty, $value:ty, $method:ident) => {
        impl<'de> DeserializeSeed<'de> for $seed {
            type Value = $value;

            fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<$value, D::Error> {
                input.$method(self)
            }
        }
    };
}

seed!(Root<'_>, bool, deserialize_map);
seed!(Account<'_>, bool, deserialize_map);
seed!(Chats<'_>, (), deserialize_seq);
seed!(Chat<'_>, (), deserialize_map);
seed!(Messages<'_>, (), deserialize_seq);

impl<'de> Visitor<'de> for Root<'_> {
    type Value = bool;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an export")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut head = Head::default();
        let mut found = false;
        while let Some(Words(key)) = map.next_key()? {
            match &*key {
                "personal_information" => head.owner = map.next_value::<Owner>()?.user_id(),
                "chats" => {
                    let owner = head.owner.clone();
                    found |= map.next_value_seed(Account { listener: self.0, owner })?;
                }
                _ => found |= head.read(&key, &mut map, self.0)?,
            }
        }
        found |= head.finish(self.0);
        Ok(found)
    }
}

impl Head {
    /// Reads a key of a chat; says whether it was the messages.
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
        listener: &mut dyn Listener,
    ) -> Result<bool, A::Error> {
        match key {
            "name" => self.name = map.next_value::<Words>()?.0,
            "type" => self.kind = map.next_value::<Words>()?.0,
            "id" => self.id = map.next_value::<Words>()?.0,
            "messages" if self.kind.is_empty() => self.early = Some(map.next_value()?),
            "messages" if self.is_private() => {
                listener.chat_begins(&self.name);
                map.next_value_seed(Messages { head: self, listener })?;
                listener.chat_ends();
                return Ok(true);
            }
            "messages" => {
                listener.skipped();
                map.next_value::<IgnoredAny>()?;
                return Ok(true);
            }
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(false)
    }

    fn is_private(&self) -> bool {
        self.kind == "personal_chat"
    }

    /// The chat is read; says whether there were messages that waited for the rest.
    fn finish(mut self, listener: &mut dyn Listener) -> bool {
        let Some(messages) = self.early.take() else { return false };
        if self.is_private() {
            listener.chat_begins(&self.name);
            messages.iter().for_each(|message| self.tell(message, listener));
            listener.chat_ends();
        } else {
            listener.skipped();
        }
        true
    }

    fn tell(&self, message: &Exported, listener: &mut dyn Listener) {
        if message.is_message() {
            listener.message(message, self.side(&message.from_id.0));
        }
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Owner {
    user_id: Words,
}

impl Owner {
    fn user_id(self) -> Option<String> {
        Some(self.user_id.0).filter(|number| !number.is_empty())
    }
}

/// `"chats": { "list": [...] }`
struct Account<'a> {
    listener: &'a mut dyn Listener,
    owner: Option<String>,
}

impl<'de> Visitor<'de> for Account<'_> {
    type Value = bool;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("chats")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut found = false;
        while let Some(Words(key)) = map.next_key()? {
            if key == "list" {
                found = true;
                let owner = self.owner.clone();
                map.next_value_seed(Chats { listener: self.listener, owner })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

struct Chats<'a> {
    listener: &'a mut dyn Listener,
    owner: Option<String>,
}

impl<'de> Visitor<'de> for Chats<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of chats")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut chats: A) -> Result<(), A::Error> {
        loop {
            let head = Head { owner: self.owner.clone(), ..Head::default() };
            if chats.next_element_seed(Chat { listener: self.listener, head })?.is_none() {
                return Ok(());
            }
        }
    }
}

struct Chat<'a> {
    listener: &'a mut dyn Listener,
    head: Head,
}

impl<'de> Visitor<'de> for Chat<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a chat")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(Words(key)) = map.next_key()? {
            self.head.read(&key, &mut map, self.listener)?;
        }
        self.head.finish(self.listener);
        Ok(())
    }
}

struct Messages<'a> {
    head: &'a Head,
    listener: &'a mut dyn Listener,
}

impl<'de> Visitor<'de> for Messages<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut messages: A) -> Result<(), A::Error> {
        while let Some(message) = messages.next_element::<Exported>()? {
            self.head.tell(&message, self.listener);
        }
        Ok(())
    }
}
