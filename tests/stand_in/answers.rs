//! What the methods answer, and that teloxide understands it.

use teloxide::payloads::{AnswerCallbackQuerySetters, SendContactSetters, SendMessageSetters};
use teloxide::prelude::{Bot, Requester};
use teloxide::types::{
    BotCommand, BusinessConnectionId, CallbackQueryId, ChatAction, ChatId, FileId,
    InlineKeyboardButton, InlineKeyboardMarkup, InputFile, KeyboardButton, KeyboardMarkup,
    MessageId, ParseMode, ReplyParameters, UserId,
};
use teloxide::{ApiError, RequestError};

use super::*;

fn bot(telegram: &Telegram) -> Bot {
    Bot::new(telegram.token()).set_api_url(telegram.url().parse().unwrap())
}

fn buttons() -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("Взять", "claim:1")]])
}

fn refused<T: std::fmt::Debug>(answer: Result<T, RequestError>) -> ApiError {
    match answer.unwrap_err() {
        RequestError::Api(error) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn teloxide_reads_the_account() {
    let telegram = telegram().await;
    let bot = bot(&telegram);
    assert_eq!(bot.get_me().await.unwrap().username(), "leadlatch_bot");
    bot.set_my_commands([BotCommand::new("help", "Помощь")]).await.unwrap();
    assert_eq!(bot.get_my_commands().await.unwrap()[0].command, "help");
    bot.delete_webhook().await.unwrap();
    assert_eq!(bot.get_webhook_info().await.unwrap().url, None);
    bot.log_out().await.unwrap();
    bot.close().await.unwrap();
    let stranger = Bot::new("1:wrong").set_api_url(telegram.url().parse().unwrap());
    assert_eq!(refused(stranger.get_me().await), ApiError::InvalidToken);
    let business = telegram.business(9, "Владелец");
    let id = BusinessConnectionId(business.connection().to_owned());
    assert!(bot.get_business_connection(id).await.unwrap().is_enabled);
}

#[tokio::test]
async fn teloxide_reads_every_kind_of_message_sent() {
    let telegram = telegram().await;
    let bot = bot(&telegram);
    let ivan = telegram.customer(1, "Иван", "ivan");
    let chat = ChatId(ivan.id());
    let question = ivan.says("сколько стоит?");
    let file = || InputFile::memory("содержимое").file_name("price.txt");
    let text = bot
        .send_message(chat, "<b>Цена</b> 5 &lt; 6")
        .parse_mode(ParseMode::Html)
        .reply_markup(KeyboardMarkup::new([[KeyboardButton::new("Да")]]))
        .reply_parameters(ReplyParameters::new(MessageId(question)))
        .await
        .unwrap();
    assert_eq!(text.text(), Some("Цена 5 < 6"));
    assert_eq!(text.entities().unwrap().len(), 1);
    assert_eq!(text.reply_to_message().unwrap().id, MessageId(question));
    let document = bot.send_document(chat, file()).await.unwrap();
    let sent = document.document().unwrap();
    assert_eq!(sent.file_name.as_deref(), Some("price.txt"));
    let stored = bot.get_file(sent.file.id.clone()).await.unwrap();
    let url = format!("{}/file/bot{}/{}", telegram.url(), telegram.token(), stored.path);
    assert_eq!(reqwest::get(url).await.unwrap().text().await.unwrap(), "содержимое");
    bot.send_document(chat, InputFile::file_id(sent.file.id.clone())).await.unwrap();
    assert!(bot.send_photo(chat, file()).await.unwrap().photo().is_some());
    assert!(bot.send_voice(chat, file()).await.unwrap().voice().is_some());
    assert!(bot.send_video(chat, file()).await.unwrap().video().is_some());
    assert!(bot.send_audio(chat, file()).await.unwrap().audio().is_some());
    assert!(bot.send_sticker(chat, file()).await.unwrap().sticker().is_some());
    let contact = bot.send_contact(chat, "+79001234567", "Пётр").last_name("П").await.unwrap();
    assert!(contact.contact().is_some());
    assert!(bot.send_location(chat, 55.7, 37.6).await.unwrap().location().is_some());
    let copy = bot.copy_message(chat, chat, document.id).await.unwrap();
    assert_eq!(telegram.sent().last().unwrap().line.message, copy.0);
    let forward = bot.forward_message(chat, chat, MessageId(question)).await.unwrap();
    assert!(forward.forward_origin().is_some());
    bot.send_chat_action(chat, ChatAction::Typing).await.unwrap();
    bot.delete_message(chat, copy).await.unwrap();
    let missing = FileId("nothing".to_owned());
    refused(bot.get_file(missing).await);
}

#[tokio::test]
async fn teloxide_reads_edits_presses_and_their_refusals() {
    let telegram = telegram().await;
    let bot = bot(&telegram);
    let group = telegram.supergroup("Менеджеры");
    let anna = group.member(10, "Анна");
    let chat = ChatId(group.id());
    let card = bot.send_message(chat, "Лид").reply_markup(buttons()).await.unwrap();
    let callback = anna.presses(card.id.0, "claim:1").unwrap();
    let press = CallbackQueryId(callback.clone());
    bot.answer_callback_query(press.clone()).text("Ваш").await.unwrap();
    assert_eq!(telegram.answers()[0].text.as_deref(), Some("Ваш"));
    assert_eq!(refused(bot.answer_callback_query(press).await), ApiError::InvalidQueryId);
    bot.edit_message_text(chat, card.id, "Лид взят").await.unwrap();
    assert!(anna.presses(card.id.0, "claim:1").is_err());
    let same = bot.edit_message_text(chat, card.id, "Лид взят").await;
    assert_eq!(refused(same), ApiError::MessageNotModified);
    let nowhere = bot.edit_message_text(chat, MessageId(99), "Лид").await;
    assert_eq!(refused(nowhere), ApiError::MessageToEditNotFound);
    bot.edit_message_reply_markup(chat, card.id).await.unwrap_err();
    assert_eq!(telegram.history(group.id())[0].text, "Лид взят");
}

#[tokio::test]
async fn teloxide_reads_chats_members_and_topics() {
    let telegram = telegram().await;
    let bot = bot(&telegram);
    let forum = telegram.forum("Менеджеры");
    let plain = telegram.group("Группа");
    let channel = telegram.channel("Канал");
    let ivan = telegram.customer(1, "Иван", "ivan");
    ivan.start("avito");
    forum.member(10, "Анна");
    forum.administrator(11, "Борис");
    for chat in [forum.id(), plain.id(), channel.id(), ivan.id()] {
        assert_eq!(bot.get_chat(ChatId(chat)).await.unwrap().id.0, chat);
    }
    let chat = ChatId(forum.id());
    assert!(bot.get_chat_member(chat, UserId(10)).await.unwrap().is_member());
    assert!(bot.get_chat_member(chat, UserId(1)).await.unwrap().is_left());
    assert_eq!(bot.get_chat_administrators(chat).await.unwrap().len(), 2);
    assert_eq!(bot.get_chat_member_count(chat).await.unwrap(), 3);
    let topic = bot.create_forum_topic(chat, "Иван").await.unwrap();
    let said = bot.send_message(chat, "привет").message_thread_id(topic.thread_id).await.unwrap();
    assert_eq!(said.thread_id, Some(topic.thread_id));
    bot.close_forum_topic(chat, topic.thread_id).await.unwrap();
    bot.reopen_forum_topic(chat, topic.thread_id).await.unwrap();
    refused(bot.create_forum_topic(ChatId(plain.id()), "x").await);
    bot.leave_chat(chat).await.unwrap();
    assert!(matches!(
        bot.send_message(chat, "а").await,
        Err(RequestError::Api(ApiError::BotKickedFromSupergroup))
    ));
}

#[tokio::test]
async fn what_telegram_refuses_is_refused() {
    let telegram = telegram().await;
    let bot = bot(&telegram);
    let ivan = telegram.customer(1, "Иван", "");
    let chat = ChatId(1);
    assert_eq!(refused(bot.send_message(chat, "первым").await), ApiError::ChatNotFound);
    ivan.says("привет");
    assert_eq!(refused(bot.send_message(chat, " ").await), ApiError::MessageTextIsEmpty);
    let long = "ы".repeat(4097);
    assert_eq!(refused(bot.send_message(chat, &long).await), ApiError::MessageIsTooLong);
    bot.send_message(chat, &long[2..]).await.unwrap();
    for broken in ["<b>&", "Иван <ivan@mail.ru>", "<b>нет", "a & b"] {
        let answer = bot.send_message(chat, broken).parse_mode(ParseMode::Html).await;
        assert!(matches!(refused(answer), ApiError::CantParseEntities(_)), "{broken}");
    }
    ivan.blocks();
    assert_eq!(refused(bot.send_message(chat, "а").await), ApiError::BotBlocked);
    ivan.unblocks();
    bot.send_message(chat, "а").await.unwrap();
}

#[tokio::test]
async fn a_group_that_became_a_supergroup_says_where_it_went() {
    let telegram = telegram().await;
    let group = telegram.group("Менеджеры");
    let anna = group.member(10, "Анна");
    let moved = group.migrates();
    match bot(&telegram).send_message(ChatId(group.id()), "карточка").await.unwrap_err() {
        RequestError::MigrateToChatId(to) => assert_eq!(to.0, moved.id()),
        other => panic!("{other:?}"),
    }
    bot(&telegram).send_message(ChatId(moved.id()), "карточка").await.unwrap();
    anna.says("вижу").unwrap();
    let lines = telegram.history(moved.id());
    assert_eq!(lines.last().unwrap().text, "вижу");
}
