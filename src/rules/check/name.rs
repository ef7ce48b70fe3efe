//! Names: written twice, taken by the bot itself, or of a field that can never be filled.

use std::collections::HashMap;
use std::ops::Range;

use crate::detect::words::Trigger;
use crate::dialog::Field;
use crate::rules::schema::{Draft, FieldDraft, WordList};
use crate::rules::template::Placeholder;

use super::Findings;

/// Reports what is wrong with names.
pub fn check(draft: &Draft, findings: &mut Findings<'_>) {
    repeated_rules(draft, findings);
    for topic in &draft.topics {
        if let Some(list) = draft.lists.iter().find(|list| list.name.value == topic.name.value) {
            findings
                .error("duplicate-name", "duplicate-list", topic.name.span.clone())
                .with("name", topic.name.value.clone())
                .label()
                .other(list.name.span.clone(), "duplicate-first")
                .help()
                .done();
        }
    }
    for list in draft.lists.iter().chain(&draft.topics) {
        list_name(list, findings);
    }
    for field in &draft.fields {
        field_name(field, findings);
        own_field(field, findings);
    }
}

/// So many rules with names used above, and their author has pasted them twice.
const PASTED: usize = 3;

fn repeated_rules(draft: &Draft, findings: &mut Findings<'_>) {
    let mut first: HashMap<&str, Range<usize>> = HashMap::new();
    let mut repeated = Vec::new();
    for rule in draft.rules.iter().filter(|rule| !rule.name.value.is_empty()) {
        match first.get(rule.name.value.as_str()) {
            Some(first) => repeated.push((rule, first.clone())),
            None => {
                first.insert(&rule.name.value, rule.name.span.clone());
            }
        }
    }
    let pasted = repeated.len() >= PASTED;
    let count = repeated.len();
    for (rule, first) in repeated.into_iter().take(if pasted { 1 } else { count }) {
        let key = if pasted { "rules-pasted" } else { "duplicate-rule" };
        findings
            .error("duplicate-name", key, rule.name.span.clone())
            .with("name", rule.name.value.clone())
            .with("count", count)
            .label()
            .other(first, "duplicate-first")
            .help()
            .done();
    }
}

fn list_name(list: &WordList, findings: &mut Findings<'_>) {
    let name = &list.name;
    let bare = name.value.trim_start_matches('@').trim();
    if Trigger::builtin(bare).is_some() {
        let found = findings.error("reserved-name", "reserved-list", name.span.clone());
        found.with("name", bare.to_owned()).label().help().done();
    } else if name.value.starts_with('@') || bare.is_empty() {
        let key = if bare.is_empty() { "list-nameless" } else { "list-at" };
        let found = findings.error("bad-value", key, name.span.clone());
        found.with("name", bare.to_owned()).label().help().done();
    }
}

fn field_name(field: &FieldDraft, findings: &mut Findings<'_>) {
    let Field::Own(name) = &field.name.value else { return };
    if !matches!(Placeholder::named(name), Placeholder::Field(_)) {
        let found = findings.error("reserved-name", "reserved-field", field.name.span.clone());
        found.with("name", name.clone()).label().help().done();
    } else if name.is_empty()
        || !name.chars().all(|letter| letter.is_alphanumeric() || "_-".contains(letter))
    {
        let found = findings.error("bad-value", "field-name", field.name.span.clone());
        found.with("name", name.clone()).label().help().done();
    }
}

fn own_field(field: &FieldDraft, findings: &mut Findings<'_>) {
    let place = field.name.span.clone();
    let name = field.name.value.key().to_owned();
    if let (Some(any), Some(pattern)) = (&field.any, &field.pattern) {
        let found = findings.error("bad-value", "field-two-answers", pattern.key.clone());
        found.label().other(any.key.clone(), "field-two-answers-first").help().done();
    }
    if let Some(button) = field.button.as_ref().filter(|_| field.name.value != Field::Phone) {
        let found = findings.error("unknown-key", "field-button", button.key.clone());
        found.with("name", name.clone()).label().help().done();
    }
    if field.broken || !matches!(field.name.value, Field::Own(_)) {
        return;
    }
    let built_in = Field::BUILT_IN.map(|field| field.key().to_owned());
    if field.any.is_none() && field.pattern.is_none() {
        let meant = super::similar(&name, built_in.iter().map(String::as_str));
        let found =
            findings.error("missing-key", "field-answer", place.clone()).with("name", name.clone());
        found.label().similar(place.clone(), meant, false).done();
    }
    if field.ask.is_none() {
        let found = findings.error("missing-key", "field-ask", place.clone());
        found.with("name", name.clone()).label().help().done();
    }
}
