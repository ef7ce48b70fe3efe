//! `rules.schema.json`, by which editors complete and explain the keys of a rules file.
//!
//! `UPDATE=1 cargo test --test schema` writes it anew.

mod json_schema;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use leadlatch::rules::{editor_schema, problems};
use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_file_is_what_the_engine_says() {
    let schema = serde_json::to_string_pretty(&editor_schema()).unwrap() + "\n";
    let file = root().join("rules.schema.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &schema).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(written == schema, "rules.schema.json has drifted: UPDATE=1 cargo test --test schema");
}

/// The keys the reader names when it meets one that it does not know.
fn known_to_the_reader(unknown: &str) -> BTreeSet<String> {
    let head = "version = 1\ncompany = \"А\"\ntimezone = \"Europe/Moscow\"\n";
    let rule = "[[rule]]\nname = \"А\"\nif.words = [\"цена\"]\nthen.reply = \"А\"\n";
    let text = if unknown.starts_with('[') || unknown.contains('.') {
        format!("{head}{rule}{unknown}\n")
    } else {
        format!("{head}{unknown}\n{rule}")
    };
    let problems = problems(&text);
    let problem = problems.iter().find(|problem| problem.message.contains("qqqqqq"));
    let help = problem.and_then(|problem| problem.help.clone());
    let help = help.unwrap_or_else(|| panic!("nothing is said about {unknown}: {problems:?}"));
    let signs = |sign: char| !(sign.is_ascii_alphanumeric() || sign == '_');
    help.split(signs).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn keys_of(table: &Value) -> BTreeSet<String> {
    table["properties"].as_object().expect("a table").keys().cloned().collect()
}

#[test]
fn the_schema_has_the_keys_of_the_reader_and_no_others() {
    let schema = editor_schema();
    let tables = [
        ("", "qqqqqq = 1"),
        ("/properties/hours", "[hours]\nqqqqqq = 1"),
        ("/properties/lead", "[lead]\nqqqqqq = 1"),
        ("/properties/field/additionalProperties", "[field.phone]\nqqqqqq = 1"),
        ("/properties/rule/items", "[[rule]]\nqqqqqq = 1"),
        ("/properties/rule/items/properties/if", "if.qqqqqq = 1"),
        ("/properties/rule/items/properties/then", "then.qqqqqq = 1"),
        ("/properties/fallback", "[fallback]\nqqqqqq = 1"),
        ("/properties/notify", "[notify]\nqqqqqq = 1"),
        ("/properties/privacy", "[privacy]\nqqqqqq = 1"),
        ("/properties/bitrix24", "[bitrix24]\nqqqqqq = 1"),
        ("/properties/desk", "[desk]\nqqqqqq = 1"),
        ("/properties/route", "[route]\nqqqqqq = 1"),
    ];
    for (place, unknown) in tables {
        let table = schema.pointer(place).unwrap_or_else(|| panic!("no {place}"));
        assert_eq!(keys_of(table), known_to_the_reader(unknown), "{unknown}");
    }
}

fn judged(text: &str) -> Vec<String> {
    let value: toml::Value = toml::from_str(text).expect("a table");
    json_schema::problems(&editor_schema(), &json!(value))
}

#[test]
fn every_rules_file_of_ours_fits_the_schema() {
    let examples = fs::read_dir(root().join("tests/examples")).unwrap();
    let mut files: Vec<_> = examples.map(|entry| entry.unwrap().path()).collect();
    files.push(root().join("rules.toml"));
    files.retain(|file| file.extension().is_some_and(|end| end == "toml"));
    assert!(files.len() > 3);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(judged(&text), Vec::<String>::new(), "{}", file.display());
    }
}

#[test]
fn a_slip_of_the_pen_does_not_fit() {
    let right = fs::read_to_string(root().join("rules.toml")).unwrap();
    for (from, to) in [
        ("if.message_has", "if.mesage_has"),
        ("[hours]", "[hour]"),
        ("then.lead      = true", "then.lead = \"да\""),
        ("send_to    = [\"telegram\"]", "send_to = [\"telegramm\"]"),
        ("version  = 1", "version = 2"),
    ] {
        let slipped = right.replacen(from, to, 1);
        assert_ne!(slipped, right, "{from} is in the file");
        assert_ne!(judged(&slipped), Vec::<String>::new(), "{to}");
    }
}

#[test]
fn the_shipped_file_names_its_schema() {
    let shipped = fs::read_to_string(root().join("rules.toml")).unwrap();
    assert_eq!(shipped.lines().next(), Some("#:schema ./rules.schema.json"));
}
