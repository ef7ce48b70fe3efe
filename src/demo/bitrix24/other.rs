//! The portal's small methods: its scopes, its mode, its dictionaries, its deals.

use serde_json::{Value, json};

use super::item::number;
use super::names::{SOURCES, STAGES};
use super::no::No;
use super::reading::Mode;
use super::state::State;

pub(super) fn scope(state: &State) -> Value {
    if state.scope { json!(["crm", "user_brief"]) } else { json!(["task"]) }
}

pub(super) fn mode(state: &State) -> Value {
    match state.mode {
        Mode::Classic => 1.into(),
        Mode::Simple => 2.into(),
    }
}

pub(super) fn statuses(parameters: &Value) -> Result<Value, No> {
    let rows: Vec<Value> = match parameters["filter"]["ENTITY_ID"].as_str() {
        Some("STATUS") => STAGES
            .iter()
            .map(|(code, name, meaning)| {
                json!({"STATUS_ID": code, "NAME": name, "SEMANTICS": meaning})
            })
            .collect(),
        Some("SOURCE") => SOURCES
            .iter()
            .map(|(code, name)| json!({"STATUS_ID": code, "NAME": name}))
            .collect(),
        _ => Vec::new(),
    };
    Ok(rows.into())
}

pub(super) fn deals(state: &State, parameters: &Value) -> Result<Value, No> {
    let lead = number(&parameters["filter"]["LEAD_ID"]);
    let of_lead = state.deals.values().filter(|deal| lead.is_none_or(|lead| deal.lead == lead));
    let shown = of_lead.map(|deal| {
        json!({"ID": deal.id.to_string(), "TITLE": deal.title, "LEAD_ID": deal.lead.to_string()})
    });
    Ok(shown.collect())
}
