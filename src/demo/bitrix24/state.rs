//! Everything a portal knows, and the few ways it changes.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::{Map, Value};

use super::fault::Fault;
use super::names::meaning;
use super::reading::{Call, Comment, Contact, Deal, Entry, Lead, Mode};
use crate::demo::when::Faults;

/// The bucket holds so many calls (`limits.md`).
const BUCKET: f64 = 50.0;
/// And drains by so many a second.
const DRAIN: f64 = 2.0;

/// The whole world behind the server.
pub(super) struct State {
    pub leads: BTreeMap<u64, Lead>,
    pub deals: BTreeMap<u64, Deal>,
    pub contacts: BTreeMap<u64, Contact>,
    pub comments: Vec<Comment>,
    pub calls: Vec<Call>,
    pub overflows: usize,
    pub faults: Faults<Fault>,
    pub code: String,
    pub mode: Mode,
    pub required: Vec<String>,
    pub scope: bool,
    pub plan: bool,
    pub stage_rights: bool,
    pub items: bool,
    pub origin_filter: bool,
    pub empty_list: bool,
    pub times: bool,
    pub resets_in: Duration,
    pub https_only: bool,
    next: u64,
    bucket: (f64, Instant),
}

impl State {
    pub fn new() -> State {
        State {
            leads: BTreeMap::new(),
            deals: BTreeMap::new(),
            contacts: BTreeMap::new(),
            comments: Vec::new(),
            calls: Vec::new(),
            overflows: 0,
            faults: Faults::default(),
            code: "standinportalcode0".to_owned(),
            mode: Mode::Classic,
            required: Vec::new(),
            scope: true,
            plan: true,
            stage_rights: true,
            items: true,
            origin_filter: true,
            empty_list: true,
            times: true,
            resets_in: Duration::from_secs(600),
            https_only: false,
            next: 1,
            bucket: (0.0, Instant::now()),
        }
    }

    pub fn clear(&mut self) {
        self.leads.clear();
        self.deals.clear();
        self.contacts.clear();
        self.comments.clear();
        self.calls.clear();
    }

    pub fn leads(&self) -> Vec<Lead> {
        self.leads.values().cloned().collect()
    }

    pub fn deals(&self) -> Vec<Deal> {
        self.deals.values().cloned().collect()
    }

    pub fn contacts(&self) -> Vec<Contact> {
        self.contacts.values().cloned().collect()
    }

    /// Counts a call that has come; its place among the calls.
    pub fn count(&mut self, call: Call) -> usize {
        self.calls.push(call);
        self.calls.len() - 1
    }

    /// A call was answered, or its connection cut.
    pub fn answered(&mut self, place: usize, status: u16) {
        if let Some(call) = self.calls.get_mut(place) {
            call.status = status;
        }
    }

    /// A number nobody has yet.
    pub fn number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    /// Whether a call has room in the bucket; takes it.
    pub fn has_room(&mut self) -> bool {
        let (level, at) = self.bucket;
        let level = (level - at.elapsed().as_secs_f64() * DRAIN).max(0.0);
        let fits = level + 1.0 <= BUCKET;
        self.bucket = (if fits { level + 1.0 } else { level }, Instant::now());
        self.overflows += usize::from(!fits);
        fits
    }

    /// A new lead; what it lacks the portal fills.
    pub fn add_lead(&mut self, fields: Map<String, Value>, multi: Vec<Entry>) -> u64 {
        let id = self.number();
        let mut lead = Lead { id, fields, multi, announced: false };
        let usual = [
            ("title", Value::from(format!("Лид #{id}"))),
            ("stageId", "NEW".into()),
            ("sourceId", "CALL".into()),
            ("opened", "Y".into()),
            ("assignedById", super::USER.into()),
        ];
        for (name, value) in usual {
            lead.fields.entry(name).or_insert(value);
        }
        let named = !lead.text("name").is_empty();
        self.leads.insert(id, lead);
        if self.mode == Mode::Simple && named {
            self.convert(id);
        }
        self.set_stage_meaning(id);
        id
    }

    /// The meaning of a lead's stage follows its stage.
    pub fn set_stage_meaning(&mut self, id: u64) {
        if let Some(lead) = self.leads.get_mut(&id) {
            let meaning = meaning(lead.text("stageId"));
            lead.fields.insert("stageSemanticId".to_owned(), meaning.into());
        }
    }

    /// A lead becomes a contact and a deal.
    pub fn convert(&mut self, lead: u64) {
        let Some(found) = self.leads.get(&lead).cloned() else { return };
        let known = found.fields.get("contactId").and_then(Value::as_u64);
        let contact = known.unwrap_or_else(|| {
            let multi: Vec<(&str, &str)> =
                found.multi.iter().map(|one| (&*one.kind, &*one.value)).collect();
            self.put_contact(found.text("name"), &multi)
        });
        let id = self.number();
        let title = found.text("title").to_owned();
        self.deals.insert(id, Deal { id, lead, title, contact });
        if let Some(lead) = self.leads.get_mut(&found.id) {
            lead.fields.insert("stageId".to_owned(), "CONVERTED".into());
            lead.fields.insert("contactId".to_owned(), contact.into());
        }
        self.set_stage_meaning(lead);
    }

    pub fn put_lead(&mut self, phone: &str, stage: &str, contact: Option<u64>) -> u64 {
        let id = self.number();
        let (kind, sort, value) = ("PHONE".to_owned(), "WORK".to_owned(), phone.to_owned());
        let multi = vec![Entry { id, kind, sort, value }];
        let mut fields = Map::new();
        fields.insert("stageId".to_owned(), stage.into());
        if let Some(contact) = contact {
            fields.insert("contactId".to_owned(), contact.into());
        }
        self.add_lead(fields, multi)
    }

    pub fn put_contact(&mut self, name: &str, multi: &[(&str, &str)]) -> u64 {
        let id = self.number();
        let multi =
            multi.iter().map(|(kind, value)| ((*kind).to_owned(), (*value).to_owned())).collect();
        self.contacts.insert(id, Contact { id, name: name.to_owned(), multi });
        id
    }
}
