//! What managers ought to hear of a portal though leads arrive; each thing once.

use std::collections::HashSet;
use std::sync::Mutex;

use tokio::sync::mpsc::UnboundedSender;

use crate::delivery::lanes::Trouble;

/// Tells the managers.
pub struct News {
    told: Mutex<HashSet<String>>,
    trouble: UnboundedSender<Trouble>,
}

impl News {
    /// News for whoever deals with troubles.
    pub fn new(trouble: UnboundedSender<Trouble>) -> Self {
        Self { told: Mutex::default(), trouble }
    }

    /// Tells something, unless it was told since the start; `what` knows it again.
    pub fn tell_once(&self, what: &str, words: String) {
        let mut told = self.told.lock().unwrap_or_else(|broken| broken.into_inner());
        if told.insert(what.to_owned()) {
            // At the very end nobody listens any more.
            let _ = self.trouble.send(Trouble::Notice(words));
        }
    }
}
