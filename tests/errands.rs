//! `leads retry`, `dead` and `forget` in a folder no bot is working with.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chrono::Utc;
use leadlatch::dialog::{ChatKey, Client, Event, Incoming, LeadId, Message, Sink};
use leadlatch::rules::{self, Rules, evaluate};
use leadlatch::store::{Cause, DeliveryState, Lane, OwnTrouble, RawUpdate, Store};
use tempfile::TempDir;

const RULES: &str = r#"version  = 1
company  = "Чистый дом"
timezone = "Europe/Moscow"

[lead]
send_to = ["telegram", "bitrix24"]

[[rule]]
name           = "Телефон"
if.message_has = ["phone"]
then.lead      = true
then.reply     = "Спасибо"
"#;

async fn say(store: &Store, rules: &Arc<Rules>, chat: i64, text: &str) {
    let key = ChatKey::private(chat);
    let incoming = Incoming {
        chat: key.clone(),
        at: Utc::now(),
        client: Some(Client { id: chat, name: "Анна".to_owned(), username: None }),
        event: Event::Message(Message::text(1, text)),
    };
    let before = store.dialog(&key).expect("a chat");
    let facts = rules::facts(rules, &before.chat, &incoming);
    let rules = Arc::clone(rules);
    let step = move |before: &_, next| evaluate::step(&rules, before, &incoming, &facts, next);
    store.apply(Cause::Internal, &key, None, before.chat.version, step).await.expect("a step");
}

/// A folder with two leads, of which Bitrix24 has refused the first, and an update nobody
/// could read.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("rules.toml"), RULES).expect("rules");
    let rules = Arc::new(rules::load(RULES).expect("the rules are right"));
    let store = Store::open(&folder.path().join("data")).expect("a store");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        say(&store, &rules, 5, "89001234567").await;
        say(&store, &rules, 7, "89001234568").await;
        let row = store.head(&Lane::Sink(Sink::Bitrix24)).unwrap().expect("a row");
        store.give_up(&row, "нет поля TITLE", Utc::now(), None).await.unwrap();
        let update = RawUpdate { id: 1, text: r#"{"text":"89001234567"}"#.to_owned() };
        store.accept(vec![update], Utc::now()).await.unwrap();
        store.bury_update(1, OwnTrouble::UpdatePanicked, Utc::now()).await.unwrap();
    });
    folder
}

fn leadlatch(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_leadlatch"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .output()
        .expect("the binary runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let complaint = String::from_utf8(output.stderr).expect("UTF-8");
    (text + &complaint, output.status.code().expect("an exit code"))
}

fn store(folder: &TempDir) -> Store {
    Store::open(&folder.path().join("data")).expect("a store")
}

#[test]
fn a_refused_lead_is_sent_again_by_its_number() {
    let folder = folder();
    let said = leadlatch(folder.path(), &["leads", "retry", "1"]);
    let expected = "✓ Лид №1 отправляется снова (Telegram, Битрикс24). Из отложенных возвращено: 1, \
                    ждало очереди: 1.\nБот сейчас не запущен: уйдёт, когда он запустится.\n";
    assert_eq!(said, (expected.to_owned(), 0));
    let store = store(&folder);
    let rows = store.rows_of(&Lane::Sink(Sink::Bitrix24), 9).unwrap();
    assert_eq!(
        rows.iter().map(|row| row.lead).collect::<Vec<_>>(),
        [Some(LeadId(2)), Some(LeadId(1))]
    );
    assert!(rows[1].maybe_sent, "the portal is asked before the lead is added again");
    let delivery = store.delivery(LeadId(1), Sink::Bitrix24).unwrap().unwrap();
    assert_eq!(delivery.state, DeliveryState::Pending);
}

#[test]
fn all_leads_are_sent_again_at_once_and_an_unknown_number_is_an_error() {
    let folder = folder();
    let said = leadlatch(folder.path(), &["leads", "retry", "--all"]);
    let expected = "✓ 2 лида отправляются снова (Telegram, Битрикс24). Из отложенных возвращено: 1, \
                    ждало очереди: 3.\nБот сейчас не запущен: уйдёт, когда он запустится.\n";
    assert_eq!(said, (expected.to_owned(), 0));
    assert_eq!(
        leadlatch(folder.path(), &["leads", "retry", "9"]),
        ("✗ Лида №9 нет\n".to_owned(), 1)
    );
    assert_eq!(leadlatch(folder.path(), &["leads", "retry"]).1, 2);
}

#[test]
fn what_was_given_up_is_listed_without_words_of_customers_and_put_back() {
    let folder = folder();
    let (list, code) = leadlatch(folder.path(), &["dead"]);
    assert_eq!(code, 0);
    let lines: Vec<&str> = list.lines().collect();
    assert!(lines[0].starts_with("   1  "), "{list}");
    assert!(lines[0].ends_with("  лид №1, Битрикс24: нет поля TITLE"), "{list}");
    let update = "  сообщение от Telegram, которое бот не смог разобрать: ошибка в самом боте, \
                  подробности в его журнале";
    assert!(lines[1].ends_with(update), "{list}");
    assert!(!list.contains("8900"), "{list}");
    let said = leadlatch(folder.path(), &["dead", "replay", "1"]);
    let expected = "✓ Возвращено в работу: лид №1, Битрикс24.\n\
                    Бот сейчас не запущен: уйдёт, когда он запустится.\n";
    assert_eq!(said, (expected.to_owned(), 0));
    let said = leadlatch(folder.path(), &["dead", "replay", "2"]).0;
    assert!(said.ends_with("Бот разберёт его при следующем запуске.\n"), "{said}");
    let said = leadlatch(folder.path(), &["dead", "replay", "1"]);
    let expected = "✗ Отложенного под номером 1 нет; список: leadlatch dead\n";
    assert_eq!(said, (expected.to_owned(), 1));
    assert_eq!(
        leadlatch(folder.path(), &["dead"]),
        ("Отложенного нет: всё дошло.\n".to_owned(), 0)
    );
    assert_eq!(store(&folder).waiting(None, 9).unwrap().len(), 1);
}

#[test]
fn a_person_is_erased_and_the_operator_told_what_is_left_elsewhere() {
    let folder = folder();
    let said = leadlatch(folder.path(), &["forget", "5"]);
    let expected = "✓ Чат 5 забыт: переписка, 1 лид (№ 1), всё, что ждало отправки.\n\
                    Что уже ушло в группу, Битрикс24, на почту и в CRM, там и осталось: удалите вручную.\n";
    assert_eq!(said, (expected.to_owned(), 0));
    let said = leadlatch(folder.path(), &["forget", "5"]);
    assert_eq!(said, ("✗ О чате 5 бот ничего не знает.\n".to_owned(), 1));
    assert_eq!(leadlatch(folder.path(), &["forget", "пять"]).1, 2);
    let store = store(&folder);
    assert_eq!(store.leads().map(|lead| lead.unwrap().id).collect::<Vec<_>>(), [LeadId(2)]);
    assert_eq!(store.dead().unwrap().len(), 1, "his refused lead is gone, the update is nobody's");
}

#[test]
fn without_a_folder_nothing_is_made() {
    let folder = TempDir::new().unwrap();
    for arguments in [&["dead"][..], &["leads", "retry", "--all"], &["forget", "5"]] {
        assert_eq!(leadlatch(folder.path(), arguments).1, 2, "{arguments:?}");
    }
    assert!(!folder.path().join("data").exists());
}
