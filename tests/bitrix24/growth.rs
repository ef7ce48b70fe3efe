//! A lead that grows: what it lacks is added, what is new is told, buttons set the stage.

use leadlatch::demo::bitrix24::Portal;

use crate::stage::{SOON, Stage, rules_with};

async fn stage_is(stage: &Stage, code: &str) {
    let is = |portal: &Portal| {
        portal.leads().iter().any(|lead| lead.text("stageId") == code).then_some(())
    };
    let found = stage.portal.wait_for(is, SOON).await;
    found.unwrap_or_else(|| panic!("never {code}: {:#?}", stage.portal.leads()));
}

#[tokio::test(flavor = "multi_thread")]
async fn more_contacts_join_those_that_are_there() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67");
    stage.delivered(1).await;
    anna.says("или 8 900 765-43-21");
    stage.told("765-43-21").await;
    stage.delivered(1).await;
    anna.says("anna@mail.ru");
    stage.told("anna@mail.ru").await;
    stage.delivered(1).await;
    let lead = stage.only_lead();
    assert_eq!(lead.values("PHONE"), ["+79001234567", "+79007654321"]);
    assert_eq!(lead.values("EMAIL"), ["anna@mail.ru"]);
    assert_eq!(lead.values("IM"), ["anna"]);
    assert_eq!(
        stage.portal.comments("lead", lead.id),
        ["✏️ Лид №1: телефон +7 900 123-45-67, +7 900 765-43-21", "✏️ Лид №1: почта anna@mail.ru"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_set_the_stage() {
    let stage = Stage::set().await;
    stage.customer(77).says("8 900 123-45-67");
    stage.delivered(1).await;
    stage.press("Взять").await;
    stage_is(&stage, "IN_PROCESS").await;
    stage.press("Готово").await;
    stage_is(&stage, "PROCESSED").await;
    stage.press("Открыть").await;
    stage_is(&stage, "IN_PROCESS").await;
    stage.press("Спам").await;
    stage_is(&stage, "JUNK").await;
    let comments = stage.portal.comments("lead", stage.only_lead().id);
    assert_eq!(comments, [""; 0], "a button has no words");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_to_stages_the_rest_goes() {
    let tables = "[bitrix24]\nstage_claimed = \"PROCESSED\"\n";
    let stage = Stage::set_by(&rules_with("", tables), "item").await;
    stage.portal.set_stage_rights(false);
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67");
    stage.delivered(1).await;
    stage.press("Взять").await;
    stage.told("Недостаточно прав на смену стадии").await;
    anna.says("anna@mail.ru");
    stage.told("anna@mail.ru").await;
    stage.delivered(1).await;
    let lead = stage.only_lead();
    assert_eq!((lead.text("stageId"), lead.values("EMAIL")), ("NEW", vec!["anna@mail.ru"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_somebody_has_deleted_comes_back_only_with_news() {
    let stage = Stage::set().await;
    let anna = stage.customer(77);
    anna.says("8 900 123-45-67");
    stage.delivered(1).await;
    stage.portal.delete_lead(stage.only_lead().id);
    stage.press("Взять").await;
    stage.told("Взял(а) Olga").await;
    stage.delivered(1).await;
    assert_eq!(stage.portal.leads(), []);
    anna.says("anna@mail.ru");
    stage.told("anna@mail.ru").await;
    stage.delivered(1).await;
    let lead = stage.only_lead();
    assert_eq!((lead.text("stageId"), lead.values("EMAIL")), ("IN_PROCESS", vec!["anna@mail.ru"]));
}
