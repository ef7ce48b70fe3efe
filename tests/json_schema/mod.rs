//! Whether a value fits a JSON Schema: the part of the language that ours use.

use serde_json::Value;

/// What is wrong with a value by a schema; `#/$defs/…` are looked up in it.
pub fn problems(schema: &Value, value: &Value) -> Vec<String> {
    Judge { root: schema }.problems(schema, value, "")
}

struct Judge<'a> {
    root: &'a Value,
}

impl Judge<'_> {
    fn problems(&self, schema: &Value, value: &Value, place: &str) -> Vec<String> {
        if let Some(name) = schema["$ref"].as_str() {
            let target = self.root.pointer(name.trim_start_matches('#'));
            return self.problems(target.expect("references lead somewhere"), value, place);
        }
        if let Some(any) = schema["anyOf"].as_array() {
            let found = any.iter().map(|one| self.problems(one, value, place));
            return found.min_by_key(Vec::len).unwrap_or_default();
        }
        let mut found = Vec::new();
        if !(has_type(schema, value) && is_listed(schema, value) && is_shaped(schema, value)) {
            found.push(format!("{place}: {value}"));
        }
        for item in value.as_array().into_iter().flatten() {
            if !schema["items"].is_null() {
                found.extend(self.problems(&schema["items"], item, place));
            }
        }
        for key in schema["required"].as_array().into_iter().flatten() {
            if value.get(key.as_str().unwrap()).is_none() {
                found.push(format!("{place}: no {key}"));
            }
        }
        for (key, inner) in value.as_object().into_iter().flatten() {
            let place = format!("{place}/{key}");
            match (&schema["properties"][key], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => found.push(format!("{place} is unknown")),
                (Value::Null, Value::Null) => {}
                (Value::Null, other) => found.extend(self.problems(other, inner, &place)),
                (known, _) => found.extend(self.problems(known, inner, &place)),
            }
        }
        found
    }
}

fn has_type(schema: &Value, value: &Value) -> bool {
    match &schema["type"] {
        Value::String(name) => is_a(name, value),
        Value::Array(names) => names.iter().any(|name| is_a(name.as_str().unwrap(), value)),
        _ => schema["enum"].is_array(),
    }
}

fn is_a(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    }
}

fn is_listed(schema: &Value, value: &Value) -> bool {
    schema["enum"].as_array().is_none_or(|words| words.contains(value))
}

fn is_shaped(schema: &Value, value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    let pattern = schema["pattern"].as_str().map(|pattern| regex::Regex::new(pattern).unwrap());
    let long = value.as_array().map_or(u64::MAX, |items| items.len() as u64);
    let moment = match schema["format"].as_str() {
        Some("date-time") => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
        Some(other) => panic!("{other} is no format"),
        None => true,
    };
    moment
        && pattern.is_none_or(|pattern| pattern.is_match(text))
        && schema["minItems"].as_u64().is_none_or(|least| long >= least)
        && schema["minimum"].as_i64().is_none_or(|least| value.as_i64() >= Some(least))
}
