//! Which trigger words meet everything that others meet.

use std::collections::BTreeSet;

use crate::detect::words::{Trigger, Vocabulary, explain};

/// How much of what one word meets another must meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// Every form of it.
    Whole,
    /// The word as it is written, and most often its forms: `мойк*` lacks only «моек».
    Almost,
}

/// Whether a message with any of `narrow` has one of `wide` as well.
///
/// With `whole`, both are all that the message has: there a phrase is met by no part of itself.
pub fn covers(
    wide: &BTreeSet<String>,
    narrow: &BTreeSet<String>,
    whole: bool,
    cover: Cover,
) -> bool {
    narrow.iter().all(|word| {
        let candidates = if whole { vec![word.clone()] } else { wider(word) };
        candidates.iter().chain(&beginnings(word)).any(|candidate| {
            wide.contains(candidate) && (cover == Cover::Almost || begins_all(candidate, word))
        })
    })
}

/// Every trigger that may meet all that this one meets, itself among them.
pub fn candidates(word: &str) -> BTreeSet<String> {
    wider(word).into_iter().chain(beginnings(word)).collect()
}

/// Whether no message that has nothing but `only` can have any of `words`; `false` when unsure.
pub fn apart(words: &BTreeSet<String>, only: &BTreeSet<String>) -> bool {
    let (Some(words), Some(only)) = (parts(words), parts(only)) else { return false };
    if words.iter().any(|word| only.contains(word)) {
        return false;
    }
    let mut heard = Vec::new();
    for word in only {
        match word {
            Trigger::Word(word) => heard.extend(forms(&word)),
            Trigger::Exact(word) => heard.push(word),
            // What begins so may be any word.
            _ => return false,
        }
    }
    Vocabulary::compile(&words).triggers(&heard.join(" "), &[]).is_empty()
}

/// Everything a word meets.
fn forms(word: &str) -> impl Iterator<Item = String> {
    explain(word).into_iter().flat_map(|report| report.forms)
}

/// The triggers word by word; none where one of them is no word.
fn parts(triggers: &BTreeSet<String>) -> Option<Vec<Trigger>> {
    let words = triggers.iter().flat_map(|trigger| trigger.split_whitespace());
    words.map(|word| word.parse().ok().filter(|_| !word.starts_with('@'))).collect()
}

/// The trigger, and words in a row of it.
fn wider(trigger: &str) -> Vec<String> {
    let words: Vec<&str> = trigger.split(' ').collect();
    let mut found = Vec::new();
    for from in 0..words.len() {
        for to in from + 1..=words.len() {
            found.push(words[from..to].join(" "));
        }
        found.extend(words[from].strip_prefix('=').map(str::to_owned));
        if words.len() > 1 {
            found.extend(beginnings(words[from]));
        }
    }
    found
}

/// `мой*`, `мойк*`… for `мойка`, and the word itself for `=мойка`.
fn beginnings(trigger: &str) -> Vec<String> {
    let bare = trigger.trim_start_matches('=').trim_end_matches('*');
    if !bare.chars().all(char::is_alphanumeric) {
        return Vec::new();
    }
    let ends = bare.char_indices().map(|(at, sign)| at + sign.len_utf8()).skip(2);
    let mut found: Vec<String> = ends.map(|end| format!("{}*", &bare[..end])).collect();
    found.extend(trigger.strip_prefix('=').map(str::to_owned));
    found
}

/// Whether a beginning is that of every form of some word of the trigger; other candidates
/// meet whatever the trigger does.
fn begins_all(candidate: &str, trigger: &str) -> bool {
    let Some(beginning) = candidate.strip_suffix('*').filter(|_| candidate != trigger) else {
        return true;
    };
    trigger.split(' ').filter(|word| word.trim_start_matches('=').starts_with(beginning)).any(
        |word| {
            let one_spelling = word.starts_with('=') || word.ends_with('*');
            one_spelling || forms(word).all(|form| form.starts_with(beginning))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn covered(wide: &str, narrow: &str, cover: Cover) -> bool {
        covers(&set(&[wide]), &set(&[narrow]), false, cover)
    }

    #[test]
    fn a_word_meets_its_phrases_and_a_beginning_its_words() {
        for (wide, narrow) in [
            ("мойка", "мойка"),
            ("мойка", "мойка кузова"),
            ("мойка", "=мойка"),
            ("мойка кузова", "срочная мойка кузова"),
            ("цен*", "цена"),
            ("цен*", "узнать цена"),
            ("мой*", "мойк*"),
        ] {
            assert!(covered(wide, narrow, Cover::Whole), "{wide} meets {narrow}");
        }
    }

    #[test]
    fn what_misses_a_form_or_a_word_is_not_wider() {
        for (wide, narrow) in [
            ("мойка кузова", "мойка"),
            ("=мойка", "мойка"),
            ("мойк*", "мойка"),
            ("мойк*", "мой*"),
            ("мойка", "мойщик"),
            ("мойка кузова", "мойка салона кузова"),
        ] {
            assert!(!covered(wide, narrow, Cover::Whole), "{wide} misses some {narrow}");
        }
        assert!(covered("мойк*", "мойка", Cover::Almost));
    }

    #[test]
    fn a_message_of_one_word_is_no_phrase() {
        let phrase = set(&["добрый день"]);
        assert!(!covers(&set(&["день"]), &phrase, true, Cover::Whole));
        assert!(covers(&phrase, &phrase, true, Cover::Whole));
    }

    #[test]
    fn words_are_apart_only_when_no_form_is_shared() {
        let apart = |words: &[&str], only: &[&str]| apart(&set(words), &set(only));
        assert!(apart(&["привет"], &["пока"]));
        assert!(!apart(&["день"], &["добрый день"]));
        assert!(!apart(&["=дня"], &["день"]));
        assert!(!apart(&["прив*"], &["привет"]));
        assert!(!apart(&["привет"], &["спас*"]));
        assert!(!apart(&["@мат"], &["пока"]));
    }
}
