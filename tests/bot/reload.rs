//! The rules file edited while the bot runs.

use std::fs;

use chrono::TimeDelta;
use leadlatch::demo::telegram::Telegram;
use leadlatch::dialog::Status;

use crate::stage::{RULES, SOON, Stage};

/// Customers that write at once.
const WAVE: usize = 20;

/// Rules by which everybody hears `reply` and gets the status: the words before make it another
/// vocabulary.
fn answering(words_before: &str, reply: &str, status: &str) -> String {
    let topics = format!("[topics]\n\"чужое\" = [{words_before}]\n\n[[rule]]\nname = \"Контакты\"");
    let rules = RULES.replace("[[rule]]\nname = \"Контакты\"", &topics);
    let then = format!("then.reply = \"{reply}\"\nthen.status = \"{status}\"\n");
    rules + "\n[[rule]]\nname = \"Кот\"\nif.words = [\"кот\"]\n" + &then
}

/// What the managers were told about rules, oldest first.
fn news(telegram: &Telegram, stage: &Stage) -> Vec<String> {
    let sent = telegram.sent_to(stage.group.id()).into_iter().map(|sent| sent.line.text);
    sent.filter(|text| text.contains("равил")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_under_load_loses_nothing_and_mixes_nothing() {
    let stage = Stage::set().await;
    let old = answering("\"дом\"", "старое", "В работе");
    let new = answering("\"снег\", \"лес\", \"река\", \"поле\"", "новое", "Не подходит");
    fs::write(stage.rules_file(), &old).unwrap();
    stage.card("новые: «Кот»").await;
    let mut next = 1000;
    for (text, awaited) in [(&new, "новое"), (&old, "старое"), (&new, "новое")] {
        let mut edited = false;
        loop {
            let wave: Vec<i64> = (next..).take(WAVE).collect();
            next += WAVE as i64;
            let customers: Vec<_> = wave.iter().map(|id| stage.customer(*id)).collect();
            for (number, customer) in customers.iter().enumerate() {
                customer.says("у меня кот");
                if number == WAVE / 2 && !edited {
                    fs::write(stage.rules_file(), text).unwrap();
                    edited = true;
                }
            }
            let mut replies = Vec::new();
            for id in wave {
                replies.extend(stage.sent(id, 1).await);
            }
            assert!(
                replies.iter().all(|reply| reply == "старое" || reply == "новое"),
                "{replies:?}"
            );
            if replies.iter().all(|reply| reply == awaited) {
                break;
            }
        }
    }
    stage.settle().await;
    for id in 1000..next {
        let sent = stage.telegram.sent_to(id);
        let replies: Vec<&str> = sent.iter().map(|sent| sent.line.text.as_str()).collect();
        let status = match replies[..] {
            ["старое"] => Status::InProgress,
            ["новое"] => Status::Unqualified,
            _ => panic!("each message has one answer: {replies:?}"),
        };
        assert_eq!(stage.dialog(&stage.customer(id)).chat.status, status, "one file decides all");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_file_leaves_the_old_rules_and_the_managers_hear_of_it_once() {
    let stage = Stage::set().await;
    let bad = RULES.replace("then.lead = true", "then.leed = true");
    fs::write(stage.rules_file(), &bad).unwrap();
    let line = 1 + bad.lines().position(|line| line.contains("leed")).unwrap();
    let told = stage.card("Правила не обновлены").await.line.text;
    assert!(told.contains("leed") && told.contains(&format!("строка {line}.")), "{told}");
    stage.customer(77).says("8 900 123-45-67");
    assert_eq!(stage.sent(77, 1).await, ["Заявка принята."]);
    // Saved again as it is, and then as it was.
    fs::write(stage.rules_file(), &bad).unwrap();
    fs::write(stage.rules_file(), RULES).unwrap();
    stage.card("Файл правил снова такой").await;
    assert_eq!(news(&stage.telegram, &stage).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_put_in_its_place_or_gone_for_a_while_is_read() {
    let stage = Stage::set().await;
    let beside = stage.rules_file().with_extension("new");
    fs::write(&beside, RULES.replace("Заявка принята.", "Перезвоним.")).unwrap();
    fs::rename(&beside, stage.rules_file()).unwrap();
    let told = stage.card("Правила обновлены").await.line.text;
    assert_eq!(told, "Правила обновлены: 3 правила; изменены: «Контакты».");
    stage.customer(77).says("8 900 123-45-67");
    assert_eq!(stage.sent(77, 1).await, ["Перезвоним."]);

    fs::remove_file(stage.rules_file()).unwrap();
    stage.customer(78).says("8 900 123-45-68");
    assert_eq!(stage.sent(78, 1).await, ["Перезвоним."]);
    let (first, rest) = RULES.split_once("[[rule]]\nname = \"Человек\"").unwrap();
    let without = format!("{first}{}", &rest[rest.find("[[rule]]").unwrap()..]);
    fs::write(stage.rules_file(), without).unwrap();
    let told = stage.card("было 3").await.line.text;
    assert_eq!(
        told,
        "Правила обновлены: 2 правила, было 3; убраны: «Человек»; изменены: «Контакты»."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_that_fails_keeps_the_rules_back_until_it_is_right() {
    let stage = Stage::set().await;
    let dialogs = stage.rules_file().with_file_name("tests").join("dialogs");
    fs::create_dir_all(&dialogs).unwrap();
    let dialogue = "Диалог: номер\nКлиент: 8 900 123-45-67\nБот: Заявка принята.\n";
    fs::write(dialogs.join("own.txt"), dialogue).unwrap();
    fs::write(stage.rules_file(), RULES.replace("Заявка принята.", "Перезвоним.")).unwrap();
    let told = stage.card("Правила не обновлены").await.line.text;
    assert!(told.contains("«номер»") && told.contains("tests/dialogs/own.txt:"), "{told}");
    stage.customer(77).says("8 900 123-45-67");
    assert_eq!(stage.sent(77, 1).await, ["Заявка принята."]);
    let right = dialogue.replace("Заявка принята.", "Перезвоним.");
    fs::write(dialogs.join("own.txt"), right).unwrap();
    stage.card("Правила обновлены").await;
    stage.customer(78).says("8 900 123-45-68");
    assert_eq!(stage.sent(78, 1).await, ["Перезвоним."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_for_a_place_that_is_not_set_up_are_refused() {
    let stage = Stage::set().await;
    let sent = RULES.replacen("[[rule]]", "[lead]\nsend_to = [\"bitrix24\"]\n\n[[rule]]", 1);
    fs::write(stage.rules_file(), sent).unwrap();
    let told = stage.card("Правила не обновлены").await.line.text;
    assert!(told.contains("BITRIX24_WEBHOOK_URL"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_come_into_force_without_a_word() {
    let stage = Stage::set().await;
    let commented = format!("# Наши правила\n{RULES}");
    fs::write(stage.rules_file(), &commented).unwrap();
    until(|| *stage.rules() == commented).await;
    fs::write(stage.rules_file(), format!("{RULES}\n[privacy]\nkeep = \"30d\"\n")).unwrap();
    stage.card("изменено также: «privacy»").await;
    assert_eq!(news(&stage.telegram, &stage).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timer_of_the_old_rules_goes_off_by_the_new_ones() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("Привет");
    stage.sent(77, 1).await;
    fs::write(stage.rules_file(), RULES.replace("\"30m\"", "\"2h\"")).unwrap();
    stage.card("изменены: «Пропал»").await;
    let wake = |stage: &Stage| stage.dialog(&anna).chat.wake_at.expect("a timer is set");
    let before = wake(&stage);
    stage.clock.set_ahead(TimeDelta::minutes(31));
    until(|| wake(&stage) - before == TimeDelta::minutes(90)).await;
    assert_eq!(stage.dialog(&anna).chat.status, Status::New, "half an hour is not long any more");
    stage.clock.set_ahead(TimeDelta::minutes(121));
    until(|| stage.dialog(&anna).chat.status == Status::Unqualified).await;
}

async fn until(holds: impl Fn() -> bool) {
    let end = tokio::time::Instant::now() + SOON;
    while !holds() {
        assert!(tokio::time::Instant::now() < end, "it never came to that");
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_wait_for_the_file_they_send() {
    let stage = Stage::set().await;
    let sends = "then.reply = \"Заявка принята.\"\nthen.file = \"memo.txt\"";
    let text = RULES.replace("then.reply = \"Заявка принята.\"", sends);
    fs::write(stage.rules_file(), &text).unwrap();
    let line = 1 + text.lines().position(|line| line.contains("memo.txt")).unwrap();
    let told = stage.card("Правила не обновлены").await.line.text;
    assert!(told.contains("memo.txt") && told.contains(&format!("строка {line}.")), "{told}");
    fs::write(stage.rules_file().with_file_name("memo.txt"), "Памятка").unwrap();
    stage.card("изменены: «Контакты»").await;
    assert_eq!(*stage.rules(), *text);
}
