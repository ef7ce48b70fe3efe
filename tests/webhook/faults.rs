//! Whatever the receiver does, a lead arrives, and in order.

use std::time::Duration;

use leadlatch::store::DeliveryState;
use tokio::time::Instant;

use crate::receiver::Act;
use crate::stage::Stage;

/// The first request meets `fault`; the same event comes again and is taken.
async fn comes_again(fault: Act) -> Duration {
    let stage = Stage::set([fault]).await;
    stage.customer(77).says("8 900 123-45-67");
    stage.receiver.first(1).await;
    let begun = Instant::now();
    let requests = stage.receiver.first(2).await;
    let waited = begun.elapsed();
    assert_eq!(requests[0].key(), requests[1].key());
    assert_eq!(requests[1].event(), "lead.created");
    assert_eq!(requests[0].line, requests[1].line);
    stage.record(1, DeliveryState::Delivered).await;
    assert_eq!(stage.receiver.requests().len(), 2, "it is sent no more");
    waited
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_of_the_server() {
    comes_again(Act::Answer(500, "", "<html>Internal Server Error")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_dropped_after_reading() {
    comes_again(Act::Drop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_never_comes() {
    let waited = comes_again(Act::Hang).await;
    assert!(waited < Duration::from_secs(15), "{waited:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_come_later() {
    let waited = comes_again(Act::Answer(429, "retry-after: 2\r\n", "")).await;
    assert!(waited >= Duration::from_secs(2), "{waited:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_address_and_a_locked_door_are_waited_for() {
    comes_again(Act::Answer(404, "", "Cannot POST")).await;
    comes_again(Act::Answer(401, "", "")).await;
}

/// A receiver that has moved may be somebody else's: the operator says where to.
#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_not_followed() {
    for status in [301, 302, 307, 308] {
        comes_again(Act::Answer(status, "location: /elsewhere\r\n", "")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_event_that_is_there_already_has_arrived() {
    comes_again(Act::Drop).await;
    let stage = Stage::set([Act::Drop, Act::Answer(409, "", "")]).await;
    stage.customer(77).says("8 900 123-45-67");
    stage.record(1, DeliveryState::Delivered).await;
    assert_eq!(stage.receiver.requests().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_keeps_nobody_waiting() {
    let stage = Stage::set([Act::Answer(422, "", r#"{"message": "no such field"}"#)]).await;
    stage.customer(77).says("8 900 123-45-67");
    stage.record(1, DeliveryState::Dead).await;
    stage.customer(78).says("8 900 765-43-21");
    stage.record(2, DeliveryState::Delivered).await;
    let dead = stage.store.dead().unwrap();
    assert_eq!(dead.len(), 1);
    let words = dead[0].reason.words().expect("the receiver's");
    assert!(words.ends_with("422: no such field"), "{words}");
    stage.card("900 123-45-67").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_waits_for_its_lead_and_no_customer_for_either() {
    let trouble = Act::Answer(503, "retry-after: 1\r\n", "");
    let stage = Stage::set([trouble.clone(), trouble, Act::Drop]).await;
    let anna = stage.customer(77);
    let begun = Instant::now();
    anna.says("8 900 123-45-67");
    stage.telegram.wait_for_sent(77, 1, crate::stage::SOON).await;
    stage.card("900 123-45-67").await;
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    anna.says("ой, 8 900 765-43-21");
    let requests = stage.receiver.first(5).await;
    let events: Vec<String> = requests.iter().map(|request| request.event()).collect();
    let created = "lead.created";
    assert_eq!(events, [created, created, created, created, "lead.updated"]);
}

/// Everybody at once into a receiver that fails again and again: each lead comes, under one name.
#[tokio::test(flavor = "multi_thread")]
async fn every_lead_of_many_arrives() {
    const LEADS: usize = 20;
    let faults = [Act::Answer(500, "", ""), Act::Drop, Act::Answer(429, "retry-after: 0\r\n", "")];
    let stage = Stage::set(faults.into_iter().cycle().take(9)).await;
    for number in 0..LEADS {
        stage.customer(200 + number as i64).says(&format!("8 900 123-{number:02}-67"));
    }
    for number in 0..LEADS {
        stage.record(1 + number as u64, DeliveryState::Delivered).await;
    }
    let mut names = std::collections::BTreeMap::new();
    for request in stage.receiver.requests() {
        let lead = request.json()["lead"]["id"].as_u64().unwrap();
        assert_eq!(*names.entry(lead).or_insert(request.key().to_owned()), request.key());
    }
    assert_eq!(names.len(), LEADS);
}
