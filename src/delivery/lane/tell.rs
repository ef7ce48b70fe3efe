//! What people hear of a lane: outages and their ends, rows that do not get through.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Task, group_of};
use crate::delivery::alert::Alerts;
use crate::delivery::lanes::Inner;
use crate::delivery::outage::Telling;
use crate::dialog::{Group, Sink};
use crate::store::{Attempt, Lane, Notice, Over, Payload, Row, StoreError};

/// From this attempt on, some five minutes after the first one, people hear of a
/// row that does not get through while others do.
const TOLD_FROM: u32 = 10;

impl Task {
    /// Tells the managers what they are to hear of the place now.
    pub(super) async fn tell(&mut self, inner: &Arc<Inner>) -> Result<(), StoreError> {
        let Lane::Sink(sink) = self.lane else { return Ok(()) };
        let now = inner.clock.now();
        let waits = |last| self.line.is_due_up_to(last);
        let Some(telling) = self.place.telling(now, waits) else { return Ok(()) };
        let Some(outage) = self.place.having_told(&telling) else { return Ok(()) };
        let rules = inner.rules.load_full();
        let alerts = Alerts { rules: &rules, sink, group: Group::Main, now };
        let notice = match &telling {
            Telling::Out => {
                let leads = inner.store.leads_waiting(&self.lane, u64::MAX)?;
                alerts.out(&outage, leads.len())
            }
            Telling::Back(over) => alerts.back(self.arrived_since(inner, over)?),
        };
        inner.store.set_outage(sink, &outage, Some(notice), now).await?;
        self.place.written(outage);
        inner.wake(&Lane::Group, false);
        if telling == Telling::Out {
            let rows = inner.store.rows_of(&self.lane, usize::MAX)?;
            self.show_missing(inner, &rows).await?;
        }
        Ok(())
    }

    /// When there will be something to tell. Of a group itself nobody is told.
    pub(super) fn tells_at(&self) -> Option<DateTime<Utc>> {
        matches!(self.lane, Lane::Sink(_)).then(|| self.place.tells_at())?
    }

    /// How many of the leads that had to wait have got there.
    fn arrived_since(&self, inner: &Inner, over: &Over) -> Result<usize, StoreError> {
        let mut missing = inner.store.leads_waiting(&self.lane, over.last_row)?;
        missing.extend(inner.store.leads_given_up(&self.lane, over.at)?);
        Ok(over.leads.saturating_sub(missing.len()))
    }

    /// The place takes rows again, `row` first of all; the rows up to `last` had to wait.
    pub(super) async fn end_outage(
        &mut self,
        inner: &Arc<Inner>,
        row: &Row,
        last: u64,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut leads = BTreeSet::from_iter(row.lead);
        if self.place.lasting().is_some_and(|outage| outage.told) {
            leads.extend(inner.store.leads_waiting(&self.lane, last)?);
        }
        self.place.ends(Over { at: now, last_row: last, leads: leads.len(), settled: false });
        self.remember_outage(inner, now).await
    }

    /// Writes down what is known of the outage, if there has been one.
    pub(super) async fn remember_outage(
        &mut self,
        inner: &Arc<Inner>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let Lane::Sink(sink) = self.lane else { return Ok(()) };
        if let Some(outage) = self.place.unwritten().cloned() {
            inner.store.set_outage(sink, &outage, None, now).await?;
            self.place.written(outage);
        }
        Ok(())
    }

    /// Words for a row that has been tried for long, when others pass it.
    pub(super) fn of_one_alone(
        &self,
        inner: &Inner,
        row: &Row,
        attempt: &Attempt,
    ) -> Result<Option<Notice>, StoreError> {
        let is_told = self.place.lasting().is_some();
        if row.attempts + 1 < TOLD_FROM || is_told || self.knows(inner, row)? {
            return Ok(None);
        }
        let group = group_of(inner, row)?;
        Ok(self.with_alerts(inner, group, |alerts| alerts.alone(row, attempt)))
    }

    /// The place of whose refusal of a row people are to hear. Of what the group itself
    /// refuses only a lead's card is worth words: words about words would never end.
    pub(super) fn told_of(&self, row: &Row) -> Option<Sink> {
        match (&self.lane, &row.payload) {
            (Lane::Sink(sink), _) => Some(*sink),
            (Lane::Group | Lane::Routed(_), Payload::Card { .. }) => Some(Sink::Telegram),
            _ => None,
        }
    }

    /// Words for a row that is there at last, when people were told that it was not.
    pub(super) fn of_arrival(
        &self,
        inner: &Inner,
        row: &Row,
    ) -> Result<Option<Notice>, StoreError> {
        if row.attempts < TOLD_FROM || !self.knows(inner, row)? {
            return Ok(None);
        }
        let group = group_of(inner, row)?;
        Ok(self.with_alerts(inner, group, |alerts| alerts.arrived(row)))
    }

    /// Whether the managers know that the lead of this row does not get through.
    fn knows(&self, inner: &Inner, row: &Row) -> Result<bool, StoreError> {
        let Some((lead, sink)) = row.delivers() else { return Ok(false) };
        let delivery = inner.store.delivery(lead, sink)?;
        Ok(delivery.is_some_and(|delivery| delivery.told))
    }

    /// Words about the place, which only places other than the groups themselves have.
    /// Those about one lead are for `group`.
    pub(super) fn with_alerts<T>(
        &self,
        inner: &Inner,
        group: Group,
        words: impl FnOnce(&Alerts<'_>) -> T,
    ) -> Option<T> {
        let Lane::Sink(sink) = self.lane else { return None };
        let rules = inner.rules.load_full();
        Some(words(&Alerts { rules: &rules, sink, group, now: inner.clock.now() }))
    }
}
