//! Labelled messages: what the customer calls himself.

use std::ops::Range;

use leadlatch::detect::{Context, name};
use leadlatch::dialog::Field;
use proptest::prelude::*;

use crate::score::{Row, Score, check, rows};

/// What the detector is told about a message.
fn context(asked: Option<&Field>) -> Context<'_> {
    Context {
        earlier: &[],
        entities: &[],
        asked,
        now: "2026-10-19T09:00:00Z".parse().expect("a moment"),
        zone: chrono_tz::Europe::Moscow,
        country: "RU",
    }
}

/// The contacts of a message: in the set they stand in square brackets, which are blanked too.
fn contacts(message: &str) -> Vec<Range<usize>> {
    let starts = message.match_indices('[').map(|(at, _)| at);
    let ends = message.match_indices(']').map(|(at, _)| at + 1);
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| start..end).collect()
}

fn score(name: &str, file: &str, floor: f64) -> Vec<Row> {
    let mut score = Score::default();
    for row in rows(file) {
        let message = &row[0];
        let expected: Vec<String> = row[1..2].iter().filter(|name| *name != "-").cloned().collect();
        let asked = row.get(2).is_some_and(|asked| asked == "asked").then_some(&Field::Name);
        let found = name::find(message, &contacts(message), &context(asked));
        let found: Vec<String> = found.into_iter().map(|found| found.value).collect();
        score.add(message, &expected, &found);
    }
    vec![Row::new(name, score, floor, floor)]
}

/// The row of the table.
pub fn scored() -> Vec<Row> {
    score("names", include_str!("names.tsv"), 0.95)
}

#[test]
fn names_are_found_and_capitalised() {
    check(&scored());
}

proptest! {
    #[test]
    fn no_text_breaks_the_detector(text in any::<String>(), asked in any::<bool>()) {
        unharmed(&text, asked)?;
    }

    #[test]
    fn no_mix_of_names_and_cues_does(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..10),
        asked in any::<bool>(),
    ) {
        unharmed(&words.concat(), asked)?;
    }
}

const WORDS: &[&str] = &[
    "меня",
    " ",
    " ",
    " ",
    "зовут",
    "Анна",
    "иван",
    "Петровна",
    "Иванов",
    "-",
    ",",
    "\n",
    "это",
    "ЁЖ",
    "[89051234567]",
    "🙂",
    "\u{200b}",
    "с уважением",
    "my name is",
    "I'm",
    "John",
    "?",
    "спросить",
];

/// The span lies inside the text on character boundaries and the name is not empty.
fn unharmed(text: &str, asked: bool) -> Result<(), TestCaseError> {
    let context = context(asked.then_some(&Field::Name));
    if let Some(found) = name::find(text, &contacts(text), &context) {
        prop_assert!(text.get(found.span).is_some());
        prop_assert!(!found.value.is_empty());
    }
    Ok(())
}

#[test]
#[ignore = "scores the set that NAME_SET names"]
fn another_set_of_names_named_by_the_environment() {
    let path = std::env::var("NAME_SET").expect("NAME_SET names a set");
    check(&score("names, other", &std::fs::read_to_string(path).expect("a set"), 0.90));
}
