//! A letter as it goes over the wire.

use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Mailboxes, MessageBuilder, MultiPart, SinglePart, header};

use super::address::address;
use super::letter::Letter;
use super::line::one_line;
use super::print::{html, plain};
use super::thread::Place;

/// Longer than any subject this bot writes.
const SUBJECT: usize = 200;
const NAME: usize = 80;

/// From, to, and whom an answer reaches.
pub struct People<'a> {
    /// The sender.
    pub from: &'a Mailbox,
    /// What the sender is called, unless the settings say.
    pub company: &'a str,
    /// The receivers.
    pub to: &'a [Mailbox],
    /// The customer's address, as he wrote it.
    pub answers: Option<&'a str>,
}

/// The bytes of a letter; the same ones for the same arguments, whenever they are made.
pub fn bytes(
    letter: &Letter,
    place: &Place,
    people: &People<'_>,
) -> Result<Vec<u8>, lettre::error::Error> {
    let subject = match place.first {
        Some(_) => format!("Re: {}", letter.subject),
        None => letter.subject.clone(),
    };
    let company = Some(one_line(people.company, NAME)).filter(|name| !name.is_empty());
    let name = people.from.name.clone().or(company);
    let message = Message::builder()
        .from(Mailbox::new(name, people.from.email.clone()))
        .mailbox(header::To::from(people.to.iter().cloned().collect::<Mailboxes>()))
        .subject(in_plain_words(&subject))
        .message_id(Some(place.id.clone()))
        .date(place.date);
    let message = match people.answers.and_then(address) {
        Some(customer) => message.reply_to(customer.into()),
        None => message,
    };
    let message = match &place.first {
        Some(first) => message.in_reply_to(first.clone()).references(first.clone()),
        None => message,
    };
    // An absent manager's own robot must not answer the customer (RFC 3834, 5).
    let message = raw(message, "Auto-Submitted", "auto-generated");
    let message = raw(message, "X-Auto-Response-Suppress", "All");
    let parts = MultiPart::alternative()
        .boundary(boundary(place))
        .singlepart(SinglePart::plain(plain(letter)))
        .singlepart(SinglePart::html(html(letter)));
    message.multipart(parts).map(|message| message.formatted())
}

/// A subject that says what it shows: what looks like an encoded word (RFC 2047, 2) would be
/// decoded by the reader, and the library leaves it as it is.
fn in_plain_words(subject: &str) -> String {
    one_line(subject, SUBJECT).replace("=?", "= ?")
}

fn raw(message: MessageBuilder, name: &'static str, value: &str) -> MessageBuilder {
    let name = HeaderName::new_from_ascii_str(name);
    message.raw_header(HeaderValue::new(name, value.to_owned()))
}

/// A line that stands in neither part: `=_` occurs in no encoded text (RFC 2045, 6.7).
fn boundary(place: &Place) -> String {
    let id = place.id.trim_matches(['<', '>']).split('@').next().unwrap_or_default();
    format!("=_{id}")
}
