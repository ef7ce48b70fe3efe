//! What nobody asks for any more leaves the store: updates seen, the group's messages.

use chrono::{DateTime, TimeDelta, Utc};
use futures::executor::block_on;
use serde::de::DeserializeOwned;

use super::delivery::Relay;
use super::inbox::Seen;
use super::shelves::Shelf;
use super::work::Work;
use super::{Store, StoreError};

/// How long an update is remembered as seen: Telegram repeats one for at most a
/// day (core.telegram.org/bots/api#getting-updates).
const SEEN: TimeDelta = TimeDelta::hours(48);
/// How long a message of the managers' group can be answered to: whoever writes to a
/// customer after a season starts from his chat or from a newer card.
const RELAYED: TimeDelta = TimeDelta::days(90);
/// How many leave in one change: others write in between.
const AT_ONCE: usize = 256;

impl Store {
    /// Forgets which updates were seen more than 48 hours ago, except those that still
    /// wait, and whom the messages of the managers' group spoke of 90 days ago. Leads,
    /// chats and dead letters stay. Scans: call it from a blocking task, now and then.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn prune(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let old = move |seen: &Seen| now - seen.at > SEEN;
        self.forget_old(
            Shelf::Seen,
            move |work, seen: &Seen| Ok(old(seen) && !work.has(Shelf::Inbox, &seen.place())?),
            old,
        )?;
        let old = move |relay: &Relay| relay.at.is_some_and(|at| now - at > RELAYED);
        self.forget_old(Shelf::Relays, move |_, relay| Ok(old(relay)), old)
    }

    /// Removes the records that look `old` and, when looked at alone, may `leave`.
    fn forget_old<T: DeserializeOwned>(
        &self,
        shelf: Shelf,
        leaves: impl Fn(&Work<'_>, &T) -> Result<bool, StoreError> + Copy + Send + 'static,
        old: impl Fn(&T) -> bool,
    ) -> Result<(), StoreError> {
        let mut records = self.shelves().starting::<T>(shelf, &[]);
        loop {
            let found =
                records.by_ref().filter(|record| !matches!(record, Ok((_, it)) if !old(it)));
            let keys = found.take(AT_ONCE).map(|record| record.map(|(key, _)| key));
            let keys = keys.collect::<Result<Vec<_>, _>>()?;
            if keys.is_empty() {
                return Ok(());
            }
            block_on(self.change_soon(move |work| {
                keys.iter().try_for_each(|key| match work.get::<T>(shelf, key)? {
                    Some(record) if leaves(work, &record)? => work.remove(shelf, key).map(drop),
                    _ => Ok(()),
                })
            }))?;
        }
    }
}
