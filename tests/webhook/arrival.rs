//! What arrives when nothing goes wrong.

use leadlatch::delivery::webhook::signature;
use leadlatch::demo::telegram::Keyboard;
use leadlatch::dialog::Sink;
use leadlatch::lead_book::Entry;
use leadlatch::store::DeliveryState;
use serde_json::{Value, json};

use crate::receiver::{Act, Request};
use crate::stage::{PATH, SECRET, Stage};

/// The time of a signature, which must be right.
fn signed_at(request: &Request) -> i64 {
    let header = &request.headers["leadlatch-signature"];
    let (time, _) = header.strip_prefix("t=").and_then(|rest| rest.split_once(',')).expect("t=…,");
    let unix = time.parse().expect("seconds");
    assert_eq!(*header, signature(SECRET, unix, &request.body));
    unix
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_arrives_whole_and_signed() {
    let stage = Stage::set([]).await;
    let before = chrono::Utc::now().timestamp();
    stage.customer(77).says("8 900 123-45-67");
    let request = stage.receiver.first(1).await.remove(0);
    assert_eq!(request.line, format!("POST {PATH} HTTP/1.1"));
    assert_eq!(request.headers["content-type"], "application/json; charset=utf-8");
    assert!(request.headers["user-agent"].starts_with("Leadlatch/"));
    assert!((before..=chrono::Utc::now().timestamp()).contains(&signed_at(&request)));
    let body = request.json();
    assert_eq!(body["event"], "lead.created");
    assert_eq!(body["id"], request.key());
    assert!(request.key().starts_with(&format!("{}-", stage.store.installation())));
    assert_eq!(body["changed"], json!([]));
    let record = stage.record(1, DeliveryState::Delivered).await;
    let mut told = body["lead"].clone();
    let mut known = serde_json::to_value(Entry::of(&record)).unwrap();
    // What becomes of the deliveries goes on meanwhile.
    told["destinations"].take();
    known["destinations"].take();
    assert_eq!(told, known);
    assert_eq!(told["fields"]["phone"], json!(["+79001234567"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_follows_with_its_keys() {
    let stage = Stage::set([]).await;
    let anna = stage.customer(77);
    let manager = stage.group.member(501, "Olga");
    anna.says("8 900 123-45-67");
    stage.receiver.first(1).await;
    anna.says("ой, вот верный: 8 900 765-43-21");
    let grown = stage.receiver.first(2).await.remove(1);
    assert_eq!(grown.event(), "lead.updated");
    assert_eq!(grown.json()["changed"], json!(["phone"]));
    let phones = &grown.json()["lead"]["fields"]["phone"];
    assert_eq!(*phones, json!(["+79001234567", "+79007654321"]));
    let card = stage.card("900").await;
    let Keyboard::Inline(rows) = &card.line.keyboard else { panic!("no buttons") };
    manager.presses(card.line.message, rows[0][0].data.as_ref().unwrap()).unwrap();
    let claimed = stage.receiver.first(3).await.remove(2);
    assert_eq!(claimed.json()["changed"], json!(["status", "claimed_by"]));
    assert_eq!(claimed.json()["lead"]["status"], "claimed");
    assert_eq!(claimed.json()["lead"]["claimed_by"], "Olga");
    let requests = stage.receiver.requests();
    let keys: std::collections::BTreeSet<&str> = requests.iter().map(Request::key).collect();
    assert_eq!(keys.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receivers_own_number_is_kept_with_the_lead() {
    let stage = Stage::set([Act::Answer(201, "", r#"{"id": 4242}"#)]).await;
    stage.customer(77).says("8 900 123-45-67");
    let record = stage.record(1, DeliveryState::Delivered).await;
    assert_eq!(record.destinations[&Sink::Webhook].reference.as_deref(), Some("4242"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_secret_nothing_is_signed() {
    let stage = Stage::set_signing([], None).await;
    stage.customer(77).says("8 900 123-45-67");
    let request = stage.receiver.first(1).await.remove(0);
    assert_eq!(request.headers.get("leadlatch-signature"), None);
    assert_eq!(request.json()["lead"]["id"], Value::from(1));
}
