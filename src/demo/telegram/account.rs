//! Methods about the bot itself: who it is, its commands, its webhook, its buttons' answers.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::World;
use super::parameters::Parameters;
use super::reading::{Answer, Change};
use super::refusal::Refusal;
use super::state::State;
use super::updates::Webhook;

/// Telegram forgets a pressed button after about this many minutes.
const PRESS_LIVES_MINUTES: i64 = 15;

pub(super) fn get_me(state: &State) -> Value {
    let mut me = state.bot.clone();
    me["can_join_groups"] = true.into();
    me["can_read_all_group_messages"] = true.into();
    me["supports_inline_queries"] = false.into();
    me["can_connect_to_business"] = true.into();
    me["has_main_web_app"] = false.into();
    me
}

pub(super) fn set_commands(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let commands = parameters.object("commands")?.unwrap_or(Value::Null);
    let list = commands.as_array().ok_or_else(|| Refusal::bad("can't parse commands list"))?;
    for command in list {
        let name = command["command"].as_str().unwrap_or_default();
        let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        if !(1..=32).contains(&name.len()) || !name.chars().all(|c| letters(c) || c == '_') {
            return Err(Refusal::bad("BOT_COMMAND_INVALID"));
        }
        if command["description"].as_str().unwrap_or_default().trim().is_empty() {
            return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
    }
    state.commands = commands;
    Ok(true.into())
}

pub(super) fn answer_press(state: &mut State, parameters: &Parameters) -> Result<Value, Refusal> {
    let callback = parameters.text("callback_query_id").unwrap_or_default();
    let now = state.now;
    let press = state
        .presses
        .get_mut(&callback)
        .filter(|press| !press.answered && (now - press.at).num_minutes() < PRESS_LIVES_MINUTES);
    let Some(press) = press else {
        return Err(Refusal::bad(
            "query is too old and response timeout expired or query id is invalid",
        ));
    };
    let text = parameters.text("text").filter(|text| !text.is_empty());
    if text.as_ref().is_some_and(|text| text.chars().count() > 200) {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    press.answered = true;
    let answer = Answer { callback, text, alert: parameters.flag("show_alert") };
    state.changes.push(Change::Answer { answer: answer.clone() });
    state.answers.push(answer);
    Ok(true.into())
}

/// The texts of a list.
pub(super) fn names(list: &Value) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// Sets a webhook and starts to deliver to it. Plain http is fine here: the receiver is a test.
pub(super) fn set_webhook(world: &Arc<World>, parameters: &Parameters) -> Result<Value, Refusal> {
    let url = parameters.text("url").unwrap_or_default();
    let allowed = parameters.object("allowed_updates")?;
    if url.is_empty() {
        world.change(|state| delete_webhook(state, parameters));
        return Ok(true.into());
    }
    reqwest::Url::parse(&url).map_err(|_| Refusal::bad("bad webhook: invalid webhook URL"))?;
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
    tokio::spawn(deliver(Arc::downgrade(world), turn));
    Ok(true.into())
}

pub(super) fn delete_webhook(state: &mut State, parameters: &Parameters) -> Value {
    if parameters.flag("drop_pending_updates") {
        state.updates.drop_all();
    }
    state.updates.webhook = None;
    state.updates.turn += 1;
    true.into()
}

pub(super) fn webhook_info(state: &State) -> Value {
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
async fn deliver(world: std::sync::Weak<World>, turn: u64) {
    let client = reqwest::Client::new();
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
        let mut post = client.post(&webhook.url).json(&update).timeout(Duration::from_secs(30));
        if let Some(secret) = webhook.secret {
            post = post.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        let result = post.send().await.and_then(reqwest::Response::error_for_status);
        let Some(strong) = world.upgrade() else { return };
        match result {
            Ok(_) => strong.change(|state| state.updates.confirm(id + 1)),
            Err(error) => {
                let why = error.without_url().to_string();
                strong.change(|state| {
                    let at = state.now.timestamp();
                    if let Some(webhook) = &mut state.updates.webhook {
                        webhook.last_error = Some((at, why));
                    }
                });
                drop(strong);
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
    }
}
