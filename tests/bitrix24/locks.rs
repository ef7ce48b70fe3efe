//! A portal that lets nobody in: nothing is lost, and leads go by themselves once it is mended.

use std::time::Duration;

use chrono::TimeDelta;
use leadlatch::demo::bitrix24::Portal;

use crate::stage::Stage;

async fn waits_until_mended(lock: fn(&Portal), mend: fn(&Portal), remedy: &str) {
    let stage = Stage::set().await;
    lock(&stage.portal);
    stage.customer(71).says("8 900 123-45-01");
    stage.tried(1).await;
    stage.told(remedy).await;
    // The lane is closed: what comes behind is not even tried.
    stage.customer(72).says("8 900 123-45-02");
    stage.told("900 123-45-02").await;
    let more = |portal: &Portal| (portal.calls().len() > 1).then_some(());
    let moment = Duration::from_millis(300);
    assert_eq!(stage.portal.wait_for(more, moment).await, None, "{:#?}", stage.heard());
    mend(&stage.portal);
    // A while later, and somebody writes.
    stage.clock.set_ahead(TimeDelta::minutes(6));
    stage.customer(73).says("8 900 123-45-03");
    for lead in 1..=3 {
        stage.delivered(lead).await;
    }
    let leads = stage.portal.leads();
    let phones: Vec<_> = leads.iter().map(|lead| lead.values("PHONE")[0]).collect();
    assert_eq!(phones, ["+79001234501", "+79001234502", "+79001234503"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_scope() {
    let (lock, mend) =
        (|portal: &Portal| portal.set_scope(false), |portal: &Portal| portal.set_scope(true));
    waits_until_mended(lock, mend, "нет права crm").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_plan() {
    let (lock, mend) =
        (|portal: &Portal| portal.set_plan(false), |portal: &Portal| portal.set_plan(true));
    waits_until_mended(lock, mend, "Нужен платный тариф").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_encryption_where_it_is_wanted() {
    let lock = |portal: &Portal| portal.set_https_only(true);
    let mend = |portal: &Portal| portal.set_https_only(false);
    waits_until_mended(lock, mend, "BITRIX24_WEBHOOK_URL").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_code_that_is_no_longer_the_webhooks() {
    let mut stage = Stage::set().await;
    stage.portal.change_code();
    stage.customer(71).says("8 900 123-45-01");
    stage.tried(1).await;
    assert_eq!(stage.portal.calls()[0].status, 401);
    // The owner puts the new address into .env and starts the bot again.
    stage.clock.set_ahead(TimeDelta::minutes(6));
    stage.restart().await;
    stage.delivered(1).await;
    assert_eq!(stage.only_lead().values("PHONE"), ["+79001234501"]);
}
