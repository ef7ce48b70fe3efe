//! Where the managers' groups are: the main one, and those of `[route]`.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use crate::dialog::Group;
use crate::store::{Store, StoreError};

/// The managers' groups. The main one is known from the settings, or as `/link` and Telegram
/// have told; the others from the rules. A group the rules name no more still has its cards.
pub struct Groups {
    store: Store,
    known: Mutex<Known>,
}

#[derive(Clone, Default)]
struct Known {
    main: Option<i64>,
    /// By their numbers in the rules, where they are now.
    routed: BTreeMap<i64, i64>,
}

impl Groups {
    /// The main group of the settings, else the one remembered; the others as remembered.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn new(store: Store, of_settings: Option<i64>) -> Result<Self, StoreError> {
        let main = match of_settings {
            Some(group) => Some(group),
            None => store.managers_group()?,
        };
        let routed = store.routed_groups()?;
        Ok(Self { store, known: Mutex::new(Known { main, routed }) })
    }

    /// The main group, once there is one.
    pub fn main(&self) -> Option<i64> {
        self.known().main
    }

    /// The chat of a group.
    pub fn chat_of(&self, group: Group) -> Option<i64> {
        let known = self.known();
        match group {
            Group::Main => known.main,
            Group::Routed(number) => Some(known.routed.get(&number).copied().unwrap_or(number)),
        }
    }

    /// The group that chat is, if it is one.
    pub fn of(&self, chat: i64) -> Option<Group> {
        let known = self.known();
        if known.main == Some(chat) {
            return Some(Group::Main);
        }
        let mut routed = known.routed.iter();
        routed.find(|(_, now)| **now == chat).map(|(number, _)| Group::Routed(*number))
    }

    /// Every group.
    pub fn all(&self) -> Vec<Group> {
        let known = self.known();
        let main = known.main.map(|_| Group::Main);
        main.into_iter().chain(known.routed.keys().map(|number| Group::Routed(*number))).collect()
    }

    /// Leads go to the groups of these numbers from now on.
    ///
    /// # Errors
    /// When the disk refuses; until the next start they are known all the same.
    pub async fn learn(&self, numbers: &[i64]) -> Result<(), StoreError> {
        let routed = {
            let mut known = self.known();
            let before = known.routed.len();
            for number in numbers {
                known.routed.entry(*number).or_insert(*number);
            }
            if known.routed.len() == before {
                return Ok(());
            }
            known.routed.clone()
        };
        self.store.set_routed_groups(&routed).await
    }

    /// The main group is that chat from now on, and after the next start.
    ///
    /// # Errors
    /// When the disk refuses; until the next start it is the other one all the same.
    pub async fn set_main(&self, chat: i64) -> Result<(), StoreError> {
        self.known().main = Some(chat);
        self.store.set_managers_group(chat).await
    }

    /// A group has another number from now on; the numbers by which the rules call it.
    ///
    /// # Errors
    /// When the disk refuses; until the next start they are where they are now all the same.
    pub async fn move_to(&self, from: i64, to: i64) -> Result<Vec<i64>, StoreError> {
        if from == to {
            return Ok(Vec::new());
        }
        let is_main = self.main() == Some(from);
        if is_main {
            self.set_main(to).await?;
        }
        let (routed, moved) = {
            let mut known = self.known();
            let here = known.routed.iter_mut().filter(|(_, now)| **now == from);
            let moved: Vec<i64> = here
                .map(|(number, now)| {
                    *now = to;
                    *number
                })
                .collect();
            (known.routed.clone(), moved)
        };
        if !moved.is_empty() {
            self.store.set_routed_groups(&routed).await?;
        }
        Ok(moved)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}
