//! What is to be sent: effects become rows, each in the lane of where it goes.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Cause;
use crate::dialog::{
    Card, ChatKey, Dialog, Effect, Group, Html, Lead, LeadId, Outcome, Relay, Reply, Sink, Speaker,
    Verdict,
};

/// Where rows wait in one line; lanes do not wait for each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// One customer's chat.
    Client(ChatKey),
    /// The managers' main group.
    Group,
    /// The short answers to managers' buttons.
    Toast,
    /// A sink other than Telegram.
    Sink(Sink),
    /// A group of managers with a `[route]`, by its number there.
    Routed(i64),
}

impl From<Group> for Lane {
    fn from(group: Group) -> Self {
        match group {
            Group::Main => Lane::Group,
            Group::Routed(number) => Lane::Routed(number),
        }
    }
}

impl Lane {
    /// The group of managers it leads to, if it leads to one.
    pub fn group(&self) -> Option<Group> {
        match self {
            Lane::Group => Some(Group::Main),
            Lane::Routed(number) => Some(Group::Routed(*number)),
            Lane::Client(_) | Lane::Toast | Lane::Sink(_) => None,
        }
    }
}

impl fmt::Display for Lane {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lane::Client(chat) => write!(out, "client {chat}"),
            Lane::Group => out.write_str("group"),
            Lane::Toast => out.write_str("toast"),
            Lane::Sink(sink) => out.write_str(sink.key()),
            Lane::Routed(number) => write!(out, "group {number}"),
        }
    }
}

/// What a row carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payload {
    /// To the customer.
    Reply(Reply),
    /// A manager's message, to be copied to the customer.
    Copy {
        /// The group he wrote in.
        #[serde(default)]
        group: Group,
        /// The message there.
        message: i32,
    },
    /// A new lead's card.
    Card {
        /// Which lead.
        lead: LeadId,
        /// Its card.
        card: Card,
    },
    /// A lead's card, to be rewritten.
    CardEdit {
        /// Which lead.
        lead: LeadId,
        /// The card as it is to be.
        card: Card,
    },
    /// A text to a group of managers.
    Notify(Card),
    /// The same, with the group's administrators named under it.
    Summon(Card),
    /// A customer's message for a group of managers.
    Relay(Relay),
    /// The short answer to a manager's button; [`Row::cause`] is the pressing.
    Toast {
        /// What it says.
        text: String,
    },
    /// A new lead for the sink of the lane.
    LeadCreated {
        /// Which lead.
        lead: LeadId,
    },
    /// A lead the sink of the lane should know by now has changed.
    LeadUpdated {
        /// Which lead.
        lead: LeadId,
        /// What changed: field keys, and `topics`, `source`, `status`, `claimed_by`.
        changed: Vec<String>,
        /// The same for people; `None` when only the card's look changed.
        note: Option<Html>,
    },
}

/// One thing to be sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number; later rows have greater ones.
    pub id: u64,
    /// The line it stands in.
    pub lane: Lane,
    /// The chat it speaks of.
    pub chat: ChatKey,
    /// The lead it speaks of, if there is one.
    pub lead: Option<LeadId>,
    /// The chat's epoch after the step that made it.
    pub epoch: u32,
    /// Whose words it carries: [`Speaker::Bot`], or a manager's.
    pub by: Speaker,
    /// What is to be sent.
    pub payload: Payload,
    /// When the step was made.
    pub created: DateTime<Utc>,
    /// How many attempts have failed.
    pub attempts: u32,
    /// Not before; `None` is at once.
    pub next_at: Option<DateTime<Utc>>,
    /// An earlier attempt may have got through: its answer was lost, or the row
    /// was already there when this process started.
    pub maybe_sent: bool,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// The update that made it.
    pub cause: Option<u32>,
    /// Receivers that have it already, where it goes to several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<String>,
}

impl Row {
    /// A bot's reply from before a person took over, or the customer blocked the
    /// bot: not to be sent any more. A manager's words are never stale.
    pub fn is_stale(&self, chat_epoch: u32) -> bool {
        matches!(self.lane, Lane::Client(_)) && self.by == Speaker::Bot && self.epoch < chat_epoch
    }

    /// It has not been tried and is not to be yet: words that are to be gathered first.
    pub fn is_for_later(&self, now: DateTime<Utc>) -> bool {
        self.attempts == 0 && self.next_at.is_some_and(|at| at > now)
    }

    /// The lead and the sink whose delivery this row is, if it is one.
    pub fn delivers(&self) -> Option<(LeadId, Sink)> {
        match (&self.payload, &self.lane) {
            (Payload::Card { lead, .. } | Payload::CardEdit { lead, .. }, _) => {
                Some((*lead, Sink::Telegram))
            }
            (
                Payload::LeadCreated { lead } | Payload::LeadUpdated { lead, .. },
                Lane::Sink(sink),
            ) => Some((*lead, *sink)),
            _ => None,
        }
    }
}

/// The rows of an outcome, in order, numbered from `first`. `before` is the
/// conversation as it was before the step.
pub fn rows(outcome: &Outcome, before: &Dialog, cause: Cause, first: u64) -> Vec<Row> {
    let after = &outcome.dialog;
    let by = match outcome.trace.verdict {
        Verdict::Desk => Speaker::Manager,
        _ => Speaker::Bot,
    };
    let sends = outcome.effects.iter().flat_map(|effect| {
        let named = named_lead(effect);
        let changed = named.map_or_else(Vec::new, |lead| changed(before, after, lead));
        let group = named.and_then(|lead| find(after, lead)).map(|lead| lead.group);
        let lead = named.or_else(|| spoken_of(after));
        let to = To { chat: &after.chat.key, group: group.unwrap_or_default() };
        sends(effect, to, &changed).into_iter().map(move |send| (lead, send))
    });
    sends
        .zip(first..)
        .map(|((lead, (lane, payload)), id)| Row {
            id,
            lane,
            chat: after.chat.key.clone(),
            lead,
            epoch: after.chat.epoch,
            by,
            payload,
            created: outcome.trace.at,
            attempts: 0,
            next_at: None,
            maybe_sent: false,
            error: None,
            cause: cause.update(),
            reached: Vec::new(),
        })
        .collect()
}

fn named_lead(effect: &Effect) -> Option<LeadId> {
    match effect {
        Effect::LeadCreated { lead, .. } | Effect::LeadUpdated { lead, .. } => Some(*lead),
        _ => None,
    }
}

/// The lead whose card a manager acted on, or the current one.
fn spoken_of(dialog: &Dialog) -> Option<LeadId> {
    dialog.earlier.as_ref().or(dialog.lead.as_ref()).map(|lead| lead.id)
}

/// The people of an effect: the customer, and the managers of the lead it names.
#[derive(Clone, Copy)]
struct To<'a> {
    chat: &'a ChatKey,
    group: Group,
}

/// Where one effect goes, and as what.
fn sends(effect: &Effect, to: To<'_>, changed: &[String]) -> Vec<(Lane, Payload)> {
    let client = || Lane::Client(to.chat.clone());
    match effect {
        Effect::Reply(reply) => vec![(client(), Payload::Reply(reply.clone()))],
        Effect::Copy { group, message } => {
            vec![(client(), Payload::Copy { group: *group, message: *message })]
        }
        Effect::LeadCreated { lead, card, send_to } => each(send_to, to.group, |sink| match sink {
            Sink::Telegram => vec![Payload::Card { lead: *lead, card: card.clone() }],
            _ => vec![Payload::LeadCreated { lead: *lead }],
        }),
        Effect::LeadUpdated { lead, card, note, send_to } => {
            each(send_to, to.group, |sink| match sink {
                Sink::Telegram => card_edit(*lead, card, note.as_ref()),
                _ => vec![Payload::LeadUpdated {
                    lead: *lead,
                    changed: changed.to_vec(),
                    note: note.clone(),
                }],
            })
        }
        Effect::Notify(group, card) => vec![((*group).into(), Payload::Notify(card.clone()))],
        Effect::Summon(group, card) => vec![((*group).into(), Payload::Summon(card.clone()))],
        Effect::Relay(group, relay) => vec![((*group).into(), Payload::Relay(relay.clone()))],
        Effect::Toast(text) => vec![(Lane::Toast, Payload::Toast { text: text.clone() })],
        Effect::Forget => Vec::new(),
    }
}

fn card_edit(lead: LeadId, card: &Card, note: Option<&Html>) -> Vec<Payload> {
    let mut payloads = vec![Payload::CardEdit { lead, card: card.clone() }];
    let note = note.map(|html| Card { html: html.clone(), buttons: Vec::new() });
    payloads.extend(note.map(Payload::Notify));
    payloads
}

fn each(
    send_to: &[Sink],
    group: Group,
    payloads: impl Fn(Sink) -> Vec<Payload>,
) -> Vec<(Lane, Payload)> {
    let lane = |sink| match sink {
        Sink::Telegram => Lane::from(group),
        other => Lane::Sink(other),
    };
    let to = |sink| payloads(sink).into_iter().map(move |payload| (lane(sink), payload));
    send_to.iter().copied().flat_map(to).collect()
}

/// The keys of what differs between a lead and what it was; none for a new one.
fn changed(before: &Dialog, after: &Dialog, lead: LeadId) -> Vec<String> {
    let (Some(before), Some(after)) = (find(before, lead), find(after, lead)) else {
        return Vec::new();
    };
    let (old, new) = (&before.known, &after.known);
    let own = new.own.iter().filter(|(key, value)| old.own.get(*key) != Some(value));
    let named = [
        ("phone", old.phones != new.phones),
        ("time", old.time != new.time),
        ("email", old.emails != new.emails),
        ("name", old.name != new.name),
        ("handles", old.handles != new.handles),
        ("topics", before.topics != after.topics),
        ("source", before.source != after.source),
        ("status", before.status != after.status),
        ("claimed_by", before.claimed_by != after.claimed_by),
    ];
    let named = named.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key.to_owned());
    named.chain(own.map(|(key, _)| key.clone())).collect()
}

fn find(dialog: &Dialog, id: LeadId) -> Option<&Lead> {
    [&dialog.lead, &dialog.earlier].into_iter().flatten().find(|lead| lead.id == id)
}
