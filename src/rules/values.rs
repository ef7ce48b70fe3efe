//! What placeholders stand for, in words for people.

use chrono::{DateTime, Datelike, Days, Timelike, Utc};

use super::{Placeholder, Rules, Template};
use crate::detect::phone;
use crate::dialog::{Client, Field, Known, Lead, LeadId, Line, Phone, Speaker};
use crate::texts::{self, Language};

/// The customer's words in a card are cut here, in characters: a message to the
/// group may have 4,096 in all (Bot API, sendMessage).
const QUOTE: usize = 1000;

/// Everything a text can speak of.
pub struct Values<'a> {
    pub(super) rules: &'a Rules,
    pub(super) client: &'a Client,
    pub(super) known: &'a Known,
    pub(super) topics: &'a [String],
    pub(super) source: Option<&'a str>,
    pub(super) text: &'a str,
    pub(super) lead: Option<LeadId>,
    pub(super) rule: Option<&'a str>,
    pub(super) now: DateTime<Utc>,
}

impl<'a> Values<'a> {
    /// What a lead of the lead book says.
    pub fn of_lead(rules: &'a Rules, lead: &'a Lead) -> Self {
        Self {
            rules,
            client: &lead.client,
            known: &lead.known,
            topics: &lead.topics,
            source: lead.source.as_deref(),
            text: last_words(lead.talk.iter()),
            lead: Some(lead.id),
            rule: lead.rule.as_deref(),
            now: lead.updated,
        }
    }

    /// A template filled with plain text; lines with nothing to fill in are dropped.
    pub fn fill(&self, template: &Template) -> String {
        template.lines(str::to_owned, |place| self.of(place))
    }

    /// The value of a placeholder, as people write it; empty when there is none.
    pub fn of(&self, place: &Placeholder) -> String {
        let known = self.known;
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
                known.name.clone().unwrap_or_else(|| self.client.name.clone())
            }
            Placeholder::Field(Field::Own(key)) => known.own.get(key).cloned().unwrap_or_default(),
            Placeholder::Company => self.rules.company.clone(),
            Placeholder::NextOpen => self.next_open(),
            Placeholder::Text => quoted(self.text),
            Placeholder::Client => client_name(self.client, self.rules.language),
            Placeholder::Topic => self.topics.join(", "),
            Placeholder::Source => {
                let code = self.source.unwrap_or_default();
                self.rules.sources.get(code).cloned().unwrap_or_else(|| code.to_owned())
            }
            Placeholder::Rule => self.rule.unwrap_or_default().to_owned(),
            Placeholder::Id => self.lead.map(|lead| lead.to_string()).unwrap_or_default(),
            Placeholder::Changed => String::new(),
        }
    }

    /// A number with what belongs to it: `+7 900 123-45-67 доб. 12 (чужой контакт)`.
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

    /// When work begins next: «сегодня в 10:00», «в понедельник в 10:00».
    fn next_open(&self) -> String {
        let (rules, now) = (self.rules, self.now);
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

/// The customer's last words in a talk.
pub(super) fn last_words<'a>(talk: impl DoubleEndedIterator<Item = &'a Line>) -> &'a str {
    let spoken = |line: &&Line| line.by == Speaker::Client && !line.text.is_empty();
    talk.rev().find(spoken).map(|line| line.text.as_str()).unwrap_or_default()
}

fn quoted(text: &str) -> String {
    let mut cut: String = text.chars().take(QUOTE).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// A name for people: some customers have only spaces or emoji for one.
pub fn client_name(client: &Client, language: Language) -> String {
    if client.name.chars().any(char::is_alphanumeric) {
        client.name.trim().to_owned()
    } else {
        texts::text(language, "desk-nameless")
    }
}
