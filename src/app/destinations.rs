//! The places a bot delivers to, as its settings name them: a new destination gets its line here.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use tokio::sync::mpsc::UnboundedSender;

use super::StartError;
use crate::conversation::CurrentRules;
use crate::delivery::bitrix24::{self, Bitrix24};
use crate::delivery::email::{Email, Post};
use crate::delivery::lanes::Trouble;
use crate::delivery::telegram::Telegram;
use crate::delivery::{Destination, Destinations};
use crate::dialog::Sink;
use crate::settings::Settings;
use crate::store::Store;
use crate::telegram::api::Api;
use crate::telegram::group::ManagersGroup;
use crate::telegram::presses::Presses;

/// Every destination that is set up.
///
/// # Errors
/// When a setting of a destination cannot be meant so.
pub(super) fn of(
    settings: &Settings,
    store: &Store,
    api: &Api,
    group: &Arc<ManagersGroup>,
    presses: &Arc<Presses>,
    rules: &CurrentRules,
    trouble: &UnboundedSender<Trouble>,
) -> Result<Destinations, StartError> {
    let telegram = Telegram {
        api: api.clone(),
        store: store.clone(),
        group: Arc::clone(group),
        presses: Arc::clone(presses),
        rules: Arc::clone(rules),
        folder: settings.rules.parent().unwrap_or(Path::new(".")).to_owned(),
        limits: Mutex::default(),
    };
    let sinks = sinks(settings, store, rules, trouble)?;
    Ok(Destinations { telegram: Arc::new(telegram), sinks })
}

/// Where leads go besides the managers' group.
fn sinks(
    settings: &Settings,
    store: &Store,
    rules: &CurrentRules,
    trouble: &UnboundedSender<Trouble>,
) -> Result<HashMap<Sink, Arc<dyn Destination>>, StartError> {
    let mut sinks: HashMap<Sink, Arc<dyn Destination>> = HashMap::new();
    let other = |error: reqwest::Error| StartError::Other(error.to_string());
    if let Some(portal) = bitrix24::portal(settings).map_err(other)? {
        let news = bitrix24::News::new(trouble.clone());
        let bitrix24 = Bitrix24::new(portal, store.clone(), Arc::clone(rules), news);
        sinks.insert(Sink::Bitrix24, Arc::new(bitrix24));
    }
    if let Some(email) = &settings.email {
        let email = Email::new(Post::of(email)?, store.clone(), Arc::clone(rules));
        sinks.insert(Sink::Email, Arc::new(email));
    }
    Ok(sinks)
}
