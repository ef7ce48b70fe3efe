//! `[[rule]]`: the keys of conditions and actions.
//!
//! A new condition is a variant of [`Ask`] and a line in [`conditions`]; a new
//! action a field of [`ActionsDraft`] and a line in [`actions`].

use std::ops::Range;
use std::time::Duration;

use regex::Regex;
use toml::de::{DeTable, DeValue};

use crate::dialog::{Field, MediaKind, Sink, Status};
use crate::rules::check::Findings;

use super::{Entry, Placed, Table, quantity, section, value};

/// A rule as written.
#[derive(Debug)]
pub struct RuleDraft {
    /// Its name; empty where it has none.
    pub name: Placed<String>,
    /// `once`
    pub once: bool,
    /// `if.…` in the order of the file.
    pub conditions: Vec<ConditionDraft>,
    /// `then.…`
    pub actions: ActionsDraft,
    /// A line of this rule could not be read.
    pub broken: bool,
}

/// A condition as written.
#[derive(Debug)]
pub struct ConditionDraft {
    /// `if.words = ["собака"]`
    pub text: String,
    /// Bytes of the whole line, from its key.
    pub span: Range<usize>,
    /// What it asks.
    pub ask: Ask,
}

/// What a condition asks, with names instead of what they stand for.
#[derive(Debug)]
pub enum Ask {
    /// `if.message_has`
    MessageHas(Vec<Placed<Field>>),
    /// `if.chat_has`
    ChatHas(Vec<Placed<Field>>),
    /// `if.chat_lacks`
    ChatLacks(Vec<Placed<Field>>),
    /// `if.words`
    Words(Vec<Placed<String>>),
    /// `if.only_words`
    OnlyWords(Vec<Placed<String>>),
    /// `if.topic`
    Topic(Vec<Placed<String>>),
    /// `if.source`
    Source(Vec<Placed<String>>),
    /// `if.has_lead`
    HasLead(bool),
    /// `if.working_hours`
    WorkingHours(bool),
    /// `if.min_messages`
    MinMessages(u32),
    /// `if.started`
    Started(bool),
    /// `if.idle`
    Idle(Duration),
    /// `if.message_is`
    MessageIs(Vec<MediaKind>),
    /// `if.regex`
    Regex(Regex),
}

/// `then.…` as written.
#[derive(Debug, Default)]
pub struct ActionsDraft {
    /// `then.lead`
    pub lead: Option<Placed<bool>>,
    /// `then.required`
    pub required: Option<Placed<Vec<Placed<Field>>>>,
    /// `then.status`
    pub status: Option<Placed<Status>>,
    /// `then.ask`
    pub ask: Option<Placed<Field>>,
    /// `then.reply`
    pub reply: Option<Placed<String>>,
    /// `then.buttons`
    pub buttons: Option<Placed<Vec<Placed<String>>>>,
    /// `then.file`
    pub file: Option<Placed<String>>,
    /// `then.notify`
    pub notify: Option<Placed<String>>,
    /// `then.send_to`
    pub send_to: Option<Placed<Vec<Placed<Sink>>>>,
    /// Every line as written, with its bytes.
    pub written: Vec<(String, Range<usize>)>,
}

/// Statuses a rule can set.
const SETTABLE: [Status; 4] =
    [Status::InProgress, Status::Completed, Status::Unqualified, Status::Operator];

/// Reads one rule.
pub fn read(table: &DeTable<'_>, span: Range<usize>, findings: &mut Findings<'_>) -> RuleDraft {
    let before = findings.count();
    let mut table = Table::new(table, span.clone());
    let name = match table.take("name") {
        Some(entry) => value::text(&entry, findings),
        None => {
            findings.error("missing-key", "rule-name", span.clone()).label().help().done();
            None
        }
    };
    let once = table.take("once").and_then(|entry| value::flag(&entry, findings));
    let conditions = part(&mut table, "if", conditions, findings).unwrap_or_default();
    let actions = part(&mut table, "then", actions, findings).unwrap_or_default();
    table.finish("[[rule]]", findings);
    let nameless = Placed { value: String::new(), span: span.clone(), key: span };
    RuleDraft {
        name: name.map_or(nameless, |name| name.map(|name| name.trim().to_owned())),
        once: once.is_some_and(|once| once.value),
        conditions,
        actions,
        broken: findings.count() > before,
    }
}

fn part<T>(
    table: &mut Table<'_>,
    key: &'static str,
    read: fn(Table<'_>, &mut Findings<'_>) -> T,
    findings: &mut Findings<'_>,
) -> Option<T> {
    let entry = table.take(key)?;
    match entry.value {
        DeValue::Table(inner) => Some(read(Table::new(inner, entry.key_span.clone()), findings)),
        _ => {
            findings
                .error("wrong-type", "rule-part", entry.whole())
                .with("key", entry.key.to_owned())
                .label()
                .help()
                .done();
            None
        }
    }
}

fn conditions(mut table: Table<'_>, findings: &mut Findings<'_>) -> Vec<ConditionDraft> {
    let mut found: Vec<ConditionDraft> = Vec::new();
    let mut read = |key, ask: &dyn Fn(&Entry<'_>, &mut Findings<'_>) -> Option<Ask>| {
        let Some(entry) = table.take(key) else { return };
        if let Some(ask) = ask(&entry, findings) {
            found.push(ConditionDraft {
                text: written("if", &entry, findings),
                span: findings.line_from(entry.whole()),
                ask,
            });
        }
    };
    read("message_has", &|entry, out| section::fields(entry, out).map(Ask::MessageHas));
    read("chat_has", &|entry, out| section::fields(entry, out).map(Ask::ChatHas));
    read("chat_lacks", &|entry, out| section::fields(entry, out).map(Ask::ChatLacks));
    read("words", &|entry, out| value::some_texts(entry, out).map(Ask::Words));
    read("only_words", &|entry, out| value::some_texts(entry, out).map(Ask::OnlyWords));
    read("topic", &|entry, out| value::some_texts(entry, out).map(Ask::Topic));
    read("source", &|entry, out| value::some_texts(entry, out).map(Ask::Source));
    read("has_lead", &|entry, out| value::flag(entry, out).map(|flag| Ask::HasLead(flag.value)));
    read("working_hours", &|entry, out| {
        value::flag(entry, out).map(|flag| Ask::WorkingHours(flag.value))
    });
    read("min_messages", &|entry, out| {
        value::number(entry, (1, u32::MAX), out).map(|number| Ask::MinMessages(number.value))
    });
    read("started", &|entry, out| value::flag(entry, out).map(|flag| Ask::Started(flag.value)));
    read("idle", &|entry, out| {
        let text = value::text(entry, out)?;
        quantity::duration(&text, out).map(|duration| Ask::Idle(duration.value))
    });
    read("message_is", &|entry, out| kinds(entry, out).map(Ask::MessageIs));
    read("regex", &|entry, out| {
        let text = value::text(entry, out)?;
        quantity::pattern(&text, out).map(|pattern| Ask::Regex(pattern.value))
    });
    unknown_lines(
        &mut table,
        ("unknown-condition", "condition", "condition-action"),
        &ACTIONS,
        findings,
    );
    found.sort_by_key(|condition| condition.span.start);
    found
}

/// The keys of `then`.
pub const ACTIONS: [&str; 9] =
    ["lead", "required", "status", "ask", "reply", "buttons", "file", "notify", "send_to"];
/// The keys of `if`.
pub const CONDITIONS: [&str; 14] = [
    "message_has",
    "chat_has",
    "chat_lacks",
    "words",
    "only_words",
    "topic",
    "source",
    "has_lead",
    "working_hours",
    "min_messages",
    "started",
    "idle",
    "message_is",
    "regex",
];

fn actions(mut table: Table<'_>, findings: &mut Findings<'_>) -> ActionsDraft {
    let mut draft = ActionsDraft::default();
    let mut lines = Vec::new();
    let mut take = |key: &'static str, findings: &Findings<'_>| {
        let entry = table.take(key)?;
        lines.push((written("then", &entry, findings), findings.line_from(entry.whole())));
        Some(entry)
    };
    if let Some(entry) = take("lead", findings) {
        draft.lead = value::flag(&entry, findings);
    }
    if let Some(entry) = take("required", findings) {
        draft.required = section::any_fields(&entry, findings).map(|fields| whole(&entry, fields));
    }
    if let Some(entry) = take("status", findings) {
        let text = value::text(&entry, findings);
        draft.status = text.and_then(|text| quantity::status(&text, &SETTABLE, findings));
    }
    if let Some(entry) = take("ask", findings) {
        let text = value::text(&entry, findings);
        draft.ask = text.map(|text| text.map(|name| Field::from(name.trim())));
    }
    if let Some(entry) = take("reply", findings) {
        draft.reply = value::text(&entry, findings);
    }
    if let Some(entry) = take("buttons", findings) {
        draft.buttons = value::some_texts(&entry, findings).map(|texts| whole(&entry, texts));
    }
    if let Some(entry) = take("file", findings) {
        draft.file = value::text(&entry, findings);
    }
    if let Some(entry) = take("notify", findings) {
        draft.notify = value::text(&entry, findings);
    }
    if let Some(entry) = take("send_to", findings) {
        draft.send_to = section::sinks(&entry, findings).map(|sinks| whole(&entry, sinks));
    }
    unknown_lines(
        &mut table,
        ("unknown-action", "action", "action-condition"),
        &CONDITIONS,
        findings,
    );
    lines.sort_by_key(|(_, span)| span.start);
    draft.written = lines;
    draft
}

/// Reports lines under `if` or `then` that do not exist; `other` are the words of the other side.
fn unknown_lines(
    table: &mut Table<'_>,
    (slug, key, other_key): (&'static str, &'static str, &'static str),
    other: &[&str],
    findings: &mut Findings<'_>,
) {
    let left = table.take_all();
    for entry in left {
        let written = entry.key.to_owned();
        if key == "action" && ["mute", "stop", "silence", "close", "молчать"].contains(&entry.key)
        {
            let place = findings.line_from(entry.whole());
            findings.error(slug, "action-mute", place).with("key", written).label().help().done();
            continue;
        }
        if other.contains(&entry.key) {
            let found = findings
                .error(slug, other_key, findings.line_from(entry.whole()))
                .with("key", written);
            found.label().help().done();
            continue;
        }
        let denies = ["not", "no_", "un", "without", "except", "lacks_"];
        if key == "condition" && denies.iter().any(|beginning| entry.key.starts_with(beginning)) {
            let found = findings.error(slug, key, entry.key_span.clone()).with("key", written);
            found.label().help_as("condition-not-help").done();
            continue;
        }
        let meant = super::alias::key(entry.key, table.known())
            .or_else(|| crate::rules::check::similar(entry.key, table.known().iter().copied()));
        findings
            .error(slug, key, entry.key_span.clone())
            .with("key", written)
            .with("known", table.known().join(", "))
            .label()
            .similar(entry.key_span.clone(), meant, false)
            .done();
    }
}

fn kinds(entry: &Entry<'_>, findings: &mut Findings<'_>) -> Option<Vec<MediaKind>> {
    let set: Vec<_> = MediaKind::NAMED.into_iter().map(|kind| (kind.key(), kind)).collect();
    let texts = value::some_texts(entry, findings)?;
    let kinds = texts.iter().filter_map(|text| value::word(text, entry.key, &set, findings));
    Some(kinds.map(|kind| kind.value).collect())
}

fn whole<T>(entry: &Entry<'_>, value: T) -> Placed<T> {
    Placed { value, span: entry.span.clone(), key: entry.key_span.clone() }
}

/// The line as it stands in the file, in one line.
fn written(part: &str, entry: &Entry<'_>, findings: &Findings<'_>) -> String {
    let value = findings.source.get(entry.span.clone()).unwrap_or_default();
    let value: Vec<_> = value.split_whitespace().collect();
    format!("{part}.{} = {}", entry.key, value.join(" "))
}
