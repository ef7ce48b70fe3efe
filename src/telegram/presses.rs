//! Button presses that wait for their short answer.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// More presses than this never wait: older ones have been given up by Telegram, too.
const MOST: usize = 256;

/// What Telegram calls each press, by its update. Kept in memory only: an answer
/// that comes after a restart comes too late.
#[derive(Debug, Default)]
pub struct Presses {
    waiting: Mutex<BTreeMap<u32, String>>,
}

impl Presses {
    /// A button was pressed.
    pub fn put(&self, update: u32, query: String) {
        let mut waiting = self.waiting.lock().unwrap_or_else(|broken| broken.into_inner());
        waiting.insert(update, query);
        while waiting.len() > MOST {
            waiting.pop_first();
        }
    }

    /// The press of that update, if it still waits.
    pub fn of(&self, update: u32) -> Option<String> {
        self.waiting.lock().unwrap_or_else(|broken| broken.into_inner()).get(&update).cloned()
    }

    /// The press of that update has its answer.
    pub fn answered(&self, update: u32) {
        self.waiting.lock().unwrap_or_else(|broken| broken.into_inner()).remove(&update);
    }
}
