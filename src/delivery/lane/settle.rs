//! An attempt, and what follows from the answer.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures::FutureExt;

use super::{DISK_PAUSE, Task, group_of};
use crate::delivery::alert::Alerts;
use crate::delivery::lanes::{Inner, Trouble};
use crate::delivery::{Failure, retry, words};
use crate::dialog::Html;
use crate::store::{Attempt, Lane, Payload, Receipt, Row, StoreError, Words};

impl Task {
    /// One attempt for rows that go together.
    pub(super) async fn attempt(&mut self, inner: &Arc<Inner>, rows: &[Row]) {
        let delivery = AssertUnwindSafe(self.destination.deliver(rows)).catch_unwind().await;
        let now = inner.clock.now();
        match delivery.unwrap_or(Err(Failure::Unknown)) {
            Ok(receipts) => {
                for (row, receipt) in rows.iter().zip(&receipts) {
                    while let Err(error) = self.arrived(inner, row, receipt, now).await {
                        self.wait_for_disk(&error).await;
                    }
                }
            }
            Err(failure) => {
                match failure {
                    Failure::Resting(_) => self.place.rests(rows[0].id, now),
                    _ if self.is_the_places(&failure) => {
                        self.place.fails(rows[0].id, &failure, now, dice(&rows[0]));
                    }
                    _ => {}
                }
                for row in rows {
                    while let Err(error) = self.failed(inner, row, &failure, now).await {
                        self.wait_for_disk(&error).await;
                    }
                }
                while let Err(error) = self.remember_outage(inner, now).await {
                    self.wait_for_disk(&error).await;
                }
            }
        }
    }

    /// What was sent must not be sent again only because the disk is full.
    async fn wait_for_disk(&self, error: &StoreError) {
        tracing::error!(lane = %self.lane, %error, "what was sent cannot be noted; trying on");
        tokio::time::sleep(DISK_PAUSE).await;
    }

    /// Whether a failure may be the doing of the place, which then is left alone.
    /// Every customer's chat is a place of its own.
    fn is_the_places(&self, failure: &Failure) -> bool {
        let shared = matches!(self.lane, Lane::Group | Lane::Routed(_) | Lane::Sink(_));
        let passing =
            matches!(failure, Failure::NotSent { .. } | Failure::Unknown | Failure::Closed(_));
        shared && passing
    }

    async fn arrived(
        &mut self,
        inner: &Arc<Inner>,
        row: &Row,
        receipt: &Receipt,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let notice = self.of_arrival(inner, row)?;
        let missed = inner.store.delivered(row, receipt.clone(), now).await?;
        if let Some((lead, sink)) = row.delivers().filter(|_| missed) {
            inner.report(Trouble::Arrived(lead, sink));
        }
        if let Some(notice) = notice {
            inner.store.give_notice(&notice, now).await?;
            inner.wake(&notice.group.into(), false);
        }
        self.answered(inner, row, now).await
    }

    async fn failed(
        &mut self,
        inner: &Arc<Inner>,
        row: &Row,
        failure: &Failure,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (lane, end) = (&self.lane, failure.end().key());
        tracing::warn!(%lane, row = row.id, attempt = row.attempts + 1, end, "not delivered");
        match failure {
            Failure::NotSent { .. } | Failure::Unknown | Failure::Resting(_) => {
                self.put_off(inner, row, failure, None, now).await
            }
            Failure::Closed(closed) => {
                self.put_off(inner, row, failure, closed.remedy.clone(), now).await
            }
            Failure::Migrated(to) => {
                if let Some(group) = self.lane.group() {
                    inner.report(Trouble::Migrated { group, to: *to });
                }
                self.put_off(inner, row, failure, None, now).await
            }
            Failure::Outside => self.reroute(inner, row, now).await,
            Failure::Refused(reason) => self.refused(inner, row, reason, now).await,
            Failure::Gone => {
                inner.store.discard(row).await?;
                inner.report(Trouble::Gone(row.clone()));
                self.answered(inner, row, now).await
            }
        }
    }

    async fn put_off(
        &mut self,
        inner: &Arc<Inner>,
        row: &Row,
        failure: &Failure,
        reason: Option<String>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let own = now + retry::pause(row.attempts + 1, failure.retry_after(), dice(row));
        let next_at = self.place.opens().unwrap_or(own);
        let attempt = Attempt { at: now, end: failure.end(), reason, next_at: Some(next_at) };
        let notice = self.of_one_alone(inner, row, &attempt)?;
        let told = notice.as_ref().map(|notice| notice.group);
        if told.is_some() {
            // First of all: after a crash it is shown all the same.
            let reason = words::of_attempt(&attempt, inner.rules.load().language);
            self.show(inner, row, &reason).await?;
        }
        let tried = Row { attempts: row.attempts + 1, ..row.clone() };
        self.show_missing(inner, std::slice::from_ref(&tried)).await?;
        inner.store.postpone(row, attempt, notice).await?;
        match failure {
            Failure::Resting(_) => self.line.rest(row.id, next_at),
            _ => self.line.put_off(row.id, next_at),
        }
        if let Some(group) = told {
            inner.wake(&group.into(), false);
        }
        Ok(())
    }

    /// The bot is not in the group of this row: the main one gets it.
    async fn reroute(
        &mut self,
        inner: &Arc<Inner>,
        row: &Row,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        if let Lane::Routed(number) = self.lane {
            let words = Alerts::stray(inner.rules.load().language, number);
            let note = Html(teloxide::utils::html::escape(&words));
            let follows = inner.store.reroute(row, &note).await?;
            inner.wake(&Lane::Group, false);
            // What has changed since may have got there before it.
            if let (Payload::CardEdit { lead, .. }, true) = (&row.payload, follows) {
                inner.report(Trouble::Missing(*lead));
            }
        }
        self.answered(inner, row, now).await
    }

    async fn refused(
        &mut self,
        inner: &Arc<Inner>,
        row: &Row,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        // First of all: after a crash it is shown all the same.
        self.show(inner, row, reason).await?;
        let group = group_of(inner, row)?;
        let words = self.told_of(row).map(|sink| -> Words {
            let (rules, row, reason) = (inner.rules.load_full(), row.clone(), reason.to_owned());
            Box::new(move |leads| {
                Alerts { rules: &rules, sink, group, now }.refused(&row, leads, &reason)
            })
        });
        let told = words.is_some();
        inner.store.give_up(row, reason, now, words).await?;
        if told {
            // Of several leads the main group hears.
            inner.wake(&group.into(), false);
            inner.wake(&Lane::Group, false);
        }
        if !matches!(self.lane, Lane::Sink(_)) {
            inner.report(Trouble::Refused(row.clone(), reason.to_owned()));
        }
        self.answered(inner, row, now).await
    }

    /// The row has got its answer and is gone; a place that was out is not out any more.
    async fn answered(
        &mut self,
        inner: &Arc<Inner>,
        row: &Row,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let last = self.line.last().unwrap_or(row.id);
        self.line.remove(row.id);
        if self.place.answers(row.id) {
            self.line.all_due();
            self.end_outage(inner, row, last, now).await?;
        }
        Ok(())
    }
}

/// From 0 to 1, another one for every row and attempt.
fn dice(row: &Row) -> f64 {
    use std::hash::{BuildHasher, RandomState};
    let random = RandomState::new().hash_one((row.id, row.attempts));
    (random % 1000) as f64 / 1000.0
}
