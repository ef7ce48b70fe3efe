//! A chat of the stand-in: who is in it and what was written.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Where a chat is: its id, and the business connection it is seen through ("" for the bot's own).
pub(super) type Place = (i64, String);

/// A chat of the bot itself.
pub(super) fn own(chat: i64) -> Place {
    (chat, String::new())
}

/// What sort of chat it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Private,
    Group,
    Supergroup,
    Forum,
    Channel,
}

/// One message as Telegram would show it, and what Telegram keeps about it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub value: Map<String, Value>,
    /// The keyboard as it was sent, of whatever sort.
    pub markup: Option<Value>,
    pub by_bot: bool,
}

/// A topic of a forum.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    pub name: String,
    pub closed: bool,
}

/// A chat.
#[derive(Clone, Debug)]
pub(super) struct Chat {
    pub sort: Sort,
    /// The title, or the first name of the person.
    pub name: String,
    pub username: Option<String>,
    /// Members' users and their status; for a private chat the person alone.
    pub members: BTreeMap<i64, (Value, String)>,
    pub entries: BTreeMap<i32, Entry>,
    pub topics: BTreeMap<i32, Topic>,
    /// The person has written to the bot, so that it may write too.
    pub opened: bool,
    /// The person has blocked the bot.
    pub blocked: bool,
    /// Messages may not be copied or forwarded.
    pub protected: bool,
    /// People who are not in it can write and press.
    pub open: bool,
    pub migrated_to: Option<i64>,
    pub next_message: i32,
}

impl Chat {
    pub fn new(sort: Sort, name: &str, username: Option<String>) -> Chat {
        Chat {
            sort,
            name: name.to_owned(),
            username,
            members: BTreeMap::new(),
            entries: BTreeMap::new(),
            topics: BTreeMap::new(),
            opened: sort != Sort::Private,
            blocked: false,
            protected: false,
            open: false,
            migrated_to: None,
            next_message: 1,
        }
    }

    /// Telegram's `Chat`.
    pub fn brief(&self, id: i64) -> Value {
        let mut chat = match self.sort {
            Sort::Private => json!({"id": id, "type": "private", "first_name": self.name}),
            Sort::Group => json!({"id": id, "type": "group", "title": self.name}),
            Sort::Supergroup => json!({"id": id, "type": "supergroup", "title": self.name}),
            Sort::Forum => {
                json!({"id": id, "type": "supergroup", "title": self.name, "is_forum": true})
            }
            Sort::Channel => json!({"id": id, "type": "channel", "title": self.name}),
        };
        if let Some(username) = &self.username {
            chat["username"] = username.as_str().into();
        }
        chat
    }

    /// Telegram's `ChatFullInfo`.
    pub fn full(&self, id: i64) -> Value {
        let mut chat = self.brief(id);
        chat["accent_color_id"] = 0.into();
        chat["max_reaction_count"] = 11.into();
        chat["accepted_gift_types"] = json!({
            "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
            "premium_subscription": false, "gifts_from_channels": false,
        });
        if self.protected {
            chat["has_protected_content"] = true.into();
        }
        chat
    }

    /// Telegram's `ChatMember` of this user; who is not in the chat has left it.
    pub fn member(&self, user: i64) -> Option<Value> {
        let (person, status) = self.members.get(&user)?;
        Some(membership(person, status))
    }
}

/// Telegram's `ChatMember`.
pub(super) fn membership(user: &Value, status: &str) -> Value {
    let mut member = json!({"user": user, "status": status});
    match status {
        "creator" => member["is_anonymous"] = false.into(),
        "kicked" => member["until_date"] = 0.into(),
        // Of those who are inside; who is restricted and outside is not played.
        "restricted" => {
            member["is_member"] = true.into();
            member["until_date"] = 0.into();
        }
        "administrator" => {
            member["is_anonymous"] = false.into();
            member["can_be_edited"] = false.into();
            let rights = [
                "manage_chat",
                "change_info",
                "delete_messages",
                "manage_video_chats",
                "invite_users",
                "restrict_members",
                "pin_messages",
                "manage_topics",
                "promote_members",
                "post_stories",
                "edit_stories",
                "delete_stories",
            ];
            for right in rights {
                member[format!("can_{right}")] = (right != "promote_members").into();
            }
        }
        _ => {}
    }
    member
}
