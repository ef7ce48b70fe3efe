//! Methods about chats and who is in them; every method finds its chat here.

use serde_json::{Value, json};

use super::chat::{Chat, Place, Sort, membership, own};
use super::parameters::Parameters;
use super::reading::Change;
use super::refusal::Refusal;
use super::state::State;

/// The place a parameter names, whether or not the bot may write there.
pub(super) fn named(state: &State, parameters: &Parameters, name: &str) -> Result<Place, Refusal> {
    let id = parameters.text(name).filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| Refusal::bad("chat_id is empty"))?;
    let connection = parameters.text("business_connection_id").unwrap_or_default();
    if !connection.is_empty() && !state.connections.contains_key(&connection) {
        return Err(Refusal::bad("business connection not found"));
    }
    let found = match id.strip_prefix('@') {
        Some(username) => state.chats.iter().find(|(_, chat)| {
            let same = |own: &String| own.eq_ignore_ascii_case(username);
            chat.sort != Sort::Private && chat.username.as_ref().is_some_and(same)
        }),
        None => state.chats.get_key_value(&(id.trim().parse().unwrap_or(0), connection)),
    };
    match found {
        Some((place, chat)) if chat.opened => Ok(place.clone()),
        _ => Err(Refusal::bad("chat not found")),
    }
}

/// The place `chat_id` names, if the bot is in there and may write.
pub(super) fn open(state: &State, parameters: &Parameters) -> Result<Place, Refusal> {
    let place = named(state, parameters, "chat_id")?;
    let Some(chat) = state.chats.get(&place) else { return Err(Refusal::bad("chat not found")) };
    if let Some(to) = chat.migrated_to {
        return Err(Refusal::migrated(to));
    }
    if chat.blocked {
        return Err(Refusal::forbidden("bot was blocked by the user"));
    }
    let inside = chat.members.get(&state.bot_id()).is_some_and(|(_, status)| present(status));
    match chat.sort {
        Sort::Private => Ok(place),
        _ if inside => Ok(place),
        Sort::Group => Err(Refusal::forbidden("bot was kicked from the group chat")),
        Sort::Channel => Err(Refusal::forbidden("bot was kicked from the channel chat")),
        _ => Err(Refusal::forbidden("bot was kicked from the supergroup chat")),
    }
}

/// Whether someone of this status is in the chat.
pub(super) fn present(status: &str) -> bool {
    !matches!(status, "left" | "kicked")
}

fn opened<'a>(state: &'a State, parameters: &Parameters) -> Result<(i64, &'a Chat), Refusal> {
    let place = open(state, parameters)?;
    let chat = state.chats.get(&place).ok_or_else(|| Refusal::bad("chat not found"))?;
    Ok((place.0, chat))
}

pub(super) fn get(state: &State, parameters: &Parameters) -> Result<Value, Refusal> {
    let (id, chat) = opened(state, parameters)?;
    Ok(chat.full(id))
}

pub(super) fn member(state: &State, parameters: &Parameters) -> Result<Value, Refusal> {
    let (_, chat) = opened(state, parameters)?;
    let user = parameters.integer("user_id").unwrap_or(0);
    if let Some(member) = chat.member(user) {
        return Ok(member);
    }
    let elsewhere = state.chats.values().find_map(|chat| chat.members.get(&user));
    let (stranger, _) = elsewhere.ok_or_else(|| Refusal::bad("member not found"))?;
    Ok(membership(stranger, "left"))
}

pub(super) fn administrators(state: &State, parameters: &Parameters) -> Result<Value, Refusal> {
    let (_, chat) = opened(state, parameters)?;
    if chat.sort == Sort::Private {
        return Err(Refusal::bad("there are no administrators in the private chat"));
    }
    let leads = |status: &str| matches!(status, "creator" | "administrator");
    let list = chat.members.values().filter(|(_, status)| leads(status));
    Ok(list.map(|(user, status)| membership(user, status)).collect())
}

pub(super) fn count(state: &State, parameters: &Parameters) -> Result<Value, Refusal> {
    let (_, chat) = opened(state, parameters)?;
    let inside = chat.members.values().filter(|(_, status)| present(status)).count();
    Ok(if chat.sort == Sort::Private { 2 } else { inside }.into())
}

pub(super) fn leave(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let place = open(state, parameters)?;
    if state.chats.get(&place).is_none_or(|chat| chat.sort == Sort::Private) {
        return Err(Refusal::bad("chat member status can't be changed in private chats"));
    }
    let bot = state.bot.clone();
    set_status(state, place.0, &bot, "left", &bot);
    Ok(true.into())
}

/// Gives someone a status in a chat and tells the bot what Telegram tells about it.
pub(super) fn set_status(state: &mut State, chat: i64, user: &Value, status: &str, by: &Value) {
    let id = user["id"].as_i64().unwrap_or(0);
    let Some(found) = state.chats.get_mut(&own(chat)) else { return };
    let new = (user.clone(), status.to_owned());
    let old = found.members.insert(id, new).map_or("left".to_owned(), |(_, status)| status);
    if old == status {
        return;
    }
    let update = json!({
        "chat": found.brief(chat), "from": by, "date": state.now.timestamp(),
        "old_chat_member": membership(user, &old), "new_chat_member": membership(user, status),
    });
    let kind = if id == state.bot_id() { "my_chat_member" } else { "chat_member" };
    state.update(kind, update);
    state.changes.push(Change::Chat { chat });
}

pub(super) fn connection(state: &State, parameters: &Parameters) -> Result<Value, Refusal> {
    let id = parameters.text("business_connection_id").unwrap_or_default();
    let found = state.connections.get(&id).cloned();
    found.ok_or_else(|| Refusal::bad("business connection not found"))
}
