//! Real words in their first form, as many as are asked for.

use std::collections::BTreeSet;

use rumorph::Dictionary;

const BEGINNINGS: [&str; 16] = [
    "", "за", "на", "по", "про", "пере", "под", "при", "вы", "от", "до", "из", "об", "у", "раз",
    "не",
];
const ENDINGS: [&str; 24] = [
    "а",
    "ка",
    "ок",
    "ник",
    "ница",
    "ость",
    "ный",
    "ной",
    "ский",
    "ение",
    "ание",
    "ать",
    "ить",
    "еть",
    "овать",
    "ывать",
    "ство",
    "тель",
    "щик",
    "ина",
    "ый",
    "о",
    "ец",
    "ия",
];

/// The kin of the words of the messages.
///
/// The dictionary cannot be listed, so words are found by trying beginnings and endings on.
pub fn lemmas(dictionary: &Dictionary, messages: &[String], count: usize) -> Vec<String> {
    let words = messages.iter().flat_map(|message| message.split(|c: char| !c.is_alphabetic()));
    let mut stems = BTreeSet::new();
    for word in words.filter(|word| word.chars().count() > 4) {
        let word = word.to_lowercase();
        let cuts = word.char_indices().rev().take(3).map(|(at, _)| word[..at].to_owned());
        stems.extend(cuts.filter(|stem| stem.chars().count() > 2));
    }
    let mut lemmas = BTreeSet::new();
    for beginning in BEGINNINGS {
        for stem in &stems {
            let kin = ENDINGS.iter().map(|ending| format!("{beginning}{stem}{ending}"));
            lemmas.extend(kin.filter(|word| dictionary.is_known(word)));
        }
        if lemmas.len() >= count {
            break;
        }
    }
    assert!(lemmas.len() >= count, "only {} words", lemmas.len());
    // Taken at even steps, every letter of the alphabet has its share.
    let step = lemmas.len() / count;
    lemmas.into_iter().step_by(step).take(count).collect()
}
