//! One lane at work: what has come, whose turn it is.

mod missing;
mod settle;
mod tell;

use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;
use tokio::time::Instant;

use super::Destination;
use super::lanes::{Inner, News};
use super::line::{Line, Turn};
use super::outage::Place;
use crate::dialog::Group;
use crate::store::{Lane, Row, StoreError};

/// How many rows for a group are looked at that may go together.
const VIEW: usize = 32;
/// How many rows are read at once.
const PAGE: usize = 256;
/// The pause while the disk refuses.
const DISK_PAUSE: Duration = Duration::from_secs(2);

/// The task of a lane.
pub(super) struct Task {
    lane: Lane,
    destination: Arc<dyn Destination>,
    news: Arc<News>,
    /// Weak: a bot that is gone leaves no task behind that keeps its store open.
    inner: Weak<Inner>,
    stopping: watch::Receiver<bool>,
    line: Line,
    /// Rows up to this one stand in the line, or are gone.
    read_to: u64,
    place: Place,
    /// A customer's chat has no room before this moment.
    room_from: Option<Instant>,
}

/// What a look at a lane has come to.
enum Step {
    /// Nothing is left: the task ends.
    Ended,
    /// Something has changed: look again.
    Again,
    /// Nothing to do for so long.
    Wait(Duration),
}

impl Task {
    /// A task for the rows of `lane`, which hears of them by `news`.
    pub fn new(
        lane: Lane,
        destination: Arc<dyn Destination>,
        news: Arc<News>,
        inner: Weak<Inner>,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let line = Line::of(&lane);
        let place = Place::default();
        let room_from = None;
        Self { lane, destination, news, inner, stopping, line, read_to: 0, place, room_from }
    }

    /// Delivers until nothing waits or the bot ends.
    pub async fn run(mut self) {
        let mut remembered = false;
        while !*self.stopping.borrow() {
            let Some(inner) = self.inner.upgrade() else { return };
            let step = match self.remember(&inner, &mut remembered) {
                Ok(()) => self.step(&inner).await,
                Err(error) => Err(error),
            };
            let wait = match step {
                Ok(Step::Ended) => return,
                Ok(Step::Again) => continue,
                Ok(Step::Wait(wait)) => wait,
                Err(error) => {
                    tracing::error!(lane = %self.lane, %error, "a lane waits for the disk");
                    DISK_PAUSE
                }
            };
            let clock = inner.clock.clone();
            drop(inner);
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.news.wait() => {}
                () = clock.moved() => {}
                _ = self.stopping.changed() => {}
            }
        }
    }

    /// An outage before this task was begun may last.
    fn remember(&mut self, inner: &Inner, remembered: &mut bool) -> Result<(), StoreError> {
        if let (Lane::Sink(sink), false) = (&self.lane, *remembered) {
            self.place = Place::remembered(inner.store.outage(*sink)?);
        }
        *remembered = true;
        Ok(())
    }

    async fn step(&mut self, inner: &Arc<Inner>) -> Result<Step, StoreError> {
        // Not a row is read in vain: there may be thousands of lanes.
        let wait = self.room_from.map(|from| from.saturating_duration_since(Instant::now()));
        if let Some(wait) = wait.filter(|wait| !wait.is_zero()) {
            return Ok(Step::Wait(wait));
        }
        self.read(inner).await?;
        self.tell(inner).await?;
        let now = inner.clock.now();
        let id = match self.turn(now) {
            Turn::Nobody if self.ends(inner) => return Ok(Step::Ended),
            Turn::Nobody => return Ok(Step::Again),
            Turn::NotBefore(at) => {
                let at = self.tells_at().map_or(at, |tells| tells.min(at));
                return Ok(Step::Wait((at - now).to_std().unwrap_or_default()));
            }
            Turn::Row(id) => id,
        };
        let rows = self.rows(inner, id).await?;
        let Some(first) = rows.first() else { return Ok(Step::Again) };
        // By the clock of tasks, which a test can pause.
        let asked = Instant::now();
        if let Err(wait) = self.destination.room(first, asked.into_std()) {
            self.room_from = matches!(self.lane, Lane::Client(_)).then_some(asked + wait);
            return Ok(Step::Wait(wait));
        }
        self.attempt(inner, &rows).await;
        Ok(Step::Again)
    }

    /// Takes in the rows that have come since the last look.
    async fn read(&mut self, inner: &Arc<Inner>) -> Result<(), StoreError> {
        if self.news.afresh() {
            (self.line, self.read_to) = (Line::of(&self.lane), 0);
            self.place.hurry();
        }
        loop {
            let rows = inner.store.rows_after(&self.lane, self.read_to, PAGE)?;
            for row in &rows {
                self.line.add(row);
                if row.attempts > 0 {
                    self.place.resumes(row.id);
                }
                self.read_to = row.id;
            }
            self.show_missing(inner, &rows).await?;
            if rows.len() < PAGE {
                return Ok(());
            }
        }
    }

    /// A place that is out is tried with one row now and then.
    fn turn(&mut self, now: DateTime<Utc>) -> Turn {
        match (self.place.opens(), self.place.probe()) {
            _ if self.line.is_empty() => Turn::Nobody,
            (Some(opens), _) if opens > now => Turn::NotBefore(opens),
            (_, Some(how)) => self.line.probe(how).map_or(Turn::Nobody, Turn::Row),
            (_, None) => self.line.turn(now),
        }
    }

    /// The row whose turn it is and those that may go with it; what nobody wants
    /// any more leaves on the way.
    async fn rows(&mut self, inner: &Inner, id: u64) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        let may_go_together = self.lane.group().is_some() && self.place.probe().is_none();
        let limit = if may_go_together { VIEW } else { 1 };
        for id in self.line.from(id, limit) {
            match inner.store.row(&self.lane, id)? {
                None => self.leaves(id),
                Some(row) if self.is_stale(inner, &row)? || self.line.is_overtaken(id) => {
                    inner.store.discard(&row).await?;
                    self.leaves(id);
                }
                Some(row) => rows.push(missing::with_notes(inner, row)?),
            }
        }
        if !rows.is_empty() && rows[0].id == id {
            let together = self.destination.together(&rows, Instant::now().into_std());
            rows.truncate(together.max(1));
        } else {
            rows.clear();
        }
        Ok(rows)
    }

    fn leaves(&mut self, id: u64) {
        self.line.remove(id);
        self.place.leaves(id);
    }

    fn is_stale(&self, inner: &Inner, row: &Row) -> Result<bool, StoreError> {
        match &self.lane {
            Lane::Client(chat) => Ok(row.is_stale(inner.store.chat_epoch(chat)?)),
            // Telegram takes no answer to a button pressed long ago.
            Lane::Toast => Ok(inner.clock.now() - row.created > chrono::TimeDelta::seconds(15)),
            Lane::Group | Lane::Routed(_) | Lane::Sink(_) => Ok(false),
        }
    }

    /// Whether the task may end: nobody has woken it since it saw its lane empty.
    fn ends(&mut self, inner: &Inner) -> bool {
        let mut running = inner.running();
        let empty = inner.store.head(&self.lane).is_ok_and(|head| head.is_none());
        if empty {
            running.remove(&self.lane);
        }
        // Rows that were passed by are read once more.
        self.read_to = 0;
        empty
    }
}

/// The group of managers that hears of the lead of a row.
fn group_of(inner: &Inner, row: &Row) -> Result<Group, StoreError> {
    let lead = row.lead.map_or(Ok(None), |lead| inner.store.lead(lead))?;
    Ok(lead.map(|lead| lead.group).unwrap_or_default())
}
