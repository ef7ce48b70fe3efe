//! The keys of a rules file for editors that complete and explain them: JSON Schema.
//!
//! The table stands in `texts/keys.ru.txt`: path, kind of value, explanation;
//! `!` marks what no file can do without, `*` names the owner invents. Tests hold
//! it against what [`super::read`] takes. `check` remains the judge: where it
//! forgives, the schema says nothing.

use serde_json::{Map, Value, json};

use crate::dialog::{MediaKind, Sink, Status};

use super::quantity::STATUSES;

const KEYS: &str = include_str!("../../texts/keys.ru.txt");

/// A key of the table.
struct Key {
    parent: &'static str,
    name: &'static str,
    path: &'static str,
    required: bool,
    kind: &'static str,
    words: &'static str,
}

fn keys() -> impl Iterator<Item = Key> {
    KEYS.lines().filter_map(|line| {
        let mut parts = line.splitn(3, " | ");
        let written = parts.next()?.trim();
        let path = written.trim_end_matches('!');
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        let required = path != written;
        Some(Key { parent, name, path, required, kind: parts.next()?, words: parts.next()? })
    })
}

/// The schema of `rules.toml`: <https://json-schema.org/draft-07>, which editors know best.
pub fn editor_schema() -> Value {
    let mut schema = table("");
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("rules.toml");
    schema
}

fn table(path: &str) -> Value {
    let (mut known, mut required, mut other) = (Map::new(), Vec::new(), json!(false));
    for key in keys().filter(|key| key.parent == path) {
        let mut value = value(&key);
        value["description"] = json!(key.words);
        if key.name == "*" {
            other = value;
            continue;
        }
        if key.required {
            required.push(key.name);
        }
        known.insert(key.name.to_owned(), value);
    }
    let mut table = json!({ "type": "object", "properties": known, "additionalProperties": other });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

fn value(key: &Key) -> Value {
    let (kind, rest) = key.kind.split_once(' ').unwrap_or((key.kind, ""));
    let rest: Vec<&str> = rest.split_whitespace().collect();
    match kind {
        "table" => table(key.path),
        "tables" => json!({ "type": "array", "minItems": 1, "items": table(key.path) }),
        "flag" => json!({ "type": "boolean" }),
        "number" => {
            let ends: Vec<u32> = rest.iter().filter_map(|end| end.parse().ok()).collect();
            json!({ "type": "integer", "minimum": ends.first(), "maximum": ends.last() })
        }
        "version" => json!({ "type": "integer", "enum": [1] }),
        "texts" => json!({ "type": "array", "items": { "type": "string" } }),
        "some" => json!({ "type": "array", "minItems": 1, "items": { "type": "string" } }),
        // A date without quotes is a date to one editor and a text to another.
        "dates" => json!({ "type": "array" }),
        "choice" => json!({ "type": "string", "enum": rest }),
        "sinks" => some_of(&Sink::ALL.map(Sink::key)),
        "kinds" => some_of(&MediaKind::NAMED.map(MediaKind::key)),
        "duration" => duration(),
        // «завершён» is as good as «Завершен»: names are offered, not demanded.
        "statuses" => json!({ "anyOf": [{ "enum": statuses(&rest) }, { "type": "string" }] }),
        "reopen" => reopen(&rest),
        "group" => json!({ "anyOf": [{ "type": "integer" }, { "type": "string" }] }),
        _ => json!({ "type": "string" }),
    }
}

fn duration() -> Value {
    json!({ "type": "string", "pattern": "^\\s*([0-9]+[smhd]\\s*)+$" })
}

fn some_of(words: &[&str]) -> Value {
    json!({ "type": "array", "minItems": 1, "items": { "type": "string", "enum": words } })
}

/// The Russian and the English names.
fn statuses(keys: &[&str]) -> Vec<&'static str> {
    let meant = |status: Status| keys.contains(&status.key());
    let names = STATUSES.iter().filter(|(status, _, _)| meant(*status));
    names.flat_map(|(_, russian, english)| [*russian, *english]).collect()
}

fn reopen(keys: &[&str]) -> Value {
    let after = json!({ "anyOf": [duration(), { "type": "string", "enum": ["never"] }] });
    let names = statuses(keys).into_iter().map(|name| (name.to_owned(), after.clone()));
    let known: Map<String, Value> = names.collect();
    json!({ "type": "object", "properties": known, "additionalProperties": after })
}
