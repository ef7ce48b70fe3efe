//! Labelled English messages: words in their forms, the time to call, obscenity.

use leadlatch::detect::words::{Trigger, Vocabulary};
use leadlatch::detect::{Context, Facts, detect};

use crate::score::{Row, Score, check, rows};

#[test]
fn english_is_read_at_a_plain_but_honest_level() {
    check(&scored());
}

/// The rows of the table.
pub fn scored() -> Vec<Row> {
    let rows = rows(include_str!("english.tsv"));
    let mut spellings: Vec<&str> = rows.iter().flat_map(|row| row[1].split(',')).collect();
    spellings.retain(|&word| word != "-");
    spellings.sort_unstable();
    spellings.dedup();
    let triggers: Vec<Trigger> = spellings.iter().map(|written| written.parse().unwrap()).collect();
    let vocabulary = Vocabulary::compile(&triggers);
    let [mut words, mut times, mut tempers] = [(); 3].map(|()| Score::default());
    for row in &rows {
        let [message, triggers, time, temper] = &row[..] else { panic!("four columns in {row:?}") };
        let facts = read(message, &vocabulary);
        let mut found: Vec<&str> =
            facts.words.hits.iter().map(|hit| spellings[hit.pattern as usize]).collect();
        found.dedup();
        words.add(message, &listed(triggers), &found);
        let span = facts.time.as_ref().map(|time| &message[time.span.clone()]);
        times.add(message, &listed(time), span.as_slice());
        let found = match (facts.obscene, facts.rude) {
            (true, _) => &["obscene"][..],
            (false, true) => &["rude"],
            _ => &[],
        };
        tempers.add(message, &listed(temper), found);
    }
    vec![
        Row::new("English words", words, 0.97, 0.97),
        Row::new("English call time", times, 0.9, 0.9),
        Row::new("English temper", tempers, 0.97, 0.97),
    ]
}

fn read(message: &str, vocabulary: &Vocabulary) -> Facts {
    // A working Monday noon in London.
    let now = "2026-10-19T11:00:00Z".parse().expect("a moment");
    let zone = chrono_tz::Europe::London;
    detect(
        message,
        &Context { earlier: &[], entities: &[], asked: None, now, zone, country: "GB" },
        vocabulary,
    )
}

fn listed(cell: &str) -> Vec<&str> {
    cell.split(',').filter(|&item| item != "-").collect()
}
