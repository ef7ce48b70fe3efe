//! Which group is the managers' group.

use std::sync::{Mutex, MutexGuard};

use crate::store::{Store, StoreError};

/// The managers' group: from the settings, or as `/link` and Telegram have told.
pub struct ManagersGroup {
    store: Store,
    current: Mutex<Option<i64>>,
}

impl ManagersGroup {
    /// The group of the settings, else the one remembered.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn new(store: Store, of_settings: Option<i64>) -> Result<Self, StoreError> {
        let group = match of_settings {
            Some(group) => Some(group),
            None => store.managers_group()?,
        };
        Ok(Self { store, current: Mutex::new(group) })
    }

    /// The group, once there is one.
    pub fn current(&self) -> Option<i64> {
        *self.state()
    }

    /// Whether that chat is the group.
    pub fn is(&self, chat: i64) -> bool {
        self.current() == Some(chat)
    }

    /// The group is another one from now on, and after the next start.
    ///
    /// # Errors
    /// When the disk refuses; until the next start it is the other one all the same.
    pub async fn set(&self, group: i64) -> Result<(), StoreError> {
        *self.state() = Some(group);
        self.store.set_managers_group(group).await
    }

    fn state(&self) -> MutexGuard<'_, Option<i64>> {
        self.current.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}
