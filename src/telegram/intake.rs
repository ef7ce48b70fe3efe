//! Updates from Telegram, durable before Telegram forgets them.
//!
//! teloxide's own polling moves its offset as soon as an answer is parsed, so a
//! crash loses what waits in memory. Here the raw text of a batch is on the disk
//! before the next poll tells Telegram to forget it; what a crash leaves there
//! comes first after the restart.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::Stream;
use serde_json::value::RawValue;
use teloxide::stop::{StopFlag, StopToken, mk_stop_token};
use teloxide::types::{Update, UpdateKind};
use teloxide::update_listeners::{AsUpdateStream, UpdateListener};

use super::completion::{complete_update, plain_update};
use super::polling::{Poll, Polled};
use super::progress::Progress;
use super::push::Push;
use crate::clock::Clock;
use crate::store::{OwnTrouble, RawUpdate, Store, StoreError};

/// How many updates of an earlier run are read at once.
const PAGE: usize = 256;
/// The pause before the disk is tried again.
const DISK_PAUSE: Duration = Duration::from_secs(2);
/// How long a poll is held while a timer is overdue.
const OVERDUE_POLL: Duration = Duration::from_secs(1);

/// How updates come from Telegram.
pub enum Source {
    /// They are asked for.
    Poll(Poll),
    /// Telegram posts them.
    Push(Push),
}

impl Source {
    async fn once(&mut self, until_timer: Option<Duration>) -> Option<Polled> {
        match self {
            Source::Poll(poll) => poll.once(until_timer).await,
            Source::Push(push) => push.once(until_timer).await,
        }
    }

    /// These are durable: Telegram may forget them.
    fn acknowledge(&mut self, updates: &[Box<RawValue>]) {
        match self {
            Source::Poll(poll) => poll.acknowledge(updates),
            Source::Push(push) => push.acknowledge(),
        }
    }
}

/// The durable listener: what an earlier run has left, then what Telegram sends.
pub struct Intake {
    store: Store,
    source: Source,
    progress: Arc<Progress>,
    clock: Clock,
    stop: (StopToken, StopFlag),
    /// The last update of an earlier run that was read; `None` before the first.
    replayed: Option<u64>,
    replaying: bool,
    ready: VecDeque<Update>,
}

impl Intake {
    /// A listener to what comes from there.
    pub fn new(store: Store, source: Source, progress: Arc<Progress>, clock: Clock) -> Self {
        Self {
            store,
            source,
            progress,
            clock,
            stop: mk_stop_token(),
            replayed: None,
            replaying: true,
            ready: VecDeque::new(),
        }
    }

    async fn next(&mut self) -> Option<Update> {
        loop {
            if self.stop.1.is_stopped() {
                return None;
            }
            if let Some(update) = self.ready.pop_front() {
                return Some(update);
            }
            let filled = if self.replaying { self.replay().await } else { self.fetch().await };
            if let Err(error) = filled {
                tracing::error!(%error, "the data folder fails; trying again");
                tokio::time::sleep(DISK_PAUSE).await;
            }
        }
    }

    /// Reads the next page of what an earlier run has taken in and not handled.
    async fn replay(&mut self) -> Result<(), StoreError> {
        let page = self.store.waiting(self.replayed, PAGE)?;
        self.replaying = page.len() == PAGE;
        if !page.is_empty() {
            tracing::info!(updates = page.len(), "going on with what was left");
        }
        for (arrival, update) in page {
            self.replayed = Some(arrival);
            self.admit(update).await;
        }
        Ok(())
    }

    /// Takes what Telegram has, and makes it durable.
    async fn fetch(&mut self) -> Result<(), StoreError> {
        let began = self.clock.now();
        let until_timer = self.until_timer(began)?;
        let polled = tokio::select! {
            polled = self.source.once(until_timer) => polled,
            () = self.clock.moved() => return Ok(()),
            () = timer_comes_due(&self.store, &self.clock, began) => return Ok(()),
            () = self.stop.1.clone() => return Ok(()),
        };
        let Some(Polled { updates, drained }) = polled else { return Ok(()) };
        let batch = updates.iter().filter_map(|raw| raw_update(raw)).collect();
        let new = self.store.accept(batch, self.clock.now()).await?;
        self.source.acknowledge(&updates);
        for update in new {
            self.admit(update).await;
        }
        if drained {
            self.progress.asked(began);
        }
        Ok(())
    }

    /// How long until a timer is due: a poll should not outlast it. One that is
    /// past, and yet waits for something else, does not make polls rush.
    fn until_timer(&self, now: DateTime<Utc>) -> Result<Option<Duration>, StoreError> {
        let Some(wake) = self.store.next_wake()? else { return Ok(None) };
        let left = (wake - now).to_std().unwrap_or_default();
        Ok(Some(if self.progress.has_asked_since(wake) { OVERDUE_POLL } else { left }))
    }

    /// Hands an update on, or keeps what nobody can read among the dead letters.
    async fn admit(&mut self, raw: RawUpdate) {
        if let Some(update) = parse(&raw.text) {
            self.progress.taken_in(chat_of(&update));
            self.ready.push_back(update);
            return;
        }
        tracing::warn!(update = raw.id, "an update nobody can read goes to the dead letters");
        let (trouble, now) = (OwnTrouble::UpdateUnreadable, self.clock.now());
        if let Err(error) = self.store.bury_update(raw.id, trouble, now).await {
            // It stays in the inbox, and comes again after a restart.
            tracing::error!(update = raw.id, %error, "the dead letters cannot be written");
        }
    }
}

/// Waits until a timer is due that was set after the poll began: only the
/// answer to a further poll can let it go off.
async fn timer_comes_due(store: &Store, clock: &Clock, began: DateTime<Utc>) {
    loop {
        tokio::time::sleep(OVERDUE_POLL).await;
        let wake = store.next_wake().ok().flatten();
        if wake.is_some_and(|wake| began < wake && wake <= clock.now()) {
            return;
        }
    }
}

/// The chat an update speaks of; those without one share a number no chat has.
pub fn chat_of(update: &Update) -> i64 {
    update.chat().map_or(0, |chat| chat.id.0)
}

/// From text only: `from_value` silently makes an error of every update (teloxide-core 0.13).
fn parse(text: &str) -> Option<Update> {
    let read = |text: &str| {
        let update: Update = serde_json::from_str(text).ok()?;
        (!matches!(update.kind, UpdateKind::Error(_))).then_some(update)
    };
    let whole = |update: &Update| !lacks_words(update, text);
    let first = read(text);
    if first.as_ref().is_some_and(whole) {
        return first;
    }
    let completed = || read(&complete_update(text)?).filter(whole);
    completed().or_else(|| read(&plain_update(text)?)).or(first)
}

/// Whether the sender's words are in the text of the update and not in what
/// teloxide has read of it.
fn lacks_words(update: &Update, text: &str) -> bool {
    let (UpdateKind::Message(message) | UpdateKind::EditedMessage(message)) = &update.kind else {
        return false;
    };
    message.text().or(message.caption()).is_none() && plain_update(text).is_some()
}

fn raw_update(raw: &RawValue) -> Option<RawUpdate> {
    Some(RawUpdate { id: super::polling::id_of(raw)?, text: raw.get().to_owned() })
}

impl UpdateListener for Intake {
    type Err = StoreError;

    fn stop_token(&mut self) -> StopToken {
        self.stop.0.clone()
    }
}

impl<'a> AsUpdateStream<'a> for Intake {
    type StreamErr = StoreError;
    type Stream = std::pin::Pin<Box<dyn Stream<Item = Result<Update, StoreError>> + Send + 'a>>;

    fn as_stream(&'a mut self) -> Self::Stream {
        Box::pin(futures::stream::unfold(self, async |intake| {
            let update = intake.next().await?;
            Some((Ok(update), intake))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_things_newer_than_the_library_are_not_lost() {
        let odd = [
            r#""text":"мой номер","external_reply":{"origin":{"type":"hologram"}}"#,
            r#""text":"мой номер","entities":[{"type":"date_time","offset":0,"length":3}]"#,
            r#""text":"мой номер","forward_origin":{"type":"hologram","date":1}"#,
            r#""caption":"мой номер","video":{"file_id":"f","file_unique_id":"u","width":1,
                "height":1,"duration":1}"#,
            r#""caption":"мой номер","paid_media":{"star_count":1,"paid_media":[]}"#,
            r#""caption":"мой номер","hologram":{"depth":3}"#,
        ];
        for content in odd {
            let text = format!(
                r#"{{"update_id":7,"message":{{"message_id":1,"date":1,{content},
                "from":{{"id":5,"is_bot":false,"first_name":"A"}},
                "chat":{{"id":5,"type":"private","first_name":"A"}}}}}}"#
            );
            let update = parse(&text).expect("it is read");
            let UpdateKind::Message(message) = update.kind else { panic!("no message: {text}") };
            let words = message.text().or(message.caption());
            assert_eq!(words, Some("мой номер"), "{text}");
        }
    }

    #[test]
    fn an_update_is_read_from_text_and_a_strange_one_is_not_lost_in_silence() {
        let known = r#"{"update_id":7,"message":{"message_id":1,"date":1,"text":"a",
            "chat":{"id":5,"type":"private","first_name":"A"}}}"#;
        assert_eq!(parse(known).map(|update| chat_of(&update)), Some(5));
        assert_eq!(parse(r#"{"update_id":8,"telepathy":{}}"#), None);
        assert_eq!(parse(r#"{"update_id":9,"message":{"message_id":"one"}}"#), None);
    }
}
