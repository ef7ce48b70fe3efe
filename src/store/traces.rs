//! The traces of a chat's last steps. What a rule says is kept once for all of them: a trace
//! written out in full is ten times as long, and there are fifty of every chat.

use std::hash::{Hash, Hasher};

use chrono::{DateTime, Utc};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::chats::ChatRecord;
use super::shelves::Shelf;
use super::work::Work;
use super::{Store, StoreError, keys};
use crate::dialog::{ChatKey, Status, TestedCondition, TestedRule, Trace, Verdict};

/// How many traces are kept of a chat.
pub(super) const TRACES: u64 = 50;

/// A trace in its place in the ring.
#[derive(Serialize, Deserialize)]
struct TraceRecord {
    /// Which of all the chat's traces, from 0.
    number: u64,
    at: DateTime<Utc>,
    heard: String,
    rules: Vec<Tested>,
    verdict: Verdict,
    status: (Status, Status),
    notes: Vec<Verdict>,
}

/// A rule that was looked at: where its words are, and what came of it.
#[derive(Serialize, Deserialize)]
struct Tested(u64, Vec<bool>, bool);

impl Store {
    /// The traces of a chat's last 50 steps, oldest first. One that cannot be read, because
    /// an earlier version wrote it otherwise, is left out: it only explains.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn traces(&self, key: &ChatKey) -> Result<Vec<Trace>, StoreError> {
        let ring = self.shelves().starting::<TraceRecord>(Shelf::Traces, &keys::chat(key));
        let records = ring.filter(|record| !StoreError::is_damage(record));
        let records = records.map(|record| record.map(|(_, trace)| trace));
        let mut records: Vec<TraceRecord> = records.collect::<Result<_, _>>()?;
        records.sort_by_key(|record| record.number);
        records.into_iter().map(|record| self.written_out(record)).collect()
    }

    fn written_out(&self, record: TraceRecord) -> Result<Trace, StoreError> {
        let TraceRecord { at, heard, rules, verdict, status, notes, .. } = record;
        let rules = rules.into_iter().filter_map(|tested| self.rule_of(tested).transpose());
        let rules = rules.collect::<Result<_, _>>()?;
        Ok(Trace { at, heard, rules, verdict, status, notes })
    }

    fn rule_of(
        &self,
        Tested(place, held, spent): Tested,
    ) -> Result<Option<TestedRule>, StoreError> {
        let rule = self.shelves().get::<TestedRule>(Shelf::Rules, &place.to_be_bytes())?;
        Ok(rule.map(|mut rule| {
            rule.spent = spent;
            rule.conditions
                .iter_mut()
                .zip(held)
                .for_each(|(condition, held)| condition.held = held);
            rule
        }))
    }
}

/// Writes a trace over the oldest one of the ring; counts it in `record`.
pub(super) fn put(
    work: &Work<'_>,
    record: &mut ChatRecord,
    trace: &Trace,
) -> Result<(), StoreError> {
    let slot = (record.traces % TRACES) as u8;
    let rules = trace.rules.iter().map(|rule| tested(work, rule)).collect::<Result<_, _>>()?;
    let entry = TraceRecord {
        number: record.traces,
        at: trace.at,
        heard: trace.heard.clone(),
        rules,
        verdict: trace.verdict.clone(),
        status: trace.status,
        notes: trace.notes.clone(),
    };
    record.traces += 1;
    work.put(Shelf::Traces, &keys::trace(&record.chat.key, slot), &entry)
}

/// Sees to it that the rule's words are kept.
fn tested(work: &Work<'_>, rule: &TestedRule) -> Result<Tested, StoreError> {
    let place = place(rule);
    if !work.has(Shelf::Rules, &place.to_be_bytes())? {
        let untested =
            |condition: &TestedCondition| TestedCondition { held: false, ..condition.clone() };
        let conditions = rule.conditions.iter().map(untested).collect();
        let words = TestedRule { conditions, spent: false, ..rule.clone() };
        work.put(Shelf::Rules, &place.to_be_bytes(), &words)?;
    }
    let held = rule.conditions.iter().map(|condition| condition.held).collect();
    Ok(Tested(place, held, rule.spent))
}

/// A number that only these words at these lines have.
fn place(rule: &TestedRule) -> u64 {
    let mut hasher = FxHasher::default();
    (&rule.name, rule.line).hash(&mut hasher);
    rule.conditions.iter().for_each(|it| (&it.text, it.line).hash(&mut hasher));
    hasher.finish()
}
