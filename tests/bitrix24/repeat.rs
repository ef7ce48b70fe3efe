//! Customers the portal has met before.

use crate::stage::{Stage, rules_with};

#[tokio::test(flavor = "multi_thread")]
async fn an_open_lead_of_the_customer_is_brought_up_to_date() {
    // As somebody in the portal has written it.
    for phone in ["89001234567", "+79001234567"] {
        let stage = Stage::set().await;
        let known = stage.portal.put_lead(phone, "IN_PROCESS", None);
        let anna = stage.customer(77);
        anna.says("8 900 123-45-67, anna@mail.ru");
        assert_eq!(stage.delivered(1).await, format!("lead:{known}"));
        let lead = stage.only_lead();
        assert_eq!(lead.values("PHONE"), [phone], "the same phone is not doubled");
        assert_eq!(lead.values("EMAIL"), ["anna@mail.ru"]);
        let comments = stage.portal.comments("lead", known);
        assert_eq!(comments.len(), 1, "{comments:?}");
        assert!(comments[0].starts_with("Клиент снова написал в Telegram, лид №1 у бота.\n"));
        assert!(comments[0].contains("Почта: anna@mail.ru"), "{comments:?}");
        assert_eq!(lead.text("title"), format!("Лид #{known}"), "its own words stay");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_won_lost_or_done_is_left_alone_and_the_new_one_has_its_contact() {
    for over in ["CONVERTED", "JUNK", "PROCESSED"] {
        let stage = Stage::set().await;
        let contact = stage.portal.put_contact("nobody's");
        let old = stage.portal.put_lead("89001234567", over, Some(contact));
        stage.customer(77).says("8 900 123-45-67");
        let reference = stage.delivered(1).await;
        let leads = stage.portal.leads();
        assert_eq!(leads.len(), 2, "{over}");
        assert_eq!(reference, format!("lead:{}", leads[1].id));
        assert_eq!(leads[1].fields["contactId"], contact);
        assert_eq!(stage.portal.comments("lead", old), [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_repeat_new_there_is_a_new_lead_of_the_same_contact() {
    let stage = Stage::set_by(&rules_with("repeat = \"new\"", ""), "item").await;
    let contact = stage.portal.put_contact("+79001234567");
    stage.portal.put_lead("+79001234567", "NEW", None);
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    let leads = stage.portal.leads();
    assert_eq!(leads.len(), 2);
    assert_eq!(leads[1].fields["contactId"], contact);
    assert_eq!(stage.portal.comments("lead", leads[0].id), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_dialogues_with_one_phone_are_one_lead_with_a_comment() {
    let stage = Stage::set().await;
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    stage.telegram.customer(78, "Boris", "").says("+7 900 123 45 67");
    stage.delivered(2).await;
    let lead = stage.only_lead();
    let comments = stage.portal.comments("lead", lead.id);
    assert!(comments.len() == 1 && comments[0].contains("Клиент: Boris"), "{comments:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_ignores_our_filter_gets_no_lead_twice() {
    use leadlatch::demo::bitrix24::{Fault, When};
    let stage = Stage::set_by(&rules_with("repeat = \"new\"", ""), "item").await;
    stage.portal.set_origin_filter(false);
    for other in 0..3 {
        stage.portal.put_lead(&format!("+7900000000{other}"), "NEW", None);
    }
    stage.portal.fault(Fault::CommitThenDrop, When::on("crm.item.add").once());
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    assert_eq!(stage.portal.leads().len(), 4, "{:#?}", stage.heard());
}
