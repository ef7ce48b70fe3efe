//! Labelled messages: the time to call, its exact words and its value.

use chrono::{DateTime, NaiveTime, Utc};
use leadlatch::detect::{Context, call_time};
use leadlatch::dialog::{CallTime, Field};

use crate::score::{Score, rows};

/// A working Monday noon in Moscow, 19 October 2026.
fn now() -> DateTime<Utc> {
    "2026-10-19T09:00:00Z".parse().expect("a moment")
}

fn context<'a>() -> Context<'a> {
    Context {
        earlier: &[],
        asked: None,
        now: now(),
        zone: chrono_tz::Europe::Moscow,
        country: "RU",
    }
}

/// A value as the labelled set writes it: `2026-10-20 10:00-18:00 evening`, absent parts left out.
fn written(time: &CallTime) -> String {
    let clock = |time: NaiveTime| time.format("%H:%M").to_string();
    let mut words = Vec::new();
    words.extend(time.date.map(|date| date.to_string()));
    if time.from.is_some() || time.to.is_some() {
        let hour = |time: Option<NaiveTime>| time.map(clock).unwrap_or_default();
        words.push(format!("{}-{}", hour(time.from), hour(time.to)));
    }
    words.extend(time.part.map(|part| {
        serde_json::to_value(part)
            .ok()
            .and_then(|part| Some(part.as_str()?.to_owned()))
            .unwrap_or_default()
    }));
    words.join(" ")
}

/// Whether a time is named, its exact words, its value: three rows of the table.
fn score(name: &str, file: &str, floors: [f64; 3]) {
    let (mut named, mut words, mut values) = (Score::default(), Score::default(), Score::default());
    for row in rows(file) {
        let message = &row[0];
        let expected = Some(&row[1]).filter(|span| *span != "-");
        let asked = row.get(3).is_some_and(|asked| asked == "asked").then_some(&Field::Time);
        let context = Context { asked, ..context() };
        let found = call_time::find(message, &[], &context).0;
        let is = |named: bool| if named { vec![()] } else { Vec::new() };
        named.add(message, &is(expected.is_some()), &is(found.is_some()));
        if let (Some(expected), Some(found)) = (expected, &found) {
            words.add(message, &[expected.as_str()], &[&message[found.span.clone()]]);
            if let Some(value) = row.get(2) {
                values.add(message, &[value.clone()], &[written(&found.value)]);
            }
        }
    }
    words.report(&format!("{name}: exact words"), floors[2], floors[2]);
    values.report(&format!("{name}: value"), floors[2], floors[2]);
    named.report(name, floors[0], floors[1]);
}

#[test]
fn times_are_found_as_written() {
    score("call time", include_str!("call_time.tsv"), [0.0, 0.0, 0.0]);
}

#[test]
fn another_set_named_by_the_environment() {
    let Ok(path) = std::env::var("CALL_TIME_SET") else { return };
    score("call time, other", &std::fs::read_to_string(path).expect("a set"), [0.0; 3]);
}
