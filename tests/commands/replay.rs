//! `leadlatch replay`: exports of Telegram Desktop played by the real binary.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::binary::{Ended, run};

const RULES: &str = r#"version  = 1
company  = "Чистый дом"
timezone = "Europe/Moscow"

[[rule]]
name           = "Оставил телефон"
if.message_has = ["phone"]
then.lead      = true
then.status    = "Завершен"
then.reply     = "Спасибо!"

[[rule]]
name          = "Привет"
if.only_words = ["привет"]
then.reply    = "Здравствуйте!"

[[rule]]
name        = "Пропал"
if.idle     = "30m"
then.status = "Не подходит"
"#;

/// Plays an export; `old` are the rules to compare with.
fn replay(export: &str, old: Option<&str>) -> Ended {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("rules.toml"), RULES).expect("rules");
    fs::write(folder.path().join("result.json"), export).expect("an export");
    let mut arguments = vec!["replay", "result.json"];
    if let Some(old) = old {
        fs::write(folder.path().join("old.toml"), old).expect("rules");
        arguments.extend(["--against", "old.toml"]);
    }
    run(folder.path(), &arguments, "")
}

/// A message, so many minutes after the beginning.
fn said(by: u32, minutes: i64, text: impl Into<Value>) -> Value {
    json!({
        "id": minutes, "type": "message", "from": "Анна", "from_id": format!("user{by}"),
        "date_unixtime": (1_780_000_000 + minutes * 60).to_string(),
        "text": text.into(), "text_entities": [],
    })
}

/// Its keys are sorted, so its messages come before its kind; see [`as_written`].
fn chat(id: u32, name: &str, messages: &[Value]) -> Value {
    json!({ "name": name, "type": "personal_chat", "id": id, "messages": messages })
}

fn account(chats: &[Value]) -> String {
    json!({
        "about": "…",
        "personal_information": { "user_id": 1, "first_name": "Мы" },
        "chats": { "about": "…", "list": chats },
        "left_chats": { "list": [] },
    })
    .to_string()
}

/// A chat with its keys in the order of Telegram Desktop.
fn as_written(id: u32, name: &str, kind: &str, messages: &[Value]) -> String {
    let messages = json!(messages);
    format!(r#"{{"name": "{name}", "type": "{kind}", "id": {id}, "messages": {messages}}}"#)
}

/// The number of a row of the report.
fn counted(report: &str, row: &str) -> u32 {
    let line = report.lines().find(|line| line.contains(row));
    let line = line.unwrap_or_else(|| panic!("no {row} in {report}"));
    line.split_whitespace().next().and_then(|word| word.parse().ok()).expect("a number")
}

#[test]
fn an_account_is_played_chat_by_chat_with_its_own_times() {
    let group = json!({ "name": "Г", "type": "private_group", "id": 9, "messages": [
        said(2, 0, "+7 900 123-45-67")] });
    let number = json!(["мой ", { "type": "phone", "text": "8 900 123-45-67" }]);
    let export = account(&[
        chat(2, "Анна", &[said(2, 0, "привет"), said(1, 1, "79001112233"), said(2, 2, number)]),
        chat(3, "Борис", &[said(3, 0, "привет"), said(3, 31, "я вернулся")]),
        group,
    ]);
    let ended = replay(&export, None);
    assert_eq!(
        ended.out,
        "\
Личных чатов: 2
Сообщений: 5, из них от клиентов: 4
Пропущено групп, каналов и ботов: 1
Лидов: 1
Чатов «Завершен»: 1
Чатов «Не подходит»: 1

     раз  правило                         примеры
       1  Оставил телефон                 «мой 8 900 123-45-67»
       2  Привет                          «привет»
       2  Пропал
       1  (не понято, бот молчит)         «я вернулся»
"
    );
    assert_eq!((ended.code, &*ended.err), (0, ""));
}

#[test]
fn silence_after_the_last_message_counts_too() {
    let ended = replay(&account(&[chat(2, "Анна", &[said(2, 0, "привет")])]), None);
    assert_eq!(counted(&ended.out, "Пропал"), 1);
}

#[test]
fn the_order_of_keys_makes_no_difference() {
    let messages = [said(2, 0, "привет"), said(1, 1, "+7 900 111-22-33"), said(2, 2, "пока")];
    let written = as_written(2, "Анна", "personal_chat", &messages);
    let group = as_written(9, "Г", "private_group", &messages);
    let whole = format!(
        r#"{{"personal_information": {{"user_id": 1}}, "chats": {{"list": [{written}, {group}]}}}}"#
    );
    let sorted: Value = serde_json::from_str(&whole).expect("JSON");
    assert_eq!(replay(&whole, None).out, replay(&sorted.to_string(), None).out);
    assert!(replay(&whole, None).out.contains("Сообщений: 3, из них от клиентов: 2\n"));
}

#[test]
fn in_a_single_chat_the_customer_is_whom_the_chat_is_named_after() {
    let export = chat(
        2,
        "Анна",
        &[said(1, 0, "звоните нам: +7 900 111-22-33"), said(2, 1, "+7 900 123-45-67")],
    );
    let ended = replay(&export.to_string(), None);
    assert_eq!(counted(&ended.out, "Оставил телефон"), 1);
    assert!(ended.out.contains("Сообщений: 2, из них от клиентов: 1\n"), "{}", ended.out);
}

#[test]
fn older_rules_are_compared_chat_by_chat() {
    let old = RULES.replace("[\"phone\"]", "[\"phone\", \"email\"]").replace("30m", "2d");
    let export = account(&[
        chat(2, "Анна", &[said(2, 0, "+7 900 123-45-67")]),
        chat(3, "Борис", &[said(3, 0, "+7 900 123-45-68, b@mail.ru")]),
    ]);
    let ended = replay(&export, Some(&old));
    let difference: Vec<_> = ended.out.lines().skip_while(|line| !line.contains("old")).collect();
    assert_eq!(
        difference,
        ["Лидов стало 2, а по old.toml было 1.", "+ лид появился, чатов 1: «Анна»"]
    );
    let same = replay(&export, Some(RULES));
    assert!(same.out.ends_with("Все чаты кончаются так же.\n"), "{}", same.out);
}

#[test]
fn no_line_is_wider_than_eighty_columns() {
    let long = "очень длинное сообщение ".repeat(40);
    let chats: Vec<_> = (2..9).map(|id| chat(id, &long, &[said(id, 0, long.clone())])).collect();
    let old = format!("{RULES}\n[fallback]\nreply = \"Оставьте номер\"\nlimit = 1\n");
    let ended = replay(&account(&chats), Some(&old));
    for line in ended.out.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn what_is_no_export_or_a_torn_one_is_told_in_plain_words() {
    for other in ["", "{}", "[]", "привет", r#"{"messages": 5, "type": "personal_chat"}"#] {
        let ended = replay(other, None);
        assert_eq!((ended.code, &*ended.out), (2, ""), "{other}");
        assert!(ended.err.contains("result.json"), "{}", ended.err);
    }
    let whole = account(&[chat(2, "Анна", &[said(2, 0, "привет")])]).replace(',', ",\n");
    let torn: String = whole.chars().take(whole.chars().count() - 60).collect();
    let ended = replay(&torn, None);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("обрывается: строка "), "{}", ended.err);
}

#[test]
fn odd_messages_do_no_harm() {
    let odd = json!([
        {}, { "type": "service", "action": "phone_call", "actor_id": "user2" },
        { "type": "message", "from_id": null, "text": null },
        { "type": "message", "from_id": 2, "text": 5, "date_unixtime": 99_999_999_999_i64 },
        { "type": "message", "from_id": "user2", "text": [null, [], { "text": {} }], "date": "?" },
        { "type": "message", "from_id": "user2", "text": "привет", "date": "2026-06-01T10:00:00" },
    ]);
    let ended = replay(&account(&[chat(2, "", odd.as_array().expect("a list"))]), None);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(counted(&ended.out, "Привет"), 1);
}
