//! The webhook: updates posted one by one until each is taken.

use std::sync::{Arc, Weak};
use std::time::Duration;

use serde_json::{Value, json};

use super::World;
use super::account::names;
use super::parameters::Parameters;
use super::refusal::Refusal;
use super::state::State;
use super::updates::Webhook;

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a failed delivery waits before the next try.
const PAUSE: Duration = Duration::from_millis(500);

/// Sets a webhook and starts to deliver to it. Plain http is fine here: the receiver is a test.
pub(super) fn set(world: &Arc<World>, parameters: &Parameters) -> Result<Value, Refusal> {
    let url = parameters.text("url").unwrap_or_default();
    let allowed = parameters.object("allowed_updates")?;
    if url.is_empty() {
        world.change(|state| delete(state, parameters));
        return Ok(true.into());
    }
    reqwest::Url::parse(&url).map_err(|_| Refusal::bad("bad webhook: invalid webhook URL"))?;
    let client = reqwest::Client::builder().timeout(PATIENCE).build();
    let client = client.map_err(|_| Refusal::new(500, "Internal Server Error"))?;
    let secret = parameters.text("secret_token");
    let turn = world.change(|state| {
        if let Some(allowed) = allowed {
            state.updates.allowed = names(&allowed);
        }
        if parameters.flag("drop_pending_updates") {
            state.updates.drop_all();
        }
        state.updates.webhook = Some(Webhook { url, secret, last_error: None });
        state.updates.turn += 1;
        state.updates.turn
    });
    tokio::spawn(deliver(Arc::downgrade(world), turn, client));
    Ok(true.into())
}

pub(super) fn delete(state: &mut State, parameters: &Parameters) -> Value {
    if parameters.flag("drop_pending_updates") {
        state.updates.drop_all();
    }
    state.updates.webhook = None;
    state.updates.turn += 1;
    true.into()
}

pub(super) fn info(state: &State) -> Value {
    let mut info = json!({
        "url": state.updates.webhook.as_ref().map_or("", |webhook| webhook.url.as_str()),
        "has_custom_certificate": false,
        "pending_update_count": state.updates.len(),
    });
    if !state.updates.allowed.is_empty() {
        info["allowed_updates"] = json!(state.updates.allowed);
    }
    if let Some((at, why)) = state.updates.webhook.as_ref().and_then(|hook| hook.last_error.clone())
    {
        info["last_error_date"] = at.into();
        info["last_error_message"] = why.into();
    }
    info
}

/// Posts updates one by one, each until it is taken, as long as this webhook is the one set.
async fn deliver(world: Weak<World>, turn: u64, client: reqwest::Client) {
    loop {
        let Some(strong) = world.upgrade() else { return };
        let mut revision = strong.revision.subscribe();
        let look = |state: &State| {
            (state.updates.turn == turn)
                .then(|| (state.updates.webhook.clone(), state.updates.first()))
        };
        let Some((Some(webhook), first)) = strong.look(look) else { return };
        drop(strong);
        let Some((id, update)) = first else {
            if revision.changed().await.is_err() {
                return;
            }
            continue;
        };
        let mut post = client.post(&webhook.url).json(&update);
        if let Some(secret) = webhook.secret {
            post = post.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        let result = post.send().await.and_then(reqwest::Response::error_for_status);
        let Some(strong) = world.upgrade() else { return };
        match result {
            Ok(_) => strong.change(|state| state.updates.confirm(id + 1)),
            Err(error) => {
                strong.change(|state| note(state, error));
                drop(strong);
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

fn note(state: &mut State, error: reqwest::Error) {
    let at = state.now.timestamp();
    if let Some(webhook) = &mut state.updates.webhook {
        webhook.last_error = Some((at, error.without_url().to_string()));
    }
}
