//! What people do and see, in Rust and over HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{TimeZone, Utc};
use leadlatch::demo::telegram::Keyboard;

use super::*;

#[tokio::test]
async fn buttons_of_the_reply_keyboard_do_what_they_say() {
    let telegram = telegram().await;
    let ivan = telegram.customer(1_234_567, "Иван", "");
    ivan.says("привет");
    assert!(ivan.presses("Да").is_err());
    let keyboard = json!({"keyboard": [["Да", {"text": "Номер", "request_contact": true}]]});
    let body = json!({"chat_id": ivan.id(), "text": "?", "reply_markup": keyboard.to_string()});
    result(&telegram, "sendMessage", body).await;
    ivan.presses("Да").unwrap();
    ivan.presses("Номер").unwrap();
    let lines = ivan.sees();
    assert_eq!(lines[2].text, "Да");
    assert_eq!((lines[3].kind.as_str(), lines[3].text.as_str()), ("contact", "+79991234567 Иван"));
    let away = json!({"remove_keyboard": true});
    let body = json!({"chat_id": ivan.id(), "text": ".", "reply_markup": away});
    result(&telegram, "sendMessage", body).await;
    assert_eq!(telegram.sent().last().unwrap().line.keyboard, Keyboard::Removed);
    assert!(ivan.presses("Да").is_err());
}

#[tokio::test]
async fn urlencoded_and_query_parameters_are_understood() {
    let telegram = telegram().await;
    telegram.customer(1, "Иван", "").says("привет");
    let url = format!("{}/bot{}/SENDmessage", telegram.url(), telegram.token());
    let client = reqwest::Client::new();
    let body = "chat_id=1&text=%D0%B4%D0%B0+%26+%D0%BD%D0%B5%D1%82";
    let kind = "application/x-www-form-urlencoded";
    client.post(&url).header("content-type", kind).body(body).send().await.unwrap();
    client.get(format!("{url}?chat_id=1&text=get")).send().await.unwrap();
    let texts: Vec<_> = telegram.sent().into_iter().map(|sent| sent.line.text).collect();
    assert_eq!(texts, ["да & нет", "get"]);
}

#[tokio::test]
async fn dates_come_from_the_clock() {
    let seconds = Arc::new(AtomicI64::new(1_800_000_000));
    let hand = Arc::clone(&seconds);
    let clock = Arc::new(move || Utc.timestamp_opt(hand.load(Ordering::SeqCst), 0).unwrap());
    let telegram = Telegram::start(clock).await.unwrap();
    let ivan = telegram.customer(1, "Иван", "");
    ivan.says("привет");
    seconds.fetch_add(1860, Ordering::SeqCst);
    ivan.says("я тут");
    let lines = ivan.sees();
    assert_eq!((lines[1].at - lines[0].at).num_minutes(), 31);
}

#[tokio::test]
async fn waiting_ends_with_what_was_waited_for_or_with_the_deadline() {
    let telegram = telegram().await;
    telegram.customer(1, "Иван", "").says("привет");
    assert!(telegram.stays_quiet(1, Duration::from_millis(50)).await);
    let reply = tokio::spawn({
        let telegram = telegram.clone();
        async move { result(&telegram, "sendMessage", json!({"chat_id": 1, "text": "да"})).await }
    });
    assert_eq!(telegram.wait_for_sent(1, 1, SOON).await[0].text(), "да");
    reply.await.unwrap();
    let never = telegram.wait_for(|_| None::<()>, Duration::from_millis(20)).await;
    assert_eq!(never, None);
}

#[tokio::test]
async fn a_script_can_play_people_over_http() {
    let telegram = telegram().await;
    let mut changes = reqwest::get(format!("{}/demo/events", telegram.url())).await.unwrap();
    let client = reqwest::Client::new();
    let post = |act: &str, body: Value| {
        client.post(format!("{}/demo/{act}", telegram.url())).json(&body).send()
    };
    let made = post("customer", json!({"id": 1, "name": "Иван"})).await.unwrap();
    assert_eq!(made.status(), 200);
    let said: Value =
        post("say", json!({"user": 1, "text": "привет"})).await.unwrap().json().await.unwrap();
    assert_eq!(said["ok"], true);
    let mut streamed = String::new();
    while !streamed.contains("привет") {
        let chunk = tokio::time::timeout(SOON, changes.chunk()).await.expect("in time").unwrap();
        streamed.push_str(&String::from_utf8_lossy(&chunk.expect("the stream goes on")));
    }
    let history = format!("{}/demo/history?chat=1", telegram.url());
    let lines: Value = reqwest::get(history).await.unwrap().json().await.unwrap();
    assert_eq!(lines[0]["text"], "привет");
    let fault =
        json!({"fault": {"too_many_requests": 1}, "when": {"method": "sendMessage", "times": 1}});
    assert_eq!(post("fault", fault).await.unwrap().status(), 200);
    assert_eq!(call(&telegram, "sendMessage", json!({"chat_id": 1, "text": "а"})).await.0, 429);
    assert_eq!(post("say", json!({"user": 5, "text": "?"})).await.unwrap().status(), 400);
    assert_eq!(post("fly", json!({})).await.unwrap().status(), 400);
}

#[tokio::test]
async fn a_foreign_host_does_not_reach_the_people() {
    let telegram = telegram().await;
    let get = |host: &'static str| {
        let url = format!("{}/demo/chats", telegram.url());
        reqwest::Client::new().get(url).header("host", host).send()
    };
    assert_eq!(get("evil.example:80").await.unwrap().status(), 403);
    assert_eq!(get("localhost:1").await.unwrap().status(), 200);
}

#[tokio::test]
async fn pages_stand_beside_the_bot_api() {
    let page = |telegram: Telegram| {
        let count = move || async move { telegram.sent().len().to_string() };
        axum::Router::new().route("/", axum::routing::get(count))
    };
    let telegram = Telegram::start_with(0, machine_clock(), page).await.unwrap();
    assert_eq!(reqwest::get(telegram.url()).await.unwrap().text().await.unwrap(), "0");
    let foreign = reqwest::Client::new().get(telegram.url()).header("host", "evil.example");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
}
