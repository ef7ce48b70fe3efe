//! A step's texts: plain for customers, HTML for managers.

use crate::dialog::{Client, Event, Field, Html};
use crate::rules::values::{Values, client_name, last_words};
use crate::rules::{Placeholder, Template};
use crate::texts::Language;

use super::turn::Turn;

impl Turn<'_> {
    /// A text for the customer.
    pub fn fill_reply(&self, template: &Template) -> String {
        template.reply(|place| self.value(place))
    }

    /// A text for the managers; lines with nothing to fill in are dropped.
    pub fn fill_for_desk(&self, template: &Template) -> Html {
        Html(template.lines(escape, |place| self.desk_value(place)))
    }

    pub fn desk_value(&self, place: &Placeholder) -> String {
        match place {
            Placeholder::Client => client_link(&self.chat.client, self.rules.language),
            Placeholder::Field(Field::Name) if self.chat.known.name.is_none() => String::new(),
            other => escape(&self.value(other)),
        }
    }

    /// The value of a placeholder, as people write it; empty when there is none.
    pub fn value(&self, place: &Placeholder) -> String {
        self.values().of(place)
    }

    fn values(&self) -> Values<'_> {
        let chat = &self.chat;
        Values {
            rules: self.rules,
            client: &chat.client,
            known: &chat.known,
            topics: &chat.topics,
            source: chat.source.as_deref(),
            text: self.client_text(),
            lead: self.lead.as_ref().map(|lead| lead.id),
            rule: self.lead.as_ref().and_then(|lead| lead.rule.as_deref()),
            now: self.now(),
        }
    }

    /// What the customer wrote now, or last.
    fn client_text(&self) -> &str {
        let now = match &self.incoming.event {
            Event::Message(message) | Event::Edited(message) => message.text.as_str(),
            _ => "",
        };
        if now.is_empty() { last_words(self.chat.talk.iter()) } else { now }
    }
}

/// The customer as managers see him: a link to his profile, and his `@name`.
///
/// `tg://user?id=` opens the profile of anyone who has written to the bot
/// (<https://core.telegram.org/bots/api#html-style>).
pub fn client_link(client: &Client, language: Language) -> String {
    let name = escape(&client_name(client, language));
    let link = format!("<a href=\"tg://user?id={}\">{name}</a>", client.id);
    match &client.username {
        Some(username) => format!("{link} (@{})", escape(username)),
        None => link,
    }
}

/// Foreign text made safe inside Telegram's HTML
/// (<https://core.telegram.org/bots/api#html-style>).
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
