//! The working state of one step: the conversation being changed, what the
//! message brought, what is to be sent, and the account of it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::detect::Facts;
use crate::dialog::{
    Chat, ClosedBy, Dialog, Effect, Event, Field, Group, Incoming, Keyboard, Lead, LeadId, Line,
    MediaKind, Message, Outcome, Reply, Speaker, Status, TestedRule, Trace, Verdict,
};
use crate::rules::{Answer, Rules, Topic};

/// How many lines of the talk are kept.
const TALK: usize = 12;
/// How much of a line is kept, in characters.
const LINE: usize = 1000;

/// One step in the making.
pub(super) struct Turn<'a> {
    pub rules: &'a Rules,
    pub before: &'a Dialog,
    pub incoming: &'a Incoming,
    pub facts: &'a Facts,
    pub next_lead: LeadId,
    pub chat: Chat,
    pub lead: Option<Lead>,
    pub earlier: Option<Lead>,
    /// The fields this very message contains.
    pub heard: Vec<Field>,
    /// The fields that are new or other than before.
    pub gained: Vec<Field>,
    /// This message has answered the open question.
    pub answered: bool,
    pub effects: Vec<Effect>,
    pub tested: Vec<TestedRule>,
    pub notes: Vec<Verdict>,
}

impl<'a> Turn<'a> {
    pub fn begin(
        rules: &'a Rules,
        before: &'a Dialog,
        incoming: &'a Incoming,
        facts: &'a Facts,
        next_lead: LeadId,
    ) -> Self {
        let mut turn = Self {
            rules,
            before,
            incoming,
            facts,
            next_lead,
            chat: before.chat.clone(),
            lead: before.lead.clone(),
            earlier: before.earlier.clone(),
            heard: Vec::new(),
            gained: Vec::new(),
            answered: false,
            effects: Vec::new(),
            tested: Vec::new(),
            notes: Vec::new(),
        };
        if let Some(client) = &incoming.client {
            turn.chat.client = client.clone();
        }
        turn.drop_stale();
        turn
    }

    /// The moment of this step.
    pub fn now(&self) -> DateTime<Utc> {
        self.incoming.at
    }

    pub fn has_lead(&self) -> bool {
        self.lead.as_ref().is_some_and(Lead::is_open)
    }

    /// The group of managers that hears of this chat now.
    pub fn group(&self) -> Group {
        self.rules.group_of(&self.chat, self.lead.as_ref())
    }

    /// Settles the lead and the timer, and hands over what came of it all.
    pub fn end(mut self, verdict: Verdict) -> Outcome {
        self.settle_lead();
        self.chat.wake_at = self.next_idle().into_iter().chain(self.next_call()).min();
        let trace = Trace {
            at: self.now(),
            heard: heard(&self.incoming.event),
            rules: self.tested,
            verdict,
            status: (self.before.chat.status, self.chat.status),
            notes: self.notes,
        };
        let dialog = Dialog { chat: self.chat, lead: self.lead, earlier: self.earlier };
        Outcome { dialog, effects: self.effects, trace }
    }

    /// A question dies after a day; a hold dies with its rule's name.
    fn drop_stale(&mut self) {
        let now = self.now();
        if self
            .chat
            .question
            .as_ref()
            .is_some_and(|asked| now - asked.asked_at > TimeDelta::days(1))
        {
            self.chat.question = None;
        }
        if let Some(hold) = &self.chat.hold
            && self.rules.rule(&hold.rule).is_none()
        {
            self.notes.push(Verdict::HoldVanished { rule: hold.rule.clone() });
            self.chat.hold = None;
        }
    }

    /// Counts a message and starts the clock of silence anew.
    pub fn count(&mut self, _message: &Message) {
        let now = self.now();
        self.chat.messages += 1;
        self.chat.silence = Some(crate::dialog::Silence { since: now, passed: Default::default() });
        let same = self.chat.minute.filter(|(began, _)| now - *began < TimeDelta::minutes(1));
        self.chat.minute = Some(same.map_or((now, 1), |(began, messages)| (began, messages + 1)));
    }

    /// Keeps the customer's line for cards and handoffs.
    pub fn note_line(&mut self, message: &Message) {
        self.keep_line(Speaker::Client, message.kind, &message.text);
    }

    /// Keeps a line of the bot or of a manager.
    pub fn say_line(&mut self, by: Speaker, text: &str) {
        self.keep_line(by, MediaKind::Text, text);
    }

    fn keep_line(&mut self, by: Speaker, kind: MediaKind, text: &str) {
        let at = self.now();
        let text = text.chars().take(LINE).collect();
        self.chat.talk.push_back(Line { at, by, kind, text });
        while self.chat.talk.len() > TALK {
            self.chat.talk.pop_front();
        }
        self.chat.last_at = Some(at);
    }

    /// Takes in everything the message says.
    pub fn absorb(&mut self, message: &Message) {
        self.absorb_quietly(message);
        self.absorb_topics();
        self.absorb_pattern(&message.text);
        self.close_answered_question();
    }

    /// Contacts, call time and name, and nothing that leads to an answer.
    pub fn absorb_quietly(&mut self, message: &Message) {
        self.absorb_contacts(message);
        if let Some(time) = &self.facts.time {
            self.hears(Field::Time, self.chat.known.time.as_ref() != Some(&time.value));
            self.chat.known.time = Some(time.value.clone());
        }
        if let Some(name) = &self.facts.name {
            self.hears(Field::Name, self.chat.known.name.as_ref() != Some(&name.value));
            self.chat.known.name = Some(name.value.clone());
        }
    }

    /// Phones, e-mail addresses and handles, each once.
    pub fn absorb_contacts(&mut self, message: &Message) {
        let card = message.contact.as_ref().map(|contact| &contact.phone);
        for phone in self.facts.phones.iter().map(|found| &found.value).chain(card) {
            let known = &mut self.chat.known.phones;
            let new = known.iter().all(|other| other.e164 != phone.e164);
            if new {
                known.push(phone.clone());
            }
            self.hears(Field::Phone, new);
        }
        for email in &self.facts.emails {
            let new = !self.chat.known.emails.contains(&email.value);
            if new {
                self.chat.known.emails.push(email.value.clone());
            }
            self.hears(Field::Email, new);
        }
        for handle in &self.facts.handles {
            if !self.chat.known.handles.contains(&handle.value) {
                self.chat.known.handles.push(handle.value.clone());
            }
        }
        self.close_answered_question();
    }

    /// Topics in the order the message speaks of them.
    fn absorb_topics(&mut self) {
        let words = &self.facts.words;
        let spoken = |topic: &'_ Topic| Some((topic.words.first(words)?, topic.name.clone()));
        let mut topics: Vec<_> = self.rules.topics.iter().filter_map(spoken).collect();
        topics.sort_by_key(|(first, _)| *first);
        for (_, name) in topics {
            if !self.chat.topics.contains(&name) {
                self.chat.topics.push(name);
            }
        }
    }

    /// The owner's pattern for the field that is being asked for.
    fn absorb_pattern(&mut self, text: &str) {
        let Some(field) = self.chat.question.as_ref().map(|question| question.field.clone()) else {
            return;
        };
        if let Some(Answer::Pattern(pattern)) =
            self.rules.fields.get(&field).map(|rules| &rules.answer)
            && let Some(found) = pattern.captures(text)
        {
            let value = found.get(1).or(found.get(0)).map_or("", |group| group.as_str());
            self.learn(&field, value.trim());
        }
    }

    /// Sets a field to words of the customer.
    pub fn learn(&mut self, field: &Field, value: &str) {
        let known = &mut self.chat.known;
        match field {
            Field::Time => {
                let written = value.to_owned();
                known.time = Some(crate::dialog::CallTime { written, ..Default::default() });
            }
            Field::Name => known.name = Some(value.to_owned()),
            Field::Own(key) => {
                known.own.insert(key.clone(), value.to_owned());
            }
            // Only their detectors can tell a phone or an address from other words.
            Field::Phone | Field::Email => return,
        }
        self.hears(field.clone(), true);
    }

    fn hears(&mut self, field: Field, new: bool) {
        if new && !self.gained.contains(&field) {
            self.gained.push(field.clone());
        }
        if !self.heard.contains(&field) {
            self.heard.push(field);
        }
    }

    pub fn close_answered_question(&mut self) {
        if self.chat.question.as_ref().is_some_and(|asked| self.heard.contains(&asked.field)) {
            self.chat.question = None;
            self.answered = true;
        }
    }

    /// The one place where a status changes.
    pub fn set_status(&mut self, status: Status, by: ClosedBy) {
        let group = self.group();
        let chat = &mut self.chat;
        if status == Status::Operator {
            chat.group = group;
        }
        if chat.status != Status::Operator {
            chat.status_before = chat.status;
        }
        if status.is_muted() {
            chat.question = None;
            chat.hold = None;
        }
        if status == Status::Operator && chat.status != Status::Operator {
            chat.epoch += 1;
        }
        chat.closed_by = status.is_muted().then_some(by);
        chat.status = status;
        chat.status_since = Some(self.incoming.at);
    }

    /// Says something to the customer; nothing is sent when there is nothing to say.
    pub fn reply(&mut self, text: String, quick: &[String], phone: Option<String>) {
        self.reply_with_file(text, quick, phone, None);
    }

    pub fn reply_with_file(
        &mut self,
        text: String,
        quick: &[String],
        phone: Option<String>,
        file: Option<String>,
    ) {
        if text.is_empty() && file.is_none() {
            return;
        }
        let keyboard = self.keyboard(quick, phone);
        if !text.is_empty() {
            self.say_line(Speaker::Bot, &text);
        }
        self.effects.push(Effect::Reply(Reply { text, keyboard, file }));
    }

    fn keyboard(&mut self, quick: &[String], phone: Option<String>) -> Keyboard {
        // Telegram takes no reply keyboards in chats of a business account.
        if self.chat.key.business.is_some() {
            return Keyboard::Keep;
        }
        let shown = std::mem::replace(&mut self.chat.keyboard_shown, false);
        if phone.is_some() || !quick.is_empty() {
            self.chat.keyboard_shown = true;
            return Keyboard::Buttons { phone, quick: quick.to_vec() };
        }
        if shown { Keyboard::Remove } else { Keyboard::Keep }
    }
}

/// What happened, for the account of the step.
fn heard(event: &Event) -> String {
    match event {
        Event::Message(message) | Event::Edited(message) if !message.text.is_empty() => {
            message.text.clone()
        }
        Event::Message(message) | Event::Edited(message) => format!("[{}]", message.kind.key()),
        Event::Start { source: Some(source) } => format!("/start {source}"),
        Event::Start { source: None } => "/start".to_owned(),
        Event::Help => "/help".to_owned(),
        Event::Forget => "/forget".to_owned(),
        Event::Idle => "[idle]".to_owned(),
        Event::Blocked => "[blocked]".to_owned(),
        Event::Shown { .. } => "[shown]".to_owned(),
        Event::Desk { .. } => "[desk]".to_owned(),
    }
}
