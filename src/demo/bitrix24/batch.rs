//! `batch`: up to fifty calls in one, each a method with a query.

use serde_json::{Map, Value, json};

use super::methods;
use super::no::No;
use super::state::State;

const MOST: usize = 50;

pub(super) fn call(state: &mut State, parameters: &Value) -> Result<Value, No> {
    let commands = parameters["cmd"].as_object().cloned().unwrap_or_default();
    if commands.len() > MOST {
        return Err(No::bad("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded"));
    }
    let halt = parameters["halt"] == 1 || parameters["halt"] == true;
    let (mut results, mut errors) = (Map::new(), Map::new());
    for (name, command) in &commands {
        let command = command.as_str().unwrap_or_default();
        let (method, query) = command.split_once('?').unwrap_or((command, ""));
        let outcome = match method {
            "batch" => {
                let words = "Method is not allowed for batch usage";
                Err(No::new(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", words))
            }
            _ => methods::call(state, method, &read(query)),
        };
        match outcome {
            Ok(result) => drop(results.insert(name.clone(), result)),
            Err(no) => {
                errors.insert(name.clone(), no.body());
                if halt {
                    break;
                }
            }
        }
    }
    Ok(json!({"result": results, "result_error": errors}))
}

/// `fields[title]=Anna&id=5` as JSON.
fn read(query: &str) -> Value {
    let mut all = Value::Object(Map::new());
    let decoded = reqwest::Url::parse(&format!("http://batch/?{query}"));
    let Ok(decoded) = decoded else { return all };
    for (key, value) in decoded.query_pairs() {
        let mut place = &mut all;
        for part in key.split('[').map(|part| part.trim_end_matches(']')) {
            if !place.is_object() {
                *place = Value::Object(Map::new());
            }
            place = &mut place[part];
        }
        *place = Value::String(value.into_owned());
    }
    all
}
