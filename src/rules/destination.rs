//! What rules say about the places leads go to: Bitrix24, the managers' desk.

use std::time::Duration;

use chrono::NaiveTime;

use super::Template;

/// `[bitrix24]`: the portal's own codes; `None` leaves the portal's default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bitrix24 {
    /// The stage of a new lead.
    pub stage: Option<String>,
    /// The code of the source.
    pub source: Option<String>,
    /// The number of the person in charge.
    pub assigned: Option<u32>,
    /// The stage of a lead somebody took.
    pub stage_claimed: Option<String>,
    /// The stage of a lead dealt with.
    pub stage_done: Option<String>,
    /// The stage of spam.
    pub stage_spam: Option<String>,
    /// Fields of the portal and what is written into them.
    pub fields: Vec<(String, Template)>,
}

/// `[desk]`: what managers are reminded of; `None` is never.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// How long a lead waits until it is shown again.
    pub remind: Option<Duration>,
    /// How long it waits until everybody is called.
    pub escalate: Option<Duration>,
    /// When the day's digest is sent.
    pub digest: Option<NaiveTime>,
}
