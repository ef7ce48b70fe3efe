//! What all people can do: write, edit, press; and what Telegram makes of it.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value, json};

use super::chat::Place;
use super::deliver::quoted;
use super::html::units;
use super::media;
use super::reading::{Keyboard, Line};
use super::state::{Press, State};

/// Why a person cannot do what was asked of him.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// There is no such chat.
    #[error("no such chat")]
    NoSuchChat,
    /// There is no such message in the chat.
    #[error("no such message")]
    NoSuchMessage,
    /// The button is not there (any more).
    #[error("no such button: {0}")]
    NoSuchButton(String),
    /// The person is not in this chat.
    #[error("not a member of this chat")]
    NotAMember,
    /// Telegram knows no such kind of message.
    #[error("no such kind of message: {0}")]
    NoSuchKind(String),
}

/// What Telegram marks in a person's text by itself.
static MARKS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let marks = [
        ("bot_command", r"(?:^|\s)(/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?)"),
        ("email", r"([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"),
        ("phone_number", r"(?:^|\s)(\+?[0-9][0-9()\- ]{8,16}[0-9])"),
    ];
    let compiled = |(name, pattern)| Regex::new(pattern).ok().map(|pattern| (name, pattern));
    marks.into_iter().filter_map(compiled).collect()
});

/// A user of Telegram.
pub(super) fn user(id: i64, name: &str, username: Option<&str>, is_bot: bool) -> Value {
    let mut user = json!({
        "id": id, "is_bot": is_bot, "first_name": name, "language_code": "ru",
    });
    if let Some(username) = username.filter(|username| !username.is_empty()) {
        user["username"] = username.into();
    }
    user
}

/// The content of a person's text, marked as Telegram marks it.
pub(super) fn text(text: &str) -> Map<String, Value> {
    let mut content = Map::new();
    content.insert("text".to_owned(), text.into());
    let mut entities = Vec::new();
    for (name, pattern) in MARKS.iter() {
        for found in pattern.captures_iter(text).filter_map(|found| found.get(1)) {
            let offset = units(&text[..found.start()]);
            let length = units(found.as_str());
            entities.push(json!({"type": name, "offset": offset, "length": length}));
        }
    }
    if !entities.is_empty() {
        entities.sort_by_key(|entity| entity["offset"].as_u64());
        content.insert("entities".to_owned(), entities.into());
    }
    content
}

/// The same with a link behind the words, wherever they stand first.
pub(super) fn text_with_link(all: &str, words: &str, address: &str) -> Map<String, Value> {
    let mut content = text(all);
    let before = all.split(words).next().unwrap_or_default();
    let link = json!({"type": "text_link", "offset": units(before), "length": units(words), "url": address});
    let entities = content.entry("entities").or_insert_with(|| json!([]));
    if let Some(entities) = entities.as_array_mut() {
        entities.push(link);
        entities.sort_by_key(|entity| entity["offset"].as_u64());
    }
    content
}

/// The content of a person's photo, voice and the like.
pub(super) fn file(
    state: &mut State,
    kind: &str,
    caption: Option<&str>,
) -> Result<Map<String, Value>, Impossible> {
    let kinds =
        ["photo", "document", "voice", "video", "audio", "sticker", "video_note", "animation"];
    if !kinds.contains(&kind) {
        return Err(Impossible::NoSuchKind(kind.to_owned()));
    }
    let mut content = Map::new();
    content.insert(kind.to_owned(), media::from_person(state, kind));
    if let Some(caption) = caption.filter(|caption| !caption.is_empty()) {
        let marked = text(caption);
        content.insert("caption".to_owned(), caption.into());
        if let Some(entities) = marked.get("entities") {
            content.insert("caption_entities".to_owned(), entities.clone());
        }
    }
    Ok(content)
}

/// Marks a message as an answer to another of the same chat, in the same topic.
pub(super) fn answering(
    state: &State,
    place: &Place,
    message: i32,
    content: &mut Map<String, Value>,
) -> Result<(), Impossible> {
    let entry = state.entry(place, message).ok_or(Impossible::NoSuchMessage)?;
    content.insert("reply_to_message".to_owned(), quoted(&entry.value));
    for name in ["message_thread_id", "is_topic_message"] {
        if let Some(value) = entry.value.get(name) {
            content.insert(name.to_owned(), value.clone());
        }
    }
    Ok(())
}

/// Puts a person's message into a chat and offers it to the bot.
pub(super) fn write(
    state: &mut State,
    place: &Place,
    from: &Value,
    mut content: Map<String, Value>,
) -> Result<i32, Impossible> {
    content.insert("from".to_owned(), from.clone());
    let number = state.add(place, content, false).ok_or(Impossible::NoSuchChat)?;
    let message = state.message(place, number);
    state.update(if place.1.is_empty() { "message" } else { "business_message" }, message);
    Ok(number)
}

/// Changes the text (or caption) of a person's message and offers the edit to the bot.
pub(super) fn rewrite(
    state: &mut State,
    place: &Place,
    message: i32,
    new: &str,
) -> Result<(), Impossible> {
    let now = state.now.timestamp();
    let entry = state.entry_mut(place, message).filter(|entry| !entry.by_bot);
    let value = &mut entry.ok_or(Impossible::NoSuchMessage)?.value;
    let mut marked = text(new);
    let (name, list) = match value.contains_key("text") {
        true => ("text", "entities"),
        false => ("caption", "caption_entities"),
    };
    value.insert(name.to_owned(), new.into());
    value.remove(list);
    if let Some(entities) = marked.remove("entities") {
        value.insert(list.to_owned(), entities);
    }
    value.insert("edit_date".to_owned(), now.into());
    let edited = state.message(place, message);
    let kind = match place.1.is_empty() {
        true if value_is_post(&edited) => "edited_channel_post",
        true => "edited_message",
        false => "edited_business_message",
    };
    state.update(kind, edited);
    state.changed(place, message);
    Ok(())
}

fn value_is_post(message: &Value) -> bool {
    message["chat"]["type"] == "channel"
}

/// Presses an inline button by its data; returns the id of the press.
pub(super) fn press(
    state: &mut State,
    place: &Place,
    from: &Value,
    message: i32,
    data: &str,
) -> Result<String, Impossible> {
    let entry = state.entry(place, message).ok_or(Impossible::NoSuchMessage)?;
    let line = Line::of(message, entry);
    let there = matches!(line.keyboard, Keyboard::Inline(_))
        && line.keyboard.buttons().any(|button| button.data.as_deref() == Some(data));
    if !there {
        return Err(Impossible::NoSuchButton(data.to_owned()));
    }
    let callback = format!("{}", 4_000_000_000_000_000_i64 + state.number());
    let update = json!({
        "id": callback, "from": from, "message": state.message(place, message), "data": data,
        "chat_instance": format!("{}", place.0.wrapping_mul(7_919)),
    });
    state.presses.insert(callback.clone(), Press { at: state.now, answered: false });
    state.update("callback_query", update);
    Ok(callback)
}
