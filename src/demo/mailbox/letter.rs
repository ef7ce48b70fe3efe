//! A letter as it arrived, taken apart.

use chrono::{DateTime, Utc};
use mail_parser::{Address, Message, MessageParser};
use serde::Serialize;

/// A letter in a mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The sender the server was told.
    pub sender: String,
    /// The receivers the server was told.
    pub receivers: Vec<String>,
    /// «Чистый дом <bot@shop.ru>»
    pub from: String,
    /// The receivers it shows.
    pub to: String,
    /// Whom an answer reaches, if not the sender.
    pub reply_to: Option<String>,
    /// The subject, decoded.
    pub subject: String,
    /// Without its angle brackets.
    pub message_id: String,
    /// The letter it answers, without angle brackets.
    pub in_reply_to: Option<String>,
    /// The first letter of its thread, without angle brackets.
    pub references: Option<String>,
    /// When it says it was written.
    pub date: Option<DateTime<Utc>>,
    /// The plain part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// As it came over the wire, with the dots taken off.
    #[serde(skip)]
    pub raw: Vec<u8>,
}

impl Letter {
    /// Takes a letter apart; what it lacks is empty.
    pub(super) fn read(sender: String, receivers: Vec<String>, raw: Vec<u8>) -> Letter {
        let message = MessageParser::default().parse(&raw).unwrap_or_default();
        let date = message.date().map(|date| date.to_timestamp());
        Letter {
            from: people(message.from()),
            to: people(message.to()),
            reply_to: Some(people(message.reply_to())).filter(|people| !people.is_empty()),
            subject: message.subject().unwrap_or_default().to_owned(),
            message_id: message.message_id().unwrap_or_default().to_owned(),
            in_reply_to: message.in_reply_to().as_text().map(str::to_owned),
            references: message.references().as_text().map(str::to_owned),
            date: date.and_then(|seconds| DateTime::from_timestamp(seconds, 0)),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            sender,
            receivers,
            raw: raw.clone(),
        }
    }

    /// A header as it stands, unfolded; the first one of that name.
    pub fn header(&self, name: &str) -> Option<String> {
        let message: Message<'_> = MessageParser::default().parse(&self.raw)?;
        let mut headers = message.headers_raw();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.replace("\r\n", "").trim().to_owned())
    }

    /// The names of its headers, in order.
    pub fn header_names(&self) -> Vec<String> {
        let message = MessageParser::default().parse(&self.raw).unwrap_or_default();
        message.headers_raw().map(|(name, _)| name.to_owned()).collect()
    }
}

fn people(list: Option<&Address<'_>>) -> String {
    let one = |person: &mail_parser::Addr<'_>| {
        let address = person.address().unwrap_or_default();
        match person.name() {
            Some(name) => format!("{name} <{address}>"),
            None => address.to_owned(),
        }
    };
    let people: Vec<_> = list.into_iter().flat_map(Address::iter).map(one).collect();
    people.join(", ")
}
