//! The one thread that makes writes durable; everyone who waits shares its fsync.
//!
//! sled 0.34's own `flush_async` deadlocks under load (spacejam/sled#1308), and
//! its `flush` stops at the page cache (`sync_file_range`), so after it the file
//! is synced through a handle of our own.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use futures::channel::oneshot;

use super::StoreError;

/// What follows a flush.
type Waiter = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// The handle of the thread; dropping it ends the thread after a last flush.
pub(super) struct Flusher {
    requests: Option<Sender<Waiter>>,
    thread: Option<JoinHandle<()>>,
    rows: Arc<Rows>,
    /// How many wait for the disk.
    waiting: AtomicUsize,
}

/// One who waits for the disk, until he is dropped.
pub(super) struct Waits<'a>(&'a AtomicUsize);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// How far the outbox is: the last row written and the last one known durable.
struct Rows {
    written: AtomicU64,
    durable: AtomicU64,
}

impl Flusher {
    /// `last_row` is the last row found in the store, `file` the database's file.
    pub(super) fn start(db: sled::Db, file: File, last_row: u64) -> std::io::Result<Self> {
        let rows =
            Arc::new(Rows { written: AtomicU64::new(last_row), durable: AtomicU64::new(last_row) });
        let (requests, received) = mpsc::channel();
        let shared = Arc::clone(&rows);
        let thread = std::thread::Builder::new()
            .name("store-flush".into())
            .spawn(move || serve(&db, &file, &received, &shared))?;
        let waiting = AtomicUsize::new(0);
        Ok(Self { requests: Some(requests), thread: Some(thread), rows, waiting })
    }

    /// Waits for a flush that began after this call.
    pub(super) async fn flush(&self) -> Result<(), StoreError> {
        let _waits = self.waits();
        let (waiter, answer) = oneshot::channel();
        // Who has gone away needs no answer.
        self.then(move |outcome| drop(waiter.send(outcome)));
        let ended = || Err(StoreError::Disk("the flush thread has ended".into()));
        answer.await.unwrap_or_else(|_| ended())
    }

    /// Has `next` done after a flush that begins after this call.
    pub(super) fn then(&self, next: impl FnOnce(Result<(), StoreError>) + Send + 'static) {
        if let Some(requests) = &self.requests {
            // A thread that has ended drops the waiter, who then hears of it.
            let _ = requests.send(Box::new(next));
        }
    }

    /// Somebody waits for the disk from now on.
    pub(super) fn waits(&self) -> Waits<'_> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        Waits(&self.waiting)
    }

    /// Whether anybody waits for the disk.
    pub(super) fn is_awaited(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }

    /// Row `id` is written; lanes may see it once it is durable.
    pub(super) fn row_written(&self, id: u64) {
        self.rows.written.fetch_max(id, Ordering::SeqCst);
    }

    /// The last row that a lane may send.
    pub(super) fn durable_row(&self) -> u64 {
        self.rows.durable.load(Ordering::SeqCst)
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            // It ended in a panic or well; either way it has let go of the database.
            let _ = thread.join();
        }
    }
}

fn serve(db: &sled::Db, file: &File, requests: &Receiver<Waiter>, rows: &Rows) {
    // After a failed fsync the kernel may drop the very pages that failed, and a
    // later success would promise too much: one failure holds until reopening.
    let mut outcome = Ok(());
    while let Ok(first) = requests.recv() {
        let waiters: Vec<Waiter> = std::iter::once(first).chain(requests.try_iter()).collect();
        let written = rows.written.load(Ordering::SeqCst);
        outcome = outcome.and_then(|()| flush(db, file));
        if outcome.is_ok() {
            rows.durable.fetch_max(written, Ordering::SeqCst);
        }
        waiters.into_iter().for_each(|waiter| waiter(outcome.clone()));
    }
}

fn flush(db: &sled::Db, file: &File) -> Result<(), StoreError> {
    db.flush()?;
    file.sync_data().map_err(|error| StoreError::Disk(error.to_string()))
}
