//! Who may press and command: members of the managers' group, and nobody else.

use std::time::Duration;

use leadlatch::demo::telegram::{Fault, Member, Sent, Telegram, When, machine_clock};
use leadlatch::dialog::{LeadStatus, Status};
use leadlatch::settings::Settings;
use leadlatch::telegram::api::Api;
use leadlatch::telegram::membership::{Membership, Standing};
use teloxide::types::UserId;
use tokio::time::Instant;

use crate::stage::{SOON, Stage};

const HIDDEN: &str = "Bad Request: CHAT_ADMIN_REQUIRED";

/// The first button under a card: «Взять».
fn claim(card: &Sent) -> String {
    let mut buttons = card.line.keyboard.buttons();
    buttons.next().and_then(|button| button.data.clone()).expect("it carries data")
}

/// Presses, and reads the answer.
async fn presses(stage: &Stage, who: &Member, card: &Sent) -> String {
    let callback = who.presses(card.line.message, &claim(card)).unwrap();
    let answered = |telegram: &Telegram| {
        telegram.answers().into_iter().find(|answer| answer.callback == callback)
    };
    let answer = stage.telegram.wait_for(answered, SOON).await.expect("it is answered");
    answer.text.expect("in words")
}

/// The stage with a lead; its card.
async fn with_a_lead() -> (Stage, Sent) {
    let stage = Stage::set().await;
    stage.customer(77).says("8 900 123-45-67");
    let card = stage.card("900").await;
    (stage, card)
}

fn status(stage: &Stage) -> LeadStatus {
    stage.dialog(&stage.customer(77)).lead.expect("there is a lead").status
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passer_by_presses_in_vain_and_is_told_why() {
    let (stage, card) = with_a_lead().await;
    let passer_by = stage.group.passer_by(900, "Mallory");
    let answer = presses(&stage, &passer_by, &card).await;
    assert_eq!(answer, "Эти кнопки работают только у участников группы");
    assert_eq!(status(&stage), LeadStatus::New);
    assert_eq!(presses(&stage, &stage.manager, &card).await, "Лид №1 ваш");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_a_passer_by_reach_nobody() {
    let (stage, card) = with_a_lead().await;
    let passer_by = stage.group.passer_by(900, "Mallory");
    passer_by.replies_to(card.line.message, "Приходите в другую фирму").unwrap();
    passer_by.replies_to(card.line.message, "/why").unwrap();
    passer_by.replies_to(card.line.message, "/bot").unwrap();
    passer_by.says("/help").unwrap();
    stage.settle().await;
    assert_eq!(stage.telegram.sent_to(77).len(), 1, "the bot's own words");
    assert_eq!(stage.telegram.sent_to(stage.group.id()).len(), 1, "the card");
    assert_eq!(stage.dialog(&stage.customer(77)).chat.status, Status::Completed);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_left_the_group_may_not_press_any_more() {
    let (stage, card) = with_a_lead().await;
    let pavel = stage.group.member(502, "Pavel");
    pavel.leaves();
    let answer = presses(&stage, &pavel, &card).await;
    assert_eq!(answer, "Эти кнопки работают только у участников группы");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_anonymous_administrator_is_a_member() {
    let (stage, card) = with_a_lead().await;
    let nameless = stage.group.anonymous_administrator();
    assert_eq!(presses(&stage, &nameless, &card).await, "Лид №1 ваш");
    nameless.replies_to(card.line.message, "Скоро позвоним").unwrap();
    assert_eq!(stage.sent(77, 2).await[1], "Скоро позвоним");
    assert!(stage.telegram.calls_of("getChatMember").is_empty(), "nobody has to be asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_telegram_says_nothing_about_is_to_be_pressed_again() {
    let (stage, card) = with_a_lead().await;
    stage.telegram.fault(Fault::ServerError, When::on("getChatMember"));
    let answer = presses(&stage, &stage.manager, &card).await;
    assert_eq!(answer, "Не удалось проверить, что вы в группе. Нажмите ещё раз");
    stage.manager.replies_to(card.line.message, "Добрый день").unwrap();
    let told = "Olga, бот не выполнил ваше сообщение: не удалось проверить, что вы в этой группе. \
                Отправьте его ещё раз.";
    assert_eq!(stage.card("Olga").await.line.text, told);
    assert_eq!(status(&stage), LeadStatus::New);
    assert_eq!(stage.telegram.sent_to(77).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_may_not_see_the_members_says_how_to_mend_it() {
    let (stage, card) = with_a_lead().await;
    let hidden = Fault::Refuse(400, HIDDEN.to_owned());
    stage.telegram.fault(hidden, When::on("getChatMember").times(2));
    let answer = presses(&stage, &stage.manager, &card).await;
    assert!(answer.contains("сделайте бота её администратором"), "{answer}");
    stage.manager.replies_to(card.line.message, "/why").unwrap();
    stage.card("Сделайте бота её администратором").await;
    assert_eq!(presses(&stage, &stage.manager, &card).await, "Лид №1 ваш");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_is_asked_about_once_and_a_silent_telegram_keeps_no_customer_waiting() {
    let (stage, card) = with_a_lead().await;
    assert_eq!(presses(&stage, &stage.manager, &card).await, "Лид №1 ваш");
    stage.manager.replies_to(card.line.message, "Добрый день").unwrap();
    assert_eq!(stage.sent(77, 2).await[1], "Добрый день");
    assert_eq!(stage.telegram.calls_of("getChatMember").len(), 1);
    stage.customer(79).says("8 900 111-22-33");
    let second = stage.card("900 111-22-33").await;
    stage.telegram.fault(Fault::Hang, When::on("getChatMember"));
    stage.group.member(502, "Pavel").presses(second.line.message, &claim(&second)).unwrap();
    let begun = Instant::now();
    stage.customer(78).says("8 900 765-43-21");
    assert_eq!(stage.sent(78, 1).await, ["Заявка принята."]);
    assert!(begun.elapsed() < Duration::from_secs(1), "waited {:?}", begun.elapsed());
}

#[tokio::test]
async fn who_was_a_member_stays_one_while_telegram_is_silent_and_not_longer() {
    let telegram = Telegram::start(machine_clock()).await.unwrap();
    let group = telegram.supergroup("Managers");
    let olga = group.member(501, "Olga");
    let settings = Settings::read(|name| match name {
        "TELEGRAM_BOT_TOKEN" => Some(telegram.token().to_owned()),
        "TELEGRAM_API_URL" => Some(telegram.url().to_owned()),
        _ => None,
    });
    let membership = Membership::new(Api::new(&settings.unwrap()).unwrap());
    let standing = || membership.of(group.id(), UserId(501));
    assert_eq!(standing().await, Standing::Member);
    olga.leaves();
    assert_eq!(standing().await, Standing::Member, "believed for five minutes");
    later(301).await;
    telegram.fault(Fault::BadGateway, When::on("getChatMember").once());
    assert_eq!(standing().await, Standing::Member, "Telegram says nothing");
    assert_eq!(standing().await, Standing::Member, "and is not asked again at once");
    assert_eq!(telegram.calls_of("getChatMember").len(), 2);
    later(6).await;
    assert_eq!(standing().await, Standing::Stranger);
    assert_eq!(standing().await, Standing::Stranger, "a no is not kept");
    assert_eq!(telegram.calls_of("getChatMember").len(), 4);
}

async fn later(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}
