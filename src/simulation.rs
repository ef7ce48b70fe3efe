//! A bot in memory: the rules, one conversation and a clock that is set by hand.
//!
//! `test`, `check`, `chat`, `explain` and `replay` all talk to this one, and it
//! takes the very step the running bot takes.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::detect::Facts;
use crate::dialog::{
    ChatKey, Client, Dialog, Effect, Event, Incoming, Lead, LeadId, Message, Outcome,
};
use crate::rules::{self, Rules, evaluate};

/// One customer and the bot.
#[derive(Clone, Debug)]
pub struct Simulation<'a> {
    rules: &'a Rules,
    client: Client,
    dialog: Dialog,
    leads: BTreeMap<LeadId, Lead>,
    now: DateTime<Utc>,
    next_lead: LeadId,
    last_message: i32,
}

impl<'a> Simulation<'a> {
    /// A customer without a name in Telegram, on the working Monday every
    /// dialogue test begins on.
    pub fn new(rules: &'a Rules) -> Self {
        Self::at(rules, first_monday(rules.timezone))
    }

    /// The same at another moment.
    pub fn at(rules: &'a Rules, now: DateTime<Utc>) -> Self {
        Self {
            rules,
            client: Client { id: 1, ..Client::default() },
            dialog: Dialog::new(ChatKey::private(1)),
            leads: BTreeMap::new(),
            now,
            next_lead: LeadId(1),
            last_message: 0,
        }
    }

    /// The rules it goes by.
    pub fn rules(&self) -> &'a Rules {
        self.rules
    }

    /// The conversation as it stands.
    pub fn dialog(&self) -> &Dialog {
        &self.dialog
    }

    /// What the clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Sets the clock without anything happening: for moments before the first word.
    pub fn set_clock(&mut self, now: DateTime<Utc>) {
        self.now = now;
    }

    /// A new message of the customer, numbered as Telegram would.
    pub fn message(&mut self, text: impl Into<String>) -> Message {
        self.last_message += 1;
        Message::text(self.last_message, text)
    }

    /// Something happens now.
    pub fn happens(&mut self, event: Event) -> Outcome {
        self.happens_with_facts(event).0
    }

    /// The same, with what the detectors found.
    pub fn happens_with_facts(&mut self, event: Event) -> (Outcome, Facts) {
        let incoming = self.incoming(event);
        let facts = rules::facts(self.rules, &self.dialog.chat, &incoming);
        self.fetch_earlier(&incoming.event);
        let outcome = evaluate::step(self.rules, &self.dialog, &incoming, &facts, self.next_lead);
        self.keep(&outcome);
        (outcome, facts)
    }

    /// Time passes; idle moments on the way have their turn.
    pub fn pass(&mut self, time: TimeDelta) -> Vec<Outcome> {
        let moment = self.now.checked_add_signed(time).unwrap_or(DateTime::<Utc>::MAX_UTC);
        self.until(moment)
    }

    /// Time passes until that moment, which is no earlier than now.
    pub fn until(&mut self, moment: DateTime<Utc>) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        while let Some(wake) = self.dialog.chat.wake_at.filter(|wake| *wake <= moment) {
            self.now = self.now.max(wake);
            outcomes.push(self.happens(Event::Idle));
            if self.dialog.chat.wake_at.is_some_and(|next| next < wake) {
                break;
            }
        }
        self.now = self.now.max(moment);
        outcomes
    }

    fn incoming(&self, event: Event) -> Incoming {
        let silent = matches!(event, Event::Idle | Event::Desk { .. });
        Incoming {
            chat: self.dialog.chat.key.clone(),
            at: self.now,
            client: (!silent).then(|| self.client.clone()),
            event,
        }
    }

    /// A manager may press a button under the card of a lead that is no longer the chat's own.
    fn fetch_earlier(&mut self, event: &Event) {
        if let Event::Desk { lead: Some(id), .. } = event {
            self.dialog.earlier = self.leads.get(id).cloned();
        }
    }

    fn keep(&mut self, outcome: &Outcome) {
        self.dialog = outcome.dialog.clone();
        let earlier = self.dialog.earlier.take();
        for lead in earlier.into_iter().chain(self.dialog.lead.clone()) {
            self.next_lead = self.next_lead.max(LeadId(lead.id.0 + 1));
            self.leads.insert(lead.id, lead);
        }
        if outcome.effects.contains(&Effect::Forget) {
            self.dialog = Dialog::new(self.dialog.chat.key.clone());
            self.leads.clear();
        }
    }
}

/// Monday 2026-06-01, 12:00 by the company's clock.
pub fn first_monday(zone: Tz) -> DateTime<Utc> {
    let noon = NaiveDate::from_ymd_opt(2026, 6, 1)
        .and_then(|day| Some(day.and_time(NaiveTime::from_hms_opt(12, 0, 0)?)))
        .unwrap_or_default();
    moment(noon, zone)
}

/// A local date and time as a moment; an hour that the clocks skip counts on from before it.
pub fn moment(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    zone.from_local_datetime(&local)
        .earliest()
        .or_else(|| zone.from_local_datetime(&(local - TimeDelta::hours(1))).earliest())
        .map_or_else(|| local.and_utc(), |local| local.with_timezone(&Utc))
}
