//! Labelled messages: emails.

use leadlatch::detect::{email, handle};

use crate::score::{Score, rows};

/// Addresses and handles as the labels name them.
fn contacts(text: &str) -> Vec<String> {
    let (addresses, _) = email::find(text);
    let addresses = addresses.into_iter().map(|found| format!("email:{}", found.value));
    let handles = handle::find(text).into_iter().map(|found| found.value.replace('@', "tg:"));
    addresses.chain(handles).collect()
}

#[test]
fn labelled_messages_give_their_addresses() {
    let mut score = Score::default();
    for row in rows(include_str!("emails.tsv")) {
        let expected: Vec<String> =
            row[1].split(',').filter(|item| *item != "-").map(str::to_owned).collect();
        score.add(&row[0], &expected, &contacts(&row[0]));
    }
    score.report("emails and handles", 0.98, 0.98);
}
