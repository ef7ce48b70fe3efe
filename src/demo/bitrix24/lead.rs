//! `crm.lead.*`: the older methods, whose fields shout and whose errors have no code.

use serde_json::{Map, Value, json};

use super::item::{self, number};
use super::names::{self, FIELDS, MULTI};
use super::no::No;
use super::reading::{Entry, Lead};
use super::state::State;

pub(super) fn call(state: &mut State, method: &str, parameters: &Value) -> Result<Value, No> {
    match method {
        "crm.lead.add" => {
            let (fields, multi) = fields(state, parameters)?;
            item::check_required(state, &fields, &multi).map_err(uncoded)?;
            item::check_stage(&fields).map_err(uncoded)?;
            let id = state.add_lead(fields, multi);
            if let Some(lead) = state.leads.get_mut(&id) {
                lead.announced = parameters["params"]["REGISTER_SONET_EVENT"] == "Y";
            }
            Ok(id.into())
        }
        "crm.lead.get" => Ok(shown(find(state, parameters)?)),
        "crm.lead.update" => {
            let id = find(state, parameters)?.id;
            let (fields, multi) = fields(state, parameters)?;
            item::check_stage(&fields).map_err(uncoded)?;
            item::update(state, id, fields, multi).map_err(uncoded)?;
            Ok(true.into())
        }
        "crm.lead.delete" => {
            let id = find(state, parameters)?.id;
            state.leads.remove(&id);
            Ok(true.into())
        }
        "crm.lead.fields" => Ok(item::all_fields(state, |_, lead| lead)),
        _ => {
            let all: Vec<Value> = state.leads.values().map(shown).collect();
            Ok(item::page(state, all, parameters, "ID", names::upper).0.into())
        }
    }
}

fn uncoded(no: No) -> No {
    No::uncoded(&no.words)
}

fn find<'a>(state: &'a State, parameters: &Value) -> Result<&'a Lead, No> {
    let Some(id) = number(&parameters["id"]) else {
        return Err(No::uncoded("ID is not defined or invalid."));
    };
    state.leads.get(&id).ok_or_else(|| No::uncoded("Not found"))
}

fn fields(state: &mut State, parameters: &Value) -> Result<(Map<String, Value>, Vec<Entry>), No> {
    let Some(given) = parameters["fields"].as_object() else {
        return Err(No::uncoded("Parameter 'fields' must be array."));
    };
    let mut multi = Vec::new();
    for (kind, _) in MULTI {
        for one in given.get(kind).and_then(Value::as_array).into_iter().flatten() {
            let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            let id = one.get("ID");
            let (sort, value) = (text("VALUE_TYPE"), text("VALUE"));
            multi.push(item::value(state, id, kind.to_owned(), sort, value).map_err(uncoded)?);
        }
    }
    Ok((names::of_lead(given), multi))
}

/// Numbers come in quotes.
fn shown(lead: &Lead) -> Value {
    let mut shown: Map<String, Value> =
        FIELDS.iter().map(|(_, name, _)| ((*name).to_owned(), Value::Null)).collect();
    let quoted = |value: &Value| match value {
        Value::Number(number) => number.to_string().into(),
        other => other.clone(),
    };
    shown.extend(lead.fields.iter().map(|(name, value)| (names::upper(name), quoted(value))));
    shown.insert("ID".to_owned(), lead.id.to_string().into());
    for (kind, _) in MULTI {
        let of_kind = lead.multi.iter().filter(|one| one.kind == kind);
        let values: Vec<Value> = of_kind
            .map(|one| {
                json!({"ID": one.id.to_string(), "VALUE_TYPE": one.sort, "VALUE": one.value,
                    "TYPE_ID": one.kind})
            })
            .collect();
        if !values.is_empty() {
            shown.insert(kind.to_owned(), values.into());
        }
    }
    Value::Object(shown)
}
