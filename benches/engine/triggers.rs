//! Trigger matching by the number of triggers.

use std::collections::{BTreeSet, HashSet};

use leadlatch::detect::WordHit;
use leadlatch::detect::words::{Trigger, Vocabulary};
use rumorph::Dictionary;

use crate::lemmas::lemmas;
use crate::measure::Table;

/// How many triggers there are at most.
const MOST: usize = 10_000;

/// What every set of triggers begins with: words that the messages do have.
const MET: [&str; 10] = [
    "заказ",
    "цена",
    "номер",
    "звонить",
    "почта",
    "доставка",
    "скидка",
    "завтра",
    "собака",
    "договор",
];

/// The same messages against ever more triggers: the longest time by the shortest.
///
/// Fair means that the messages have the same hits at every size: ten triggers are met, all
/// the others are real words that no message has. Lines without a promise follow: kin of the
/// messages' own words, so that every other word is a hit, and phrases and beginnings of them.
pub fn growth(messages: &[String]) -> f64 {
    let table = Table::new("trigger matching", messages);
    let dictionary = Dictionary::bundled().expect("the dictionary is part of the program");
    let kin = lemmas(&dictionary, messages, MOST + MOST / 4);
    drop(dictionary);
    let mut fair: Vec<String> = MET.map(str::to_owned).into();
    fair.extend(never_met(&kin, messages));
    let sizes = [10, 100, 1_000, MOST];
    let lines = sizes.map(|size| {
        let others = evenly(&fair[MET.len()..], size - MET.len());
        let triggers: Vec<String> = fair[..MET.len()].iter().cloned().chain(others).collect();
        line(format!("{size} triggers"), &triggers, messages)
    });
    let times = table.side_by_side(lines.into());

    let kin = evenly(&kin, MOST);
    let phrases: Vec<String> =
        kin.iter().zip(kin.iter().rev()).map(|(a, b)| format!("{a} {b}")).collect();
    let beginnings = kin.iter().enumerate().filter_map(|(n, word)| beginning(word, 4 + n % 5));
    let beginnings: Vec<String> = BTreeSet::from_iter(beginnings).into_iter().collect();
    table.side_by_side(vec![
        line(format!("{} words that are met", kin.len()), &kin, messages),
        line(format!("{} phrases", phrases.len()), &phrases, messages),
        line(format!("{} beginnings", beginnings.len()), &beginnings, messages),
    ]);
    times.iter().copied().fold(0.0, f64::max) / times.iter().copied().fold(f64::MAX, f64::min)
}

/// The line of a table that looks for the triggers; its name says how much there is to find.
fn line(
    name: String,
    triggers: &[String],
    messages: &[String],
) -> (String, impl FnMut(usize, &str) -> Vec<WordHit> + use<>) {
    let vocabulary = vocabulary(triggers);
    let hits: usize = messages.iter().map(|text| vocabulary.triggers(text, &[]).len()).sum();
    let name = format!("{name}, {:.2} hits", hits as f64 / messages.len() as f64);
    (name, move |_, text| vocabulary.triggers(text, &[]))
}

fn vocabulary(triggers: &[String]) -> Vocabulary {
    let triggers: Vec<Trigger> =
        triggers.iter().map(|written| written.parse().expect("a trigger")).collect();
    Vocabulary::compile(&triggers)
}

/// The words that no message has in any form.
fn never_met(words: &[String], messages: &[String]) -> Vec<String> {
    let vocabulary = vocabulary(words);
    let met: HashSet<u32> = messages
        .iter()
        .flat_map(|text| vocabulary.triggers(text, &[]))
        .map(|hit| hit.pattern)
        .collect();
    let never = words.iter().enumerate().filter(|(number, _)| !met.contains(&(*number as u32)));
    never.map(|(_, word)| word.clone()).collect()
}

/// So many of the words, from all over the alphabet.
fn evenly(words: &[String], count: usize) -> Vec<String> {
    (0..count).map(|n| words[n * words.len() / count].clone()).collect()
}

/// The first letters of a longer word, as a trigger for all that begins so.
fn beginning(word: &str, letters: usize) -> Option<String> {
    let (end, _) = word.char_indices().nth(letters)?;
    Some(format!("{}*", &word[..end]))
}
