//! The lead book as `leadlatch leads` prints it, from a folder no bot is working with.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chrono::{TimeDelta, Utc};
use leadlatch::dialog::{ChatKey, Client, Event, Incoming, Message};
use leadlatch::rules::{self, Rules, evaluate};
use leadlatch::store::{Attempt, AttemptEnd, Cause, Lane, Receipt, Store};
use tempfile::TempDir;

const RULES: &str = r#"version  = 1
company  = "Чистый дом"
timezone = "Europe/Moscow"

[topics]
"цена" = ["цена"]

[[rule]]
name           = "Телефон"
if.message_has = ["phone"]
then.lead      = true
"#;

async fn say(store: &Store, rules: &Arc<Rules>, chat: i64, name: &str, text: &str, hours_ago: i64) {
    let key = ChatKey::private(chat);
    let username = (chat == 7).then(|| "anna".to_owned());
    let incoming = Incoming {
        chat: key.clone(),
        at: Utc::now() - TimeDelta::hours(hours_ago),
        client: Some(Client { id: chat, name: name.to_owned(), username }),
        event: Event::Message(Message::text(1, text)),
    };
    let before = store.dialog(&key).expect("a chat");
    let facts = rules::facts(rules, &before.chat, &incoming);
    let rules = Arc::clone(rules);
    let step = move |before: &_, next| evaluate::step(&rules, before, &incoming, &facts, next);
    store.apply(Cause::Internal, &key, None, before.chat.version, step).await.expect("a step");
}

/// A folder with two leads in its book: an old one and one of an hour ago.
fn book() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("rules.toml"), RULES).expect("rules");
    let rules = Arc::new(rules::load(RULES).expect("the rules are right"));
    let store = Store::open(&folder.path().join("data")).expect("a store");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        say(&store, &rules, 5, "=cmd|' /C calc'!A0", "89001234567", 30 * 24).await;
        let second = "цена? 89001234568, завтра в 15:00, anna@example.com";
        say(&store, &rules, 7, "Анна, просто \"Анна\"", second, 1).await;
    });
    folder
}

fn leads(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_leadlatch"))
        .arg("leads")
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .output()
        .expect("the binary runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (text, output.status.code().expect("an exit code"))
}

#[test]
fn programs_get_the_fields_of_the_contract() {
    let folder = book();
    let (out, code) = leads(folder.path(), &["--format", "json"]);
    assert_eq!(code, 0);
    let book: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let lead = &book[1];
    let keys: Vec<&String> = lead.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        [
            "chat",
            "claimed_by",
            "client",
            "created",
            "destinations",
            "fields",
            "id",
            "rule",
            "source",
            "status",
            "topics",
            "updated",
            "username"
        ]
    );
    assert_eq!(lead["id"], 2);
    assert_eq!(lead["chat"], 7);
    assert_eq!(lead["username"], "anna");
    assert_eq!(lead["status"], "new");
    assert_eq!(lead["rule"], "Телефон");
    assert_eq!(lead["topics"], serde_json::json!(["цена"]));
    assert_eq!(
        lead["fields"],
        serde_json::json!({
            "phone": ["+79001234568"], "email": ["anna@example.com"],
            "time": "завтра в 15:00", "name": null
        })
    );
    assert_eq!(lead["destinations"]["telegram"]["state"], "pending");
    assert_eq!(lead["destinations"]["telegram"]["ref"], serde_json::Value::Null);
    let created = lead["created"].as_str().expect("a text");
    assert!(chrono::DateTime::parse_from_rfc3339(created).is_ok(), "{created}");
    assert_eq!(book[0]["fields"]["time"], serde_json::Value::Null);
}

#[test]
fn spreadsheets_get_no_formulas() {
    let folder = book();
    let (out, _) = leads(folder.path(), &["--format", "csv"]);
    let mut lines = out.split("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "\u{feff}id;created;updated;status;phone;email;time;name;client;username;chat;topics;\
             source;claimed_by;rule"
        )
    );
    let first = lines.next().expect("a lead");
    assert!(first.contains(";'+79001234567;"), "{first}");
    assert!(first.contains(";'=cmd|' /C calc'!A0;"), "{first}");
    let second = lines.next().expect("another lead");
    assert!(second.contains(";\"Анна, просто \"\"Анна\"\"\";anna;7;цена;"), "{second}");
    assert_eq!((lines.next(), lines.next()), (Some(""), None));
}

/// Excel splits by commas where they do not stand in numbers.
#[test]
fn an_english_book_is_split_by_commas() {
    let folder = book();
    let rules = format!("language = \"en\"\n{RULES}");
    fs::write(folder.path().join("rules.toml"), rules).expect("rules");
    let (out, _) = leads(folder.path(), &["show", "1", "--format", "csv"]);
    assert!(out.starts_with("\u{feff}id,created,updated,status,phone,"), "{out}");
    assert_eq!(out.lines().count(), 2);
}

#[test]
fn people_get_a_table_of_the_time_they_ask_for() {
    let folder = book();
    let (all, _) = leads(folder.path(), &[]);
    assert_eq!(all.lines().count(), 3, "{all}");
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
    let (week, _) = leads(folder.path(), &["--since", "7d"]);
    assert!(!week.contains("+7 900 123-45-67"), "{week}");
    assert!(week.contains("+7 900 123-45-68"), "{week}");
    assert!(week.contains("завтра в 15:00"), "{week}");
    let (none, code) = leads(folder.path(), &["--since", "1s"]);
    assert_eq!((none.lines().count(), code), (1, 0), "{none}");
    assert!(none.contains("2 лида"), "{none}");
    assert_eq!(leads(folder.path(), &["show", "3"]).1, 1);
}

#[test]
fn an_empty_book_says_what_to_do() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("rules.toml"), RULES).expect("rules");
    drop(Store::open(&folder.path().join("data")).expect("a store"));
    let (words, code) = leads(folder.path(), &[]);
    assert!(words.contains("leadlatch chat"), "{words}");
    assert_eq!((words.lines().count(), code), (1, 0));
    assert_eq!(leads(folder.path(), &["--format", "json"]), ("[]\n".to_owned(), 0));
}

/// The newer lead, without what differs from run to run.
fn shown(folder: &Path) -> String {
    let (one, code) = leads(folder, &["show", "2"]);
    assert_eq!(code, 0);
    let day = regex::Regex::new(r"\d\d\.\d\d(\.\d{4})? \d\d:\d\d(:\d\d)?").expect("a pattern");
    day.replace_all(&one, "[time]").into_owned()
}

#[test]
fn one_lead_is_told_with_its_talk_its_reason_and_its_ways() {
    let folder = book();
    assert_eq!(
        shown(folder.path()),
        "\
Лид №2: новый
Клиент           Анна, просто \"Анна\" @anna
Профиль          https://t.me/anna
Телефон          +7 900 123-45-68
Когда звонить    завтра в 15:00
Почта            anna@example.com
Тема             цена
Правило          Телефон
Создан           [time]
Изменён          [time]

Разговор
  [time] Клиент    цена? 89001234568, завтра в 15:00, anna@example.com

Почему
  сработало правило «Телефон» (rules.toml:9)
  статус: Новый → В работе
      ✓ rules.toml:10  if.message_has = [\"phone\"]

Куда отправлен
  Telegram           в очереди
"
    );
}

#[test]
fn one_lead_is_told_without_rules_too() {
    let folder = book();
    fs::remove_file(folder.path().join("rules.toml")).expect("the rules are there");
    let told = shown(folder.path());
    assert!(told.contains("Phone            +7 900 123-45-68\n"), "{told}");
    assert!(told.contains("  [time] Client    цена? 89001234568"), "{told}");
}

#[test]
fn every_attempt_to_deliver_a_lead_is_told() {
    let folder = book();
    let store = Store::open(&folder.path().join("data")).expect("a store");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let row = store.rows_of(&Lane::Group, 2).expect("rows").pop().expect("a card waits");
        let at = Utc::now();
        let attempt = Attempt { at, end: AttemptEnd::NoAnswer, reason: None, next_at: Some(at) };
        store.postpone(&row, attempt, None).await.expect("the disk is well");
        let row = store.rows_of(&Lane::Group, 2).expect("rows").pop().expect("it still waits");
        let reference = Some("-5:12".to_owned());
        let receipt = Receipt { reference, ..Receipt::default() };
        store.delivered(&row, receipt, at).await.expect("the disk is well");
    });
    drop((store, runtime));
    let told = shown(folder.path());
    let (_, told) = told.split_once("Куда отправлен\n").expect("there is such a section");
    let clock = regex::Regex::new(r"\d\d:\d\d:\d\d").expect("a pattern");
    assert_eq!(
        clock.replace_all(told, "[clock]"),
        "  Telegram           доставлен (-5:12)
    [time] нет ответа, ещё раз в [clock]
    [time] доставлен
"
    );
}
