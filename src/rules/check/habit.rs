//! What is allowed and seldom meant: warnings, the file loads with them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::detect::words::{Trigger, guessed};
use crate::dialog::{Field, Status};
use crate::rules::schema::{Ask, ConditionDraft, Draft, Placed, RuleDraft, WordList};
use crate::rules::template::{self, Placeholder};

use super::{Findings, broad, quote, reach, word};

/// Words people say in the middle of a talk as well as at its end.
const FAREWELLS: [&str; 10] = [
    "спасибо",
    "пока",
    "благодарю",
    "прощай",
    "прощайте",
    "ладно",
    "thanks",
    "thank you",
    "bye",
    "thx",
];

/// Reports what deserves a second look.
pub fn check(draft: &Draft, findings: &mut Findings<'_>) {
    for (at, rule) in draft.rules.iter().enumerate().filter(|(_, rule)| !rule.broken) {
        if rule.conditions.is_empty() && !rule.once && at + 1 < draft.rules.len() {
            let found = findings.warning("no-condition", "no-condition", rule.name.span.clone());
            found.with("name", rule.name.value.clone()).label().help().done();
        }
        silence(rule, findings);
        lead_unlikely(rule, findings);
        empty_place(rule, draft, findings);
        broad_words(rule, draft, findings);
    }
    // A list may be unused because of the very mistake told above.
    if !findings.failed() {
        unused_lists(draft, findings);
    }
    guessed_forms(draft, findings);
}

/// Words of the file that no dictionary has: a misspelling, or a name.
fn guessed_forms(draft: &Draft, findings: &mut Findings<'_>) {
    let listed = draft.lists.iter().chain(&draft.topics).flat_map(|list| &list.words);
    let ruled = draft.rules.iter().flat_map(|rule| &rule.conditions);
    let ruled = ruled.filter_map(|condition| match &condition.ask {
        Ask::Words(words) | Ask::OnlyWords(words) => Some(words),
        _ => None,
    });
    let places: Vec<_> = listed
        .chain(ruled.flatten())
        .filter_map(|word| match word.value.parse() {
            Ok(Trigger::Word(bare)) if !word.value.trim().starts_with('@') => Some((bare, word)),
            _ => None,
        })
        .collect();
    if places.is_empty() {
        return;
    }
    let unknown = guessed(places.iter().map(|(bare, _)| &**bare));
    for (bare, word) in places.iter().filter(|(bare, _)| unknown.contains(&&**bare)) {
        let found = findings.warning("word-form-gap", "guessed", word.span.clone());
        found.with("word", bare.clone()).label().help().done();
    }
}

fn makes_lead(rule: &RuleDraft) -> bool {
    rule.actions.lead.as_ref().is_some_and(|lead| lead.value)
}

fn silence(rule: &RuleDraft, findings: &mut Findings<'_>) {
    let actions = &rule.actions;
    let idle = rule.conditions.iter().any(|condition| matches!(condition.ask, Ask::Idle(_)));
    let speaks = actions.reply.is_some() || actions.ask.is_some() || actions.file.is_some();
    let goes_on = match &actions.status {
        Some(status) => (status.value == Status::InProgress).then(|| status.span.clone()),
        None => actions.lead.as_ref().filter(|lead| lead.value).map(|lead| lead.span.clone()),
    };
    if let Some(span) = goes_on.filter(|_| !idle && !speaks) {
        let found = findings.warning("silent-continue", "silent", span);
        found.with("name", rule.name.value.clone()).label().help().done();
    }
}

fn lead_unlikely(rule: &RuleDraft, findings: &mut Findings<'_>) {
    let Some(status) = &rule.actions.status else { return };
    let has_lead =
        rule.conditions.iter().any(|condition| matches!(condition.ask, Ask::HasLead(true)));
    if status.value == Status::Completed && !makes_lead(rule) && !has_lead {
        let found = findings.warning("status-without-lead", "no-lead", status.span.clone());
        found.with("name", rule.name.value.clone()).label().help().done();
    }
}

fn empty_place(rule: &RuleDraft, draft: &Draft, findings: &mut Findings<'_>) {
    let Some(reply) = &rule.actions.reply else { return };
    let mut told = BTreeSet::new();
    for (name, _) in template::names(&reply.value) {
        // Telegram itself knows a name, and its place vanishes together with its comma.
        let Placeholder::Field(field) = Placeholder::named(name) else { continue };
        let declared = draft.fields.iter().any(|own| own.name.value == field);
        if field == Field::Name || !(declared || Field::BUILT_IN.contains(&field)) {
            continue;
        }
        let led = makes_lead(rule)
            || rule.conditions.iter().any(|condition| matches!(condition.ask, Ask::HasLead(true)));
        let known = reach::guarantees(rule, &field)
            || (led && reach::required(rule, draft).contains(&field));
        if known || !told.insert(name.to_owned()) {
            continue;
        }
        let raw = &findings.source[reply.span.clone()];
        let written = format!("{{{name}}}");
        let span = raw.find(&written).map_or(reply.span.clone(), |at| {
            reply.span.start + at..reply.span.start + at + written.len()
        });
        findings
            .warning("maybe-empty", "maybe-empty", span)
            .with("place", written)
            .with("field", name.to_owned())
            .label()
            .other(rule.name.span.clone(), "maybe-empty-rule")
            .help()
            .done();
    }
}

fn broad_words(rule: &RuleDraft, draft: &Draft, findings: &mut Findings<'_>) {
    let only = rule.conditions.iter().any(|condition| matches!(condition.ask, Ask::OnlyWords(_)));
    if only {
        return;
    }
    let closes = broad::closes_by_words(rule);
    for condition in &rule.conditions {
        let Ask::Words(words) = &condition.ask else { continue };
        let key = words_key(condition, findings);
        for word in opened(words, draft) {
            let short =
                matches!(word.value.parse(), Ok(Trigger::Word(word)) if word.chars().count() < 3);
            let farewell = closes && is_farewell(word);
            if !short && !farewell {
                continue;
            }
            let sentence = if farewell { "broad-farewell" } else { "broad-short" };
            let found = findings
                .warning("trigger-too-broad", sentence, word.span.clone())
                .with("word", word.value.trim().to_lowercase())
                .with("rule", rule.name.value.clone())
                .label();
            let inside =
                condition.span.start <= word.span.start && word.span.end <= condition.span.end;
            let found =
                if inside { found } else { found.other(condition.span.clone(), "broad-rule") };
            match key.clone().filter(|_| farewell) {
                Some(key) => found.help().patch(key, "only_words").done(),
                None => found.help().done(),
            }
        }
    }
}

/// Whether people say the word in the middle of a talk as well as at its end.
pub fn is_farewell(word: &Placed<String>) -> bool {
    FAREWELLS.contains(&&*word.value.trim().to_lowercase())
}

/// The bytes of `words` in `if.words`.
pub fn words_key(condition: &ConditionDraft, findings: &Findings<'_>) -> Option<Range<usize>> {
    let written = &findings.source[condition.span.clone()];
    let start = condition.span.start + if written.starts_with("if.") { "if.".len() } else { 0 };
    let end = start + "words".len();
    (findings.source.get(start..end) == Some("words")).then_some(start..end)
}

/// The words with every list among them opened, each at its own place.
pub fn opened<'d>(words: &'d [Placed<String>], draft: &'d Draft) -> Vec<&'d Placed<String>> {
    let mut open: Vec<&Placed<String>> = words.iter().rev().collect();
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    while let Some(next) = open.pop() {
        match word::named(&next.value, draft) {
            Some(list) if seen.insert(&list.name.value) => open.extend(list.words.iter().rev()),
            Some(_) => {}
            None => found.push(next),
        }
    }
    found
}

fn unused_lists(draft: &Draft, findings: &mut Findings<'_>) {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&WordList> = draft.topics.iter().collect();
    for rule in &draft.rules {
        for condition in &rule.conditions {
            if let Ask::Words(words) | Ask::OnlyWords(words) = &condition.ask {
                open.extend(words.iter().filter_map(|word| word::named(&word.value, draft)));
            }
        }
    }
    while let Some(list) = open.pop() {
        if used.insert(&list.name.value) {
            open.extend(list.words.iter().filter_map(|word| word::named(&word.value, draft)));
        }
    }
    for list in draft.lists.iter().filter(|list| !used.contains(&*list.name.value)) {
        let found = findings
            .warning("unused-list", "unused-list", list.name.span.clone())
            .with("name", list.name.value.clone())
            .label();
        match bare_mention(list, draft) {
            Some(word) => found
                .other(word.span.clone(), "unused-list-word")
                .help_as("unused-list-sign-help")
                .patch(word.span.clone(), quote(&format!("@{}", list.name.value)))
                .done(),
            None => found.help().done(),
        }
    }
}

/// The name of the list among the words of a rule, its sign forgotten.
fn bare_mention<'d>(list: &WordList, draft: &'d Draft) -> Option<&'d Placed<String>> {
    let conditions = draft.rules.iter().flat_map(|rule| &rule.conditions);
    let mut words = conditions.filter_map(|condition| match &condition.ask {
        Ask::Words(words) | Ask::OnlyWords(words) => Some(words),
        _ => None,
    });
    words.find_map(|words| words.iter().find(|word| word.value.trim() == list.name.value))
}
