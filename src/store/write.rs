//! The one thread that writes: changes that come together share a transaction and an fsync.
//!
//! A transaction of sled costs as much as dozens of records in it, and readers wait while one is
//! written. So changes are decided one after the other on what lies in the store and what those
//! before them will leave there, and then written together. Nobody else writes, hence nothing
//! that was read can have changed in between.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use futures::channel::oneshot;

use super::StoreError;
use super::flush::Flusher;
use super::shelves::{Counter, Shelves};
use super::work::{Changes, Work};

/// How many changes are written together at most: those who wait for the first wait for the last.
const TOGETHER: usize = 128;

/// What came of a change; an `Err` outside is the panic that ended it.
type Made<R> = Result<Result<R, StoreError>, Box<dyn Any + Send>>;

/// When whoever asked for a change hears of it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum When {
    /// As soon as others see it; a crash may undo it.
    Written,
    /// When it is on the disk.
    Durable,
}

/// The handle of the thread; dropping it ends the thread when everything asked for is written.
pub(super) struct Writer {
    jobs: Option<Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(shelves: Arc<Shelves>, flusher: Arc<Flusher>) -> std::io::Result<Self> {
        let (jobs, received) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("store-write".into())
            .spawn(move || serve(&shelves, &flusher, &received))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Makes a change: all of it or, when it fails or panics, nothing. A panic goes on here.
    pub(super) async fn write<R: Send + 'static>(
        &self,
        when: When,
        work: impl FnOnce(&Work<'_>) -> Result<R, StoreError> + Send + 'static,
    ) -> Result<R, StoreError> {
        // Not tokio's, which lets a thread that blocks on it within a task spin for ever once the
        // task's budget is spent.
        let (answer, answered) = oneshot::channel();
        let change = Change { work: Some(work), made: None, when, answer };
        if let Some(jobs) = &self.jobs {
            // A thread that has ended drops the change, and with it the answer.
            let _ = jobs.send(Box::new(change));
        }
        let ended = || Ok(Err(StoreError::Disk("the thread that writes has ended".into())));
        answered.await.unwrap_or_else(|_| ended()).unwrap_or_else(|panic| resume_unwind(panic))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // It ended in a panic or well; either way it has let go of the database.
            let _ = thread.join();
        }
    }
}

/// A change of any kind.
trait Job: Send {
    /// Decides; whether anything is to be written.
    fn make(&mut self, work: &Work<'_>) -> bool;
    fn when(&self) -> When;
    /// Tells whoever asked; `outcome` is that of writing it.
    fn answer(self: Box<Self>, outcome: Result<(), StoreError>);
}

struct Change<R, F> {
    work: Option<F>,
    made: Option<Made<R>>,
    when: When,
    answer: oneshot::Sender<Made<R>>,
}

impl<R, F> Job for Change<R, F>
where
    R: Send + 'static,
    F: FnOnce(&Work<'_>) -> Result<R, StoreError> + Send + 'static,
{
    fn make(&mut self, work: &Work<'_>) -> bool {
        let made = self.work.take().map(|change| catch_unwind(AssertUnwindSafe(|| change(work))));
        self.made = made;
        matches!(self.made, Some(Ok(Ok(_))))
    }

    fn when(&self) -> When {
        self.when
    }

    fn answer(self: Box<Self>, outcome: Result<(), StoreError>) {
        let made = match (self.made, outcome) {
            (Some(Ok(Ok(_))), Err(error)) => Ok(Err(error)),
            (Some(made), _) => made,
            (None, _) => return,
        };
        // Who has gone away needs no answer.
        let _ = self.answer.send(made);
    }
}

fn serve(shelves: &Shelves, flusher: &Flusher, jobs: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = jobs.recv() {
        let together = std::iter::once(first).chain(jobs.try_iter()).take(TOGETHER);
        let mut changes = Changes::new();
        let mut made = Vec::new();
        for mut job in together {
            let work = Work::new(shelves, &changes);
            if job.make(&work) {
                let own = work.into_changes();
                changes.extend(own);
                made.push(job);
            } else {
                job.answer(Ok(()));
            }
        }
        let written = write(shelves, flusher, &changes);
        let (durable, at_once): (Vec<_>, Vec<_>) =
            made.into_iter().partition(|job| job.when() == When::Durable && written.is_ok());
        at_once.into_iter().for_each(|job| job.answer(written.clone()));
        flusher.then(move |flushed| {
            durable.into_iter().for_each(|job| job.answer(flushed.clone()));
        });
    }
}

fn write(shelves: &Shelves, flusher: &Flusher, changes: &Changes) -> Result<(), StoreError> {
    shelves.commit(changes)?;
    flusher.row_written(shelves.last(Counter::Row)?);
    Ok(())
}
