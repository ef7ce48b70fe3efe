//! Real words in their first form, as many as are asked for.

use std::collections::BTreeSet;

use rumorph::{Dictionary, Source};

/// Beginnings that make new words of words: «делать», «переделать».
const BEGINNINGS: [&str; 28] = [
    "", "за", "на", "по", "про", "пере", "под", "при", "вы", "от", "до", "из", "ис", "об", "у",
    "рас", "раз", "без", "не", "само", "полу", "со", "с", "о", "в", "недо", "авто", "анти",
];

/// The words of the messages and their kin.
///
/// The dictionary cannot be listed, so kin is found by trying beginnings on.
pub fn lemmas(dictionary: &Dictionary, messages: &[String], count: usize) -> Vec<String> {
    let words: BTreeSet<String> = messages
        .iter()
        .flat_map(|message| message.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect();
    let roots: BTreeSet<String> = words
        .iter()
        .filter_map(|word| dictionary.analyze(word).into_iter().next())
        .filter(|reading| reading.source == Source::Dictionary)
        .map(|reading| reading.lemma)
        .collect();
    let mut lemmas = BTreeSet::new();
    for root in &roots {
        let kin = BEGINNINGS.iter().map(|beginning| format!("{beginning}{root}"));
        lemmas.extend(kin.filter(|word| dictionary.is_known(word)));
    }
    assert!(lemmas.len() >= count, "only {} words", lemmas.len());
    // Taken at even steps, every letter of the alphabet has its share.
    let step = lemmas.len() / count;
    lemmas.into_iter().step_by(step).take(count).collect()
}
