//! `[bitrix24]`, `[desk]` and `[route]`: where leads go and who is reminded of them.

use std::ops::Range;

use toml::de::DeValue;

use crate::dialog::Field;
use crate::rules::check::Findings;
use crate::rules::{Bitrix24, Desk, Route, RouteBy};

use super::{Bitrix24Draft, Entry, Placed, Table, quantity, section, value};

/// `[bitrix24]`
pub fn bitrix24(mut table: Table<'_>, findings: &mut Findings<'_>) -> Bitrix24Draft {
    let assigned = table.take("assigned");
    let assigned = assigned.and_then(|entry| value::number(&entry, (1, u32::MAX), findings));
    let fields = section::table(&mut table, "fields", findings);
    let mut text = |key, findings: &mut Findings<'_>| {
        let text = table.take(key).and_then(|entry| value::text(&entry, findings));
        text.map(|text| text.value.trim().to_owned())
    };
    let codes = Bitrix24 {
        stage: text("stage", findings),
        source: text("source", findings),
        assigned: assigned.map(|assigned| assigned.value),
        stage_claimed: text("stage_claimed", findings),
        stage_done: text("stage_done", findings),
        stage_spam: text("stage_spam", findings),
        fields: Vec::new(),
    };
    table.finish("[bitrix24]", findings);
    let entries = fields.map(|mut fields| fields.take_all()).unwrap_or_default();
    let fields = entries
        .into_iter()
        .filter_map(|entry| {
            let template = value::text(&entry, findings)?;
            Some((key(&entry), template))
        })
        .collect();
    Bitrix24Draft { codes, fields }
}

/// `[desk]`
pub fn desk(mut table: Table<'_>, findings: &mut Findings<'_>) -> Desk {
    let mut text = |key, findings: &mut Findings<'_>| {
        table.take(key).and_then(|entry| value::text(&entry, findings))
    };
    let remind = text("remind", findings).and_then(|text| quantity::duration(&text, findings));
    let escalate = text("escalate", findings).and_then(|text| quantity::duration(&text, findings));
    let digest = text("digest", findings).and_then(|text| quantity::day_time(&text, findings));
    table.finish("[desk]", findings);
    Desk {
        remind: remind.map(|after| after.value),
        escalate: escalate.map(|after| after.value),
        digest,
    }
}

/// `[route.topic]`, `[route.source]`, `[route.field.X]`: name or value → group.
pub fn route(mut table: Table<'_>, findings: &mut Findings<'_>) -> Vec<Placed<Route>> {
    let mut routes = Vec::new();
    let topics = section::table(&mut table, "topic", findings);
    groups(topics, None, RouteBy::Topic, &mut routes, findings);
    let sources = section::table(&mut table, "source", findings);
    groups(sources, None, RouteBy::Source, &mut routes, findings);
    if let Some(mut fields) = section::table(&mut table, "field", findings) {
        for entry in fields.take_all() {
            let field = Field::from(entry.key);
            let values = section::inner(&entry, findings);
            let by = |value| RouteBy::Field(field.clone(), value);
            groups(values, Some(entry.key_span), by, &mut routes, findings);
        }
    }
    table.finish("[route]", findings);
    routes
}

/// `named` is where the name stands that the values belong to; else they are names themselves.
fn groups(
    table: Option<Table<'_>>,
    named: Option<Range<usize>>,
    by: impl Fn(String) -> RouteBy,
    routes: &mut Vec<Placed<Route>>,
    findings: &mut Findings<'_>,
) {
    for entry in table.map(|mut table| table.take_all()).unwrap_or_default() {
        match group(&entry) {
            Some(group) => {
                let route = Route { by: by(entry.key.trim().to_owned()), group };
                let span = named.clone().unwrap_or_else(|| entry.key_span.clone());
                routes.push(Placed { value: route, span, key: entry.key_span });
            }
            None => {
                findings
                    .error("bad-value", "group", entry.span.clone())
                    .with("key", entry.key.to_owned())
                    .label()
                    .help()
                    .done();
            }
        }
    }
}

/// A group's number: `-1001234567890`, in quotes or without. Those of people are positive.
fn group(entry: &Entry<'_>) -> Option<i64> {
    let number = match entry.value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        DeValue::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|number| *number < 0)
}

fn key(entry: &Entry<'_>) -> Placed<String> {
    Placed {
        value: entry.key.to_owned(),
        span: entry.key_span.clone(),
        key: entry.key_span.clone(),
    }
}
