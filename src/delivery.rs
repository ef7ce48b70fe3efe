//! Out: every message that leaves is a row of the store, and goes through a lane.
//!
//! A lane is a line of rows to one place: a customer's chat, a group of
//! managers, a CRM. Lanes do not wait for each other.
//!
//! | to find | file |
//! |---|---|
//! | the tasks that deliver | `lanes` (all of them), `lane` (one: a look, an attempt, what follows) |
//! | who goes next, and who must not be overtaken | `line` |
//! | when a place is out, and what people hear of it | `outage` (when), `alert` (in which words) |
//! | pauses between attempts, kinds of failures | `retry` |
//! | how fast Telegram may be written to | `limits` |
//! | rows become calls to the Bot API | `telegram` (where), `message` (what), `refusal` (what a no means) |
//! | many cards in one message | `digest` |
//! | rows become signed requests to any other CRM | `webhook` |
//! | what came of it, in words | `words` |
//! | leads for a Bitrix24 portal | `bitrix24` |
//!
//! To add a destination: a file here that implements [`Destination`], and its
//! line in [`Destinations`].

pub mod alert;
pub mod bitrix24;
pub mod day;
pub mod digest;
pub mod email;
mod lane;
pub mod lanes;
pub mod limits;
pub mod line;
pub mod message;
pub mod outage;
pub mod refusal;
pub mod retry;
mod summons;
pub mod telegram;
pub mod webhook;
pub mod words;

pub use lanes::Lanes;
pub use retry::{Closed, Failure};

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::BoxFuture;

use crate::dialog::Sink;
use crate::store::{Lane, Receipt, Row};

/// A place rows are delivered to.
pub trait Destination: Send + Sync {
    /// Takes a place within the limits of the receiver; else, how long to wait
    /// before asking again. `now` is told by the clock of tasks (`tokio::time`), which
    /// tests can pause: a limit that is kept elsewhere must go by the same.
    fn room(&self, row: &Row, now: Instant) -> Result<(), Duration>;

    /// How many of these rows, which wait one behind the other, go as one message.
    fn together(&self, rows: &[Row], now: Instant) -> usize {
        let _ = (rows, now);
        1
    }

    /// One attempt for rows that go together, a receipt for each it was made for.
    /// It ends by itself after some seconds, whatever the network does.
    fn deliver<'a>(&'a self, rows: &'a [Row]) -> BoxFuture<'a, Result<Vec<Receipt>, Failure>>;
}

/// Who delivers the rows of which lane.
#[derive(Clone)]
pub struct Destinations {
    /// Customers, the managers' groups, answers to their buttons.
    pub telegram: Arc<dyn Destination>,
    /// Other places leads are sent to; rows of one that is missing wait.
    pub sinks: HashMap<Sink, Arc<dyn Destination>>,
}

impl Destinations {
    /// The destination of a lane.
    pub fn of(&self, lane: &Lane) -> Option<Arc<dyn Destination>> {
        match lane {
            Lane::Client(_) | Lane::Group | Lane::Routed(_) | Lane::Toast => {
                Some(Arc::clone(&self.telegram))
            }
            Lane::Sink(sink) => self.sinks.get(sink).cloned(),
        }
    }
}
