//! The few things to remember about the installation itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ulid::Ulid;

use super::shelves::{Shelf, Shelves};
use super::{Store, StoreError};

const FORMAT: &[u8] = b"format";
const INSTALLATION: &[u8] = b"installation";
const MANAGERS_GROUP: &[u8] = b"managers_group";
const ROUTED_GROUPS: &[u8] = b"routed_groups";

/// How records are written; a store of another number is not touched.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Format(u32);

const CURRENT: Format = Format(1);

impl Store {
    /// The name of this installation (a ULID), made at the first start: it tells
    /// the leads of two installations apart in places outside.
    pub fn installation(&self) -> &str {
        &self.inner.installation
    }

    /// The managers' group, once it is known.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn managers_group(&self) -> Result<Option<i64>, StoreError> {
        self.shelves().get(Shelf::Meta, MANAGERS_GROUP)
    }

    /// Remembers the managers' group.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn set_managers_group(&self, group: i64) -> Result<(), StoreError> {
        self.change(move |work| work.put(Shelf::Meta, MANAGERS_GROUP, &group)).await
    }

    /// The groups of `[route]` that leads have ever gone to: their numbers there, and where
    /// they are now.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn routed_groups(&self) -> Result<BTreeMap<i64, i64>, StoreError> {
        Ok(self.shelves().get(Shelf::Meta, ROUTED_GROUPS)?.unwrap_or_default())
    }

    /// Remembers them.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn set_routed_groups(&self, groups: &BTreeMap<i64, i64>) -> Result<(), StoreError> {
        let groups = groups.clone();
        self.change(move |work| work.put(Shelf::Meta, ROUTED_GROUPS, &groups)).await
    }
}

/// Writes what a first start has to; answers with the name of the installation.
pub(super) fn prepare(shelves: &Shelves) -> Result<String, StoreError> {
    let fresh = Ulid::generate().to_string();
    if let Some(found) = shelves.get::<Format>(Shelf::Meta, FORMAT)?
        && found != CURRENT
    {
        let reason = format!("format {} instead of {}", found.0, CURRENT.0);
        return Err(StoreError::Damaged { shelf: "meta", reason });
    }
    shelves.change(|work| {
        if let Some(known) = work.get(Shelf::Meta, INSTALLATION)? {
            return Ok(known);
        }
        work.put(Shelf::Meta, FORMAT, &CURRENT)?;
        work.put(Shelf::Meta, INSTALLATION, &fresh)?;
        Ok(fresh.clone())
    })
}
