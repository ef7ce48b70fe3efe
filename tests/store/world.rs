//! A store in a folder of its own, and short ways to say what happens in it.

use chrono::{DateTime, TimeDelta, Utc};
use leadlatch::dialog::{
    Card, Chat, ChatKey, Client, Dialog, Effect, Html, Keyboard, Known, Lead, LeadId, LeadStatus,
    Outcome, Phone, Reply, Sink, Status, Trace, Verdict,
};
use leadlatch::store::{Applied, Cause, RawUpdate, Store};
use tempfile::TempDir;

/// An open store; its folder goes away with it.
pub struct World {
    pub store: Store,
    pub folder: TempDir,
}

impl World {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { store: Store::open(folder.path()).unwrap(), folder }
    }

    /// Closes the store and opens it again.
    pub fn reopened(self) -> Self {
        let Self { store, folder } = self;
        drop(store);
        Self { store: Store::open(folder.path()).unwrap(), folder }
    }

    pub async fn accept(&self, ids: &[u32]) -> Vec<u32> {
        let batch = ids.iter().map(|id| update(*id)).collect();
        let new = self.store.accept(batch, at(0)).await.unwrap();
        new.into_iter().map(|update| update.id).collect()
    }

    pub fn waiting(&self) -> Vec<u32> {
        let page = self.store.waiting(None, 1000).unwrap();
        page.into_iter().map(|(_, update)| update.id).collect()
    }

    /// A step on the chat as it stands.
    pub async fn step(
        &self,
        cause: Cause,
        chat: &ChatKey,
        decide: impl FnOnce(&Dialog, LeadId) -> Outcome + Send + 'static,
    ) -> Applied {
        let version = self.store.dialog(chat).unwrap().chat.version;
        self.store.apply(cause, chat, None, version, decide).await.unwrap()
    }

    /// A step in which the bot does `effects` and nothing else changes.
    pub async fn effects(&self, chat: &ChatKey, effects: Vec<Effect>) -> Applied {
        self.step(Cause::Internal, chat, move |dialog, _| outcome(dialog, effects)).await
    }

    /// A step that makes a lead with `phone`, for `send_to`.
    pub async fn lead(&self, chat: &ChatKey, phone: &str, send_to: &[Sink]) -> LeadId {
        let (phone, send_to) = (phone.to_owned(), send_to.to_vec());
        let applied = self
            .step(Cause::Internal, chat, move |dialog, id| {
                let effect = Effect::LeadCreated {
                    lead: id,
                    card: card(&format!("lead {phone}")),
                    send_to: send_to.clone(),
                };
                let mut outcome = outcome(dialog, vec![effect]);
                outcome.dialog.lead = Some(lead(id, &dialog.chat, &phone, &send_to));
                outcome
            })
            .await;
        done(applied).dialog.lead.unwrap().id
    }
}

pub fn done(applied: Applied) -> Outcome {
    match applied {
        Applied::Done { outcome, .. } => *outcome,
        other => panic!("not done: {other:?}"),
    }
}

pub fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
}

pub fn update(id: u32) -> RawUpdate {
    RawUpdate { id, text: format!(r#"{{"update_id":{id}}}"#) }
}

pub fn chat(id: i64) -> ChatKey {
    ChatKey::private(id)
}

pub fn reply(text: &str) -> Effect {
    Effect::Reply(Reply { text: text.into(), keyboard: Keyboard::Keep, file: None })
}

pub fn card(text: &str) -> Card {
    Card { html: Html(text.into()), buttons: Vec::new() }
}

/// The dialogue as it was, with `effects`.
pub fn outcome(dialog: &Dialog, effects: Vec<Effect>) -> Outcome {
    Outcome { dialog: dialog.clone(), effects, trace: trace("a step") }
}

pub fn trace(heard: &str) -> Trace {
    Trace {
        at: at(0),
        heard: heard.into(),
        rules: Vec::new(),
        verdict: Verdict::Nothing,
        status: (Status::New, Status::New),
        notes: Vec::new(),
    }
}

pub fn lead(id: LeadId, chat: &Chat, phone: &str, send_to: &[Sink]) -> Lead {
    let phone =
        Phone { e164: phone.into(), written: phone.into(), extension: None, someone_elses: false };
    Lead {
        id,
        chat: chat.key.clone(),
        client: Client::default(),
        known: Known { phones: vec![phone], ..Known::default() },
        topics: Vec::new(),
        source: None,
        status: LeadStatus::New,
        claimed_by: None,
        claimed_at: None,
        called: Default::default(),
        group: Default::default(),
        stray: None,
        rule: None,
        send_to: send_to.to_vec(),
        talk: Vec::new(),
        earlier: None,
        created: at(0),
        updated: at(0),
    }
}
