//! The lead book as `leadlatch leads` prints it, from a folder no bot is working with.

use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::{TimeDelta, Utc};
use leadlatch::dialog::{ChatKey, Client, Event, Incoming, Message};
use leadlatch::rules::{self, Rules, evaluate};
use leadlatch::store::{Cause, Store};
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

async fn say(store: &Store, rules: &Rules, chat: i64, name: &str, text: &str, days_ago: i64) {
    let key = ChatKey::private(chat);
    let username = (chat == 7).then(|| "anna".to_owned());
    let incoming = Incoming {
        chat: key.clone(),
        at: Utc::now() - TimeDelta::days(days_ago),
        client: Some(Client { id: chat, name: name.to_owned(), username }),
        event: Event::Message(Message::text(1, text)),
    };
    let before = store.dialog(&key).expect("a chat");
    let facts = rules::facts(rules, &before.chat, &incoming);
    let step = |before: &_, next| evaluate::step(rules, before, &incoming, &facts, next);
    store.apply(Cause::Internal, &key, None, before.chat.version, step).await.expect("a step");
}

/// A folder with two leads in its book: an old one and one of today.
fn book() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("rules.toml"), RULES).expect("rules");
    let rules = rules::load(RULES).expect("the rules are right");
    let store = Store::open(&folder.path().join("data")).expect("a store");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        say(&store, &rules, 5, "=cmd|' /C calc'!A0", "89001234567", 30).await;
        let second = "цена? 89001234568, завтра в 15:00, anna@example.com";
        say(&store, &rules, 7, "Анна, просто \"Анна\"", second, 0).await;
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
    let mut lines = out.trim_end().split("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "\u{feff}id,created,updated,status,phone,email,time,name,client,username,chat,topics,\
             source,claimed_by,rule"
        )
    );
    let first = lines.next().expect("a lead");
    assert!(first.contains(",'+79001234567,"), "{first}");
    assert!(first.contains(",'=cmd|' /C calc'!A0,"), "{first}");
    let second = lines.next().expect("another lead");
    assert!(second.contains(",\"Анна, просто \"\"Анна\"\"\",anna,7,цена,"), "{second}");
    assert_eq!(lines.next(), None);
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
    let (one, _) = leads(folder.path(), &["show", "2"]);
    assert!(one.contains("anna@example.com") && one.contains("Телефон"), "{one}");
    assert_eq!(leads(folder.path(), &["show", "3"]).1, 1);
}
