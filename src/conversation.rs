//! The one way anything happens to a chat: look, detect, decide, write, wake the lanes.

use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::delivery::Lanes;
use crate::dialog::{Dialog, Event, Incoming, Outcome};
use crate::rules::{Rules, evaluate};
use crate::store::{Applied, Cause, Store, StoreError};

/// The rules in force; replaced as a whole.
pub type CurrentRules = Arc<ArcSwap<Rules>>;

/// Everything a step needs; clones share it.
#[derive(Clone)]
pub struct Conversation {
    store: Store,
    rules: CurrentRules,
    lanes: Lanes,
}

impl Conversation {
    /// A conversation by these rules, kept in that store, answered through those lanes.
    pub fn new(store: Store, rules: CurrentRules, lanes: Lanes) -> Self {
        Self { store, rules, lanes }
    }

    /// Makes the step that follows from `incoming`. `None` when it was made
    /// before: an update that came again after a crash.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged; nothing has happened then.
    pub async fn hear(
        &self,
        cause: Cause,
        incoming: &Incoming,
    ) -> Result<Option<Box<Outcome>>, StoreError> {
        let about = match incoming.event {
            Event::Desk { lead, .. } => lead,
            Event::Shown { lead } => Some(lead),
            _ => None,
        };
        loop {
            // Detected and decided by the same rules, also when new ones come meanwhile.
            let rules = self.rules.load_full();
            let dialog = self.store.dialog(&incoming.chat)?;
            let facts = crate::rules::facts(&rules, &dialog.chat, incoming);
            let version = dialog.chat.version;
            let heard = incoming.clone();
            let step = move |before: &Dialog, next_lead| {
                evaluate::step(&rules, before, &heard, &facts, next_lead)
            };
            let key = &incoming.chat;
            match self.store.apply(cause, key, about, version, step).await? {
                Applied::Done { outcome, lanes } => {
                    lanes.iter().for_each(|lane| self.lanes.wake(lane));
                    return Ok(Some(outcome));
                }
                Applied::Already => return Ok(None),
                // Somebody else has changed the chat: what was detected may be out of date.
                Applied::Conflict => tokio::task::yield_now().await,
            }
        }
    }

    /// The rules in force.
    pub fn rules(&self) -> Arc<Rules> {
        self.rules.load_full()
    }

    /// Other rules are in force from now on; a step that has begun ends by the old ones.
    pub fn replace_rules(&self, rules: Rules) {
        self.rules.store(Arc::new(rules));
    }

    /// The store behind it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The lanes what is said goes through.
    pub fn lanes(&self) -> &Lanes {
        &self.lanes
    }
}
