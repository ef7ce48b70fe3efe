//! The queue of updates with Telegram's rules of offsets.

use std::collections::VecDeque;

use serde_json::{Value, json};

/// Kinds that come only when they are asked for by name.
const BY_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// Where updates go while a webhook is set.
#[derive(Clone, Debug)]
pub(super) struct Webhook {
    pub url: String,
    pub secret: Option<String>,
    pub last_error: Option<(i64, String)>,
}

/// Updates the bot has not confirmed, and how it wants them.
#[derive(Debug)]
pub(super) struct Updates {
    waiting: VecDeque<(i64, Value)>,
    next: i64,
    pub allowed: Vec<String>,
    /// Raised by every getUpdates: an older one that still waits has lost.
    pub turn: u64,
    pub webhook: Option<Webhook>,
}

impl Default for Updates {
    fn default() -> Updates {
        Updates {
            waiting: VecDeque::new(),
            next: 700_000_001,
            allowed: Vec::new(),
            turn: 0,
            webhook: None,
        }
    }
}

impl Updates {
    /// Adds an update, unless the bot does not want its kind.
    pub fn push(&mut self, kind: &'static str, value: Value) {
        let wanted = match self.allowed.is_empty() {
            true => !BY_REQUEST.contains(&kind),
            false => self.allowed.iter().any(|allowed| allowed == kind),
        };
        if wanted {
            let update = json!({"update_id": self.next, kind: value});
            self.waiting.push_back((self.next, update));
            self.next += 1;
        }
    }

    /// Adds an update word for word, of whatever kind; its `update_id` is set. Only an object is one.
    pub fn push_raw(&mut self, mut update: Value) {
        if !update.is_object() {
            return;
        }
        update["update_id"] = self.next.into();
        self.waiting.push_back((self.next, update));
        self.next += 1;
    }

    /// Forgets what an offset confirms: everything below it; a negative one leaves the last few.
    pub fn confirm(&mut self, offset: i64) {
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let cut = self.waiting.len().saturating_sub(keep);
            self.waiting.drain(..cut);
        } else {
            self.waiting.retain(|(id, _)| *id >= offset);
        }
    }

    /// The oldest unconfirmed updates.
    pub fn batch(&self, limit: usize) -> Vec<Value> {
        self.waiting.iter().take(limit).map(|(_, update)| update.clone()).collect()
    }

    /// The oldest unconfirmed update.
    pub fn first(&self) -> Option<(i64, Value)> {
        self.waiting.front().cloned()
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Forgets them all.
    pub fn drop_all(&mut self) {
        self.waiting.clear();
    }
}
