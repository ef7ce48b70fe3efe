//! The order in which rows wait.

use super::shelves::Shelf;
use super::work::Work;
use super::{Lane, Row, Store, StoreError, keys};

impl Store {
    /// Every lane in which something waits, in order. Looks once at each lane,
    /// of which there may be one a customer: for the start, not for every step.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn lanes(&self) -> Result<Vec<Lane>, StoreError> {
        let mut lanes = Vec::new();
        let mut passed = Vec::new();
        while let Some(first) = self.shelves().after::<Row>(Shelf::Outbox, &passed).next() {
            let (_, row) = first?;
            passed = keys::row(&row.lane, u64::MAX);
            lanes.push(row.lane);
        }
        Ok(lanes)
    }

    /// The first row of a lane. A row appears here only when the step that made
    /// it is durable: what is sent can never have been undone by a crash.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn head(&self, lane: &Lane) -> Result<Option<Row>, StoreError> {
        Ok(self.rows_of(lane, 1)?.pop())
    }

    /// The first rows of a lane, oldest first; durable ones only, as in [`Store::head`].
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn rows_of(&self, lane: &Lane, limit: usize) -> Result<Vec<Row>, StoreError> {
        self.rows_after(lane, 0, limit)
    }

    /// The same from the first row with a greater number than that: rows of a lane
    /// come in the order of their numbers, so a reader needs to read each only once.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub fn rows_after(
        &self,
        lane: &Lane,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        let durable = self.inner.flusher.durable_row();
        let (after, last) = (keys::row(lane, after.min(durable)), keys::row(lane, durable));
        let rows = self.shelves().between::<Row>(Shelf::Outbox, &after, &last).take(limit);
        rows.map(|record| record.map(|(_, row)| self.inherited(row))).collect()
    }

    /// One row of a lane, if it is still there.
    ///
    /// # Errors
    /// When the disk refuses or the record is damaged.
    pub fn row(&self, lane: &Lane, id: u64) -> Result<Option<Row>, StoreError> {
        let row = self.shelves().get(Shelf::Outbox, &keys::row(lane, id))?;
        Ok(row.map(|row| self.inherited(row)))
    }

    /// Nobody knows how far the process before this one came with its rows.
    fn inherited(&self, mut row: Row) -> Row {
        row.maybe_sent |= row.id <= self.inner.inherited;
        row
    }
}

/// Writes a row, new or changed.
pub(super) fn put(work: &Work<'_>, row: &Row) -> Result<(), StoreError> {
    work.put(Shelf::Outbox, &keys::row(&row.lane, row.id), row)
}

/// Takes a row out; whether it was still there.
pub(super) fn remove(work: &Work<'_>, row: &Row) -> Result<bool, StoreError> {
    work.remove(Shelf::Outbox, &keys::row(&row.lane, row.id))
}

/// The row as it is stored now.
pub(super) fn stored(work: &Work<'_>, row: &Row) -> Result<Option<Row>, StoreError> {
    work.get(Shelf::Outbox, &keys::row(&row.lane, row.id))
}
