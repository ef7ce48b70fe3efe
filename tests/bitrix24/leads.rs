//! What of a lead arrives in the portal, and where.

use leadlatch::demo::bitrix24::{Fault, Mode, When};
use serde_json::json;

use crate::stage::{Stage, rules_with};

const CODES: &str = r#"
[bitrix24]
stage = "IN_PROCESS"
source = "WEB"
assigned = 7

[bitrix24.fields]
ufCrm_17 = "{topic}: {phones}"
UF_CRM_18 = "№{id}"
"#;

#[tokio::test(flavor = "multi_thread")]
async fn everything_known_is_in_its_field() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.start("avito");
    anna.says("Сколько стоит? [b]Срочно[/b]");
    anna.says("мой номер 8 (900) 123-45-67");
    assert_eq!(stage.delivered(1).await, format!("lead:{}", stage.only_lead().id));
    let lead = stage.only_lead();
    let field = |name: &str| lead.text(name).to_owned();
    assert_eq!(field("title"), "Telegram: Anna Ivanova");
    assert_eq!(field("name"), "Anna Ivanova");
    assert_eq!(field("stageId"), "NEW");
    assert_eq!(field("originatorId"), "leadlatch");
    assert_eq!(field("originId"), format!("{}-1", stage.store.installation()));
    assert_eq!(field("sourceDescription"), "Telegram: Авито");
    assert_eq!((field("utmSource"), field("utmCampaign")), ("telegram".into(), "avito".into()));
    assert_eq!(lead.values("PHONE"), ["+79001234567"]);
    assert_eq!(lead.values("IM"), ["anna"]);
    assert_eq!(lead.values("WEB"), ["https://t.me/anna"]);
    assert_eq!(
        field("comments"),
        "Телефон: +7 900 123-45-67\nТема: цена\nОткуда: Авито\nПравило: Контакты\n\
         Клиент: Anna Ivanova, @anna, https://t.me/anna\n\nПереписка:\n\
         Бот: Оставьте номер.\nКлиент: Сколько стоит? [\u{200b}b]Срочно[\u{200b}/b]\n\
         Бот: Оставьте номер.\nКлиент: мой номер 8 (900) 123-45-67"
    );
    let calls = stage.portal.calls();
    assert!(calls.iter().all(|call| call.well_formed && call.verb == "POST"));
    let agent = concat!("leadlatch/", env!("CARGO_PKG_VERSION"));
    assert!(calls.iter().all(|call| call.agent == agent));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_chooses_stage_source_person_and_fields() {
    for api in ["item", "lead"] {
        let stage = Stage::set_by(&rules_with("", CODES), api).await;
        stage.customer(77).says("Сколько стоит? 89001234567");
        stage.delivered(1).await;
        let lead = stage.only_lead();
        assert_eq!(lead.text("stageId"), "IN_PROCESS", "{api}");
        assert_eq!(lead.text("sourceId"), "WEB");
        assert_eq!(lead.fields["assignedById"], 7);
        assert_eq!(lead.text("ufCrm_17"), "цена: +7 900 123-45-67");
        assert_eq!(lead.text("ufCrm_18"), "№1");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_older_methods_carry_the_same() {
    let stage = Stage::set_by(&rules_with("", ""), "lead").await;
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67");
    stage.delivered(1).await;
    anna.says("anna@mail.ru");
    stage.told("anna@mail.ru").await;
    stage.delivered(1).await;
    stage.press("Взять").await;
    stage.told("Взял(а) Olga").await;
    stage.delivered(1).await;
    let lead = stage.only_lead();
    assert!(lead.announced, "the person in charge is told");
    assert_eq!(lead.text("name"), "Anna Ivanova");
    assert_eq!(lead.text("stageId"), "IN_PROCESS");
    assert_eq!(lead.values("PHONE"), ["+79001234567"]);
    assert_eq!(lead.values("EMAIL"), ["anna@mail.ru"]);
    assert_eq!(stage.portal.comments("lead", lead.id).len(), 1);
    assert!(stage.portal.calls().iter().all(|call| !call.method.starts_with("crm.item")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_without_the_newer_methods_gets_the_older_ones() {
    let stage = Stage::set().await;
    stage.portal.set_items(false);
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    stage.customer(78).says("8 900 123-45-68");
    stage.delivered(2).await;
    assert_eq!(stage.portal.leads().len(), 2);
    assert_eq!(stage.portal.calls_of("crm.item.add").len(), 1, "it is tried once");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_simple_crm_the_deal_gets_what_follows() {
    for api in ["item", "lead"] {
        let stage = Stage::set_by(&rules_with("", ""), api).await;
        stage.portal.set_mode(Mode::Simple);
        let anna = stage.customer(77);
        anna.says("8 900 123-45-67");
        let reference = stage.delivered(1).await;
        let deals = stage.portal.deals();
        assert_eq!(deals.len(), 1);
        assert_eq!(reference, format!("deal:{}", deals[0].id));
        anna.says("anna@mail.ru");
        stage.told("anna@mail.ru").await;
        stage.press("Взять").await;
        stage.told("Взял(а) Olga").await;
        stage.delivered(1).await;
        let comments = stage.portal.comments("deal", deals[0].id);
        let wanted = ["✏️ Лид №1: почта anna@mail.ru", "Лид взял(а) Olga."];
        assert_eq!(comments, wanted, "{:#?}", stage.heard());
        assert_eq!(stage.only_lead().text("stageId"), "CONVERTED", "its stage is the portal's");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_converted_by_hand_is_followed_to_its_deal() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67");
    let reference = stage.delivered(1).await;
    let lead = stage.only_lead();
    assert_eq!(reference, format!("lead:{}", lead.id));
    stage.portal.convert(lead.id);
    anna.says("anna@mail.ru");
    stage.told("anna@mail.ru").await;
    let deal = stage.portal.deals()[0].id;
    assert_eq!(stage.delivered(1).await, format!("deal:{deal}"));
    assert_eq!(stage.portal.comments("deal", deal).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_the_portal_dislikes_goes_into_the_comment() {
    let stage = Stage::set().await;
    let words = "Неверное значение поля \"E-mail\"".to_owned();
    let refusal = Fault::Refuse(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID".to_owned(), words);
    stage.portal.fault(refusal, When::on("crm.item.add").once());
    stage.customer(77).says("8 900 123-45-67, anna@mail.ru");
    stage.delivered(1).await;
    let lead = stage.only_lead();
    assert_eq!(lead.values("PHONE"), ["+79001234567"]);
    assert_eq!(lead.values("EMAIL"), [""; 0]);
    let line = "\nПортал не принял поле EMAIL: anna@mail.ru";
    assert!(lead.text("comments").ends_with(line), "{}", lead.text("comments"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_must_be_filled_is_named_to_the_managers() {
    let stage = Stage::set().await;
    stage.portal.require("address");
    stage.customer(77).says("8 900 123-45-67");
    let told = stage.told("[bitrix24.fields]").await;
    assert!(told.contains("Поле \"Адрес\" обязательно для заполнения."), "{told}");
    assert_eq!(stage.portal.leads(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stage_the_portal_does_not_have_stops_nothing_and_is_told_once() {
    let tables = "[bitrix24]\nstage = \"UC_NO\"\n";
    let stage = Stage::set_by(&rules_with("", tables), "item").await;
    for id in 1..=2 {
        stage.customer(70 + id).says(&format!("8 900 123-45-{id:02}"));
        stage.delivered(u64::try_from(id).unwrap()).await;
    }
    let told = stage.told("UC_NO").await;
    assert!(told.contains("Неверное значение поля \"Стадия\""), "{told}");
    assert_eq!(stage.group_texts().iter().filter(|text| text.contains("UC_NO")).count(), 1);
    let leads = stage.portal.leads();
    assert_eq!((leads.len(), leads[0].text("sourceDescription")), (2, "Telegram"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_without_a_name_has_one_in_the_portal() {
    let stage = Stage::set().await;
    stage.portal.set_mode(Mode::Simple);
    stage.telegram.customer(77, "🦀", "").says("8 900 123-45-67");
    stage.delivered(1).await;
    let lead = stage.only_lead();
    assert_eq!((lead.text("name"), lead.text("title")), ("Клиент", "Telegram: Клиент"));
    assert_eq!(stage.portal.deals().len(), 1, "a simple CRM wants a name");
    let comments = lead.text("comments");
    assert!(comments.contains("Клиент: Клиент, tg://user?id=77"), "{comments}");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_without_times_do() {
    let stage = Stage::set().await;
    stage.portal.set_times(false);
    stage.portal.set_empty_list(false);
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    assert_eq!(stage.only_lead().fields["opened"], json!("Y"));
}
