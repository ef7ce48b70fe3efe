//! Servers other than Telegram's own leave out fields that nobody here needs
//! and teloxide insists on; they are put back before it reads.

use serde_json::{Map, Value, json};
use teloxide::types::MessageEntity;

/// The update with what teloxide insists on; `None` when that is not what ails it.
pub fn complete_update(text: &str) -> Option<String> {
    let mut update: Value = serde_json::from_str(text).ok()?;
    let fields = update.as_object_mut()?;
    for (kind, event) in fields
        .iter_mut()
        .filter_map(|(kind, event)| event.as_object_mut().map(|event| (kind.as_str(), event)))
    {
        match kind {
            "callback_query" => {
                event.entry("chat_instance").or_insert_with(|| json!(""));
                complete_message(event.get_mut("message"));
            }
            "message" | "edited_message" => lighten(event),
            _ => {}
        }
        complete_person(event.get_mut("from"));
        complete_chat(event.get_mut("chat"));
    }
    Some(update.to_string())
}

/// A message as the words alone, whatever came with them: the last resort where
/// teloxide knows too little of the rest. `None` for anything without words.
pub fn plain_update(text: &str) -> Option<String> {
    let mut update: Value = serde_json::from_str(text).ok()?;
    let fields = update.as_object_mut()?;
    let (_, event) = fields.iter_mut().find(|(kind, _)| kind.ends_with("message"))?;
    let event = event.as_object_mut()?;
    let (words, marks) = match event.remove("text") {
        Some(text) => (text, event.remove("entities")),
        None => (event.remove("caption")?, event.remove("caption_entities")),
    };
    let kept = ["message_id", "date", "edit_date", "chat", "from", "reply_to_message"];
    event.retain(|field, _| kept.contains(&field.as_str()));
    event.insert("text".to_owned(), words);
    event.extend(marks.map(|marks| ("entities".to_owned(), marks)));
    forget_strange_marks(event);
    complete_person(event.get_mut("from"));
    complete_chat(event.get_mut("chat"));
    Some(update.to_string())
}

/// Takes away what decorates a message and may be newer than teloxide, and names
/// the type of media that the Bot API lets go without.
fn lighten(message: &mut Map<String, Value>) {
    for decoration in ["external_reply", "quote", "forward_origin"] {
        message.remove(decoration);
    }
    forget_strange_marks(message);
    for (media, kind) in [("video", "video/mp4"), ("voice", "audio/ogg"), ("audio", "audio/mpeg")] {
        if let Some(media) = message.get_mut(media).and_then(Value::as_object_mut) {
            media.entry("mime_type").or_insert_with(|| json!(kind));
        }
    }
}

/// Leaves the marks of the text that teloxide knows: one of a newer kind would cost
/// the whole message.
fn forget_strange_marks(message: &mut Map<String, Value>) {
    let known = |mark: &Value| serde_json::from_value::<MessageEntity>(mark.clone()).is_ok();
    for marks in ["entities", "caption_entities"] {
        match message.get_mut(marks) {
            Some(Value::Array(marks)) => marks.retain(known),
            Some(_) => drop(message.remove(marks)),
            None => {}
        }
    }
}

/// The answer to getMe with what teloxide insists on.
pub fn complete_me(mut me: Map<String, Value>) -> Value {
    let flags = [
        "is_bot",
        "can_join_groups",
        "can_read_all_group_messages",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
    ];
    for flag in flags {
        me.entry(flag).or_insert_with(|| json!(flag == "is_bot"));
    }
    for name in ["first_name", "username"] {
        me.entry(name).or_insert_with(|| json!("bot"));
    }
    Value::Object(me)
}

fn complete_message(message: Option<&mut Value>) {
    let Some(message) = message.and_then(Value::as_object_mut) else { return };
    message.entry("date").or_insert_with(|| json!(0));
    complete_person(message.get_mut("from"));
    complete_chat(message.get_mut("chat"));
}

fn complete_person(person: Option<&mut Value>) {
    let Some(person) = person.and_then(Value::as_object_mut) else { return };
    person.entry("is_bot").or_insert_with(|| json!(false));
    person.entry("first_name").or_insert_with(|| json!(""));
}

/// Groups have negative numbers.
fn complete_chat(chat: Option<&mut Value>) {
    let Some(chat) = chat.and_then(Value::as_object_mut) else { return };
    let group = chat.get("id").and_then(Value::as_i64).is_some_and(|id| id < 0);
    chat.entry("type").or_insert_with(|| json!(if group { "supergroup" } else { "private" }));
    if group {
        chat.entry("title").or_insert_with(|| json!(""));
    }
}

#[cfg(test)]
mod tests {
    use teloxide::types::{Me, Update, UpdateKind};

    use super::*;

    #[test]
    fn a_press_without_a_chat_instance_is_read() {
        let text = r#"{"update_id":1,"callback_query":{"id":"9","data":"x",
            "from":{"id":5},"message":{"message_id":2,"chat":{"id":-7},"text":"card"}}}"#;
        let update: Update = serde_json::from_str(&complete_update(text).unwrap()).unwrap();
        assert!(matches!(update.kind, UpdateKind::CallbackQuery(_)));
    }

    #[test]
    fn a_message_from_a_plain_server_is_read() {
        let text = r#"{"update_id":1,"message":{"message_id":2,"date":1,"text":"hi",
            "from":{"id":5},"chat":{"id":5}}}"#;
        let update: Update = serde_json::from_str(&complete_update(text).unwrap()).unwrap();
        assert!(matches!(update.kind, UpdateKind::Message(_)));
    }

    #[test]
    fn a_mark_newer_than_the_library_costs_no_other() {
        let text = r#"{"update_id":1,"message":{"message_id":2,"date":1,"text":"a b",
            "entities":[{"type":"date_time","offset":0,"length":1},
                {"type":"text_link","offset":0,"length":1,"url":"http://["},
                {"type":"text_link","offset":2,"length":1,"url":"tel:+79001234567"}],
            "from":{"id":5},"chat":{"id":5}}}"#;
        for mended in [complete_update(text), plain_update(text)] {
            let update: Update = serde_json::from_str(&mended.unwrap()).unwrap();
            let UpdateKind::Message(message) = update.kind else { panic!("no message") };
            let places = message.entities().unwrap().iter().map(|mark| mark.offset);
            assert_eq!(places.collect::<Vec<_>>(), [2]);
        }
    }

    #[test]
    fn a_short_answer_to_get_me_is_enough() {
        let me = complete_me(Map::from_iter([("id".to_owned(), json!(42))]));
        assert!(serde_json::from_str::<Me>(&me.to_string()).is_ok());
    }
}
