//! What goes wrong between the bot and Telegram, and what comes of it: nothing.

use std::time::Duration;

use leadlatch::app::{Answer, Done, Errand, Question, ask};
use leadlatch::demo::telegram::{Fault, Telegram, When};
use leadlatch::dialog::LeadId;
use serde_json::json;
use tokio::time::Instant;

use crate::stage::{SOON, Stage};

/// While a chat is in trouble, another one must not wait longer for its answer.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Sends one customer into `fault`, lets another one write, and sees both answered.
async fn both_are_answered(fault: Fault, times: u32, answers: usize) {
    let stage = Stage::set().await;
    let (troubled, other) = (stage.customer(77), stage.customer(78));
    stage.telegram.fault(fault, When::on("sendMessage").in_chat(77).times(times));
    troubled.says("8 900 123-45-67");
    let begun = Instant::now();
    other.says("8 900 765-43-21");
    assert_eq!(stage.sent(78, 1).await, ["Заявка принята."]);
    assert!(begun.elapsed() < AT_ONCE, "the other chat waited {:?}", begun.elapsed());
    let sent = stage.sent(77, answers).await;
    assert_eq!(sent.len(), answers);
    assert!(sent.iter().all(|text| text == "Заявка принята."));
    stage.card("900 123-45-67").await;
    stage.card("900 765-43-21").await;
    assert_eq!(stage.store.leads().count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_slow_down() {
    let begun = Instant::now();
    both_are_answered(Fault::TooManyRequests(2), 1, 1).await;
    assert!(begun.elapsed() >= Duration::from_secs(2), "retry_after was not obeyed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_error() {
    let begun = Instant::now();
    both_are_answered(Fault::ServerError, 2, 1).await;
    assert!(begun.elapsed() < Duration::from_secs(8), "the bot slept over it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_connection() {
    both_are_answered(Fault::DropBefore, 2, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_never_comes() {
    both_are_answered(Fault::Hang, 1, 1).await;
}

/// At least once: the customer reads it twice rather than never.
#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer() {
    both_are_answered(Fault::DropAfter, 1, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_in_trouble_keeps_no_customer_waiting_and_gets_every_card() {
    let stage = Stage::set().await;
    let trouble = When::on("sendMessage").in_chat(stage.group.id()).times(3);
    stage.telegram.fault(Fault::ServerError, trouble);
    for id in 0..5 {
        stage.customer(100 + id).says(&format!("8 900 123-45-{}", 60 + id));
    }
    let begun = Instant::now();
    for id in 0..5 {
        assert_eq!(stage.sent(100 + id, 1).await, ["Заявка принята."]);
    }
    assert!(begun.elapsed() < AT_ONCE * 2);
    for id in 0..5 {
        stage.card(&format!("900 123-45-{}", 60 + id)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_who_blocked_the_bot_keeps_his_lead_and_the_manager_hears_of_it() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67");
    let card = stage.card("900").await;
    stage.sent(77, 1).await;
    anna.blocks();
    stage.manager.replies_to(card.line.message, "Перезвоню через час").unwrap();
    stage.card("заблокировал").await;
    assert!(stage.dialog(&anna).lead.is_some());
    assert_eq!(stage.telegram.sent_to(77).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_whose_html_is_refused_comes_as_plain_text() {
    let stage = Stage::set().await;
    let refusal = "Bad Request: can't parse entities: unsupported start tag".to_owned();
    let once = When::on("sendMessage").in_chat(stage.group.id()).once();
    stage.telegram.fault(Fault::Refuse(400, refusal), once);
    stage.customer(77).says("8 900 123-45-67");
    let card = stage.card("900 123-45-67").await;
    assert!(!card.line.text.contains('<'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_refused_for_good_is_told_to_the_managers_and_holds_nobody_up() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    let once = When::on("sendMessage").in_chat(77).once();
    stage.telegram.fault(Fault::Refuse(400, "Bad Request: nonsense".to_owned()), once);
    anna.says("Привет");
    stage.card("nonsense").await;
    anna.says("8 900 123-45-67");
    assert_eq!(stage.sent(77, 1).await, ["Заявка принята."]);
    assert_eq!(stage.store.dead().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_full_of_markup_changes_nothing() {
    let stage = Stage::set().await;
    stage.telegram.customer(77, "<b>&", "").says("8 900 123-45-67");
    assert!(stage.card("900").await.line.text.contains("<b>&"));
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_nobody_can_read_are_kept_and_stop_nothing() {
    let stage = Stage::set().await;
    stage.telegram.offers(json!({"telepathy": {"thought": "8 900"}}));
    stage.telegram.offers(json!({"message": {"message_id": "one"}}));
    stage.customer(77).says("8 900 123-45-67");
    assert_eq!(stage.sent(77, 1).await, ["Заявка принята."]);
    assert_eq!(stage.store.dead().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_instance_is_told_to_the_managers_and_tried_on() {
    let stage = Stage::set().await;
    let conflict = "Conflict: terminated by other getUpdates request".to_owned();
    stage.telegram.fault(Fault::Refuse(409, conflict), When::on("getUpdates").times(3));
    stage.card("ещё одна программа").await;
    stage.customer(77).says("8 900 123-45-67");
    assert_eq!(stage.sent(77, 1).await, ["Заявка принята."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_sent_before_the_end_is_sent_after_the_start() {
    let mut stage = Stage::set().await;
    stage.telegram.fault(Fault::ServerError, When::on("sendMessage"));
    stage.customer(77).says("8 900 123-45-67");
    let tried = |telegram: &Telegram| (!telegram.calls_of("sendMessage").is_empty()).then_some(());
    stage.telegram.wait_for(tried, SOON).await.expect("the bot tries");
    stage.end().await;
    stage.telegram.clear_faults();
    stage.restart().await;
    assert_eq!(stage.sent(77, 1).await, ["Заявка принята."]);
    stage.card("900 123-45-67").await;
}

/// A lost call is made again: the manager has his finger on the button.
#[tokio::test(flavor = "multi_thread")]
async fn a_pressed_button_is_answered_though_the_first_answer_is_lost() {
    let stage = Stage::set().await;
    stage.customer(77).says("8 900 123-45-67");
    let card = stage.card("900").await;
    let claim = card.line.keyboard.buttons().next().and_then(|button| button.data.clone());
    stage.telegram.fault(Fault::DropBefore, When::on("answerCallbackQuery").times(2));
    stage.manager.presses(card.line.message, &claim.expect("it carries data")).unwrap();
    let answered = |telegram: &Telegram| telegram.answers().pop();
    let answer = stage.telegram.wait_for(answered, SOON).await.expect("it is answered");
    assert_eq!(answer.text.as_deref(), Some("Лид №1 ваш"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_telegram_refuses_is_told_and_sent_again_on_a_persons_word() {
    let stage = Stage::set().await;
    let once = When::on("sendMessage").in_chat(stage.group.id()).once();
    stage.telegram.fault(Fault::Refuse(400, "Bad Request: nonsense".to_owned()), once);
    stage.customer(77).says("8 900 123-45-67");
    let alert = stage.card("leadlatch leads retry 1").await;
    let expected = "⚠️ Лид №1 не попал в группу: Bad Request: nonsense\n\
                    Исправьте причину и отправьте его снова: leadlatch leads retry 1";
    assert_eq!(alert.line.text, expected);
    let question = Question::Errand(Errand::Retry(Some(LeadId(1))));
    let answer = ask(&stage.data(), &question).await.expect("the bot answers");
    let Answer::Done(Done::Retried { what, at_work: true }) = answer else { panic!("{answer:?}") };
    assert_eq!((what.put_back, what.hurried), (1, 0));
    stage.card("900 123-45-67").await;
}
