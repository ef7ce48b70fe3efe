//! Labelled messages: the time to call, its exact words and its value.

use chrono::{DateTime, Utc};
use leadlatch::detect::{Context, call_time};
use leadlatch::dialog::CallTime;

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

#[test]
fn sample() {
    let Ok(path) = std::env::var("CALL_TIME_SET") else { return };
    let file = std::fs::read_to_string(path).expect("set");
    let (mut score, mut exact, mut hits) = (Score::default(), 0, 0);
    for row in rows(&file) {
        let (message, expected) = (&row[0], &row[1]);
        let found = call_time::find(message, &[], &context()).0;
        let e: Vec<bool> = (expected != "-").then_some(true).into_iter().collect();
        let f: Vec<bool> = found.is_some().then_some(true).into_iter().collect();
        score.add(message, &e, &f);
        if let (true, Some(found)) = (expected != "-", found) {
            hits += 1;
            if &message[found.span.clone()] == expected {
                exact += 1
            } else {
                println!(
                    "span: {message:?} expected {expected:?} found {:?}",
                    &message[found.span]
                );
            }
        }
    }
    println!("exact {exact}/{hits}");
    score.report("call time", 0.0, 0.0);
}
