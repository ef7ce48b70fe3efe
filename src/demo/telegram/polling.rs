//! getUpdates: long polling with true offset semantics.

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use super::World;
use super::parameters::Parameters;
use super::refusal::Refusal;

/// Telegram cuts the time of a long poll here.
const LONGEST_POLL: i64 = 50;

enum Poll {
    Ready(Vec<Value>),
    Empty,
    Replaced,
}

/// Answers with the oldest unconfirmed updates, or waits for one.
pub(super) async fn get_updates(world: &World, parameters: &Parameters) -> Result<Value, Refusal> {
    let limit = parameters.integer("limit").unwrap_or(100).clamp(1, 100) as usize;
    let timeout = parameters.integer("timeout").unwrap_or(0).clamp(0, LONGEST_POLL);
    let allowed = parameters.object("allowed_updates")?;
    let end = Instant::now() + Duration::from_secs(timeout.unsigned_abs());
    let turn = world.change(|state| {
        if state.updates.webhook.is_some() {
            return Err(Refusal::conflict(
                "can't use getUpdates method while webhook is active; \
                 use deleteWebhook to delete the webhook first",
            ));
        }
        if let Some(allowed) = allowed {
            state.updates.allowed = super::account::names(&allowed);
        }
        state.updates.confirm(parameters.integer("offset").unwrap_or(0));
        state.updates.turn += 1;
        Ok(state.updates.turn)
    })?;
    let mut revision = world.revision.subscribe();
    loop {
        revision.mark_unchanged();
        let poll = world.look(|state| match state.updates.batch(limit) {
            _ if state.updates.turn != turn => Poll::Replaced,
            batch if batch.is_empty() => Poll::Empty,
            batch => Poll::Ready(batch),
        });
        match poll {
            Poll::Ready(batch) => return Ok(batch.into()),
            Poll::Replaced => {
                return Err(Refusal::conflict(
                    "terminated by other getUpdates request; \
                     make sure that only one bot instance is running",
                ));
            }
            Poll::Empty => {}
        }
        if tokio::time::timeout_at(end, revision.changed()).await.is_err() {
            return Ok(Value::Array(Vec::new()));
        }
    }
}
