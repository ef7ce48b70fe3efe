//! Making leads and letting them grow.

use crate::dialog::{
    Card, CardButton, Effect, Field, Html, Known, Lead, LeadId, LeadStatus, Sink, Status,
};
use crate::rules::Placeholder;
use crate::texts;

use super::turn::Turn;
use super::values::escape;

impl Turn<'_> {
    /// Makes a lead of what is known; an open one is left to grow in [`Self::settle_lead`].
    pub fn make_lead(&mut self, rule: Option<&str>, send_to: Option<&[Sink]>) {
        if self.has_lead() {
            return;
        }
        let earlier = self.lead.take().map(|lead| lead.id).or(self.chat.earlier_lead);
        let (chat, group) = (&self.chat, self.group());
        self.lead = Some(Lead {
            id: self.next_lead,
            chat: chat.key.clone(),
            client: chat.client.clone(),
            known: chat.known.clone(),
            topics: chat.topics.clone(),
            source: chat.source.clone(),
            status: LeadStatus::New,
            claimed_by: None,
            claimed_at: None,
            called: Default::default(),
            rule: rule.map(str::to_owned),
            send_to: send_to.unwrap_or(&self.rules.lead.send_to).to_vec(),
            group,
            stray: None,
            talk: chat.talk.iter().cloned().collect(),
            earlier,
            created: self.now(),
            updated: self.now(),
        });
    }

    /// At the end of a step: a new lead is announced, a grown one brought up to date.
    pub fn settle_lead(&mut self) {
        let Some(lead) = &self.lead else { return };
        if self.is_new(lead.id) {
            let (id, send_to) = (lead.id, lead.send_to.clone());
            let card = self.card(lead);
            self.effects.push(Effect::LeadCreated { lead: id, card, send_to });
        } else if lead.is_open() {
            self.grow_lead();
        }
    }

    fn is_new(&self, lead: LeadId) -> bool {
        self.before.lead.as_ref().is_none_or(|before| before.id != lead)
    }

    fn grow_lead(&mut self) {
        let now = self.now();
        let (known, topics, talk) = (&self.chat.known, &self.chat.topics, &self.chat.talk);
        let Some(lead) = &mut self.lead else { return };
        let mut grown = lead.clone();
        merge(&mut grown.known, known);
        let new_topics = topics.iter().filter(|topic| !lead.topics.contains(topic));
        grown.topics.extend(new_topics.cloned());
        if grown == *lead {
            return;
        }
        grown.talk = talk.iter().cloned().collect();
        grown.updated = now;
        *lead = grown;
        let note = (!self.gained.is_empty()).then(|| self.update_note());
        self.rewrite_card(note);
    }

    /// The card of the current lead as it is now, to wherever the lead goes.
    pub fn rewrite_card(&mut self, note: Option<Html>) {
        let Some(lead) = &self.lead else { return };
        let (id, send_to) = (lead.id, lead.send_to.clone());
        let card = self.card(lead);
        self.effects.push(Effect::LeadUpdated { lead: id, card, note, send_to });
    }

    /// The card of a lead with the buttons that make sense now.
    pub fn card(&self, lead: &Lead) -> Card {
        let mut html = self.fill_for_desk(&self.rules.notify.lead).0;
        let language = self.rules.language;
        if let Some(earlier) = lead.earlier {
            let id = earlier.to_string().into();
            html += "\n";
            html += &escape(&texts::text_with(language, "desk-card-earlier", &[("id", id)]));
        }
        let state = match lead.status {
            LeadStatus::New => None,
            LeadStatus::Claimed => Some("desk-card-claimed"),
            LeadStatus::Done => Some("desk-card-done"),
            LeadStatus::Spam => Some("desk-card-spam"),
        };
        if let Some(state) = state {
            let by = lead.claimed_by.clone().unwrap_or_default().into();
            html += "\n";
            html += &escape(&texts::text_with(language, state, &[("by", by)]));
        }
        Card { html: Html(html), buttons: self.lead_buttons(lead) }
    }

    fn lead_buttons(&self, lead: &Lead) -> Vec<Vec<CardButton>> {
        let talk = if self.chat.status == Status::Operator {
            CardButton::ReturnToBot
        } else {
            CardButton::TakeOver
        };
        match lead.status {
            LeadStatus::New => vec![vec![CardButton::Claim, CardButton::Spam], vec![talk]],
            LeadStatus::Claimed => vec![vec![CardButton::Done, CardButton::Spam], vec![talk]],
            LeadStatus::Done | LeadStatus::Spam => vec![vec![CardButton::Open]],
        }
    }

    fn update_note(&self) -> Html {
        let template = &self.rules.notify.update;
        Html(template.lines(escape, |place| match place {
            Placeholder::Changed => escape(&self.changes()),
            other => self.desk_value(other),
        }))
    }

    /// What is new, for the note: «время завтра в 15:00».
    fn changes(&self) -> String {
        let changed = |field: &Field| {
            let value = match field {
                Field::Phone => self.value(&Placeholder::Phones),
                other => self.value(&Placeholder::Field(other.clone())),
            };
            format!("{} {value}", self.field_word(field))
        };
        self.gained.iter().map(changed).collect::<Vec<_>>().join(", ")
    }

    /// The short word for a field in a sentence.
    pub fn field_word(&self, field: &Field) -> String {
        let key = match field {
            Field::Phone => "desk-word-phone",
            Field::Time => "desk-word-time",
            Field::Email => "desk-word-email",
            Field::Name => "desk-word-name",
            Field::Own(key) => {
                let title = self.rules.fields.get(field).map(|about| about.title.to_lowercase());
                return title.unwrap_or_else(|| key.clone());
            }
        };
        texts::text(self.rules.language, key)
    }
}

/// Adds what is newly known; nothing known before is taken away.
fn merge(lead: &mut Known, news: &Known) {
    for phone in &news.phones {
        if lead.phones.iter().all(|other| other.e164 != phone.e164) {
            lead.phones.push(phone.clone());
        }
    }
    let add = |list: &mut Vec<String>, news: &[String]| {
        let new: Vec<_> = news.iter().filter(|value| !list.contains(value)).cloned().collect();
        list.extend(new);
    };
    add(&mut lead.emails, &news.emails);
    add(&mut lead.handles, &news.handles);
    lead.time = news.time.clone().or_else(|| lead.time.take());
    lead.name = news.name.clone().or_else(|| lead.name.take());
    lead.own.extend(news.own.clone());
}
