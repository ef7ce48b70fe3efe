//! Long polling: one getUpdates after another, and what its failures mean.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use teloxide::payloads::DeleteWebhook;
use teloxide::requests::Payload;

use super::api::{Api, CallError};
use crate::delivery::retry;

/// How long Telegram may hold a poll open when nothing comes.
const HOLD: Duration = Duration::from_secs(20);
/// How much longer the answer itself may take.
const SLACK: Duration = Duration::from_secs(10);
/// Telegram's own largest batch.
const BATCH: usize = 100;
/// From this one on, a second instance is no passing trouble.
const CONFLICTS_TO_TELL: u32 = 3;

/// The kinds of updates the tree deals with. Sent with every poll: Telegram
/// remembers the last list, and another program may have left another one.
pub(super) const KINDS: [&str; 4] =
    ["message", "edited_message", "callback_query", "my_chat_member"];

/// getUpdates with its result left unread, so that fields nobody knows survive.
#[derive(Serialize)]
struct GetUpdates {
    offset: u32,
    limit: usize,
    timeout: u64,
    allowed_updates: [&'static str; KINDS.len()],
}

impl Payload for GetUpdates {
    type Output = Vec<Box<RawValue>>;
    const NAME: &'static str = "getUpdates";
}

/// What one poll has brought.
pub struct Polled {
    /// The updates as Telegram wrote them.
    pub updates: Vec<Box<RawValue>>,
    /// Whether that was all Telegram had.
    pub drained: bool,
}

/// Told of trouble that does not pass by itself.
pub type Alarm = Box<dyn Fn() + Send + Sync>;

/// The state of long polling.
pub struct Poll {
    api: Api,
    offset: u32,
    failures: u32,
    conflicts: u32,
    alarm: Alarm,
}

impl Poll {
    /// Polling from wherever Telegram is; `alarm` is raised when another
    /// program polls with the same token again and again.
    pub fn new(api: Api, alarm: Alarm) -> Self {
        Self { api, offset: 0, failures: 0, conflicts: 0, alarm }
    }

    /// One poll, ended early if `until_timer` is sooner. `None` after a
    /// failure, and after the pause that follows from it.
    pub async fn once(&mut self, until_timer: Option<Duration>) -> Option<Polled> {
        let hold = until_timer.map_or(HOLD, |soon| soon.min(HOLD));
        let request = GetUpdates {
            offset: self.offset,
            limit: BATCH,
            // Whole seconds, rounded up: a poll that ends just before the timer helps nobody.
            timeout: hold.as_millis().div_ceil(1000).try_into().unwrap_or(0),
            allowed_updates: KINDS,
        };
        match self.api.call_within::<_, Vec<Box<RawValue>>>(&request, hold + SLACK).await {
            Ok(updates) => {
                (self.failures, self.conflicts) = (0, 0);
                let drained = updates.len() < BATCH;
                Some(Polled { updates, drained })
            }
            Err(error) => {
                self.rest_after(&error).await;
                None
            }
        }
    }

    /// These are durable: the next poll tells Telegram to forget them.
    pub fn acknowledge(&mut self, updates: &[Box<RawValue>]) {
        // Ids grow within a batch, and start anywhere after a quiet week.
        if let Some(last) = updates.iter().filter_map(|raw| id_of(raw)).next_back() {
            self.offset = last.wrapping_add(1);
        }
    }

    async fn rest_after(&mut self, error: &CallError) {
        self.failures += 1;
        let mut asked = None;
        if let CallError::Refused(refusal) = error {
            asked = refusal.retry_after;
            if refusal.code == 409 && refusal.description.contains("webhook") {
                // Somebody once had updates pushed elsewhere; now they are wanted here.
                let removed = self.api.call::<_, bool>(&DeleteWebhook::new()).await;
                tracing::warn!(removed = removed.is_ok(), "a webhook was in the way");
            } else if refusal.code == 409 {
                self.conflicts += 1;
                if self.conflicts == CONFLICTS_TO_TELL {
                    (self.alarm)();
                }
            }
        }
        tracing::warn!(%error, failures = self.failures, "no updates from Telegram; trying on");
        tokio::time::sleep(retry::pause(self.failures.min(7), asked, 1.0)).await;
    }
}

/// The number of an update.
pub fn id_of(raw: &RawValue) -> Option<u32> {
    #[derive(Deserialize)]
    struct Numbered {
        update_id: u32,
    }
    serde_json::from_str::<Numbered>(raw.get()).ok().map(|update| update.update_id)
}
