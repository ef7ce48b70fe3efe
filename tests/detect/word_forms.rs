//! Labelled messages: trigger words in their forms, against look-alikes and relatives.

use leadlatch::detect::words::{Trigger, Vocabulary};

use crate::score::{Score, rows};

#[test]
fn triggers_meet_their_forms_and_nothing_else() {
    let spellings: Vec<&str> =
        include_str!("word_triggers.txt").lines().filter(|line| !line.is_empty()).collect();
    let triggers: Vec<Trigger> = spellings.iter().map(|written| written.parse().unwrap()).collect();
    let vocabulary = Vocabulary::compile(&triggers);
    let mut score = Score::default();
    for row in rows(include_str!("word_forms.tsv")) {
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
    score.report("word forms", 0.99, 0.99);
}
