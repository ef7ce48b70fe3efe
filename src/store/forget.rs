//! Erasing a person: by key within the step, and by a scan right after it.
//!
//! A mark is written with the step, so that a crash between the two only puts
//! the scan off until the next start. What is erased leaves every tree at once;
//! the database's file loses its last copies as sled rewrites its segments.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use futures::executor::block_on;
use serde::{Deserialize, Serialize};

use super::chats::ChatRecord;
use super::delivery::Behind;
use super::shelves::{Counter, Shelf};
use super::traces::TRACES;
use super::work::Work;
use super::{
    Applied, Cause, DeadLetter, DeadThing, RawUpdate, Row, Store, StoreError, keys, missing, timers,
};
use crate::dialog::{ChatKey, Dialog, Effect, LeadId, Outcome, Sink, Trace, Verdict};

/// The mark of a chat whose scan is not finished.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Forgetting {
    chat: ChatKey,
    /// The last row before the step: rows after it are the goodbye.
    last_row: u64,
}

/// What was erased of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// His leads.
    pub leads: Vec<LeadId>,
}

impl Store {
    /// Erases a person on the operator's word, and tells him nothing. `None` when
    /// nobody has ever written in that chat.
    ///
    /// # Errors
    /// When the disk refuses or a record is damaged.
    pub async fn forget(
        &self,
        chat: &ChatKey,
        now: DateTime<Utc>,
    ) -> Result<Option<Forgotten>, StoreError> {
        let key = keys::chat(chat);
        while let Some(record) = self.shelves().get::<ChatRecord>(Shelf::Chats, &key)? {
            let erased = move |dialog: &Dialog, _| Outcome {
                dialog: dialog.clone(),
                effects: vec![Effect::Forget],
                trace: Trace {
                    at: now,
                    heard: String::new(),
                    rules: Vec::new(),
                    verdict: Verdict::Forgotten,
                    status: (dialog.chat.status, dialog.chat.status),
                    notes: Vec::new(),
                },
            };
            let version = record.chat.version;
            match self.apply(Cause::Internal, chat, None, version, erased).await? {
                Applied::Done { .. } => return Ok(Some(Forgotten { leads: record.leads })),
                Applied::Already => return Ok(None),
                // He has written in between.
                Applied::Conflict => {}
            }
        }
        Ok(None)
    }

    /// Finishes every erasure that is marked. Scans what waits to be sent, the
    /// group's messages and the dead letters.
    pub(super) async fn finish_forgetting(&self) -> Result<(), StoreError> {
        let marks = self.shelves().starting::<Forgetting>(Shelf::Meta, keys::FORGETTING);
        let marks = marks.collect::<Result<Vec<_>, _>>()?;
        if marks.is_empty() {
            return Ok(());
        }
        let last_rows: HashMap<&ChatKey, u64> =
            marks.iter().map(|(_, mark)| (&mark.chat, mark.last_row)).collect();
        // Rows first: a row that is gone writes no relay and no letter any more.
        let his = |row: &Row| last_rows.get(&row.chat).is_some_and(|last| row.id <= *last);
        self.erase_where(Shelf::Outbox, his).await?;
        let his = |behind: &Behind| last_rows.contains_key(&behind.chat);
        self.erase_where(Shelf::Relays, his).await?;
        let his = |letter: &DeadLetter| match &letter.what {
            DeadThing::Delivery(row) => last_rows.contains_key(&row.chat),
            DeadThing::Update(update) => last_rows.keys().any(|chat| speaks_of(update, chat)),
        };
        self.erase_where(Shelf::Dead, his).await?;
        for (key, mark) in marks {
            self.change_soon(move |work| {
                // Forgotten once more in the meantime: that mark is another one.
                if work.get::<Forgetting>(Shelf::Meta, &key)?.as_ref() == Some(&mark) {
                    work.remove(Shelf::Meta, &key)?;
                }
                Ok(())
            })
            .await?;
        }
        Ok(())
    }

    /// The same on a thread where it delays nobody.
    pub(super) async fn finish_forgetting_elsewhere(&self) -> Result<(), StoreError> {
        let store = self.clone();
        let scan = tokio::task::spawn_blocking(move || block_on(store.finish_forgetting()));
        // The mark is still there: the next start finishes what this one could not.
        scan.await.unwrap_or_else(|error| Err(StoreError::Disk(error.to_string())))?;
        self.durable().await
    }

    async fn erase_where<T: serde::de::DeserializeOwned>(
        &self,
        shelf: Shelf,
        his: impl Fn(&T) -> bool,
    ) -> Result<(), StoreError> {
        let mut found = Vec::new();
        for record in self.shelves().starting::<T>(shelf, &[]) {
            let (key, value) = record?;
            if his(&value) {
                found.push(key);
            }
        }
        self.change_soon(move |work| {
            found.iter().try_for_each(|key| work.remove(shelf, key).map(drop))
        })
        .await
    }
}

/// Erases what can be found by key, and leaves the mark for the rest.
pub(super) fn erase(work: &Work<'_>, record: &ChatRecord) -> Result<(), StoreError> {
    let chat = &record.chat.key;
    timers::clear(work, &record.chat)?;
    for slot in 0..TRACES.min(record.traces) {
        work.remove(Shelf::Traces, &keys::trace(chat, slot as u8))?;
    }
    for lead in &record.leads {
        work.remove(Shelf::Leads, &lead.0.to_be_bytes())?;
        for sink in Sink::ALL {
            work.remove(Shelf::Deliveries, &keys::delivery(*lead, sink))?;
            missing::erase(work, *lead, sink)?;
        }
    }
    work.remove(Shelf::Chats, &keys::chat(chat))?;
    let mark = Forgetting { chat: chat.clone(), last_row: work.last(Counter::Row)? };
    work.put(Shelf::Meta, &keys::forgetting(chat), &mark)
}

/// Nobody could read this update, or it would not be among the dead letters; it is
/// his when the number of his chat stands in it.
fn speaks_of(update: &RawUpdate, chat: &ChatKey) -> bool {
    has_number(&update.text, &chat.id.to_string())
}

/// Whether `number` stands in `text`, and not as a part of a longer number.
fn has_number(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let bytes = text.as_bytes();
        !digit(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && !digit(bytes.get(at + number.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::{Card, Client, Group, Known, Lead, LeadStatus, Phone, Status};
    use crate::store::{Lane, OwnTrouble, Receipt, chats};

    const PHONE: &str = "+79001234567";

    fn step(dialog: &Dialog, id: crate::dialog::LeadId) -> Outcome {
        let at = DateTime::UNIX_EPOCH;
        let mut dialog = dialog.clone();
        let phone = Phone { e164: PHONE.into(), written: PHONE.into(), ..phone() };
        dialog.chat.known = Known { phones: vec![phone], ..Known::default() };
        dialog.chat.wake_at = Some(at);
        dialog.lead = Some(Lead {
            id,
            chat: dialog.chat.key.clone(),
            client: Client::default(),
            known: dialog.chat.known.clone(),
            topics: Vec::new(),
            source: None,
            status: LeadStatus::New,
            claimed_by: None,
            claimed_at: None,
            called: Default::default(),
            group: Default::default(),
            stray: None,
            rule: None,
            send_to: Sink::ALL.to_vec(),
            talk: Vec::new(),
            earlier: None,
            created: at,
            updated: at,
        });
        let card = Card { html: crate::dialog::Html(PHONE.into()), buttons: Vec::new() };
        let effects = vec![
            Effect::LeadCreated { lead: id, card: card.clone(), send_to: Sink::ALL.to_vec() },
            Effect::Notify(Group::Main, card.clone()),
            Effect::Notify(Group::Main, card),
        ];
        let status = (Status::New, Status::New);
        let trace = Trace {
            at,
            heard: PHONE.into(),
            rules: Vec::new(),
            verdict: Verdict::Nothing,
            status,
            notes: Vec::new(),
        };
        Outcome { dialog, effects, trace }
    }

    fn phone() -> Phone {
        Phone { e164: String::new(), written: String::new(), extension: None, someone_elses: false }
    }

    /// A store where the person of `chat` has left traces everywhere.
    async fn lived_in(dir: &std::path::Path, chat: &ChatKey) -> Store {
        let store = Store::open(dir).unwrap();
        let now = DateTime::UNIX_EPOCH;
        for id in 0..3 {
            let text = format!(r#"{{"chat":{{"id":{}}},"text":"{PHONE}"}}"#, chat.id);
            store.accept(vec![RawUpdate { id, text }], now).await.unwrap();
        }
        store.bury_update(0, OwnTrouble::UpdateUnreadable, now).await.unwrap();
        store.apply(Cause::Update(1), chat, None, 0, step).await.unwrap();
        store.apply(Cause::Update(2), chat, None, 1, step).await.unwrap();
        let rows = store.rows_of(&Lane::Group, 2).unwrap();
        let receipt = Receipt { group: vec![(-1, 1)], reference: Some(PHONE.into()) };
        store.delivered(&rows[0], receipt, now).await.unwrap();
        store.give_up(&rows[1], PHONE, now, None).await.unwrap();
        assert!(store.miss(LeadId(1), Sink::Bitrix24, PHONE).await.unwrap());
        store
    }

    /// Trees in which the phone or the chat's number is still written.
    fn mentions(store: &Store, chat: &ChatKey) -> Vec<Shelf> {
        let words = [PHONE.to_owned(), format!("\"id\":{}", chat.id)];
        let mentioned = |shelf: &Shelf| {
            store.shelves().starting::<serde_json::Value>(*shelf, &[]).any(|record| {
                let text = record.unwrap().1.to_string();
                words.iter().any(|word| text.contains(word))
            })
        };
        Shelf::ALL.into_iter().filter(mentioned).collect()
    }

    fn goodbye(dialog: &Dialog, id: crate::dialog::LeadId) -> Outcome {
        Outcome { effects: vec![Effect::Forget], ..step(dialog, id) }
    }

    #[tokio::test]
    async fn no_tree_mentions_a_person_who_was_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let chat = ChatKey::private(424_242);
        let store = lived_in(folder.path(), &chat).await;
        assert!(mentions(&store, &chat).len() >= 7, "he was everywhere before");
        store.apply(Cause::Internal, &chat, None, 2, goodbye).await.unwrap();
        assert_eq!(mentions(&store, &chat), []);
    }

    #[tokio::test]
    async fn an_operator_can_forget_a_person_and_hears_which_leads_went() {
        let folder = tempfile::tempdir().unwrap();
        let chat = ChatKey::private(424_242);
        let store = lived_in(folder.path(), &chat).await;
        let forgotten = store.forget(&chat, DateTime::UNIX_EPOCH).await.unwrap();
        assert_eq!(forgotten.map(|it| it.leads), Some(vec![LeadId(1), LeadId(2)]));
        assert_eq!(mentions(&store, &chat), []);
        assert_eq!(store.forget(&chat, DateTime::UNIX_EPOCH).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_crash_before_the_scan_is_made_good_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let chat = ChatKey::private(424_242);
        let store = lived_in(folder.path(), &chat).await;
        let key = chat.clone();
        let by_key = move |work: &Work<'_>| erase(work, &chats::record(work, &key)?);
        store.change(by_key).await.unwrap();
        assert!(!mentions(&store, &chat).is_empty(), "the scan is still to come");
        drop(store);
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(mentions(&store, &chat), []);
    }

    #[test]
    fn a_number_within_a_longer_one_is_another() {
        assert!(has_number(r#"{"id":77}"#, "77"));
        assert!(has_number("177 77", "77"));
        assert!(!has_number("177 770 1771", "77"));
        assert!(has_number("ё77ё", "77"));
        assert!(!has_number("", "77"));
    }
}
