//! The methods a portal knows.

use serde_json::Value;

use super::no::No;
use super::state::State;
use super::{batch, comment, duplicate, item, lead, other};

pub(super) fn call(state: &mut State, method: &str, parameters: &Value) -> Result<Value, No> {
    if method == "scope" {
        return Ok(other::scope(state));
    }
    if !state.scope {
        let words = "The request requires higher privileges than provided by the webhook token";
        return Err(No::new(403, "insufficient_scope", words));
    }
    match method {
        "batch" => batch::call(state, parameters),
        "crm.item.add" | "crm.item.get" | "crm.item.update" | "crm.item.delete"
        | "crm.item.list" | "crm.item.fields"
            if state.items =>
        {
            item::call(state, method, parameters)
        }
        "crm.lead.add" | "crm.lead.get" | "crm.lead.update" | "crm.lead.delete"
        | "crm.lead.list" | "crm.lead.fields" => lead::call(state, method, parameters),
        "crm.deal.list" => other::deals(state, parameters),
        "crm.status.list" => other::statuses(parameters),
        "crm.settings.mode.get" => Ok(other::mode(state)),
        "crm.duplicate.findbycomm" => duplicate::find(state, parameters),
        "crm.timeline.comment.add" => comment::add(state, parameters),
        "crm.timeline.comment.list" => comment::list(state, parameters),
        _ => Err(No::new(404, "ERROR_METHOD_NOT_FOUND", "Method not found!")),
    }
}
