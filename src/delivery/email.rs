//! Leads by e-mail: one letter a lead, and one in the same thread for each thing learnt later.
//!
//! | to find | file |
//! |---|---|
//! | the settings as a server, a sender, receivers | `post`, `server`, `address` |
//! | the conversation with the server, step by step | `session` |
//! | looking at it without sending | `inspect` |
//! | what goes wrong there, in words; what follows from it | `obstacle`, `answer` |
//! | what a letter says, on paper, over the wire | `letter`, `print`, `message`, `line` |
//! | how the letters of a lead hang together | `thread` |
//! | how fast they leave | `pace` |

mod address;
mod answer;
mod inspect;
pub mod letter;
mod line;
mod message;
mod obstacle;
mod pace;
mod post;
pub mod print;
mod server;
mod session;
pub mod thread;

pub use obstacle::{Certificate, Obstacle, Reply, Step};
pub use post::Post;
pub use session::Patience;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::future::BoxFuture;
use lettre::Address;

use self::letter::{Letter, News};
use self::message::People;
use self::pace::Pace;
use self::session::{Offer, Session};
use self::thread::{Place, Threads};
use super::{Destination, Failure};
use crate::conversation::CurrentRules;
use crate::dialog::{Lead, LeadId};
use crate::rules::Rules;
use crate::store::{Payload, Receipt, Row, Store};
use crate::texts::Language;

/// The pause while the disk refuses.
const DISK_PAUSE: Duration = Duration::from_secs(2);

/// The destination `email`.
pub struct Email {
    post: Post,
    store: Store,
    rules: CurrentRules,
    pace: Mutex<Pace>,
}

impl Email {
    /// Letters by that post, about the leads of that store.
    pub fn new(post: Post, store: Store, rules: CurrentRules) -> Self {
        Self { post, store, rules, pace: Mutex::default() }
    }

    async fn send(&self, row: &Row) -> Result<Receipt, Failure> {
        let Some((id, news)) = told(row) else { return Ok(Receipt::default()) };
        let lead = self.store.lead(id).map_err(|error| {
            tracing::error!(%error, "a lead cannot be read");
            Failure::NotSent { retry_after: None }
        })?;
        // Its person has been erased in the meantime.
        let Some(lead) = lead else { return Ok(Receipt::default()) };
        let rules = self.rules.load_full();
        let place = self.place(id, row, news);
        let letter = Letter::of(&lead, &rules, news, row.created);
        let bytes = self.bytes(&letter, &place, &lead, &rules)?;
        self.carry(row, &bytes, rules.language).await?;
        Ok(Receipt { reference: Some(place.thread().to_owned()), ..Receipt::default() })
    }

    fn place(&self, lead: LeadId, row: &Row, news: News<'_>) -> Place {
        let domain = self.post.from.email.domain();
        let threads = Threads { installation: self.store.installation(), domain };
        match news {
            News::Created => threads.first(lead, row.created),
            News::Grown(_) => threads.later(lead, row.id, row.created),
        }
    }

    fn bytes(
        &self,
        letter: &Letter,
        place: &Place,
        lead: &Lead,
        rules: &Rules,
    ) -> Result<Vec<u8>, Failure> {
        let people = People {
            from: &self.post.from,
            company: &rules.company,
            to: &self.post.to,
            answers: lead.known.emails.first().map(String::as_str),
        };
        message::bytes(letter, place, &people).map_err(|error| Failure::Refused(error.to_string()))
    }

    /// To every receiver who does not have it yet, in one letter; those who take it get it
    /// whatever the server says of the others.
    async fn carry(&self, row: &Row, letter: &[u8], language: Language) -> Result<(), Failure> {
        let mut to = self.post.receivers();
        to.retain(|address| !row.reached.contains(&address.to_string()));
        if to.is_empty() {
            return Ok(());
        }
        let stopped = |obstacle: Obstacle| answer::failure(&obstacle, language);
        let post = &self.post;
        let session = Session::open(&post.server, &post.hello, post.patience).await;
        let mut session = session.map_err(stopped)?;
        let offer = session.offer(&post.from.email, &to).await.map_err(stopped)?;
        let Offer { taken, later, refused } = &offer;
        if !taken.is_empty() {
            session.hand_over(letter).await.map_err(stopped)?;
        }
        let outcome = match taken.is_empty() && row.reached.is_empty() {
            true => Some(answer::none_taken(later, refused, language)),
            false => answer::some_left(later, refused, language),
        };
        if outcome.is_some() {
            self.note(row, taken).await;
        }
        session.close().await;
        outcome.map_or(Ok(()), Err)
    }

    /// Remembers who has the letter, so that nobody gets it twice.
    async fn note(&self, row: &Row, taken: &[Address]) {
        let taken: Vec<_> = taken.iter().map(ToString::to_string).collect();
        if taken.is_empty() {
            return;
        }
        while let Err(error) = self.store.reached(row, &taken).await {
            tracing::error!(%error, "what was sent cannot be noted; trying on");
            tokio::time::sleep(DISK_PAUSE).await;
        }
    }
}

/// What a row has to tell by letter. A mailbox is no CRM: what only changes buttons and the
/// look of a card, and is no news to the managers' group either, is none here.
fn told(row: &Row) -> Option<(LeadId, News<'_>)> {
    match &row.payload {
        Payload::LeadCreated { lead } => Some((*lead, News::Created)),
        Payload::LeadUpdated { lead, changed, note: Some(_) } => {
            Some((*lead, News::Grown(changed)))
        }
        _ => None,
    }
}

impl Destination for Email {
    fn room(&self, row: &Row, now: Instant) -> Result<(), Duration> {
        match told(row) {
            Some(_) => self.pace.lock().unwrap_or_else(PoisonError::into_inner).take(now),
            None => Ok(()),
        }
    }

    fn deliver<'a>(&'a self, rows: &'a [Row]) -> BoxFuture<'a, Result<Vec<Receipt>, Failure>> {
        async move {
            let Some(row) = rows.first() else { return Ok(Vec::new()) };
            Ok(vec![self.send(row).await?])
        }
        .boxed()
    }
}
