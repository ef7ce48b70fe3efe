//! Fields, topics and sources that rules speak of must be there.

use crate::dialog::Field;
use crate::rules::RouteBy;
use crate::rules::schema::{Ask, Draft, Placed, field_alias};

use super::{Findings, similar};

/// Fields that can be found in a message.
const IN_MESSAGE: [Field; 3] = [Field::Phone, Field::Email, Field::Time];

/// Reports names of nothing.
pub fn check(draft: &Draft, findings: &mut Findings<'_>) {
    for field in draft.lead.required.iter().flatten() {
        known_field(field, draft, findings);
    }
    for rule in &draft.rules {
        for condition in &rule.conditions {
            match &condition.ask {
                Ask::MessageHas(fields) => message_fields(fields, draft, findings),
                Ask::ChatHas(fields) | Ask::ChatLacks(fields) => {
                    fields.iter().for_each(|field| known_field(field, draft, findings));
                }
                Ask::Topic(topics) => {
                    topics.iter().for_each(|topic| known_topic(topic, draft, findings));
                }
                Ask::Source(sources) => {
                    sources.iter().for_each(|source| known_source(source, draft, findings));
                }
                _ => {}
            }
        }
        let actions = &rule.actions;
        for field in actions.required.iter().flat_map(|fields| &fields.value).chain(&actions.ask) {
            known_field(field, draft, findings);
        }
    }
    for route in &draft.route {
        let place = |name: &str| Placed {
            value: name.to_owned(),
            span: route.span.clone(),
            key: route.key.clone(),
        };
        match &route.value.by {
            RouteBy::Topic(name) => known_topic(&place(name), draft, findings),
            RouteBy::Source(name) => known_source(&place(name), draft, findings),
            RouteBy::Field(field, _) => {
                known_field(&place("").map(|_| field.clone()), draft, findings);
            }
        }
    }
}

fn message_fields(fields: &[Placed<Field>], draft: &Draft, findings: &mut Findings<'_>) {
    for field in fields {
        let declared = draft.fields.iter().any(|own| own.name.value == field.value);
        if IN_MESSAGE.contains(&field.value) {
            continue;
        }
        if field.value == Field::Name || declared {
            let found = findings.error("unknown-field", "field-in-message", field.span.clone());
            found.with("name", field.value.key().to_owned()).label().help().done();
        } else {
            known_field(field, draft, findings);
        }
    }
}

fn known_field(field: &Placed<Field>, draft: &Draft, findings: &mut Findings<'_>) {
    let own = draft.fields.iter().map(|own| &own.name.value);
    let mut known: Vec<&Field> = Field::BUILT_IN.iter().collect();
    own.for_each(|own| {
        if !known.contains(&own) {
            known.push(own);
        }
    });
    if known.contains(&&field.value) {
        return;
    }
    let names: Vec<_> = known.iter().map(|field| field.key()).collect();
    let written = field.value.key();
    let habit = field_alias(written).filter(|name| names.contains(name)).map(str::to_owned);
    let meant = habit.or_else(|| similar(written, names.iter().copied()));
    let quoted = findings.source[field.span.clone()].starts_with(['"', '\'']);
    let found = findings
        .error("unknown-field", "field", field.span.clone())
        .with("name", written.to_owned())
        .with("known", names.join(", "))
        .label();
    // A whole question where the name of a field is wanted.
    if meant.is_none() && written.contains([' ', '?']) {
        return found.help_as("field-words-help").done();
    }
    found.similar(field.span.clone(), meant, quoted).done();
}

fn known_topic(topic: &Placed<String>, draft: &Draft, findings: &mut Findings<'_>) {
    let name = topic.value.trim();
    let names = || draft.topics.iter().map(|topic| &*topic.name.value);
    if names().any(|known| known == name) {
        return;
    }
    let bare = name.trim_start_matches('@');
    let list = draft.lists.iter().find(|list| list.name.value == bare);
    let meant = names().find(|known| *known == bare).map(str::to_owned);
    let meant = meant.or_else(|| similar(bare, names()));
    let quoted = findings.source[topic.span.clone()].starts_with(['"', '\'']);
    let found = findings
        .error("unknown-topic", "topic", topic.span.clone())
        .with("name", name.to_owned())
        .with("known", names().collect::<Vec<_>>().join(", "))
        .label();
    match list {
        Some(list) if meant.is_none() => {
            found.other(list.name.span.clone(), "topic-is-list").help_as("topic-list-help").done();
        }
        _ => found.similar(topic.span.clone(), meant, quoted).done(),
    }
}

fn known_source(source: &Placed<String>, draft: &Draft, findings: &mut Findings<'_>) {
    let name = source.value.trim();
    let names = || draft.sources.iter().map(|(name, _)| &*name.value);
    if names().any(|known| known == name) {
        return;
    }
    let by_label =
        draft.sources.iter().find(|(_, label)| label.to_lowercase() == name.to_lowercase());
    let meant = by_label.map(|(name, _)| name.value.clone()).or_else(|| similar(name, names()));
    let quoted = findings.source[source.span.clone()].starts_with(['"', '\'']);
    findings
        .error("unknown-source", "source", source.span.clone())
        .with("name", name.to_owned())
        .with("known", names().collect::<Vec<_>>().join(", "))
        .label()
        .similar(source.span.clone(), meant, quoted)
        .done();
}
