//! One attempt to bring a row to a portal: find the lead there, add it, or let it grow.

use std::time::Duration;

use serde_json::{Map, json};

use super::answer::{Lock, No};
use super::found::Found;
use super::item::{self, ORIGINATOR};
use super::portal::{Place, Portal};
use super::repeat::Customer;
use super::running::Running;
use super::{News, refit, remedy};
use crate::delivery::Failure;
use crate::dialog::{Lead, LeadStatus};
use crate::rules::{Repeat, Rules};
use crate::store::Row;
use crate::texts::text_with;

/// How often a call that may still run is asked after.
const ASK_AGAIN: Duration = Duration::from_secs(10);

/// So often a search for the customer may fail before the lead goes without one.
const SEARCHES: u32 = 5;

/// An attempt for one row.
pub struct Attempt<'a> {
    /// The portal.
    pub portal: &'a Portal,
    /// Calls without an answer.
    pub running: &'a Running,
    /// What managers ought to hear.
    pub news: &'a News,
    /// The rules in force.
    pub rules: &'a Rules,
    /// The row.
    pub row: &'a Row,
    /// Its lead, as it is now.
    pub lead: &'a Lead,
    /// The name the lead has in the portal's eyes.
    pub origin: String,
    /// The portal's number of the same customer's lead before this one.
    pub earlier: Option<u64>,
}

/// What is to be told of a lead.
pub struct Change {
    /// The row is about a new lead.
    pub is_new: bool,
    /// The keys of what has changed.
    pub changed: Vec<String>,
    /// The same in plain words.
    pub note: Option<String>,
}

impl Attempt<'_> {
    /// Brings the change to where the lead is, or the lead to the portal; tells where it is.
    ///
    /// # Errors
    /// When it is to be tried again, or never.
    pub async fn bring(&self, known: Option<Place>, change: &Change) -> Result<Place, Failure> {
        if let Some(place) = known {
            if let Some(place) = self.grow(place, change).await? {
                return Ok(place);
            }
            // Somebody has deleted it there; only something new brings it back.
            if !change.is_new && change.note.is_none() {
                return Ok(place);
            }
        }
        let may_be_there = self.row.maybe_sent || !change.is_new || self.runs().is_some();
        if (may_be_there || known.is_some())
            && let Some(found) = self.by_origin().await?
        {
            return self.found(&found, change).await;
        }
        // The first attempt has found nothing to join: many leads wait, and each would search.
        if let Some(left) = self.portal.adding_rests().filter(|_| self.row.attempts > 0) {
            return Err(Failure::Resting(left));
        }
        let customer = self.customer().await?;
        if let Some(own) = customer.leads.iter().find(|found| self.is_own(found)) {
            return self.found(own, change).await;
        }
        match self.open_lead(&customer) {
            Some(open) => self.join(open).await,
            None => self.add(&customer).await,
        }
    }

    /// What the portal knows of the customer. A search that fails again and again must not
    /// keep the lead for ever.
    async fn customer(&self) -> Result<Customer, Failure> {
        match Customer::find(self.portal, &self.lead.known, self.earlier).await {
            Ok(customer) => Ok(customer),
            Err(No::Unclear(_) | No::Later(_)) if self.row.attempts >= SEARCHES => {
                tracing::warn!(lead = self.lead.id.0, "it goes without a search for its customer");
                Ok(Customer::default())
            }
            Err(no) => Err(self.unread(&no)),
        }
    }

    /// The lead is in the portal, though nobody has told us so.
    async fn found(&self, found: &Found, change: &Change) -> Result<Place, Failure> {
        let place = Place::Lead(found.id);
        match (change.is_new, found.is_converted()) {
            (true, false) if !self.turns_leads_into_deals().await? => Ok(place),
            (true, _) => self.place_of(found.id).await,
            (false, _) => Ok(self.grow(place, change).await?.unwrap_or(place)),
        }
    }

    /// The customer's lead that somebody is at work on.
    fn open_lead(&self, customer: &Customer) -> Option<u64> {
        if self.rules.lead.repeat == Repeat::New {
            return None;
        }
        // What managers have marked as done is over, though the portal still counts it as open.
        let done = item::stage(LeadStatus::Done, &self.rules.bitrix24);
        let mut leads = customer.leads.iter();
        leads.find(|found| found.is_open() && found.stage != done).map(|found| found.id)
    }

    /// The customer has an open lead: it learns of the new one.
    async fn join(&self, open: u64) -> Result<Place, Failure> {
        let id = self.lead.id.to_string();
        let again = text_with(self.rules.language, "bitrix24-again", &[("id", id.into())]);
        let note = format!("{again}\n{}", item::comment(self.lead, self.rules));
        let change = Change { is_new: false, changed: Vec::new(), note: Some(note) };
        let place = Place::Lead(open);
        Ok(self.grow(place, &change).await?.unwrap_or(place))
    }

    async fn add(&self, customer: &Customer) -> Result<Place, Failure> {
        let becomes_a_deal = self.turns_leads_into_deals().await?;
        self.wait_for_what_runs()?;
        let mut fields = item::new(self.lead, &self.origin, self.rules);
        fields.set("contactId", customer.contact);
        fields.set("companyId", customer.company);
        let id = loop {
            match self.portal.add(&fields).await {
                Ok(id) => break id,
                Err(No::Refused(refusal)) => match refit::refit(&mut fields, &refusal) {
                    Some(dropped) => {
                        self.tell_of_stage(&dropped, &refusal);
                        refit::note(&mut fields, &dropped, self.rules.language);
                    }
                    None => return Err(self.failed(&No::Refused(refusal))),
                },
                Err(no) => return Err(self.failed(&no)),
            }
        };
        if !becomes_a_deal {
            return Ok(Place::Lead(id));
        }
        // It is there: whatever goes wrong from here on, it must be looked for first.
        self.place_of(id).await.map_err(|_| Failure::Unknown)
    }

    /// Where a lead lives now: a deal, when it has become one.
    async fn place_of(&self, lead: u64) -> Result<Place, Failure> {
        let found = self.portal.lead(lead).await.map_err(|no| self.unread(&no))?;
        match found {
            Some(found) if found.is_converted() => self.deal_or_lead(lead).await,
            _ => Ok(Place::Lead(lead)),
        }
    }

    pub(super) async fn deal_or_lead(&self, lead: u64) -> Result<Place, Failure> {
        match self.portal.deal_of(lead).await {
            Ok(deal) => Ok(deal.map_or(Place::Lead(lead), Place::Deal)),
            Err(No::Refused(_) | No::Locked(Lock::Rights)) => Ok(Place::Lead(lead)),
            Err(no) => Err(self.unread(&no)),
        }
    }

    /// A portal that does not tell may do so: then the lead is looked at once more.
    async fn turns_leads_into_deals(&self) -> Result<bool, Failure> {
        match self.portal.is_simple().await {
            Ok(simple) => Ok(simple),
            Err(no @ (No::Down | No::Busy)) => Err(self.unread(&no)),
            Err(no @ No::Locked(lock)) if lock != Lock::Rights => Err(self.unread(&no)),
            Err(_) => Ok(true),
        }
    }

    /// The lead by the name we gave it, if it is there.
    async fn by_origin(&self) -> Result<Option<Found>, Failure> {
        let filter = json!({"originatorId": ORIGINATOR, "originId": self.origin});
        let filter = filter.as_object().cloned().unwrap_or_default();
        let found = match self.portal.leads(&filter).await {
            // It does not know the filter; ours is among the newest.
            Err(No::Refused(_)) => self.portal.leads(&Map::new()).await,
            found => found,
        };
        let found = found.map_err(|no| self.unread(&no))?;
        // A portal may ignore a filter: every answer is looked at.
        Ok(found.into_iter().find(|found| self.is_own(found)))
    }

    fn is_own(&self, found: &Found) -> bool {
        found.originator == ORIGINATOR && found.origin == self.origin
    }

    fn runs(&self) -> Option<Duration> {
        self.running.left(self.lead.id, self.row.maybe_sent)
    }

    /// What was not found may still be on its way there.
    pub(super) fn wait_for_what_runs(&self) -> Result<(), Failure> {
        match self.runs() {
            Some(left) => Err(Failure::NotSent { retry_after: Some(left.min(ASK_AGAIN)) }),
            None => Ok(()),
        }
    }

    /// A call that writes has failed.
    pub(super) fn failed(&self, no: &No) -> Failure {
        if let No::Unclear(unclear) = no {
            self.running.begins(self.lead.id, *unclear);
        }
        remedy::failure(no, self.rules.language)
    }

    /// A call that only reads has failed: nothing has happened.
    pub(super) fn unread(&self, no: &No) -> Failure {
        match no {
            No::Unclear(_) => Failure::NotSent { retry_after: None },
            no => remedy::failure(no, self.rules.language),
        }
    }
}
