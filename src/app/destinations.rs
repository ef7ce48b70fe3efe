//! The places a bot delivers to, as its settings name them: a new destination gets its line here.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use tokio::sync::mpsc::UnboundedSender;

use super::StartError;
use crate::clock::Clock;
use crate::conversation::CurrentRules;
use crate::delivery::bitrix24::{self, Bitrix24};
use crate::delivery::email::{Email, Post};
use crate::delivery::lanes::Trouble;
use crate::delivery::telegram::Telegram;
use crate::delivery::webhook::Webhook;
use crate::delivery::{Destination, Destinations};
use crate::dialog::Sink;
use crate::settings::Settings;
use crate::store::Store;
use crate::telegram::api::Api;
use crate::telegram::groups::Groups;
use crate::telegram::presses::Presses;

/// What destinations are made of.
pub(super) struct Parts<'a> {
    pub settings: &'a Settings,
    pub store: &'a Store,
    pub api: &'a Api,
    pub groups: &'a Arc<Groups>,
    pub presses: &'a Arc<Presses>,
    pub rules: &'a CurrentRules,
    pub clock: &'a Clock,
    pub trouble: &'a UnboundedSender<Trouble>,
}

/// Every destination that is set up.
///
/// # Errors
/// When a destination cannot be made of its settings.
pub(super) fn of(parts: &Parts<'_>) -> Result<Destinations, StartError> {
    let telegram = Telegram {
        api: parts.api.clone(),
        store: parts.store.clone(),
        groups: Arc::clone(parts.groups),
        presses: Arc::clone(parts.presses),
        rules: Arc::clone(parts.rules),
        folder: parts.settings.rules.parent().unwrap_or(Path::new(".")).to_owned(),
        limits: Mutex::default(),
    };
    Ok(Destinations { telegram: Arc::new(telegram), sinks: sinks(parts)? })
}

/// Where leads go besides the managers' groups.
fn sinks(parts: &Parts<'_>) -> Result<HashMap<Sink, Arc<dyn Destination>>, StartError> {
    let failed = |error: reqwest::Error| StartError::Other(error.to_string());
    let mut sinks: HashMap<Sink, Arc<dyn Destination>> = HashMap::new();
    if let Some(portal) = bitrix24::portal(parts.settings).map_err(failed)? {
        let news = bitrix24::News::new(parts.trouble.clone());
        let bitrix24 = Bitrix24::new(portal, parts.store.clone(), Arc::clone(parts.rules), news);
        sinks.insert(Sink::Bitrix24, Arc::new(bitrix24));
    }
    if let Some(email) = &parts.settings.email {
        let email = Email::new(Post::of(email)?, parts.store.clone(), Arc::clone(parts.rules));
        sinks.insert(Sink::Email, Arc::new(email));
    }
    if let Some(settings) = &parts.settings.lead_webhook {
        let (store, clock) = (parts.store.clone(), parts.clock.clone());
        let webhook = Webhook::new(settings, store, clock, Arc::clone(parts.rules));
        sinks.insert(Sink::Webhook, Arc::new(webhook.map_err(failed)?));
    }
    Ok(sinks)
}
