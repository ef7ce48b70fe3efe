//! Everything that must survive a restart: one sled database behind one transaction.
//!
//! A change becomes durable before anybody acts on it: raw updates before
//! Telegram forgets them, a step's consequences before its rows are sent.
//! The only library that knows how is named in this folder and nowhere else.
//!
//! | to find | file |
//! |---|---|
//! | what came in and waits | `inbox` |
//! | the one transaction of a step | `apply` |
//! | conversations and leads; why they went as they did | `chats`; `traces` |
//! | the lead book: leads with what became of them | `book` |
//! | what is to be sent | `outbox` (the rows), `lanes` (their order), `delivery` (what came of them), `reached` (who has one of several) |
//! | when to wake a chat | `timers` |
//! | what was given up, and sending it again | `dead`, `retry` |
//! | places that take nothing | `outage` |
//! | leads that are not where they should be | `missing` |
//! | a group of managers that cannot be reached | `reroute` |
//! | words to the managers beside the leads | `notice`; of many refusals, `refusals` |
//! | erasing a person, what is old, what nobody asks for any more | `forget`, `retention`, `prune` |
//! | what a day came to | `day` |
//! | how a change is made, written, made durable | `work`, `write`, `flush` |
//! | trees and keys | `shelves`, `keys` |

mod apply;
mod book;
mod chats;
mod day;
mod dead;
mod delivery;
mod error;
mod flush;
mod forget;
mod inbox;
mod keys;
mod lanes;
mod missing;
mod notice;
mod open;
mod outage;
mod outbox;
mod prune;
mod reached;
mod refusals;
mod reroute;
mod retention;
mod retry;
mod settings;
mod shelves;
mod timers;
mod traces;
mod work;
mod write;

pub use apply::{Applied, Cause};
pub use book::{LeadAccount, LeadRecord};
pub use day::{Closing, Day};
pub use dead::{DeadLetter, DeadThing, OwnTrouble, Reason};
pub use delivery::{Attempt, AttemptEnd, Behind, Delivery, DeliveryState, Receipt};
pub use error::{OpenError, StoreError};
pub use forget::Forgotten;
pub use inbox::RawUpdate;
pub use missing::Missing;
pub use notice::Notice;
pub use outage::{Outage, Over};
pub use outbox::{Lane, Payload, Row, rows};
pub use refusals::Words;
pub use retry::Retried;

use std::sync::Arc;

use flush::Flusher;
use shelves::Shelves;
use work::Work;
use write::{When, Writer};

/// The data folder, open. Clones share it; it closes with the last one.
///
/// Calls without `async` are short reads from memory or the page cache, except
/// where a method says that it scans. The `async` ones return when the change
/// is on the disk, except where they say otherwise.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    /// Ends first: what it has been asked to write still reaches the disk.
    writer: Writer,
    flusher: Arc<Flusher>,
    shelves: Arc<Shelves>,
    installation: String,
    /// The last row of the process before this one: it, and those before it,
    /// may have been on their way when that process ended.
    inherited: u64,
}

impl Store {
    fn shelves(&self) -> &Shelves {
        &self.inner.shelves
    }

    /// Whether anybody waits for the disk. A paused clock of tasks runs ahead while
    /// they do, because no task is awake then: a test has to hold it until they do not.
    pub fn is_awaited(&self) -> bool {
        self.inner.flusher.is_awaited()
    }

    /// Makes a change, alone in the store; durable when this answers.
    async fn change<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Work<'_>) -> Result<R, StoreError> + Send + 'static,
    ) -> Result<R, StoreError> {
        let _waits = self.inner.flusher.waits();
        self.inner.writer.write(When::Durable, work).await
    }

    /// Makes a change that others see when this answers, and that is durable soon.
    async fn change_soon<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Work<'_>) -> Result<R, StoreError> + Send + 'static,
    ) -> Result<R, StoreError> {
        let _waits = self.inner.flusher.waits();
        self.inner.writer.write(When::Written, work).await
    }

    /// Waits until everything written so far is on the disk.
    async fn durable(&self) -> Result<(), StoreError> {
        self.inner.flusher.flush().await
    }
}
