//! The contacts of a message: those written, and those Telegram has marked besides.

use std::ops::Range;

use super::{Context, Found, Rejected, email, handle, phone};
use crate::dialog::{Entity, EntityKind, Phone};

/// Telephone numbers, addresses and names, and what only looked like one.
#[derive(Default)]
pub(super) struct Contacts {
    pub phones: Vec<Found<Phone>>,
    pub emails: Vec<Found<String>>,
    pub handles: Vec<Found<String>>,
    pub rejected: Vec<Rejected>,
}

impl Contacts {
    /// What is written in the text, by our own reading alone.
    pub fn written(text: &str, context: &Context<'_>) -> Self {
        let (phones, mut rejected) = phone::find(text, context);
        let (emails, no_emails) = email::find(text);
        let handles = handle::find(text);
        rejected.extend(no_emails);
        Self { phones, emails, handles, rejected }
    }

    /// Adds what Telegram has marked where we have seen nothing at all.
    ///
    /// Its marks are hints: what we have looked at and rejected, an order's number
    /// say, it marks as readily as a telephone's.
    pub fn add_marked(&mut self, text: &str, context: &Context<'_>) {
        for Entity { span, kind } in context.entities {
            let Some(piece) = text.get(span.clone()) else { continue };
            if *kind == EntityKind::Contact && !self.have_seen(span) {
                let inside =
                    |found: &Range<usize>| span.start + found.start..span.start + found.end;
                self.adopt(Self::alone(piece, context), inside);
            }
        }
    }

    /// Adds what hides behind the words of links. The words stay words.
    pub fn add_hidden(&mut self, context: &Context<'_>) {
        for Entity { span, kind } in context.entities {
            if let EntityKind::Link(address) = kind {
                self.adopt(Self::alone(address, context), |_| span.clone());
            }
        }
    }

    /// Where they are written, in order.
    pub fn spans(&self) -> Vec<Range<usize>> {
        let mut spans = places(&self.phones);
        spans.extend(places(&self.emails));
        spans.extend(places(&self.handles));
        spans.sort_by_key(|span| span.start);
        spans
    }

    fn alone(text: &str, context: &Context<'_>) -> Self {
        Self::written(text, &Context { earlier: &[], entities: &[], ..*context })
    }

    fn have_seen(&self, place: &Range<usize>) -> bool {
        let rejected = self.rejected.iter().map(|rejected| rejected.span.clone());
        let mut seen = self.spans().into_iter().chain(rejected);
        seen.any(|span| span.start < place.end && place.start < span.end)
    }

    fn adopt(&mut self, others: Self, place: impl Fn(&Range<usize>) -> Range<usize>) {
        let same = |one: &Phone, other: &Phone| one.e164 == other.e164;
        join(&mut self.phones, others.phones, &place, same);
        join(&mut self.emails, others.emails, &place, String::eq);
        join(&mut self.handles, others.handles, &place, String::eq);
    }
}

/// Adds to the found what is not among them yet, and keeps them in order.
fn join<T>(
    found: &mut Vec<Found<T>>,
    others: Vec<Found<T>>,
    place: impl Fn(&Range<usize>) -> Range<usize>,
    same: impl Fn(&T, &T) -> bool,
) {
    for Found { value, span } in others {
        if !found.iter().any(|known| same(&known.value, &value)) {
            found.push(Found { value, span: place(&span) });
        }
    }
    found.sort_by_key(|found| found.span.start);
}

fn places<T>(found: &[Found<T>]) -> Vec<Range<usize>> {
    found.iter().map(|found| found.span.clone()).collect()
}
