//! What customers write under load: everybody asks again and again, and leaves a phone at the end.

use chrono::{DateTime, Utc};
use leadlatch::dialog::{ChatKey, Client, Event, Incoming, Message};
use serde_json::{Value, json};

/// What is different from the shipped rules: nobody falls silent under load, and every phone is
/// one more lead.
const CHANGES: [(&str, &str); 3] = [
    ("repeat     = \"update\"", "repeat     = \"new\""),
    ("then.status    = \"Завершен\"\nthen.reply     = \"Спасибо!", "then.reply     = \"Спасибо!"),
    ("limit = 3", "limit = 20"),
];

/// The shipped rules as they are under load.
pub fn rules() -> String {
    let shipped = include_str!("../../rules.toml").to_owned();
    CHANGES.iter().fold(shipped, |rules, (from, to)| {
        assert!(rules.contains(from), "the shipped rules have no `{from}` any more");
        rules.replace(from, to)
    })
}

/// The words of one message; the last of so many holds a phone.
pub fn words(chat: u32, number: u32, last: bool) -> String {
    if last {
        return format!("8 9{:02} {:03}-{:02}-10", number % 100, chat / 100, chat % 100);
    }
    match number % 3 {
        0 => format!("Здравствуйте! Хочу оставить заявку на уборку, {number} комнаты"),
        1 => "А записаться на субботу к вам можно? Приезжайте к обеду".to_owned(),
        _ => format!("Можно заказать мытьё окон? Их {number}, этаж девятый"),
    }
}

/// Telegram's number of a chat.
pub fn id_of(chat: u32) -> i64 {
    5_000_000_000 + i64::from(chat)
}

/// A message as Telegram sends it.
pub fn update(chat: u32, number: u32, count: u32) -> Value {
    let id = id_of(chat);
    let person = json!({
        "id": id, "first_name": "Анна", "last_name": format!("К{chat}"),
        "username": format!("anna_{chat}"),
    });
    let (mut sender, mut place) = (person.clone(), person);
    sender["is_bot"] = false.into();
    sender["language_code"] = "ru".into();
    place["type"] = "private".into();
    json!({"message": {
        "message_id": number + 1, "date": Utc::now().timestamp(),
        "from": sender, "chat": place, "text": words(chat, number, number + 1 == count),
    }})
}

/// The same message as the rules read it.
pub fn incoming(chat: u32, number: u32, count: u32, at: DateTime<Utc>) -> Incoming {
    let (id, text) = (id_of(chat), words(chat, number, number + 1 == count));
    let name = format!("Анна К{chat}");
    let client = Client { id, name, username: Some(format!("anna_{chat}")) };
    let event = Event::Message(Message::text(number as i32 + 1, &text));
    Incoming { chat: ChatKey::private(id), at, client: Some(client), event }
}
