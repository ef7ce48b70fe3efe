//! Opening the data folder: the guards that sled 0.34 needs, and what a first start creates.

use std::fs::{self, DirBuilder, File};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::executor::block_on;

use super::flush::Flusher;
use super::shelves::{Counter, Shelves};
use super::write::Writer;
use super::{Inner, OpenError, Store, StoreError, settings};

/// sled would take up to a gigabyte.
const CACHE: u64 = 32 * 1024 * 1024;

/// Half of the time sled may spend on cleaning, if there is so much to clean.
const CLEAN_EVERY_MILLISECONDS: u64 = 500;

/// How long another's lock is waited for.
const LOCK_PATIENCE: Duration = Duration::from_secs(1);
/// The pause between two looks at it.
const LOCK_PAUSE: Duration = Duration::from_millis(20);

impl Store {
    /// Opens the store in `dir`, creating the folder (for its owner only) when
    /// there is none, and finishes what a crash has interrupted.
    ///
    /// # Errors
    /// When another process has it open, the folder cannot be used, or its
    /// content is not a store of this version.
    pub fn open(dir: &Path) -> Result<Self, OpenError> {
        let folder = |error: std::io::Error| OpenError::Folder {
            dir: dir.to_owned(),
            reason: error.to_string(),
        };
        DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(folder)?;
        sweep_half_written_snapshots(dir).map_err(folder)?;
        let db = unlocked_database(dir)?;
        let file = File::open(dir.join("db")).map_err(folder)?;
        // The names of files made just now have to survive a power cut, too.
        File::open(dir).and_then(|handle| handle.sync_all()).map_err(folder)?;
        let unreadable = |error: StoreError| OpenError::Unreadable {
            dir: dir.to_owned(),
            reason: error.to_string(),
        };
        let shelves = Shelves::open(&db).map_err(|error| unreadable(error.into()))?;
        let installation = settings::prepare(&shelves).map_err(unreadable)?;
        let inherited = shelves.last(Counter::Row).map_err(unreadable)?;
        let flusher = Arc::new(Flusher::start(db, file, inherited).map_err(folder)?);
        let shelves = Arc::new(shelves);
        let writer = Writer::start(Arc::clone(&shelves), Arc::clone(&flusher)).map_err(folder)?;
        let inner = Inner { writer, flusher, shelves, installation, inherited };
        let store = Self { inner: Arc::new(inner) };
        block_on(store.finish_forgetting()).map_err(unreadable)?;
        store.inner.flusher.then(drop);
        Ok(store)
    }
}

/// A process that is just ending may hold its lock a moment longer: a restart
/// must not fail for that. Another bot holds it on.
fn unlocked_database(dir: &Path) -> Result<sled::Db, OpenError> {
    let begun = Instant::now();
    loop {
        match database(dir) {
            Err(OpenError::Locked { .. }) if begun.elapsed() < LOCK_PATIENCE => {
                std::thread::sleep(LOCK_PAUSE);
            }
            other => return other,
        }
    }
}

fn database(dir: &Path) -> Result<sled::Db, OpenError> {
    let unreadable = |reason| OpenError::Unreadable { dir: dir.to_owned(), reason };
    // Nobody waits for sled's own flush thread, but it must run: nothing else
    // cleans the file (flusher.rs, `attempt_gc`), which would grow for ever.
    let config = sled::Config::new()
        .path(dir)
        .cache_capacity(CACHE)
        .flush_every_ms(Some(CLEAN_EVERY_MILLISECONDS));
    // A damaged file can make sled's recovery panic.
    let opened = catch_unwind(AssertUnwindSafe(|| config.open()))
        .map_err(|_| unreadable("the database is damaged".to_owned()))?;
    opened.map_err(|error| match &error {
        // sled has no kind of its own for this: config.rs, `try_lock`.
        sled::Error::Io(io) if io.to_string().contains("could not acquire lock") => {
            OpenError::Locked { dir: dir.to_owned() }
        }
        sled::Error::Io(io) if is_the_systems_refusal(io.kind()) => {
            OpenError::Folder { dir: dir.to_owned(), reason: io.to_string() }
        }
        _ => unreadable(error.to_string()),
    })
}

/// The folder is at fault, not what lies in it.
fn is_the_systems_refusal(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::StorageFull
    )
}

/// A crash while sled writes a snapshot leaves `snap.*.generating`, and sled
/// takes it for a whole one and never opens again (spacejam/sled#1527). The
/// log still has everything that was to be in it.
fn sweep_half_written_snapshots(dir: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
