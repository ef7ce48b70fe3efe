//! Words about what a place has refused: of the first lead at once, of others refused for the
//! same reason soon after it together, so that fifty are not fifty messages.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::notice::{self, Notice};
use super::shelves::Shelf;
use super::work::Work;
use super::{Payload, Row, StoreError, keys};
use crate::dialog::LeadId;

/// For so long after words about a refusal equal ones are gathered.
const GATHER: TimeDelta = TimeDelta::minutes(5);
/// So many different reasons are told apart at a time.
const REASONS: usize = 20;

/// What managers are told of those leads: one alone, or several.
pub type Words = Box<dyn Fn(&[LeadId]) -> Notice + Send>;

/// Words that were given, or are gathered, about refusals by a place for one reason.
#[derive(Debug, Serialize, Deserialize)]
struct Told {
    /// Stands for the reason, which may quote a customer.
    reason: u64,
    /// When the managers were told last, or are to be.
    at: DateTime<Utc>,
    /// The row with the words, which may be gone.
    row: u64,
    /// The leads it speaks of.
    leads: Vec<LeadId>,
}

/// Tells of a refused row, now or with others.
pub(super) fn tell(
    work: &Work<'_>,
    refused: &Row,
    reason: &str,
    now: DateTime<Utc>,
    words: &Words,
) -> Result<(), StoreError> {
    let Some((lead, sink)) = refused.delivers() else { return Ok(()) };
    let key = keys::refusals(sink);
    let mut told: Vec<Told> = work.get(Shelf::Meta, &key)?.unwrap_or_default();
    told.retain(|told| now - told.at < GATHER);
    let reason = fingerprint(refused, reason);
    let before = told.iter().position(|told| told.reason == reason).map(|at| told.remove(at));
    let next = match before {
        Some(before) => gather(work, before, lead, now, words)?,
        None => {
            let row = notice::put(work, &words(&[lead]), now)?;
            Told { reason, at: now, row, leads: vec![lead] }
        }
    };
    told.push(next);
    let most = told.len().saturating_sub(REASONS);
    told.drain(..most);
    work.put(Shelf::Meta, &key, &told)
}

/// One lead more for the words that wait to be said, or for such that are to wait.
fn gather(
    work: &Work<'_>,
    mut told: Told,
    lead: LeadId,
    now: DateTime<Utc>,
    words: &Words,
) -> Result<Told, StoreError> {
    let Some(row) = notice::later(work, told.row)? else {
        let at = (told.at + GATHER).min(now + GATHER);
        let row = notice::put_later(work, &words(&[lead]), now, at)?;
        return Ok(Told { at, row, leads: vec![lead], ..told });
    };
    if !told.leads.contains(&lead) {
        told.leads.push(lead);
        notice::reword(work, row, &words(&told.leads))?;
    }
    Ok(told)
}

/// The same of refusals that are told together.
fn fingerprint(refused: &Row, reason: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    matches!(refused.payload, Payload::LeadUpdated { .. }).hash(&mut hasher);
    reason.hash(&mut hasher);
    hasher.finish()
}
