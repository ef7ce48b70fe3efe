//! What can be read from the portal: leads, deals, contacts, comments, calls.

use std::time::Instant;

use serde::Serialize;
use serde_json::{Map, Value};

/// How the portal works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Leads wait for a person.
    #[default]
    Classic,
    /// A lead with a name becomes a contact and a deal at once.
    Simple,
}

/// One of several values of a lead: a phone, an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The portal's number of it.
    pub id: u64,
    /// `PHONE`, `EMAIL`, `IM`, `WEB`
    pub kind: String,
    /// `WORK`, `TELEGRAM` and the like.
    pub sort: String,
    /// The value.
    pub value: String,
}

/// A lead as it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lead {
    /// Its number.
    pub id: u64,
    /// Its fields, by their names in `crm.item.*`.
    pub fields: Map<String, Value>,
    /// Its phones, addresses and the like.
    pub multi: Vec<Entry>,
    /// It was made by `crm.lead.add`, and the person in charge was told.
    pub announced: bool,
}

impl Lead {
    /// A field's text; empty without one.
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    /// The values of `PHONE`, `EMAIL`, `IM` or `WEB`.
    pub fn values(&self, kind: &str) -> Vec<&str> {
        let of_kind = self.multi.iter().filter(|one| one.kind == kind);
        of_kind.map(|one| one.value.as_str()).collect()
    }
}

/// A deal a lead has become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deal {
    /// Its number.
    pub id: u64,
    /// The lead.
    pub lead: u64,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub contact: u64,
}

/// A contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Its number.
    pub id: u64,
    /// The name.
    pub name: String,
    /// Phones, addresses: kind and value.
    pub multi: Vec<(String, String)>,
}

/// A comment in a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// Its number.
    pub number: u64,
    /// `lead` or `deal`
    pub kind: String,
    /// Of which one.
    pub id: u64,
    /// What it says.
    pub words: String,
}

/// A call of the bot.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The method, without `.json`.
    pub method: String,
    /// When it came.
    pub at: Instant,
    /// Its parameters.
    pub parameters: Value,
    /// The status of the answer; 0 when there was none.
    pub status: u16,
    /// `POST`
    pub verb: String,
    /// Its `User-Agent`.
    pub agent: String,
    /// The body was JSON in UTF-8.
    pub well_formed: bool,
}
