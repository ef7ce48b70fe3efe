//! What managers are reminded of: leads nobody takes, and the day's digest.

use chrono::{TimeDelta, Utc};
use chrono_tz::Europe::Moscow;
use leadlatch::demo::telegram::Line;
use leadlatch::dialog::Status;

use crate::stage::{RULES, SOON, Stage};

/// A bot whose managers are reminded, and have a digest in two hours.
async fn reminding() -> Stage {
    let digest = (Utc::now() + TimeDelta::hours(2)).with_timezone(&Moscow).format("%H:%M");
    let desk = format!("[desk]\nremind = \"10m\"\nescalate = \"1h\"\ndigest = \"{digest}\"\n\n");
    let stage = Stage::set_by(&RULES.replacen("[[rule]]", &(desk + "[[rule]]"), 1)).await;
    stage.group.administrator(777, "Boss");
    stage
}

/// What the group was told that says `words`, as people see it.
async fn told(stage: &Stage, words: &str) -> Line {
    let card = stage.card(words).await;
    let history = stage.telegram.history(stage.group.id());
    history.into_iter().find(|line| line.message == card.line.message).expect("it is there")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_nobody_takes_is_shown_again_and_then_everybody_is_called() {
    let stage = reminding().await;
    stage.customer(77).says("8 900 123-45-67");
    let card = stage.card("900 123").await;
    stage.clock.set_ahead(TimeDelta::minutes(11));
    let reminder = told(&stage, "его ещё никто не взял").await;
    assert_eq!(reminder.reply_to, Some(card.line.message));
    stage.manager.replies_to(card.line.message, "/why").unwrap();
    stage.card("сработало правило «Контакты»").await;
    stage.clock.set_ahead(TimeDelta::minutes(61));
    let call = told(&stage, "так никто и не взял").await;
    assert!(call.text.ends_with("\nBoss"), "{}", call.text);
    assert!(
        call.entities.iter().any(|mark| mark["url"] == "tg://user?id=777"),
        "{:?}",
        call.entities
    );
    let claim = call.keyboard.buttons().next().and_then(|button| button.data.clone());
    stage.manager.presses(call.message, &claim.expect("it carries data")).unwrap();
    let claimed = |telegram: &leadlatch::demo::telegram::Telegram| {
        let history = telegram.history(stage.group.id());
        history.into_iter().find(|line| line.edited && line.text.contains("Olga"))
    };
    stage.telegram.wait_for(claimed, SOON).await.expect("the card is rewritten");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_somebody_has_taken_is_not_shown_again() {
    let stage = reminding().await;
    stage.customer(77).says("8 900 123-45-67");
    let card = stage.card("123-45-67").await;
    stage.customer(78).says("8 900 123-45-68");
    stage.card("123-45-68").await;
    let claim = card.line.keyboard.buttons().next().and_then(|button| button.data.clone());
    stage.manager.presses(card.line.message, &claim.expect("it carries data")).unwrap();
    stage.settle().await;
    stage.clock.set_ahead(TimeDelta::minutes(11));
    told(&stage, "№2 ждёт").await;
    let sent = stage.telegram.sent_to(stage.group.id());
    assert!(!sent.iter().any(|sent| sent.line.text.contains("№1 ждёт")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_digest_tells_what_the_bot_has_closed_and_comes_once() {
    let mut stage = reminding().await;
    stage.customer(77).says("8 900 123-45-67");
    let pavel = stage.customer(78);
    pavel.says("Привет");
    stage.sent(78, 1).await;
    stage.card("123-45-67").await;
    stage.clock.set_ahead(TimeDelta::minutes(31));
    while stage.dialog(&pavel).chat.status != Status::Unqualified {
        tokio::task::yield_now().await;
    }
    stage.clock.set_ahead(TimeDelta::hours(3));
    let digest = told(&stage, "📊").await.text;
    let lines: Vec<&str> = digest.lines().skip(1).collect();
    let expected = [
        "1 новый лид: взяли 0, готово 0, спам 0",
        "✋ Никто не взял: №1",
        "🚫 Закрыты как «Не подходит»: 1",
        "• Anna (@anna): «Привет» → Пропал",
    ];
    assert_eq!(lines, expected);
    stage.restart().await;
    stage.customer(79).says("8 900 123-45-69");
    stage.card("123-45-69").await;
    let sent = stage.telegram.sent_to(stage.group.id());
    assert_eq!(sent.iter().filter(|sent| sent.line.text.contains("📊")).count(), 1);
}
