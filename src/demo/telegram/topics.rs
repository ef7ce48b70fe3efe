//! Methods about the topics of a forum.

use serde_json::{Map, Value, json};

use super::chat::{Place, Sort, Topic};
use super::parameters::Parameters;
use super::refusal::Refusal;
use super::rooms;
use super::state::State;

/// The blue Telegram gives a topic when no colour is asked for.
const ICON_COLOR: i64 = 7_322_096;

fn forum(state: &State, parameters: &Parameters) -> Result<Place, Refusal> {
    let place = rooms::open(state, parameters)?;
    let chat = state.chats.get(&place).filter(|chat| chat.sort == Sort::Forum);
    let chat = chat.ok_or_else(|| Refusal::bad("the chat is not a forum"))?;
    match chat.members.get(&state.bot_id()).is_some_and(|(_, status)| status == "administrator") {
        true => Ok(place),
        false => Err(Refusal::bad("not enough rights to create a topic")),
    }
}

fn service(name: &str, topic: Option<i32>, content: Value, bot: &Value) -> Map<String, Value> {
    let mut message = Map::new();
    message.insert("from".to_owned(), bot.clone());
    message.insert(name.to_owned(), content);
    if let Some(topic) = topic {
        message.insert("message_thread_id".to_owned(), topic.into());
        message.insert("is_topic_message".to_owned(), true.into());
    }
    message
}

fn checked_name(parameters: &Parameters) -> Result<String, Refusal> {
    let name = parameters.text("name").unwrap_or_default().trim().to_owned();
    match (1..=128).contains(&name.chars().count()) {
        true => Ok(name),
        false => Err(Refusal::bad("TOPIC_TITLE_EMPTY")),
    }
}

pub(super) fn create(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let place = forum(state, parameters)?;
    let name = checked_name(parameters)?;
    let color = parameters.integer("icon_color").unwrap_or(ICON_COLOR);
    let content = json!({"name": name, "icon_color": color});
    let bot = state.bot.clone();
    let message = service("forum_topic_created", None, content.clone(), &bot);
    let number = state.add(&place, message, true);
    let number = number.ok_or_else(|| Refusal::bad("chat not found"))?;
    if let Some(entry) = state.entry_mut(&place, number) {
        entry.value.insert("message_thread_id".to_owned(), number.into());
        entry.value.insert("is_topic_message".to_owned(), true.into());
    }
    if let Some(chat) = state.chats.get_mut(&place) {
        chat.topics.insert(number, Topic { name, closed: false });
    }
    let mut topic = content;
    topic["message_thread_id"] = number.into();
    Ok(topic)
}

pub(super) fn edit(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let place = forum(state, parameters)?;
    let number = parameters.integer("message_thread_id").unwrap_or(0) as i32;
    let name = checked_name(parameters)?;
    let topic = state.chats.get_mut(&place).and_then(|chat| chat.topics.get_mut(&number));
    let topic = topic.ok_or_else(|| Refusal::bad("message thread not found"))?;
    if topic.name == name {
        return Err(Refusal::bad("TOPIC_NOT_MODIFIED"));
    }
    topic.name.clone_from(&name);
    let bot = state.bot.clone();
    let message = service("forum_topic_edited", Some(number), json!({"name": name}), &bot);
    state.add(&place, message, true);
    Ok(true.into())
}

/// Closes, reopens or deletes a topic.
pub(super) fn change(
    state: &mut State,
    method: &str,
    parameters: &Parameters,
) -> Result<Value, Refusal> {
    let place = forum(state, parameters)?;
    let number = parameters.integer("message_thread_id").unwrap_or(0) as i32;
    let chat = state.chats.get_mut(&place).ok_or_else(|| Refusal::bad("chat not found"))?;
    let topic = chat.topics.get_mut(&number);
    let topic = topic.ok_or_else(|| Refusal::bad("message thread not found"))?;
    if method == "deleteForumTopic" {
        chat.topics.remove(&number);
        chat.entries.retain(|_, entry| {
            entry.value.get("message_thread_id").and_then(Value::as_i64) != Some(number.into())
        });
        return Ok(true.into());
    }
    let close = method == "closeForumTopic";
    if topic.closed == close {
        return Err(Refusal::bad("TOPIC_NOT_MODIFIED"));
    }
    topic.closed = close;
    let name = if close { "forum_topic_closed" } else { "forum_topic_reopened" };
    let bot = state.bot.clone();
    state.add(&place, service(name, Some(number), json!({}), &bot), true);
    Ok(true.into())
}
