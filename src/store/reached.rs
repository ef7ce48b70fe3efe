//! Rows that go to several receivers: who has one already.

use super::{Row, Store, StoreError, lanes};

impl Store {
    /// These receivers have the row; the others have yet to get it. Durable, so that a crash
    /// does not write to anybody twice.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn reached(&self, row: &Row, receivers: &[String]) -> Result<(), StoreError> {
        let (row, receivers) = (row.clone(), receivers.to_vec());
        self.change(move |work| {
            let Some(mut stored) = lanes::stored(work, &row)? else { return Ok(()) };
            stored.reached.extend(receivers);
            lanes::put(work, &stored)
        })
        .await
    }
}
