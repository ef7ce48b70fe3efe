//! The stand-in itself: what the documentation says of a portal, word for word.

use leadlatch::demo::bitrix24::Portal;
use serde_json::{Value, json};

async fn call(portal: &Portal, method: &str, body: Value) -> (u16, Value) {
    let url = format!("{}{method}.json", portal.webhook());
    let answer = reqwest::Client::new().post(url).json(&body).send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

async fn result(portal: &Portal, method: &str, body: Value) -> Value {
    let (status, mut answer) = call(portal, method, body).await;
    assert_eq!(status, 200, "{method}: {answer}");
    assert!(answer["time"]["operating_reset_at"].is_u64(), "{answer}");
    answer["result"].take()
}

async fn error(portal: &Portal, method: &str, body: Value) -> (u16, Value) {
    let (status, mut answer) = call(portal, method, body).await;
    assert!(answer["error_description"].is_string(), "{method}: {answer}");
    (status, answer["error"].take())
}

#[tokio::test]
async fn the_newer_methods_ignore_what_they_do_not_know() {
    let portal = Portal::start().await.unwrap();
    let fields = json!({"title": "A", "NAME": "Anna", "nonsense": 1});
    let added = result(&portal, "crm.item.add", json!({"entityTypeId": 1, "fields": fields})).await;
    let item = &added["item"];
    assert_eq!((&item["title"], &item["name"]), (&json!("A"), &Value::Null));
    assert_eq!((&item["stageId"], &item["sourceId"]), (&json!("NEW"), &json!("CALL")));
    let bad = json!({"entityTypeId": 1, "fields": {"fm": "+79001234567"}});
    assert_eq!(error(&portal, "crm.item.add", bad).await, (400, json!("100")));
    let other = json!({"entityTypeId": 99, "fields": {}});
    assert_eq!(error(&portal, "crm.item.add", other).await, (400, json!("NOT_FOUND")));
    let email = json!([{"typeId": "EMAIL", "valueType": "WORK", "value": "a@b"}]);
    let bad = json!({"entityTypeId": 1, "fields": {"fm": email}});
    let invalid = (400, json!("CRM_FIELD_ERROR_VALUE_NOT_VALID"));
    assert_eq!(error(&portal, "crm.item.add", bad).await, invalid);
}

#[tokio::test]
async fn the_older_methods_answer_with_a_number_and_err_without_a_code() {
    let portal = Portal::start().await.unwrap();
    let fields =
        json!({"TITLE": "A", "name": "Anna", "PHONE": [{"VALUE": "1", "VALUE_TYPE": "WORK"}]});
    let id = result(&portal, "crm.lead.add", json!({"fields": fields})).await;
    let lead = result(&portal, "crm.lead.get", json!({"id": id})).await;
    assert_eq!((&lead["ID"], &lead["NAME"]), (&json!(id.to_string()), &Value::Null));
    assert_eq!(lead["PHONE"][0]["VALUE"], "1");
    assert_eq!(error(&portal, "crm.lead.get", json!({"id": 999})).await, (400, json!("")));
    assert_eq!(error(&portal, "crm.lead.add", json!({})).await, (400, json!("")));
}

#[tokio::test]
async fn a_comment_needs_words_an_owner_and_small_letters() {
    let portal = Portal::start().await.unwrap();
    let id = portal.put_lead("+79001234567", "NEW", None);
    let fields =
        |id, words: &str| json!({"ENTITY_ID": id, "ENTITY_TYPE": "lead", "COMMENT": words});
    let add = "crm.timeline.comment.add";
    let shouted = json!({"FIELDS": fields(id, "x")});
    assert_eq!(error(&portal, add, shouted).await, (400, json!("100")));
    let empty = json!({"fields": fields(id, " ")});
    assert_eq!(error(&portal, add, empty).await, (400, json!("INVALID_ARG_VALUE")));
    let nobody = json!({"fields": fields(999, "x")});
    assert_eq!(error(&portal, add, nobody).await, (400, json!("OWNER_NOT_FOUND")));
    result(&portal, add, json!({"fields": fields(id, "Привет")})).await;
    assert_eq!(portal.comments("lead", id), ["Привет"]);
}

#[tokio::test]
async fn a_batch_holds_up_to_fifty_calls_but_no_batch() {
    let portal = Portal::start().await.unwrap();
    let commands = json!({
        "add": "crm.item.add?entityTypeId=1&fields[title]=A",
        "inner": "batch?cmd[x]=scope",
        "mode": "crm.settings.mode.get",
    });
    let done = result(&portal, "batch", json!({"cmd": commands})).await;
    assert_eq!(done["result"]["mode"], 1);
    assert_eq!(done["result_error"]["inner"]["error"], "ERROR_BATCH_METHOD_NOT_ALLOWED");
    assert_eq!(done["result"]["add"]["item"]["title"], "A");
    let many: serde_json::Map<String, Value> =
        (0..51).map(|number| (number.to_string(), json!("scope"))).collect();
    let too_long = (400, json!("ERROR_BATCH_LENGTH_EXCEEDED"));
    assert_eq!(error(&portal, "batch", json!({"cmd": many})).await, too_long);
}

#[tokio::test]
async fn who_calls_too_often_is_turned_away() {
    let portal = Portal::start().await.unwrap();
    let mut last = (200, Value::Null);
    let mut calls = 0;
    while last.0 == 200 {
        last = call(&portal, "scope", json!({})).await;
        calls += 1;
        assert!(calls < 100, "nobody is turned away");
    }
    assert_eq!((last.0, &last.1["error"]), (503, &json!("QUERY_LIMIT_EXCEEDED")));
    assert!(calls > 50, "{calls}");
}

#[tokio::test]
async fn a_post_that_became_a_get_has_lost_its_lead() {
    let portal = Portal::start().await.unwrap();
    let url = portal.webhook() + "crm.item.add";
    let answer = reqwest::get(url).await.unwrap();
    assert_eq!(answer.status().as_u16(), 400);
    assert_eq!(portal.leads(), []);
}
