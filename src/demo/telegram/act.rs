//! What people do, as JSON says it, done through their handles.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Telegram;
use super::When;
use super::customer::Customer;
use super::fault::Fault;
use super::member::Member;
use super::people::Impossible;

/// Something a person (or the weather) does. With `chat` it happens in that group; without, in
/// the person's private chat.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", tag = "act")]
pub(super) enum Act {
    Customer {
        id: i64,
        name: String,
        #[serde(default)]
        username: String,
    },
    Member {
        chat: i64,
        id: i64,
        name: String,
    },
    Group {
        title: String,
        #[serde(default)]
        sort: GroupSort,
    },
    Start {
        user: i64,
        #[serde(default)]
        source: String,
    },
    Say {
        user: i64,
        chat: Option<i64>,
        text: String,
        reply_to: Option<i32>,
        topic: Option<i32>,
    },
    Edit {
        user: i64,
        chat: Option<i64>,
        message: i32,
        text: String,
    },
    Send {
        user: i64,
        chat: Option<i64>,
        kind: String,
        #[serde(default)]
        caption: String,
    },
    Contact {
        user: i64,
        phone: String,
        #[serde(default = "yes")]
        own: bool,
    },
    PressLabel {
        user: i64,
        label: String,
    },
    PressInline {
        user: i64,
        chat: Option<i64>,
        message: i32,
        data: String,
    },
    Block {
        user: i64,
    },
    Unblock {
        user: i64,
    },
    Migrate {
        chat: i64,
    },
    Fault {
        fault: Fault,
        #[serde(default)]
        when: When,
    },
    ClearFaults {},
    Update {
        update: Map<String, Value>,
    },
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum GroupSort {
    Group,
    #[default]
    Supergroup,
    Forum,
}

fn yes() -> bool {
    true
}

/// Does it; the answer holds what came of it: a chat, a message, a press.
pub(super) fn perform(telegram: &Telegram, act: Act) -> Result<Value, Impossible> {
    match act {
        Act::Customer { id, name, username } => {
            telegram.customer(id, &name, &username);
        }
        Act::Member { chat, id, name } => {
            telegram.group_by_id(chat).ok_or(Impossible::NoSuchChat)?.member(id, &name);
        }
        Act::Group { title, sort } => {
            let group = match sort {
                GroupSort::Group => telegram.group(&title),
                GroupSort::Supergroup => telegram.supergroup(&title),
                GroupSort::Forum => telegram.forum(&title),
            };
            return Ok(json!({"chat": group.id()}));
        }
        Act::Migrate { chat } => {
            let group = telegram.group_by_id(chat).ok_or(Impossible::NoSuchChat)?;
            return Ok(json!({"chat": group.migrates().id()}));
        }
        Act::Block { user } => customer(telegram, user)?.blocks(),
        Act::Unblock { user } => customer(telegram, user)?.unblocks(),
        Act::Fault { fault, when } => telegram.fault(fault, when),
        Act::ClearFaults {} => telegram.clear_faults(),
        Act::Update { update } => telegram.offers(update.into()),
        Act::PressInline { user, chat, message, data } => {
            let callback = match chat {
                None => customer(telegram, user)?.presses_inline(message, &data),
                Some(chat) => member(telegram, chat, user)?.presses(message, &data),
            };
            return Ok(json!({"callback": callback?}));
        }
        act => return Ok(json!({"message": write(telegram, act)?})),
    }
    Ok(json!({}))
}

/// The acts that make (or change) a message.
fn write(telegram: &Telegram, act: Act) -> Result<i32, Impossible> {
    match act {
        Act::Start { user, source } => Ok(customer(telegram, user)?.start(&source)),
        Act::Contact { user, phone, own } => {
            Ok(customer(telegram, user)?.shares_contact(&phone, own))
        }
        Act::PressLabel { user, label } => customer(telegram, user)?.presses(&label),
        Act::Say { user, chat: None, text, reply_to, .. } => match reply_to {
            Some(message) => customer(telegram, user)?.replies_to(message, &text),
            None => Ok(customer(telegram, user)?.says(&text)),
        },
        Act::Say { user, chat: Some(chat), text, reply_to, topic } => {
            let member = member(telegram, chat, user)?;
            match (reply_to, topic) {
                (Some(message), _) => member.replies_to(message, &text),
                (None, Some(topic)) => member.says_in(topic, &text),
                (None, None) => member.says(&text),
            }
        }
        Act::Edit { user, chat: None, message, text } => {
            customer(telegram, user)?.edits(message, &text).map(|()| message)
        }
        Act::Edit { user, chat: Some(chat), message, text } => {
            member(telegram, chat, user)?.edits(message, &text).map(|()| message)
        }
        Act::Send { user, chat: None, kind, caption } => {
            customer(telegram, user)?.sends(&kind, &caption)
        }
        Act::Send { user, chat: Some(chat), kind, caption } => {
            member(telegram, chat, user)?.sends(&kind, &caption, None)
        }
        // Every other act was done by `perform`.
        _ => Err(Impossible::NoSuchMessage),
    }
}

fn customer(telegram: &Telegram, id: i64) -> Result<Customer, Impossible> {
    telegram.known_customer(id).ok_or(Impossible::NoSuchChat)
}

fn member(telegram: &Telegram, chat: i64, id: i64) -> Result<Member, Impossible> {
    let group = telegram.group_by_id(chat).ok_or(Impossible::NoSuchChat)?;
    group.known(id).ok_or(Impossible::NotAMember)
}
