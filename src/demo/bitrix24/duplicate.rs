//! `crm.duplicate.findbycomm`: who has that phone or address, letter by letter.

use serde_json::{Map, Value, json};

use super::no::No;
use super::state::State;

/// A kind of owners with so many hits ends the search.
const MANY: usize = 20;

pub(super) fn find(state: &State, parameters: &Value) -> Result<Value, No> {
    let Some(kind) = parameters["type"].as_str() else {
        let no = No::bad("Communication type is not defined", "Parameter 'type' is required.");
        return Err(no);
    };
    if !["PHONE", "EMAIL"].contains(&kind) {
        let code = format!("Communication type '{kind}' is not supported in current context");
        return Err(No::bad(&code, ""));
    }
    let values: Vec<&str> =
        parameters["values"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if values.is_empty() || values.len() > MANY {
        return Err(No::bad("Communication values is not defined", ""));
    }
    let wanted = parameters["entity_type"].as_str();
    let leads = state.leads.values().filter(|lead| {
        lead.multi.iter().any(|one| one.kind == kind && values.contains(&&*one.value))
    });
    let leads: Vec<u64> = leads.map(|lead| lead.id).collect();
    let contacts = state.contacts.values().filter(|contact| {
        contact.multi.iter().any(|(of, value)| of == kind && values.contains(&&**value))
    });
    let contacts: Vec<u64> = contacts.map(|contact| contact.id).collect();
    let mut found = Map::new();
    for (entity, mut ids) in [("LEAD", leads), ("CONTACT", contacts)] {
        if ids.is_empty() || wanted.is_some_and(|wanted| wanted != entity) {
            continue;
        }
        let many = ids.len() >= MANY;
        ids.truncate(MANY);
        found.insert(entity.to_owned(), ids.into());
        if many {
            break;
        }
    }
    Ok(match found.is_empty() && state.empty_list {
        true => json!([]),
        false => found.into(),
    })
}
