//! The heart: one thing happens in one chat, and this is what comes of it.
//!
//! Pure: the moment is [`Incoming::at`], the next lead's number an argument, so
//! a step may be repeated and always says the same.

mod ask;
mod desk;
mod idle;
mod lead;
mod matching;
mod reopen;
mod turn;
mod values;
mod waiting;

pub use values::{client_link, escape};

use crate::detect::Facts;
use crate::dialog::{
    Card, ClosedBy, Dialog, Effect, Event, Html, Incoming, LeadId, Message, Outcome, Status,
    Verdict,
};
use crate::texts;

use super::Rules;
use matching::Hearing;
use turn::Turn;

/// More messages than this in one minute are read for contacts only.
const FLOOD: u32 = 20;

/// What `incoming` makes of the conversation `before`.
///
/// `facts` are what the detectors found in its text; `next_lead` is the number
/// a lead made now would get.
pub fn step(
    rules: &Rules,
    before: &Dialog,
    incoming: &Incoming,
    facts: &Facts,
    next_lead: LeadId,
) -> Outcome {
    let mut turn = Turn::begin(rules, before, incoming, facts, next_lead);
    let verdict = match &incoming.event {
        Event::Message(message) => turn.hear(message),
        Event::Edited(message) => turn.hear_edit(message),
        Event::Start { source } => turn.start(source.as_deref()),
        Event::Help => turn.help(),
        Event::Forget => turn.forget(),
        Event::Idle => turn.call_if_due().unwrap_or_else(|| turn.idle()),
        Event::Blocked => turn.blocked(),
        Event::Shown { lead } => turn.show(*lead),
        Event::Desk { lead, by, group, action } => turn.desk(*lead, by, *group, action),
    };
    turn.end(verdict)
}

impl Turn<'_> {
    /// A message of the customer: the order of these lines is the order of decisions.
    fn hear(&mut self, message: &Message) -> Verdict {
        self.reopen_if_due();
        self.note_line(message);
        if self.chat.is_muted() {
            return self.overhear(message);
        }
        if self.continues_album(message) {
            return Verdict::Album;
        }
        self.count(message);
        self.absorb(message);
        if self.is_flood() {
            return self.first_match(Hearing::Contact).unwrap_or(Verdict::Flood);
        }
        if let Some(verdict) = self.first_match(Hearing::Message) {
            return verdict;
        }
        if let Some(verdict) = self.hear_answer() {
            return verdict;
        }
        self.ask_again().unwrap_or_else(|| self.fall_back())
    }

    /// The message taken as the answer to the open question, and the rules once more.
    fn hear_answer(&mut self) -> Option<Verdict> {
        let Event::Message(message) = &self.incoming.event else { return None };
        let field = self.take_answer(message)?;
        Some(self.first_match(Hearing::Message).unwrap_or(Verdict::Answered(field)))
    }

    /// Pictures sent at once are one message: those after the first, without words
    /// of their own, ask for no further answer.
    fn continues_album(&mut self, message: &Message) -> bool {
        let before = std::mem::replace(&mut self.chat.album, message.album.clone());
        message.album.is_some() && message.album == before && message.text.is_empty()
    }

    /// A muted chat: no rule is asked, but contacts are not lost.
    fn overhear(&mut self, message: &Message) -> Verdict {
        self.absorb_quietly(message);
        if self.chat.status == Status::Operator {
            self.relay(message);
        }
        Verdict::Muted
    }

    /// An edit is read only for a contact not known before.
    fn hear_edit(&mut self, message: &Message) -> Verdict {
        let (phones, emails) = (self.chat.known.phones.len(), self.chat.known.emails.len());
        self.absorb_contacts(message);
        let known = &self.chat.known;
        if known.phones.len() == phones && known.emails.len() == emails {
            return Verdict::EditIgnored;
        }
        if self.chat.is_muted() {
            return Verdict::Muted;
        }
        self.first_match(Hearing::Contact).unwrap_or(Verdict::Nothing)
    }

    /// Start pressed: of its own kind, it counts towards nothing.
    fn start(&mut self, source: Option<&str>) -> Verdict {
        self.reopen_if_due();
        if self.chat.source.is_none() {
            self.chat.source = source.map(str::to_owned);
        }
        if self.chat.is_muted() {
            return Verdict::Muted;
        }
        if let Some(verdict) = self.first_match(Hearing::Start) {
            return verdict;
        }
        match &self.rules.fallback {
            Some(fallback) => {
                let text = self.fill_reply(&fallback.reply);
                self.reply(text, &[], None);
                Verdict::Fallback
            }
            None => Verdict::Nothing,
        }
    }

    /// Nothing matched: the fallback speaks, so many times, then the chat is closed.
    fn fall_back(&mut self) -> Verdict {
        let rules = self.rules;
        let Some(fallback) = &rules.fallback else { return Verdict::Nothing };
        if self.chat.fallbacks >= fallback.limit {
            let status = if self.has_lead() { Status::Completed } else { Status::Unqualified };
            self.set_status(status, ClosedBy::Fallback);
            return Verdict::FallbackLimit;
        }
        self.chat.fallbacks += 1;
        let text = self.fill_reply(&fallback.reply);
        self.reply(text, &[], None);
        Verdict::Fallback
    }

    fn help(&mut self) -> Verdict {
        if !self.chat.is_muted() {
            let company = self.rules.company.as_str().into();
            let text =
                texts::text_with(self.rules.language, "customer-help", &[("company", company)]);
            self.reply(text, &[], None);
        }
        Verdict::Help
    }

    /// Everything about the person goes; the managers learn only that it went.
    fn forget(&mut self) -> Verdict {
        let language = self.rules.language;
        self.effects.push(Effect::Forget);
        self.reply(texts::text(language, "customer-forgotten"), &[], None);
        if let Some(lead) = self.lead.take() {
            let id = lead.id.to_string().into();
            let words = texts::text_with(language, "desk-forgotten", &[("id", id)]);
            let card = Card { html: Html(escape(&words)), buttons: Vec::new() };
            self.effects.push(Effect::Notify(lead.group, card));
        }
        Verdict::Forgotten
    }

    /// Not an error: what waits for him is dropped with the epoch, the lead stays.
    fn blocked(&mut self) -> Verdict {
        self.chat.epoch += 1;
        Verdict::Blocked
    }

    fn is_flood(&self) -> bool {
        self.chat.minute.is_some_and(|(_, messages)| messages > FLOOD)
    }
}
