//! Managers' actions, and what managers are shown of a chat handed to them.

use crate::dialog::{
    Card, CardButton, ClosedBy, DeskAction, Effect, Field, Group, Html, Lead, LeadId, LeadStatus,
    Line, MediaKind, Message, Relay, Sink, Speaker, Status, Verdict,
};
use crate::rules::Placeholder;
use crate::texts;

use super::turn::Turn;
use super::values::{client_link, escape};

/// How many lines of the talk a manager is shown when he is called.
const LINES: usize = 8;

impl Turn<'_> {
    /// A manager pressed a button or wrote in that group.
    pub fn desk(
        &mut self,
        lead: Option<LeadId>,
        by: &str,
        group: Group,
        action: &DeskAction,
    ) -> Verdict {
        if lead.is_some() && lead != self.lead.as_ref().map(|lead| lead.id) {
            self.desk_on_earlier(by, action);
            return Verdict::Desk;
        }
        match action {
            DeskAction::Claim | DeskAction::Done | DeskAction::Spam => self.set_lead(by, action),
            DeskAction::Open => self.open(),
            DeskAction::TakeOver => self.take_over(by, group),
            DeskAction::ReturnToBot => self.return_to_bot(),
            DeskAction::MakeLead => self.make_lead_by_hand(),
            DeskAction::Write { text, copy } => self.write(text, *copy, group),
        }
        Verdict::Desk
    }

    /// Claim, done, spam: the lead changes, and with the last two the chat is over.
    fn set_lead(&mut self, by: &str, action: &DeskAction) {
        let now = self.now();
        let Some(lead) = &mut self.lead else { return self.toast("desk-no-lead", by) };
        if !change_lead(lead, by, action, now) {
            let (key, other) = refusal(lead);
            return self.toast(key, &other);
        }
        match action {
            DeskAction::Done => self.close_by_manager(Status::Completed),
            DeskAction::Spam => self.close_by_manager(Status::Unqualified),
            _ => {}
        }
        self.rewrite_card(None);
        self.toast(confirmation(action), by);
    }

    fn close_by_manager(&mut self, status: Status) {
        if !self.chat.is_closed() {
            self.set_status(status, ClosedBy::Manager);
        }
    }

    /// The card of a lead that is no longer the chat's own: the chat is left alone.
    fn desk_on_earlier(&mut self, by: &str, action: &DeskAction) {
        let now = self.now();
        let Some(mut lead) = self.earlier.take() else { return self.toast("desk-no-lead", by) };
        if !change_lead(&mut lead, by, action, now) {
            let (key, other) = refusal(&lead);
            self.toast(key, &other);
        } else {
            let card = self.card_of_earlier(&lead);
            let (id, send_to) = (lead.id, lead.send_to.clone());
            self.effects.push(Effect::LeadUpdated { lead: id, card, note: None, send_to });
            self.toast(confirmation(action), by);
        }
        self.earlier = Some(lead);
    }

    /// The group gets a lead it has not been sent, and from now on all of it; one it has is
    /// shown as it stands.
    pub fn show(&mut self, id: LeadId) -> Verdict {
        let current = self.lead.as_ref().is_some_and(|lead| lead.id == id);
        let place = if current { &mut self.lead } else { &mut self.earlier };
        let Some(lead) = place.as_mut().filter(|lead| lead.id == id) else {
            return Verdict::Shown;
        };
        let is_known = lead.send_to.contains(&Sink::Telegram);
        if !is_known {
            lead.send_to.push(Sink::Telegram);
        }
        let lead = lead.clone();
        let (card, send_to) = (self.card_of_earlier(&lead), vec![Sink::Telegram]);
        self.effects.push(match is_known {
            true => Effect::LeadUpdated { lead: id, card, note: None, send_to },
            false => Effect::LeadCreated { lead: id, card, send_to },
        });
        Verdict::Shown
    }

    /// A card shows what its own lead knows, not what was learnt since.
    fn card_of_earlier(&mut self, lead: &Lead) -> Card {
        let current = self.lead.replace(lead.clone());
        let known = std::mem::replace(&mut self.chat.known, lead.known.clone());
        let topics = std::mem::replace(&mut self.chat.topics, lead.topics.clone());
        let card = self.card(lead);
        (self.lead, self.chat.known, self.chat.topics) = (current, known, topics);
        card
    }

    /// A new dialogue with the bot; a lead put aside by mistake is open again.
    fn open(&mut self) {
        if let Some(lead) = &mut self.lead
            && !lead.is_open()
        {
            lead.status =
                if lead.claimed_by.is_some() { LeadStatus::Claimed } else { LeadStatus::New };
        }
        let lead = self.lead.clone();
        self.begin_dialogue();
        self.lead = lead;
        self.rewrite_card(None);
        self.toast("desk-opened", "");
    }

    fn take_over(&mut self, by: &str, group: Group) {
        if self.chat.status == Status::Operator {
            return self.toast("desk-already-yours", by);
        }
        self.hand_over_to(group);
        self.call_desk();
        self.toast("desk-taken-over", by);
    }

    /// A person of that group talks from now on.
    fn hand_over_to(&mut self, group: Group) {
        self.set_status(Status::Operator, ClosedBy::Manager);
        self.chat.group = group;
        self.rewrite_card(None);
    }

    fn return_to_bot(&mut self) {
        if self.chat.status != Status::Operator {
            return self.toast("desk-not-yours", "");
        }
        self.resume();
        self.rewrite_card(None);
        self.toast("desk-returned", "");
    }

    fn make_lead_by_hand(&mut self) {
        if self.has_lead() {
            return self.toast("desk-has-lead", "");
        }
        self.make_lead(None, None);
        self.toast("desk-lead-made", "");
    }

    /// A manager's words go to the customer; whoever writes has taken over.
    fn write(&mut self, text: &str, copy: Option<i32>, group: Group) {
        if self.chat.status != Status::Operator {
            self.hand_over_to(group);
        }
        self.say_line(Speaker::Manager, text);
        match copy {
            Some(message) => self.effects.push(Effect::Copy { group, message }),
            None => self.manager_says(text),
        }
    }

    fn manager_says(&mut self, text: &str) {
        let reply = crate::dialog::Reply {
            text: text.to_owned(),
            keyboard: crate::dialog::Keyboard::Keep,
            file: None,
        };
        self.effects.push(Effect::Reply(reply));
    }

    /// Calls the managers to a chat: who, what is known, the last lines.
    pub fn call_desk(&mut self) {
        let language = self.rules.language;
        let client = client_link(&self.chat.client, language);
        let mut html = texts::text_with(language, "desk-call", &[("client", client.into())]);
        let contacts = [Placeholder::Phones, Placeholder::Field(Field::Email)];
        for value in contacts.iter().map(|place| self.desk_value(place)) {
            if !value.is_empty() {
                html += "\n";
                html += &value;
            }
        }
        let skipped = self.chat.talk.len().saturating_sub(LINES);
        for line in self.chat.talk.iter().skip(skipped) {
            let key = match line.by {
                Speaker::Client => "desk-line-client",
                Speaker::Bot => "desk-line-bot",
                Speaker::Manager => "desk-line-manager",
            };
            let text: String = self.shown(line).chars().take(300).collect();
            html += "\n";
            html += &texts::text_with(language, key, &[("text", escape(&text).into())]);
        }
        html += "\n";
        html += &escape(&texts::text(language, "desk-call-hint"));
        let mut buttons = vec![vec![CardButton::ReturnToBot]];
        if !self.has_lead() {
            buttons.push(vec![CardButton::MakeLead]);
        }
        self.effects.push(Effect::Notify(self.group(), Card { html: Html(html), buttons }));
    }

    /// A line as people read it: «[фото] вот такой ковёр».
    fn shown(&self, line: &Line) -> String {
        if line.kind == MediaKind::Text {
            return line.text.clone();
        }
        let kind = texts::text(self.rules.language, &format!("desk-kind-{}", line.kind.key()));
        format!("[{kind}] {}", line.text).trim_end().to_owned()
    }

    /// Shows a message to the person who talks to the customer.
    pub fn relay(&mut self, message: &Message) {
        let client = client_link(&self.chat.client, self.rules.language);
        let (at, by, text) = (self.now(), Speaker::Client, message.text.clone());
        let text = escape(&self.shown(&Line { at, by, kind: message.kind, text }));
        let html = Html(format!("{client}: {text}").trim_end().to_owned());
        let copy = (message.kind != MediaKind::Text).then_some(message.id);
        self.effects.push(Effect::Relay(self.group(), Relay { html, copy }));
    }

    fn toast(&mut self, key: &str, by: &str) {
        let id = self.lead.as_ref().or(self.earlier.as_ref());
        let id = id.map(|lead| lead.id.to_string()).unwrap_or_default();
        let places = [("id", id.into()), ("by", by.to_owned().into())];
        self.effects.push(Effect::Toast(texts::text_with(self.rules.language, key, &places)));
    }
}

/// Changes the lead, unless somebody was first.
fn change_lead(
    lead: &mut Lead,
    by: &str,
    action: &DeskAction,
    now: chrono::DateTime<chrono::Utc>,
) -> bool {
    match (action, lead.status) {
        (DeskAction::Claim, LeadStatus::New) => {
            lead.status = LeadStatus::Claimed;
            lead.claimed_by = Some(by.to_owned());
            lead.claimed_at = Some(now);
        }
        (DeskAction::Done, LeadStatus::New | LeadStatus::Claimed) => {
            lead.status = LeadStatus::Done;
        }
        (DeskAction::Spam, LeadStatus::New | LeadStatus::Claimed) => {
            lead.status = LeadStatus::Spam;
        }
        (DeskAction::Open, LeadStatus::Done | LeadStatus::Spam) => {
            lead.status =
                if lead.claimed_by.is_some() { LeadStatus::Claimed } else { LeadStatus::New };
        }
        _ => return false,
    }
    lead.updated = now;
    true
}

/// Why a press changed nothing.
fn refusal(lead: &Lead) -> (&'static str, String) {
    let by = lead.claimed_by.clone().unwrap_or_default();
    match lead.status {
        LeadStatus::Claimed => ("desk-claimed-before", by),
        LeadStatus::Done => ("desk-done-before", by),
        LeadStatus::Spam => ("desk-spam-before", by),
        LeadStatus::New => ("desk-no-lead", by),
    }
}

fn confirmation(action: &DeskAction) -> &'static str {
    match action {
        DeskAction::Claim => "desk-claimed",
        DeskAction::Done => "desk-done",
        DeskAction::Spam => "desk-spam",
        _ => "desk-opened",
    }
}
