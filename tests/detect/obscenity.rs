//! Labelled messages: obscenity and rudeness, masked and plain, against innocent look-alikes.

use leadlatch::detect::words::Vocabulary;

use crate::score::{Row, Score, check, rows};

/// The rows of the table.
pub fn scored() -> Vec<Row> {
    vec![
        Row::new("obscenity", obscenity(), 0.97, 0.93),
        Row::new("rudeness", rudeness(), 0.95, 0.9),
    ]
}

fn obscenity() -> Score {
    let vocabulary = Vocabulary::default();
    let mut score = Score::default();
    for row in rows(include_str!("obscenity.tsv")) {
        let [message, label] = &row[..] else { panic!("two columns in {row:?}") };
        if label == "rude" {
            continue;
        }
        let found = vocabulary.read(message, &[]).obscene.then_some("obscene");
        let expected = (label == "obscene").then_some("obscene");
        score.add(message, expected.as_slice(), found.as_slice());
    }
    score
}

fn rudeness() -> Score {
    let vocabulary = Vocabulary::default();
    let mut score = Score::default();
    for row in rows(include_str!("obscenity.tsv")) {
        let [message, label] = &row[..] else { panic!("two columns in {row:?}") };
        let reading = vocabulary.read(message, &[]);
        let found = (reading.rude && !reading.obscene).then_some("rude");
        let expected = (label == "rude").then_some("rude");
        if label != "obscene" {
            score.add(message, expected.as_slice(), found.as_slice());
        }
    }
    score
}

#[test]
fn obscenity_and_rudeness_are_found_and_innocent_words_are_left_alone() {
    check(&scored());
}
