//! The places a bot delivers to, as its settings name them: a new destination gets its line here.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::conversation::CurrentRules;
use crate::delivery::email::{Email, Post};
use crate::delivery::telegram::Telegram;
use crate::delivery::{Destination, Destinations};
use crate::dialog::Sink;
use crate::settings::{Settings, SettingsError};
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
) -> Result<Destinations, SettingsError> {
    let telegram = Telegram {
        api: api.clone(),
        store: store.clone(),
        group: Arc::clone(group),
        presses: Arc::clone(presses),
        rules: Arc::clone(rules),
        folder: settings.rules.parent().unwrap_or(Path::new(".")).to_owned(),
        limits: Mutex::default(),
    };
    let sinks = sinks(settings, store, rules)?;
    Ok(Destinations { telegram: Arc::new(telegram), sinks })
}

/// Where leads go besides the managers' group.
fn sinks(
    settings: &Settings,
    store: &Store,
    rules: &CurrentRules,
) -> Result<HashMap<Sink, Arc<dyn Destination>>, SettingsError> {
    let mut sinks: HashMap<Sink, Arc<dyn Destination>> = HashMap::new();
    if let Some(email) = &settings.email {
        let email = Email::new(Post::of(email)?, store.clone(), Arc::clone(rules));
        sinks.insert(Sink::Email, Arc::new(email));
    }
    Ok(sinks)
}
