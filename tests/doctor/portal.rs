//! A Bitrix24 portal that takes leads, and portals that do not.

use leadlatch::demo::bitrix24::{Mode, Portal};

use crate::house::{House, RULES};

fn rules(codes: &str) -> String {
    let sends = format!("lead.send_to = [\"telegram\", \"bitrix24\"]\n\n{codes}\n[[rule]]");
    RULES.replace("[[rule]]", &sends)
}

async fn house_with(portal: &Portal) -> House {
    let mut house = House::built().await;
    house.rules(&rules(""));
    house.set("BITRIX24_WEBHOOK_URL", portal.webhook());
    house
}

/// What is said under the title of the portal.
async fn section(house: &House, portal: &Portal, arguments: &[&str]) -> Vec<String> {
    let (said, _) = house.doctor(arguments).await;
    assert!(!said.contains(&portal.code()), "{said}");
    let (_, section) = said.split_once("\nБитрикс24\n").expect("there is such a section");
    let (section, _) = section.split_once("\n\n").expect("it ends");
    section.lines().map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_in_order_is_looked_at_and_left_as_it_is() {
    let portal = Portal::start().await.unwrap();
    let house = house_with(&portal).await;
    assert_eq!(
        section(&house, &portal, &[]).await,
        [
            "✓ Битрикс24 пускает бота, право crm есть",
            "✓ всё, что портал требует заполнить, бот заполняет"
        ]
    );
    assert_eq!((portal.calls_of("crm.item.add").len(), portal.leads().len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_lead_is_written_read_and_deleted_when_that_is_wanted() {
    let portal = Portal::start().await.unwrap();
    let house = house_with(&portal).await;
    let said = section(&house, &portal, &["--write"]).await;
    let tried = regex::Regex::new("^✓ проверочный лид №\\d+ записан, прочитан и удалён$").unwrap();
    assert!(tried.is_match(&said[2]), "{said:?}");
    let added = portal.calls().iter().filter(|call| call.method.contains("add")).count();
    assert_eq!((added, portal.leads().len()), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_portal_wants_and_the_rules_do_not_give() {
    let portal = Portal::start().await.unwrap();
    portal.require("comments");
    portal.require("post");
    let house = house_with(&portal).await;
    house.rules(&rules("[bitrix24]\nstage = \"NO_SUCH\"\n"));
    let complaints = house.complaints(&[]).await.join("\n");
    assert!(complaints.contains("post в [bitrix24.fields]"), "{complaints}");
    assert!(complaints.contains("✗ стадии NO_SUCH из [bitrix24] на портале нет"), "{complaints}");
    assert!(!complaints.contains("comments"), "the bot fills that itself: {complaints}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_lets_nobody_in() {
    let portal = Portal::start().await.unwrap();
    let house = house_with(&portal).await;
    portal.set_scope(false);
    let said = section(&house, &portal, &[]).await;
    assert_eq!(said[0], "✗ Битрикс24 не принимает лиды");
    assert!(said[1].contains("нет права crm"), "{said:?}");
    portal.set_scope(true);
    portal.set_mode(Mode::Simple);
    let said = section(&house, &portal, &[]).await;
    assert!(said[1].contains("лид сразу станет сделкой"), "{said:?}");
    portal.change_code();
    let said = section(&house, &portal, &[]).await;
    assert!(said[1].contains("BITRIX24_WEBHOOK_URL"), "{said:?}");
    portal.go_down();
    let said = section(&house, &portal, &[]).await;
    assert_eq!(said[0], "✗ Битрикс24 не отвечает");
}
