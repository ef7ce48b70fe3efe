//! What can go wrong with the store. No message holds what was stored.

use std::path::PathBuf;

/// Why the data folder could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process works with it.
    #[error("the data folder {} is in use by another process", dir.display())]
    Locked {
        /// The folder.
        dir: PathBuf,
    },
    /// The folder cannot be created or entered.
    #[error("the data folder {} cannot be used: {reason}", dir.display())]
    Folder {
        /// The folder.
        dir: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// What lies in it is not a store this version can read.
    #[error("the data folder {} cannot be read: {reason}", dir.display())]
    Unreadable {
        /// The folder.
        dir: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// Why the store could not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk refused. After a refused write nothing more is promised
    /// durable until the store is opened again.
    #[error("the data folder cannot be read or written: {0}")]
    Disk(String),
    /// A record is not what this version writes.
    #[error("a record of `{shelf}` cannot be read: {reason}")]
    Damaged {
        /// The tree it lies in.
        shelf: &'static str,
        /// What is wrong, without its content.
        reason: String,
    },
}

impl StoreError {
    /// Whether that very record cannot be read, while the disk is well.
    pub(super) fn is_damage<T>(record: &Result<T, StoreError>) -> bool {
        matches!(record, Err(StoreError::Damaged { .. }))
    }
}

impl From<sled::Error> for StoreError {
    fn from(error: sled::Error) -> Self {
        StoreError::Disk(error.to_string())
    }
}
