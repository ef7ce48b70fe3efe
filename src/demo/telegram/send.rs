//! Methods that put a message of the bot into a chat.

use serde_json::{Map, Value, json};

use super::chat::{Place, Sort};
use super::html::{self, Marked, units};
use super::media;
use super::parameters::Parameters;
use super::reading::{CONTENT, Line, Sent};
use super::refusal::Refusal;
use super::rooms;
use super::state::State;

/// The longest text Telegram takes, in UTF-16 units after the marks are read.
pub(super) const LONGEST_TEXT: usize = 4096;
/// The longest caption.
const LONGEST_CAPTION: usize = 1024;

/// sendMessage, sendPhoto and their like.
pub(super) fn send(
    state: &mut State,
    method: &'static str,
    parameters: &Parameters,
) -> Result<Value, Refusal> {
    let place = rooms::open(state, parameters)?;
    let mut content = Map::new();
    match method {
        "sendMessage" => {
            let marked = marked(parameters, "text", "entities")?;
            check_text(&marked)?;
            put_text(&mut content, marked, "text", "entities");
        }
        "sendContact" => {
            content.insert("contact".to_owned(), contact(parameters)?);
        }
        "sendLocation" => {
            let axis = |name| parameters.number(name);
            let (Some(latitude), Some(longitude)) = (axis("latitude"), axis("longitude")) else {
                return Err(Refusal::bad("latitude and longitude must be non-empty"));
            };
            let location = json!({"latitude": latitude, "longitude": longitude});
            content.insert("location".to_owned(), location);
        }
        _ => {
            let kind = CONTENT.into_iter().find(|kind| {
                let name = kind.replace('_', "");
                method.strip_prefix("send").is_some_and(|rest| rest.eq_ignore_ascii_case(&name))
            });
            let kind = kind.ok_or_else(|| Refusal::new(404, "Not Found"))?;
            content.insert(kind.to_owned(), media::content(state, kind, parameters)?);
            put_caption(&mut content, parameters)?;
        }
    }
    let number = deliver(state, method, &place, content, parameters)?;
    Ok(state.message(&place, number))
}

/// copyMessage.
pub(super) fn copy(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let place = rooms::open(state, parameters)?;
    let source = source(state, parameters, "copy")?;
    let keep =
        |name: &str| CONTENT.contains(&name) || name.ends_with("entities") || name == "caption";
    let mut content: Map<String, Value> =
        source.into_iter().filter(|(name, _)| keep(name)).collect();
    if !CONTENT.iter().any(|kind| content.contains_key(*kind)) {
        return Err(Refusal::bad("message can't be copied"));
    }
    if parameters.values.contains_key("caption") {
        content.remove("caption");
        content.remove("caption_entities");
        put_caption(&mut content, parameters)?;
    }
    let number = deliver(state, "copyMessage", &place, content, parameters)?;
    Ok(json!({"message_id": number}))
}

/// forwardMessage.
pub(super) fn forward(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let place = rooms::open(state, parameters)?;
    let source = source(state, parameters, "forward")?;
    let content = forwarded(source);
    let number = deliver(state, "forwardMessage", &place, content, parameters)?;
    Ok(state.message(&place, number))
}

/// A message as it looks when somebody forwards it: who wrote it, and no buttons.
pub(super) fn forwarded(source: Map<String, Value>) -> Map<String, Value> {
    let origin = source.get("forward_origin").cloned().unwrap_or_else(|| {
        json!({
            "type": "user",
            "date": source.get("date").cloned().unwrap_or_default(),
            "sender_user": source.get("from").cloned().unwrap_or_default(),
        })
    });
    let keep =
        |name: &str| CONTENT.contains(&name) || name.ends_with("entities") || name == "caption";
    let mut content: Map<String, Value> =
        source.into_iter().filter(|(name, _)| keep(name)).collect();
    content.insert("forward_origin".to_owned(), origin);
    content
}

/// sendChatAction.
pub(super) fn action(state: &State, parameters: &Parameters) -> Result<Value, Refusal> {
    rooms::open(state, parameters)?;
    match parameters.text("action").is_some_and(|action| !action.is_empty()) {
        true => Ok(true.into()),
        false => Err(Refusal::bad("wrong parameter action in request")),
    }
}

fn source(
    state: &State,
    parameters: &Parameters,
    verb: &str,
) -> Result<Map<String, Value>, Refusal> {
    let place = rooms::named(state, parameters, "from_chat_id")?;
    let number = parameters.integer("message_id").unwrap_or(0) as i32;
    if state.chats.get(&place).is_some_and(|chat| chat.protected) {
        return Err(Refusal::bad(format!("message can't be {verb}ed").replace("copyed", "copied")));
    }
    let entry = state.entry(&place, number);
    let missing = || Refusal::bad(format!("message to {verb} not found"));
    Ok(entry.ok_or_else(missing)?.value.clone())
}

fn contact(parameters: &Parameters) -> Result<Value, Refusal> {
    let text = |name| parameters.text(name).filter(|text| !text.is_empty());
    let phone = text("phone_number").ok_or_else(|| Refusal::bad("phone number is empty"))?;
    let name = text("first_name").ok_or_else(|| Refusal::bad("first name is empty"))?;
    let mut contact = json!({"phone_number": phone, "first_name": name});
    if let Some(last) = text("last_name") {
        contact["last_name"] = last.into();
    }
    Ok(contact)
}

/// A text parameter and its marks, by `parse_mode` or by a list of entities.
pub(super) fn marked(
    parameters: &Parameters,
    text: &str,
    entities: &str,
) -> Result<Marked, Refusal> {
    let raw = parameters.text(text).unwrap_or_default();
    let mode = parameters.text("parse_mode").unwrap_or_default();
    match mode.to_ascii_lowercase().as_str() {
        "" => {
            let list = parameters.object(entities)?.unwrap_or_default();
            let entities = list.as_array().cloned().unwrap_or_default();
            Ok(html::trimmed(Marked { text: raw, entities }))
        }
        "html" => {
            html::parse(&raw).map_err(|why| Refusal::bad(format!("can't parse entities: {why}")))
        }
        // Markdown is not read here: the bot writes HTML only.
        _ => Err(Refusal::bad("unsupported parse_mode")),
    }
}

fn check_text(marked: &Marked) -> Result<(), Refusal> {
    if marked.text.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    if units(&marked.text) > LONGEST_TEXT {
        return Err(Refusal::bad("message is too long"));
    }
    Ok(())
}

/// Writes a text and its marks into a message.
pub(super) fn put_text(content: &mut Map<String, Value>, marked: Marked, text: &str, list: &str) {
    content.insert(text.to_owned(), marked.text.into());
    content.remove(list);
    if !marked.entities.is_empty() {
        content.insert(list.to_owned(), marked.entities.into());
    }
}

fn put_caption(content: &mut Map<String, Value>, parameters: &Parameters) -> Result<(), Refusal> {
    let caption = marked(parameters, "caption", "caption_entities")?;
    if units(&caption.text) > LONGEST_CAPTION {
        return Err(Refusal::bad("message caption is too long"));
    }
    if !caption.text.is_empty() {
        put_text(content, caption, "caption", "caption_entities");
    }
    Ok(())
}

/// Puts a message of the bot into a chat, with what all sending methods share.
fn deliver(
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
