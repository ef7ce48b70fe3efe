//! A table of the file: its keys with their places, and which of them nobody asked for.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::rules::check::{Findings, similar};

/// A value, where it stands, and where its key stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Bytes of the value; for a text, its quotes included.
    pub span: Range<usize>,
    /// Bytes of the key it belongs to.
    pub key: Range<usize>,
}

impl<T> Placed<T> {
    /// Another value in the same place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: change(self.value), span: self.span, key: self.key }
    }
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The key.
    pub key: &'a str,
    /// Its bytes.
    pub key_span: Range<usize>,
    /// The value.
    pub value: &'a DeValue<'a>,
    /// Its bytes.
    pub span: Range<usize>,
}

impl Entry<'_> {
    /// From the key to the end of the value.
    pub fn whole(&self) -> Range<usize> {
        if self.span.start < self.key_span.start {
            // A table in brackets begins at its bracket, before its key.
            return self.span.clone();
        }
        self.key_span.start..self.span.end
    }
}

/// Habits of other tools: a number for the order, a branch for the rest.
const ORDER: [&str; 5] = ["priority", "order", "weight", "приоритет", "порядок"];
const ELSE: [&str; 4] = ["else", "otherwise", "default", "иначе"];

/// The sections of the file.
const SECTIONS: [&str; 13] = [
    "hours", "lead", "field", "lists", "topics", "sources", "fallback", "reopen", "notify",
    "privacy", "bitrix24", "desk", "route",
];

/// A table in reading.
#[derive(Debug)]
pub struct Table<'a> {
    entries: Vec<Entry<'a>>,
    asked: Vec<&'static str>,
    /// Bytes of the table's head.
    pub span: Range<usize>,
}

impl<'a> Table<'a> {
    /// Its entries in the order of the file.
    pub fn new(table: &'a DeTable<'a>, span: Range<usize>) -> Self {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref(),
                key_span: key.span(),
                value: value.get_ref(),
                span: value.span(),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        Self { entries, asked: Vec::new(), span }
    }

    /// The entry of that key, once.
    pub fn take(&mut self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.push(key);
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    /// All entries that are left: for tables whose keys the owner invents.
    pub fn take_all(&mut self) -> Vec<Entry<'a>> {
        std::mem::take(&mut self.entries)
    }

    /// Whether the key is there and not taken yet.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The keys this table knows.
    pub fn known(&self) -> &[&'static str] {
        &self.asked
    }

    /// Reports every key nobody asked for.
    pub fn finish(mut self, place: &str, findings: &mut Findings<'_>) {
        for entry in self.take_all() {
            self.unknown(&entry, place, findings);
        }
    }

    fn unknown(&self, entry: &Entry<'_>, place: &str, findings: &mut Findings<'_>) {
        let key = if place.is_empty() { "key-top" } else { "key" };
        let found = findings
            .error("unknown-key", key, entry.key_span.clone())
            .with("key", entry.key.to_owned())
            .with("place", place.to_owned())
            .with("known", self.asked.join(", "))
            .label();
        let of_rule = || super::alias::of_rule(entry.key).filter(|_| place == "[[rule]]");
        let meant = super::alias::key(entry.key, &self.asked)
            .or_else(of_rule)
            .or_else(|| similar(entry.key, self.asked.iter().copied()));
        if place.is_empty() && ["if", "then"].contains(&entry.key) && entry.value.is_table() {
            let header = format!("rule.{}", entry.key);
            let found = found.with("header", header.clone()).help_as("key-rule-part-help");
            return found.patch(entry.key_span.clone(), header).done();
        }
        match (meant, super::alias::home(entry.key)) {
            (Some(word), _) if !ELSE.contains(&entry.key) => {
                found.similar(entry.key_span.clone(), Some(word), false).done()
            }
            (None, _) if !place.is_empty() && SECTIONS.contains(&entry.key) => {
                found.help_as("key-section-help").done();
            }
            _ if ORDER.contains(&entry.key) => found.help_as("key-order-help").done(),
            _ if ELSE.contains(&entry.key) => found.help_as("key-else-help").done(),
            (None, Some("")) if !place.is_empty() => found.help_as("key-home-top").done(),
            (None, Some(home)) if home != place => {
                found.with("home", home.to_owned()).help_as("key-home").done();
            }
            _ => found.help().done(),
        }
    }
}
