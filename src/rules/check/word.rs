//! Lists, topics and the trigger words in them.

use std::collections::BTreeSet;

use crate::detect::words::{Trigger, TriggerError};
use crate::rules::schema::{Ask, Draft, Placed, WordList};

use super::{Findings, quote, similar};

/// The built-in lists, as suggestions name them.
const BUILT_IN: [&str; 6] = ["мат", "грубость", "крик", "obscene", "rude", "shouting"];

/// Reports lists that do not exist or hold themselves, and spellings that are no trigger.
pub fn check(draft: &Draft, findings: &mut Findings<'_>) {
    let listed = draft.lists.iter().chain(&draft.topics).flat_map(|list| &list.words);
    for word in listed {
        known(word, draft, findings);
    }
    for rule in &draft.rules {
        for condition in &rule.conditions {
            if let Ask::Words(words) | Ask::OnlyWords(words) = &condition.ask {
                words.iter().for_each(|word| known(word, draft, findings));
            }
        }
    }
    circles(draft, findings);
}

/// The list or topic a word stands for, if it stands for one.
pub fn named<'d>(word: &str, draft: &'d Draft) -> Option<&'d WordList> {
    let name = word.trim().strip_prefix('@')?.trim();
    // A list named `@животные` is told by its name.
    let is_named = |list: &&WordList| list.name.value.trim_start_matches('@').trim() == name;
    draft.lists.iter().chain(&draft.topics).find(is_named)
}

/// The words of the list or topic of that name as they are written, lists among them opened.
pub fn listed(name: &str, draft: &Draft) -> Option<Vec<String>> {
    let list = named(&format!("@{name}"), draft)?;
    let words = super::habit::opened(&list.words, draft);
    Some(words.into_iter().map(|word| word.value.trim().to_owned()).collect())
}

/// Every trigger behind these words, lists opened; each written in one way.
pub fn triggers(words: &[Placed<String>], draft: &Draft) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    collect(words, draft, &mut seen, &mut found);
    found
}

fn collect<'d>(
    words: &[Placed<String>],
    draft: &'d Draft,
    seen: &mut BTreeSet<&'d str>,
    found: &mut BTreeSet<String>,
) {
    for word in words {
        match named(&word.value, draft) {
            Some(list) => {
                if seen.insert(&list.name.value) {
                    collect(&list.words, draft, seen, found);
                }
            }
            None => {
                let words: Vec<_> = word.value.split_whitespace().collect();
                found.insert(words.join(" ").to_lowercase().replace('ё', "е"));
            }
        }
    }
}

fn known(word: &Placed<String>, draft: &Draft, findings: &mut Findings<'_>) {
    match word.value.trim().strip_prefix('@') {
        Some(name) => {
            if name.trim().is_empty() {
                no_letters(word, findings);
            } else if Trigger::builtin(name.trim()).is_none() && named(&word.value, draft).is_none()
            {
                unknown_list(word, name.trim(), draft, findings);
            }
        }
        None => spelling(word, findings),
    }
}

fn no_letters(word: &Placed<String>, findings: &mut Findings<'_>) {
    let found = findings.error("bad-value", "no-letters", word.span.clone());
    found.with("word", word.value.clone()).label().help().done();
}

fn unknown_list(word: &Placed<String>, name: &str, draft: &Draft, findings: &mut Findings<'_>) {
    let lists = || draft.lists.iter().chain(&draft.topics);
    let names = lists().map(|list| &*list.name.value).chain(BUILT_IN);
    let meant = similar(name, names);
    let found = findings
        .error("unknown-list", "list", word.span.clone())
        .with("name", name.to_owned())
        .with(
            "known",
            lists().map(|list| format!("@{}", list.name.value)).collect::<Vec<_>>().join(", "),
        )
        .label();
    let list = meant.as_deref().and_then(|name| lists().find(|list| list.name.value == name));
    let found = match list {
        Some(list) => found.other(list.name.span.clone(), "list-similar"),
        None => found,
    };
    found.similar(word.span.clone(), meant.map(|name| format!("@{name}")), true).done();
}

fn spelling(word: &Placed<String>, findings: &mut Findings<'_>) {
    if let Some(apart) = several(&word.value) {
        let quoted: Vec<_> = apart.iter().map(|word| quote(word)).collect();
        let found = findings.warning("several-words", "several-words", word.span.clone());
        found.label().help().patch(word.span.clone(), quoted.join(", ")).done();
    }
    let bare = word.value.trim().strip_prefix(['-', '!', '−']);
    if bare.is_some_and(|bare| bare.starts_with(char::is_alphabetic)) {
        let found = findings.error("bad-value", "minus-word", word.span.clone());
        return found.with("word", word.value.trim().to_owned()).label().help().done();
    }
    let (slug, key) = match word.value.parse::<Trigger>() {
        Ok(_) => return,
        Err(TriggerError::PrefixTooShort(_)) => ("trigger-too-broad", "short-prefix"),
        Err(TriggerError::StarInside) => ("bad-value", "star-inside"),
        Err(TriggerError::Empty | TriggerError::NoLetters) => ("bad-value", "no-letters"),
    };
    findings
        .error(slug, key, word.span.clone())
        .with("word", word.value.clone())
        .label()
        .help()
        .done();
}

/// Words that stand in one pair of quotes: «собака, кошка», «собака/кошка».
fn several(text: &str) -> Option<Vec<&str>> {
    let signs: &[char] = if text.contains([',', ';', '|']) { &[',', ';', '|'] } else { &['/'] };
    let parts: Vec<&str> =
        text.split(signs).map(str::trim).filter(|part| !part.is_empty()).collect();
    // «24/7», «и/или»: a slash between short words is one word.
    let apart = signs.len() > 1 || parts.iter().all(|part| part.chars().count() >= 3);
    (parts.len() > 1 && apart).then_some(parts)
}

fn circles(draft: &Draft, findings: &mut Findings<'_>) {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for list in draft.lists.iter().chain(&draft.topics) {
        let Some(path) = circle(list, draft) else { continue };
        if path.iter().any(|name| told.contains(name)) {
            continue;
        }
        told.extend(path.iter().copied());
        let step = path.get(1).copied().unwrap_or(&list.name.value);
        let place = list.words.iter().find(|word| {
            word.value.trim().strip_prefix('@').is_some_and(|name| name.trim() == step)
        });
        let mut names: Vec<_> = path.iter().map(|name| format!("@{name}")).collect();
        names.push(format!("@{}", list.name.value));
        findings
            .error("list-cycle", "cycle", place.unwrap_or(&list.name).span.clone())
            .with("name", list.name.value.clone())
            .with("path", names.join(" → "))
            .label()
            .help()
            .done();
    }
}

/// The way from a list back to itself, the list first.
fn circle<'d>(start: &'d WordList, draft: &'d Draft) -> Option<Vec<&'d str>> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut ways: Vec<Vec<&'d WordList>> = vec![vec![start]];
    while let Some(way) = ways.pop() {
        let last = way.last()?;
        for next in last.words.iter().filter_map(|word| named(&word.value, draft)) {
            if std::ptr::eq(next, start) {
                return Some(way.iter().map(|list| &*list.name.value).collect());
            }
            if seen.insert(&next.name.value) {
                let mut longer = way.clone();
                longer.push(next);
                ways.push(longer);
            }
        }
    }
    None
}
