//! Leads for any other CRM: each event is one signed POST (docs/webhook.md).
//!
//! | file | what happens there |
//! |---|---|
//! | `event` | what is sent: an event and its name |
//! | `signature` | the header by which the receiver knows it |
//! | `answer` | what the receiver's answer means; pure |
//! | `post` | the connection |
//! | `inspect` | what `doctor` asks |

mod answer;
mod event;
pub mod inspect;
mod post;
mod signature;

pub use event::{Event, EventKind};
pub use signature::signature;

use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::future::BoxFuture;

use super::{Destination, Failure};
use crate::clock::Clock;
use crate::conversation::CurrentRules;
use crate::dialog::LeadId;
use crate::lead_book::Entry;
use crate::settings::LeadWebhook;
use crate::store::{Payload, Receipt, Row, Store};
use post::Post;

/// Another CRM as a destination.
pub struct Webhook {
    post: Post,
    store: Store,
    clock: Clock,
    /// For the language of what managers read.
    rules: CurrentRules,
}

impl Webhook {
    /// A destination at that address; without a secret nothing is signed.
    ///
    /// # Errors
    /// When the machine has no certificates to judge others by.
    pub fn new(
        settings: &LeadWebhook,
        store: Store,
        clock: Clock,
        rules: CurrentRules,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self { post: Post::new(settings)?, store, clock, rules })
    }

    async fn send(&self, row: &Row) -> Result<Receipt, Failure> {
        let (lead, kind, changed): (LeadId, EventKind, &[String]) = match &row.payload {
            Payload::LeadCreated { lead } => (*lead, EventKind::Created, &[]),
            Payload::LeadUpdated { lead, changed, .. } => (*lead, EventKind::Updated, changed),
            _ => return Ok(Receipt::default()),
        };
        // A disk that refuses now may give the lead later.
        let found = self.store.lead_record(lead);
        let found = found.map_err(|_| Failure::NotSent { retry_after: None })?;
        // Its customer has been erased: nobody may hear of him any more.
        let Some(record) = found else { return Ok(Receipt::default()) };
        let now = self.clock.now();
        let id = format!("{}-{}", self.store.installation(), row.id);
        let event = Event::of_lead(kind, id, now, Entry::of(&record), changed);
        let answered = self.post.send(&event, now).await;
        let (secret, language) =
            (|said: &str| self.post.is_quoted_in(said), self.rules.load().language);
        answer::outcome(answered, row.maybe_sent, secret, language)
    }
}

impl Destination for Webhook {
    /// The receiver says by its answers how fast it takes leads.
    fn room(&self, _: &Row, _: Instant) -> Result<(), Duration> {
        Ok(())
    }

    fn deliver<'a>(&'a self, rows: &'a [Row]) -> BoxFuture<'a, Result<Vec<Receipt>, Failure>> {
        async move { self.send(&rows[0]).await.map(|receipt| vec![receipt]) }.boxed()
    }
}
