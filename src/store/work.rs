//! What a change of the store reads and writes, before anybody else sees it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use super::shelves::{Counter, Shelf, Shelves, bytes_of, read};

/// Records to be written, and keys to be removed (`None`).
pub(super) type Changes = BTreeMap<(Shelf, Vec<u8>), Option<Vec<u8>>>;

/// The store as one change sees it: what lies there, changed by those before it and by itself.
pub(super) struct Work<'a> {
    shelves: &'a Shelves,
    before: &'a Changes,
    own: RefCell<Changes>,
}

impl<'a> Work<'a> {
    /// Nothing changed yet by itself, `before` by others whose changes are not written yet.
    pub(super) fn new(shelves: &'a Shelves, before: &'a Changes) -> Self {
        Self { shelves, before, own: RefCell::default() }
    }

    /// What it has changed.
    pub(super) fn into_changes(self) -> Changes {
        self.own.into_inner()
    }

    pub(super) fn get<T: DeserializeOwned>(
        &self,
        shelf: Shelf,
        key: &[u8],
    ) -> Result<Option<T>, StoreError> {
        let place = (shelf, key.to_vec());
        if let Some(changed) = self.own.borrow().get(&place).or_else(|| self.before.get(&place)) {
            return changed.as_ref().map(|bytes| read(shelf, bytes)).transpose();
        }
        self.shelves.get(shelf, key)
    }

    /// Whether there is a record; cheaper than reading it.
    pub(super) fn has(&self, shelf: Shelf, key: &[u8]) -> Result<bool, StoreError> {
        let place = (shelf, key.to_vec());
        match self.own.borrow().get(&place).or_else(|| self.before.get(&place)) {
            Some(changed) => Ok(changed.is_some()),
            None => self.shelves.has(shelf, key),
        }
    }

    pub(super) fn put(
        &self,
        shelf: Shelf,
        key: &[u8],
        value: &impl Serialize,
    ) -> Result<(), StoreError> {
        let bytes = bytes_of(shelf, value)?;
        self.own.borrow_mut().insert((shelf, key.to_vec()), Some(bytes));
        Ok(())
    }

    /// Whether there was anything to remove.
    pub(super) fn remove(&self, shelf: Shelf, key: &[u8]) -> Result<bool, StoreError> {
        let was = self.has(shelf, key)?;
        if was {
            self.own.borrow_mut().insert((shelf, key.to_vec()), None);
        }
        Ok(was)
    }

    pub(super) fn last(&self, counter: Counter) -> Result<u64, StoreError> {
        Ok(self.get(Shelf::Meta, counter.key())?.unwrap_or(0))
    }

    pub(super) fn set_last(&self, counter: Counter, last: u64) -> Result<(), StoreError> {
        self.put(Shelf::Meta, counter.key(), &last)
    }

    pub(super) fn next(&self, counter: Counter) -> Result<u64, StoreError> {
        let next = self.last(counter)? + 1;
        self.set_last(counter, next)?;
        Ok(next)
    }
}
