//! What has to be true before a bot runs, and what is looked after while it does.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};
use teloxide::RequestError;
use teloxide::payloads::{GetChat, GetMe};
use teloxide::types::ChatId;

use crate::clock::Clock;
use crate::delivery::retry;
use crate::dialog::Sink;
use crate::rules::Rules;
use crate::settings::{Settings, SettingsError};
use crate::store::{OpenError, Store, StoreError};
use crate::telegram::api::{Api, CallError};
use crate::telegram::completion::complete_me;
use crate::telegram::managers::Managers;
use crate::texts::{Language, text, text_with};

/// The pause before the dispatcher is started again.
pub(super) const PAUSE: Duration = Duration::from_secs(2);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Why a bot does not run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Telegram does not know the token.
    #[error("Telegram does not accept the token")]
    Token,
    /// The data folder cannot be used.
    #[error(transparent)]
    Data(#[from] OpenError),
    /// The disk refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rules send leads to a place whose address is not set.
    #[error("the rules send leads to {} and it is not set up", .0.key())]
    NoSink(Sink),
    /// Nothing can listen for Telegram where `WEBHOOK_LISTEN` says.
    #[error("nothing can listen at WEBHOOK_LISTEN: {0}")]
    Listen(String),
    /// Telegram does not take the webhook.
    #[error("Telegram does not take WEBHOOK_URL: {0}")]
    Webhook(String),
    /// A setting cannot be meant so.
    #[error("{}", .0.in_words(Language::En))]
    Setting(SettingsError),
    /// Anything else, in somebody else's words.
    #[error("{0}")]
    Other(String),
}

impl From<SettingsError> for StartError {
    fn from(error: SettingsError) -> Self {
        StartError::Setting(error)
    }
}

impl StartError {
    /// One sentence for the operator: what is wrong and what to do.
    pub fn in_words(&self, language: Language) -> String {
        match self {
            StartError::Token => text(language, "run-token-refused"),
            StartError::Data(OpenError::Locked { dir }) => {
                let folder = dir.display().to_string();
                text_with(language, "run-data-locked", &[("folder", folder.into())])
            }
            StartError::Data(
                OpenError::Folder { dir, reason } | OpenError::Unreadable { dir, reason },
            ) => {
                let folder = dir.display().to_string();
                let places = [("folder", folder.into()), ("reason", reason.as_str().into())];
                text_with(language, "run-data-unusable", &places)
            }
            StartError::NoSink(sink) => {
                let places = [("sink", sink.key().into()), ("setting", sink.setting().into())];
                text_with(language, "run-no-sink", &places)
            }
            StartError::Listen(reason) => {
                text_with(language, "run-listen", &[("reason", reason.as_str().into())])
            }
            StartError::Webhook(reason) => {
                text_with(language, "run-webhook", &[("reason", reason.as_str().into())])
            }
            StartError::Setting(error) => error.in_words(language),
            StartError::Store(error) => failed(language, &error.to_string()),
            StartError::Other(reason) => failed(language, reason),
        }
    }
}

fn failed(language: Language, reason: &str) -> String {
    text_with(language, "run-failed", &[("reason", reason.into())])
}

/// Whether these settings and rules go together.
pub(super) fn check(settings: &Settings, rules: &Rules) -> Result<(), StartError> {
    check_sinks(settings, rules)
}

/// Every place the rules name must be set up: a lead must not wait for ever.
pub(super) fn check_sinks(settings: &Settings, rules: &Rules) -> Result<(), StartError> {
    match missing_sinks(settings, rules).first() {
        Some(sink) => Err(StartError::NoSink(*sink)),
        None => Ok(()),
    }
}

/// The places the rules name that are not set up.
pub fn missing_sinks(settings: &Settings, rules: &Rules) -> Vec<Sink> {
    let is_missing = |sink: &Sink| rules.sends_to(*sink) && !settings.has(*sink);
    Sink::ALL.into_iter().filter(is_missing).collect()
}

/// Asks Telegram who the bot is, until it answers; gives the answer.
pub(super) async fn meet_telegram(api: &Api, language: Language) -> Result<Value, StartError> {
    let mut failures = 0;
    loop {
        match api.call::<_, Map<String, Value>>(&GetMe::new()).await {
            Ok(me) => {
                let bot = me.get("username").and_then(Value::as_str).unwrap_or("?");
                tracing::info!(bot, "Telegram answers");
                return Ok(complete_me(me));
            }
            Err(CallError::Refused(refusal)) if matches!(refusal.code, 401 | 404) => {
                return Err(StartError::Token);
            }
            Err(error) => {
                failures += 1;
                if failures == 1 {
                    // The log is for those who know it; this is for the person at the terminal.
                    eprintln!("{}", text(language, "run-telegram-silent"));
                }
                tracing::warn!(%error, failures, "Telegram cannot be reached; trying on");
                tokio::time::sleep(retry::pause(failures.min(8), None, 1.0)).await;
            }
        }
    }
}

/// A group named in the settings or in the rules may have become a supergroup since.
pub(super) async fn follow_groups(api: Api, managers: Arc<Managers>) {
    for group in managers.groups.all() {
        let Some(known) = managers.groups.chat_of(group) else { continue };
        let asked = api.call::<_, serde_json::Value>(&GetChat::new(ChatId(known))).await;
        let Err(CallError::Refused(refusal)) = asked else { continue };
        match refusal.moved_to {
            Some(moved) => {
                if let Err(error) = managers.moved(known, moved).await {
                    tracing::error!(%error, "a group's new number cannot be remembered");
                }
            }
            None => tracing::warn!(
                code = refusal.code,
                "Telegram does not show a managers' group to the bot: is the bot in it?"
            ),
        }
    }
}

/// Lets the store forget what nobody asks for any more.
pub(super) async fn prune_daily(store: Store, clock: Clock) {
    loop {
        let (store, now) = (store.clone(), clock.now());
        let pruned = tokio::task::spawn_blocking(move || store.prune(now)).await;
        if !matches!(pruned, Ok(Ok(()))) {
            tracing::error!("old updates cannot be forgotten");
        }
        tokio::time::sleep(DAY).await;
    }
}

/// An error of teloxide without the texts it may quote.
pub(super) fn harmless(error: &RequestError) -> &'static str {
    match error {
        RequestError::Api(_) | RequestError::MigrateToChatId(_) => "refused",
        RequestError::RetryAfter(_) => "told to slow down",
        RequestError::Network(_) | RequestError::Io(_) => "no answer",
        RequestError::InvalidJson { .. } => "an answer to getMe that cannot be read",
    }
}
