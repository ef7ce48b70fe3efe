//! Every kind of update, read by teloxide.

use teloxide::payloads::{GetUpdatesSetters, SendMessageSetters};
use teloxide::prelude::{Bot, Requester};
use teloxide::types::{
    AllowedUpdate, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, UpdateKind,
};

use super::*;

async fn everything_happens(telegram: &Telegram, bot: &Bot) {
    let ivan = telegram.customer(1, "Иван", "ivan");
    ivan.start("avito");
    let said = ivan.says("мой номер +7 900 123-45-67, почта i@mail.ru");
    ivan.edits(said, "мой номер 8900").unwrap();
    ivan.replies_to(said, "да").unwrap();
    ivan.shares_contact("+79001234567", true);
    ivan.shares_contact("+79001234568", false);
    ivan.sends_photo("мой номер 8900");
    ivan.voice();
    ivan.sticker();
    for kind in ["document", "video", "audio", "video_note"] {
        ivan.sends(kind, "").unwrap();
    }
    ivan.shares_location(55.7, 37.6);
    ivan.blocks();
    ivan.unblocks();
    let group = telegram.group("Менеджеры");
    let anna = group.member(10, "Анна");
    let keys = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("Взять", "claim:1")]]);
    let card = bot.send_message(ChatId(group.id()), "Лид").reply_markup(keys).await.unwrap();
    ivan.forwards(group.id(), card.id.0).unwrap();
    anna.says("/link 1234").unwrap();
    anna.replies_to(card.id.0, "беру").unwrap();
    anna.presses(card.id.0, "claim:1").unwrap();
    group.other_bot(77, "other_bot").says("я бот").unwrap();
    anna.leaves();
    group.makes_bot("administrator", &anna);
    group.migrates();
    let channel = telegram.channel("Канал");
    let post = channel.posts("новость");
    channel.edits(post, "новости").unwrap();
    let business = telegram.business(9, "Владелец");
    let message = business.customer_says(1, "Иван", "привет").unwrap();
    business.owner_says(1, "здравствуйте").unwrap();
    business.deletes(1, message).unwrap();
}

#[tokio::test]
async fn teloxide_reads_every_kind_of_update() {
    let telegram = telegram().await;
    let bot = Bot::new(telegram.token()).set_api_url(telegram.url().parse().unwrap());
    use AllowedUpdate::*;
    let kinds = [
        Message,
        EditedMessage,
        ChannelPost,
        EditedChannelPost,
        BusinessConnection,
        BusinessMessage,
        EditedBusinessMessage,
        DeletedBusinessMessages,
        CallbackQuery,
        MyChatMember,
        ChatMember,
    ];
    bot.get_updates().allowed_updates(kinds).await.unwrap();
    everything_happens(&telegram, &bot).await;
    let updates = bot.get_updates().await.unwrap();
    for update in &updates {
        if let UpdateKind::Error(raw) = &update.kind {
            // teloxide 0.17 wants objects where Telegram lists plain numbers.
            assert!(raw.get("deleted_business_messages").is_some(), "{raw}");
        }
    }
    let count = |wanted: fn(&UpdateKind) -> bool| {
        updates.iter().filter(|update| wanted(&update.kind)).count()
    };
    assert_eq!(count(|kind| matches!(kind, UpdateKind::Message(_))), 19);
    assert_eq!(count(|kind| matches!(kind, UpdateKind::EditedMessage(_))), 1);
    assert_eq!(count(|kind| matches!(kind, UpdateKind::CallbackQuery(_))), 1);
    assert_eq!(count(|kind| matches!(kind, UpdateKind::MyChatMember(_))), 3);
    assert_eq!(count(|kind| matches!(kind, UpdateKind::ChatMember(_))), 1);
    assert_eq!(count(|kind| matches!(kind, UpdateKind::ChannelPost(_))), 1);
    assert_eq!(count(|kind| matches!(kind, UpdateKind::EditedChannelPost(_))), 1);
    assert_eq!(count(|kind| matches!(kind, UpdateKind::BusinessMessage(_))), 2);
    assert_eq!(count(|kind| matches!(kind, UpdateKind::BusinessConnection(_))), 1);
    assert_eq!(count(|kind| matches!(kind, UpdateKind::Error(_))), 1);
}

#[tokio::test]
async fn an_update_of_a_kind_nobody_knows_reaches_the_bot_word_for_word() {
    let telegram = telegram().await;
    telegram.offers(json!({"from_the_future": {"a": 1}}));
    let updates = result(&telegram, "getUpdates", json!({})).await;
    assert_eq!(updates[0]["from_the_future"], json!({"a": 1}));
}
