//! What managers hear of leads that do not get where they should; pure.

use chrono::{DateTime, Utc};
use fluent_bundle::FluentValue;

use super::words;
use crate::dialog::{Card, Group, Html, LeadId, Sink};
use crate::rules::Rules;
use crate::store::{Attempt, Notice, Outage, Payload, Row};
use crate::texts::{Language, text, text_with};

/// Words about one place, in the owner's language and hours.
pub struct Alerts<'a> {
    /// The rules in force.
    pub rules: &'a Rules,
    /// The place.
    pub sink: Sink,
    /// The group of the lead, where words are about one.
    pub group: Group,
    /// What time it is.
    pub now: DateTime<Utc>,
}

impl Alerts<'_> {
    /// The place takes nothing, and so many leads wait for it.
    pub fn out(&self, outage: &Outage, leads: usize) -> Notice {
        let key = match (&outage.remedy, outage.closed) {
            (Some(_), _) => "delivery-out-remedy",
            _ if outage.partial => "delivery-out-slow",
            (None, true) => "delivery-out-closed",
            (None, false) => "delivery-out-silent",
        };
        let remedy = outage.remedy.as_deref().unwrap_or_default();
        let places = [
            ("since", self.moment(outage.since).into()),
            ("leads", leads.into()),
            ("remedy", remedy.into()),
        ];
        self.notice(key, &places)
    }

    /// The place takes leads again, and so many that had waited are there.
    pub fn back(&self, leads: usize) -> Notice {
        self.notice("delivery-back", &[("leads", leads.into())])
    }

    /// The place will never take this row, nor others of its kind about those leads.
    pub fn refused(&self, row: &Row, leads: &[LeadId], reason: &str) -> Notice {
        let key = match (&row.payload, leads) {
            (Payload::LeadUpdated { .. }, [_]) => "delivery-refused-update",
            (Payload::LeadUpdated { .. }, _) => "delivery-refused-updates",
            (_, [_]) => "delivery-refused-lead",
            _ => "delivery-refused-leads",
        };
        let reason = ("reason", reason.into());
        match leads {
            [_] => self.about(row, key, &[reason]),
            _ => {
                let ids = words::of_leads(leads, self.rules.language);
                self.notice(key, &[reason, ("leads", leads.len().into()), ("ids", ids.into())])
            }
        }
    }

    /// This row does not get through, though the place takes others.
    pub fn alone(&self, row: &Row, attempt: &Attempt) -> Notice {
        let reason = words::of_attempt(attempt, self.rules.language);
        let since = self.moment(row.created);
        self.about(row, "delivery-alone", &[("reason", reason.into()), ("since", since.into())])
    }

    /// A row of which people knew that it did not get through is there.
    pub fn arrived(&self, row: &Row) -> Notice {
        self.about(row, "delivery-arrived", &[])
    }

    /// Under the card of a lead: where it is not yet, and why.
    pub fn missing(&self, reason: &str) -> String {
        self.words("delivery-missing", &[("reason", reason.into())])
    }

    /// Under what should be in another group, why it is not there.
    pub fn stray(language: Language, group: i64) -> String {
        text_with(language, "delivery-stray", &[("group", group.to_string().into())])
    }

    /// Why the place does not have the leads that wait for it.
    pub fn reason(&self, outage: &Outage) -> String {
        let since = [("since", self.moment(outage.since).into())];
        match (&outage.remedy, outage.closed) {
            (Some(remedy), _) => remedy.clone(),
            _ if outage.partial => text_with(self.rules.language, "delivery-slow-since", &since),
            (None, true) => text_with(self.rules.language, "delivery-closed-since", &since),
            (None, false) => text_with(self.rules.language, "delivery-silent-since", &since),
        }
    }

    fn about(&self, row: &Row, key: &str, places: &[(&str, FluentValue<'_>)]) -> Notice {
        let lead = row.lead.unwrap_or(LeadId(0));
        let mut places = places.to_vec();
        places.push(("id", lead.to_string().into()));
        let notice = self.notice(key, &places);
        Notice { group: self.group, about: Some(row.chat.clone()), lead: row.lead, ..notice }
    }

    fn notice(&self, key: &str, places: &[(&str, FluentValue<'_>)]) -> Notice {
        let html = Html(teloxide::utils::html::escape(&self.words(key, places)));
        let card = Card { html, buttons: Vec::new() };
        Notice { group: Group::Main, about: None, lead: None, card }
    }

    /// A sentence in which the place is named.
    fn words(&self, key: &str, places: &[(&str, FluentValue<'_>)]) -> String {
        let language = self.rules.language;
        let mut places = places.to_vec();
        for (name, case) in [("place", "place"), ("to", "to-place"), ("at", "at-place")] {
            let key = format!("delivery-{case}-{}", self.sink.key());
            places.push((name, text(language, &key).into()));
        }
        text_with(language, key, &places)
    }

    /// The time of day; with the date when that is not today's.
    fn moment(&self, at: DateTime<Utc>) -> String {
        let zone = self.rules.timezone;
        let (at, now) = (at.with_timezone(&zone), self.now.with_timezone(&zone));
        let format = if at.date_naive() == now.date_naive() { "%H:%M" } else { "%d.%m %H:%M" };
        at.format(format).to_string()
    }
}
