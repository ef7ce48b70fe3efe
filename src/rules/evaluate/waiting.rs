//! A lead nobody takes: the managers are reminded of it, then everybody is called.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::dialog::{
    Called, Card, CardButton, Effect, Html, Lead, LeadStatus, Sink, Status, Verdict,
};
use crate::texts;

use super::turn::Turn;
use super::values::escape;

/// A call put off for longer is left to the digest: the lead is no news to anybody.
const TOO_LATE: TimeDelta = TimeDelta::days(1);

impl Turn<'_> {
    /// When the managers are to be called to the lead next.
    pub fn next_call(&self) -> Option<DateTime<Utc>> {
        self.calls().into_iter().map(|(moment, _)| moment).min()
    }

    /// The calls still to be made, and when: only hours of work count. Whoever talks to the
    /// customer has seen the lead.
    fn calls(&self) -> Vec<(DateTime<Utc>, Called)> {
        let waits = |lead: &&Lead| {
            lead.status == LeadStatus::New
                && lead.send_to.contains(&Sink::Telegram)
                && self.chat.status != Status::Operator
        };
        let Some(lead) = self.lead.as_ref().filter(waits) else { return Vec::new() };
        let desk = &self.rules.desk;
        let calls = [(desk.remind, Called::Reminded), (desk.escalate, Called::Everybody)];
        let due = |(after, called): (Option<Duration>, Called)| {
            let after = TimeDelta::from_std(after?).ok()?;
            let moment = self.after_work(lead.created, after)?;
            let wanted = lead.called < called && self.now() - moment < TOO_LATE;
            wanted.then_some((moment, called))
        };
        calls.into_iter().filter_map(due).collect()
    }

    /// A timer went off: of the calls whose moments have come, the loudest is made.
    pub fn call_if_due(&mut self) -> Option<Verdict> {
        let due = self.calls().into_iter().filter(|(moment, _)| *moment <= self.now());
        let called = due.map(|(_, called)| called).max()?;
        let lead = self.lead.as_mut()?;
        lead.called = called;
        let group = lead.group;
        let (id, since) = (lead.id.to_string(), lead.created.with_timezone(&self.rules.timezone));
        let today = self.incoming.at.with_timezone(&self.rules.timezone).date_naive();
        let format = if since.date_naive() == today { "%H:%M" } else { "%d.%m %H:%M" };
        let key = if called == Called::Everybody { "desk-everybody" } else { "desk-reminder" };
        let places = [("id", id.into()), ("since", since.format(format).to_string().into())];
        let html = Html(escape(&texts::text_with(self.rules.language, key, &places)));
        let card = Card { html, buttons: vec![vec![CardButton::Claim]] };
        self.effects.push(match called {
            Called::Everybody => Effect::Summon(group, card),
            _ => Effect::Notify(group, card),
        });
        Some(Verdict::Called(called))
    }

    fn after_work(&self, moment: DateTime<Utc>, work: TimeDelta) -> Option<DateTime<Utc>> {
        match &self.rules.hours {
            Some(hours) => hours.after_work(moment, work, self.rules.timezone),
            None => moment.checked_add_signed(work),
        }
    }
}
