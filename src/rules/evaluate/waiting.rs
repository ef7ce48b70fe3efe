//! A lead nobody takes: the managers are reminded of it, then everybody is called.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::dialog::{Called, Card, CardButton, Effect, Html, Lead, LeadStatus, Sink, Verdict};
use crate::texts;

use super::turn::Turn;
use super::values::escape;

impl Turn<'_> {
    /// When the managers are to be called to the lead next, and how loudly.
    ///
    /// A moment at which nobody works waits until somebody does.
    pub fn next_call(&self) -> Option<(DateTime<Utc>, Called)> {
        let waits = |lead: &&Lead| lead.status == LeadStatus::New;
        let lead = self.lead.as_ref().filter(waits)?;
        if !lead.send_to.contains(&Sink::Telegram) {
            return None;
        }
        let desk = &self.rules.desk;
        let calls = [(desk.remind, Called::Reminded), (desk.escalate, Called::Everybody)];
        let due = |(after, called): (Option<Duration>, Called)| {
            let after = TimeDelta::from_std(after?).ok()?;
            let moment = lead.created.checked_add_signed(after)?;
            (lead.called < called).then(|| (self.in_working_hours(moment), called))
        };
        calls.into_iter().filter_map(due).min()
    }

    /// A timer went off: the call whose moment has come is made.
    pub fn call_if_due(&mut self) -> Option<Verdict> {
        let (_, called) = self.next_call().filter(|(moment, _)| *moment <= self.now())?;
        let lead = self.lead.as_mut()?;
        lead.called = called;
        let (id, since) = (lead.id.to_string(), lead.created.with_timezone(&self.rules.timezone));
        let today = self.incoming.at.with_timezone(&self.rules.timezone).date_naive();
        let format = if since.date_naive() == today { "%H:%M" } else { "%d.%m %H:%M" };
        let key = if called == Called::Everybody { "desk-everybody" } else { "desk-reminder" };
        let places = [("id", id.into()), ("since", since.format(format).to_string().into())];
        let html = Html(escape(&texts::text_with(self.rules.language, key, &places)));
        let card = Card { html, buttons: vec![vec![CardButton::Claim]] };
        self.effects.push(match called {
            Called::Everybody => Effect::Summon(card),
            _ => Effect::Notify(card),
        });
        Some(Verdict::Called(called))
    }

    fn in_working_hours(&self, moment: DateTime<Utc>) -> DateTime<Utc> {
        let zone = self.rules.timezone;
        let closed = self.rules.hours.as_ref().filter(|hours| !hours.open_at(moment, zone));
        let opens = closed.and_then(|hours| hours.next_open(moment, zone));
        opens.map_or(moment, |opens| opens.with_timezone(&Utc))
    }
}
