//! From Telegram's message to what the rules read; pure.

use teloxide::types::{self, MediaKind as Media, MessageKind, User};

use super::entities::entities;
use crate::detect::phone;
use crate::dialog::{ChatKey, Client, Event, Incoming, MediaKind, Message, SharedContact};

/// More of a message is not read: Telegram itself sends no more, other servers might.
const LONGEST_TEXT: usize = 4096;

/// What a customer's message says; `None` for what no customer says (service
/// messages, bots, groups, what a bot wrote in a business account's name).
///
/// `country` is where a number on a contact card is from when it does not say.
pub fn from_customer(message: &types::Message, country: &str) -> Option<Incoming> {
    Some(incoming(message, heard(read(message, country)?)))
}

/// The same for a message the customer has edited.
pub fn from_edit(message: &types::Message, country: &str) -> Option<Incoming> {
    Some(incoming(message, Event::Edited(read(message, country)?)))
}

/// The customer has blocked the bot, or deleted his account.
pub fn from_block(change: &types::ChatMemberUpdated) -> Option<Incoming> {
    let gone = change.chat.is_private() && change.new_chat_member.is_banned();
    gone.then(|| Incoming {
        chat: ChatKey::private(change.chat.id.0),
        at: change.date,
        client: None,
        event: Event::Blocked,
    })
}

/// A person's name as Telegram shows it.
pub fn full_name(person: &User) -> String {
    person.full_name().trim().to_owned()
}

fn incoming(message: &types::Message, event: Event) -> Incoming {
    Incoming {
        chat: ChatKey::private(message.chat.id.0),
        at: message.date,
        client: message.from.as_ref().map(client),
        event,
    }
}

fn client(person: &User) -> Client {
    Client {
        // Telegram keeps its numbers below 2^52.
        id: i64::try_from(person.id.0).unwrap_or(i64::MAX),
        name: full_name(person),
        username: person.username.clone(),
    }
}

fn read(message: &types::Message, country: &str) -> Option<Message> {
    let from_a_person = message.from.as_ref().is_some_and(|person| !person.is_bot);
    if !message.chat.is_private() || !from_a_person || message.sender_business_bot.is_some() {
        return None;
    }
    let kind = kind(message)?;
    let text = message.text().or(message.caption()).unwrap_or_default();
    let sender = message.from.as_ref();
    let contact = message.contact().map(|card| shared_contact(card, sender, country));
    let text: String = text.chars().take(LONGEST_TEXT).collect();
    let entities = entities(message, &text);
    let album = message.media_group_id().map(|album| album.0.clone());
    Some(Message { id: message.id.0, kind, text, entities, contact, album })
}

fn kind(message: &types::Message) -> Option<MediaKind> {
    let common = match &message.kind {
        MessageKind::Common(common) => common,
        // A kind of content newer than the library is something the customer sent.
        MessageKind::Dice(_) | MessageKind::Invoice(_) | MessageKind::Empty {} => {
            return Some(MediaKind::Other);
        }
        _ => return None,
    };
    Some(match &common.media_kind {
        Media::Text(_) => MediaKind::Text,
        Media::Photo(_) => MediaKind::Photo,
        Media::Voice(_) => MediaKind::Voice,
        Media::Video(_) | Media::VideoNote(_) => MediaKind::Video,
        Media::Audio(_) => MediaKind::Audio,
        Media::Document(_) | Media::Animation(_) => MediaKind::Document,
        Media::Sticker(_) => MediaKind::Sticker,
        Media::Location(_) | Media::Venue(_) => MediaKind::Location,
        Media::Contact(_) => MediaKind::Contact,
        Media::Migration(_) => return None,
        _ => MediaKind::Other,
    })
}

/// A card is the sender's own only when Telegram says whose it is and it is his.
fn shared_contact(card: &types::Contact, sender: Option<&User>, country: &str) -> SharedContact {
    let own = sender.is_some_and(|person| card.user_id == Some(person.id));
    SharedContact { phone: phone::of_contact(&card.phone_number, country, own) }
}

fn heard(message: Message) -> Event {
    let mut words = message.text.split_whitespace();
    let command = words.next().unwrap_or_default();
    match command.split('@').next() {
        Some("/start") => Event::Start { source: words.next().map(str::to_owned) },
        Some("/help") => Event::Help,
        Some("/forget") => Event::Forget,
        _ => Event::Message(message),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::{Value, json};

    use super::*;
    use crate::dialog::{Entity, EntityKind};

    fn message(own: Value) -> types::Message {
        let mut whole = json!({
            "message_id": 5,
            "date": 1_780_000_000,
            "chat": {"id": 77, "type": "private", "first_name": "Anna"},
            "from": {"id": 77, "is_bot": false, "first_name": "Anna", "last_name": "K",
                     "username": "anna_k"},
        });
        let fields = own.as_object().expect("the test gives fields").clone();
        whole.as_object_mut().expect("an object").extend(fields);
        serde_json::from_str(&whole.to_string()).expect("Telegram's own shape")
    }

    fn said(own: Value) -> Message {
        match from_customer(&message(own), "RU").expect("a customer's message").event {
            Event::Message(message) => message,
            other => panic!("{other:?} is no message"),
        }
    }

    #[test]
    fn a_text_keeps_its_words_its_date_and_its_sender() {
        let incoming = from_customer(&message(json!({"text": "привет"})), "RU").unwrap();
        assert_eq!(incoming.chat, ChatKey::private(77));
        assert_eq!(incoming.at, DateTime::from_timestamp(1_780_000_000, 0).unwrap());
        let client = incoming.client.unwrap();
        assert_eq!((client.id, client.name.as_str()), (77, "Anna K"));
        assert_eq!(client.username.as_deref(), Some("anna_k"));
        assert_eq!(incoming.event, Event::Message(Message::text(5, "привет")));
    }

    #[test]
    fn a_picture_speaks_by_its_caption() {
        let photo = json!([{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]);
        let message = said(json!({"photo": photo, "caption": "8 900 123-45-67"}));
        assert_eq!((message.kind, message.text.as_str()), (MediaKind::Photo, "8 900 123-45-67"));
    }

    #[test]
    fn marks_are_places_in_bytes_and_those_that_only_decorate_are_left_out() {
        let text = "🐶 пишите сюда или 8 900 123-45-67";
        let entities = json!([
            {"type": "bold", "offset": 0, "length": 9},
            {"type": "text_link", "offset": 10, "length": 4, "url": "tel:+79005556677"},
            {"type": "phone_number", "offset": 19, "length": 15},
            {"type": "email", "offset": 1, "length": 3},
            {"type": "mention", "offset": 30, "length": 90},
        ]);
        let heard = said(json!({ "text": text, "entities": entities }));
        let marked =
            heard.entities.iter().map(|mark| (&text[mark.span.clone()], mark.kind.clone()));
        let link = EntityKind::Link("tel:+79005556677".to_owned());
        let expected = [("сюда", link), ("8 900 123-45-67", EntityKind::Contact)];
        assert_eq!(marked.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_caption_has_marks_too() {
        let photo = json!([{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]);
        let marks = json!([{"type": "mention", "offset": 0, "length": 7}]);
        let heard = said(json!({"photo": photo, "caption": "@anna_k", "caption_entities": marks}));
        assert_eq!(heard.entities, [Entity { span: 0..7, kind: EntityKind::Contact }]);
    }

    #[test]
    fn a_card_is_the_senders_own_only_when_telegram_says_so() {
        let card = |user_id: Value| {
            let contact =
                json!({"phone_number": "79001234567", "first_name": "A", "user_id": user_id});
            said(json!({ "contact": contact })).contact.expect("a card").phone
        };
        assert!(!card(json!(77)).someone_elses);
        assert!(card(json!(78)).someone_elses);
        assert!(card(Value::Null).someone_elses);
        assert_eq!(card(json!(77)).e164, "+79001234567");
    }

    #[test]
    fn commands_are_events_of_their_own() {
        let event =
            |text: &str| from_customer(&message(json!({ "text": text })), "RU").unwrap().event;
        assert_eq!(event("/start avito"), Event::Start { source: Some("avito".to_owned()) });
        assert_eq!(event("/start"), Event::Start { source: None });
        assert_eq!(event("/help@our_bot"), Event::Help);
        assert_eq!(event("/forget"), Event::Forget);
        assert!(matches!(event("/starting now"), Event::Message(_)));
    }

    #[test]
    fn an_endless_message_is_cut() {
        assert_eq!(said(json!({"text": "я".repeat(5000)})).text.chars().count(), 4096);
    }

    #[test]
    fn nobody_but_a_person_in_a_private_chat_is_a_customer() {
        let group = json!({"id": -5, "type": "group", "title": "G"});
        let bot = json!({"id": 9, "is_bot": true, "first_name": "B"});
        assert_eq!(from_customer(&message(json!({"text": "a", "chat": group})), "RU"), None);
        assert_eq!(from_customer(&message(json!({"text": "a", "from": bot})), "RU"), None);
        assert_eq!(
            from_customer(&message(json!({"text": "a", "sender_business_bot": bot})), "RU"),
            None
        );
        assert_eq!(from_customer(&message(json!({"migrate_to_chat_id": -1005})), "RU"), None);
    }

    #[test]
    fn content_newer_than_the_library_is_still_a_message() {
        assert_eq!(said(json!({"hologram": {"depth": 3}})).kind, MediaKind::Other);
    }
}
