//! Many leads at once: their cards in one message, so that none waits for long; pure.

use teloxide::payloads::{SendMessage, SendMessageSetters};
use teloxide::types::{ChatId, InlineKeyboardButton, InlineKeyboardMarkup, ParseMode};

use super::message::{LONGEST_TEXT, Shown, no_preview};
use crate::dialog::CardButton;
use crate::telegram::button::Button;
use crate::texts::text_with;

/// So many messages a minute go one by one; of twenty Telegram allows.
pub const FROM: usize = 14;

/// Between two cards.
const GAP: &str = "\n\n";
/// Buttons in a row.
const WIDTH: usize = 3;
/// Telegram takes up to a hundred buttons; nobody reads through more cards than this.
const MOST: usize = 30;

/// How many of these cards, from the first, fit into one message.
pub fn fitting(cards: &[Shown<'_>]) -> usize {
    let mut units = 0;
    let fits = |shown: &&Shown<'_>| {
        units += (shown.card.html.0.encode_utf16().count()) + GAP.len();
        units <= LONGEST_TEXT
    };
    cards.iter().take(MOST).take_while(fits).count()
}

/// The cards in full, one under the other, and a button for each to claim it.
pub fn message(group: i64, cards: &[Shown<'_>]) -> SendMessage {
    let texts: Vec<&str> = cards.iter().map(|shown| shown.card.html.0.as_str()).collect();
    let buttons: Vec<_> = cards.iter().filter_map(claim).collect();
    SendMessage::new(ChatId(group), texts.join(GAP))
        .parse_mode(ParseMode::Html)
        .link_preview_options(no_preview())
        .reply_markup(InlineKeyboardMarkup::new(buttons.chunks(WIDTH).map(<[_]>::to_vec)))
}

fn claim(shown: &Shown<'_>) -> Option<InlineKeyboardButton> {
    let lead = shown.lead?;
    let label = text_with(shown.language, "button-claim-one", &[("id", lead.to_string().into())]);
    let button = Button { action: CardButton::Claim, lead: Some(lead), chat: shown.chat.clone() };
    Some(InlineKeyboardButton::callback(label, button.data()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::{Card, ChatKey, Html, LeadId};
    use crate::texts::Language;

    fn card(words: usize) -> Card {
        Card { html: Html("я".repeat(words)), buttons: Vec::new() }
    }

    fn shown<'a>(cards: &'a [Card], chat: &'a ChatKey) -> Vec<Shown<'a>> {
        let one = |(card, id)| Shown { card, chat, lead: Some(LeadId(id)), language: Language::Ru };
        cards.iter().zip(1..).map(one).collect()
    }

    #[test]
    fn as_many_cards_as_fit_go_together() {
        let chat = ChatKey::private(7);
        let cards = vec![card(1000); 6];
        assert_eq!(fitting(&shown(&cards, &chat)), 4);
        let cards = vec![card(5000), card(1)];
        assert_eq!(fitting(&shown(&cards, &chat)), 0, "a card too long goes alone");
        let cards = vec![card(1); 50];
        assert_eq!(fitting(&shown(&cards, &chat)), MOST);
    }

    #[test]
    fn every_card_is_there_in_full_with_its_own_claim_button() {
        let chat = ChatKey::private(7);
        let cards = [card(3), card(4), card(2), card(1)];
        let json = serde_json::to_value(message(-5, &shown(&cards, &chat))).unwrap();
        assert_eq!(json["text"], "яяя\n\nяяяя\n\nяя\n\nя");
        let rows = &json["reply_markup"]["inline_keyboard"];
        assert_eq!(rows[0].as_array().map(Vec::len), Some(3));
        assert_eq!(rows[1][0]["callback_data"], "c.4.7");
    }
}
