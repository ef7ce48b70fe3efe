//! `crm.timeline.comment.*`.

use serde_json::{Value, json};

use super::item::number;
use super::no::No;
use super::reading::Comment;
use super::state::State;

pub(super) fn add(state: &mut State, parameters: &Value) -> Result<Value, No> {
    // Since crm 23.100.0 the key is in small letters.
    let Some(fields) = parameters["fields"].as_object() else {
        return Err(No::bad("100", "Could not find value for parameter {fields}"));
    };
    let text = |key: &str| fields.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (kind, words) = (text("ENTITY_TYPE"), text("COMMENT"));
    let id = fields.get("ENTITY_ID").and_then(number).unwrap_or_default();
    let exists = match kind.as_str() {
        "lead" => state.leads.contains_key(&id),
        "deal" => state.deals.contains_key(&id),
        _ => false,
    };
    if !exists {
        return Err(No::bad("OWNER_NOT_FOUND", "Элемент не найден"));
    }
    if words.trim().is_empty() {
        return Err(No::bad("INVALID_ARG_VALUE", "Пустой комментарий"));
    }
    let number = state.number();
    state.comments.push(Comment { number, kind, id, words });
    Ok(number.into())
}

pub(super) fn list(state: &State, parameters: &Value) -> Result<Value, No> {
    let filter = &parameters["filter"];
    let (Some(id), Some(kind)) = (number(&filter["ENTITY_ID"]), filter["ENTITY_TYPE"].as_str())
    else {
        return Err(No::bad("100", "ENTITY_ID and ENTITY_TYPE are required"));
    };
    let of_it = state.comments.iter().filter(|comment| comment.kind == kind && comment.id == id);
    let shown =
        of_it.map(|comment| json!({"ID": comment.number.to_string(), "COMMENT": comment.words}));
    let mut shown: Vec<Value> = shown.collect();
    if parameters["order"]["ID"] == "DESC" {
        shown.reverse();
    }
    shown.truncate(50);
    Ok(shown.into())
}
