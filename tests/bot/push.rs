//! Updates that Telegram posts instead of being asked for them.

use std::time::Duration;

use chrono::TimeDelta;
use leadlatch::dialog::Status;
use reqwest::{Client, StatusCode};
use serde_json::json;

use crate::stage::{SOON, Stage};

const SECRET: &str = "a-long-random_text";

/// A bot that listens, and the address it listens at.
async fn listening() -> (Stage, String) {
    // Free at the moment; nobody else on this machine asks for that very one.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/telegram/hook");
    let listen = format!("127.0.0.1:{port}");
    let settings =
        [("WEBHOOK_URL", &*url), ("WEBHOOK_LISTEN", &*listen), ("WEBHOOK_SECRET", SECRET)];
    (Stage::set_with(&settings).await, url)
}

async fn post(url: &str, secret: &str, body: String) -> StatusCode {
    let post = Client::new().post(url).body(body);
    let post = post.header("X-Telegram-Bot-Api-Secret-Token", secret).timeout(SOON);
    post.send().await.expect("the bot answers").status()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_posted_message_becomes_a_lead_and_the_talk_survives_a_restart() {
    let (mut stage, _) = listening().await;
    let anna = stage.customer(77);
    anna.says("Здравствуйте");
    assert_eq!(stage.sent(77, 1).await, ["Оставьте номер."]);
    stage.end().await;
    anna.says("8 900 123-45-67");
    stage.restart().await;
    assert_eq!(stage.sent(77, 2).await[1], "Заявка принята.");
    stage.card("900 123-45-67").await;
    assert_eq!(stage.store.leads().count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_telegram_gets_in_and_an_update_that_comes_again_is_one() {
    let (stage, url) = listening().await;
    stage.customer(77).says("Здравствуйте");
    stage.sent(77, 1).await;
    let update = json!({
        "update_id": 900_001,
        "message": {
            "message_id": 5, "date": 1_780_000_000, "text": "8 900 123-45-67",
            "from": {"id": 78, "is_bot": false, "first_name": "Pavel"},
            "chat": {"id": 78, "type": "private", "first_name": "Pavel"},
        },
    });
    let update = update.to_string();
    assert_eq!(post(&url, "", update.clone()).await, StatusCode::FORBIDDEN);
    assert_eq!(post(&url, "a-long-random_texT", update.clone()).await, StatusCode::FORBIDDEN);
    assert_eq!(post(&format!("{url}/x"), SECRET, update.clone()).await, StatusCode::NOT_FOUND);
    assert_eq!(post(&url, SECRET, "no update".to_owned()).await, StatusCode::BAD_REQUEST);
    assert_eq!(stage.store.leads().count(), 0);
    for _ in 0..2 {
        assert_eq!(post(&url, SECRET, update.clone()).await, StatusCode::OK);
    }
    stage.card("900 123-45-67").await;
    stage.settle().await;
    assert_eq!(stage.store.leads().count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silence_is_noticed_once_telegram_has_nothing_left() {
    let (stage, _) = listening().await;
    let anna = stage.customer(77);
    anna.says("Привет");
    stage.sent(77, 1).await;
    stage.clock.set_ahead(TimeDelta::minutes(31));
    let closed = async {
        while stage.dialog(&anna).chat.status != Status::Unqualified {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(SOON + Duration::from_secs(30), closed).await.expect("it is noticed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_without_a_webhook_takes_the_updates_back() {
    let (mut stage, _) = listening().await;
    let anna = stage.customer(77);
    anna.says("Здравствуйте");
    stage.sent(77, 1).await;
    stage.end().await;
    stage.more.clear();
    anna.says("8 900 123-45-67");
    stage.restart().await;
    assert_eq!(stage.sent(77, 2).await[1], "Заявка принята.");
}
