//! The fields of a lead: what a customer can tell about himself.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// The name of a field, as owners write it in `rules.toml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Field {
    /// A telephone number.
    Phone,
    /// When to call.
    Time,
    /// An e-mail address.
    Email,
    /// What the customer calls himself.
    Name,
    /// A field the owner added: `[field.address]`.
    Own(String),
}

impl Field {
    /// The fields every rules file has, in the order people expect them.
    pub const BUILT_IN: [Field; 4] = [Field::Phone, Field::Time, Field::Email, Field::Name];

    /// The key in `rules.toml`.
    pub fn key(&self) -> &str {
        match self {
            Field::Phone => "phone",
            Field::Time => "time",
            Field::Email => "email",
            Field::Name => "name",
            Field::Own(key) => key,
        }
    }
}

impl From<String> for Field {
    fn from(key: String) -> Self {
        Field::from(key.as_str())
    }
}

impl From<&str> for Field {
    fn from(key: &str) -> Self {
        match key {
            "phone" => Field::Phone,
            "time" => Field::Time,
            "email" => Field::Email,
            "name" => Field::Name,
            own => Field::Own(own.to_owned()),
        }
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.key().to_owned()
    }
}

impl fmt::Display for Field {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.key())
    }
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// International form (E.164): `+79001234567`. Two phones are the same when this is.
    pub e164: String,
    /// As the customer wrote it.
    pub written: String,
    /// Extension: digits after «доб.», `ext` and the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// The number came in a contact card that is not the sender's own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub someone_elses: bool,
}

/// When the customer wants to be called, in the company's time zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallTime {
    /// As the customer wrote it: «завтра в 15:00».
    pub written: String,
    /// The day, when one is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Not before; for a single moment, that moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveTime>,
    /// Not after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveTime>,
    /// The part of the day, when no hour is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<DayPart>,
}

/// A part of the day named instead of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayPart {
    /// «утром»
    Morning,
    /// «до обеда»
    BeforeNoon,
    /// «днём», «в обед»
    Day,
    /// «после обеда»
    Afternoon,
    /// «вечером»
    Evening,
    /// «ночью»
    Night,
    /// «в любое время»
    Any,
}

/// Everything known of a customer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// Every number given, in order; no two with the same international form.
    pub phones: Vec<Phone>,
    /// Every address given, in order, lower-case, no two the same.
    pub emails: Vec<String>,
    /// Telegram and other handles written in messages (`@name`), in order.
    pub handles: Vec<String>,
    /// When to call; a later time replaces an earlier one.
    pub time: Option<CallTime>,
    /// What the customer calls himself; Telegram's own name is not this.
    pub name: Option<String>,
    /// Answers to the owner's own questions, by field key.
    pub own: BTreeMap<String, String>,
}

impl Known {
    /// What was told of `field`, as it was told.
    pub fn values(&self, field: &Field) -> Vec<&str> {
        match field {
            Field::Phone => {
                self.phones.iter().flat_map(|phone| [&*phone.e164, &*phone.written]).collect()
            }
            Field::Email => self.emails.iter().map(String::as_str).collect(),
            Field::Time => self.time.iter().map(|time| &*time.written).collect(),
            Field::Name => self.name.as_deref().into_iter().collect(),
            Field::Own(key) => self.own.get(key).map(String::as_str).into_iter().collect(),
        }
    }

    /// Whether `field` has a value.
    pub fn has(&self, field: &Field) -> bool {
        match field {
            Field::Phone => !self.phones.is_empty(),
            Field::Email => !self.emails.is_empty(),
            Field::Time => self.time.is_some(),
            Field::Name => self.name.is_some(),
            Field::Own(key) => self.own.contains_key(key),
        }
    }
}
