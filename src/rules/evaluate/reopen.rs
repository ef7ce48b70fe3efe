//! When a muted chat opens again by itself.

use std::time::Duration;

use chrono::TimeDelta;

use crate::dialog::{ClosedBy, Lead, Status, Verdict};
use crate::rules::Repeat;

use super::turn::Turn;

impl Turn<'_> {
    /// Opens a chat whose time has come, before the new message is looked at.
    pub fn reopen_if_due(&mut self) {
        if !self.chat.is_muted() {
            return;
        }
        if self.is_past_reopening() {
            self.begin_dialogue();
        } else if self.chat.is_closed() && self.chat.closed_by == Some(ClosedBy::Idle) {
            // He has not vanished after all: the same dialogue goes on.
            self.resume();
        } else {
            return;
        }
        self.notes.push(Verdict::Reopened);
    }

    fn is_past_reopening(&self) -> bool {
        let (chat, reopen) = (&self.chat, &self.rules.reopen);
        let (after, since): (Option<Duration>, _) = match chat.status {
            Status::Completed => (reopen.completed, chat.status_since),
            Status::Unqualified => (reopen.unqualified, chat.status_since),
            Status::Operator => (reopen.operator, chat.last_at.max(chat.status_since)),
            Status::New | Status::InProgress => return false,
        };
        let after = after.and_then(|after| TimeDelta::from_std(after).ok());
        after.zip(since).is_some_and(|(after, since)| self.now() - since >= after)
    }

    /// Goes on where the dialogue stood before it was closed or handed over.
    pub fn resume(&mut self) {
        let chat = &mut self.chat;
        chat.status = chat.status_before;
        chat.status_since = Some(self.incoming.at);
        // A chat that was closed before a person stepped in is closed again.
        chat.closed_by = chat.status.is_muted().then_some(ClosedBy::Manager);
    }

    /// A new dialogue: what the customer is stays, what was talked of goes.
    pub fn begin_dialogue(&mut self) {
        let chat = &mut self.chat;
        chat.status = Status::New;
        chat.status_before = Status::New;
        chat.status_since = Some(self.incoming.at);
        chat.closed_by = None;
        chat.topics.clear();
        chat.known.time = None;
        chat.fired.clear();
        chat.messages = 0;
        chat.fallbacks = 0;
        chat.hold = None;
        chat.question = None;
        chat.silence = None;
        let keep = self.rules.lead.repeat == Repeat::Update;
        if !(keep && self.lead.as_ref().is_some_and(Lead::is_open))
            && let Some(lead) = self.lead.take()
        {
            self.chat.earlier_lead = Some(lead.id);
        }
    }
}
