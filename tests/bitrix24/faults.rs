//! Whatever a portal does to an answer: one lead per dialogue, and no comment twice.

use std::time::Duration;

use futures::future::join_all;
use leadlatch::demo::bitrix24::{Fault, Portal, When};

use crate::stage::{SOON, Stage};

/// A lead whose first call of that method goes wrong is there once all the same.
async fn survives(method: &str, fault: Fault) {
    let stage = Stage::set().await;
    stage.portal.fault(fault.clone(), When::on(method).once());
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    let lead = stage.only_lead();
    assert_eq!(lead.values("PHONE"), ["+79001234567"], "{method} {fault:?}");
}

fn answered() -> Vec<Fault> {
    vec![
        Fault::QueryLimit,
        Fault::CommitThenDrop,
        Fault::CommitThen500,
        Fault::CommitThenHtml,
        Fault::Truncated,
        Fault::ErrorIn200("INTERNAL_SERVER_ERROR".to_owned()),
        Fault::EmptyCode(400, "Something is wrong".to_owned()),
        Fault::NumericCode(100),
        Fault::Refuse(503, "SOMETHING_NEW".to_owned(), "x".to_owned()),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn an_add_whose_answer_goes_wrong_makes_one_lead() {
    join_all(answered().into_iter().map(|fault| survives("crm.item.add", fault))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_add_that_was_never_made_is_made_a_little_later() {
    let lost = [Fault::Drop, Fault::Html];
    join_all(lost.map(|fault| survives("crm.item.add", fault))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_goes_wrong_is_made_again() {
    let faults = answered().into_iter().chain([Fault::Drop, Fault::Html]);
    join_all(faults.map(|fault| survives("crm.duplicate.findbycomm", fault))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_never_works_does_not_keep_the_lead() {
    let stage = Stage::set().await;
    for method in ["crm.duplicate.findbycomm", "crm.settings.mode.get"] {
        stage.portal.fault(Fault::CommitThen500, When::on(method));
    }
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    stage.only_lead();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_slower_than_patience_makes_one_lead() {
    let slow = [Fault::CommitThenSleep(23_000), Fault::SleepThenCommit(23_000)];
    join_all(slow.map(|fault| survives("crm.item.add", fault))).await;
}

/// A script of faults, one a call, whatever the method.
#[tokio::test(flavor = "multi_thread")]
async fn a_whole_bad_day_makes_one_lead_each() {
    let stage = Stage::set().await;
    let script = [Fault::CommitThen500, Fault::QueryLimit, Fault::CommitThenDrop, Fault::Truncated];
    for (place, fault) in script.into_iter().enumerate() {
        let after = u32::try_from(2 * place).unwrap();
        stage.portal.fault(fault, When::always().after(after).once());
    }
    for id in 1..=5 {
        stage.customer(70 + id).says(&format!("8 900 123-45-{id:02}"));
    }
    for lead in 1..=5 {
        stage.delivered(lead).await;
    }
    let mut phones: Vec<String> = stage
        .portal
        .leads()
        .iter()
        .flat_map(|lead| {
            lead.values("PHONE").join(",").split(',').map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    phones.sort();
    let wanted: Vec<String> = (1..=5).map(|id| format!("+790012345{id:02}")).collect();
    assert_eq!(phones, wanted, "{:#?}", stage.heard());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_written_once() {
    let faults = [Fault::CommitThenDrop, Fault::CommitThen500, Fault::Truncated];
    join_all(faults.map(|fault| async move {
        let stage = Stage::set().await;
        let anna = stage.customer(77);
        anna.says("8 900 123-45-67");
        stage.delivered(1).await;
        stage.portal.fault(fault, When::on("crm.timeline.comment.add").once());
        stage.portal.fault(Fault::CommitThen500, When::on("crm.item.update").once());
        anna.says("anna@mail.ru");
        stage.told("anna@mail.ru").await;
        stage.delivered(1).await;
        let lead = stage.only_lead();
        let comments = stage.portal.comments("lead", lead.id);
        assert_eq!(comments, ["✏️ Лид №1: почта anna@mail.ru"], "{:#?}", stage.heard());
        assert_eq!(lead.values("EMAIL"), ["anna@mail.ru"]);
    }))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_the_portal_is_slow_to_add_is_there_once() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67");
    stage.delivered(1).await;
    stage.portal.fault(Fault::SleepThenCommit(22_000), When::on("crm.item.update").once());
    anna.says("или 8 900 765-43-21");
    stage.told("765-43-21").await;
    stage.delivered(1).await;
    assert_eq!(stage.only_lead().values("PHONE"), ["+79001234567", "+79007654321"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_down_gets_its_leads_when_it_is_back() {
    let stage = Stage::set().await;
    stage.portal.go_down();
    for id in 1..=3 {
        stage.customer(70 + id).says(&format!("8 900 123-45-{id:02}"));
        stage.told(&format!("900 123-45-{id:02}")).await;
    }
    stage.portal.come_back().await.expect("the port is still free");
    for lead in 1..=3 {
        stage.delivered(lead).await;
    }
    let leads = stage.portal.leads();
    let phones: Vec<_> = leads.iter().map(|lead| lead.values("PHONE")[0]).collect();
    assert_eq!(phones, ["+79001234501", "+79001234502", "+79001234503"], "in their order");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_has_moved_is_followed_and_managers_hear_of_it() {
    let stage = Stage::set().await;
    stage.portal.rename().await.expect("a port is free");
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    let lead = stage.only_lead();
    assert_eq!(lead.text("name"), "Anna Ivanova", "the body has survived");
    assert!(stage.portal.calls().iter().all(|call| call.verb == "POST"));
    stage.told("теперь отвечает по адресу 127.0.0.1").await;
    stage.customer(78).says("8 900 123-45-68");
    stage.delivered(2).await;
    let news = stage.group_texts().into_iter().filter(|text| text.contains("теперь отвечает"));
    assert_eq!(news.count(), 1, "it is told once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_elsewhere_does_not_get_the_code() {
    let stage = Stage::set().await;
    let elsewhere = Portal::start().await.expect("a port is free");
    elsewhere.change_code();
    stage.portal.fault(Fault::Redirect(elsewhere.webhook()), When::always());
    stage.customer(77).says("8 900 123-45-67");
    stage.told("900 123-45-67").await;
    let called = |portal: &Portal| (!portal.calls().is_empty()).then_some(());
    stage.portal.wait_for(called, SOON).await.expect("the portal is called");
    let moment = Duration::from_millis(300);
    assert_eq!(elsewhere.wait_for(called, moment).await, None, "{:#?}", elsewhere.calls());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_has_worked_too_long_rests_until_the_portal_counts_anew() {
    let stage = Stage::set().await;
    stage.portal.set_resets_in(Duration::from_secs(4));
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    stage.portal.fault(Fault::OperationTimeLimit, When::on("crm.item.add").once());
    stage.customer(78).says("8 900 123-45-68");
    stage.delivered(2).await;
    let calls = stage.portal.calls_of("crm.item.add");
    let statuses: Vec<_> = calls.iter().map(|call| call.status).collect();
    assert_eq!(statuses, [200, 429, 200]);
    let rested = calls[2].at - calls[0].at;
    assert!(rested >= Duration::from_secs(3), "{rested:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_method_rests_others_are_called_at_once() {
    let stage = Stage::set().await;
    stage.portal.set_resets_in(Duration::from_secs(8));
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    stage.portal.fault(Fault::OperationTimeLimit, When::on("crm.item.add").once());
    stage.customer(78).says("8 900 123-45-68");
    stage.tried(2).await;
    stage.customer(77).says("мой второй номер 8 900 555-55-55");
    stage.told("555-55-55").await;
    stage.delivered(1).await;
    assert_eq!(stage.portal.leads().len(), 1, "the new lead still waits");
    stage.delivered(2).await;
    let statuses: Vec<_> =
        stage.portal.calls_of("crm.item.add").iter().map(|call| call.status).collect();
    assert_eq!(statuses, [200, 429, 200]);
}
