//! The contacts of a message: those written, and those Telegram has marked besides.

use std::collections::HashSet;
use std::ops::Range;

use super::{Context, Found, Normal, Rejected, email, handle, phone};
use crate::dialog::{Entity, EntityKind, Phone};

/// Every mention of telephone numbers, addresses and names, and what only looked like one.
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
        let normal = Normal::of(text);
        let (phones, mut rejected) = phone::find(&normal, context);
        let (emails, no_emails) = email::find(&normal);
        let handles = handle::find(&normal);
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

    /// Without those said before: of several mentions the one found first stays.
    pub fn each_once(mut self) -> Self {
        keep_first(&mut self.phones, |phone| &phone.e164);
        keep_first(&mut self.emails, |address| address);
        keep_first(&mut self.handles, |name| name);
        self
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
        self.phones.extend(others.phones.into_iter().map(|found| moved(found, &place)));
        self.emails.extend(others.emails.into_iter().map(|found| moved(found, &place)));
        self.handles.extend(others.handles.into_iter().map(|found| moved(found, &place)));
    }
}

fn moved<T>(found: Found<T>, place: impl Fn(&Range<usize>) -> Range<usize>) -> Found<T> {
    Found { span: place(&found.span), ..found }
}

/// Leaves out what was found before, as `key` tells it, and puts the rest in order.
fn keep_first<T>(found: &mut Vec<Found<T>>, key: impl Fn(&T) -> &String) {
    if found.len() > 1 {
        let mut seen = HashSet::new();
        found.retain(|found| seen.insert(key(&found.value).clone()));
        found.sort_by_key(|found| found.span.start);
    }
}

fn places<T>(found: &[Found<T>]) -> Vec<Range<usize>> {
    found.iter().map(|found| found.span.clone()).collect()
}
