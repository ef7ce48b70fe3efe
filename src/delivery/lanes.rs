//! The lanes of a running bot: a task for every lane that has rows.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::sync::{Notify, mpsc, watch};

use super::Destinations;
use super::lane::Task;
use crate::clock::Clock;
use crate::conversation::CurrentRules;
use crate::dialog::{Group, LeadId, Sink};
use crate::store::{Lane, Row, Store, StoreError};

/// What a lane has met that others have to deal with.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The customer of this row has blocked the bot.
    Gone(Row),
    /// This row for a customer was refused for good, in these words.
    Refused(Row, String),
    /// Something managers ought to hear, in these words.
    Notice(String),
    /// A group of managers lives under another number now.
    Migrated {
        /// Which one.
        group: Group,
        /// The number.
        to: i64,
    },
    /// A place does not have this new lead: its group has to see it, and that; or the group
    /// may have an older card of it.
    Missing(LeadId),
    /// A lead of which the group sees that the place does not have it is there.
    Arrived(LeadId, Sink),
}

/// The lanes of a running bot; clones share them.
#[derive(Clone)]
pub struct Lanes {
    inner: Arc<Inner>,
}

/// What all lanes share.
pub(super) struct Inner {
    pub store: Store,
    pub clock: Clock,
    pub destinations: Destinations,
    /// For the language and the hours of what managers read.
    pub rules: CurrentRules,
    pub trouble: mpsc::UnboundedSender<Trouble>,
    pub running: Mutex<HashMap<Lane, Arc<News>>>,
    pub stopping: watch::Sender<bool>,
}

/// How a lane hears of what concerns it.
#[derive(Debug, Default)]
pub(super) struct News {
    notify: Notify,
    afresh: AtomicBool,
}

impl News {
    /// Waits for news.
    pub async fn wait(&self) {
        self.notify.notified().await;
    }

    /// Whether everything is to be looked at anew; asked once.
    pub fn afresh(&self) -> bool {
        self.afresh.swap(false, Ordering::SeqCst)
    }
}

impl Lanes {
    /// Lanes from that store to those destinations. Whoever holds the other end
    /// of `trouble` deals with what a lane cannot settle alone.
    pub fn new(
        store: Store,
        clock: Clock,
        destinations: Destinations,
        rules: CurrentRules,
        trouble: mpsc::UnboundedSender<Trouble>,
    ) -> Self {
        let running = Mutex::default();
        let stopping = watch::Sender::new(false);
        let inner = Inner { store, clock, destinations, rules, trouble, running, stopping };
        Self { inner: Arc::new(inner) }
    }

    /// Rows may have come to this lane.
    pub fn wake(&self, lane: &Lane) {
        self.inner.wake(lane, false);
    }

    /// Rows of this lane may go earlier than they were put off to, and it may be
    /// worth trying a place that took nothing.
    pub fn hurry(&self, lane: &Lane) {
        self.inner.wake(lane, true);
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
    pub fn wake(self: &Arc<Self>, lane: &Lane, afresh: bool) {
        let Some(destination) = self.destinations.of(lane) else {
            tracing::debug!(%lane, "nobody delivers these rows yet");
            return;
        };
        let mut running = self.running();
        if let Some(news) = running.get(lane) {
            news.afresh.fetch_or(afresh, Ordering::SeqCst);
            news.notify.notify_one();
            return;
        }
        let news = Arc::new(News::default());
        running.insert(lane.clone(), Arc::clone(&news));
        drop(running);
        let stopping = self.stopping.subscribe();
        let task = Task::new(lane.clone(), destination, news, Arc::downgrade(self), stopping);
        tokio::spawn(task.run());
    }

    pub fn running(&self) -> MutexGuard<'_, HashMap<Lane, Arc<News>>> {
        self.running.lock().unwrap_or_else(|broken| broken.into_inner())
    }

    /// At the very end nobody listens any more.
    pub fn report(&self, trouble: Trouble) {
        let _ = self.trouble.send(trouble);
    }
}
