//! What `doctor` sees of a portal.

use leadlatch::delivery::bitrix24::address::Webhook;
use leadlatch::delivery::bitrix24::answer::{Lock, No};
use leadlatch::delivery::bitrix24::client::Client;
use leadlatch::delivery::bitrix24::inspect::{Inspection, Required, inspect, try_lead};
use leadlatch::delivery::bitrix24::portal::Portal as Asked;
use leadlatch::demo::bitrix24::{Mode, Portal};
use leadlatch::rules;
use leadlatch::settings::Bitrix24Api;

use crate::stage::rules_with;

fn asked(portal: &Portal, api: Bitrix24Api) -> Asked {
    let url = reqwest::Url::parse(&portal.webhook()).unwrap();
    Asked::new(Client::new(Webhook::of(&url).unwrap()).unwrap(), api)
}

const TABLES: &str = r#"
[bitrix24]
stage = "UC_NO"
stage_done = "PROCESSED"
source = "NOWHERE"

[bitrix24.fields]
address = "{text}"
ufCrm_17 = "{topic}"
"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_seen_before_a_lead_is_lost() {
    let portal = Portal::start().await.unwrap();
    portal.require("address");
    portal.require("post");
    portal.require("title");
    portal.set_mode(Mode::Simple);
    let rules = rules::load(&rules_with("", TABLES)).unwrap();
    for api in [Bitrix24Api::Item, Bitrix24Api::Lead] {
        let seen = inspect(&asked(&portal, api), &rules).await.unwrap();
        let key = if api == Bitrix24Api::Item { "post" } else { "POST" };
        assert_eq!(
            seen,
            Inspection {
                simple: Some(true),
                required: vec![Required {
                    key: key.to_owned(), title: "Должность".to_owned()
                }],
                unknown_stages: vec!["UC_NO".to_owned()],
                unknown_source: Some("NOWHERE".to_owned()),
                unknown_fields: vec!["ufCrm_17".to_owned()],
            }
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_without_rights_is_seen() {
    let portal = Portal::start().await.unwrap();
    let rules = rules::load(&rules_with("", "")).unwrap();
    let asked = asked(&portal, Bitrix24Api::Item);
    portal.set_scope(false);
    assert_eq!(inspect(&asked, &rules).await, Err(No::Locked(Lock::Scope)));
    portal.set_scope(true);
    portal.set_plan(false);
    assert_eq!(inspect(&asked, &rules).await, Err(No::Locked(Lock::Plan)));
    portal.set_plan(true);
    portal.change_code();
    assert_eq!(inspect(&asked, &rules).await, Err(No::Locked(Lock::Key)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_lead_leaves_nothing_behind() {
    let portal = Portal::start().await.unwrap();
    let rules = rules::load(&rules_with("", "")).unwrap();
    for api in [Bitrix24Api::Item, Bitrix24Api::Lead] {
        let trial = try_lead(&asked(&portal, api), &rules).await.unwrap();
        assert!(trial.read && trial.deleted, "{trial:?}");
        assert_eq!(portal.leads(), []);
    }
}
