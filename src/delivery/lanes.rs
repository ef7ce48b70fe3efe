//! One task for every lane that has rows: first come, first sent, each until it is settled.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use tokio::sync::{Notify, mpsc, watch};

use super::{Destination, Destinations, Failure, retry};
use crate::clock::Clock;
use crate::store::{Attempt, Lane, Payload, Receipt, Row, Store, StoreError};

/// How many rows of a lane are looked at: those behind a hopeless one still go.
const VIEW: usize = 32;
/// The pause while the disk refuses.
const DISK_PAUSE: Duration = Duration::from_secs(2);

/// What a lane has met that others have to hear of.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The customer of this row has blocked the bot.
    Gone(Row),
    /// This row was refused for good, in these words.
    Refused(Row, String),
    /// The managers' group lives under that number now.
    Migrated(i64),
}

/// The lanes of a running bot; clones share them.
#[derive(Clone)]
pub struct Lanes {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Clock,
    destinations: Destinations,
    trouble: mpsc::UnboundedSender<Trouble>,
    running: Mutex<HashMap<Lane, Arc<Notify>>>,
    stopping: watch::Sender<bool>,
}

impl Lanes {
    /// Lanes from that store to those destinations. Whoever holds the other end
    /// of `trouble` deals with what a lane cannot settle alone.
    pub fn new(
        store: Store,
        clock: Clock,
        destinations: Destinations,
        trouble: mpsc::UnboundedSender<Trouble>,
    ) -> Self {
        let running = Mutex::default();
        let stopping = watch::Sender::new(false);
        Self { inner: Arc::new(Inner { store, clock, destinations, trouble, running, stopping }) }
    }

    /// Rows may have come to this lane.
    pub fn wake(&self, lane: &Lane) {
        let Some(destination) = self.inner.destinations.of(lane) else {
            tracing::debug!(%lane, "nobody delivers these rows yet");
            return;
        };
        let mut running = self.inner.running();
        if let Some(task) = running.get(lane) {
            task.notify_one();
            return;
        }
        let news = Arc::new(Notify::new());
        running.insert(lane.clone(), Arc::clone(&news));
        drop(running);
        let stopping = self.inner.stopping.subscribe();
        let inner = Arc::downgrade(&self.inner);
        let task =
            Task { lane: lane.clone(), destination, news, inner, stopping, closed_until: None };
        tokio::spawn(task.run());
    }

    /// Wakes every lane that has rows: after a start.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn wake_all(&self) -> Result<(), StoreError> {
        self.inner.store.lanes()?.iter().for_each(|lane| self.wake(lane));
        Ok(())
    }

    /// Begins no further attempt and waits for those under way, but not for ever.
    pub async fn stop(&self, patience: Duration) {
        self.inner.stopping.send_replace(true);
        let _ = tokio::time::timeout(patience, self.inner.stopping.closed()).await;
    }
}

impl Inner {
    fn running(&self) -> MutexGuard<'_, HashMap<Lane, Arc<Notify>>> {
        self.running.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

struct Task {
    lane: Lane,
    destination: Arc<dyn Destination>,
    news: Arc<Notify>,
    /// Weak: a bot that is gone leaves no task behind that keeps its store open.
    inner: Weak<Inner>,
    stopping: watch::Receiver<bool>,
    /// The place takes nothing before that moment.
    closed_until: Option<DateTime<Utc>>,
}

/// What a look at a lane says.
enum Next {
    /// Nothing waits.
    Empty,
    /// The turn of these has come: the first one, and those right behind it.
    Send(Vec<Row>),
    /// Nothing to do for so long.
    Wait(Duration),
}

impl Task {
    async fn run(mut self) {
        while !*self.stopping.borrow() {
            let Some(inner) = self.inner.upgrade() else { return };
            let wait = match self.next(&inner).await {
                Ok(Next::Empty) if self.ends(&inner) => return,
                Ok(Next::Empty) => continue,
                Ok(Next::Wait(wait)) => wait,
                Ok(Next::Send(rows)) => match self.destination.room(&rows[0], Instant::now()) {
                    Ok(()) => {
                        self.attempt(&inner, &rows).await;
                        continue;
                    }
                    Err(wait) => wait,
                },
                Err(error) => {
                    tracing::error!(lane = %self.lane, %error, "a lane waits for the disk");
                    DISK_PAUSE
                }
            };
            drop(inner);
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.news.notified() => {}
                _ = self.stopping.changed() => {}
            }
        }
    }

    /// The rows that may go; those nobody wants any more leave on the way.
    async fn next(&self, inner: &Inner) -> Result<Next, StoreError> {
        let rows = inner.store.rows_of(&self.lane, VIEW)?;
        let now = inner.clock.now();
        if let Some(until_then) = self.closed_until.filter(|at| *at > now) {
            return Ok(Next::Wait(until(until_then, now)));
        }
        let (mut ready, mut wait) = (Vec::new(), None::<Duration>);
        for (place, row) in rows.iter().enumerate() {
            if self.is_stale(inner, row)? || is_overtaken(row, &rows[place + 1..]) {
                inner.store.discard(row).await?;
                continue;
            }
            match row.next_at.filter(|at| *at > now) {
                None => ready.push(row.clone()),
                Some(_) if !ready.is_empty() => break,
                Some(at) => {
                    let left = until(at, now);
                    wait = Some(wait.map_or(left, |shortest| shortest.min(left)));
                    if retry::holds_up(row.attempts) {
                        break;
                    }
                }
            }
        }
        if !ready.is_empty() {
            let together = self.destination.together(&ready, Instant::now());
            ready.truncate(together.max(1));
            return Ok(Next::Send(ready));
        }
        Ok(wait.map_or(Next::Empty, Next::Wait))
    }

    fn is_stale(&self, inner: &Inner, row: &Row) -> Result<bool, StoreError> {
        match &self.lane {
            Lane::Client(chat) => Ok(row.is_stale(inner.store.chat_epoch(chat)?)),
            // Telegram takes no answer to a button pressed long ago.
            Lane::Toast => Ok(inner.clock.now() - row.created > TimeDelta::seconds(15)),
            Lane::Group | Lane::Sink(_) => Ok(false),
        }
    }

    /// Whether the task may end: nobody has woken it since it saw its lane empty.
    fn ends(&self, inner: &Inner) -> bool {
        let mut running = inner.running();
        let empty = inner.store.head(&self.lane).is_ok_and(|head| head.is_none());
        if empty {
            running.remove(&self.lane);
        }
        empty
    }

    async fn attempt(&mut self, inner: &Inner, rows: &[Row]) {
        let delivery = AssertUnwindSafe(self.destination.deliver(rows)).catch_unwind().await;
        let outcomes = match delivery.unwrap_or(Err(Failure::Unknown)) {
            Ok(receipts) => receipts.into_iter().map(Ok).collect(),
            Err(failure) => vec![Err(failure); rows.len()],
        };
        for (row, outcome) in rows.iter().zip(&outcomes) {
            while let Err(error) = self.settle(inner, row, outcome).await {
                // It must not be sent again only because the disk is full.
                tracing::error!(lane = %self.lane, %error, "what was sent cannot be noted; trying on");
                tokio::time::sleep(DISK_PAUSE).await;
            }
        }
    }

    async fn settle(
        &mut self,
        inner: &Inner,
        row: &Row,
        outcome: &Result<Receipt, Failure>,
    ) -> Result<(), StoreError> {
        let now = inner.clock.now();
        let failure = match outcome {
            Ok(receipt) => return inner.store.delivered(row, receipt.clone(), now).await,
            Err(failure) => failure,
        };
        let end = failure.end();
        tracing::warn!(lane = %self.lane, row = row.id, attempt = row.attempts + 1, end = end.key(), "not delivered");
        match failure {
            Failure::NotSent { .. } | Failure::Unknown => {
                self.postpone(inner, row, failure, None).await?;
                Ok(())
            }
            Failure::Closed(closed) => {
                let next_at = self.postpone(inner, row, failure, closed.remedy.clone());
                self.closed_until = Some(next_at.await?);
                Ok(())
            }
            Failure::Refused(reason) => {
                inner.store.give_up(row, reason, now).await?;
                self.tell(inner, Trouble::Refused(row.clone(), reason.clone()));
                Ok(())
            }
            Failure::Gone => {
                inner.store.discard(row).await?;
                self.tell(inner, Trouble::Gone(row.clone()));
                Ok(())
            }
            Failure::Migrated(group) => {
                self.tell(inner, Trouble::Migrated(*group));
                self.postpone(inner, row, failure, None).await?;
                Ok(())
            }
        }
    }

    async fn postpone(
        &self,
        inner: &Inner,
        row: &Row,
        failure: &Failure,
        reason: Option<String>,
    ) -> Result<DateTime<Utc>, StoreError> {
        let pause = retry::pause(row.attempts + 1, failure.retry_after(), dice(row));
        let at = inner.clock.now();
        let next_at = at + TimeDelta::from_std(pause).unwrap_or(TimeDelta::MAX);
        let attempt = Attempt { at, end: failure.end(), reason, next_at: Some(next_at) };
        inner.store.postpone(row, attempt).await?;
        Ok(next_at)
    }

    fn tell(&self, inner: &Inner, trouble: Trouble) {
        // At the very end nobody listens any more.
        let _ = inner.trouble.send(trouble);
    }
}

/// A card that is about to be rewritten once more need not be rewritten now.
fn is_overtaken(row: &Row, later: &[Row]) -> bool {
    let Payload::CardEdit { lead, .. } = row.payload else { return false };
    let rewrites =
        |row: &Row| matches!(row.payload, Payload::CardEdit { lead: l, .. } if l == lead);
    later.iter().any(rewrites)
}

fn until(at: DateTime<Utc>, now: DateTime<Utc>) -> Duration {
    (at - now).to_std().unwrap_or_default()
}

/// From 0 to 1, another one for every row and attempt.
fn dice(row: &Row) -> f64 {
    use std::hash::{BuildHasher, RandomState};
    let random = RandomState::new().hash_one((row.id, row.attempts));
    (random % 1000) as f64 / 1000.0
}
