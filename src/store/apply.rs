//! The one transaction of a step: the update out; chat, lead, rows, trace and timer in.

use std::collections::BTreeSet;

use super::chats::{self, ChatRecord};
use super::shelves::{Counter, Shelf};
use super::work::Work;
use super::{
    Lane, Row, Store, StoreError, delivery, forget, inbox, keys, lanes, outbox, timers, traces,
};
use crate::dialog::{ChatKey, Dialog, Effect, LeadId, Outcome};

/// Why a step is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An update of the inbox, by its id.
    Update(u32),
    /// A timer went off.
    Timer,
    /// A command, or a consequence of another step.
    Internal,
}

impl Cause {
    /// The update, if it is one.
    pub fn update(self) -> Option<u32> {
        match self {
            Cause::Update(id) => Some(id),
            Cause::Timer | Cause::Internal => None,
        }
    }
}

/// What came of an attempt to make a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Applied {
    /// It is made, and durable.
    Done {
        /// As decided, with the chat's new version.
        outcome: Box<Outcome>,
        /// Where rows were added: wake these.
        lanes: Vec<Lane>,
    },
    /// The chat is not in the version expected: look at it again and retry.
    Conflict,
    /// The update is no longer in the inbox: its step was made before.
    Already,
}

impl Store {
    /// Makes a step: decides within the transaction on the chat as it is, and
    /// writes all that follows from it, or nothing.
    ///
    /// `card` is the lead a manager acts on: when it is not the chat's current one,
    /// it comes as [`Dialog::earlier`]. `decide` gets the number a new lead would
    /// have. It must be short and must not call the store. A panic in it changes
    /// nothing, and goes on here.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub async fn apply(
        &self,
        cause: Cause,
        key: &ChatKey,
        card: Option<LeadId>,
        expected_version: u64,
        decide: impl FnOnce(&Dialog, LeadId) -> Outcome + Send + 'static,
    ) -> Result<Applied, StoreError> {
        let step = Step { cause, key: key.clone(), card, expected_version };
        let made = self.change(move |work| step.make(work, decide)).await?;
        let (outcome, rows) = match made {
            Made::Done(outcome, rows) => (outcome, rows),
            Made::Conflict => return Ok(Applied::Conflict),
            Made::Already => return Ok(Applied::Already),
        };
        if outcome.effects.contains(&Effect::Forget) {
            self.finish_forgetting_elsewhere().await?;
        }
        let lanes = rows.into_iter().map(|row| row.lane).collect::<BTreeSet<_>>();
        Ok(Applied::Done { outcome, lanes: lanes.into_iter().collect() })
    }
}

struct Step {
    cause: Cause,
    key: ChatKey,
    card: Option<LeadId>,
    expected_version: u64,
}

/// What the transaction did.
enum Made {
    Done(Box<Outcome>, Vec<Row>),
    Conflict,
    Already,
}

impl Step {
    fn make(
        &self,
        work: &Work<'_>,
        decide: impl FnOnce(&Dialog, LeadId) -> Outcome,
    ) -> Result<Made, StoreError> {
        if let Cause::Update(id) = self.cause
            && !inbox::holds(work, id)?
        {
            return Ok(Made::Already);
        }
        let record = chats::record(work, &self.key)?;
        if record.chat.version != self.expected_version {
            return Ok(Made::Conflict);
        }
        let load = |id: Option<LeadId>| match id {
            Some(id) => work.get(Shelf::Leads, &id.0.to_be_bytes()),
            None => Ok(None),
        };
        let earlier =
            self.card.filter(|card| Some(*card) != record.lead && record.leads.contains(card));
        let (lead, earlier) = (load(record.lead)?, load(earlier)?);
        let before = Dialog { chat: record.chat.clone(), lead, earlier };
        let next_lead = LeadId(work.last(Counter::Lead)? + 1);
        let mut outcome = decide(&before, next_lead);
        outcome.dialog.chat.version = self.expected_version + 1;
        if let Cause::Update(id) = self.cause {
            inbox::leave(work, id)?;
        }
        if outcome.effects.contains(&Effect::Forget) {
            forget::erase(work, &record)?;
        } else {
            write(work, record, &outcome)?;
        }
        let rows = self.send(work, &before, &outcome)?;
        Ok(Made::Done(Box::new(outcome), rows))
    }

    /// Writes the rows of an outcome.
    fn send(
        &self,
        work: &Work<'_>,
        before: &Dialog,
        outcome: &Outcome,
    ) -> Result<Vec<Row>, StoreError> {
        let first = work.last(Counter::Row)? + 1;
        let rows = outbox::rows(outcome, before, self.cause, first);
        let forgetting = outcome.effects.contains(&Effect::Forget);
        for row in &rows {
            lanes::put(work, row)?;
            if !forgetting {
                delivery::begin(work, row)?;
            }
        }
        if let Some(last) = rows.last() {
            work.set_last(Counter::Row, last.id)?;
        }
        Ok(rows)
    }
}

/// Writes the chat, its lead, the trace and the timer.
fn write(work: &Work<'_>, mut record: ChatRecord, outcome: &Outcome) -> Result<(), StoreError> {
    let dialog = &outcome.dialog;
    timers::reset(work, &record.chat, &dialog.chat)?;
    record.chat = dialog.chat.clone();
    record.lead = dialog.lead.as_ref().map(|lead| lead.id);
    if let Some(lead) = &dialog.lead {
        work.put(Shelf::Leads, &lead.id.0.to_be_bytes(), lead)?;
        if !record.leads.contains(&lead.id) {
            record.leads.push(lead.id);
        }
        if lead.id.0 > work.last(Counter::Lead)? {
            work.set_last(Counter::Lead, lead.id.0)?;
        }
    }
    if let Some(earlier) = &dialog.earlier {
        work.put(Shelf::Leads, &earlier.id.0.to_be_bytes(), earlier)?;
    }
    traces::put(work, &mut record, &outcome.trace)?;
    work.put(Shelf::Chats, &keys::chat(&record.chat.key), &record)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::dialog::{Keyboard, Reply, Status, Trace, Verdict};

    fn greet(dialog: &Dialog, _: LeadId) -> Outcome {
        let reply = Reply { text: "hello".into(), keyboard: Keyboard::Keep, file: None };
        let trace = Trace {
            at: DateTime::UNIX_EPOCH,
            heard: String::new(),
            rules: Vec::new(),
            verdict: Verdict::Nothing,
            status: (Status::New, Status::New),
            notes: Vec::new(),
        };
        Outcome { dialog: dialog.clone(), effects: vec![Effect::Reply(reply)], trace }
    }

    #[tokio::test]
    async fn a_lane_sees_a_row_only_when_its_step_is_durable() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        store.durable().await.unwrap();
        let key = ChatKey::private(1);
        let lane = Lane::Client(key.clone());
        let step = Step { cause: Cause::Internal, key, card: None, expected_version: 0 };
        // As the thread that writes does, which has nothing to write meanwhile.
        let made = store.shelves().change(|work| step.make(work, greet)).unwrap();
        let Made::Done(_, rows) = made else { panic!("not made") };
        store.inner.flusher.row_written(rows[0].id);
        assert_eq!(store.head(&lane).unwrap(), None);
        store.durable().await.unwrap();
        assert_eq!(store.head(&lane).unwrap(), Some(rows[0].clone()));
    }
}
