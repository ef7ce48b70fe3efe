//! Each fault as the one who calls meets it.

use super::*;

async fn send(telegram: &Telegram, patience: Duration) -> reqwest::Result<reqwest::Response> {
    let url = format!("{}/bot{}/sendMessage", telegram.url(), telegram.token());
    let client = reqwest::Client::builder().timeout(patience).build().unwrap();
    client.post(url).json(&json!({"chat_id": 1, "text": "ответ"})).send().await
}

async fn with_customer() -> Telegram {
    let telegram = telegram().await;
    telegram.customer(1, "Иван", "").says("привет");
    telegram
}

#[tokio::test]
async fn too_many_requests_says_when_to_come_again() {
    let telegram = with_customer().await;
    telegram.fault(Fault::TooManyRequests(3), When::on("SENDMESSAGE").in_chat(1).once());
    let (status, answer) =
        call(&telegram, "sendMessage", json!({"chat_id": 1, "text": "ответ"})).await;
    assert_eq!((status, &answer["parameters"]["retry_after"]), (429, &json!(3)));
    assert!(telegram.sent().is_empty());
    result(&telegram, "sendMessage", json!({"chat_id": 1, "text": "ответ"})).await;
    assert_eq!(telegram.sent_to(1)[0].text(), "ответ");
}

#[tokio::test]
async fn server_errors_do_nothing() {
    let telegram = with_customer().await;
    telegram.fault(Fault::ServerError, When::on("sendMessage").once());
    telegram.fault(Fault::BadGateway, When::on("sendMessage").once());
    let answer = send(&telegram, SOON).await.unwrap();
    assert_eq!(answer.status(), 500);
    assert_eq!(answer.json::<Value>().await.unwrap()["error_code"], 500);
    let answer = send(&telegram, SOON).await.unwrap();
    assert_eq!(answer.status(), 502);
    assert!(answer.text().await.unwrap().starts_with("<html>"));
    assert!(telegram.sent().is_empty());
}

#[tokio::test]
async fn a_dropped_connection_may_or_may_not_have_sent() {
    let telegram = with_customer().await;
    telegram.fault(Fault::DropBefore, When::on("sendMessage").once());
    let error = send(&telegram, SOON).await.unwrap_err();
    assert!(error.is_request() && !error.is_timeout(), "{error:?}");
    assert_eq!(telegram.sent().len(), 0);

    telegram.fault(Fault::DropAfter, When::on("sendMessage").once());
    let error = send(&telegram, SOON).await.unwrap_err();
    assert!(error.is_request() && !error.is_timeout(), "{error:?}");
    assert_eq!(telegram.sent().len(), 1);
}

#[tokio::test]
async fn a_hanging_call_ends_with_the_patience_of_the_caller() {
    let telegram = with_customer().await;
    let patience = Duration::from_millis(300);
    telegram.fault(Fault::Hang, When::on("sendMessage").once());
    assert!(send(&telegram, patience).await.unwrap_err().is_timeout());
    assert_eq!(telegram.sent().len(), 0);
    telegram.fault(Fault::HangAfter, When::on("sendMessage").once());
    assert!(send(&telegram, patience).await.unwrap_err().is_timeout());
    assert_eq!(telegram.sent().len(), 1);
}

#[tokio::test]
async fn a_slow_answer_comes_in_its_time() {
    let telegram = with_customer().await;
    telegram.fault(Fault::slow(Duration::from_millis(200)), When::on("sendMessage"));
    let start = std::time::Instant::now();
    assert_eq!(send(&telegram, SOON).await.unwrap().status(), 200);
    assert!(start.elapsed() >= Duration::from_millis(200));
    telegram.clear_faults();
    assert_eq!(telegram.calls_of("sendmessage").len(), 1);
}

#[tokio::test]
async fn a_fault_of_one_chat_leaves_others_alone_and_every_call_is_counted() {
    let telegram = with_customer().await;
    telegram.customer(2, "Пётр", "").says("привет");
    telegram.fault(
        Fault::Refuse(403, "Forbidden: user is deactivated".into()),
        When::always().in_chat(1),
    );
    let said = refusal(&telegram, "sendMessage", json!({"chat_id": 1, "text": "а"})).await;
    assert_eq!(said, "Forbidden: user is deactivated");
    result(&telegram, "sendMessage", json!({"chat_id": 2, "text": "б"})).await;
    let outcomes: Vec<_> =
        telegram.calls_of("sendMessage").into_iter().map(|c| (c.chat, c.outcome)).collect();
    assert_eq!(outcomes[1], (Some(2), "ok".to_owned()));
    assert!(outcomes[0].1.starts_with("Refuse"));
}

#[tokio::test]
async fn a_drop_is_felt_on_a_connection_that_served_before() {
    let telegram = with_customer().await;
    let url = format!("{}/bot{}/sendMessage", telegram.url(), telegram.token());
    let client = reqwest::Client::new();
    let send = || client.post(&url).json(&json!({"chat_id": 1, "text": "ответ"})).send();
    assert_eq!(send().await.unwrap().status(), 200);
    telegram.fault(Fault::DropBefore, When::on("sendMessage").once());
    assert!(send().await.is_err());
    assert_eq!(send().await.unwrap().status(), 200);
    assert_eq!(telegram.sent().len(), 2);
}
