//! getUpdates and webhooks: nothing is gone before it is confirmed.

use super::*;

fn ids(updates: &Value) -> Vec<i64> {
    updates.as_array().unwrap().iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn unconfirmed_updates_come_again_and_confirmed_ones_never() {
    let telegram = telegram().await;
    let ivan = telegram.customer(1, "Иван", "ivan");
    for text in ["раз", "два", "три"] {
        ivan.says(text);
    }
    let first = ids(&result(&telegram, "getUpdates", json!({})).await);
    let again = ids(&result(&telegram, "getUpdates", json!({"offset": 0})).await);
    assert_eq!(first, again);
    assert_eq!(first, [first[0], first[0] + 1, first[0] + 2]);

    let rest = ids(&result(&telegram, "getUpdates", json!({"offset": first[1]})).await);
    assert_eq!(rest, first[1..]);
    let none_back = ids(&result(&telegram, "getUpdates", json!({"offset": first[0]})).await);
    assert_eq!(none_back, first[1..]);

    let one = ids(&result(&telegram, "getUpdates", json!({"limit": 1})).await);
    assert_eq!(one, first[1..2]);
    let last = ids(&result(&telegram, "getUpdates", json!({"offset": -1})).await);
    assert_eq!(last, first[2..]);
    assert_eq!(telegram.unconfirmed(), 1);
    result(&telegram, "getUpdates", json!({"offset": first[2] + 1})).await;
    assert!(telegram.all_confirmed(SOON).await);
}

#[tokio::test]
async fn a_long_poll_answers_as_soon_as_someone_writes() {
    let telegram = telegram().await;
    let poll = tokio::spawn({
        let telegram = telegram.clone();
        async move { result(&telegram, "getUpdates", json!({"timeout": 50})).await }
    });
    telegram.customer(1, "Иван", "").says("привет");
    let updates = tokio::time::timeout(SOON, poll).await.expect("in time").unwrap();
    assert_eq!(updates[0]["message"]["text"], "привет");
}

#[tokio::test]
async fn of_two_polls_the_earlier_is_told_to_go() {
    let telegram = telegram().await;
    let poll = |timeout: u32| {
        let telegram = telegram.clone();
        tokio::spawn(
            async move { call(&telegram, "getUpdates", json!({"timeout": timeout})).await },
        )
    };
    let mut earlier = poll(50);
    loop {
        // The earlier one may not have arrived yet: then the later one was the earlier.
        let _ = poll(0).await.unwrap();
        if let Ok(answer) = tokio::time::timeout(Duration::from_millis(100), &mut earlier).await {
            let (status, body) = answer.unwrap();
            assert_eq!(status, 409);
            let said = body["description"].as_str().unwrap();
            assert!(said.starts_with("Conflict: terminated by other getUpdates request"), "{said}");
            return;
        }
    }
}

#[tokio::test]
async fn allowed_updates_are_remembered() {
    let telegram = telegram().await;
    let ivan = telegram.customer(1, "Иван", "");
    result(&telegram, "getUpdates", json!({"allowed_updates": ["edited_message"]})).await;
    let message = ivan.says("привет");
    ivan.edits(message, "пока").unwrap();
    let updates = result(&telegram, "getUpdates", json!({})).await;
    assert_eq!(updates.as_array().unwrap().len(), 1);
    assert_eq!(updates[0]["edited_message"]["text"], "пока");
}

#[tokio::test]
async fn a_webhook_gets_updates_with_its_secret_and_again_until_taken() {
    use axum::http::{HeaderMap, StatusCode};
    let (taken, mut arrived) = tokio::sync::mpsc::unbounded_channel();
    let receive = move |headers: HeaderMap, body: String| async move {
        let secret = headers["x-telegram-bot-api-secret-token"].to_str().unwrap().to_owned();
        let first = taken.send((secret, body)).is_ok() && SEEN.fetch_add(1, ORDER) == 0;
        if first { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::OK }
    };
    use std::sync::atomic::{AtomicU32, Ordering};
    static SEEN: AtomicU32 = AtomicU32::new(0);
    const ORDER: Ordering = Ordering::SeqCst;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let app = axum::Router::new().route("/hook", axum::routing::post(receive));
    tokio::spawn(async move { axum::serve(listener, app).await });

    let telegram = telegram().await;
    result(&telegram, "setWebhook", json!({"url": url, "secret_token": "s3"})).await;
    telegram.customer(1, "Иван", "").says("привет");
    for _ in 0..2 {
        let (secret, body) = tokio::time::timeout(SOON, arrived.recv()).await.unwrap().unwrap();
        assert_eq!(secret, "s3");
        assert!(body.contains("привет"), "{body}");
    }
    assert!(telegram.all_confirmed(SOON).await);
    assert!(refusal(&telegram, "getUpdates", json!({})).await.starts_with("Conflict: can't use"));
    result(&telegram, "deleteWebhook", json!({})).await;
    assert_eq!(result(&telegram, "getWebhookInfo", json!({})).await["url"], "");
    result(&telegram, "getUpdates", json!({})).await;
}
