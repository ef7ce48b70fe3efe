//! Rows for Telegram: customers, the managers' groups, answers to their buttons.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::future::BoxFuture;
use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use teloxide::payloads::{AnswerCallbackQuery, AnswerCallbackQuerySetters, CopyMessage};
use teloxide::types::{CallbackQueryId, ChatId, MessageId};

use super::digest;
use super::limits::Limits;
use super::message::{self, Shown};
use super::refusal::{self, To};
use super::{Destination, Failure, summons};
use crate::conversation::CurrentRules;
use crate::dialog::{Card, ChatKey, LeadId, Relay, Reply, Sink};
use crate::store::{Delivery, Lane, Payload, Receipt, Row, Store};
use crate::telegram::api::{Api, CallError};
use crate::telegram::groups::Groups;
use crate::telegram::presses::Presses;

/// The longest caption Telegram takes (<https://core.telegram.org/bots/api#senddocument>).
const LONGEST_CAPTION: usize = 1024;
/// How often a lane asks again whether there is a main group; setting one wakes it at once.
const NO_GROUP: Duration = Duration::from_secs(3600);

/// Telegram as a destination.
pub struct Telegram {
    /// The server.
    pub api: Api,
    /// Where the messages of leads' cards are found.
    pub store: Store,
    /// The managers' groups.
    pub groups: Arc<Groups>,
    /// The presses that wait for an answer.
    pub presses: Arc<Presses>,
    /// For the language of buttons.
    pub rules: CurrentRules,
    /// The folder files of replies are looked for in: that of the rules file.
    pub folder: PathBuf,
    /// How fast Telegram may be written to.
    pub limits: Mutex<Limits>,
}

/// Where a lead's card is.
#[derive(Clone, Copy)]
struct CardPlace {
    message: i32,
    /// The message has cards of other leads as well.
    shared: bool,
}

/// Ends the reference of a lead whose card shares its message.
const SHARED: &str = "shared";

/// Whether the card of a lead shares its message with those of others.
pub fn shares_its_message(card: &Delivery) -> bool {
    card.reference.as_deref().is_some_and(|reference| reference.ends_with(SHARED))
}

/// All that is read of a message Telegram has accepted.
#[derive(Deserialize)]
struct Sent {
    message_id: i32,
}

impl Destination for Telegram {
    fn room(&self, row: &Row, now: Instant) -> Result<(), Duration> {
        match self.chat_of(&row.lane) {
            _ if row.lane == Lane::Toast => Ok(()),
            Some(chat) => self.limits().take(chat, now),
            None => Err(NO_GROUP),
        }
    }

    /// When a group gets much at once, leads that wait go as one message.
    fn together(&self, rows: &[Row], now: Instant) -> usize {
        let group = rows[0].lane.group().and_then(|group| self.groups.chat_of(group));
        let Some(group) = group else { return 1 };
        if self.limits().used(group, now) < digest::FROM {
            return 1;
        }
        digest::fitting(&self.cards(rows))
    }

    fn deliver<'a>(&'a self, rows: &'a [Row]) -> BoxFuture<'a, Result<Vec<Receipt>, Failure>> {
        async move {
            let row = &rows[0];
            if let Payload::Toast { text } = &row.payload {
                let answered = self.toast(row, text).await.map(|receipt| vec![receipt]);
                return answered.map_err(|error| refusal::failure(&error, To::Client));
            }
            let Some(chat) = self.chat_of(&row.lane) else {
                return Err(Failure::NotSent { retry_after: None });
            };
            let to = self.whom(&row.lane);
            let sent = match rows {
                [row] => self.send(chat, row).await.map(|receipt| vec![receipt]),
                rows => self.digest(chat, rows).await,
            };
            sent.map_err(|error| {
                let failure = refusal::failure(&error, to);
                if let Failure::NotSent { retry_after: Some(after) } = failure {
                    self.limits().close(chat, tokio::time::Instant::now().into_std() + after);
                }
                failure
            })
        }
        .boxed()
    }
}

impl Telegram {
    /// Where the rows of a lane go.
    fn chat_of(&self, lane: &Lane) -> Option<i64> {
        match lane {
            Lane::Client(chat) => Some(chat.id),
            other => other.group().and_then(|group| self.groups.chat_of(group)),
        }
    }

    fn whom(&self, lane: &Lane) -> To {
        match lane {
            Lane::Client(_) => To::Client,
            // Without a main one there is nobody else to turn to.
            Lane::Routed(_) if self.groups.main().is_some() => To::Routed,
            _ => To::Group,
        }
    }

    fn limits(&self) -> MutexGuard<'_, Limits> {
        self.limits.lock().unwrap_or_else(|broken| broken.into_inner())
    }

    async fn send(&self, chat: i64, row: &Row) -> Result<Receipt, CallError> {
        match &row.payload {
            Payload::Reply(reply) => self.reply(chat, reply).await,
            Payload::Copy { group, message } => match self.groups.chat_of(*group) {
                Some(group) => self.copy(chat, group, *message).await.map(|_| Receipt::default()),
                None => Ok(Receipt::default()),
            },
            Payload::Card { lead, card } => {
                let sent = self.card(chat, &self.shown(card, &row.chat, Some(*lead)), None).await?;
                Ok(receipt_of_card(chat, sent))
            }
            Payload::CardEdit { lead, card } => self.rewrite(chat, row, *lead, card).await,
            Payload::Notify(card) => self.notice(chat, row, card).await,
            Payload::Summon(card) => {
                let card = summons::with_everybody(&self.api, chat, card).await?;
                self.notice(chat, row, &card).await
            }
            Payload::Relay(relay) => self.relay(chat, row, relay).await,
            // A toast has no chat; the others stand in lanes of other destinations.
            Payload::Toast { .. } | Payload::LeadCreated { .. } | Payload::LeadUpdated { .. } => {
                Ok(Receipt::default())
            }
        }
    }

    /// Words for the managers, under the card of the lead they speak of.
    async fn notice(&self, chat: i64, row: &Row, card: &Card) -> Result<Receipt, CallError> {
        let place = row.lead.and_then(|lead| self.card_of(chat, lead));
        let under = place.map(|place| place.message);
        let sent = self.card(chat, &self.shown(card, &row.chat, row.lead), under).await?;
        let sent = if row.is_about_somebody() { vec![sent] } else { Vec::new() };
        Ok(receipt(chat, &sent))
    }

    fn shown<'a>(&self, card: &'a Card, chat: &'a ChatKey, lead: Option<LeadId>) -> Shown<'a> {
        Shown { card, chat, lead, language: self.rules.load().language }
    }

    /// The cards of new leads at the beginning of these rows.
    fn cards<'a>(&self, rows: &'a [Row]) -> Vec<Shown<'a>> {
        let shown = |row: &'a Row| match &row.payload {
            Payload::Card { lead, card } => Some(self.shown(card, &row.chat, Some(*lead))),
            _ => None,
        };
        rows.iter().map_while(shown).collect()
    }

    /// Several new leads in one message; should Telegram dislike it, the first of them alone.
    async fn digest(&self, group: i64, rows: &[Row]) -> Result<Vec<Receipt>, CallError> {
        let cards = self.cards(rows);
        match self.api.call::<_, Sent>(&digest::message(group, &cards)).await {
            Ok(sent) => {
                let reference = Some(format!("{group}:{}:{SHARED}", sent.message_id));
                Ok(vec![Receipt { group: Vec::new(), reference }; rows.len()])
            }
            Err(error) if refusal::is_text(&error) => Ok(vec![self.send(group, &rows[0]).await?]),
            Err(error) => Err(error),
        }
    }

    async fn reply(&self, chat: i64, reply: &Reply) -> Result<Receipt, CallError> {
        let file = match &reply.file {
            Some(path) => self.file(path).await,
            None => None,
        };
        let Some(file) = file else {
            if !reply.text.is_empty() {
                self.api.call::<_, Sent>(&message::reply(chat, reply)).await?;
            }
            return Ok(Receipt::default());
        };
        let fits = reply.text.chars().count() <= LONGEST_CAPTION;
        if !fits {
            self.api.call::<_, Sent>(&message::reply(chat, reply)).await?;
        }
        self.upload(chat, file, fits.then_some(reply)).await?;
        Ok(Receipt::default())
    }

    /// The file of a reply; without it, the words go alone.
    async fn file(&self, path: &str) -> Option<(String, Vec<u8>)> {
        match tokio::fs::read(self.folder.join(path)).await {
            Ok(content) => Some((path.to_owned(), content)),
            Err(error) => {
                tracing::error!(path, %error, "the file of a reply cannot be read");
                None
            }
        }
    }

    async fn upload(
        &self,
        chat: i64,
        (path, content): (String, Vec<u8>),
        caption: Option<&Reply>,
    ) -> Result<Sent, CallError> {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let (method, field) = kind_of_file(&name);
        let mut form = Form::new()
            .text("chat_id", chat.to_string())
            .part(field, Part::bytes(content).file_name(name));
        if let Some(reply) = caption {
            form = form.text("caption", reply.text.clone());
            let markup = message::markup(&reply.keyboard);
            if let Some(json) = markup.and_then(|markup| serde_json::to_string(&markup).ok()) {
                form = form.text("reply_markup", json);
            }
        }
        self.api.upload(method, form).await
    }

    async fn copy(&self, to: i64, from: i64, message: i32) -> Result<Sent, CallError> {
        self.api.call(&CopyMessage::new(ChatId(to), ChatId(from), MessageId(message))).await
    }

    /// A card must reach the group: one that Telegram cannot read goes as plain text.
    async fn card(
        &self,
        group: i64,
        shown: &Shown<'_>,
        under: Option<i32>,
    ) -> Result<Sent, CallError> {
        match self.api.call(&message::card(group, shown, under)).await {
            Err(error) if refusal::is_text(&error) => {
                tracing::warn!("a card goes as plain text: Telegram refuses its HTML");
                self.api.call(&message::plain_card(group, shown)).await
            }
            other => other,
        }
    }

    /// Rewrites a lead's card; one that is lost, or shares its message with
    /// others, is sent anew.
    async fn rewrite(
        &self,
        group: i64,
        row: &Row,
        lead: LeadId,
        card: &Card,
    ) -> Result<Receipt, CallError> {
        let shown = self.shown(card, &row.chat, Some(lead));
        let place = self.card_of(group, lead);
        if let Some(CardPlace { message, shared: false }) = place {
            let edit = message::card_edit(group, message, &shown);
            match self.api.call::<_, serde_json::Value>(&edit).await {
                Ok(_) => return Ok(Receipt::default()),
                Err(error) if refusal::is_unchanged(&error) => return Ok(Receipt::default()),
                Err(error) if refusal::is_lost(&error) || refusal::is_text(&error) => {}
                Err(error) => return Err(error),
            }
        }
        let under = place.filter(|place| place.shared).map(|place| place.message);
        Ok(receipt_of_card(group, self.card(group, &shown, under).await?))
    }

    /// The message of a lead's card in that group.
    fn card_of(&self, group: i64, lead: LeadId) -> Option<CardPlace> {
        let deliveries = self.store.deliveries(lead).ok()?;
        let mut parts = deliveries.get(&Sink::Telegram)?.reference.as_ref()?.split(':');
        if parts.next()?.parse() != Ok(group) {
            return None;
        }
        let message = parts.next()?.parse().ok()?;
        Some(CardPlace { message, shared: parts.next() == Some(SHARED) })
    }

    /// A customer's words, and what he sent with them. What cannot be copied is left out.
    async fn relay(&self, group: i64, row: &Row, relay: &Relay) -> Result<Receipt, CallError> {
        let card = Card { html: relay.html.clone(), buttons: Vec::new() };
        let mut sent = vec![self.card(group, &self.shown(&card, &row.chat, row.lead), None).await?];
        if let Some(message) = relay.copy {
            match self.copy(group, row.chat.id, message).await {
                Ok(copy) => sent.push(copy),
                Err(error) if refusal::is_lost(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(receipt(group, &sent))
    }

    /// A manager waits for it with his finger on the button: a lost call is made
    /// again, as long as the row is fresh. What Telegram refuses came too late.
    async fn toast(&self, row: &Row, text: &str) -> Result<Receipt, CallError> {
        let update = row.cause.unwrap_or_default();
        let Some(press) = self.presses.of(update) else { return Ok(Receipt::default()) };
        // Telegram takes up to 200 characters.
        let text: String = text.chars().take(200).collect();
        let answer = AnswerCallbackQuery::new(CallbackQueryId(press)).text(text);
        match self.api.call::<_, bool>(&answer).await {
            Err(CallError::Refused(refusal)) if refusal.code == 400 => {
                tracing::debug!(%refusal, "a button was pressed and not answered");
            }
            Err(error) => return Err(error),
            Ok(_) => {}
        }
        self.presses.answered(update);
        Ok(Receipt::default())
    }
}

fn kind_of_file(name: &str) -> (&'static str, &'static str) {
    let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match extension.as_str() {
        "jpg" | "jpeg" | "png" | "webp" => ("sendPhoto", "photo"),
        _ => ("sendDocument", "document"),
    }
}

fn receipt(group: i64, sent: &[Sent]) -> Receipt {
    Receipt { group: sent.iter().map(|sent| (group, sent.message_id)).collect(), reference: None }
}

fn receipt_of_card(group: i64, sent: Sent) -> Receipt {
    let reference = Some(format!("{group}:{}", sent.message_id));
    Receipt { reference, ..receipt(group, &[sent]) }
}
