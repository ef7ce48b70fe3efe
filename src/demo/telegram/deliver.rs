//! Puts a message of the bot into its chat: keyboard, topic, the message it answers.

use serde_json::{Map, Value};

use super::chat::{Place, Sort};
use super::parameters::Parameters;
use super::reading::{Line, Sent};
use super::refusal::Refusal;
use super::state::State;

/// Puts a message of the bot into a chat, with what all sending methods share.
pub(super) fn deliver(
    state: &mut State,
    method: &str,
    place: &Place,
    mut content: Map<String, Value>,
    parameters: &Parameters,
) -> Result<i32, Refusal> {
    let markup = parameters.object("reply_markup")?;
    check_markup(state, place, markup.as_ref())?;
    put_thread(state, place, &mut content, parameters)?;
    put_reply(state, place, &mut content, parameters)?;
    match state.connections.get(&place.1) {
        Some(connection) => {
            content.insert("from".to_owned(), connection["user"].clone());
            content.insert("sender_business_bot".to_owned(), state.bot.clone());
        }
        None => {
            content.insert("from".to_owned(), state.bot.clone());
        }
    }
    if let Some(inline) = markup.as_ref().filter(|markup| markup.get("inline_keyboard").is_some()) {
        content.insert("reply_markup".to_owned(), inline.clone());
    }
    if parameters.flag("protect_content") {
        content.insert("has_protected_content".to_owned(), true.into());
    }
    let number = state.add(place, content, true).ok_or_else(|| Refusal::bad("chat not found"))?;
    if let Some(entry) = state.entry_mut(place, number) {
        entry.markup = markup;
    }
    state.changed(place, number);
    record(state, method, place, number);
    Ok(number)
}

/// Notes what the bot did, for those who read.
pub(super) fn record(state: &mut State, method: &str, place: &Place, number: i32) {
    let Some(entry) = state.entry(place, number) else { return };
    let sent = Sent {
        method: method.to_owned(),
        chat: place.0,
        connection: Some(place.1.clone()).filter(|connection| !connection.is_empty()),
        line: Line::of(number, entry),
        at: state.now,
    };
    state.sent.push(sent);
}

fn put_thread(
    state: &State,
    place: &Place,
    content: &mut Map<String, Value>,
    parameters: &Parameters,
) -> Result<(), Refusal> {
    let Some(thread) = parameters.integer("message_thread_id") else { return Ok(()) };
    let chat = state.chats.get(place);
    let topic = chat.and_then(|chat| chat.topics.get(&(thread as i32)));
    let topic = topic.ok_or_else(|| Refusal::bad("message thread not found"))?;
    let bot = chat.and_then(|chat| chat.members.get(&state.bot_id()));
    if topic.closed && bot.is_none_or(|(_, status)| status != "administrator") {
        return Err(Refusal::bad("TOPIC_CLOSED"));
    }
    content.insert("message_thread_id".to_owned(), thread.into());
    content.insert("is_topic_message".to_owned(), true.into());
    Ok(())
}

fn put_reply(
    state: &State,
    place: &Place,
    content: &mut Map<String, Value>,
    parameters: &Parameters,
) -> Result<(), Refusal> {
    let reply = parameters.object("reply_parameters")?;
    let old = parameters.integer("reply_to_message_id");
    let wanted = reply.as_ref().and_then(|reply| reply["message_id"].as_i64()).or(old);
    let Some(wanted) = wanted else { return Ok(()) };
    match state.entry(place, wanted as i32) {
        Some(entry) => {
            content.insert("reply_to_message".to_owned(), quoted(&entry.value));
            Ok(())
        }
        None if parameters.flag("allow_sending_without_reply")
            || reply.is_some_and(|reply| reply["allow_sending_without_reply"] == true) =>
        {
            Ok(())
        }
        None => Err(Refusal::bad("message to be replied not found")),
    }
}

/// A message inside another: without the one it answered itself.
pub(super) fn quoted(value: &Map<String, Value>) -> Value {
    let mut value = value.clone();
    value.remove("reply_to_message");
    value.into()
}

/// Refuses what Telegram refuses in keyboards.
pub(super) fn check_markup(
    state: &State,
    place: &Place,
    markup: Option<&Value>,
) -> Result<(), Refusal> {
    let Some(markup) = markup else { return Ok(()) };
    let rows = |name: &str| markup[name].as_array().into_iter().flatten();
    for button in rows("inline_keyboard").flat_map(|row| row.as_array().into_iter().flatten()) {
        if let Some(data) = button.get("callback_data") {
            let length = data.as_str().unwrap_or_default().len();
            if !(1..=64).contains(&length) {
                return Err(Refusal::bad("BUTTON_DATA_INVALID"));
            }
        } else if button.as_object().is_none_or(|button| button.len() < 2) {
            return Err(Refusal::bad(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline \
                 keyboard",
            ));
        }
    }
    let private = state.chats.get(place).is_some_and(|chat| chat.sort == Sort::Private);
    for button in rows("keyboard").flat_map(|row| row.as_array().into_iter().flatten()) {
        if button["request_contact"] == true && !private {
            return Err(Refusal::bad("phone number can be requested in private chats only"));
        }
    }
    if !place.1.is_empty() && rows("keyboard").next().is_some() {
        return Err(Refusal::bad("reply keyboards can't be used in business chats"));
    }
    Ok(())
}
