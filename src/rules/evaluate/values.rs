//! What placeholders stand for: plain text for customers, HTML for managers.

use chrono::{Datelike, Days, Timelike};

use crate::detect::phone;
use crate::dialog::{Client, Event, Field, Html, Line, Phone, Speaker};
use crate::rules::{Placeholder, Template};
use crate::texts::{self, Language};

use super::turn::Turn;

/// The customer's words in a card are cut here, in characters: a message to the
/// group may have 4,096 in all (Bot API, sendMessage).
const QUOTE: usize = 1000;

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
        let (chat, known) = (&self.chat, &self.chat.known);
        match place {
            Placeholder::Field(Field::Phone) => {
                known.phones.first().map(|phone| self.phone(phone)).unwrap_or_default()
            }
            Placeholder::Phones => {
                known.phones.iter().map(|phone| self.phone(phone)).collect::<Vec<_>>().join(", ")
            }
            Placeholder::Field(Field::Email) => known.emails.join(", "),
            Placeholder::Field(Field::Time) => {
                known.time.as_ref().map(|time| time.written.clone()).unwrap_or_default()
            }
            Placeholder::Field(Field::Name) => {
                known.name.clone().unwrap_or_else(|| chat.client.name.clone())
            }
            Placeholder::Field(Field::Own(key)) => known.own.get(key).cloned().unwrap_or_default(),
            Placeholder::Company => self.rules.company.clone(),
            Placeholder::NextOpen => self.next_open(),
            Placeholder::Text => self.client_text(),
            Placeholder::Client => client_name(&chat.client, self.rules.language),
            Placeholder::Topic => chat.topics.join(", "),
            Placeholder::Source => {
                let source = chat.source.clone().unwrap_or_default();
                self.rules.sources.get(&source).cloned().unwrap_or(source)
            }
            Placeholder::Rule => {
                self.lead.as_ref().and_then(|lead| lead.rule.clone()).unwrap_or_default()
            }
            Placeholder::Id => {
                self.lead.as_ref().map(|lead| lead.id.to_string()).unwrap_or_default()
            }
            Placeholder::Changed => String::new(),
        }
    }

    fn phone(&self, phone: &Phone) -> String {
        let language = self.rules.language;
        let mut text = phone::for_people(&phone.e164);
        if let Some(extension) = &phone.extension {
            let digits = extension.clone().into();
            text += " ";
            text += &texts::text_with(language, "desk-extension", &[("digits", digits)]);
        }
        if phone.someone_elses {
            text += " ";
            text += &texts::text(language, "desk-someone-elses");
        }
        text
    }

    /// What the customer wrote now, or last.
    fn client_text(&self) -> String {
        let now = match &self.incoming.event {
            Event::Message(message) | Event::Edited(message) => Some(message.text.as_str()),
            _ => None,
        };
        let spoken = |line: &&Line| line.by == Speaker::Client && !line.text.is_empty();
        let last = || self.chat.talk.iter().rev().find(spoken);
        let text = now
            .filter(|text| !text.is_empty())
            .or_else(|| last().map(|line| line.text.as_str()))
            .unwrap_or_default();
        let mut cut: String = text.chars().take(QUOTE).collect();
        if cut.len() < text.len() {
            cut.push('…');
        }
        cut
    }

    /// When work begins next: «сегодня в 10:00», «в понедельник в 10:00».
    fn next_open(&self) -> String {
        let (rules, now) = (self.rules, self.now());
        let open = rules.hours.as_ref().and_then(|hours| hours.next_open(now, rules.timezone));
        let Some(open) = open else { return String::new() };
        let today = now.with_timezone(&rules.timezone).date_naive();
        let day = open.date_naive();
        let time = format!("{}:{:02}", open.hour(), open.minute());
        let ahead = |days| today.checked_add_days(Days::new(days));
        let key = match day {
            day if day == today => "customer-open-today".to_owned(),
            day if Some(day) == ahead(1) => "customer-open-tomorrow".to_owned(),
            day if ahead(7).is_some_and(|week| day < week) => {
                format!("customer-open-{}", open.weekday().num_days_from_monday() + 1)
            }
            _ => "customer-open-date".to_owned(),
        };
        let month = texts::text(rules.language, &format!("customer-month-{}", day.month()));
        let places = [("time", time.into()), ("day", day.day().into()), ("month", month.into())];
        texts::text_with(rules.language, &key, &places)
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

/// A name for people: some customers have only spaces or emoji for one.
fn client_name(client: &Client, language: Language) -> String {
    if client.name.chars().any(char::is_alphanumeric) {
        client.name.trim().to_owned()
    } else {
        texts::text(language, "desk-nameless")
    }
}

/// A number as people write it: `+7 900 123-45-67`.
pub fn phone_for_people(e164: &str) -> String {
    phone::for_people(e164)
}

/// Foreign text made safe inside Telegram's HTML
/// (<https://core.telegram.org/bots/api#html-style>).
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
