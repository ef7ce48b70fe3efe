//! The bot without Telegram: store, conversations and lanes, and a place that takes everything.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use futures::FutureExt;
use futures::future::BoxFuture;
use leadlatch::clock::Clock;
use leadlatch::conversation::Conversation;
use leadlatch::delivery::{Destination, Destinations, Failure, Lanes};
use leadlatch::rules::load;
use leadlatch::store::{Cause, RawUpdate, Receipt, Row, Store};
use tokio::sync::mpsc;

use crate::talk;

/// A batch of getUpdates.
const BATCH: usize = 100;

/// A bot whose words arrive as soon as they are said.
pub struct House {
    store: Store,
    conversation: Arc<Conversation>,
    next: u32,
}

struct Everywhere;

impl Destination for Everywhere {
    fn room(&self, _: &Row, _: Instant) -> Result<(), Duration> {
        Ok(())
    }

    fn deliver<'a>(&'a self, rows: &'a [Row]) -> BoxFuture<'a, Result<Vec<Receipt>, Failure>> {
        let receipt = |row: &Row| Receipt { group: vec![(-100, row.id as i32)], reference: None };
        async move { Ok(rows.iter().map(receipt).collect()) }.boxed()
    }
}

impl House {
    /// Opens the data of a bot's folder.
    pub fn open(folder: &Path, next: u32) -> Self {
        let store = Store::open(&folder.join("data")).expect("the store opens");
        let rules = Arc::new(ArcSwap::from_pointee(load(&talk::rules()).expect("they are right")));
        let telegram = Arc::new(Everywhere);
        let destinations = Destinations { telegram, sinks: Default::default() };
        let (news, _) = mpsc::unbounded_channel();
        let clock = Clock::default();
        let lanes = Lanes::new(store.clone(), clock, destinations, Arc::clone(&rules), news);
        let conversation = Arc::new(Conversation::new(store.clone(), rules, lanes));
        Self { store, conversation, next }
    }

    /// Every chat writes its message of that number; answers when all of it is durable, answered
    /// and the answers have arrived.
    pub async fn round(&mut self, chats: u32, number: u32, count: u32, at: DateTime<Utc>) {
        let mut steps = Vec::new();
        for batch in (0..chats).collect::<Vec<_>>().chunks(BATCH) {
            let first = self.next;
            let raw = batch.iter().zip(first..).map(|(chat, id)| {
                let text = talk::update(*chat, number, count).to_string();
                RawUpdate { id, text }
            });
            self.store.accept(raw.collect(), at).await.expect("the disk is well");
            self.next += batch.len() as u32;
            for (chat, id) in batch.iter().copied().zip(first..) {
                let conversation = Arc::clone(&self.conversation);
                let incoming = talk::incoming(chat, number, count, at);
                steps.push(tokio::spawn(async move {
                    conversation.hear(Cause::Update(id), &incoming).await.expect("it is well");
                }));
            }
        }
        for step in steps {
            step.await.expect("no step panics");
        }
        while !self.store.lanes().expect("the disk is well").is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Forgets what is old, as a bot does once a day.
    pub fn prune(&self, now: DateTime<Utc>) {
        self.store.prune(now).expect("the disk is well");
    }

    /// Ends; the number of the next update.
    pub async fn close(self) -> u32 {
        self.conversation.lanes().stop(Duration::from_secs(5)).await;
        self.next
    }
}
