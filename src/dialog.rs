//! The vocabulary everyone shares: what comes in, what is known, what goes out.
//!
//! No logic lives here and nothing here knows a library that does input or
//! output; see [`crate::rules`] for the decisions.

mod chat;
mod effect;
mod entity;
mod fields;
mod group;
mod incoming;
mod lead;
mod trace;

pub use chat::{
    Chat, ChatKey, Client, ClosedBy, Consent, Hold, Line, Question, Silence, Speaker, Status,
};
pub use effect::{Card, CardButton, Effect, Html, Keyboard, Outcome, Relay, Reply};
pub use entity::{Entity, EntityKind};
pub use fields::{CallTime, DayPart, Field, Known, Phone};
pub use group::Group;
pub use incoming::{DeskAction, Event, Incoming, MediaKind, Message, SharedContact};
pub use lead::{Called, Lead, LeadId, LeadStatus, Sink};
pub use trace::{TestedCondition, TestedRule, Trace, Verdict};

use serde::{Deserialize, Serialize};

/// A chat together with its current lead: everything one step reads and writes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dialog {
    /// The state of the conversation.
    pub chat: Chat,
    /// The lead the conversation has made, if any; at most one is current.
    pub lead: Option<Lead>,
    /// An earlier lead of the same chat, loaded when a manager acts on its card.
    pub earlier: Option<Lead>,
}

impl Dialog {
    /// A conversation nobody has written in yet.
    pub fn new(chat: ChatKey) -> Self {
        Self { chat: Chat::new(chat), lead: None, earlier: None }
    }

    /// Whether there is a lead a manager still has to deal with (new or claimed).
    pub fn has_lead(&self) -> bool {
        self.lead.as_ref().is_some_and(Lead::is_open)
    }
}
