//! Labelled messages: phones.

use chrono::DateTime;
use chrono_tz::Europe::Moscow;
use leadlatch::detect::{Context, phone};

use crate::score::{Score, rows};

fn context<'a>(earlier: &'a [&'a str], country: &'a str) -> Context<'a> {
    Context { earlier, asked: None, now: DateTime::UNIX_EPOCH, zone: Moscow, country }
}

fn numbers(text: &str) -> Vec<String> {
    let (phones, _) = phone::find(text, &context(&[], "RU"));
    phones.into_iter().map(|found| found.value.e164).collect()
}

/// The numbers a row expects: `-` for none, commas between several.
fn expected(cell: &str) -> Vec<String> {
    cell.split(',').filter(|item| *item != "-").map(str::to_owned).collect()
}

#[test]
fn labelled_messages_give_their_numbers() {
    let mut score = Score::default();
    for row in rows(include_str!("phones.tsv")) {
        score.add(&row[0], &expected(&row[1]), &numbers(&row[0]));
    }
    score.report("phones", 0.97, 0.97);
}
