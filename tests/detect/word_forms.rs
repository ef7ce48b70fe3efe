//! Labelled messages: trigger words in their forms, against look-alikes and relatives.

use leadlatch::detect::words::{Trigger, Vocabulary};

use crate::score::{Row, Score, check, rows};

/// The rows of the table.
pub fn scored() -> Vec<Row> {
    let rare = include_str!("word_forms_rare.tsv");
    let listed = include_str!("word_triggers.txt");
    let blind = include_str!("word_triggers_blind.txt");
    let crowd = include_str!("word_triggers_crowd.txt");
    vec![
        row("word forms", &lines(listed), include_str!("word_forms.tsv")),
        row("word forms, rare", &column(&rows(rare)), rare),
        row("word forms, blind", &lines(blind), include_str!("word_forms_blind.tsv")),
        row("word forms, crowd", &lines(crowd), include_str!("word_forms_crowd.tsv")),
    ]
}

#[test]
fn triggers_meet_their_forms_and_nothing_else() {
    check(&scored());
}

fn lines(triggers: &str) -> Vec<&str> {
    triggers.lines().filter(|line| !line.is_empty()).collect()
}

/// Every trigger the labels name.
fn column(rows: &[Vec<String>]) -> Vec<&str> {
    let mut spellings: Vec<&str> = rows.iter().flat_map(|row| row[1].split(',')).collect();
    spellings.retain(|&word| word != "-");
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

fn row(name: &str, spellings: &[&str], file: &str) -> Row {
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
    Row::new(name, score, 0.99, 0.99)
}
