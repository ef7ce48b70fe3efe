//! What a message to Telegram consists of: texts, keyboards, buttons; pure.

use teloxide::payloads::{
    EditMessageText, EditMessageTextSetters, SendMessage, SendMessageSetters,
};
use teloxide::types::{
    ButtonRequest, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton,
    KeyboardMarkup, KeyboardRemove, LinkPreviewOptions, MessageId, ParseMode, ReplyMarkup,
    ReplyParameters,
};

use crate::dialog::{Card, ChatKey, Keyboard, LeadId, Reply};
use crate::telegram::button::{Button, label};
use crate::texts::{Language, text};

/// The longest text Telegram takes (<https://core.telegram.org/bots/api#sendmessage>).
pub const LONGEST_TEXT: usize = 4096;

/// A card with what its buttons have to know.
pub struct Shown<'a> {
    /// The card.
    pub card: &'a Card,
    /// The customer's chat.
    pub chat: &'a ChatKey,
    /// The lead, if the card is a lead's.
    pub lead: Option<LeadId>,
    /// The language of the buttons.
    pub language: Language,
}

/// A reply to a customer, without its file.
pub fn reply(chat: i64, reply: &Reply) -> SendMessage {
    let message =
        SendMessage::new(ChatId(chat), cut(&reply.text)).link_preview_options(no_preview());
    match markup(&reply.keyboard) {
        Some(markup) => message.reply_markup(markup),
        None => message,
    }
}

/// A card, as HTML; `under` is the message it answers, if that still exists.
pub fn card(group: i64, shown: &Shown<'_>, under: Option<i32>) -> SendMessage {
    let message = SendMessage::new(ChatId(group), shown.card.html.0.clone())
        .parse_mode(ParseMode::Html)
        .link_preview_options(no_preview());
    let message = match under {
        Some(id) => message
            .reply_parameters(ReplyParameters::new(MessageId(id)).allow_sending_without_reply()),
        None => message,
    };
    with_buttons(message, shown)
}

/// The same card without markup and no longer than Telegram takes: when the HTML is refused.
pub fn plain_card(group: i64, shown: &Shown<'_>) -> SendMessage {
    let message = SendMessage::new(ChatId(group), cut(&without_markup(&shown.card.html.0)))
        .link_preview_options(no_preview());
    with_buttons(message, shown)
}

/// A card rewritten in its place.
pub fn card_edit(group: i64, message: i32, shown: &Shown<'_>) -> EditMessageText {
    EditMessageText::new(ChatId(group), MessageId(message), shown.card.html.0.clone())
        .parse_mode(ParseMode::Html)
        .link_preview_options(no_preview())
        .reply_markup(buttons(shown))
}

fn with_buttons(message: SendMessage, shown: &Shown<'_>) -> SendMessage {
    if shown.card.buttons.is_empty() { message } else { message.reply_markup(buttons(shown)) }
}

fn buttons(shown: &Shown<'_>) -> InlineKeyboardMarkup {
    let rows = shown.card.buttons.iter().map(|row| {
        row.iter().filter_map(|action| {
            let button = Button { action: *action, lead: shown.lead, chat: shown.chat.clone() };
            Some(InlineKeyboardButton::callback(
                text(shown.language, label(*action)),
                button.data()?,
            ))
        })
    });
    InlineKeyboardMarkup::new(rows)
}

/// The reply keyboard; `None` leaves the customer's screen as it is.
pub fn markup(keyboard: &Keyboard) -> Option<ReplyMarkup> {
    match keyboard {
        Keyboard::Keep => None,
        Keyboard::Remove => Some(ReplyMarkup::KeyboardRemove(KeyboardRemove::new())),
        Keyboard::Buttons { phone, quick } => {
            let phone = phone
                .iter()
                .map(|label| vec![KeyboardButton::new(label).request(ButtonRequest::Contact)]);
            let quick = quick.iter().map(|label| vec![KeyboardButton::new(label)]);
            let keyboard = KeyboardMarkup::new(phone.chain(quick));
            Some(ReplyMarkup::Keyboard(keyboard.resize_keyboard().one_time_keyboard()))
        }
    }
}

/// Telegram counts UTF-16 units; letters outside of the basic plane are two.
fn cut(text: &str) -> String {
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= LONGEST_TEXT
    };
    text.chars().take_while(fits).collect()
}

/// The words of an HTML text.
pub fn without_markup(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            _ => words.push(letter),
        }
    }
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Links in cards are for pressing, not for pictures.
pub fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::dialog::{CardButton, Html};

    fn json_of(payload: &impl serde::Serialize) -> Value {
        serde_json::to_value(payload).expect("payloads are JSON")
    }

    #[test]
    fn a_reply_is_plain_text_whatever_it_contains() {
        let said = Reply { text: "<b>&".to_owned(), keyboard: Keyboard::Remove, file: None };
        let json = json_of(&reply(7, &said));
        assert_eq!(json["text"], "<b>&");
        assert_eq!(json["parse_mode"], Value::Null);
        assert_eq!(json["reply_markup"]["remove_keyboard"], json!(true));
        assert_eq!(json["link_preview_options"]["is_disabled"], json!(true));
    }

    #[test]
    fn the_number_button_comes_first_and_the_keyboard_leaves_after_one_use() {
        let keyboard = Keyboard::Buttons {
            phone: Some("My number".to_owned()),
            quick: vec!["Price".to_owned()],
        };
        let said = Reply { text: "?".to_owned(), keyboard, file: None };
        let markup = json_of(&reply(7, &said))["reply_markup"].take();
        assert_eq!(markup["keyboard"][0][0]["request_contact"], json!(true));
        assert_eq!(markup["keyboard"][1][0]["text"], "Price");
        assert_eq!(markup["one_time_keyboard"], json!(true));
        assert_eq!(markup["resize_keyboard"], json!(true));
    }

    #[test]
    fn a_card_carries_its_buttons_and_can_be_sent_without_markup() {
        let html = Html("<b>Лид &amp; Ко</b> &lt;3".to_owned());
        let card = Card { html, buttons: vec![vec![CardButton::Claim]] };
        let chat = ChatKey::private(5);
        let shown =
            Shown { card: &card, chat: &chat, lead: Some(LeadId(3)), language: Language::Ru };
        let sent = json_of(&super::card(-9, &shown, Some(4)));
        assert_eq!(sent["parse_mode"], "HTML");
        assert_eq!(sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"], "c.3.5");
        assert_eq!(sent["reply_parameters"]["allow_sending_without_reply"], json!(true));
        assert_eq!(json_of(&plain_card(-9, &shown))["text"], "Лид & Ко <3");
    }

    #[test]
    fn a_text_is_cut_as_telegram_counts() {
        assert_eq!(cut(&"я".repeat(5000)).chars().count(), 4096);
        assert_eq!(cut(&"🦀".repeat(5000)).chars().count(), 2048);
    }
}
