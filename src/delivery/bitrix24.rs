//! Leads for a Bitrix24 portal, by an incoming webhook.
//!
//! A lead is added once. What it is called there is kept with it; when an
//! answer is lost, the lead is looked for by the name we gave it (`originId`)
//! before anything is written again.
//!
//! | to find | file |
//! |---|---|
//! | one attempt: find, add, join a lead that is open | `attempt`; growing: `grow` |
//! | a lead's fields and words | `item`; without what the portal dislikes: `refit` |
//! | customers met before | `repeat` |
//! | what the portal is asked | `portal`, by either set of names: `fields`, `found` |
//! | one call: address, speed, answer | `client`, `address`, `pace`, `answer` |
//! | what a no means, in words | `remedy` |
//! | calls that may still run | `running` |
//! | what `doctor` looks at | `inspect` |

pub mod address;
pub mod answer;
mod attempt;
pub mod client;
pub mod fields;
pub mod found;
mod grow;
pub mod inspect;
pub mod item;
mod news;
pub mod pace;
pub mod portal;
mod refit;
pub mod remedy;
mod repeat;
mod running;

pub use news::News;

use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::future::BoxFuture;

use super::message::without_markup;
use super::{Destination, Failure};
use crate::conversation::CurrentRules;
use crate::dialog::{LeadId, Sink};
use crate::settings::Settings;
use crate::store::{Payload, Receipt, Row, Store};
use crate::texts::text_with;
use address::Webhook;
use attempt::{Attempt, Change};
use client::Client;
use portal::{Place, Portal};
use running::Running;

/// Bitrix24 as a destination.
pub struct Bitrix24 {
    portal: Portal,
    running: Running,
    news: News,
    store: Store,
    rules: CurrentRules,
}

/// The portal of the settings, if they name one.
///
/// # Errors
/// When the system's certificates cannot be read.
pub fn portal(settings: &Settings) -> Result<Option<Portal>, reqwest::Error> {
    let webhook = settings.bitrix24.as_ref().and_then(|address| Webhook::of(address.expose()));
    let portal = |webhook| Ok(Portal::new(Client::new(webhook)?, settings.bitrix24_api));
    webhook.map(portal).transpose()
}

impl Bitrix24 {
    /// A portal that gets the leads of that store, by the rules in force.
    pub fn new(portal: Portal, store: Store, rules: CurrentRules, news: News) -> Self {
        Self { portal, running: Running::new(), news, store, rules }
    }

    async fn send(&self, row: &Row) -> Result<Receipt, Failure> {
        let Some(lead) = row.lead.and_then(|id| self.store.lead(id).ok().flatten()) else {
            // Its person has been erased.
            return Ok(Receipt::default());
        };
        let change = match &row.payload {
            Payload::LeadCreated { .. } => Change { is_new: true, changed: Vec::new(), note: None },
            Payload::LeadUpdated { changed, note, .. } => Change {
                is_new: false,
                changed: changed.clone(),
                note: note.as_ref().map(|html| without_markup(&html.0)),
            },
            // These stand in lanes of other destinations.
            _ => return Ok(Receipt::default()),
        };
        let rules = self.rules.load_full();
        let attempt = Attempt {
            portal: &self.portal,
            running: &self.running,
            news: &self.news,
            rules: &rules,
            row,
            lead: &lead,
            origin: format!("{}-{}", self.store.installation(), lead.id),
            earlier: lead.earlier.and_then(|earlier| match self.place(earlier)? {
                Place::Lead(id) => Some(id),
                Place::Deal(_) => None,
            }),
        };
        let brought = attempt.bring(self.place(lead.id), &change).await;
        if let Some(host) = self.portal.client().renamed() {
            let words = text_with(rules.language, "bitrix24-renamed", &[("host", host.into())]);
            self.news.tell_once("renamed", words);
        }
        let place = brought?;
        Ok(Receipt { reference: Some(place.reference()), ..Receipt::default() })
    }

    /// Where a lead is, as far as the portal has told us.
    fn place(&self, lead: LeadId) -> Option<Place> {
        let deliveries = self.store.deliveries(lead).ok()?;
        Place::of_reference(deliveries.get(&Sink::Bitrix24)?.reference.as_deref()?)
    }
}

impl Destination for Bitrix24 {
    /// Every call waits for its own room: a row may need several.
    fn room(&self, _: &Row, _: Instant) -> Result<(), Duration> {
        Ok(())
    }

    fn deliver<'a>(&'a self, rows: &'a [Row]) -> BoxFuture<'a, Result<Vec<Receipt>, Failure>> {
        async move { Ok(vec![self.send(&rows[0]).await?]) }.boxed()
    }
}
