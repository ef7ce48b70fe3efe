//! Labelled messages: trigger words in their forms, against look-alikes and relatives.

use leadlatch::detect::words::{Trigger, Vocabulary};

use crate::score::{Score, rows};

#[test]
fn triggers_meet_their_forms_and_nothing_else() {
    let spellings: Vec<&str> =
        include_str!("word_triggers.txt").lines().filter(|line| !line.is_empty()).collect();
    compare("word forms", &spellings, include_str!("word_forms.tsv"));
}

#[test]
fn rare_forms_are_met_and_derived_words_are_not() {
    let file = include_str!("word_forms_rare.tsv");
    let rows = rows(file);
    let mut spellings: Vec<&str> = rows.iter().flat_map(|row| row[1].split(',')).collect();
    spellings.retain(|&word| word != "-");
    spellings.sort_unstable();
    spellings.dedup();
    compare("word forms, rare", &spellings, file);
}

fn compare(name: &str, spellings: &[&str], file: &str) {
    let triggers: Vec<Trigger> = spellings.iter().map(|written| written.parse().unwrap()).collect();
    let vocabulary = Vocabulary::compile(&triggers);
    let mut score = Score::default();
    for row in rows(file) {
        let [message, expected] = &row[..] else { panic!("two columns in {row:?}") };
        let expected: Vec<&str> = expected.split(',').filter(|&word| word != "-").collect();
        let hits = vocabulary.read(message, &[]).words.hits;
        let mut found: Vec<&str> = hits.iter().map(|hit| spellings[hit.pattern as usize]).collect();
        found.sort_unstable();
        found.dedup();
        for word in &expected {
            assert!(spellings.contains(word), "{word} is in no list of triggers: {row:?}");
        }
        score.add(message, &expected, &found);
    }
    score.report(name, 0.99, 0.99);
}
