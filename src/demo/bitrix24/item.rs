//! `crm.item.*` for leads.

use serde_json::{Map, Value, json};

use super::names::{self, FIELDS, MULTI, STAGES};
use super::no::No;
use super::reading::{Entry, Lead};
use super::state::State;

const LEAD: u64 = 1;
const PAGE: usize = 50;

pub(super) fn call(state: &mut State, method: &str, parameters: &Value) -> Result<Value, No> {
    if number(&parameters["entityTypeId"]) != Some(LEAD) {
        return Err(No::bad("NOT_FOUND", "Смарт-процесс не найден"));
    }
    match method {
        "crm.item.add" => {
            let (fields, multi) = fields(state, parameters)?;
            check_required(state, &fields, &multi)?;
            check_stage(&fields)?;
            let id = state.add_lead(fields, multi);
            Ok(json!({"item": shown(&state.leads[&id])}))
        }
        "crm.item.get" => Ok(json!({"item": shown(find(state, parameters)?)})),
        "crm.item.update" => {
            let id = find(state, parameters)?.id;
            let (fields, multi) = fields(state, parameters)?;
            check_stage(&fields)?;
            update(state, id, fields, multi)?;
            Ok(json!({"item": shown(&state.leads[&id])}))
        }
        "crm.item.delete" => {
            let id = find(state, parameters)?.id;
            state.leads.remove(&id);
            Ok(json!([]))
        }
        "crm.item.fields" => Ok(json!({"fields": all_fields(state, |item, _| item)})),
        _ => list(state, parameters),
    }
}

/// Changes a lead; a value with a number replaces the one of that number.
pub(super) fn update(
    state: &mut State,
    id: u64,
    fields: Map<String, Value>,
    multi: Vec<Entry>,
) -> Result<(), No> {
    let rights = state.stage_rights;
    let Some(lead) = state.leads.get_mut(&id) else { return Err(missing()) };
    if fields.get("stageId").is_some_and(|stage| lead.fields["stageId"] != *stage) && !rights {
        return Err(No::bad("-", "Недостаточно прав на смену стадии"));
    }
    lead.fields.extend(fields);
    for one in multi {
        match lead.multi.iter_mut().find(|old| old.id == one.id) {
            Some(old) => *old = one,
            None => lead.multi.push(one),
        }
    }
    state.set_stage_meaning(id);
    Ok(())
}

fn missing() -> No {
    No::bad("NOT_FOUND", "Элемент не найден")
}

fn find<'a>(state: &'a State, parameters: &Value) -> Result<&'a Lead, No> {
    let id = number(&parameters["id"]);
    id.and_then(|id| state.leads.get(&id)).ok_or_else(missing)
}

pub(super) fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

type Given = (Map<String, Value>, Vec<Entry>);

fn fields(state: &mut State, parameters: &Value) -> Result<Given, No> {
    let Some(given) = parameters["fields"].as_object() else {
        return Err(No::bad("100", "Could not find value for parameter {fields}"));
    };
    let original = parameters["useOriginalUfNames"] == "Y";
    let multi = match given.get("fm") {
        None => Vec::new(),
        Some(Value::Array(list)) => {
            let read = |one: &Value| {
                let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
                value(state, one.get("id"), text("typeId"), text("valueType"), text("value"))
            };
            list.iter().map(read).collect::<Result<_, No>>()?
        }
        Some(_) => return Err(No::bad("100", "Argument #1 must be of type array, string given")),
    };
    Ok((names::of_item(given, original), multi))
}

/// One value of several, checked.
pub(super) fn value(
    state: &mut State,
    id: Option<&Value>,
    kind: String,
    sort: String,
    value: String,
) -> Result<Entry, No> {
    let known = MULTI.iter().any(|(name, sorts)| *name == kind && sorts.contains(&&*sort));
    let is_address = value.split_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    if !known || (kind == "EMAIL" && !is_address) {
        let field = if kind == "EMAIL" { "E-mail" } else { &kind };
        let words = format!("Неверное значение поля \"{field}\"");
        return Err(No::bad("CRM_FIELD_ERROR_VALUE_NOT_VALID", words));
    }
    let id = id.and_then(number).unwrap_or_else(|| state.number());
    Ok(Entry { id, kind, sort, value })
}

pub(super) fn check_required(
    state: &State,
    fields: &Map<String, Value>,
    multi: &[Entry],
) -> Result<(), No> {
    let lacks = |name: &&String| match MULTI.iter().any(|(kind, _)| kind == *name) {
        true => !multi.iter().any(|one| one.kind == **name),
        false => fields.get(*name).is_none_or(|value| value.is_null() || value == ""),
    };
    match state.required.iter().find(lacks) {
        Some(name) => {
            let words = format!("Поле \"{}\" обязательно для заполнения.", names::title(name));
            Err(No::bad("CRM_FIELD_ERROR_REQUIRED", words))
        }
        None => Ok(()),
    }
}

pub(super) fn check_stage(fields: &Map<String, Value>) -> Result<(), No> {
    let Some(stage) = fields.get("stageId").and_then(Value::as_str) else { return Ok(()) };
    if STAGES.iter().any(|(code, ..)| *code == stage) {
        return Ok(());
    }
    Err(No::bad("CRM_FIELD_ERROR_VALUE_NOT_VALID", "Неверное значение поля \"Стадия\""))
}

/// A lead as an answer has it: every field, most of them null.
fn shown(lead: &Lead) -> Value {
    let mut item: Map<String, Value> =
        FIELDS.iter().map(|(name, ..)| ((*name).to_owned(), Value::Null)).collect();
    item.extend(lead.fields.clone());
    item.insert("id".to_owned(), lead.id.into());
    item.insert("entityTypeId".to_owned(), LEAD.into());
    let multi = lead.multi.iter().map(
        |one| json!({"id": one.id, "typeId": one.kind, "valueType": one.sort, "value": one.value}),
    );
    item.insert("fm".to_owned(), multi.collect());
    for (kind, key) in [("PHONE", "hasPhone"), ("EMAIL", "hasEmail")] {
        let has = if lead.values(kind).is_empty() { "N" } else { "Y" };
        item.insert(key.to_owned(), has.into());
    }
    Value::Object(item)
}

fn list(state: &State, parameters: &Value) -> Result<Value, No> {
    let items: Vec<Value> = state.leads.values().map(shown).collect();
    let (items, total) = page(state, items, parameters, "id", |name| name.to_owned());
    Ok(json!({"items": items, "total": total}))
}

/// A page of what a filter lets through; filters the portal does not know are ignored.
pub(super) fn page(
    state: &State,
    mut all: Vec<Value>,
    parameters: &Value,
    id: &str,
    name: impl Fn(&str) -> String,
) -> (Vec<Value>, usize) {
    let filter = parameters["filter"].as_object().cloned().unwrap_or_default();
    let origin = [name("originId"), name("originatorId")];
    let known = |key: &String| match state.origin_filter {
        true => true,
        false => !origin.contains(key),
    };
    for (key, wanted) in filter.iter().filter(|(key, _)| known(key)) {
        let field = key.trim_start_matches(['=', '@']);
        all.retain(|item| match item.get(field) {
            Some(value) if key.starts_with('@') => {
                wanted.as_array().is_some_and(|list| list.iter().any(|one| same(one, value)))
            }
            Some(value) => same(wanted, value),
            None => true,
        });
    }
    if parameters["order"][id] == "DESC" {
        all.reverse();
    }
    let total = all.len();
    let start = parameters["start"].as_u64().unwrap_or_default() as usize;
    let select: Vec<&str> =
        parameters["select"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let chosen = all.into_iter().skip(start).take(PAGE).map(|mut item| {
        if let Some(item) = item.as_object_mut().filter(|_| !select.is_empty()) {
            item.retain(|key, _| select.contains(&&**key) || key == id);
        }
        item
    });
    (chosen.collect(), total)
}

fn same(one: &Value, other: &Value) -> bool {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text(one) == text(other)
}

/// What `*.fields` tells.
pub(super) fn all_fields(
    state: &State,
    name: impl Fn(&'static str, &'static str) -> &'static str,
) -> Value {
    let field = |(item, lead, title): &(&'static str, &'static str, &str)| {
        let required = state.required.iter().any(|required| required == item);
        let about = json!({"type": "string", "isRequired": required, "title": title});
        (name(item, lead).to_owned(), about)
    };
    Value::Object(FIELDS.iter().map(field).collect())
}
